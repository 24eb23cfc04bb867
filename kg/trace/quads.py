"""Derived statements as quads of ``graph/trace``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.rdf.identity import number_parts
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, eli, gw, itsrdf, prov, rdf
from kg.rdf.nquads import Pair, double, integer, iri, join, lines, string, text
from kg.trace.closure import Descent, Lineages
from kg.trace.facts import METHODS, Fact
from kg.trace.records import LEVELS, Corpus, Text
from kg.trace.wording import Tie

_TYPE, _CONFIDENCE, _DERIVED_FROM = iri(rdf.type), iri(itsrdf.taConfidence), iri(prov.wasDerivedFrom)
_DESCENDANT, _ANCESTOR, _RELATION, _METHOD, _STEPS, _VIA, _SHARED_WORDS = map(
    iri, (gw.descendant, gw.ancestor, gw.relation, gw.method, gw.steps, gw.via, gw.sharedWords)
)
_LINEAGE, _LIKENESS = iri(gw.Lineage), iri(gw.Likeness)
_DESCENDS_FROM, _FOLLOWS, _SIBLING = iri(gw.descendsFrom), iri(gw.follows), iri(gw.sibling)
_METHODS = {method: iri(concept("method", method)) for method in (*METHODS, "wording")}
_KINDS = {kind: iri(concept("likeness", kind)) for kind in ("follows", "sibling")}


def trace_quads(
    corpus: Corpus, named: Iterable[Text], lineages: Lineages, ties: Sequence[Tie], iris: Iris
) -> bytes:
    """The whole of ``graph/trace`` as sorted N-Quads."""
    graph = iris.graph("trace")
    found: list[str] = []
    for work in named:
        found += lines(work.node, _work(work), graph)
    for node in corpus.texts:
        for fact in lineages.direct[node]:
            found += lines(*_fact(node, fact, iris), graph)
        for way in lineages.descents[node]:
            found += lines(*_descent(way, iris), graph)
        found += lines(node, _direct(corpus, node, lineages), graph)
    for tie in ties:
        found += _tie(tie, iris, graph)
    for task, above in _tasks_above(ties).items():
        found += lines(task, [(_DESCENDS_FROM, iri(other)) for other in above], graph)
    for cycle in lineages.cycles:
        pairs: list[Pair] = [(_TYPE, iri(gw.Cycle))]
        pairs += [(iri(gw.cycleMember), iri(node)) for node in cycle]
        found += lines(iris.derived("cycle", *cycle), pairs, graph)
    return join(sorted(found))


def _work(work: Text) -> list[Pair]:
    parts = number_parts(work.number) if work.number else None
    return [
        (_TYPE, iri(gw.Work)),
        (iri(eli.title), text(work.title)),
        (iri(eli.id_local), text(work.number)),
        (iri(gw.agencyCode), string(parts.agency_code) if parts else None),
        (iri(gw.year), integer(parts.year) if parts else None),
        (iri(gw.serial), integer(parts.serial) if parts else None),
        (iri(gw.level), iri(concept("level", LEVELS[work.rank])) if work.rank is not None else None),
        (iri(eli.jurisdiction), iri(work.place) if work.place else None),
    ]


def _fact(node: str, fact: Fact, iris: Iris) -> tuple[str, list[Pair]]:
    pairs = _lineage(node, fact.ancestor, fact.relation, fact.method, fact.confidence, 1)
    pairs += [(_DERIVED_FROM, iri(shown)) for shown in fact.evidence]
    return iris.derived("lineage", node, fact.ancestor, fact.relation, fact.method, "1"), pairs


def _descent(way: Descent, iris: Iris) -> tuple[str, list[Pair]]:
    says = (way.descendant, way.ancestor, way.relation, way.method)
    pairs = _lineage(*says, way.confidence, way.steps)
    return iris.derived("lineage", *says, str(way.steps)), [*pairs, (_VIA, iri(way.via))]


def _lineage(
    descendant: str, ancestor: str, relation: str, method: str, confidence: float, steps: int
) -> list[Pair]:
    return [
        (_TYPE, _LINEAGE),
        (_DESCENDANT, iri(descendant)),
        (_ANCESTOR, iri(ancestor)),
        (_RELATION, iri(relation)),
        (_METHOD, _METHODS[method]),
        (_CONFIDENCE, double(confidence)),
        (_STEPS, integer(steps)),
    ]


def _direct(corpus: Corpus, node: str, lineages: Lineages) -> Iterator[Pair]:
    """What is said straight from text to text."""
    above = lineages.steps(node)
    reached = {member for ancestor in above for member in _with_notice(corpus, ancestor)}
    works = {work for member in reached if (work := corpus.texts[member].work)}
    for ancestor in sorted(reached | works):
        yield _DESCENDS_FROM, iri(ancestor)
    for fact in lineages.direct[node]:
        if fact.descendant != node:  # its notice's, or its text's
            continue
        if fact.method == "reissue":
            yield iri(gw.reissueOf), iri(fact.ancestor)
        work = corpus.texts[fact.ancestor].work
        if fact.method == "nested_title" and work and (node, work) not in corpus.implemented:
            yield iri(eli.ensures_implementation_of), iri(work)


def _with_notice(corpus: Corpus, node: str) -> Iterator[str]:
    """An ancestor with its notice, with the texts that it promulgates, and with its copies."""
    for member in corpus.group(node):
        yield from corpus.copies(member) if member == node else (member,)


def _tie(tie: Tie, iris: Iris, graph: str) -> list[str]:
    pairs: list[Pair] = [
        (_TYPE, _LIKENESS),
        (_DESCENDANT, iri(tie.descendant)),
        (_ANCESTOR, iri(tie.ancestor)),
        (_RELATION, _KINDS[tie.kind]),
        (_METHOD, _METHODS["wording"]),
        (_CONFIDENCE, double(tie.likeness)),
        (_SHARED_WORDS, text("|".join(tie.words))),
    ]
    found = lines(iris.derived("likeness", tie.descendant, tie.ancestor), pairs, graph)
    if tie.kind == "follows":
        return found + lines(tie.descendant, [(_FOLLOWS, iri(tie.ancestor))], graph)
    for one, two in ((tie.descendant, tie.ancestor), (tie.ancestor, tie.descendant)):
        found += lines(one, [(_SIBLING, iri(two))], graph)
    return found


def _tasks_above(ties: Iterable[Tie]) -> dict[str, list[str]]:
    """For each task all that it follows, at any depth."""
    followed = {tie.descendant: tie.ancestor for tie in ties if tie.kind == "follows"}
    found: dict[str, list[str]] = {}
    for task in followed:
        above, at = found.setdefault(task, []), task
        while (at := followed.get(at, task)) != task and at not in above:
            above.append(at)
    return found
