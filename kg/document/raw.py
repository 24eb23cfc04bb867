"""A table as it is printed, before it is known what its columns hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Span

Pieces = tuple[Span, ...]
WIDEST = 24  # columns; what is wider is no table of tasks
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；|]{2,40}$"
)
"""A line between the rows that heads those below it."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one printed row; a row of one cell heads those below it."""

    cells: tuple[Pieces, ...]
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows as printed; ``exact`` where the file states which column each cell is in. ``first`` and
    ``last`` count lines."""

    rows: tuple[RawRow, ...]
    exact: bool
    first: int
    last: int
