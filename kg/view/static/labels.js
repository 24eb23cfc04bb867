/* Which names of a network are shown: those of the largest nodes first, each where it covers nothing. */
(function () {
  "use strict";
  const page = window.picture;
  const { nodes, shown, seen } = page.model;
  const SIZE = 12, CROWD = 800, MOST = 300, CELL = 90;
  const order = nodes.map((node) => node.id).sort((a, b) => nodes[b].size - nodes[a].size || a - b);

  /* Boxes that have been taken, kept in squares so that few are compared. */
  function ground() {
    const squares = new Map();
    const each = ([left, top, right, bottom], act) => {
      for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
        for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) {
          const key = i * 65536 + j;
          if (act(squares.get(key), key)) return true;
        }
      }
      return false;
    };
    return {
      free: (box) => !each(box, (taken) => taken && taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])),
      take: (box) => each(box, (taken, key) => { if (taken) taken.push(box); else squares.set(key, [box]); return false; }),
    };
  }

  /* The names that have room, as lines of text with their places.
     ``at`` gives a node's place on the paper, ``scale`` how large its mark is there, ``size`` that of the letters;
     ``wide`` and ``high`` bound the paper where given, ``must`` are nodes whose names are shown in any case. */
  page.labels = function ({ at, scale, size = SIZE, wide, high, must = [] }) {
    const { free, take } = ground(), found = [];
    const crowded = shown.size > CROWD;
    // no name covers a mark, unless marks are so near each other that none could stand
    if (!crowded) {
      for (const id of page.model.visible().ids) {
        const [x, y] = at(id), r = nodes[id].size * scale * 0.7;
        take([x - r, y - r, x + r, y + r]);
      }
    }
    for (const id of new Set([...must, ...order])) {
      if (!seen(id)) continue;
      const node = nodes[id], [x, y] = at(id), forced = must.includes(id);
      if (wide && (x < 0 || y < 0 || x > wide || y > high)) continue;
      if (!forced && wide && found.length > MOST) break;
      const half = (node.wide * size) / 2 + 2, tall = node.lines.length * size * 1.25, beside = node.size * scale + 3;
      const below = [x, y + beside];
      const places = crowded ? [below] : [below, [x, y - beside - tall], [x + beside + half, y - tall / 2], [x - beside - half, y - tall / 2]];
      const box = ([left, top]) => [left - half, top, left + half, top + tall];
      const inside = ([left, top, right, bottom]) => !wide || (left >= 0 && top >= 0 && right <= wide && bottom <= high);
      const place = places.find((one) => inside(box(one)) && free(box(one))) || (forced && below);
      if (!place) continue;
      take(box(place));
      found.push(node.lines.map((text, i) => ({ text, x: place[0], y: place[1] + size * (1 + 1.25 * i), size, bold: forced, align: "center", fill: page.shapes.INK })));
    }
    return found.flat();
  };
})();
