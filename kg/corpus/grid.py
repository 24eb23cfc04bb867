"""The cells of a page's tables on their grid, merged cells spread out, broken spans clipped."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Cell, Grid, Span

# No printed table comes near these; they bound the work that hostile markup can ask for.
MAX_COLUMNS = 1000
MAX_COLSPAN = 100


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    rows: int
    columns: int
    start: int
    end: int


@dataclass(slots=True)
class _Table:
    """A table being read. ``busy`` tells for a column the first row where it is free again."""

    cells: list[_Cell] = field(default_factory=list)
    busy: dict[int, int] = field(default_factory=dict)
    row: int = -1
    column: int = 0
    in_row: bool = False
    open: _Cell | None = None
    group_from: int = 0
    has_inner: bool = False


class TableReader:
    """Takes the events of tables, rows and cells with offsets into the text; gives the grids.

    Only the innermost tables are grids: a table that holds another lays out the page. So does a
    table of a single row or a single column.
    """

    def __init__(self) -> None:
        self._stack: list[_Table] = []
        self._done: list[_Table] = []

    def open_table(self) -> None:
        """Begin a table, within the cell that is open where there is one."""
        for outer in self._stack[-1:]:
            outer.has_inner = True
        self._stack.append(_Table())

    def close_table(self, position: int) -> None:
        """End the innermost table; ``position`` is the end of the text so far."""
        if not self._stack:
            return
        self.close_cell(position)
        self.close_row()
        self.close_group()
        table = self._stack.pop()
        if not table.has_inner:
            self._done.append(table)

    def close_group(self) -> None:
        """The end of thead, tbody or tfoot: no cell reaches over it."""
        if not self._stack:
            return
        table = self._stack[-1]
        self._clip_rows(table)
        table.busy.clear()
        table.group_from = len(table.cells)

    def open_row(self) -> bool:
        """Begin a row of the innermost table; False outside of tables."""
        if not self._stack:
            return False
        table = self._stack[-1]
        table.row += 1
        table.column = 0
        table.in_row = True
        return True

    def close_row(self) -> None:
        """End the row: a cell that follows without a row of its own begins one."""
        if self._stack:
            self._stack[-1].in_row = False

    def in_row_after_cell(self) -> bool | None:
        """Whether a cell that begins now follows another one in its row; None outside of tables."""
        if not self._stack:
            return None
        table = self._stack[-1]
        return table.in_row and bool(table.cells) and table.cells[-1].row == table.row

    def in_cell(self) -> bool:
        """Whether a cell of the innermost table is open."""
        return bool(self._stack) and self._stack[-1].open is not None

    def open_cell(self, position: int, rowspan: str | None, colspan: str | None) -> None:
        """Begin a cell in the next free column; the spans are the attributes as written."""
        table = self._stack[-1]
        self.close_cell(position)
        if not table.in_row:
            self.open_row()
        column = table.column
        while table.busy.get(column, 0) > table.row:
            column += 1
        wanted = min(_whole(colspan, 1), MAX_COLSPAN) if column < MAX_COLUMNS else 1
        columns = 1
        while columns < wanted and table.busy.get(column + columns, 0) <= table.row:
            columns += 1
        rows = _whole(rowspan, 0)
        for taken in range(column, column + columns):
            table.busy[taken] = table.row + rows if rows else 1 << 30
        table.column = column + columns
        table.open = _Cell(table.row, column, rows, columns, position, position)
        table.cells.append(table.open)

    def close_cell(self, position: int) -> None:
        """End the open cell, if any."""
        if self._stack and self._stack[-1].open is not None:
            self._stack[-1].open.end = position
            self._stack[-1].open = None

    def grids(self, position: int) -> tuple[Grid, ...]:
        """The grids in the order of the text; tables that the page left open end at ``position``."""
        while self._stack:
            self.close_table(position)
        found = [_grid(table) for table in self._done if _is_grid(table)]
        return tuple(sorted(found, key=lambda grid: grid.span))

    @staticmethod
    def _clip_rows(table: _Table) -> None:
        for cell in table.cells[table.group_from :]:
            left = table.row - cell.row + 1
            cell.rows = min(cell.rows or left, left)


def _is_grid(table: _Table) -> bool:
    return len({c.row for c in table.cells}) > 1 and len({c.column for c in table.cells}) > 1


def _grid(table: _Table) -> Grid:
    width = 1 + max(c.column for c in table.cells)  # no cell begins further right: wider spans are broken
    cells = tuple(
        Cell(c.row, c.column, Span(c.start, c.end), c.rows, min(c.columns, width - c.column))
        for c in table.cells
    )
    return Grid(Span(min(c.start for c in table.cells), max(c.end for c in table.cells)), cells)


def _whole(value: str | None, least: int) -> int:
    """The attribute's number; HTML reads a broken one as 1, and rowspan 0 as "to the end"."""
    digits = (value or "").strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return max(least, int(digits[:6]))
