"""What belongs to the area that is asked about, and to which kern belongs a plan that names none?

Dwellings, plans and complexes elsewhere are left out before anything is measured, and told. Streets and
facilities stay: who lives at the border walks across it.
"""

from collections.abc import Iterator
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.analysis.areas import nearest_kern
from wozgeo.config import RunConfig
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Counted, Text, some_named
from wozgeo.domain.many_shapes import as_places, as_table_of_places, shapes_of
from wozgeo.inputs.cbs import read_areas
from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.study_areas import StudyArea, choose_gemeente, read_outline
from wozgeo.runs import words_area as words
from wozgeo.runs.lists import Listed

_MOST_NAMED = 10
"""More plans or complexes than this are not all named in one sentence."""

_WHOLE = 0.9
"""So much of a buurt lies inside before it is one of the area: outlines of one border differ a little."""


def read_study_area(
    config: RunConfig, osm: OsmTables, areas: gpd.GeoDataFrame | None
) -> StudyArea | None:
    """Read which area is asked about; None where none is.

    Parameters
    ----------
    config
        What is asked.
    osm
        The streets that were read.
    areas
        The areas of the run, in which a gemeente is looked up unless `area.file` says otherwise.

    Raises
    ------
    InputError
        When the file is faulty, no gemeente is called so, or the area lies elsewhere than the streets.
    """
    asked = config.area
    if asked is None:
        return None
    source: object = asked.file or ", ".join(str(own.file) for own in config.areas)
    if asked.file and asked.gemeente is None:
        area = read_outline(asked.file)
    else:
        among = read_areas(asked.file) if asked.file else areas
        if among is None:  # its fault is told already
            return None
        area = choose_gemeente(among, asked.gemeente or "", source=source)
    if not area.outline.intersects(osm.extent):
        raise InputError(
            source,
            f"{area.name or 'the area'} lies outside the streets that were read; take the extract of this "
            "area, or the area of these streets",
        )
    return area


def said_name(area: StudyArea) -> Text:
    """Call an area as in the middle of a sentence."""
    return words.GEMEENTE.about(name=area.name) if area.name else words.THE_AREA


def narrowed_areas(areas: gpd.GeoDataFrame, area: StudyArea) -> gpd.GeoDataFrame:
    """Keep the buurten, wijken and gemeenten that lie in the area; what lies in it in part has no figures."""
    outlines = areas.geometry.to_numpy()
    shapely.prepare(area.outline)
    share = np.ones(len(areas))
    partly = ~shapely.covers(area.outline, outlines)
    inside = shapely.area(shapely.intersection(outlines[partly], area.outline))
    share[partly] = inside / shapely.area(outlines[partly])
    return as_table_of_places(areas[share >= _WHOLE])


def narrowed_locations(
    locations: gpd.GeoDataFrame, area: StudyArea
) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """Keep the locations in the area, and say how many lie elsewhere.

    Raises
    ------
    InputError
        When none lies in it: then there is nothing to measure from.
    """
    inside = area.holds(shapes_of(locations.geometry))
    if not inside.any():
        raise InputError(
            area.name or "area.file",
            f"none of the {len(locations):,} dwellings or locations that were read lies in the area; draw it "
            "wider, or leave [area] out",
        )
    kept = as_table_of_places(locations[inside])
    return kept, [words.ONLY_HERE.about(int((~inside).sum()), area=said_name(area))]


def narrowed_lists(listed: Listed, area: StudyArea) -> tuple[Listed, list[Text]]:
    """Keep the plans and complexes in the area, and say which lie elsewhere.

    A plan lies where most of it lies, as for the figures per buurt. A complex lies elsewhere only when all of
    its addresses that were found do: of one without any nobody knows.
    """
    sites = listed.plans.geometry.representative_point()
    plans = area.holds(shapes_of(sites))
    homes = listed.homes
    found = homes.geometry.notna().to_numpy()
    here = np.zeros(len(homes), dtype=bool)
    here[found] = area.holds(shapes_of(homes.geometry)[found])
    away = {*homes["object_id"][found]} - {*homes["object_id"][here]}
    gone = listed.complexes.index.isin([*away])
    secret = listed.plans["vertrouwelijk"].astype(bool).to_numpy()
    told = [
        *_named(words.PLANS_ELSEWHERE, listed.plans.index[~plans & ~secret]),
        *([words.SECRET_ELSEWHERE.about(n)] if (n := int((~plans & secret).sum())) else []),
        *_named(words.COMPLEXES_ELSEWHERE, listed.complexes.index[gone]),
    ]
    lost = listed.not_found
    mine = ~lost["complex_id"].isin([*away]) if "complex_id" in lost else slice(None)
    narrowed = replace(
        listed,
        plans=as_table_of_places(listed.plans[plans]),
        complexes=as_table_of_places(listed.complexes[~gone]),
        homes=as_table_of_places(homes[~homes["object_id"].isin([*away])]),
        not_found=lost[mine],
    )
    return narrowed, told


def with_kernen(
    plans: gpd.GeoDataFrame, locations: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """Give a plan that names no kern that of the nearest dwelling, as the crow flies, and say of which."""
    nameless = (plans["kern"].astype(object).str.strip() == "").to_numpy(dtype=bool)
    sites = as_places(plans.geometry.representative_point()[nameless])
    kern = nearest_kern(sites, locations)
    kern = kern[kern != ""]
    if kern.empty:
        return plans, []
    named = plans["kern"].astype(object)
    named[kern.index] = kern
    secret = plans["vertrouwelijk"].astype(bool)[kern.index]
    shared = [f"{plan} ({name})" for plan, name in kern[~secret].items()]
    told = [
        *_named(words.KERN_OF_NEAREST, pd.Index(shared)),
        *([words.SECRET_KERN.about(n)] if (n := int(secret.sum())) else []),
    ]
    return as_table_of_places(plans.assign(kern=named)), told


def _named(said: Counted, names: pd.Index) -> Iterator[Text]:
    """Say how many, and which of them, at most so many by name."""
    if len(names):
        yield said.about(len(names), which=some_named([*names], _MOST_NAMED))
