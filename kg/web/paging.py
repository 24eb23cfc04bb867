"""Long texts in pages. Where a page begins depends on the text alone, so that its number can stand in an
address."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import ceil

LONGEST = 50_000
"""Characters that a page may have: a browser shows as many, with all their marks, at once."""


def page_starts(text: str, longest: int = LONGEST) -> list[int]:
    """Where each page of the text begins: pages of about the same length, each ending with a line, or
    in the midst of one that is itself too long."""
    starts = [0]
    while len(text) - starts[-1] > longest:
        rest = len(text) - starts[-1]
        goal = starts[-1] + ceil(rest / ceil(rest / longest))
        line_end = text.rfind("\n", starts[-1], goal)
        starts.append(goal if line_end < 0 else line_end + 1)
    return starts


def page_ends(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """The stretch of each page."""
    return list(pairwise([*starts, len(text)]))


def page_at(starts: list[int], place: int) -> int:
    """The number, from 1, of the page on which a place of the text lies."""
    return max(1, bisect_right(starts, place))
