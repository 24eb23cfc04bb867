"""What is promised of every graph, on the sample corpus."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.model import SourceFacts
from kg.rdf import Iris, agency_quads, source_quads, stored_rows, validate, work_quads
from kg.rdf.namespaces import gw, oa, rdf

IRIS = Iris()


@pytest.fixture(scope="module")
def store(sample: list[SourceFacts]) -> Store:
    store = Store()
    for facts in sample:
        store.load(source_quads(facts, IRIS), RdfFormat.N_QUADS)
        store.load(agency_quads(facts, IRIS), RdfFormat.N_QUADS)
    store.load(work_quads(stored_rows(store), IRIS), RdfFormat.N_QUADS)
    return store


def column(store: Store, graph: str, predicate: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(graph)):
        found.setdefault(quad.subject.value, []).append(quad.object.value)
    return found


def test_every_fact_stands_where_it_says(sample: list[SourceFacts], store: Store) -> None:
    """Every document, party, section, task, assignment, deadline and citation has evidence, and the text
    at that place is the text that is quoted."""
    kinds = {gw.Document, gw.Party, gw.Section, gw.Task, gw.Assignment, gw.Deadline, gw.Citation}
    for facts in sample:
        graph = IRIS.source(facts.source.sha256)
        exact, start, end = (column(store, graph, term) for term in (oa.exact, oa.start, oa.end))
        for node, (quoted,) in exact.items():
            assert facts.source.text[int(start[node][0]) : int(end[node][0])] == quoted
        evidence = column(store, graph, gw.evidence)
        stated = {node for node, (kind, *_) in column(store, graph, rdf.type).items() if kind in kinds}
        assert stated
        assert stated == set(evidence)
        assert all(place in exact for places in evidence.values() for place in places)


def test_no_statement_stands_in_two_graphs(store: Store) -> None:
    triples = [(q.subject, q.predicate, q.object) for q in store]
    assert len(triples) == len(set(triples))


def test_nothing_violates_the_shapes(store: Store) -> None:
    assert [f for f in validate(store, IRIS) if f.severity == "violation"] == []


def test_strict_readers_take_every_line(sample: list[SourceFacts]) -> None:
    """Loading is done without checking the IRIs again, so here they are checked."""
    for facts in sample:
        written = source_quads(facts, IRIS)
        store = Store()
        store.load(written, RdfFormat.N_QUADS)
        assert len(store) == written.count(b"\n")
