"""Each shape has a case that it finds, and the records of conftest.py keep to all but what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from kg.rdf import Finding, Iris, agency_quads, source_quads, stored_rows, validate, work_quads
from kg.rdf.validation import Severity

if TYPE_CHECKING:
    from conftest import Records

IRIS = Iris()
SOURCE = IRIS.source("0123456789abcdef")
PREFIXES = f"""
PREFIX gw: <https://w3id.org/gongwen/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX s: <{SOURCE}/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
PLAN = "2093年政务公开工作要点"
NOTICE = "白石县人民政府办公室关于印发2093年政务公开工作要点的通知"
NO_LEAD = Finding(
    "通知/白石.txt", PLAN, "info", f"{SOURCE}/D2/T2", "任务没有牵头单位", "no body leads the task"
)
UNKNOWN = Finding(
    None,
    None,
    "info",
    IRIS.agency("990121", "县教育局"),
    "机关名称未能识别",
    "the body's full name is not known",
)


@pytest.fixture
def store(records: Records) -> Store:
    store = Store()
    store.load(source_quads(records.facts, IRIS), RdfFormat.N_QUADS)
    store.load(agency_quads(records.facts, IRIS), RdfFormat.N_QUADS)
    store.load(work_quads(stored_rows(store), IRIS), RdfFormat.N_QUADS)
    return store


def test_sound_records_show_only_what_is_loose_in_them(store: Store) -> None:
    assert list(validate(store, IRIS)) == [NO_LEAD, UNKNOWN]


def without(triple: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{SOURCE}> {{ {triple} }} }}"


def adding(triple: str) -> str:
    return f"INSERT DATA {{ GRAPH <{SOURCE}> {{ {triple} }} }}"


@pytest.mark.parametrize(
    ("change", "severity", "document", "node", "message"),
    [
        (without("?e oa:exact '8月底前'"), "violation", PLAN, "#char", "the evidence has no quote"),
        (without("?e oa:exact '白石县人民政府办公室'"), "violation", NOTICE, "#char", "the evidence has no quote"),
        (without("s:D2\\/T1\\/A1 gw:evidence ?e"), "violation", PLAN, "/D2/T1/A1", "the assignment has no evidence"),
        (without("s:D2\\/T1 gw:evidence ?e"), "violation", PLAN, "/D2/T1", "the task has no evidence"),
        (without("s:D2\\/T1 gw:text ?t"), "violation", PLAN, "/D2/T1", "the task has no text"),
        (without("s:D2\\/T1\\/L1 gw:evidence ?e"), "violation", PLAN, "/D2/T1/L1", "the deadline has no evidence"),
        (without("s:D2\\/C1 gw:evidence ?e"), "violation", PLAN, "/D2/C1", "the citation has no evidence"),
        (without("s:D2\\/C1 gw:citedTitle ?t"), "violation", PLAN, "/D2/C1", "the citation has neither title nor number"),
        (without("s:D1\\/P1 gw:evidence ?e"), "violation", NOTICE, "/D1/P1", "the party has no evidence"),
        (without("s:D1 eli:title ?t"), "violation", "", "/D1", "a document has exactly one title"),
        (without("s:D1 gw:evidence ?e"), "violation", NOTICE, "/D1", "the document has no evidence"),
        (without(f"<{SOURCE}> gw:sha256 ?h"), "violation", None, "", "a source has exactly one SHA-256 hash"),
        (adding("s:D2\\/T1\\/A1 gw:role gw:role-boss"), "violation", PLAN, "/D2/T1/A1",
         "the role is lead, responsible, cooperate or supervise"),
        (adding("s:D1\\/P1 gw:role gw:role-lead"), "violation", NOTICE, "/D1/P1",
         "the role is issuer, addressee or copied to"),
        (adding("s:D2\\/C1 gw:relation gw:relation-likes"), "violation", PLAN, "/D2/C1",
         "the relation is basis, implements or mentions"),
        (adding("s:D1 eli:id_local '白政办〔2093〕9号'"), "violation", NOTICE, "/D1", "the document has several numbers"),
        (adding("s:D2\\/T1\\/L1 gw:deadlineKind gw:deadline-soon"), "violation", PLAN, "/D2/T1/L1",
         "the kind of deadline is not in the list"),
        (without("s:D2\\/T1\\/L1 gw:due ?d"), "warning", PLAN, "/D2/T1/L1", "a deadline by a day has no last day"),
        (without("s:D2\\/T1\\/L1 gw:deadlineKind ?k") + ";" + adding("s:D2\\/T1\\/L1 gw:deadlineKind gw:deadline-within"),
         "warning", PLAN, "/D2/T1/L1", "a deadline within a time has no duration"),
        (without("s:D2\\/T1\\/L1 gw:due ?d") + ";" + adding("s:D2\\/T1\\/L1 gw:due '2093-04-02'^^xsd:date"),
         "warning", PLAN, "/D2/T1/L1", "the deadline lies before the date of the promulgating document"),
        (adding("s:D2 eli:date_document '2093-09-01'^^xsd:date"), "warning", PLAN, "/D2/T1/L1",
         "the deadline lies before its document's date"),
        (without("s:D1 eli:date_publication ?d") + ";" + adding("s:D1 eli:date_publication '2093-04-02'^^xsd:date"),
         "warning", NOTICE, "/D1", "the document was published before it was signed"),
        (without("s:D1 eli:passed_by ?a"), "warning", PLAN, "/D2",
         "neither the document nor the one that promulgates it has an issuer"),
        (without("s:D1 eli:date_document ?d"), "info", PLAN, "/D2",
         "neither the document nor the one that promulgates it is dated"),
        (without("s:D1 gw:level ?l"), "info", NOTICE, "/D1", "the document's level is not known"),
        (without("s:D1 eli:id_local ?n") + ";" + adding("s:D1 eli:id_local '第七号'"), "info", NOTICE, "/D1",
         "the number is not written as agency code, year and serial"),
        (adding(f"s:D2\\/T1 gw:cooperatingBody <{IRIS.agency('990121', '白石县财政局')}>"), "info", PLAN, "/D2/T1",
         "the same body leads the task and cooperates in it"),
        (adding(f"s:D2\\/T1 gw:responsibleBody <{IRIS.agency('990121', '县教育局')}>"), "info", PLAN, "/D2/T1",
         "the same body is responsible for the task and cooperates in it"),
    ],
)  # fmt: skip
def test_a_fault_is_found_once_and_where_it_is(
    store: Store, change: str, severity: Severity, document: str | None, node: str, message: str
) -> None:
    store.update(PREFIXES + change)
    sound = {NO_LEAD, UNKNOWN}
    found = [
        f for f in validate(store, IRIS) if f not in sound and f.message_en == message and node in f.node
    ]
    assert found, message
    assert {(f.severity, f.document, f.source) for f in found} == {(severity, document, "通知/白石.txt")}
    assert all(f.message_zh for f in found)


@pytest.mark.parametrize(
    ("graph", "triple", "severity", "message"),
    [
        ("agencies", f"<{IRIS.agency('990121', '白石县财政局')}> a gw:Court", "warning",
         "the body does not have exactly one kind"),
        ("agencies", f"<{IRIS.agency('990121', '白石县财政局')}> skos:prefLabel '财政'", "violation",
         "a body has exactly one name"),
        ("agencies", f"<{IRIS.agency('990121', '白石县财政局')}> gw:system gw:system-教育", "warning",
         "the body belongs to several lines of work"),
        ("works", f"<{IRIS.numbered_work('白政办〔2093〕7号')}> eli:title_alternative '另一题名'", "info",
         "one number is cited under different titles"),
    ],
)  # fmt: skip
def test_a_fault_of_the_shared_graphs(
    store: Store, graph: str, triple: str, severity: Severity, message: str
) -> None:
    store.update(f"{PREFIXES} INSERT DATA {{ GRAPH <{IRIS.base}graph/{graph}> {{ {triple} }} }}")
    found = [f for f in validate(store, IRIS) if f not in (NO_LEAD, UNKNOWN)]
    assert {(f.severity, f.message_en, f.source, f.document) for f in found} == {
        (severity, message, None, None)
    }


def test_an_empty_graph_has_no_findings() -> None:
    assert list(validate(Store(), IRIS)) == []


TRACE = f"""
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#> PREFIX prov: <http://www.w3.org/ns/prov#>
INSERT DATA {{ GRAPH <{IRIS.graph("trace")}> {{
  <urn:one> a gw:Lineage ; gw:descendant s:D1 ; gw:ancestor <urn:work> ; gw:relation gw:relation-basis ;
    gw:method gw:method-citation ; gw:steps 1 ; itsrdf:taConfidence 0.95e0 ; prov:wasDerivedFrom <urn:citation> .
  <urn:far> a gw:Lineage ; gw:descendant s:D1 ; gw:ancestor <urn:law> ; gw:relation gw:relation-basis ;
    gw:method gw:method-reissue ; gw:steps 2 ; itsrdf:taConfidence 0.8e0 ; gw:via <urn:work> .
  <urn:like> a gw:Likeness ; gw:descendant <urn:task> ; gw:ancestor <urn:above> ; gw:relation gw:likeness-follows ;
    gw:method gw:method-wording ; itsrdf:taConfidence 0.7e0 .
  <urn:cycle> a gw:Cycle ; gw:cycleMember s:D1 , s:D2 .
}} }}"""


@pytest.mark.parametrize(
    ("gone", "put", "node", "message"),
    [
        ("", "", "", ""),  # as it stands it is sound
        ("<urn:one> gw:ancestor <urn:work>", "", "one", "lineage has exactly one ancestor"),
        (
            "",
            "<urn:one> gw:ancestor s:D1",  # its own ancestor, and a second one
            "one",
            "lineage has exactly one descendant, which is not its own ancestor",
        ),
        (
            "<urn:one> prov:wasDerivedFrom <urn:citation>",
            "",
            "one",
            "lineage of one step has no evidence, or of several steps no way",
        ),
        (
            "<urn:far> gw:via <urn:work>",
            "<urn:far> prov:wasDerivedFrom <urn:citation>",  # what shows one step is no way of two
            "far",
            "lineage of one step has no evidence, or of several steps no way",
        ),
        (
            "<urn:one> gw:relation gw:relation-basis",
            "<urn:one> gw:relation gw:relation-mentions",
            "one",
            "the relation of lineage is basis or implements",
        ),
        (
            "<urn:far> gw:method gw:method-reissue",
            "<urn:far> gw:method gw:method-wording",
            "far",
            "lineage names the method that tells of it",
        ),
        ("<urn:one> gw:steps 1", "", "one", "lineage says of how many steps it is"),
        (
            "<urn:like> itsrdf:taConfidence 0.7e0",
            "<urn:like> itsrdf:taConfidence 1.2e0",
            "like",
            "the confidence is one number from 0 to 1",
        ),
        (
            "<urn:like> gw:relation gw:likeness-follows",
            "",
            "like",
            "likeness is following or standing side by side",
        ),
        ("<urn:like> gw:method gw:method-wording", "", "like", "likeness names the method that tells of it"),
        ("<urn:like> gw:ancestor <urn:above>", "", "like", "likeness has exactly one earlier task"),
        ("<urn:cycle> gw:cycleMember s:D1", "", "cycle", "a cycle has at least two texts"),
    ],
)
def test_the_shapes_of_what_was_derived(store: Store, gone: str, put: str, node: str, message: str) -> None:
    store.update(PREFIXES + TRACE)
    prefixes = PREFIXES + TRACE.partition("INSERT")[0]
    store.update(f"{prefixes} DELETE DATA {{ GRAPH <{IRIS.graph('trace')}> {{ {gone} }} }}")
    store.update(f"{prefixes} INSERT DATA {{ GRAPH <{IRIS.graph('trace')}> {{ {put} }} }}")
    found = {(f.node, f.message_en) for f in validate(store, IRIS) if f.severity == "violation"}
    assert ((f"urn:{node}", message) in found) if message else not found
