/* The address of the page (after #): view, place, layers and choice, so that a link shows the same. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const DIGITS = 5;

  wozgeo.Adres = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.follow();
      kaart.map.on("moveend", () => this.tell());
      kaart.onChange(() => this.tell());
      window.addEventListener("hashchange", () => this.follow());
    }

    /* What is chosen, as kind and id: row numbers differ between two runs. */
    chosen() {
      const { chosen } = this.kaart.choice;
      if (!chosen) return "";
      const { i, soort } = chosen;
      if (soort === "plek") return "";
      if (soort === "woning") return "woning:" + this.kaart.dwellings.table.text("index", i);
      if (soort === "voorziening") return `${this.kaart.facilityKind(i)}:${this.kaart.facilities.table.text("index", i)}`;
      const record = this.kaart[soort].records[i];
      return soort === "oordelen" ? `${record.soort}:${record.id}` : `${record.laag}:${record.code || record.id}`;
    }

    tell() {
      if (this.busy) return;
      const { map, view, shown } = this.kaart;
      const { lat, lng } = map.getCenter();
      const said = new URLSearchParams({ kaart: `${Number(map.getZoom().toFixed(2))}/${lat.toFixed(DIGITS)}/${lng.toFixed(DIGITS)}` });
      if (view) said.set("weergave", view.key);
      const off = view ? [...(this.kaart.off[view.key] || [])] : [];
      const per = this.kaart.per.chosen;
      if (per) said.set("per", per.laag);
      if (off.length) said.set("zonder", off.sort().join("."));
      const { hidden } = this.kaart;
      const unlike = [...new Set([...hidden, ...this.kaart.hiddenAtFirst()])].filter((key) => hidden.has(key) !== this.kaart.hiddenAtFirst().includes(key));
      if (unlike.length) said.set("omgezet", unlike.sort().join("."));
      if (shown.size) said.set("lagen", [...shown].sort().join("."));
      if (this.chosen()) said.set("keuze", this.chosen());
      const drawn = this.kaart.choice.chosen?.voorziening;
      if (drawn) said.set("route", drawn);
      const text = "#" + said.toString().replace(/%2F/g, "/").replace(/%3A/g, ":");
      if (text === location.hash) return;
      try {
        history.replaceState(null, "", text);
      } catch {
        /* some viewers forbid it; the map works without */
      }
    }

    follow() {
      const asked = new URLSearchParams(location.hash.slice(1));
      this.busy = true;
      try {
        this.goView(asked);
        this.goKinds(asked.get("omgezet") || "");
        this.goLayers(asked.get("lagen") || "");
        this.goChoice(asked.get("keuze") || "", asked.get("route") || undefined);
        this.goPlace(asked.get("kaart"));
      } finally {
        this.busy = false;
      }
    }

    goView(asked) {
      const { views } = this.kaart.settings;
      const view = views.find(({ key }) => key === asked.get("weergave")) || views[0];
      if (!view) return;
      const off = (asked.get("zonder") || "").split(".").filter((k) => k !== "" && Number(k) in view.classes);
      this.kaart.off[view.key] = new Set(off.map(Number));
      const { per } = this.kaart;
      per.chosen = per.options.find(({ laag }) => laag === asked.get("per")) || null;
      if (per.options.length) per.radios[per.chosen ? per.chosen.laag : "woningen"].checked = true;
      this.kaart.show(view);
    }

    /* Kinds that are switched otherwise than at first; what the address does not name is as at first. */
    goKinds(text) {
      const turned = text.split(".");
      for (const key of Object.keys(this.kaart.legend.kinds)) {
        const hidden = this.kaart.hiddenAtFirst().includes(key) !== turned.includes(key);
        if (hidden !== this.kaart.hidden.has(key)) this.kaart.setHidden(key, hidden);
      }
    }

    goLayers(text) {
      const wanted = text.split(".");
      for (const [laag, input] of Object.entries(this.kaart.legend.layers)) {
        if (input.checked === wanted.includes(laag)) continue;
        input.checked = wanted.includes(laag);
        this.kaart.setLayer(laag, input.checked);
      }
    }

    goPlace(text) {
      const [zoom, lat, lng] = (text || "").split("/").map(Number);
      const sound = [zoom, lat, lng].every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lng) <= 180;
      if (sound) this.kaart.finely(() => this.kaart.map.setView([lat, lng], zoom, { animate: false }));
    }

    goChoice(text, voorziening) {
      const cut = text.indexOf(":");
      const [kind, id] = [text.slice(0, cut), text.slice(cut + 1)];
      const { kaart } = this;
      if (cut < 0) return void (kaart.choice.chosen && kaart.close());
      if (this.chosen() === text && kaart.choice.chosen.voorziening === voorziening) return;
      const rowOf = (table) => Array.from({ length: table.n }, (_, i) => i).find((i) => table.text("index", i) === id);
      const recordOf = (layer, test) => (layer ? layer.records.findIndex(test) : -1);
      if (kind === "woning") {
        const i = rowOf(kaart.dwellings.table);
        if (i !== undefined) kaart.card.openDwelling([i], 0, voorziening);
        return;
      }
      const facility = kaart.facilityAt.get(kind + " " + id);
      const listed = recordOf(kaart.oordelen, (record) => record.soort === kind && record.id === id);
      const area = recordOf(kaart.gebieden, (record) => record.laag === kind && record.code === id);
      const path = recordOf(kaart.nieuw, (record) => record.laag === kind && record.id === id);
      const more = kaart.lagen ? kaart.lagen.indexOf(kind, id) : -1;
      if (more >= 0) kaart.lagen.open(more);
      else if (path >= 0) kaart.objectCard.openPath(path);
      else if (listed >= 0) kaart.goTo(listed, voorziening); /* a place in the address is gone to after this */
      else if (area >= 0) kaart.objectCard.openArea(area);
      else if (facility !== undefined) kaart.card.openFacility(facility);
    }
  };
})();
