"""What the entailment graph holds, against a reasoner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from owlrl.RDFSClosure import RDFS_Semantics
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from rdflib import OWL, RDF, RDFS

from kg.model import SourceFacts
from kg.rdf import (
    Iris,
    agency_quads,
    entailment_quads,
    place_quads,
    source_quads,
    stored_rows,
    vocabulary_quads,
    work_quads,
)
from kg.rdf.namespaces import cv, eli, gw, org, rdf

if TYPE_CHECKING:
    from conftest import Records

IRIS = Iris()
AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf)
Triple = tuple[str, str, str]


class RdfsWithInverses(RDFS_Semantics):  # type: ignore[misc]
    """owlrl's RDFS with the two rules for inverses of OWL 2 RL."""

    def rules(self, triple: tuple[rdflib.term.Node, ...], cycle_num: int) -> None:
        super().rules(triple, cycle_num)
        subject, predicate, value = triple
        if isinstance(value, rdflib.Literal):
            return
        for inverse in self.graph.objects(predicate, OWL.inverseOf):
            self.store_triple((value, inverse, subject))
        for inverse in self.graph.subjects(OWL.inverseOf, predicate):
            self.store_triple((value, inverse, subject))


@pytest.fixture
def store(records: Records) -> Store:
    store = Store()
    for quads in (
        vocabulary_quads(IRIS),
        place_quads(records.places, IRIS),
        source_quads(records.facts, IRIS),
        agency_quads(records.facts, IRIS),
    ):
        store.load(quads, RdfFormat.N_QUADS)
    store.load(work_quads(stored_rows(store), IRIS), RdfFormat.N_QUADS)
    return store


def entailed(store: Store) -> set[Triple]:
    found = Store()
    for piece in entailment_quads(store, IRIS):
        found.load(piece, RdfFormat.N_QUADS)
    assert {g.value for g in found.named_graphs()} <= {IRIS.graph("entailment")}
    return {(q.subject.value, q.predicate.value, q.object.value) for q in found}


def reasoned(store: Store) -> set[Triple]:
    """What owlrl derives, without the axioms that RDFS has of itself and of RDF's own terms.

    Domains and ranges, which the entailment graph leaves out on purpose, are taken away before.
    """
    triples = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in store)
    graph = rdflib.Graph().parse(data=triples, format="nt")
    graph.remove((None, RDFS.domain, None))
    graph.remove((None, RDFS.range, None))
    before = set(graph)
    RdfsWithInverses(graph, axioms=False, daxioms=False, rdfs=True).closure()
    own = tuple(map(str, (RDF, RDFS, OWL, rdflib.XSD)))
    return {
        (str(s), str(p), str(o))
        for s, p, o in set(graph) - before
        if not isinstance(s, rdflib.Literal)
        and not isinstance(o, rdflib.Literal)  # owlrl adds other spellings of one value
        and not str(s).startswith(own)
        and not (p == RDF.type and str(o).startswith(own))  # rdfs:Resource and the like
        and not (p in AXIOMS and (s == o or str(o).startswith(own)))  # each class is below itself
    }


def test_it_is_what_a_reasoner_derives(store: Store) -> None:
    expected = reasoned(store)
    assert expected
    assert entailed(store) == expected


def test_so_it_is_on_the_sample_corpus(sample: list[SourceFacts]) -> None:
    """Without the table of divisions, which would keep the reasoner busy for minutes."""
    store = Store()
    store.load(vocabulary_quads(IRIS), RdfFormat.N_QUADS)
    for facts in sample:
        for quads in (source_quads(facts, IRIS), agency_quads(facts, IRIS)):
            store.load(quads, RdfFormat.N_QUADS)
    store.load(work_quads(stored_rows(store), IRIS), RdfFormat.N_QUADS)
    assert entailed(store) == reasoned(store)


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("agency/990121/白石县财政局", gw.leads, "T1"),
        ("agency/990121/白石县财政局", gw.assignedTask, "T1"),
        ("agency/990121/县教育局", gw.cooperatesOn, "T1"),
        ("agency/990121/白石县财政局", rdf.type, org.Organization),
        ("agency/990121/白石县财政局", rdf.type, cv.PublicOrganisation),
        ("T1", gw.assignedTo, "agency/990121/县教育局"),
        ("D2", gw.contains, "T1"),
        ("D2", gw.promulgatedBy, "D1"),
        ("D2", eli.cites, "work/100000/政务公开条例"),
        ("work/100000/政务公开条例", eli.basis_for, "D2"),
        ("agency/990121/白石县人民政府办公室", gw.issued, "D1"),
        ("D2", rdf.type, eli.LegalResource),
    ],
)
def test_general_terms_find_the_special_ones(store: Store, subject: str, predicate: str, value: str) -> None:
    source = f"{IRIS.base}source/0123456789abcdef"
    short = {"T1": f"{source}/D2/T1", "D1": f"{source}/D1", "D2": f"{source}/D2"}

    def full(name: str) -> str:
        return short.get(name) or (name if name.startswith("http") else IRIS.base + name)

    assert (full(subject), predicate, full(value)) in entailed(store)


def test_a_collective_is_no_public_organisation(store: Store) -> None:
    kinds = {o for s, p, o in entailed(store) if s.endswith("/各乡镇人民政府") and p == rdf.type}
    assert kinds == {gw.Agency, org.Organization}


def test_no_statement_stands_in_another_graph_too(store: Store) -> None:
    stated = {(q.subject.value, q.predicate.value, q.object.value) for q in store}
    assert not stated & entailed(store)


def test_what_was_entailed_before_does_not_change_the_answer(store: Store) -> None:
    first = list(entailment_quads(store, IRIS))
    for piece in first:
        store.load(piece, RdfFormat.N_QUADS)
    assert list(entailment_quads(store, IRIS)) == first


def test_a_literal_has_no_inverse(store: Store) -> None:
    """A stray literal where a node belongs gives no statement about a literal."""
    source = NamedNode(f"{IRIS.base}source/0123456789abcdef")
    store.add(Quad(source, NamedNode(gw.ledBy), Literal("县财政局 .\n"), source))
    pieces = b"".join(entailment_quads(store, IRIS))
    assert all(line.startswith(b"<") and line.endswith(b"/entailment> .") for line in pieces.splitlines())


def test_axioms_of_a_source_are_not_followed(store: Store) -> None:
    """Only the ontology says what follows from what, not a document."""
    source = NamedNode(f"{IRIS.base}source/0123456789abcdef")
    below = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    before = entailed(store)
    store.add(Quad(NamedNode(gw.Task), below, NamedNode(gw.Work), source))
    assert entailed(store) == before


def test_rules_that_run_in_a_circle_come_to_an_end() -> None:
    store = Store()
    ontology = NamedNode(IRIS.graph("ontology"))
    a, b, x, y = (NamedNode(f"urn:{name}") for name in "abxy")
    for term in ("subPropertyOf", "subClassOf"):
        axiom = NamedNode(f"http://www.w3.org/2000/01/rdf-schema#{term}")
        store.extend([Quad(a, axiom, b, ontology), Quad(b, axiom, a, ontology)])
    store.add(Quad(x, a, y, NamedNode("urn:data")))
    assert entailed(store) == {("urn:x", "urn:b", "urn:y")}
