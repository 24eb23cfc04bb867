/* The pages of timelines and bars, drawn as SVG beforehand, and of matrices. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, make, say, own, pick, panels } = page;
  const stage = document.getElementById("stage");
  const language = () => (document.documentElement.lang === "en" ? "en" : "zh");
  const off = Object.fromEntries(Object.keys(data.filters).map((name) => [name, new Set()]));
  let picked = null;

  /* The SVG is this program's own writing; it is read as XML, in which nothing runs. */
  const parsed = () => document.importNode(new DOMParser().parseFromString(data.svg[language()], "image/svg+xml").documentElement, true);
  /* The page has the title and the notes already. */
  function drawSvg() {
    const svg = parsed();
    for (const element of svg.querySelectorAll(".about, title")) if (element.localName !== "title" || element.parentNode === svg) element.remove();
    stage.replaceChildren(svg);
    const { x, y, width, height } = svg.getBBox(), edge = 16;
    svg.setAttribute("viewBox", [x - edge, y - edge, width + 2 * edge, height + 2 * edge].join(" "));
    svg.setAttribute("width", width + 2 * edge);
    svg.setAttribute("height", height + 2 * edge);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", document.title);
    for (const group of svg.querySelectorAll(".moment")) {
      group.setAttribute("tabindex", "0");
      group.setAttribute("role", "button");
      const open = () => (group.dataset.iri === undefined ? unfold(group) : choose(group.dataset.iri));
      group.addEventListener("click", open);
      group.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open();
      });
    }
  }
  /* The file to be saved holds what is seen. */
  function svgText() {
    const svg = parsed();
    hide(svg);
    for (const element of svg.querySelectorAll(".off")) element.remove();
    return new XMLSerializer().serializeToString(svg);
  }

  function hide(within) {
    const { level, of, role, series } = off;
    const each = (name, hidden) => { for (const element of within.querySelectorAll(name)) element.classList.toggle("off", hidden(element.dataset)); };
    each(".moment", (set) => level.has(set.level) || of.has(set.of || ""));
    each("[data-role]", (set) => role.has(set.role));
    each("[data-series]", (set) => series.has(set.series));
  }
  function filter() {
    hide(stage);
    if (page.tab() === "table") table();
  }

  const inMark = (mark) => data.rows.filter((row) => String(row[7]) === mark);
  const day = ([, until, since]) => (since ? since + " – " + until : until);
  /* What is drawn as one mark, each of it with its own card. */
  function unfold(group) {
    picked = null;
    for (const element of stage.querySelectorAll(".moment")) element.classList.toggle("picked", element === group);
    panels.card.replaceChildren(make("div", { class: "name" }, group.querySelector("text").textContent),
      make("ul", { class: "links" }, ...inMark(group.dataset.mark).map((row) =>
        make("li", {}, make("span", { class: "hint" }, day(row) + " "), make("button", { type: "button", class: "link", onclick: () => choose(row[0]) }, row[3])))));
    page.open("card");
  }
  /* Where something stands in the picture, on its own or within a mark. */
  function standsAt(iri) {
    const row = (data.form === "timeline" && data.rows.find((one) => one[0] === iri)) || [];
    return stage.querySelector(`[data-iri="${CSS.escape(iri)}"]`) || stage.querySelector(`[data-mark="${row[7]}"]`);
  }
  function lookAt(iri) {
    choose(iri);
    page.open("legend");
    if (data.form === "matrix") page.unfoldTo(standsAt(iri));
    standsAt(iri).scrollIntoView({ block: "center", inline: "center" });
  }
  function choose(iri, column) {
    const card = own(data.cards, iri);
    if (!card) return;
    picked = [iri, column];
    const there = standsAt(iri);
    for (const element of stage.querySelectorAll("[data-iri], [data-mark]")) element.classList.toggle("picked", element === there || element.dataset.iri === iri);
    const parts = page.cardOf(card, card.kindName, iri);
    const numbers = new Set((data.cellQuotes || []).filter(([row, to]) => row === iri && (column === undefined || to === column)).flatMap((entry) => entry[2]));
    if (numbers.size) parts.push(make("h2", {}, say("ui.quotes")), ...[...numbers].map(page.quoteBlock));
    if (column && own(data.cards, column)) parts.push(...page.cardOf(data.cards[column], data.cards[column].kindName, column));
    panels.card.replaceChildren(...parts);
    page.open("card");
  }

  function legend() {
    const keys = { level: "ui.levels", of: "ui.groups", role: "ui.roles", series: "ui.series" };
    const parts = data.form === "bars" ? [] : [page.searchBox((words) => Object.entries(data.cards)
      .filter(([iri, card]) => card.name.toLowerCase().includes(words) && standsAt(iri))
      .map(([iri]) => ({ go: () => lookAt(iri) })))];
    parts.push(make("p", { class: "hint" }, say("ui.filter.hint")));
    for (const [name, entries] of Object.entries(data.filters)) {
      parts.push(...page.legendGroup(keys[name], Object.entries(entries).map(([id, entry]) => ({ id, ...entry })), off[name], filter));
    }
    panels.legend.replaceChildren(...parts);
  }

  function table() {
    const result = make("table", {});
    const row = (cells, tag) => result.append(make("tr", {}, ...cells.map((cell) => make(tag || "td", tag ? { scope: "col" } : {}, cell))));
    if (data.form === "timeline") {
      row([say("ui.day"), say("ui.task"), say("ui.groups")], "th");
      for (const one of data.rows) {
        const [iri, , , label, group, level, of] = one;
        if (off.level.has(level) || off.of.has(of)) continue;
        row([day(one), make("button", { type: "button", class: "link", onclick: () => choose(iri) }, label), group]);
      }
    } else if (data.form === "bars") {
      row(["", ...data.series.map(pick)], "th");
      for (const [label, numbers] of data.rows) row([pick(label), ...numbers.map(String)]);
    } else {
      const names = Object.fromEntries(data.columns);
      row([say("ui.task"), say("ui.relation"), say("ui.to")], "th");
      const found = new Map();
      for (const [task, agency, roles] of data.cells) found.set(task, [...(found.get(task) || []), [agency, roles]]);
      for (const [iri, label] of data.rows) {
        for (const [agency, roles] of found.get(iri) || []) {
          for (const role of roles) if (!off.role.has(role)) row([label, own(data.filters.role, role) ? pick(data.filters.role[role].name) : role, names[agency]]);
        }
      }
    }
    panels.table.replaceChildren(result);
  }

  page.listeners.push({
    onTab: (name) => { if (name === "table") table(); },
    onLanguage: () => {
      stage.setAttribute("aria-label", document.title);
      if (data.form === "matrix") page.matrix(stage, choose); else drawSvg();
      legend();
      filter();
      panels.card.replaceChildren(make("p", { class: "hint" }, say("ui.pick")));
      if (page.tab() === "table") table();
      const open = page.tab();
      if (picked) { choose(...picked); page.open(open); }
    },
  });
  page.tool("ui.svg", () => page.saveSvg(svgText()), { id: "save-svg" });
  page.tool("ui.png", () => page.savePng(svgText()), { id: "save-png" });
  stage.tabIndex = 0;
  stage.setAttribute("role", "region");
  page.start();
  stage.dataset.ready = "true";
})();
