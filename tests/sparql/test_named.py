from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store, Variable

from kg.sparql import Graph, QueryError, named_queries
from kg.sparql.named import load, parse
from kg.sparql.parameters import bind

HEADER = """#+ summary:
#+   zh: 测试
#+   en: a test
#+ topic: quality
#+ parameters:
#+   - name: words
#+     kind: text
#+     help:
#+       zh: 词
#+       en: words
#+ columns:
#+   - name: text
#+     zh: 文
#+     en: text
"""
BODY = "SELECT ?text { VALUES ?words { UNDEF } BIND (?words AS ?text) }\n"


def test_a_query_file() -> None:
    query = parse("my-query", HEADER + BODY)
    assert (query.topic, query.summary.en, query.text) == ("quality", "a test", BODY)
    assert [(p.name, p.kind, p.required, p.default) for p in query.parameters] == [
        ("words", "text", False, None)
    ]
    assert query.bind({}) == "SELECT ?text {  BIND (?words AS ?text) }\n"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        # a group of its own that begins with the block is a condition, which goes with it
        ("SELECT ?text { { VALUES ?words { UNDEF } ?t ?p ?words } ?t ?q ?text }", "SELECT ?text {  ?t ?q ?text }"),
        ("SELECT ?text { ?t ?q ?text . { VALUES ?words { UNDEF } { ?t ?p ?words } } }", "SELECT ?text { ?t ?q ?text .  }"),
        # the others belong to a word and stay
        ("SELECT ?text { VALUES ?words { UNDEF } ?t ?p ?words ; ?q ?text }", "SELECT ?text {  ?t ?p ?words ; ?q ?text }"),
        ("SELECT ?text { { VALUES ?words { UNDEF } ?t ?p ?words } UNION { ?t ?q ?text } }", "SELECT ?text { {  ?t ?p ?words } UNION { ?t ?q ?text } }"),
        ("SELECT ?text { ?t ?q ?text OPTIONAL { VALUES ?words { UNDEF } ?t ?p ?words } }", "SELECT ?text { ?t ?q ?text OPTIONAL {  ?t ?p ?words } }"),
        ("SELECT ?text { { SELECT ?text { VALUES ?words { UNDEF } ?t ?p ?words } } }", "SELECT ?text { { SELECT ?text {  ?t ?p ?words } } }"),
    ],
)  # fmt: skip
def test_a_condition_goes_with_its_parameter(body: str, left: str) -> None:
    query = parse("my-query", HEADER + body)
    assert query.bind({}) == left
    assert query.bind({"words": [Literal("x")]}) == body.replace("{ UNDEF }", '{ "x" }')


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("#+ topic: quality\n", "", "the #+ header lacks topic"),
        ("quality", "weather", "the topic 'weather' is none of tables"),
        ("#+   en: a test\n", "", "the summary lacks en"),
        ("en: a test", "en: ''", "the summary has no text in en"),
        ("kind: text", "kind: number", "the kind 'number' of parameter 'words' is none of"),
        ("kind: text", "kind: text\n#+     required: maybe", "required of parameter 'words'"),
        ("kind: text", "kind: date\n#+     default: soon", "words must be a day"),
        ("kind: text", "kind: agency\n#+     default: 县司法局", "has no default"),
        ("kind: text", "kind: text\n#+     color: red", "has color, which a named query does not know"),
        ("- name: words", "- name: Words", "the parameter 'Words' must be a word in small letters"),
        ("VALUES ?words { UNDEF }", "", "the parameter 'words' has no place"),
        ("VALUES ?words { UNDEF }", "# VALUES ?words { UNDEF }\n", "the parameter 'words' has no place"),
        ("{ UNDEF }", "{ UNDEF } VALUES ?more { UNDEF }", "VALUES ?more { UNDEF } is the place of a parameter"),
        ("#+ topic: quality", "#+ topic: [", "the #+ header is not YAML"),
        ("SELECT ?text", "INSERT DATA", "INSERT changes the graph"),
        ("BIND", "SERVICE <http://x/> {} BIND", "SERVICE is not allowed"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_in_a_sentence(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "my-query.rq"
    path.write_text((HEADER + BODY).replace(old, new), encoding="utf-8")
    with pytest.raises(QueryError) as error:
        load(path)
    assert says in str(error.value)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["My", "a b", "a--b", "a/b", ""])
def test_names_are_words_joined_by_hyphens(name: str) -> None:
    with pytest.raises(QueryError, match="words in small letters"):
        parse(name, HEADER + BODY)


@given(st.text(min_size=1).filter(str.strip))
def test_a_value_comes_back_as_it_was_given(value: str) -> None:
    """Whatever is typed stays a value: it can't end the string and add to the query."""
    query = parse("my-query", HEADER + BODY)
    try:
        terms = bind(query, {"words": value}, lambda _: [])
    except QueryError as error:
        assert "no text may hold" in str(error)
        return
    rows = list(Store().query(query.bind(terms)))
    assert [row[Variable("text")] for row in rows] == [Literal(value)]


@pytest.mark.parametrize(
    ("name", "given", "bound"),
    [
        ("agency-tasks", {"agency": "县政府办"}, {"青屏县人民政府办公室"}),  # as printed
        ("agency-tasks", {"agency": "青屏县人民政府办公室"}, {"青屏县人民政府办公室"}),  # the full name
        ("agency-tasks", {"agency": " 青屏县人民政府办公室 "}, {"青屏县人民政府办公室"}),  # pasted with spaces
        ("agency-tasks", {"agency": "县 司法局"}, {"青屏县司法局", "县司法局"}),  # differs in spaces alone
        ("agency-tasks", {"agency": "https://w3id.org/gongwen/id/agency/980121/青屏县财政局"}, {"青屏县财政局"}),
        ("document-outline", {"document": "青府办〔2093〕7号"}, {"D1", "D2", "青府办〔2093〕7号"}),  # the notice and its text
        ("document-outline", {"document": "青府办[2093]7号"}, {"D1", "D2", "青府办〔2093〕7号"}),  # other brackets
        ("document-outline", {"document": "《2093年营商环境工作要点》"}, {"D2", "2093年营商环境工作要点"}),
        ("based-on", {"work": "云海省营商环境条例"}, {"云海省营商环境条例"}),  # a law that is not held
    ],
)  # fmt: skip
def test_names_become_nodes(graph: Graph, name: str, given: dict[str, Any], bound: set[str]) -> None:
    (terms,) = bind(named_queries()[name], given, graph._rows).values()
    assert {term.value.rsplit("/", 1)[-1] for term in terms} == bound  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "given", "term"),
    [
        ("agency-load", {"level": "county"}, '"county"'),
        ("agency-load", {"level": "县级"}, '"county"'),
        ("agency-load", {"level": "https://w3id.org/gongwen/ontology#level-county"}, '"county"'),
        ("deadlines-between", {"since": "2093-07-01"}, '"2093-07-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("deadlines-between", {"since": "2093年7月1日"}, '"2093-07-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("deadlines-between", {"since": date(2093, 7, 1)}, '"2093-07-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("documents-of-year", {"year": "2093"}, '"2093"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ],
)  # fmt: skip
def test_values_become_terms(graph: Graph, name: str, given: dict[str, Any], term: str) -> None:
    ((found,),) = bind(named_queries()[name], given, graph._rows).values()
    assert str(found) == term


def test_the_default_stands_where_nothing_is_given(graph: Graph) -> None:
    ((found,),) = bind(named_queries()["overdue"], {}, graph._rows).values()
    assert found.value == date.today().isoformat()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("agency-tasks", {}, "agency-tasks needs the parameter agency: the body"),
        ("agency-tasks", {"agency": "县司法"}, "no body called '县司法'; did you mean 县司法局"),
        ("agency-tasks", {"agency": "月球管理处处"}, "no body called '月球管理处处'"),
        ("agency-tasks", {"agency": "http://example.org/none"}, "the graph knows no http://example.org/none"),
        ("agency-tasks", {"agency": "县司法局", "role": "boss"}, "role must be one of lead (牵头)"),
        ("agency-tasks", {"agency": "县司法局", "color": "red"}, "agency-tasks has no parameter 'color'"),
        ("document-outline", {"document": "青府办〔2093〕8号"}, "did you mean 青府办〔2093〕7号"),
        ("agency-load", {"level": "galactic"}, "level must be one of national (国家级)"),
        ("deadlines-between", {"since": "soon"}, "since must be a day such as 2093-06-30, not 'soon'"),
        ("documents-of-year", {"year": "this"}, "year must be a whole number, not 'this'"),
        ("evidence", {"fact": "T1"}, "fact must be the IRI of something in the graph"),
        ("search-tasks", {"words": "  "}, "words must not be empty"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_told_with_near_names(
    graph: Graph, name: str, given: dict[str, Any], says: str
) -> None:
    with pytest.raises(QueryError) as error:
        graph.query(name, **given)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_an_unknown_query_suggests_near_ones(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"no named query 'agency-task' .*; did you mean agency-tasks"):
        graph.query("agency-task")
