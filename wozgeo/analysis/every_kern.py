"""Does every kern have geclusterd wonen, or a plan for it?

"In elke kern": Meerjarige Prestatieafspraken Druten 2025-2028, §1.2.
"""

from collections.abc import Iterable
from enum import StrEnum

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.vocabulary import Verdict


class Aanwezig(StrEnum):
    """What a kern has of geclusterd wonen, the best first."""

    HEEFT = "heeft het"
    """A complex that exists meets the definition."""
    GEPLAND = "gepland"
    """None does, and a plan meets it."""
    ONBEKEND = "onbekend"
    """None does, and of a complex or a plan it is not known."""
    GEEN = "geen"
    """No complex and no plan meets it, or there is none."""


EVERY_KERN = ("aanwezig", "namen", "kandidaat", "nodig")
"""What is told of every kern."""


def clustered_in_every_kern(
    plans: pd.DataFrame, complexes: pd.DataFrame, kernen: Iterable[str], definition: str
) -> pd.DataFrame:
    """Judge per kern whether geclusterd wonen is there, and name what is nearest to it where it is not.

    Parameters
    ----------
    plans, complexes
        Judged: index id; ``kern`` spelled as in ``kernen``, ``naam``, ``oordeel_<definition>``,
        ``bijna_<definition>``, ``marge_<definition>_m`` and, where it is told, ``nodig_<definition>``.
        What may not be shared must have been left out. May be empty.
    kernen
        All of them.
    definition
        Name of the one that counts.

    Returns
    -------
    DataFrame
        Index ``kern``, in the order given; ``aanwezig`` (`Aanwezig`); ``namen`` of what it rests on: what
        meets it, or what is unknown; ``kandidaat``: where nothing meets it, the name or id of the one
        nearest to it ("" for none): unknown before not, then what just misses it, then the fewest
        metres too far, then by id; ``nodig``: what would make that one meet it, "" for nothing.
    """
    of = OfDefinition(definition)
    parts = [table.assign(_built=built) for table, built in ((complexes, True), (plans, False))]
    told = ["kern", "naam", of.oordeel, of.bijna, of.marge_m, of.nodig, "_built"]
    things = pd.concat([part.reindex(columns=told) for part in parts if len(part)] or [parts[0]])
    things = things.reindex(columns=told)
    rows = {kern: _of_kern(things[things["kern"] == kern], of) for kern in kernen}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[*EVERY_KERN])
    return table.rename_axis("kern")


def _of_kern(here: pd.DataFrame, of: OfDefinition) -> tuple[str, str, str, str]:
    verdict, built = here[of.oordeel].astype(str), here["_built"].astype(bool)
    meets, unknown = verdict == str(Verdict.VOLDOET), verdict == str(Verdict.ONBEKEND)
    for standing, chosen in (
        (Aanwezig.HEEFT, meets & built),
        (Aanwezig.GEPLAND, meets & ~built),
    ):
        if chosen.any():
            return str(standing), ", ".join(_called(here[chosen])), "", ""
    ordered = here.assign(
        _no=~unknown,
        _far=~here[of.bijna].astype(bool),
        _short=-here[of.marge_m].astype(float).clip(upper=0),
        _id=here.index.astype(str),
    ).sort_values(["_no", "_far", "_short", "_id"], kind="stable")
    first = next(iter(_called(ordered)), "")
    needs = next(iter(ordered[of.nodig].fillna("").astype(str)), "")
    if unknown.any():
        return str(Aanwezig.ONBEKEND), ", ".join(_called(here[unknown])), first, needs
    return str(Aanwezig.GEEN), "", first, needs


def _called(table: pd.DataFrame) -> list[str]:
    return [str(name or key) for key, name in table["naam"].items()]
