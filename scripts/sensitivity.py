"""Which modelling choice moves how many dwellings over 400 m?

Measures an extract once as wozgeo does and once for each other choice that could have been made, and prints
as a Markdown table, per voorziening, how many dwellings come within 400 m by it (+) and how many no longer are
(−):

    python scripts/sensitivity.py kampen.osm.pbf [rollator|voetganger]
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.config import RunConfig, parse_config
from wozgeo.domain.vocabulary import Door
from wozgeo.inputs.dwellings import Ground
from wozgeo.inputs.facility_places import no_places
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.runs import measure

CRITERION_M = 400

Within = Mapping[str, "pd.Series[bool]"]
"""By voorziening: which dwellings are within 400 m; one that is not counted as a dwelling is not there."""


@dataclass(frozen=True)
class Town:
    """An extract, and how it is measured."""

    config: RunConfig
    osm: OsmTables

    def distances(self) -> pd.DataFrame:
        """Measure every dwelling."""
        wanted = self.osm.facilities["voorziening"].isin(self.config.voorzieningen)
        facilities = self.osm.facilities[wanted]
        return measure(self.config, self.osm, self.osm.dwellings, facilities).distances

    def within(self) -> Within:
        """Tell which dwellings are near enough."""
        return within(self.config, self.distances()["distance_m"])

    def by_points(self) -> "Town":
        """Walk to the points of facilities."""
        return replace(self, osm=replace(self.osm, places=no_places()))

    def with_ways(self, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> "Town":
        """Walk other ways."""
        return replace(self, osm=replace(self.osm, ways=change(self.osm.ways.copy())))


def within(config: RunConfig, metres: "pd.Series[float]") -> Within:
    """Tell by voorziening which dwellings are near enough."""
    return {
        kind: metres.xs(kind, level="voorziening") < CRITERION_M for kind in config.voorzieningen
    }


def closed(ways: gpd.GeoDataFrame, tag: str, value: str) -> gpd.GeoDataFrame:
    """Close ways that have a tag to who walks."""
    said = ways[tag].str.split(";").map(lambda parts: value in parts)
    return gpd.GeoDataFrame(ways.assign(foot=ways["foot"].mask(said, "no")))


def choices(town: Town) -> Iterator[tuple[str, Within, Within]]:
    """Give every choice in words, with what it is compared with and what it gives."""
    table = town.distances()
    base = within(town.config, table["distance_m"])
    by_points = town.by_points()
    plain = by_points.within()
    nearest = replace(by_points, config=replace(town.config, door=Door.DICHTSTBIJ))
    yield "woning: de dichtstbijzijnde straat, niet die van het adres", plain, nearest.within()
    for bound, words in (("low", "gunstigste"), ("high", "ongunstigste")):
        yield f"woning: de {words} deur", base, within(town.config, table[f"door_{bound}_m"])
    yield "voorziening: haar punt, niet haar ingang, straat of perron", base, plain
    for bound, words in (("low", "gunstigste"), ("high", "ongunstigste")):
        found = within(town.config, table[f"place_{bound}_m"])
        yield f"voorziening: de {words} plek aan haar omtrek", base, found
    grounds = town.osm.addresses["ground"].astype(str)
    counted = grounds[town.osm.addresses["dwelling"].to_numpy()] != str(Ground.ZONDER_FUNCTIE)
    fewer = {kind: near & counted.reindex(near.index).fillna(True) for kind, near in base.items()}
    yield "`building=yes` is geen woning", base, fewer
    separate = town.with_ways(lambda ways: closed(ways, "sidewalk", "separate"))
    yield "`sidewalk=separate`: niet over de rijbaan", base, separate.within()
    beside = town.with_ways(lambda ways: closed(ways, "foot", "use_sidepath"))
    yield "`foot=use_sidepath`: dicht, niet onbekend", base, beside.within()
    yield "onbekende paden: dicht", base, within(town.config, table["certain_m"])
    round_them = town.with_ways(lambda ways: ways[ways.geom_type == "LineString"])
    yield "pleinen: niet recht over te steken", base, round_them.within()


def main(path: Path, profile: str = "rollator") -> None:
    """Print the table."""
    table = {"run": {"out": "."}, "osm": {"file": str(path)}, "walking": {"profile": profile}}
    config = parse_config(table, source="sensitivity", folder=Path())
    town = Town(config, read_osm(path, with_backdrop=True))
    kinds = config.voorzieningen
    print(f"{path.name}: {len(town.osm.dwellings)} woningen, {profile}, {CRITERION_M} m\n")
    print("| andere keuze | " + " | ".join(kinds) + " |")
    print("|---" * (len(kinds) + 1) + "|")
    for words, before, after in choices(town):
        cells = []
        for kind in kinds:
            was, now = (one[kind].to_numpy(dtype=bool) for one in (before, after))
            cells.append(f"+{np.sum(~was & now)} −{np.sum(was & ~now)}")
        print(f"| {words} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
