// Draws the graph that the page describes. Every step is a link whose address holds the whole state:
// it is fetched, its board takes the place of this one, and the browser's own history undoes it.

let network;

function read(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

async function go(address, { push = true } = {}) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const board = page.getElementById("board");
  if (!board) return location.assign(address);
  const view = network && { position: network.getViewPosition(), scale: network.getScale() };
  document.getElementById("board").replaceWith(board);
  document.querySelector(".graphtools").replaceWith(page.querySelector(".graphtools"));
  if (push) history.pushState(null, "", answer.url);
  draw(view);
}

function step(name, value) {
  const address = new URL(location.href);
  const steps = [...address.searchParams].filter(([key, old]) => !(name === "pin" && key === "pin" && old.split("~")[0] === value.split("~")[0]));
  const query = [...steps, [name, value]].map(([key, text]) => `${key}=${encodeURIComponent(text).replaceAll("%7E", "~").replaceAll("%2F", "/")}`);
  return `/graph?${query.join("&")}`;
}

function box(node, width) {
  return ({ ctx, x, y, state: { selected, hover } }) => {
    const height = node.h;
    const left = x - width / 2, top = y - height / 2;
    return {
      drawNode() {
        ctx.save();
        ctx.beginPath();
        ctx.roundRect(left, top, width, height, node.corner === "round" ? 9 : node.corner === "cut" ? 5 : 2);
        ctx.fillStyle = node.fill;
        ctx.fill();
        ctx.lineWidth = selected ? 3 : hover ? 2 : 1.2;
        ctx.strokeStyle = node.line;
        ctx.setLineDash(node.dashed ? [5, 3] : []);
        ctx.stroke();
        ctx.textAlign = "left";
        ctx.textBaseline = "middle";
        let line = top + 7;
        if (node.caption) {
          ctx.font = '11px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
          ctx.fillStyle = "#4d535a";
          ctx.fillText(node.caption, left + 10, line + 8, width - 20);
          line += 16;
        }
        ctx.font = '14px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
        ctx.fillStyle = "#1d2125";
        for (const text of node.lines) {
          ctx.fillText(text, left + 10, line + 9, width - 20);
          line += 18;
        }
        if (node.pinned) {
          ctx.fillStyle = "#8c2f26";
          ctx.beginPath();
          ctx.arc(left + width - 7, top + 7, 3.5, 0, 7);
          ctx.fill();
        }
        ctx.restore();
      },
      nodeDimensions: { width, height },
    };
  };
}

function draw(view) {
  const data = read("data");
  const place = document.getElementById("drawing");
  network?.destroy();
  network = null;
  if (!data || !place) return;
  const nodes = data.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: box(node, data.width) }));
  const column = new Map(data.nodes.map((node) => [node.id, node.x]));
  // within a column a line goes around the boxes between its ends
  const bent = (edge) => Math.abs(column.get(edge.from) - column.get(edge.to)) < data.width;
  const edges = data.edges.map((edge, id) => ({
    ...(bent(edge) ? { smooth: { enabled: true, type: "curvedCW", roundness: 0.45 } } : {}),
    id, from: edge.from, to: edge.to, label: edge.label, width: edge.width,
    color: { color: edge.colour, highlight: edge.colour, hover: edge.colour },
    dashes: edge.dash.length ? edge.dash : false,
    arrows: edge.arrow ? { to: { enabled: true, scaleFactor: 0.6 } } : "",
    font: { size: 11, color: "#3b4046", strokeWidth: 4, strokeColor: "#ffffff", align: "horizontal" },
  }));
  network = new vis.Network(place, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {
    physics: false,
    autoResize: true,
    interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, zoomSpeed: 0.6 },
    edges: { smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 } },
  });
  const known = new Map(data.nodes.map((node) => [node.id, node]));
  if (view) network.moveTo(view);
  else fit(data, place, 0.6);
  network.on("selectNode", ({ nodes: [id] }) => card(known.get(id)));
  network.on("doubleClick", ({ nodes: [id] }) => id !== undefined && unfold(id));
  network.on("dragEnd", ({ nodes: [id] }) => {
    if (id === undefined) return;
    const { x, y } = network.getPosition(id);
    go(step("pin", `${id}~${Math.round(x)}~${Math.round(y)}`));
  });
  const whole = document.getElementById("fit");
  whole.hidden = false;
  whole.addEventListener("click", () => fit(data, place, 0));
}

// Where all of it is seen; no smaller than what can be read, unless asked for.
function fit(data, place, least) {
  const xs = data.nodes.map(({ x }) => x);
  const top = Math.min(...data.nodes.map(({ y, h }) => y - h / 2));
  const bottom = Math.max(...data.nodes.map(({ y, h }) => y + h / 2));
  const left = Math.min(...xs) - data.width / 2, right = Math.max(...xs) + data.width / 2;
  const room = Math.min(place.clientWidth / (right - left + 40), place.clientHeight / (bottom - top + 40));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.min(1.15, Math.max(least, room)) });
}

async function around(id) {
  const answer = await fetch(`/graph/around?node=${encodeURIComponent(id)}`);
  return answer.ok ? Object.entries(await answer.json()) : [];
}

async function unfold(id) {
  const shown = network.getConnectedNodes(id).length;
  const kinds = await around(id);
  const [kind] = kinds.find(([, count]) => count > shown) ?? kinds[0] ?? [];
  if (kind) go(step("open", `${kind}~${id}`));
}

function link(text, address, stay) {
  const a = document.createElement("a");
  a.textContent = text;
  a.href = address;
  if (stay) a.dataset.step = "";
  return a;
}

async function card(node) {
  const words = read("words");
  const place = document.getElementById("card");
  const kind = document.createElement("p");
  kind.className = "note";
  kind.textContent = [node.kind, node.caption].filter(Boolean).join(" · ");
  const title = document.createElement("h2");
  title.append(link(node.label, node.href));
  const list = document.createElement("ul");
  list.className = "plain";
  const less = document.createElement("p");
  less.append(link(words.fold, step("fold", node.id), true));
  place.replaceChildren(kind, title, list, less);
  const kinds = await around(node.id);
  for (const [name, count] of kinds) {
    const item = document.createElement("li");
    item.append(link(`${words.open}: ${words.kinds[name]} (${count})`, step("open", `${name}~${node.id}`), true));
    if (count > words.limit) {
      const all = Math.min(count, 200);
      item.append(" ", link(`${all}`, step("open", `${name}~${node.id}~${all}`), true));
    }
    list.append(item);
  }
  if (!kinds.length) list.textContent = words.nothing;
}

document.addEventListener("click", (event) => {
  const a = event.target.closest?.("a[data-step]");
  if (!a || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(a.href);
});
addEventListener("popstate", () => go(location.href, { push: false }));
draw();
