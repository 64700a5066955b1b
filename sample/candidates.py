"""Where might the fictional gemeente make its next ontmoetingsplek? A list as a gemeente keeps it."""

from collections.abc import Sequence
from pathlib import Path

from sample.curves import overwoud, wozerdam
from sample.model import XY

CANDIDATES: tuple[tuple[str, str, XY], ...] = (
    ("K1", "Oude gymzaal Ooievaarstraat", (2790, 1880)),
    ("K2", "Leegstaande school De Weerd", (1730, 1880)),
    ("K3", "Dorpshuis in aanbouw Rietstraat", (4285, 1900)),
    ("K4", "Schuur Westeresch", overwoud(1700, 0.4)),
    ("K5", "Wijkcentrum Kievitstraat", wozerdam(2812, 0.69)),
    ("K6", "Veenschuur Veenakker", (4575, 1900)),
    ("K7", "Buurtkamer Wilgenstraat", wozerdam(1880, 0.31)),
    ("K8", "Ponton in de plas", (760, 3300)),
)
"""Id, name and place on the sheet; the last one lies in the water."""


def write_candidates(path: Path, shifts: Sequence[XY]) -> Path:
    """Write kandidaten.csv, in RD New, in the form of Dutch Excel; of every sheet its own."""
    lines = ["id;naam;x;y"]
    for number, (x, y) in enumerate(shifts):
        for key, name, (east, north) in CANDIDATES:
            own = key if number == 0 else f"{key}-{number}"
            at = [f"{value:.1f}".replace(".", ",") for value in (x + east, y + north)]
            lines.append(";".join([own, name, *at]))
    path.write_bytes("\r\n".join([*lines, ""]).encode("utf-8-sig"))
    return path
