/* The dwellings of a view taken together per kern or buurt: which share has a voorziening near. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, figure, byId, make, svg } = wozgeo;
  const EDGE = "#3c4a54";
  const LABEL_PX = 26; /* a smaller area has no number in it */
  const LETTER_PX = 6.2;
  const PICTURE_PX = 150;
  const WORLD_M = 40075016.68;

  wozgeo.PerGebied = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.options = kaart.gebieden ? kaart.settings.per : [];
      this.chosen = null; /* one of the options; null is each dwelling by itself */
      this.fill();
    }

    fill() {
      const box = byId("per");
      this.radios = {};
      const offer = (key, label, option) => {
        const input = make("input", { type: "radio", name: "per", value: key, checked: option === null });
        input.addEventListener("change", () => this.choose(option));
        this.radios[key] = input;
        box.append(make("label", {}, input, make("span", { textContent: label })));
      };
      if (!this.options.length) return;
      offer("woningen", t("per.woningen"), null);
      for (const option of this.options) if (!(option.laag in this.radios)) offer(option.laag, option.label, option);
    }

    choose(option) {
      this.chosen = option;
      this.radios[option ? option.laag : "woningen"].checked = true;
      this.kaart.show(this.kaart.view);
    }

    /* What is drawn of a view: null where it has no areas, or the reader wants each dwelling, where it has those. */
    of(view) {
      const options = view ? this.options.filter(({ titles }) => view.key in titles) : [];
      return options.find(({ laag }) => laag === this.chosen?.laag) || (view?.areas && options[0]) || null;
    }

    /* The switch is there where it does something. */
    follow(view) {
      const levels = this.options.filter(({ titles }) => view && view.key in titles).map(({ laag }) => laag);
      byId("per").hidden = !levels.length;
      if (!levels.length) return;
      for (const [laag, radio] of Object.entries(this.radios)) radio.parentElement.hidden = laag === "woningen" ? Boolean(view.areas) : !levels.includes(laag);
      this.radios[this.of(view)?.laag || "woningen"].checked = true;
    }

    classOf(record, view) {
      const share = record.aandelen[view.key];
      const { classes, breaks } = this.of(view);
      return share === undefined ? classes.length - 1 : breaks.filter((edge) => share >= edge).length;
    }

    look(i, zoom) {
      const { gebieden, view } = this.kaart;
      const record = gebieden.records[i];
      const per = this.of(view);
      if (!per || record.laag !== per.laag || record.niveau !== per.niveau) return null;
      const k = this.classOf(record, view);
      const { colour } = per.classes[k];
      const known = k < per.classes.length - 1;
      const look = known ? { fill: colour } : { fill: "rgba(255, 255, 255, 0.8)", pattern: "dots" };
      return { ...look, colour: known ? EDGE : colour, width: 1, ...this.label(i, zoom, record.aandelen[view.key], k) };
    }

    /* The share in figures, where there is room for it. */
    label(i, zoom, share, k) {
      const { gebieden } = this.kaart;
      const { west, east, south, north } = gebieden.boxes[i];
      const px = (gebieden.grid.step_m * 256 * 2 ** zoom) / WORLD_M;
      if (share === undefined || Math.min((east - west) * px, (north - south) * px) < LABEL_PX) return {};
      const { naam } = gebieden.records[i];
      const roomy = (north - south) * px > 60 && Math.min(PICTURE_PX, 0.8 * (east - west) * px) > LETTER_PX * naam.length;
      return { sprite: this.kaart.cached(`deel ${share} ${k} ${roomy && naam}`, () => this.picture(share, roomy ? naam : "")) };
    }

    picture(share, name) {
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = PICTURE_PX * ratio;
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5, strokeStyle: "#ffffff", fillStyle: "#1f2d38" });
      const middle = PICTURE_PX / 2;
      for (const [font, text, y] of [["650 13px system-ui, sans-serif", t("percent", { n: share }), name ? -7 : 0], ["11px system-ui, sans-serif", name, 8]]) {
        pen.font = font;
        pen.strokeText(text, middle, middle + y);
        pen.fillText(text, middle, middle + y);
      }
      return { canvas, radius: 12 };
    }

    rows(view) {
      const { classes } = this.of(view);
      return classes.map((look, k) => {
        const known = k < classes.length - 1;
        const swatch = svg("svg", { viewBox: "0 0 20 20", class: "staal", "aria-hidden": "true" }, svg("rect", { x: 2, y: 4, width: 16, height: 12, fill: known ? look.colour : "#fff", stroke: EDGE, "stroke-width": 1 }));
        if (!known) for (const [x, y] of [[6, 8], [10, 12], [14, 8]]) swatch.append(svg("circle", { cx: x, cy: y, r: 1.2, fill: look.colour }));
        const cells = [swatch, make("span", { className: "klasse", textContent: look.label }), make("span", { className: "n", textContent: figure(look.counts[view.key]) })];
        return make("li", {}, make("div", { className: "rij gebied" }, ...cells));
      });
    }
  };
})();
