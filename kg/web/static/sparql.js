// YASGUI over our endpoint: our prefixes and terms complete what is typed, named queries are examples,
// result cells lead to our pages, and our pictures are views of a result. Nothing is asked of the network.

import Yasgui from "./packed/yasgui.js";
import { offerExamples, pageOf, read } from "./iris.js";

const settings = read("settings");
const { Yasqe, Yasr } = Yasgui;
const endpoint = new URL("/sparql", location.href).href;

function completer(name, terms, standard) {
  return {
    ...Yasqe.Autocompleters[standard],
    name,
    get: () => terms,
    bulk: true,
    autoShow: false,
    persistenceId: null,
  };
}

Yasqe.defaults.prefixCcApi = new URL("/query/prefixes.json", location.href).href;
Yasqe.registerAutocompleter(completer("gongwen-class", settings.classes, "class"), true);
Yasqe.registerAutocompleter(completer("gongwen-property", settings.properties, "property"), true);
Yasqe.defaults.autocompleters = ["prefixes", "variables", "gongwen-class", "gongwen-property"];
Yasqe.defaults.value = settings.first;

// A picture of the answer, drawn by the server from the same query.
function picture(form, label) {
  return class {
    priority = 1;
    label = label;
    helpReference = "";
    constructor(yasr) { this.yasr = yasr; }
    canHandleResults() { return (this.yasr.results?.getVariables?.() ?? []).length > 1; }
    getIcon() { return document.createElement("span"); }
    draw() {
      const frame = document.createElement("iframe");
      frame.className = "picture";
      frame.title = label;
      const asked = new URLSearchParams({ name: gui.getTab().getYasqe().getValue(), as: form, format: "frame" });
      frame.src = `/picture/query?${asked}`;
      this.yasr.resultsEl.replaceChildren(frame);
    }
  };
}
Yasr.registerPlugin("gongwen-network", picture("network", settings.words.network));
Yasr.registerPlugin("gongwen-timeline", picture("timeline", settings.words.timeline));
Yasr.defaults.pluginOrder = ["table", "response", "gongwen-network", "gongwen-timeline"];
if (Yasr.plugins.table?.defaults) Yasr.plugins.table.defaults.openIriInNewWindow = false;

const place = document.getElementById("yasgui");
const gui = new Yasgui(place, {
  autofocus: false,
  populateFromUrl: false,
  persistenceId: "gongwen",
  tabName: settings.words.tab,
  copyEndpointOnNewTab: false,
  requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: ["endpoint"], renderItem: () => undefined },
  yasqe: { value: settings.first },
  yasr: { prefixes: { ...settings.prefixes, id: settings.base } },
});

// a tab kept from another day may know another address
for (const tab of Object.values(gui._tabs)) tab.setEndpoint(endpoint);

function put(query, name) {
  const open = gui.getTab();
  if (open.getYasqe().getValue() === settings.first) {
    open.setQuery(query);
    open.setName(name.slice(0, 24));
    return;
  }
  gui.addTab(true, { ...Yasgui.Tab.getDefaults(gui), name: name.slice(0, 24), yasqe: { value: query } });
}

const asked = read("asked");
if (asked && gui.getTab().getYasqe().getValue() !== asked) put(asked, settings.words.tab);
if (asked) gui.getTab().getYasqe().query().catch(() => {}); // YASR shows what went wrong
offerExamples(put);
gui.on("query", (_, tab) => {
  history.replaceState(null, "", `/query?${new URLSearchParams({ query: tab.getYasqe().getValue() })}`);
});

// what the table writes anew with every page of it
function lead(root) {
  for (const a of root.querySelectorAll("a.iri")) {
    const iri = a.getAttribute("href");
    if (/^(https?:\/\/|urn:)/.test(iri) && !a.dataset.ours) {
      a.dataset.ours = "";
      a.setAttribute("href", pageOf(iri, settings));
    }
  }
}
new MutationObserver(() => lead(place)).observe(place, { childList: true, subtree: true });
