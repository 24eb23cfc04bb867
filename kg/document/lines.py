"""The lines of a source text that belong to its documents: page numbers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.document import patterns
from kg.model import SourceText, Span
from kg.zh import tidy

_MARGIN = re.compile(r"^[^\S\t]+|[^\S\t]+$")  # tabs part cells and stay

_RUNNING_HEAD = re.compile(rf"[\u4e00-\u9fff]{{2,30}}文件|{patterns.NUMBER.pattern}")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line that is not blank. ``span`` keeps leading and trailing tabs (they part the
    cells of a table), ``text`` is tidied; ``after_gap`` tells that a blank line or a page break
    stands before it."""

    span: Span
    text: str
    after_gap: bool


def lines_of(source: SourceText) -> list[Line]:
    """Every line that is neither blank nor a page number nor the head of a further page, in order."""
    found: list[Line] = []
    at, gap, new_page = 0, True, False
    for raw in source.text.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        stripped = _MARGIN.sub("", raw)
        if not stripped.strip() or patterns.PAGE_NUMBER.match(stripped):
            gap = True
            new_page = new_page or bool(stripped.strip())
            continue
        if new_page and _RUNNING_HEAD.fullmatch(tidy(stripped)):
            continue
        new_page = False
        lead = raw.index(stripped)
        span = Span(start + lead, start + lead + len(stripped))
        found.append(Line(span, tidy(stripped), gap))
        gap = False
    return found


def hull(lines: list[Line]) -> Span:
    """The stretch from the first line's beginning to the last line's end."""
    return Span(lines[0].span.start, lines[-1].span.end)
