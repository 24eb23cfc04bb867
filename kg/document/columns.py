"""What each column of a table of tasks holds, by its head or by what stands in it, and
which column each cell of a row belongs to where merged cells have let the row slip to the left."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.document.cells import BODY_COLUMNS, Column, Content

# How well a content fits a column: good, possible (0) or bad.
_FIT: dict[Column, dict[Content, float]] = {
    "index": {"index": 3, "label": -1, "sublabel": -1, "text": -4, "bodies": -4, "time": -3, "short": -2},
    "group": {"index": -1, "label": 2.2, "sublabel": 1.8, "text": -1, "bodies": -1, "time": -3, "short": 1.4},
    "heading": {
        "index": -1,
        "label": 1.9,
        "sublabel": 2.2,
        "text": -1,
        "bodies": -1,
        "time": -3,
        "short": 1.5,
    },
    "text": {"index": -3, "label": 0, "sublabel": 0, "text": 3, "bodies": -1, "time": -3, "short": 0.5},
    "lead": {"index": -4, "label": -2, "sublabel": -2, "text": -4, "bodies": 3, "time": -4, "short": 0},
    "deadline": {"index": -2, "label": -2, "sublabel": -2, "text": -4, "bodies": -4, "time": 3, "short": 0.5},
    "other": {"index": -1, "label": -1, "sublabel": -1, "text": -1, "bodies": -1, "time": -0.5, "short": 0.5},
}


def fit(content: Content, column: Column) -> float:
    """How well a cell of this content stands in this column."""
    if content == "empty":
        return 0.0
    return _FIT["lead" if column in BODY_COLUMNS else column][content]


_MOST_COVERED = 4  # columns more than heads


def columns_by_head(heads: Sequence[Column], width: int, rows: Sequence[Sequence[Content]]) -> list[Column]:
    """The columns of a table ``width`` wide under ``heads``; where there are fewer heads than columns,
    a head covers several: the arrangement that the whole rows fit best."""
    if len(heads) >= width:
        return list(heads[: max(width, len(heads))])
    if width - len(heads) > _MOST_COVERED:
        return columns_by_content(width, rows)
    whole = [row for row in rows if len(row) == width and row[-1] != "empty"] or list(rows)

    def score(columns: Sequence[Column]) -> float:
        return sum(
            fit(content, column) for row in whole for content, column in zip(row, columns, strict=False)
        )

    options = [
        _spread(heads, extra)
        for extra in itertools.combinations_with_replacement(range(len(heads)), width - len(heads))
    ]
    return max(options, key=score)


def _spread(heads: Sequence[Column], extra: Sequence[int]) -> list[Column]:
    """Each head once, and once more for each time that ``extra`` names it; a doubled head of tasks is a
    heading before its text."""
    times = Counter(extra)
    columns: list[Column] = []
    for i, head in enumerate(heads):
        copies = times[i] + 1
        spoken: list[Column] = ["heading"] * (copies - 1)
        columns += [*spoken, head] if head in ("text", "heading") else [head] * copies
    return columns


def settle_text(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Of the columns that speak of tasks the wordiest holds the duty, the one before it heads it, those
    further left group them."""
    speaking = [i for i, column in enumerate(columns) if column in ("text", "heading")]
    if not speaking:
        return columns

    def length(i: int) -> float:
        cells = [len(row[i]) for row in rows if i < len(row) and row[i]]
        return sum(cells) / len(cells) if cells else 0.0

    text = max(speaking, key=lambda i: (length(i), i))
    settled: list[Column] = []
    for i, column in enumerate(columns):
        if i in speaking:
            nearest = max((j for j in speaking if j < text), default=-1)
            settled.append(
                "text" if i == text else "other" if i > text else "heading" if i == nearest else "group"
            )
        else:
            settled.append(column)
    return settled


_USUAL: dict[Content, Column] = {
    "index": "index",
    "time": "deadline",
    "text": "text",
    "bodies": "responsible",
}


def columns_by_content(width: int, rows: Sequence[Sequence[Content]]) -> list[Column]:
    """The columns of a table that prints no head: bodies (leading before responsible), times, text."""
    columns: list[Column] = []
    for i in range(width):
        seen = Counter(row[i] for row in rows if i < len(row) and row[i] != "empty")
        usual: Content = seen.most_common(1)[0][0] if seen else "empty"
        columns.append(_USUAL.get(usual, "heading"))
    bodies = [i for i, column in enumerate(columns) if column == "responsible"]
    if len(bodies) > 1:
        columns[bodies[0]] = "lead"
        for i in bodies[2:]:
            columns[i] = "cooperate"
    return columns


_STRAY = 0.6
_SKIP: dict[Column, float] = {"index": 0.4, "group": 0.5, "heading": 0.5}


def place(contents: Sequence[Content], columns: Sequence[Column]) -> list[int]:
    """The column of each cell of a row that may have slipped: cells keep their order, columns on their
    left may be missing, empty cells at the end may be padding (-1)."""
    printed = len(contents)
    contents = contents[: 2 * len(columns) + 8]
    filled = max((i + 1 for i, content in enumerate(contents) if content != "empty"), default=0)

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[int, ...]]:
        if cell == filled:
            return 0.0, ()
        if column == len(columns):
            return -100.0 * (filled - cell), (-1,) * (filled - cell)
        score, rest = best(cell + 1, column + 1)
        here = (score + fit(contents[cell], columns[column]), (column, *rest))
        if contents[cell] == "empty" and filled > len(columns):  # a separator too many
            score, rest = best(cell + 1, column)
            here = max(here, (score - _STRAY, (-1, *rest)), key=lambda option: option[0])
        score, rest = best(cell, column + 1)
        skip = (score - _SKIP.get(columns[column], 1.2), rest)
        return max(here, skip, key=lambda option: option[0])

    return [*best(0, 0)[1], *(-1 for _ in range(printed - filled))]
