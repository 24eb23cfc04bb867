"""What an article has from its own heading and from the sections above it: bodies, a time, a rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from kg.extract import patterns
from kg.extract.roles import bodies_alone, find_rule
from kg.model import Assignment, Document, Section, SourceText, Span
from kg.passage import Passage

_Told = TypeVar("_Told")


class Above:
    """Asked by a section's number; each section is read once, and the nearest that tells counts."""

    def __init__(self, source: SourceText, document: Document) -> None:
        self._source = source
        self._sections = document.sections
        self._introduction = _introduction(document)
        nobody: tuple[Assignment, ...] = ()
        self.rule = self._nearest(self._rule, nobody)
        self.bodies = self._nearest(self._bodies, nobody)
        self.time = self._nearest(self._time, None)

    def rule_of_all(self) -> tuple[Assignment, ...]:
        """The rule that the introduction sets for every task."""
        return find_rule(self._read(self._introduction)) if self._introduction else ()

    def _nearest(self, told: Callable[[Section], _Told], nothing: _Told) -> Callable[[int | None], _Told]:
        @cache
        def of(index: int | None) -> _Told:
            if index is None:
                return nothing
            section = self._sections[index]
            return told(section) or of(section.parent)

        return of

    def _read(self, *spans: Span) -> Passage:
        return Passage.of(self._source.text, spans)

    def _rule(self, section: Section) -> tuple[Assignment, ...]:
        """The rule that a section sets for the articles in it (以下任务由…牵头)."""
        return find_rule(self._read(*section.body))

    def _bodies(self, section: Section) -> tuple[Assignment, ...]:
        """The bodies that a section has for its heading (一、县发展改革局), whose the duties below are."""
        for span in (section.heading, *section.body[:1]):
            heading = self._read(span) if span else Passage("", ())
            bodies = heading.cut(0, len(patterns.COUNT_BEHIND.sub("", heading.text)))
            if patterns.NAMES_ALONE.match(bodies.text) and (found := bodies_alone(bodies)):
                return tuple(found)
        return ()

    def _time(self, section: Section) -> Passage | None:
        """The time that is a section's whole heading (（一）7月底前), or its label (8月)."""
        label = section.path.rpartition("/")[2]
        printed = Span(section.whole.start, section.whole.start + len(label))
        headings = [self._read(span) for span in (section.heading, printed) if span]
        return next((h for h in headings if patterns.TIME_ALONE.match(h.text.rstrip("：:"))), None)


def _introduction(document: Document) -> Span | None:
    """What stands between the title and the first section."""
    first = min((section.whole.start for section in document.sections), default=0)
    return Span(document.title_span.end, first) if first > document.title_span.end else None
