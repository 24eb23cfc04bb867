"""Bodies by what they have to do, and by whom they do it with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from kg.rdf.namespaces import gw, skos
from kg.sparql.errors import GraphError

if TYPE_CHECKING:
    import networkx

    from kg.sparql import Graph

Measure = Literal["degree", "betweenness", "pagerank"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
# Betweenness looks at every pair of bodies: beyond so many, from a sample of them.
_SAMPLED = 500

_BODIES = f"""SELECT ?body ?name ?level {{
    ?body <{gw.resolved}> ?resolved ; <{skos.prefLabel}> ?name
    OPTIONAL {{ ?body <{gw.level}>/<{skos.notation}> ?level }}
}} ORDER BY ?body"""
_PARTS = f"""SELECT DISTINCT ?task ?body ?role {{
    ?part <{gw.task}> ?task ; <{gw.agency}> ?body ; <{gw.role}>/<{skos.notation}> ?role
}} ORDER BY ?task ?body ?role"""


@dataclass(frozen=True, slots=True)
class Load:
    """How many tasks a body has in each role, and with how many others it shares one."""

    body: str
    name: str
    level: str | None
    tasks: int
    leads: int
    responsible: int
    cooperates: int
    supervises: int
    partners: int


def body_network(graph: Graph) -> networkx.Graph[str]:
    """The bodies of a graph, linked where they have a part in one task: the link's ``weight`` is in how
    many. A node is the body's IRI, with ``name``, ``level``, and its number of ``tasks`` by role."""
    import networkx

    found: networkx.Graph[str] = networkx.Graph()
    for body, name, level in graph.query(_BODIES):
        found.add_node(str(body), name=str(name), level=level, tasks=0, roles={})
    shared: dict[str, list[str]] = {}
    for task, part, role in graph.query(_PARTS):
        body = str(part)
        if body not in found:
            continue
        bodies = shared.setdefault(str(task), [])
        node = found.nodes[body]
        node["roles"][role] = node["roles"].get(role, 0) + 1
        if body not in bodies:
            bodies.append(body)
            node["tasks"] += 1
    for bodies in shared.values():
        for i, one in enumerate(bodies):
            for two in bodies[i + 1 :]:
                weight = found.edges[one, two]["weight"] if found.has_edge(one, two) else 0
                found.add_edge(one, two, weight=weight + 1)
    return found


def load(network: networkx.Graph[str]) -> list[Load]:
    """The bodies by how many tasks they have a part in, the busiest first."""
    found = []
    for body, node in network.nodes(data=True):
        roles = [node["roles"].get(role, 0) for role in ("lead", "responsible", "cooperate", "supervise")]
        lead, responsible, cooperates, supervises = roles
        found.append(
            Load(
                body,
                node["name"],
                node["level"],
                node["tasks"],
                lead,
                responsible,
                cooperates,
                supervises,
                network.degree[body],
            )
        )
    return sorted(found, key=lambda load: (-load.tasks, -load.leads, load.name, load.body))


def centrality(network: networkx.Graph[str], measure: Measure = "degree") -> list[tuple[str, float]]:
    """The bodies and how central they are, the most central first: by the share of all bodies that they
    work with (degree), by how often they stand between two others (betweenness, of more than 500 bodies
    by a sample), or by how weighty those are that they work with (pagerank)."""
    import networkx

    if measure not in MEASURES:
        raise GraphError(f"there is no measure {measure!r}; choose one of {', '.join(MEASURES)}")
    if not len(network):
        return []
    if measure == "degree":
        scores = networkx.degree_centrality(network)
    elif measure == "betweenness":
        sample = _SAMPLED if len(network) > _SAMPLED else None
        scores = networkx.betweenness_centrality(network, k=sample, seed=0)
    else:
        scores = networkx.pagerank(network, weight="weight")
    return sorted(scores.items(), key=lambda item: (-round(item[1], 9), item[0]))


def communities(network: networkx.Graph[str]) -> list[list[str]]:
    """The groups of bodies that work more with each other than with the rest (Louvain's method), the
    largest first; bodies that work alone are left out."""
    import networkx

    linked = network.copy()  # a view would give its nodes in no fixed order
    linked.remove_nodes_from([body for body in network if not network.degree[body]])
    if not len(linked):
        return []
    found = networkx.community.louvain_communities(linked, weight="weight", seed=0)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
