// Fields that name a thing of the graph are completed from it.

let waiting;

async function suggest(field) {
  const list = document.getElementById(field.getAttribute("list"));
  const words = field.value.trim();
  if (!list || !words) return;
  const address = new URL("/complete", location.href);
  address.searchParams.set("q", words);
  address.searchParams.set("kind", field.dataset.complete);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok || field.value.trim() !== words) return;
  const found = await answer.json();
  list.replaceChildren(
    ...found.map(({ label, iri, kind }) => {
      const option = document.createElement("option");
      option.value = field.dataset.value === "iri" || kind === "task" ? iri : label;
      option.textContent = label;
      return option;
    }),
  );
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.dataset?.complete) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(field), 150);
});
