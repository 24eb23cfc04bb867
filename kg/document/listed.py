"""Tables that lost their borders: each cell, or each line of a cell, stands on a line of its own below
the heads (序号⏎工作任务⏎责任单位⏎完成时限), as pages come out when they are copied as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import patterns
from kg.document.columns import BODY_COLUMNS, Column, Content, content_of, fit, head_role
from kg.document.lines import Line
from kg.document.raw import HEADING, RawRow, RawTable
from kg.model import Span

_FEWEST_HEADS, _MOST_HEADS = 3, 10
_LONGEST_TABLE = 4000  # lines
_NUMBER = re.compile(r"^\d{1,3}[.．、]?$")
# What it costs to leave a column of a row empty, and to begin a row anew.
_EMPTY: dict[Column, float] = {"index": 8.0, "group": 0.5, "heading": 0.5, "other": 0.5}
_NEW_ROW = 0.5
_GOES_ON: dict[Column, float] = {"index": 20.0, "deadline": 0.8, "text": 0.1, "other": 0.3}


def listed_at(lines: Sequence[Line], at: int) -> RawTable | None:
    """The table whose heads begin in line ``at``; None where none does."""
    heads = _heads_at(lines, at)
    if not heads:
        return None
    first = at + len(heads)
    printed = [line.text for line in lines[at:first]]
    kept: list[int] = []
    i = first
    while i < len(lines) and len(kept) < _LONGEST_TABLE:
        if [line.text for line in lines[i : i + len(heads)]] == printed:
            i += len(heads)  # the heads again, on a further page
            continue
        if _ends(lines, i, heads):
            break
        kept.append(i)
        i += 1
    between = {i for i in kept if HEADING.match(lines[i].text)}
    cells = [i for i in kept if i not in between]
    places = _aligned([content_of(lines[i].text) for i in cells], heads)
    cells, places = _without_tail([lines[i].text for i in cells], cells, places, heads)
    if not cells or len(set(places)) < 2:
        return None
    rows = list(_rows(lines, dict(zip(cells, places, strict=True)), between, len(heads)))
    head = RawRow(tuple((line.span,) for line in lines[at:first]))
    return RawTable((head, *rows), False, at, cells[-1])


def _heads_at(lines: Sequence[Line], at: int) -> list[Column]:
    """The columns that the lines from ``at`` on name, where they name duties and bodies or times."""
    heads: list[Column] = []
    for line in lines[at : at + _MOST_HEADS]:
        role = head_role(line.text)
        if role is None or HEADING.match(line.text):
            break
        heads.append(role)
    speaking = [i for i, head in enumerate(heads) if head in {"text", "heading"}]
    valued = BODY_COLUMNS | {"deadline"}
    if len(heads) < _FEWEST_HEADS or not speaking or not valued & set(heads):
        return []
    return ["text" if i == speaking[-1] else head for i, head in enumerate(heads)]


def _ends(lines: Sequence[Line], at: int, heads: Sequence[Column]) -> bool:
    """Whether the table ends before line ``at``: at an annex, or a heading with prose below."""
    text = lines[at].text
    if patterns.ATTACHED.match(text):
        return True
    if not HEADING.match(text):
        return False
    below = next((line.text for line in lines[at + 1 :] if not HEADING.match(line.text)), "")
    if "index" in heads:
        return not _NUMBER.match(below)
    return len(below) > 120 or not below


def _aligned(contents: Sequence[Content], heads: Sequence[Column]) -> list[int]:
    """The column of each line: the way through the rows, from left to right and from one to the next,
    on which the contents fit their columns best (Viterbi)."""
    width = len(heads)
    empty = [_EMPTY.get(head, 1.2) for head in heads]
    # from the column before (or the start of all, -1) to each column: the cost of what is passed over
    costs = [[_step(old, new, heads, empty) for new in range(width)] for old in range(-1, width)]
    best = [_fit(contents[0], heads[c]) - costs[0][c] for c in range(width)] if contents else []
    came: list[list[int]] = []
    for content in contents[1:]:
        scores, back = [], []
        for new in range(width):
            old = max(range(width), key=lambda c: best[c] - costs[c + 1][new])
            scores.append(best[old] - costs[old + 1][new] + _fit(content, heads[new]))
            back.append(old)
        best = scores
        came.append(back)
    if not best:
        return []
    places = [max(range(width), key=lambda c: best[c])]
    for back in reversed(came):
        places.append(back[places[-1]])
    return places[::-1]


def _fit(content: Content, head: Column) -> float:
    """How well a line fits a column; only numbers stand in a column of numbers."""
    return -20.0 if head == "index" and content != "index" else fit(content, head)


def _step(old: int, new: int, heads: Sequence[Column], empty: Sequence[float]) -> float:
    if old == new:
        return _GOES_ON.get(heads[new], 0.0)
    if new > old:
        return sum(empty[old + 1 : new])
    return _NEW_ROW + sum(empty[old + 1 :]) + sum(empty[:new])


def _without_tail(
    texts: Sequence[str], cells: list[int], places: list[int], heads: Sequence[Column]
) -> tuple[list[int], list[int]]:
    """The lines up to the first one behind the last row that is no cell of it: what follows a table
    without a heading (附注, a paragraph) would go on with its last cell."""
    last = next((i for i in range(len(places) - 1, 0, -1) if places[i] < places[i - 1]), 0)
    for i in range(last + 1, len(places)):
        content = content_of(texts[i])
        goes_on = places[i] == places[i - 1] and heads[places[i]] != "text"
        if goes_on and (content == "text" or fit(content, heads[places[i]]) < 0):
            return cells[:i], places[:i]
    return cells, places


def _rows(lines: Sequence[Line], places: dict[int, int], between: set[int], width: int) -> Iterator[RawRow]:
    row: list[list[Span]] = []
    before = width
    for i in sorted(places.keys() | {i for i in between if i < max(places)}):
        if i in between or (i in places and places[i] < before):
            if row:
                yield RawRow(tuple(tuple(cell) for cell in row))
            row = []
        if i in between:
            yield RawRow(((lines[i].span,),), lines[i].after_gap)
            before = width
        else:
            row = row or [[] for _ in range(width)]
            row[places[i]].append(lines[i].span)
            before = places[i]
    if row:
        yield RawRow(tuple(tuple(cell) for cell in row))
