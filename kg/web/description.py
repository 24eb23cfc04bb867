"""What the service and its data set are: SPARQL 1.1 Service Description, VoID."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.rdf.namespaces import NAMESPACES, dcterms, gw, rdf, void
from kg.web.entities.overview import read_extent
from kg.web.site import Site

if TYPE_CHECKING:
    from pyoxigraph import Triple

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = str(void)
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
]
_STATEMENTS = ["Turtle", "N-Triples", "JSON-LD", "RDF_XML"]

Maker = Callable[[object, str, object], "Triple"]


def describe_service(site: Site, url: str) -> list[Triple]:
    """The service at ``url`` (which ends in a slash): what it understands and gives."""
    from pyoxigraph import BlankNode

    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
    statements: list[tuple[object, str, object]] = [
        (service, rdf.type, _SD + "Service"),
        (service, _SD + "endpoint", url + "sparql"),
        (service, _SD + "supportedLanguage", _SD + "SPARQL11Query"),
        (service, _SD + "feature", _SD + "UnionDefaultGraph"),
        (service, _SD + "defaultDataset", dataset),
        (dataset, rdf.type, _SD + "Dataset"),
        (dataset, _SD + "defaultGraph", graph),
        (graph, rdf.type, _SD + "Graph"),
        (graph, _VOID + "triples", site.overview().info.triples),
    ]
    statements += [(service, _SD + "resultFormat", _FORMATS + name) for name in _RESULTS]
    return list(_triples(statements))


def describe_data(site: Site, url: str) -> list[Triple]:
    """The data set: how much it holds, where it can be asked."""
    from pyoxigraph import BlankNode, Literal

    info, extent = site.overview().info, site.kept(read_extent)
    dataset = f"{site.base}dataset"
    statements: list[tuple[object, str, object]] = [
        (dataset, rdf.type, void.Dataset),
        (dataset, dcterms.title, Literal("公文知识图谱", language="zh")),
        (dataset, dcterms.title, Literal("A knowledge graph of Chinese government documents", language="en")),
        (dataset, _VOID + "sparqlEndpoint", url + "sparql"),
        (dataset, void.uriSpace, Literal(site.base)),
        (dataset, _VOID + "triples", info.triples),
        (dataset, _VOID + "documents", info.documents),
        (dataset, _VOID + "distinctSubjects", extent.subjects),
        (dataset, _VOID + "properties", extent.properties),
    ]
    used = (str(NAMESPACES[prefix]) for prefix in ("gw", "eli", "org", "oa", "prov", "skos", "dcterms"))
    statements += [(dataset, void.vocabulary, namespace) for namespace in used]
    statements += [(dataset, _VOID + "feature", _FORMATS + name) for name in _STATEMENTS]
    for name, count in extent.members.items():
        part = BlankNode(name)
        statements += [
            (dataset, _VOID + "classPartition", part),
            (part, _VOID + "class", str(gw) + name),
            (part, _VOID + "entities", count),
        ]
    return list(_triples(statements))


def _triples(statements: list[tuple[object, str, object]]) -> Iterator[Triple]:
    """Triples of IRIs as text, integers and terms."""
    from pyoxigraph import Literal, NamedNode, Triple

    def term(value: object) -> object:
        if isinstance(value, str):
            return NamedNode(value)
        return Literal(value) if isinstance(value, int) else value

    for s, p, o in statements:
        yield Triple(term(s), NamedNode(p), term(o))  # type: ignore[arg-type]
