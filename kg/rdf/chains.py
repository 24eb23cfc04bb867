"""What stands above the bodies that documents name: read from a store's bodies, written as quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kg.model import Agency, AgencyKind, Level, Place, Reform
from kg.rdf.agencies import KIND_CLASSES, body_iri, description
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, dcterms, gw, org, rdf, skos
from kg.rdf.nquads import TRUE, Pair, day, integer, iri, join, lines, string, text

if TYPE_CHECKING:
    from pyoxigraph import Store

LINKS: dict[str, str] = {
    "government": gw.governmentSuperior,
    "party": gw.partySuperior,
    "counterpart": gw.counterpartAbove,
    "vertical": gw.verticalSuperior,
    "part": org.subOrganizationOf,
}
"""The property of each kind of link between bodies."""

MADE_AGAIN = frozenset({*LINKS.values(), gw.additionalName})
"""What is said of the bodies that documents name, and depends on all of them together."""

_KINDS: dict[str, AgencyKind] = {name: kind for kind, name in KIND_CLASSES.items()}
_EVENTS = {"merger": gw.Merger, "renaming": gw.Renaming, "founding": gw.Founding}


def stored_bodies(store: Store, iris: Iris, place_of: Callable[[str], Place | None]) -> dict[str, Agency]:
    """The bodies of a store's ``graph/agencies`` by IRI, as far as its descriptions tell; ``place_of``
    gives the division of a code."""
    from pyoxigraph import Literal, NamedNode

    wanted = {rdf.type, skos.prefLabel, gw.fullName, gw.system, gw.place, gw.level}
    facts: dict[str, dict[str, str]] = {}
    for quad in store.quads_for_pattern(None, None, None, NamedNode(iris.graph("agencies"))):
        node, value = quad.subject, quad.object
        if quad.predicate.value not in wanted or not isinstance(node, NamedNode):
            continue
        if isinstance(value, NamedNode | Literal):
            facts.setdefault(node.value, {})[quad.predicate.value] = value.value
    return {node: _body(found, place_of, iris) for node, found in sorted(facts.items())}


def _body(facts: Mapping[str, str], place_of: Callable[[str], Place | None], iris: Iris) -> Agency:
    place = facts.get(gw.place)
    system, level = facts.get(gw.system), facts.get(gw.level)
    return Agency(
        facts[skos.prefLabel],
        facts.get(gw.fullName),
        _KINDS[facts[rdf.type]],
        system.removeprefix(concept("system", "")) if system else None,
        place_of(iris.place_code(place)) if place else None,
        _level(level.removeprefix(concept("level", ""))) if level else None,
    )


def _level(notation: str) -> Level:
    for level in ("national", "provincial", "municipal", "county", "township"):
        if level == notation:
            return level
    raise ValueError(f"{notation!r} is no level of government")


def chain_quads(
    links: Iterable[tuple[str, str, str]], derived: Mapping[str, tuple[Agency, str]], iris: Iris
) -> bytes:
    """Links between bodies (from, kind of link, to) and the bodies that no document names, each with
    the method that told of it, as sorted N-Quads of ``graph/agencies``."""
    graph = iris.graph("agencies")
    found: list[str] = []
    for node, link, over in links:
        found += lines(node, [(iri(LINKS[link]), iri(over))], graph)
    for node, (body, method) in derived.items():
        marks: list[Pair] = [(iri(gw.derived), TRUE), (iri(gw.method), iri(concept("method", method)))]
        # Whether its full name could be told from a printed one is no question here.
        said = [(term, value) for term, value in description(body, iris) if term != iri(gw.resolved)]
        found += lines(node, said + marks, graph)
    return join(sorted(found))


def reform_quads(reforms: Iterable[Reform], body: Callable[[str], Agency], iris: Iris) -> bytes:
    """Reforms of national bodies as sorted N-Quads of ``graph/agencies``; ``body`` describes the one of
    a name."""
    graph = iris.graph("agencies")
    found: list[str] = []
    for reform in reforms:
        pairs: list[Pair] = [
            (iri(rdf.type), iri(_EVENTS[reform.kind])),
            (iri(gw.changeYear), integer(reform.year)),
            (iri(dcterms.date), day(reform.day)),
            (iri(dcterms.source), text(reform.source)),
        ]
        for term, names in (
            (org.originalOrganization, reform.before),
            (org.resultingOrganization, reform.after),
        ):
            pairs += [(iri(term), iri(body_iri(body(name), iris))) for name in names]
        found += lines(iris.reform(reform.year, reform.after[0]), pairs, graph)
    return join(sorted(found))


def additional_name_quads(names: Iterable[tuple[str, str]], iris: Iris) -> bytes:
    """The other full names of bodies with two, by the body's IRI, as sorted N-Quads."""
    graph = iris.graph("agencies")
    return join(
        sorted(
            line
            for node, name in names
            for line in lines(node, [(iri(gw.additionalName), string(name))], graph)
        )
    )


def bracketed_names(store: Store) -> list[tuple[str, str]]:
    """The printed names that end in a bracket, each with the body that it stands for."""
    from pyoxigraph import Literal, NamedNode, QuerySolutions

    rows = store.query(
        f"SELECT DISTINCT ?body ?name {{ ?part <{gw.printedName}> ?name ; <{gw.agency}> ?body "
        'FILTER(STRENDS(?name, "）") || STRENDS(?name, ")")) }',
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, QuerySolutions)
    found = ((row["body"], row["name"]) for row in rows)
    return sorted(
        (body.value, name.value)
        for body, name in found
        if isinstance(body, NamedNode) and isinstance(name, Literal)
    )


def township_collectives(store: Store, iris: Iris) -> list[str]:
    """The codes of the places of whose townships a collective body speaks."""
    from pyoxigraph import NamedNode

    graph = NamedNode(iris.graph("agencies"))
    level = NamedNode(concept("level", "township"))
    found = set()
    for quad in store.quads_for_pattern(None, NamedNode(gw.memberLevel), level, graph):
        for of in store.quads_for_pattern(quad.subject, NamedNode(gw.membersOf), None, graph):
            if isinstance(of.object, NamedNode):
                found.add(iris.place_code(of.object.value))
    return sorted(found)
