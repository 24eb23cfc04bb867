/* What every picture's page shares: the two languages, tabs, cards, queries, downloads.
   All text from the data is set as text, never as markup. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const KEY = "gongwen.language";
  const listeners = [];
  let language = data.language;
  try {
    const kept = window.localStorage.getItem(KEY);
    if (kept === "zh" || kept === "en") language = kept;
  } catch (error) {
    // where the browser keeps nothing for files, the page opens in its own language each time
    if (!(error instanceof DOMException)) throw error;
  }

  const steering = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
  const clean = (text) => String(text).replace(steering, "\ufffd");
  // the data may hold any word as a key, such as "constructor"
  const own = (map, key) => (Object.hasOwn(map, key) ? map[key] : undefined);
  const pick = (pair) => pair[language === "zh" ? 0 : 1];
  const say = (key, values) => {
    const text = own(data.ui[language], key) ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  };

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.map((child) => (typeof child === "string" ? clean(child) : child)));
    return element;
  }

  /* A drawing of SVG elements from numbers and colours of this page's own. */
  function sign(parts) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    for (const [name, value] of [["width", 36], ["height", 20], ["viewBox", "0 0 36 20"], ["aria-hidden", "true"]]) {
      svg.setAttribute(name, value);
    }
    for (const attributes of parts) {
      const path = document.createElementNS(space, "path");
      for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
      svg.append(path);
    }
    return svg;
  }

  const shownBox = { tab: "legend" };
  const tabs = ["legend", "card", "table", "query"];
  const panels = {};
  function buildTabs() {
    const bar = document.getElementById("tabs");
    const hold = document.getElementById("panels");
    for (const name of tabs) {
      bar.append(make("button", {
        role: "tab", id: "tab-" + name, "aria-controls": "panel-" + name, type: "button",
        onclick: () => open(name),
        onkeydown: (event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!step) return;
          const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length];
          open(next);
          document.getElementById("tab-" + next).focus();
        },
      }));
      panels[name] = make("div", { role: "tabpanel", id: "panel-" + name, "aria-labelledby": "tab-" + name, tabindex: "0" });
      hold.append(panels[name]);
    }
    open("legend");
  }
  function open(name) {
    shownBox.tab = name;
    for (const tab of tabs) {
      const button = document.getElementById("tab-" + tab);
      button.setAttribute("aria-selected", String(tab === name));
      button.tabIndex = tab === name ? 0 : -1;
      panels[tab].hidden = tab !== name;
    }
    for (const listener of listeners) if (listener.onTab) listener.onTab(name);
  }

  function tool(key, action, attributes) {
    const button = make("button", { type: "button", "data-say": key, onclick: action, ...attributes }, say(key));
    document.getElementById("tools").append(button);
    return button;
  }

  function render() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = clean(pick(data.title));
    document.getElementById("title").textContent = clean(pick(data.title));
    document.getElementById("notes").replaceChildren(...data.notes.map((note) => make("p", {}, pick(note))));
    for (const tab of tabs) document.getElementById("tab-" + tab).textContent = say("ui." + tab);
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
    panels.query.replaceChildren(make("p", { class: "hint" }, say("ui.query.hint")), ...data.queries.flatMap(queryBlock));
    for (const listener of listeners) if (listener.onLanguage) listener.onLanguage();
  }
  function queryBlock(text) {
    const pre = make("pre", { tabindex: "0" }, text);
    const button = make("button", {
      type: "button",
      onclick: () => {
        const range = document.createRange();
        range.selectNodeContents(pre);
        const selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        if (document.execCommand("copy")) button.textContent = say("ui.copied");
      },
    }, say("ui.copy"));
    return [button, pre];
  }

  function searchBox(find) {
    const state = make("span", { class: "hint", role: "status" });
    const input = make("input", { type: "search", id: "search", placeholder: say("ui.search.hint"), autocomplete: "off" });
    let at = 0;
    const go = (step) => {
      const words = input.value.trim().toLowerCase();
      const found = words ? find(words) : [];
      if (!words) { state.textContent = ""; return; }
      if (!found.length) { state.textContent = say("ui.not-found"); return; }
      at = (at + step + found.length) % found.length;
      state.textContent = say("ui.found", { at: at + 1, count: found.length });
      found[at].go();
      input.focus();
    };
    input.addEventListener("input", () => { at = 0; });
    input.addEventListener("change", () => { if (!state.textContent) go(0); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); go(state.textContent && input.dataset.last === input.value ? 1 : 0); input.dataset.last = input.value; }
    });
    return make("div", { class: "search" }, make("label", { for: "search" }, say("ui.search")), input, state);
  }

  /* A group of legend entries that hide and show what they stand for. */
  function legendGroup(key, entries, off, changed) {
    if (!entries.length) return [];
    return [make("h2", {}, say(key)), ...entries.map((entry) => {
      const button = make("button", { type: "button", class: "entry", "aria-pressed": String(!off.has(entry.id)), "data-id": entry.id },
        ...(entry.sign ? [entry.sign] : entry.colour ? [sign([{ d: "M8 4H28V16H8Z", fill: entry.colour }])] : []), make("span", {}, pick(entry.name)));
      if (entry.count !== undefined) button.append(make("span", { class: "count" }, String(entry.count)));
      button.addEventListener("click", () => {
        if (off.has(entry.id)) off.delete(entry.id); else off.add(entry.id);
        button.setAttribute("aria-pressed", String(!off.has(entry.id)));
        changed();
      });
      return button;
    })];
  }

  function quoteBlock(number) {
    const [text, source, start, end] = data.quotes[number];
    return make("blockquote", {}, text, make("footer", {}, say("ui.source", { source, start, end })));
  }
  function facts(card) {
    if (!card.facts.length) return [];
    const list = make("dl", {});
    for (const [fact, value] of card.facts) {
      const term = own(data.terms, value), name = own(data.terms, fact);
      const shown = term ? pick(term) : value === "true" ? say("ui.yes") : value === "false" ? say("ui.no") : value;
      list.append(make("dt", {}, name ? pick(name) : fact), make("dd", {}, shown));
    }
    return [make("h2", {}, say("ui.facts")), list];
  }
  /* A server that has pages about things tells the path to them; a file has no such pages. */
  function pageOf(iri) {
    if (!data.links || iri.startsWith("_:")) return [];
    return [make("a", { class: "page", href: data.links + encodeURIComponent(iri), target: "_top" }, say("ui.page"))];
  }
  function cardOf(card, kindName, iri) {
    const quotes = card.quotes.length ? [make("h2", {}, say("ui.quotes")), ...card.quotes.map(quoteBlock)] : [];
    return [make("div", { class: "hint" }, pick(kindName)), make("div", { class: "name" }, card.name), ...pageOf(iri), ...facts(card), ...quotes];
  }

  function save(name, blob) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const saveSvg = (text) => save("gongwen.svg", new Blob([text], { type: "image/svg+xml" }));
  function savePng(text) {
    const size = /width="([\d.]+)" height="([\d.]+)"/.exec(text);
    const zoom = Math.min(2, Math.sqrt(6e7 / (size[1] * size[2])), 16000 / Math.max(size[1], size[2]));
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(size[1] * zoom);
      canvas.height = Math.round(size[2] * zoom);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save("gongwen.png", blob), "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  buildTabs();
  window.picture = {
    data, clean, own, pick, say, make, sign, open, tool, panels, listeners, searchBox, legendGroup, quoteBlock, cardOf, saveSvg, savePng,
    tab: () => shownBox.tab,
    start: () => {
      tool("ui.language", () => {
        language = language === "zh" ? "en" : "zh";
        try { window.localStorage.setItem(KEY, language); } catch (error) { if (!(error instanceof DOMException)) throw error; }
        render();
      }, { id: "language" });
      render();
    },
  };
})();
