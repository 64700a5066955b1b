"""How many seniors live in a drawn gemeente, and what does CBS publish of them?

Every dwelling gets inhabitants by its number in the register, without chance: about the share of its buurt.
What CBS shows of them is rounded to 5, and kept secret below 5; of one square it was not delivered.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from sample.bag import HOME, purposes_of
from sample.buurten import BUURTEN, PER_HOME, SECRET, as_one
from sample.model import XY, Sheet

NOT_DELIVERED = -99995
"""What CBS writes where a number comes later."""

SIDE_M = 100
CLASSES = ("65-69", "70-74", "75-79", "80-84", "85-89", "90-94", "95+")
SHARES = (0.30, 0.26, 0.19, 0.12, 0.08, 0.04, 0.01)
"""Of those of 65 and over, about as in the Netherlands."""
_UNKNOWN_PERCENTAGE = 20
_ABSENT = 7
"""Which of the squares with seniors has no number, counted from the south-west."""
_PRIME, _WHOLE = 2_654_435_761, 1 << 32


@dataclass(frozen=True)
class Household:
    """Who lives in one dwelling: how many in all, and how many in each class of 65 and over."""

    at: XY
    postcode: str
    n: int
    seniors: tuple[str, ...]


def households(sheets: Iterable[tuple[Sheet, XY]], buurten: gpd.GeoDataFrame) -> list[Household]:
    """Give every dwelling its inhabitants.

    Parameters
    ----------
    sheets
        Each with its place in RD New.
    buurten
        As `sample.buurten.build_areas` lays them out.
    """
    homes = [
        (point, postcode, number)
        for sheet, shift in sheets
        for point, postcode, number in _homes(sheet, shift)
    ]
    tree = shapely.STRtree(shapely.points([home[0] for home in homes]))
    percentage = [_UNKNOWN_PERCENTAGE] * len(homes)
    known = {one.code: one.percentage_65plus for one in BUURTEN}
    for code, outline in zip(buurten["buurtcode"], buurten.geometry, strict=True):
        for row in tree.query(outline, predicate="intersects"):
            percentage[row] = known[code[-4:]] or _UNKNOWN_PERCENTAGE
    return [
        _household(*home, share=percent / 100)
        for home, percent in zip(homes, percentage, strict=True)
    ]


def _homes(sheet: Sheet, shift: XY) -> Iterator[tuple[XY, str, int]]:
    for building in sheet.buildings:
        for address in (*building.addresses, *building.register_only):
            if HOME in purposes_of(building, address):
                at = (address.at[0] + shift[0], address.at[1] + shift[1])
                yield at, address.postcode, int(address.vbo_id)


def _household(at: XY, postcode: str, number: int, *, share: float) -> Household:
    n = int(PER_HOME + _part(number, 1))
    wanted = min(n, int(PER_HOME * share + _part(number, 2)))
    return Household(at, postcode, n, tuple(_class(_part(number, 3 + i)) for i in range(wanted)))


def _part(number: int, turn: int) -> float:
    """Scatter numbers over 0 to 1, the same every time."""
    return (number * turn * _PRIME % _WHOLE) / _WHOLE


def _class(part: float) -> str:
    for name, share in zip(CLASSES, SHARES, strict=True):
        part -= share
        if part < 0:
            return name
    return CLASSES[-1]


def build_squares(homes: Iterable[Household]) -> dict[str, gpd.GeoDataFrame]:
    """Count inhabitants and seniors in squares of 100 m, as CBS shows them."""
    everyone, old = Counter[XY](), Counter[XY]()
    for home in homes:
        corner = (home.at[0] // SIDE_M * SIDE_M, home.at[1] // SIDE_M * SIDE_M)
        everyone[corner] += home.n
        old[corner] += len(home.seniors)
    corners = sorted(everyone)
    shown = [_shown(old[corner]) for corner in corners]
    absent = [i for i, number in enumerate(shown) if number > 0][_ABSENT]
    shown[absent] = NOT_DELIVERED
    table = {
        "crs28992res100m": [f"E{int(x) // SIDE_M:04d}N{int(y) // SIDE_M:04d}" for x, y in corners],
        "aantal_inwoners": [_shown(everyone[corner]) for corner in corners],
        "aantal_inwoners_65_jaar_en_ouder": shown,
    }
    boxes = [shapely.box(x, y, x + SIDE_M, y + SIDE_M) for x, y in corners]
    return {"vierkanten_100m": gpd.GeoDataFrame(table, geometry=boxes, crs="EPSG:28992")}


def with_counts(buurten: gpd.GeoDataFrame, homes: Iterable[Household]) -> gpd.GeoDataFrame:
    """Add how many seniors live in every buurt, as CBS shows them."""
    every = list(homes)
    tree = shapely.STRtree(shapely.points([home.at for home in every]))
    numbers = [
        _shown(sum(len(every[row].seniors) for row in tree.query(outline, predicate="intersects")))
        for outline in buurten.geometry
    ]
    counted = buurten.copy()
    counted.insert(
        [*buurten.columns].index("aantal_inwoners") + 1, "aantal_personen_65_jaar_en_ouder", numbers
    )
    return counted


def build_postcodes(
    buurten: gpd.GeoDataFrame, sheets: Iterable[tuple[Sheet, XY]]
) -> dict[str, gpd.GeoDataFrame]:
    """Give every postcode of four digits its ground: that of the buurten of its kern."""
    digits = {name: kern.postcode for sheet, _ in sheets for name, kern in sheet.kernen.items()}
    of_buurt = {buurt.code: digits[buurt.kern] for buurt in BUURTEN}
    postcode = buurten["buurtcode"].str[-4:].map(of_buurt).rename("postcode")
    joined = buurten.geometry.groupby(postcode).agg(as_one)
    table = gpd.GeoDataFrame({"postcode": joined.index}, geometry=[*joined], crs=buurten.crs)
    return {"postcodes": table}


def write_pc4(path: Path, homes: Iterable[Household]) -> Path:
    """Write inhabitants per postcode and class of age, rounded to 5."""
    counts = Counter[tuple[str, str]]()
    for home in homes:
        digits = home.postcode[:4]
        counts[digits, "0-64"] += home.n - len(home.seniors)
        counts.update((digits, age) for age in home.seniors)
    lines = ["postcode;leeftijd;inwoners"]
    for digits in sorted({postcode for postcode, _ in counts}):
        lines += [f"{digits};{age};{_rounded(counts[digits, age])}" for age in ("0-64", *CLASSES)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def _rounded(number: int) -> int:
    return 5 * ((number + 2) // 5)


def _shown(number: int) -> int:
    """Give a number as CBS does: rounded to 5, and not at all below 5."""
    return _rounded(number) if number >= 5 else SECRET
