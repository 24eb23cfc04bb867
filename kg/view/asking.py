"""What pictures ask of a graph: whom a name means, and lists of nodes put into a query as terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, get_args

from kg.model import Level
from kg.rdf.namespaces import NAMESPACES, concept, gw, rdf
from kg.sparql.errors import QueryError
from kg.sparql.identities import agencies, documents, existing
from kg.sparql.terms import values_block

if TYPE_CHECKING:
    from kg.sparql import Graph
    from kg.sparql.terms import Term

Thing = Literal["document", "agency", "task"]
_USED = ("gw", "eli", "skos", "oa", "prov", "itsrdf")
PREFIXES = "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in _USED)


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block that binds the variable to the nodes."""
    from pyoxigraph import NamedNode

    return values_block(variable, [NamedNode(iri) for iri in iris])


def find_documents(graph: Graph, name: str) -> list[str]:
    """The documents and works of a title, number or IRI; QueryError where there is none."""
    return _iris(documents("document", name.strip(), lambda text: graph.query(text).terms))


def find_agencies(graph: Graph, name: str) -> list[str]:
    """The bodies of a full or printed name or an IRI; QueryError where there is none."""
    return _iris(agencies("agency", name.strip(), lambda text: graph.query(text).terms))


def of_level(variable: str, level: Level) -> str:
    """The pattern that a document is of a level; QueryError where there is no such level."""
    if level not in get_args(Level):
        raise QueryError(f"level must be one of {', '.join(get_args(Level))}, not {level!r}")
    return f"?{variable} gw:level <{concept('level', level)}> ."


def find(graph: Graph, name: str) -> tuple[Thing, list[str]]:
    """What a name means: a document (by title, number), a body (by full or printed name), or by IRI one of
    these or a task. QueryError where the graph knows none."""
    name = name.strip()
    if ":" in name and "://" in name:
        node = _iris(existing("the name", name, lambda text: graph.query(text).terms))[0]
        return _kind(graph, node), [node]
    try:
        return "document", find_documents(graph, name)
    except QueryError as no_document:
        try:
            return "agency", find_agencies(graph, name)
        except QueryError as no_agency:
            raise QueryError(f"{no_document}; {no_agency}") from None


def _kind(graph: Graph, node: str) -> Thing:
    classes: dict[str, Thing] = {gw.Task: "task", gw.Document: "document", gw.Work: "document"}
    found = {
        str(kind)
        for (kind,) in graph.query(f"SELECT ?kind {{ {values('node', [node])} ?node <{rdf.type}> ?kind }}")
    }
    for kind, thing in classes.items():
        if kind in found:
            return thing
    if graph.query(f"SELECT ?x {{ {values('node', [node])} ?node <{gw.resolved}>|<{gw.derived}> ?x }}"):
        return "agency"
    raise QueryError(f"{node} is no document, task or body; give one of these")


def _iris(terms: list[Term]) -> list[str]:
    from pyoxigraph import NamedNode

    return [term.value for term in terms if isinstance(term, NamedNode)]


def iri_of(term: Term | None) -> str | None:
    """The IRI of a term, None for a literal, a blank node or nothing."""
    from pyoxigraph import NamedNode

    return term.value if isinstance(term, NamedNode) else None
