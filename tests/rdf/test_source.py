"""The whole answer for the records of conftest.py, and what holds for any records."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from kg.model import (
    Agency,
    Assignment,
    Citation,
    Deadline,
    Document,
    DocumentFacts,
    Party,
    SourceFacts,
    SourceText,
    Span,
    Task,
)
from kg.rdf import Iris, agency_quads, source_quads
from kg.rdf.namespaces import gw, oa

if TYPE_CHECKING:
    from conftest import Records

PREFIXES = {
    "https://w3id.org/gongwen/ontology#": "gw:",
    "https://w3id.org/gongwen/id/source/0123456789abcdef": "S",
    "https://w3id.org/gongwen/id/": "id:",
    "http://data.europa.eu/eli/ontology#": "eli:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "a",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
}


def shortened(nquads: bytes) -> dict[str, list[str]]:
    """The statements by subject, without their graph, with short names."""
    found: dict[str, list[str]] = {}
    for quad in parse(nquads, RdfFormat.N_QUADS):
        line = f"{quad.predicate} {quad.object}"
        subject = str(quad.subject)
        for iri, prefix in PREFIXES.items():
            line, subject = line.replace(f"<{iri}", f"<{prefix}"), subject.replace(f"<{iri}", f"<{prefix}")
        found.setdefault(subject.strip("<>"), []).append(line.replace("<", "").replace(">", ""))
    return found


EXPECTED = {
    "S": [
        "a gw:Source",
        'gw:fileName "通知/白石.txt"',
        f'gw:sha256 "{"0123456789abcdef" * 4}"',
        'dcterms:format "text/plain"',
        'gw:encoding "utf-8"',
        'gw:characters "211"^^xsd:integer',
        "prov:wasGeneratedBy id:software/0.1.0",
        "gw:pageField S/F1",
    ],
    "S/F1": [
        "a gw:PageField",
        'rdfs:label "发文机关"',
        'rdf:value "白石县\\n人民政府办公室"',
        'gw:order "1"^^xsd:integer',
    ],
    "S/D1": [
        "a gw:Document",
        "gw:source S",
        'gw:order "1"^^xsd:integer',
        'eli:title "白石县人民政府办公室关于印发2093年政务公开工作要点的通知"',
        'eli:id_local "白政办〔2093〕7号"',
        'gw:agencyCode "白政办"',
        'gw:year "2093"^^xsd:integer',
        'gw:serial "7"^^xsd:integer',
        'gw:genre "通知"',
        "eli:type_document gw:genre-通知",
        'eli:date_document "2093-04-03"^^xsd:date',
        'eli:date_publication "2093-04-06"^^xsd:date',
        "gw:level gw:level-county",
        "eli:jurisdiction id:place/990121",
        'gw:disclosure "主动公开"',
        "eli:passed_by id:agency/990121/白石县人民政府办公室",
        "gw:leadIssuer id:agency/990121/白石县人民政府办公室",
        "gw:addressee id:agency/990121/各乡镇人民政府",
        "gw:promulgates S/D2",
        'gw:evidence "白石县人民政府办公室关于印发2093年政务公开工作要点的通知"',
    ],
    "S/D1/P1": [
        "a gw:Party",
        "gw:document S/D1",
        "gw:agency id:agency/990121/白石县人民政府办公室",
        "gw:role gw:role-issuer",
        'gw:printedName "白石县人民政府办公室"',
        'gw:order "1"^^xsd:integer',
        'gw:evidence "白石县人民政府办公室"',
    ],
    "S/D1/P2": [
        "a gw:Party",
        "gw:document S/D1",
        "gw:agency id:agency/990121/各乡镇人民政府",
        "gw:role gw:role-addressee",
        'gw:printedName "各乡镇人民政府"',
        'gw:order "2"^^xsd:integer',
        'gw:evidence "各乡镇人民政府"',
    ],
    "S/D2": [
        "a gw:Document",
        "gw:source S",
        'gw:order "2"^^xsd:integer',
        'eli:title "2093年政务公开工作要点"',
        'gw:genre "要点"',
        "eli:type_document gw:genre-要点",
        "gw:level gw:level-county",
        "eli:jurisdiction id:place/990121",
        'gw:evidence "2093年政务公开工作要点"',
    ],
    "S/D2/S1": [
        "a gw:Section",
        "eli:is_part_of S/D2",
        'gw:path "一"',
        'gw:heading "公开预算"',
        'gw:order "1"^^xsd:integer',
        'gw:evidence "公开预算"',
    ],
    "S/D2/S2": [
        "a gw:Section",
        "eli:is_part_of S/D2",
        'gw:path "二"',
        'gw:order "2"^^xsd:integer',
        'gw:evidence "及时公开"',
    ],
    "S/D2/C1": [
        "a gw:Citation",
        "gw:document S/D2",
        'gw:citedTitle "政务公开条例"',
        "gw:citedLevel gw:level-national",
        "gw:citedPlace id:place/100000",
        'gw:citedIssuerName "国务院"',
        'gw:article "第三条"',
        "gw:relation gw:relation-basis",
        'gw:cue "根据"',
        'gw:order "1"^^xsd:integer',
        'gw:evidence "《政务公开条例》"',
    ],
    "S/D2/C2": [
        "a gw:Citation",
        "gw:document S/D2",
        'gw:citedTitle "云岭省政务公开\\"十大\\"要点"',
        'gw:citedNumber "云政办发〔2093〕2号"',
        "gw:citedLevel gw:level-provincial",
        "gw:citedPlace id:place/990000",
        'gw:citedIssuerName "云岭省人民政府办公厅"',
        "gw:relation gw:relation-implements",
        'gw:cue "落实"',
        'gw:order "2"^^xsd:integer',
        'gw:evidence "《云岭省政务公开\\"十大\\"要点》"',
    ],
    "S/D2/T1": [
        "a gw:Task",
        "gw:document S/D2",
        'gw:path "一"',
        'gw:heading "公开预算"',
        'gw:text "县财政局牵头，县教育局配合，8月底前公开；每年至少2次。县政府办监督。"',
        'gw:taskKind "article"',
        'gw:order "1"^^xsd:integer',
        "gw:ledBy id:agency/990121/白石县财政局",
        "gw:cooperatingBody id:agency/990121/县教育局",
        "gw:supervisedBy id:agency/990121/白石县人民政府办公室",
        'gw:evidence "县财政局牵头，县教育局配合，8月底前公开；每年至少2次。县政府办监督。"',
    ],
    "S/D2/T1/A1": [
        "a gw:Assignment",
        "gw:task S/D2/T1",
        "gw:agency id:agency/990121/白石县财政局",
        "gw:role gw:role-lead",
        'gw:printedName "县财政局"',
        'gw:order "1"^^xsd:integer',
        'gw:evidence "县财政局"',
    ],
    "S/D2/T1/A2": [
        "a gw:Assignment",
        "gw:task S/D2/T1",
        "gw:agency id:agency/990121/县教育局",
        "gw:role gw:role-cooperate",
        'gw:printedName "县教育局"',
        'gw:order "2"^^xsd:integer',
        'gw:evidence "县教育局"',
    ],
    "S/D2/T1/A3": [
        "a gw:Assignment",
        "gw:task S/D2/T1",
        "gw:agency id:agency/990121/白石县人民政府办公室",
        "gw:role gw:role-supervise",
        'gw:printedName "县政府办"',
        'gw:inherited "true"^^xsd:boolean',
        'gw:order "3"^^xsd:integer',
        'gw:evidence "县政府办"',
    ],
    "S/D2/T1/L1": [
        "a gw:Deadline",
        "gw:task S/D2/T1",
        'gw:expression "8月底前"',
        "gw:deadlineKind gw:deadline-by",
        'gw:value "2093-08-31"',
        'gw:due "2093-08-31"^^xsd:date',
        'gw:order "1"^^xsd:integer',
        'gw:evidence "8月底前"',
    ],
    "S/D2/T1/L2": [
        "a gw:Deadline",
        "gw:task S/D2/T1",
        'gw:expression "每年至少2次"',
        "gw:deadlineKind gw:deadline-recurring",
        'gw:value "P1Y"',
        'gw:duration "P1Y"^^xsd:duration',
        'gw:times "2"^^xsd:integer',
        'gw:order "2"^^xsd:integer',
        'gw:evidence "每年至少2次"',
    ],
    "S/D2/T2": [
        "a gw:Task",
        "gw:document S/D2",
        'gw:path "二"',
        'gw:text "及时公开"',
        'gw:taskKind "article"',
        'gw:order "2"^^xsd:integer',
        'gw:evidence "及时公开"',
    ],
    "S/D2/T2/L1": [
        "a gw:Deadline",
        "gw:task S/D2/T2",
        'gw:expression "及时公开"',
        "gw:deadlineKind gw:deadline-prompt",
        'gw:order "1"^^xsd:integer',
        'gw:evidence "及时公开"',
    ],
}


def test_the_text_stands_in_its_graph_as_it_was_decoded(records: Records) -> None:
    quads = parse(source_quads(records.facts, records.iris), format=RdfFormat.N_QUADS)
    [text] = [quad.object.value for quad in quads if quad.predicate.value == gw.plainText]
    assert text == records.facts.source.text


def test_the_whole_graph_of_a_source(records: Records) -> None:
    found = shortened(source_quads(records.facts, records.iris, "0.1.0"))
    places = {node: found.pop(node) for node in list(found) if "#" in node}
    quotes = {node: lines[-1].removeprefix("oa:exact ") for node, lines in places.items()}
    for node, lines in found.items():
        found[node] = [re.sub(r"S#char=.*", lambda m: quotes[m[0]], line) for line in lines]
    found["S"] = [line for line in found["S"] if not line.startswith("gw:plainText ")]
    assert found == EXPECTED
    start = records.facts.source.text.index("8月底前")
    assert places[f"S#char={start},{start + 4}"] == [
        "a oa:TextPositionSelector",
        "a oa:TextQuoteSelector",
        f'oa:start "{start}"^^xsd:integer',
        f'oa:end "{start + 4}"^^xsd:integer',
        'oa:exact "8月底前"',
    ]


def test_the_whole_description_of_the_bodies(records: Records) -> None:
    assert shortened(agency_quads(records.facts, records.iris)) == {
        "id:agency/990121/白石县人民政府办公室": [
            "a gw:GovernmentOffice",
            'skos:prefLabel "白石县人民政府办公室"',
            'gw:fullName "白石县人民政府办公室"',
            "gw:place id:place/990121",
            "gw:level gw:level-county",
            'gw:resolved "true"^^xsd:boolean',
        ],
        "id:agency/990121/各乡镇人民政府": [
            "a gw:CollectiveBody",
            'skos:prefLabel "各乡镇人民政府"',
            "gw:place id:place/990121",
            "gw:level gw:level-township",
            'gw:resolved "false"^^xsd:boolean',
        ],
        "id:agency/990121/白石县财政局": [
            "a gw:Department",
            'skos:prefLabel "白石县财政局"',
            'gw:fullName "白石县财政局"',
            "gw:system gw:system-财政",
            "gw:place id:place/990121",
            "gw:level gw:level-county",
            'gw:resolved "true"^^xsd:boolean',
        ],
        "id:agency/990121/县教育局": [
            "a gw:Department",
            'skos:prefLabel "县教育局"',
            'gw:resolved "false"^^xsd:boolean',
        ],
    }


def test_the_same_facts_give_the_same_bytes_and_no_line_twice(records: Records) -> None:
    once = source_quads(records.facts, records.iris, "0.1.0")
    again = source_quads(records.facts, Iris(), "0.1.0")
    assert once == again
    lines = once.splitlines()
    assert len(lines) == len(set(lines))


def test_every_statement_stands_in_the_graph_of_its_source(records: Records) -> None:
    store = Store()
    store.load(source_quads(records.facts, records.iris), RdfFormat.N_QUADS)
    graph = records.iris.source(records.facts.source.sha256)
    assert [g.value for g in store.named_graphs()] == [graph]
    assert all(q.subject.value.startswith(graph) for q in store)


def test_another_base_changes_every_name_of_the_data_and_no_term(records: Records) -> None:
    ours = source_quads(records.facts, records.iris).decode()
    other = source_quads(records.facts, Iris("urn:gw:")).decode()
    assert other == ours.replace("https://w3id.org/gongwen/id/", "urn:gw:")


def test_a_body_without_a_description_is_a_clear_error(records: Records) -> None:
    document = dataclasses.replace(records.facts.documents[1], agencies={})
    facts = dataclasses.replace(records.facts, documents=(records.facts.documents[0], document))
    with pytest.raises(ValueError, match="D2 names the body '县财政局'"):
        source_quads(facts, records.iris)


@pytest.mark.parametrize(
    ("agency", "place_known", "expected", "reason"),
    [
        (Agency("县农业局", "白石县农业局", "department", None, None, "county"), True, "unplaced/白石县农业局",
         "a full name is one body, though its place is not in the table"),
        (Agency("发改委", "国家发展和改革委员会", "department", None, None, "national"), True,
         "100000/国家发展和改革委员会", "national bodies need no place"),
        (Agency("县局", None, "department", None, None, None), True, "990121/县局",
         "an open name is another body in each place"),
        (Agency("县局", None, "department", None, None, None), False, "0123456789abcdef/县局",
         "and in each source, where nothing tells the place"),
    ],
)  # fmt: skip
def test_which_node_a_body_is(
    records: Records, agency: Agency, place_known: bool, expected: str, reason: str
) -> None:
    plan = records.facts.documents[1]
    task = dataclasses.replace(
        plan.tasks[0], assignments=(Assignment("lead", agency.mention, Span(0, 2)),), deadlines=()
    )
    document = dataclasses.replace(
        plan, tasks=(task,), agencies={agency.mention: agency}, place=plan.place if place_known else None
    )
    facts = dataclasses.replace(records.facts, documents=(document,))
    node = records.iris.agency(*expected.split("/"))
    assert f"<{gw.ledBy}> <{node}>" in source_quads(facts, records.iris).decode(), reason
    assert agency_quads(facts, records.iris).decode().startswith(f"<{node}> "), reason


def test_writing_a_body_again_from_another_source_adds_nothing(records: Records) -> None:
    again = dataclasses.replace(
        records.facts, source=dataclasses.replace(records.facts.source, sha256="f" * 64)
    )
    assert agency_quads(again, records.iris) == agency_quads(records.facts, records.iris)


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@st.composite
def hostile_facts(draw: st.DrawFn) -> SourceFacts:
    """Facts whose every word and place is drawn at random from a random text."""
    text = draw(TEXTS)

    def place() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    name = draw(TEXTS)
    citation = Citation("D1", draw(TEXTS), draw(TEXTS), draw(TEXTS), None, "mentions", draw(TEXTS), place())
    task = Task(
        "T1",
        "D1",
        draw(TEXTS),
        draw(TEXTS),
        draw(TEXTS),
        "table_row",
        (place(), place()),
        (Assignment("lead", name, place()),),
        (Deadline(draw(TEXTS), "ongoing", None, None, place(), counts_from=draw(TEXTS)),),
    )
    document = DocumentFacts(
        Document("D1", Span(0, len(text)), draw(TEXTS), place(), draw(TEXTS), number=draw(TEXTS)),
        None,
        None,
        (Party("D1", "issuer", name, place()),),
        (citation,),
        (task,),
        {name: Agency(name, None, "department", None, None, None)},
    )
    return SourceFacts(
        SourceText(draw(TEXTS), text, "a" * 64, "text/html", "utf-8"),
        (document,),
        ((draw(TEXTS), draw(TEXTS)),),
    )


@given(hostile_facts())
def test_every_fact_points_to_the_words_it_quotes(facts: SourceFacts) -> None:
    """Whatever the texts hold, what is read back is what was written, and every place is true."""
    quads = list(parse(source_quads(facts, Iris(), "1"), RdfFormat.N_QUADS))
    columns: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        columns.setdefault(quad.predicate.value, {}).setdefault(quad.subject.value, []).append(
            quad.object.value
        )
    text = facts.source.text
    exact, start, end = columns[oa.exact], columns[oa.start], columns[oa.end]
    evidence = columns[gw.evidence]
    assert set(exact) == {node for nodes in evidence.values() for node in nodes}
    for node, (quoted,) in exact.items():
        assert text[int(start[node][0]) : int(end[node][0])] == quoted
    task = facts.documents[0].tasks[0]
    written = Iris().document("a" * 64, "D1") + "/T1"
    assert columns[gw.text][written] == [task.text]
    assert columns[gw.expression][f"{written}/L1"] == [task.deadlines[0].expression]
    for kind in ("D1", "D1/P1", "D1/C1", "D1/T1", "D1/T1/A1", "D1/T1/L1"):
        assert evidence[Iris().document("a" * 64, kind.split("/")[0]) + kind[2:]], kind
