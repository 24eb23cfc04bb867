"""What is said, and with which status, where a reading gave no answer."""

from __future__ import annotations

from kg.sparql.errors import GraphError, QueryError, RefusedQuery
from kg.web.limits import Limits
from kg.web.pool import Busy, Preparing, TooLarge, TooLong
from kg.web.words import Translator

_LIMITS: dict[type[GraphError], tuple[int, str]] = {
    Busy: (503, "busy"),
    Preparing: (503, "preparing"),
    TooLong: (504, "too_long"),
    TooLarge: (507, "too_large"),
}


def status_of(error: GraphError) -> int:
    """The HTTP status that says what is the matter."""
    if type(error) in _LIMITS:
        return _LIMITS[type(error)][0]
    if isinstance(error, RefusedQuery):
        return 403
    return 400 if isinstance(error, QueryError) else 500


def headers_of(error: GraphError) -> dict[str, str]:
    """The headers that go with the status."""
    return {"Retry-After": "5"} if isinstance(error, Busy) else {}


def heading(error: GraphError, t: Translator) -> str:
    """What is the matter, in the reader's language."""
    return t(f"error.{_LIMITS[type(error)][1]}" if type(error) in _LIMITS else "error.failed")


def said(error: GraphError, t: Translator, limits: Limits) -> str:
    """Why, and what to do; where the error is none of a limit, in its own words."""
    if type(error) not in _LIMITS:
        return str(error)
    key = f"error.{_LIMITS[type(error)][1]}_do"
    return t(key, seconds=f"{limits.seconds:g}", workers=limits.workers)
