"""The ontology, its lists and the divisions as quads; the data set's own description."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.model import Place
from kg.rdf.iris import Iris
from kg.rdf.namespaces import NAMESPACES, concept, dcat, dcterms, eli, gw, prov, rdf, rdfs, skos, void
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


def place_quads(places: Iterable[Place], iris: Iris) -> bytes:
    """The divisions as sorted N-Quads of ``graph/divisions``. The division above is the nearest of the
    given ones whose code holds this one's, as GB/T 2260 builds its codes."""
    graph = iris.graph("divisions")
    places = list(places)
    codes = {place.code for place in places}
    found: list[str] = []
    for place in places:
        above = next((code for code in _codes_above(place.code) if code in codes), None)
        pairs: list[Pair] = [
            (iri(rdf.type), iri(eli.AdministrativeArea)),
            (iri(skos.prefLabel), string(place.name)),
            (iri(skos.notation), string(place.code)),
            (iri(gw.level), iri(concept("level", place.level))),
            (iri(gw.parentPlace), iri(iris.place(above)) if above else None),
        ]
        found += lines(iris.place(place.code), pairs, graph)
    return join(sorted(found))


def _codes_above(code: str) -> list[str]:
    """The codes that may be the division above, nearest first: 511722102, 511722, 511700, 510000, 100000."""
    wider = [code[:6], code[:4] + "00", code[:2] + "0000", "100000"]
    return [above for above in dict.fromkeys(wider) if above != code]
