/* Networks and layers, drawn by vis-network. Positions are computed beforehand; marks, boxes, links between
   boxes and labels are drawn here, so that the picture, its SVG and its static form look the same. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, make, say, pick, panels, clean, sign } = page;
  const layers = data.form === "layers";
  const stage = document.getElementById("stage");
  const FONT = getComputedStyle(document.body).fontFamily;
  const { box: WIDTH, gap: GAP, row: ROW } = data.sizes;
  const STEP = WIDTH + GAP, LINE = 18, SMALL = 16;
  const AT_ONCE = 24;
  const off = { kind: new Set(), level: new Set(), relation: new Set() };
  const nodes = data.nodes;
  const place = new Map();
  const shown = new Set();
  const undo = [];
  let picked = null, hovered = null, marked = null, drawnOnce = false;

  for (const node of nodes) {
    if (node.shown && node.x !== undefined) { shown.add(node.id); place.set(node.id, { x: node.x, y: node.y }); }
  }
  const near = nodes.map(() => []);
  data.edges.forEach((edge, i) => { edge.id = "e" + i; near[edge.from].push(edge); near[edge.to].push(edge); });
  const other = (edge, id) => (edge.from === id ? edge.to : edge.from);

  const passes = (node) => !off.kind.has(node.kind) && !off.level.has(node.level);
  const seen = (id) => shown.has(id) && passes(nodes[id]);
  const seenEdge = (edge) => !off.relation.has(edge.relation) && seen(edge.from) && seen(edge.to);

  /* shapes, as SVG paths that a canvas draws too */
  const n = (value) => String(Math.round(value * 10) / 10);
  function boxPath(corner, x, y, w, h) {
    const l = n(x - w / 2), t = n(y - h / 2), r = n(x + w / 2), b = n(y + h / 2), c = 9;
    const li = n(x - w / 2 + c), ti = n(y - h / 2 + c), ri = n(x + w / 2 - c), bi = n(y + h / 2 - c);
    if (corner === "round") return `M${li} ${t}H${ri}Q${r} ${t} ${r} ${ti}V${bi}Q${r} ${b} ${ri} ${b}H${li}Q${l} ${b} ${l} ${bi}V${ti}Q${l} ${t} ${li} ${t}Z`;
    if (corner === "cut") return `M${li} ${t}H${ri}L${r} ${ti}V${bi}L${ri} ${b}H${li}L${l} ${bi}V${ti}Z`;
    if (corner === "fold") return `M${l} ${t}H${ri}L${r} ${ti}V${b}H${l}ZM${ri} ${t}V${ti}H${r}`;
    return `M${l} ${t}H${r}V${b}H${l}Z`;
  }
  function markPath(mark, x, y, radius) {
    const corners = data.marks[mark];
    if (!corners.length) return `M${n(x - radius)} ${n(y)}A${n(radius)} ${n(radius)} 0 1 1 ${n(x + radius)} ${n(y)}A${n(radius)} ${n(radius)} 0 1 1 ${n(x - radius)} ${n(y)}Z`;
    return "M" + corners.map(([dx, dy]) => n(x + radius * dx) + " " + n(y + radius * dy)).join("L") + "Z";
  }
  function linkPath(edge) {
    const forward = place.get(edge.from).x <= place.get(edge.to).x;
    const left = place.get(forward ? edge.from : edge.to), right = place.get(forward ? edge.to : edge.from);
    let x = left.x + WIDTH / 2, y = left.y;
    if (Math.abs(left.x - right.x) < WIDTH) {
      const bend = Math.min(30 + Math.abs(right.y - y) / 12, GAP - 14), x2 = right.x + WIDTH / 2;
      return [`M${n(x)} ${n(y)}C${n(Math.max(x, x2) + bend)} ${n(y)} ${n(Math.max(x, x2) + bend)} ${n(right.y)} ${n(x2)} ${n(right.y)}`,
        forward ? [x2, right.y, -1] : [x, y, -1]];
    }
    let path = `M${n(x)} ${n(y)}`;
    for (const [x2, y2] of [...(edge.route || []), [right.x, right.y]]) {
      const bend = (x2 - WIDTH / 2 - x) / 2;
      path += `C${n(x + bend)} ${n(y)} ${n(x2 - WIDTH / 2 - bend)} ${n(y2)} ${n(x2 - WIDTH / 2)} ${n(y2)}`;
      x = x2 + WIDTH / 2; y = y2;
      if (x2 !== right.x) path += `H${n(x)}`;
    }
    return [path, forward ? [right.x - WIDTH / 2, right.y, 1] : [left.x + WIDTH / 2, left.y, -1]];
  }
  const arrow = ([x, y, way]) => `M${n(x)} ${n(y)}L${n(x - 9 * way)} ${n(y - 4.5)}V${n(y + 4.5)}Z`;

  /* vis-network */
  function renderer({ ctx, id, x, y, state: { selected, hover } }) {
    const node = nodes[id], style = data.kinds[node.kind];
    const w = layers ? WIDTH : node.size * 2, h = layers ? node.h : node.size * 2;
    return {
      drawNode() {
        const dim = marked && !marked.has(id);
        ctx.globalAlpha = dim ? 0.25 : 1;
        if (layers) drawBox(ctx, node, style, x, y, selected || hover); else drawMark(ctx, node, style, x, y, selected || hover);
        ctx.globalAlpha = 1;
      },
      nodeDimensions: { width: w, height: h },
    };
  }
  function drawMark(ctx, node, style, x, y, strong) {
    ctx.beginPath();
    const corners = data.marks[style.mark], radius = node.size;
    if (!corners.length) ctx.arc(x, y, radius, 0, 2 * Math.PI);
    else { corners.forEach(([dx, dy], i) => ctx[i ? "lineTo" : "moveTo"](x + radius * dx, y + radius * dy)); ctx.closePath(); }
    ctx.fillStyle = style.hollow ? "#ffffff" : style.line;
    ctx.fill();
    ctx.strokeStyle = strong ? "#000000" : style.hollow ? style.line : "#ffffff";
    ctx.lineWidth = strong ? 3.5 : style.hollow ? 2 : 1;
    ctx.stroke();
  }
  function drawBox(ctx, node, style, x, y, strong) {
    const path = new Path2D(boxPath(style.corner, x, y, WIDTH, node.h));
    ctx.fillStyle = style.fill;
    ctx.fill(path);
    ctx.setLineDash(style.hollow ? [5, 3] : []);
    ctx.strokeStyle = style.line;
    ctx.lineWidth = strong ? 3.4 : node.id === data.focus ? 2.6 : 1.4;
    ctx.stroke(path);
    ctx.setLineDash([]);
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    const left = x - WIDTH / 2 + 12;
    let top = y - node.h / 2 + 7;
    if (node.caption) {
      ctx.fillStyle = "#595959";
      ctx.font = "11px " + FONT;
      ctx.fillText(node.caption, left, top + 11, WIDTH - 34);
      top += SMALL;
    }
    ctx.fillStyle = "#1a1a1a";
    ctx.font = "13.5px " + FONT;
    node.lines.forEach((line, i) => ctx.fillText(line, left, top + LINE * (i + 0.78), WIDTH - 20));
    const folded = hiddenNear(node.id).length;
    if (folded) {
      ctx.font = "bold 11px " + FONT;
      ctx.fillStyle = style.line;
      ctx.textAlign = "right";
      ctx.fillText("+" + folded, x + WIDTH / 2 - 3, y + node.h / 2 + 12);
    }
  }
  const option = (node) => ({ id: node.id, shape: "custom", ctxRenderer: renderer, x: place.get(node.id).x, y: place.get(node.id).y, size: layers ? WIDTH / 2 : node.size, hidden: !seen(node.id) });
  function edgeOption(edge) {
    const style = data.relations[edge.relation];
    return {
      id: edge.id, from: edge.from, to: edge.to, width: edge.width, hidden: !seenEdge(edge), dashes: style.dash.length ? style.dash : false,
      color: { color: style.colour, opacity: 0.5, highlight: style.colour, hover: style.colour },
      arrows: style.arrow ? { to: { enabled: true, scaleFactor: 0.45 } } : undefined,
    };
  }
  const holder = make("div", { id: "canvas", role: "img", tabindex: "0" });
  stage.append(holder);
  const nodeSet = new vis.DataSet(nodes.filter((node) => shown.has(node.id)).map(option));
  const edgeSet = new vis.DataSet(layers ? [] : data.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)).map(edgeOption));
  const large = nodes.length > 600;
  const network = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, {
    autoResize: true,
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false },
    layout: { improvedLayout: false },
    edges: { smooth: false, selectionWidth: 2, hoverWidth: 0.5 },
    interaction: { hover: !large, hideEdgesOnDrag: large, hideEdgesOnZoom: large, tooltipDelay: 1e6, keyboard: { enabled: true, bindToWindow: false }, multiselect: false },
  });

  /* the lowest scale at which the labels of boxes can be read */
  const READABLE = 0.9;
  function home() {
    const everything = [...shown].map((id) => place.get(id));
    if (!everything.length) return;
    network.fit({ animation: false });
    if (!layers) {
      // room for the names of those at the edge
      network.moveTo({ scale: Math.min(network.getScale() * 0.88, 1.5) });
      return;
    }
    const fitted = network.getScale();
    if (fitted >= READABLE) { network.moveTo({ scale: Math.min(fitted, 1.15) }); return; }
    const focus = place.get(data.focus) || everything[0];
    const left = Math.min(...everything.map((p) => p.x)), right = Math.max(...everything.map((p) => p.x));
    const top = Math.min(...[...shown].map((id) => place.get(id).y - nodes[id].h / 2)) - 54;
    const bottom = Math.max(...[...shown].map((id) => place.get(id).y + nodes[id].h / 2)) + 20;
    const halfX = holder.clientWidth / READABLE / 2 - WIDTH / 2 - 20, halfY = holder.clientHeight / READABLE / 2;
    const keep = (value, low, high) => (low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high));
    network.moveTo({ scale: READABLE, position: { x: keep(focus.x, left + halfX, right - halfX), y: keep(focus.y, top + halfY, bottom - halfY) } });
  }

  function drawLinks(ctx) {
    for (const edge of data.edges) {
      if (!seenEdge(edge)) continue;
      const style = data.relations[edge.relation], [path, tip] = linkPath(edge);
      const strong = edge.from === picked || edge.to === picked;
      ctx.globalAlpha = marked && !(marked.has(edge.from) && marked.has(edge.to)) ? 0.15 : picked !== null && !strong ? 0.55 : 1;
      ctx.strokeStyle = ctx.fillStyle = style.colour;
      ctx.lineWidth = style.width + (strong ? 1.2 : 0);
      ctx.setLineDash(style.dash);
      ctx.stroke(new Path2D(path));
      ctx.setLineDash([]);
      ctx.fill(new Path2D(arrow(tip)));
    }
    ctx.globalAlpha = 1;
  }
  function columnsInUse() {
    const used = new Set([...shown].map((id) => nodes[id].column));
    return data.columns.filter(([i]) => used.has(i)).map(([i, ...words]) => [i, words]);
  }
  function drawHeadings(ctx) {
    const places = [...shown].filter(seen).map((id) => place.get(id).y - nodes[id].h / 2);
    if (!places.length) return;
    const view = network.DOMtoCanvas({ x: 0, y: 0 });
    const scale = network.getScale();
    const top = Math.min(...places) - 24;
    // the headings stay in sight when their columns reach above the window
    const y = Math.max(top, view.y + 22 / scale);
    ctx.font = `bold ${14 / Math.min(scale, 1)}px ${FONT}`;
    ctx.textAlign = "left";
    if (y > top) {
      ctx.fillStyle = "rgba(255,255,255,.95)";
      ctx.fillRect(view.x, view.y, holder.clientWidth / scale, 32 / scale);
    }
    ctx.fillStyle = "#454545";
    for (const [i, words] of columnsInUse()) ctx.fillText(clean(pick(words)), i * STEP - WIDTH / 2, y, STEP - 12);
  }

  /* labels of a network, the largest nodes first, where there is room at this zoom */
  const order = layers ? [] : nodes.map((node) => node.id).sort((a, b) => nodes[b].size - nodes[a].size || a - b);
  const labels = new Map();
  function labelOf(node, ctx) {
    if (!labels.has(node.id)) {
      // two lines of about the same length, each at most eleven Chinese characters wide
      const most = 11.5 * 12, text = [...clean(node.label)], lines = [];
      const fits = (from, to) => ctx.measureText(text.slice(from, to).join("")).width <= most;
      if (text.length < 40 && fits(0, text.length)) lines.push(text.join(""));
      else {
        let end = Math.min(Math.ceil(text.length / 2), 24);
        while (end > 1 && !fits(0, end)) end--;
        let last = Math.min(text.length, end + 24);
        while (last > end + 1 && !fits(end, last)) last--;
        lines.push(text.slice(0, end).join(""), text.slice(end, last < text.length ? last - 1 : last).join("") + (last < text.length ? "…" : ""));
      }
      labels.set(node.id, { lines, width: Math.max(...lines.map((line) => ctx.measureText(line).width)) });
    }
    return labels.get(node.id);
  }
  function drawLabels(ctx) {
    const scale = network.getScale(), size = 12 / Math.min(Math.max(scale, 0.02), 1.3);
    const from = network.DOMtoCanvas({ x: 0, y: 0 }), to = network.DOMtoCanvas({ x: holder.clientWidth, y: holder.clientHeight });
    const cell = 90 * size / 12, taken = new Map();
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.lineJoin = "round";
    ctx.font = "12px " + FONT;
    const first = [picked, hovered].filter((id) => id !== null && seen(id));
    let drawn = 0;
    const around = (bounds) => {
      const squares = [];
      for (let i = Math.floor(bounds[0] / cell); i <= Math.floor(bounds[2] / cell); i++) for (let j = Math.floor(bounds[1] / cell); j <= Math.floor(bounds[3] / cell); j++) squares.push(i + "," + j);
      return squares;
    };
    const clash = (bounds) => around(bounds).some((square) => (taken.get(square) || []).some((b) => bounds[0] < b[2] && b[0] < bounds[2] && bounds[1] < b[3] && b[1] < bounds[3]));
    const take = (bounds) => { for (const square of around(bounds)) { if (!taken.has(square)) taken.set(square, []); taken.get(square).push(bounds); } };
    // no label covers a mark, unless marks are so near each other that none could stand
    if (shown.size <= 800) for (const id of shown) if (seen(id)) { const p = place.get(id), r = nodes[id].size * 0.7; take([p.x - r, p.y - r, p.x + r, p.y + r]); }
    for (const id of [...first, ...order]) {
      if (!seen(id) || (marked && !marked.has(id))) continue;
      const node = nodes[id], p = place.get(id);
      if (p.x < from.x || p.x > to.x || p.y < from.y || p.y > to.y) continue;
      const must = first.includes(id);
      if (!must && drawn > 400) break;
      ctx.font = "12px " + FONT;
      const label = labelOf(node, ctx), half = label.width * size / 24 + 2, tall = label.lines.length * size * 1.25;
      const beside = node.size + 3 * size / 12;
      // below, above, to the right, to the left
      const places = [[p.x, p.y + beside], [p.x, p.y - beside - tall], [p.x + beside + half, p.y - tall / 2], [p.x - beside - half, p.y - tall / 2]];
      const free = places.find(([x, y]) => !clash([x - half, y, x + half, y + tall]));
      if (!free && !must) continue;
      const [x, top] = free || places[0];
      take([x - half, top, x + half, top + tall]);
      ctx.font = `${id === picked ? "bold " : ""}${size}px ${FONT}`;
      label.lines.forEach((line, i) => {
        const y = top + size * (1 + 1.25 * i);
        ctx.strokeStyle = "rgba(255,255,255,.9)";
        ctx.lineWidth = size / 4;
        ctx.strokeText(line, x, y);
        ctx.fillStyle = "#1a1a1a";
        ctx.fillText(line, x, y);
      });
      drawn++;
    }
  }
  network.on("beforeDrawing", (ctx) => { if (layers) drawLinks(ctx); });
  network.on("afterDrawing", (ctx) => {
    if (layers) drawHeadings(ctx); else drawLabels(ctx);
    if (!drawnOnce) { drawnOnce = true; stage.dataset.ready = "true"; performance.mark("drawn"); }
  });

  /* what is beside a node but folded, and how it is unfolded */
  function hiddenNear(id) {
    return [...new Set(near[id].map((edge) => other(edge, id)))].filter((to) => !shown.has(to));
  }
  function freePlace(id, from) {
    const start = place.get(from);
    if (layers) {
      const x = nodes[id].column * STEP, h = nodes[id].h;
      const taken = [...shown].filter((to) => Math.abs(place.get(to).x - x) < WIDTH).map((to) => [place.get(to).y - nodes[to].h / 2 - ROW, place.get(to).y + nodes[to].h / 2 + ROW]);
      for (let step = 0; ; step++) {
        for (const y of [start.y + step * 12, start.y - step * 12]) {
          if (!taken.some(([low, high]) => y + h / 2 > low && y - h / 2 < high)) return { x, y };
        }
      }
    }
    for (let ring = 1; ; ring++) {
      for (let i = 0; i < 8 * ring; i++) {
        const angle = (2 * Math.PI * i) / (8 * ring), x = start.x + Math.cos(angle) * ring * 96, y = start.y + Math.sin(angle) * ring * 64;
        if (![...shown].some((to) => Math.abs(place.get(to).x - x) < 96 && Math.abs(place.get(to).y - y) < 52)) return { x, y };
      }
    }
  }
  function unfold(id) {
    const added = hiddenNear(id).slice(0, AT_ONCE);
    if (!added.length) return;
    for (const to of added) { place.set(to, freePlace(to, id)); shown.add(to); }
    nodeSet.add(added.map((to) => option(nodes[to])));
    if (!layers) edgeSet.add(data.edges.filter((edge) => (added.includes(edge.from) || added.includes(edge.to)) && shown.has(edge.from) && shown.has(edge.to) && !edgeSet.get(edge.id)).map(edgeOption));
    undo.push(added);
    changed();
  }
  function foldLast() {
    const removed = undo.pop();
    if (!removed) return;
    for (const id of removed) shown.delete(id);
    if (!layers) edgeSet.remove(data.edges.filter((edge) => removed.includes(edge.from) || removed.includes(edge.to)).map((edge) => edge.id));
    nodeSet.remove(removed);
    if (removed.includes(picked)) picked = null;
    changed();
  }
  function changed() {
    undoButton.disabled = !undo.length;
    describe();
    if (picked !== null) card();
    if (page.tab() === "table") table();
    network.redraw();
  }
  function filter() {
    nodeSet.update(nodes.filter((node) => shown.has(node.id)).map((node) => ({ id: node.id, hidden: !seen(node.id) })));
    if (!layers) edgeSet.update(data.edges.filter((edge) => edgeSet.get(edge.id)).map((edge) => ({ id: edge.id, hidden: !seenEdge(edge) })));
    changed();
  }

  /* choosing and the card */
  function choose(id, goThere) {
    picked = id;
    if (shown.has(id)) network.selectNodes([id], false);
    if (goThere && shown.has(id)) network.moveTo({ position: place.get(id), scale: Math.max(network.getScale(), layers ? READABLE : 0.8) });
    card();
    page.open("card");
  }
  function card() {
    const node = nodes[picked], folded = hiddenNear(picked).length;
    const parts = page.cardOf(node, data.kinds[node.kind].name, node.iri);
    if (folded) {
      parts.splice(2, 0, make("div", { class: "actions" },
        make("button", { type: "button", id: "unfold", onclick: () => unfold(picked) }, say("ui.unfold")), make("span", { class: "hint" }, say("ui.hidden", { count: folded }))));
    }
    const links = near[picked].map((edge) => {
      const to = other(edge, picked), name = pick(data.relations[edge.relation].name);
      const arrowSign = !data.relations[edge.relation].arrow ? " — " : edge.from === picked ? " → " : " ← ";
      const item = make("li", {}, make("span", { class: "hint" }, name + (edge.weight > 1 ? " ×" + edge.weight : "") + arrowSign),
        make("button", { type: "button", class: "link", onclick: () => { if (!shown.has(to)) unfoldOne(to); choose(to, true); } }, nodes[to].label));
      item.append(...how(edge));
      for (const quote of edge.quotes.slice(0, 3)) item.append(page.quoteBlock(quote));
      return item;
    });
    if (links.length) {
      const most = 200;
      parts.push(make("h2", {}, say("ui.links")), make("ul", { class: "links" }, ...links.slice(0, most)));
      if (links.length > most) parts.push(make("p", { class: "hint" }, say("ui.more", { count: links.length - most })));
    }
    parts.push(make("p", { class: "hint" }, node.iri));
    panels.card.replaceChildren(...parts);
  }
  function unfoldOne(id) {
    place.set(id, freePlace(id, picked));
    shown.add(id);
    nodeSet.add([option(nodes[id])]);
    if (!layers) edgeSet.add(near[id].filter((edge) => shown.has(other(edge, id)) && !edgeSet.get(edge.id)).map(edgeOption));
    undo.push([id]);
    changed();
  }
  network.on("click", (event) => {
    if (event.nodes.length) choose(event.nodes[0]);
    else if (event.edges.length) { const edge = data.edges[Number(event.edges[0].slice(1))]; showEdge(edge); }
    else {
      const hit = layers ? linkAt(event.pointer.canvas) : null;
      if (hit) showEdge(hit); else { picked = null; network.redraw(); }
    }
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) unfold(event.nodes[0]); });
  network.on("hoverNode", (event) => { hovered = event.node; });
  network.on("blurNode", () => { hovered = null; });
  network.on("dragEnd", (event) => {
    for (const id of event.nodes) {
      place.set(id, network.getPosition(id));
      for (const edge of near[id]) delete edge.route;
    }
    network.redraw();
  });
  const probe = document.createElement("canvas").getContext("2d");
  function linkAt(point) {
    probe.lineWidth = 9;
    return data.edges.find((edge) => seenEdge(edge) && probe.isPointInStroke(new Path2D(linkPath(edge)[0]), point.x, point.y));
  }
  function showEdge(edge) {
    const end = (id) => make("button", { type: "button", class: "link", onclick: () => choose(id, true) }, nodes[id].label);
    panels.card.replaceChildren(make("div", { class: "name" }, pick(data.relations[edge.relation].name) + (edge.weight > 1 ? " ×" + edge.weight : "")),
      make("dl", {}, make("dt", {}, say("ui.from")), make("dd", {}, end(edge.from)), make("dt", {}, say("ui.to")), make("dd", {}, end(edge.to))), ...how(edge),
      ...(edge.quotes.length ? [make("h2", {}, say("ui.quotes")), ...edge.quotes.map(page.quoteBlock)] : []));
    page.open("card");
  }

  /* legend, table, tools */
  const count = (list) => list.reduce((sums, key) => sums.set(key, (sums.get(key) || 0) + 1), new Map());
  function legend() {
    const kinds = count(nodes.map((node) => node.kind)), levels = count(nodes.map((node) => node.level)), relations = count(data.edges.map((edge) => edge.relation));
    const kindSign = (style) => layers
      ? sign([{ d: boxPath(style.corner, 18, 10, 30, 16), fill: style.fill, stroke: style.line, "stroke-width": 1.4, "stroke-dasharray": style.hollow ? "4 2" : "none" }])
      : sign([{ d: markPath(style.mark, 18, 10, 8), fill: style.hollow ? "#fff" : style.line, stroke: style.line, "stroke-width": 1.6 }]);
    const lineSign = (style) => sign([{ d: "M1 10H35", fill: "none", stroke: style.colour, "stroke-width": style.width + 0.6, "stroke-dasharray": style.dash.join(" ") || "none" }]);
    const entries = (all, counts, of) => Object.entries(all).map(([id, style]) => ({ id, name: style.name, count: counts.get(id), sign: of && of(style) }));
    const role = (wanted) => Object.fromEntries(Object.entries(data.relations).filter(([, style]) => style.role === wanted));
    panels.legend.replaceChildren(
      page.searchBox((words) => nodes.filter((node) => (node.label + " " + node.caption + " " + node.name).toLowerCase().includes(words)).map((node) => ({
        go: () => { if (!shown.has(node.id)) reveal(node.id); choose(node.id, true); page.open("legend"); },
      }))),
      make("p", { class: "hint" }, say("ui.filter.hint")),
      ...page.legendGroup("ui.kinds", entries(data.kinds, kinds, kindSign), off.kind, filter),
      ...page.legendGroup("ui.levels", entries(data.levels, levels), off.level, filter),
      ...page.legendGroup("ui.roles", entries(role(true), relations, lineSign), off.relation, filter),
      ...page.legendGroup("ui.relations", entries(role(false), relations, lineSign), off.relation, filter));
  }
  const how = (edge) => (edge.how ? [make("p", { class: "hint" }, say("ui.how") + ": " + edge.how.map(([name, confidence]) => pick(name) + " " + confidence).join(", "))] : []);
  function reveal(id) {
    const beside = near[id].map((edge) => other(edge, id)).find((to) => shown.has(to));
    picked = beside === undefined ? [...shown][0] : beside;
    unfoldOne(id);
  }
  function table() {
    const link = (id) => make("button", { type: "button", class: "link", onclick: () => choose(id, true) }, nodes[id].label);
    const rows = data.edges.filter(seenEdge), singles = [...shown].filter(seen);
    const head = (...keys) => make("tr", {}, ...keys.map((key) => make("th", { scope: "col" }, say(key))));
    const links = make("table", {}, make("caption", {}, say("ui.relations.count", { count: rows.length })), head("ui.from", "ui.relation", "ui.to"));
    for (const edge of rows) links.append(make("tr", {}, make("td", {}, link(edge.from)), make("td", {}, pick(data.relations[edge.relation].name) + (edge.weight > 1 ? " ×" + edge.weight : "")), make("td", {}, link(edge.to))));
    const list = make("table", {}, make("caption", {}, say("ui.nodes", { count: singles.length })), head("ui.name", "ui.kind", "ui.level"));
    for (const id of singles) list.append(make("tr", {}, make("td", {}, link(id)), make("td", {}, pick(data.kinds[nodes[id].kind].name)), make("td", {}, pick(data.levels[nodes[id].level].name))));
    panels.table.replaceChildren(links, list);
  }
  function describe() {
    holder.setAttribute("aria-label", clean(pick(data.title)) + " — " + say("ui.picture", { nodes: [...shown].filter(seen).length, links: data.edges.filter(seenEdge).length }));
  }

  /* the picture as SVG: what is shown, where it stands now */
  const xml = (text) => clean(text).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");
  function svgText() {
    const ids = [...shown].filter(seen), parts = [];
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const grow = (x, y, w, h) => { left = Math.min(left, x - w); right = Math.max(right, x + w); top = Math.min(top, y - h); bottom = Math.max(bottom, y + h); };
    for (const edge of data.edges.filter(seenEdge)) {
      const style = data.relations[edge.relation], dash = style.dash.length ? ` stroke-dasharray="${style.dash.join(" ")}"` : "";
      if (layers) {
        const [path, tip] = linkPath(edge);
        parts.push(`<path d="${path}" fill="none" stroke="${style.colour}" stroke-width="${style.width}"${dash}/><path d="${arrow(tip)}" fill="${style.colour}"/>`);
      } else {
        const a = place.get(edge.from), b = place.get(edge.to);
        parts.push(`<path d="M${n(a.x)} ${n(a.y)}L${n(b.x)} ${n(b.y)}" stroke="${style.colour}" stroke-width="${edge.width}" opacity=".5"${dash}/>`);
      }
    }
    for (const id of ids) {
      const node = nodes[id], style = data.kinds[node.kind], { x, y } = place.get(id);
      if (layers) {
        grow(x, y, WIDTH / 2, node.h / 2);
        parts.push(`<path d="${boxPath(style.corner, x, y, WIDTH, node.h)}" fill="${style.fill}" stroke="${style.line}" stroke-width="1.4"${style.hollow ? ' stroke-dasharray="5 3"' : ""}/>`);
        let line = y - node.h / 2 + 7;
        if (node.caption) { parts.push(`<text x="${n(x - WIDTH / 2 + 12)}" y="${n(line + 11)}" font-size="11" fill="#595959">${xml(node.caption)}</text>`); line += SMALL; }
        node.lines.forEach((text, i) => parts.push(`<text x="${n(x - WIDTH / 2 + 12)}" y="${n(line + LINE * (i + 0.78))}" font-size="13.5">${xml(text)}</text>`));
      } else {
        grow(x, y, 80, node.size + 34);
        parts.push(`<path d="${markPath(style.mark, x, y, node.size)}" fill="${style.hollow ? "#fff" : style.line}" stroke="${style.hollow ? style.line : "#fff"}" stroke-width="${style.hollow ? 2 : 1}"/>`);
        const label = labels.get(id);
        (label ? label.lines : [node.label.slice(0, 24)]).forEach((text, i) => parts.push(`<text x="${n(x)}" y="${n(y + node.size + 15 + 15 * i)}" font-size="12" text-anchor="middle">${xml(text)}</text>`));
      }
    }
    if (!ids.length) [left, top, right, bottom] = [0, 0, 100, 60];
    if (layers) for (const [i, words] of columnsInUse()) parts.push(`<text x="${i * STEP - WIDTH / 2}" y="${n(top - 14)}" font-size="14" font-weight="bold" fill="#595959">${xml(pick(words))}</text>`);
    const title = pick(data.title);
    left -= 28; right = Math.max(right + 28, left + 20 * Math.min(title.length, 60)); top -= 80; bottom += 28;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(left)} ${n(top)} ${n(right - left)} ${n(bottom - top)}" width="${n(right - left)}" height="${n(bottom - top)}" font-family="${xml(FONT)}"><title>${xml(title)}</title>` +
      `<rect x="${n(left)}" y="${n(top)}" width="${n(right - left)}" height="${n(bottom - top)}" fill="#fff"/><text x="${n(left + 28)}" y="${n(top + 34)}" font-size="18" font-weight="bold">${xml(title.slice(0, 60))}</text>${parts.join("")}</svg>`;
  }

  page.tool("ui.fit", () => network.fit({ animation: false }), { id: "fit" });
  page.tool("ui.in", () => network.moveTo({ scale: network.getScale() * 1.3 }));
  page.tool("ui.out", () => network.moveTo({ scale: network.getScale() / 1.3 }));
  const undoButton = page.tool("ui.undo", foldLast, { id: "undo" });
  undoButton.disabled = true;
  if (!layers) {
    let moving = false;
    const button = page.tool("ui.physics", () => {
      moving = !moving;
      network.setOptions({ physics: { enabled: moving } });
      button.setAttribute("aria-pressed", String(moving));
      button.dataset.say = moving ? "ui.physics.stop" : "ui.physics";
      button.textContent = say(button.dataset.say);
    }, { id: "physics", "aria-pressed": "false" });
    network.on("beforeDrawing", () => {
      if (!moving) return;
      for (const [id, p] of Object.entries(network.getPositions())) place.set(Number(id), p);
    });
  }
  page.tool("ui.svg", () => page.saveSvg(svgText()), { id: "save-svg" });
  page.tool("ui.png", () => page.savePng(svgText()), { id: "save-png" });
  page.listeners.push({
    onTab: (name) => { if (name === "table") table(); },
    onLanguage: () => {
      legend();
      describe();
      if (picked === null) panels.card.replaceChildren(make("p", { class: "hint" }, say("ui.pick"))); else card();
      if (page.tab() === "table") table();
      network.redraw();
    },
  });
  page.start();
  home();
  // for tests and for those who look closer: where a node stands on the screen
  window.picture.where = (id) => { const p = network.canvasToDOM(place.get(id)); const box = holder.getBoundingClientRect(); return { x: p.x + box.left, y: p.y + box.top }; };
  window.picture.shown = () => [...shown].filter(seen);
  window.picture.place = (id) => place.get(id);
})();
