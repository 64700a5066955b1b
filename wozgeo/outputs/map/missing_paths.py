"""What does the page know of paths that are not there yet?"""

from typing import Any

import numpy as np

from wozgeo.domain.columns_paths import Doet
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import BUILD_COLOUR, LOOK_COLOUR
from wozgeo.outputs.map.packed_shapes import Shapes
from wozgeo.outputs.path_sentences import say_paths

COLOURS = {Doet.NAKIJKEN: LOOK_COLOUR, Doet.AANLEGGEN: BUILD_COLOUR}
"""Of a path to look for (dotted besides) and of one to build."""


def describe_paths(found: Found) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give every path that is not there, and its sentence."""
    table = found.tables.get("paden")
    if table is None or not len(table):
        return np.zeros(0, dtype=object), []
    records = [
        {
            "laag": "pad",
            "id": f"{said.voorziening}.{said.rank}",
            "v": said.voorziening,
            "rang": said.rank,
            "doet": str(said.doet),
            "kern": said.kern,
            "zin": said.sentence,
        }
        for said in say_paths(table, found.kinds, found.language)
    ]
    return table.geometry.to_numpy(), records


def tally_paths(found: Found) -> list[dict[str, Any]]:
    """Count the paths to look for and those to build, with their colour; nothing where there are none."""
    table = found.tables.get("paden")
    counts = {} if table is None else table["doet"].value_counts().to_dict()
    return [
        {"doet": str(doet), "laag": f"pad_{doet}", "n": int(counts[doet]), "colour": colour}
        for doet, colour in COLOURS.items()
        if doet in counts
    ]
