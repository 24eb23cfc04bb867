/* The picture as SVG: what is seen, where it stands now. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, pick, model, shapes } = page;
  const { markup, xml, n, GAP } = shapes;
  const MARGIN = 28, TITLE = 60;

  page.svgOf = function (headings) {
    const { ids, edges } = model.visible(), { layers, nodes, place } = model;
    const parts = [];
    for (const edge of edges) {
      for (const part of shapes.linkParts(edge, model.lineOf(edge), edge.width)) parts.push({ ...part, alpha: layers ? undefined : 0.5 });
    }
    for (const id of ids) parts.push(...(layers ? shapes.boxParts(nodes[id], place.get(id), id === data.focus ? 2.6 : 1.4) : shapes.markParts(nodes[id], place.get(id))));
    let { left, top, right, bottom } = model.bounds(ids);
    if (layers) {
      right += GAP / 2; // links within the last column bend out
      for (const heading of headings()) parts.push({ ...heading, y: top - 14, size: 14, bold: true, fill: shapes.SOFT });
    } else {
      const names = page.labels({ at: (id) => [place.get(id).x, place.get(id).y], scale: 1 });
      parts.push(...names);
      left -= 80; right += 80; bottom += 40;
    }
    const title = pick(data.title);
    left -= MARGIN;
    right = Math.max(right + MARGIN, left + 20 * Math.min(title.length, TITLE));
    top -= 80;
    bottom += MARGIN;
    const frame = `x="${n(left)}" y="${n(top)}" width="${n(right - left)}" height="${n(bottom - top)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(left)} ${n(top)} ${n(right - left)} ${n(bottom - top)}" width="${n(right - left)}" height="${n(bottom - top)}" font-family="${xml(shapes.FONT)}">` +
      `<title>${xml(title)}</title><rect ${frame} fill="${shapes.PAPER}"/>` +
      markup({ text: title.slice(0, TITLE), x: left + MARGIN, y: top + 34, size: 18, bold: true, fill: shapes.INK }) + parts.map(markup).join("") + "</svg>";
  };
})();
