"""The ontology and its lists: complete, in both languages, and free of terms that nobody defined."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kg import model
from kg.rdf.agencies import KIND_CLASSES
from kg.rdf.namespaces import NAMESPACES, concept, gw
from kg.rdf.vocabulary import genre_concepts, vocabulary_files

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
STATUTORY = "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要"  # 党政机关公文处理工作条例 (2012), article 8


@pytest.fixture(scope="module")
def graph() -> Graph:
    found = Graph()
    for path in vocabulary_files():
        found.parse(path, format="turtle")
    return found


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


@pytest.fixture(scope="module")
def reused() -> set[str]:
    with (Path(__file__).parent / "reused.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {f"{NAMESPACES[row['prefix']]}{row['term']}" for row in rows}


def own_terms(graph: Graph) -> set[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return {s for kind in kinds for s in graph.subjects(RDF.type, kind)}


def languages(graph: Graph, term: rdflib.term.Node, predicate: URIRef) -> list[str | None]:
    return sorted(str(o.language) for o in graph.objects(term, predicate) if isinstance(o, Literal) and o)


def test_every_term_says_in_both_languages_what_it_is(graph: Graph) -> None:
    assert own_terms(graph)
    for term in own_terms(graph):
        assert languages(graph, term, RDFS.label) == ["en", "zh"], term
        assert languages(graph, term, RDFS.comment) == ["en", "zh"], term


def test_the_package_knows_the_terms_of_the_ontology_and_no_others(graph: Graph) -> None:
    assert {str(term) for term in own_terms(graph)} == {f"{gw}{term}" for term in gw}


def test_the_description_of_the_graph_names_every_term_and_no_others() -> None:
    text = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    assert set(re.findall(r"gw:([A-Za-z0-9]+)(?![-\w])", text)) == set(gw)


def test_no_property_has_an_inverse_of_another_kind(graph: Graph) -> None:
    for name, inverse in graph.subject_objects(OWL.inverseOf):
        assert (name, RDF.type, OWL.DatatypeProperty) not in graph
        assert (inverse, RDF.type, OWL.DatatypeProperty) not in graph


def test_reused_terms_exist_in_their_vocabularies(graph: Graph, shapes: Graph, reused: set[str]) -> None:
    """reused.tsv lists what was looked up in the published vocabularies: a typo is not in it."""
    own = str(gw)
    used = {f"{space}{term}" for prefix, space in NAMESPACES.items() if prefix != "gw" for term in space}
    for source in (graph, shapes):
        for triple in source:
            used |= {str(node) for node in triple if isinstance(node, URIRef)}
    spaces = tuple(str(space) for prefix, space in NAMESPACES.items() if prefix != "sh")
    foreign = {iri for iri in used if iri.startswith(spaces) and not iri.startswith(own)}
    foreign -= {str(RDF.first), str(RDF.rest), str(RDF.nil)}  # lists of the shapes
    assert foreign <= reused
    outside = {iri for iri in used if not iri.startswith((*spaces, str(NAMESPACES["sh"])))}
    assert outside == {"https://w3id.org/gongwen/ontology", "https://www.apache.org/licenses/LICENSE-2.0"}


def test_the_table_agrees_with_the_closed_vocabularies_of_rdflib(reused: set[str]) -> None:
    """A second look at what rdflib carries whole: its closed namespaces raise on a term they lack."""
    from rdflib.namespace import DCAT, DCTERMS, ORG, PROV, SH, VOID

    closed = [rdflib.RDF, rdflib.RDFS, rdflib.OWL, rdflib.XSD, SKOS, DCAT, DCTERMS, ORG, PROV, SH, VOID]
    for space in closed:
        for iri in reused:
            if iri.startswith(str(space)) and (name := iri.removeprefix(str(space))):
                assert str(space[name]) == iri


def test_concepts_are_named_by_scheme_and_notation_and_labelled(graph: Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for node in concepts:
        notations = list(graph.objects(node, SKOS.notation))
        assert len(notations) == 1, node
        scheme = str(node).removeprefix(str(gw)).split("-")[0]
        assert str(node) == concept(scheme, str(notations[0]))
        assert languages(graph, node, SKOS.prefLabel) == ["en", "zh"], node
        assert len(list(graph.objects(node, SKOS.inScheme))) == 1, node
        for other in [*graph.objects(node, SKOS.broader), *graph.objects(node, SKOS.narrower)]:
            assert other in concepts


@pytest.mark.parametrize(
    ("scheme", "values"),
    [
        ("levels", ("level", get_args(model.Level))),
        ("roles", ("role", (*get_args(model.Role), *get_args(model.PartyRole)))),
        ("relations", ("relation", get_args(model.Relation))),
        ("deadlineKinds", ("deadline", get_args(model.DeadlineKind))),
    ],
)
def test_the_lists_hold_what_the_records_can_say(
    graph: Graph, scheme: str, values: tuple[str, tuple[str, ...]]
) -> None:
    prefix, notations = values
    found = {str(s) for s in graph.subjects(SKOS.inScheme, URIRef(f"{gw}{scheme}"))}
    assert found == {concept(prefix, notation) for notation in notations}


def test_every_kind_of_body_has_a_class_below_agency(graph: Graph) -> None:
    assert set(KIND_CLASSES) == set(get_args(model.AgencyKind))
    below = {str(s) for s in graph.subjects(RDFS.subClassOf, URIRef(gw.Agency))}
    assert set(KIND_CLASSES.values()) == below


def test_the_fifteen_statutory_genres(graph: Graph) -> None:
    statutory = URIRef(concept("genre", "法定文种"))
    found = {str(graph.value(s, SKOS.notation)) for s in graph.subjects(SKOS.broader, statutory)}
    assert found == set(STATUTORY.split())


@pytest.mark.parametrize(
    ("word", "notation"),
    [("通知", "通知"), ("令", "命令"), ("要点", "要点"), ("任务分工", "任务分工"), ("会议纪要", "纪要")],
)
def test_a_genre_is_known_by_its_words(word: str, notation: str) -> None:
    assert genre_concepts()[word] == concept("genre", notation)


def test_shapes_speak_both_languages_and_name_terms_that_exist(graph: Graph, shapes: Graph) -> None:
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    speaking = set(shapes.subjects(sh.message))
    assert speaking
    for shape in speaking:
        assert languages(shapes, shape, sh.message) == ["en", "zh"]
    own = {str(term) for term in own_terms(graph)} | {str(s) for s in graph.subjects(RDF.type, SKOS.Concept)}
    shape_names = {str(s) for s in shapes.subjects(RDF.type, sh.NodeShape)}
    named = {str(node) for triple in shapes for node in triple if str(node).startswith(str(gw))}
    assert named - shape_names <= own


def test_the_reference_page_is_up_to_date() -> None:
    script = ROOT / "scripts" / "make_ontology_page.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
