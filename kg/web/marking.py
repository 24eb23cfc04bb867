"""A text with its facts marked: cut at every end of a span, so that each piece lies in the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text on which a fact rests."""

    fact: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text. ``marks`` are those that cover it, the narrowest last; ``begins`` are the facts
    of which this is the first printed piece; ``start`` is its place in the whole text."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    begins: tuple[str, ...]


def read_marks(rows: Iterable[Mapping[str, object]]) -> list[Mark]:
    """The marks of rows with ``fact``, ``kind``, ``start`` and ``end``."""
    return [
        Mark(str(row["fact"]), str(row["kind"]), int(str(row["start"])), int(str(row["end"]))) for row in rows
    ]


def cut(
    text: str, marks: Iterable[Mark], first: int | None = None, last: int | None = None, offset: int = 0
) -> list[Piece]:
    """The pieces of the text from ``first`` to ``last`` in order; joined they are that text. Marks outside
    are left out. All places are those of the whole text, of which ``text`` is what begins at ``offset``."""
    first = offset if first is None else first
    last = offset + len(text) if last is None else last
    within = sorted(
        {m for m in marks if max(m.start, first) < min(m.end, last)},
        key=lambda m: (m.start, -m.end, m.fact),
    )
    ends = sorted({first, last, *(max(m.start, first) for m in within), *(min(m.end, last) for m in within)})
    pieces: list[Piece] = []
    begun: set[str] = set()
    open_marks: list[Mark] = []
    waiting = iter([*within, None])
    following = next(waiting)
    for start, end in pairwise(ends):
        open_marks = [m for m in open_marks if m.end > start]
        while following and following.start <= start:
            open_marks.append(following)
            following = next(waiting)
        covering = tuple(sorted(open_marks, key=lambda m: (m.start - m.end, m.start, m.fact)))
        begins = tuple(dict.fromkeys(m.fact for m in covering if m.fact not in begun))
        begun.update(begins)
        pieces.append(Piece(text[start - offset : end - offset], start, covering, begins))
    return pieces
