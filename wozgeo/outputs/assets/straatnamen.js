/* Writes the names of streets along them, where there is room; on top of the dwellings, under routes and signs. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { TILE_PX, tileView } = wozgeo;
  const FROM = 16; /* names need room */
  const SIZES = { 16: 11, 17: 12, 18: 13, 19: 14 };
  const CELL_PX = 15; /* two names are at least about this far apart */
  const BEYOND = 0.2; /* of the map on every side: what comes into view while moving */
  const GROUND = Math.cos((52.2 * Math.PI) / 180); /* metres of the projection are longer than on the ground */

  wozgeo.Straatnamen = class {
    constructor(map, layer) {
      Object.assign(this, { map, layer, written: [], hidden: false });
      const pane = map.createPane("straatnamen");
      pane.style.zIndex = 390;
      pane.style.pointerEvents = "none";
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", pane);
      this.canvas.setAttribute("aria-hidden", "true");
      map.on("moveend resize", () => this.write());
    }

    /* For paper: printed as it is, a canvas over the ground comes out as a white sheet. */
    asPicture() {
      const { canvas } = this;
      if (canvas.hidden) return;
      this.picture = L.DomUtil.create("img", "", canvas.parentNode);
      Object.assign(this.picture, { alt: "", src: canvas.toDataURL() });
      Object.assign(this.picture.style, { width: canvas.style.width, height: canvas.style.height });
      L.DomUtil.setPosition(this.picture, L.DomUtil.getPosition(canvas));
      canvas.hidden = true;
    }

    asCanvas() {
      if (!this.picture) return;
      this.picture.remove();
      this.picture = null;
      this.canvas.hidden = false;
    }

    hide(hidden) {
      this.hidden = hidden;
      this.write();
    }

    write() {
      const { map, canvas } = this;
      this.written = [];
      const zoom = Math.round(map.getZoom());
      const shown = zoom >= FROM && !this.hidden && this.layer.records;
      canvas.hidden = !shown;
      if (!shown) return;
      const size = map.getSize();
      const edge = size.multiplyBy(BEYOND).round();
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      canvas.width = (size.x + 2 * edge.x) * ratio;
      canvas.height = (size.y + 2 * edge.y) * ratio;
      canvas.style.width = size.x + 2 * edge.x + "px";
      canvas.style.height = size.y + 2 * edge.y + "px";
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint(edge.multiplyBy(-1)));
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      Object.assign(pen, { font: `500 ${SIZES[zoom] || 14}px system-ui, "Segoe UI", Arial, sans-serif`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.2, strokeStyle: "rgba(255, 255, 255, 0.9)", fillStyle: "#46505a" });
      this.writeAll(pen, map.getPixelBounds().min.subtract(edge), { width: size.x + 2 * edge.x, height: size.y + 2 * edge.y }, zoom);
    }

    writeAll(pen, corner, { width, height }, zoom) {
      const { layer } = this;
      const view = tileView(layer.grid, { x: corner.x / TILE_PX, y: corner.y / TILE_PX, z: zoom }, 0);
      const perMetre = view.a / layer.grid.step_m / GROUND;
      const taken = new Set();
      layer.records.forEach(({ naam, hoek, m }, i) => {
        const x = view.a * layer.atX[i] + view.bx;
        const y = view.by - view.a * layer.atY[i];
        if (x < 0 || y < 0 || x > width || y > height) return;
        const half = pen.measureText(naam).width / 2;
        if (2 * half > m * perMetre * 1.05) return;
        const turn = (hoek * Math.PI) / 180;
        const cells = this.cells(x, y, turn, half);
        if (cells.some((cell) => taken.has(cell))) return;
        for (const cell of cells) taken.add(cell);
        pen.save();
        pen.translate(x, y);
        pen.rotate(turn);
        pen.strokeText(naam, 0, 0);
        pen.fillText(naam, 0, 0);
        pen.restore();
        this.written.push(naam);
      });
    }

    /* The cells of a coarse grid that a name lies on. */
    cells(x, y, turn, half) {
      const found = new Set();
      for (let along = -half; along <= half; along += CELL_PX / 2) {
        const [at, down] = [x + along * Math.cos(turn), y + along * Math.sin(turn)];
        for (const [dx, dy] of [[0, 0], [CELL_PX / 2, 0], [0, CELL_PX / 2], [-CELL_PX / 2, 0], [0, -CELL_PX / 2]]) {
          found.add(`${Math.round((at + dx) / CELL_PX)} ${Math.round((down + dy) / CELL_PX)}`);
        }
      }
      return [...found];
    }
  };
})();
