"""Tasks: the numbered articles and the table rows that carry a duty, with bodies and deadlines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.extract import patterns
from kg.extract.above import Above
from kg.extract.acting import find_acting
from kg.extract.articles import Article, articles_of, without_notes
from kg.extract.deadlines import find_deadlines
from kg.extract.roles import Note, find_notes, read_cell
from kg.model import Assignment, Deadline, Document, SourceText, Span, Task, TaskRow
from kg.passage import Passage


def find_tasks(
    source: SourceText, document: Document, year: int | None, gazetteer: Collection[str]
) -> list[Task]:
    """The tasks of a document, articles before rows, numbered T1, T2 ..."""
    above = Above(source, document)
    found: list[Task] = []
    rule = above.rule_of_all()
    for article in articles_of(source, document):
        found.append(_article_task(source, document, article, above, rule, year, gazetteer))
        for note in article.notes:
            rule = note.rule or rule
    found += [_row_task(source, document, row, year) for row in document.rows]
    return [replace(task, key=f"T{i}") for i, task in enumerate(found, 1)]


def _article_task(
    source: SourceText,
    document: Document,
    article: Article,
    above: Above,
    rule: Sequence[Assignment],
    year: int | None,
    gazetteer: Collection[str],
) -> Task:
    section = document.sections[article.index]
    heading = Passage.of(source.text, [section.heading]) if section.heading else None
    deadlines = find_deadlines(heading, year) if heading else []
    text = article.text
    if not text.text and heading:
        text, heading = heading, None
    said = [a for note in article.notes for a in note.assignments]
    said += _unsaid(find_acting(text, gazetteer), said)
    said += _unnamed(above.bodies(article.index), said)
    inherited = _unnamed([*rule, *above.rule(section.parent)], said)
    said += [replace(a, inherited=True) for a in inherited]
    deadlines += find_deadlines(text, year)
    deadlines += _noted_deadlines(article.notes, year)
    if headed := _heading_time(text) or above.time(article.index):
        deadlines += find_deadlines(headed, year, stated=True)
    return Task(
        "",
        document.key,
        section.path,
        heading.text if heading else None,
        text.text,
        "article",
        text.pieces(),
        _once(said),
        tuple(_distinct(deadlines)),
    )


def _unsaid(acting: Sequence[Assignment], said: Sequence[Assignment]) -> list[Assignment]:
    """The bodies that a text shows acting, less what notes say already, in the same words or nearer ones."""
    roles = {(a.name, a.role) for a in said}
    named = {a.name for a in said}
    return [
        a
        for a in acting
        if (a.name, a.role) not in roles and not (a.role == "responsible" and a.name in named)
    ]


def _unnamed(more: Sequence[Assignment], said: Sequence[Assignment]) -> list[Assignment]:
    """The assignments of bodies that none is said of."""
    named = {a.name for a in said}
    return [a for a in more if a.name not in named]


def _heading_time(text: Passage) -> Passage | None:
    """The time that heads a text (8月：县水利局……)."""
    head = patterns.HEAD.match(text.text)
    return text.cut(*head.span("head")) if head and patterns.TIME_ALONE.match(head["head"]) else None


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
