/* What a network holds: its nodes and links, which of them are shown, and where they stand. */
(function () {
  "use strict";
  const page = window.picture;
  const { data } = page;
  const { WIDTH, STEP, curve, straight } = page.shapes;
  const ROW = data.sizes.row, AT_ONCE = 24;
  const layers = data.form === "layers";
  const nodes = data.nodes, edges = data.edges;
  const place = new Map(), shown = new Set(), unfolded = [];
  const off = { kind: new Set(), level: new Set(), relation: new Set() };

  for (const node of nodes) {
    if (!node.shown) continue;
    shown.add(node.id);
    place.set(node.id, { x: node.x, y: node.y });
  }
  const near = nodes.map(() => []);
  for (const edge of edges) {
    near[edge.from].push(edge);
    near[edge.to].push(edge);
  }
  const other = (edge, id) => (edge.from === id ? edge.to : edge.from);
  const seen = (id) => shown.has(id) && !off.kind.has(nodes[id].kind) && !off.level.has(nodes[id].level);
  const seenEdge = (edge) => !off.relation.has(edge.relation) && seen(edge.from) && seen(edge.to);
  const folded = (id) => [...new Set(near[id].map((edge) => other(edge, id)))].filter((to) => !shown.has(to));

  /* The nodes and links that are seen, found anew when something was folded or filtered. */
  let kept = null;
  const changed = () => { kept = null; };
  const visible = () => (kept ??= { ids: [...shown].filter(seen), edges: edges.filter(seenEdge) });

  const size = (node) => (layers ? [WIDTH / 2, node.h / 2] : [node.size, node.size]);
  function bounds(ids) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const { x, y } = place.get(id), [w, h] = size(nodes[id]);
      left = Math.min(left, x - w); right = Math.max(right, x + w);
      top = Math.min(top, y - h); bottom = Math.max(bottom, y + h);
    }
    return ids.length ? { left, top, right, bottom } : { left: 0, top: 0, right: 100, bottom: 60 };
  }

  /* The line of a link, and where its arrow stands. */
  function lineOf(edge) {
    const from = place.get(edge.from), to = place.get(edge.to);
    return layers ? curve(from, to, edge.route) : straight(from, to, nodes[edge.to].size);
  }

  /* A place for a node near another, where it covers none. */
  function freePlace(id, from) {
    const start = place.get(from), taken = [...shown].map((to) => [nodes[to], place.get(to)]);
    if (layers) {
      const x = nodes[id].column * STEP, h = nodes[id].h / 2;
      const column = taken.filter(([, p]) => Math.abs(p.x - x) < WIDTH).map(([node, p]) => [p.y - node.h / 2 - ROW, p.y + node.h / 2 + ROW]);
      for (let step = 0; ; step += 12) {
        for (const y of [start.y + step, start.y - step]) {
          if (!column.some(([low, high]) => y + h > low && y - h < high)) return { x, y };
        }
      }
    }
    for (let ring = 1; ; ring++) {
      for (let i = 0; i < 8 * ring; i++) {
        const angle = (2 * Math.PI * i) / (8 * ring), x = start.x + Math.cos(angle) * ring * 96, y = start.y + Math.sin(angle) * ring * 64;
        if (!taken.some(([, p]) => Math.abs(p.x - x) < 96 && Math.abs(p.y - y) < 52)) return { x, y };
      }
    }
  }

  /* Show these nodes beside another; one step of undoing. */
  function show(ids, from) {
    for (const id of ids) {
      place.set(id, freePlace(id, from));
      shown.add(id);
    }
    unfolded.push(ids);
    changed();
  }
  function unfold(id) {
    const added = folded(id).slice(0, AT_ONCE);
    if (added.length) show(added, id);
    return added;
  }
  function reveal(id) {
    const beside = near[id].map((edge) => other(edge, id)).find((to) => shown.has(to));
    show([id], beside ?? [...shown][0]);
  }
  function undo() {
    const removed = unfolded.pop() || [];
    for (const id of removed) shown.delete(id);
    changed();
    return removed;
  }
  function move(id, to) {
    place.set(id, to);
    // the lanes of its links led to where it stood
    for (const edge of near[id]) delete edge.route;
  }

  page.model = {
    layers, nodes, edges, near, off, place, shown, other, seen, seenEdge, folded, visible, bounds, lineOf, changed, unfold, reveal, undo, move,
    picked: null, hovered: null,
    looking: false, // vis-network draws once before it is told where to look: in vain, so nothing is painted then
    canUndo: () => unfolded.length > 0,
  };
})();
