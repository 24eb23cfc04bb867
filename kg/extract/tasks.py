"""Tasks: the numbered articles and the table rows that carry a duty, with bodies and deadlines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.acting import find_acting
from kg.extract.deadlines import find_deadlines
from kg.extract.roles import Note, find_notes, find_rule, read_cell
from kg.model import Assignment, Deadline, Document, Section, SourceText, Span, Task, TaskRow
from kg.passage import Passage

# Headings of general introductions, which set no task.
_GENERAL = re.compile(
    r"^(?:(?:指导思想|总体(?:要求|目标|思路|部署|原则|安排)|基本原则|工作(?:目标|原则|思路)|主要目标|目标任务|发展目标|附则|适用范围|编制(?:目的|依据)|形势(?:任务|背景|分析)?|总体(?:进展|情况)|存在(?:的)?(?:主要|突出)?问题|工作(?:进展|成效|回顾|开展)情况|主要(?:成效|做法)|基本情况|督查(?:检查)?情况|重要意义|工作背景|预期目标|主要指标|名词解释|术语|定义)(?:和|与|及|、|$))+"
)
_NO_DUTY = re.compile(
    r"^(?:为(?:了|进一步|加强|规范|保障|贯彻|维护|促进|深入|切实)?[^。]{0,200}(?:制定本|结合[^。]{0,40}实际)|本(?:办法|规定|细则|条例|制度|规则|方案|意见|预案|指南|通知)[^。]{0,30}(?:所称|适用于|自[^。]{2,40}(?:起|施行)|由[^。]{2,30}(?:负责解释|解释)|有效期))"
)

_SEE_ANNEX = re.compile(r"^[^。]{0,60}(?:具体|详)见附[件表][^。]{0,10}。?$")


@dataclass(frozen=True, slots=True)
class _Article:
    """A section that is a task, read: its text without the notes, and what the notes say."""

    section: Section
    text: Passage
    notes: tuple[Note, ...]


def find_tasks(
    source: SourceText, document: Document, year: int | None, gazetteer: Collection[str]
) -> list[Task]:
    """The tasks of a document, articles before rows, numbered T1, T2 ..."""
    found: list[Task] = []
    rule: tuple[Assignment, ...] = ()
    for article in _articles(source, document):
        rule = rule or _rule_before(source, document, article.section)
        here = _rule_above(source, document, article.section)
        found.append(_article_task(source, document, article, [*rule, *here], year, gazetteer))
        for note in article.notes:
            rule = note.rule or rule
    found += [_row_task(source, document, row, year) for row in document.rows]
    return [replace(task, key=f"T{i}") for i, task in enumerate(found, 1)]


def _articles(source: SourceText, document: Document) -> Iterator[_Article]:
    """The sections that carry the duty: those with none below, or whose subsections only list its parts."""
    sections = document.sections
    children: dict[int, list[int]] = {}
    for i, section in enumerate(sections):
        if section.parent is not None:
            children.setdefault(section.parent, []).append(i)
    general = [_is_general(source, sections, i) for i in range(len(sections))]
    inside: set[int] = set()
    for i, section in enumerate(sections):
        if i in inside or general[i]:
            continue
        below = children.get(i, [])
        if below and not _only_lists(source, sections, section, below, children):
            continue
        inside |= _descendants(i, children)
        article = _read(source, section, [sections[j] for j in sorted(_descendants(i, children))])
        if (article.text.text or section.heading) and not (
            _NO_DUTY.match(article.text.text) or _SEE_ANNEX.match(article.text.text)
        ):
            yield article


def _is_general(source: SourceText, sections: Sequence[Section], i: int | None) -> bool:
    """Whether a section, or one that it stands in, is a general introduction."""
    while i is not None:
        heading = sections[i].heading
        if heading and _GENERAL.match(Passage.of(source.text, [heading]).text):
            return True
        i = sections[i].parent
    return False


def _descendants(i: int, children: dict[int, list[int]]) -> set[int]:
    below = set(children.get(i, ()))
    return below.union(*(_descendants(j, children) for j in below)) if below else below


def _only_lists(
    source: SourceText,
    sections: Sequence[Section],
    above: Section,
    below: Sequence[int],
    children: dict[int, list[int]],
) -> bool:
    """Whether the subsections list the parts of one duty: only the last bears the note of responsibility,
    or the section is an article (第五条) whose （一）（二） are its points."""
    if any(children.get(j) for j in below):
        return False
    if re.match(r"^第.+条$", above.path.rsplit("/", 1)[-1]):
        acting = [j for j in below if find_acting(_read(source, sections[j], []).text)]
        return len(acting) < len(below) / 2
    noted = [
        j
        for j in below
        if find_notes(_read(source, sections[j], []).text) or _read(source, sections[j], []).notes
    ]
    return (
        len(below) > 1
        and noted == [below[-1]]
        and above.depth > 1
        and not _speaks_of_more(source, sections[below[-1]])
    )


def _speaks_of_more(source: SourceText, section: Section) -> bool:
    """Whether the last point's note is its own: it stands on the point's first line."""
    return len(section.body) < 2 and "\n" not in source.quote(section.whole)


def _read(source: SourceText, section: Section, below: Sequence[Section]) -> _Article:
    spans = list(section.body)
    for part in below:
        spans += [*([part.heading] if part.heading else []), *part.body]
    whole = Passage.of(source.text, sorted(spans))
    notes = tuple(find_notes(whole))
    return _Article(section, _without(whole, notes), notes)


def _without(whole: Passage, notes: Sequence[Note]) -> Passage:
    """A passage less its notes of responsibility."""
    if not notes:
        return whole
    edges = [0, *(edge for note in notes for edge in (note.start, note.end)), len(whole.text)]
    parts = [whole.cut(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    text = "".join(part.text for part in parts)
    offsets = tuple(offset for part in parts for offset in part.offsets)
    return Passage(text, offsets).cut(0, len(text.rstrip(" 【[（(")))


def _rule_before(source: SourceText, document: Document, section: Section) -> tuple[Assignment, ...]:
    """A rule that the introduction sets for every task."""
    first = min((s.whole.start for s in document.sections), default=section.whole.start)
    intro = (
        Passage.of(source.text, [Span(document.title_span.end, first)])
        if first > document.title_span.end
        else None
    )
    return find_rule(intro) if intro else ()


def _rule_above(source: SourceText, document: Document, section: Section) -> tuple[Assignment, ...]:
    """A rule that a section sets for the articles in it (以下任务由…牵头)."""
    while section.parent is not None:
        section = document.sections[section.parent]
        rule = find_rule(Passage.of(source.text, section.body))
        if rule:
            return rule
    return ()


def _article_task(
    source: SourceText,
    document: Document,
    article: _Article,
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
    held = {a.name for a in said}
    said += [replace(a, inherited=True) for a in rule if a.name not in held]
    deadlines = find_deadlines(Passage.of(source.text, [section.heading]), year) if section.heading else []
    deadlines += find_deadlines(text, year)
    deadlines += _noted_deadlines(article.notes, year)
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
    text = _without(whole, notes)
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
        tuple(deadlines),
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
