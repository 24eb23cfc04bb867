from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, Store, parse_query_results

from kg.sparql import Answer, Graph, GraphError
from kg.sparql.answer import AnswerFormat
from kg.sparql.writers import display_width

XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = 'a|b,"c"\n<script>\x1b[31m[x](javascript:1)\u202e`*_'


def answer(*rows: tuple[object, ...], columns: tuple[str, ...] = ("a", "b")) -> Answer:
    return Answer("select", columns, [tuple(r) for r in rows], "SELECT")  # type: ignore[misc]


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (NamedNode("http://x/县"), "http://x/县"),
        (Literal("县"), "县"),
        (Literal("county", language="en"), "county"),
        (typed("007", "integer"), 7),
        (typed("1.5", "decimal"), 1.5),
        (typed("true", "boolean"), True),
        (typed("2093-06-30", "date"), date(2093, 6, 30)),
        (typed("2093-06-31", "date"), "2093-06-31"),  # no such day: the text stays
        (typed("2093-06-30Z", "date"), "2093-06-30Z"),  # a day with a zone is no plain day
        (typed("P3M", "duration"), "P3M"),
        (typed("many", "integer"), "many"),
        (None, None),
    ],
)
def test_plain_values(term: object, value: object) -> None:
    ((found,),) = answer((term,), columns=("a",)).rows
    assert (found, type(found)) == (value, type(value))


def test_csv_is_rfc_4180() -> None:
    text = answer((Literal(HOSTILE), typed("true", "boolean")), (None, typed("2093-06-30", "date"))).render(
        "csv"
    )
    assert text.startswith("a,b\r\n")
    assert text.endswith(",2093-06-30\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [HOSTILE, "true"]


@pytest.mark.parametrize(
    ("form", "reads"), [("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)]
)
def test_json_and_tsv_read_back_as_the_same_terms(form: AnswerFormat, reads: QueryResultsFormat) -> None:
    rows = [
        (Literal(HOSTILE + "\t\\"), NamedNode("http://x/县")),
        (Literal("county", language="en"), typed("5", "integer")),
        (None, typed("P3M", "duration")),
    ]
    found = parse_query_results(answer(*rows).render(form), reads)
    assert [tuple(solution) for solution in found] == rows  # type: ignore[union-attr]


def test_json_of_an_ask() -> None:
    assert json.loads(Answer("ask", ("answer",), [], "ASK {}", True).render("json"))["boolean"] is True


def test_markdown_escapes_what_would_be_markup() -> None:
    text = answer((Literal(HOSTILE), Literal("x"))).render("markdown")
    assert len(text.splitlines()) == 3
    row = text.splitlines()[2]
    assert row.replace("\\|", "").count("|") == 3
    assert "&lt;script&gt;" in row
    assert "\x1b" not in row
    assert "\\[x\\]" in row


def test_the_table_aligns_wide_characters() -> None:
    text = answer((Literal("县司法局"), Literal("x")), (Literal("abc"), Literal("y"))).render("table")
    lines = text.splitlines()
    assert [display_width(line[: line.index(c)]) for line, c in zip(lines[2:], "xy", strict=True)] == [10, 10]


def test_the_table_fits_the_terminal_and_shortens_iris_first() -> None:
    long = NamedNode("https://example.org/" + "很长" * 30 + "/T1")
    text = answer((Literal("县司法局牵头负责清理"), long)).render("table", 40)
    assert all(display_width(line) <= 40 for line in text.splitlines())
    assert "县司法局牵头负责清理" in text
    assert "/T1" in text


def test_a_table_too_narrow_for_its_columns_becomes_blocks() -> None:
    columns = tuple(f"column{n}" for n in range(9))
    text = answer(tuple(Literal("很长的内容" * 9) for _ in columns), columns=columns).render("table", 60)
    assert [line.split()[0] for line in text.splitlines()] == list(columns)
    assert all(display_width(line) <= 60 for line in text.splitlines())


def test_the_table_can_not_steer_the_terminal() -> None:
    text = answer((Literal(HOSTILE), Literal("x"))).render("table")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text.splitlines()) == 3


def test_an_empty_answer_keeps_its_head() -> None:
    empty = answer()
    assert (len(empty), bool(empty)) == (0, False)
    assert empty.render("csv") == "a,b\r\n"
    assert empty.render("table", 80).splitlines()[0] == "a  b"


def test_pandas(graph: Graph) -> None:
    frame = graph.query("deadlines").to_pandas()
    assert "task" in frame.columns
    assert len(frame) == 7


def test_turtle_needs_statements(graph: Graph) -> None:
    with pytest.raises(GraphError, match="ask with CONSTRUCT"):
        graph.query("tasks").render("turtle")
    made = graph.query("CONSTRUCT { ?s a ?o } { ?s a ?o }")
    store = Store()
    from pyoxigraph import RdfFormat

    store.load(made.render("turtle").encode(), RdfFormat.TURTLE)
    assert len(store) == len(made) > 0
    assert made.render("turtle") == graph.query("CONSTRUCT { ?s a ?o } { ?s a ?o }").render("turtle")


def test_an_unknown_format(graph: Graph) -> None:
    with pytest.raises(GraphError, match="there is no format 'xlsx'"):
        graph.query("tasks").render("xlsx")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, [1, 2, 3]),
        ({"b": ["x"]}, [1, 3]),
        ({"b": ["x", ""]}, [1, 2, 3]),  # an empty cell is the text of nothing
        ({"b": ["x"], "a": ["3", "2"]}, [3]),  # values as a table shows them
        ({"b": ["nowhere"]}, []),
    ],
)
def test_rows_are_left_by_the_values_of_columns(chosen: dict[str, list[str]], left: list[int]) -> None:
    whole = answer(
        (typed("1", "integer"), Literal("x")),
        (typed("2", "integer"), None),
        (typed("3", "integer"), Literal("x")),
    )
    assert [row[0] for row in whole.where(chosen)] == left
    with pytest.raises(GraphError, match="no column c"):
        whole.where({"c": ["x"]})
