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

  /* A complex is full, a plan stands on a plate, a cluster that nobody listed is hollow. */
  function verdictSprite({ shape, colour }, soort, radius, near) {
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
    } else if (soort === "clusters") {
      const path = scaled(shape, radius * 0.66);
      stroke(path, "#ffffff", 5);
      fill(path, "#ffffff");
      stroke(path, colour, 2);
    } else {
      const path = scaled(shape, radius);
      stroke(path, "#ffffff", 3.5);
      fill(path, colour);
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
  function verdictSymbol({ shape, colour }, soort) {
    const picture = svg("svg", { viewBox: "-10 -10 20 20", class: "staal", "aria-hidden": "true" });
    const sign = (radius, attributes) => svg("path", { d: SHAPES[shape], transform: `scale(${radius})`, ...attributes });
    if (soort === "plannen") {
      picture.append(svg("rect", { x: -8.5, y: -8.5, width: 17, height: 17, rx: 2.5, fill: "#fff", stroke: colour, "stroke-width": 2 }));
      picture.append(sign(5, { fill: colour }));
    } else if (soort === "clusters") {
      picture.append(sign(5.6, { fill: "#fff", stroke: colour, "stroke-width": 2 / 5.6, "stroke-linejoin": "round" }));
    } else {
      picture.append(sign(7.2, { fill: colour }));
    }
    return picture;
  }

  /* How the site of a plan is drawn: tinted, hatched or dotted. */
  const SITES = {
    voldoet: { fill: "rgba(0, 114, 178, 0.24)" },
    voldoet_niet: { fill: "rgba(255, 255, 255, 0.55)", pattern: "hatch" },
    onbekend: { fill: "rgba(255, 255, 255, 0.55)", pattern: "dots", dash: [7, 4] },
  };

  Object.assign(wozgeo, { SITES, signRadius, verdictSprite, verdictSymbol, pathSprite, pathSymbol });
})();
