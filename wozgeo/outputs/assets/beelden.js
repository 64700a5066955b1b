/* The pictures of the map: dots, symbols, swatches; and which class a dwelling is in. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const INK = "#1f2d38";
  const SVG = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);

  /* ---- words ------------------------------------------------------------------------------ */

  const locale = () => (document.documentElement.lang === "en" ? "en-GB" : "nl-NL");
  const figure = (number) => number.toLocaleString(locale());
  const oneDecimal = (number) => number.toLocaleString(locale(), { minimumFractionDigits: 1 });

  /* A text in the language of the page, its blanks filled in; some differ for one and for more. */
  let texts = null;
  function t(key, values = {}) {
    texts = texts || JSON.parse(byId("kaart-teksten").textContent);
    const text = texts[key] ?? texts[`${key}.${values.n === 1 ? "one" : "many"}`];
    return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? figure(values[name]) : values[name]));
  }

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    Object.assign(element, properties);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* ---- pictures --------------------------------------------------------------------------- */

  const DOT_RADII = [0.9, 1.1, 1.4, 2, 2.9, 3.8, 5, 6.4, 8]; /* zooms 11 to 19 */
  const STAMP_BELOW = 1.5;
  const HALO_FROM = 3.5; /* radius from which a dot has room for a halo and a rim */

  function dotRadius(zoom) {
    return DOT_RADII[Math.max(0, Math.min(DOT_RADII.length - 1, Math.round(zoom) - 11))];
  }

  function canvasFor(size) {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil(size * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.translate(canvas.width / ratio / 2, canvas.height / ratio / 2);
    return { canvas, context };
  }

  function circle(context, radius) {
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
  }

  /* Both look as large as a dot of that radius. */
  function square(context, radius) {
    const side = 0.9 * radius;
    context.beginPath();
    context.rect(-side, -side, 2 * side, 2 * side);
  }

  const CROSS = [[0, 0.45], [0.75, 1.2], [1.2, 0.75], [0.45, 0], [1.2, -0.75], [0.75, -1.2], [0, -0.45], [-0.75, -1.2], [-1.2, -0.75], [-0.45, 0], [-1.2, 0.75], [-0.75, 1.2]];
  function cross(context, radius) {
    context.beginPath();
    for (const [x, y] of CROSS) context.lineTo(x * radius, y * radius);
    context.closePath();
  }

  const OUTLINES = { dot: circle, ring: circle, square, cross };

  /* A dot, a square (far), a cross (beyond the limit) or a hollow ring (unknown); a dark rim when doubtful. */
  function dwellingSprite(look, radius, doubtful) {
    if (radius < STAMP_BELOW) return { stamp: wozgeo.makeStamp(look.colour, radius), radius: 3 };
    const { canvas, context } = canvasFor(2 * radius + 6);
    const outline = OUTLINES[look.shape];
    if (radius >= HALO_FROM) {
      outline(context, radius + (doubtful ? 2 : 0.8));
      context.fillStyle = "rgba(255, 255, 255, 0.92)";
      context.fill();
    }
    if (doubtful && radius >= HALO_FROM) {
      outline(context, radius + 1.3);
      context.strokeStyle = INK;
      context.lineWidth = 1.1;
      context.stroke();
    }
    const inside = doubtful && radius >= HALO_FROM ? radius - 0.3 : radius;
    if (look.shape === "ring" && radius >= 1.8) {
      const width = Math.max(1.1, radius * 0.34);
      circle(context, Math.max(radius - width / 2, 0.5));
      context.fillStyle = "#ffffff";
      context.fill();
      context.strokeStyle = look.colour;
      context.lineWidth = width;
      context.stroke();
    } else {
      outline(context, inside);
      context.fillStyle = look.colour;
      context.fill();
    }
    return { canvas, radius: Math.max(radius, 3) };
  }

  function facilitySprite(kind, radius, colour) {
    const { canvas, context } = canvasFor(2 * radius + 6);
    circle(context, radius + 1.4);
    context.fillStyle = "#ffffff";
    context.fill();
    circle(context, radius);
    context.fillStyle = colour;
    context.fill();
    context.fillStyle = "#ffffff";
    if (kind.path && radius >= 5) {
      const size = radius * 1.36;
      context.scale(size / 24, size / 24);
      context.translate(-12, -12);
      context.fill(new Path2D(kind.path), "evenodd");
    } else if (radius >= 5) {
      context.font = `600 ${radius * (kind.letter.length > 1 ? 0.95 : 1.25)}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(kind.letter, 0, 0.5);
    }
    return { canvas, radius };
  }

  function activeRadius(zoom, many) {
    if (zoom >= 15) return 12;
    if (zoom >= 13) return many ? 7.5 : 10.5;
    return many ? 4.5 : zoom >= 12 ? 8.5 : 6;
  }

  function facilitySymbol(kind) {
    const inner = kind.path
      ? svg("path", { d: kind.path, fill: "#fff", "fill-rule": "evenodd", transform: "translate(6.4 6.4) scale(.47)" })
      : svg("text", { x: 12, y: 12.5, fill: "#fff", "font-size": kind.letter.length > 1 ? 10 : 13, "font-weight": 600, "text-anchor": "middle", "dominant-baseline": "central" }, kind.letter);
    return svg(
      "svg",
      { viewBox: "0 0 24 24", class: "symbool", "aria-hidden": "true" },
      svg("circle", { cx: 12, cy: 12, r: 11, fill: INK }),
      inner
    );
  }

  function classSymbol(look, doubtful) {
    const picture = svg("svg", { viewBox: "0 0 20 20", class: "staal", "aria-hidden": "true" });
    if (doubtful) picture.append(svg("circle", { cx: 10, cy: 10, r: 8, fill: "none", stroke: INK, "stroke-width": 1.6 }));
    const half = doubtful ? 5.2 : 6.3;
    if (look.shape === "square") picture.append(svg("rect", { x: 10 - half, y: 10 - half, width: 2 * half, height: 2 * half, fill: look.colour }));
    else if (look.shape === "cross") picture.append(svg("path", { d: "M" + CROSS.map(([x, y]) => `${10 + 6.5 * x} ${10 + 6.5 * y}`).join("L") + "z", fill: look.colour }));
    else if (look.shape === "ring") picture.append(svg("circle", { cx: 10, cy: 10, r: 5.5, fill: "#fff", stroke: look.colour, "stroke-width": 3 }));
    else picture.append(svg("circle", { cx: 10, cy: 10, r: doubtful ? 5.8 : 7, fill: look.colour }));
    return picture;
  }

  /* ---- classes ---------------------------------------------------------------------------- */

  function classOf(view, code) {
    if (code === wozgeo.CODE_UNKNOWN) return view.unknown;
    if (code === wozgeo.CODE_BEYOND) return view.beyond === null ? view.unknown : view.beyond;
    const value = code - wozgeo.CODE_ZERO;
    let k = 0;
    while (k < view.breaks.length && value >= view.breaks[k]) k++;
    return k;
  }

  /* Per dwelling its class in a view, and whether the certain reading says another one. */
  function classify(table, view) {
    const classes = Uint8Array.from(table.codes(view.column), (code) => classOf(view, code));
    const doubtful = new Uint8Array(table.n);
    if (view.certain) {
      const certain = table.codes(view.certain);
      for (let i = 0; i < table.n; i++) {
        doubtful[i] = classes[i] !== view.unknown && classOf(view, certain[i]) !== classes[i] ? 1 : 0;
      }
    }
    return { classes, doubtful };
  }

  Object.assign(wozgeo, { INK, t, figure, oneDecimal, locale, byId, make, svg, dotRadius, activeRadius, dwellingSprite, facilitySprite, facilitySymbol, classSymbol, classOf, classify });
})();
