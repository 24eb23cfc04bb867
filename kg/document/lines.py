"""The lines of a source text that belong to its documents: page numbers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.document import patterns
from kg.model import SourceText, Span
from kg.zh import tidy

_MARGIN = re.compile(r"^[^\S\t]+|(?<![^\S\t])[^\S\t]+$")  # tabs part cells and stay

# what a page's conversion to text left around a line
_TAG = (
    r"</?(?:p|div|span|br|table|tbody|thead|tr|td|th|strong|b|em|font|center|section|a|ul|ol|li|img|h[1-6])"
    r"(?:\s[^<>]*)?/?>"
)
_MARKUP = re.compile(rf"\s{{0,80}}(?:{_TAG}|&nbsp;)")
_MARKUP_BEHIND = re.compile(rf"(?:{_TAG}|&nbsp;)\s{{0,80}}$")
_LONGEST_TAG = 400
# 文件头, or the title with its number, as a further page prints it again
_RUNNING_HEAD = re.compile(rf"[\u4e00-\u9fff]{{2,30}}文件|(?:\S{{4,60}}\s*)?{patterns.NUMBER.pattern}")


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
        first, last = _within_markup(raw)
        stripped = _MARGIN.sub("", raw[first:last])
        if not stripped.strip() or patterns.PAGE_NUMBER.match(stripped):
            gap = True
            new_page = new_page or bool(stripped.strip())
            continue
        if new_page and _RUNNING_HEAD.fullmatch(tidy(stripped)):
            continue
        new_page = False
        lead = raw.index(stripped, first)
        span = Span(start + lead, start + lead + len(stripped))
        found.append(Line(span, tidy(stripped), gap))
        gap = False
    return found


def _within_markup(raw: str) -> tuple[int, int]:
    """Where the words of a line begin and end; among cells, markup parts paragraphs and stays."""
    first, last = 0, len(raw)
    if ("<" in raw or "&nbsp;" in raw) and not re.search(r"[\t|]", raw):
        while opening := _MARKUP.match(raw, first, last):
            first = opening.end()
        while closing := _MARKUP_BEHIND.search(raw, max(first, last - _LONGEST_TAG), last):
            last = closing.start()
    return first, last


def hull(lines: list[Line]) -> Span:
    """The stretch from the first line's beginning to the last line's end."""
    return Span(lines[0].span.start, lines[-1].span.end)
