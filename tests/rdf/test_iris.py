"""One place mints every IRI: readable, valid, and never the same for different things."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.model import Span
from kg.rdf import Iris
from kg.rdf.iris import encode

IRIS = Iris()
BASE = "https://w3id.org/gongwen/id/"
NAMES = st.text(st.characters(codec="utf-8"), min_size=1)


@pytest.mark.parametrize(
    ("minted", "expected", "reason"),
    [
        (IRIS.source("ab" * 32), "source/abababababababab", "the first 16 hex digits of the hash"),
        (IRIS.document("ab" * 32, "D1"), "source/abababababababab/D1", "a document stands below its source"),
        (IRIS.evidence("ab" * 32, Span(12, 34)), "source/abababababababab#char=12,34", "RFC 5147"),
        (IRIS.agency("990121", "县财政局"), "agency/990121/县财政局", "Chinese stays as it is"),
        (
            IRIS.agency("990121", "县委宣传部（县新闻办）"),
            "agency/990121/县委宣传部（县新闻办）",
            "full width too",
        ),
        (IRIS.agency("990121", "A/B 局%"), "agency/990121/A%2FB%20局%25", "a slash would make another part"),
        (
            IRIS.numbered_work("国办发〔2022〕8号"),
            "work/国办发〔2022〕8号",
            "the brackets of a 文号 may stand",
        ),
        (
            IRIS.titled_work("990121", "关于“双减”的意见"),
            "work/990121/关于“双减”的意见",
            "and quotation marks",
        ),
        (IRIS.titled_work("990121", '"<{|}>"'), "work/990121/%22%3C%7B%7C%7D%3E%22", "no IRI holds these"),
        (IRIS.agency("990121", ".."), "agency/990121/%2E%2E", "two dots would lead upward"),
        (
            IRIS.agency("990121", "县\u3000局\u200b"),
            "agency/990121/县%E3%80%80局%E2%80%8B",
            "what nobody sees",
        ),
        (IRIS.agency("990121", "\ue000"), "agency/990121/%EE%80%80", "private use is for queries alone"),
        (IRIS.place("511722"), "place/511722", "by the code"),
        (IRIS.software("0.1.0"), "software/0.1.0", "by the version"),
        (IRIS.graph("works"), "graph/works", "a graph of statements about all sources"),
    ],
)
def test_what_is_minted(minted: str, expected: str, reason: str) -> None:
    assert minted == BASE + expected, reason


@given(NAMES)
def test_every_part_is_valid_and_can_be_read_back(name: str) -> None:
    minted = IRIS.agency("990121", name)
    line = f"<{minted}> <urn:p> <{minted}> .".encode()
    triple = next(iter(parse(line, RdfFormat.N_TRIPLES)))  # the strict reader refuses what is no IRI
    assert triple.subject == NamedNode(minted)
    assert unquote(minted.removeprefix(f"{BASE}agency/990121/")) == name


@given(st.tuples(NAMES, NAMES), st.tuples(NAMES, NAMES))
def test_different_bodies_have_different_iris(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (IRIS.agency(*one) == IRIS.agency(*other)) == (one == other)
    assert (IRIS.titled_work(*one) == IRIS.titled_work(*other)) == (one == other)


@given(NAMES, st.tuples(NAMES, NAMES))
def test_a_number_is_never_a_title(number: str, titled: tuple[str, str]) -> None:
    assert IRIS.numbered_work(number) != IRIS.titled_work(*titled)


def test_a_lone_surrogate_is_encoded_too() -> None:
    assert encode("县\ud800") == "县%ED%A0%80"


@pytest.mark.parametrize("base", ["https://example.org/gw/", "urn:gw:", "http://例子.cn/图谱/"])
def test_another_base(base: str) -> None:
    assert Iris(base).place("511722") == f"{base}place/511722"


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("example.org/", "no scheme"),
        ("https://example.org", "names would run into the host"),
        ("https://example.org/a b/", "a space"),
        ("https://example.org/>/", "would end the IRI"),
        ("https://example.org/#/", "evidence needs the fragment"),
        ("", "nothing"),
    ],
)
def test_a_bad_base_is_refused(base: str, reason: str) -> None:
    with pytest.raises(ValueError, match="must be an absolute IRI"):
        Iris(base)
