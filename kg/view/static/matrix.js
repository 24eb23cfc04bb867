/* A matrix is a table: a row for each task, or for each part of many, which unfolds into its tasks. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, make, say, own, pick } = page;
  const unfolded = new Set();

  /* ``choose`` opens the card of a row, a column or a cell. */
  page.matrix = function (stage, choose) {
    const cells = new Map(data.cells.map(([row, column, roles]) => [row + "\n" + column, roles]));
    const rolesOf = (row, column) => cells.get(row + "\n" + column) || [];
    const name = (text, attributes) => make("button", { type: "button", class: "link", ...attributes }, make("span", { class: "clip" }, text));
    const nameOf = (iri, text) => name(text, { "data-iri": iri, onclick: () => choose(iri) });

    function sign(tag, role, text, attributes) {
      const known = own(data.filters.role, role), called = known ? pick(known.name) : role;
      return make(tag, { class: "role " + (known ? role : ""), "data-role": role, title: called, ...attributes },
        text ?? (known ? say("role." + role) : role), make("span", { class: "unseen" }, known ? " " + called : ""));
    }
    function taskRow([iri, label, path]) {
      return make("tr", {}, make("th", { scope: "row" }, nameOf(iri, (path ? path + " " : "") + label)),
        ...data.columns.map(([column]) => make("td", {}, ...rolesOf(iri, column).map((role) => sign("button", role, null, { type: "button", onclick: () => choose(iri, column) })))));
    }
    /* How many tasks of a part a body has, role by role. */
    function partRow([words, rows], tasks, number) {
      const toggle = name(pick(words), {
        "aria-expanded": String(unfolded.has(number)),
        onclick: () => {
          if (!unfolded.delete(number)) unfolded.add(number);
          toggle.setAttribute("aria-expanded", String(unfolded.has(number)));
          for (const task of tasks) task.hidden = !unfolded.has(number);
        },
      });
      const counts = ([column]) => Object.keys(data.filters.role).map((role) => [role, rows.filter((i) => rolesOf(data.rows[i][0], column).includes(role)).length]);
      return make("tr", { class: "part" }, make("th", { scope: "row" }, toggle),
        ...data.columns.map((column) => make("td", {}, ...counts(column).filter(([, count]) => count).map(([role, count]) => sign("span", role, String(count))))));
    }

    const head = make("tr", {}, make("th", { scope: "col" }, say("ui.task")));
    for (const [iri, label] of data.columns) head.append(make("th", { scope: "col", class: "body" }, iri ? nameOf(iri, label) : label));
    const body = make("tbody", {});
    data.parts.forEach((part, number) => {
      const tasks = part[1].map((i) => taskRow(data.rows[i]));
      for (const task of tasks) task.hidden = !unfolded.has(number);
      body.append(partRow(part, tasks, number), ...tasks);
    });
    if (!data.parts.length) body.append(...data.rows.map(taskRow));
    stage.replaceChildren(make("table", { class: "matrix" }, make("thead", {}, head), body));
  };

  /* Unfold the part in which an element stands. */
  page.unfoldTo = function (element) {
    let row = element.closest("tr");
    if (!row || !row.hidden) return;
    while (!row.classList.contains("part")) row = row.previousElementSibling;
    row.querySelector("button").click();
  };
})();
