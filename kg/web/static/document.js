// A click on a fact lights up all its places in the text, and a click on the text its facts.

const lit = () => document.querySelectorAll(".lit");

function light(key) {
  lit().forEach((element) => element.classList.remove("lit"));
  for (const mark of document.querySelectorAll(".print .mark")) {
    if (mark.dataset.facts.split(" ").includes(key)) mark.classList.add("lit");
  }
  document.getElementById(`fact-${key}`)?.classList.add("lit");
}

function into(element, box) {
  const place = element.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (box.scrollHeight > box.clientHeight + 1) {
    box.scrollTop += place.top - frame.top - frame.height / 3;
  } else {
    element.scrollIntoView({ block: "center" });
  }
}

function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return start();
  if (id.startsWith("at-")) light(id.slice(3));
  if (id.startsWith("fact-")) light(id.slice(5));
  const box = target.closest(".print");
  if (box) {
    const shown = target.nextElementSibling?.classList.contains("mark") ? target.nextElementSibling : target;
    into(shown, box);
  }
}

// A file may hold several documents: begin at this one's title.
function start() {
  const print = document.querySelector(".print");
  const first = print && document.getElementById(print.dataset.first);
  if (first && print.scrollHeight > print.clientHeight + 1) {
    print.scrollTop = Math.max(0, first.offsetTop - print.offsetTop - 24);
  }
}

addEventListener("hashchange", follow);
follow();
