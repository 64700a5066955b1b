/* The panel: which view, its legend with classes to switch off, what else is on the map. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, figure, byId, make, svg, facilitySymbol, classSymbol, verdictSymbol, pathSymbol } = wozgeo;
  const COLUMNS = { plannen: "48px", complexen: "68px", clusters: "50px" };
  const PLAIN = { shape: "circle", colour: "#1f2d38" };
  const NO_BREAK_HYPHEN = "\u2011"; /* OV-halte on one line */

  wozgeo.Legenda = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.settings = kaart.settings;
    }

    fill() {
      this.kinds = {};
      this.fillViews();
      this.fillFacilities();
      this.fillListed();
      this.fillLayers();
      this.fillOnline();
    }

    check(list, { value, symbol, text, n, checked = true, change, name = "" }) {
      const input = make("input", { type: name ? "radio" : "checkbox", name, checked, value });
      input.addEventListener("change", () => change(input.checked));
      const count = n === undefined ? null : make("span", { className: "n", textContent: figure(n) });
      const words = make("span", { textContent: text }, make("small", { className: "wacht", textContent: t("when_zoomed_in"), hidden: true }));
      const label = make("label", { className: "keuze" }, input, symbol, words, count);
      list.append(make("li", {}, label));
      return input;
    }

    /* ---- views ------------------------------------------------------------------------------ */

    fillViews() {
      const box = byId("weergave");
      this.radios = {};
      for (const view of this.settings.views) {
        const input = make("input", { type: "radio", name: "weergave", value: view.key, checked: view === this.kaart.view });
        input.addEventListener("change", () => this.kaart.show(view));
        this.radios[view.key] = input;
        box.append(make("label", { className: view.column ? "keuze" : "keuze breed" }, input, this.viewSymbol(view), make("span", { textContent: view.label })));
      }
      box.hidden = !this.settings.views.length;
    }

    viewSymbol(view) {
      const kind = this.kaart.kinds[view.key];
      if (kind) return facilitySymbol(kind);
      if (view.definition === undefined) return make("span", { className: "symbool cijfer", textContent: view.sign, ariaHidden: "true" });
      return svg("svg", { viewBox: "0 0 24 24", class: "symbool", "aria-hidden": "true" },
        svg("circle", { cx: 12, cy: 12, r: 11, fill: "#1f2d38" }),
        svg("path", { d: "M6.5 12.5l3.8 3.8 7.2-8", fill: "none", stroke: "#fff", "stroke-width": 2.4 }));
    }

    /* ---- classes ---------------------------------------------------------------------------- */

    show(view) {
      if (!view) return;
      this.radios[view.key].checked = true;
      const per = this.kaart.per?.of(view);
      this.kaart.per?.follow(view);
      byId("legenda-titel").textContent = (per ? per.titles[view.key] : view.title).replace(/-/g, NO_BREAK_HYPHEN);
      const verdicts = view.definition !== undefined;
      byId("klassen").classList.toggle("oordelen", verdicts);
      byId("klassen").replaceChildren(...(verdicts ? this.verdictRows(view) : per ? this.kaart.per.rows(view) : this.distanceRows(view)));
      this.note(view, verdicts);
      this.follow();
    }

    /* Say of what is switched on but not drawn at this zoom that it waits. */
    follow() {
      for (const [key, input] of Object.entries(this.kinds)) {
        const waits = this.kaart.waits(key);
        input.closest("li").classList.toggle("wachtend", waits);
        input.closest("li").querySelector(".wacht").hidden = !waits;
      }
    }

    toggle(view, k, text) {
      const input = make("input", { type: "checkbox", checked: !this.kaart.isOff(view, k) });
      input.setAttribute("aria-label", t("show", { what: text }));
      input.addEventListener("change", () => this.kaart.setOff(view, k, !input.checked));
      return input;
    }

    row(view, k, symbol, ...cells) {
      const look = view.classes[k];
      const name = make("span", { className: "klasse", textContent: look.label });
      const label = make("label", { className: "rij" }, this.toggle(view, k, look.label), symbol, name, ...cells);
      const item = make("li", {}, label);
      item.dataset.klasse = k;
      name.dataset.uit = t("not_shown"); /* on paper */
      return item;
    }

    distanceRows(view) {
      const largest = Math.max(1, ...view.classes.map((look) => look.n));
      return view.classes.map((look, k) => {
        const share = look.percent; /* whole, 100 together */
        const bar = make("span", { className: "balk" });
        bar.style.setProperty("--deel", look.n / largest);
        bar.style.setProperty("--kleur", look.colour);
        const count = make("span", { className: "n", textContent: figure(look.n) });
        const part = make("span", { className: "deel", textContent: look.n && !share ? "<1\u00a0%" : share + "\u00a0%" });
        return this.row(view, k, classSymbol(look), count, part, bar);
      });
    }

    /* Counts of plans and complexes beside each verdict; clusters are for a conversation, not a score. */
    verdictRows(view) {
      const soorten = Object.keys(this.settings.listed.soorten);
      const heads = soorten.map((soort) => make("span", { className: "n", textContent: t("short." + soort) }));
      const head = make("li", { className: "hoofd", ariaHidden: "true" }, ...heads);
      const rows = view.classes.map((look, k) => {
        const cells = soorten.map((soort) => {
          const cell = make("span", { className: "n", textContent: figure(look.counts[soort]) });
          cell.append(make("span", { className: "voorlezen", textContent: ` ${t("words." + soort)}, ` }));
          return cell;
        });
        return this.row(view, k, verdictSymbol(look, "complexen", look.zacht), ...cells);
      });
      byId("klassen").style.setProperty("--kolommen", soorten.map((soort) => COLUMNS[soort]).join(" "));
      return [head, ...rows];
    }

    note(view, verdicts) {
      byId("vraagt").hidden = !view.vraagt;
      byId("vraagt").textContent = view.vraagt || "";
      const thin = byId("dun");
      thin.hidden = !this.settings.thin[view.key];
      thin.textContent = this.settings.thin[view.key] || "";
      const note = byId("dubbel");
      note.hidden = Boolean(this.kaart.per?.of(view)) || !(verdicts ? view.n_bijna : view.n_doubtful);
      if (note.hidden) return;
      if (verdicts) {
        const ring = svg("svg", { viewBox: "0 0 20 20", class: "staal", "aria-hidden": "true" }, svg("circle", { cx: 10, cy: 10, r: 8.5, fill: "#fff", stroke: "#1f2d38", "stroke-width": 1.6 }), svg("circle", { cx: 10, cy: 10, r: 4, fill: "#8a8a8a" }));
        note.replaceChildren(ring, make("span", { textContent: t("near_miss_note", { n: view.n_bijna }) }));
        return;
      }
      note.replaceChildren(classSymbol({ shape: "dot", colour: "#8a8a8a" }, true), make("span", { textContent: t("doubtful_note", { n: view.n_doubtful }) }));
    }

    /* ---- what else is on the map ------------------------------------------------------------ */

    fillFacilities() {
      for (const kind of this.settings.facilities) {
        const change = (on) => this.kaart.setHidden(kind.key, !on);
        this.kinds[kind.key] = this.check(byId("soorten"), { value: kind.key, symbol: facilitySymbol(kind), text: kind.label, n: kind.n, change });
      }
    }

    fillListed() {
      const counts = this.settings.listed.soorten;
      for (const soort of Object.keys(counts)) {
        const change = (on) => this.kaart.setHidden(soort, !on);
        const checked = !this.kaart.hidden.has(soort);
        this.kinds[soort] = this.check(byId("objecten"), { value: soort, symbol: verdictSymbol(PLAIN, soort), text: t("words." + soort), n: counts[soort], checked, change });
      }
    }

    fillLayers() {
      const { listed } = this.settings;
      this.layers = {};
      const offer = (laag, text, symbol, n) => {
        this.layers[laag] = this.check(byId("lagen"), { value: laag, symbol, text, n, checked: false, change: (on) => this.kaart.setLayer(laag, on) });
      };
      const swatch = (attributes) => svg("svg", { viewBox: "0 0 20 20", class: "staal", "aria-hidden": "true" }, svg("rect", { x: 2, y: 4, width: 16, height: 12, ...attributes }));
      if (listed.loopgebied) offer("loopgebied", t("layer.loopgebied", { n: listed.limit_m }), swatch(wozgeo.WALKSHED_SWATCH));
      for (const laag of listed.lagen) offer(laag, t("layer." + laag), swatch(wozgeo.AREA_SWATCHES[laag]));
      for (const { doet, laag, n, colour } of listed.paden) offer(laag, t("layer." + laag), pathSymbol(doet, colour), n);
      this.kaart.lagen?.fill(this);
      byId("lagen-kop").hidden = byId("lagen").hidden = !byId("lagen").childElementCount;
      byId("objecten").hidden = !byId("objecten").childElementCount;
    }

    /* ---- maps from the network -------------------------------------------------------------- */

    fillOnline() {
      const { online } = this.settings;
      const box = byId("netwerk");
      box.hidden = !online.length;
      if (!online.length) return;
      const list = byId("ondergronden");
      const offer = (value, text, tiles) => {
        const input = this.check(list, { value, text, symbol: null, checked: !tiles, name: "ondergrond", change: () => this.kaart.setBackdrop(tiles) });
        input.id = "ondergrond-" + value;
      };
      offer("bestand", t("backdrop.own"), null);
      for (const tiles of online) offer(tiles.key, tiles.label, tiles);
      this.fault = make("p", { className: "noot", hidden: true, textContent: t("backdrop.fault") });
      this.fault.setAttribute("role", "status");
      box.append(this.fault);
    }

    online(answers) {
      if (this.fault) this.fault.hidden = answers;
    }
  };
})();
