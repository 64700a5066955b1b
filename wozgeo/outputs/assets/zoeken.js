/* Finding an address, a plan, a complex, a voorziening, a kern or a buurt by typing. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, byId, make, facilitySymbol, verdictSymbol } = wozgeo;
  const MOST = 30;
  const PLAIN = { shape: "circle", colour: "#1f2d38" };
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  wozgeo.Zoeken = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.input = byId("zoek");
      this.box = byId("vondsten");
      this.at = -1;
      this.found = [];
      this.input.addEventListener("input", () => this.look());
      this.input.addEventListener("focus", () => this.prepare());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.shut(), 150));
    }

    /* Made when first asked for: a page with many dwellings opens no slower for it. */
    prepare() {
      if (this.items) return;
      const { oordelen, facilities, dwellings, gebieden, kinds } = this.kaart;
      this.items = [];
      const add = (text, under, symbol, go) => text && this.items.push({ text, under, key: ` ${plain(text + " " + under)} `, symbol, go });
      (oordelen ? oordelen.records : []).forEach((record, i) =>
        add(wozgeo.nameOf(record), [t("one." + record.soort), record.soort === "clusters" ? "" : record.id, record.kern].filter(Boolean).join(" · "), () => verdictSymbol(PLAIN, record.soort), () => this.kaart.goTo(i))
      );
      for (let i = 0; i < facilities.table.n; i++) {
        const kind = kinds[this.kaart.facilityKind(i)];
        add(facilities.table.text("naam", i), kind.label, () => facilitySymbol(kind), () => this.visit(facilities, i, () => this.kaart.card.openFacility(i)));
      }
      (gebieden ? gebieden.records : []).forEach((record, i) =>
        add(record.naam, record.niveau, null, () => {
          this.kaart.objectCard.openArea(i);
          this.kaart.fit(gebieden.bounds(i));
        })
      );
      this.kaart.lagen?.items(add);
      const areas = new Set((gebieden ? gebieden.records : []).map((record) => plain(record.naam)));
      for (const place of this.kaart.settings.places) if (!areas.has(plain(place.name))) add(place.name, t("one.kern"), null, () => this.kaart.map.setView([place.lat, place.lon], 14, { animate: false }));
      const { table } = dwellings;
      for (let i = 0; i < table.n; i++) {
        const address = [table.text("straat", i), table.text("huisnummer", i)].filter(Boolean).join(" ");
        const town = [table.text("postcode", i), table.text("woonplaats", i)].filter(Boolean).join(" ");
        add(address || table.text("naam", i), town, null, () => this.visit(dwellings, i, () => {
          this.kaart.card.openDwelling([i], 0);
          this.kaart.card.showWalk(i);
        }));
      }
    }

    visit(layer, i, open) {
      this.kaart.map.setView(layer.table.latLng(i), Math.max(17, this.kaart.map.getZoom()), { animate: false });
      open();
    }

    /* The nearest number in a street (of every kern that has one) where the number that was typed is not there. */
    nearestNumbers(words) {
      const at = words.findIndex((word, k) => k > 0 && /^\d+[a-z]*$/.test(word));
      if (at < 0) return [];
      const asked = parseInt(words[at], 10);
      const others = words.filter((_, k) => k !== at);
      const { table } = this.kaart.dwellings;
      const nearest = new Map();
      for (let i = 0; i < table.n; i++) {
        const [street, town] = [table.text("straat", i), table.text("woonplaats", i)];
        const number = parseInt(table.text("huisnummer", i), 10);
        if (!street || Number.isNaN(number)) continue;
        const key = ` ${plain(street)} ${plain(town)} ${plain(table.text("postcode", i) || "")} `;
        if (!plain(street).startsWith(words[0]) || !others.every((word) => key.includes(" " + word))) continue;
        const away = Math.abs(number - asked) + (Math.abs(number - asked) % 2 ? 0.5 : 0); /* the same side of the street first */
        const known = nearest.get(street + " " + town);
        if (!known || away < known.away || (away === known.away && number < known.number)) nearest.set(street + " " + town, { i, away, number, street, town });
      }
      return [...nearest.values()]
        .filter(({ away }) => away > 0)
        .map(({ i, street, town }) => ({
          text: `${street} ${table.text("huisnummer", i)}`,
          under: [town, t("number_missing", { asked: words[at] })].filter(Boolean).join(" · "),
          key: ` ${words.join(" ")} `,
          symbol: null,
          go: () => this.visit(this.kaart.dwellings, i, () => this.kaart.card.openDwelling([i], 0)),
        }));
    }

    /* Every word must be there; what begins with what was typed comes first. */
    look() {
      this.prepare();
      const typed = plain(this.input.value).trim();
      const words = typed.split(/[\s,]+/).filter(Boolean);
      this.at = -1;
      if (!words.length) return this.shut();
      const found = [...this.nearestNumbers(words), ...this.items.filter((item) => words.every((word) => item.key.includes(word)))];
      const away = (key, word) => (key.includes(` ${word} `) ? 0 : key.includes(" " + word) ? 1 : 2);
      const rank = (item) => words.reduce((sum, word) => sum + away(item.key, word), 0) + (item.key.startsWith(" " + typed) ? 0 : 0.5);
      this.total = found.length;
      this.found = found.map((item) => [rank(item), item]).sort((one, other) => one[0] - other[0] || collator.compare(one[1].text, other[1].text) || collator.compare(one[1].under, other[1].under)).slice(0, MOST).map(([, item]) => item);
      this.show();
    }

    show() {
      const options = this.found.map((item, k) => {
        const words = make("span", { textContent: item.text }, make("small", { textContent: item.under }));
        const option = make("li", { id: "vondst-" + k }, item.symbol ? item.symbol() : make("span", { className: "huis" }), words);
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => this.pick(k));
        return option;
      });
      const count = this.total === 0 ? t("nothing_found") : t(this.total > MOST ? "first_shown" : "found", { n: this.total, most: MOST });
      byId("zoek-stand").textContent = count;
      if (this.total > MOST) options.push(make("li", { className: "niets", role: "presentation", textContent: count }));
      if (!options.length) {
        const none = make("li", { className: "niets", textContent: t("nothing_found") });
        none.setAttribute("role", "option");
        none.setAttribute("aria-disabled", "true");
        options.push(none);
      }
      this.box.replaceChildren(...options);
      this.box.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.input.removeAttribute("aria-activedescendant");
    }

    key(event) {
      if (event.key === "Escape") {
        if (this.box.hidden) this.input.value = "";
        this.shut();
      } else if (event.key === "Enter" && this.found.length && !this.box.hidden) {
        event.preventDefault();
        this.pick(Math.max(0, this.at));
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (this.box.hidden) this.look();
        else if (this.found.length) this.move(event.key === "ArrowDown" ? 1 : -1);
      }
    }

    move(by) {
      const n = this.found.length;
      this.at = this.at < 0 ? (by > 0 ? 0 : n - 1) : (this.at + by + n) % n;
      [...this.box.children].slice(0, n).forEach((option, k) => option.setAttribute("aria-selected", String(k === this.at)));
      this.input.setAttribute("aria-activedescendant", "vondst-" + this.at);
      this.box.children[this.at].scrollIntoView({ block: "nearest" });
    }

    pick(k) {
      const item = this.found[k];
      this.input.value = item.text;
      this.shut();
      this.kaart.choice.cameFrom = this.input;
      item.go();
      byId("kaartje-titel")?.focus({ preventScroll: true });
    }

    shut() {
      this.box.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  };
})();
