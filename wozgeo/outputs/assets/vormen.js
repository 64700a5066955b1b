/* Draws packed points, lines and areas with their records on canvas tiles.
   What they look like is for the page to say: `look(i, zoom)`. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { CanvasTiles, TILE_PX, tileView, touches } = wozgeo;
  const POINT = 0;
  const RING = 2;
  const PATTERN_PX = 8;

  const ratioNow = () => Math.min(window.devicePixelRatio || 1, 3);

  /* A little picture that repeats: slanted lines or dots, in step with the tiles. */
  const patterns = new Map();
  function patternOf(context, kind, colour) {
    const ratio = ratioNow();
    const key = `${kind} ${colour} ${ratio}`;
    if (!patterns.has(key)) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = PATTERN_PX * ratio;
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.strokeStyle = pen.fillStyle = colour;
      if (kind === "hatch") {
        pen.lineWidth = 1.6;
        pen.beginPath();
        for (const shift of [-8, 0, 8]) {
          pen.moveTo(shift - 1, 9);
          pen.lineTo(shift + 9, -1);
        }
        pen.stroke();
      } else {
        for (const [x, y] of [[2, 2], [6, 6]]) {
          pen.beginPath();
          pen.arc(x, y, 1, 0, 2 * Math.PI);
          pen.fill();
        }
      }
      patterns.set(key, canvas);
    }
    const pattern = context.createPattern(patterns.get(key), "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    return pattern;
  }

  const Signs = CanvasTiles.extend({
    initialize: function (shapes, options) {
      L.setOptions(this, options);
      this._live = new Map();
      this.on("tileunload", (event) => this._live.delete(event.tile));
      this.shapes = shapes;
    },

    _decoded: function () {
      return this.shapes.records;
    },

    _paint: function (context, coords, ratio) {
      return this.shapes._paintSprites(context, coords, ratio);
    },
  });

  wozgeo.PackedShapes = CanvasTiles.extend({
    look: () => null, /* { fill, pattern, colour, width, dash, casing, dots, sprite } or null */
    smallestPx: 0, /* rings that are smaller are left out, except the largest of an object */
    marginPx: 26,

    _decoded: function () {
      return this.records;
    },

    _receive: function ({ header, columns }) {
      this.grid = header.grid;
      this.records = header.records;
      this.n = this.records.length;
      Object.assign(this, { x: columns.x, y: columns.y, kinds: columns.kind, known: columns.known, atX: columns["at.x"], atY: columns["at.y"] });
      this.starts = new Int32Array(columns.n.length + 1);
      for (let part = 0; part < columns.n.length; part++) this.starts[part + 1] = this.starts[part] + columns.n[part];
      this.parts = Array.from({ length: this.n }, () => []);
      columns.owner.forEach((owner, part) => this.parts[owner].push(part));
      this.boxes = this.records.map((_, i) => this._box(i));
      this.order = Array.from({ length: this.n }, (_, i) => i);
      this.sizes = [];
    },

    _box: function (i) {
      const box = { west: this.atX[i], east: this.atX[i], south: this.atY[i], north: this.atY[i] };
      for (const part of this.parts[i]) {
        for (let v = this.starts[part]; v < this.starts[part + 1]; v++) {
          box.west = Math.min(box.west, this.x[v]);
          box.east = Math.max(box.east, this.x[v]);
          box.south = Math.min(box.south, this.y[v]);
          box.north = Math.max(box.north, this.y[v]);
        }
      }
      return box;
    },

    _path: function (i, view) {
      const path = new Path2D();
      for (const part of this.parts[i]) {
        if (this.kinds[part] === POINT || this._small(i, part, view.a)) continue;
        const first = this.starts[part];
        for (let v = first; v < this.starts[part + 1]; v++) {
          const px = view.a * this.x[v] + view.bx;
          const py = view.by - view.a * this.y[v];
          if (v === first) path.moveTo(px, py);
          else path.lineTo(px, py);
        }
        if (this.kinds[part] === RING) path.closePath();
      }
      return path;
    },

    /* Whether a ring is too small to tell anything at this zoom. */
    _small: function (i, part, scale) {
      if (!this.smallestPx || this.kinds[part] !== RING) return false;
      const sizes = (this.sizes[i] = this.sizes[i] || new Map(this.parts[i].map((each) => [each, this._size(each)])));
      return sizes.get(part) * scale < this.smallestPx && sizes.get(part) < Math.max(...sizes.values());
    },

    _size: function (part) {
      const [x, y] = [this.x, this.y].map((values) => values.subarray(this.starts[part], this.starts[part + 1]));
      const reach = (values) => values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
      return Math.max(reach(x), reach(y));
    },

    _paint: function (context, coords, ratio) {
      const view = tileView(this.grid, coords, this.marginPx);
      context.lineJoin = "round";
      let drawn = false;
      for (const [i, look] of this._inView(view, coords.z)) {
        drawn = drawn || Boolean(look.fill || look.pattern || look.width || look.dots);
        this._paintShape(context, this._path(i, view), look);
        if (look.dots) this._paintDots(context, i, view, look);
      }
      return (!this.signs && this._paintSprites(context, coords, ratio)) || drawn;
    },

    _inView: function (view, zoom) {
      const seen = this.order.filter((i) => this.known[i] && touches(this.boxes[i], view));
      return seen.map((i) => [i, this.look(i, zoom)]).filter(([, look]) => look);
    },

    _paintSprites: function (context, coords, ratio) {
      const view = tileView(this.grid, coords, this.marginPx);
      const found = this._inView(view, coords.z).filter(([, { sprite }]) => sprite);
      for (const [i, { sprite }] of found) {
        const size = sprite.canvas.width / ratio;
        const px = view.a * this.atX[i] + view.bx;
        const py = view.by - view.a * this.atY[i];
        context.drawImage(sprite.canvas, Math.round((px - size / 2) * ratio) / ratio, Math.round((py - size / 2) * ratio) / ratio, size, size);
      }
      return found.length > 0;
    },

    /* The signs of these shapes on a layer of their own, above other layers. */
    signsOn: function (options) {
      this.signs = new Signs(this, options);
      return this.signs;
    },

    repaint: function () {
      CanvasTiles.prototype.repaint.call(this);
      if (this.signs) this.signs.repaint();
    },

    _paintShape: function (context, path, look) {
      if (look.fill) {
        context.fillStyle = look.fill;
        context.fill(path, "nonzero");
      }
      if (look.pattern) {
        context.fillStyle = patternOf(context, look.pattern, look.colour);
        context.fill(path, "nonzero");
      }
      if (look.casing) this._stroke(context, path, look.casing, look.width + 2.4, []);
      if (look.width) this._stroke(context, path, look.colour, look.width, look.dash || []);
    },

    _paintDots: function (context, i, view, { colour, dots }) {
      for (const part of this.parts[i]) {
        if (this.kinds[part] !== POINT) continue;
        const v = this.starts[part];
        const path = new Path2D();
        path.arc(view.a * this.x[v] + view.bx, view.by - view.a * this.y[v], dots, 0, 2 * Math.PI);
        this._stroke(context, path, "#ffffff", 2, []);
        context.fillStyle = colour;
        context.fill(path);
      }
    },

    _stroke: function (context, path, colour, width, dash) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke(path);
    },

    /* ---- asking ---------------------------------------------------------------------------- */

    _toLatLng: function (x, y) {
      const { west_m, south_m, step_m } = this.grid;
      return L.CRS.EPSG3857.unproject(L.point(west_m + x * step_m, south_m + y * step_m));
    },

    latLng: function (i) {
      return this._toLatLng(this.atX[i], this.atY[i]);
    },

    bounds: function (i) {
      const { west, south, east, north } = this.boxes[i];
      return L.latLngBounds(this._toLatLng(west, south), this._toLatLng(east, north));
    },

    /* The parts of an object as lists of places; a ring is closed. */
    outlines: function (i, wanted) {
      return this.parts[i]
        .filter((part) => wanted.includes(this.kinds[part]))
        .map((part) => {
          const line = [];
          for (let v = this.starts[part]; v < this.starts[part + 1]; v++) line.push(this._toLatLng(this.x[v], this.y[v]));
          if (this.kinds[part] === RING) line.push(line[0]);
          return line;
        });
    },

    /* What lies under a place: symbols first, nearest first; then areas, the smallest first. */
    hits: function (latlng, tolerancePx) {
      if (!this.records || !this._map) return [];
      const zoom = this._map.getZoom();
      const at = this._map.project(latlng, zoom);
      const view = tileView(this.grid, { x: at.x / TILE_PX, y: at.y / TILE_PX, z: zoom }, 0);
      const found = [];
      const area = (box) => (box.east - box.west) * (box.north - box.south);
      for (const i of this.order) {
        const look = this.known[i] ? this.look(i, zoom) : null;
        if (!look) continue;
        const away = Math.hypot(view.a * this.atX[i] + view.bx, view.by - view.a * this.atY[i]);
        if (look.sprite && away <= look.sprite.radius + tolerancePx) found.push({ i, rank: 0, away });
        else if (this._within(i, -view.bx / view.a, view.by / view.a)) found.push({ i, rank: 1, away: area(this.boxes[i]) });
      }
      return found.sort((one, other) => one.rank - other.rank || one.away - other.away || one.i - other.i);
    },

    /* Whether a lattice place lies in the areas of an object: how often a ray crosses its rings. */
    _within: function (i, x, y) {
      const { west, east, south, north } = this.boxes[i];
      if (x < west || x > east || y < south || y > north) return false;
      let inside = false;
      for (const part of this.parts[i]) {
        if (this.kinds[part] !== RING) continue;
        const last = this.starts[part + 1] - 1;
        for (let v = this.starts[part], w = last; v <= last; w = v++) {
          if (this.y[v] > y !== this.y[w] > y && x < ((this.x[w] - this.x[v]) * (y - this.y[v])) / (this.y[w] - this.y[v]) + this.x[v]) inside = !inside;
        }
      }
      return inside;
    },
  });
})();
