/* What the reader points at: finding it under the pointer, marking it, drawing the way to walk. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, byId, dotRadius, signRadius } = wozgeo;
  const ACCENT = "#b4005a";
  const FACILITY_RING = 17;
  const CENTRE_PX = 30; /* around the middle of the map, for who has no pointer */
  const [POINT, LINE, RING] = [0, 1, 2];

  wozgeo.Keuze = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.map = kaart.map;
      this.marks = L.layerGroup().addTo(kaart.map);
      this.chosen = null; /* { soort: "woning" | "voorziening" | "oordelen" | "gebieden" | "nieuw" | "meer", i } */
    }

    listen() {
      const { map, kaart } = this;
      const touch = window.matchMedia("(pointer: coarse)").matches;
      const container = map.getContainer();
      map.on("click", (event) => this.at(event.latlng, touch ? 12 : 4));
      map.on("zoomend", () => this.chosen && this.remark());
      map.on("mousemove", (event) => {
        const { oordelen, facilities, dwellings, nieuw, lagen } = kaart;
        const more = lagen ? lagen.hits(event.latlng, 1) : {};
        const hit = more.sign !== undefined || more.line !== undefined || (nieuw && nieuw.hits(event.latlng, 1).length) || (oordelen && oordelen.hits(event.latlng, 1).length) || facilities.hits(event.latlng, 1).length || dwellings.hits(event.latlng, 2).length;
        container.classList.toggle("raak", Boolean(hit));
      });
      container.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target !== container) return;
        event.preventDefault();
        if (this.at(map.getCenter(), CENTRE_PX)) byId("kaartje-titel").focus();
        else kaart.say(t("nothing_here"));
      });
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !kaart.card.element.hidden && event.target.id !== "zoek") this.close();
      });
    }

    /* Signs and symbols lie on top, so they go first; areas under everything, so they go last. */
    at(latlng, tolerancePx) {
      const { card, oordelen, facilities, dwellings, gebieden, nieuw } = this.kaart;
      const path = nieuw ? nieuw.hits(latlng, tolerancePx / 2)[0] : undefined;
      if (path) return this.open(() => this.kaart.objectCard.openPath(path.i));
      const more = this.kaart.lagen ? this.kaart.lagen.hits(latlng, tolerancePx / 2) : {};
      const of = (i) => this.open(() => this.kaart.lagen.open(i));
      if (more.sign !== undefined) return of(more.sign);
      const listed = oordelen ? oordelen.hits(latlng, tolerancePx / 2) : [];
      const sign = listed.find((hit) => hit.rank === 0);
      const facility = facilities.hits(latlng, tolerancePx / 2)[0];
      if (sign && !(facility && facility.away < sign.away)) return this.open(() => this.kaart.objectCard.open(sign.i));
      if (facility) return this.open(() => card.openFacility(facility.i));
      if (more.line !== undefined) return of(more.line);
      const found = this.kaart.recedes() && listed.length ? [] : dwellings.hits(latlng, tolerancePx);
      if (found.length) {
        const together = found.filter((hit) => hit.away - found[0].away < 1.5).map((hit) => hit.i);
        return this.open(() => card.openDwelling(together, 0));
      }
      if (listed.length) return this.open(() => this.kaart.objectCard.open(listed[0].i));
      if (more.area !== undefined) return of(more.area);
      const area = gebieden ? gebieden.hits(latlng, 0)[0] : undefined;
      if (area) return this.open(() => this.kaart.objectCard.openArea(area.i));
      if (this.chosen) this.close();
      else if (tolerancePx < CENTRE_PX) return this.open(() => card.openPlace(latlng));
      return false;
    }

    open(show) {
      show();
      return true;
    }

    close() {
      const { element } = this.kaart.card;
      const inside = element.contains(document.activeElement);
      element.hidden = true;
      this.clear();
      document.documentElement.classList.remove("kaartje-open");
      const back = this.cameFrom && document.contains(this.cameFrom) ? this.cameFrom : this.map.getContainer();
      this.cameFrom = null;
      if (inside) back.focus({ preventScroll: true });
      this.kaart.tell();
    }

    /* Show a whole object (or its way to walk) beside the card. */
    fit(bounds) {
      const card = byId("kaartje").getBoundingClientRect();
      const map = this.map.getContainer().getBoundingClientRect();
      const margin = Math.min(50, map.width / 8, map.height / 8);
      const left = card.width ? Math.max(0, card.left - map.left) : map.width;
      const above = card.width ? Math.max(0, card.top - map.top) : map.height;
      const stands = left * map.height >= above * map.width; /* beside the card there is most room, or above it */
      const beside = stands ? map.width - left : 0;
      const under = stands ? 0 : map.height - above;
      const most = [map.width - 3 * margin, map.height - 3 * margin];
      const corner = [Math.min(beside + margin, most[0]), Math.min(under + margin, most[1])];
      this.map.fitBounds(bounds, { paddingTopLeft: [margin, margin], paddingBottomRight: corner, maxZoom: 17, animate: false });
    }

    /* Where what is chosen and its way to walk lie; null for nothing. */
    bounds() {
      const bounds = L.featureGroup(this.marks.getLayers()).getBounds();
      return this.chosen && bounds.isValid() ? bounds : null;
    }

    clear() {
      this.chosen = null;
      this.marks.clearLayers();
    }

    /* ---- marks ------------------------------------------------------------------------------ */

    ring(latlng, radius) {
      const options = { radius, fill: false, interactive: false };
      L.circleMarker(latlng, { ...options, color: "#ffffff", weight: 6 }).addTo(this.marks);
      L.circleMarker(latlng, { ...options, color: ACCENT, weight: 3 }).addTo(this.marks);
    }

    /* The whole way, then over it the stretches that may not be walkable: dots on white. */
    walk({ line, unknown }) {
      const draw = (latlngs, options) => L.polyline(latlngs, { interactive: false, lineCap: "round", lineJoin: "round", ...options }).addTo(this.marks);
      draw(line, { color: "#ffffff", weight: 8, opacity: 0.95 });
      draw(line, { color: ACCENT, weight: 4 });
      for (const stretch of unknown) {
        draw(stretch, { color: "#ffffff", weight: 6, lineCap: "butt" });
        draw(stretch, { color: ACCENT, weight: 4.5, dashArray: "0.5 9" });
      }
    }

    choose(soort, i, draw, voorziening) {
      this.chosen = { soort, i, draw, voorziening };
      this.remark();
      this.kaart.tell();
    }

    remark() {
      this.marks.clearLayers();
      if (this.chosen) this.chosen.draw(this.chosen.i);
    }

    /* The way to the voorziening that the card is about; where it is not known a ring says which place. */
    dwelling(i, voorziening) {
      const { kaart } = this;
      this.choose("woning", i, () => {
        const walk = voorziening && kaart.walks.ofDwelling(i, voorziening);
        if (walk) this.walk(walk);
        this.ring(kaart.dwellings.table.latLng(i), dotRadius(this.map.getZoom()) + 6);
        const at = voorziening && kaart.facilityOf(i, voorziening);
        if (at !== undefined) this.ring(kaart.facilities.table.latLng(at), FACILITY_RING);
      }, voorziening);
      kaart.walks.open().then(() => this.chosen?.soort === "woning" && this.chosen.i === i && this.remark());
    }

    place(latlng) {
      this.choose("plek", -1, () => this.ring(latlng, 8));
    }

    facility(i) {
      this.choose("voorziening", i, () => this.ring(this.kaart.facilities.table.latLng(i), FACILITY_RING));
    }

    /* A site or all addresses, and the ways to walk that the card shows. */
    object(i, voorziening) {
      const { kaart } = this;
      const { oordelen } = kaart;
      this.choose("oordelen", i, () => {
        if (voorziening) for (const at of kaart.walks.byOtherDoors(i, voorziening)) this.byDoor(at);
        for (const at of kaart.walks.of(i)) if (kaart.routes.records[at].v === voorziening) this.route(at);
        for (const outline of oordelen.outlines(i, [LINE, RING])) this.outline(outline);
        if (!oordelen.known[i]) return;
        const points = oordelen.outlines(i, [POINT]).map(([place]) => place);
        if (points.length > 1) for (const place of points) L.circleMarker(place, { radius: 4.5, color: "#ffffff", weight: 1.5, fillColor: ACCENT, fillOpacity: 1, interactive: false }).addTo(this.marks);
        this.ring(oordelen.latLng(i), signRadius(this.map.getZoom()) * 1.5 + 4);
      }, voorziening);
    }

    outline(latlngs) {
      L.polyline(latlngs, { color: "#ffffff", weight: 6, interactive: false }).addTo(this.marks);
      L.polyline(latlngs, { color: ACCENT, weight: 3, interactive: false }).addTo(this.marks);
    }

    route(at) {
      const { kaart } = this;
      const record = kaart.routes.records[at];
      this.walk(kaart.walks.listed(at));
      const facility = kaart.facilityAt.get(record.v + " " + record.naar);
      if (facility !== undefined) this.ring(kaart.facilities.table.latLng(facility), FACILITY_RING);
    }

    /* By another door: dashed and thinner, under the way that counts. */
    byDoor(at) {
      const { line } = this.kaart.walks.listed(at);
      const draw = (options) => L.polyline(line, { interactive: false, lineCap: "butt", lineJoin: "round", ...options }).addTo(this.marks);
      draw({ color: "#ffffff", weight: 7, opacity: 0.95 });
      draw({ color: ACCENT, weight: 3, dashArray: "9 6" });
    }

    path(i) {
      this.choose("nieuw", i, () => {
        this.kaart.nieuw.outlines(i, [LINE]).forEach((outline) => this.outline(outline));
        this.ring(this.kaart.nieuw.latLng(i), FACILITY_RING);
      });
    }

    area(i) {
      this.choose("gebieden", i, () => this.kaart.gebieden.outlines(i, [RING]).forEach((outline) => this.outline(outline)));
    }
  };
})();
