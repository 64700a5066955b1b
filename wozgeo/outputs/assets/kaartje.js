/* The card that opens when a dwelling or a facility is clicked: what is known of it, in words. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { nl, byId, make, facilitySymbol, classSymbol, classOf } = wozgeo;

  wozgeo.Kaartje = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.element = byId("kaartje");
      Object.assign(this, { map: kaart.map, dwellings: kaart.dwellings, facilities: kaart.facilities, settings: kaart.settings, kinds: kaart.kinds });
    }

    open(title, ...parts) {
      const heading = make("h2", { id: "kaartje-titel", textContent: title, tabIndex: -1 });
      const shut = make("button", { type: "button", className: "sluit", title: "Sluiten", textContent: "×" });
      shut.setAttribute("aria-label", "Sluiten");
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
      if (left > 160) this.map.panBy([at.x - left + 60, 0]);
      else this.map.panBy([0, at.y - (card.top - map.top) + 60]);
    }

    openFacility(i) {
      const { table } = this.facilities;
      const kind = this.kinds[this.kaart.facilityKind(i)];
      const id = table.text("index", i);
      const facts = make("dl", { className: "feiten" });
      const fact = (term, text) => text && facts.append(make("dt", { textContent: term }), make("dd", { textContent: text }));
      fact("Bron", table.text("bron", i));
      fact("Nummer", id);
      const leg = table.number("aanloop_m", i);
      if (leg !== null) fact("Aanloop", Number.isFinite(leg) ? `${nl(leg)} m naar de straat` : "geen straat binnen bereik");
      const column = kind.key + "_id";
      if (this.dwellings.table.has(column)) {
        let n = 0;
        for (let d = 0; d < this.dwellings.table.n; d++) if (this.dwellings.table.text(column, d) === id) n++;
        fact("Dichtstbij", n === 1 ? "voor 1 woning" : `voor ${nl(n)} woningen`);
      }
      const sort = make("p", { className: "onder" }, facilitySymbol(kind), make("span", { textContent: kind.label }));
      this.open(table.text("naam", i) || `${kind.label} zonder naam`, sort, facts);
      this.kaart.choice.facility(i);
      this.uncover(table.latLng(i));
    }

    openDwelling(together, which) {
      const i = together[which];
      const { table } = this.dwellings;
      const address = [table.text("straat", i), table.text("huisnummer", i)].filter(Boolean).join(" ");
      const town = [table.text("postcode", i), table.text("woonplaats", i)].filter(Boolean).join(" ");
      const name = table.text("naam", i);
      const title = name || address || "Woning zonder adres";
      const under = [name ? address : "", town].filter(Boolean).join(", ");
      const rows = make("ul", { className: "afstanden" });
      for (const view of this.settings.views) if (view.column && view.key !== "score") rows.append(this.distanceRow(i, view));
      this.open(
        title,
        under && make("p", { className: "onder", textContent: under }),
        this.pager(together, which),
        rows,
        this.scoreLine(i),
        this.connectorLine(i),
        make("p", { className: "id", textContent: "locatie " + table.text("index", i) })
      );
      this.kaart.choice.dwelling(i);
      this.uncover(table.latLng(i));
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
      const where = make("span", { textContent: `${which + 1} van ${together.length} woningen op deze plek` });
      return make("p", { className: "blader" }, step("Vorige woning", -1, "‹"), where, step("Volgende woning", 1, "›"));
    }

    minutes(distance_m) {
      const speed = this.settings.profile.speed_m_s;
      if (!speed) return "";
      return `, ongeveer ${nl(Math.max(1, Math.round(distance_m / speed / 60)))} min`;
    }

    distanceRow(i, view) {
      const { table } = this.dwellings;
      const distance = table.number(view.column, i);
      const k = classOf(view, table.codes(view.column)[i]);
      const reason = this.reasonText(i, view, distance);
      const row = make("li", { className: this.kaart.isActive(view.key) ? "gekozen" : "" });
      const kind = this.kinds[view.key];
      const said = make("span", { className: "hoever" });
      if (reason === null) said.append(make("strong", { textContent: nl(distance) + " m" }), this.minutes(distance));
      else said.textContent = reason;
      row.append(facilitySymbol(kind), make("span", { className: "wat", textContent: view.label }), make("span", { className: "waarde" }, classSymbol(view.classes[k]), said));
      if (reason === null) row.append(this.facilityLine(i, view));
      for (const text of this.notes(i, view, distance, k)) row.append(make("span", { className: "let", textContent: text }));
      return row;
    }

    reasonText(i, view, distance) {
      if (distance !== null && Number.isFinite(distance)) return null;
      const reason = this.dwellings.table.text("reden_" + view.key, i);
      if (reason) return this.settings.reasons[reason] || reason;
      return distance === null ? "onbekend" : "verder dan de zoekgrens";
    }

    facilityLine(i, view) {
      const name = this.dwellings.table.text(view.key + "_naam", i) || `${view.label} zonder naam`;
      const facility = this.kaart.facilityOf(i, view.key);
      if (facility === undefined) return make("span", { className: "wie", textContent: name });
      const button = make("button", { type: "button", className: "wie", textContent: name, title: "Toon op de kaart" });
      button.addEventListener("click", () => {
        const { table } = this.facilities;
        const both = L.latLngBounds([this.dwellings.table.latLng(i), table.latLng(facility)]);
        this.kaart.choice.dwelling(i, [facility]);
        if (!this.map.getBounds().pad(-0.1).contains(both)) {
          const wide = this.element.offsetWidth < this.map.getSize().x / 2;
          this.map.fitBounds(both, { paddingTopLeft: [50, 50], paddingBottomRight: [wide ? this.element.offsetWidth + 50 : 50, 50], maxZoom: this.map.getZoom() });
        }
      });
      return button;
    }

    /* What a reader must know beside the number. */
    notes(i, view, distance, k) {
      const { table } = this.dwellings;
      const notes = [];
      if (distance !== null && Number.isFinite(distance) && view.certain) {
        const certain = table.number(view.certain, i);
        const other = classOf(view, table.codes(view.certain)[i]) !== k;
        if (certain === null || !Number.isFinite(certain)) notes.push("geen zekere route: een deel van de weg is onbekend");
        else if (certain - distance > 1 || other) notes.push(`zonder het onbekende pad: ${nl(certain)} m`);
      }
      if (table.number("rand_" + view.key, i) > 0) notes.push("dichterbij kan er een buiten de kaart liggen");
      return notes;
    }

    scoreLine(i) {
      const { table } = this.dwellings;
      if (!table.has("score")) return null;
      const score = table.number("score", i);
      const certain = table.number("score_zeker", i);
      const line = make("p", { className: "score" }, "Score ");
      if (score === null) line.append(make("strong", { textContent: "onbekend" }));
      else line.append(make("strong", { textContent: nl(score) }), " van 100");
      if (score !== null && certain !== null && score - certain > 1) line.append(`, zeker ${nl(certain)}`);
      return line;
    }

    connectorLine(i) {
      const { table } = this.dwellings;
      const leg = table.number("aanloop_m", i);
      const crosses = table.text("aanloop_kruist", i);
      const line = make("p", { className: "aanloop" });
      if (leg !== null && Number.isFinite(leg)) line.append(`Aanloop naar de straat: ${nl(leg)} m, meegeteld.`);
      if (crosses) line.append(make("span", { className: "let", textContent: `de aanloop kruist ${crosses}: controleer ter plaatse` }));
      return line.childNodes.length ? line : null;
    }
  };
})();
