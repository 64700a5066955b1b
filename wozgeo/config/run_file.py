"""How does a run file become a RunConfig?

A run file is TOML; `data/standaard.toml` says what holds where it is silent. Everything is checked at
once: every unknown key, wrong type and impossible value is listed, with the remedy. Paths are relative
to the run file.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from wozgeo.config.run_config import (
    CompletenessRule,
    CriteriaRule,
    Mode,
    OwnFacilities,
    OwnPlans,
    OwnTable,
    RunConfig,
    ScoreRule,
    SiteRule,
    TargetRule,
    Tenure,
    WarningLevels,
)
from wozgeo.config.values import Values
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.vocabulary import Measure, Profile, Voorziening

_TABLES = (
    "run", "osm", "bag", "walking", "score", "warnings", "criteria", "target", "sites",
    "completeness", "map", "summary", "facilities", "locations", "plans", "complexes", "areas",
)  # fmt: skip
_FILLED_IN = ("walking", "warnings", "criteria", "sites", "completeness", "map", "summary")
"""Tables of which a run file may name some keys only; the others hold as in standaard.toml."""


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
    standard = tomllib.loads(packaged_path("standaard.toml").read_text(encoding="utf-8"))
    merged = {**standard, **table}
    for name in _FILLED_IN:
        if isinstance(merged[name], dict):
            merged[name] = {**standard[name], **merged[name]}
    reader = _Reader(folder)
    values = reader.everything(merged)
    if reader.faults:
        raise ConfigError(source, reader.faults)
    return RunConfig(**values)


class _Reader(Values):
    """Reads the tables of a run file; what it gives is meaningless once there is a fault."""

    def everything(self, table: Mapping[str, Any]) -> dict[str, Any]:
        self.known(table, "", _TABLES)
        drawn = self.table(table, "map", ("breaks_m", "walkshed_width_m", "max_dwellings"))
        criteria = self.criteria(table)
        return {
            **self.run(table),
            **self.osm(table),
            **self.walking(table),
            "bag_file": self.path(self.table(table, "bag", ("file",)), "bag.file", default=None),
            "score": self.score(table),
            "criteria": criteria,
            "target": self.target(table, criteria),
            "sites": SiteRule(**self.numbers(table, "sites", SiteRule)),
            "completeness": CompletenessRule(
                **self.numbers(table, "completeness", CompletenessRule)
            ),
            "warnings": WarningLevels(**self.numbers(table, "warnings", WarningLevels)),
            "map_breaks_m": self.breaks(drawn, "map"),
            "max_dwellings": self.whole(drawn, "map.max_dwellings", least=1),
            "walkshed_width_m": self.number(drawn, "map.walkshed_width_m", above=0),
            "summary_breaks_m": self.breaks(self.table(table, "summary", ("breaks_m",)), "summary"),
            "facilities": tuple(self.own_facilities(table)),
            "locations": tuple(
                self.path(item, f"locations[{i}].file")
                for i, item in self.items(table, "locations", ("file",))
            ),
            "plans": tuple(self.own_plans(table)),
            "complexes": tuple(self.own_tables(table, "complexes")),
            "areas": tuple(self.own_tables(table, "areas")),
        }

    def run(self, table: Mapping[str, Any]) -> dict[str, Any]:
        run = self.table(
            table, "run", ("name", "out", "language", "pdf", "routes", "online_backdrop")
        )
        return {
            "name": self.text(run, "run.name", default="wozgeo"),
            "out": self.path(run, "run.out"),
            "language": self.language(run),
            "pdf": self.flag(run, "run.pdf"),
            "routes": self.flag(run, "run.routes"),
            "online_backdrop": self.flag(run, "run.online_backdrop"),
        }

    def language(self, run: Mapping[str, Any]) -> Language:
        found = self.choice(run, "run.language", tuple(Language), default=str(Language.NL))
        return Language(found) if found in tuple(Language) else Language.NL

    def osm(self, table: Mapping[str, Any]) -> dict[str, Any]:
        keys = ("file", "place", "voorzieningen", "woningen", "include", "attribution")
        osm = self.table(table, "osm", keys)
        if ("file" in osm) == ("place" in osm):
            self.faults.append('osm: give either file = "an extract" or place = "a municipality"')
        return {
            "osm_file": self.path(osm, "osm.file", default=None),
            "place": self.text(osm, "osm.place", default=None),
            "facility_table": self.path(osm, "osm.voorzieningen", default=None),
            "dwelling_table": self.path(osm, "osm.woningen", default=None),
            "include": self.texts(osm, "osm.include"),
            "attribution": self.text(osm, "osm.attribution", default=None),
        }

    def walking(self, table: Mapping[str, Any]) -> dict[str, Any]:
        keys = ("profile", "search_limit_m", "max_off_network_m", "max_extra_m")
        walking = self.table(table, "walking", keys)
        profile = self.choice(walking, "walking.profile", tuple(Profile))
        return {
            "profile": Profile(profile) if profile in tuple(Profile) else Profile.ROLLATOR,
            "search_limit_m": self.number(walking, "walking.search_limit_m", above=0),
            "max_off_network_m": self.number(walking, "walking.max_off_network_m", above=0),
            "max_extra_m": self.number(walking, "walking.max_extra_m", above=-1e-9),
        }

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

    def criteria(self, table: Mapping[str, Any]) -> CriteriaRule:
        keys = tuple(CriteriaRule.__dataclass_fields__)
        criteria = self.table(table, "criteria", keys)
        names = self.texts(criteria, "criteria.definitions")
        if not names:
            self.faults.append('criteria.definitions: name at least one, for instance ["druten"]')
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.faults.append(f"criteria.definitions: {name} is named twice")
        measure = self.choice(criteria, "criteria.measure", tuple(Measure))
        return CriteriaRule(
            file=self.path(criteria, "criteria.file", default=None),
            definitions=names,
            measure=Measure(measure) if measure in tuple(Measure) else Measure.MAX,
            near_miss_share=self.number(criteria, "criteria.near_miss_share", above=-1e-9),
            near_miss_m=self.number(criteria, "criteria.near_miss_m", above=-1e-9),
        )

    def target(self, table: Mapping[str, Any], criteria: CriteriaRule) -> TargetRule | None:
        if "target" not in table:
            return None
        target = self.table(table, "target", tuple(TargetRule.__dataclass_fields__))
        names = criteria.definitions or ("",)
        definition = self.choice(target, "target.definition", names, default=names[0])
        tenure = self.choice(target, "target.tenure", get_args(Tenure), default="")
        return TargetRule(
            units=self.whole(target, "target.units", least=1),
            year=self.whole(target, "target.year", least=1900),
            tenure=cast(Tenure, tenure),
            definition=definition or "",
            counts_existing=self.flag(target, "target.counts_existing"),
        )

    def breaks(self, table: Mapping[str, Any], name: str) -> tuple[int, ...]:
        """Read whole metres that rise: on which side of one a dwelling lies is never rounded away."""
        found = self.value(table, f"{name}.breaks_m", list, "a list of metres")
        whole = bool(found) and all(type(b) is int and b > 0 for b in found)
        if found is not None and not (whole and found == sorted(set(found))):
            self.faults.append(
                f"{name}.breaks_m: found {found!r}, expected whole metres above 0, each above the one before"
            )
            return ()
        return tuple(found or ())

    def own_facilities(self, table: Mapping[str, Any]) -> list[OwnFacilities]:
        modes = get_args(Mode)
        return [
            OwnFacilities(
                self.path(item, f"facilities[{i}].file"),
                cast(Mode, self.choice(item, f"facilities[{i}].mode", modes, default="replace")),
            )
            for i, item in self.items(table, "facilities", ("file", "mode"))
        ]

    def own_plans(self, table: Mapping[str, Any]) -> list[OwnPlans]:
        keys = tuple(OwnPlans.__dataclass_fields__)
        return [
            OwnPlans(
                file=self.path(item, f"plans[{i}].file"),
                layer=self.text(item, f"plans[{i}].layer", default=None),
                preset=self.text(item, f"plans[{i}].preset", default=None),
                columns=self.names(item, f"plans[{i}].columns"),
                skip_faulty=self.flag(item, f"plans[{i}].skip_faulty"),
                publish=self.texts(item, f"plans[{i}].publish"),
                openbaar=self.flag(item, f"plans[{i}].openbaar"),
            )
            for i, item in self.items(table, "plans", keys)
        ]

    def own_tables(self, table: Mapping[str, Any], name: str) -> list[OwnTable]:
        return [
            OwnTable(self.path(item, f"{name}[{i}].file"), self.names(item, f"{name}[{i}].columns"))
            for i, item in self.items(table, name, ("file", "columns"))
        ]
