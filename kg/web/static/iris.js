// From IRIs to the addresses of their pages: what kg/web/links.py does on the server.

export function pageOf(iri, { base, ontology }) {
  if (iri.startsWith(base)) {
    const [path, fragment = ""] = iri.slice(base.length).split("#", 2);
    const at = /^char=(\d+)/.exec(fragment);
    return `/id/${path.split("/").map(encodeURIComponent).join("/")}${at ? `?at=${at[1]}` : ""}`;
  }
  if (iri.startsWith(ontology)) return `/ontology/${encodeURIComponent(iri.slice(ontology.length))}`;
  return `/describe?iri=${encodeURIComponent(iri)}`;
}

export const read = (id) => JSON.parse(document.getElementById(id).textContent);

// Puts the example chosen from the list into the editor.
export function offerExamples(put) {
  const queries = new Map(read("examples").map((example) => [example.name, example]));
  document.getElementById("example").addEventListener("change", ({ target }) => {
    const example = queries.get(target.value);
    if (example) put(example.query, example.title);
  });
}
