"""What the user may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

_AS_MANY = 5
_AT_LEAST = 0.45


def near(word: str, known: Iterable[str]) -> str:
    """A clause for an error's sentence with the nearest known words: "; did you mean ...?", or nothing."""
    scored = ((_likeness(word, other), other) for other in set(known))
    best = nlargest(_AS_MANY, (pair for pair in scored if pair[0] >= _AT_LEAST), key=lambda p: (p[0], p[1]))
    return f"; did you mean {', '.join(other for _, other in best)}?" if best else ""


def _likeness(word: str, other: str) -> float:
    if word and (word in other or other in word):
        return 1.0 + min(len(word), len(other)) / max(len(word), len(other))
    matcher = SequenceMatcher(None, word, other)
    # the two upper bounds are cheap and keep the comparison from thousands of far names
    if matcher.real_quick_ratio() < _AT_LEAST or matcher.quick_ratio() < _AT_LEAST:
        return 0.0
    return matcher.ratio()
