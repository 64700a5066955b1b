"""Files as editors and servers leave them, and values that no parser takes: right, or one clear error."""

import bz2
import gzip
from pathlib import Path

import pytest

from wozgeo.domain.errors import InputError
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facility_rules import read_facility_rules
from wozgeo.inputs.osm import read_osm
from wozgeo.inputs.osm_xml import NEW_FROM, find_faulty_value, tidied

CASES = Path(__file__).parents[3] / "shared" / "cases"


def node(number: int, x: float, **said: str) -> str:
    more = "".join(f' {key}="{value}"' for key, value in said.items())
    return f'<node id="{number}" lat="51.88" lon="{5.62 + x / 1000:.7f}"{more}/>'


def way(number: int, *refs: int, highway: str = "footway", **said: str) -> str:
    more = "".join(f' {key}="{value}"' for key, value in said.items())
    nodes = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{number}"{more}>{nodes}<tag k="highway" v="{highway}"/></way>'


BOUNDS = '<bounds minlat="51.87" minlon="5.61" maxlat="51.89" maxlon="5.64"/>'
STREET = way(9, 1, 2, highway="residential")


def town(path: Path, *parts: str) -> Path:
    path.write_text(f'<osm version="0.6">{BOUNDS}{"".join(parts)}</osm>', encoding="utf-8")
    return path


def read(path: Path):
    return read_osm(
        path,
        rules=read_facility_rules(None, include=()),
        dwelling_rule=read_dwelling_rule(None),
    )


def ways_of(path: Path) -> dict[int, list[int]]:
    return {int(n): [*map(int, row)] for n, row in read(path).ways["nodes"].items()}


class TestAsEditorsLeaveThem:
    def test_new_nodes_of_a_new_path_are_there(self, tmp_path):
        path = town(
            tmp_path / "a.osm", node(-3, 1), node(1, 0), node(2, 2), way(-7, 1, -3, 2), STREET
        )
        assert ways_of(path) == {9: [1, 2], NEW_FROM + 7: [1, NEW_FROM + 3, 2]}

    @pytest.mark.parametrize("said", [{"action": "delete"}, {"visible": "false"}])
    def test_what_was_deleted_is_not_there(self, tmp_path, said):
        path = town(tmp_path / "a.osm", node(1, 0), node(2, 2), way(8, 1, 2, **said), STREET)
        assert ways_of(path) == {9: [1, 2]}

    @pytest.mark.parametrize("turned", [False, True])
    def test_the_newest_version_counts(self, tmp_path, turned):
        both = [way(9, 1, 2, version="1"), way(9, 2, 1, version="10")]
        path = town(tmp_path / "a.osm", node(1, 0), node(2, 2), *(both[::-1] if turned else both))
        assert ways_of(path) == {9: [2, 1]}

    def test_a_newest_version_that_is_gone_is_gone(self, tmp_path):
        gone = way(8, 1, 2, version="2", visible="false")
        path = town(
            tmp_path / "a.osm", node(1, 0), node(2, 2), way(8, 1, 2, version="1"), gone, STREET
        )
        assert ways_of(path) == {9: [1, 2]}

    def test_nodes_may_come_after_ways_and_in_any_order(self, tmp_path):
        path = town(tmp_path / "a.osm", node(1, 0), STREET, node(2, 2), way(8, 2, 1))
        assert ways_of(path) == {8: [2, 1], 9: [1, 2]}

    @pytest.mark.parametrize(
        ("parts", "said"),
        [
            ((STREET, node(1, 0), node(2, 2)), "osmium sort"),
            ((node(-1, 0), node(-2, 2), way(-3, -1, -2)), "osmium renumber"),
        ],
    )
    def test_a_file_of_which_all_is_turned_or_new_says_what_to_do(self, tmp_path, parts, said):
        with pytest.raises(InputError, match=said):
            read(town(tmp_path / "a.osm", *parts))

    def test_members_of_relations_keep_what_they_mean(self, tmp_path):
        ring = way(-5, 1, 2, -3, 1, highway="service").replace("highway", "landuse")
        relation = (
            '<relation id="-1"><member type="way" ref="-5" role="outer"/>'
            '<tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation>'
        )
        corner = '<node id="-3" lat="51.881" lon="5.621"/>'
        path = town(tmp_path / "a.osm", node(1, 0), node(2, 2), corner, ring, relation, STREET)
        (water,) = read(path).obstacles.geometry
        assert water.geom_type == "Polygon"

    @pytest.mark.parametrize(
        ("name", "pack"), [("a.osm.gz", gzip.compress), ("a.osm.bz2", bz2.compress)]
    )
    def test_also_when_packed(self, tmp_path, name, pack):
        plain = town(
            tmp_path / "a.osm", node(-3, 1), node(1, 0), way(-7, 1, -3), node(2, 2), STREET
        )
        (tmp_path / name).write_bytes(pack(plain.read_bytes()))
        assert ways_of(tmp_path / name) == ways_of(plain)
        assert len(ways_of(plain)) == 2

    def test_a_tidy_file_is_read_as_it_is(self, tmp_path):
        path = town(tmp_path / "a.osm", node(1, 0), node(2, 2), STREET)
        with tidied(path) as found:
            assert found == path

    def test_an_opl_that_holds_versions_is_refused(self, tmp_path):
        import osmium

        path = tmp_path / "a.osm.pbf"
        with osmium.SimpleWriter(path) as writer:
            for number, lon in ((1, 5.62), (2, 5.63)):
                writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon, 51.88)))
            for version in (1, 2):
                tags = {"highway": "footway"}
                writer.add_way(
                    osmium.osm.mutable.Way(id=9, version=version, nodes=[1, 2], tags=tags)
                )
        with pytest.raises(InputError, match="holds w9 more than once"):
            read(path)


class TestNodesThatAreNotThere:
    def test_half_of_them_is_an_error_with_the_count(self, tmp_path):
        path = town(tmp_path / "a.osm", node(1, 0), node(2, 2), way(8, 1, 2, 3, 4, 5, 6), STREET)
        with pytest.raises(InputError, match=r"\d of the \d nodes of its streets are not in it"):
            read(path)

    def test_a_way_of_which_no_piece_is_left_is_counted(self, tmp_path):
        nodes = [node(n, n) for n in range(1, 11)]
        path = town(tmp_path / "a.osm", *nodes, way(8, 10, 11), way(9, *range(1, 11)))
        assert read(path).counts["straten"] == {"zonder_plaats": 1}


SOUND = [BOUNDS, node(1, 0, version="1", timestamp="2025-01-01T00:00:00Z"), node(2, 2), STREET]
FAULTY = {
    "lat": ('lat="51.88"', 'lat="51,88"'),
    "id": ('<node id="1"', '<node id="x"'),
    "ref": ('ref="1"', 'ref="a"'),
    "version": ('version="1"', 'version="een"'),
    "timestamp": ("2025-01-01T00:00:00Z", "1-1-2025"),
    "bounds": ('minlon="5.61"', 'minlon="5,61"'),
    "bounds181": ('maxlon="5.64"', 'maxlon="181.5"'),
    "huge": ('lon="5.6200000"', 'lon="99999999999999999999"'),
    "nan": ('lat="51.88"', 'lat="NaN"'),
    "empty": ('lat="51.88"', 'lat=""'),
    "id of 30 digits": ('<node id="1"', f'<node id="{"1" * 30}"'),
}


@pytest.mark.parametrize("fault", FAULTY)
@pytest.mark.parametrize("untidy", [False, True])
def test_a_value_that_no_parser_takes_is_one_clear_error_with_its_place(tmp_path, fault, untidy):
    old, new = FAULTY[fault]
    text = "\n".join(['<osm version="0.6">', *SOUND, way(-8, 1, 2) if untidy else "", "</osm>"])
    path = tmp_path / "stad.osm"
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(InputError) as told:
        read(path)
    assert told.value.source == str(path)
    assert len(told.value.faults) == 1
    assert "line " in str(told.value)
    assert find_faulty_value(path)


@pytest.mark.parametrize(
    "name", ["bounds", "bounds181", "id", "lat", "ref", "timestamp", "version"]
)
def test_the_shared_cases_are_one_clear_error(name):
    path = CASES / "weerbaar" / "osm" / f"{name}.osm"
    if not path.is_file():
        pytest.skip("the cases are not here: ../shared/cases/weerbaar")
    with pytest.raises(InputError, match=r"line \d"):
        read(path)
