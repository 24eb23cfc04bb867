"""A web page -> its text in reading order, one block element a line, and the grids of its tables.

The parser reports events instead of building a tree, so no depth of nesting is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from kg.corpus.grid import TableReader
from kg.model import Grid

# Never shown as text, or no text of the document.
_DROPPED = re.compile(
    r"audio|canvas|iframe|map|noframes|noscript|object|option|script|select|style|svg|template|textarea|title|video"
)
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|dir|div|fieldset|figcaption"
    r"|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|ol|p|pre|section|summary"
    r"|table|t[dhr]|tbody|thead|tfoot|ul"
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_RUNS = re.compile(r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WIDEST_GAP = 100  # no need to keep more of what hostile pages hold
_LAYOUT = " \t\n\r\f\v\u00a0\u3000"


def render(page: str) -> tuple[str, tuple[Grid, ...]]:
    """The page's text, entities decoded, hidden parts and ``<title>`` left out, and its grids.

    A table's row is a line, its cells parted by tabs; blocks within a cell stand on lines of
    their own. Broken markup is mended as libxml2 mends it.
    """
    from lxml import etree

    reader = _Reader()
    # The parser gives text for text; its stubs ask for a target that would take bytes as well.
    parser = etree.HTMLParser(target=cast("Any", reader), encoding="utf-8", huge_tree=True)
    content = page.encode("utf-8", "replace")
    if content.strip():
        etree.fromstring(content, parser)
    return reader.result()


class _Reader:
    """The target of the parser's events."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._last = ""  # the last character that was printed
        self._gap = ""  # white space that is printed only where text follows on the same line
        self._fresh = True  # at the start of a line or a cell: a block needs no line break
        self._break = False  # a line break is due before the next text
        self._dropped = 0  # depth below a dropped element
        self._preformatted = 0
        self._tables = TableReader()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._dropped or _DROPPED.fullmatch(tag) or _hidden(attributes):
            self._dropped += 1
            return
        if tag == "br":
            self._end_line()
        elif _BLOCK.fullmatch(tag):
            self._end_line()
            if tag == "pre":
                self._preformatted += 1
            elif tag == "table":
                self._tables.open_table()
            elif tag == "tr":
                self._start_row()
            elif tag in {"td", "th"}:
                self._start_cell(attributes)

    def end(self, tag: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr":
            self._end_line(always=bool(self._tables.in_row_after_cell()))
            self._tables.close_row()
        elif tag in {"thead", "tbody", "tfoot"}:
            self._tables.close_group()
        elif tag == "table":
            self._tables.close_table(self._length)
            self._end_line()
        elif _BLOCK.fullmatch(tag):
            if tag == "pre":
                self._preformatted = max(0, self._preformatted - 1)
            self._end_line()

    def data(self, text: str) -> None:
        if self._dropped:
            return
        if self._preformatted:
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for i, line in enumerate(lines):
                if i:
                    self._end_line()
                self._print(line)
        else:
            self._print(text)

    def comment(self, text: str) -> None:
        """Comments are no text."""

    def close(self) -> None:
        """The parser asks for it; ``result`` gives what was read."""

    def result(self) -> tuple[str, tuple[Grid, ...]]:
        return "".join(self._pieces), self._tables.grids(self._length)

    def _start_row(self) -> None:
        if self._tables.open_row():
            self._end_line()

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        follows = self._tables.in_row_after_cell()
        if follows is None:
            return  # a cell outside any table is a plain block
        if follows:
            self._gap, self._break = "", False
            self._put("\t")
            self._fresh = True
        else:
            self._line_break()
        self._tables.open_cell(self._length, attributes.get("rowspan"), attributes.get("colspan"))

    def _end_cell(self) -> None:
        if self._tables.in_cell():
            self._gap, self._break = "", False
            self._tables.close_cell(self._length)
        else:
            self._end_line()

    def _end_line(self, always: bool = False) -> None:
        self._gap = ""
        if always or not self._fresh:
            self._break = True

    def _line_break(self) -> None:
        if self._break:
            if self._length:
                self._put("\n")
            self._break, self._fresh = False, True

    def _print(self, text: str) -> None:
        for run in _RUNS.findall(text.translate(_INVISIBLE)):
            if run[0] in " \t\n\r\f\v":
                self._space("\n" if "\n" in run or "\r" in run else " ")
                continue
            body = run.strip(_LAYOUT)
            if not body:
                self._space(run)
                continue
            left = run.index(body[0])
            self._space(run[:left])
            self._line_break()
            if self._gap and not self._fresh:
                self._put(_space(self._gap, self._last, body[0]))
            self._put(body)
            self._gap, self._fresh = run[left + len(body) :], False

    def _space(self, white: str) -> None:
        if len(self._gap) < _WIDEST_GAP:
            self._gap += white

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]


def _hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _HIDING.search(attributes.get("style", "")) is not None


def _space(gap: str, before: str, after: str) -> str:
    """White space within a line as printed: one space, or none where the page's source merely
    broke the line between two Chinese characters."""
    kept = gap.replace("\n", "").replace(" ", "")
    if kept:
        return kept
    return "" if "\n" in gap and before > "\u2000" and after > "\u2000" else " "
