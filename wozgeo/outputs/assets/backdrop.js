/* Draws a packed backdrop: streets, water, green and buildings, finer the closer one looks. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { CanvasTiles, TILE_PX, boxes, tileView, touches } = wozgeo;

  const LAND = "#f7f5f0";
  const FILLS = { groen: "#e3ebd5", water: "#d2e6f0", gebouw: "#e9e5dd" };
  const EDGES = { gebouw: { from: 16, colour: "#d2ccc0", width: 0.7 } };
  const BY_ZOOM = {
    /* width in pixels of the inside of a line at zooms 11 to 19 */
    hoofdweg: [1.2, 1.6, 2.2, 3.2, 4.6, 6.5, 10, 15, 24],
    straat: [0, 0.5, 0.9, 1.6, 2.8, 4.6, 7.5, 12, 20],
    pad: [0, 0, 0, 0.7, 0.9, 1.2, 1.7, 2.4, 3.5],
    spoor: [0.8, 0.9, 1.1, 1.3, 1.6, 2, 2.4, 3, 3.5],
    waterlijn: [0.5, 0.6, 0.8, 1, 1.3, 1.8, 2.5, 3.5, 5],
  };

  function widthAt(kind, zoom) {
    const widths = BY_ZOOM[kind];
    return widths[Math.max(0, Math.min(widths.length - 1, Math.round(zoom) - 11))];
  }

  wozgeo.PackedBackdrop = CanvasTiles.extend({
    _decoded: function () {
      return this.kinds;
    },

    _receive: function ({ header, columns }) {
      this.grid = header.grid;
      this.zooms = header.levels.zooms;
      this.kinds = {};
      for (const kind of header.kinds.polygons.concat(header.kinds.lines)) {
        const sizes = columns[kind + ".n"];
        const starts = new Int32Array(sizes.length + 1);
        for (let i = 0; i < sizes.length; i++) starts[i + 1] = starts[i] + sizes[i];
        const shape = { starts, closed: header.kinds.polygons.includes(kind) };
        for (const name of ["x", "y", "level", "zoom"]) shape[name] = columns[kind + "." + name];
        shape.blocks = boxes(starts, shape.x, shape.y);
        this.kinds[kind] = shape;
      }
    },

    _path: function (kind, coords) {
      const path = new Path2D();
      const { starts, closed, x, y, level, zoom, blocks } = this.kinds[kind];
      const view = tileView(this.grid, coords, 16);
      const coarsest = this.zooms.findIndex((lowest) => coords.z >= lowest);
      for (const box of blocks) {
        if (!touches(box, view)) continue;
        for (let part = box.first; part < box.last; part++) {
          if (zoom[part] > coords.z) continue;
          let begun = false;
          for (let i = starts[part]; i < starts[part + 1]; i++) {
            if (level[i] < coarsest) continue;
            const px = view.a * x[i] + view.bx;
            const py = view.by - view.a * y[i];
            if (begun) path.lineTo(px, py);
            else path.moveTo(px, py);
            begun = true;
          }
          if (closed && begun) path.closePath();
        }
      }
      return path;
    },

    _paint: function (context, coords) {
      const zoom = coords.z;
      context.fillStyle = LAND;
      context.fillRect(0, 0, TILE_PX, TILE_PX);
      context.lineJoin = "round";
      context.lineCap = "round";
      const stroke = (path, colour, width, dash) => {
        if (!width) return;
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.setLineDash(dash || []);
        context.stroke(path);
      };
      const fill = (kind) => {
        const path = this._path(kind, coords);
        context.fillStyle = FILLS[kind];
        context.fill(path, "nonzero");
        const edge = EDGES[kind];
        if (edge && zoom >= edge.from) stroke(path, edge.colour, edge.width);
      };
      fill("groen");
      fill("water");
      stroke(this._path("waterlijn", coords), FILLS.water, widthAt("waterlijn", zoom));
      fill("gebouw");
      this._paintWays(coords, stroke);
    },

    _paintWays: function (coords, stroke) {
      const zoom = coords.z;
      const casing = zoom >= 15 ? 1.6 : 1.1;
      const wide = (kind) => widthAt(kind, zoom);
      const pad = this._path("pad", coords);
      const straat = this._path("straat", coords);
      const hoofdweg = this._path("hoofdweg", coords);
      const spoor = this._path("spoor", coords);
      if (zoom >= 16) stroke(pad, "#ffffff", wide("pad") + 1.4);
      stroke(pad, "#c6bda9", wide("pad"), zoom >= 15 ? [wide("pad") * 2.2, wide("pad") * 2.4] : null);
      if (zoom < 14) {
        stroke(straat, "#d8d2c6", wide("straat"));
      } else {
        stroke(straat, "#cfc8ba", wide("straat") + casing);
        stroke(hoofdweg, "#b9b0a0", wide("hoofdweg") + casing);
        stroke(straat, "#ffffff", wide("straat"));
      }
      if (zoom < 14) stroke(hoofdweg, "#b9b0a0", wide("hoofdweg") + casing);
      stroke(hoofdweg, "#ffffff", wide("hoofdweg"));
      stroke(spoor, "#9a958c", wide("spoor"));
      if (zoom >= 14) stroke(spoor, "#ffffff", wide("spoor") * 0.5, [6, 6]);
    },
  });
})();
