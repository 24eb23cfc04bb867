"""Where nodes stand, computed by igraph before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

BOX_WIDTH, COLUMN_GAP, ROW_GAP, LANE = 204, 64, 18, 12
_SWEEPS = 24
_ROOM = (124.0, 54.0)
_SEED = 7
_SMALL, _LARGE = 400, 1500
_ROUNDS, _NEAR = 150, 0.5


Place = tuple[float, float]
Route = list[Place]


def layered(
    column: Mapping[str, int], height: Mapping[str, float], links: Iterable[tuple[str, str]]
) -> tuple[dict[str, Place], dict[tuple[str, str], Route]]:
    """Positions of boxes in columns, and the way of each link that passes through a column between.

    The order in a column is that of Sugiyama's method, with few crossings; then each box is put as near to
    the middle of its neighbours as those above and below leave room for. A link that passes a column has
    a lane of its own there, so that it crosses no box; its way are the middles of its lanes, from left
    to right, by its ends from left to right. Links within a column are drawn beside it.
    """
    import igraph

    nodes = list(column)
    if not nodes:
        return {}, {}
    index = {node: i for i, node in enumerate(nodes)}
    layer = [column[node] for node in nodes]
    tall = [height[node] + ROW_GAP for node in nodes]
    pairs = sorted(
        {(a, b) if column[a] < column[b] else (b, a) for a, b in links if column[a] != column[b]},
        key=lambda pair: (index[pair[0]], index[pair[1]]),
    )
    edges: list[tuple[int, int]] = []
    lanes: dict[tuple[str, str], list[int]] = {}
    for a, b in pairs:
        before = index[a]
        for passed in range(column[a] + 1, column[b]):
            layer.append(passed)
            tall.append(LANE)
            edges.append((before, len(layer) - 1))
            before = len(layer) - 1
            lanes.setdefault((a, b), []).append(before)
        edges.append((before, index[b]))
    drawn = igraph.Graph(n=len(layer), edges=edges, directed=True)
    coordinates = drawn.layout_sugiyama(layers=layer, maxiter=200).coords
    columns: list[list[int]] = [[] for _ in range(max(layer) + 1)]
    for i in sorted(range(len(layer)), key=lambda i: (coordinates[i][0], i)):
        columns[layer[i]].append(i)
    middle = _align(columns, edges, tall)
    step = BOX_WIDTH + COLUMN_GAP
    places = {node: (float(layer[i] * step), round(middle[i], 1)) for node, i in index.items()}
    routes = {
        pair: [(float(layer[i] * step), round(middle[i], 1)) for i in passed]
        for pair, passed in lanes.items()
    }
    return places, routes


def _align(columns: list[list[int]], edges: list[tuple[int, int]], tall: list[float]) -> list[float]:
    """The middle of each box and lane: columns one after the other, to and fro, by their neighbours."""
    middle = [0.0] * len(tall)
    for members in columns:
        _stack(members, [0.0] * len(members), tall, middle)
    near: list[list[int]] = [[] for _ in tall]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    for sweep in range(_SWEEPS):
        for members in columns if sweep % 2 == 0 else reversed(columns):
            wanted = [
                sum(middle[j] for j in near[i]) / len(near[i]) if near[i] else middle[i] for i in members
            ]
            _stack(members, wanted, tall, middle)
    return middle


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
    nodes = sorted(graph)  # a subgraph has no order of its own
    index = {node: i for i, node in enumerate(nodes)}
    weights: dict[tuple[int, int], float] = {}
    for a, b, data in graph.edges(data=True):
        pair = tuple(sorted((index[a], index[b])))
        weights[pair] = weights.get(pair, 0) + float(data.get("weight", 1))  # type: ignore[index, arg-type]
    drawn = igraph.Graph(n=len(nodes), edges=list(weights))
    drawn.es["weight"] = [1 + value**0.5 for value in weights.values()]
    drawn.vs["name"] = list(range(len(nodes)))
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - the same seed, the same picture
    parts = []
    for members in drawn.connected_components():
        part = drawn.induced_subgraph(members)
        parts.append((part.vs["name"], _spread(part)))
    return {nodes[i]: place for i, place in _beside(parts).items()}


def _spread(part) -> list[tuple[float, float]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The positions of one connected part, spread over a field that grows with its number of nodes."""
    count = part.vcount()
    if count == 1:
        return [(0.0, 0.0)]
    if count <= _SMALL:
        coordinates = part.layout_kamada_kawai().coords
    elif count > _LARGE:
        coordinates = part.layout_fruchterman_reingold(niter=120, grid=True).coords
    else:
        coordinates = part.layout_fruchterman_reingold(weights="weight", niter=150, grid=False).coords
    x = [c[0] for c in coordinates]
    y = [c[1] for c in coordinates]
    side = max(max(x) - min(x), max(y) - min(y)) or 1.0
    scale = 100 * count**0.5 / side
    places = [(c[0] * scale * 1.25, c[1] * scale) for c in coordinates]
    if count <= _LARGE:
        places = _apart(places)
    left, top = min(p[0] for p in places), min(p[1] for p in places)
    return [(x - left, y - top) for x, y in places]


def _apart(places: list[Place]) -> list[Place]:
    """The places moved, as little as may be, until each has room for its mark and its name.

    Both of two that are too near go half the way, in the direction that is shorter. Where there are so
    many that this does not end, it stops after so many rounds.
    """
    import numpy
    from scipy.spatial import KDTree

    room, at = numpy.array(_ROOM), numpy.array(places)
    for _ in range(_ROUNDS):
        one, other = KDTree(at / room).query_pairs(1.0, p=numpy.inf, output_type="ndarray").T
        between = at[one] - at[other]
        over = room - abs(between)
        near = over.min(axis=1) > _NEAR
        if not near.any():
            break
        one, other, between, over = one[near], other[near], between[near], over[near]
        shift = (over + 1) / 2 * numpy.where(between >= 0, 1, -1)
        # a name is wider than it is high, so that a way up or down is dearer than it looks
        upright = over[:, 1] * 1.5 <= over[:, 0]
        shift[upright, 0] = shift[~upright, 1] = 0
        numpy.add.at(at, one, shift)
        numpy.subtract.at(at, other, shift)
    return [(float(x), float(y)) for x, y in at]


def _beside(parts: list[tuple[list[int], list[tuple[float, float]]]]) -> dict[int, tuple[float, float]]:
    """The parts beside each other, the largest first, in rows of about a square."""
    wide, high = _ROOM[0] + 20, _ROOM[1] + 20
    boxes = [(max(p[0] for p in places) + wide, max(p[1] for p in places) + high) for _, places in parts]
    tallest_first = sorted(range(len(parts)), key=lambda i: (-boxes[i][1], -boxes[i][0]))
    parts, boxes = [parts[i] for i in tallest_first], [boxes[i] for i in tallest_first]
    across = max(*(w for w, _ in boxes), 0.0, (1.7 * sum(w * h for w, h in boxes)) ** 0.5)
    placed: dict[int, tuple[float, float]] = {}
    left = top = tallest = 0.0
    for (members, places), (width, height) in zip(parts, boxes, strict=True):
        if left and left + width > across:
            left, top, tallest = 0.0, top + tallest, 0.0
        for i, (x, y) in zip(members, places, strict=True):
            placed[i] = (round(left + x, 1), round(top + y, 1))
        left, tallest = left + width, max(tallest, height)
    return placed
