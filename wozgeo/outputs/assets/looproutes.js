/* Ways to walk: those of plans and complexes lie ready; that of a dwelling is found by following, from
   place to place, the one way on to the nearest voorziening. */
(function () {
  "use strict";

  const wozgeo = (window.wozgeo = window.wozgeo || {});
  const LINE = 1;

  /* Opened when first asked for: a page opens no slower for it. */
  wozgeo.PackedPaths = class {
    constructor(payloadId) {
      this.payloadId = payloadId;
    }

    open() {
      this.opened = this.opened || wozgeo.unpack(document.getElementById(this.payloadId).textContent).then((packed) => Object.assign(this, packed));
      return this.opened;
    }

    /* Mercator metres of a place. */
    place(k) {
      const { west_m, south_m, step_m } = this.header.grid;
      return L.point(west_m + this.columns.x[k] * step_m, south_m + this.columns.y[k] * step_m);
    }

    /* The places from the first one on, and whether the way to each was unknown. */
    *follow(key, first, unknown) {
      const [onward, doubtful] = [this.columns["on." + key], this.columns["unknown." + key]];
      for (let at = first, so = unknown; ; so = doubtful[at] === 1, at += onward[at]) {
        yield [this.place(at), so];
        if (!onward[at]) return;
      }
    }
  };

  /* The point of a line from a to b that is nearest to p. */
  function foot(p, a, b) {
    const along = b.subtract(a);
    const length2 = along.x * along.x + along.y * along.y;
    const share = length2 ? ((p.x - a.x) * along.x + (p.y - a.y) * along.y) / length2 : 0;
    return a.add(along.multiplyBy(Math.max(0, Math.min(1, share))));
  }

  wozgeo.Looproutes = class {
    constructor(kaart) {
      this.kaart = kaart;
      this.paths = kaart.paden || null;
      this.at = new Map();
      (kaart.routes ? kaart.routes.records : []).forEach((route, k) => {
        if (!this.at.has(route.id)) this.at.set(route.id, []);
        this.at.get(route.id).push(k);
      });
    }

    /* ---- plans and complexes ---------------------------------------------------------------- */

    of(i) {
      const { oordelen, routes, settings } = this.kaart;
      const record = oordelen.records[i];
      const order = settings.listed.voorzieningen.map((voorziening) => voorziening.key);
      return (this.at.get(record.id) || []).filter((k) => {
        const { soort, v, naar } = routes.records[k];
        const walk = record.afstanden[order.indexOf(v)];
        return soort ? soort === record.soort : Boolean(walk) && walk.id === naar;
      });
    }

    /* To which voorzieningen the way can be drawn. */
    keysOf(i) {
      return this.of(i).map((k) => this.kaart.routes.records[k].v);
    }

    /* The whole line comes first, then the stretches of it that are unknown. */
    listed(k) {
      const [line, ...unknown] = this.kaart.routes.outlines(k, [LINE]);
      return { line, unknown };
    }

    /* ---- dwellings -------------------------------------------------------------------------- */

    open() {
      return this.paths ? this.paths.open() : Promise.resolve(null);
    }

    /* Whether there is a way to be drawn, opened or not. */
    knows(i, key) {
      return Boolean(this.paths) && this.kaart.dwellings.table.number(this.kaart.settings.path_columns.to[key], i) !== null;
    }

    ofDwelling(i, key) {
      const { dwellings, facilities } = this.kaart;
      if (!this.knows(i, key) || !this.paths.columns) return null;
      const { table } = dwellings;
      const columns = this.kaart.settings.path_columns;
      const way = table.number(columns.way[key], i);
      const ends = columns.ends[way].map((name) => this.paths.place(table.number(name, i)));
      const door = L.CRS.EPSG3857.project(table.latLng(i));
      const unknown = ((table.number(columns.unknown, i) >> way) & 1) > 0;
      const steps = [[door, false], [foot(door, ...ends), false], ...this.paths.follow(key, table.number(columns.to[key], i), unknown)];
      const facility = this.kaart.facilityOf(i, key);
      const line = steps.map(([point]) => L.CRS.EPSG3857.unproject(point));
      const stretches = this.stretches(line, steps);
      if (facility !== undefined) line.push(facilities.table.latLng(facility));
      return { line, unknown: stretches };
    }

    stretches(line, steps) {
      const found = [];
      steps.forEach(([, unknown], k) => {
        if (!unknown) return;
        if (!steps[k - 1][1]) found.push([line[k - 1]]);
        found[found.length - 1].push(line[k]);
      });
      return found;
    }
  };
})();
