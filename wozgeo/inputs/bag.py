"""Which addresses in the BAG are in use, and which of them are dwellings?

The rule, its word lists and their sources are in ``data/bag.toml``; how the files are laid out and
spelled is in `wozgeo.inputs.bag_layers`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Text
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.plain_types import Texts
from wozgeo.domain.toml_files import CasefoldedWords, Table, read_toml, require_table
from wozgeo.inputs.bag_layers import VERBLIJFSOBJECT, read_layers
from wozgeo.inputs.bag_objects import (
    cell_texts,
    once_per_object,
    plain_word,
    repeated_ids,
    tell_left_out,
)
from wozgeo.inputs.coordinates import METRES, Extent
from wozgeo.inputs.sheet import shortened
from wozgeo.inputs.words_lists import (
    PADDED,
    PAND_KEYS,
    SEVERAL_PANDEN,
    WITHOUT_USE,
)

WOONFUNCTIE = "woonfunctie"
GEEN_WOONFUNCTIE = "geen woonfunctie"
NO_STATUS = "(geen status)"

_TYPE_CODES = {VERBLIJFSOBJECT: "01", "ligplaats": "02", "standplaats": "03", "pand": "10"}
"""Digits 5 and 6 of an id: the kind of object (Catalogus BAG 2018, identificatie)."""

_SHORTEST_ID = 13
"""Digits left of an id that lost its zeros: the lowest code of a gemeente is 0003."""

_LINK = re.compile(r"([^/?#\"',:\s\[\]()]+)/?(?:\?[^\"',\s\])]*)?[\"']?\s*(?:[,\n\])'\"]|$)")
"""The last part of the first link in a list of ids or of addresses, however it was saved."""

_OGC_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

_NUMBER_OR_KEY = re.compile(r"\b[0-9a-f][0-9a-f-]{12,}\b", re.IGNORECASE)
"""An id or a key, no other part of an address on the internet."""


class BagRule(Table):
    """The word lists of the rule, in lower case; see ``data/bag.toml``."""

    verblijfsobject_in_gebruik: CasefoldedWords
    woonfunctie: CasefoldedWords
    ligplaats_in_gebruik: CasefoldedWords
    standplaats_in_gebruik: CasefoldedWords
    nog_niet_in_gebruik: CasefoldedWords = frozenset()
    niet_meer: CasefoldedWords = frozenset()

    def counts(self, kind: str, status: str) -> bool:
        """Whether an object of a kind with this status is in use."""
        words: frozenset[str] = getattr(self, f"{kind}_in_gebruik")
        return plain_word(status) in words

    def not_yet(self, status: str) -> bool:
        """Whether an object with this status is registered and not in use yet."""
        return plain_word(status) in self.nog_niet_in_gebruik

    def is_home(self, gebruiksdoel: str) -> bool:
        """Whether a home is among uses that are separated by commas."""
        uses = re.split(r"[,\[\]\"'()]", gebruiksdoel.casefold())
        return not self.woonfunctie.isdisjoint(use.strip() for use in uses)


@dataclass(frozen=True)
class BagTables:
    """What was read, all in RD New.

    Attributes
    ----------
    addresses
        Locations contract for everything with an address that is in use, sorted by id: 16 digits,
        text. Besides ``pand_id`` (of several panden the first; "" unknown), ``dwelling`` (bool),
        ``ground`` (why so), ``bouwjaar`` and ``oppervlakte_m2`` (Int64, NA unknown).
    not_yet
        The same for what is registered and not in use yet; none of them is a dwelling.
    counts
        What was found and what was left out by which rule; goes into run.json.
    notes
        What was read otherwise than a reader would expect.
    """

    addresses: gpd.GeoDataFrame
    not_yet: gpd.GeoDataFrame
    counts: dict[str, dict[str, int]]
    notes: tuple[Text, ...]

    @property
    def dwellings(self) -> gpd.GeoDataFrame:
        """The addresses that are dwellings."""
        chosen = self.addresses[self.addresses["dwelling"]]
        return chosen.drop(columns=["dwelling", "ground"])


@dataclass
class _Findings:
    """What is gathered from one layer after the other; local to `read_bag`."""

    tables: list[gpd.GeoDataFrame] = field(default_factory=list)
    not_yet: list[gpd.GeoDataFrame] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    told: Counter[Text] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def read_bag_rule(path: Path | None = None) -> BagRule:
    """Read the word lists; the ones that come with wozgeo unless a path is given.

    Raises
    ------
    ConfigError
        Every fault in the file at once.
    """
    path = path or packaged_path("bag.toml")
    return require_table(BagRule, read_toml(path, what="a rule for the BAG"), source=path)


def read_bag(
    path: Path, *, area: BaseGeometry | Extent | None = None, rule: BagRule | None = None
) -> BagTables:
    """Read the addresses in use, from the area asked for only.

    Parameters
    ----------
    path
        BAG light GeoPackage, or the layer ``verblijfsobject`` of the WFS or the OGC API saved as
        GeoPackage or GeoJSON. A numeric id gets its leading zeros back where its length and its type
        code prove that nothing else is lost; else it is a fault.
    area
        Polygon or bounds (xmin, ymin, xmax, ymax) in RD New; what lies on the outline is in it.
        None: the whole file. An object without geometry is in no area, so it is only found, and
        refused, when the whole file is read.
    rule
        Which status and which use count; the one that comes with wozgeo unless given.

    Raises
    ------
    InputError
        With every fault: layers or columns missing, CRS, ids that are none or repeat, geometry that is
        missing or outside the Netherlands, no dwelling in the area.
    """
    rule = rule or read_bag_rule()
    layers = read_layers(path, area=_outline(area))
    findings = _Findings(faults=[*layers.faults])
    for kind, table in layers.tables.items():
        _add(findings, kind, table, rule)
    addresses, several = once_per_object(_joined(findings.tables))
    not_yet = _sound(_joined(findings.not_yet), addresses.index)
    if several:
        findings.told[SEVERAL_PANDEN] += several
    findings.faults += repeated_ids(addresses)
    if not findings.faults and not addresses["dwelling"].any():
        findings.faults.append(_no_dwelling(findings))
    if findings.faults:
        raise InputError(path, findings.faults)
    return BagTables(
        addresses=addresses,
        not_yet=not_yet.assign(dwelling=False),
        counts={
            "gevonden_in_bag": dict(sorted(findings.found.items())),
            "niet_in_gebruik_weggelaten": dict(sorted(findings.left_out.items())),
            "adressen": {
                str(ground): int(n)
                for ground, n in addresses["ground"].value_counts().sort_index().items()
            },
        },
        notes=(
            *layers.notes,
            *_told(findings),
            *tell_left_out(findings.left_out, rule.nog_niet_in_gebruik | rule.niet_meer),
        ),
    )


def _told(findings: _Findings) -> list[Text]:
    told = sorted(findings.told.items(), key=lambda item: item[0].nl)
    return [what.about(n=n) for what, n in told]


def _outline(area: BaseGeometry | Extent | None) -> BaseGeometry | None:
    outline = shapely.box(*area) if isinstance(area, tuple) else area
    if outline is None:
        return None
    in_metres = max(map(abs, outline.bounds), default=0.0) > 180
    if not (in_metres and outline.area > 0 and shapely.is_valid(outline)):
        raise InputError(
            "area",
            f"found {area}, expected a valid polygon or xmin, ymin, xmax, ymax in metres, RD New",
        )
    return outline


def _add(findings: _Findings, kind: str, table: gpd.GeoDataFrame, rule: BagRule) -> None:
    """Put the objects of one layer that are in use among the findings, and all that is wrong."""
    status = cell_texts(table["status"])
    known = {word: rule.counts(kind, word) for word in set(status)}
    in_use = np.array([known[word] for word in status], dtype=bool)
    findings.found[kind] += len(table)
    findings.left_out.update(word or NO_STATUS for word in status[~in_use])
    later = np.array([rule.not_yet(word) for word in status], dtype=bool) & ~in_use
    if later.any():
        findings.not_yet.append(_located(_Findings(), kind, table[later], rule))
    findings.tables.append(_located(findings, kind, table if in_use.all() else table[in_use], rule))


def _located(
    findings: _Findings, kind: str, table: gpd.GeoDataFrame, rule: BagRule
) -> gpd.GeoDataFrame:
    """Give objects of one layer in the form of the contract, and tell all that is wrong with them."""
    ids = _ids(cell_texts(table["identificatie"]), kind, findings)
    shapes = table.geometry.to_numpy()
    findings.faults += shortened(
        f"{kind} {name}: no geometry; expected a point or a polygon; repair it or leave it out"
        for name in np.sort(ids[shapely.is_missing(shapes)])
    )
    x, y = shapely.get_x(shapes), shapely.get_y(shapes)
    abroad = ~METRES.holds(x, y) & ~np.isnan(x)
    findings.faults += shortened(
        f"{kind} {name} lies outside the Netherlands; expected {METRES}; give the layer its true CRS "
        "and look whether the coordinates are swapped"
        for name in np.sort(ids[abroad])
    )
    ground = _grounds(kind, table, rule, findings)
    return gpd.GeoDataFrame(
        {
            "kind": "woning",
            "naam": "",
            **_address(table),
            "pand_id": _panden(table, findings),
            "dwelling": ground != GEEN_WOONFUNCTIE,
            "ground": ground,
            "bouwjaar": _whole(table, "bouwjaar").array,
            "oppervlakte_m2": _whole(table, "oppervlakte").array,
        },
        geometry=shapes,
        crs=RD_NEW,
        index=pd.Index(ids, name="location_id", dtype=object),
    )


def _grounds(kind: str, table: gpd.GeoDataFrame, rule: BagRule, findings: _Findings) -> Texts:
    if kind != VERBLIJFSOBJECT:
        return np.full(len(table), kind, dtype=object)
    uses = cell_texts(table["gebruiksdoel"])
    if (uses == "").any():
        findings.told[WITHOUT_USE] += int((uses == "").sum())
    known = {use: WOONFUNCTIE if rule.is_home(use) else GEEN_WOONFUNCTIE for use in set(uses)}
    return np.array([known[use] for use in uses], dtype=object)


def _address(table: gpd.GeoDataFrame) -> dict[str, Texts]:
    """Give street, number ("12A-2"), postcode ("1234AB") and place."""
    nothing = [""] * len(table)
    letters, additions = (
        cell_texts(table[name]) if name in table else nothing
        for name in ("huisletter", "toevoeging")
    )
    numbers = [
        f"{number}{letter}-{addition}" if addition else f"{number}{letter}"
        for number, letter, addition in zip(
            cell_texts(table["huisnummer"]), letters, additions, strict=True
        )
    ]
    postcodes = [code.replace(" ", "").upper() for code in cell_texts(table["postcode"])]
    columns = (cell_texts(table["straat"]), numbers, postcodes, cell_texts(table["woonplaats"]))
    return {
        name: np.array(column, dtype=object)
        for name, column in zip(ADDRESS_COLUMNS, columns, strict=True)
    }


def _ids(texts: Texts, kind: str, findings: _Findings) -> Texts:
    """Give the ids 16 digits; what cannot have them stays as it is and is a fault."""
    known = {text: _id_of(text, kind) for text in set(texts)}
    whole = np.array([known[text] for text in texts], dtype=object)
    odd = whole == ""
    findings.faults += shortened(
        f"{kind} {text!r}: no id of the BAG; expected 16 digits as text; download the file again "
        "and keep the column as text"
        for text in sorted(set(texts[odd]))
    )
    padded = int((whole != texts).sum() - odd.sum())
    if padded:
        findings.told[PADDED.about(kind=kind, n="{n}")] += padded
    return np.where(odd, texts, whole)


def _id_of(text: str, kind: str) -> str:
    """Give an id its 16 digits, "" when the text is no id.

    Zeros are put back only before digits that do not begin with one, and only when the type code then
    stands where it must: 166010000000001 is 0166010000000001, 166010000000 is nothing.
    """
    if not (text.isascii() and text.isdigit() and _SHORTEST_ID <= len(text) <= 16):
        return ""
    whole = text.zfill(16)
    proven = text[0] != "0" and whole[4:6] == _TYPE_CODES[kind]
    return whole if len(text) == 16 or proven else ""


def _panden(table: gpd.GeoDataFrame, findings: _Findings) -> Texts:
    """Give the first pand of each object: its id, or the key that the OGC API has for it."""
    if "pand" not in table:
        return np.full(len(table), "", dtype=object)
    texts = cell_texts(table["pand"])
    known = {text: _link_of(text) for text in set(texts)}
    firsts = np.array([known[text] for text in texts], dtype=object)
    keys = np.array([bool(_OGC_KEY.fullmatch(link)) for link in firsts], dtype=bool)
    numbered = ~keys & (texts != "")
    firsts[numbered] = _ids(firsts[numbered], "pand", findings)
    several = sum(len(_NUMBER_OR_KEY.findall(text)) > 1 for text in texts if len(text) > 16)
    if several:
        findings.told[SEVERAL_PANDEN] += several
    if keys.any():
        findings.told[PAND_KEYS] += int(keys.sum())
    return firsts


def _link_of(text: str) -> str:
    """Take the first pand out of a cell; a cell without one stays as it is, to be refused."""
    match = _LINK.search(text)
    link = match[1] if match else ""
    return link if _id_of(link, "pand") or _OGC_KEY.fullmatch(link) else text


def _whole(table: gpd.GeoDataFrame, name: str) -> "pd.Series[int]":
    """Give whole numbers in the order of the table, NA where there is none."""
    if name not in table:
        return pd.Series(pd.NA, index=range(len(table)), dtype="Int64")
    numbers: pd.Series[float] = pd.to_numeric(table[name].reset_index(drop=True), errors="coerce")
    return numbers.round().astype("Int64")


def _sound(not_yet: gpd.GeoDataFrame, in_use: pd.Index) -> gpd.GeoDataFrame:
    """Keep of what is not in use yet what has a place and an id of its own: a fault there stops no reading."""
    once = not_yet[not_yet.geometry.notna() & ~not_yet.index.duplicated()]
    return once[~once.index.isin(in_use)]


def _joined(tables: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Join the layers, sorted by id."""
    if tables:
        return pd.concat(tables).sort_index(kind="stable")
    return gpd.GeoDataFrame({"dwelling": np.empty(0, dtype=bool)}, geometry=[], crs=RD_NEW)


def _no_dwelling(findings: _Findings) -> str:
    found = ", ".join(f"{n} {kind}" for kind, n in sorted(findings.found.items()))
    states = ", ".join(f"{n} {status!r}" for status, n in sorted(findings.left_out.items()))
    return (
        f"no dwelling in the area; found: {found}; not in use: {states or 'none'}; expected at "
        f"least one {VERBLIJFSOBJECT} in use with a {WOONFUNCTIE}, or a place for a boat or caravan; "
        "look whether the file and the area are of the same gemeente"
    )
