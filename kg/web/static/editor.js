// The plain editor, where YASGUI was not packed: the answer as a table whose IRIs lead to their pages.

import { offerExamples, pageOf, read } from "./iris.js";

const settings = read("settings");
const form = document.getElementById("editor");
const field = document.getElementById("sparql");
const state = document.getElementById("state");
const result = document.getElementById("result");

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function cell(term) {
  if (!term) return element("td");
  if (term.type !== "uri") return element("td", term.value);
  const a = element("a", term.value.startsWith(settings.base) ? term.value.slice(settings.base.length) : term.value);
  a.href = pageOf(term.value, settings);
  return element("td", a);
}

function table({ head, results, boolean }) {
  if (boolean !== undefined) return element("p", String(boolean));
  const headings = head.vars.map((name) => Object.assign(element("th", name), { scope: "col" }));
  const rows = results.bindings.map((row) => element("tr", ...head.vars.map((name) => cell(row[name]))));
  const box = element("div", element("table", element("thead", element("tr", ...headings)), element("tbody", ...rows)));
  box.className = "table";
  return box;
}

async function ask() {
  state.textContent = settings.words.running;
  const body = new URLSearchParams({ query: field.value });
  const accept = "application/sparql-results+json, text/turtle;q=0.9";
  const answer = await fetch("/sparql", { method: "POST", body, headers: { Accept: accept } });
  if (!answer.ok) {
    state.textContent = "";
    const problem = element("p", await answer.text());
    problem.className = "problem";
    return result.replaceChildren(problem);
  }
  if (!answer.headers.get("content-type").includes("json")) {
    state.textContent = "";
    return result.replaceChildren(element("pre", await answer.text()));
  }
  const found = await answer.json();
  const most = answer.headers.get("X-SPARQL-MaxRows");
  const count = found.results?.bindings.length;
  state.textContent = count === undefined ? "" : `${count} ${settings.words.rows}${most ? ` · ${settings.words.cut}` : ""}`;
  return result.replaceChildren(table(found));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `/query?${new URLSearchParams({ query: field.value })}`);
  ask().catch((error) => { state.textContent = `${settings.words.failed} ${error.message}`; });
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
offerExamples((query) => { field.value = query; });
if (read("asked")) ask();
