"""Lineage in one step, and what citations tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.rdf.namespaces import concept
from kg.trace.records import Corpus

Method = Literal["citation", "nested_title", "reissue"]
METHODS: tuple[Method, ...] = ("citation", "nested_title", "reissue")
"""From the strongest to the weakest."""

BASIS, IMPLEMENTS = concept("relation", "basis"), concept("relation", "implements")

# How far each way is to be trusted: an order in which a user can cut off, no measured probability.
_BY_NUMBER, _BY_TITLE = 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Fact:
    """One text comes from another. ``relation`` is an IRI; ``evidence`` are the citations and documents
    that show it."""

    descendant: str
    ancestor: str
    relation: str
    method: Method
    confidence: float
    evidence: tuple[str, ...]


def cited_facts(corpus: Corpus) -> Iterator[Fact]:
    """Every citation of a basis, or of what is carried out; a mention is no lineage."""
    for cited in corpus.citations:
        if cited.relation not in (BASIS, IMPLEMENTS):
            continue
        ancestor = corpus.target(cited.work, cited.title)
        if ancestor not in corpus.family(cited.document):
            trust = _BY_NUMBER if cited.number else _BY_TITLE
            yield Fact(cited.document, ancestor, cited.relation, "citation", trust, (cited.node,))


def merged(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, one for each pair, relation and method, with all their evidence; in one order."""
    groups: defaultdict[tuple[str, str, str, Method], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.descendant, fact.ancestor, fact.relation, fact.method].append(fact)
    return [
        replace(
            group[0],
            confidence=max(fact.confidence for fact in group),
            evidence=tuple(sorted({node for fact in group for node in fact.evidence})),
        )
        for _, group in sorted(groups.items())
    ]
