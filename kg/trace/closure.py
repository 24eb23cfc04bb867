"""Lineage at any depth, from lineage in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.trace.facts import METHODS, Fact, Method
from kg.trace.records import Corpus


@dataclass(frozen=True, slots=True)
class Descent:
    """The shortest way of several steps from a text to one above it; ``via`` is the first text on it."""

    descendant: str
    ancestor: str
    relation: str
    method: Method
    confidence: float
    steps: int
    via: str


@dataclass(frozen=True, slots=True)
class Lineages:
    """``direct`` holds the facts of each text, those of its notice and of the texts that it promulgates
    included; ``descents`` the ways of several steps; ``cycles`` the texts that come from each other."""

    direct: Mapping[str, tuple[Fact, ...]]
    descents: Mapping[str, tuple[Descent, ...]]
    cycles: tuple[tuple[str, ...], ...]

    def steps(self, node: str) -> dict[str, int]:
        """Every text above one, with the fewest steps to it."""
        found: dict[str, int] = {descent.ancestor: descent.steps for descent in reversed(self.descents[node])}
        for descent in self.descents[node]:
            found[descent.ancestor] = min(found[descent.ancestor], descent.steps)
        return found | {fact.ancestor: 1 for fact in self.direct[node]}


def close(corpus: Corpus, facts: Iterable[Fact]) -> Lineages:
    """The lineage of every text. Links between the texts of a cycle are facts, but no way leads over
    them."""
    import networkx

    own: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        own[fact.descendant].append(fact)
    direct = {
        node: tuple(
            fact
            for member in corpus.group(node)
            for fact in own.get(member, ())
            if fact.ancestor not in corpus.family(node)
        )
        for node in corpus.texts
    }
    links: networkx.DiGraph[str] = networkx.DiGraph()
    links.add_nodes_from(direct)
    links.add_edges_from((node, fact.ancestor) for node, found in direct.items() for fact in found)
    knots = [knot for knot in networkx.strongly_connected_components(links) if len(knot) > 1]
    cycles = tuple(sorted(tuple(sorted(knot)) for knot in knots))
    of = {node: i for i, cycle in enumerate(cycles) for node in cycle}
    links.remove_edges_from([(a, b) for a, b in links.edges if a in of and of[a] == of.get(b)])
    reached: dict[str, dict[_Key, Descent]] = {}
    descents: dict[str, tuple[Descent, ...]] = {}
    for node in reversed(list(networkx.topological_sort(links))):
        steps = [fact for fact in direct[node] if links.has_edge(node, fact.ancestor)]
        near = _shortest(_as_way(node, fact) for fact in steps)
        family = corpus.family(node)
        far = _shortest(
            _through(node, fact, way)
            for fact in steps
            for way in reached[fact.ancestor].values()
            if way.ancestor not in family
        )
        reached[node] = far | near
        descents[node] = _worth_telling(far)
    return Lineages(direct, descents, cycles)


_Key = tuple[str, Method]


def _as_way(node: str, fact: Fact) -> Descent:
    return Descent(node, fact.ancestor, fact.relation, fact.method, fact.confidence, 1, fact.ancestor)


def _through(node: str, fact: Fact, way: Descent) -> Descent:
    """The way on from the text that a fact leads to; its method is the weaker of the two, and how the
    last text stands to the ancestor is how the descendant does."""
    return Descent(
        node,
        way.ancestor,
        way.relation,
        max(fact.method, way.method, key=METHODS.index),
        fact.confidence * way.confidence,
        way.steps + 1,
        fact.ancestor,
    )


def _shortest(ways: Iterable[Descent]) -> dict[_Key, Descent]:
    """For each ancestor and method the shortest way, of these the most trusted."""
    found: dict[_Key, Descent] = {}
    for way in ways:
        known = found.setdefault((way.ancestor, way.method), way)
        if _rank(way) < _rank(known):
            found[way.ancestor, way.method] = way
    return found


def _rank(way: Descent) -> tuple[int, float, str, str]:
    return (way.steps, -way.confidence, way.via, way.relation)


def _worth_telling(ways: Mapping[_Key, Descent]) -> tuple[Descent, ...]:
    """The ways without those that are longer than, or as long as, one by a stronger method."""
    best: dict[str, int] = {}
    kept = []
    for way in sorted(ways.values(), key=lambda w: (w.ancestor, METHODS.index(w.method))):
        if way.steps < best.get(way.ancestor, way.steps + 1):
            best[way.ancestor] = way.steps
            kept.append(way)
    return tuple(kept)
