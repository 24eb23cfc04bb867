"""The notebooks run, and what they say of their results is so; answers, graphs and pictures in Jupyter."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from kg import view
from kg.sparql import Graph, GraphError
from kg.sparql.notebook import IRI_WIDTH, MOST_ROWS, MOST_WIDTH, answer_html

if TYPE_CHECKING:
    from kg.sparql.terms import Value

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BOLD = re.compile(r"\*\*(.+?)\*\*")
HOSTILE = "<script>alert(1)</script>\"'&\u202egnp\n第二行"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample, its graph and room for what the notebooks write."""
    top = tmp_path_factory.mktemp("workshop")
    shutil.copytree(ROOT / "sample", top / "sample")
    (top / "notebooks").mkdir()
    kg.build([top / "sample"], top / "demo/graph")
    return top


@pytest.fixture(scope="module")
def graph(workshop: Path) -> Graph:
    return kg.open(workshop / "demo/graph")


def read(path: Path) -> Any:
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def test_there_are_four() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.fixture(scope="module")
def run(workshop: Path) -> Callable[[Path], Any]:
    """Runs a notebook, once, in the workshop; an error in a cell is raised with the cell."""

    @cache
    def executed(path: Path) -> Any:
        client = pytest.importorskip("nbclient").NotebookClient(
            read(path),
            timeout=60,
            kernel_name="python3",
            resources={"metadata": {"path": str(workshop / "notebooks")}},
        )
        return client.execute()

    return executed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_its_words_are_true(path: Path, run: Callable[[Path], Any]) -> None:
    """What stands in bold is read from the result above it."""
    shown = ""
    claims = 0
    for cell in run(path).cells:
        if cell.cell_type == "code":
            assert not [o for o in cell.outputs if o.get("name") == "stderr"], "a warning would alarm readers"
            shown = "\n".join(map(visible, cell.outputs)) or shown
        for claim in BOLD.findall(cell.source) if cell.cell_type == "markdown" else ():
            claims += 1
            assert stands_in(claim, shown), f"{claim!r} is not in the result above:\n{shown[:2000]}"
    assert claims, "nothing is read from the results"


def visible(output: Any) -> str:
    """The words of an output that a reader sees; of a picture, what it is drawn from."""
    if output.output_type == "stream":
        return str(output.text)
    text = output.data.get("text/html", output.data["text/plain"])
    if frame := re.search(r' srcdoc="([^"]*)"', text):
        return unescape(frame[1]).partition('id="data">')[2].partition("</script>")[0]
    reader = Words()
    reader.feed(text)
    return "\n".join(reader.words)


class Words(HTMLParser):
    """The text of HTML, without styles and what is folded."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in {"style", "details"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "details"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def stands_in(claim: str, text: str) -> bool:
    """Whether the words stand there; a number as a whole."""
    return re.search(rf"(?<!\d){re.escape(claim)}(?!\d)", text) is not None


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("13", "files: 13", True),
        ("13", "files: 130", False),  # part of another number
        ("长期坚持", "一\n长期坚持\n", True),
        ("长期坚持", "按月", False),
    ],
)
def test_a_claim_is_found_as_a_whole(claim: str, text: str, expected: bool) -> None:
    assert stands_in(claim, text) is expected


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_results(path: Path) -> None:
    advice = "clear the outputs: jupyter nbconvert --clear-output --inplace notebooks/*.ipynb"
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None), advice
            assert not cell.metadata, advice


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_speaks_both_languages_alike(path: Path) -> None:
    """Chinese first, then the same in English as a quotation; both read the same from the results."""
    for cell in read(path).cells:
        if cell.cell_type != "markdown":
            continue
        prose = re.sub(r"^```.*?^```$", "", cell.source, flags=re.S | re.M).splitlines()
        headings = [line for line in prose if line.startswith("#")]
        english = "\n".join(line for line in prose if line.startswith(">"))
        chinese = "\n".join(line for line in prose if line and line not in headings and line[0] != ">")
        for heading in headings:
            assert re.search(r"[\u4e00-\u9fff].* · .*[A-Za-z]{3}", heading), heading
        assert re.search("[\u4e00-\u9fff]{2}", chinese), cell.source
        assert re.search("[A-Za-z]+ [A-Za-z]+", english), cell.source
        assert set(BOLD.findall(chinese)) == set(BOLD.findall(english)), cell.source


def test_what_the_last_one_exports_can_be_read_back(workshop: Path, run: Callable[[Path], Any]) -> None:
    import csv

    import networkx as nx

    run(NOTEBOOKS[3])
    demo = workshop / "demo"
    tasks = kg.open(demo / "graph").query("tasks")
    with (demo / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["task"] for row in rows] == [row["task"] for row in tasks.records()]
    assert {row["has_lead"] for row in rows} == {"True", "False"}
    partners = nx.read_graphml(demo / "partners.graphml")
    assert {"label", "region", "system", "group", "between"} <= {
        key for _, attributes in partners.nodes(data=True) for key in attributes
    }


# Answers


def test_an_answer_is_a_table_with_its_query(graph: Graph) -> None:
    answer = graph.query("agency-tasks", agency="竹岭县民政局")
    html = answer._repr_html_()
    assert html.count("<th ") == len(answer.columns)
    assert html.count("<tr>") == len(answer) + 1
    assert "逐项认领市级清单内事项" in html
    assert "SELECT" in html.partition("<summary>")[2]


def test_an_ask_and_an_empty_answer_are_shown(graph: Graph) -> None:
    assert "true" in graph.query("ASK { ?s ?p ?o }")._repr_html_()
    assert "0 行 rows" in graph.query("SELECT ?s { ?s <urn:none> ?o }")._repr_html_()


def test_hostile_text_stays_text() -> None:
    html = answer_html([HOSTILE], [[HOSTILE]], f'SELECT "{HOSTILE}"')
    assert "<script" not in html
    assert "\u202e" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;") == 3  # head, cell, query
    assert "\n第二行" not in html.partition("<details")[0]


@pytest.mark.parametrize(
    ("value", "shown", "reason"),
    [
        (None, "", "an unbound cell is empty"),
        (True, "true", "as SPARQL writes it"),
        ("字" * 2000, "字" * (MOST_WIDTH // 2 - 1) + "…", "a long text is cut, a wide character counts two"),
        ("https://e.org/" + "x" * 99, "…" + "x" * (IRI_WIDTH - 1), "of an IRI the end tells most"),
    ],
)
def test_a_cell(value: Value, shown: str, reason: str) -> None:
    assert f">{shown}</td>" in answer_html(["c"], [[value]], ""), reason


def test_columns_of_long_text_get_room_and_numbers_stand_right() -> None:
    html = answer_html(["n", "text", "name"], [[1, "任务" * 30, "县司法局"]], "")
    assert re.findall(r'<td class="(\w*)"', html) == ["number", "wide", ""]


def test_a_long_answer_says_what_it_leaves_out() -> None:
    html = answer_html(["n"], [[i] for i in range(MOST_ROWS + 5)], "")
    assert html.count("<tr>") == MOST_ROWS + 1
    assert f"{MOST_ROWS + 5} rows, the first {MOST_ROWS} are shown" in html


def test_an_answer_cut_to_some_columns(graph: Graph) -> None:
    answer = graph.query("documents")
    cut = answer.only("title", "level")
    assert cut.columns == ("title", "level")
    assert cut.records() == [{"title": r["title"], "level": r["level"]} for r in answer.records()]
    assert cut.sparql == answer.sparql
    assert bool(graph.query("ASK { ?s <urn:none> ?o }").only("answer")) is False
    with pytest.raises(GraphError, match="no column titel; its columns are"):
        answer.only("titel")


# Graphs


def test_a_graph_shows_what_it_holds(graph: Graph) -> None:
    html = graph._repr_html_()
    info = graph.info()
    assert "demo/graph" in html
    assert f'>任务 tasks</td><td class="number">{info.tasks}</td>' in html
    for groups in (info.by_level, info.by_place, info.by_year):
        for group, count in groups.items():
            assert f'>{group or "不明 unknown"}</td><td class="number">{count}</td>' in html


def test_a_graph_that_is_gone_says_so(workshop: Path, tmp_path: Path) -> None:
    shutil.copytree(workshop / "demo/graph", tmp_path / "<b>")
    graph = kg.open(tmp_path / "<b>")
    shutil.rmtree(tmp_path / "<b>")
    html = graph._repr_html_()
    assert html.startswith("<p>&lt;Graph ")
    assert "there is no folder" in html
    assert "<b>" not in html


# Pictures


def test_a_picture_stands_in_a_frame_that_reaches_nothing(graph: Graph) -> None:
    picture = view.timeline(graph, agency="竹岭县民政局")
    shown = view.show(picture, "en", height=321)
    html = shown._repr_html_()
    assert html.count("<") == 2, "one element, all else escaped"
    sandbox = re.search(r'sandbox="([^"]*)"', html)
    assert sandbox is not None
    assert "allow-same-origin" not in sandbox[1], "a script in the picture could command the notebook"
    assert "height: 321px" in html
    source = re.search(r' srcdoc="([^"]*)"', html)
    assert source is not None
    assert unescape(source[1]) == view.page(picture, "en")
    assert shown._repr_svg_().startswith("<svg")
    assert "Deadlines: 竹岭县民政局" in repr(shown)


def test_the_frame_is_drawn_in_a_browser(graph: Graph, tmp_path: Path) -> None:
    """Chromium, with the network refused: the canvas appears, and no error."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        pytest.skip("no Chromium was found; install Debian's chromium or name one by CHROMIUM=/path")
    file = tmp_path / "notebook.html"
    shown = view.show(view.chain(graph, "竹政办发〔2092〕14号"))
    file.write_text(f"<!DOCTYPE html><meta charset=utf-8>{shown._repr_html_()}", encoding="utf-8")
    asked: list[str] = []
    errors: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(file.as_uri())
        frame = page.frame_locator("iframe")
        frame.locator("canvas").first.wait_for(timeout=20_000)
        assert frame.locator("#title").inner_text()
        browser.close()
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
