/**
 * A reader's hand on a map page: points at what is drawn, or presses keys, and tells which features opened.
 *
 * Events go to whatever element lies under the point, or has the focus, as those of a device do. Nothing of the page is
 * called but `BorderAtlas.drawn()`, which tells what is drawn where, and the map's own `setView`, for pans and zooms.
 */
() => {
  const box = document.querySelector('.folium-map');
  const map = window[box.id];

  /** Where a disc is aimed at, in shares of its radius: its middle, then beside it, for a symbol may stand there. */
  const ON_DISC = [[0, 0], [0, -0.6], [0, 0.6], [-0.6, 0], [0.6, 0]];
  /** By which a symbol may be missed, px, and how far from the middle of a disc its number takes a click. */
  const SLOP = { mouse: 4, touch: 14 };
  const NUMBER = 27;

  /** Id of the feature that the drawer shows: its citation ends with the address. */
  const shown = () => {
    const quote = document.querySelector('.drawer-body .quote');
    return quote === null ? null : decodeURIComponent(quote.textContent.split('#s=').pop());
  };

  const read = new Map();
  /** Opens what a list offers, row by row; what a row like it opened before is known. */
  const openRows = () => {
    const rows = () => [...document.querySelectorAll('.drawer-body > .rows > li > button')];
    return rows().map(({ textContent: words }, i) => {
      if (!read.has(words)) {
        rows()[i].click();
        read.set(words, shown());
        document.querySelector('.drawer-body .back').click();
      }
      return read.get(words);
    });
  };

  /** What has opened; closed again. */
  const take = () => {
    const one = shown();
    const found = one === null ? openRows() : [one];
    document.querySelector('.drawer-body .close')?.click();
    return found;
  };

  const lies = (x, y) => {
    const element = document.elementFromPoint(x, y);
    return element !== null && box.contains(element) && element.closest('.leaflet-control') === null;
  };

  const point = (device, x, y) => {
    const target = document.elementFromPoint(x, y);
    const about = { bubbles: true, cancelable: true, clientX: x, clientY: y, pointerType: device, detail: 1 };
    if (device === 'mouse') target.dispatchEvent(new MouseEvent('mousemove', about));
    for (const type of ['pointerdown', 'pointerup', 'click']) target.dispatchEvent(new PointerEvent(type, about));
  };

  /** Where features may be aimed at in this view, px of the map: what is drawn, and along lines, all the way. */
  function* aims(drawn, left, courses) {
    for (const { id, ids, kind, x, y, r } of drawn) {
      if (kind === 'line' || !ids.some((one) => left.has(one))) continue;
      for (const [dx, dy] of kind === 'disc' ? ON_DISC : [[0, 0]]) {
        yield { name: `${kind} ${id} ${dx} ${dy}`, kind, ids, x: x + dx * r, y: y + dy * r };
      }
    }
    for (const [id, places] of Object.entries(courses)) {
      if (!left.has(id)) continue;
      for (const place of places) {
        const { x, y } = map.latLngToContainerPoint([place[1], place[0]]);
        yield { name: `line ${id} ${place}`, kind: 'line', ids: [id], x, y };
      }
    }
  }

  /** Whether something that takes a click before all else stands there: a symbol, or the number of a disc. */
  const isTaken = (drawn, { x, y }, slop) => {
    const reach = { symbol: ({ r }) => r, disc: () => NUMBER, line: () => -Infinity };
    return drawn.some((mark) => Math.hypot(mark.x - x, mark.y - y) <= slop + reach[mark.kind](mark));
  };

  /** Points at everything that this view shows of what is left, until no further place is worth a try. */
  const look = (device, left, courses, told) => {
    const tried = new Set();
    for (;;) {
      if (left.size === 0) return;
      const { left: across, top: down } = box.getBoundingClientRect();
      const drawn = BorderAtlas.drawn();
      const isNew = ({ name, x, y }) => !tried.has(name) && lies(across + x, down + y);
      const aim = [...aims(drawn, left, courses)].find(isNew);
      if (!aim) return;
      tried.add(aim.name);
      const zoom = map.getZoom();
      point(device, across + aim.x, down + aim.y);
      told.clicks += 1;
      if (map.getZoom() !== zoom) told.zoomed.push(aim.name);
      const found = take();
      const isFree = aim.kind !== 'symbol' && !isTaken(drawn, aim, SLOP[device]);
      if (isFree && !aim.ids.every((id) => found.includes(id))) told.missed.push([aim.name, zoom, found]);
      for (const id of found) left.delete(id);
    }
  };

  /**
   * Every feature by pointer or by touch: in the opening view, then nearer to what is still left.
   *
   * @param places of each feature, lon and lat
   * @param lines ids of those that are lines
   * @param zooms how near
   */
  const pointAtAll = (device, places, lines, zooms) => {
    const left = new Set(Object.keys(places));
    const told = { clicks: 0, missed: [], zoomed: [] };
    const courses = Object.fromEntries(lines.map((id) => [id, places[id]]));
    look(device, left, courses, told);
    told.home = Object.keys(places).length - left.size;
    for (const zoom of zooms) {
      for (const id of [...left]) {
        if (!left.has(id)) continue;
        const [lon, lat] = places[id][Math.floor(places[id].length / 2)];
        map.setView([lat, lon], zoom, { animate: false });
        look(device, left, courses, told);
      }
    }
    return { ...told, left: [...left] };
  };

  /** A place of a disc among others with nothing on them, px of the window, and what they hold, the widest last. */
  const amidst = (id, device) => {
    const { left: across, top: down } = box.getBoundingClientRect();
    const drawn = BorderAtlas.drawn();
    const discs = drawn.filter(({ kind }) => kind === 'disc').sort((a, b) => a.r - b.r);
    for (const aim of aims(drawn, new Set([id]), {})) {
      const here = discs.filter(({ x, y, r }) => Math.hypot(x - aim.x, y - aim.y) < r);
      const [x, y] = [across + aim.x, down + aim.y];
      if (here.length < 2 || !lies(x, y) || isTaken(drawn, aim, SLOP[device])) continue;
      return { x, y, ids: here.flatMap(({ ids }) => ids) };
    }
    return null;
  };

  const press = (key) => {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  };

  /** Every feature of a row of them by keys: opened by Enter, closed by Escape, from where the walk goes on. */
  const walk = (key, steps) => {
    const found = [];
    for (let step = 0; step < steps; step++) {
      press('Enter');
      found.push(shown());
      press('Escape');
      press(key);
    }
    return found;
  };

  window.hand = { pointAtAll, amidst, take, walk };
};
