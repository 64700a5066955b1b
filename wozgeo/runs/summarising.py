"""What do the answers come to per kern, buurt, wijk and gemeente, and how far is the target?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from wozgeo.analysis.areas import (
    ONCE,
    assign_areas,
    mean_of_found,
    name_kernen,
    summarise_areas,
)
from wozgeo.analysis.completeness import missing_facilities
from wozgeo.analysis.population.published import with_seniors
from wozgeo.analysis.targets import progress_to_target, say_progress
from wozgeo.analysis.words_caveats import COUNTED_ONCE, MORE, OUTSIDE_AREAS
from wozgeo.config import RunConfig, TargetRule
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.labels import DWELLINGS
from wozgeo.domain.language import Text, joined
from wozgeo.domain.plain_types import NIVEAUS
from wozgeo.domain.tables import AREA_TABLE
from wozgeo.domain.told import read_all
from wozgeo.domain.vocabulary import Reason, Verdict
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read
from wozgeo.runs.verdicts import Judgement

_AGAIN = "elders_geteld_"
"""Per definition how many dwellings of a complex are counted for another."""


@dataclass(frozen=True)
class Summaries:
    """The same answers, coarser. Confidential plans have no part in them: a count would tell.

    Attributes
    ----------
    kernen, buurten
        Area summaries: of the kernen, and of buurten, wijken and gemeenten.
    progress
        Per kern what counts towards the target; None without one.
    progress_said
        The same in Dutch sentences.
    missing, missing_said
        Where a facility is probably missing, as a table and in Dutch sentences.
    outside_said
        Which kernen lie outside all areas and are left out, in sentences.
    once_said
        How many dwellings are in several complexes and so count once in sums, in sentences.
    """

    kernen: gpd.GeoDataFrame
    buurten: gpd.GeoDataFrame
    progress: pd.DataFrame | None
    progress_said: tuple[str, ...]
    missing: pd.DataFrame
    missing_said: tuple[str, ...]
    outside_said: tuple[str, ...]
    once_said: tuple[str, ...] = ()

    def beside(self, published: pd.DataFrame) -> "Summaries":
        """Give the same with what may be written of seniors beside it."""
        published = published.drop(columns="naam")
        return replace(
            self,
            kernen=with_seniors(self.kernen, published),
            buurten=with_seniors(self.buurten, published),
        )


def summarise(config: RunConfig, read: Read, measured: Measured, judged: Judgement) -> Summaries:
    """Summarise a run per area."""
    plans, complexes = judged.plannen.objects, judged.complexen.objects
    if config.judges or config.target:
        complexes = _each_home_once(complexes, read.listed.homes, read.definitions)
    objects = {"plannen": plans, "complexen": complexes} if config.judges else {}
    areas = AREA_TABLE.empty() if read.areas is None else read.areas
    homes, distances = measured.locations, measured.distances
    lying = assign_areas(homes.geometry, areas)
    summary = summarise_areas(
        homes,
        distances,
        areas,
        objects,
        wanted=config.voorzieningen,
        breaks_m=config.summary_breaks_m,
        lying=lying,
    )
    missing, missing_said = missing_facilities(
        summary,
        mean_of_found(homes, distances, areas, config.voorzieningen, lying),
        areas,
        config.voorzieningen,
        factor=config.completeness.factor,
        extra_m=config.completeness.extra_m,
        searched_m=config.search_limit_m,
        absent=_absent(config, measured),
    )
    niveau = summary.index.get_level_values("niveau")
    # whatever lies outside the area that is asked about is left out already
    around = lying.iloc[:0] if read.area or not len(areas) else lying
    outside = _outside(homes, around, objects)
    code = summary.index.get_level_values("code")
    kernen = summary[(niveau == "kern") & ~code.isin(outside.index)]
    progress, said = _progress(config.target, plans, complexes, kernen)
    return Summaries(
        kernen,
        summary[niveau.isin(NIVEAUS)],
        progress,
        read_all(said, config.language),
        missing,
        read_all(missing_said, config.language),
        read_all(_say_outside(outside), config.language),
        read_all(_say_once(judged.complexen.objects, read.listed.homes), config.language),
    )


def _progress(
    target: TargetRule | None,
    plans: gpd.GeoDataFrame,
    complexes: gpd.GeoDataFrame,
    kernen: gpd.GeoDataFrame,
) -> tuple[pd.DataFrame | None, list[Text]]:
    """Tell how far the target is, each dwelling counted once; nothing without one."""
    if target is None:
        return None, []
    again = complexes[f"{_AGAIN}{target.definition}"]
    once = complexes.assign(
        **{name: complexes[name] - again for name in ("n_woningen", "n_mogelijk")}
    )
    progress = progress_to_target(plans, once, kernen.index.get_level_values("code"), target)
    return progress, say_progress(progress, target)


def _absent(config: RunConfig, measured: Measured) -> list[str]:
    """Name the voorzieningen of which not one is known, or none that can be reached."""
    reasons = measured.distances["reason"].astype(str)
    kinds = measured.distances.index.get_level_values("voorziening")
    return [
        kind
        for kind in config.voorzieningen
        if len(reasons) and (reasons[kinds == str(kind)] == str(Reason.GEEN_VOORZIENING)).all()
    ]


def _each_home_once(
    complexes: gpd.GeoDataFrame, homes: pd.DataFrame, definitions: Iterable[str]
) -> gpd.GeoDataFrame:
    """Count per definition a dwelling that is in several complexes for the one with the best verdict alone.

    Of a complex that is voldoet what is certain counts, of another what it may have.
    """
    best_first = (Verdict.VOLDOET, Verdict.ONBEKEND, Verdict.VOLDOET_NIET)
    order = {str(verdict): place for place, verdict in enumerate(best_first)}
    found = homes[(homes["location_id"] != "") & homes["dwelling"]]
    once = {}
    for name in definitions:
        rank = complexes[OfDefinition(name).oordeel].astype(str).map(order)
        ordered = found.assign(rank=found["object_id"].map(rank)).sort_values(["rank", "object_id"])
        again = ordered[ordered["location_id"].duplicated()].groupby("object_id").size()
        fewer = again.reindex(complexes.index, fill_value=0)
        meets = complexes[OfDefinition(name).oordeel].astype(str) == str(Verdict.VOLDOET)
        counted = complexes["n_woningen"].where(meets, complexes["n_mogelijk"])
        once[f"{ONCE}{name}"] = counted - fewer
        once[f"{_AGAIN}{name}"] = fewer
    return complexes.assign(**once)


def _say_once(complexes: gpd.GeoDataFrame, homes: pd.DataFrame) -> Iterator[Text]:
    """Say why the dwellings of all complexes come to more than the sums, where some are in several."""
    found = homes[(homes["location_id"] != "") & homes["dwelling"]]
    found = found[found["object_id"].isin(complexes.index)]
    again = int(found["location_id"].duplicated().sum())
    if again:
        added = int(complexes["n_woningen"].sum())
        once = DWELLINGS.about(added - again)
        several = int(found.loc[found["location_id"].duplicated(), "location_id"].nunique())
        yield COUNTED_ONCE.about(several, added=DWELLINGS.about(added), once=once)


def _outside(
    locations: gpd.GeoDataFrame, lying: pd.DataFrame, objects: Mapping[str, gpd.GeoDataFrame]
) -> "pd.Series[int]":
    """Count the dwellings of every kern that lies outside all areas, and where nothing is listed.

    A map reaches further than the municipality: its neighbours are no kernen of it. ``lying`` tells in which
    areas dwellings lie; of those that are not in it nothing is asked.
    """
    homes = locations.loc[lying.index]
    kern = name_kernen(homes["woonplaats"], homes["woonplaats"])
    inside = (lying != "").any(axis=1)
    listed = {str(k) for table in objects.values() for k in table["kern"]}
    count = kern.groupby(kern).size()
    far = ~inside.groupby(kern).any() & ~count.index.isin(listed)
    return count[far]


def _say_outside(outside: "pd.Series[int]") -> Iterator[Text]:
    if len(outside):
        kernen = [
            MORE.about(what=str(kern), more=DWELLINGS.about(int(n))) for kern, n in outside.items()
        ]
        yield OUTSIDE_AREAS.about(kernen=joined(kernen, ", "))
