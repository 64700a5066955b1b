"""What an OpenStreetMap file says, object by object, whatever is in its tags and whatever its form."""

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import osmium
import pytest

from towns import OsmDraft
from wozgeo.domain.errors import InputError
from wozgeo.inputs.opl import read_columns, read_header, require_osm_file

AWKWARD = [
    "plain",
    "a b  c",
    "comma, comma",
    "50 % korting",
    "100%25%",
    "a=b=c",
    "één € straße",
    "日本 🚶‍♀️",
    "new\nline\tand tab",
    "quotes \" and ' <script>&amp;",
    "@home,n12x1y2",
    "line\u2028separator",
    " leads and trails ",
]


class Thing(NamedTuple):
    """An object as a reader would say it."""

    ref: str
    tags: dict[str, str]
    nodes: list[tuple[int, float, float]]
    members: list[tuple[str, int, str]]


def scan(path: Path, *, node_keys: list[str]) -> list[Thing]:
    """Read a file back, object by object."""
    columns = read_columns(path, node_keys=node_keys)
    found, lines = [], columns.lines
    for row, ref in enumerate(columns.refs(np.arange(len(columns)))):
        assert columns.osm_id[row] == int(ref[1:])
        assert chr(columns.kind[row]) == ref[0]
        tags = dict(columns.pairs[i] for i in columns.tag[columns.tag_of == row])
        of = slice(lines.offsets[row], lines.offsets[row + 1])
        nodes = [
            (int(n), *map(float, xy))
            for n, xy in zip(lines.nodes[of], lines.lonlat[of], strict=True)
        ]
        found.append(
            Thing(ref, tags, nodes, columns.members_of(row) if row in columns.members else [])
        )
    return found


@pytest.mark.parametrize("value", AWKWARD)
def test_a_tag_comes_out_as_it_went_in(tmp_path, value):
    draft = OsmDraft()
    draft.node(0, 0, shop="supermarket", name=value)
    draft.line((0, 0), (1, 0), highway="path", name=value)
    path = draft.write(tmp_path / "t.osm")
    if "\n" in value:  # XML folds a raw newline in an attribute into a space
        path.write_text(path.read_text().replace(value, "new&#10;line&#9;and tab"))
    things = scan(path, node_keys=["shop"])
    shown = re.sub("[\n\t\u2028]", " ", value)  # what moves a terminal's cursor is a space
    assert [(o.ref[0], o.tags["name"]) for o in things] == [("n", shown), ("w", shown)]


@pytest.mark.parametrize("key", ["with space", "with=equals", "with,comma", "addr:street", "é%"])
def test_a_key_comes_out_as_it_went_in(tmp_path, key):
    draft = OsmDraft()
    draft.node(0, 0, **{key: "x", "shop": "yes"})
    (thing,) = scan(draft.write(tmp_path / "t.osm"), node_keys=["shop"])
    assert thing.tags == {key: "x", "shop": "yes"}


def test_an_empty_value_is_a_value(tmp_path):
    draft = OsmDraft()
    draft.node(0, 0, shop="yes", name="")
    (thing,) = scan(draft.write(tmp_path / "t.osm"), node_keys=["shop"])
    assert thing.tags == {"shop": "yes", "name": ""}


def test_nodes_pass_with_one_of_the_keys_and_ways_and_relations_always(tmp_path):
    draft = OsmDraft()
    shop = draft.node(0, 0, shop="yes")
    draft.node(0, 0, tree="oak")
    way = draft.line((0, 0), (1, 0), highway="path")
    side = draft.line((0, 0), (1, 0))
    area = draft.relation([("w", side, "outer")], type="multipolygon")
    things = list(scan(draft.write(tmp_path / "t.osm"), node_keys=["shop"]))
    assert [o.ref for o in things] == [f"n{shop}", f"w{way}", f"w{side}", f"r{area}"]


def test_the_members_of_a_relation(tmp_path):
    draft = OsmDraft()
    draft.relation(
        [("w", 5, "outer"), ("n", 7, ""), ("r", 9, "a, b@c=d"), ("w", -3, "inner")], type="site"
    )
    (thing,) = scan(draft.write(tmp_path / "t.osm"), node_keys=["shop"])
    assert thing.members == [
        ("w", 5, "outer"),
        ("n", 7, ""),
        ("r", 9, "a, b@c=d"),
        ("w", -3, "inner"),
    ]


def test_a_ways_nodes_come_with_their_places(tmp_path):
    draft = OsmDraft()
    draft.line((0, 0), (100, 0), highway="path")
    draft.way([1, 999_999, 2], highway="track")
    lines = read_columns(draft.write(tmp_path / "t.osm"), node_keys=["x"]).lines
    assert lines.offsets.tolist() == [0, 2, 5]
    assert lines.nodes.tolist() == [1, 2, 1, 999_999, 2]
    assert np.isnan(lines.lonlat).all(axis=1).tolist() == [False, False, False, True, False]
    assert lines.lonlat[0] == pytest.approx(lines.lonlat[2])


def test_the_header_tells_the_box(tmp_path):
    draft = OsmDraft(box=(0, 0, 1_000, 500))
    draft.node(0, 0)
    header = read_header(draft.write(tmp_path / "t.osm"))
    west, south, east, north = header.box
    assert 5 < west < east < 7
    assert 52 < south < north < 53


def test_a_header_without_a_box_says_so(tmp_path):
    draft = OsmDraft()
    draft.node(0, 0)
    assert read_header(draft.write(tmp_path / "t.osm")).box is None


def test_only_tags_with_the_keys_asked_for_are_kept(tmp_path):
    draft = OsmDraft()
    draft.node(0, 0, shop="yes", name="Kaas", **{"addr:street": "Weg"})
    path = draft.write(tmp_path / "t.osm")
    columns = read_columns(path, node_keys=["shop"], keys=["name", "addr:street"])
    assert dict(columns.pairs) == {"name": "Kaas", "addr:street": "Weg"}


class TestColumns:
    """One shop, two streets alike but for their name, one of them without a tag that matters."""

    @pytest.fixture
    def columns(self, tmp_path):
        draft = OsmDraft()
        draft.node(5, 5, shop="yes", name="Kaas")
        draft.line((0, 0), (100, 0), highway="path", name="A")
        draft.line((0, 9), (100, 9), highway="path", name="B")
        draft.line((0, 9), (100, 9), name="C")
        draft.relation([("w", 2, "outer")], type="multipolygon")
        return read_columns(draft.write(tmp_path / "t.osm"), node_keys=["shop"])

    def test_objects_that_are_alike_are_told_once(self, columns):
        things, same = columns.distinct({"highway", "shop"})
        assert [things[i] for i in same] == [
            ("n", {"shop": "yes"}),
            ("w", {"highway": "path"}),
            ("w", {"highway": "path"}),
            ("w", {}),
            ("r", {}),
        ]
        assert len(things) == 4

    def test_texts_come_in_the_order_that_was_asked(self, columns):
        assert columns.texts("name", np.array([3, 0, 4, 1])).tolist() == ["C", "Kaas", "", "A"]
        assert columns.texts("unheard of", np.array([0])).tolist() == [""]

    def test_which_have_a_key(self, columns):
        assert columns.has({"highway", "type"}).tolist() == [False, True, True, False, True]

    def test_ways_are_found_by_number(self, columns):
        numbers = columns.osm_id[[2, 1]]
        asked = np.array([*numbers, 10**15, -1, columns.osm_id[0] + 10**9])
        assert columns.ways_with(asked).tolist() == [2, 1, -1, -1, -1]

    def test_a_large_file_is_cut_into_the_same_columns(self, tmp_path, monkeypatch):
        path = long_street(tmp_path / "a.osm")
        whole = read_columns(path, node_keys=["shop"])
        monkeypatch.setattr("wozgeo.inputs.opl._CHUNK", 10)
        parts = read_columns(path, node_keys=["shop"])
        assert parts.osm_id.tolist() == whole.osm_id.tolist()
        assert parts.pairs == whole.pairs
        assert np.array_equal(parts.lines.places, whole.lines.places)

    def test_where_there_are_no_files_in_memory_it_is_read_all_the_same(
        self, tmp_path, monkeypatch
    ):
        path = long_street(tmp_path / "a.osm")
        whole = read_columns(path, node_keys=["shop"])
        monkeypatch.delattr("os.memfd_create")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "elders"))
        (tmp_path / "elders").mkdir()
        again = read_columns(path, node_keys=["shop"])
        assert again.osm_id.tolist() == whole.osm_id.tolist()
        assert not list((tmp_path / "elders").iterdir())


class TestBadFiles:
    def test_missing(self, tmp_path):
        with pytest.raises(InputError, match=r"nergens\.osm\.pbf.*no such file"):
            require_osm_file(tmp_path / "nergens.osm.pbf")

    @pytest.mark.parametrize("name", ["a.osm.pbf", "a.osm", "a.osm.gz", "a.osm.bz2"])
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\x00" * 500,
            b"<html><body>404</body></html>",
            b"hello, this is text\n" * 50,
            b"\x89PNG\r\n\x1a\n" + b"x" * 99,
        ],
    )
    def test_what_is_not_osm_is_one_clear_error(self, tmp_path, name, content):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InputError, match="empty" if not content else "not readable") as caught:
            read_header(path)
            scan(path, node_keys=["shop"])
        assert len(caught.value.faults) == 1
        assert str(path) in str(caught.value)

    @pytest.mark.parametrize("name", ["a.osm.pbf", "a.osm", "a.osm.gz", "a.osm.bz2"])
    @pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
    def test_a_truncated_file_is_one_clear_error(self, tmp_path, name, share):
        whole = long_street(tmp_path / "whole.osm")
        packed = tmp_path / f"whole-{name}"
        convert(whole, packed)
        path = tmp_path / name
        content = packed.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(InputError, match="truncated"):
            read_header(path)
            scan(path, node_keys=["shop"])

    def test_a_spreadsheet_is_refused_by_its_name(self, tmp_path):
        path = tmp_path / "plan.xlsx"
        path.write_bytes(b"PK")
        with pytest.raises(InputError, match=r"\.osm\.pbf"):
            read_header(path)

    def test_a_folder_is_no_file(self, tmp_path):
        with pytest.raises(InputError):
            read_header(tmp_path)


def long_street(path: Path) -> Path:
    draft = OsmDraft()
    rng = np.random.default_rng(7)
    draft.line(
        *[tuple(xy) for xy in rng.uniform(0, 5_000, (4_000, 2))],
        highway="residential",
        name="Lange straat",
    )
    return draft.write(path)


def convert(source: Path, target: Path) -> None:
    """Let osmium write the same data in the form its name asks for."""
    with osmium.SimpleWriter(str(target)) as writer:
        for thing in osmium.FileProcessor(str(source)):
            writer.add(thing)


@pytest.mark.parametrize("name", ["t.osm", "t.osm.gz", "t.osm.bz2", "t.osm.pbf", "t.pbf"])
def test_every_form_gives_the_same_objects(tmp_path, name):
    draft = OsmDraft()
    draft.node(3, 4, shop="supermarket", name="Kaas, brood & co = 100 %")
    draft.line((0, 0), (100, 0), highway="residential")
    source = draft.write(tmp_path / "source.osm")
    convert(source, tmp_path / name)
    wanted = {"node_keys": ["shop"]}
    assert scan(tmp_path / name, **wanted) == scan(source, **wanted)
