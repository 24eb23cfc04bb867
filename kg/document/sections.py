"""The tree of a document's numbered sections."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document import patterns
from kg.document.cells import content_of
from kg.document.lines import Line
from kg.model import Section, SourceText, Span
from kg.zh import numeral, read_stops, tidy

_Label = tuple[float, str, int]  # rank, label without the punctuation behind it, printed length
_RANK = {name: rank for rank, (name, _) in enumerate(patterns.LABELS)}
_LONGEST_HEADING = 40
_SENTENCE_END = "。！？"


@dataclass(slots=True)
class _Open:
    """A section while its lines are still being read."""

    rank: float
    label: str
    parent: int | None
    depth: int
    path: str
    start: int
    end: int
    heading: Span | None = None
    body: list[Span] = field(default_factory=list)
    waits_for_heading: bool = False


def sections_of(source: SourceText, lines: Sequence[Line]) -> tuple[Section, ...]:
    """The numbered sections of running text, in order; labels that restart in an annex begin anew
    below ``附件``."""
    found: list[_Open] = []
    stack: list[int] = []
    prefix = ""
    muted = False  # among remarks (注：1. … 2. …) or in a list of attachments
    duties, decimals = _duties_of_bodies(lines), _decimal_labels(source, lines)
    for line in itertools.chain.from_iterable(_run_on(source, printed) for printed in lines):
        if annex := patterns.ATTACHED.match(line.text):
            stack.clear()
            prefix = f"附件{annex['no']}/"
            continue
        label = decimals.get(line.span) or label_of(source.quote(line.span)) or duties.get(line.span)
        if (
            label
            and patterns.LIKE_A_YEAR.fullmatch(label[1])
            and not (found and _follows(found[-1].label, label[1]))
        ):
            label = None
        if patterns.REMARK.match(line.text) or patterns.ATTACHMENT_LIST.match(line.text):
            stack.clear()
            muted = True
            continue
        if patterns.CLOSING.match(line.text):
            stack.clear()
            continue
        muted = muted and (label is None or label[0] > _RANK["yi_brackets"])
        if muted:
            continue
        if label is None:
            if stack:
                _continue(found, stack, line)
            continue
        rank, printed, length = label
        while stack and found[stack[-1]].rank >= rank:
            stack.pop()
        parent = stack[-1] if stack else None
        path = (found[parent].path + "/" if parent is not None else prefix) + printed
        section = _Open(rank, printed, parent, len(stack) + 1, path, line.span.start, line.span.end)
        _read_first_line(source, section, Span(line.span.start + length, line.span.end))
        stack.append(len(found))
        found.append(section)
        for above in stack:
            found[above].end = line.span.end
    return tuple(
        Section(s.path, s.depth, s.parent, s.heading, tuple(s.body), Span(s.start, s.end)) for s in found
    )


def _follows(before: str, label: str) -> bool:
    """Whether a label counts on from the one before it; only that tells item 1999 from a year."""
    last = _number(before)
    return last is not None and _number(label) == last + 1


def _number(label: str) -> int | None:
    return numeral(label.strip("（）"))


def _run_on(source: SourceText, line: Line) -> list[Line]:
    """A line that prints several numbered articles one behind another, as one line each."""
    printed = source.quote(line.span)
    label = label_of(printed)
    number = _number(label[1]) if label and label[0] >= _RANK["yi"] else None
    if number is None or label is None:
        return [line]
    edges = [0]
    for following in itertools.count(number + 1):
        at = next(
            (
                m.start()
                for m in patterns.BEHIND_ARTICLE.finditer(printed, edges[-1] + label[2])
                if (n := label_of(printed[m.start() : m.start() + 16]))
                and n[0] == label[0]
                and _number(n[1]) == following
            ),
            None,
        )
        if at is None:
            break
        edges.append(at)
    parts = zip(edges, [*edges[1:], len(printed)], strict=True)
    return [
        Line(Span(line.span.start + a, line.span.start + b), tidy(printed[a:b]), line.after_gap and a == 0)
        for a, b in parts
    ]


def _decimal_labels(source: SourceText, lines: Sequence[Line]) -> dict[Span, _Label]:
    """The lines numbered 1, 1.1, 1.1.1, as emergency plans are, where they run on from 1.1; between the
    articles and 一、 in rank."""
    found = [(line, m) for line in lines if (m := patterns.DECIMAL.match(source.quote(line.span)))]
    deep = {m["number"] for _, m in found if "." in m["number"]}
    if not {"1.1", "1.2"} <= deep and not {"1.1", "2.1"} <= deep:
        return {}
    return {
        line.span: (_RANK["article"] + (1 + m["number"].count(".")) / 10, m["number"], m.end())
        for line, m in found
        if "." in m["number"] or f"{m['number']}.1" in deep or len(line.text) <= _LONGEST_HEADING // 2
    }


def _duties_of_bodies(lines: Sequence[Line]) -> dict[Span, _Label]:
    """The lines that begin with the bodies whose duty they tell (县司法局：负责……), where there are several:
    each is a section below all numbered ones, labelled by its first body."""
    found = [(line, m["bodies"]) for line in lines if (m := patterns.DUTY_OF_BODIES.match(line.text))]
    named = [(line, bodies) for line, bodies in found if content_of(bodies) == "bodies"]
    if len(named) < 2:
        return {}
    return {line.span: (len(patterns.LABELS), re.split(r"[、，,]", bodies)[0], 0) for line, bodies in named}


def label_of(printed: str) -> _Label | None:
    """The label that a line begins with."""
    text = printed.lstrip()
    for name, pattern in patterns.LABELS:
        match = pattern.match(text)
        if match:
            label = re.sub(r"[\s、.．：:]", "", match[0]).replace("(", "（").replace(")", "）")
            return _RANK[name], label, len(printed) - len(text) + match.end()
    return None


def _continue(found: list[_Open], stack: list[int], line: Line) -> None:
    """A line without a label: the rest of a heading that was broken, or text of the open section."""
    section = found[stack[-1]]
    for above in stack:
        found[above].end = line.span.end
    if section.waits_for_heading and section.heading and _ends_heading(section, line):
        section.heading = Span(section.heading.start, line.span.end)
        section.waits_for_heading = False
        return
    section.waits_for_heading = False
    section.body.append(line.span)


def _ends_heading(section: _Open, line: Line) -> bool:
    heading = section.heading
    assert heading is not None
    return (
        not line.after_gap
        and len(line.text) <= 16
        and heading.end - heading.start >= 14
        and not line.text.endswith(tuple("；，：:"))
        and not patterns.NOTE_LINE.match(line.text)
        and not line.text.startswith(("（", "("))
    )


def _read_first_line(source: SourceText, section: _Open, rest: Span) -> None:
    """Part a label's line into heading and text: a heading stands alone, or ends with the first full stop."""
    text = source.quote(rest)
    rest = Span(rest.start + len(text) - len(text.lstrip()), rest.start + len(text.rstrip()))
    text = read_stops(source.quote(rest))
    if not text:
        return
    stop = next((i for i, c in enumerate(text) if c in _SENTENCE_END), None)
    short = len(text) <= _LONGEST_HEADING + 20
    if (
        stop is None
        and short
        and not text.endswith(tuple("；;，,、：:"))
        and section.rank != _RANK["article"]
        and not patterns.NOTED.search(text)
    ):
        section.heading = rest
        section.waits_for_heading = True
    elif (
        section.rank < len(patterns.LABELS)
        and (duty := patterns.DUTY_OF_BODIES.match(text))
        and content_of(duty["bodies"]) == "bodies"
    ):
        section.heading = Span(rest.start, rest.start + duty.end("bodies"))
        section.body.append(Span(rest.start + duty.end(), rest.end))
    elif (
        stop is not None
        and stop <= _LONGEST_HEADING
        and _reads_as_heading(text[:stop])
        and section.rank != _RANK["article"]
    ):
        section.heading = Span(rest.start, rest.start + stop)
        after = text[stop + 1 :]
        if after.strip():
            section.body.append(Span(rest.end - len(after.lstrip()), rest.end))
    else:
        section.body.append(rest)


def _reads_as_heading(sentence: str) -> bool:
    """A first sentence that names the matter; one with dates, works, notes or clauses in a row says it."""
    return not patterns.NO_HEADING.search(sentence) and sentence.count("，") + sentence.count(",") <= 2
