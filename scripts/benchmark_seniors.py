"""How fast does wozgeo tell who lives within 400 m of every dwelling, beside measuring the nearest facilities?

    python scripts/benchmark_seniors.py --osm kampen.osm.pbf

CPU seconds (user and system) in one process, the best of three; pandana (``aggregate``, from node to node) is
the peer where it is installed.
"""

import argparse
import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from wozgeo.domain.vocabulary import Profile
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.searcher import Searcher
from wozgeo.network.snapping import Snapper
from wozgeo.network.within import Within

SAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld" / "wozerwaard.osm.pbf"
LIMIT_M = 400.0


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, default=SAMPLE, help="extract to measure on")
    osm = parser.parse_args().osm
    rules = read_facility_rules()
    tables = read_osm(osm, rules=rules, dwelling_rule=read_dwelling_rule())
    network = build_network(
        tables.ways, tables.stops, profile=Profile.ROLLATOR, obstacles=tables.obstacles
    )
    points, kinds = tables.addresses.geometry, tables.facilities["voorziening"].astype(str)

    def connect() -> tuple[Accesses, Accesses]:
        snapper = Snapper(network, tables.obstacles, 250.0)
        return Accesses.of(points, snapper), Accesses.of(tables.facilities.geometry, snapper)

    dwellings, facilities = connect()

    def search() -> None:
        searcher = Searcher.possible(network, dwellings, facilities)
        for kind in rules.always:
            searcher.nearest((kinds == str(kind)).to_numpy())

    weights = np.ones((len(points), 2))

    def within() -> None:
        Within(Searcher.possible(network, dwellings, dwellings), LIMIT_M).sums(weights)

    nearest, ours = _best(connect) + _best(search), _best(within)
    print(f"{osm.name}: {len(points)} addresses, within {LIMIT_M:g} m of each")
    print(f"  snapping and the nearest of four voorzieningen {nearest:8.2f} s")
    print(f"  who lives within {LIMIT_M:g} m of every dwelling    {ours:8.2f} s")
    print(f"  ratio {ours / nearest:.2f} x   (goal at most 2 x)")
    if importlib.util.find_spec("pandana"):
        _report_peer(network, dwellings, ours)


def _report_peer(network: WalkNetwork, dwellings: Accesses, ours: float) -> None:
    """Ask pandana the same from node to node, with what it needs to prepare."""
    pandana: Any = importlib.import_module("pandana")
    import pandas as pd

    edge = dwellings.possible["edge"].to_numpy()
    node = network.u[edge[edge >= 0]]

    def peer() -> None:
        net = pandana.Network(
            pd.Series(network.xy[:, 0]),
            pd.Series(network.xy[:, 1]),
            pd.Series(network.u),
            pd.Series(network.v),
            pd.DataFrame({"m": network.length_m}),
        )
        net.precompute(LIMIT_M)
        net.set(pd.Series(node), variable=pd.Series(np.ones(len(node))), name="seniors")
        net.aggregate(LIMIT_M, type="sum", decay="flat", name="seniors")

    seconds = _best(peer, times=1)
    print(
        f"  pandana, node to node, with its preparation {seconds:8.2f} s: {seconds / ours:.1f} x ours"
    )


def _best(call: Callable[[], object], *, times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        start = process_time()
        call()
        seconds.append(process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
