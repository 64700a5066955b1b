"""Which rasters are there, what do they hold and how do they look?

Each is declared once: its file, its numbers, its words, and the classes in which QGIS colours it. Classes and
colours are those of the map.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from wozgeo.domain.columns import Walk
from wozgeo.domain.grids import CELL_LABELS, Cell
from wozgeo.domain.language import Language, Text
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs.looks import BEYOND, SCORE_LOOKS, DistanceScale, ramp
from wozgeo.outputs.rasters import words

FOLDER = "raster"
MASK = "masker"
SCORE_LAYER = "score"

_MASK_COLOURS = {
    Cell.BUITEN_GEBIED: "#ffffff",
    Cell.GEMETEN: "#cfe5f3",
    Cell.KRUIST: "#f4c58a",
    Cell.DEELS: "#e3d8f0",
    Cell.NIET_VERBONDEN: "#d55e00",
    Cell.TE_VER_VAN_WEG: "#6b6b6b",
    Cell.WATER: "#2384c1",
    Cell.BUITEN_KAART: "#dddddd",
}
_PERSONS = (50.0, 100.0, 200.0, 400.0)
"""Between the classes of seniors: without a source, for the eye alone."""
_PERSON_COLOURS = ("#cfe3f1", "#7fb8da", "#2f86bd", "#00598f", "#00263f")
"""From few to many; the map lays them half transparent over the land."""


@dataclass(frozen=True)
class ColourClass:
    """Values from ``low`` up to, and without, ``high``; or one value, where both are the same."""

    low: float
    high: float
    colour: str
    label: str


@dataclass(frozen=True)
class RasterLayer:
    """A raster of the results.

    Attributes
    ----------
    name
        Of the file, without ``.tif``.
    description, unit, told
        What it holds, in what, and what else to know, in the language of the run.
    classes
        How it is coloured.
    whole
        Whether it holds codes instead of numbers.
    metres
        Whether it holds metres: those are never rounded onto a whole one.
    decimals
        Of other numbers that are written.
    """

    name: str
    description: str
    unit: str
    told: str
    classes: tuple[ColourClass, ...]
    whole: bool = False
    metres: bool = False
    decimals: int = 1

    def rounded(self, values: FloatArray) -> FloatArray:
        """Give the numbers as they are written."""
        return tenths(values) if self.metres else np.round(values, self.decimals)


def distance_names(kind: str) -> dict[str, str]:
    """Name the rasters of one voorziening as its columns, without their unit: by ``afstand`` and ``zeker``."""
    walk = Walk(kind)
    names = {"afstand": walk.afstand_m, "zeker": walk.zeker_m}
    return {reading: name.removesuffix("_m") for reading, name in names.items()}


def senior_name(limit_m: float) -> str:
    """Name the raster of seniors within a walk."""
    return f"senioren_{limit_m:g}m"


def raster_layers(
    wanted: Mapping[str, Voorziening],
    scale: DistanceScale,
    *,
    layers: Sequence[str],
    search_limit_m: float,
    senior_limit_m: float | None,
    at_least: int,
    language: Language,
) -> list[RasterLayer]:
    """Declare the rasters of a run; the mask comes last and is always there.

    Parameters
    ----------
    wanted
        The voorzieningen that were measured.
    scale
        Classes of distance.
    layers
        Which are wanted: ``afstand``, ``zeker``, ``score``, ``senioren``.
    search_limit_m
        How far was searched.
    senior_limit_m, at_least
        The walk within which seniors are counted, None where nobody says how many there are; and the
        smallest number shown.
    language
        Of the reader.
    """
    found = []
    texts = {"afstand": words.DISTANCE, "zeker": words.CERTAIN}
    for reading in (one for one in texts if one in layers):
        found += [
            RasterLayer(
                distance_names(key)[reading],
                texts[reading](language, the=kind.the, one=kind.one),
                "m",
                words.ANSWERS(language, metres=search_limit_m),
                _distance_classes(scale, language),
                metres=True,
            )
            for key, kind in wanted.items()
        ]
    told = words.NODATA(language)
    if "score" in layers:
        looks = [look.colour for look in SCORE_LOOKS]
        classes = _steps((20.0, 40.0, 60.0, 80.0), looks, words.POINTS, language)
        found.append(
            RasterLayer(
                SCORE_LAYER, words.SCORE_HELD(language), words.POINTS(language), told, classes
            )
        )
    if "senioren" in layers and senior_limit_m is not None:
        fewer = words.FEWER_CELLS(language, at_least=at_least)
        breaks = (float(at_least), *(p for p in _PERSONS if p > at_least))
        colours = ["#ffffff", *ramp(_PERSON_COLOURS, len(breaks))]
        steps = _steps(breaks, colours, words.PERSONS, language)
        first = ColourClass(-inf, steps[0].high, "#ffffff", fewer)
        said = words.SENIORS_HELD(language, metres=senior_limit_m, at_least=at_least)
        unit = words.PERSONS(language)
        classes = (first, *steps[1:])
        found.append(
            RasterLayer(senior_name(senior_limit_m), said, unit, told, classes, decimals=0)
        )
    codes = tuple(
        ColourClass(code, code, _MASK_COLOURS[code], CELL_LABELS[code](language)) for code in Cell
    )
    found.append(RasterLayer(MASK, words.MASK_HELD(language), "", "", codes, whole=True))
    return found


def _distance_classes(scale: DistanceScale, language: Language) -> tuple[ColourClass, ...]:
    colours = [look.colour for look in scale.looks]
    classes = _steps([float(b) for b in scale.breaks_m], colours, words.METRES, language)
    last = classes[-1]
    # QGIS takes the last class for all above: what is searched in vain has one of its own
    far = ColourClass(last.low, 1e9, last.colour, last.label)
    return (*classes[:-1], far, ColourClass(1e9, inf, BEYOND.colour, words.NONE_WITHIN(language)))


def _steps(
    breaks: Sequence[float], colours: Sequence[str], unit: Text, language: Language
) -> tuple[ColourClass, ...]:
    edges = [-inf, *breaks, inf]
    return tuple(
        ColourClass(low, high, colour, _said(low, high, unit, language))
        for (low, high), colour in zip(pairwise(edges), colours, strict=True)
    )


def _said(low: float, high: float, unit: Text, language: Language) -> str:
    if low == -inf:
        return words.LESS(language, high=high, unit=unit)
    if high == inf:
        return words.MORE(language, low=low, unit=unit)
    return words.BETWEEN(language, low=low, high=high, unit=unit)
