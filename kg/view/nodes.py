"""From cards and links to a networkx graph that can be laid out and drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.rdf.namespaces import gw
from kg.sparql.named import Words
from kg.view.layout import force, layered
from kg.view.lettering import clean, cut, ems, one_line, wrap
from kg.view.picture import Card, NetworkPicture
from kg.view.terms import said, term

if TYPE_CHECKING:
    import networkx

LEVELS = ("national", "provincial", "municipal", "county", "township")
UNKNOWN, TASKS, BODIES = -1, 10, 11
UPWARDS = frozenset({"basis", "implements", "reissue", "nested_title"})
"""Relations whose arrow points to what stands above, which is drawn further left."""

LINE, BOX_EMS, BOX_LINES, CAPTION_EMS = 18, 13.3, 4, 17.4
CAPTION, _PADDING = 16, 14
_MARK_EMS, _MARK_LINES = 11, 2
_APART = "\u2002"


def level_order(level: str) -> int:
    """Where a level stands from above to below; one that is not known, below all."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def new_graph(cards: Mapping[str, Card]) -> networkx.MultiDiGraph[str]:
    """The nodes of the cards, as yet without links."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for iri, card in cards.items():
        graph.add_node(iri, kind=card.kind, label=one_line(card.label), level=card.level, shown=True)
    return graph


def link(graph: networkx.MultiDiGraph[str], start: str, end: str, relation: str, weight: int = 1) -> None:
    """Add a link, or its weight where it is there already; one to itself is none."""
    if start == end or start not in graph or end not in graph:
        return
    if graph.has_edge(start, end, relation):
        graph.edges[start, end, relation]["weight"] += weight
    else:
        graph.add_edge(start, end, key=relation, relation=relation, weight=weight)


def fold(graph: networkx.MultiDiGraph[str], order: Iterable[str], limit: int) -> int:
    """Fold all but the first ``limit`` nodes of the order; how many are folded."""
    drawn = set(list(dict.fromkeys(order))[:limit])
    for node in graph:
        graph.nodes[node]["shown"] = node in drawn
    return len(graph) - len(drawn)


def place_network(picture: NetworkPicture) -> NetworkPicture:
    """Give the nodes of a network that are not folded their positions."""
    shown = [node for node, data in picture.graph.nodes(data=True) if data["shown"]]
    picture.positions = force(picture.graph.subgraph(shown))
    return picture


def place_layers(picture: NetworkPicture) -> NetworkPicture:
    """Give the boxes their columns: texts by level, then tasks, bodies, and those that stand above bodies;
    and those that are not folded their positions. Folded ones have a column alone, and a place when they
    are unfolded."""
    graph = picture.graph
    group = {node: _group(data) for node, data in graph.nodes(data=True)}
    shown = [node for node, data in graph.nodes(data=True) if data["shown"]]
    used = sorted({group[node] for node in shown})
    number = _numbers(used, set(group.values()))
    for node in graph:
        graph.nodes[node]["column"] = number[group[node]]
    column = {node: number[group[node]] for node in shown}
    heights = {node: box_height(picture, node) for node in shown}
    links = [(a, b) for a, b in graph.edges() if a in column and b in column]
    picture.positions, picture.routes = layered(column, heights, links)
    picture.columns = tuple(_heading(i) for i in used)
    picture.folded_columns = {
        number[i]: _heading(i) for i in sorted(number) if not 0 <= number[i] < len(used)
    }
    return picture


def _numbers(used: list[int], groups: set[int]) -> dict[int, int]:
    """The number of each group's column: those drawn count from 0, those before and after them go on; a
    folded one in between shares the column of the next."""
    before = sorted(i for i in groups if i < used[0])
    after = sorted(i for i in groups if i > used[-1])
    numbers = {i: bisect_left(used, i) for i in groups}
    numbers.update({i: n - len(before) for n, i in enumerate(before)})
    numbers.update({i: n + len(used) for n, i in enumerate(after)})
    return numbers


def _group(data: Mapping[str, object]) -> int:
    if data["kind"] == gw.Task:
        return TASKS
    if data["kind"] in {gw.Document, gw.Work, gw.Section}:
        return LEVELS.index(str(data["level"])) if data["level"] in LEVELS else UNKNOWN
    return BODIES + int(str(data.get("tier", 0)))


def _heading(group: int) -> Words:
    if group == TASKS:
        return term(gw.Task)
    if group == BODIES:
        return term(gw.Agency)
    if group > BODIES:
        return said("column.counterpart", tier=group - BODIES)
    return term(f"{gw}level-{LEVELS[group]}") if group >= 0 else said("level.unknown")


def caption(card: Card | None) -> str:
    """The small line on top of a box: the number and day of a text, the path and last day of a task."""
    if card is None:
        return ""
    parts = [card.path, card.day] if card.kind == gw.Task else [card.number, card.day]
    whole = _APART.join(one_line(part) for part in parts if part)
    return whole if ems(whole) <= CAPTION_EMS else cut(next(part for part in parts if part), CAPTION_EMS)


def box_lines(picture: NetworkPicture, node: str) -> list[str]:
    """The label of a box, broken into lines."""
    return wrap(str(picture.graph.nodes[node]["label"]), BOX_EMS, BOX_LINES) or [clean(node)[-12:]]


def mark_lines(picture: NetworkPicture, node: str) -> list[str]:
    """The name of a mark in a network, broken into lines."""
    return wrap(str(picture.graph.nodes[node]["label"]), _MARK_EMS, _MARK_LINES)


def box_height(picture: NetworkPicture, node: str) -> float:
    """How tall the box of a node is."""
    above = CAPTION if caption(picture.cards.get(node)) else 0
    return _PADDING + above + LINE * len(box_lines(picture, node))
