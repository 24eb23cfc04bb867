"""The lineage of a document over the levels: what it rests on, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.sparql.errors import QueryError
from kg.view.asking import find_documents
from kg.view.descent import Descent, Step, link_steps
from kg.view.describe import called, describe, printed
from kg.view.nodes import fold, new_graph, place_layers
from kg.view.picture import About, NetworkPicture
from kg.view.terms import said

if TYPE_CHECKING:
    from kg.sparql import Graph

LIMIT, MOST = 60, 1500


def lineage(graph: Graph, name: str, limit: int | None = None) -> NetworkPicture:
    """The lineage of a document or work (by title, number or IRI), level by level from left to right.

    A notice stands for the texts that it promulgates. QueryError where the graph knows no such text, or
    nothing that it rests on or that rests on it.
    """
    asked = find_documents(graph, name)
    descent = Descent(graph)
    homes = list(dict.fromkeys(descent.homes(asked).values()))
    above, below = descent.walk(homes, "above"), descent.walk(homes, "below")
    if not above and not below:
        raise QueryError(f"{name} rests on no text that the graph knows, and none rests on it")
    order = list(dict.fromkeys([*homes, *_ends(above, below)]))
    kept = order[:MOST]
    cards = describe(graph, kept)
    steps = {(step.lower, step.upper): step for step in (*above, *below)}.values()
    words = printed(graph, sorted({shown for step in steps for shown in step.shown}))
    queries = tuple(descent.queries.values())
    title = said("title.lineage", name=called(graph, name))
    picture = NetworkPicture(About(title, queries), new_graph(cards), cards, {})
    link_steps(picture, steps, words)
    picture.focus = homes[0]
    many = limit or LIMIT
    notes = []
    if folded := fold(picture.graph, kept, many):
        notes.append(said("note.fold.lineage", folded=folded, limit=many))
    if len(order) > MOST:
        notes.append(said("note.left-out", count=len(order) - MOST, most=MOST))
    picture.about = About(title, queries, tuple(notes))
    return place_layers(picture)


def _ends(above: list[Step], below: list[Step]) -> list[str]:
    """The texts by turns from above and below, the nearest first."""
    up, down = [step.upper for step in above], [step.lower for step in below]
    ends: list[str] = []
    for i in range(max(len(up), len(down))):
        ends += up[i : i + 1] + down[i : i + 1]
    return ends
