"""The making of ``graph/trace``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.rdf.iris import Iris
from kg.rdf.nquads import replace
from kg.trace.closure import Lineages, close
from kg.trace.facts import cited_facts, merged
from kg.trace.nested import nested_facts
from kg.trace.quads import trace_quads
from kg.trace.records import Corpus, read_corpus, read_tasks
from kg.trace.reissue import Above, reissue_facts
from kg.trace.wording import Tie, find_ties

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class TraceReport:
    """What was derived: how many ties in one step by each method, ways of several steps, tasks that
    follow one above and pairs of siblings; of each cycle the titles of its texts."""

    citation: int
    nested_title: int
    reissue: int
    descents: int
    follows: int
    siblings: int
    cycles: tuple[tuple[str, ...], ...]


def write_trace(store: Store, iris: Iris) -> TraceReport:
    """Make ``graph/trace`` of a store anew from all that its other graphs say, links to works included."""
    trace = iris.graph("trace")
    corpus = read_corpus(store, trace)
    cited = list(cited_facts(corpus))
    nested, named = nested_facts(corpus, iris)
    corpus = corpus.with_texts(named)
    above = Above(corpus, [*cited, *nested])
    facts = merged([*cited, *nested, *reissue_facts(corpus, above)])
    lineages = close(corpus, facts)
    ties = find_ties(corpus, read_tasks(store, trace), lineages, above)
    quads = trace_quads(corpus, named, lineages, ties, iris)
    replace(store, trace, quads)
    methods = Counter[str](fact.method for fact in facts)
    return _report(corpus, methods, lineages, ties)


def _report(corpus: Corpus, methods: Counter[str], lineages: Lineages, ties: list[Tie]) -> TraceReport:
    kinds = Counter(tie.kind for tie in ties)
    return TraceReport(
        citation=methods["citation"],
        nested_title=methods["nested_title"],
        reissue=methods["reissue"],
        descents=sum(map(len, lineages.descents.values())),
        follows=kinds["follows"],
        siblings=kinds["sibling"],
        cycles=tuple(tuple(corpus.shown(node) for node in cycle) for cycle in lineages.cycles),
    )
