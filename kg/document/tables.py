"""Tables as rows of cells: a grid that the file states, or rows put together again from lines whose
cells are parted by ``|`` or tabs, or that are cells themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from kg.document import patterns
from kg.document.cells import head_role
from kg.document.lines import Line
from kg.document.listed import listed_at
from kg.document.raw import HEADING, WIDEST, Pieces, RawRow, RawTable
from kg.model import Grid, SourceText, Span
from kg.passage import Passage

_GAP = re.compile(r"[ \u3000]{2,}")
_SEPARATORS = (re.compile(r"\|"), re.compile(r"\t"), _GAP)
_CANDIDATES = 12  # numbers of separators that are tried
_EVEN_SHARE = 0.7  # of the rows that must come out even for a number of separators to be the usual one
_LABELLED = re.compile(r"(?:牵头|责任|配合|主办|协办|督办|监督|完成)[^|：:\t]{0,6}[:：]")
_PROSE_BETWEEN = 3  # lines without a separator that may stand inside a table (broken cells)


def tables_of(source: SourceText, lines: Sequence[Line]) -> list[RawTable]:
    """The tables among a document's lines, in order."""
    found: list[RawTable] = []
    at = 0
    while at < len(lines):
        table = _grid_at(source, lines, at) or _printed_at(source, lines, at) or listed_at(lines, at)
        if table:
            found.append(table)
            at = table.last + 1
        else:
            at += 1
    return found


def _grid_at(source: SourceText, lines: Sequence[Line], at: int) -> RawTable | None:
    start = lines[at].span.start
    before = bisect_right(source.grids, start, key=lambda grid: grid.span.start)
    grid = source.grids[before - 1] if before else None
    if grid is None or start >= grid.span.end:
        return None
    last = at
    while last + 1 < len(lines) and lines[last + 1].span.start < grid.span.end:
        last += 1
    return RawTable(tuple(_grid_rows(grid)), True, at, last)


def _grid_rows(grid: Grid) -> Iterator[RawRow]:
    """A merged cell stands in every row and in the first of the columns that it covers; a cell over
    the whole width stands alone. A grid wider than any table of tasks gives no rows."""
    height = max((c.row + c.rows for c in grid.cells), default=0)
    width = max((c.column + c.columns for c in grid.cells), default=0)
    if width > WIDEST:
        return
    rows: list[list[Pieces]] = [[()] * width for _ in range(height)]
    for cell in grid.cells:
        for row in rows[cell.row : cell.row + cell.rows]:
            row[cell.column] = (cell.span,)
    yield from (RawRow(tuple(row)) for row in rows)


def _printed_at(source: SourceText, lines: Sequence[Line], at: int) -> RawTable | None:
    if _LABELLED.match(lines[at].text):
        return None  # 牵头单位：… | 完成时间：… is a note
    for separator in _SEPARATORS:
        if _separators(source, lines[at], separator) < 1 or (
            separator is _GAP and not _is_head(source, lines[at])
        ):
            continue
        last = _end_of_table(source, lines, at, separator)
        block = lines[at : last + 1]
        if sum(_separators(source, line, separator) >= 1 for line in block) >= 2:
            return RawTable(tuple(_rows(source, block, separator)), False, at, last)
    return None


def _is_head(source: SourceText, line: Line) -> bool:
    """Whether a line names columns; only that makes wide gaps the borders of cells."""
    return sum(head_role(name) is not None for name in _GAP.split(source.quote(line.span))) >= 2


def _separators(source: SourceText, line: Line, separator: re.Pattern[str]) -> int:
    """How many separators stand between the cells of a line; indents and trailing ones don't count."""
    return len(separator.findall(source.quote(line.span).strip("|\t \u3000")))


def _end_of_table(source: SourceText, lines: Sequence[Line], at: int, separator: re.Pattern[str]) -> int:
    last = at
    for i in range(at + 1, len(lines)):
        if patterns.ATTACHED.match(lines[i].text) or i - last > _PROSE_BETWEEN:
            break
        if separator.search(source.quote(lines[i].span)):
            last = i
        elif separator is _GAP and lines[i].after_gap and not HEADING.match(lines[i].text):
            break
        elif separator is _GAP and i == last + 1 and _is_indented(source, lines[i]):
            last = i
    return last


def _is_indented(source: SourceText, line: Line) -> bool:
    """Whether a line begins below a cell that is not the first."""
    before = source.text[max(0, line.span.start - 4) : line.span.start]
    return before.isspace() and "\n" not in before


def _rows(source: SourceText, block: Sequence[Line], separator: re.Pattern[str]) -> Iterator[RawRow]:
    """The rows of a printed table; each prints the same number of separators where it is whole."""
    if separator is _GAP:
        yield from _aligned_rows(source, block)
        return
    counts = [len(separator.findall(source.quote(line.span))) for line in block]
    between = [
        not count and bool(HEADING.match(line.text)) for count, line in zip(counts, block, strict=True)
    ]
    cells = [i for i in range(len(block)) if not between[i]]
    closed = [bool(re.search(rf"(?:{separator.pattern})\s*$", source.quote(block[i].span))) for i in cells]
    begins = {cells[first]: cells[last] for first, last in _tiled([counts[i] for i in cells], closed)}
    for i, line in enumerate(block):
        if between[i]:
            yield RawRow(((line.span,),), line.after_gap)
        elif i in begins:
            lines = [block[j] for j in range(i, begins[i] + 1) if not between[j]]
            yield RawRow(_cells(source, lines, separator), line.after_gap)


def _tiled(counts: Sequence[int], closed: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last line of each row. Lines are joined until a row is whole, by the largest number of
    separators that most rows come out even with; where none does, by the separator that closes a row
    where rows print one; else a line with separators is a row."""
    common = Counter(count for count in counts if count).most_common(_CANDIDATES)
    for usual in sorted((count for count, _ in common), reverse=True):
        rows = _tile(counts, usual)
        even = sum(sum(counts[first : last + 1]) == usual for first, last in rows)
        if even >= _EVEN_SHARE * len(rows):
            return _with_tails(counts, rows)
    if sum(closed) >= _EVEN_SHARE * sum(map(bool, counts)):
        ends = [i for i in range(len(counts)) if closed[i] or i == len(counts) - 1]
        return [(before + 1, end) for before, end in pairwise([-1, *ends])]
    return _with_tails(counts, [(i, i) for i in range(len(counts))])


def _tile(counts: Sequence[int], usual: int) -> list[tuple[int, int]]:
    """Lines joined into rows of ``usual`` separators; a row that can't be filled up stays short."""
    rows: list[tuple[int, int]] = []
    at = 0
    while at < len(counts):
        last, total = at, counts[at]
        while total < usual and _completes(counts, last + 1, usual - total, usual):
            last += 1
            total += counts[last]
        rows.append((at, last))
        at = last + 1
    return rows


def _completes(counts: Sequence[int], at: int, missing: int, usual: int) -> bool:
    """Whether the lines from ``at`` on bring exactly the missing separators before a whole row begins."""
    total = 0
    for count in counts[at : at + 8]:
        if total == 0 and count == missing and missing == usual:
            return False  # a whole row begins: the line before it ends another
        total += count
        if total == missing:
            return True
        if total > missing:
            return False
    return False


def _with_tails(counts: Sequence[int], rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines without any separator go on with the last cell of the row above them."""
    merged: list[tuple[int, int]] = []
    for first, last in rows:
        if merged and not any(counts[first : last + 1]):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def _aligned_rows(source: SourceText, block: Sequence[Line]) -> Iterator[RawRow]:
    """The rows of a table that is drawn with spaces. A cell stands below its head, or in its order where
    none is missing; a line that fills neither the first nor the last column goes on with the row above
    where that is torn, and in a numbered table every line without a number does."""
    heads = [start for start, _ in _drawn(source, block[0])]
    numbered = head_role(_GAP.split(source.quote(block[0].span))[0]) == "index"
    rows: list[list[list[Span]]] = []
    for line in block:
        if HEADING.match(line.text):
            rows.append([[line.span]])
            continue
        cells: list[list[Span]] = [[] for _ in heads]
        drawn = list(_drawn(source, line))
        in_order = len(drawn) == len(heads)
        for at, (start, span) in enumerate(drawn):
            cells[at if in_order else _nearest(heads, start)].append(span)
        torn = numbered or (not cells[-1] and _is_torn(source, rows[-1])) if rows else False
        if torn and not cells[0] and len(rows[-1]) == len(heads):
            for above, cell in zip(rows[-1], cells, strict=True):
                above.extend(cell)
        else:
            rows.append(cells)
    yield from (RawRow(tuple(tuple(cell) for cell in row)) for row in rows)


def _nearest(heads: Sequence[int], start: int) -> int:
    return min(range(len(heads)), key=lambda i: abs(heads[i] - start))


def _is_torn(source: SourceText, row: Sequence[Sequence[Span]]) -> bool:
    longest = max(row, key=lambda cell: sum(span.end - span.start for span in cell))
    return not source.quote(longest[-1]).endswith(("。", "；", ";", "！"))


def _drawn(source: SourceText, line: Line) -> Iterator[tuple[int, Span]]:
    """The cells of a line between wide gaps, each with the column on the page where it begins."""
    first = source.text.rfind("\n", 0, line.span.start) + 1
    printed = source.text[first : line.span.end]
    at = column = 0
    for m in re.finditer(r"\S(?:\S|[ \u3000](?=\S))*", printed):
        column += _width(printed[at : m.start()])
        at = m.start()
        yield column, Span(first + m.start(), first + m.end())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _cells(source: SourceText, lines: Sequence[Line], separator: re.Pattern[str]) -> tuple[Pieces, ...]:
    cells: list[list[Span]] = [[]]
    for line in lines:
        text = source.quote(line.span)
        borders = [m.span() for m in separator.finditer(text)]
        edges = [0, *(edge for border in borders for edge in border), len(text)]
        for i, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            if i:
                cells.append([])
            words = text[start:end].strip()
            if words:
                first = line.span.start + text.index(words, start)
                cells[-1].append(Span(first, first + len(words)))
    return tuple(_without_repeats(source, pieces) for pieces in cells)


def _without_repeats(source: SourceText, pieces: Sequence[Span]) -> Pieces:
    """A cell that a page break printed twice, once."""
    kept: list[Span] = []
    for piece in pieces:
        if not kept or source.quote(piece) != source.quote(kept[-1]):
            kept.append(piece)
    return tuple(kept)


def cell_text(source: SourceText, pieces: Pieces) -> str:
    """A cell as read."""
    return Passage.of(source.text, pieces).text
