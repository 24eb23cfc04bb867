"""Titles that stand within titles: what ties two works though neither may be held.

An inner title means a work by its number, or by the same words in the same place and year; where both
name an issuer, by the same issuer too. One title holding another is never enough, and of several works
that it may mean it means none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.rdf.identity import canonical_number, canonical_title
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept
from kg.trace.facts import IMPLEMENTS, Fact
from kg.trace.records import RANKS, Corpus, Text
from kg.trace.titles import Inner, Name, inner_titles, name
from kg.zh import fold

_KNOWN, _NAMED_ONLY = 0.9, 0.8
_NATIONAL = "100000"


def nested_facts(corpus: Corpus, iris: Iris) -> tuple[list[Fact], list[Text]]:
    """The higher works that titles name, and those of them that nothing else in the graph names."""
    index = _Index(corpus, iris)
    shown = _citations_by_title(corpus)
    facts: list[Fact] = []
    named: dict[str, Text] = {}
    for text in corpus.texts.values():
        for inner in inner_titles(text.title) if text.title else ():
            found, trust = index.find(text, inner), _KNOWN
            if found is None and (found := index.mint(text, inner)):
                named[found.node], trust = found, _NAMED_ONLY
            if found is None or found.node in corpus.family(text.node):
                continue
            evidence = (
                (text.node,) if text.held else tuple(shown.get((text.node, fold(text.title or "")), ()))
            )
            facts.append(Fact(text.node, found.node, IMPLEMENTS, "nested_title", trust, evidence))
    return facts, list(named.values())


def _citations_by_title(corpus: Corpus) -> dict[tuple[str, str], list[str]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for cited in corpus.citations:
        if cited.title:
            found[cited.work, fold(cited.title)].append(cited.node)
    return found


class _Index:
    """The texts of a corpus by what tells them apart: number; else place, year and words of the title."""

    def __init__(self, corpus: Corpus, iris: Iris) -> None:
        self._corpus = corpus
        self._iris = iris
        self._numbers: dict[str, str] = {}
        self._names: defaultdict[tuple[str | None, int | None, str], list[Text]] = defaultdict(list)
        for text in corpus.texts.values():
            if text.number and text.work:
                self._numbers.setdefault(canonical_number(text.number), text.work)
            if text.title and len(text.texts) < 2 and (text.place or text.rank == 0):
                own = name(text.title, corpus.names(text.place))
                self._names[text.place, own.year, own.words].append(text)

    def find(self, citing: Text, inner: Inner) -> Text | None:
        """The one text of a higher level that an inner title means."""
        if inner.number and (work := self._numbers.get(canonical_number(inner.number))):
            return self._higher(self._corpus.target(work, None), citing)
        for reading in inner.readings:
            home = self._home(citing, reading)
            if home.rank is None:
                continue
            names = {*self._corpus.names(home.place), *self._corpus.names(citing.place)}
            wanted = name(reading, tuple(sorted(names, key=lambda n: (-len(n), n))))
            meant = {
                self._corpus.target(text.work or text.node, text.title)
                for text in self._names.get((home.place, wanted.year, wanted.words), ())
                if self._may_issue(text, wanted)
            }
            if len(meant) == 1:
                return self._higher(meant.pop(), citing)
        return None

    def mint(self, citing: Text, inner: Inner) -> Text | None:
        """The work that an inner title names and nothing else in the graph does."""
        if not inner.readings:
            return None
        home = self._home(citing, inner.readings[0])
        if home.rank is None or not _is_higher(home, citing) or (home.rank > 0 and not home.place):
            return None
        title = canonical_title(_as_printed(citing.title or "", inner.readings[0]))
        scope = home.place.rsplit("/", 1)[-1] if home.place else _NATIONAL
        number = canonical_number(inner.number) if inner.number else None
        node = self._iris.numbered_work(number) if number else self._iris.titled_work(scope, title)
        if node in self._corpus.texts or self._corpus.holds(node):  # known, but as one of several
            return None
        return replace(home, node=node, work=node, title=title, number=number, year=name(title).year)

    def _higher(self, node: str, citing: Text) -> Text | None:
        text = self._corpus.texts[node]
        return text if _is_higher(text, citing) else None

    def _home(self, citing: Text, title: str) -> Text:
        """What a title tells of its work's level and place, read where the work that names it is at home."""
        from kg.ground.works import ground_work

        place = self._corpus.home(citing)
        told = ground_work(title, None, place, place.level if place else None)
        return Text(
            node="",
            work=None,
            title=title,
            rank=RANKS[concept("level", told.level)] if told.level else None,
            place=self._iris.place(told.place.code) if told.place else None,
            held=False,
        )

    def _may_issue(self, text: Text, wanted: Name) -> bool:
        own = name(text.title or "", self._corpus.names(text.place)).issuer
        return own is None or wanted.issuer is None or own == wanted.issuer


def _is_higher(text: Text, other: Text) -> bool:
    return text.rank is not None and other.rank is not None and text.rank < other.rank


def _as_printed(title: str, folded: str) -> str:
    """The shortest stretch of a title that has the given folded spelling."""
    for start in range(len(title)):
        if not fold(title[start]):
            continue
        for end in range(start + 1, len(title) + 1):
            spelt = fold(title[start:end])
            if spelt == folded:
                return title[start:end]
            if not folded.startswith(spelt):
                break
    return folded
