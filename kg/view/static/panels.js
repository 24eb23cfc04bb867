/* What stands beside a network: the cards of its nodes and links, its legend and its table. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, make, say, pick, panels, sign } = page;
  const { layers, nodes, edges, near, off, other, folded, visible } = page.model;
  const { boxPath, markPath } = page.shapes;
  const MOST_LINKS = 200, QUOTES = 3;

  const relation = (edge) => data.relations[edge.relation];
  const called = (edge) => pick(relation(edge).name) + (edge.weight > 1 ? " ×" + edge.weight : "");
  const button = (text, act) => make("button", { type: "button", class: "link", onclick: act }, text);
  const how = (edge) => (edge.how ? [make("p", { class: "hint" }, say("ui.how") + ": " + edge.how.map(([name, confidence]) => pick(name) + " " + confidence).join(", "))] : []);

  /* ``act`` is what can be done from here: choose(id), chooseLink(edge), unfold(id), filter(). */
  page.beside = function (act) {
    const to = (id) => button(nodes[id].label, () => act.choose(id));

    function nodeCard(id) {
      const node = nodes[id], count = folded(id).length;
      const parts = page.cardOf({ ...node, name: node.name ?? node.label }, data.kinds[node.kind].name, node.iri);
      if (count) {
        parts.splice(2, 0, make("div", { class: "actions" },
          make("button", { type: "button", id: "unfold", onclick: () => act.unfold(id) }, say("ui.unfold")), make("span", { class: "hint" }, say("ui.hidden", { count }))));
      }
      const links = near[id].slice(0, MOST_LINKS).map((edge) => {
        const arrow = !relation(edge).arrow ? " — " : edge.from === id ? " → " : " ← ";
        return make("li", {}, make("span", { class: "hint" }, called(edge) + arrow), to(other(edge, id)), ...how(edge), ...edge.quotes.slice(0, QUOTES).map(page.quoteBlock));
      });
      if (links.length) parts.push(make("h2", {}, say("ui.links")), make("ul", { class: "links" }, ...links));
      if (near[id].length > MOST_LINKS) parts.push(make("p", { class: "hint" }, say("ui.more", { count: near[id].length - MOST_LINKS })));
      panels.card.replaceChildren(...parts, make("p", { class: "hint" }, node.iri));
    }

    function linkCard(edge) {
      panels.card.replaceChildren(make("div", { class: "name" }, called(edge)),
        make("dl", {}, make("dt", {}, say("ui.from")), make("dd", {}, to(edge.from)), make("dt", {}, say("ui.to")), make("dd", {}, to(edge.to))), ...how(edge),
        ...(edge.quotes.length ? [make("h2", {}, say("ui.quotes")), ...edge.quotes.map(page.quoteBlock)] : []));
    }

    function noCard() {
      panels.card.replaceChildren(make("p", { class: "hint" }, say("ui.pick")));
    }

    const kindSign = (style) => sign([layers
      ? { d: boxPath(style.corner, 18, 10, 30, 16), fill: style.fill, stroke: style.line, "stroke-width": 1.4, "stroke-dasharray": style.hollow ? "4 2" : "none" }
      : { d: markPath(style.mark, 8), transform: "translate(18 10)", fill: style.hollow ? "#fff" : style.line, stroke: style.line, "stroke-width": 1.6 }]);
    const lineSign = (style) => sign([{ d: "M1 10H35", fill: "none", stroke: style.colour, "stroke-width": style.width + 0.6, "stroke-dasharray": style.dash.join(" ") || "none" }]);
    const count = (list) => list.reduce((sums, key) => sums.set(key, (sums.get(key) || 0) + 1), new Map());

    function find(words) {
      return nodes.filter((node) => [node.label, node.caption, node.name].join(" ").toLowerCase().includes(words))
        .map((node) => ({ go: () => { act.choose(node.id); page.open("legend"); } }));
    }
    function legend() {
      const relations = count(edges.map((edge) => edge.relation));
      const entries = (all, counts, of) => Object.entries(all).map(([id, style]) => ({ id, name: style.name, count: counts.get(id), sign: of && of(style) }));
      const roles = (wanted) => Object.fromEntries(Object.entries(data.relations).filter(([, style]) => style.role === wanted));
      panels.legend.replaceChildren(
        page.searchBox(find),
        make("p", { class: "hint" }, say("ui.filter.hint")),
        ...page.legendGroup("ui.kinds", entries(data.kinds, count(nodes.map((node) => node.kind)), kindSign), off.kind, act.filter),
        ...page.legendGroup("ui.levels", entries(data.levels, count(nodes.map((node) => node.level))), off.level, act.filter),
        ...page.legendGroup("ui.roles", entries(roles(true), relations, lineSign), off.relation, act.filter),
        ...page.legendGroup("ui.relations", entries(roles(false), relations, lineSign), off.relation, act.filter),
        make("h2", {}, say("ui.keys")), make("p", { class: "hint", id: "keys" }, say("ui.keys.network")));
    }

    function table() {
      const { ids, edges: rows } = visible();
      const head = (...keys) => make("tr", {}, ...keys.map((key) => make("th", { scope: "col" }, say(key))));
      const row = (...cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell)));
      panels.table.replaceChildren(
        make("table", {}, make("caption", {}, say("ui.relations.count", { count: rows.length })), head("ui.from", "ui.relation", "ui.to"),
          ...rows.map((edge) => row(to(edge.from), button(called(edge), () => act.chooseLink(edge)), to(edge.to)))),
        make("table", {}, make("caption", {}, say("ui.nodes", { count: ids.length })), head("ui.name", "ui.kind", "ui.level"),
          ...ids.map((id) => row(to(id), pick(data.kinds[nodes[id].kind].name), nodes[id].level === null ? "" : pick(data.levels[nodes[id].level].name)))));
    }

    return { nodeCard, linkCard, noCard, legend, table };
  };
})();
