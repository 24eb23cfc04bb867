"""Local documents whose title is a higher one's with place, year and genre changed.

The rules: the subject is the same, word for word, once place, year, genre and the verbs before it are
taken off; both are of a genre that levels hand down (方案, 要点, 意见, 分工 …); the higher one is national or
of a place above; dates are in order, and no more than three years lie between; a plan of one year
speaks for that year alone. Of several, the one nearest above and then the latest is taken, and of
two of one day neither. A title that itself names a higher one is left to the nested titles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.trace.facts import IMPLEMENTS, Fact
from kg.trace.records import Corpus, Text
from kg.trace.titles import inner_titles, name

_SAME_YEAR, _OTHER_YEAR = 0.85, 0.7
_WITHIN = 3  # years: rounds of one subject come back


class Above:
    """Which places lie above a place: by the table of divisions; for a place that it does not have, by
    whose works its documents rest on."""

    def __init__(self, corpus: Corpus, facts: Iterable[Fact]) -> None:
        self._parents = corpus.parents
        told: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for fact in facts:
            low, high = corpus.texts[fact.descendant], corpus.texts[fact.ancestor]
            if low.place is None or high.place is None or low.place in self._parents:
                continue
            if low.rank is not None and high.rank is not None and high.rank < low.rank:
                told[low.place][high.rank].add(high.place)
        # A place has one above it at each level; where the documents name two, they don't tell.
        self._told = {
            place: {next(iter(over)) for over in by_rank.values() if len(over) == 1}
            for place, by_rank in told.items()
        }
        self._known: dict[str, frozenset[str]] = {}

    def __call__(self, place: str) -> frozenset[str]:
        """All places above one."""
        if place not in self._known:
            found: set[str] = set()
            waiting = [place]
            while waiting:
                at = waiting.pop()
                over = {self._parents[at]} if at in self._parents else self._told.get(at, set())
                waiting += over - found
                found |= over
            self._known[place] = frozenset(found - {place})
        return self._known[place]


def reissue_facts(corpus: Corpus, above: Above) -> Iterator[Fact]:
    """The texts that hand a higher one down."""
    by_subject: defaultdict[str, list[tuple[Text, int | None]]] = defaultdict(list)
    for text in corpus.texts.values():
        if text.title and text.rank is not None and text.year is not None and not text.texts:
            subject, year = _subject(corpus, text)
            if subject:
                by_subject[subject].append((text, year))
    evidence = _Evidence(corpus)
    for _, group in sorted(by_subject.items()):
        higher = [(text, year) for text, year in group if text.rank == 0 or text.place]
        for low, year in group:
            found = [(high, of) for high, of in higher if _may_hand_down(high, of, low, year, above)]
            if not found:
                continue
            nearest = max(high.rank or 0 for high, _ in found)
            latest = max(_day(high) for high, _ in found if high.rank == nearest)
            # of copies the first
            meant = {
                corpus.target(high.work or high.node, high.title): (high, of)
                for high, of in reversed(found)
                if high.rank == nearest and _day(high) == latest
            }
            if len(meant) > 1:
                continue
            for ancestor, (high, of) in meant.items():
                same = (of or high.year) == (year or low.year)
                trust = _SAME_YEAR if same else _OTHER_YEAR
                shown = (*evidence(low), *evidence(high))
                yield Fact(low.node, ancestor, IMPLEMENTS, "reissue", trust, shown)


def _subject(corpus: Corpus, text: Text) -> tuple[str, int | None]:
    """The subject of a text's title, empty where the title holds another's, and the year it names."""
    title = text.title or ""
    own = name(title, corpus.names(text.place))
    return "" if inner_titles(title) else own.subject, own.year


def _may_hand_down(high: Text, of: int | None, low: Text, year: int | None, above: Above) -> bool:
    if high.rank is None or low.rank is None or high.rank >= low.rank:
        return False
    if high.rank > 0 and (not low.place or not high.place or high.place not in above(low.place)):
        return False
    if high.year is None or low.year is None or not high.before(low) or low.year - high.year > _WITHIN:
        return False
    return of is None or of == (year or low.year)


def _day(text: Text) -> str:
    return text.issued or str(text.year)


class _Evidence:
    """Where a text's title is printed: the document itself, or the citations of a work not held."""

    def __init__(self, corpus: Corpus) -> None:
        self._cited: defaultdict[str, list[str]] = defaultdict(list)
        for citation in corpus.citations:
            if citation.title:
                self._cited[citation.work].append(citation.node)

    def __call__(self, text: Text) -> tuple[str, ...]:
        return (text.node,) if text.held else tuple(self._cited.get(text.node, ()))
