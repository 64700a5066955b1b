"""Claims about reading TOML: any file of a user's own, every fault at once, with its remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, TypeAdapter

import wozgeo
from wozgeo.analysis.clusters import read_cluster_rule
from wozgeo.config import read_config
from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import Expected, OneOf, Table, Words, read_toml, require_table
from wozgeo.inputs.bag import read_bag_rule
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules

READERS: dict[str, Callable[[Path], object]] = {
    "bag.toml": read_bag_rule,
    "clusters.toml": read_cluster_rule,
    "criteria.toml": read_criteria,
    "voorzieningen.toml": read_facility_rules,
    "woningen.toml": read_dwelling_rule,
}


class Walk(Table):
    limit_m: float = Field(gt=0)
    strict: bool = True


class Town(Table):
    name: str
    kind: Literal["stad", "dorp"] = "dorp"
    streets: Words = frozenset()
    walk: Walk | None = None
    walks: list[Walk] = Field(default=[])
    names: dict[str, str] = Field(default={})


def faults(**found: object) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        require_table(Town, found, source="stad.toml")
    return caught.value.faults


def test_a_table_that_is_right_becomes_its_values() -> None:
    town = require_table(
        Town,
        {"name": "Kampen", "streets": ["a", "b", "a"], "walk": {"limit_m": 400}},
        source="stad.toml",
    )
    assert (town.name, town.kind, town.streets) == ("Kampen", "dorp", {"a", "b"})
    assert town.walk == Walk(limit_m=400.0, strict=True)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({}, "name: missing; expected a text in quotes"),
        ({"name": 3}, "name: found 3, expected a text in quotes"),
        ({"name": "x", "nam": "y"}, "nam: unknown key; did you mean name?"),
        (
            {"name": "x", "zzz": 1},
            "zzz: unknown key; known are name, kind, streets, walk, walks, names",
        ),
        (
            {"name": "x", "kind": "stat"},
            "kind: found 'stat', expected stad or dorp; did you mean stad?",
        ),
        ({"name": "x", "streets": "a"}, "streets: found 'a', expected a list of words in quotes"),
        (
            {"name": "x", "streets": ["a", 1]},
            "streets: found ['a', 1], expected a list of words in quotes",
        ),
        (
            {"name": "x", "walk": 3},
            "walk: found 3, expected a table such as [walk] with limit_m, strict",
        ),
        ({"name": "x", "walk": {}}, "walk.limit_m: missing; expected a number without quotes"),
        ({"name": "x", "walk": {"limit_m": 0}}, "walk.limit_m: found 0, expected a number above 0"),
        (
            {"name": "x", "walk": {"limit_m": "400"}},
            "walk.limit_m: found '400', expected a number without quotes",
        ),
        (
            {"name": "x", "walk": {"limit_m": True}},
            "walk.limit_m: found True, expected a number without quotes",
        ),
        ({"name": "x", "walks": {}}, "walks: found {}, expected [[walks]] tables"),
        (
            {"name": "x", "walks": [{"limit_m": 1}, {"limit_m": 1, "strict": 1}]},
            "walks[2].strict: found 1, expected true or false",
        ),
        ({"name": "x", "names": {"a": 1}}, "names.a: found 1, expected a text in quotes"),
    ],
)
def test_a_fault_says_where_what_was_found_and_what_was_expected(
    found: dict[str, object], said: str
) -> None:
    assert faults(**found) == (said,)


def test_faults_of_every_depth_come_at_once() -> None:
    found = faults(kind="x", walk={"limit_m": -1, "m": 1}, walks=[{"strict": "ja"}])
    assert [fault.split(":")[0] for fault in found] == [
        "name",
        "kind",
        "walk.limit_m",
        "walk.m",
        "walks[1].limit_m",
        "walks[1].strict",
    ]


@pytest.mark.parametrize("name", READERS)
class TestEveryReader:
    def test_takes_a_byte_order_mark_as_notepad_writes_it(self, name: str, tmp_path: Path) -> None:
        own = tmp_path / name
        own.write_bytes(b"\xef\xbb\xbf" + packaged_path(name).read_bytes())
        assert READERS[name](own) == READERS[name](packaged_path(name))

    def test_names_an_unknown_key(self, name: str, tmp_path: Path) -> None:
        own = tmp_path / name
        own.write_text("onzin = 3\n" + packaged_path(name).read_text("utf-8"), encoding="utf-8")
        with pytest.raises(ConfigError, match="onzin"):
            READERS[name](own)

    @pytest.mark.parametrize("text", ["[a", 'a = "\\x"', "a = 1\na = 2", "a = \udcff"])
    def test_says_that_a_file_is_no_toml(self, name: str, text: str, tmp_path: Path) -> None:
        own = tmp_path / name
        own.write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(ConfigError, match="not readable as TOML"):
            READERS[name](own)

    def test_says_that_there_is_no_file(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="no such file; give the path of a"):
            READERS[name](tmp_path / "weg.toml")


def test_a_run_file_takes_a_byte_order_mark_too(tmp_path: Path) -> None:
    text = '[run]\nout = "uit"\n[osm]\nfile = "dorp.osm.pbf"\n'
    plain, marked = tmp_path / "run.toml", tmp_path / "notepad.toml"
    plain.write_text(text, encoding="utf-8")
    marked.write_text(text, encoding="utf-8-sig")
    assert marked.read_bytes().startswith(b"\xef\xbb\xbf[run]")
    found = read_config(marked)
    assert (found.osm_file, found.out) == (read_config(plain).osm_file, read_config(plain).out)
    assert found.out == tmp_path / "uit"


@pytest.mark.parametrize("name", [p.name for p in sorted(packaged_path("").glob("*.toml"))])
def test_every_table_that_comes_with_wozgeo_takes_one(name: str, tmp_path: Path) -> None:
    marked = tmp_path / name
    marked.write_bytes(b"\xef\xbb\xbf" + packaged_path(name).read_bytes())
    assert read_toml(marked, what="a table") == read_toml(packaged_path(name), what="a table")


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a=", "}")])
def test_a_file_nested_thousands_deep_is_one_clear_fault(
    tmp_path: Path, opened: str, closed: str
) -> None:
    deep = tmp_path / "diep.toml"
    deep.write_text("a = " + opened * 5000 + "1" + closed * 5000)
    for read in (*READERS.values(), read_config):
        with pytest.raises(ConfigError, match="nested too deep"):
            read(deep)


def test_what_is_read_is_the_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("[a]\nb = 1\n")
    assert read_toml(file, what="a file") == {"a": {"b": 1}}


KNOWN = ["rood"]


class Paint(Table):
    colours: list[Annotated[str, OneOf(lambda: KNOWN)]] = Field(default=[])
    tin: Annotated[float | None, Field(gt=0), Expected("litres in [{where}]")] = None


def painting(**found: object) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        require_table(Paint, found, source="verf.toml")
    return caught.value.faults


def test_what_may_stand_there_is_looked_up_when_the_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert painting(colours=["roodd", "groen"]) == (
        "colours[1]: found 'roodd'; did you mean rood?",
        "colours[2]: found 'groen'; known are rood",
    )
    assert painting(colours="rood") == ("colours: found 'rood', expected a list of rood",)
    monkeypatch.setattr(f"{__name__}.KNOWN", ["rood", "groen"])
    assert require_table(Paint, {"colours": ["groen"]}, source="").colours == ["groen"]
    schema = TypeAdapter(Paint).json_schema()
    assert schema["properties"]["colours"]["items"]["enum"] == ["rood", "groen"]


def test_a_field_says_in_its_own_words_what_it_expects() -> None:
    assert painting(tin=-1) == ("tin: found -1, expected litres in [tin]",)
    assert "litres" not in str(TypeAdapter(Paint).json_schema())


def test_one_module_reads_toml() -> None:
    """Whoever reads it in another way forgets the byte order mark, or a fault with its remedy."""
    package = Path(wozgeo.__file__).parent
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "tomllib" in path.read_text(encoding="utf-8")
    }
    assert readers == {"domain/toml_files.py"}
