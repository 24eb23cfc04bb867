/* What vis-network's canvas shows: links below the nodes, the nodes, and headings or names above them. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, pick, clean, model, shapes } = page;
  const { layers, nodes, near, place, seen, lineOf } = model;
  const { FONT, WIDTH, STEP, paint } = shapes;
  const FAR = 0.5; // below this scale, dashes and arrows are too small to be told

  function renderer({ ctx, id, x, y, state: { selected, hover } }) {
    const node = nodes[id], strong = selected || hover;
    const [w, h] = layers ? [WIDTH, node.h] : [node.size * 2, node.size * 2];
    return {
      drawNode() {
        if (!model.looking) return;
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

  const touches = (edge) => edge.from === model.picked || edge.to === model.picked;

  function drawCurves(ctx) {
    for (const edge of model.visible().edges) {
      const strong = touches(edge);
      ctx.globalAlpha = model.picked !== null && !strong ? 0.55 : 1;
      shapes.linkParts(edge, lineOf(edge), edge.width + (strong ? 1.2 : 0)).forEach((part) => paint(ctx, part));
    }
    ctx.globalAlpha = 1;
  }

  /* Lines that look alike are drawn many at a time: each on its own, or all at once, takes several times as long. */
  const AT_ONCE = 100;
  let bundles = [], bundled = null;
  function bundlesOfLines() {
    if (bundled === model.visible()) return bundles;
    bundled = model.visible();
    const looks = new Map();
    for (const edge of bundled.edges) {
      const look = edge.relation + " " + edge.width;
      if (!looks.has(look)) looks.set(look, [[]]);
      const alike = looks.get(look);
      if (alike.at(-1).length === AT_ONCE) alike.push([]);
      alike.at(-1).push(edge);
    }
    bundles = [...looks.values()].flat();
    return bundles;
  }
  function drawLines(ctx, scale) {
    const far = scale < FAR;
    ctx.globalAlpha = model.picked === null ? 0.5 : 0.25;
    for (const edges of bundlesOfLines()) {
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
    if (model.picked === null) return;
    for (const edge of near[model.picked].filter(model.seenEdge)) shapes.linkParts(edge, lineOf(edge), edge.width, far).forEach((part) => paint(ctx, part));
  }

  const headings = () => {
    const used = new Set(model.visible().ids.map((id) => nodes[id].column));
    return data.columns.filter(([i]) => used.has(i)).map(([i, ...words]) => ({ text: clean(pick(words)), x: i * STEP - WIDTH / 2 }));
  };
  function drawHeadings(ctx, scale, view) {
    const { ids } = model.visible();
    if (!ids.length) return;
    const top = model.bounds(ids).top - 24;
    // the headings stay in sight when their columns reach above the window
    const y = Math.max(top, view.y + 22 / scale);
    if (y > top) {
      ctx.fillStyle = "rgba(255,255,255,.95)";
      ctx.fillRect(view.x, view.y, view.wide / scale, 32 / scale);
    }
    for (const heading of headings()) paint(ctx, { ...heading, y, size: 14 / Math.min(scale, 1), bold: true, fill: "#454545", most: STEP - 12 });
  }

  /* Names are drawn in pixels of the screen, where letters of one size are quick to draw. */
  function drawNames(ctx, scale, view) {
    const { a: zoom, d, e, f } = ctx.getTransform(), ratio = zoom / scale;
    const at = (id) => { const { x, y } = place.get(id); return [(x * zoom + e) / ratio, (y * d + f) / ratio]; };
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.lineJoin = "round";
    ctx.strokeStyle = "rgba(255,255,255,.9)";
    const must = [model.picked, model.hovered].filter((id) => id !== null && seen(id));
    for (const name of page.labels({ at, scale, size: 12 * Math.max(1, scale / 1.3), wide: view.wide, high: view.high, must })) {
      ctx.font = (name.bold ? "bold " : "") + name.size + "px " + FONT;
      ctx.textAlign = "center";
      ctx.lineWidth = name.size / 4;
      ctx.strokeText(name.text, name.x, name.y);
      paint(ctx, name);
    }
    ctx.restore();
  }

  page.painting = {
    renderer,
    headings,
    below: (ctx, scale) => {
      if (!model.looking) return;
      if (layers) drawCurves(ctx); else drawLines(ctx, scale);
    },
    above: (ctx, scale, view) => {
      if (!model.looking) return;
      if (layers) drawHeadings(ctx, scale, view); else drawNames(ctx, scale, view);
    },
  };
})();
