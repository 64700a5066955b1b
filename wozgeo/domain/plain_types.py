"""What are the plain types called that several rooms pass on?"""

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
"""Numbers; metres unless the name says otherwise."""

IntArray = NDArray[np.int64]
"""Whole numbers: positions of rows, ids of nodes."""

Texts = NDArray[np.object_]
"""A text per row."""

Geometries = NDArray[np.object_]
"""A geometry per row, RD New; None where there is none."""

Tags = Mapping[str, str]
"""What OpenStreetMap says of an object: key to value."""

Mode = Literal["replace", "add", "drop"]
"""What a list of facilities does: take the place of the known ones, join them, or remove some."""

Tenure = Literal["sociale_huur", ""]
"""Which dwellings count towards a target; "" for all."""

Niveau = Literal["buurt", "wijk", "gemeente"]
"""An area of CBS."""

NIVEAUS: tuple[str, ...] = get_args(Niveau)
"""From small to large, the order of the tables."""
