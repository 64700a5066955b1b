/* The map on paper: A4 landscape, with legend, source and date. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, locale, byId } = wozgeo;

  const inWords = (day) => day.toLocaleDateString(locale(), { day: "numeric", month: "long", year: "numeric" });

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
      const today = inWords(new Date());
      const pdok = byId("bron-pdok") ? byId("bron-pdok").textContent : "";
      const parts = [t("print_source", { text: settings.attribution + pdok }), settings.made_on && t("print_data", { date: /^\d{4}-\d\d-\d\d$/.test(settings.made_on) ? inWords(new Date(settings.made_on)) : settings.made_on }), t("print_day", { date: today })];
      byId("drukregel").textContent = parts.filter(Boolean).join(" · ");
      byId("drukregel").hidden = false;
      document.documentElement.classList.add("afdruk");
      this.fitCard();
      this.fitLegend();
      map.invalidateSize({ pan: false, animate: false });
      const whole = L.latLngBounds(settings.bounds);
      const all = this.before.bounds.contains(whole) && this.before.zoom <= this.kaart.zoomFor(whole) + 1;
      const zoom = all ? this.kaart.zoomFor(whole) : map.getBoundsZoom(this.before.bounds, false);
      const chosen = this.kaart.card.element.hidden ? null : this.kaart.choice.bounds();
      if (chosen) this.kaart.fit(chosen);
      else this.kaart.finely(() => map.setView(all ? whole.getCenter() : this.before.center, Math.max(zoom, this.before.zoom - 1), { animate: false }));
      if (this.kaart.streets) this.kaart.streets.asPicture();
    }

    /* A card that is longer than the sheet becomes smaller, so that nothing of it is cut off. */
    fitCard() {
      const { element } = this.kaart.card;
      const room = document.querySelector(".veld").clientHeight - 24;
      element.style.zoom = element.hidden ? "" : String(Math.min(1, room / element.scrollHeight));
    }

    /* The same for a legend with many layers: what is on the map is explained on the sheet. */
    fitLegend() {
      const legend = byId("inhoud");
      legend.style.zoom = "";
      legend.style.zoom = String(Math.max(0.5, Math.min(1, legend.clientHeight / legend.scrollHeight)));
    }

    restore() {
      if (!this.before) return;
      if (this.kaart.streets) this.kaart.streets.asCanvas();
      this.kaart.card.element.style.zoom = byId("inhoud").style.zoom = "";
      document.documentElement.classList.remove("afdruk");
      byId("drukregel").hidden = true;
      this.kaart.map.invalidateSize({ pan: false, animate: false });
      this.kaart.finely(() => this.kaart.map.setView(this.before.center, this.before.zoom, { animate: false }));
      this.before = null;
    }
  };
})();
