// Fields that name a thing of the graph are completed from it; what is still being counted or indexed is
// filled in when it is there.

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

const EVERY = 3000;

async function fill() {
  const pending = document.querySelectorAll("[data-pending]");
  if (!pending.length) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of pending) {
    const found = page?.getElementById(part.id);
    if (found && !("pending" in found.dataset)) part.replaceWith(found);
  }
  setTimeout(fill, EVERY);
}

setTimeout(fill, EVERY);
