/* The drawing of a network or of layers: vis-network holds the nodes, moves and zooms; positions are computed
   beforehand, and marks, boxes, links and names are drawn by shapes.js, as in the SVG. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, make, say, pick, clean, model, shapes } = page;
  const { layers, nodes, near, place, seen } = model;
  const { FONT, WIDTH, STEP, paint } = shapes;
  const stage = document.getElementById("stage");
  const READABLE = 0.9; // the lowest scale at which the words in a box can be read
  const FAR = 0.5; // below this, dashes and arrows are too small to be told
  let picked = null, hovered = null, drawn = false;

  const said = make("span", { class: "unseen", role: "status" });
  const holder = make("div", { id: "canvas", role: "application", tabindex: "0", "aria-describedby": "keys" });
  stage.append(holder, said);

  /* ---- what is drawn ---- */
  function renderer({ ctx, id, x, y, state: { selected, hover } }) {
    const node = nodes[id], strong = selected || hover;
    const [w, h] = layers ? [WIDTH, node.h] : [node.size * 2, node.size * 2];
    return {
      drawNode() {
        const at = { x, y };
        if (!layers) shapes.markParts(node, at, strong).forEach((part) => paint(ctx, part));
        else {
          shapes.boxParts(node, at, strong ? 3.4 : id === data.focus ? 2.6 : 1.4).forEach((part) => paint(ctx, part));
          const folded = model.folded(id).length;
          if (folded) paint(ctx, { text: "+" + folded, x: x + WIDTH / 2 - 3, y: y + h / 2 + 12, size: 11, bold: true, align: "right", fill: data.kinds[node.kind].line });
        }
      },
      nodeDimensions: { width: w, height: h },
    };
  }

  const lineOf = (edge) => {
    const from = place.get(edge.from), to = place.get(edge.to);
    return layers ? shapes.curve(from, to, edge.route) : shapes.straight(from, to, nodes[edge.to].size);
  };
  const touches = (edge) => edge.from === picked || edge.to === picked;

  function drawCurves(ctx) {
    for (const edge of model.visible().edges) {
      const strong = touches(edge);
      ctx.globalAlpha = picked !== null && !strong ? 0.55 : 1;
      shapes.linkParts(edge, lineOf(edge), edge.width + (strong ? 1.2 : 0)).forEach((part) => paint(ctx, part));
    }
    ctx.globalAlpha = 1;
  }

  /* Lines that look alike are one path: thousands of strokes would take the browser a second. */
  let bundles = new Map(), bundled = null;
  function lines() {
    if (bundled === model.visible()) return bundles;
    bundled = model.visible();
    bundles = new Map();
    for (const edge of bundled.edges) {
      const look = edge.relation + " " + edge.width;
      if (!bundles.has(look)) bundles.set(look, []);
      bundles.get(look).push(edge);
    }
    return bundles;
  }
  function drawLines(ctx) {
    const far = network.getScale() < FAR;
    ctx.globalAlpha = picked === null ? 0.5 : 0.25;
    for (const edges of lines().values()) {
      const style = data.relations[edges[0].relation];
      ctx.strokeStyle = ctx.fillStyle = style.colour;
      ctx.lineWidth = edges[0].width;
      ctx.setLineDash(far ? [] : style.dash);
      ctx.beginPath();
      for (const edge of edges) {
        const from = place.get(edge.from), to = place.get(edge.to);
        ctx.moveTo(from.x, from.y);
        ctx.lineTo(to.x, to.y);
      }
      ctx.stroke();
      ctx.setLineDash([]);
      if (style.arrow && !far) for (const edge of edges) ctx.fill(new Path2D(shapes.arrowPath(...lineOf(edge).arrow)));
    }
    ctx.globalAlpha = 1;
    if (picked === null) return;
    for (const edge of near[picked].filter(model.seenEdge)) shapes.linkParts(edge, lineOf(edge), edge.width, far).forEach((part) => paint(ctx, part));
  }

  const headings = () => {
    const used = new Set(model.visible().ids.map((id) => nodes[id].column));
    return data.columns.filter(([i]) => used.has(i)).map(([i, ...words]) => ({ text: clean(pick(words)), x: i * STEP - WIDTH / 2 }));
  };
  function drawHeadings(ctx) {
    const { ids } = model.visible();
    if (!ids.length) return;
    const view = network.DOMtoCanvas({ x: 0, y: 0 }), scale = network.getScale();
    const top = model.bounds(ids).top - 24;
    // the headings stay in sight when their columns reach above the window
    const y = Math.max(top, view.y + 22 / scale);
    if (y > top) {
      ctx.fillStyle = "rgba(255,255,255,.95)";
      ctx.fillRect(view.x, view.y, holder.clientWidth / scale, 32 / scale);
    }
    for (const heading of headings()) paint(ctx, { ...heading, y, size: 14 / Math.min(scale, 1), bold: true, fill: "#454545", most: STEP - 12 });
  }

  /* Names are drawn in pixels of the screen, where letters of one size are quick to draw. */
  function drawNames(ctx) {
    const { a: zoom, d, e, f } = ctx.getTransform(), scale = network.getScale(), ratio = zoom / scale;
    const at = (id) => { const { x, y } = place.get(id); return [(x * zoom + e) / ratio, (y * d + f) / ratio]; };
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.lineJoin = "round";
    ctx.strokeStyle = "rgba(255,255,255,.9)";
    const must = [picked, hovered].filter((id) => id !== null && seen(id));
    for (const name of page.labels({ at, scale, size: 12 * Math.max(1, scale / 1.3), wide: holder.clientWidth, high: holder.clientHeight, must })) {
      ctx.font = (name.bold ? "bold " : "") + name.size + "px " + FONT;
      ctx.textAlign = "center";
      ctx.lineWidth = name.size / 4;
      ctx.strokeText(name.text, name.x, name.y);
      paint(ctx, name);
    }
    ctx.restore();
  }

  /* ---- vis-network ---- */
  const option = (id) => ({ id, shape: "custom", ctxRenderer: renderer, ...place.get(id), size: layers ? WIDTH / 2 : nodes[id].size, hidden: !seen(id) });
  const nodeSet = new vis.DataSet(), edgeSet = new vis.DataSet();
  const network = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, {
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false },
    layout: { improvedLayout: false },
    interaction: { hover: nodes.length <= 600, tooltipDelay: 1e6 },
  });
  network.on("beforeDrawing", (ctx) => { if (layers) drawCurves(ctx); else drawLines(ctx); });
  network.on("afterDrawing", (ctx) => {
    if (layers) drawHeadings(ctx); else drawNames(ctx);
    if (drawn || !nodeSet.length) return;
    drawn = true;
    stage.dataset.ready = "true";
    performance.mark("drawn");
  });

  const middle = (b) => ({ x: (b.left + b.right) / 2, y: (b.top + b.bottom) / 2 });
  const look = (position, scale) => network.moveTo({ position, scale, animation: false });
  /* All that is seen, with room for the headings or for the names of those at the edge. */
  function whole() {
    const b = model.bounds(model.visible().ids);
    return layers ? { left: b.left - 20, top: b.top - 54, right: b.right + 20, bottom: b.bottom + 20 } : { left: b.left - 50, top: b.top - 30, right: b.right + 50, bottom: b.bottom + 40 };
  }
  const fitting = (b) => Math.min(holder.clientWidth / (b.right - b.left), holder.clientHeight / (b.bottom - b.top), layers ? 1.15 : 1.5);
  function fit() {
    const b = whole();
    look(middle(b), fitting(b));
  }
  /* The whole picture, or where the boxes could not be read then, what is around the one asked for. */
  function home() {
    const b = whole();
    if (!layers || fitting(b) >= READABLE || !model.shown.size) return fit();
    const focus = place.get(data.focus) || place.get([...model.shown][0]);
    const halfX = holder.clientWidth / READABLE / 2, halfY = holder.clientHeight / READABLE / 2;
    const keep = (value, low, high) => (low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high));
    return look({ x: keep(focus.x, b.left + halfX, b.right - halfX), y: keep(focus.y, b.top + halfY, b.bottom - halfY) }, READABLE);
  }

  /* ---- what a reader does ---- */
  function changed() {
    undoButton.disabled = !model.canUndo();
    describe();
    if (picked !== null) beside.nodeCard(picked);
    if (page.tab() === "table") beside.table();
    network.redraw();
  }
  function unfold(id) {
    const added = model.unfold(id);
    nodeSet.add(added.map(option));
    if (added.length) changed();
  }
  function undo() {
    const removed = model.undo();
    nodeSet.remove(removed);
    if (removed.includes(picked)) choose(null);
    changed();
  }
  function filter() {
    model.changed();
    nodeSet.update([...model.shown].map((id) => ({ id, hidden: !seen(id) })));
    changed();
  }
  function choose(id) {
    picked = id;
    if (id === null) {
      network.unselectAll();
      beside.noCard();
      return;
    }
    network.selectNodes([id], false);
    beside.nodeCard(id);
    page.open("card");
    said.textContent = clean(nodes[id].label);
  }
  /* Choose a node wherever it is, and look at it. */
  function goTo(id) {
    if (!model.shown.has(id)) {
      model.reveal(id);
      nodeSet.add([option(id)]);
      changed();
    }
    choose(id);
    look(place.get(id), Math.max(network.getScale(), layers ? READABLE : 0.8));
  }
  function chooseLink(edge) {
    beside.linkCard(edge);
    page.open("card");
  }
  const probe = document.createElement("canvas").getContext("2d");
  function linkAt({ x, y }) {
    probe.lineWidth = 9 / Math.min(network.getScale(), 1);
    return model.visible().edges.find((edge) => probe.isPointInStroke(new Path2D(lineOf(edge).d), x, y));
  }
  network.on("click", ({ nodes: [id], pointer }) => {
    if (id !== undefined) return choose(id);
    const edge = linkAt(pointer.canvas);
    if (edge) chooseLink(edge); else choose(null);
    return network.redraw();
  });
  network.on("doubleClick", ({ nodes: [id] }) => { if (id !== undefined) unfold(id); });
  network.on("hoverNode", ({ node }) => { hovered = node; });
  network.on("blurNode", () => { hovered = null; });
  network.on("dragging", ({ nodes: ids }) => { for (const id of ids) model.move(id, network.getPosition(id)); });

  /* ---- the same by keys ---- */
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function neighbour([dx, dy]) {
    const from = picked === null ? network.getViewPosition() : place.get(picked);
    let best = null, least = Infinity;
    for (const id of model.visible().ids) {
      const x = place.get(id).x - from.x, y = place.get(id).y - from.y;
      const along = x * dx + y * dy, across = Math.abs(x * dy + y * dx);
      if (id === picked || along < 1 || along + 2 * across >= least) continue;
      least = along + 2 * across;
      best = id;
    }
    return best;
  }
  function intoView(id) {
    const { x, y } = network.canvasToDOM(place.get(id));
    if (x < 40 || y < 40 || x > holder.clientWidth - 40 || y > holder.clientHeight - 40) look(place.get(id), network.getScale());
  }
  function onArrow(event, way) {
    const step = 60 / network.getScale();
    if (event.shiftKey) {
      const { x, y } = network.getViewPosition();
      return look({ x: x + way[0] * step, y: y + way[1] * step }, network.getScale());
    }
    if (event.ctrlKey && picked !== null) {
      const { x, y } = place.get(picked), to = { x: x + (way[0] * step) / 4, y: y + (way[1] * step) / 4 };
      model.move(picked, to);
      return network.moveNode(picked, to.x, to.y);
    }
    const next = picked === null && data.focus !== null && seen(data.focus) ? data.focus : neighbour(way);
    if (next === null) return undefined;
    choose(next);
    return intoView(next);
  }
  const zoom = (by) => look(network.getViewPosition(), network.getScale() * by);
  const KEYS = {
    Enter: () => { if (picked !== null) unfold(picked); },
    Escape: () => choose(null), Backspace: undo, "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit,
  };
  holder.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key], act = KEYS[event.key];
    if ((!way && !act) || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (way) onArrow(event, way); else act();
  });

  const beside = page.beside({ choose: goTo, chooseLink, unfold, filter });
  function describe() {
    const { ids, edges } = model.visible();
    holder.setAttribute("aria-label", clean(pick(data.title)) + " — " + say("ui.picture", { nodes: ids.length, links: edges.length }));
  }

  /* ---- tools ---- */
  page.tool("ui.fit", fit, { id: "fit" });
  page.tool("ui.in", () => zoom(1.3));
  page.tool("ui.out", () => zoom(1 / 1.3));
  const undoButton = page.tool("ui.undo", undo, { id: "undo" });
  undoButton.disabled = true;
  if (!layers) {
    let moving = false;
    const button = page.tool("ui.physics", () => {
      moving = !moving;
      // vis-network knows the links only while they pull
      if (moving) edgeSet.add(model.visible().edges.map(({ from, to }) => ({ from, to, hidden: true }))); else edgeSet.clear();
      network.setOptions({ physics: { enabled: moving } });
      button.setAttribute("aria-pressed", String(moving));
      button.dataset.say = moving ? "ui.physics.stop" : "ui.physics";
      button.textContent = say(button.dataset.say);
    }, { id: "physics", "aria-pressed": "false" });
    network.on("beforeDrawing", () => {
      if (moving) for (const [id, at] of Object.entries(network.getPositions())) place.set(Number(id), at);
    });
  }
  page.tool("ui.svg", () => page.saveSvg(page.svgOf(headings)), { id: "save-svg" });
  page.tool("ui.png", () => page.savePng(page.svgOf(headings)), { id: "save-png" });
  page.listeners.push({
    onTab: (name) => { if (name === "table") beside.table(); },
    onLanguage: () => {
      beside.legend();
      describe();
      if (picked === null) beside.noCard(); else beside.nodeCard(picked);
      if (page.tab() === "table") beside.table();
      if (drawn) network.redraw();
    },
  });
  page.start();
  home();
  nodeSet.add([...model.shown].map(option));

  // for tests and for those who look closer: what is shown, and where a node stands
  page.where = (id) => { const at = network.canvasToDOM(place.get(id)), box = holder.getBoundingClientRect(); return { x: at.x + box.left, y: at.y + box.top }; };
  page.shown = () => model.visible().ids;
  page.place = (id) => place.get(id);
})();
