/* The card of a plan, a complex, a cluster or an area: verdict, why, what it needs, how far it is. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { nl, make, facilitySymbol, verdictSymbol, verdictWords } = wozgeo;
  const SOORT = { plannen: "bouwplan", complexen: "complex", clusters: "kansrijk cluster" };
  const [MIN, MEDIAN, MAX] = [0, 1, 2];

  /* Metres from a code: null unknown, Infinity beyond the search limit. */
  function metres(code) {
    if (code === wozgeo.CODE_UNKNOWN) return null;
    return code === wozgeo.CODE_BEYOND ? Infinity : code - wozgeo.CODE_ZERO;
  }

  /* Tenths of a metre rounded down: what is too far never looks like enough. */
  wozgeo.marginWords = function (tenths) {
    if (tenths === null) return "";
    if (tenths === 0) return "precies op de grens";
    if (tenths < 0) return tenths > -10 ? "minder dan 1 m te ver" : `${nl(Math.ceil(-tenths / 10))} m te ver`;
    return tenths < 10 ? "minder dan 1 m over" : `${nl(Math.floor(tenths / 10))} m over`;
  };

  wozgeo.nameOf = (record) => record.naam || `${SOORT[record.soort]} ${record.id}`;

  wozgeo.ObjectKaartje = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.settings = kaart.settings;
    }

    homes(n) {
      return n === null ? "" : n === 1 ? "1 woning" : `${nl(n)} woningen`;
    }

    open(i, voorziening) {
      const { oordelen, card, choice } = this.kaart;
      const record = oordelen.records[i];
      const chosen = voorziening || this.walkOf(i);
      const under = [record.naam && `${SOORT[record.soort]} ${record.id}`, record.kern, this.homes(record.n)].filter(Boolean).join(" · ");
      card.open(
        wozgeo.nameOf(record),
        make("p", { className: "onder", textContent: under }),
        oordelen.known[i] ? null : make("p", { className: "let", textContent: "geen plaats bekend: staat niet op de kaart" }),
        ...this.verdicts(record),
        this.distances(i, record, chosen),
        this.scoreLine(record),
        this.facts(record)
      );
      choice.object(i, chosen);
      if (oordelen.known[i]) card.uncover(oordelen.latLng(i));
    }

    /* Which way to walk is drawn first: that of the view, else the one that verdicts are about. */
    walkOf(i) {
      const known = this.kaart.routesOf(i).map((at) => this.kaart.routes.records[at].v);
      const wanted = [this.kaart.view?.key, "ontmoetingsplek", ...known];
      return wanted.find((key) => known.includes(key));
    }

    /* ---- verdicts --------------------------------------------------------------------------- */

    verdicts(record) {
      const first = this.kaart.definition();
      const order = record.oordelen.map((_, d) => d).sort((one, other) => (other === first) - (one === first) || one - other);
      return order.map((d) => this.verdict(record, d, record.oordelen[d]));
    }

    verdict(record, d, said) {
      const look = this.settings.listed.oordelen[said.o];
      const title = this.settings.listed.definities[d];
      const line = make("p", { className: "oordeel" }, verdictSymbol(look, record.soort), make("strong", { textContent: verdictWords(look.key) }));
      if (said.bijna) line.append(make("span", { className: "bijna", textContent: "net niet" }));
      if (said.marge !== null) line.append(make("span", { className: "marge", textContent: wozgeo.marginWords(said.marge) }));
      const part = (className, label, text) => (text ? make("p", { className }, make("b", { textContent: label }), text) : null);
      const share = said.deel === null ? "" : `${said.deel} % van de plekken ligt binnen de loopafstand.`;
      const block = make("section", { className: "oordeelblok" }, make("h3", { textContent: title }), line);
      const parts = [make("p", { textContent: said.zin }), part("deelbinnen", "", share), part("nodig", "Nodig: ", said.nodig), part("let", "Ontbreekt: ", said.ontbreekt), part("let", "Hangt af van: ", said.hangt)];
      block.append(...parts.filter((element) => element && element.textContent));
      return block;
    }

    /* ---- distances -------------------------------------------------------------------------- */

    distances(i, record, chosen) {
      const rows = make("ul", { className: "afstanden" });
      this.settings.listed.voorzieningen.forEach((voorziening, v) => rows.append(this.distanceRow(i, voorziening, record.afstanden[v], chosen)));
      return rows.childElementCount ? rows : null;
    }

    distanceRow(i, { key, label }, walk, chosen) {
      const { kaart } = this;
      const kind = kaart.kinds[key] || { letter: label[0].toUpperCase(), path: null };
      const far = metres(walk.m[MAX]);
      const said = make("span", { className: "hoever" });
      if (far !== null && Number.isFinite(far)) said.append(make("strong", { textContent: nl(far) + " m" }), kaart.card.minutes(far));
      else said.textContent = this.settings.reasons[walk.reden] || walk.reden || (far === null ? "onbekend" : "verder dan de zoekgrens");
      const row = make("li", { className: key === chosen ? "gekozen" : "" }, facilitySymbol(kind), make("span", { className: "wat", textContent: label }), said);
      const [near, middle] = [metres(walk.m[MIN]), metres(walk.m[MEDIAN])];
      if (near !== far && near !== null) row.append(make("span", { className: "spreiding", textContent: `verste plek; mediaan ${this.short(middle)}, dichtstbij ${this.short(near)}` }));
      row.append(this.facilityLine(i, key, label, walk));
      row.append(...this.routeNotes(i, key, key === chosen));
      return row;
    }

    short(distance) {
      if (distance === null) return "onbekend";
      return Number.isFinite(distance) ? nl(distance) + "\u00a0m" : "buiten de zoekgrens";
    }

    /* The facility that decides; a button where its way to walk can be drawn. */
    facilityLine(i, key, label, walk) {
      if (!walk.id && !walk.naam) return "";
      const name = walk.naam || `${label} zonder naam`;
      const route = this.routeTo(i, key);
      if (route === undefined) return make("span", { className: "wie", textContent: name });
      const button = make("button", { type: "button", className: "wie", textContent: name, title: "Toon de looproute" });
      button.addEventListener("click", () => {
        this.open(i, key);
        this.kaart.fit(this.kaart.routes.bounds(route).extend(this.kaart.oordelen.bounds(i)));
        this.kaart.card.element.querySelector("li.gekozen button")?.focus();
      });
      return button;
    }

    routeTo(i, key) {
      return this.kaart.routesOf(i).find((at) => this.kaart.routes.records[at].v === key);
    }

    routeNotes(i, key, drawn) {
      const at = this.routeTo(i, key);
      if (at === undefined) return [];
      const unknown = this.kaart.routes.records[at].onbekend_m;
      if (!unknown) return [];
      const dashed = drawn ? " (route gestippeld)" : "";
      return [make("span", { className: "let", textContent: `van ${nl(unknown)} m is niet bekend of die begaanbaar is${dashed}` })];
    }

    /* ---- the rest --------------------------------------------------------------------------- */

    scoreLine(record) {
      if (record.score === null) return null;
      const rank = record.rang === null ? "" : `, nummer ${nl(record.rang)} van de bouwplannen`;
      return make("p", { className: "score" }, "Score ", make("strong", { textContent: nl(record.score) }), ` van 100${rank}`);
    }

    facts(record) {
      if (!record.feiten.length) return null;
      const list = make("dl", { className: "feiten" });
      for (const [term, text] of record.feiten) list.append(make("dt", { textContent: term }), make("dd", { textContent: text }));
      return make("details", { className: "bronfeiten" }, make("summary", { textContent: "Opgegeven in de bron" }), list);
    }

    /* ---- kern or buurt ---------------------------------------------------------------------- */

    openArea(i) {
      const { gebieden, card, choice, kinds } = this.kaart;
      const record = gebieden.records[i];
      const rows = make("ul", { className: "afstanden" });
      for (const walk of record.afstanden) {
        const kind = kinds[walk.v] || { letter: walk.v[0].toUpperCase(), path: null, label: walk.v };
        const typical = metres(walk.mediaan);
        const said = make("span", { className: "hoever" }, make("strong", { textContent: this.short(typical) }), " mediaan");
        const within = walk.binnen.map(([limit, share]) => `${nl(limit)} m: ${share} %`).join(" · ");
        const row = make("li", {}, facilitySymbol(kind), make("span", { className: "wat", textContent: kind.label }), said);
        if (within) row.append(make("span", { className: "spreiding", textContent: `woningen binnen ${within}` }));
        if (walk.geen) row.append(make("span", { className: "let", textContent: `${this.homes(walk.geen)} zonder binnen de zoekgrens` }));
        if (walk.onbekend) row.append(make("span", { className: "let", textContent: `${this.homes(walk.onbekend)} onbekend` }));
        rows.append(row);
      }
      const under = [`${record.niveau} ${record.code === record.naam ? "" : record.code}`.trim(), this.homes(record.n)].filter(Boolean).join(" · ");
      card.open(record.naam, make("p", { className: "onder", textContent: under }), ...this.areaVerdicts(record), rows);
      choice.area(i);
    }

    areaVerdicts(record) {
      return record.oordelen.flatMap((counts, d) => {
        const lines = Object.entries(counts).map(([soort, [yes, no, unknown]]) => make("p", { textContent: `${wozgeo.SOORT_WORDS[soort]}: ${nl(yes ?? 0)} voldoet, ${nl(no ?? 0)} voldoet niet, ${nl(unknown ?? 0)} onbekend` }));
        if (!lines.length) return [];
        return [make("section", { className: "oordeelblok" }, make("h3", { textContent: this.settings.listed.definities[d] }), ...lines)];
      });
    }
  };
})();
