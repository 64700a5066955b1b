/* Layers besides: concentrations, new places, search areas, streets and the surface. Their words, classes and
   looks come with the data; here they get a switch, a legend, a sign, a card and a place in the search. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, byId, make, svg, signRadius, tileView, TILE_PX, SHAPES } = wozgeo;
  const [LINE, RING] = [1, 2];
  const SURFACE_SWATCHES = {
    vlak: ["#2384c1", "#00355f", "#d55e00", "#a73420"],
    vlak_senioren: ["#ffffff", "#d0e4f2", "#4d9ccb", "#00639e"],
  };
  const THIN_FROM = 13; /* further out lines are thinner */
  const SIGN_RING = 15;

  wozgeo.Lagen = class {
    constructor(kaart, layers) {
      const { meer } = layers;
      Object.assign(this, { kaart, shapes: meer });
      this.layers = kaart.settings.lagen || [];
      this.told = kaart.settings.vlakken || {}; /* surfaces, by the name of their layer */
      this.surfaces = Object.fromEntries(Object.keys(this.told).map((laag) => [laag, layers[laag]]));
      this.drawn = {};
      this.byName = Object.fromEntries(this.layers.map((layer) => [layer.laag, layer]));
      this.under = {}; /* what unfolds under a switch */
      kaart.meer = meer;
    }

    setLooks() {
      if (!this.shapes) return;
      this.shapes.marginPx = 40;
      this.shapes.signsOn({ pane: "tekens", zIndex: 8 });
      this.shapes.look = (i, zoom) => this.look(i, zoom);
    }

    /* ---- switches and legend ---------------------------------------------------------------- */

    fill(legend) {
      const list = byId("lagen");
      const offer = (laag, text, n, symbol) => {
        legend.layers[laag] = legend.check(list, { value: laag, symbol, text, n, checked: false, change: (on) => this.kaart.setLayer(laag, on) });
        this.under[laag] = make("div", { className: "onderlaag", hidden: true });
        list.lastElementChild.append(this.under[laag]);
      };
      for (const { laag, label, n, klassen } of this.layers) offer(laag, label, n, this.symbol(klassen[0]));
      for (const [laag, { label }] of Object.entries(this.told)) offer(laag, label, undefined, svg("svg", { viewBox: "0 0 20 20", class: "staal", "aria-hidden": "true" }, ...SURFACE_SWATCHES[laag].map((fill, k) => svg("rect", { x: 2 + 8 * (k % 2), y: 2 + 8 * (k >> 1), width: 8, height: 8, fill }))));
    }

    rows(laag) {
      const row = (symbol, text) => make("li", {}, symbol, make("span", { textContent: text }));
      const note = (text) => (text ? [make("p", { className: "noot", textContent: text })] : []);
      if (laag in this.told) {
        const { noot } = this.told[laag];
        const view = this.shownOn(laag);
        if (view === this.kaart.view && !this.kaart.per.of(view)) return note(noot); /* the legend of the dwellings says them */
        const classes = view.classes.map(({ colour, label }) => row(svg("svg", { viewBox: "0 0 20 20", class: "staal vlak", "aria-hidden": "true" }, svg("rect", { x: 2, y: 4, width: 16, height: 12, fill: colour })), label));
        return [...note(view.title), make("ul", {}, ...classes), ...note(noot)];
      }
      const { klassen, noot } = this.byName[laag];
      const list = klassen.length > 1 ? [make("ul", {}, ...klassen.map((look) => row(this.symbol(look), look.label)))] : [];
      return [...list, ...note(noot)];
    }

    symbol({ colour, width, dash, casing, fill, pattern, shape, hollow }) {
      const picture = svg("svg", { viewBox: "-10 -10 20 20", class: "staal", "aria-hidden": "true" });
      const stroke = { stroke: colour, "stroke-width": fill ? 1.6 : width, "stroke-dasharray": (dash || []).map((part) => part / (fill ? 2 : 1.6)).join(" ") || "none" };
      if (fill) picture.append(svg("rect", { x: -8, y: -6, width: 16, height: 12, fill, ...stroke }));
      else if (width) picture.append(svg("path", { d: "M-9 0H9", fill: "none", stroke: casing, "stroke-width": width + 2.4 }), svg("path", { d: "M-9 0H9", fill: "none", ...stroke }));
      if (pattern) for (const [cx, cy] of [[-4, -2], [0, 2], [4, -2]]) picture.append(svg("circle", { cx, cy, r: 1.1, fill: colour }));
      if (shape && !fill) picture.append(svg("path", { d: SHAPES[shape], transform: `scale(${width ? 5 : 7})`, fill: hollow ? "#fff" : colour, stroke: hollow ? colour : "#fff", "stroke-width": hollow ? 0.32 : 0.2 }));
      return picture;
    }

    /* What the view shows, where that is one of these; else the ontmoetingsplek, else the first. */
    subject(kinds) {
      return [this.kaart.view?.key, "ontmoetingsplek", kinds[0]].find((key) => kinds.includes(key));
    }

    viewOf(key) {
      return this.kaart.settings.views.find((view) => view.key === key);
    }

    follow() {
      for (const [laag, box] of Object.entries(this.under)) {
        box.hidden = !this.kaart.shown.has(laag);
        if (!box.hidden) box.replaceChildren(...this.rows(laag));
      }
      if (this.shapes?.records) {
        this.walked = this.subject([...new Set(this.shapes.records.filter(({ v }) => v).map(({ v }) => v))]);
        this.kaart.update(this.shapes, this.layers.some(({ laag }) => this.kaart.shown.has(laag)));
      }
      for (const [laag, surface] of Object.entries(this.surfaces)) if (surface?.cells) this.cover(laag, surface);
    }

    /* What a surface shows: classes of its own, or those of a view. */
    shownOn(laag) {
      const { klassen, soorten } = this.told[laag];
      return klassen ? { key: soorten[0], classes: klassen } : this.viewOf(this.subject(soorten));
    }

    cover(laag, surface) {
      const on = this.kaart.shown.has(laag);
      const view = on ? this.shownOn(laag) : null;
      if (on && this.drawn[laag] !== view.key) surface.colour((this.drawn[laag] = view.key), view.classes.map(({ colour }) => colour));
      if (on !== this.kaart.map.hasLayer(surface)) (on ? surface.addTo(this.kaart.map) : surface.remove());
    }

    /* Whether it is one of these layers. */
    set(laag) {
      if (!(laag in this.under)) return false;
      if (laag in this.told && this.kaart.shown.has(laag)) for (const other of Object.keys(this.told)) if (other !== laag && this.kaart.shown.has(other)) this.kaart.legend.layers[other].click(); /* one covers the other */
      this.follow();
      return true;
    }

    /* ---- how things look -------------------------------------------------------------------- */

    look(i, zoom) {
      const record = this.shapes.records[i];
      if (!this.kaart.shown.has(record.laag) || (record.v && record.v !== this.walked)) return null;
      const { label, shape, hollow, size = 1, ...look } = this.byName[record.laag].klassen[record.klasse];
      if (look.width && !look.fill && zoom < THIN_FROM) look.width *= 0.65;
      if (shape) look.sprite = this.kaart.cached(`laag ${record.laag} ${record.klasse} ${record.teken} ${zoom}`, () => this.sprite({ shape, hollow, colour: look.colour }, record.teken || "", size * Math.max(8.5, 1.25 * signRadius(zoom))));
      return look;
    }

    sprite({ shape, hollow, colour }, text, radius) {
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = Math.ceil((2.7 * radius + 8) * ratio);
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.translate(canvas.width / ratio / 2, canvas.height / ratio / 2);
      const path = new Path2D();
      path.addPath(new Path2D(SHAPES[shape]), new DOMMatrix().scale(radius));
      Object.assign(pen, { lineJoin: "round", strokeStyle: "#ffffff", lineWidth: 4, fillStyle: hollow ? "#ffffff" : colour });
      pen.stroke(path);
      pen.fill(path);
      if (hollow) Object.assign(pen, { strokeStyle: colour, lineWidth: 2.2 }), pen.stroke(path);
      Object.assign(pen, { font: `700 ${Math.round((text.length > 2 ? 0.8 : 1.1) * radius)}px system-ui, sans-serif`, textAlign: "center", textBaseline: "middle", fillStyle: hollow ? colour : "#ffffff" });
      pen.fillText(text, 0, shape === "triangle" ? 0.25 * radius : 0.06 * radius);
      return { canvas, radius: radius + 2 };
    }

    /* ---- under the pointer, and the card ---------------------------------------------------- */

    /* The sign, line or area that lies under a place. */
    hits(latlng, tolerancePx) {
      if (!this.shapes || !this.kaart.map.hasLayer(this.shapes)) return {};
      const found = this.shapes.hits(latlng, tolerancePx);
      const [sign, area] = [0, 1].map((rank) => found.find((hit) => hit.rank === rank)?.i);
      return { sign, area, line: this.lineAt(latlng, tolerancePx + 2) };
    }

    lineAt(latlng, tolerancePx) {
      const { shapes } = this;
      const zoom = this.kaart.map.getZoom();
      const at = this.kaart.map.project(latlng, zoom);
      const view = tileView(shapes.grid, { x: at.x / TILE_PX, y: at.y / TILE_PX, z: zoom }, 0);
      const [x, y] = [-view.bx / view.a, view.by / view.a];
      let [best, least] = [undefined, Infinity];
      for (const i of shapes.order) {
        const box = shapes.boxes[i];
        const reach = (tolerancePx + 5) / view.a;
        if (x < box.west - reach || x > box.east + reach || y < box.south - reach || y > box.north + reach) continue;
        const look = this.look(i, zoom);
        if (!look?.width || look.fill) continue;
        const away = this.awayFrom(i, x, y) - look.width / 2 / view.a;
        if (away < tolerancePx / view.a && away <= least) [best, least] = [i, away];
      }
      return best;
    }

    awayFrom(i, x, y) {
      const { shapes } = this;
      let least = Infinity;
      for (const part of shapes.parts[i]) {
        if (shapes.kinds[part] !== LINE) continue;
        for (let v = shapes.starts[part]; v < shapes.starts[part + 1] - 1; v++) {
          const [dx, dy] = [shapes.x[v + 1] - shapes.x[v], shapes.y[v + 1] - shapes.y[v]];
          const along = Math.max(0, Math.min(1, ((x - shapes.x[v]) * dx + (y - shapes.y[v]) * dy) / (dx * dx + dy * dy || 1)));
          least = Math.min(least, Math.hypot(x - shapes.x[v] - along * dx, y - shapes.y[v] - along * dy));
        }
      }
      return least;
    }

    /* Its layer is on, and drawn for what it is about. */
    open(i) {
      const { kaart, shapes } = this;
      const record = shapes.records[i];
      if (record.v && record.v !== this.walked) kaart.show(this.viewOf(record.v));
      if (!kaart.legend.layers[record.laag].checked) kaart.legend.layers[record.laag].click();
      kaart.card.open(record.naam, make("p", { className: "onder", textContent: record.onder }), ...record.regels.map((textContent) => make("p", { className: "zin", textContent })), wozgeo.coordinates(shapes.latLng(i)));
      kaart.choice.choose("meer", i, () => {
        for (const outline of shapes.outlines(i, [LINE, RING])) kaart.choice.outline(outline);
        if (!shapes.outlines(i, [LINE, RING]).length) kaart.choice.ring(shapes.latLng(i), SIGN_RING);
      });
      kaart.card.uncover(shapes.latLng(i));
    }

    indexOf(laag, id) {
      return this.shapes ? this.shapes.records.findIndex((record) => record.laag === laag && record.id === id) : -1;
    }

    /* For the search: what can be found by its name. */
    items(add) {
      (this.shapes ? this.shapes.records : []).forEach((record, i) => {
        const { zoekbaar, klassen } = this.byName[record.laag];
        if (!zoekbaar) return;
        add(record.naam, record.onder, () => this.symbol(klassen[record.klasse]), () => {
          this.open(i);
          this.kaart.fit(this.shapes.bounds(i));
        });
      });
    }
  };
})();
