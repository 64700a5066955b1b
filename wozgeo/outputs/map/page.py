"""How does a folium map become one page that asks the network for nothing?"""

import base64
import html
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template

from wozgeo.outputs.asset_files import asset

_CALM = (
    'matchMedia("(prefers-reduced-motion: reduce)").matches && '
    "{zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false}"
)
"""Options of the map for a reader who asked their computer for less motion."""


class Verbatim(Element):  # type: ignore[misc]  # branca has no types
    """Text that goes into the page as it is.

    folium renders what a macro returns a second time, as a template: a street called ``{{ 1 }}``
    would become ``1`` and ``{%`` would stop the map. Through this element nothing is read twice.
    """

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Page(Figure):  # type: ignore[misc]  # branca has no types
    """A page with a policy that forbids every request.

    Parameters
    ----------
    title
        Text of the title bar.
    language
        Of what the page says.
    image_sources
        Hosts that pictures may come from; none for a page that never needs a network.
    """

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="{{ this.language }}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{{ this.policy }}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        "<title>{{ this.escaped_title }}</title>\n"
        "{{ this.header.render(**kwargs) }}\n</head>\n<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n</body>\n</html>\n"
    )

    def __init__(
        self, title: str, *, language: str = "nl", image_sources: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.language = language
        self.header = Element()  # without the meta tag that branca adds
        self.header._parent = self
        self.escaped_title = html.escape(title)
        images = " ".join(["data:", "blob:", *image_sources])
        self.policy = (
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
            f"img-src {images}; base-uri 'none'; form-action 'none'"
        )


class LeafletMap(folium.Map):  # type: ignore[misc]  # folium has no types
    """A folium map whose Leaflet stands in the page itself, without jQuery or Bootstrap.

    Parameters
    ----------
    page
        Where it comes in.
    body
        HTML that contains a place for the map: an element whose id is :meth:`get_name`.
    options
        Options of ``L.map``.
    """

    default_js = ()
    default_css = ()
    _template = Template("")

    def __init__(self, page: Page, *, name: str, body: str, options: dict[str, Any]) -> None:
        super().__init__(tiles=None, location=(52.2, 5.3))
        self._id = name
        page.add_child(self, name="map")
        self.body = body
        self.leaflet_options = options

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401
        """Put Leaflet, the body and the start of the map into the page, then the children."""
        page = self.get_root()
        name = self.get_name()
        page.header.add_child(Verbatim(f"<style>{leaflet_css()}</style>"), name="leaflet_css")
        page.header.add_child(Verbatim(f"<style>{asset('kaart.css')}</style>"), name="kaart_css")
        page.header.add_child(Verbatim(f"<script>{leaflet_js()}</script>"), name="leaflet_js")
        page.html.add_child(Verbatim(self.body), name="body")
        options = f"Object.assign({as_json(self.leaflet_options)}, {_CALM})"
        opening = f"var {name} = L.map({as_json(name)}, {options});"
        page.script.add_child(Verbatim(opening), name="open_map")
        super().render(**kwargs)


def as_json(value: Any) -> str:  # noqa: ANN401
    r"""Write JSON that cannot break out of a script, whatever the texts in it say.

    Examples
    --------
    >>> as_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def leaflet_js() -> str:
    """Read Leaflet from the installed package, without its pointer to a source map."""
    text = (_leaflet_folder() / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n?//# sourceMappingURL=\S+", "", text)


def leaflet_css() -> str:
    """Read Leaflet's style from the installed package, its pictures inside."""
    text = (_leaflet_folder() / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\((images/[\w.-]+)\)", lambda found: f"url({_picture(found[1])})", text)


def _picture(name: str) -> str:
    encoded = base64.b64encode((_leaflet_folder() / name).read_bytes()).decode("ascii")
    return f"data:image/png;base64,{encoded}"


def _leaflet_folder() -> Path:
    return Path(import_module("xstatic.pkg.leaflet").BASE_DIR)
