/* The drawing of a network or of layers: vis-network holds the nodes, moves and zooms; positions are computed
   beforehand, and painting.js draws. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, make, say, pick, clean, model } = page;
  const { layers, nodes, place, seen } = model;
  const { WIDTH } = page.shapes;
  const stage = document.getElementById("stage");
  const READABLE = 0.88; // the lowest scale at which the words in a box can be read
  let drawn = false;

  const said = make("span", { class: "unseen", "aria-live": "polite" });
  const holder = make("div", { id: "canvas", role: "application", tabindex: "0", "aria-describedby": "keys" });
  stage.append(holder, said);

  /* ---- vis-network ---- */
  const option = (id) => ({ id, shape: "custom", ctxRenderer: page.painting.renderer, ...place.get(id), size: layers ? WIDTH / 2 : nodes[id].size, hidden: !seen(id) });
  const nodeSet = new vis.DataSet([...model.shown].map(option)), edgeSet = new vis.DataSet();
  const network = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, {
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false },
    layout: { improvedLayout: false },
    interaction: { hover: nodes.length <= 600, tooltipDelay: 1e6 },
  });
  network.on("beforeDrawing", (ctx) => page.painting.below(ctx, network.getScale()));
  network.on("afterDrawing", (ctx) => {
    page.painting.above(ctx, network.getScale(), { ...network.DOMtoCanvas({ x: 0, y: 0 }), wide: holder.clientWidth, high: holder.clientHeight });
    if (drawn || !model.looking) return;
    drawn = true;
    stage.dataset.ready = "true";
    performance.mark("drawn");
  });

  const middle = (b) => ({ x: (b.left + b.right) / 2, y: (b.top + b.bottom) / 2 });
  const look = (position, scale) => network.moveTo({ position, scale, animation: false });
  /* All that is seen, with room for the headings and for links that bend out at the end. */
  function whole() {
    const b = model.bounds(model.visible().ids);
    return layers ? { left: b.left - 20, top: b.top - 54, right: b.right + 36, bottom: b.bottom + 20 } : b;
  }
  // names at the edge need as much room however small the marks are
  const [EDGE_X, EDGE_Y, NEAREST] = layers ? [0, 0, 1.15] : [Math.min(80, holder.clientWidth / 10), 40, 1.5];
  const fitting = (b) => Math.min(Math.max(holder.clientWidth - 2 * EDGE_X, 100) / (b.right - b.left), Math.max(holder.clientHeight - 2 * EDGE_Y, 100) / (b.bottom - b.top), NEAREST);
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
    if (model.picked !== null) beside.nodeCard(model.picked);
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
    if (removed.includes(model.picked)) choose(null);
    changed();
  }
  function filter() {
    model.changed();
    nodeSet.update([...model.shown].map((id) => ({ id, hidden: !seen(id) })));
    changed();
  }
  function choose(id) {
    model.picked = id;
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
    return model.visible().edges.find((edge) => probe.isPointInStroke(new Path2D(model.lineOf(edge).d), x, y));
  }
  network.on("click", ({ nodes: [id], pointer }) => {
    if (id !== undefined) return choose(id);
    const edge = linkAt(pointer.canvas);
    if (edge) chooseLink(edge); else choose(null);
    return network.redraw();
  });
  network.on("doubleClick", ({ nodes: [id] }) => { if (id !== undefined) unfold(id); });
  network.on("hoverNode", ({ node }) => { model.hovered = node; });
  network.on("blurNode", () => { model.hovered = null; });
  network.on("dragging", ({ nodes: ids }) => { for (const id of ids) model.move(id, network.getPosition(id)); });

  const zoom = (by) => look(network.getViewPosition(), network.getScale() * by);
  page.keys(network, holder, { choose, unfold, undo, fit, zoom, look });

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
  page.tool("ui.svg", () => page.saveSvg(page.svgOf(page.painting.headings)), { id: "save-svg" });
  page.tool("ui.png", () => page.savePng(page.svgOf(page.painting.headings)), { id: "save-png" });
  page.listeners.push({
    onTab: (name) => { if (name === "table") beside.table(); },
    onLanguage: () => {
      beside.legend();
      describe();
      if (model.picked === null) beside.noCard(); else beside.nodeCard(model.picked);
      if (page.tab() === "table") beside.table();
      if (drawn) network.redraw();
    },
  });
  page.start();
  model.looking = true;
  home();

  // for tests and for those who look closer: what is shown, and where a node stands
  page.where = (id) => { const at = network.canvasToDOM(place.get(id)), box = holder.getBoundingClientRect(); return { x: at.x + box.left, y: at.y + box.top }; };
  page.shown = () => model.visible().ids;
  page.place = (id) => place.get(id);
})();
