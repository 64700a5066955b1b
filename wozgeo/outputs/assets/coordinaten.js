/* Where something lies, in numbers that can be copied: RD for who makes plans, degrees for any other map. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const { t, make } = wozgeo;

  /* From degrees (WGS 84) to RD, by the polynomials of Schreutelkamp and Strang van Hees, moved (by 0.185 and
     0.233 m) onto how the run itself came to degrees: what went in comes out again, to a centimetre. Powers of
     the latitude, powers of the longitude, coefficient. */
  const CENTRE = { x: 155000.185, y: 463000.233 };
  const X = [[0, 1, 190094.945], [1, 1, -11832.228], [2, 1, -114.221], [0, 3, -32.391], [1, 0, -0.705], [3, 1, -2.34], [1, 3, -0.608], [0, 2, -0.008], [2, 3, 0.148]];
  const Y = [[1, 0, 309056.544], [0, 2, 3638.893], [2, 0, 73.077], [1, 2, -157.984], [3, 0, 59.788], [0, 1, 0.433], [2, 2, -6.439], [1, 1, -0.032], [0, 4, 0.092], [1, 4, -0.054]];

  wozgeo.toRd = function ({ lat, lng }) {
    const [p, q] = [0.36 * (lat - 52.1551744), 0.36 * (lng - 5.38720621)];
    const sum = (terms) => terms.reduce((total, [k, l, c]) => total + c * p ** k * q ** l, 0);
    return { x: CENTRE.x + sum(X), y: CENTRE.y + sum(Y) };
  };

  async function copy(text, said, field) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      /* a page from a file may not write to the clipboard in some browsers: the old way, else by hand */
      getSelection().selectAllChildren(field);
      if (!document.execCommand("copy")) return t("copy_by_hand");
      getSelection().removeAllRanges();
    }
    return t("copied", { what: said });
  }

  /* Two lines with a button each; what was done is said beside them. */
  wozgeo.coordinates = function (latlng) {
    const { x, y } = wozgeo.toRd(latlng);
    const told = make("p", { className: "gedaan" });
    told.setAttribute("role", "status");
    const row = (label, text) => {
      const field = make("code", { textContent: text });
      const button = make("button", { type: "button", className: "kopieer", title: t("copy", { what: label }) });
      button.setAttribute("aria-label", t("copy", { what: `${label}: ${text}` }));
      button.addEventListener("click", async () => (told.textContent = await copy(text, text, field)));
      return make("div", { className: "plek" }, make("span", { textContent: label }), field, button);
    };
    const rows = [row(t("rd"), `${Math.round(x)}, ${Math.round(y)}`), row(t("wgs"), `${latlng.lat.toFixed(5)}, ${latlng.lng.toFixed(5)}`)];
    return make("div", { className: "plekken" }, ...rows, told);
  };
})();
