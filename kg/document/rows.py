"""From a printed table to its tasks: heads, merged cells, rows that a page break tore apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.document.cells import Column, content_of, head_role
from kg.document.columns import columns_by_content, columns_by_head, place, settle_text
from kg.document.raw import WIDEST, Pieces, RawRow, RawTable
from kg.document.tables import cell_text
from kg.model import Role, SourceText, Span, TaskRow

_ROLES: tuple[Role, ...] = ("lead", "responsible", "cooperate", "supervise")
_VALUES: tuple[Column, ...] = (*_ROLES, "deadline")
_TASK_LABEL = re.compile(r"^\s*(\d{1,3})\s*(?:[、．]|\.(?!\d))\s*")
_LABEL = re.compile(r"^\s*(?:([一二三四五六七八九十]{1,3})[、.．]|[（(]([一二三四五六七八九十\d]{1,3})[)）])")
_PARAGRAPH = re.compile(r"(?:\A|\n|<p[^>]{0,40}>)\s*(?=\d{1,3}\s*(?:[、．]|\.(?!\d)))")
_FIRST_SHARE = 0.85  # of the blocks that print a merged column's first cell
_MERGED_SHARE = 0.15  # of a column's cells empty: fewer are really empty


@dataclass(slots=True)
class _Row:
    """A row while the rows below it may still add to it."""

    cells: dict[Column, Pieces]
    headings: tuple[Pieces, ...]
    opens_block: bool = False
    exact: bool = False
    group: str = ""


def task_rows(source: SourceText, table: RawTable, prefix: str) -> list[TaskRow]:
    """The tasks of a table; empty where the table holds none (no bodies, no deadlines, no duties)."""
    texts = [[cell_text(source, cell) for cell in row.cells] for row in table.rows]
    head_rows = _head_rows(texts)
    heads = [texts[i] for i in head_rows]
    named = [frozenset(head) for head in heads]
    data = [
        i
        for i in range(len(texts))
        if not _is_rule(texts[i]) and i not in head_rows and not _repeats(texts[i], named)
    ]
    if not data:
        return []
    width = _width([texts[i] for i in data], table.exact)
    if width > WIDEST:
        return []
    columns = _columns(heads, width, [texts[i] for i in data])
    if "text" not in columns or not any(column in columns for column in _VALUES):
        return []
    rows = _read(source, [table.rows[i] for i in data], columns, table.exact)
    if not table.exact:
        _fill_merged(rows, _grouping(columns))
    return [_task(source, row, prefix) for row in _joined(rows) if row.cells.get("text")]


def _head_rows(texts: Sequence[Sequence[str]]) -> list[int]:
    """The first row that is all heads, and those right below it that are heads too."""
    for i, row in enumerate(texts[:4]):
        if _is_head(row):
            last = i
            while last + 1 < len(texts) and last - i < 2 and _is_head(texts[last + 1]):
                last += 1
            return list(range(last + 1))
    return []


def _is_head(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    known = [role for role in map(head_role, filled) if role]
    return (
        len(filled) >= 2
        and len(known) >= 2
        and len(known) >= 0.6 * len(filled)
        and any(r in _VALUES for r in known)
    )


def _is_rule(row: Sequence[str]) -> bool:
    """A row of nothing, or of the dashes that Markdown draws below its heads."""
    return all(re.fullmatch(r"[:\-—=\s]*", cell) for cell in row)


def _repeats(row: Sequence[str], heads: Sequence[frozenset[str]]) -> bool:
    """A head printed again on a further page."""
    filled = [cell for cell in row if cell]
    return any(sum(cell in head for cell in filled) >= max(2, 0.6 * len(filled)) for head in heads)


def _width(rows: Sequence[Sequence[str]], exact: bool) -> int:
    if exact:
        return max(len(row) for row in rows)
    filled = [max((i + 1 for i, cell in enumerate(row) if cell), default=0) for row in rows]
    return max(n for n in filled if filled.count(n) > 1 or n <= min(filled) or len(filled) < 6)


def _columns(heads: Sequence[Sequence[str]], width: int, rows: Sequence[Sequence[str]]) -> list[Column]:
    contents = [[content_of(cell) for cell in row] for row in rows]
    if not heads:
        return settle_text(columns_by_content(width, contents), _whole(rows, width))
    top, *below = heads[-2:] if len(heads) > 1 and _is_head(heads[-2]) else heads[-1:]
    names = _under(top, below[0]) if below else list(top)
    while names and not names[-1]:
        names.pop()
    known: list[Column] = [head_role(name) or ("heading" if name else "other") for name in names]
    return settle_text(columns_by_head(known, width, contents), _whole(rows, width))


def _whole(rows: Sequence[Sequence[str]], width: int) -> list[Sequence[str]]:
    return [row for row in rows if len(row) >= width and row[width - 1]] or list(rows)


def _under(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """Two rows of heads read as one: 责任分工 over 牵头单位 and 配合单位 gives way to them."""
    if len(top) == len(below) and any(not a or not b or a == b for a, b in zip(top, below, strict=True)):
        return [b or a for a, b in zip(top, below, strict=True)]
    parts = [cell for cell in below if cell]
    wide = [i for i, cell in enumerate(top) if head_role(cell) in _ROLES]
    return [*top[: wide[0]], *parts, *top[wide[-1] + 1 :]] if wide else list(top)


def _read(source: SourceText, rows: Sequence[RawRow], columns: Sequence[Column], exact: bool) -> list[_Row]:
    numbered = _numbered(source, rows, columns, exact)
    found: list[_Row] = []
    headings: dict[int, Pieces] = {}
    group = ""
    index: Pieces = ()
    for raw in rows:
        contents = [content_of(cell_text(source, cell)) for cell in raw.cells]
        places = list(range(len(contents))) if exact else place(contents, columns)
        filled = [i for i, content in enumerate(contents) if content != "empty"]
        only = cell_text(source, raw.cells[filled[0]]) if len(filled) == 1 else None
        if (
            only is not None
            and (_LABEL.match(only) or (exact and len(columns) > 2))
            and not _TASK_LABEL.match(only)
        ):
            headings = {-1: raw.cells[filled[0]]}
            group = only
            continue
        cells: dict[Column, Pieces] = {}
        opened = not found or bool(headings.get(-1) and not any(r.group == group for r in found[-1:]))
        for cell, column in zip(raw.cells, places, strict=True):
            if column < 0 or column >= len(columns) or not cell:
                continue
            if columns[column] in ("group", "heading"):
                opened = _open_heading(source, headings, column, cell) or opened
            else:
                cells[columns[column]] = cells.get(columns[column], ()) + cell
        index = cells.get("index") or index
        duty = cells.get("text", ())
        if found and _goes_on(source, found[-1], cells, raw, opened, numbered):
            last = found[-1]
            first, *more = _paragraphs(source, duty) if numbered else [duty]
            last.cells = {
                c: last.cells.get(c, ()) + (first if c == "text" else cells.get(c, ()))
                for c in {**last.cells, **cells}
            }
            last.headings = tuple(headings[c] for c in sorted(headings))
            found += [_Row({**last.cells, "text": part}, last.headings, group=group) for part in more]
            continue
        if not duty and any(cells.get(c) for c in _VALUES) and headings:
            cells["text"] = headings[max(headings)]
        if index:
            cells["index"] = index
        parts = _paragraphs(source, duty) if numbered and duty else [cells.get("text", ())]
        row = _Row(cells, tuple(headings[c] for c in sorted(headings)), opened, exact, group)
        found += [
            replace(row, cells={**cells, "text": part}, opens_block=opened and i == 0)
            for i, part in enumerate(parts)
        ]
    return _same_headings(found)


def _same_headings(rows: list[_Row]) -> list[_Row]:
    """All rows of a block have the heading that its last one knows: a page break may have torn it."""
    headings: tuple[Pieces, ...] | None = None
    for row in reversed(rows):
        headings = row.headings if headings is None else headings
        row.headings = headings
        headings = None if row.opens_block else headings
    return rows


def _open_heading(source: SourceText, headings: dict[int, Pieces], column: int, cell: Pieces) -> bool:
    """Take a heading cell; True where it begins a new block, False where it repeats the one above
    or goes on with it over a page break."""
    text = cell_text(source, cell)
    above = headings.get(column, ())
    before = cell_text(source, above) if above else ""
    if text == before:
        return False
    if before and _LABEL.match(before) and not _LABEL.match(text):
        headings[column] = above + cell
        return False
    for inner in [c for c in headings if c >= column]:
        del headings[inner]
    headings[column] = cell
    return True


def _numbered(source: SourceText, rows: Sequence[RawRow], columns: Sequence[Column], exact: bool) -> bool:
    """Whether the duties carry numbers that run on from row to row."""
    if exact:
        return False
    labels = []
    for raw in rows:
        contents = [content_of(cell_text(source, cell)) for cell in raw.cells]
        for cell, column in zip(raw.cells, place(contents, columns), strict=True):
            if column >= 0 and columns[column] == "text" and cell:
                match = _TASK_LABEL.match(cell_text(source, cell))
                labels.append(int(match[1]) if match else None)
    known = [label for label in labels if label is not None]
    return len(known) >= 3 and len(known) >= 0.6 * len(labels) and known == sorted(set(known))


def _goes_on(
    source: SourceText, last: _Row, cells: dict[Column, Pieces], raw: RawRow, opened: bool, numbered: bool
) -> bool:
    """Whether a row is the rest of the one above it, torn off by a page break."""
    text = cell_text(source, cells.get("text", ()))
    before = cell_text(source, last.cells.get("text", ()))
    if cells.get("index"):
        return False
    if not text:
        return not opened and not any(cells.get(c) for c in ("lead", "responsible")) and bool(cells)
    if numbered:
        return not _TASK_LABEL.match(text)
    torn = not before.endswith(("。", "；", ";", "）", ")", "！"))
    apart = not any(cells.get(c) and last.cells.get(c) for c in _VALUES)
    return torn and not opened and apart and (raw.after_gap or not any(last.cells.get(c) for c in _VALUES))


def _paragraphs(source: SourceText, pieces: Pieces) -> list[Pieces]:
    """A cell that holds several numbered duties, one by one."""
    parts: list[list[Span]] = [[]]
    for piece in pieces:
        text = source.quote(piece)
        starts = [m.end() for m in _PARAGRAPH.finditer(text)]
        edges = [0, *starts, len(text)]
        for i, (a, b) in enumerate(pairwise(edges)):
            if i and parts[-1]:
                parts.append([])
            part = Span(piece.start + a, piece.start + b)
            if cell_text(source, (part,)):
                parts[-1].append(part)
    return [tuple(part) for part in parts if part] or [pieces]


def _grouping(columns: Sequence[Column]) -> set[Column]:
    """The columns of bodies that stand left of all duties: the table is ordered by them."""
    first = next(i for i, column in enumerate(columns) if column in ("group", "heading", "text"))
    return {column for column in columns[:first] if column in _ROLES}


def _fill_merged(rows: list[_Row], grouping: Collection[Column]) -> None:
    """Give the cells that a printed table leaves empty below a merged value that value.

    A table is such where a good share of some column's cells is empty; of its columns, those are
    merged that print the first cell of (nearly) every block.
    """
    first = [row for row in rows if row.opens_block]
    columns = [c for c in _VALUES if any(row.cells.get(c) for row in rows)]
    empty = {c: sum(not row.cells.get(c) for row in rows) for c in columns}
    if not columns or max(empty.values()) < _MERGED_SHARE * len(rows):
        return
    for column in columns:
        printed = sum(bool(row.cells.get(column)) for row in first)
        if column not in grouping and printed < _FIRST_SHARE * len(first):
            continue
        above: Pieces = ()
        for row in rows:
            if row.opens_block and column not in grouping:
                above = ()
            above = row.cells.get(column) or above
            if above:
                row.cells[column] = above


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    """Rows of a grid that share one merged duty, as one task with the bodies of all."""
    kept: list[_Row] = []
    for row in rows:
        if row.exact and kept and row.cells.get("text") and row.cells["text"] == kept[-1].cells.get("text"):
            for column in _VALUES:
                more = tuple(p for p in row.cells.get(column, ()) if p not in kept[-1].cells.get(column, ()))
                if more:
                    kept[-1].cells[column] = kept[-1].cells.get(column, ()) + more
        else:
            kept.append(row)
    return kept


def _task(source: SourceText, row: _Row, prefix: str) -> TaskRow:
    text = row.cells["text"]
    label = _TASK_LABEL.match(source.quote(text[0]))
    labels = [m[1] or f"（{m[2]}）" for h in row.headings if (m := _LABEL.match(cell_text(source, h)))]
    number = cell_text(source, row.cells.get("index", ())) or (label[1] if label else "")
    return TaskRow(
        section="/".join(part for part in (prefix, *labels, number) if part),
        heading=row.headings[-1] if row.headings and row.headings[-1] != text else (),
        text=(Span(text[0].start + label.end(), text[0].end), *text[1:]) if label else text,
        agencies=tuple((role, row.cells[role]) for role in _ROLES if row.cells.get(role)),
        deadline=row.cells.get("deadline", ()),
    )
