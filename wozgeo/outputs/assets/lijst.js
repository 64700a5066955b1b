/* The list of plans, complexes and clusters: sortable, and a way in for who cannot use a map. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, oneDecimal, figure, byId, make, verdictSymbol } = wozgeo;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  wozgeo.Lijst = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.table = byId("lijst");
      if (!this.table || !kaart.oordelen) return;
      this.sorting = { column: 1, down: false };
      this.soort = "";
      this.makeHeads();
      this.makeRows();
      this.makeTabs();
      this.makeSieve();
      kaart.onChange(() => this.follow());
      this.follow();
    }

    /* ---- tabs ------------------------------------------------------------------------------- */

    makeTabs() {
      const tabs = (this.tabs = [byId("tab-inhoud"), byId("tab-lijst")]);
      document.querySelector(".paneel").classList.add("met-tabs");
      tabs.forEach((tab, k) => {
        tab.addEventListener("click", () => this.tab(tab.getAttribute("aria-controls")));
        tab.addEventListener("keydown", (event) => {
          if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
          event.preventDefault();
          this.tab(tabs[1 - k].getAttribute("aria-controls"));
          tabs[1 - k].focus();
        });
      });
      this.tab("inhoud");
    }

    tab(shown) {
      for (const tab of this.tabs || []) {
        const panel = tab.getAttribute("aria-controls");
        tab.setAttribute("aria-selected", String(panel === shown));
        tab.tabIndex = panel === shown ? 0 : -1;
        byId(panel).hidden = panel !== shown;
      }
    }

    makeSieve() {
      const buttons = [...byId("zeef").children];
      byId("zeef").hidden = buttons.length < 3;
      for (const button of buttons) {
        button.addEventListener("click", () => {
          this.soort = button.value;
          for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
          for (const { row, record } of this.rows) row.hidden = Boolean(this.soort) && record.soort !== this.soort;
        });
      }
    }

    /* ---- the table -------------------------------------------------------------------------- */

    makeHeads() {
      this.heads = [...this.table.tHead.rows[0].cells];
      this.heads.forEach((head, column) => {
        const button = make("button", { type: "button", textContent: head.textContent });
        button.addEventListener("click", () => {
          this.sorting = { column, down: this.sorting.column === column && !this.sorting.down };
          this.sort();
        });
        head.replaceChildren(button);
      });
    }

    makeRows() {
      const { records } = this.kaart.oordelen;
      this.rows = [...this.table.tBodies[0].rows].map((row, i) => {
        const record = records[i];
        const button = make("button", { type: "button", className: "naar", textContent: wozgeo.nameOf(record) });
        button.addEventListener("click", () => this.go(i, button));
        const under = [record.kern, record.n === null ? "" : t("homes_short", { n: record.n })].filter(Boolean).join(" · ");
        row.cells[0].replaceChildren(button, make("span", { className: "voorlezen", textContent: ` (${t("one." + record.soort)})` }), make("small", { textContent: under }));
        row.cells[4].textContent = record.score === null ? "–" : figure(record.score);
        row.addEventListener("click", (event) => event.target === button || this.go(i, button));
        return { row, record, i };
      });
    }

    go(i, from) {
      this.kaart.choice.cameFrom = from;
      this.kaart.goTo(i);
      byId("kaartje-titel").focus({ preventScroll: true });
    }

    /* Verdict and margin are those of the definition in view. */
    follow() {
      const definition = this.kaart.definition();
      const chosen = this.kaart.choice.chosen;
      if (definition !== this.definition) {
        this.definition = definition;
        const view = this.kaart.settings.views.find((each) => each.definition === definition);
        byId("lijst-titel").textContent = view ? view.title : "";
        for (const { row, record } of this.rows) this.fillRow(row, record);
        this.sort();
      }
      for (const { row, i } of this.rows) {
        const here = chosen !== null && chosen.soort === "oordelen" && chosen.i === i;
        row.classList.toggle("gekozen", here);
        if (here) row.cells[0].firstChild.setAttribute("aria-current", "true");
        else row.cells[0].firstChild.removeAttribute("aria-current");
      }
    }

    fillRow(row, record) {
      const verdict = record.oordelen[this.definition];
      if (!verdict) return;
      const look = this.kaart.settings.listed.oordelen[verdict.o];
      const words = make("span", {}, wozgeo.verdictWords(look, verdict));
      if (verdict.bijna) words.append(make("span", { className: "bijna", textContent: t("near_miss") }));
      row.cells[1].replaceChildren(verdictSymbol(look, record.soort, verdict.zacht), words);
      const firm = this.firm(verdict);
      row.cells[2].textContent = firm === null ? "–" : t(firm ? "firm_yes" : "firm_no");
      row.cells[2].title = firm === null ? t("firm_none") : "";
      row.cells[3].textContent = this.margin(verdict.marge);
      row.cells[3].title = wozgeo.marginWords(verdict.marge);
    }

    /* Whether a verdict is firm; null where that was not asked, and of what is onbekend. */
    firm(verdict) {
      const view = this.kaart.settings.views.find((each) => each.definition === this.definition);
      const asked = view?.classes.some((look) => look.zacht);
      return asked && verdict && view.classes.some((look) => look.zacht && look.oordeel === verdict.o) ? !verdict.zacht : null;
    }

    margin(tenths) {
      if (tenths === null) return "–";
      return `${tenths < 0 ? "−" : tenths > 0 ? "+" : ""}${oneDecimal(Math.abs(tenths) / 10)}\u00a0m`;
    }

    /* ---- sorting ---------------------------------------------------------------------------- */

    keyOf(record) {
      const verdict = record.oordelen[this.definition];
      if (this.sorting.column === 1) return verdict ? verdict.o + (verdict.o && verdict.bijna ? -0.5 : verdict.zacht ? (verdict.o ? -0.25 : 0.25) : 0) : null;
      if (this.sorting.column === 2) return this.firm(verdict) === null ? null : Number(this.firm(verdict));
      if (this.sorting.column === 3) return verdict ? verdict.marge : null;
      return record.score;
    }

    /* What is not known comes last, whichever way one sorts. */
    compare(one, other) {
      const byName = collator.compare(wozgeo.nameOf(one.record), wozgeo.nameOf(other.record)) || one.i - other.i;
      const turn = this.sorting.down ? -1 : 1;
      if (this.sorting.column === 0) return turn * byName;
      const [a, b] = [this.keyOf(one.record), this.keyOf(other.record)];
      if (a === null || b === null) return (a === null) - (b === null) || byName;
      return turn * (a - b) || byName;
    }

    sort() {
      this.heads.forEach((head, column) => {
        if (column !== this.sorting.column) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", this.sorting.down ? "descending" : "ascending");
      });
      const sorted = [...this.rows].sort((one, other) => this.compare(one, other));
      this.table.tBodies[0].append(...sorted.map(({ row }) => row));
    }
  };
})();
