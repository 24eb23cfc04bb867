"""Pictures in a browser: what a reader sees and does, and what hostile data can't do."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kg
from kg import view

ROOT = Path(__file__).parents[2]
NOTICE = "竹政办发〔2092〕14号"
BUREAU = "竹岭县民政局"

_spec = importlib.util.spec_from_file_location("hostile", ROOT / "tests" / "view" / "hostile.py")
hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(hostile)


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser") / "graph"
    kg.build([ROOT / "sample"], folder)
    return kg.open(folder)


@pytest.fixture
def show(page, tmp_path):
    """Open a picture and wait until it is drawn."""

    def opened(picture, name="picture.html"):
        path = tmp_path / name
        view.write(picture, path)
        page.goto(path.as_uri())
        page.wait_for_selector("#stage[data-ready]")
        return page

    return opened


def node_called(page, label):
    return page.evaluate("(label) => picture.data.nodes.find((n) => n.label === label).id", label)


def click(page, node, times=1):
    place = page.evaluate("(id) => picture.where(id)", node)
    page.mouse.click(place["x"], place["y"], click_count=times)
    page.wait_for_timeout(400)  # vis-network waits to tell a click from a double click


def into_view(page, label):
    """Search for a node, as a reader would, and choose it."""
    page.click("#tab-legend")
    page.fill("#search", label)
    page.press("#search", "Enter")
    return node_called(page, label)


def test_a_click_opens_the_facts_the_printed_words_and_their_document(graph, show):
    page = show(view.chain(graph, BUREAU))
    node = node_called(page, BUREAU)
    click(page, node)
    card = page.inner_text("#panel-card")
    assert BUREAU in card and "竹岭县" in card
    assert "county/09_zhuling_tab_table.txt" in card and "牵头" in card


def test_double_click_unfolds_what_is_folded_and_undo_folds_it_again(graph, show):
    page = show(view.chain(graph, BUREAU))
    task, folded = page.evaluate(
        """() => {
          const { nodes, edges } = picture.data;
          const task = nodes.find((n) => n.kind.endsWith("#Task"));
          const beside = edges.filter((e) => e.from === task.id || e.to === task.id).flatMap((e) => [e.from, e.to]);
          return [task.id, new Set(beside.filter((id) => !nodes[id].shown)).size];
        }"""
    )
    assert folded > 1
    into_view(page, page.evaluate("(id) => picture.data.nodes[id].label", task))
    before = page.evaluate("() => picture.shown().length")
    click(page, task, times=2)
    assert page.evaluate("() => picture.shown().length") == before + folded
    assert page.evaluate(OVERLAPS) == []
    page.click("#undo")
    assert page.evaluate("() => picture.shown().length") == before


OVERLAPS = """() => {
  const ids = picture.shown(), width = picture.data.sizes.box, found = [];
  for (const a of ids) for (const b of ids) {
    const p = picture.place(a), q = picture.place(b), n = picture.data.nodes;
    if (a < b && Math.abs(p.x - q.x) < width && Math.abs(p.y - q.y) < (n[a].h + n[b].h) / 2) found.push([n[a].label, n[b].label]);
  }
  return found;
}"""


@pytest.mark.parametrize("make", [lambda g: view.chain(g, NOTICE), lambda g: view.lineage(g, NOTICE)])
def test_no_box_overlaps_another_and_every_label_fits_its_box(graph, show, make):
    page = show(make(graph))
    assert page.evaluate(OVERLAPS) == []
    too_wide = page.evaluate(
        """() => {
          const ctx = document.createElement("canvas").getContext("2d");
          ctx.font = "13.5px " + getComputedStyle(document.body).fontFamily;
          return picture.data.nodes.flatMap((n) => n.lines).filter((l) => ctx.measureText(l).width > picture.data.sizes.box - 20);
        }"""
    )
    assert too_wide == []


def test_the_button_unfolds_too(graph, show):
    page = show(view.agencies(graph, limit=20))
    node = page.evaluate(
        """() => picture.data.nodes.find((n) => picture.shown().includes(n.id) && picture.data.edges.some((e) =>
             (e.from === n.id && !picture.data.nodes[e.to].shown) || (e.to === n.id && !picture.data.nodes[e.from].shown))).id"""
    )
    into_view(page, page.evaluate("(id) => picture.data.nodes[id].label", node))
    page.click("#tab-card")
    before = page.evaluate("() => picture.shown().length")
    page.click("#unfold")
    assert page.evaluate("() => picture.shown().length") > before


def test_the_legend_filters_the_picture_and_the_table(graph, show):
    page = show(view.chain(graph, NOTICE))
    page.click("#tab-table")
    rows = page.locator("#panel-table tr").count()
    page.click("#tab-legend")
    for name in ("政府部门", "牵头"):
        page.click(f".entry:has-text('{name}')")
    assert page.get_attribute(".entry:has-text('牵头')", "aria-pressed") == "false"
    page.click("#tab-table")
    assert page.locator("#panel-table tr").count() < rows
    assert "牵头" not in page.inner_text("#panel-table table")
    assert BUREAU not in page.inner_text("#panel-table")
    page.click("#tab-legend")
    for name in ("政府部门", "牵头"):
        page.click(f".entry:has-text('{name}')")
    page.click("#tab-table")
    assert page.locator("#panel-table tr").count() == rows


def test_search_goes_from_one_find_to_the_next(graph, show):
    page = show(view.agencies(graph))
    page.fill("#search", "民政局")
    page.press("#search", "Enter")
    first = page.inner_text("[role=status]")
    page.press("#search", "Enter")
    assert first.startswith("第1个") and page.inner_text("[role=status]").startswith("第2个")
    page.fill("#search", "没有这样的单位")
    page.press("#search", "Enter")
    assert page.inner_text("[role=status]") == "没有找到"


def test_the_language_is_switched_and_remembered(graph, show, page):
    page = show(view.chain(graph, NOTICE))
    assert page.inner_text("#tab-legend") == "图例"
    page.click("#language")
    assert page.inner_text("#tab-legend") == "Legend"
    assert page.get_attribute("html", "lang") == "en"
    assert "lead" in page.inner_text("#panel-legend")
    page.reload()
    page.wait_for_selector("#stage[data-ready]")
    assert page.inner_text("#tab-legend") == "Legend"


@pytest.mark.parametrize(
    "make",
    [lambda g: view.lineage(g, NOTICE), view.agencies, view.timeline, lambda g: view.matrix(g, NOTICE)],
    ids=["layers", "network", "timeline", "matrix"],
)
def test_the_picture_can_be_saved_as_svg_and_png(graph, show, make, tmp_path):
    page = show(make(graph))
    with page.expect_download() as saved:
        page.click("#save-svg")
    saved.value.save_as(tmp_path / "saved.svg")
    text = (tmp_path / "saved.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg") and "竹" in text
    with page.expect_download() as saved:
        page.click("#save-png")
    saved.value.save_as(tmp_path / "saved.png")
    content = (tmp_path / "saved.png").read_bytes()
    assert content.startswith(b"\x89PNG") and len(content) > 20_000


def test_the_query_is_on_the_page_and_gives_the_same_again(graph, show):
    picture = view.matrix(graph, NOTICE)
    page = show(picture)
    page.click("#tab-query")
    text = page.inner_text("#panel-query pre")
    rows = graph.query(text).records()
    assert {row["agency"] for row in rows if row["agency"]} == set(picture.columns)


def test_a_table_stands_beside_the_picture_and_leads_into_it(graph, show):
    page = show(view.lineage(graph, NOTICE))
    page.click("#tab-table")
    assert page.locator("#panel-table table").count() == 2
    assert page.locator("#panel-table table").nth(1).locator("td").count() > 12
    page.locator("#panel-table .link").first.focus()
    page.keyboard.press("Enter")
    assert page.is_visible("#panel-card .name")
    assert "16" in page.get_attribute("#canvas", "aria-label") or "个节点" in page.get_attribute(
        "#canvas", "aria-label"
    )


def test_tabs_are_walked_by_arrow_keys(graph, show):
    page = show(view.lineage(graph, NOTICE))
    page.focus("#tab-legend")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-card", "aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.is_visible("#panel-query pre")


def test_physics_is_off_until_asked_for(graph, show):
    page = show(view.agencies(graph, limit=30))
    places = "() => picture.shown().map((id) => [picture.place(id).x, picture.place(id).y])"
    before = page.evaluate(places)
    page.wait_for_timeout(300)
    assert page.evaluate(places) == before
    page.click("#physics")
    page.wait_for_function(
        "(before) => picture.shown().some((id, i) => Math.abs(picture.place(id).x - before[i][0]) > 1)",
        arg=before,
    )
    page.click("#physics")
    assert page.get_attribute("#physics", "aria-pressed") == "false"


@pytest.mark.parametrize("make", [lambda g: view.chain(g, BUREAU), lambda g: view.agencies(g, limit=20)])
def test_keys_do_what_the_mouse_does(graph, show, make):
    page = show(make(graph))
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel-card .name")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#panel-card .name") != first
    assert page.text_content("#stage [aria-live]") == page.inner_text("#panel-card .name")
    page.keyboard.press("Escape")
    assert page.locator("#panel-card .name").count() == 0
    # to a node with folded neighbours, which Enter unfolds and Backspace folds again
    label = page.evaluate(
        "() => picture.data.nodes.find((n) => picture.shown().includes(n.id) && picture.model.folded(n.id).length).label"
    )
    node = into_view(page, label)
    page.focus("#canvas")
    before = page.evaluate("() => picture.shown().length")
    page.keyboard.press("Enter")
    assert page.evaluate("() => picture.shown().length") > before
    page.keyboard.press("Backspace")
    assert page.evaluate("() => picture.shown().length") == before
    # moving the node, the picture, and nearer
    place = page.evaluate("(id) => ({...picture.place(id)})", node)
    page.keyboard.press("Control+ArrowRight")
    assert page.evaluate("(id) => picture.place(id).x", node) > place["x"]
    on_screen = page.evaluate("(id) => picture.where(id)", node)
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("(id) => picture.where(id)", node)["x"] < on_screen["x"]
    distance = "([a, b]) => Math.abs(picture.where(a).x - picture.where(b).x) + Math.abs(picture.where(a).y - picture.where(b).y)"
    ends = page.evaluate("() => { const e = picture.model.visible().edges[0]; return [e.from, e.to]; }")
    far = page.evaluate(distance, ends)
    page.keyboard.press("+")
    assert page.evaluate(distance, ends) == pytest.approx(1.3 * far, rel=0.02)


def test_a_link_opens_its_words_from_the_table_and_by_a_click(graph, show):
    page = show(view.lineage(graph, NOTICE))
    page.click("#tab-table")
    page.locator("#panel-table table").first.locator("td:nth-child(2) .link").first.focus()
    page.keyboard.press("Enter")
    by_key = page.inner_text("#panel-card")
    assert page.locator("#panel-card blockquote").count()
    middle = page.evaluate(
        """() => {
          const { model } = picture, e = model.visible().edges[0], path = document.createElementNS("http://www.w3.org/2000/svg", "path");
          path.setAttribute("d", model.lineOf(e).d);
          const at = path.getPointAtLength(path.getTotalLength() / 2), from = model.place.get(e.from), shown = picture.where(e.from);
          const to = model.place.get(e.to), end = picture.where(e.to), scale = (end.x - shown.x) / (to.x - from.x);
          return { x: shown.x + (at.x - from.x) * scale, y: shown.y + (at.y - from.y) * scale };
        }"""
    )
    page.mouse.click(middle["x"], middle["y"])
    page.wait_for_timeout(400)
    assert page.inner_text("#panel-card") == by_key


def test_a_moment_of_the_timeline_opens_its_task(graph, show):
    page = show(view.timeline(graph, document=NOTICE))
    moment = page.locator("#stage .moment").first
    label = moment.locator("text").text_content()
    moment.click()
    card = page.inner_text("#panel-card")
    assert label.split(" ", 1)[1].split("：")[0] in card and "county/09_zhuling_tab_table.txt" in card
    page.click("#tab-legend")
    page.click(".entry:has-text('县级')")
    assert page.locator("#stage .moment:visible").count() == 0


def test_a_mark_of_many_moments_lists_them_and_leads_to_each(graph, show):
    picture = view.timeline(graph, limit=20)
    page = show(picture)
    assert "超过可读的20个标记" in page.inner_text("#notes")
    marks = page.locator("#stage .moment")
    assert marks.count() <= 20
    mark = page.locator("#stage .moment:not([data-iri])").first
    mark.focus()
    page.keyboard.press("Enter")
    listed = page.locator("#panel-card .links .link")
    assert page.inner_text("#panel-card .name").endswith(f"{listed.count()}项时限")
    label = listed.nth(1).inner_text()
    listed.nth(1).click()
    assert label.split("：")[0] in page.inner_text("#panel-card .name")
    assert page.locator("#panel-card blockquote").count()
    page.click("#tab-table")
    assert page.locator("#panel-table tr").count() == len(picture.moments) + 1


def test_a_role_in_the_matrix_opens_the_words_that_give_it(graph, show):
    page = show(view.matrix(graph, NOTICE))
    page.locator("#stage [data-role=lead]").first.click()
    assert "牵头" in page.inner_text("#panel-card") or page.locator("#panel-card blockquote").count()
    assert page.locator("#stage thead th").count() == len(view.matrix(graph, NOTICE).columns) + 1


def test_rows_of_a_large_matrix_share_one_until_it_is_unfolded(graph, show):
    picture = view.matrix(graph, NOTICE, limit=4)
    page = show(picture)
    tasks = page.locator("#stage tbody tr:not(.part):visible")
    assert page.locator("#stage .part").count() == len(picture.parts)
    assert tasks.count() == 0
    page.locator("#stage .part button").first.focus()
    page.keyboard.press("Enter")
    assert tasks.count() == len(picture.parts[0].rows)
    page.keyboard.press("Enter")
    assert tasks.count() == 0
    last = picture.parts[-1].rows[-1]
    page.fill("#search", picture.rows[last])
    page.press("#search", "Enter")
    assert page.locator(f"#stage [data-iri='{last}']").is_visible()
    assert serious(page) == []


def test_bars_have_their_numbers_in_the_table(graph, show):
    picture = view.query(graph, "agency-load")
    page = show(picture)
    page.click("#tab-table")
    assert page.locator("#panel-table tr").count() == len(picture.bars) + 1
    page.click("#tab-legend")
    page.locator(".entry").first.click()
    assert page.locator("#stage [data-series='0']:visible").count() == 0


@pytest.mark.parametrize(
    "make", [lambda g: view.chain(g, NOTICE), lambda g: view.matrix(g, NOTICE), view.timeline]
)
def test_nothing_sticks_out_on_a_narrow_screen(graph, show, page, make):
    page.set_viewport_size({"width": 390, "height": 800})
    page = show(make(graph))
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", ["network", "layers", "timeline", "matrix", "bars"])
def test_hostile_names_break_and_run_nothing(name, show, trouble, tmp_path):
    page = show(hostile.pictures()[name])
    elements = "() => [...document.querySelectorAll('*')].map((e) => e.localName).filter((n) => ['script', 'img', 'iframe', 'a', 'object', 'embed', 'foreignobject'].includes(n.toLowerCase())).length"
    own = page.evaluate(elements)
    for tab in ("table", "query", "legend", "card"):
        page.click(f"#tab-{tab}")
    for index in range(len(hostile.TEXTS)):
        if name in {"network", "layers"}:
            page.click("#tab-table")
            buttons = page.locator("#panel-table .link")
            buttons.nth(index).evaluate("(e) => e.click()")
        elif name in {"timeline", "matrix"}:
            page.evaluate(
                "(i) => document.querySelectorAll('#stage [data-iri]')[i % document.querySelectorAll('#stage [data-iri]').length].dispatchEvent(new MouseEvent('click', {bubbles: true}))",
                index,
            )
    if name == "layers":
        assert page.evaluate(OVERLAPS) == []
    if page.locator("#search").count():
        page.click("#tab-legend")
        for text in hostile.TEXTS[:9]:
            page.fill("#search", text)
            page.press("#search", "Enter")
    for entry in page.locator(".entry").all():
        entry.evaluate("(e) => e.click()")
    page.click("#language")
    assert page.evaluate("() => window.broken") is None
    assert page.evaluate(elements) == own
    with page.expect_download() as saved:
        page.click("#save-svg")
    saved.value.save_as(tmp_path / "hostile.svg")
    ElementTree.fromstring((tmp_path / "hostile.svg").read_text(encoding="utf-8"))
    page.goto((tmp_path / "hostile.svg").as_uri())
    page.wait_for_timeout(100)
    assert page.evaluate("() => window.broken") is None
    assert trouble.all() == []


@pytest.mark.parametrize(
    "text",
    [t for t in hostile.TEXTS if t.strip() and "\ud800" not in t],
    ids=lambda t: t[:20].encode("unicode_escape").decode(),
)
def test_hostile_literals_of_a_query_are_shown_as_they_are(graph, show, text):
    literal = json.dumps(text)
    asked = f"""CONSTRUCT {{ <urn:a> <http://www.w3.org/2000/01/rdf-schema#label> {literal} ; <urn:p> <urn:b> }} WHERE {{}}"""
    page = show(view.query(graph, asked))
    node = page.evaluate("() => picture.data.nodes.find((n) => n.iri === 'urn:a').id")
    click(page, node)
    shown = page.text_content("#panel-card .name")
    from kg.view.lettering import clean

    assert " ".join(shown.split()) == " ".join(clean(text).split())
    assert page.evaluate("() => window.broken") is None


def test_a_thousand_nodes_are_drawn(show):
    import networkx

    from kg.view.nodes import link, new_graph, place_network
    from kg.view.picture import About, Card, NetworkPicture
    from kg.view.terms import said

    edges = networkx.barabasi_albert_graph(1000, 2, seed=1).edges()
    cards = {f"urn:{i}": Card("", f"单位第{i}号") for i in range(1000)}
    picture = NetworkPicture(About(said("title.agencies"), ()), new_graph(cards), cards, {})
    for a, b in edges:
        link(picture.graph, f"urn:{a}", f"urn:{b}", "together")
    page = show(place_network(picture))
    assert page.evaluate("() => picture.shown().length") == 1000


def serious(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    return [
        (found["id"], [node["html"][:120] for node in found["nodes"][:3]])
        for found in axe.run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "make",
    [
        lambda g: view.lineage(g, NOTICE),
        lambda g: view.agencies(g, limit=20),
        view.timeline,
        lambda g: view.matrix(g, NOTICE),
        lambda g: view.query(g, "agency-load"),
    ],
    ids=["layers", "network", "timeline", "matrix", "bars"],
)
def test_no_page_shuts_anyone_out(graph, show, page, make, width):
    page.set_viewport_size({"width": width, "height": 800})
    page = show(make(graph))
    for tab in ("legend", "table", "query", "card"):
        page.click(f"#tab-{tab}")
        assert serious(page) == [], tab
    name = page.evaluate(
        """() => picture.data.nodes ? picture.data.nodes[0].label : (Object.entries(picture.data.cards).find(([iri]) =>
             document.querySelector(`#stage [data-iri="${CSS.escape(iri)}"]`)) || [0, { name: "" }])[1].name"""
    )
    if name:
        page.click("#tab-legend")
        page.fill("#search", name)
        page.press("#search", "Enter")
        page.click("#tab-card")
        assert page.locator("#panel-card .name").count()
        assert serious(page) == [], "a card"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
