/* The map on paper: A4 landscape, with legend, source and date. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, locale, byId } = wozgeo;

  wozgeo.Afdruk = class {
    constructor(kaart) {
      this.kaart = kaart;
      byId("afdrukken").addEventListener("click", () => window.print());
      window.addEventListener("beforeprint", () => this.prepare());
      window.addEventListener("afterprint", () => this.restore());
    }

    /* The class gives the page the size of the paper, so that the tiles are there before it prints. */
    prepare() {
      const { map, settings } = this.kaart;
      this.before = { center: map.getCenter(), zoom: map.getZoom(), bounds: map.getBounds() };
      const today = new Date().toLocaleDateString(locale(), { day: "numeric", month: "long", year: "numeric" });
      const pdok = byId("bron-pdok") ? byId("bron-pdok").textContent : "";
      const parts = [t("print_source", { text: settings.attribution + pdok }), settings.made_on && t("print_data", { date: settings.made_on }), t("print_day", { date: today })];
      byId("drukregel").textContent = parts.filter(Boolean).join(" · ");
      byId("drukregel").hidden = false;
      document.documentElement.classList.add("afdruk");
      map.invalidateSize({ pan: false, animate: false });
      const whole = L.latLngBounds(settings.bounds);
      const all = this.before.bounds.contains(whole) && this.before.zoom <= this.kaart.zoomFor(whole) + 1;
      const zoom = all ? this.kaart.zoomFor(whole) : map.getBoundsZoom(this.before.bounds, false);
      map.setView(all ? whole.getCenter() : this.before.center, Math.max(zoom, this.before.zoom - 1), { animate: false });
    }

    restore() {
      if (!this.before) return;
      document.documentElement.classList.remove("afdruk");
      byId("drukregel").hidden = true;
      this.kaart.map.invalidateSize({ pan: false, animate: false });
      this.kaart.map.setView(this.before.center, this.before.zoom, { animate: false });
      this.before = null;
    }
  };
})();
