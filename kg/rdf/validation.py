"""Checks a graph against ontology/shapes.ttl, source by source, for SHACL is slow on a large graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.rdf.iris import Iris
from kg.rdf.namespaces import eli, gw, rdf, sh
from kg.rdf.vocabulary import SHAPES
from kg.resources import folder

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

Severity = Literal["violation", "warning", "info"]

_SEVERITIES: dict[str, Severity] = {sh.Violation: "violation", sh.Warning: "warning", sh.Info: "info"}
_SHARED: tuple[Literal["agencies", "works", "trace"], ...] = ("agencies", "works", "trace")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a shape found at one node.

    ``source`` is the file's name and ``document`` the document's title; both are None for bodies,
    works and what was derived, which belong to no one source. ``value`` is what was found there, where
    the shape tells.
    """

    source: str | None
    document: str | None
    severity: Severity
    node: str
    message_zh: str
    message_en: str
    value: str | None = None


def validate(store: Store, iris: Iris) -> Iterator[Finding]:
    """The findings on every source of a store, in the order of the file names, then on the bodies,
    the works and the trace; those on one source by document, severity and node."""
    from pyoxigraph import Literal as Value
    from pyoxigraph import NamedNode

    shapes = _shapes()
    names = {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, NamedNode(gw.fileName), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Value)
    }
    for source, name in sorted(names.items(), key=lambda item: (item[1], item[0])):
        yield from _findings(_graph(store, source), shapes, name)
    for shared in _SHARED:
        yield from _findings(_graph(store, iris.graph(shared)), shapes, None)


def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(folder("ontology") / SHAPES, format="turtle")


def _graph(store: Store, name: str) -> rdflib.Graph:
    """One named graph as rdflib's."""
    import rdflib
    from pyoxigraph import NamedNode, RdfFormat

    written = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name)) or b""
    return rdflib.Graph().parse(data=written, format="nt")


def _findings(graph: rdflib.Graph, shapes: rdflib.Graph, source: str | None) -> list[Finding]:
    import pyshacl
    import rdflib

    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pySHACL gave no report: {report!r}")
    titles = _titles(graph)
    found: set[Finding] = set()
    for result in report.subjects(rdflib.URIRef(rdf.type), rdflib.URIRef(sh.ValidationResult)):
        node = str(report.value(result, rdflib.URIRef(sh.focusNode)))
        messages = {
            m.language: str(m)
            for m in report.objects(result, rdflib.URIRef(sh.resultMessage))
            if isinstance(m, rdflib.Literal)
        }
        value = report.value(result, rdflib.URIRef(sh.value))
        finding = Finding(
            source,
            _document(graph, node, titles),
            _SEVERITIES[str(report.value(result, rdflib.URIRef(sh.resultSeverity)))],
            node,
            messages["zh"],
            messages["en"],
            str(value) if value is not None and str(value) != node else None,
        )
        found.add(finding)
    rank = list(_SEVERITIES.values())
    return sorted(
        found, key=lambda f: (f.document or "", rank.index(f.severity), f.node, f.message_en, f.value or "")
    )


def _titles(graph: rdflib.Graph) -> dict[str, str]:
    """The title of each document of a source's graph."""
    import rdflib

    documents = graph.subjects(rdflib.URIRef(rdf.type), rdflib.URIRef(gw.Document))
    return {str(node): str(graph.value(node, rdflib.URIRef(eli.title)) or "") for node in documents}


def _document(graph: rdflib.Graph, node: str, titles: dict[str, str]) -> str | None:
    """The title of the document that a node stands in: its IRI begins with the document's; a place in
    the text stands where the first fact stands that rests on it."""
    import rdflib

    facts = sorted(str(s) for s in graph.subjects(rdflib.URIRef(gw.evidence), rdflib.URIRef(node)))
    for candidate in [node, *facts]:
        for document, title in titles.items():
            if candidate == document or candidate.startswith(f"{document}/"):
                return title
    return None
