"""The small parts: negotiation, data sets of queries, addresses, marked texts, search."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import Iris
from kg.sparql.errors import QueryError
from kg.web.dataset import named_in
from kg.web.entities.task import differences
from kg.web.links import page_of
from kg.web.marking import Mark, cut
from kg.web.negotiation import choose

WEB = Path(__file__).parents[2] / "kg" / "web"


@pytest.mark.parametrize(
    "accept, chosen",
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/*;q=0.5, text/turtle", "text/turtle"),
        ("text/html;q=0, */*", "text/turtle"),  # the most special range decides
        ("application/ld+json;q=0.9, text/turtle;q=0.8", "application/ld+json"),
        ("TEXT/TURTLE ; Q=1.0", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=nonsense", None),
        ("nonsense", "text/html"),  # no range at all
    ],
)
def test_negotiation(accept, chosen):
    assert choose(accept, ["text/html", "text/turtle", "application/ld+json"]) == chosen


@pytest.mark.parametrize(
    "query, graphs",
    [
        ("SELECT * { ?s ?p ?o }", []),
        ("SELECT * FROM <http://a/b> FROM NAMED <http://c/d> { ?s ?p ?o }", ["http://a/b", "http://c/d"]),
        ("PREFIX x: <http://a/> ASK from x:b {}", ["http://a/b"]),
        ("BASE <http://a/> PREFIX x: <y/> SELECT * FROM <c> FROM x:b {}", ["http://a/c", "http://a/y/b"]),
        ('SELECT * { ?s ?p "FROM <http://a/b>" } # FROM <http://c/d>', []),
        ("SELECT ?from { ?from ?p <http://a/from> }", []),
    ],
)
def test_the_graphs_that_a_query_names(query, graphs):
    assert named_in(query) == graphs


@pytest.mark.parametrize("query", ["ASK FROM x:b {}", r"ASK FROM <http://a/\u0062> {}", "ASK FROM"])
def test_a_graph_that_cant_be_told_is_refused(query):
    with pytest.raises(QueryError, match="FROM"):
        named_in(query)


# the address is built by quoting and read by unquoting once: every IRI must come back
@given(st.text(min_size=1).filter(lambda text: text.strip("./")))
def test_every_iri_of_ours_comes_back_from_its_address(name):
    from urllib.parse import unquote, urlsplit

    iris = Iris()
    iri = iris.agency("500231", name)
    address = page_of(iri, iris.base)
    parts = urlsplit(address)
    assert not parts.query
    assert not parts.fragment
    assert iris.base + unquote(parts.path).removeprefix("/id/") == iri
    assert not re.search(r"[^\x21-\x7e]", address)


def test_a_place_in_a_text_and_a_foreign_iri_have_addresses_too():
    base = Iris().base
    assert page_of(f"{base}source/ab#char=12,34", base) == "/id/source/ab?at=12"
    assert (
        page_of("http://a.example/?x=1&y=2", base)
        == "/describe?iri=http%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D2"
    )


@st.composite
def marked(draw):
    text = draw(st.text(min_size=1, max_size=40))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    found = draw(st.lists(spans, max_size=12))
    return text, [Mark(f"F{i}", "task", a, b) for i, (a, b) in enumerate(found) if a < b]


@given(marked())
def test_marked_pieces_join_to_the_text_and_cover_each_fact(case):
    text, marks = case
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        covered = [p for p in pieces if mark in p.marks]
        assert "".join(p.text for p in covered) == text[mark.start : mark.end]
        assert [p.start for p in pieces if mark.fact in p.begins] == [mark.start]


def test_the_narrowest_mark_comes_last():
    wide, narrow = Mark("T1", "task", 0, 6), Mark("L1", "deadline", 2, 4)
    assert [tuple(m.fact for m in p.marks) for p in cut("0123456789", [narrow, wide])] == [
        ("T1",), ("T1", "L1"), ("T1",), (),
    ]  # fmt: skip


def test_differences_tell_words_not_punctuation():
    here, there = differences("逐项核对,4月底前公布目录。", "逐项核对，6月底前公布目录。")
    assert [text for text, same in here if not same] == ["4"]
    assert [text for text, same in there if not same] == ["6"]
    assert "".join(text for text, _ in there) == "逐项核对，6月底前公布目录。"


def keys(language):
    return json.loads((WEB / "texts" / f"{language}.json").read_text("utf-8"))


def test_both_languages_have_the_same_texts():
    zh, en = keys("zh"), keys("en")
    assert zh.keys() == en.keys()
    for key in zh:
        assert re.findall(r"{\w+}", zh[key]).sort() == re.findall(r"{\w+}", en[key]).sort()
        assert zh[key].strip()
        assert en[key].strip()


def test_every_text_that_a_template_names_is_there():
    known = keys("zh")
    for template in (WEB / "templates").glob("*.html"):
        for key in re.findall(r"\bt\('([a-z_.0-9]+)'(?! ~)", template.read_text("utf-8")):
            assert key in known, f"{template.name}: {key}"


def test_no_page_holds_a_script_or_style_of_its_own():
    for template in (WEB / "templates").glob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), template.name
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or 'type="application/json"' in script
        assert "|safe" not in text
