"""Tables that lost their borders: each cell, or each line of a cell, stands on a line of its own below
the heads (序号⏎工作任务⏎责任单位⏎完成时限), as pages come out when they are copied as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.document import patterns
from kg.document.cells import BODY_COLUMNS, Column, content_of, head_role
from kg.document.columns import fit
from kg.document.lines import Line
from kg.document.raw import HEADING, RawRow, RawTable
from kg.model import Span

_FEWEST_HEADS, _MOST_HEADS = 3, 10
_LONGEST_TABLE = 40_000  # lines
_MOST_HEADINGS = 8  # between two rows
_NUMBER = re.compile(r"^\d{1,4}[.．、]?$")
# What it costs to leave a column of a row empty, and to begin a row anew.
_EMPTY: dict[Column, float] = {"index": 8.0, "group": 0.5, "heading": 0.5, "other": 0.5}
_NEW_ROW = 0.5
_TORN = 2.5  # to leave a list of bodies where it breaks off
_BEGINS_BODY = re.compile(
    r"(?:各|[省市县区州旗]|团|国网|[^\W\d]{2,4}[市县区镇乡])[^\W\d]{2}"
)  # 县自然资源和规⏎划局
_PERSON = re.compile(r"(?:书记|主任|局长|院长|部长|[省市县区州旗]长|主席|检察长|常委)$")
_REMARK = re.compile(r"(?:说明|备注|注|附注)\s*[:：]")
_TIMED = re.compile(r"[年月日度](?:底|末|[上中下]旬)?前")
_GOES_ON_WITH = re.compile(r"(?:人?民)?政府|委?员?会(?!计)|[局厅办行社院部]")
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
    texts = [lines[i].text for i in cells]
    places = _aligned(texts, heads)
    cells, places = _without_tail(texts, cells, places, heads)
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
    """Whether the table ends before line ``at``: at an annex, a remark, or a heading with prose below."""
    text = lines[at].text
    if patterns.ATTACHED.match(text) or _REMARK.match(text):
        return True
    if not HEADING.match(text):
        return False
    following = (line.text for line in lines[at + 1 : at + 1 + _MOST_HEADINGS])
    below = next((text for text in following if not HEADING.match(text)), "")
    if "index" in heads:
        return not _NUMBER.match(below)
    return len(below) > 120 or not below


def _aligned(texts: Sequence[str], heads: Sequence[Column]) -> list[int]:
    """The column of each line: the way through the rows, from left to right and from one to the next,
    on which the lines fit their columns best (Viterbi)."""
    width = len(heads)
    empty = [_EMPTY.get(head, 1.2) for head in heads]
    # from the column before (or the start of all, -1) to each column: the cost of what is passed over
    steps = {
        torn: [[_step(old, new, heads, empty, torn) for new in range(width)] for old in range(-1, width)]
        for torn in (False, True)
    }
    best = [_fit(texts[0], heads[c]) - steps[False][0][c] for c in range(width)] if texts else []
    came: list[list[int]] = []
    for before, text in pairwise(texts):
        costs = steps[_is_torn(before, text)][1:]
        back = [max(range(width), key=lambda c: best[c] - costs[c][new]) for new in range(width)]
        best = [best[old] - costs[old][new] + _fit(text, heads[new]) for new, old in enumerate(back)]
        came.append(back)
    if not best:
        return []
    places = [max(range(width), key=lambda c: best[c])]
    for back in reversed(came):
        places.append(back[places[-1]])
    return places[::-1]


def _is_torn(before: str, after: str) -> bool:
    """Whether a list of bodies breaks off within or between its names, to go on in the next line."""
    last = re.split(r"[、，,；;]", before)[-1]
    return len(last) < 2 or not patterns.ENDS_BODY.search(last) or bool(_GOES_ON_WITH.match(after))


def _fit(text: str, head: Column) -> float:
    """How well a line fits a column; only numbers stand in a column of numbers."""
    content = content_of(text)
    if _PERSON.search(text):
        return -3.0 if head in BODY_COLUMNS else fit(content, head)
    if head in BODY_COLUMNS and content == "short" and _BEGINS_BODY.match(text):
        return 1.5  # 县自然资源和规⏎划局
    if head == "deadline" and content in {"short", "text"} and len(text) <= 40 and _TIMED.search(text):
        return 1.5
    return -20.0 if head == "index" and content != "index" else fit(content, head)


def _step(old: int, new: int, heads: Sequence[Column], empty: Sequence[float], torn: bool) -> float:
    of_bodies = old >= 0 and heads[old] in BODY_COLUMNS
    if old == new:
        # two columns of bodies side by side: the first, of those who lead, rather has one line
        crowded = of_bodies and not torn and heads[new + 1 : new + 2] and heads[new + 1] in BODY_COLUMNS
        return 0.8 if crowded else _GOES_ON.get(heads[new], 0.0)
    left = _TORN if of_bodies and torn else 0.0
    if new > old:
        return left + sum(empty[old + 1 : new])
    return left + _NEW_ROW + sum(empty[old + 1 :]) + sum(empty[:new])


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
