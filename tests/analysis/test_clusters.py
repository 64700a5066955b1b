"""Which groups of dwellings that nobody listed could be a geclusterde woonvorm by numbers alone."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from said import telling

from towns import ORIGIN, Town, locations_table, walk
from wozgeo.analysis.clusters import (
    ClusterRule,
    find_clusters,
    name_addresses,
    read_cluster_rule,
)
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import ConfigError, InputError
from wozgeo.domain.language import Language
from wozgeo.network.neighbours import Paths

find_clusters = telling(find_clusters)
name_addresses = telling(name_addresses)

RULE = ClusterRule(highway=frozenset({"footway", "living_street"}), max_step_m=30, maximum=20)
COLUMNS = ["soort", "n_dwellings", "naam", "kern", "location_ids", "geometry"]


def court(n: int) -> Town:
    """n dwellings round a path that leaves a street.

    ::

        -S--------A---------T-   street
                  |
               h0 | h1           the path, 100 m; pairs of dwellings every 10 m, 5 m off it:
               h2 | h3           10 m across, 20 m to the next pair
    """
    return Town(
        nodes={"S": (-200, 0), "A": (0, 0), "T": (200, 0), "B": (0, -100)},
        ways=["S A T: residential", "A B: footway"],
        locations={f"h{i:02}": (5 - 10 * (i % 2), -15 - 10 * (i // 2)) for i in range(n)},
    )


def row(n: int, street: str = "residential") -> Town:
    """n dwellings in a row along a street, 6 m wide each."""
    return Town(
        nodes={"A": (0, 0), "B": (300, 0)},
        ways=[f"A B: {street}"],
        locations={f"h{i:02}": (20 + 6 * i, 8) for i in range(n)},
    )


def registered(town: Town, **columns) -> gpd.GeoDataFrame:
    """The dwellings of a town: each in a pand of its own, numbered 1, 2, ... along the Dorpsstraat."""
    table = locations_table(town.locations)
    table["pand_id"] = [f"w{i}" for i in table.index]
    table["straat"], table["woonplaats"] = "Dorpsstraat", "Wozerdam"
    table["huisnummer"] = [str(i) for i in range(1, len(table) + 1)]
    return table.assign(**columns)


def found(
    town: Town,
    dwellings: gpd.GeoDataFrame | None = None,
    *,
    minimum: int = 12,
    rule: ClusterRule = RULE,
    known=(),
    language: Language = Language.NL,
) -> gpd.GeoDataFrame:
    ready = walk(town, max_off_m=50)
    return find_clusters(
        registered(town) if dwellings is None else dwellings,
        ready.locations.possible,
        Paths.of(ready.network, ready.tables.ways, rule.highway),
        minimum=minimum,
        rule=rule,
        known=pd.Index(known, dtype=object),
        language=language,
    )


class TestHof:
    def test_fourteen_dwellings_around_a_path(self):
        clusters = found(court(14))
        assert clusters.columns.tolist() == COLUMNS
        assert clusters.index.tolist() == ["hof h00"]
        assert clusters.index.name == "cluster_id"
        hof = clusters.loc["hof h00"]
        assert (hof["soort"], hof["n_dwellings"]) == ("hof", 14)
        assert (hof["naam"], hof["kern"]) == ("Dorpsstraat 1–14, Wozerdam", "Wozerdam")
        assert hof["location_ids"] == tuple(f"h{i:02}" for i in range(14))

    def test_its_shape_is_that_of_its_dwellings(self):
        clusters = found(court(12))
        assert clusters.crs == RD_NEW
        (shape,) = clusters.geometry
        assert shape.geom_type == "MultiPoint"
        corners = shapely.get_coordinates(shape) - np.array(ORIGIN)
        assert {tuple(xy) for xy in corners.tolist()} == set(court(12).locations.values())

    @pytest.mark.parametrize(("n", "expected"), [(11, 0), (12, 1), (13, 1)])
    def test_exactly_the_minimum_counts_and_one_less_does_not(self, n, expected):
        assert len(found(court(n))) == expected

    @pytest.mark.parametrize(("maximum", "expected"), [(14, 1), (13, 0)])
    def test_more_than_the_maximum_is_a_neighbourhood(self, maximum, expected):
        rule = ClusterRule(highway=RULE.highway, max_step_m=RULE.max_step_m, maximum=maximum)
        assert len(found(court(14), rule=rule)) == expected

    @pytest.mark.parametrize(("max_step_m", "expected"), [(20, 1), (19.9, 0)])
    def test_neighbours_are_near_on_foot(self, max_step_m, expected):
        rule = ClusterRule(highway=RULE.highway, max_step_m=max_step_m, maximum=RULE.maximum)
        assert len(found(court(14), rule=rule)) == expected

    def test_a_row_of_houses_along_a_through_street_is_none(self):
        assert found(row(16)).empty
        assert len(found(row(16, "living_street"))) == 1, (
            "it is the street that makes the difference"
        )

    def test_twelve_dwellings_over_two_panden(self):
        town = court(12)
        panden = [f"w{i % 2}" for i in range(12)]
        clusters = found(town, registered(town, pand_id=panden))
        assert clusters["soort"].tolist() == ["hof"]
        assert clusters["n_dwellings"].tolist() == [12]

    def test_dwellings_without_a_pand_may_be_a_hof(self):
        town = court(12)
        assert found(town, registered(town, pand_id="")).index.tolist() == ["hof h00"]


class TestPand:
    def flat(self, n: int = 48) -> tuple[Town, gpd.GeoDataFrame]:
        """A flat along a street; its access plays no part."""
        town = row(n)
        return town, registered(town, pand_id="w123")

    def test_a_flat_of_48(self):
        clusters = found(*self.flat())
        assert clusters.index.tolist() == ["pand w123"]
        pand = clusters.iloc[0]
        assert (pand["soort"], pand["n_dwellings"]) == ("pand", 48)
        assert pand["naam"] == "Dorpsstraat 1–48, Wozerdam"

    @pytest.mark.parametrize(("n", "expected"), [(11, 0), (12, 1)])
    def test_exactly_the_minimum_counts_and_one_less_does_not(self, n, expected):
        assert len(found(*self.flat(n))) == expected

    def test_dwellings_without_a_pand_are_not_in_one_together(self):
        town, table = self.flat()
        assert found(town, table.assign(pand_id="")).empty

    def test_who_is_in_a_pand_that_counts_is_in_no_hof(self):
        """Twelve of sixteen are one pand; the four that are left are too few."""
        town = court(16)
        panden = ["w1"] * 12 + [f"w{i}" for i in range(12, 16)]
        clusters = found(town, registered(town, pand_id=panden))
        assert clusters.index.tolist() == ["pand w1"]
        assert clusters["n_dwellings"].tolist() == [12]

    def test_a_pand_and_a_hof_side_by_side(self):
        town = court(14)
        town = town.but(
            locations={**town.locations, **{f"f{i:02}": (50, 5 + i) for i in range(12)}}
        )
        table = registered(town)
        table.loc[table.index.str.startswith("f"), "pand_id"] = "r9"
        clusters = found(town, table)
        assert clusters["n_dwellings"].to_dict() == {"hof h00": 14, "pand r9": 12}


class TestListed:
    def test_a_cluster_that_holds_a_listed_dwelling_is_left_out(self):
        town = court(14)
        assert len(found(town, known=["elders"])) == 1
        assert found(town, known=["h13", "elders"]).empty

    def test_the_others_stay(self):
        town = court(12)
        town = town.but(
            locations={**town.locations, **{f"f{i:02}": (50, 5 + i) for i in range(12)}}
        )
        table = registered(town)
        table.loc[table.index.str.startswith("f"), "pand_id"] = "r9"
        assert found(town, table, known=["f03"]).index.tolist() == ["hof h00"]
        assert found(town, table, known=["h03"]).index.tolist() == ["pand r9"]


class TestOrder:
    def test_of_rows_changes_nothing(self):
        town = court(14)
        table = registered(town)
        shuffled = table.sample(frac=1, random_state=3)
        assert shuffled.index.tolist() != table.index.tolist()
        pd.testing.assert_frame_equal(found(town, shuffled), found(town, table))

    def test_clusters_are_sorted(self):
        town = row(36)
        panden = np.repeat(["w3", "w10", "w2"], 12)
        clusters = found(town, registered(town, pand_id=panden))
        assert clusters.index.tolist() == ["pand w10", "pand w2", "pand w3"]


class TestNothing:
    @pytest.mark.parametrize("town", [row(3), row(0)])
    def test_no_cluster_is_an_empty_table(self, town):
        clusters = found(town)
        assert clusters.empty
        assert clusters.columns.tolist() == COLUMNS
        assert (clusters.index.name, clusters.crs) == ("cluster_id", RD_NEW)

    def test_a_register_without_panden_is_refused(self):
        town = court(14)
        with pytest.raises(InputError, match="pand_id"):
            found(town, registered(town).drop(columns="pand_id"))


class TestNames:
    def named(self, *addresses: str) -> str:
        pairs = [address.rpartition(" ") for address in addresses]
        return name_addresses([p[0] for p in pairs], [p[2] for p in pairs])

    def test_numbers_are_sorted_as_people_count(self):
        assert self.named("Dijk 10", "Dijk 9", "Dijk 100") == "Dijk 9–100"

    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            (["10a", "10", "9z"], "9z–10a"),
            (["10-B", "10-A", "10-10"], "10-10–10-B"),
            (["12-02", "12-10", "12-9"], "12-02–12-10"),
            (["7", "7"], "7"),
            (["", "3", ""], "3"),
        ],
    )
    def test_letters_and_additions(self, numbers, expected):
        assert name_addresses(["Dijk"] * len(numbers), numbers) == f"Dijk {expected}"

    def test_the_street_with_most_dwellings_comes_first(self):
        assert self.named("Aa 1", "Hof 3", "Hof 1") == "Hof 1–3 en Aa 1"

    def test_further_streets_are_counted(self):
        assert self.named("C 1", "B 1", "A 1") == "A 1, B 1 en 1 andere straat"
        assert self.named("D 1", "C 1", "B 1", "A 1") == "A 1, B 1 en 2 andere straten"

    def test_what_is_unknown_is_left_out(self):
        assert name_addresses(["", "Dijk"], ["1", ""]) == "Dijk"
        assert name_addresses([""], ["1"]) == "adres onbekend"

    @pytest.mark.parametrize(
        ("language", "names"),
        [
            (Language.NL, ["A 1, B 1 en 1 andere straat", "Aa 1 en Hof 1", "adres onbekend"]),
            (Language.EN, ["A 1, B 1 and 1 other street", "Aa 1 and Hof 1", "address unknown"]),
        ],
    )
    def test_a_name_is_in_the_language_of_its_reader(self, language, names):
        streets = (["C", "B", "A"], ["Aa", "Hof"], [""])
        said = [name_addresses(s, ["1"] * len(s), language=language) for s in streets]
        assert said == names

    def test_the_names_of_clusters_are_in_the_language_of_their_reader(self):
        town = court(12)
        streets = ["Aa"] * 6 + ["Hof"] * 6
        table = registered(town, straat=streets)
        (dutch,) = found(town, table)["naam"]
        (english,) = found(town, table, language=Language.EN)["naam"]
        assert dutch == "Aa 1–6 en Hof 7–12, Wozerdam"
        assert english == "Aa 1–6 and Hof 7–12, Wozerdam"

    def test_the_kern_is_that_of_most_dwellings(self):
        town = court(12)
        places = ["", "", "", "", "", "", "Noord", "Noord", "Zuid", "Zuid", "Zuid", ""]
        cluster = found(town, registered(town, woonplaats=places)).iloc[0]
        assert cluster["kern"] == "Zuid"
        assert cluster["naam"].endswith(", Zuid")

    def test_a_kern_nobody_knows(self):
        town = court(12)
        cluster = found(town, registered(town, woonplaats="")).iloc[0]
        assert (cluster["kern"], cluster["naam"]) == ("", "Dorpsstraat 1–12")


class TestRule:
    def test_the_one_that_comes_with_wozgeo(self):
        rule = read_cluster_rule()
        assert "footway" in rule.highway
        assert "residential" not in rule.highway
        assert 0 < rule.max_step_m < 100
        assert rule.maximum > 12

    def test_ones_own(self, tmp_path):
        path = tmp_path / "c.toml"
        path.write_text('[clusters]\nhighway = ["path"]\nmax_step_m = 12.5\nmaximum = 30\n')
        assert read_cluster_rule(path) == ClusterRule(
            highway=frozenset({"path"}), max_step_m=12.5, maximum=30
        )

    def test_every_fault_is_named(self, tmp_path):
        path = tmp_path / "c.toml"
        path.write_text('[clusters]\nhighway = "path"\nmax_step_m = 0\nmaximum = 12.5\nstap = 1\n')
        with pytest.raises(ConfigError) as caught:
            read_cluster_rule(path)
        assert len(caught.value.faults) == 4
        for word in ("highway", "max_step_m", "maximum", "stap", "'path'", "12.5"):
            assert word in str(caught.value)

    @pytest.mark.parametrize("value", ["true", '"30"', "-1", "inf", "nan"])
    def test_metres_are_a_number_above_0(self, tmp_path, value):
        path = tmp_path / "c.toml"
        path.write_text(f'[clusters]\nhighway = ["path"]\nmax_step_m = {value}\nmaximum = 30\n')
        with pytest.raises(ConfigError, match="max_step_m"):
            read_cluster_rule(path)

    @pytest.mark.parametrize("text", ["", "clusters = 3", "[clusters", "[clusters]"])
    def test_no_table(self, tmp_path, text):
        path = tmp_path / "c.toml"
        path.write_text(text)
        with pytest.raises(ConfigError):
            read_cluster_rule(path)

    def test_no_file(self, tmp_path):
        with pytest.raises(ConfigError, match=r"nergens\.toml"):
            read_cluster_rule(tmp_path / "nergens.toml")
