"""Which layers of a folium map stay quick with hundreds of thousands of dwellings?

They carry their data packed inside the page and draw it on canvas tiles (``assets/packed.js``,
``backdrop.js``, ``vormen.js`` and ``looproutes.js`` beside it). They work on any folium map.
"""

from collections.abc import Mapping
from typing import Any

import folium
from folium.template import Template

from wozgeo.network.path_trees import PathTrees
from wozgeo.outputs.asset_files import asset
from wozgeo.outputs.map.packed_cells import pack_cells
from wozgeo.outputs.map.packed_paths import pack_paths
from wozgeo.outputs.map.page import Verbatim, as_json
from wozgeo.outputs.shown_surface import MapCells


class _PackedLayer(folium.map.Layer):  # type: ignore[misc]  # folium has no types
    """A layer whose data are a packed text.

    ``overlay=True`` is not a choice: as a base layer folium's control would show one of them only.
    """

    _template = Template("")
    scripts: tuple[str, ...] = ()
    """What a page needs for it besides."""

    def __init__(
        self,
        leaflet_class: str,
        name: str,
        payload: str,
        options: Mapping[str, Any],
        *,
        show: bool = True,
    ) -> None:
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = leaflet_class
        self._id = name
        self.payload = payload
        self.leaflet_options = dict(options)

    @property
    def leaflet_class_name(self) -> str:
        """The class in the page."""
        return f"wozgeo.{self._name}"

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401
        """Put the decoder (once), the data and the layer into the page."""
        page, name = self.get_root(), self.get_name()
        for script in ("packed.js", "backdrop.js", "vormen.js", "looproutes.js", *self.scripts):
            code = Verbatim(f"<script>{asset(script)}</script>")
            page.header.add_child(code, name=f"wozgeo_{script}")
        data = f'<script type="text/plain" id="{name}_data">{self.payload}</script>'
        page.html.add_child(Verbatim(data), name=f"{name}_data")
        arguments = f"{as_json(f'{name}_data')}, {as_json(self.leaflet_options)}"
        made = f"var {name} = new {self.leaflet_class_name}({arguments});"
        if self.show:
            made += f"\n{name}.addTo({self._parent.get_name()});"
        page.script.add_child(Verbatim(made), name=name)
        # Not folium's own Layer.render: it adds the layer once more at every rendering.
        super(folium.map.Layer, self).render(**kwargs)


class PackedPoints(_PackedLayer):
    """Points with their columns; what they look like is for the page to say.

    Parameters
    ----------
    packed
        From `wozgeo.outputs.map.packed_points.pack_points`.
    name
        Unique in the map; letters, digits and underscores.
    options
        Options of ``wozgeo.PackedPoints`` in the page, a Leaflet GridLayer.
    """

    def __init__(self, packed: str, *, name: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__("PackedPoints", name, packed, options)


class PackedBackdrop(_PackedLayer):
    """Streets, water, green and buildings, finer the closer one looks.

    Parameters
    ----------
    packed
        From `wozgeo.outputs.map.packed_backdrop.pack_backdrop`.
    name
        Unique in the map; letters, digits and underscores.
    options
        Options of ``wozgeo.PackedBackdrop`` in the page, a Leaflet GridLayer.
    """

    def __init__(self, packed: str, *, name: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__("PackedBackdrop", name, packed, options)


class PackedPaths(_PackedLayer):
    """Ways to walk that the page follows when asked; nothing of them is drawn from the start.

    Parameters
    ----------
    paths
        The trees of the ways to walk.
    name
        Unique in the map; letters, digits and underscores.
    """

    def __init__(self, paths: PathTrees, *, name: str) -> None:
        super().__init__("PackedPaths", name, pack_paths(paths), {}, show=False)


class PackedCells(_PackedLayer):
    """Cells of a surface; their colours are for the page to say, and it adds them when asked.

    Parameters
    ----------
    cells
        Square in Web Mercator.
    name
        Unique in the map; letters, digits and underscores.
    options
        Options of ``wozgeo.PackedCells`` in the page, a Leaflet GridLayer.
    """

    scripts = ("vlak.js",)

    def __init__(self, cells: MapCells, *, name: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__("PackedCells", name, pack_cells(cells), options, show=False)


class PackedShapes(_PackedLayer):
    """Points, lines and areas with their records; what they look like is for the page to say.

    Parameters
    ----------
    packed
        From `wozgeo.outputs.map.packed_shapes.pack_shapes`.
    name
        Unique in the map; letters, digits and underscores.
    show
        Whether the map draws them from the start; else the page may use or add them.
    options
        Options of ``wozgeo.PackedShapes`` in the page, a Leaflet GridLayer.
    """

    def __init__(
        self,
        packed: str,
        *,
        name: str,
        show: bool = True,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__("PackedShapes", name, packed, options, show=show)
