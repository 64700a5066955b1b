"""How does the mark of a voorziening on the map become a picture of its own?"""

from xml.etree import ElementTree as ET

from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs.looks import FACILITY_INK


def facility_svg(voorziening: Voorziening, letters: str) -> str:
    """Draw the mark of a voorziening: its symbol or letters, white on a dark disc, in a square of 24."""
    if voorziening.symbol:
        inner = ET.Element(
            "path",
            {"d": voorziening.symbol, "fill": "#fff", "fill-rule": "evenodd",
             "transform": "translate(6.4 6.4) scale(.47)"},
        )  # fmt: skip
    else:
        size = "13" if len(letters) == 1 else "10"
        inner = ET.Element(
            "text",
            {"x": "12", "y": "16.6", "fill": "#fff", "font-size": size, "font-weight": "600",
             "font-family": "sans-serif", "text-anchor": "middle"},
        )  # fmt: skip
        inner.text = letters
    picture = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": "0 0 24 24",
            "width": "24",
            "height": "24",
        },
    )
    ET.SubElement(picture, "circle", cx="12", cy="12", r="11", fill=FACILITY_INK)
    picture.append(inner)
    return ET.tostring(picture, encoding="unicode")
