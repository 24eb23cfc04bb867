"""The network of bodies that work together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from kg.model import Level
from kg.sparql.errors import QueryError
from kg.view.asking import PREFIXES, find_agencies, find_documents, of_level, values
from kg.view.describe import called, describe, printed
from kg.view.nodes import fold, link, new_graph, place_network
from kg.view.picture import About, NetworkPicture, Quote
from kg.view.styles import role_order
from kg.view.terms import said

if TYPE_CHECKING:
    from kg.sparql import Graph

LIMIT, SHARE = 150, 3
MOST = 20_000
SHARED = (
    PREFIXES
    + """
SELECT DISTINCT ?task ?agency ?role {
  ASKED
  ?assignment gw:task ?task ; gw:agency ?agency ; gw:role ?part .
  ?part skos:notation ?role .
} ORDER BY ?task ?agency ?role"""
)
_QUOTES, _QUOTED_LINKS = 3, 1500


def agencies(
    graph: Graph,
    agency: str | None = None,
    document: str | None = None,
    level: Level | None = None,
    limit: int | None = None,
) -> NetworkPicture:
    """Who shares tasks with whom: a link from a body that leads tasks to each that takes part in them, and
    one without direction between bodies neither of which leads the other; its weight is the number of
    tasks.

    Of ``agency``, only its own tasks; of ``document``, only that document's; of ``level``, only those
    that documents of the level set. Drawn are the ``limit`` bodies with most tasks; as many again, twice,
    are folded. QueryError where no task is left.
    """
    asked, own = _asked(graph, agency, document, level)
    query = SHARED.replace("ASKED", asked)
    roles: dict[str, dict[str, str]] = {}
    for task, body, role in graph.query(query):
        bodies = roles.setdefault(str(task), {})
        # a body that has two roles in a task counts by the first of the list
        bodies[str(body)] = min(bodies.get(str(body), str(role)), str(role), key=role_order)
    if not roles:
        raise QueryError("the graph has no task with a body for this picture; ask for less")
    load = Counter(body for bodies in roles.values() for body in bodies)
    order = sorted(load, key=lambda body: (body not in own, -load[body], body))
    many = limit or LIMIT
    kept = order[: min(SHARE * many, MOST)]
    cards = describe(graph, kept, quotes=False)
    shared = _links(roles, set(kept))
    name = agency or document
    title = said("title.agencies.of", name=called(graph, name)) if name else said("title.agencies")
    picture = NetworkPicture(About(title, (query,)), new_graph(cards), cards, {})
    for (start, end, relation), tasks in shared.items():
        link(picture.graph, start, end, relation, len(tasks))
    for body in kept:
        picture.graph.nodes[body]["weight"] = load[body]
    picture.quotes = _quoted(graph, shared)
    picture.focus = own[0] if own else None
    notes = [said("note.network", tasks=len(roles))]
    if len(shared) > _QUOTED_LINKS:
        notes.append(said("note.quotes", count=len(shared), limit=_QUOTED_LINKS, tasks=_QUOTES))
    if folded := fold(picture.graph, kept, many):
        notes.append(said("note.fold.agencies", folded=folded, limit=many))
    if len(order) > len(kept):
        notes.append(said("note.left-out.agencies", count=len(order) - len(kept)))
    picture.about = About(title, (query,), tuple(notes))
    return place_network(picture)


def _asked(
    graph: Graph, agency: str | None, document: str | None, level: Level | None
) -> tuple[str, list[str]]:
    parts, own = [], []
    if agency:
        own = find_agencies(graph, agency)
        parts.append(f"{values('own', own)} ?mine gw:agency ?own ; gw:task ?task .")
    if document:
        documents = find_documents(graph, document)
        parts.append(
            f"{values('asked', documents)} ?asked gw:promulgates? ?document . ?task gw:document ?document ."
        )
    if level:
        parts.append("?task gw:document ?text . " + of_level("text", level))
    return "\n  ".join(parts), own


def _links(roles: dict[str, dict[str, str]], kept: set[str]) -> dict[tuple[str, str, str], list[str]]:
    """The tasks behind each link."""
    links: dict[tuple[str, str, str], list[str]] = {}
    for task, bodies in roles.items():
        for a, b in combinations(sorted(kept & bodies.keys()), 2):
            if (bodies[a] == "lead") == (bodies[b] == "lead"):
                links.setdefault((a, b, "together"), []).append(task)
            else:
                start, end = (a, b) if bodies[a] == "lead" else (b, a)
                links.setdefault((start, end, "leads"), []).append(task)
    return links


def _quoted(
    graph: Graph, shared: dict[tuple[str, str, str], list[str]]
) -> dict[tuple[str, str, str], list[Quote]]:
    """The printed words of some tasks of each of the heaviest links."""
    heavy = sorted(shared, key=lambda key: (-len(shared[key]), key))[:_QUOTED_LINKS]
    words = printed(graph, (task for key in heavy for task in shared[key][:_QUOTES]))
    return {key: [q for task in shared[key][:_QUOTES] for q in words.get(task, [])[:1]] for key in heavy}
