"""Every named query: well formed, answered, and with the same answer wherever it is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import invented
import pytest
import rdflib

from kg.resources import folder as resource
from kg.sparql import Graph, export, named_queries
from kg.sparql.parameters import bind

FILES = sorted(resource("queries").glob("*/*.rq"))
NAMES = list(named_queries())
TASK = f"{invented.IRIS.document(invented.county().source.sha256, 'D2')}/T1"

# a value for every parameter that must be given; the optional ones are tried one by one
REQUIRED: dict[str, Any] = {
    "agency": "县司法局",
    "document": "2093年营商环境工作要点",
    "work": "《云海省营商环境条例》",
    "system": "司法行政",
    "words": "证明",
    "year": 2093,
    "fact": TASK,
    "position": 210,
    "place": "白沙县",
    "task": TASK,
}
# nothing in the invented texts is of the kind: shown on the sample corpus, in tests/trace, and in tests/test_shared.py
NOTHING = {"lineage-cycles", "like-tasks", "citing-nothing-above", "later-than-superior"}
NOTHING |= {
    "collective-members",
    "copies",
    "divisions-within",
    "double-names",
    "former-names",
    "listed-works",
}
NOTHING |= {"open-places", "reforms", "replaced-works"}
OPTIONAL: dict[str, Any] = {
    "agency": "青屏县司法局",
    "kind": "single",
    "document": "青府办〔2093〕7号",
    "level": "县级",
    "role": "牵头",
    "since": "2093-07-01",
    "until": "2093年12月31日",
    "day": "2093-10-01",
    "place": "白沙县",
    "copies": 1,
}
SPECIAL: dict[str, dict[str, Any]] = {
    "agency-documents": {"agency": "县政府办"},
    "document-parties": {"document": "青府办〔2093〕7号"},
    "descendants": {"document": "澜府发〔2093〕3号"},
    "overdue": {"day": "2094-01-01"},
}


def required(name: str) -> dict[str, Any]:
    query = named_queries()[name]
    return SPECIAL.get(name) or {p.name: REQUIRED[p.name] for p in query.parameters if p.required}


TABLES = {
    "documents": "document source title number genre issuer issued published level region region_code "
    "addressee copied_to disclosure validity part_of",
    "citations": "document source section cited title number level relation cue start end",
    "tasks": "task document source section heading text kind start end",
    "assignments": "task document source agency name mention role inherited",
    "deadlines": "task document source expression kind value due",
    "agencies": "agency source mention name kind system region region_code",
    "lineage": "document source title number level relation ancestor ancestor_title ancestor_number "
    "ancestor_level method confidence steps",
}


@pytest.mark.parametrize(("name", "columns"), TABLES.items())
def test_the_tables_keep_their_columns(graph: Graph, name: str, columns: str) -> None:
    assert graph.query(name).columns == tuple(columns.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_valid_sparql_for_other_engines_and_gives_the_columns_that_it_tells(path: Path) -> None:
    from rdflib.plugins.sparql import prepareQuery

    query = named_queries()[path.stem]
    assert path.parent.name == query.topic
    parsed = prepareQuery(path.read_text(encoding="utf-8"))
    assert [str(v) for v in parsed.algebra.PV] == [column.name for column in query.columns]


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_with_the_columns_that_it_tells(graph: Graph, name: str) -> None:
    answer = graph.query(name, **required(name))
    assert answer.columns == tuple(column.name for column in named_queries()[name].columns)
    assert len(answer) > 0 or name in NOTHING


@pytest.mark.parametrize("name", NAMES)
def test_an_endpoint_gives_the_same_answer(graph: Graph, remote: Graph, name: str) -> None:
    assert remote.query(name, **required(name)).rows == graph.query(name, **required(name)).rows


@pytest.mark.parametrize("name", NAMES)
def test_what_the_ontology_adds_changes_no_answer(graph: Graph, name: str) -> None:
    assert (
        graph.query(name, entailed=False, **required(name)).rows == graph.query(name, **required(name)).rows
    )


@pytest.fixture(scope="session")
def other_engine(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Dataset:
    """The same graph in rdflib's own memory, asked by rdflib's own evaluator."""
    path = tmp_path_factory.mktemp("rdflib") / "graph.nq"
    export(graph, "nquads", path)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    return dataset


def plain(term: Any) -> Any:
    if term is None or isinstance(term, rdflib.URIRef):
        return None if term is None else str(term)
    value = term.toPython()
    return value if isinstance(value, int | float | date) else str(value)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows_in_the_same_order(
    graph: Graph, other_engine: rdflib.Dataset, name: str
) -> None:
    answer = graph.query(name, **required(name))
    rows = [tuple(map(plain, row)) for row in other_engine.query(answer.sparql)]
    assert rows == answer.rows


@pytest.mark.parametrize("name", NAMES)
def test_the_file_as_it_stands_answers_as_with_no_parameter(graph: Graph, name: str) -> None:
    """VALUES ?x { UNDEF } and its absence mean the same; only what must be given stays open."""
    query = named_queries()[name]
    if any(parameter.required for parameter in query.parameters):
        pytest.skip("asked with its parameter only")
    assert graph.query(query.text).rows == graph.query(query.bind({})).rows


OPTIONS = [(n, p.name) for n in NAMES for p in named_queries()[n].parameters if not p.required]


@pytest.mark.parametrize(("name", "parameter"), OPTIONS)
def test_an_optional_parameter_leaves_some_of_the_rows(graph: Graph, name: str, parameter: str) -> None:
    query = named_queries()[name]
    every = {p.name: required(name).get(p.name) for p in query.parameters if p.required}
    given = {**every, parameter: OPTIONAL[parameter]}
    unfiltered = query.bind({k: v for k, v in bind(query, every, graph._rows).items() if k in every})
    some, all_rows = graph.query(name, **given).rows, graph.query(unfiltered).rows
    if parameter == "copies":  # there are none: tests/test_shared.py has some
        assert some == all_rows
    elif name == "deadlines-by-month":  # counts what is left
        assert sum(n for _, n in some) < sum(n for _, n in all_rows)
    else:
        assert set(some) <= set(all_rows)


OF_AN_AGENCY = (
    "overdue", "deadlines-between", "event-deadlines", "recurring-duties", "search-tasks",
    "tasks-without-deadline",
)  # fmt: skip


@pytest.mark.parametrize("name", OF_AN_AGENCY)
def test_an_agency_leaves_the_rows_of_all_its_tasks(graph: Graph, name: str) -> None:
    given = {"overdue": {"day": "2093-12-01"}, "search-tasks": {"words": "完成"}}.get(name, {})
    pairs = graph.query(
        """PREFIX gw: <https://w3id.org/gongwen/ontology#>
        SELECT DISTINCT ?agency ?task { ?assignment gw:agency ?agency ; gw:task ?task }"""
    ).rows
    whole = graph.query(name, **given)
    place = whole.columns.index("task")
    kept = 0
    for agency in {agency for agency, _ in pairs}:
        own = {task for other, task in pairs if other == agency}
        wanted = [row for row in whole.rows if row[place] in own]
        assert graph.query(name, agency=str(agency), **given).rows == wanted
        kept += len(wanted)
    assert kept or name == "event-deadlines"


# name, parameters, columns, rows: what a reader of the invented texts would write down
EXPECTED: list[tuple[str, dict[str, Any], str, list[tuple[Any, ...]]]] = [
    ("documents", {}, "title issuer addressee copied_to part_of", [
        ("澜川市人民政府关于优化营商环境若干措施的意见", "澜川市人民政府", "各县人民政府", None, None),
        ("青屏县人民政府办公室关于印发《2093年营商环境工作要点》的通知", "青屏县人民政府办公室",
         "各乡镇人民政府|县级有关部门", "县委办公室", None),
        ("2093年营商环境工作要点", "青屏县人民政府办公室", None, None,
         "青屏县人民政府办公室关于印发《2093年营商环境工作要点》的通知"),
        ("白沙县人民政府关于营商环境的实施方案", "白沙县人民政府", "各有关单位", None, None),
    ]),
    ("citations", {"document": "2093年营商环境工作要点"}, "title number level relation cue", [
        ("澜川市优化营商环境若干措施", "澜府发〔2093〕3号", "municipal", "implements", "落实"),
        ("云海省营商环境条例", None, "provincial", "basis", "根据"),
    ]),
    # the rule that is printed twice for one body gives one row
    ("assignments", {"document": "2093年营商环境工作要点"}, "name mention role inherited", [
        ("青屏县司法局", "县司法局", "lead", False),
        ("青屏县发展和改革局", "县发改局", "cooperate", False),
        ("青屏县财政局", "县财政局", "cooperate", False),
        ("青屏县行政审批局", "县行政审批局", "responsible", False),
        ("青屏县发展和改革局", "县发改局", "responsible", False),
        ("青屏县人民政府办公室", "县政府办", "supervise", False),
        ("青屏县司法局", "县司法局", "responsible", False),
        (None, "各乡镇人民政府", "responsible", True),
    ]),
    ("deadlines", {}, "kind value", [
        ("by", "2093-09-30"), ("ongoing", None), ("by", "2093-06-30"), ("within", "P5D"), ("recurring", "P3M"),
        ("by", "2093-12-31"), ("prompt", None),
    ]),
    # dated first, in order; the printed name means a body in each county
    ("agency-tasks", {"agency": "县司法局"}, "source role expression", [
        ("county/a.txt", "lead", "2093年6月底前"),
        ("county/c.txt", "responsible", "2093年12月底前"),
        ("county/a.txt", "responsible", "每季度更新1次"),
        ("county/c.txt", "cooperate", None),
        ("county/c.txt", "lead", None),
    ]),
    ("agency-partners", {"agency": "青屏县司法局"}, "name own_role partner_role tasks", [
        ("青屏县人民政府办公室", "responsible", "supervise", 1),
        ("青屏县发展和改革局", "lead", "cooperate", 1),
        ("青屏县财政局", "lead", "cooperate", 1),
    ]),
    ("agency-load", {"level": "municipal"}, "name leads responsible tasks", [
        ("澜川市司法局", 2, 0, 2), ("澜川市发展和改革委员会", 1, 0, 1),
    ]),
    ("supervision", {}, "name supervised_name role tasks", [
        ("青屏县人民政府办公室", "青屏县司法局", "responsible", 1),
    ]),
    ("tasks-without-deadline", {}, "source text", [
        ("county/a.txt", "各乡镇人民政府组织|学习“一件事”清单。"),
        ("county/c.txt", "由县优化办会同县司法局开展检查。"),
    ]),
    ("tasks-without-deadline", {"agency": "县优化办"}, "text", [("由县优化办会同县司法局开展检查。",)]),
    ("tasks-without-lead", {"document": "白沙县人民政府关于营商环境的实施方案"}, "text responsible", [
        ("县司法局负责清理证明事项，2093年12月底前完成。", 1), ("检查结果及时公开。", 0),
    ]),
    ("tasks-without-body", {}, "text", [("检查结果及时公开。",)]),
    ("joint-leads", {}, "leads names", [(2, "澜川市发展和改革委员会|澜川市司法局"), (2, "县优化办|县司法局")]),
    ("double-roles", {}, "name roles", [("县司法局", "lead|cooperate")]),
    ("deadlines-between", {"since": "2093-07-01", "until": "2093-09-30"}, "expression lead", [
        ("2093年9月30日前", "澜川市司法局"),
    ]),
    ("overdue", {"day": "2093-07-01"}, "expression lead", [("2093年6月底前", "青屏县司法局")]),
    ("deadlines-by-month", {}, "month tasks", [("2093-06", 1), ("2093-09", 1), ("2093-12", 1)]),
    ("based-on", {"work": "云海省营商环境条例"}, "title relation", [
        ("白沙县人民政府关于营商环境的实施方案", "basis"), ("2093年营商环境工作要点", "basis"),
    ]),
    # a work that is held is asked for by its document's title as well
    ("based-on", {"work": "澜川市人民政府关于优化营商环境若干措施的意见"}, "title relation", [
        ("2093年营商环境工作要点", "implements"),
    ]),
    ("most-cited", {"level": "provincial"}, "title documents basis held", [("云海省营商环境条例", 2, 2, False)]),
    ("works-not-held", {}, "documents title", [(2, "云海省营商环境条例"), (1, "国务院关于一件事的指导意见")]),
    ("document-outline", {"document": "2093年营商环境工作要点"}, "section heading tasks", [
        ("一", None, 0), ("一/（一）", "清理证明事项。", 1), ("一/（二）", "压缩办理时限。", 1),
        ("二", "公开与监督", 0), ("二/（三）", "公开办事指南。", 1),
    ]),
    ("documents-by-level-and-place", {}, "level region documents tasks", [
        ("county", "青屏县", 2, 4), ("county", "白沙县", 1, 3), ("municipal", "澜川市", 1, 2),
    ]),
    ("unresolved-names", {}, "mention kind times", [
        ("县司法局", "single", 3), ("县优化办", "single", 1), ("各乡镇人民政府", "collective", 2),
        ("县级有关部门", "collective", 1), ("各县人民政府", "collective", 1), ("各有关单位", "collective", 1),
    ]),
    ("unresolved-names", {"kind": "single"}, "mention times", [("县司法局", 3), ("县优化办", 1)]),
    ("incomplete-documents", {}, "title missing", [
        ("2093年营商环境工作要点", "number"), ("白沙县人民政府关于营商环境的实施方案", "number|issued"),
    ]),
    ("evidence", {"fact": TASK}, "kind quote source", [
        ("task", "县司法局牵头，县发改局、县财政局配合，于2093年6月底前完成清理。", "county/a.txt"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parameters", "columns", "rows"), EXPECTED, ids=[e[0] for e in EXPECTED])
def test_what_a_reader_would_answer(
    graph: Graph, name: str, parameters: dict[str, Any], columns: str, rows: list[tuple[Any, ...]]
) -> None:
    answer = graph.query(name, **parameters)
    places = [answer.columns.index(column) for column in columns.split()]
    assert [tuple(row[i] for i in places) for row in answer.rows] == rows


def test_evidence_quotes_the_text(graph: Graph) -> None:
    """The span of every fact holds the words that the query shows."""
    text = invented.COUNTY_TEXT
    facts = graph.query("facts-of-document", document="2093年营商环境工作要点").records()
    assert facts
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)


def test_names_joined_in_a_cell_keep_their_printed_order(tmp_path: Path) -> None:
    """Twelve addressees, whose numbers as text would sort otherwise, written in no order."""
    from pyoxigraph import RdfFormat

    from kg.sparql import open_graph
    from kg.sparql.folder import new_generation

    node = "<http://example.org/source/1/D1>"
    names = [f"第{n}办公室" for n in "三一四二五九六八七十己庚"]
    lines = [
        "@prefix gw: <https://w3id.org/gongwen/ontology#> .",
        "@prefix eli: <http://data.europa.eu/eli/ontology#> .",
        f'{node} a gw:Document ; eli:title "名单" ; gw:order 1 ; gw:source <http://example.org/source/1> .',
        '<http://example.org/source/1> gw:fileName "a.txt" .',
    ]
    lines += [
        f"<http://example.org/P{order}> a gw:Party ; gw:document {node} ; gw:role gw:role-addressee ; "
        f'gw:printedName "{name}" ; gw:order {order} .'
        for order, name in reversed(list(enumerate(names, 1)))
    ]
    with new_generation(tmp_path / "graph") as generation:
        generation.store.load("\n".join(lines).encode(), RdfFormat.TURTLE)
    assert open_graph(tmp_path / "graph").query("documents").records()[0]["addressee"] == "|".join(names)
