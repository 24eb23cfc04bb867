"""The ontology and its lists as quads; the data set's own description."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.rdf.iris import Iris
from kg.rdf.namespaces import NAMESPACES, dcat, dcterms, prov, rdf, rdfs, skos, void
from kg.rdf.nquads import Pair, iri, join, lines, string
from kg.resources import folder

DISTRIBUTION = "gongwen-kg"
SHAPES = "shapes.ttl"


@cache
def software_version() -> str:
    """The installed version of this package."""
    from importlib.metadata import version

    return version(DISTRIBUTION)


def vocabulary_files() -> list[Path]:
    """The files of the ontology and its lists, without the shapes."""
    return sorted(path for path in folder("ontology").glob("*.ttl") if path.name != SHAPES)


@cache
def genre_concepts() -> dict[str, str]:
    """The concept of each genre's word, 令 beside 命令, as far as the list has it."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    words = {skos.notation, skos.altLabel}
    concepts: dict[str, str] = {}
    for triple in parse(path=str(folder("ontology") / "genres.ttl"), format=RdfFormat.TURTLE):
        if triple.predicate.value not in words or not isinstance(triple.object, Literal):
            continue
        if isinstance(triple.subject, NamedNode):
            concepts[triple.object.value] = triple.subject.value
    return concepts


def vocabulary_quads(iris: Iris, release: str | None = None) -> bytes:
    """The ontology, its lists and the description of the data set, as sorted N-Quads of
    ``graph/ontology``. ``release`` is the software's version, by default the installed one."""
    from pyoxigraph import BlankNode, RdfFormat, parse

    graph = iris.graph("ontology")
    found: list[str] = []
    for path in vocabulary_files():
        for triple in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                raise ValueError(
                    f"{path.name}: the lists hold no blank nodes, for their names change at each reading"
                )
            found.append(f"{triple.subject} {triple.predicate} {triple.object} <{graph}> .\n")
    found += _dataset(iris, release or software_version(), graph)
    return join(sorted(found))


def _dataset(iris: Iris, release: str, graph: str) -> list[str]:
    dataset: list[Pair] = [
        (iri(rdf.type), iri(void.Dataset)),
        (iri(rdf.type), iri(dcat.Dataset)),
        (iri(dcterms.title), string("公文知识图谱") + "@zh"),
        (iri(dcterms.title), string("A knowledge graph of Chinese government documents") + "@en"),
        (iri(void.uriSpace), string(iris.base)),
    ]
    used = ("gw", "eli", "cv", "org", "oa", "prov", "skos", "dcterms")
    dataset += [(iri(void.vocabulary), iri(str(NAMESPACES[prefix]))) for prefix in used]
    making: list[Pair] = [
        (iri(rdf.type), iri(prov.Activity)),
        (iri(rdfs.label), string(f"gongwen {release}")),
    ]
    return lines(iris.dataset(), dataset, graph) + lines(iris.software(release), making, graph)
