"""What does a run file ask for?

A run file is TOML; `data/standaard.toml` says what holds where it is silent. Everything is checked at
once: every unknown key, wrong type and impossible value is listed, with the remedy. Paths are relative
to the run file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, cast, get_args

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.vocabulary import HOOFDVOORZIENINGEN, Profile, Voorziening

Mode = Literal["replace", "add", "drop"]


@dataclass(frozen=True)
class ScoreRule:
    """Points for one voorziening: 100 up to ``good_m``, falling to 0 at ``poor_m``."""

    weight: float
    good_m: float
    poor_m: float


@dataclass(frozen=True)
class OwnFacilities:
    """A list of the user's own and what it does to the facilities found in OSM."""

    file: Path
    mode: Mode


@dataclass(frozen=True)
class WarningLevels:
    """When a reader is warned; see ``data/standaard.toml``."""

    thin_share: float
    edge_share: float
    unknown_share: float
    unknown_m: float


@dataclass(frozen=True)
class RunConfig:
    """Everything one run needs to know.

    Attributes
    ----------
    name, out
        What the run is called, and the folder its results go to.
    osm_file, place
        The extract, or the place to ask Overpass for: exactly one of both.
    profile, search_limit_m, max_off_network_m, max_extra_m
        Who walks, how far is looked, how long an off-network leg may be, and how much longer one to
        a street known to be open.
    score
        Points per voorziening; the voorzieningen named here are measured besides the main four.
    facilities, locations
        The user's own lists.
    facility_table, dwelling_table, include
        The user's own tables of what counts, and rules that are off by default but on here.
    attribution
        Where the streets come from, for the map; None: OpenStreetMap.
    routes
        Whether every route is written too.
    online_backdrop
        Whether the reader may switch on PDOK's map where there is a network.
    warnings
        When a reader is warned.
    also
        Voorzieningen that are measured because an own list names them.
    """

    name: str
    out: Path
    osm_file: Path | None
    place: str | None
    profile: Profile
    search_limit_m: float
    max_off_network_m: float
    max_extra_m: float
    score: Mapping[Voorziening, ScoreRule]
    warnings: WarningLevels
    facilities: tuple[OwnFacilities, ...] = ()
    locations: tuple[Path, ...] = ()
    facility_table: Path | None = None
    dwelling_table: Path | None = None
    include: tuple[str, ...] = ()
    attribution: str | None = None
    routes: bool = False
    online_backdrop: bool = False
    also: frozenset[Voorziening] = frozenset()

    @property
    def voorzieningen(self) -> tuple[Voorziening, ...]:
        """What is measured, in the order of the vocabulary: the main four and what else is asked."""
        asked = {*HOOFDVOORZIENINGEN, *self.score, *self.also}
        return tuple(voorziening for voorziening in Voorziening if voorziening in asked)


def read_config(path: Path, *, out: Path | None = None) -> RunConfig:
    """Read a run file.

    Parameters
    ----------
    path
        The run file.
    out
        Where the results go instead of ``run.out``.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(path, "no such file; give the path of a run file") from error
    except (OSError, ValueError) as error:
        raise ConfigError(path, f"not readable as TOML: {error}") from error
    if out is not None and isinstance(table.setdefault("run", {}), dict):
        table["run"]["out"] = str(out.absolute())
    return parse_config(table, source=str(path), folder=path.parent)


def parse_config(table: Mapping[str, Any], *, source: str, folder: Path) -> RunConfig:
    """Check the content of a run file and make it a RunConfig.

    Parameters
    ----------
    table
        As TOML gives it.
    source
        How faults name it.
    folder
        What paths are relative to.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    reader = _Reader(folder)
    standard = tomllib.loads(packaged_path("standaard.toml").read_text(encoding="utf-8"))
    merged = {**standard, **table}
    for name in ("walking", "warnings"):
        if isinstance(merged[name], dict):
            merged[name] = {**standard[name], **merged[name]}
    config = reader.config(merged)
    if reader.faults:
        raise ConfigError(source, reader.faults)
    return cast(RunConfig, config)


_MISSING = object()


@dataclass
class _Reader:
    """Reads values by path and remembers every fault; local to `parse_config`."""

    folder: Path
    faults: list[str] = field(default_factory=list)

    def config(self, table: Mapping[str, Any]) -> RunConfig | None:
        self.known(
            table, "", ("run", "osm", "walking", "score", "warnings", "facilities", "locations")
        )
        run = self.table(table, "run", ("name", "out", "routes", "online_backdrop"))
        osm = self.table(
            table, "osm", ("file", "place", "voorzieningen", "woningen", "include", "attribution")
        )
        walking = self.table(
            table, "walking", ("profile", "search_limit_m", "max_off_network_m", "max_extra_m")
        )
        levels = self.table(table, "warnings", tuple(WarningLevels.__dataclass_fields__))
        if ("file" in osm) == ("place" in osm):
            self.faults.append('osm: give either file = "an extract" or place = "a municipality"')
        search_limit_m = self.number(walking, "walking.search_limit_m", above=0)
        values: dict[str, Any] = {
            "name": self.text(run, "run.name", default="wozgeo"),
            "out": self.path(run, "run.out"),
            "routes": self.value(run, "run.routes", bool, "true or false", default=False),
            "online_backdrop": self.value(
                run, "run.online_backdrop", bool, "true or false", default=False
            ),
            "osm_file": self.path(osm, "osm.file", default=None),
            "place": self.text(osm, "osm.place", default=None),
            "facility_table": self.path(osm, "osm.voorzieningen", default=None),
            "dwelling_table": self.path(osm, "osm.woningen", default=None),
            "include": self.texts(osm, "osm.include"),
            "attribution": self.text(osm, "osm.attribution", default=None),
            "profile": self.choice(walking, "walking.profile", tuple(Profile)),
            "search_limit_m": search_limit_m,
            "max_off_network_m": self.number(walking, "walking.max_off_network_m", above=0),
            "max_extra_m": self.number(walking, "walking.max_extra_m", above=-1e-9),
            "score": self.score(table),
            "warnings": WarningLevels(
                **{key: self.number(levels, f"warnings.{key}", above=0) for key in levels}
            )
            if not self.faults
            else None,
            "facilities": tuple(self.own_facilities(table)),
            "locations": tuple(
                self.path(item, f"locations[{i}].file")
                for i, item in self.items(table, "locations", ("file",))
            ),
        }
        if self.faults:
            return None
        return RunConfig(**{**values, "profile": Profile(values["profile"])})

    def score(self, table: Mapping[str, Any]) -> dict[Voorziening, ScoreRule]:
        rules = {}
        scores = self.table(table, "score", tuple(Voorziening))
        for name in scores:
            if name not in list(Voorziening):
                continue
            item = self.table(scores, f"score.{name}", ("weight", "good_m", "poor_m"))
            weight = self.number(item, f"score.{name}.weight", above=-1e-9)
            good_m = self.number(item, f"score.{name}.good_m", above=-1e-9)
            poor_m = self.number(item, f"score.{name}.poor_m", above=0)
            if not good_m < poor_m:
                self.faults.append(
                    f"score.{name}: good_m ({good_m:g}) must be below poor_m ({poor_m:g})"
                )
            rules[Voorziening(name)] = ScoreRule(weight, good_m, poor_m)
        if rules and not sum(rule.weight for rule in rules.values()) > 0:
            self.faults.append("score: at least one weight must be above 0")
        return rules

    def own_facilities(self, table: Mapping[str, Any]) -> list[OwnFacilities]:
        return [
            OwnFacilities(
                self.path(item, f"facilities[{i}].file"),
                cast(
                    Mode,
                    self.choice(item, f"facilities[{i}].mode", get_args(Mode), default="replace"),
                ),
            )
            for i, item in self.items(table, "facilities", ("file", "mode"))
        ]

    def known(self, table: Mapping[str, Any], path: str, keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                near = get_close_matches(str(key), keys, n=1)
                hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(keys)}"
                self.faults.append(f"{path}{'.' if path else ''}{key}: unknown key{hint}")

    def table(self, table: Mapping[str, Any], path: str, keys: tuple[str, ...]) -> dict[str, Any]:
        found = table.get(path.rsplit(".", 1)[-1], {})
        if not isinstance(found, dict):
            self.faults.append(f"{path}: found {found!r}, expected a table")
            return {}
        self.known(found, path, keys)
        return found

    def items(
        self, table: Mapping[str, Any], name: str, keys: tuple[str, ...]
    ) -> list[tuple[int, dict[str, Any]]]:
        found = table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.faults.append(f"{name}: found {found!r}, expected [[{name}]] tables")
            return []
        for i, item in enumerate(found, start=1):
            self.known(item, f"{name}[{i}]", keys)
        return list(enumerate(found, start=1))

    def value(
        self,
        table: Mapping[str, Any],
        path: str,
        kind: type,
        expected: str,
        *,
        default: Any = _MISSING,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        found = table.get(path.rsplit(".", 1)[-1], default)
        if found is _MISSING:
            self.faults.append(f"{path}: missing; expected {expected}")
        elif found is not default and type(found) is not kind:
            self.faults.append(f"{path}: found {found!r}, expected {expected}")
        else:
            return found
        return None

    def text(self, table: Mapping[str, Any], path: str, *, default: Any = _MISSING) -> str | None:  # noqa: ANN401
        found: str | None = self.value(table, path, str, "a text in quotes", default=default)
        if found is not None and not found.strip():
            self.faults.append(f"{path}: found an empty text")
        return found

    def path(self, table: Mapping[str, Any], path: str, *, default: Any = _MISSING) -> Any:  # noqa: ANN401
        found = self.text(table, path, default=default)
        return None if found is None else self.folder / Path(found).expanduser()

    def texts(self, table: Mapping[str, Any], path: str) -> tuple[str, ...]:
        found = self.value(table, path, list, "a list of texts", default=[]) or []
        if not all(isinstance(item, str) for item in found):
            self.faults.append(f"{path}: found {found!r}, expected a list of texts")
            return ()
        return tuple(found)

    def choice(
        self,
        table: Mapping[str, Any],
        path: str,
        options: tuple[str, ...],
        *,
        default: Any = _MISSING,  # noqa: ANN401
    ) -> str | None:
        found: str | None = self.value(table, path, str, " or ".join(options), default=default)
        if found is not None and found not in options:
            near = get_close_matches(found, options, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            self.faults.append(f"{path}: found {found!r}, expected {' or '.join(options)}{hint}")
        return found

    def number(self, table: Mapping[str, Any], path: str, *, above: float) -> float:
        found = table.get(path.rsplit(".", 1)[-1], _MISSING)
        if found is _MISSING:
            self.faults.append(f"{path}: missing; expected a number")
        elif isinstance(found, bool) or not isinstance(found, int | float):
            self.faults.append(f"{path}: found {found!r}, expected a number without quotes")
        elif not above < found < float("inf"):
            floor = "0 or more" if above < 0 else f"above {above:g}"
            self.faults.append(f"{path}: found {found!r}, expected a number {floor}")
        else:
            return float(found)
        return float("nan")
