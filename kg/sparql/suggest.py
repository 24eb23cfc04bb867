"""What the user may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

_AS_MANY = 5
_AT_LEAST = 0.45


def near(word: str, known: Iterable[str]) -> str:
    """A clause for an error's sentence with the nearest known words: "; did you mean ...?", or nothing."""
    best = nearest(word, known)
    return f"; did you mean {', '.join(best)}?" if best else ""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that may have been meant, the nearest first; none where none is near."""
    scored = ((_likeness(word, other), other) for other in set(known))
    best = nlargest(_AS_MANY, (pair for pair in scored if pair[0] >= _AT_LEAST))
    return [other for _, other in best]


def _likeness(word: str, other: str) -> float:
    if word and (word in other or other in word):
        return 1.0 + min(len(word), len(other)) / max(len(word), len(other))
    matcher = SequenceMatcher(None, word, other)
    # the two upper bounds are cheap and keep the comparison from thousands of far names
    if matcher.real_quick_ratio() < _AT_LEAST or matcher.quick_ratio() < _AT_LEAST:
        return 0.0
    return matcher.ratio()
