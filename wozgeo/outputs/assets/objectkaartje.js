/* The card of a plan, a complex, a cluster or an area: verdict, why, what it needs, how far it is. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, figure, oneDecimal, make, facilitySymbol, verdictSymbol } = wozgeo;
  const [MIN, MEDIAN, MAX] = [0, 1, 2];

  /* Metres from a code: null unknown, Infinity beyond the search limit. */
  function metres(code) {
    if (code === wozgeo.CODE_UNKNOWN) return null;
    return code === wozgeo.CODE_BEYOND ? Infinity : code - wozgeo.CODE_ZERO;
  }

  /* Metres of a plan or complex: as in the sentences, to a tenth. */
  function fromTenths(tenths) {
    return tenths === null || tenths >= 0 ? tenths && tenths / 10 : Infinity;
  }

  /* Tenths of a metre, as in the sentence. */
  wozgeo.marginWords = function (tenths) {
    if (tenths === null) return "";
    if (tenths === 0) return t("on_the_limit");
    return t(tenths < 0 ? "too_far" : "to_spare", { n: oneDecimal(Math.abs(tenths) / 10) });
  };

  /* A plan is measured at places on its site, all else at its dwellings. */
  const ofPlaces = (key, record) => (record.soort === "plannen" ? key : key + "_homes");

  /* A verdict in words, and whether it is firm. */
  wozgeo.verdictWords = (look, { zacht }) => (zacht ? t("not_firm", { verdict: look.label }) : look.label);

  // the id of a cluster is nobody's but ours: it stands where there is no name alone
  const kindOf = (record) => t("soort." + record.soort, { id: record.soort === "clusters" ? "" : record.id }).trim();
  wozgeo.nameOf = (record) => record.naam || t("soort." + record.soort, { id: record.id });

  wozgeo.ObjectKaartje = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.settings = kaart.settings;
    }

    homes(n) {
      return n === null ? "" : t("homes", { n });
    }

    open(i, voorziening) {
      const { oordelen, card, choice } = this.kaart;
      const record = oordelen.records[i];
      if (this.kaart.hidden.has(record.soort)) this.kaart.setHidden(record.soort, false);
      this.kaart.reveal(i);
      const chosen = voorziening || this.walkOf(i);
      const under = [record.naam && kindOf(record), record.kern, this.homes(record.n)].filter(Boolean).join(" · ");
      card.open(
        wozgeo.nameOf(record),
        make("p", { className: "onder", textContent: under }),
        oordelen.known[i] ? null : make("p", { className: "let", textContent: t("no_place") }),
        ...this.verdicts(record),
        this.distances(i, record, chosen),
        this.scoreLine(record),
        this.facts(record),
        oordelen.known[i] ? wozgeo.coordinates(oordelen.latLng(i)) : null
      );
      choice.object(i, chosen);
      if (oordelen.known[i]) card.uncover(oordelen.latLng(i));
    }

    /* Which way to walk is drawn first: that of the view, else the one that verdicts are about. */
    walkOf(i) {
      const known = this.kaart.walks.keysOf(i);
      const wanted = [this.kaart.view?.key, "ontmoetingsplek", ...known];
      return wanted.find((key) => known.includes(key));
    }

    /* ---- verdicts --------------------------------------------------------------------------- */

    verdicts(record) {
      const first = this.kaart.definition();
      const order = record.oordelen.map((_, d) => d).sort((one, other) => (other === first) - (one === first) || one - other);
      return order.map((d, k) => this.verdict(record, d, record.oordelen[d], k === 0));
    }

    verdict(record, d, said, first) {
      const look = this.settings.listed.oordelen[said.o];
      const title = this.settings.listed.definities[d];
      const line = make("p", { className: "oordeel" }, verdictSymbol(look, record.soort, said.zacht), make("strong", { textContent: wozgeo.verdictWords(look, said) }));
      if (said.bijna) line.append(make("span", { className: "bijna", textContent: t("near_miss") }));
      if (said.marge !== null && !this.tells(said, said.marge)) line.append(make("span", { className: "marge", textContent: wozgeo.marginWords(said.marge) }));
      const part = (className, label, text) => (text ? make("p", { className }, make("b", { textContent: label }), text) : null);
      const share = said.deel === null || said.marge === null ? "" : t(ofPlaces("share_within", record), { n: said.deel });
      const block = this.verdictBlock(title, line, first);
      const turns = said.zacht || look.key === "onbekend" ? "let" : "steunt";
      const rests = /^(hangt|hangs) /i.test(said.hangt || "") ? "" : t("hangs_on"); /* what it says itself is not said before it */
      const parts = [make("p", { textContent: said.zin }), part(turns, rests, said.hangt), part("nodig", t("needed"), said.nodig), part("let", t("missing"), said.ontbreekt), part("deelbinnen", "", share), part("deelbinnen", "", said.ruimte)];
      block.append(...parts.filter((element) => element && element.textContent));
      return block;
    }

    /* Whether the sentences give these metres already. */
    tells({ zin, nodig }, tenths) {
      const metres = ` ${oneDecimal(Math.abs(tenths) / 10)} m`;
      return ` ${zin || ""} ${nodig || ""}`.includes(metres);
    }

    /* That of the view is open; of the others the verdict shows and the rest unfolds. */
    verdictBlock(title, line, first) {
      const heading = make("h3", { textContent: title });
      if (first) return make("section", { className: "oordeelblok" }, heading, line);
      line.classList.add("kort");
      return make("details", { className: "oordeelblok" }, make("summary", {}, heading, line));
    }

    /* ---- distances -------------------------------------------------------------------------- */

    distances(i, record, chosen) {
      const rows = make("ul", { className: "afstanden" });
      this.settings.listed.voorzieningen.forEach((voorziening, v) => rows.append(this.distanceRow(i, voorziening, record, record.afstanden[v], chosen)));
      return rows.childElementCount ? rows : null;
    }

    distanceRow(i, { key, label }, record, walk, chosen) {
      const { kaart } = this;
      const kind = kaart.kinds[key] || { letter: label[0].toUpperCase(), path: null };
      const [near, middle, far] = [MIN, MEDIAN, MAX].map((measure) => fromTenths(walk.m[measure]));
      const measured = this.measured(key, record, far);
      const asked = this.settings.listed.gevraagd[kaart.definition()]?.[key];
      const said = make("span", { className: "hoever" });
      if (measured !== null && Number.isFinite(measured)) said.append(make("strong", { textContent: oneDecimal(measured) + "\u00a0m" }), kaart.card.minutes(measured));
      else said.textContent = this.settings.reasons[walk.reden] || walk.reden || t(measured === null ? "unknown" : "beyond");
      const row = make("li", { className: key === chosen ? "gekozen" : "" }, facilitySymbol(kind), make("span", { className: "wat", textContent: label }), said);
      if (measured !== far) row.append(make("span", { className: "spreiding", textContent: t("spread_measured", { far: this.short(far), middle: this.short(middle), near: this.short(near) }) }));
      else if (near !== far && near !== null) row.append(make("span", { className: "spreiding", textContent: t(ofPlaces("spread", record), { middle: this.short(middle), near: this.short(near) }) }));
      if (asked) row.append(make("span", { className: "spreiding", textContent: t("asked", { bound: asked }) }));
      row.append(this.facilityLine(i, key, label, walk));
      if (walk.rand) row.append(make("span", { className: "let", textContent: t("nearer_outside") }));
      row.append(...this.routeNotes(i, key, key === chosen));
      for (const at of this.kaart.walks.byOtherDoors(i, key)) row.append(make("span", { className: "spreiding", textContent: t(key === chosen ? "by_door_drawn" : "by_door", { n: metres(kaart.routes.records[at].m) }) }));
      return row;
    }

    /* A walk that the verdict of the view is about, as its sentence says it; of another walk the farthest. */
    measured(key, record, far) {
      const d = this.kaart.definition();
      const { lopen, voorzieningen } = this.settings.listed;
      const each = record.oordelen[d]?.lopen;
      if (each && key in each) return fromTenths(each[key]);
      return voorzieningen[lopen[d]]?.key === key ? fromTenths(record.oordelen[d].gemeten) : far;
    }

    short(distance) {
      if (distance === null) return t("unknown");
      return Number.isFinite(distance) ? figure(Math.floor(distance)) + "\u00a0m" : t("beyond_short");
    }

    /* The facility that decides; a button where its way to walk can be drawn. */
    facilityLine(i, key, label, walk) {
      if (!walk.id && !walk.naam) return "";
      const name = walk.naam || t("unnamed", { label });
      const route = this.routeTo(i, key);
      if (route === undefined) return make("span", { className: "wie", textContent: name });
      const button = make("button", { type: "button", className: "wie", textContent: name, title: t("show_route") });
      button.addEventListener("click", () => {
        this.open(i, key);
        this.kaart.fit(this.kaart.routes.bounds(route).extend(this.kaart.oordelen.bounds(i)));
        this.kaart.card.element.querySelector("li.gekozen button")?.focus();
      });
      return button;
    }

    routeTo(i, key) {
      return this.kaart.walks.of(i).find((at) => this.kaart.routes.records[at].v === key);
    }

    routeNotes(i, key, drawn) {
      const at = this.routeTo(i, key);
      if (at === undefined) return [];
      const unknown = this.kaart.routes.records[at].onbekend_m;
      if (!unknown) return [];
      const dotted = drawn ? t("dotted") : "";
      return [make("span", { className: "let", textContent: t("metres_unknown", { n: unknown }) + dotted })];
    }

    /* ---- the rest --------------------------------------------------------------------------- */

    scoreLine(record) {
      if (record.score === null) return null;
      const rank = record.rang === null ? "" : t("rank", { n: record.rang });
      return make("p", { className: "score" }, t("score") + " ", make("strong", { textContent: figure(record.score) }), t("of_100") + rank);
    }

    facts(record) {
      if (!record.feiten.length) return null;
      const list = make("dl", { className: "feiten" });
      for (const [term, text] of record.feiten) list.append(make("dt", { textContent: term }), make("dd", { textContent: text }));
      return make("details", { className: "bronfeiten" }, make("summary", { textContent: t("facts") }), list);
    }

    /* ---- a path that is not there ------------------------------------------------------------ */

    openPath(i) {
      const { nieuw, card, choice, kinds, legend, settings } = this.kaart;
      const record = nieuw.records[i];
      const { laag } = settings.listed.paden.find((each) => each.doet === record.doet);
      if (!legend.layers[laag].checked) legend.layers[laag].click();
      const under = [kinds[record.v]?.label, t("path_rank", { n: record.rang }), record.kern].filter(Boolean).join(" · ");
      card.open(t("path." + record.doet), make("p", { className: "onder", textContent: under }), make("p", { textContent: record.zin }), make("p", { className: "noot", textContent: t("path_note") }), wozgeo.coordinates(nieuw.latLng(i)));
      choice.path(i);
      card.uncover(nieuw.latLng(i));
    }

    /* ---- kern or buurt ---------------------------------------------------------------------- */

    openArea(i) {
      const { gebieden, card, choice, kinds } = this.kaart;
      const record = gebieden.records[i];
      const rows = make("ul", { className: "afstanden" });
      for (const walk of record.afstanden) {
        const kind = kinds[walk.v] || { letter: walk.v[0].toUpperCase(), path: null, label: walk.v };
        const typical = metres(walk.mediaan);
        const said = make("span", { className: "hoever" }, make("strong", { textContent: this.short(typical) }), t("median"));
        const within = walk.binnen.filter(([, share]) => share > 0).map(([limit, share]) => `${figure(limit)}\u00a0m: ${share}\u00a0%`).join(" · ");
        const row = make("li", {}, facilitySymbol(kind), make("span", { className: "wat", textContent: kind.label }), said);
        if (within) row.append(make("span", { className: "spreiding", textContent: t("within", { list: within }) }));
        if (walk.geen) row.append(make("span", { className: "let", textContent: t("none_within", { n: walk.geen }) }));
        if (walk.onbekend) row.append(make("span", { className: "let", textContent: t("distance_unknown", { n: walk.onbekend }) }));
        rows.append(row);
      }
      const under = [record.niveau, this.homes(record.n)].filter(Boolean).join(" · ");
      const seniors = (record.ouderen || []).map((textContent) => make("p", { className: "zin", textContent }));
      card.open(record.naam, make("p", { className: "onder", textContent: under }), ...seniors, ...this.areaVerdicts(record), rows);
      choice.area(i);
    }

    /* Only what is there: a kern without plans has nothing to count. */
    areaVerdicts(record) {
      const words = this.settings.listed.oordelen.map((look) => look.key);
      return record.oordelen.flatMap((counts, d) => {
        if (!Object.keys(counts).length) return [];
        const filled = Object.entries(counts).filter(([, each]) => each.some((n) => n > 0));
        const lines = filled.map(([soort, each]) => {
          const said = each.map((n, k) => n && t("said_" + words[k], { n })).filter(Boolean).join(", ");
          return make("p", { textContent: t("area_verdicts", { objects: t("words." + soort), counts: said }) });
        });
        if (!lines.length) lines.push(make("p", { textContent: t("area_none") }));
        return [make("section", { className: "oordeelblok" }, make("h3", { textContent: this.settings.listed.definities[d] }), ...lines)];
      });
    }
  };
})();
