"""Where nodes stand, computed by igraph before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

BOX_WIDTH, COLUMN_GAP, ROW_GAP = 236, 84, 16
_SWEEPS = 6
_SEED = 7
_LARGE = 1500


def layers(
    group: Mapping[str, int], flow: Iterable[tuple[str, str]]
) -> tuple[dict[str, int], dict[int, int]]:
    """The column of each node, from left to right, and the first column of each group.

    Groups follow each other; within one, a link of ``flow`` goes to a column further right, unless it is
    part of a circle.
    """
    import networkx

    column: dict[str, int] = {}
    first: dict[int, int] = {}
    at = 0
    links = list(flow)
    for number in sorted(set(group.values())):
        members = [node for node in group if group[node] == number]
        inner = networkx.DiGraph()
        inner.add_nodes_from(members)
        inner.add_edges_from((a, b) for a, b in links if group[a] == group[b] == number)
        circles = networkx.condensation(inner)
        depth: dict[int, int] = {}
        for part in networkx.topological_sort(circles):
            depth[part] = max((depth[before] + 1 for before in circles.predecessors(part)), default=0)
        first[number] = at
        for node in members:
            column[node] = at + depth[circles.graph["mapping"][node]]
        at += max(depth.values(), default=0) + 1
    return column, first


def layered(
    graph: networkx.MultiDiGraph[str], column: Mapping[str, int], height: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Positions of boxes in columns: their order by Sugiyama's method, with few crossings; then each as
    near to the middle of its neighbours as the boxes above and below leave room for."""
    import igraph

    if not graph:
        return {}
    nodes = list(graph)
    index = {node: i for i, node in enumerate(nodes)}
    # igraph wants layers from 0 without a gap
    used = {old: new for new, old in enumerate(sorted({column[node] for node in nodes}))}
    layer = [used[column[node]] for node in nodes]
    pairs = {
        (index[a], index[b]) if layer[index[a]] < layer[index[b]] else (index[b], index[a])
        for a, b in graph.edges()
    }
    drawn = igraph.Graph(
        n=len(nodes), edges=sorted(p for p in pairs if layer[p[0]] != layer[p[1]]), directed=True
    )
    coordinates = drawn.layout_sugiyama(layers=layer, maxiter=200).coords[: len(nodes)]
    columns: list[list[int]] = [[] for _ in used]
    for i in sorted(range(len(nodes)), key=lambda i: (coordinates[i][0], i)):
        columns[layer[i]].append(i)
    tall = [height[node] + ROW_GAP for node in nodes]
    middle = [0.0] * len(nodes)
    for members in columns:
        _stack(members, [0.0] * len(members), tall, middle)
    near: list[list[int]] = [[] for _ in nodes]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    for sweep in range(_SWEEPS):
        for members in columns if sweep % 2 == 0 else reversed(columns):
            wanted = [
                sum(middle[j] for j in near[i]) / len(near[i]) if near[i] else middle[i] for i in members
            ]
            _stack(members, wanted, tall, middle)
    step = BOX_WIDTH + COLUMN_GAP
    return {node: (float(layer[i] * step), round(middle[i], 1)) for node, i in index.items()}


def _stack(
    members: Sequence[int], wanted: Sequence[float], tall: Sequence[float], middle: list[float]
) -> None:
    """Put boxes one below the other in their order, in all as near to where they are wanted as can be
    (least squares, by pooling neighbours that would overlap)."""
    offsets, below = [], 0.0
    for i in members:
        offsets.append(below + tall[i] / 2)
        below += tall[i]
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while pools and pools[-1][0] > mean:
            before, members_before = pools.pop()
            mean = (before * members_before + mean * count) / (members_before + count)
            count += members_before
        pools.append((mean, count))
    places = [mean for mean, count in pools for _ in range(count)]
    for i, place, offset in zip(members, places, offsets, strict=True):
        middle[i] = place + offset


def force(graph: networkx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Positions of a network: strongly tied nodes near each other, separate parts beside each other.

    The same graph gives the same positions.
    """
    import random

    import igraph

    if not graph:
        return {}
    nodes = list(graph)
    index = {node: i for i, node in enumerate(nodes)}
    weights: dict[tuple[int, int], float] = {}
    for a, b, data in graph.edges(data=True):
        pair = tuple(sorted((index[a], index[b])))
        weights[pair] = weights.get(pair, 0) + float(data.get("weight", 1))  # type: ignore[index, arg-type]
    drawn = igraph.Graph(n=len(nodes), edges=list(weights))
    drawn.es["weight"] = [1 + value**0.5 for value in weights.values()]
    drawn.vs["name"] = list(range(len(nodes)))
    igraph.set_random_number_generator(random.Random(_SEED))
    parts = []
    for members in drawn.connected_components():
        part = drawn.induced_subgraph(members)
        parts.append((part.vs["name"], _spread(part)))
    return {nodes[i]: place for i, place in _beside(parts).items()}


def _spread(part) -> list[tuple[float, float]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The positions of one connected part, its links some 90 long."""
    count = part.vcount()
    if count == 1:
        return [(0.0, 0.0)]
    if count > _LARGE:
        coordinates = part.layout_fruchterman_reingold(weights="weight", niter=120, grid=True).coords
    else:
        coordinates = part.layout_fruchterman_reingold(weights="weight", niter=700, grid=False).coords
    x = [c[0] for c in coordinates]
    y = [c[1] for c in coordinates]
    side = max(max(x) - min(x), max(y) - min(y)) or 1.0
    scale = 92 * count**0.5 / side
    return [((c[0] - min(x)) * scale, (c[1] - min(y)) * scale) for c in coordinates]


def _beside(parts: list[tuple[list[int], list[tuple[float, float]]]]) -> dict[int, tuple[float, float]]:
    """The parts beside each other, the largest first, in rows of about a square."""
    parts.sort(key=lambda part: -len(part[0]))
    gap = 80
    boxes = [(max(p[0] for p in places) + gap, max(p[1] for p in places) + gap) for _, places in parts]
    across = max(boxes[0][0], (1.6 * sum(w * h for w, h in boxes)) ** 0.5)
    placed: dict[int, tuple[float, float]] = {}
    left = top = tallest = 0.0
    for (members, places), (width, height) in zip(parts, boxes, strict=True):
        if left and left + width > across:
            left, top, tallest = 0.0, top + tallest, 0.0
        for i, (x, y) in zip(members, places, strict=True):
            placed[i] = (round(left + x, 1), round(top + y, 1))
        left, tallest = left + width, max(tallest, height)
    return placed
