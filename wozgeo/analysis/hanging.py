"""What do verdicts that are not firm, and those that are unknown, hang on: how many on each cause?

Counts only, of what `wozgeo.analysis.firmness` found.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wozgeo.analysis.doubts import Cause
from wozgeo.analysis.verdicts.three_valued import ONBEKEND

CAUSE_COUNTS = ("niet_stevig", "oordeel_onbekend")
"""Of verdicts, how many are not firm and how many are unknown."""


def count_causes(groups: Mapping[str, Mapping[str, pd.DataFrame]]) -> pd.DataFrame:
    """Count per kind of object, definition and cause how many verdicts hang on it.

    Parameters
    ----------
    groups
        Per word for what was judged ("plan") and per definition what
        `wozgeo.analysis.firmness.tell_firmness` tells. What may not be shared must have been left out.

    Returns
    -------
    DataFrame
        ``wat``, ``definitie``, ``oorzaak`` (a `Cause`; "" counts every verdict once, whatever it hangs on),
        ``niet_stevig``: verdicts that are voldoet or voldoet niet and would be another by this cause, and
        ``oordeel_onbekend`` (int64). A verdict that hangs on several counts with each. What every verdict
        once comes first, then the causes, the most frequent first. Causes on which nothing hangs have no row.
    """
    rows = [
        {"wat": word, "definitie": name, **row}
        for word, told in groups.items()
        for name, firm in told.items()
        if len(firm)
        for row in _of_one(firm)
    ]
    return pd.DataFrame(rows, columns=["wat", "definitie", "oorzaak", *CAUSE_COUNTS])


def _of_one(firm: pd.DataFrame) -> list[dict[str, object]]:
    unknown = (firm["rank"] == ONBEKEND).to_numpy()
    soft = ~firm["stevig"].to_numpy(dtype=bool)
    counts = [("", soft & ~unknown, soft & unknown)]
    for cause in Cause:
        mine = np.array([cause in causes for causes in firm["causes"]], dtype=bool)
        counts.append((str(cause), mine & ~unknown, mine & unknown))
    told = [(cause, int(known.sum()), int(open_.sum())) for cause, known, open_ in counts]
    ordered = [told[0], *sorted(told[1:], key=lambda one: (-one[1], -one[2]))]
    return [
        {"oorzaak": cause, "niet_stevig": known, "oordeel_onbekend": open_}
        for cause, known, open_ in ordered
        if known or open_ or not cause
    ]
