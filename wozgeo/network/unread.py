"""Which values in OpenStreetMap did nobody here know, and how often do they make a way unknown?"""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.tag_words import (
    KNOWN,
    KNOWN_AT_STOPS,
    KNOWN_TO_WHEELS,
    KNOWN_TO_WHEELS_AT_STOPS,
    narrower,
    values_by_day,
    words_of,
)
from wozgeo.network.walkability import passability, walkability

KnownWords = Mapping[str, frozenset[str]]


def count_unread(ways: pd.DataFrame, stops: pd.DataFrame, *, profile: Profile) -> dict[str, int]:
    """Count the values of tags that no list knows, on ways and barriers that are not closed anyway.

    Parameters
    ----------
    ways, stops
        Contract tables. A way that was cut counts once; a barrier counts where such a way passes it.
    profile
        Who walks: what matters to wheels alone is not told to a walker.

    Returns
    -------
    dict
        ``{"access=restricted": 3}``, the most frequent first.
    """
    wheels = profile == Profile.ROLLATOR
    ways = ways[(walkability(ways, profile=profile)["state"] < State.CLOSED).to_numpy()]
    met = np.unique(np.concatenate([np.empty(0, np.int64), *ways["nodes"]]))
    stops = stops[stops.index.isin(met)]
    stops = stops[(passability(stops, profile=profile)["state"] < State.CLOSED).to_numpy()]
    found: Counter[str] = Counter()
    found.update(_unread(ways, KNOWN | (KNOWN_TO_WHEELS if wheels else {}), wheels=wheels))
    at_stops = KNOWN_AT_STOPS | (KNOWN_TO_WHEELS_AT_STOPS if wheels else {})
    found.update(_unread(stops, at_stops, wheels=wheels))
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _unread(table: pd.DataFrame, known: KnownWords, *, wheels: bool) -> Counter[str]:
    """Count values per tag, each object once."""
    found: Counter[str] = Counter()
    once = table[~table.index.duplicated()]
    for tag, words in known.items():
        for value, n in once[tag][once[tag] != ""].value_counts().items():
            if not words_of(str(value)) <= words:
                found[f"{tag}={value}"] += int(n)
    for tag in ("access:conditional", "foot:conditional"):
        words = known[tag.partition(":")[0]]
        for value, n in once[tag][once[tag] != ""].value_counts().items():
            if not set(values_by_day(str(value))) <= words:
                found[f"{tag}={value}"] += int(n)
    if wheels:
        widths = once["maxwidth:physical"]
        for value, n in widths[widths != ""].value_counts().items():
            if narrower(str(value), 0.0):  # nothing is that narrow: it cannot be read
                found[f"maxwidth:physical={value}"] += int(n)
    return found
