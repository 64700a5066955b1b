/* Draws the cells of a surface as squares on canvas tiles: nothing is smoothed between two of them. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { CanvasTiles, tileView } = wozgeo;

  wozgeo.PackedCells = CanvasTiles.extend({
    _decoded: function () {
      return this.picture;
    },

    _receive: function ({ header, columns }) {
      this.header = header;
      this.cells = columns;
      this.grid = { west_m: header.west_m, south_m: header.north_m - header.rows * header.step_m, step_m: header.step_m };
    },

    /* One pixel per cell; a class without a colour stays open. */
    colour: function (kind, colours) {
      const { rows, columns } = this.header;
      const picture = document.createElement("canvas");
      Object.assign(picture, { width: columns, height: rows });
      const pen = picture.getContext("2d");
      const image = pen.createImageData(columns, rows);
      const pixels = new Uint32Array(image.data.buffer);
      const [red, green, blue] = [1, 3, 5].map((at) => colours.map((colour) => parseInt(colour.slice(at, at + 2), 16)));
      const inks = colours.map((_, k) => ((255 << 24) | (blue[k] << 16) | (green[k] << 8) | red[k]) >>> 0);
      this.cells[kind].forEach((k, i) => (pixels[i] = inks[k] || 0));
      pen.putImageData(image, 0, 0);
      this.picture = picture;
      this.repaint();
    },

    _paint: function (context, coords) {
      const { rows, columns } = this.header;
      const view = tileView(this.grid, coords, 0);
      const [left, right] = [Math.max(0, Math.floor(view.west)), Math.min(columns, Math.ceil(view.east))];
      const [bottom, top] = [Math.max(0, Math.floor(view.south)), Math.min(rows, Math.ceil(view.north))];
      if (right <= left || top <= bottom) return false;
      context.imageSmoothingEnabled = false;
      context.drawImage(this.picture, left, rows - top, right - left, top - bottom, view.a * left + view.bx, view.by - view.a * top, view.a * (right - left), view.a * (top - bottom));
      return true;
    },
  });
})();
