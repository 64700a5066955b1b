"""Towns of every kind, to hold laws against: a grid of streets with holes in it, with points anywhere."""

from hypothesis import strategies as st

from towns import Town, Walk, walk

SPACING = 100
MAX_OFF_M = 60
KINDS = {
    # tags: (open, private) to a rollator; None is closed
    "residential": (True, False),
    "cycleway": (True, False),
    "path": (False, False),
    "service access=private": (True, True),
    "path access=private": (False, True),
    "motorway": None,
    "steps": None,
}
STOPS = {
    "bollard": "open",
    "gate access=private": "own",
    "cattle_grid": "doubtful",
    "kissing_gate": "closed",
}

coordinate = st.floats(-40, 340, allow_nan=False).map(lambda x: round(x, 3))
place = st.tuples(coordinate, coordinate)


@st.composite
def towns(draw, max_points: int = 8, *, parallel: bool = True) -> Town:
    """A grid of streets with holes in it, of every kind, with barriers and points anywhere."""
    columns, rows = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    shift = st.integers(-30, 30)
    nodes = {
        f"n{i}{j}": (i * SPACING + draw(shift), j * SPACING + draw(shift))
        for i in range(columns)
        for j in range(rows)
    }
    pairs = [(f"n{i}{j}", f"n{i + 1}{j}") for i in range(columns - 1) for j in range(rows)]
    pairs += [(f"n{i}{j}", f"n{i}{j + 1}") for i in range(columns) for j in range(rows - 1)]
    kind = st.sampled_from(["", "residential", "residential", *KINDS])
    ways = [f"{a} {b}: {tags}" for a, b in pairs if (tags := draw(kind))]
    ways = ways or ["n00 n10: residential"]
    if all(KINDS[way.split(": ")[1]] is None for way in ways):
        ways.append("n00 n11: residential")
    if parallel:  # ways over the same nodes as another
        again = st.tuples(st.sampled_from(ways), st.sampled_from(sorted(KINDS)))
        ways += [f"{way.split(':')[0]}: {tags}" for way, tags in draw(st.lists(again, max_size=2))]
    stops = draw(
        st.dictionaries(st.sampled_from(sorted(nodes)), st.sampled_from(sorted(STOPS)), max_size=2)
    )
    locations = draw(st.lists(place, min_size=1, max_size=max_points))
    facilities = draw(st.lists(place, min_size=1, max_size=max_points))
    return Town(
        nodes=nodes,
        ways=ways,
        stops=stops,
        locations={f"h{i}": xy for i, xy in enumerate(locations)},
        facilities={f"s{i}": xy for i, xy in enumerate(facilities)},
    )


def ready(town: Town) -> Walk:
    return walk(town, profile="rollator", max_off_m=MAX_OFF_M)
