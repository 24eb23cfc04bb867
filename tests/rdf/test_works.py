"""Which citations and documents are one work."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from kg.model import KnownWork
from kg.rdf import Iris, WorkRow, identify, source_quads, stored_rows, work_quads
from kg.rdf.identity import NumberParts, canonical_number, canonical_title, number_parts
from kg.rdf.namespaces import concept, eli, gw

if TYPE_CHECKING:
    from conftest import Records

IRIS = Iris()
COUNTY, OTHER = IRIS.place("990121"), IRIS.place("990122")
NATIONAL = concept("level", "national")
BASIS, MENTIONS = concept("relation", "basis"), concept("relation", "mentions")
ID = IRIS.base


def cited(
    node: str,
    title: str | None,
    number: str | None = None,
    place: str | None = COUNTY,
    level: str | None = None,
) -> WorkRow:
    return WorkRow(node, "urn:citing", BASIS, title, number, level, place)


@pytest.mark.parametrize(
    ("printed", "canonical", "parts", "reason"),
    [
        (
            "国办发〔2093〕8号",
            "国办发〔2093〕8号",
            NumberParts("国办发", 2093, 8),
            "as the regulation has it",
        ),
        ("国办发[2093]8号", "国办发〔2093〕8号", NumberParts("国办发", 2093, 8), "square brackets"),
        (
            "国办发（２０９３）８ 号",
            "国办发〔2093〕8号",
            NumberParts("国办发", 2093, 8),
            "full width, a space",
        ),
        (
            "国办发〔2093〕08号",
            "国办发〔2093〕8号",
            NumberParts("国办发", 2093, 8),
            "a serial has no leading zero",
        ),
        ("国办发〔2093〕第8号", "国办发〔2093〕8号", NumberParts("国办发", 2093, 8), "nor a 第"),
        ("国办发〔2093〕8", "国办发〔2093〕8号", NumberParts("国办发", 2093, 8), "a forgotten 号"),
        ("国务院令第９９９号", "国务院令第999号", None, "an order counts on and has no year"),
        ("〔2093〕8号", "〔2093〕8号".replace("〔", "（").replace("〕", "）"), None, "no agency code"),
    ],
)
def test_a_number_in_its_parts(printed: str, canonical: str, parts: NumberParts | None, reason: str) -> None:
    assert canonical_number(printed) == canonical, reason
    assert number_parts(printed) == parts, reason


def test_a_title_has_one_spelling() -> None:
    spellings = [
        "关于“十大”要点（试行）的通知",
        '关于"十大"要点(试行)的通知',
        "关于 “十大”要点（试行）的通知",
    ]
    assert {canonical_title(title) for title in spellings} == {"关于”十大”要点（试行）的通知"}


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ([cited("a", "甲办法", "白政办〔2093〕7号"), cited("b", None, "白政办[2093]7号")],
         {"a": "work/白政办〔2093〕7号", "b": "work/白政办〔2093〕7号"}, "one number is one work"),
        ([cited("a", "甲办法", "白政办〔2093〕7号"), cited("b", "甲办法", "白政办〔2093〕8号")],
         {"a": "work/白政办〔2093〕7号", "b": "work/白政办〔2093〕8号"}, "one title with two numbers is two"),
        ([cited("a", "甲办法", "白政办〔2093〕7号"), cited("b", "甲办法")],
         {"a": "work/白政办〔2093〕7号", "b": "work/白政办〔2093〕7号"}, "a title takes its only number"),
        ([cited("a", "甲办法", "白政办〔2093〕7号"), cited("b", "甲办法", "白政办〔2093〕8号"), cited("c", "甲办法")],
         {"a": "work/白政办〔2093〕7号", "b": "work/白政办〔2093〕8号", "c": "work/990121/甲办法"},
         "but none of two"),
        ([cited("a", "甲办法", "白政办〔2093〕7号"), cited("b", "甲办法", place=OTHER)],
         {"a": "work/白政办〔2093〕7号", "b": "work/990122/甲办法"}, "the same title in another place is another work"),
        ([cited("a", "甲办法", "白政办〔2093〕7号"), cited("b", "甲办法", place=None)],
         {"a": "work/白政办〔2093〕7号", "b": "work/unplaced/甲办法"}, "nor is a place guessed"),
        ([cited("a", "关于印发甲办法的通知", "白政办〔2093〕7号"), cited("b", "甲办法")],
         {"a": "work/白政办〔2093〕7号", "b": "work/990121/甲办法"}, "a title within a title is no link"),
        ([cited("a", "甲（乙）法", place=None, level=NATIONAL), cited("b", "甲(乙)法", place=None, level=NATIONAL)],
         {"a": "work/100000/甲（乙）法", "b": "work/100000/甲（乙）法"}, "a national work needs no place"),
        ([cited("a", None)], {}, "nothing is known"),
    ],
)  # fmt: skip
def test_which_work_it_is(rows: list[WorkRow], expected: dict[str, str], reason: str) -> None:
    assert identify(rows, IRIS) == {node: ID + work for node, work in expected.items()}, reason


def held(
    node: str, title: str, number: str | None = None, place: str | None = COUNTY, **more: Any
) -> WorkRow:
    """A document itself; its source is what stands before the last slash of its node."""
    return WorkRow(node, node, None, title, number, None, place, **more)


OPEN = IRIS.place("open-鼓楼区")


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ([held("s/a", "方案", year=2092), held("t/b", "方案", year=2093)],
         {"s/a": "work/990121/2092/方案", "t/b": "work/990121/2093/方案"}, "each year has its own"),
        ([held("s/a", "方案", year=2093), held("t/b", "方案", year=2093)],
         {"s/a": "work/990121/方案", "t/b": "work/990121/方案"}, "the same year: the same work"),
        ([held("s/a", "方案", year=2093, notice="白政办〔2093〕7号"), held("t/b", "方案", year=2093, notice="白政办〔2093〕8号")],
         {"s/a": "work/990121/白政办〔2093〕7号/方案", "t/b": "work/990121/白政办〔2093〕8号/方案"},
         "two notices promulgate two texts"),
        ([held("s/a", "甲办法", "白政办〔2093〕7号", year=2093), held("t/b", "甲办法", year=2093)],
         {"s/a": "work/白政办〔2093〕7号", "t/b": "work/白政办〔2093〕7号"}, "a copy that lost its number"),
        ([held("s/a", "甲办法", "白政办〔2093〕7号", year=2093), held("t/b", "甲办法", year=2092)],
         {"s/a": "work/白政办〔2093〕7号", "t/b": "work/990121/2092/甲办法"}, "the one of the year before is none"),
        ([held("s/a", "方案", year=2092), held("t/b", "方案", year=2094),
          WorkRow("u/c/C1", "u/c", BASIS, "方案", None, None, COUNTY, None, 2093)],
         {"s/a": "work/990121/2092/方案", "t/b": "work/990121/2094/方案", "u/c/C1": "work/990121/2092/方案"},
         "what is cited was there before"),
        ([held("s/a", "方案", place=OPEN), held("t/b", "方案", place=OPEN)],
         {"s/a": "work/s/方案", "t/b": "work/t/方案"}, "a name of several places is another one in each source"),
    ],
)  # fmt: skip
def test_which_work_a_document_is(rows: list[WorkRow], expected: dict[str, str], reason: str) -> None:
    assert identify(rows, IRIS) == {node: ID + work for node, work in expected.items()}, reason


LAW = KnownWork(
    "中华人民共和国甲法", None, date(2090, 1, 1), "全国人民代表大会", date(2091, 1, 1), "乙法典", ""
)
CODE = KnownWork("乙法典", None, date(2092, 1, 1), "全国人民代表大会", None, None, "")


def known(title: str | None, number: str | None) -> KnownWork | None:
    return {"甲法": LAW, "中华人民共和国甲法": LAW, "乙法典": CODE}.get(title or "")


def test_a_listed_work_is_one_under_both_its_titles_and_has_the_tables_data() -> None:
    rows = [
        cited("urn:c1", "甲法", place=None, level=NATIONAL),
        cited("urn:c2", "中华人民共和国甲法", place=None, level=NATIONAL),
    ]
    work = IRIS.titled_work("100000", LAW.title)
    assert set(identify(rows, IRIS, known).values()) == {work}
    said = facts_of(work_quads(rows, IRIS, known), work)
    after = IRIS.titled_work("100000", "乙法典")
    assert {
        (eli.title, LAW.title),
        (eli.title_alternative, "甲法"),
        (eli.date_document, "2090-01-01"),
        (eli.first_date_entry_in_force, "2091-01-01"),
        (eli.in_force, getattr(eli, "InForce-notInForce")),
        (eli.repealed_by, after),
        (gw.listed, "true"),
        (gw.issuerName, "全国人民代表大会"),
    } <= said
    assert (eli.title, "乙法典") in facts_of(work_quads(rows, IRIS, known), after)


def test_a_countys_own_rule_is_not_the_listed_law_of_that_title() -> None:
    row = cited("urn:c1", "甲法", place=COUNTY)
    assert identify([row], IRIS, known) == {"urn:c1": IRIS.titled_work("990121", "甲法")}


@pytest.mark.parametrize(
    ("rows", "copies", "reason"),
    [
        ([held("s/a", "甲办法", "白政办〔2093〕7号"), held("t/b", "甲办法", "白政办〔2093〕7号")], {"s/a": "t/b"},
         "the one that tells more is the original"),
        ([held("s/a", "甲办法", "白政办〔2093〕7号"), held("t/b", "白石县关于甲办法", "白政办〔2093〕7号")],
         {"s/a": "t/b"}, "one site prints the issuer before the title"),
        ([held("s/a", "丙方案", "白政办〔2093〕7号"), held("t/b", "甲办法", "白政办〔2093〕7号")], {},
         "one number over two titles is a misprint"),
        ([held("s/a", "甲办法", "白政办〔2093〕7号"), held("s/b", "甲办法", "白政办〔2093〕7号")], {},
         "two documents of one file are no copies"),
        ([held("s/a", "甲办法", "白政办〔2093〕7号")], {}, "one alone"),
    ],
)  # fmt: skip
def test_copies(rows: list[WorkRow], copies: dict[str, str], reason: str) -> None:
    quads = work_quads(rows, IRIS, size={"s/a": 1, "s/b": 1, "t/b": 2}.__getitem__)
    found = {
        q.subject.value: q.object.value
        for q in parse(quads.replace(b"<s/", b"<urn:s/").replace(b"<t/", b"<urn:t/"), RdfFormat.N_QUADS)
        if q.predicate.value == eli.is_another_publication_of
    }
    assert found == {f"urn:{copy}": f"urn:{original}" for copy, original in copies.items()}, reason


ROWS = st.lists(
    st.builds(
        WorkRow,
        st.integers(0, 9).map(lambda n: f"urn:c{n}"),
        st.just("urn:d"),
        st.sampled_from([None, BASIS, MENTIONS]),
        st.sampled_from([None, "甲", "甲(乙)", "甲（乙）", "丙"]),
        st.sampled_from([None, "国发〔2093〕1号", "国发[2093]1号", "国发〔2093〕2号"]),
        st.sampled_from([None, NATIONAL]),
        st.sampled_from([None, COUNTY, OTHER]),
    ),
    unique_by=lambda row: row.node,
)


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[WorkRow], chance: random.Random) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert work_quads(rows, IRIS) == work_quads(shuffled, IRIS)


@given(ROWS)
def test_each_work_has_one_title_at_most(rows: list[WorkRow]) -> None:
    titled = [
        q.subject for q in parse(work_quads(rows, IRIS), RdfFormat.N_QUADS) if q.predicate.value == eli.title
    ]
    assert len(titled) == len(set(titled))


def facts_of(quads: bytes, subject: str) -> set[tuple[str, str]]:
    return {
        (q.predicate.value, q.object.value)
        for q in parse(quads, RdfFormat.N_QUADS)
        if q.subject.value == subject
    }


def test_what_a_work_says() -> None:
    rows = [
        WorkRow(
            "urn:d1",
            "urn:d1",
            None,
            "关于印发甲办法的通知",
            "白政办〔2093〕7号",
            concept("level", "county"),
            COUNTY,
        ),
        cited("urn:c1", "甲办法", "白政办[2093]7号", place=None),
        cited("urn:c2", "甲办法", "白政办〔2093〕7号"),
    ]
    work = IRIS.numbered_work("白政办〔2093〕7号")
    quads = work_quads(rows, IRIS)
    described = facts_of(quads, work)
    assert {pair for pair in described if "#type" not in pair[0]} == {
        (eli.title, "关于印发甲办法的通知"),  # the held document's own title comes first
        (eli.title_alternative, "甲办法"),
        (eli.id_local, "白政办〔2093〕7号"),
        (gw.agencyCode, "白政办"),
        (gw.year, "2093"),
        (gw.serial, "7"),
        (gw.level, concept("level", "county")),
        (eli.jurisdiction, COUNTY),
        (gw.held, "true"),
    }
    assert facts_of(quads, "urn:d1") == {(gw.work, work)}
    assert facts_of(quads, "urn:citing") == {(eli.based_on, work)}


def test_a_text_that_names_its_own_number_does_not_rest_on_itself() -> None:
    own = WorkRow("urn:d", "urn:d", None, "甲", "国发〔2093〕1号")
    citing = WorkRow("urn:c", "urn:d", BASIS, None, "国发〔2093〕1号")
    work = IRIS.numbered_work("国发〔2093〕1号")
    assert facts_of(work_quads([own, citing], IRIS), "urn:d") == {(gw.work, work)}
    assert facts_of(work_quads([own, citing], IRIS), "urn:c") == {(gw.citedWork, work)}


def test_the_rows_of_a_store(records: Records) -> None:
    store = Store()
    store.load(source_quads(records.facts, records.iris), RdfFormat.N_QUADS)
    source = records.iris.source(records.facts.source.sha256)
    county = concept("level", "county")
    expected = [
        WorkRow(f"{source}/D1", f"{source}/D1", None, "白石县人民政府办公室关于印发2093年政务公开工作要点的通知",
                "白政办〔2093〕7号", county, COUNTY, year=2093),
        WorkRow(f"{source}/D2", f"{source}/D2", None, "2093年政务公开工作要点", None, county, COUNTY,
                year=2093, notice="白政办〔2093〕7号"),
        WorkRow(f"{source}/D2/C1", f"{source}/D2", BASIS, "政务公开条例", None, NATIONAL, IRIS.place("100000"), "国务院", 2093),
        WorkRow(f"{source}/D2/C2", f"{source}/D2", concept("relation", "implements"), '云岭省政务公开"十大"要点',
                "云政办发〔2093〕2号", concept("level", "provincial"), IRIS.place("990000"), "云岭省人民政府办公厅", 2093),
    ]  # fmt: skip
    assert list(stored_rows(store)) == expected


def test_the_works_graph_itself_is_no_row(records: Records) -> None:
    store = Store()
    store.load(source_quads(records.facts, records.iris), RdfFormat.N_QUADS)
    rows = list(stored_rows(store))
    store.load(work_quads(rows, records.iris), RdfFormat.N_QUADS)
    assert list(stored_rows(store)) == rows
    held = store.quads_for_pattern(None, NamedNode(gw.held), None)
    assert {q.object for q in held} == {Literal(True)}
