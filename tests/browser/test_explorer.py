"""The explorer as a scholar walks through it, in a browser that reaches nothing else."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import requests

from kg.builder import build
from kg.sparql import open_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/gongwen/id/"
PACKED = (ROOT / "kg/web/static/packed/yasgui.js").is_file()
OPINION = "国务院办公厅关于推行便民服务事项清单化办理的指导意见"


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> Path:
    graph = tmp_path_factory.mktemp("explorer") / "graph"
    build([ROOT / "sample"], graph)
    return graph


@pytest.fixture(scope="module")
def explorer(graph) -> Iterator[str]:
    """The address of `kg serve`, as the command tells it."""
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        line = server.stdout.readline()
        url = re.search(r"http://[^/]+", line)[0]
        while requests.get(f"{url}/search", timeout=60).status_code == 503:
            pass  # the graph is being indexed; the server lets each asking wait a while
        yield url
        server.terminate()


@pytest.fixture
def zh(page, explorer) -> Page:
    page.context.add_cookies([{"name": "language", "value": "zh", "url": explorer}])
    return page


@pytest.fixture(scope="module")
def task(graph) -> str:
    """The task of a county's bureau that the walk follows."""
    rows = open_graph(graph).query("overdue", day="2092-12-01", agency="竹岭县司法局").records()
    return next(r["task"] for r in rows if "证明材料目录" in r["text"] or "取消材料目录" in r["text"])


def address(explorer: str, iri: str) -> str:
    return f"{explorer}/id/{iri.removeprefix(ID)}"


def test_from_an_overdue_task_to_the_state_council_and_back_to_the_sentence(page, explorer, tmp_path):
    page.goto(explorer)
    page.get_by_role("button", name="中文").click()
    page.get_by_role("link", name="到某日已过期限的任务").click()
    page.get_by_label("截至哪一天").fill("2092-12-01")
    agency = page.get_by_label("只列这一单位")
    with page.expect_response(re.compile("/complete")):
        agency.press_sequentially("县司法局", delay=30)
    assert page.locator("#list-agency option[value='竹岭县司法局']").count() == 1
    page.get_by_role("button", name="查询").click()
    table = page.get_by_role("table")
    assert table.get_by_role("row").count() == 7
    page.get_by_label("竹岭县司法局").check()
    page.get_by_role("button", name="筛选").click()
    assert table.get_by_role("row").count() == 3

    with page.expect_download() as told:
        page.get_by_role("link", name="CSV").click()
    told.value.save_as(tmp_path / "overdue.csv")
    with (tmp_path / "overdue.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["lead"] for row in rows} == {"竹岭县司法局"}
    assert rows[0]["due"] == "2092-06-30"

    table.get_by_role("link", name="压减证明材料").first.click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("压减证明材料")
    page.locator(".chain").get_by_role("link", name=OPINION).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == OPINION
    page.go_back()

    page.get_by_role("link", name="在原文中读这一句").click()
    lit = page.locator(".print .mark.lit")
    lit.first.wait_for()
    assert "逐项核对清单内的证明材料" in "".join(lit.all_inner_texts())
    assert seen(page, lit.first)
    page.locator(".print .mark.lit.task").first.click()
    page.locator(".tasks li.lit").wait_for()
    assert seen(page, page.locator(".tasks li.lit"))


def seen(page: Page, element) -> bool:
    """Whether the middle of the element is what stands at its place on the screen."""
    page.wait_for_timeout(700)  # smooth scrolling
    return element.evaluate(
        """element => { const b = element.getClientRects()[0];
        const top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
        return element.contains(top) || top?.contains(element); }"""
    )


def test_a_click_on_a_fact_shows_its_place_and_a_click_there_the_fact(zh, explorer, task):
    zh.goto(address(explorer, task.rpartition("/")[0]))
    entry = zh.locator(".tasks li").nth(4)
    key = entry.get_attribute("id").removeprefix("fact-")
    entry.get_by_role("link", name="原文").click()
    mark = zh.locator(f".print .mark[data-facts~='{key}']").first
    assert "lit" in mark.get_attribute("class")
    assert seen(zh, mark)
    zh.locator(".print .mark.task").first.click()
    assert zh.locator(".tasks li.lit").count() == 1


def test_two_counties_beside_each_other(zh, explorer):
    zh.goto(f"{explorer}/compare")
    zh.get_by_label("第 1 个").fill("竹岭县")
    zh.get_by_label("第 2 个").fill("霜溪县")
    zh.get_by_role("button", name="对比").click()
    row = zh.get_by_role("row").filter(has_text="压减证明材料")
    assert "竹岭县司法局" in row.inner_text()
    assert "霜溪县司法局" in row.inner_text()
    assert row.locator("mark").count() > 0


def test_a_question_goes_on_as_sparql(zh, explorer):
    zh.goto(f"{explorer}/questions/overdue?day=2092-12-01&agency={quote('竹岭县司法局')}")
    zh.get_by_role("link", name="改写为 SPARQL").click()
    link = zh.locator("a[href^='/id/source/']").first
    link.wait_for()
    assert "/query?query=" in zh.url
    href = link.get_attribute("href")
    zh.goto(f"{explorer}{href}")
    assert zh.locator("h1").inner_text()


def test_the_plain_editor(zh, explorer):
    zh.goto(f"{explorer}/query?plain=1")
    zh.get_by_label("以现成的问题为例").select_option("deadline-kinds")
    zh.get_by_role("button", name="查询").click()
    zh.get_by_role("cell", name="recurring").first.wait_for()
    zh.get_by_label("SPARQL 查询").fill("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")


def test_the_plain_editor_tells_a_refusal(zh, explorer, trouble):
    zh.goto(f"{explorer}/query?plain=1")
    zh.get_by_label("SPARQL 查询").fill("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")
    zh.get_by_role("button", name="查询").click()
    zh.get_by_text("SERVICE is not allowed here").wait_for()
    assert all("403" in error for error in trouble.errors)
    trouble.errors.clear()


@pytest.mark.skipif(not PACKED, reason="YASGUI is not packed here (GONGWEN_PACK=1 packs it)")
def test_yasgui_completes_our_terms_and_shows_our_pictures(zh, explorer):
    zh.goto(f"{explorer}/query")
    zh.get_by_label("以现成的问题为例").select_option("document-matrix")
    zh.locator(".yasqe_queryButton").first.click()
    zh.locator("a.iri[href^='/id/']").first.wait_for()
    zh.get_by_role("button", name="网络").or_(zh.locator(".select_gongwen-network")).first.click()
    frame = zh.frame_locator("iframe.picture")
    frame.locator("canvas").first.wait_for()
    editor = "document.querySelector('.CodeMirror').CodeMirror"
    zh.evaluate(f"{editor}.setValue('PREFIX gw: <https://w3id.org/gongwen/ontology#>\\nSELECT * {{ ?x a gw:Dea'); "
                f"{editor}.focus(); {editor}.setCursor(1, 24)")  # fmt: skip
    zh.keyboard.press("Control+Space")
    zh.locator(".CodeMirror-hints").get_by_text("gw:Deadline").first.wait_for()


def test_the_graph_unfolds_and_takes_it_back(zh, explorer, task):
    short = task.removeprefix(ID)
    zh.goto(f"{explorer}/graph?start={short}")
    zh.locator("#drawing canvas").wait_for()
    nodes = zh.locator("#h-nodes b")
    assert nodes.inner_text() == "1"
    zh.get_by_text("展开", exact=True).first.click()
    zh.get_by_role("link", name="职责", exact=True).first.click()
    zh.get_by_role("link", name="竹岭县司法局").first.wait_for()
    assert int(nodes.inner_text()) > 1
    assert "open=duty" in zh.url
    state = zh.url
    zh.locator("#undo").click()
    zh.get_by_role("link", name="竹岭县司法局").first.wait_for(state="detached")
    assert nodes.inner_text() == "1"
    zh.go_back()
    zh.get_by_role("link", name="竹岭县司法局").first.wait_for()
    assert zh.url == state
    # the box in the middle of the drawing can be clicked, dragged and unfolded by a double click
    zh.goto(f"{explorer}/graph?start={short}")
    box = zh.locator("#drawing").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    zh.mouse.click(*middle)
    zh.locator("#card").get_by_role("link", name=re.compile("展开: 职责")).wait_for()
    zh.mouse.move(*middle)
    zh.mouse.down()
    zh.mouse.move(middle[0] + 90, middle[1] + 40, steps=5)
    zh.mouse.up()
    zh.wait_for_url(re.compile("pin="))
    zh.go_back()
    zh.wait_for_url(f"{explorer}/graph?start={short}")
    zh.wait_for_timeout(300)
    zh.mouse.dblclick(*middle)
    zh.wait_for_url(re.compile("open="))


PAGES = {
    "start": "/",
    "search": f"/search?q={quote('证明材料')}",
    "questions": "/questions",
    "question": f"/questions/overdue?day=2092-12-01&agency={quote('县司法局')}",
    "picture": "/questions/overdue?day=2092-12-01&view=timeline",
    "document": "DOCUMENT",
    "task": "TASK",
    "agency": f"/id/agency/x-{quote('竹岭县')}/{quote('竹岭县司法局')}",
    "place": f"/id/place/x-{quote('竹岭县')}",
    "system": f"/ontology/system-{quote('司法行政')}",
    "work": f"/id/work/{quote('国办发〔2091〕17号')}",
    "compare": f"/compare?a={quote('竹岭县')}&a={quote('霜溪县')}",
    "graph": "/graph?start=SHORT&open=duty~SHORT",
    "plain editor": "/query?plain=1",
    "query": "/query",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shuts_anyone_out(zh, explorer, task, name, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    short = task.removeprefix(ID)
    path = PAGES[name].replace("SHORT", short).replace("TASK", f"/id/{short}")
    zh.set_viewport_size({"width": width, "height": 850})
    zh.goto(explorer + path.replace("DOCUMENT", f"/id/{short.rpartition('/')[0]}"))
    zh.wait_for_timeout(400)
    assert zh.evaluate("document.documentElement.scrollWidth") <= width
    # what others wrote inside the editor is theirs to mend
    outside = {"exclude": [["#yasgui"], ["iframe"]]}
    found = axe.run(zh, context=outside).response["violations"]
    serious = [
        (v["id"], [node["html"][:120] for node in v["nodes"][:3]])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert not serious


def test_a_card_of_a_picture_leads_to_the_page_of_its_thing(zh, explorer, task):
    zh.goto(f"{explorer}/picture/matrix?of={quote(task.rpartition('/')[0], safe='')}")
    frame = zh.frame_locator("iframe.picture")
    frame.get_by_role("button", name="竹岭县司法局").first.click()
    frame.get_by_role("link", name="打开它的页面").click()
    zh.wait_for_url(re.compile("/id/agency/"))
    assert zh.get_by_role("heading", level=1).inner_text() == "竹岭县司法局"


def test_a_picture_as_a_file_has_no_links_of_the_server(zh, explorer, task):
    zh.goto(f"{explorer}/picture/chain?of={quote(task, safe='')}&format=html")
    zh.locator("#search").fill("司法局")
    zh.keyboard.press("Enter")
    zh.locator("#panel-card .name").first.wait_for(state="attached")
    assert not zh.locator("#panel-card a").count()
