"""How fast is wozgeo, side by side with its peers and with the bare parts it is made of?

Prints ratios measured in one run, in turns, so that they hold on a noisy machine:

    python scripts/benchmark.py                            # the sample municipality
    python scripts/benchmark.py --osm kampen.osm.pbf       # a real extract
    python scripts/benchmark.py --osm ... --copies 40      # and forty of them side by side
    python scripts/benchmark.py --osm ... --map --copies 8 # the map in a browser, and eight of them

Every measurement is a process of its own; seconds are CPU seconds (user and system), counted after the imports.
Whole runs are measured by benchmark_run.py, others on our graph by benchmark_peers.py.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, cast

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "voorbeeld" / "wozerwaard.osm.pbf"
LIMIT_M = 5000.0


def main() -> None:
    """Run the benchmark, or one measurement of it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, default=SAMPLE, help="extract to measure on")
    parser.add_argument(
        "--copies", type=int, default=0, help="also this many extracts side by side"
    )
    parser.add_argument("--runs", type=int, default=3, help="times each measurement is repeated")
    parser.add_argument("--map", action="store_true", help="measure the map in a browser instead")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("target", type=Path, nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASUREMENTS[options.measure](options.osm, *options.target)))
        return
    if options.map:
        from benchmark_map import report_map

        report_map(options.osm, options.copies, options.runs)
        return
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        _report(options.osm, options.copies, options.runs, Path(folder))


def _report(osm: Path, copies: int, runs: int, folder: Path) -> None:
    highways = folder / "highways.osm"
    _in_process("highways", osm, highways)
    ours, peers, stages, helps = [], [], [], []
    for _ in range(runs):
        ours.append(_in_process("ours", osm))
        peers.append(_in_process("osmnx", highways))
        stages.append(_in_process("stages", osm))
        helps.append(_help_seconds())
    print(f"{osm.name}: {ours[0]['addresses']} addresses, four voorzieningen, {runs} runs in turns")
    _line(
        "OSMnx way / wozgeo, seconds after imports",
        [p["seconds"] / o["seconds"] for p, o in zip(peers, ours, strict=True)],
        "x",
        5,
        at_least=True,
    )
    _line("wozgeo, from PBF to distances", [o["seconds"] for o in ours], "s")
    _line("OSMnx way", [p["seconds"] for p in peers], "s")
    _line("peak memory wozgeo", [o["peak_mb"] for o in ours], "MB", 400)
    _line("peak memory OSMnx way", [p["peak_mb"] for p in peers], "MB")
    for name, limit in (("reading", 4.0), ("search", 2.0), ("writing", 1.5)):
        _line(f"{name} / its bare part", [s[name] / s[f"bare_{name}"] for s in stages], "x", limit)
    _line(
        "reading / visiting the same objects", [s["reading"] / s["bare_visit"] for s in stages], "x"
    )
    _line("wozgeo --help", helps, "s", 0.4)
    if copies:
        _report_copies(osm, copies, folder, ours)


def _report_copies(osm: Path, copies: int, folder: Path, single: list[dict[str, float]]) -> None:
    target = folder / f"{copies}.osm.pbf"
    _in_process("copies", osm, target)
    many = _in_process("ours", target)
    again = [*single, _in_process("ours", osm)]
    one = {
        key: statistics.median(o[key] for o in again) for key in ("seconds", "peak_mb", "addresses")
    }
    print(f"{copies} copies side by side: {many['addresses']:.0f} addresses")
    for key, unit in (("seconds", "s"), ("peak_mb", "MB")):
        per_address = (many[key] / many["addresses"]) / (one[key] / one["addresses"])
        print(
            f"  {key}: {many[key]:.1f} {unit}; per address {per_address:.2f} x that of one (at most 1.2)"
        )


def _line(
    name: str,
    values: list[float],
    unit: str,
    limit: float | None = None,
    *,
    at_least: bool = False,
) -> None:
    middle = statistics.median(values)
    bound = "at least" if at_least else "at most"
    goal = "" if limit is None else f"   (goal {bound} {limit:g} {unit})"
    print(f"  {name:45s} {middle:8.2f} {unit:3s} [{min(values):.2f} .. {max(values):.2f}]{goal}")


def _in_process(measurement: str, osm: Path, *target: Path) -> dict[str, float]:
    command = [
        sys.executable,
        __file__,
        "--measure",
        measurement,
        "--osm",
        str(osm),
        *map(str, target),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return cast("dict[str, float]", json.loads(done.stdout.splitlines()[-1]))


def _help_seconds() -> float:
    start = perf_counter()
    subprocess.run(
        [Path(sys.executable).parent / "wozgeo", "--help"], capture_output=True, check=True
    )
    return perf_counter() - start


def _peak_mb() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_ours(osm: Path) -> dict[str, float]:
    """From PBF to the finished distances of every address, with everything on."""
    import osmium  # noqa: F401 - seconds are counted after the imports, here as for the others

    from wozgeo.config import parse_config
    from wozgeo.domain.memory import set_for_a_command
    from wozgeo.inputs.dwellings import read_dwelling_rule
    from wozgeo.inputs.facilities import read_facility_rules
    from wozgeo.inputs.osm import read_osm
    from wozgeo.runs import measure

    set_for_a_command()
    config = parse_config(
        {"run": {"out": "."}, "osm": {"file": str(osm)}}, source="benchmark", folder=Path()
    )
    start = process_time()
    tables = read_osm(osm, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    measured = measure(config, tables, tables.addresses, tables.facilities)
    seconds = process_time() - start
    return {"seconds": seconds, "peak_mb": _peak_mb(), "addresses": len(measured.locations)}


def measure_osmnx(highways: Path) -> dict[str, float]:
    """Ask the same the OSMnx way: graph, nearest nodes, a multi-source search per voorziening."""
    import networkx as nx
    import osmnx as ox

    points = json.loads(highways.with_suffix(".json").read_text())
    start = process_time()
    graph = ox.graph_from_xml(highways, bidirectional=True)
    x, y = zip(*points["addresses"], strict=True)
    nodes = ox.distance.nearest_nodes(graph, x, y)
    n_found = 0
    for places in points["facilities"].values():
        px, py = zip(*places, strict=True)
        sources = set(ox.distance.nearest_nodes(graph, px, py))
        metres = nx.multi_source_dijkstra_path_length(
            graph, sources, cutoff=LIMIT_M, weight="length"
        )
        n_found += sum(node in metres for node in nodes)
    return {"seconds": process_time() - start, "peak_mb": _peak_mb(), "found": n_found}


def measure_stages(osm: Path) -> dict[str, float]:
    """Each stage beside the bare call that does its heaviest part."""
    import numpy as np
    import pyogrio
    from scipy.sparse.csgraph import dijkstra

    from wozgeo.domain.vocabulary import Profile
    from wozgeo.inputs.dwellings import read_dwelling_rule
    from wozgeo.inputs.facilities import read_facility_rules
    from wozgeo.inputs.osm import read_osm
    from wozgeo.network.accesses import Accesses
    from wozgeo.network.build import build_network
    from wozgeo.network.searcher import Searcher
    from wozgeo.network.snapping import Snapper
    from wozgeo.outputs.tables.files import write_geopackage

    rules, dwelling_rule = read_facility_rules(), read_dwelling_rule()
    result = {
        "bare_reading": _best(lambda: _bare_scan(osm)),
        "bare_visit": _best(lambda: _bare_visit(osm), times=1),
        "reading": _best(lambda: read_osm(osm, rules=rules, dwelling_rule=dwelling_rule)),
    }
    tables = read_osm(osm, rules=rules, dwelling_rule=dwelling_rule)
    network = build_network(
        tables.ways, tables.stops, profile=Profile.ROLLATOR, obstacles=tables.obstacles
    )
    snapper = Snapper(network, tables.obstacles, 250.0)
    locations = Accesses.of(tables.addresses.geometry, snapper)
    facilities = Accesses.of(tables.facilities.geometry, snapper)
    searcher = Searcher.possible(network, locations, facilities)
    chosen = [
        np.flatnonzero((tables.facilities["voorziening"] == v).to_numpy()) for v in rules.always
    ]
    first, arcs = searcher.graph.first_facility, searcher.graph.arcs
    result["bare_search"] = _best(
        lambda: [
            dijkstra(arcs, indices=first + rows, min_only=True, return_predecessors=True)
            for rows in chosen
        ]
    )
    result["search"] = _best(lambda: [searcher.graph.search(rows) for rows in chosen])
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        path = Path(folder) / "a.gpkg"
        columns = ["naam", "straat", "huisnummer", "postcode", "woonplaats", "geometry"]
        frame = tables.addresses[columns].rename_axis("locatie_id")
        result["bare_writing"] = _best(
            lambda: pyogrio.write_dataframe(
                frame.reset_index(), path, layer="woningen", driver="GPKG"
            )
        )
        result["writing"] = _best(lambda: write_geopackage(path, {"woningen": frame}, styles={}))
    return result


def _bare_scan(osm: Path) -> None:
    """Read the streets and their places, and do nothing with them."""
    import osmium

    ways = osmium.FileProcessor(str(osm), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    ways = ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
        for node in way.nodes:
            node.location  # noqa: B018


def _bare_visit(osm: Path) -> None:
    """Visit, from Python, the tags and places of the kinds of objects that are read."""
    import osmium

    keys = ("highway", "building", "natural", "waterway", "railway", "addr:housenumber")
    things = osmium.FileProcessor(str(osm)).with_locations()
    for thing in things.with_filter(osmium.filter.KeyFilter(*keys)):
        dict(thing.tags)
        if thing.is_way():
            for node in thing.nodes:
                node.location  # noqa: B018


def _best(call: Callable[[], Any], *, times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        start = process_time()
        call()
        seconds.append(process_time() - start)
    return min(seconds)


def write_highways(osm: Path, target: Path) -> dict[str, float]:
    """Give the OSMnx way what it needs and no more: the highways as XML, and the points."""
    import osmium

    from wozgeo.domain.crs import to_wgs84
    from wozgeo.inputs.dwellings import read_dwelling_rule
    from wozgeo.inputs.facilities import read_facility_rules
    from wozgeo.inputs.osm import read_osm

    ways = osmium.FileProcessor(str(osm), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    ways = ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    with osmium.BackReferenceWriter(str(target), ref_src=str(osm), overwrite=True) as writer:
        for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
            # OSMnx refuses a way of which the file lacks a node
            writer.add(way.replace(nodes=[n.ref for n in way.nodes if n.location.valid()]))
    rules = read_facility_rules()
    tables = read_osm(osm, rules=rules, dwelling_rule=read_dwelling_rule())
    places = tables.facilities
    points = {
        "addresses": to_wgs84(tables.addresses.get_coordinates().to_numpy()).tolist(),
        "facilities": {
            str(v): to_wgs84(
                places[places["voorziening"] == v].get_coordinates().to_numpy()
            ).tolist()
            for v in rules.always
        },
    }
    target.with_suffix(".json").write_text(json.dumps(points))
    return {}


def write_copies(osm: Path, target: Path) -> dict[str, float]:
    """Lay an extract beside itself: ids and coordinates shifted, at most eight in a row, all rows full."""
    import osmium

    copies, id_step = int(target.name.split(".")[0]), 1 << 36
    columns = next(n for n in range(8, 0, -1) if copies % n == 0)
    header = osmium.io.Reader(str(osm), osmium.osm.NOTHING).header().box()
    width = header.top_right.lon - header.bottom_left.lon
    height = header.top_right.lat - header.bottom_left.lat
    rows = copies // columns
    box = osmium.osm.Box(
        header.bottom_left.lon,
        header.bottom_left.lat,
        header.bottom_left.lon + columns * width,
        header.bottom_left.lat + rows * height,
    )
    new_header = osmium.io.Header()
    new_header.add_box(box)
    with osmium.SimpleWriter(str(target), header=new_header, overwrite=True) as writer:
        for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for copy in range(copies):
                shift = (copy % columns * width, copy // columns * height)
                for thing in osmium.FileProcessor(str(osm), kind):
                    writer.add(_shifted(thing, copy * id_step, shift))
    return {}


def _shifted(thing: Any, ids: int, shift: tuple[float, float]) -> Any:  # noqa: ANN401
    if thing.is_node():
        return thing.replace(
            id=thing.id + ids, location=(thing.lon + shift[0], thing.lat + shift[1])
        )
    if thing.is_way():
        return thing.replace(id=thing.id + ids, nodes=[node.ref + ids for node in thing.nodes])
    return thing.replace(
        id=thing.id + ids, members=[(m.type, m.ref + ids, m.role) for m in thing.members]
    )


MEASUREMENTS: dict[str, Callable[..., dict[str, float]]] = {
    "highways": write_highways,
    "copies": write_copies,
    "ours": measure_ours,
    "osmnx": measure_osmnx,
    "stages": measure_stages,
}

if __name__ == "__main__":
    main()
