"""A few plans, complexes and clusters with verdicts, as the pages get them.

Two definitions: ``een`` has a walk of less than 400 m, ``twee`` has none. All ids, names and numbers are
made up and easy to recognise.
"""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.definitions import Definition, Requirement, Source, Within
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Eis
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.map.draw import draw_map, write_map

CORNER = np.array([190_000.0, 507_000.0])
_WALK = Requirement(
    Eis.ONTMOETINGSRUIMTE, (Within(400, strict=True),), Source("Bron", "§1", "2026")
)
DEFINITIONS = {
    "een": Definition("een", "geclusterd wonen volgens Een", (_WALK,)),
    "twee": Definition("twee", "geclusterd wonen volgens Twee", ()),
}
VOORZIENINGEN = ("supermarkt", "ontmoetingsplek")


def near(east_m: float, north_m: float) -> np.ndarray:
    return CORNER + np.array([east_m, north_m])


def at(east_m: float, north_m: float) -> shapely.Point:
    return shapely.Point(near(east_m, north_m))


SITE = shapely.box(*near(200, 100), *near(320, 180))


def judged_table(rows: list[dict], index: str = "id") -> gpd.GeoDataFrame:
    """Fill in what a row leaves out: voldoet, near, nothing needed."""
    filled = []
    for row in rows:
        base = {"naam": "", "kern": "Voorbeelddorp", "n_woningen": 20, "score": 71.9, "rang": pd.NA}
        for v in VOORZIENINGEN:
            base |= {f"afstand_{v}_min_m": 120.0, f"afstand_{v}_mediaan_m": 200.5}
            base |= {f"afstand_{v}_max_m": 310.2, f"reden_{v}": "", f"{v}_id": f"{v[0]}1"}
            base |= {f"{v}_naam": f"De {v}"}
        for d in DEFINITIONS:
            base |= {f"oordeel_{d}": "voldoet", f"marge_{d}_m": math.nan, f"aandeel_{d}": math.nan}
            base |= {f"gemeten_{d}_m": 310.2 if d == "een" else math.nan}
            base |= {f"bijna_{d}": False, f"toelichting_{d}": f"Voldoet aan {d}.", f"nodig_{d}": ""}
            base |= {f"ontbreekt_{d}": "", f"hangt_af_van_{d}": ""}
        filled.append(base | row)
    frame = pd.DataFrame(filled).set_index(index)
    for column in ("n_woningen", "rang"):
        frame[column] = frame[column].astype("Int64")
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=RD_NEW)


def plannen() -> gpd.GeoDataFrame:
    return judged_table(
        [
            {
                "id": "P1",
                "naam": "Kloosterakker",
                "geometry": SITE,
                "marge_een_m": 89.8,
                "aandeel_een": 1.0,
                "rang": 1,
                "gemeente": "Voorbeeld",
                "oplevering_eerste": 2027,
                "oplevering_laatste": 2029,
            },
            {
                "id": "P2",
                "naam": "Veerweg",
                "geometry": at(500, 300),
                "oordeel_een": "voldoet_niet",
                "marge_een_m": -36.2,
                "gemeten_een_m": 436.2,
                "bijna_een": True,
                "afstand_ontmoetingsplek_max_m": 436.2,
                "toelichting_een": "De verste plek ligt 436,2 m lopen van De ontmoetingsplek.",
                "nodig_een": "een ontmoetingsplek die 36,3 m dichterbij ligt",
                "oordeel_twee": "onbekend",
                "ontbreekt_twee": "nultreden niet opgegeven",
                "score": math.nan,
                "rang": 2,
            },
        ]
    )


def complexen() -> gpd.GeoDataFrame:
    nowhere = {f"afstand_{v}_{m}_m": math.nan for v in VOORZIENINGEN for m in ("min", "max")}
    nowhere |= {f"afstand_{v}_mediaan_m": math.nan for v in VOORZIENINGEN}
    nowhere |= {f"{v}_{what}": "" for v in VOORZIENINGEN for what in ("id", "naam")}
    nowhere |= {f"reden_{v}": "buiten_kaart" for v in VOORZIENINGEN}
    return judged_table(
        [
            {
                "id": "007",
                "naam": "De Linde",
                "geometry": shapely.MultiPoint([at(60, 60), at(80, 60), at(70, 90)]),
                "marge_een_m": 0.04,
                "hangt_af_van_een": "38 m pad waarvan de begaanbaarheid onbekend is",
                "inpandig": False,
                "levensloopgeschikt": True,
                "share_55plus": 0.629,
                "n_gevonden": 3,
                "n_opgegeven": 4,
            },
            {
                "id": "P1",
                "naam": "Zonnehof",
                "geometry": shapely.MultiPoint(),
                "oordeel_een": "onbekend",
                "oordeel_twee": "voldoet_niet",
                **nowhere,
            },
        ]
    )


def clusters() -> gpd.GeoDataFrame:
    place = shapely.MultiPoint([at(600, 500), at(620, 500)])
    return judged_table([{"id": "K1", "geometry": place, "oordeel_een": "onbekend"}])


def routes() -> gpd.GeoDataFrame:
    lines = [
        shapely.LineString([at(320, 180).coords[0], at(320, 400).coords[0], at(60, 400).coords[0]]),
        shapely.LineString([at(70, 90).coords[0], at(60, 400).coords[0]]),
        shapely.LineString([at(320, 180).coords[0], at(-60, 20).coords[0]]),
    ]
    stretch = shapely.MultiLineString([shapely.ops.substring(lines[1], 100.0, 137.4)])
    none = shapely.MultiLineString()
    index = [("P1", "ontmoetingsplek"), ("007", "ontmoetingsplek"), ("P1", "supermarkt")]
    return gpd.GeoDataFrame(
        {
            "facility_id": ["o1", "o1", "s1"],
            "distance_m": [310.2, 310.2, 310.2],
            "unknown_m": [0.0, 37.4, 0.0],
            "unknown_geometry": gpd.GeoSeries([none, stretch, none], crs=RD_NEW).to_numpy(),
        },
        index=pd.MultiIndex.from_tuples(index, names=["id", "voorziening"]),
        geometry=lines,
        crs=RD_NEW,
    )


def areas(niveau: str, code: str, naam: str) -> gpd.GeoDataFrame:
    row: dict[str, object] = {"naam": naam, "n_woningen": 400}
    for v in VOORZIENINGEN:
        row |= {f"gemiddeld_{v}_m": 410.9, f"mediaan_{v}_m": 399.96}
        row |= {f"n_geen_{v}": 3, f"n_onbekend_{v}": 1}
        row |= {f"aandeel_{v}_400": 0.996, f"aandeel_{v}_800": 1.0}
    for soort, counts in (("plannen", (1, 1, 0)), ("complexen", (1, 0, 1))):
        for verdict, n in zip(("voldoet", "voldoet_niet", "onbekend"), counts, strict=True):
            row |= {f"{soort}_{verdict}_een": n}
    index = pd.MultiIndex.from_tuples([(niveau, code)], names=["niveau", "code"])
    outline = shapely.box(*(CORNER - 200), *(CORNER + 1000))
    return gpd.GeoDataFrame([row], index=index, geometry=[outline], crs=RD_NEW)


def walksheds() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"naam": ["De ontmoetingsplek"]},
        index=pd.Index(["o1"], name="facility_id"),
        geometry=[at(60, 400).buffer(250)],
        crs=RD_NEW,
    )


def judged(**other: object) -> Found:
    """Lay together what was judged; a table by its own name (``plannen``, ``kernen``), None for none."""
    given = {
        "name": "Voorbeeld",
        "search_limit_m": 5000,
        "definitions": DEFINITIONS,
        "plannen": plannen(),
        "complexen": complexen(),
        "clusters": clusters(),
        "kernen": areas("kern", "Voorbeelddorp", "Voorbeelddorp"),
        "buurten": areas("buurt", "BU00010001", "Centrum"),
        "routes": routes(),
        "walksheds": walksheds(),
    } | other
    objects, summaries = (
        {name: table for name in names if (table := given.pop(name, None)) is not None}
        for names in (SOORTEN, ("kernen", "buurten"))
    )
    return Found(**given, objects=objects, areas=summaries)


def dwellings() -> gpd.GeoDataFrame:
    k = np.arange(60)
    data = {
        "straat": "Kerkstraat",
        "huisnummer": [str(i + 1) for i in k],
        "woonplaats": "Voorbeelddorp",
        "afstand_ontmoetingsplek_m": 100.0 + 10 * k,
        "ontmoetingsplek_id": "o1",
        "score": 50.0,
    }
    places = shapely.points(CORNER + np.column_stack([20.0 * (k % 10), 300 + 20.0 * (k // 10)]))
    index = pd.Index([f"n{i + 1}" for i in k], name="locatie_id")
    return gpd.GeoDataFrame(data, index=index, geometry=places, crs=RD_NEW)


def facilities() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "voorziening": ["ontmoetingsplek", "supermarkt"],
            "naam": ["De ontmoetingsplek", "De supermarkt"],
            "kern": "Dorp",
            "telt_als": ["buurthuis", "supermarkt"],
            "bron": "OpenStreetMap",
        },
        index=pd.Index(["o1", "s1"], name="id"),
        geometry=[at(60, 400), at(-60, 20)],
        crs=RD_NEW,
    )


def draw_judged(folder, *, language=Language.NL, **other):
    street = shapely.LineString([at(-100, 50), at(700, 50)])
    backdrop = gpd.GeoDataFrame({"kind": ["straat"], "name": ""}, geometry=[street], crs=RD_NEW)
    found = judged(
        woningen=dwellings(),
        voorzieningen=facilities(),
        backdrop=backdrop,
        streets_stamp="2026-11-01T00:00:00Z",
        language=language,
        **other,
    )
    return write_map(draw_map(found), folder / "kaart.html")
