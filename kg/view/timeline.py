"""Deadlines on the axis of time."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from kg.model import Level
from kg.sparql.errors import QueryError
from kg.sparql.terms import typed
from kg.view.asking import PREFIXES, find_agencies, find_documents, of_level, values
from kg.view.describe import called, describe, printed, titled
from kg.view.gathering import DRAWN, MOST, on_axis
from kg.view.lettering import one_line
from kg.view.picture import About, Moment, TimelinePicture
from kg.view.terms import said

if TYPE_CHECKING:
    from kg.sparql import Graph

DEADLINES = (
    PREFIXES
    + """
SELECT DISTINCT ?due ?value ?limit ?task ?document {
  ASKED
  ?limit gw:task ?task ; gw:due ?due .
  ?task gw:document ?document .
  OPTIONAL { ?limit gw:value ?value }
FILTERS} ORDER BY ?due ?document ?task ?limit"""
)
UNDATED = (
    PREFIXES
    + """
SELECT (COUNT(DISTINCT ?limit) AS ?n) {
  ASKED
  ?limit gw:expression ?expression ; gw:task ?task .
  ?task gw:document ?document .
  FILTER NOT EXISTS { ?limit gw:due ?due }
}"""
)
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:/.*)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def timeline(
    graph: Graph,
    *,
    agency: str | None = None,
    document: str | None = None,
    level: Level | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> TimelinePicture:
    """The time limits that have a last day, in a band for each document, the earliest first.

    The parameters narrow what is asked; ``limit`` is how many marks are drawn: where there are
    more time limits, those of a month, a quarter or a year share one. QueryError where none is left.
    """
    asked = _asked(graph, agency, document, level)
    filters = "".join(
        f"  FILTER (?due {sign} {typed(day.isoformat(), 'date')})\n"
        for sign, day in ((">=", since), ("<=", until))
        if day
    )
    query = DEADLINES.replace("ASKED", asked).replace("FILTERS", filters)
    rows = list(graph.query(query))
    if not rows:
        raise QueryError("no time limit with a last day is left for this picture; ask for more")
    kept = rows[:MOST]
    cards = describe(graph, dict.fromkeys(str(row[i]) for row in kept for i in (3, 4)))
    words = printed(graph, dict.fromkeys(str(row[2]) for row in kept))
    moments = []
    for due, value, deadline, task, text in kept:
        if not isinstance(due, date):
            continue
        card = cards[str(task)]
        card.quotes += [quote for quote in words.get(str(deadline), []) if quote not in card.quotes]
        moments.append(
            Moment(
                str(task),
                titled(cards[str(text)]),
                due,
                one_line(card.label),
                _since(str(value or ""), due),
                cards[str(text)].level,
                str(text),
            )
        )
    name = agency or document
    title = said("title.timeline.of", name=called(graph, name)) if name else said("title.timeline")
    undated = UNDATED.replace("ASKED", asked)
    without = int(str(next(iter(graph.query(undated)))[0]))
    notes = [said("note.undated", count=without)] if without else []
    about = About(title, (query,), tuple(notes))
    return on_axis(about, moments, cards, limit or DRAWN, len(rows) - len(kept))


def _asked(graph: Graph, agency: str | None, document: str | None, level: Level | None) -> str:
    parts = []
    if agency:
        parts.append(f"{values('own', find_agencies(graph, agency))} ?mine gw:agency ?own ; gw:task ?task .")
    if document:
        documents = find_documents(graph, document)
        parts.append(f"{values('asked', documents)} ?asked gw:promulgates? ?document .")
    if level:
        parts.append(of_level("document", level))
    return "\n  ".join(parts)


def _since(value: str, due: date) -> date | None:
    """The first day of what a limit's value spans (a month, a quarter, a year, an interval); None where it
    is one day."""
    if m := _QUARTER.match(value):
        first = date(int(m[1]), 3 * int(m[2]) - 2, 1)
    elif m := _PERIOD.fullmatch(value):
        if m[3] and "/" not in value:
            return None
        month = int(m[2] or 1)
        if not 1 <= month <= 12:
            return None
        first = date(int(m[1]), month, min(int(m[3] or 1), monthrange(int(m[1]), month)[1]))
    else:
        return None
    return first if first < due else None
