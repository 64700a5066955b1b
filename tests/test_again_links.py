"""Which paths would save metres is not looked for anew: the same pairs, and never those of other streets."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from towns import Town, at, walk
from wozgeo.config import read_config
from wozgeo.domain.packaged import packaged_path
from wozgeo.network.links import Pairs, Places, Walked, find_links
from wozgeo.network.searcher import Searcher
from wozgeo.runs import linking
from wozgeo.runs.keeping import LINKED, Kept
from wozgeo.runs.linking import find_links_once
from wozgeo.runs.pipeline import run

RUN = packaged_path("voorbeeld/wozerwaard.toml")
HOFJES = Town(
    nodes={"A": (0, 0), "B": (185, 0), "C": (215, 0), "D": (240, 0), "E": (0, -200), "F": (240, -200)},
    ways=["A B: residential", "C D: residential", "A E F D: residential"],
    locations={"h": (170, 10), "j": (100, 10)},
    facilities={"s": (230, 10)},
)  # fmt: skip
WALL = np.array([shapely.LineString([at(200, -5), at(200, 5)])], dtype=object)
NOTHING = np.empty(0, dtype=object)


@pytest.fixture
def found(monkeypatch) -> list[int]:
    """How many links were found, each time that any were looked for."""
    seen: list[int] = []

    def noted(*given, **asked) -> Pairs:
        pairs = find_links(*given, **asked)
        seen.append(len(pairs.far))
        return pairs

    monkeypatch.setattr(linking, "find_links", noted)
    return seen


def links(
    kept: Kept, town=HOFJES, blocking=NOTHING, within_m=40.0, least_gain_m=20.0, spacing_m=10
):
    done = walk(town, profile="rollator")
    searcher = Searcher.possible(done.network, done.locations, done.facilities)
    walked = Walked(searcher, np.ones(len(done.facilities.points), dtype=bool))
    places = Places.on(searcher.graph.reading.network, spacing_m=spacing_m)
    asked = {"within_m": within_m, "least_gain_m": least_gain_m}
    return find_links_once(kept, walked, places, blocking, **asked)


def require_alike(one: Pairs, other: Pairs) -> None:
    for a, b in zip(one, other, strict=True):
        assert (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())


def test_what_was_found_comes_back_exactly(kept, found):
    first, second = links(kept), links(kept)
    require_alike(first, second)
    require_alike(first, links(Kept()))
    assert len(first.far)
    assert len(found) == 2  # by the first, and by the one for which nothing is kept
    assert len([*kept.place.parent.glob(f"*{LINKED}")]) == 1


def test_no_link_at_all_comes_back(kept, found):
    for _ in range(2):
        assert not len(links(kept, within_m=5.0).far)
    assert found == [0]


def test_other_dwellings_hang_on_no_link(kept, found):
    links(kept)
    links(kept, replace(HOFJES, locations={"k": (0, -150)}))
    assert len(found) == 1


def test_everything_that_has_a_say_makes_it_anew(kept, found):
    links(kept)
    others = [
        {"town": replace(HOFJES, facilities={"s": (231, 10)})},
        {"town": replace(HOFJES, nodes={**HOFJES.nodes, "B": (186, 0)})},
        {"town": replace(HOFJES, ways=[*HOFJES.ways, "E B: footway"])},
        {"blocking": WALL},
        {"within_m": 41.0},
        {"least_gain_m": 21.0},
        {"spacing_m": 9},
    ]
    for n, other in enumerate(others, start=2):
        require_alike(links(kept, **other), links(Kept(), **other))
        assert len(found) == 2 * n - 1, other
    links(Kept(kept.place, "of another extract"))
    assert len(found) == 2 * len(others) + 2


@pytest.mark.parametrize("spoil", [lambda b: b"", lambda b: b[:-9], lambda b: b[:-9] + b"\0" * 9])
def test_what_is_damaged_is_looked_for_anew_and_mended(spoil, kept, found):
    first = links(kept)
    (file,) = kept.place.parent.glob(f"*{LINKED}")
    good = file.read_bytes()
    file.write_bytes(spoil(good))
    require_alike(first, links(kept))
    assert len(found) == 2
    assert file.read_bytes() == good


def test_links_to_a_list_of_ones_own_are_those_of_what_it_holds(tmp_path, monkeypatch, found):
    monkeypatch.setenv("WOZGEO_CACHE", str(tmp_path / "bewaard"))
    monkeypatch.setenv("WOZGEO_CACHE_MB", "100")
    config = read_config(RUN, out=tmp_path / "uit")
    config = replace(config, siting=None, surface=replace(config.surface, asked=False))
    assert config.facilities  # the sample has a list of its own
    run(config, processes="")
    n = len(found)
    assert len([*(tmp_path / "bewaard").rglob(f"*{LINKED}")]) == n > 0
    run(config, processes="")
    assert len(found) == n
    run(replace(config, facilities=()), processes="")
    assert len(found) <= 2 * n
