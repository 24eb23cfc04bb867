"""The explorer's pages, read without a browser."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
import rdflib
import requests

from kg.builder import build
from kg.sparql import named_queries, open_graph

ID = "https://w3id.org/gongwen/id/"
GW = "https://w3id.org/gongwen/ontology#"


def get(url, accept="text/html", **more):
    return requests.get(url, headers={"Accept": accept}, timeout=60, **more)


def text_of(page):
    return re.sub(
        r"\s+", " ", html.unescape(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page, flags=re.S))
    )


@pytest.fixture(scope="module")
def graph(sample_graph):
    return open_graph(sample_graph)


@pytest.fixture(scope="module")
def document(graph):
    [found] = [
        r["document"]
        for r in graph.query("documents").records()
        if r["title"] == "竹岭县2092年便民服务事项清单化办理任务分工"
    ]
    return found


@pytest.fixture(scope="module")
def task(graph, document):
    return next(
        r["task"] for r in graph.query("tasks", document=document).records() if "证明材料" in r["text"]
    )


def address(site, iri):
    return f"{site}/id/{iri.removeprefix(ID)}"


def test_the_first_page_counts_what_the_graph_holds(site, graph):
    page = text_of(get(f"{site}/").text)
    info = graph.info()
    for number in (info.documents, info.tasks, info.citations):
        assert f" {number} " in page
    assert "澜浦市" in page


def test_a_document_shows_its_text_with_every_fact_marked(site, graph, document):
    page = get(address(site, document)).text
    printed = re.search(r'<div class="print".*?</div>', page, re.S)[0]
    shown = html.unescape(re.sub(r"<[^>]*>", "", printed))
    source = document.rpartition("/")[0]
    [[text]] = graph.query(f"SELECT ?t {{ <{source}> <{GW}plainText> ?t }}").rows
    assert shown == text
    facts = {
        r["fact"]
        for r in graph.query("facts-of-document", document=document).records()
        if r["kind"] != "section"
    }
    keys = {fact.removeprefix(source + "/").replace("/", "-") for fact in facts}
    assert keys
    assert keys <= set(re.findall(r'id="at-([^"]+)"', printed))


def test_links_between_facts_and_places_lead_somewhere(site, document):
    page = get(address(site, document)).text
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert len(ids) == len(re.findall(r'\bid="([^"]+)"', page)), "an id comes twice"
    assert {a for a in re.findall(r'href="#([^"]+)"', page) if a != "main"} <= ids


@pytest.mark.parametrize("form, accept", [("turtle", "text/turtle"), ("json-ld", "application/ld+json")])
def test_an_entity_is_negotiated(site, graph, document, form, accept):
    response = get(address(site, document), accept)
    assert response.headers["content-type"].startswith(accept)
    found = rdflib.Graph().parse(data=response.content, format=form)
    tasks = set(found.objects(predicate=None)) & set(
        found.subjects(rdflib.RDF.type, rdflib.URIRef(f"{GW}Task"))
    )
    told = set(found.subjects(rdflib.RDF.type, rdflib.URIRef(f"{GW}Task")))
    assert len(told) == len(graph.query("tasks", document=document))
    assert tasks <= told
    by_address = get(f"{address(site, document)}?format={form.replace('-', '')}", "*/*")
    assert by_address.headers["content-type"].startswith(accept)


def test_every_kind_of_thing_has_a_page(site, graph):
    kinds = {
        "gw:Document": "公文", "gw:Task": "任务", "gw:Agency": "单位", "gw:Work": "文件",
        "eli:AdministrativeArea": "地区", "gw:Section": "资源", "gw:Assignment": "资源", "gw:Source": "资源",
    }  # fmt: skip
    prefixes = f"PREFIX gw: <{GW}> PREFIX eli: <http://data.europa.eu/eli/ontology#> "
    for kind, word in kinds.items():
        for (iri,) in graph.query(f"{prefixes} SELECT ?x {{ ?x a {kind} }} ORDER BY ?x LIMIT 12").rows:
            page = get(f"{site}/describe", params={"iri": iri}, cookies={"language": "zh"})
            assert page.status_code == 200, iri
            assert word in re.search(r'<p class="kind">.*?</p>', page.text, re.S)[0], iri


def test_every_link_of_a_page_is_answered(site, document, task):
    for start in (address(site, document), address(site, task), f"{site}/"):
        links = {html.unescape(a) for a in re.findall(r'href="(/[^"]*)"', get(start).text)}
        assert len(links) > 10
        for link in sorted(links):
            if not link.startswith(("/picture/", "/static/")):
                assert get(f"{site}{link.partition('#')[0]}", "*/*").status_code == 200, link


def test_a_task_shows_its_sentence_its_chain_and_its_likes(site, task):
    page = text_of(get(address(site, task), cookies={"language": "zh"}).text)
    assert "竹岭县司法局" in page
    assert "2092-06-30" in page
    assert "国务院办公厅关于推行便民服务事项清单化办理的指导意见" in page
    assert "澜浦市2092年便民服务事项清单化办理工作要点" in page


def test_a_task_is_compared_with_those_of_a_common_task_above(site, graph, task):
    page = get(address(site, task), cookies={"language": "zh"}).text
    assert "承接同一上级任务" in text_of(page)
    every = graph.query("task-in-every-place", task=task).rows
    assert page.count('class="pair"') == len(every) - 1  # all but itself
    [direct] = graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?tie a <{GW}Likeness> ; ?end <{task}> }}").rows
    assert page.count(">相似度 ") == direct[0] > 0


def test_what_is_not_there_is_said(site):
    for path in (
        "/id/agency/1/nobody",
        "/questions/nothing",
        "/describe?iri=no%20iri",
        "/describe?iri=",
        "/nothing",
    ):
        assert get(f"{site}{path}").status_code == 404, path


@pytest.mark.parametrize(
    "words, kind, found",
    [
        ("证明材料", "task", "逐项核对清单内的证明材料"),
        ("司法", "agency", "竹岭县司法局"),  # two characters, which a trigram index misses
        ("国办发〔2091〕17号", "document", "国务院办公厅关于推行便民服务事项清单化办理的指导意见"),
        ("国办发[2091]17号", "document", "国务院办公厅关于推行便民服务事项清单化办理的指导意见"),
        ("行政许可法", "work", "中华人民共和国行政许可法"),
        ("竹岭", "place", "竹岭县"),
        ("县司法局", "agency", "霜溪县司法局"),  # by a printed name
    ],
)
def test_search(site, words, kind, found):
    page = get(f"{site}/search", params={"q": words, "kind": kind}).text
    assert found in text_of(page)


def test_a_task_that_is_found_tells_its_document(site):
    page = text_of(get(f"{site}/search", params={"q": "证明材料", "kind": "task"}).text)
    assert "竹岭县2092年便民服务事项清单化办理任务分工" in page
    assert "霜溪县2092年便民服务事项清单化办理工作要点" in page


@pytest.mark.parametrize("words", ['"', "*", "a AND", "NEAR(", "'; DROP TABLE thing; --", "（）", "\x00"])
def test_a_search_for_odd_signs_finds_nothing_and_breaks_nothing(site, words):
    assert get(f"{site}/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_question_is_a_form_and_those_without_a_condition_an_answer(site, name):
    query = named_queries()[name]
    page = get(f"{site}/questions/{name}")
    assert page.status_code == 200
    for parameter in query.parameters:
        assert f'name="{parameter.name}"' in page.text
    assert ("<tbody>" in page.text or 'class="answer' in page.text) is not any(
        p.required for p in query.parameters
    )


def test_an_answer_is_narrowed_and_taken_along(site, graph):
    asked = {"day": "2092-12-01", "agency": "县司法局", "f.lead": "竹岭县司法局"}
    whole = graph.query("overdue", day="2092-12-01", agency="县司法局").records()
    page = get(f"{site}/questions/overdue", params=asked)
    wanted = [r for r in whole if r["lead"] == "竹岭县司法局"]
    assert 0 < len(wanted) < len(whole)
    assert f"<b>{len(wanted)}</b>" in page.text
    file = get(f"{site}/questions/overdue", params=asked | {"format": "csv"})
    assert "attachment" in file.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row["task"] for row in rows] == [r["task"] for r in wanted]
    assert rows[0].keys() == {c.name for c in named_queries()["overdue"].columns}


def test_the_picture_of_an_answer_is_narrowed_as_its_table(site):
    asked = {"day": "2092-12-01", "agency": "县司法局", "f.lead": "竹岭县司法局"}
    page = get(f"{site}/questions/overdue", params=asked | {"view": "timeline"}).text
    frame = html.unescape(re.search(r'<iframe class="picture" src="([^"]*)"', page)[1])
    assert "f.lead" in frame
    assert "，竹岭县司法局）" in get(f"{site}{frame}").text  # the picture's title tells what was chosen
    file = frame.replace("format=frame", "format=csv")
    narrow, whole = get(f"{site}{file}").text, get(f"{site}{re.sub('&f.lead=[^&]*', '', file)}").text
    assert "竹岭县" in narrow
    assert "霜溪县" in whole
    assert "霜溪县" not in narrow


def test_a_question_at_fault_says_why(site):
    page = get(f"{site}/questions/overdue", params={"agency": "县司法厅"})
    assert page.status_code == 400
    assert "县司法厅" in text_of(page.text)
    assert "县司法局" in text_of(page.text)  # did you mean


def test_the_language_is_remembered_and_asked_for(site):
    session = requests.Session()
    session.headers["Accept-Language"] = "de, en;q=0.8"
    assert '<html lang="en">' in session.get(f"{site}/questions", timeout=60).text
    back = session.post(f"{site}/language", {"to": "zh", "back": "/questions?x=1"}, timeout=60)
    assert back.url == f"{site}/questions?x=1"
    assert '<html lang="zh-Hans">' in session.get(f"{site}/", timeout=60).text


@pytest.mark.parametrize(
    "back", ["//evil.example/", "http://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_language_switch_leads_nowhere_else(site, back):
    answer = requests.post(f"{site}/language", {"to": "en", "back": back}, timeout=60, allow_redirects=False)
    assert answer.headers["location"] == "/"


def test_the_graph_page_replays_its_address(site, document, task):
    short = task.removeprefix(ID)
    steps = [("start", short), ("open", f"duty~{short}"), ("open", f"task~{short}")]
    page = get(f"{site}/graph", params=steps, cookies={"language": "zh"})
    shown = text_of(page.text)
    assert "竹岭县司法局" in shown
    assert "竹岭县2092年便民服务事项清单化办理任务分工" in shown
    folded = get(
        f"{site}/graph", params=[*steps, ("fold", document.removeprefix(ID))], cookies={"language": "zh"}
    )
    assert "竹岭县2092年便民服务事项清单化办理任务分工" not in text_of(folded.text)
    assert re.search(r'href="([^"]*)" data-step id="undo"', folded.text)[1].count("open=") == 2


def test_a_path_between_two_things(site, graph, task):
    [[opinion]] = graph.query(
        f'SELECT ?d {{ ?d <http://data.europa.eu/eli/ontology#id_local> "国办发〔2091〕17号" ; a <{GW}Document> }}'
    ).rows
    step = f"{task.removeprefix(ID)}~{opinion.removeprefix(ID)}"
    page = text_of(get(f"{site}/graph", params={"path": step}, cookies={"language": "zh"}).text)
    assert "国务院办公厅关于推行便民服务事项清单化办理的指导意见" in page
    assert "压减证明材料" in page


def test_unfolding_is_limited(site, graph, document):
    short = document.removeprefix(ID)
    page = get(
        f"{site}/graph", params=[("start", short), ("open", f"task~{short}~3")], cookies={"language": "zh"}
    )
    assert "还有" in text_of(page.text)
    assert len(re.findall(r'"id": "source', page.text)) <= 5


@pytest.mark.parametrize(
    "steps",
    [{"open": "duty"}, {"open": "bogus~x"}, {"start": "no iri at all <>"}, {"pin": "a~nan~1"}, {"path": "a"}, {"open": "duty~a b~-1"}],
)  # fmt: skip
def test_steps_that_can_not_be_read_are_left_out(site, steps):
    assert get(f"{site}/graph", params=steps).status_code == 200


@pytest.mark.parametrize("form", ["svg", "graphml", "csv", "dot"])
def test_the_graph_on_the_screen_is_taken_along(site, task, form):
    short = task.removeprefix(ID)
    file = get(f"{site}/graph", params={"start": short, "open": f"duty~{short}", "format": form})
    assert file.status_code == 200
    assert "竹岭县司法局" in file.content.decode()


def test_two_counties_compared(site):
    page = get(f"{site}/compare", params={"a": ["竹岭县", "霜溪县"]}, cookies={"language": "zh"}).text
    matched = re.search(r'<table class="side">.*?</table>', page, re.S)[0]
    rows = [text_of(row) for row in re.findall(r"<tr>(.*?)</tr>", matched, re.S)[1:]]
    assert any("竹岭县司法局" in row and "霜溪县司法局" in row and "压减证明材料" in row for row in rows)
    assert "补充毛竹采伐" in text_of(page.replace(matched, ""))  # only one has it


def test_a_query_file_of_the_server_is_not_read(site, tmp_path):
    secret = tmp_path / "secret.rq"
    secret.write_text("SELECT ?secret { ?secret ?p ?o }")
    page = get(f"{site}/picture/query", params={"name": str(secret), "format": "html"})
    assert page.status_code == 400


def test_hostile_texts_are_only_text(serve, tmp_path):
    name = "<script>alert(1)</script>"
    body = (
        f"白石县人民政府办公室关于{name}的通知\n\n各乡镇人民政府：\n\n一、检查“\"'><img src=x onerror=alert(1)>”。"
        "县司法局于2093年6月底前完成</textarea></script>检查。\n\n白石县人民政府办公室\n2093年1月5日\n"
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a<b>&.txt").write_text(body, "utf-8")
    build([tmp_path / "texts"], tmp_path / "graph")
    graph = open_graph(tmp_path / "graph")
    [document] = [r["document"] for r in graph.query("documents").records()]
    task = graph.query("tasks").records()[0]["task"]
    with serve(tmp_path / "graph") as url:
        pages = [
            get(f"{url}/"),
            get(address(url, document)), get(address(url, task)), get(f"{url}/search", params={"q": "script"}),
            get(f"{url}/questions/tasks"), get(f"{url}/graph", params={"start": document.removeprefix(ID)}),
            get(f"{url}/query", params={"query": "</script><script>alert(1)</script>"}),
            get(f"{url}/questions/search-tasks", params={"words": '"><script>alert(1)</script>'}),
            get(f"{url}/graph", params={"add": "<script>alert(1)</script>"}),
            get(f"{url}/describe", params={"iri": "urn:<script>alert(1)</script>"}),
        ]  # fmt: skip
    for page in pages:
        assert page.status_code in (200, 404), page.url
        bare = re.sub(r"<script[^>]* src=[^>]*></script>", "", page.text)
        assert not re.search(r"<script(?! type=\"application/json\")", bare), page.url
        assert "<img" not in page.text


def test_an_unknown_question_or_place_tells_what_may_be_meant(site):
    answer = get(f"{site}/questions/overdu", cookies={"language": "zh"})
    assert answer.status_code == 404 and "没有这个问题：overdu" in text_of(answer.text)
    assert '<a href="/questions/overdue">overdue</a>' in answer.text
    page = get(f"{site}/compare", params={"a": ["竹领县", "霜溪县"]}, cookies={"language": "zh"}).text
    [other] = re.findall(r'<a href="([^"]*)">竹岭县</a>', page)
    assert "没有找到：竹领县" in text_of(page)
    assert "没有找到" not in text_of(get(site + html.unescape(other), cookies={"language": "zh"}).text)


def test_the_page_of_a_picture_shows_an_unknown_iri_as_it_is_given(site):
    page = get(f"{site}/picture/chain", params={"of": "https://w3id.org/gongwen/id/nothing"}).text
    assert '<h1 class="asis"><a' in page and ">https://w3id.org/gongwen/id/nothing</a></h1>" in page


def test_a_row_leads_to_its_document_and_to_the_body_in_the_lead(site, graph):
    page = get(f"{site}/questions/overdue", params={"day": "2092-12-01", "agency": "县司法局"}).text
    body = re.search(r'data-heading="[^"]*"><a href="(/id/agency/[^"]*)">竹岭县司法局</a>', page)[1]
    assert get(site + body).status_code == 200
    assert re.search(r'<a href="/id/source/\w+/D\d+">竹岭县2092年便民服务事项清单化办理任务分工</a>', page)
