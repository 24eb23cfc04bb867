"""What the pictures of the sample corpus hold."""

import base64
import hashlib
import json
import re
from datetime import date

import networkx
import pytest

from kg import view
from kg.rdf.namespaces import gw
from kg.sparql import GraphError, QueryError
from kg.view.page import page, safe_json
from kg.view.page_data import page_data
from kg.view.picture import OTHERS
from kg.view.svg import svg
from kg.view.terms import interface, said

from .hostile import TEXTS, pictures

NOTICE = "竹政办发〔2092〕14号"
BUREAU = "竹岭县民政局"


def labels(picture, kind=None, shown=None):
    return {
        data["label"]
        for _, data in picture.graph.nodes(data=True)
        if (kind is None or data["kind"] == kind) and (shown is None or data["shown"] == shown)
    }


def named(picture, label):
    return next(node for node, data in picture.graph.nodes(data=True) if data["label"] == label)


def test_the_chain_of_a_document_goes_from_the_nation_to_the_bodies(graph):
    picture = view.chain(graph, NOTICE)
    assert [words.zh for words in picture.columns] == ["国家级", "省级", "市级", "县级", "任务", "机关单位"]
    assert "国务院办公厅关于推行便民服务事项清单化办理的指导意见" in labels(picture, gw.Document)
    assert len(labels(picture, gw.Task)) == 18
    assert BUREAU in labels(picture, gw.Department)
    # from the body back to the State Council's opinion
    opinion = named(picture, "国务院办公厅关于推行便民服务事项清单化办理的指导意见")
    assert networkx.has_path(picture.graph.to_undirected(), named(picture, BUREAU), opinion)


def test_each_duty_has_the_words_that_set_it(graph):
    picture = view.chain(graph, NOTICE)
    duties = [key for key in picture.graph.edges(keys=True) if key[2] in {"lead", "responsible"}]
    assert len(duties) > 40
    for key in duties:
        assert picture.quotes[key][0].source == "county/09_zhuling_tab_table.txt"


def test_the_chain_of_a_body_folds_the_other_bodies_and_tells_so(graph):
    picture = view.chain(graph, BUREAU)
    assert labels(picture, gw.Department, shown=True) >= {BUREAU, "澜浦市民政局", "云泽省民政厅", "民政部"}
    assert "竹岭县公安局" in labels(picture, gw.Department, shown=False)
    assert any("同一任务的其他单位" in note.zh for note in picture.about.notes)


def test_the_chain_of_a_task_shows_who_stands_above_each_body(graph):
    task = graph.query("agency-tasks", agency=BUREAU).records()[0]["task"]
    picture = view.chain(graph, str(task))
    assert picture.focus == task
    assert (
        labels(picture, gw.Task) == labels(picture, gw.Task, shown=True)
        and len(labels(picture, gw.Task)) == 1
    )
    assert "民政部" in labels(picture, shown=True)


def test_the_limit_folds_and_is_told(graph):
    picture = view.chain(graph, NOTICE, limit=12)
    assert sum(data["shown"] for _, data in picture.graph.nodes(data=True)) == 12
    assert "12" in picture.about.notes[0].en and "not drawn" in picture.about.notes[0].en
    unfold = said("note.unfold").en
    assert [unfold] == [en for _, en in page_data(picture)["notes"] if "double-click" in en]
    assert "ouble-click" not in svg(picture, "en")  # nothing unfolds on paper
    assert set(picture.positions) == {n for n, data in picture.graph.nodes(data=True) if data["shown"]}


def test_no_level_is_said_to_be_unknown_where_none_applies(graph):
    data = page_data(view.chain(graph, NOTICE))
    assert {node["level"] for node in data["nodes"] if node["kind"] == gw.Task} == {None}
    assert None not in data["levels"]
    undone = view.query(graph, "SELECT ?task ?due { ?d gw:task ?task ; gw:due ?due }", form="timeline")
    assert "层级不明" not in svg(undone)


def test_the_lineage_stands_level_by_level_and_says_how_each_step_is_known(graph):
    picture = view.lineage(graph, NOTICE)
    column = {data["label"]: data["column"] for _, data in picture.graph.nodes(data=True)}
    assert column["国务院办公厅关于推行便民服务事项清单化办理的指导意见"] == 0
    notice = named(picture, "竹岭县人民政府办公室关于印发竹岭县2092年便民服务事项清单化办理任务分工的通知")
    assert picture.graph.nodes[notice]["column"] == 3
    methods = {method for how in picture.how.values() for method, _ in how}
    assert "citation" in methods
    assert all(re.fullmatch(r"0\.\d\d|1\.00", c) for how in picture.how.values() for _, c in how)


def test_lineage_goes_down_as_well(graph):
    picture = view.lineage(graph, "国办发〔2091〕17号")
    assert "鹤洄镇人民政府关于印发《鹤洄镇2092年便民服务事项清单化办理工作方案》的通知" in labels(picture)


def test_bodies_that_work_together(graph):
    picture = view.agencies(graph, agency=BUREAU)
    partners = {str(row["name"]) for row in graph.query("agency-partners", agency=BUREAU).records()}
    assert labels(picture) == partners | {BUREAU}
    bureau = named(picture, BUREAU)
    leads = [key for key in picture.graph.edges(keys=True) if key[2] == "leads" and key[0] == bureau]
    assert leads and all(picture.quotes[key] for key in leads)


def test_weights_are_the_numbers_of_tasks(graph):
    picture = view.agencies(graph, agency=BUREAU)
    bureau = named(picture, BUREAU)
    shared = {}
    for row in graph.query("agency-tasks", agency=BUREAU).records():
        for other in graph.query("assignments").records():
            if other["task"] == row["task"]:
                shared.setdefault(other["agency"], set()).add(row["task"])
    for body, tasks in shared.items():
        if body != bureau:
            both = [*picture.graph.edges(bureau, data=True), *picture.graph.in_edges(bureau, data=True)]
            assert sum(d["weight"] for a, b, d in both if body in {a, b}) == len(tasks)


def test_the_timeline_agrees_with_the_table(graph):
    picture = view.timeline(graph, since=date(2092, 6, 1), until=date(2092, 8, 31))
    rows = graph.query("deadlines-between", since="2092-06-01", until="2092-08-31").records()
    assert {(m.iri, m.day) for m in picture.moments} == {(r["task"], r["due"]) for r in rows}


def test_a_span_of_time_has_its_first_day(graph):
    spans = {m.since: m.day for m in view.timeline(graph).moments if m.since}
    assert spans[date(2092, 4, 1)] in {date(2092, 6, 30), date(2092, 12, 31)}
    assert all(since < day for since, day in spans.items())


def test_the_matrix_agrees_with_the_assignments(graph):
    picture = view.matrix(graph, NOTICE)
    text = "竹岭县2092年便民服务事项清单化办理任务分工"
    rows = graph.query("document-matrix", document=text).records()
    expected = {(r["task"], r["agency"], r["role"]) for r in rows if r["agency"]}
    assert {(t, a, role) for (t, a), roles in picture.cells.items() for role in roles} == expected
    assert all(picture.quotes[cell] for cell in picture.cells)


def test_parts_of_a_whole_share_a_bar_and_other_numbers_stand_beside_each_other(graph):
    load = view.query(graph, "agency-load")
    tasks = [row["tasks"] for row in graph.query("agency-load").records()]
    assert load.totals == tasks[: len(load.bars)]
    counted = view.query(graph, "deadline-kinds")
    assert len(counted.series) == 2 and counted.totals == [], "time limits and tasks are no parts of one sum"
    assert all(not re.search("[a-z]", label.zh) for label, _ in counted.bars), "notations are put into words"


@pytest.mark.parametrize(("limit", "rule"), [(80, "section"), (12, "document")])
def test_many_tasks_share_rows_by_section_or_by_document(graph, limit, rule):
    picture = view.query(graph, "assignments", limit=limit)
    tasks = [row for part in picture.parts for row in part.rows]
    assert sorted(tasks) == sorted(picture.rows) and len(tasks) > limit
    assert any(f"those of one {rule} share a row" in note.en for note in picture.about.notes)
    # two texts have one title; they are told apart by their place
    names = [part.name.zh for part in picture.parts]
    assert len(set(names)) == len(names)


def test_bodies_beyond_the_columns_share_the_last(graph):
    picture = view.query(graph, "assignments")
    rows = graph.query("assignments").records()
    own = set(picture.columns) - {OTHERS}
    expected = {
        (r["task"], r["agency"] if r["agency"] in own else OTHERS, r["role"]) for r in rows if r["role"]
    }
    assert {(t, a, role) for (t, a), roles in picture.cells.items() for role in roles} == expected
    assert picture.columns[OTHERS] == f"+{len({r['agency'] for r in rows if r['role']} - own)}"


@pytest.mark.parametrize(
    ("asked", "form", "why"),
    [
        ("assignments", view.MatrixPicture, "task, agency and role"),
        ("deadlines-between", view.TimelinePicture, "a day and a task"),
        ("citations", view.NetworkPicture, "two columns of nodes"),
        ("agency-load", view.BarsPicture, "names and numbers"),
        (
            "CONSTRUCT WHERE { ?t <https://w3id.org/gongwen/ontology#ledBy> ?a }",
            view.NetworkPicture,
            "statements",
        ),
        (
            "SELECT ?t ?a { ?t <https://w3id.org/gongwen/ontology#ledBy> ?a }",
            view.NetworkPicture,
            "SPARQL text",
        ),
    ],
)
def test_the_columns_tell_the_form(graph, asked, form, why):
    assert isinstance(view.query(graph, asked), form), why


def test_a_form_can_be_asked_for(graph):
    picture = view.query(graph, "citations", form="layers")
    assert picture.columns and picture.about.title.en == "every work that a document cites"


@pytest.mark.parametrize(
    ("asked", "form", "sentence"),
    [
        ("page-fields", None, "no picture can be made of the columns"),
        ("page-fields", "network", "a network needs two columns"),
        ("citations", "timeline", "a timeline needs"),
        ("citations", "matrix", "agency, role, task is missing"),
        ("documents", "bars", "bars need"),
        ("SELECT ?a { ?a <urn:nothing> ?b }", None, "empty"),
        ("CONSTRUCT WHERE { ?a <urn:nothing> ?b }", None, "empty"),
    ],
)
def test_what_can_not_be_drawn_is_one_clear_sentence(graph, asked, form, sentence):
    with pytest.raises(QueryError, match=sentence):
        view.query(graph, asked, form=form)


@pytest.mark.parametrize("ask", [view.chain, view.lineage, view.matrix])
def test_an_unknown_name_is_refused_with_near_ones(graph, ask):
    with pytest.raises(GraphError, match=r"knows no"):
        ask(graph, "没有这样的单位或公文")


def test_the_queries_of_a_picture_can_be_asked_again(graph):
    for picture in (
        view.chain(graph, NOTICE),
        view.lineage(graph, NOTICE),
        view.agencies(graph),
        view.timeline(graph),
        view.matrix(graph, NOTICE),
    ):
        assert picture.about.queries
        for query in picture.about.queries:
            assert len(graph.query(query)) > 0


def test_folded_nodes_are_in_the_file(graph):
    picture = view.agencies(graph, limit=10)
    data = page_data(picture)
    assert sum(node["shown"] for node in data["nodes"]) == 10
    assert len(data["nodes"]) == 30
    assert all("x" in node for node in data["nodes"] if node["shown"])


@pytest.mark.parametrize("name", ["network", "layers", "timeline", "matrix", "bars"])
def test_a_page_names_its_scripts_by_hash_and_asks_for_nothing(name):
    html = page(pictures()[name])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts}
    assert hashes == set(
        re.findall(r"script-src ([^;]*)", policy)[0].replace("'sha256-", "").replace("'", "").split()
    )
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"'](?!data:)", html)


def test_the_data_of_a_page_comes_back_as_it_went_in():
    written = safe_json({"texts": [text.encode("utf-8", "replace").decode() for text in TEXTS]})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written)["texts"] == [text.encode("utf-8", "replace").decode() for text in TEXTS]


def test_both_languages_say_the_same_things():
    zh, en = interface("zh"), interface("en")
    assert zh.keys() == en.keys()
    for key in zh:
        assert sorted(re.findall(r"{\w+}", zh[key])) == sorted(re.findall(r"{\w+}", en[key])), key
