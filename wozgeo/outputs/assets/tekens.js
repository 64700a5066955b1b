/* The signs of plans, complexes and clusters: the shape says the verdict, the frame what it is. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { INK, svg } = wozgeo;

  /* Shapes around the origin that look equally large. */
  const SHAPES = {
    circle: "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    triangle: "M0-1.2 1.2.9-1.2.9z",
    lozenge: "M0-1.28 1.28 0 0 1.28-1.28 0z",
    square: "M-.9-.9H.9V.9H-.9z",
  };
  const RADII = [4, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 11, 13]; /* zooms 11 to 19 */
  const PLATE = 1.5;

  function signRadius(zoom) {
    return RADII[Math.max(0, Math.min(RADII.length - 1, Math.round(zoom) - 11))];
  }

  function scaled(shape, radius) {
    const path = new Path2D();
    path.addPath(new Path2D(SHAPES[shape]), new DOMMatrix().scale(radius));
    return path;
  }

  /* Slanting lines across a square around the origin: what is not firm has them over its colour. */
  const slants = (reach, apart) => {
    const lines = [];
    for (let shift = -2 * reach; shift <= 2 * reach; shift += apart) lines.push(`M${shift - reach} ${reach}L${shift + reach} ${-reach}`);
    return lines.join("");
  };
  const APART = 0.85; /* of the radius */
  const WIDE = 0.34;

  /* A complex is full, a plan stands on a plate, a cluster that nobody listed is hollow. */
  function verdictSprite({ shape, colour }, soort, radius, near, soft) {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil((2 * PLATE * radius + 10) * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.translate(canvas.width / ratio / 2, canvas.height / ratio / 2);
    pen.lineJoin = "round";
    const stroke = (path, style, width) => {
      pen.strokeStyle = style;
      pen.lineWidth = width;
      pen.stroke(path);
    };
    const fill = (path, style) => {
      pen.fillStyle = style;
      pen.fill(path);
    };
    const hatch = (path, size, style) => {
      if (!soft) return;
      pen.save();
      pen.clip(path);
      stroke(new Path2D(slants(1.3 * size, Math.max(3, APART * size))), style, Math.max(1.2, WIDE * size));
      pen.restore();
      stroke(path, colour, 1.4);
    };
    if (near) {
      const ring = scaled("circle", radius * PLATE);
      fill(ring, "#ffffff");
      stroke(ring, INK, 1.2);
    }
    if (soort === "plannen") {
      const side = radius * 1.16;
      const plate = new Path2D();
      plate.roundRect(-side, -side, 2 * side, 2 * side, 2.5);
      stroke(plate, "#ffffff", 4.5);
      fill(plate, "#ffffff");
      stroke(plate, colour, 2);
      fill(scaled(shape, radius * 0.66), colour);
      hatch(scaled(shape, radius * 0.66), radius * 0.66, "#ffffff");
    } else if (soort === "clusters") {
      const path = scaled(shape, radius * 0.66);
      stroke(path, "#ffffff", 5);
      fill(path, "#ffffff");
      hatch(path, radius * 0.66, colour);
      stroke(path, colour, 2);
    } else {
      const path = scaled(shape, radius);
      stroke(path, "#ffffff", 3.5);
      fill(path, colour);
      hatch(path, radius, "#ffffff");
    }
    return { canvas, radius: radius * 1.2 };
  }

  /* A path that is not there: dots where one looks first, a line where one builds. */
  const STROKES = { nakijken: { dash: [0.01, 0.62], wide: 0.36, cap: "round" }, aanleggen: { dash: [], wide: 0.42, cap: "butt" } };

  function pathSprite(doet, colour, radius) {
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil((2 * radius + 8) * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.translate(canvas.width / ratio / 2, canvas.height / ratio / 2);
    const disc = new Path2D();
    disc.arc(0, 0, radius, 0, 2 * Math.PI);
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 5;
    pen.stroke(disc);
    pen.fillStyle = "#ffffff";
    pen.fill(disc);
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.stroke(disc);
    const { dash, wide, cap } = STROKES[doet];
    pen.setLineDash(dash.map((part) => part * radius));
    Object.assign(pen, { lineWidth: wide * radius, lineCap: cap });
    const reach = 0.62 * radius;
    pen.stroke(new Path2D(`M${-reach} 0H${reach + 0.05}`));
    return { canvas, radius: radius + 1 };
  }

  function pathSymbol(doet, colour) {
    const { dash, wide, cap } = STROKES[doet];
    const line = { d: "M-4.5 0H4.6", stroke: colour, "stroke-width": 7.2 * wide, "stroke-linecap": cap, "stroke-dasharray": dash.map((part) => part * 7.2).join(" ") };
    return svg("svg", { viewBox: "-10 -10 20 20", class: "staal", "aria-hidden": "true" }, svg("circle", { r: 8, fill: "#fff", stroke: colour, "stroke-width": 2 }), svg("path", line));
  }

  /* The same for the legend, the list and the cards. */
  let clips = 0;
  function verdictSymbol({ shape, colour }, soort, soft) {
    const picture = svg("svg", { viewBox: "-10 -10 20 20", class: "staal", "aria-hidden": "true" });
    const sign = (radius, attributes) => svg("path", { d: SHAPES[shape], transform: `scale(${radius})`, ...attributes });
    const hatch = (radius, stroke) => {
      if (!soft) return;
      const id = `arcering-${++clips}`;
      const lines = svg("path", { d: slants(1.3 * radius, Math.max(3, APART * radius)), stroke, "stroke-width": Math.max(1.3, WIDE * radius), "clip-path": `url(#${id})` });
      picture.append(svg("clipPath", { id }, sign(radius, {})), lines, sign(radius, { fill: "none", stroke: colour, "stroke-width": 1.4 / radius }));
    };
    if (soort === "plannen") {
      picture.append(svg("rect", { x: -8.5, y: -8.5, width: 17, height: 17, rx: 2.5, fill: "#fff", stroke: colour, "stroke-width": 2 }));
      picture.append(sign(5, { fill: colour }));
      hatch(5, "#fff");
    } else if (soort === "clusters") {
      picture.append(sign(5.6, { fill: "#fff", stroke: colour, "stroke-width": 2 / 5.6, "stroke-linejoin": "round" }));
      hatch(5.6, colour);
    } else {
      picture.append(sign(7.2, { fill: colour }));
      hatch(7.2, "#fff");
    }
    return picture;
  }

  /* How the site of a plan is drawn: tinted or dotted, its sign on it; hatched where it is not firm. */
  const SITES = {
    voldoet: { fill: "rgba(0, 114, 178, 0.24)" },
    voldoet_niet: { fill: "rgba(213, 94, 0, 0.24)" },
    onbekend: { fill: "rgba(255, 255, 255, 0.55)", pattern: "dots", dash: [7, 4] },
  };

  Object.assign(wozgeo, { SHAPES, SITES, signRadius, verdictSprite, verdictSymbol, pathSprite, pathSymbol });
})();
