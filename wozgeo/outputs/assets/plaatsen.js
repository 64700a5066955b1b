/* Where the names of places stand: near their place, and on nothing else. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { make } = wozgeo;

  wozgeo.Plaatsnamen = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.map = kaart.map;
      const pane = this.map.createPane("plaatsen");
      pane.style.zIndex = 450;
      pane.style.pointerEvents = "none";
      this.places = kaart.settings.places.map((place) => {
        const icon = L.divIcon({ html: make("span", { textContent: place.name }), className: "plaats", iconSize: [0, 0] });
        L.marker([place.lat, place.lon], { icon, pane: "plaatsen", interactive: false, keyboard: false }).addTo(this.map);
        return { icon, place };
      });
    }

    /* Largest first; beside a symbol rather than on it, and not at all where another name is or the map ends. */
    place() {
      const zoom = this.map.getZoom();
      const taken = [];
      for (const { icon, place } of this.places) {
        icon.options.html.hidden = zoom > 14 || zoom < 9 || Boolean(this.kaart.per.of(this.kaart.view)); /* areas have names of their own */
        if (icon.options.html.hidden) continue;
        const at = this.map.latLngToLayerPoint([place.lat, place.lon]);
        const half = 4.4 * place.name.length + 4;
        const free = (dy) => taken.every((box) => Math.abs(box.x - at.x) > box.half + half || Math.abs(box.y - at.y - dy) > 20);
        const tries = [0, -20, 20, -34, 34].filter(free);
        const [clear, passable] = [true, false].map((strict) => tries.find((move) => !this.symbolNear(at, half, move, strict)));
        const dy = clear ?? passable ?? tries[0];
        const x = this.map.layerPointToContainerPoint(at).x;
        const cut = x < half || x > this.map.getSize().x - half;
        const shown = dy !== undefined && !cut;
        if (shown) {
          taken.push({ x: at.x, y: at.y + dy, half });
          icon.options.html.style.top = dy + "px";
        }
        icon.options.html.hidden = !shown;
      }
    }

    symbolNear(at, half, dy, strict) {
      for (let dx = -half; dx <= half; dx += 12) {
        const latlng = this.map.layerPointToLatLng([at.x + dx, at.y + dy]);
        if (this.kaart.facilities.hits(latlng, 8).length || (strict && this.kaart.oordelen?.hits(latlng, 6).some((hit) => !hit.rank))) return true;
      }
      return false;
    }
  };
})();
