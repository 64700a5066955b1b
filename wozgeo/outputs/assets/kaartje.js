/* The card that opens when a dwelling or a facility is clicked: what is known of it, in words. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, figure, byId, make, facilitySymbol, classSymbol, classOf } = wozgeo;

  wozgeo.Kaartje = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.element = byId("kaartje");
      Object.assign(this, { map: kaart.map, dwellings: kaart.dwellings, facilities: kaart.facilities, settings: kaart.settings, kinds: kaart.kinds });
    }

    open(title, ...parts) {
      const heading = make("h2", { id: "kaartje-titel", textContent: title, tabIndex: -1 });
      const shut = make("button", { type: "button", className: "sluit", title: t("close"), textContent: "×" });
      shut.setAttribute("aria-label", t("close"));
      shut.addEventListener("click", () => this.kaart.close());
      this.element.replaceChildren(shut, heading, ...parts.filter(Boolean));
      this.element.hidden = false;
      this.element.scrollTop = 0;
      document.documentElement.classList.add("kaartje-open");
    }

    /* Move the map when the card has come to lie over what was clicked. */
    uncover(latlng) {
      const map = this.map.getContainer().getBoundingClientRect();
      const card = this.element.getBoundingClientRect();
      const at = this.map.latLngToContainerPoint(latlng);
      const x = map.left + at.x;
      const y = map.top + at.y;
      const margin = 28;
      if (x < card.left - margin || y < card.top - margin || y > card.bottom + margin) return;
      const left = card.left - map.left;
      if (left * map.height >= (card.top - map.top) * map.width) this.map.panBy([at.x - left + Math.min(60, left / 3), 0]);
      else this.map.panBy([0, at.y - (card.top - map.top) + 60]);
    }

    openFacility(i) {
      const { table } = this.facilities;
      const kind = this.kinds[this.kaart.facilityKind(i)];
      if (this.kaart.hidden.has(kind.key)) this.kaart.setHidden(kind.key, false);
      const id = table.text("index", i);
      const facts = make("dl", { className: "feiten" });
      const fact = (term, text) => text && facts.append(make("dt", { textContent: term }), make("dd", { textContent: text }));
      const [rule, source] = [table.text("telt_als", i), table.text("bron", i)];
      fact(t("fact_rule"), this.settings.rules[rule] || rule);
      fact(t("fact_source"), this.settings.sources[source] || source);
      fact(t("fact_number"), id);
      const leg = table.number("aanloop_m", i);
      if (leg !== null) fact(t("fact_leg"), Number.isFinite(leg) ? t("leg_to_street", { n: leg }) : t("no_street"));
      const column = kind.columns.id;
      if (this.dwellings.table.has(column)) {
        let n = 0;
        for (let d = 0; d < this.dwellings.table.n; d++) if (this.dwellings.table.text(column, d) === id) n++;
        fact(t("fact_nearest"), t("nearest_for", { n }));
      }
      const sort = make("p", { className: "onder" }, facilitySymbol(kind), make("span", { textContent: kind.label }));
      this.open(table.text("naam", i) || t("unnamed", { label: kind.label }), sort, facts);
      this.kaart.choice.facility(i);
      this.uncover(table.latLng(i));
    }

    /* Which way to walk is drawn: that of the view, else the one that verdicts are about. */
    walkOf(i, wanted) {
      const known = this.settings.views.map((view) => view.key).filter((key) => this.kaart.facilityOf(i, key) !== undefined);
      return [wanted, this.kaart.view?.key, "ontmoetingsplek", ...known].find((key) => known.includes(key));
    }

    openDwelling(together, which, wanted) {
      const i = together[which];
      const chosen = this.walkOf(i, wanted);
      const { table } = this.dwellings;
      const address = [table.text("straat", i), table.text("huisnummer", i)].filter(Boolean).join(" ");
      const town = [table.text("postcode", i), table.text("woonplaats", i)].filter(Boolean).join(" ");
      const name = table.text("naam", i);
      const title = name || address || t("no_address");
      const under = [name ? address : "", town].filter(Boolean).join(", ");
      const rows = make("ul", { className: "afstanden" });
      for (const view of this.settings.views) if (view.column && !view.sign) rows.append(this.distanceRow(i, view, chosen, () => this.openDwelling(together, which, view.key)));
      this.open(
        title,
        under && make("p", { className: "onder", textContent: under }),
        this.pager(together, which),
        this.sentence(i),
        rows,
        this.scoreLine(i),
        this.connectorLine(i),
        make("p", { className: "id", textContent: t("location", { id: table.text("index", i) }) })
      );
      this.kaart.choice.dwelling(i, chosen);
      this.uncover(table.latLng(i));
    }

    /* Whether an ontmoetingsplek is near enough for the first definition: yes, no, or nobody knows. */
    sentence(i) {
      const { table } = this.dwellings;
      const { limit_m, bound } = this.settings.listed;
      const near = table.number("dichtbij", i);
      if (!limit_m || near === null) return null;
      return make("p", { className: "zin", textContent: t("meeting_" + ["no", "unknown", "yes"][near], { bound }) });
    }

    pager(together, which) {
      if (together.length < 2) return null;
      const step = (label, by, text) => {
        const button = make("button", { type: "button", title: label, textContent: text });
        button.setAttribute("aria-label", label);
        button.addEventListener("click", () => {
          this.openDwelling(together, (which + by + together.length) % together.length);
          this.element.querySelector(`.blader button[title="${label}"]`).focus();
        });
        return button;
      };
      const where = make("span", { textContent: t("which_home", { which: which + 1, n: together.length }) });
      return make("p", { className: "blader" }, step(t("previous_home"), -1, "‹"), where, step(t("next_home"), 1, "›"));
    }

    minutes(distance_m) {
      const speed = this.settings.profile.speed_m_s;
      if (!speed) return "";
      return t("minutes", { n: Math.max(1, Math.round(distance_m / speed / 60)) });
    }

    distanceRow(i, view, chosen, choose) {
      const { table } = this.dwellings;
      const distance = table.number(view.column, i);
      const k = classOf(view, table.codes(view.column)[i]);
      const reason = this.reasonText(i, view, distance);
      const row = make("li", { className: view.key === chosen ? "gekozen" : "" });
      const kind = this.kinds[view.key];
      const said = make("span", { className: "hoever" });
      if (reason === null) said.append(make("strong", { textContent: figure(distance) + " m" }), this.minutes(distance));
      else said.textContent = reason;
      row.append(facilitySymbol(kind), make("span", { className: "wat", textContent: view.label }), make("span", { className: "waarde" }, classSymbol(view.classes[k]), said));
      if (reason === null) row.append(this.facilityLine(i, view, choose));
      for (const text of this.notes(i, view, distance, k)) row.append(make("span", { className: "let", textContent: text }));
      return row;
    }

    reasonText(i, view, distance) {
      if (distance !== null && Number.isFinite(distance)) return null;
      const reason = this.dwellings.table.text(this.kinds[view.key].columns.reden, i);
      if (reason) return this.settings.reasons[reason] || reason;
      return t(distance === null ? "unknown" : "beyond");
    }

    facilityLine(i, view, choose) {
      const { walks } = this.kaart;
      const name = this.dwellings.table.text(this.kinds[view.key].columns.naam, i) || t("unnamed", { label: view.label });
      const facility = this.kaart.facilityOf(i, view.key);
      if (facility === undefined) return make("span", { className: "wie", textContent: name });
      const title = t(walks.knows(i, view.key) ? "show_route" : "show_on_map");
      const button = make("button", { type: "button", className: "wie", textContent: name, title });
      button.addEventListener("click", () => {
        choose();
        this.element.querySelector("li.gekozen button")?.focus();
        walks.open().then(() => this.showBoth(i, facility, walks.ofDwelling(i, view.key)));
      });
      return button;
    }

    boundsOf(i, facility, walk) {
      return L.latLngBounds([this.dwellings.table.latLng(i), this.facilities.table.latLng(facility), ...(walk ? walk.line : [])]);
    }

    /* The whole way from a dwelling, beside the card. */
    async showWalk(i) {
      const { walks, choice } = this.kaart;
      const key = this.walkOf(i);
      const facility = this.kaart.facilityOf(i, key);
      if (facility === undefined) return;
      await walks.open();
      if (choice.chosen?.i !== i) return;
      this.kaart.fit(this.boundsOf(i, facility, walks.ofDwelling(i, key)));
    }

    /* The dwelling and where it leads, with the way between them, unless they are in view already. */
    showBoth(i, facility, walk) {
      const bounds = this.boundsOf(i, facility, walk);
      if (!this.map.getBounds().pad(-0.1).contains(bounds)) this.kaart.fit(bounds);
    }

    /* What a reader must know beside the number. */
    notes(i, view, distance, k) {
      const { table } = this.dwellings;
      const notes = [];
      if (distance !== null && Number.isFinite(distance) && view.certain) {
        const certain = table.number(view.certain, i);
        const other = classOf(view, table.codes(view.certain)[i]) !== k;
        if (certain === null || !Number.isFinite(certain)) notes.push(t("no_certain_route"));
        else if (certain - distance > 1 || other) notes.push(t("without_unknown", { n: certain }));
      }
      if (table.number(this.kinds[view.key].columns.rand, i) > 0) notes.push(t("nearer_outside"));
      return notes;
    }

    scoreLine(i) {
      const { table } = this.dwellings;
      if (!table.has("score")) return null;
      const score = table.number("score", i);
      const certain = table.number("score_zeker", i);
      const line = make("p", { className: "score" }, t("score") + " ");
      if (score === null) line.append(make("strong", { textContent: t("unknown") }));
      else line.append(make("strong", { textContent: figure(score) }), t("of_100"));
      if (score !== null && certain !== null && score - certain > 1) line.append(t("certainly", { n: certain }));
      return line;
    }

    connectorLine(i) {
      const { table } = this.dwellings;
      const leg = table.number("aanloop_m", i);
      const crosses = table.text("aanloop_kruist", i);
      const line = make("p", { className: "aanloop" });
      if (leg !== null && Number.isFinite(leg)) line.append(t("leg_counted", { n: leg }));
      if (crosses) line.append(make("span", { className: "let", textContent: t("leg_crosses", { what: this.settings.crossings[crosses] || crosses }) }));
      return line.childNodes.length ? line : null;
    }
  };
})();
