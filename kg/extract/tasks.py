"""Tasks: the numbered articles and the table rows that carry a duty, with bodies and deadlines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.acting import find_acting
from kg.extract.articles import Article, articles_of, without_notes
from kg.extract.deadlines import find_deadlines
from kg.extract.roles import TIME_ALONE, Note, bodies_alone, find_notes, find_rule, read_cell
from kg.model import Assignment, Deadline, Document, Section, SourceText, Span, Task, TaskRow
from kg.passage import Passage

_COUNTED = re.compile(r"[：:]?(?:（共?[0-9一二三四五六七八九十]+[项条件个]）)?[：:]?$")  # 县水利局（3项）
_HEAD = re.compile(r"([^，。；：:]{2,12})[：:]")
_NAMES = re.compile(r"[^。；，0-9将报于按]{2,80}[：:]?")


def find_tasks(
    source: SourceText, document: Document, year: int | None, gazetteer: Collection[str]
) -> list[Task]:
    """The tasks of a document, articles before rows, numbered T1, T2 ..."""

    @cache
    def rule_of(index: int | None) -> tuple[Assignment, ...]:
        """A rule that a section, or one above it, sets for the articles in it (以下任务由…牵头)."""
        if index is None:
            return ()
        section = document.sections[index]
        return find_rule(Passage.of(source.text, section.body)) or rule_of(section.parent)

    found: list[Task] = []
    rule = _rule_before(source, document)
    for article in articles_of(source, document):
        here = rule_of(article.section.parent)
        found.append(_article_task(source, document, article, [*rule, *here], year, gazetteer))
        for note in article.notes:
            rule = note.rule or rule
    found += [_row_task(source, document, row, year) for row in document.rows]
    return [replace(task, key=f"T{i}") for i, task in enumerate(found, 1)]


def _rule_before(source: SourceText, document: Document) -> tuple[Assignment, ...]:
    """A rule that the introduction sets for every task."""
    first = min((s.whole.start for s in document.sections), default=0)
    if first <= document.title_span.end:
        return ()
    return find_rule(Passage.of(source.text, [Span(document.title_span.end, first)]))


def _headed(source: SourceText, document: Document, section: Section) -> list[Assignment]:
    """The bodies that a section, or one above it, has for its heading (一、县发展改革局), whose the duties
    below are."""
    at: Section | None = section
    while at is not None:
        for heading in (Passage.of(source.text, [span]) for span in (at.heading, *at.body[:1]) if span):
            bodies = heading.cut(0, len(_COUNTED.sub("", heading.text)))
            if _NAMES.fullmatch(bodies.text) and (found := bodies_alone(bodies)):
                return found
        at = document.sections[at.parent] if at.parent is not None else None
    return []


def _time_above(source: SourceText, document: Document, section: Section, text: Passage) -> Passage | None:
    """The time that heads the text (8月：县水利局……), else the section or one above it (（一）7月底前)."""
    head = _HEAD.match(text.text)
    if head and TIME_ALONE.fullmatch(head[1]):
        return text.cut(*head.span(1))
    at: Section | None = section
    while at is not None:
        heading = Passage.of(source.text, [at.heading]) if at.heading else None
        if heading and TIME_ALONE.fullmatch(heading.text.rstrip("：:")):
            return heading
        at = document.sections[at.parent] if at.parent is not None else None
    return None


def _article_task(
    source: SourceText,
    document: Document,
    article: Article,
    rule: Sequence[Assignment],
    year: int | None,
    gazetteer: Collection[str],
) -> Task:
    section = article.section
    heading = Passage.of(source.text, [section.heading]).text if section.heading else None
    text = article.text
    if not text.text and section.heading:
        text, heading = Passage.of(source.text, [section.heading]), None
    said = [a for note in article.notes for a in note.assignments]
    named = {a.name for a in said}
    said += [
        a
        for a in find_acting(text, gazetteer)
        if a.role not in {b.role for b in said if b.name == a.name}
        and not (a.role == "responsible" and a.name in named)
    ]
    said += [a for a in _headed(source, document, section) if a.name not in {b.name for b in said}]
    held = {a.name for a in said}
    said += [replace(a, inherited=True) for a in rule if a.name not in held]
    deadlines = find_deadlines(Passage.of(source.text, [section.heading]), year) if section.heading else []
    deadlines += find_deadlines(text, year)
    deadlines += _noted_deadlines(article.notes, year)
    above = _time_above(source, document, section, text)
    deadlines += find_deadlines(above, year, stated=True) if above else []
    return Task(
        "",
        document.key,
        section.path,
        heading,
        text.text,
        "article",
        text.pieces(),
        _once(said),
        tuple(_distinct(deadlines)),
    )


def _row_task(source: SourceText, document: Document, row: TaskRow, year: int | None) -> Task:
    whole = Passage.of(source.text, row.text)
    notes = find_notes(whole) if not row.agencies else []
    text = without_notes(whole, notes)
    heading = Passage.of(source.text, row.heading).text if row.heading else None
    said = [a for role, cell in row.agencies for a in read_cell(Passage.of(source.text, cell), role)]
    said += [a for note in notes for a in note.assignments]
    deadlines = find_deadlines(text, year)
    deadlines += _noted_deadlines(notes, year)
    if row.deadline:
        deadlines += find_deadlines(Passage.of(source.text, row.deadline), year, stated=True)
    return Task(
        "",
        document.key,
        row.section,
        heading,
        text.text,
        "table_row",
        text.pieces(),
        _once(said),
        tuple(_distinct(deadlines)),
    )


def _noted_deadlines(notes: Sequence[Note], year: int | None) -> list[Deadline]:
    """The deadlines in notes; what stands behind a label (完成时限：) is stated as one."""
    found = [d for note in notes for part in note.said for d in find_deadlines(part, year)]
    return found + [
        d for note in notes for part in note.stated for d in find_deadlines(part, year, stated=True)
    ]


def _once(assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """One entry for each body and role; the first place counts."""
    seen: dict[tuple[str, str], Assignment] = {}
    for assignment in assignments:
        seen.setdefault((assignment.name, assignment.role), assignment)
    return tuple(seen.values())


def _distinct(deadlines: Sequence[Deadline]) -> Iterator[Deadline]:
    seen: set[Span] = set()
    for deadline in deadlines:
        if deadline.span not in seen:
            seen.add(deadline.span)
            yield deadline
