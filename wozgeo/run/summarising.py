"""What do the answers come to per kern, buurt, wijk and gemeente, and how far is the target?"""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from wozgeo.analysis.areas import NIVEAUS, no_areas, summarise_areas
from wozgeo.analysis.completeness import missing_facilities
from wozgeo.analysis.targets import progress_to_target, say_progress
from wozgeo.config import RunConfig
from wozgeo.run.judging import Judgement
from wozgeo.run.measuring import Measured
from wozgeo.run.reading import Read


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
    """

    kernen: gpd.GeoDataFrame
    buurten: gpd.GeoDataFrame
    progress: pd.DataFrame | None
    progress_said: tuple[str, ...]
    missing: pd.DataFrame
    missing_said: tuple[str, ...]


def summarise(config: RunConfig, read: Read, measured: Measured, judged: Judgement) -> Summaries:
    """Summarise a run per area."""
    plans, complexes = judged.plannen.objects, judged.complexen.objects
    objects = {"plannen": plans, "complexen": complexes} if config.judges else {}
    areas = no_areas() if read.areas is None else read.areas
    summary = summarise_areas(
        measured.locations,
        measured.distances,
        areas,
        objects,
        wanted=config.voorzieningen,
        breaks_m=config.summary_breaks_m,
    )
    missing, missing_said = missing_facilities(
        summary,
        areas,
        factor=config.completeness.factor,
        extra_m=config.completeness.extra_m,
        searched_m=config.search_limit_m,
        language=config.language,
    )
    niveau = summary.index.get_level_values("niveau")
    kernen = summary[niveau == "kern"]
    progress, said = None, []
    if config.target:
        names = kernen.index.get_level_values("code")
        progress = progress_to_target(plans, complexes, names, config.target)
        said = say_progress(progress, config.target, language=config.language)
    return Summaries(
        kernen, summary[niveau.isin(NIVEAUS)], progress, tuple(said), missing, tuple(missing_said)
    )
