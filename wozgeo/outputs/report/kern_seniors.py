"""What does the page of one kern say of its seniors, and draw on its map?"""

from collections.abc import Hashable
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup

from wozgeo.domain.columns_seniors import senior_column
from wozgeo.outputs.found import Found
from wozgeo.outputs.report import words_seniors as told
from wozgeo.outputs.report.kern_map import DrawnSeniors, draw_senior_signs
from wozgeo.outputs.senior_sentences import say_interval

_MOST_NAMED = 3


def senior_line(kern: str, found: Found) -> str:
    """Say how many live there, now and by the forecast, and where they concentrate; "" where not known."""
    if found.population is None:
        return ""
    table, language = found.population.per_area, found.language
    mine = table[table.index == ("kern", kern)].to_dict("records")
    row: dict[Hashable, Any] = mine[0] if mine else {}
    parts = []
    for age, text in ((65, told.FACTSHEET), (75, told.FACTSHEET_75)):
        now = say_interval(row, senior_column(age), language)
        then = say_interval(row, senior_column(age, "_prognose"), language)
        if now:
            parts.append(text(language, n=now))
        if now and then and found.population.forecast:
            parts[-1] += ", " + told.FACTSHEET_THEN(
                language, year=found.population.forecast, n=then
            )
    concentrations = found.tables.get("concentraties")
    if concentrations is not None:
        here = concentrations[(concentrations["kern"] == kern).to_numpy()]
        named = ", ".join(map(str, here["naam"].head(_MOST_NAMED)))
        if len(here):
            parts.append(told.IN_CONCENTRATION(language, len(here), named=named))
    return " · ".join(parts)


def drawn_seniors(found: Found) -> DrawnSeniors | None:
    """Give what the small maps show of them; None where nothing of it is known."""
    streets, places = found.tables.get("concentraties"), found.tables.get("plekken")
    if streets is None:
        return None
    steps = []
    if places is not None:
        chosen = places[(places["plek"] == "gekozen").to_numpy()]
        steps = [
            (str(rank), shapely.Point(place.centroid))
            for rank, place in zip(chosen["rang"], chosen.geometry, strict=True)
            if place is not None and not place.is_empty
        ]
    return DrawnSeniors(np.asarray(streets.geometry.to_numpy()), steps)


def senior_signs(found: Found) -> list[tuple[Markup, str]]:
    """Give the signs of the legend that the maps need, with what each is."""
    drawn = drawn_seniors(found)
    if drawn is None:
        return []
    street, step = draw_senior_signs()
    signs = [(street, told.CONCENTRATION_SIGN(found.language))] if len(drawn.concentrations) else []
    return [*signs, *([(step, told.CHOSEN_SIGN(found.language))] if drawn.steps else [])]
