"""Long texts in pages: what begins where, and that every fact is reached from its page and back."""

from __future__ import annotations

import html
import re

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from kg.builder import build
from kg.sparql import open_graph
from kg.web.paging import LONGEST, page_at, page_ends, page_starts

ID = "https://w3id.org/gongwen/id/"
GW = "https://w3id.org/gongwen/ontology#"


@given(st.text(alphabet="公文\n", max_size=300), st.integers(1, 40))
def test_pages_join_to_the_text_and_end_with_lines(text, longest):
    starts = page_starts(text, longest)
    pages = [text[start:end] for start, end in page_ends(text, starts)]
    assert "".join(pages) == text
    assert all(0 < len(page) <= longest for page in pages) or text == ""
    for page in pages[:-1]:
        assert page.endswith("\n") or "\n" not in page  # only a line that is too long is cut
    for place in range(len(text)):
        start, end = page_ends(text, starts)[page_at(starts, place) - 1]
        assert start <= place < end


def test_a_short_text_is_one_page():
    assert page_starts("一" * LONGEST) == [0]
    assert page_starts("") == [0]


def long_text(tasks: int) -> str:
    filling = "各有关单位要结合实际抓好落实，" * 20
    items = [
        f"{n}.抓好第{n}项检查。{filling}由县司法局负责，2093年6月底前完成第{n}项检查。"
        for n in range(1, tasks + 1)
    ]
    return "\n".join(
        ["白石县人民政府办公室关于做好检查工作的通知", "", "各乡镇人民政府：", "", "一、重点任务", *items, "",
         "白石县人民政府办公室", "2093年1月5日", ""]
    )  # fmt: skip


@pytest.fixture(scope="module")
def long_graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    (folder / "texts").mkdir()
    (folder / "texts" / "long.txt").write_text(long_text(400), "utf-8")
    build([folder / "texts"], folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="module")
def pages(long_graph, tmp_path_factory):
    from tests.web.conftest import running

    graph = open_graph(long_graph)
    [document] = [row["document"] for row in graph.query("documents").records()]
    with running(long_graph) as url:
        address = f"{url}/id/{document.removeprefix(ID)}"
        first = requests.get(address, timeout=60).text
        count = first.count("<option")
        rest = [requests.get(f"{address}?page={n}", timeout=60).text for n in range(2, count + 1)]
        task = graph.query("tasks", document=document).records()[-1]["task"]
        read = requests.get(f"{url}/id/{task.removeprefix(ID)}", timeout=60).text
        deadline = graph.query(f"SELECT ?d {{ ?d <{GW}task> <{task}> ; a <{GW}Deadline> }}").rows[0][0]
        thing = requests.get(f"{url}/id/{deadline.removeprefix(ID)}", timeout=60).text
        beyond = requests.get(f"{address}?page=99", timeout=60).text
    return graph, document, [first, *rest], read, thing, beyond


def printed(page):
    return html.unescape(re.sub(r"<[^>]*>", "", re.search(r'<div class="print".*?</div>', page, re.S)[0]))


def test_the_pages_are_the_whole_text(pages):
    graph, document, read, *_ = pages
    assert len(read) > 2
    [[text]] = graph.query(f"SELECT ?t {{ <{document.rpartition('/')[0]}> <{GW}plainText> ?t }}").rows
    assert "".join(map(printed, read)) == text


def test_every_fact_is_told_on_the_page_of_its_place(pages):
    graph, document, read, *_ = pages
    told = [set(re.findall(r'id="fact-(D1-T[0-9]+)"', page)) for page in read]
    assert sum(map(len, told)) == len(graph.query("tasks", document=document))
    for page, facts in zip(read, told, strict=True):
        assert facts
        for fact in facts:  # there and back on the same page
            assert f'href="#at-{fact}"' in page
            assert f'id="at-{fact}"' in page
            assert f'href="#fact-{fact}"' in page


def test_links_to_other_pages_name_an_anchor_that_is_there(pages):
    _, _, read, task, thing, _ = pages
    seen = 0
    for page in [*read, task, thing]:
        for number, anchor in re.findall(r'href="[^"]*\?page=([0-9]+)#([^"]+)"', page):
            assert f'id="{anchor}"' in read[int(number) - 1]
            seen += 1
    assert seen > len(read)
    assert re.search(rf"\?page={len(read)}#at-D1-T400\b", task)
    assert re.search(rf"\?page={len(read)}#at-D1-T400-", thing)


def test_a_page_that_is_not_there_is_the_first(pages):
    read, *_, beyond = pages[2:]
    assert printed(beyond) == printed(read[0])
