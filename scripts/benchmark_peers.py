"""How fast do others walk outward from all facilities, on our graph, and how far are their answers off?

The graph and the facilities of an extract are built once by wozgeo; every peer then answers the same
question (per voorziening the metres from each place to the nearest facility) in a process of its own.
Peers that are not installed are said, not failed::

    python -m venv peers && peers/bin/pip install "wozgeo[peers]"
    python scripts/benchmark_peers.py --osm kampen.osm.pbf --python peers/bin/python

CPU seconds (user and system, all threads); preparing and asking apart, after the imports.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
LIMIT_M = 5000.0
NOT_ON_OUR_GRAPH = {
    "cityseer": "it measures from segment to segment of a graph that it makes itself, not from a given set",
    "valhalla": "it walks on tiles that it builds from the extract by its own rules of who may walk where",
}
"""Peers that cannot be given this graph and these points, and why."""


def main() -> None:
    """Run every peer, or one of them in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, default=ROOT / "data/voorbeeld/wozerwaard.osm.pbf")
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the peers")
    parser.add_argument("--runs", type=int, default=3, help="times each is repeated; the median")
    parser.add_argument("--timeout", type=float, default=600, help="seconds one peer may take")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("files", type=Path, nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        print(json.dumps(ask(options.peer, *options.files)))
        return
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        report(options.osm, options.python, options.runs, options.timeout, Path(folder))


def report(osm: Path, python: str, runs: int, timeout: float, folder: Path) -> None:
    """Print what every peer needed, as seconds and as a multiple of scipy in the same turns."""
    graph = folder / "graph.npz"
    n_places, n_arcs, kinds = write_graph(osm, graph)
    print(f"{osm.name}: {n_places} places, {n_arcs} arcs, {kinds} voorzieningen, {runs} turns")
    print(f"  {'':12s}{'prepare':>10s}{'ask':>10s}{'x scipy':>9s}{'peak':>9s}   farthest off")
    told: dict[str, list[dict[str, float]]] = {name: [] for name in PEERS}
    absent: dict[str, str] = {}
    answers = {name: folder / f"{name}.npy" for name in PEERS}
    for _ in range(runs):
        for name in PEERS:
            if name not in absent:
                one = _in_process(python, name, graph, answers[name], timeout)
                if isinstance(one, str):
                    absent[name] = one
                else:
                    told[name].append(one)
    ours = np.load(answers["scipy"])
    for name, found in told.items():
        if name in absent:
            print(f"  {name:12s}not measured: {absent[name]}")
            continue
        prepare, asked, peak = (
            float(np.median([f[k] for f in found])) for k in ("prepare", "ask", "peak_mb")
        )
        pairs = zip(found, told["scipy"], strict=False)
        ratio = float(np.median([f["ask"] / s["ask"] for f, s in pairs]))
        print(
            f"  {name:12s}{prepare:8.3f} s{asked:8.3f} s{ratio:9.1f}{peak:6.0f} MB   "
            f"{_difference(ours, np.load(answers[name]))}"
        )
    for name, why in NOT_ON_OUR_GRAPH.items():
        print(f"  {name:12s}not measured: {why}")


def write_graph(osm: Path, path: Path) -> tuple[int, int, int]:
    """Write the arcs that wozgeo searches, and per voorziening the places of its facilities."""
    from wozgeo.config import parse_config
    from wozgeo.inputs.dwellings import read_dwelling_rule
    from wozgeo.inputs.facilities import read_facility_rules
    from wozgeo.inputs.osm import read_osm
    from wozgeo.network.searcher import Searcher
    from wozgeo.runs import measure

    table = {"run": {"out": "."}, "osm": {"file": str(osm)}}
    config = parse_config(table, source="benchmark", folder=Path())
    read = read_osm(osm, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    measured = measure(config, read, read.dwellings, read.facilities)
    searcher = Searcher.possible(measured.network, measured.access, measured.facility_access)
    arcs = searcher.graph.arcs.tocoo()
    kinds = measured.facilities["voorziening"].astype(str).to_numpy()
    kind = kinds[measured.facility_rows][searcher.facility_rows]
    connected = searcher.facilities["edge"].to_numpy() >= 0
    first = searcher.graph.first_facility
    sources: dict[str, Any] = {
        f"from_{name}": first + np.flatnonzero(connected & (kind == name))
        for name in map(str, config.voorzieningen)
    }
    sources = {name: places for name, places in sources.items() if len(places)}
    np.savez(path, tail=arcs.row, head=arcs.col, metres=arcs.data, n=arcs.shape[0], **sources)
    return arcs.shape[0], len(arcs.data), len(sources)


def ask(name: str, graph: Path, answer: Path) -> dict[str, float]:
    """Let one peer prepare and answer, write its metres, and tell its CPU seconds and peak."""
    module, run = PEERS[name]
    importlib.import_module(module)
    file = np.load(graph)
    arcs = (file["tail"], file["head"], file["metres"], int(file["n"]))
    sources = [file[key] for key in sorted(file.files) if key.startswith("from_")]
    start = _cpu()
    asked = run(*arcs)
    ready = _cpu()
    metres = np.array([asked(places) for places in sources])
    done = _cpu()
    np.save(answer, metres)
    return {"prepare": ready - start, "ask": done - ready, "peak_mb": _peak_mb()}


def _peak_mb() -> float:
    """Give the most memory this program had; what the system tells of children counts the parent too."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(s.split()[1]) / 1024 for s in lines if s.startswith("VmHWM")), float("nan"))


def _cpu() -> float:
    return time.process_time()


def _in_process(
    python: str, name: str, graph: Path, answer: Path, timeout: float
) -> dict[str, float] | str:
    command = [python, __file__, "--peer", name, str(graph), str(answer)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return f"took more than {timeout:.0f} s"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return f"not installed ({PEERS[name][0]})" if "ModuleNotFoundError" in last else last
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _difference(ours: np.ndarray, theirs: np.ndarray) -> str:
    near = ours <= LIMIT_M
    both = near & np.isfinite(theirs)
    off = np.abs(theirs[both] - ours[both]).max(initial=0.0)
    missed = int((near & ~np.isfinite(theirs)).sum())
    return f"{off:.4g} m" + (f", {missed} not found" if missed else "")


# --- the peers: arcs in, a function from facility places to metres per place out --------------------

Asked = Callable[[np.ndarray], np.ndarray]


def _scipy(tail: np.ndarray, head: np.ndarray, metres: np.ndarray, n: int) -> Asked:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    arcs = csr_array((metres, (tail, head)), shape=(n, n))
    return lambda places: dijkstra(arcs, indices=places, min_only=True)


def _igraph(tail: np.ndarray, head: np.ndarray, metres: np.ndarray, n: int) -> Asked:
    igraph = importlib.import_module("igraph")
    edges = np.column_stack([tail, head]).tolist()

    def asked(places: np.ndarray) -> np.ndarray:
        # arcs one way from one place more: in both directions it would be a short cut between shops
        graph = igraph.Graph(n + 1, edges + [(n, p) for p in places.tolist()], directed=True)
        weights = np.concatenate([metres, np.zeros(len(places))])
        return np.array(graph.distances(source=n, weights=weights.tolist())[0][:n])

    return asked


def _rustworkx(tail: np.ndarray, head: np.ndarray, metres: np.ndarray, n: int) -> Asked:
    rustworkx = importlib.import_module("rustworkx")
    arcs = list(zip(tail.tolist(), head.tolist(), metres.tolist(), strict=True))

    def asked(places: np.ndarray) -> np.ndarray:
        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(n + 1))
        graph.add_edges_from([*arcs, *((n, p, 0.0) for p in places.tolist())])
        found = rustworkx.dijkstra_shortest_path_lengths(graph, n, float)
        return _filled(dict(found.items()), n)

    return asked


def _networkx(tail: np.ndarray, head: np.ndarray, metres: np.ndarray, n: int) -> Asked:
    import networkx as nx

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(zip(tail.tolist(), head.tolist(), metres.tolist(), strict=True))
    return lambda places: _filled(
        nx.multi_source_dijkstra_path_length(graph, set(places.tolist())), n
    )


def _pandana(tail: np.ndarray, head: np.ndarray, metres: np.ndarray, n: int) -> Asked:
    import pandas as pd

    pandana = importlib.import_module("pandana")
    # it walks towards the facilities: arcs turned round
    at = pd.Series(np.zeros(n))
    place = pd.Series(np.arange(n, dtype=float))
    weights = pd.DataFrame({"metres": metres})
    graph = pandana.Network(place, at, pd.Series(head), pd.Series(tail), weights, twoway=False)
    graph.precompute(LIMIT_M)

    def asked(places: np.ndarray) -> np.ndarray:
        x = pd.Series(places.astype(float))
        graph.set_pois("f", LIMIT_M, 1, x, pd.Series(np.zeros(len(places))))
        found = graph.nearest_pois(LIMIT_M, "f", num_pois=1)[1].reindex(range(n)).to_numpy(float)
        return np.where(found >= LIMIT_M, np.inf, found)  # what it does not find is the limit

    return asked


def _filled(found: dict[int, float], n: int) -> np.ndarray:
    metres = np.full(n + 1, np.inf)
    metres[list(found)] = list(found.values())
    return metres[:n]


PEERS: dict[str, tuple[str, Callable[..., Any]]] = {
    "scipy": ("scipy", _scipy),
    "igraph": ("igraph", _igraph),
    "rustworkx": ("rustworkx", _rustworkx),
    "networkx": ("networkx", _networkx),
    "pandana": ("pandana", _pandana),
}
"""By name: the module that must be there, and how it is asked."""

if __name__ == "__main__":
    main()
