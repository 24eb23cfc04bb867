"""The articles of running text that carry a duty: which of a document's sections they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract import patterns
from kg.extract.acting import find_acting
from kg.extract.roles import Note, find_notes
from kg.model import Document, Section, SourceText
from kg.passage import Passage


@dataclass(frozen=True, slots=True)
class Article:
    """A section that is a task, by its number: its text without the notes, and what the notes say."""

    index: int
    text: Passage
    notes: tuple[Note, ...]


def articles_of(source: SourceText, document: Document) -> Iterator[Article]:
    """The sections that carry the duty: those with none below, or whose subsections only list its parts;
    no general introductions, no purposes, definitions and final clauses."""
    tree = _Tree(source, document.sections)
    inside: set[int] = set()
    for i in range(len(document.sections)):
        if i in inside or tree.general[i] or (tree.children[i] and not tree.only_lists(i)):
            continue
        below = tree.descendants(i)
        inside |= set(below)
        article = tree.read(i, below) if below else tree.leaf(i)
        text = article.text.text
        heading = tree.headings[i]
        if (
            (text or (heading and not patterns.HEADS_TABLE.match(heading)))
            and not patterns.NO_DUTY.match(text)
            and not patterns.SEE_ANNEX.match(text)
        ):
            yield article


class _Tree:
    """A document's sections with what is asked of them more than once."""

    def __init__(self, source: SourceText, sections: Sequence[Section]) -> None:
        self.source = source
        self.sections = sections
        self._leaves: dict[int, Article] = {}

    @cached_property
    def children(self) -> list[list[int]]:
        """The subsections right below each section."""
        children: list[list[int]] = [[] for _ in self.sections]
        for i, section in enumerate(self.sections):
            if section.parent is not None:
                children[section.parent].append(i)
        return children

    @cached_property
    def headings(self) -> list[str]:
        """The heading of each section, "" where it has none."""
        return [Passage.of(self.source.text, [s.heading]).text if s.heading else "" for s in self.sections]

    @cached_property
    def general(self) -> list[bool]:
        """Whether each section is, or stands in, a general introduction."""
        general: list[bool] = []
        for section, heading in zip(self.sections, self.headings, strict=True):
            above = section.parent is not None and general[section.parent]
            general.append(above or bool(patterns.GENERAL.match(heading)))
        return general

    def descendants(self, i: int) -> list[int]:
        """All sections below one, in order."""
        return sorted(j for child in self.children[i] for j in (child, *self.descendants(child)))

    def read(self, i: int, below: Sequence[int] = ()) -> Article:
        """A section as one passage, with those below it."""
        spans = list(self.sections[i].body)
        for part in (self.sections[j] for j in below):
            spans += [*([part.heading] if part.heading else []), *part.body]
        whole = Passage.of(self.source.text, sorted(spans))
        notes = tuple(find_notes(whole))
        return Article(i, without_notes(whole, notes), notes)

    def leaf(self, i: int) -> Article:
        """A section without those below it."""
        if i not in self._leaves:
            self._leaves[i] = self.read(i)
        return self._leaves[i]

    def only_lists(self, i: int) -> bool:
        """Whether the subsections list the parts of one duty: only the last bears the note of
        responsibility, or the section is an article (第五条) whose （一）（二） are its points."""
        below = self.children[i]
        if any(self.children[j] for j in below):
            return False
        if re.match(r"^第.+条$", self.sections[i].path.rsplit("/", 1)[-1]):
            acting = [j for j in below if find_acting(self.leaf(j).text)]
            return len(acting) < len(below) / 2
        noted = [j for j in below if self.leaf(j).notes]
        last = self.sections[below[-1]]
        own = len(last.body) < 2 and "\n" not in self.source.quote(
            last.whole
        )  # a note on the point's own line
        return len(below) > 1 and noted == [below[-1]] and self.sections[i].depth > 1 and not own


def without_notes(whole: Passage, notes: Sequence[Note]) -> Passage:
    """A passage less its notes of responsibility."""
    if not notes:
        return whole
    edges = [0, *(edge for note in notes for edge in (note.start, note.end)), len(whole.text)]
    parts = [whole.cut(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    text = "".join(part.text for part in parts)
    offsets = tuple(offset for part in parts for offset in part.offsets)
    return Passage(text, offsets).cut(0, len(text.rstrip(" 【[（(")))
