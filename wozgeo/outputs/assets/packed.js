/* Reads packed texts, and draws packed points on canvas tiles of a Leaflet map.
   The form of the packed text is told in wozgeo/outputs/packing.py; unpack() there is its mirror. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const HALF_WORLD_M = 20037508.342789244;
  const TILE_PX = 512;
  const BLOCK = 128; /* points or parts that share one bounding box */

  wozgeo.CODE_UNKNOWN = 0;
  wozgeo.CODE_BEYOND = 1;
  wozgeo.CODE_ZERO = 2;

  /* ---- decoding -------------------------------------------------------------------------- */

  async function inflate(base64) {
    const text = atob(base64.trim());
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  wozgeo.unpack = async function (base64) {
    const bytes = await inflate(base64);
    let at = 0;
    function varint() {
      let byte = bytes[at++];
      let value = byte & 127;
      for (let weight = 128; byte > 127; weight *= 128) {
        byte = bytes[at++];
        value += (byte & 127) * weight;
      }
      return value;
    }
    /* 0, 1, 2, 3 stand for 0, -1, 1, -2; beyond 31 bits without bit operators. */
    const unfold = (value) => {
      if (value < 2147483648) return (value >>> 1) ^ -(value & 1);
      return value % 2 ? -(value + 1) / 2 : value / 2;
    };
    const length = varint();
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(at, at + length)));
    at += length;
    const columns = {};
    for (const stream of header.streams) {
      const values = new (stream.wide ? Float64Array : Int32Array)(stream.count);
      let last = 0;
      for (let i = 0; i < stream.count; i++) {
        const value = unfold(varint());
        last = stream.delta ? last + value : value;
        values[i] = last;
      }
      columns[stream.name] = values;
    }
    return { header, columns };
  };

  /* A table of points: numbers as codes, texts through their list. */
  wozgeo.PointTable = class {
    constructor({ header, columns }) {
      this.n = header.n;
      this.grid = header.grid;
      this.forms = header.columns;
      this.columns = columns;
      this.x = columns.x;
      this.y = columns.y;
      this._codes = {};
      this.blocks = boxes(Array.from({ length: this.n + 1 }, (_, i) => i), this.x, this.y);
    }

    has(name) {
      return name in this.forms;
    }

    codes(name) {
      if (!(name in this._codes)) {
        const form = this.forms[name];
        let values = this.columns[name];
        if (form.like) {
          const base = this.codes(form.like);
          values = values.map((value, i) => value + base[i]);
        }
        this._codes[name] = values;
      }
      return this._codes[name];
    }

    text(name, i) {
      const form = this.forms[name];
      if (!form) return "";
      const value = this.columns[name][i];
      if (form.kind === "id") return form.texts[this.columns[name + ".letter"][i]] + value;
      return form.texts[value];
    }

    /* Rounded down; null where unknown, Infinity where beyond. */
    number(name, i) {
      if (!this.has(name)) return null;
      const code = this.codes(name)[i];
      if (code === wozgeo.CODE_UNKNOWN) return null;
      return code === wozgeo.CODE_BEYOND ? Infinity : code - wozgeo.CODE_ZERO;
    }

    latLng(i) {
      const { west_m, south_m, step_m } = this.grid;
      const point = L.point(west_m + this.x[i] * step_m, south_m + this.y[i] * step_m);
      return L.CRS.EPSG3857.unproject(point);
    }
  };

  /* Bounding boxes of blocks; item i owns the vertices starts[i] to starts[i + 1]. */
  function boxes(starts, x, y) {
    const found = [];
    const n = starts.length - 1;
    for (let first = 0; first < n; first += BLOCK) {
      const last = Math.min(first + BLOCK, n);
      const box = { first, last, west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
      for (let i = starts[first]; i < starts[last]; i++) {
        if (x[i] < box.west) box.west = x[i];
        if (x[i] > box.east) box.east = x[i];
        if (y[i] < box.south) box.south = y[i];
        if (y[i] > box.north) box.north = y[i];
      }
      found.push(box);
    }
    return found;
  }

  /* ---- from the lattice to the pixels of a tile ------------------------------------------ */

  function scaleAt(zoom) {
    return (256 * Math.pow(2, zoom)) / (2 * HALF_WORLD_M);
  }

  /* px = ax * column + bx, py = by - ay * row; and the lattice window that the tile covers. */
  function tileView(grid, coords, marginPx) {
    const scale = scaleAt(coords.z);
    const a = grid.step_m * scale;
    const bx = (grid.west_m + HALF_WORLD_M) * scale - coords.x * TILE_PX;
    const by = (HALF_WORLD_M - grid.south_m) * scale - coords.y * TILE_PX;
    return {
      a,
      bx,
      by,
      west: (-marginPx - bx) / a,
      east: (TILE_PX + marginPx - bx) / a,
      north: (by + marginPx) / a,
      south: (by - TILE_PX - marginPx) / a,
    };
  }

  function touches(box, view) {
    return (
      box.west <= view.east && box.east >= view.west && box.south <= view.north && box.north >= view.south
    );
  }

  /* ---- canvas tiles ----------------------------------------------------------------------- */

  const CanvasTiles = L.GridLayer.extend({
    options: { tileSize: TILE_PX, updateWhenZooming: false, keepBuffer: 1, minZoom: 5, maxZoom: 19 },

    initialize: function (payloadId, options) {
      L.setOptions(this, options);
      this._live = new Map();
      this.on("tileunload", (event) => this._live.delete(event.tile));
      const payload = document.getElementById(payloadId);
      this.ready = wozgeo.unpack(payload.textContent).then((packed) => {
        payload.remove();
        this._receive(packed);
        this.repaint();
        return this;
      });
    },

    /* Above marks and lines, where a layer asks for it. */
    beforeAdd: function (map) {
      const { pane, paneZ } = this.options;
      if (paneZ && !map.getPane(pane)) {
        const style = map.createPane(pane).style;
        Object.assign(style, { zIndex: paneZ, pointerEvents: "none" });
      }
      L.GridLayer.prototype.beforeAdd.call(this, map);
    },

    createTile: function (coords) {
      const tile = document.createElement("canvas");
      this._live.set(tile, coords);
      this._paintTile(tile, coords);
      return tile;
    },

    /* Draw again in place: no flicker when the view changes. `_paint` answers false where it drew nothing. */
    repaint: function () {
      this._live.forEach((coords, tile) => this._paintTile(tile, coords));
    },

    _paintTile: function (tile, coords) {
      if (!this._decoded()) return;
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      tile.width = tile.height = TILE_PX * ratio; /* also clears */
      const context = tile.getContext("2d");
      context.scale(ratio, ratio);
      const empty = this._paint(context, coords, ratio) === false;
      tile.style.display = empty ? "none" : ""; /* nothing to move along when the map moves */
      if (empty) tile.width = tile.height = 0;
    },
  });

  /* Dots of a few pixels, written straight into the picture: many times quicker than drawing
     them one by one, when a whole region is in view. */
  class Stamps {
    constructor(context, ratio) {
      Object.assign(this, { context, ratio, size: TILE_PX * ratio, image: null });
    }

    put(stamp, px, py) {
      if (!this.image) {
        this.image = this.context.createImageData(this.size, this.size);
        this.pixels = new Uint32Array(this.image.data.buffer);
      }
      const column = Math.round(px * this.ratio - 0.5);
      const row = Math.round(py * this.ratio - 0.5);
      for (let k = 0; k < stamp.dx.length; k++) {
        const x = column + stamp.dx[k];
        const y = row + stamp.dy[k];
        if (x >= 0 && x < this.size && y >= 0 && y < this.size) this.pixels[y * this.size + x] = stamp.abgr;
      }
    }

    finish() {
      if (this.image) this.context.putImageData(this.image, 0, 0);
    }
  }

  /* The pixels of a disc in one colour ("#rrggbb"). */
  wozgeo.makeStamp = function (colour, radius) {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const reach = radius * ratio;
    const rgb = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const stamp = { dx: [], dy: [], abgr: ((255 << 24) | (rgb[2] << 16) | (rgb[1] << 8) | rgb[0]) >>> 0 };
    for (let dy = -Math.ceil(reach); dy <= reach; dy++) {
      for (let dx = -Math.ceil(reach); dx <= reach; dx++) {
        if (Math.hypot(dx, dy) > reach + 0.25) continue;
        stamp.dx.push(dx);
        stamp.dy.push(dy);
      }
    }
    return stamp;
  };

  /* ---- points ----------------------------------------------------------------------------- */

  /* `sprite(i, zoom)` says which picture stands for point i: { canvas, radius } or null;
     `rank(i)`, when set, says what is drawn later, over the others. */
  wozgeo.PackedPoints = CanvasTiles.extend({
    sprite: () => null,
    rank: null,
    marginPx: 16,

    _decoded: function () {
      return this.table;
    },

    _receive: function (packed) {
      this.table = new wozgeo.PointTable(packed);
    },

    _inView: function (view, visit) {
      const { x, y, blocks } = this.table;
      for (const box of blocks) {
        if (!touches(box, view)) continue;
        for (let i = box.first; i < box.last; i++) {
          if (x[i] < view.west || x[i] > view.east || y[i] < view.south || y[i] > view.north) continue;
          visit(i, view.a * x[i] + view.bx, view.by - view.a * y[i]);
        }
      }
    },

    _paint: function (context, coords, ratio) {
      const view = tileView(this.table.grid, coords, this.marginPx);
      const stamps = new Stamps(context, ratio);
      let drawn = false;
      const draw = (i, px, py) => {
        const sprite = this.sprite(i, coords.z);
        if (!sprite) return;
        drawn = true;
        if (sprite.stamp) {
          stamps.put(sprite.stamp, px, py);
          return;
        }
        const size = sprite.canvas.width / ratio;
        const left = Math.round((px - size / 2) * ratio) / ratio;
        const top = Math.round((py - size / 2) * ratio) / ratio;
        context.drawImage(sprite.canvas, left, top, size, size);
      };
      if (this.rank) {
        const found = [];
        this._inView(view, (i, px, py) => found.push([i, px, py]));
        found.sort((one, other) => this.rank(one[0]) - this.rank(other[0]) || one[0] - other[0]);
        found.forEach((point) => draw(...point));
      } else {
        this._inView(view, draw);
      }
      stamps.finish();
      return drawn;
    },

    /* Points whose picture lies under a place on the map, nearest first. */
    hits: function (latlng, tolerancePx) {
      if (!this.table || !this._map) return [];
      const zoom = this._map.getZoom();
      const at = this._map.project(latlng, zoom);
      const coords = { x: at.x / TILE_PX, y: at.y / TILE_PX, z: zoom };
      const view = tileView(this.table.grid, coords, 0);
      const reach = this.marginPx + tolerancePx;
      Object.assign(view, {
        west: (-reach - view.bx) / view.a,
        east: (reach - view.bx) / view.a,
        north: (view.by + reach) / view.a,
        south: (view.by - reach) / view.a,
      });
      const found = [];
      this._inView(view, (i, px, py) => {
        const sprite = this.sprite(i, zoom);
        const away = Math.hypot(px, py);
        if (sprite && away <= sprite.radius + tolerancePx) found.push({ i, away });
      });
      return found.sort((one, other) => one.away - other.away || one.i - other.i);
    },
  });

  Object.assign(wozgeo, { CanvasTiles, TILE_PX, boxes, tileView, touches });
})();
