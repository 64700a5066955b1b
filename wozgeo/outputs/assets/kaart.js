/* What makes the packed layers into a page: which view is drawn, and how everything looks in it.
   Names come from OpenStreetMap and spreadsheets: they are set as text, never as HTML. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { INK, SITES, t, byId, make, svg, dotRadius, signRadius, activeRadius, dwellingSprite, facilitySprite, verdictSprite, pathSprite, classify } = wozgeo;
  const MANY = 40; /* more of one kind than this are drawn smaller, and later */
  const STEP = 0.05; /* of a zoom, where the pane is filled */
  const SIGNS_FROM = 15; /* where dwellings are the subject, from this zoom */
  const RECEDED = "#98917f"; /* a dwelling where verdicts are the subject */
  const AREAS = {
    kernen: { colour: "#5a3d7a", width: 2.2, casing: "rgba(255, 255, 255, 0.8)" },
    buurten: { colour: "#5a3d7a", width: 1.3, dash: [6, 4], casing: "rgba(255, 255, 255, 0.7)" },
  };
  const WALKSHED = {
    gebied: { fill: "rgba(0, 121, 107, 0.16)", colour: "#00796b", width: 1.4 },
    straten: { colour: "rgba(0, 121, 107, 0.55)", width: 2.4 },
  };

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  wozgeo.Kaart = class {
    constructor(map, layers) {
      this.map = map;
      Object.assign(this, { backdrop: layers.ondergrond, dwellings: layers.woningen, facilities: layers.voorzieningen });
      Object.assign(this, { oordelen: layers.oordelen, routes: layers.routes, gebieden: layers.gebieden, loopgebied: layers.loopgebied, paden: layers.paden, nieuw: layers.nieuw });
      this.layerOfNames = layers.straatnamen;
      this.layers = Object.values(layers);
      this.settings = JSON.parse(byId("kaart-gegevens").textContent);
      this.kinds = Object.fromEntries(this.settings.facilities.map((kind) => [kind.key, kind]));
      this.hidden = new Set(this.hiddenAtFirst()); /* kinds of facility or object */
      this.off = {}; /* per view the classes that are switched off */
      this.shown = new Set(); /* layers of outlines */
      this.view = this.settings.views[0] || null;
      this.sprites = new Map();
      this.dots = [];
      this.choice = new wozgeo.Keuze(this);
      this.card = new wozgeo.Kaartje(this);
      this.objectCard = new wozgeo.ObjectKaartje(this);
      this.legend = new wozgeo.Legenda(this);
      this.per = new wozgeo.PerGebied(this);
      this.lagen = wozgeo.Lagen ? new wozgeo.Lagen(this, layers) : null;
      this.listeners = [];
    }

    /* Clusters that nobody listed wait until one asks for them, where there is a list. */
    hiddenAtFirst() {
      const soorten = Object.keys(this.settings.listed.soorten);
      return soorten.length > 1 ? soorten.filter((soort) => soort === "clusters") : [];
    }

    start() {
      if (calm) this.map.panBy = (offset, options) => L.Map.prototype.panBy.call(this.map, offset, { ...options, animate: false });
      this.addControls();
      this.names = new wozgeo.Plaatsnamen(this);
      this.legend.fill();
      this.legend.show(this.view);
      this.home(false);
      this.listen();
      return Promise.all(this.layers.map((layer) => layer.ready)).then(() => {
        this.indexFacilities();
        if (this.layerOfNames) this.streets = new wozgeo.Straatnamen(this.map, this.layerOfNames);
        this.walks = new wozgeo.Looproutes(this);
        this.setLooks();
        this.show(this.view);
        this.list = new wozgeo.Lijst(this);
        this.search = new wozgeo.Zoeken(this);
        this.print = new wozgeo.Afdruk(this);
        this.address = new wozgeo.Adres(this);
      });
    }

    setLooks() {
      this.dwellings.marginPx = 12;
      this.facilities.marginPx = 18;
      this.facilities.rank = (i) => (this.isActive(this.facilityKind(i)) ? 1e6 : 0) - this.kinds[this.facilityKind(i)].n;
      this.dwellings.sprite = (i, zoom) => this.dwellingSprite(i, zoom);
      this.facilities.sprite = (i, zoom) => this.facilitySprite(i, zoom);
      if (this.oordelen) {
        const rank = { clusters: 0, complexen: 1, plannen: 2 };
        this.oordelen.order.sort((one, other) => rank[this.oordelen.records[one].soort] - rank[this.oordelen.records[other].soort] || one - other);
        this.oordelen.signsOn({ pane: "tekens", zIndex: 6 }).addTo(this.map);
        this.oordelen.look = (i, zoom) => this.objectLook(i, zoom);
      }
      if (this.gebieden) this.gebieden.smallestPx = 56;
      if (this.gebieden) this.gebieden.marginPx = 80; /* names of areas are as wide as that */
      if (this.gebieden) this.gebieden.signsOn({ pane: "tekens", zIndex: 9 });
      if (this.gebieden) this.gebieden.look = (i, zoom) => this.per.look(i, zoom) || (this.shown.has(this.gebieden.records[i].laag) ? AREAS[this.gebieden.records[i].laag] : null);
      this.lagen?.setLooks();
      if (this.nieuw) this.nieuw.signsOn({ pane: "tekens", zIndex: 8 });
      if (this.nieuw) this.nieuw.look = (i, zoom) => this.pathLook(i, zoom);
      if (this.loopgebied) this.loopgebied.look = (i) => WALKSHED[this.loopgebied.records[i].deel];
    }

    listen() {
      this.choice.listen();
      const keys = (on) => document.documentElement.classList.toggle("toetsen", on);
      document.addEventListener("keydown", () => keys(true));
      document.addEventListener("pointerdown", () => keys(false), { capture: true });
      this.map.on("moveend", () => this.names.place());
      this.map.on("zoomend", () => this.legend.follow());
      byId("inklap").addEventListener("click", (event) => {
        const open = event.currentTarget.getAttribute("aria-expanded") !== "true";
        event.currentTarget.setAttribute("aria-expanded", String(open));
        document.querySelector(".paneel").classList.toggle("dicht", !open);
      });
      document.querySelector(".spring").addEventListener("click", (event) => {
        event.preventDefault(); /* the address of the page holds the view */
        this.list?.tab("inhoud");
        byId("cijfers").open = true;
        byId("cijfers").querySelector("summary").focus();
      });
      new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(this.map.getContainer());
    }

    /* Who keeps an eye on the view, the place and the choice. */
    onChange(listener) {
      this.listeners.push(listener);
    }

    tell() {
      for (const listener of this.listeners) listener();
    }

    /* ---- map furniture ---------------------------------------------------------------------- */

    addControls() {
      const { map, settings } = this;
      L.control.zoom({ zoomInTitle: t("zoom_in"), zoomOutTitle: t("zoom_out") }).addTo(map);
      const home = L.control({ position: "topleft" });
      home.onAdd = () => {
        const button = make("button", { type: "button", className: "thuis", title: t("home") });
        button.setAttribute("aria-label", t("home"));
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

    /* The map's own backdrop stays until the other one answers; where it does not, the reader is told. */
    setBackdrop(tiles) {
      this.tiles?.remove();
      byId("bron-pdok")?.remove();
      this.backdrop.setOpacity(1);
      this.legend.online(true);
      this.streets?.hide(tiles?.key === "grijs"); /* it has names of its own */
      this.tiles = null;
      if (!tiles) return;
      this.tiles = L.tileLayer(tiles.url, { maxNativeZoom: tiles.max_zoom, maxZoom: 19, zIndex: 1 });
      this.tiles.once("tileload", () => {
        this.backdrop.setOpacity(0);
        this.legend.online(true);
        this.source.append(make("span", { id: "bron-pdok", textContent: " | " + tiles.attribution }));
      });
      this.tiles.once("tileerror", () => byId("bron-pdok") || this.legend.online(false));
      this.tiles.addTo(this.map);
    }

    say(text) {
      byId("zoek-stand").textContent = text;
    }

    /* In small steps, so that all of it fills the pane; who zooms from there comes to whole zooms again. */
    zoomFor(bounds) {
      const { map } = this;
      return this.finely(() => Math.max(7, Math.min(map.getBoundsZoom(bounds, false, [24, 24]), 17)));
    }

    finely(act) {
      const { options } = this.map;
      options.zoomSnap = STEP;
      try {
        return act();
      } finally {
        options.zoomSnap = 1;
      }
    }

    home(animate) {
      const bounds = L.latLngBounds(this.settings.bounds);
      const zoom = this.zoomFor(bounds);
      this.finely(() => this.map.setView(bounds.getCenter(), zoom, { animate: animate && !calm }));
    }

    /* ---- what is drawn ---------------------------------------------------------------------- */

    show(view) {
      this.view = view;
      this.legend.show(view);
      if (!this.dwellings.table) return;
      this.drawn = view && view.column ? classify(this.dwellings.table, view) : null;
      if (this.gebieden) this.update(this.gebieden, Boolean(this.per.of(view)) || this.settings.listed.lagen.some((laag) => this.shown.has(laag)));
      this.repaint();
      this.lagen?.follow();
      this.names.place();
      if (this.choice.chosen) this.choice.remark();
      document.documentElement.dataset.weergave = view ? view.key : "";
      this.tell();
    }

    repaint() {
      this.sprites = new Map();
      this.dots = [];
      this.dwellings.repaint();
      this.facilities.repaint();
      this.oordelen?.repaint();
    }

    isOff(view, k) {
      return Boolean(this.off[view.key]?.has(k));
    }

    setOff(view, k, off) {
      const classes = (this.off[view.key] = this.off[view.key] || new Set());
      if (off) classes.add(k);
      else classes.delete(k);
      this.repaint();
      this.tell();
    }

    setHidden(key, hidden) {
      if (hidden) this.hidden.add(key);
      else this.hidden.delete(key);
      this.legend.kinds[key].checked = !hidden;
      this.repaint();
      this.tell();
    }

    setLayer(laag, on) {
      if (on) this.shown.add(laag);
      else this.shown.delete(laag);
      if (this.lagen?.set(laag)) return this.tell();
      const groups = [[this.loopgebied, ["loopgebied"]], [this.nieuw, this.settings.listed.paden.map(({ laag }) => laag)], [this.gebieden, this.settings.listed.lagen]];
      const [layer, together] = groups.find(([, names]) => names.includes(laag));
      this.update(layer, together.some((name) => this.shown.has(name)) || (layer === this.gebieden && Boolean(this.per.of(this.view))));
      this.tell();
    }

    /* A layer that is drawn only when something of it is asked for. */
    update(layer, wanted) {
      for (const drawn of [layer, layer.signs].filter(Boolean)) {
        if (wanted && !this.map.hasLayer(drawn)) drawn.addTo(this.map);
        else if (!wanted) drawn.remove();
        else drawn.repaint();
      }
    }

    cached(key, draw) {
      let sprite = this.sprites.get(key);
      if (!sprite) this.sprites.set(key, (sprite = draw()));
      return sprite;
    }

    /* Asked once per dot and tile, so nothing is made here that exists already. */
    dwellingSprite(i, zoom) {
      const { drawn } = this;
      const which = drawn ? 2 * drawn.classes[i] + drawn.doubtful[i] : 0;
      const row = this.dots[zoom] || (this.dots[zoom] = []);
      return row[which] === undefined ? (row[which] = this.drawDot(which, zoom)) : row[which];
    }

    drawDot(which, zoom) {
      if (this.per.of(this.view) && zoom < SIGNS_FROM) return null; /* the areas speak for them */
      if (this.recedes()) return dwellingSprite({ shape: "dot", colour: RECEDED }, dotRadius(zoom) * 0.8, 0);
      if (!this.drawn) return dwellingSprite({ shape: "ring", colour: "#5f5f5f" }, dotRadius(zoom), 0);
      return this.isOff(this.view, which >> 1) ? null : dwellingSprite(this.view.classes[which >> 1], dotRadius(zoom), which & 1);
    }

    /* Whether verdicts are the subject and dwellings stand back. */
    recedes() {
      return this.view !== null && this.view.definition !== undefined;
    }

    definition() {
      return this.recedes() ? this.view.definition : 0;
    }

    verdictOf(i, definition = this.definition()) {
      return this.oordelen.records[i].oordelen[definition];
    }

    rankOf(i) {
      const verdict = this.verdictOf(i);
      return verdict ? verdict.o : this.settings.listed.oordelen.length - 1;
    }

    /* Whether its verdict is not firm: hatched. */
    softOf(i) {
      return Boolean(this.verdictOf(i)?.zacht);
    }

    /* Its row in the legend of verdicts. */
    classOf(i) {
      const [rank, soft] = [this.rankOf(i), this.softOf(i)];
      return this.view.classes.findIndex((look) => look.oordeel === rank && look.zacht === soft);
    }

    /* What is chosen is drawn: its class is switched on again. */
    reveal(i) {
      const k = this.recedes() ? this.classOf(i) : -1;
      if (k < 0 || !this.isOff(this.view, k)) return;
      this.setOff(this.view, k, false);
      this.legend.show(this.view);
    }

    /* Colour belongs to the subject of the view: elsewhere a sign keeps its shape, in ink. */
    objectLook(i, zoom) {
      const { soort } = this.oordelen.records[i];
      const verdict = this.verdictOf(i);
      const rank = this.rankOf(i);
      const soft = this.recedes() && this.softOf(i);
      if (this.per.of(this.view) && zoom < SIGNS_FROM) return null;
      if (this.hidden.has(soort) || (this.recedes() && this.isOff(this.view, this.classOf(i)))) return null;
      const look = this.settings.listed.oordelen[rank];
      const colour = this.recedes() ? look.colour : INK;
      const near = this.recedes() && verdict && verdict.bijna;
      const sprite = !this.recedes() && zoom < SIGNS_FROM ? null : this.cached(`${soort} ${rank} ${near} ${soft} ${colour} ${zoom}`, () => verdictSprite({ shape: look.shape, colour }, soort, signRadius(zoom), near, soft));
      const dots = zoom >= 16 && this.recedes() && soort !== "plannen" ? signRadius(zoom) * 0.3 : 0;
      const site = soort === "plannen" && (this.recedes() || zoom >= 14) ? { ...SITES[look.key], ...(soft ? { pattern: "hatch" } : {}), width: zoom >= 14 ? 2 : 1.2, casing: "rgba(255, 255, 255, 0.85)" } : {};
      return { ...site, ...(this.recedes() ? {} : { fill: null, pattern: null }), colour, dots, sprite };
    }

    /* A path that is not there: as long as it is from close by, and a sign, for it is short. */
    pathLook(i, zoom) {
      const { doet } = this.nieuw.records[i];
      const { laag, colour } = this.settings.listed.paden.find((each) => each.doet === doet);
      if (!this.shown.has(laag)) return null;
      const sprite = this.cached(`pad ${doet} ${zoom}`, () => pathSprite(doet, colour, Math.max(7, signRadius(zoom))));
      return zoom < 17 ? { sprite } : { colour, width: 4.5, dash: doet === "nakijken" ? [1.5, 6] : [], casing: "#ffffff", sprite };
    }

    facilityKind(i) {
      return this.facilities.table.text("voorziening", i);
    }

    isActive(key) {
      return this.view !== null && this.view.key === key;
    }

    generalView() {
      return !this.view || this.view.sign || this.recedes();
    }

    standsOut(key) {
      return this.isActive(key) || (this.view?.sign && this.kinds[key].n <= MANY) || (this.recedes() && key === "ontmoetingsplek");
    }

    /* The kind of the view stands out, though not over verdicts; the others wait until there is room. */
    facilityRadius(key, zoom) {
      const many = this.kinds[key].n > MANY;
      if (this.per.of(this.view) && zoom < SIGNS_FROM) return this.isActive(key) ? 3.5 : 0;
      if (this.standsOut(key)) return Math.min(activeRadius(zoom, many), this.recedes() && zoom < 14 ? 6.5 : 12);
      return zoom >= 16 ? 8 : zoom >= (many ? 15 : 14) ? 6.5 : 0;
    }

    /* Whether a kind that is switched on is drawn from a larger zoom only. */
    waits(key) {
      const zoom = this.map.getZoom();
      return key in this.kinds ? !this.facilityRadius(key, zoom) : !this.recedes() && zoom < SIGNS_FROM;
    }

    facilitySprite(i, zoom) {
      const key = this.facilityKind(i);
      if (this.hidden.has(key)) return null;
      const radius = this.facilityRadius(key, zoom);
      const colour = this.standsOut(key) || zoom >= 17 ? INK : "#5b6873";
      return radius ? this.cached(`${key} ${radius} ${colour}`, () => facilitySprite(this.kinds[key], radius, colour)) : null;
    }

    indexFacilities() {
      const { table } = this.facilities;
      this.facilityAt = new Map();
      for (let i = 0; i < table.n; i++) this.facilityAt.set(this.facilityKind(i) + " " + table.text("index", i), i);
    }

    facilityOf(i, key) {
      const { table } = this.dwellings;
      const column = this.kinds[key]?.columns.id;
      return table.has(column) ? this.facilityAt.get(key + " " + table.text(column, i)) : undefined;
    }

    goTo(i, voorziening) {
      this.objectCard.open(i, this.walks.keysOf(i).includes(voorziening) ? voorziening : undefined);
      if (!this.oordelen.known[i]) return;
      const bounds = this.oordelen.bounds(i);
      for (const at of this.walks.of(i)) if (this.routes.records[at].v === this.choice.chosen.voorziening) bounds.extend(this.routes.bounds(at));
      this.choice.fit(bounds);
    }

    fit(bounds) {
      this.choice.fit(bounds);
    }

    close() {
      this.choice.close();
    }
  };

  wozgeo.AREA_SWATCHES = {
    kernen: { fill: "none", stroke: AREAS.kernen.colour, "stroke-width": 2.2 },
    buurten: { fill: "none", stroke: AREAS.buurten.colour, "stroke-width": 1.4, "stroke-dasharray": "4 3" },
  };
  wozgeo.WALKSHED_SWATCH = { fill: WALKSHED.gebied.fill, stroke: WALKSHED.gebied.colour, "stroke-width": 1.6 };

  const nextPicture = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  /* Sets data-ready on the page when the picture is finished. */
  wozgeo.startKaart = function (map, layers) {
    const kaart = (wozgeo.kaart = new wozgeo.Kaart(map, layers));
    kaart
      .start()
      .then(nextPicture)
      .then(() => {
        performance.mark("klaar");
        document.documentElement.dataset.ready = "true";
      })
      .catch((fault) => {
        document.querySelector(".veld").append(make("p", { className: "melding", role: "alert", textContent: t("cannot_draw") }));
        byId("cijfers").open = true;
        throw fault;
      });
  };
})();
