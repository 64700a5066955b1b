"""Can a senior who lives here, or would live here, walk to what they need?

The verbs of wozgeo, from streets to verdicts; what each needs and gives is in its own documentation. A
whole run is `run`; its steps are `read_osm`, `build_network`, `connect_points`, `measure_distances` and
`judge_objects`. Nothing is imported before it is asked for.

Examples
--------
>>> import wozgeo
>>> sorted(wozgeo.read_criteria())
['druten', 'rigo', 'rijk', 'wwz']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wozgeo.analysis.verdicts.facts import known_facts as known_facts
    from wozgeo.analysis.verdicts.judge import judge_objects as judge_objects
    from wozgeo.config import read_config as read_config
    from wozgeo.domain.criteria import read_criteria as read_criteria
    from wozgeo.domain.errors import WozgeoError as WozgeoError
    from wozgeo.inputs.osm import read_osm as read_osm
    from wozgeo.network.accesses import connect_points as connect_points
    from wozgeo.network.build import build_network as build_network
    from wozgeo.network.distances import measure_distances as measure_distances
    from wozgeo.network.interchange import from_networkx as from_networkx
    from wozgeo.network.interchange import to_networkx as to_networkx
    from wozgeo.network.routes import trace_routes as trace_routes
    from wozgeo.runs import run as run

__version__ = "0.2.0"

_HOMES = {
    "WozgeoError": "wozgeo.domain.errors",
    "build_network": "wozgeo.network.build",
    "connect_points": "wozgeo.network.accesses",
    "from_networkx": "wozgeo.network.interchange",
    "judge_objects": "wozgeo.analysis.verdicts.judge",
    "known_facts": "wozgeo.analysis.verdicts.facts",
    "measure_distances": "wozgeo.network.distances",
    "read_config": "wozgeo.config",
    "read_criteria": "wozgeo.domain.criteria",
    "read_osm": "wozgeo.inputs.osm",
    "run": "wozgeo.runs",
    "to_networkx": "wozgeo.network.interchange",
    "trace_routes": "wozgeo.network.routes",
}
"""Where each verb lives."""

__all__ = [*_HOMES, "__version__"]  # a tuple of names, made once


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a verb when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'wozgeo' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
