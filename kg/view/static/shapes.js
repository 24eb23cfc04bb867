/* How boxes, marks and links look: paths and texts that a canvas draws and an SVG holds alike. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, clean } = page;
  const FONT = getComputedStyle(document.body).fontFamily;
  const INK = "#1a1a1a", SOFT = "#595959", PAPER = "#ffffff";
  const { box: WIDTH, gap: GAP, line: LINE, caption: CAPTION } = data.sizes;
  const LEFT = 12;

  const n = (value) => String(Math.round(value * 10) / 10);

  function boxPath(corner, x, y, w, h) {
    const l = n(x - w / 2), t = n(y - h / 2), r = n(x + w / 2), b = n(y + h / 2), c = 9;
    const li = n(x - w / 2 + c), ti = n(y - h / 2 + c), ri = n(x + w / 2 - c), bi = n(y + h / 2 - c);
    if (corner === "round") return `M${li} ${t}H${ri}Q${r} ${t} ${r} ${ti}V${bi}Q${r} ${b} ${ri} ${b}H${li}Q${l} ${b} ${l} ${bi}V${ti}Q${l} ${t} ${li} ${t}Z`;
    if (corner === "cut") return `M${li} ${t}H${ri}L${r} ${ti}V${bi}L${ri} ${b}H${li}L${l} ${bi}V${ti}Z`;
    if (corner === "fold") return `M${l} ${t}H${ri}L${r} ${ti}V${b}H${l}ZM${ri} ${t}V${ti}H${r}`;
    return `M${l} ${t}H${r}V${b}H${l}Z`;
  }

  /* A mark around 0, 0. */
  function markPath(mark, radius) {
    const corners = data.marks[mark], r = n(radius);
    if (!corners.length) return `M-${r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 -${r} 0Z`;
    return "M" + corners.map(([dx, dy]) => n(radius * dx) + " " + n(radius * dy)).join("L") + "Z";
  }

  /* The head of an arrow that ends at x, y and points along the unit vector dx, dy. */
  function arrowPath(x, y, dx, dy) {
    const backX = x - 9 * dx, backY = y - 9 * dy;
    return `M${n(x)} ${n(y)}L${n(backX - 4.5 * dy)} ${n(backY + 4.5 * dx)}L${n(backX + 4.5 * dy)} ${n(backY - 4.5 * dx)}Z`;
  }

  /* A link from box to box through its lanes: its path, and where its arrow ends. */
  function curve(from, to, route) {
    const forward = from.x <= to.x;
    const [left, right] = forward ? [from, to] : [to, from];
    let x = left.x + WIDTH / 2, y = left.y;
    if (right.x - left.x < WIDTH) {
      const bend = Math.min(30 + Math.abs(right.y - y) / 12, GAP - 14), x2 = right.x + WIDTH / 2, out = n(Math.max(x, x2) + bend);
      return { d: `M${n(x)} ${n(y)}C${out} ${n(y)} ${out} ${n(right.y)} ${n(x2)} ${n(right.y)}`, arrow: forward ? [x2, right.y, -1, 0] : [x, y, -1, 0] };
    }
    let d = `M${n(x)} ${n(y)}`;
    for (const [x2, y2] of [...(route || []), [right.x, right.y]]) {
      const bend = (x2 - WIDTH / 2 - x) / 2;
      d += `C${n(x + bend)} ${n(y)} ${n(x2 - WIDTH / 2 - bend)} ${n(y2)} ${n(x2 - WIDTH / 2)} ${n(y2)}`;
      x = x2 + WIDTH / 2;
      y = y2;
      if (x2 !== right.x) d += `H${n(x)}`;
    }
    return { d, arrow: forward ? [right.x - WIDTH / 2, right.y, 1, 0] : [left.x + WIDTH / 2, left.y, -1, 0] };
  }

  /* A link from mark to mark, its arrow at the edge of the one that it ends at. */
  function straight(from, to, radius) {
    const long = Math.hypot(to.x - from.x, to.y - from.y) || 1, dx = (to.x - from.x) / long, dy = (to.y - from.y) / long;
    return { d: `M${n(from.x)} ${n(from.y)}L${n(to.x)} ${n(to.y)}`, arrow: [to.x - dx * radius, to.y - dy * radius, dx, dy] };
  }

  /* What a box is made of; ``width`` is that of its line. */
  function boxParts(node, { x, y }, width) {
    const style = data.kinds[node.kind], left = x - WIDTH / 2 + LEFT;
    const parts = [{ d: boxPath(style.corner, x, y, WIDTH, node.h), fill: style.fill, stroke: style.line, width, dash: style.hollow ? [5, 3] : [] }];
    let top = y - node.h / 2 + 7;
    if (node.caption) {
      parts.push({ text: node.caption, x: left, y: top + 11, size: 11, fill: SOFT, most: WIDTH - LEFT - 9 });
      top += CAPTION;
    }
    node.lines.forEach((text, i) => parts.push({ text, x: left, y: top + LINE * (i + 0.78), size: 13.5, fill: INK, most: WIDTH - LEFT - 8 }));
    return parts;
  }

  function markParts(node, { x, y }, strong) {
    const style = data.kinds[node.kind];
    return [{
      d: markPath(style.mark, node.size), x, y, fill: style.hollow ? PAPER : style.line,
      stroke: strong ? "#000000" : style.hollow ? style.line : PAPER, width: strong ? 3.5 : style.hollow ? 2 : 1,
    }];
  }

  /* Links are as strong as ``width`` says; their arrows are left out where ``bare``. */
  function linkParts(edge, { d, arrow }, width, bare) {
    const style = data.relations[edge.relation];
    const line = { d, stroke: style.colour, width, dash: style.dash };
    return style.arrow && !bare ? [line, { d: arrowPath(...arrow), fill: style.colour }] : [line];
  }

  const marks = new Map();
  function markOf(d) {
    if (!marks.has(d)) marks.set(d, new Path2D(d));
    return marks.get(d);
  }
  function paint(ctx, part) {
    if (part.text !== undefined) {
      ctx.font = (part.bold ? "bold " : "") + part.size + "px " + FONT;
      ctx.textAlign = part.align || "left";
      ctx.textBaseline = "alphabetic";
      ctx.fillStyle = part.fill;
      ctx.fillText(part.text, part.x, part.y, part.most);
      return;
    }
    const path = part.x === undefined ? new Path2D(part.d) : markOf(part.d);
    if (part.x !== undefined) ctx.translate(part.x, part.y);
    if (part.fill) {
      ctx.fillStyle = part.fill;
      ctx.fill(path);
    }
    if (part.stroke) {
      ctx.setLineDash(part.dash || []);
      ctx.strokeStyle = part.stroke;
      ctx.lineWidth = part.width;
      ctx.stroke(path);
      ctx.setLineDash([]);
    }
    if (part.x !== undefined) ctx.translate(-part.x, -part.y);
  }

  const xml = (text) => clean(text).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");
  function markup(part) {
    if (part.text !== undefined) {
      const anchor = part.align === "center" ? ' text-anchor="middle"' : "", bold = part.bold ? ' font-weight="bold"' : "";
      return `<text x="${n(part.x)}" y="${n(part.y)}" font-size="${part.size}" fill="${part.fill}"${anchor}${bold}>${xml(part.text)}</text>`;
    }
    const dash = part.dash && part.dash.length ? ` stroke-dasharray="${part.dash.join(" ")}"` : "";
    const stroke = part.stroke ? ` stroke="${part.stroke}" stroke-width="${part.width}"${dash}` : "";
    const at = part.x === undefined ? "" : ` transform="translate(${n(part.x)} ${n(part.y)})"`;
    return `<path d="${part.d}"${at} fill="${part.fill || "none"}"${stroke}${part.alpha ? ` opacity="${part.alpha}"` : ""}/>`;
  }

  page.shapes = { FONT, INK, SOFT, PAPER, WIDTH, GAP, STEP: WIDTH + GAP, boxPath, markPath, arrowPath, curve, straight, boxParts, markParts, linkParts, paint, markup, xml, n };
})();
