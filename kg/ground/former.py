"""Former names and codes of today's divisions."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.ground.places import by_code, table_rows
from kg.model import PlaceChange

_STEPS = 8


@cache
def place_changes() -> tuple[PlaceChange, ...]:
    """What today's divisions were called and which codes they had before, in order (source:
    kg/ground/data/changes.tsv, since 1980). A change that leads to no division of today is left out."""
    rows = [tuple(row) for row in table_rows("changes.tsv")]
    later: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for year, _, code, _, _, new_code, _ in rows:
        if new_code and new_code != code:
            later[code].append((year, new_code))
    found = set()
    for year, event, code, name, _, new_code, _ in rows:
        place = _today(new_code, year, later)
        today = by_code(place) if place else None
        if today is not None and (code, name) != (today.code, today.name):
            found.add(PlaceChange(today.code, int(year), event, name, code))
    return tuple(sorted(found, key=lambda c: (c.place, c.year, c.code, c.name, c.event)))


def _today(code: str, year: str, later: dict[str, list[tuple[str, str]]]) -> str | None:
    """The code of today that a code of a year led to."""
    for _ in range(_STEPS):
        if not code or by_code(code) is not None:
            return code or None
        year, code = min(((y, c) for y, c in later.get(code, ()) if y >= year), default=("", ""))
    return None
