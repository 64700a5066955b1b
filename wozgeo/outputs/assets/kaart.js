/* What makes the packed layers into a page: views, legend, facilities, the card of a dwelling.
   Names come from OpenStreetMap and spreadsheets: they are set as text, never as HTML. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { INK, nl, byId, make, svg, dotRadius, activeRadius, dwellingSprite, facilitySprite, facilitySymbol, classSymbol, classify } = wozgeo;
  const ACCENT = "#b4005a";
  const FACILITY_RING = 17;

  /* ---- the page --------------------------------------------------------------------------- */

  class Kaart {
    constructor(map, backdrop, dwellings, facilities) {
      this.map = map;
      this.backdrop = backdrop;
      this.dwellings = dwellings;
      this.facilities = facilities;
      this.settings = JSON.parse(byId("kaart-gegevens").textContent);
      this.kinds = Object.fromEntries(this.settings.facilities.map((kind) => [kind.key, kind]));
      this.hidden = new Set();
      this.view = this.settings.views[0] || null;
      this.highlights = L.layerGroup().addTo(map);
      this.card = new wozgeo.Kaartje(this);
    }

    start() {
      this.addControls();
      this.addPlaces();
      this.fillViews();
      this.fillFacilities();
      this.fillLegend();
      this.home(false);
      this.listen();
      const layers = [this.backdrop, this.dwellings, this.facilities];
      return Promise.all(layers.map((layer) => layer.ready)).then(() => {
        this.indexFacilities();
        this.dwellings.marginPx = 12;
        this.facilities.marginPx = 18;
        this.facilities.rank = (i) => (this.isActive(this.facilityKind(i)) ? 1e6 : 0) - this.kinds[this.facilityKind(i)].n;
        this.dwellings.sprite = (i, zoom) => this.dwellingSprite(i, zoom);
        this.facilities.sprite = (i, zoom) => this.facilitySprite(i, zoom);
        this.show(this.view);
      });
    }

    /* -- map furniture -- */

    addControls() {
      const { map, settings } = this;
      L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(map);
      const home = L.control({ position: "topleft" });
      home.onAdd = () => {
        const button = make("button", { type: "button", className: "thuis", title: "Toon het hele gebied" });
        button.setAttribute("aria-label", "Toon het hele gebied");
        button.append(svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", fill: "none", stroke: "currentColor", "stroke-width": 2 })));
        L.DomEvent.disableClickPropagation(button);
        button.addEventListener("click", () => this.home(true));
        return make("div", { className: "leaflet-bar" }, button);
      };
      home.addTo(map);
      L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
      this.addAttribution(settings.attribution);
    }

    addAttribution(text) {
      const control = L.control({ position: "bottomright" });
      control.onAdd = () => {
        this.source = make("div", { className: "bron" });
        const osm = text.includes("OpenStreetMap");
        const named = osm ? make("a", { href: "https://www.openstreetmap.org/copyright", target: "_blank", rel: "noopener noreferrer", textContent: text }) : text;
        this.source.append(named);
        L.DomEvent.disableClickPropagation(this.source);
        return this.source;
      };
      control.addTo(this.map);
    }

    addPlaces() {
      const pane = this.map.createPane("plaatsen");
      pane.style.zIndex = 450;
      pane.style.pointerEvents = "none";
      this.places = this.settings.places.map((place) => {
        const icon = L.divIcon({ html: make("span", { textContent: place.name }), className: "plaats", iconSize: [0, 0] });
        L.marker([place.lat, place.lon], { icon, pane: "plaatsen", interactive: false, keyboard: false }).addTo(this.map);
        return { icon, place };
      });
    }

    /* Whole zooms only: rather a little too large than half too small. */
    home(animate) {
      const { map, settings } = this;
      const bounds = L.latLngBounds(settings.bounds);
      const size = map.getSize();
      let zoom = map.getBoundsZoom(bounds, false, [32, 32]);
      const next = L.bounds(map.project(bounds.getSouthWest(), zoom + 1), map.project(bounds.getNorthEast(), zoom + 1)).getSize();
      if (next.x < size.x * 1.15 && next.y < size.y * 1.15) zoom += 1;
      map.setView(bounds.getCenter(), Math.max(7, Math.min(zoom, 17)), { animate });
    }

    /* -- panel -- */

    fillViews() {
      const box = byId("weergave");
      for (const view of this.settings.views) {
        const input = make("input", { type: "radio", name: "weergave", value: view.key, checked: view === this.view });
        input.addEventListener("change", () => this.show(view));
        const kind = this.kinds[view.key];
        const symbol = kind ? facilitySymbol(kind) : make("span", { className: "symbool cijfer", textContent: "%" , ariaHidden: "true" });
        if (!kind) symbol.textContent = "0–100";
        box.append(make("label", { className: "keuze" }, input, symbol, make("span", { textContent: view.label })));
      }
      box.hidden = !this.settings.views.length;
    }

    fillFacilities() {
      const list = byId("soorten");
      for (const kind of this.settings.facilities) {
        const input = make("input", { type: "checkbox", checked: true, value: kind.key });
        input.addEventListener("change", () => {
          if (input.checked) this.hidden.delete(kind.key);
          else this.hidden.add(kind.key);
          this.facilities.repaint();
        });
        const count = make("span", { className: "n", textContent: nl(kind.n) });
        const label = make("label", { className: "keuze" }, input, facilitySymbol(kind), make("span", { textContent: kind.label }), count);
        list.append(make("li", {}, label));
      }
      if (this.settings.online) this.offerOnline(this.settings.online);
    }

    offerOnline(online) {
      byId("netwerk").hidden = false;
      const tiles = L.tileLayer(online.url, { maxNativeZoom: online.max_zoom, maxZoom: 19, zIndex: 1 });
      byId("pdok").addEventListener("change", (event) => {
        const on = event.target.checked;
        this.backdrop.setOpacity(on ? 0 : 1);
        if (on) {
          tiles.addTo(this.map);
          this.source.append(make("span", { id: "bron-pdok", textContent: " | " + online.attribution }));
        } else {
          tiles.remove();
          byId("bron-pdok").remove();
        }
      });
    }

    fillLegend() {
      const { view } = this;
      if (!view) return;
      byId("legenda-titel").textContent = view.title.replace(/-/g, "\u2011"); /* OV-halte on one line */
      const total = view.classes.reduce((sum, look) => sum + look.n, 0);
      const largest = Math.max(1, ...view.classes.map((look) => look.n));
      const rows = view.classes.map((look, k) => {
        const share = total ? Math.round((100 * look.n) / total) : 0;
        const shown = look.n && !share ? "<1%" : share + "%";
        const bar = make("span", { className: "balk" });
        bar.style.setProperty("--deel", look.n / largest);
        bar.style.setProperty("--kleur", look.colour);
        const row = make("li", {}, classSymbol(look), make("span", { className: "klasse", textContent: look.label }), make("span", { className: "n", textContent: nl(look.n) }), make("span", { className: "deel", textContent: shown }), bar);
        row.dataset.klasse = k;
        return row;
      });
      byId("klassen").replaceChildren(...rows);
      const note = byId("dubbel");
      note.hidden = !view.n_doubtful;
      const count = view.n_doubtful === 1 ? "1 woning" : nl(view.n_doubtful) + " woningen";
      note.replaceChildren(classSymbol({ shape: "dot", colour: "#8a8a8a" }, true), make("span", { textContent: `donkere rand (bij inzoomen): zonder stukken waarvan de begaanbaarheid onbekend is, valt de woning in een andere klasse (${count})` }));
    }

    /* -- what is drawn -- */

    show(view) {
      this.view = view;
      this.fillLegend();
      if (!this.dwellings.table) return;
      this.drawn = view ? classify(this.dwellings.table, view) : null;
      this.sprites = new Map();
      this.dots = [];
      this.dwellings.repaint();
      this.facilities.repaint();
      this.placeNames();
      if (this.selected !== undefined) this.markDwelling(this.selected);
      document.documentElement.dataset.weergave = view ? view.key : "";
    }

    cached(key, draw) {
      let sprite = this.sprites.get(key);
      if (!sprite) this.sprites.set(key, (sprite = draw()));
      return sprite;
    }

    /* Asked once per dot and tile, so nothing is made here that exists already. */
    dwellingSprite(i, zoom) {
      const drawn = this.drawn;
      const which = drawn ? 2 * drawn.classes[i] + drawn.doubtful[i] : 0;
      const row = this.dots[zoom] || (this.dots[zoom] = []);
      return row[which] || (row[which] = this.drawDot(which, zoom));
    }

    drawDot(which, zoom) {
      const look = this.view ? this.view.classes[which >> 1] : { shape: "ring", colour: "#5f5f5f" };
      return dwellingSprite(look, dotRadius(zoom), which & 1);
    }

    facilityKind(i) {
      return this.facilities.table.text("voorziening", i);
    }

    isActive(key) {
      return this.view !== null && this.view.key === key;
    }

    /* The kind of the view stands out; the others wait until there is room. */
    facilitySprite(i, zoom) {
      const key = this.facilityKind(i);
      if (this.hidden.has(key)) return null;
      const many = this.kinds[key].n > 40;
      const active = this.isActive(key) || (this.generalView() && !many);
      const radius = active ? activeRadius(zoom, many) : zoom >= 16 ? 8 : zoom >= (many ? 15 : 14) ? 6.5 : 0;
      const colour = active || zoom >= 17 ? INK : "#5b6873";
      return radius ? this.cached(`${key} ${radius} ${colour}`, () => facilitySprite(this.kinds[key], radius, colour)) : null;
    }

    generalView() {
      return !this.view || this.view.key === "score";
    }

    indexFacilities() {
      const { table } = this.facilities;
      this.facilityAt = new Map();
      for (let i = 0; i < table.n; i++) this.facilityAt.set(this.facilityKind(i) + " " + table.text("index", i), i);
    }

    /* -- choosing -- */

    listen() {
      const { map } = this;
      const touch = window.matchMedia("(pointer: coarse)").matches;
      map.on("click", (event) => this.choose(event.latlng, touch ? 12 : 4, event.originalEvent));
      map.on("zoomend", () => this.placeNames());
      map.on("mousemove", (event) => {
        const hit = this.facilities.hits(event.latlng, 1).length || this.dwellings.hits(event.latlng, 2).length;
        map.getContainer().classList.toggle("raak", Boolean(hit));
      });
      map.getContainer().addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target !== map.getContainer()) return;
        event.preventDefault();
        if (this.choose(map.getCenter(), 30)) this.card.element.querySelector("h2").focus();
      });
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !this.card.element.hidden) this.close();
      });
      byId("inklap").addEventListener("click", (event) => {
        const open = event.currentTarget.getAttribute("aria-expanded") !== "true";
        event.currentTarget.setAttribute("aria-expanded", String(open));
        byId("inhoud").hidden = !open;
      });
      document.querySelector(".spring").addEventListener("click", () => (byId("cijfers").open = true));
      new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
    }

    /* Largest first; beside a symbol rather than on it, and not at all where another name is. */
    placeNames() {
      const zoom = this.map.getZoom();
      const taken = [];
      for (const { icon, place } of this.places) {
        const at = this.map.latLngToLayerPoint([place.lat, place.lon]);
        const half = 4.4 * place.name.length + 4;
        const free = (dy) => taken.every((box) => Math.abs(box.x - at.x) > box.half + half || Math.abs(box.y - at.y - dy) > 20);
        const tries = [0, -20, 20, -34, 34].filter(free);
        const dy = tries.find((move) => !this.symbolNear(at, half, move)) ?? tries[0];
        const shown = dy !== undefined && zoom <= 14 && zoom >= 9;
        if (shown) {
          taken.push({ x: at.x, y: at.y + dy, half });
          icon.options.html.style.top = dy + "px";
        }
        icon.options.html.hidden = !shown;
      }
    }

    symbolNear(at, half, dy) {
      for (let dx = -half; dx <= half; dx += 12) {
        const latlng = this.map.layerPointToLatLng([at.x + dx, at.y + dy]);
        if (this.facilities.hits(latlng, 8).length) return true;
      }
      return false;
    }

    choose(latlng, tolerancePx) {
      const facility = this.facilities.hits(latlng, tolerancePx / 2)[0];
      if (facility) {
        this.card.openFacility(facility.i);
        return true;
      }
      const found = this.dwellings.hits(latlng, tolerancePx);
      if (!found.length) {
        this.close();
        return false;
      }
      const together = found.filter((hit) => hit.away - found[0].away < 1.5);
      this.card.openDwelling(together.map((hit) => hit.i), 0);
      return true;
    }

    close() {
      const inside = this.card.element.contains(document.activeElement);
      this.card.element.hidden = true;
      this.selected = undefined;
      this.highlights.clearLayers();
      document.documentElement.classList.remove("kaartje-open");
      if (inside) this.map.getContainer().focus({ preventScroll: true });
    }

    ring(latlng, radius) {
      const options = { radius, fill: false, interactive: false };
      L.circleMarker(latlng, { ...options, color: "#ffffff", weight: 6 }).addTo(this.highlights);
      L.circleMarker(latlng, { ...options, color: ACCENT, weight: 3 }).addTo(this.highlights);
    }

    mark(dwelling, facilities) {
      this.highlights.clearLayers();
      this.ring(this.dwellings.table.latLng(dwelling), dotRadius(this.map.getZoom()) + 6);
      for (const i of facilities) this.ring(this.facilities.table.latLng(i), FACILITY_RING);
    }

    /* Which facilities count in this view is shown by a ring; a line would suggest a route. */
    markDwelling(i) {
      this.selected = i;
      const shown = this.settings.views.filter((view) => this.isActive(view.key) || this.generalView());
      this.mark(i, shown.map((view) => this.facilityOf(i, view.key)).filter((at) => at !== undefined));
    }

    markFacility(i) {
      this.selected = undefined;
      this.highlights.clearLayers();
      this.ring(this.facilities.table.latLng(i), FACILITY_RING);
    }

    facilityOf(i, key) {
      const { table } = this.dwellings;
      return table.has(key + "_id") ? this.facilityAt.get(key + " " + table.text(key + "_id", i)) : undefined;
    }
  }

  function nextPicture() {
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }

  /* Sets data-ready on the page when the picture is finished. */
  wozgeo.startKaart = function (map, backdrop, dwellings, facilities) {
    const kaart = (wozgeo.kaart = new Kaart(map, backdrop, dwellings, facilities));
    kaart
      .start()
      .then(nextPicture)
      .then(() => {
        performance.mark("klaar");
        document.documentElement.dataset.ready = "true";
      })
      .catch((fault) => {
        const text = "De kaart kan niet worden getekend. Open haar in een recente versie van Edge, Chrome, Firefox of Safari. De cijfers staan in de tabel.";
        document.querySelector(".veld").append(make("p", { className: "melding", role: "alert", textContent: text }));
        byId("cijfers").open = true;
        throw fault;
      });
  };
})();
