"""A graph as a networkx graph of chosen kinds of node."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, get_args

from kg.rdf.namespaces import eli, gw, skos
from kg.sparql.errors import GraphError
from kg.sparql.terms import Value

if TYPE_CHECKING:
    import networkx

Kind = Literal["documents", "tasks", "agencies", "works", "places"]
Rows = Callable[[str], list[tuple[Value, ...]]]
"""Asks the graph: SPARQL in, rows of plain values out."""

_LEVEL = f"OPTIONAL {{ ?node <{gw.level}>/<{skos.notation}> ?level }}"
_NODES: dict[Kind, str] = {
    "documents": f"?node a <{gw.Document}> ; <{eli.title}> ?label {_LEVEL}",
    "tasks": f"""?node a <{gw.Task}> ; <{gw.text}> ?text OPTIONAL {{ ?node <{gw.heading}> ?heading }}
        BIND (COALESCE(?heading, ?text) AS ?label)""",
    "agencies": f"?node <{gw.resolved}> ?resolved ; <{skos.prefLabel}> ?label {_LEVEL}",
    "works": f"""?node a <{gw.Work}> OPTIONAL {{ ?node <{eli.title}> ?title }}
        OPTIONAL {{ ?node <{eli.id_local}> ?number }} BIND (COALESCE(?title, ?number, STR(?node)) AS ?label)
        {_LEVEL}""",
    # of all divisions, those that something in the graph belongs to, and those above them
    "places": f"""{{ SELECT DISTINCT ?node {{
            {{ ?thing <{eli.jurisdiction}> ?own }} UNION {{ ?thing <{gw.place}> ?own }}
            ?own <{gw.parentPlace}>* ?node
        }} }}
        ?node <{skos.prefLabel}> ?label {_LEVEL}""",
}
_LINKS: dict[str, str] = {
    "promulgates": f"?from <{gw.promulgates}> ?to",
    "is work": f"?from <{gw.work}> ?to",
    "issued by": f"?from <{eli.passed_by}> ?to",
    "addressed to": f"?from <{gw.addressee}> ?to",
    "copied to": f"?from <{gw.copiedTo}> ?to",
    "part of": f"?from a <{gw.Task}> ; <{gw.document}> ?to",
    "led by": f"?from <{gw.ledBy}> ?to",
    "responsible": f"?from <{gw.responsibleBody}> ?to",
    "cooperating": f"?from <{gw.cooperatingBody}> ?to",
    "supervised by": f"?from <{gw.supervisedBy}> ?to",
    "in": f"{{ ?from <{eli.jurisdiction}> ?to }} UNION {{ ?from <{gw.place}> ?to }}",
    "below": f"?from <{gw.parentPlace}> ?to",
}
# through the citations: what the ontology entails would make a mention of every basis
_CITATIONS = f"""SELECT DISTINCT ?from ?to ?relation {{
    ?citation <{gw.document}> ?from ; <{gw.citedWork}> ?to ; <{gw.relation}>/<{skos.notation}> ?relation
}} ORDER BY ?from ?to ?relation"""
KINDS: tuple[Kind, ...] = get_args(Kind)
_ONE: dict[Kind, str] = {
    "documents": "document",
    "tasks": "task",
    "agencies": "agency",
    "works": "work",
    "places": "place",
}


def network(rows: Rows, kinds: Iterable[Kind] = KINDS) -> networkx.MultiDiGraph[str]:
    """The nodes of the kinds asked for, and every link between two of them.

    A node is its IRI, with ``kind`` (document, task, agency, work, place), ``label`` and, where known,
    ``level``; a link has its name as key and as ``relation``. GraphError for a kind that there is not.
    """
    import networkx

    wanted = set(kinds)
    if strange := sorted(wanted - set(KINDS)):
        raise GraphError(f"there is no kind of node {', '.join(strange)}; choose among {', '.join(KINDS)}")
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for kind in KINDS:
        if kind in wanted:
            for node, label, level in rows(
                f"SELECT DISTINCT ?node ?label ?level {{ {_NODES[kind]} }} ORDER BY ?node ?label"
            ):
                more = {"level": str(level)} if level is not None else {}
                graph.add_node(str(node), kind=_ONE[kind], label=str(label), **more)
    for name, pattern in _LINKS.items():
        for start, end in rows(f"SELECT DISTINCT ?from ?to {{ {pattern} }} ORDER BY ?from ?to"):
            _link(graph, str(start), str(end), name)
    if {"documents", "works"} <= wanted:
        for start, end, relation in rows(_CITATIONS):
            _link(graph, str(start), str(end), str(relation))
    return graph


def _link(graph: networkx.MultiDiGraph[str], start: str, end: str, name: str) -> None:
    if start in graph and end in graph:
        graph.add_edge(start, end, key=name, relation=name)
