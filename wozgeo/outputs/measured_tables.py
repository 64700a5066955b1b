"""How do distances become the tables that people read?"""

from collections.abc import Collection

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.columns import Walk
from wozgeo.domain.contracts import ADDRESS_COLUMNS
from wozgeo.domain.metres import display_metres
from wozgeo.domain.vocabulary import MeasuredTo


def build_paden(paths: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Lay what is known of a path that is not there in one row; metres to the centimetre.

    Parameters
    ----------
    paths
        From `wozgeo.runs.paths.find_new_paths`; index ``rang`` within each voorziening.

    Returns
    -------
    GeoDataFrame
        Index (``voorziening``, ``rang``), in the order given.
    """
    metres = {
        name: display_metres(paths[name].to_numpy(dtype=np.float64))
        for name in ("lengte_m", "scheelt_m")
    }
    table = paths.assign(**metres).reset_index().set_index(["voorziening", "rang"])
    return gpd.GeoDataFrame(table, geometry="geometry", crs=paths.crs)


def build_zoekgebieden(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Lay what is known of a search area in one row.

    Parameters
    ----------
    areas
        From `wozgeo.runs.search.with_lacking_kernen`; index ``rang``.

    Returns
    -------
    GeoDataFrame
        Index ``rang``, in the order given.
    """
    persons = ["n_65_bereik_laag", "n_65_bereik", "n_65_bereik_hoog"]
    told = ["definitie", "lezing", "kern", "oppervlakte_m2", "share_bebouwd", "score"]
    columns = [*told, *persons, "voor_kern", "geometry"]
    table = gpd.GeoDataFrame(areas.reindex(columns=columns), geometry="geometry", crs=areas.crs)
    for name in ("oppervlakte_m2", *persons):
        table[name] = table[name].round().astype("Int64")
    return table


def build_woningen(
    locations: gpd.GeoDataFrame,
    access: pd.DataFrame,
    distances: pd.DataFrame,
    scores: pd.DataFrame,
    names: pd.Series,
    *,
    wanted: Collection[str],
) -> gpd.GeoDataFrame:
    """Lay everything known of a location in one row.

    Parameters
    ----------
    locations, access, distances
        Contract tables of the same locations.
    scores
        ``score`` and ``score_zeker`` on the index of ``locations``.
    names
        Name per facility id ("" if it has none).
    wanted
        The voorzieningen, in the order of their columns.

    Returns
    -------
    GeoDataFrame
        Index ``locatie_id``, sorted; Dutch columns with units, metres to the centimetre.
    """
    names = names.astype(object)
    table = locations[["naam", *ADDRESS_COLUMNS]].copy()
    table["aanloop_m"] = display_metres(access["off_m"].to_numpy())
    table["aanloop_kruist"] = access["crosses"].to_numpy(dtype=object)
    kinds = distances.index.get_level_values("voorziening")
    for kind in wanted:
        part = distances[kinds == str(kind)]
        ids, walk = part["facility_id"].astype(str), Walk(kind)
        table[walk.afstand_m] = display_metres(part["distance_m"].to_numpy())
        table[walk.zeker_m] = display_metres(part["certain_m"].to_numpy())
        table[walk.afstand_van_m] = display_metres(part["shortest_m"].to_numpy())
        table[walk.afstand_tot_m] = display_metres(part["longest_m"].to_numpy())
        table[walk.reden] = part["reason"].astype(str).to_numpy()
        table[walk.id] = ids.to_numpy()
        table[walk.naam] = names.reindex(ids, fill_value="").to_numpy(dtype=object)
        table[walk.rand] = part["beyond_edge"].to_numpy()
    table["score"] = scores["score"].round(1).to_numpy()
    table["score_zeker"] = scores["score_zeker"].round(1).to_numpy()
    table["x"] = locations.geometry.x.round(2).to_numpy()
    table["y"] = locations.geometry.y.round(2).to_numpy()
    result = gpd.GeoDataFrame(table, geometry=locations.geometry.to_numpy(), crs=locations.crs)
    return result.rename_axis("locatie_id").sort_index()


def build_voorzieningen(
    facilities: gpd.GeoDataFrame,
    access: pd.DataFrame,
    kern: "pd.Series[str]",
    measured_to: "pd.Series[str] | None" = None,
) -> gpd.GeoDataFrame:
    """Lay everything known of a facility in one row: index ``id``, sorted.

    All are as long and in the same order; ``kern`` is where each lies, ``measured_to`` what the walk leads to
    (None: its point).
    """
    point = str(MeasuredTo.PUNT)
    table = gpd.GeoDataFrame(
        {
            "voorziening": facilities["voorziening"].astype(str).to_numpy(),
            "naam": facilities["name"].to_numpy(),
            "kern": kern.to_numpy(dtype=object),
            "telt_als": facilities["rule"].to_numpy(),
            "bron": facilities["source"].to_numpy(),
            "gemeten_tot": point if measured_to is None else measured_to.to_numpy(dtype=object),
            "aanloop_m": display_metres(access["off_m"].to_numpy()),
            "aanloop_kruist": access["crosses"].to_numpy(dtype=object),
        },
        index=facilities.index,
        geometry=facilities.geometry.to_numpy(),
        crs=facilities.crs,
    ).rename_axis("id")
    return table.iloc[np.lexsort((table["voorziening"], table.index))]


ROUTES_OF = {"plannen": "plan", "complexen": "complex", "clusters": "cluster"}
"""What a route is of, by the table that has it; that of a dwelling is ``woning``."""


def build_looproutes(
    routes: gpd.GeoDataFrame, of_objects: gpd.GeoDataFrame | None = None
) -> gpd.GeoDataFrame:
    """Give routes the columns people read; one row per location and voorziening, then per object.

    Parameters
    ----------
    routes
        Of the dwellings, indexed by (location_id, voorziening).
    of_objects
        Of plans, complexes and clusters, indexed by (id, voorziening), with ``soort``; None where
        nothing was judged.

    Returns
    -------
    GeoDataFrame
        Index ``locatie_id``, which repeats: of a dwelling, or of the object that ``soort`` says.
    """
    flat = routes.assign(soort="woning").rename_axis(["location_id", "voorziening"]).reset_index()
    if of_objects is not None and len(of_objects):
        named = of_objects.assign(soort=of_objects["soort"].map(ROUTES_OF))
        named = named.rename_axis(["location_id", "voorziening"]).reset_index()
        flat = pd.concat([flat, named], ignore_index=True)
    metres = {
        "afstand_m": "distance_m",
        "aanloop_m": "location_leg_m",
        "langs_straten_m": "street_m",
        "aanloop_voorziening_m": "facility_leg_m",
        "onbekend_m": "unknown_m",
    }
    return gpd.GeoDataFrame(
        {
            "soort": flat["soort"],
            "voorziening": flat["voorziening"],
            "voorziening_id": flat["facility_id"],
            **{name: display_metres(flat[column].to_numpy()) for name, column in metres.items()},
        },
        geometry=flat.geometry.to_numpy(),
        crs=routes.crs,
    ).set_index(pd.Index(flat["location_id"], name="locatie_id"))
