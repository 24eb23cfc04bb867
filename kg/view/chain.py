"""The chain of responsibility: bases, documents, tasks, bodies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.sparql.errors import QueryError
from kg.sparql.named import Words
from kg.view.asking import PREFIXES, Thing, find, values
from kg.view.descent import Descent, Step, link_steps
from kg.view.describe import called, describe, printed
from kg.view.nodes import fold, link, new_graph, place_layers
from kg.view.picture import About, NetworkPicture, Quote
from kg.view.terms import said

if TYPE_CHECKING:
    from kg.sparql import Graph

LIMIT, MOST = 60, 1500
DUTIES = (
    PREFIXES
    + """
SELECT ?document ?task ?order (MIN(?day) AS ?due) ?role ?agency ?assignment {
  ASKED
  ?task gw:document ?document ; gw:order ?order ; a gw:Task .
  OPTIONAL {
    ?assignment gw:agency ?agency ; gw:task ?task .
    OPTIONAL { ?assignment gw:order ?place }
    OPTIONAL { ?assignment gw:role ?part . OPTIONAL { ?part skos:notation ?role } }
  }
  OPTIONAL { ?limit gw:task ?task ; gw:due ?day }
} GROUP BY ?document ?task ?order ?place ?role ?agency ?assignment
ORDER BY ?document ?order ?place ?role ?agency"""
)
_ASKED: dict[Thing, tuple[str, str]] = {
    "document": ("asked", "ASKED ?asked gw:promulgates? ?document ."),
    "agency": ("asked", "ASKED ?mine gw:agency ?asked ; gw:task ?task ."),
    "task": ("task", "ASKED"),
}
COUNTERPARTS = (
    PREFIXES
    + """
SELECT DISTINCT ?body ?above { ASKED ?body gw:counterpartAbove ?above } ORDER BY ?body ?above"""
)
_LEVELS_UP = 5


def chain(graph: Graph, name: str, limit: int | None = None) -> NetworkPicture:
    """The chain of responsibility of a document (by title, number or IRI), a body (by name or IRI) or a
    task (by IRI): what it rests on, the document, its tasks, and the bodies with their roles.

    ``limit`` is how many boxes are drawn at first; the others are folded. QueryError where the graph
    knows no such thing, or sets it no task.
    """
    thing, asked = find(graph, name)
    variable, pattern = _ASKED[thing]
    query = DUTIES.replace("ASKED", pattern.replace("ASKED", values(variable, asked)))
    rows = [tuple(None if cell is None else str(cell) for cell in row) for row in graph.query(query)]
    if not rows:
        raise QueryError(f"the graph has no task of {name}; look for another with: kg query search-tasks")
    documents = list(dict.fromkeys(str(row[0]) for row in rows))
    descent = Descent(graph)
    notices = descent.homes(documents)
    steps = descent.walk(documents, "above")
    order = _order(thing, asked, rows, notices, steps)
    kept = order[:MOST]
    bodies = [iri for iri in kept if iri in {row[5] for row in rows}]
    above = _counterparts(graph, bodies)
    tier: dict[str, int] = {}
    for n, pairs in enumerate(above, 1):
        for _, upper in pairs:
            if upper not in bodies:
                tier.setdefault(upper, n)
    cards = describe(graph, [*kept, *tier])
    shown_by = {str(row[6]) for row in rows if row[6]} | {shown for step in steps for shown in step.shown}
    words = printed(graph, sorted(shown_by))
    title = said(f"title.chain.{thing}", name=called(graph, name))
    queries = (query, *descent.queries.values())
    picture = NetworkPicture(About(title, queries), new_graph(cards), cards, {})
    link_steps(picture, steps, words)
    for document, notice in notices.items():
        link(picture.graph, notice, document, "promulgates")
    for row in rows:
        _duty(picture, row, words)
    for iri, above_it in tier.items():
        picture.graph.nodes[iri]["tier"] = above_it
    for pairs in above:
        for lower, upper in pairs:
            link(picture.graph, lower, upper, "counterpart")
    picture.focus = asked[0] if asked[0] in cards else kept[0]
    partners = {str(row[5]) for row in rows} - set(asked) if thing == "agency" else set()
    drawn = [iri for iri in kept if iri not in partners]
    drawn += _above_these(asked if thing == "agency" else bodies if thing == "task" else [], above)
    many = limit or LIMIT
    fold(picture.graph, drawn, many)
    notes = _notes(len(partners & set(kept)), max(len(drawn) - many, 0), len(order) - len(kept), many)
    if hidden := len(tier.keys() - set(drawn[:many])):
        notes = (*notes, said("note.fold.counterparts", folded=hidden))
    picture.about = About(title, queries, notes)
    return place_layers(picture)


def _counterparts(graph: Graph, bodies: list[str]) -> list[list[tuple[str, str]]]:
    """What stands above the bodies in their line of work, one list of pairs for each step up."""
    steps: list[list[tuple[str, str]]] = []
    asked, seen = bodies, set(bodies)
    while asked and len(steps) < _LEVELS_UP:
        answer = graph.query(COUNTERPARTS.replace("ASKED", values("body", asked)))
        pairs = [(str(lower), str(upper)) for lower, upper in answer]
        steps.append(pairs)
        asked = list(dict.fromkeys(upper for _, upper in pairs if upper not in seen))
        seen.update(asked)
    return steps


def _above_these(bodies: list[str], above: list[list[tuple[str, str]]]) -> list[str]:
    """What stands above some of the bodies, the nearest first."""
    found = dict.fromkeys(bodies)
    for pairs in above:
        found.update(dict.fromkeys(upper for lower, upper in pairs if lower in found))
    return [iri for iri in found if iri not in bodies]


def _order(
    thing: Thing,
    asked: list[str],
    rows: Iterable[tuple[str | None, ...]],
    notices: dict[str, str],
    steps: list[Step],
) -> list[str]:
    """All nodes, those to be drawn first at the front: what was asked for; of each task its document, what
    that rests on, the task and its bodies. Tasks come as in the text, a body's by their last day."""
    above: dict[str, list[str]] = {}
    for step in steps:
        above.setdefault(step.lower, []).append(step.upper)
    rows = list(rows)
    if thing == "agency":
        rows.sort(key=lambda row: (row[3] is None, row[3] or ""))
    found: dict[str, None] = dict.fromkeys(asked) if thing == "agency" else {}
    for document, task, *_, agency, _assignment in rows:
        if str(task) not in found:
            found.setdefault(str(document))
            waiting = [notices[str(document)]]
            while waiting:
                text = waiting.pop(0)
                if text not in found or text == document:
                    found.setdefault(text)
                    waiting += above.pop(text, [])
            found.setdefault(str(task))
        if agency:
            found.setdefault(agency)
    return list(found)


def _duty(picture: NetworkPicture, row: tuple[str | None, ...], words: dict[str, list[Quote]]) -> None:
    document, task, _, _, role, agency, assignment = row
    # a task has a row for each of its bodies
    if not picture.graph.has_edge(str(document), str(task), "contains"):
        link(picture.graph, str(document), str(task), "contains")
    if agency and role:
        if not picture.graph.has_edge(str(task), agency, role):
            link(picture.graph, str(task), agency, role)
        known = picture.quotes.setdefault((str(task), agency, role), [])
        known += [quote for quote in words.get(str(assignment), []) if quote not in known]


def _notes(partners: int, folded: int, left_out: int, limit: int) -> tuple[Words, ...]:
    notes = []
    if folded:
        notes.append(said("note.fold.chain", folded=folded, limit=limit))
    if partners:
        notes.append(said("note.fold.partners", folded=partners))
    if left_out:
        notes.append(said("note.left-out", count=left_out, most=MOST))
    return tuple(notes)
