"""What do distances become when cycleways are left out, as OSMnx's walk network does?

Prints, per voorziening, how many dwellings get a distance more than 50 m too long (or none at all)
and how many change sides of 400 m:

    python scripts/cycleways.py kampen.osm.pbf
"""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from wozgeo.config import parse_config
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm
from wozgeo.runs import measure

TOO_LONG_M, CRITERION_M = 50, 400


def main(osm: Path) -> None:
    """Measure twice and compare."""
    table = {"run": {"out": "."}, "osm": {"file": str(osm)}}
    config = parse_config(table, source="cycleways", folder=Path())
    full = read_osm(osm, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    # OSMnx leaves cycleways out, but keeps the roads that send pedestrians to them
    ways = full.ways[full.ways["highway"] != "cycleway"].copy()
    ways["foot"] = ways["foot"].replace("use_sidepath", "")
    results = [
        measure(config, tables, tables.dwellings, tables.facilities).distances["distance_m"]
        for tables in (full, replace(full, ways=ways))
    ]
    print(f"{osm.name}: {len(full.dwellings)} dwellings, {config.profile}")
    for kind in config.voorzieningen:
        law, without = (
            part.xs(kind, level="voorziening").fillna(np.inf).to_numpy() for part in results
        )
        known = np.isfinite(law)
        too_long = (without[known] - law[known] > TOO_LONG_M).sum()
        sides = ((law < CRITERION_M) != (without < CRITERION_M)).sum()
        share = too_long / len(law)
        print(f"  {kind:16s} {share:6.1%} more than {TOO_LONG_M} m too long, {sides} change sides")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
