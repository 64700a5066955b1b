"""Which surfaces can the map show: what dwellings show of every place, and how many seniors live within a walk?

The first follows the view and is coloured as its dwellings are. The second has classes of its own: those of
its raster, in which no number smaller than the least is told.
"""

from typing import Any

from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.shown_surface import SENIOR_CELLS, MapCells

_OF_THE_VIEW, _OF_SENIORS = "vlak", "vlak_senioren"


def surfaces_of(found: Found) -> dict[str, MapCells]:
    """Give the cells of each surface that the run made, by the name of its layer."""
    if found.cells is None:
        return {}
    kinds = {
        _OF_THE_VIEW: [kind for kind in found.cells.classes if kind != SENIOR_CELLS],
        _OF_SENIORS: [SENIOR_CELLS],
    }
    given = {name: found.cells.only(those) for name, those in kinds.items()}
    return {name: cells for name, cells in given.items() if cells is not None}


def surface_settings(found: Found) -> dict[str, Any]:
    """Tell the page how each surface is called and read; nothing where there is none."""
    language = found.language
    told: dict[str, Any] = {}
    for name, cells in surfaces_of(found).items():
        sizes = {"cell": cells.cell_m, "fine": cells.fine_m}
        if name == _OF_THE_VIEW:
            said = words.SURFACE_SWITCH(language), words.SURFACE_NOTE(language, **sizes)
        else:
            said = (
                words.SENIOR_SURFACE(language, metres=cells.seniors_m),
                words.SENIOR_SURFACE_NOTE(language, **sizes),
            )
        label, note = said
        told[name] = {"label": label, "noot": note, "soorten": [*cells.classes]}
        if name == _OF_SENIORS:
            told[name]["klassen"] = [
                {"colour": colour, "label": text} for colour, text in cells.senior_classes
            ]
    return {"vlakken": told} if told else {}
