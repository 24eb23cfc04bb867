"""The place and level of a document, from its issuers' printed names, its title and its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.ground import places as div
from kg.ground.agencies import ground_agency
from kg.ground.mentions import clean
from kg.ground.numbers import DocumentNumber, code_issuer
from kg.ground.works import ground_work
from kg.model import Level, Place


@lru_cache(maxsize=16384)
def _place_of(issuers: tuple[str, ...], title: str, number: str | None) -> tuple[Place | None, Level | None]:
    place: Place | None = None
    level: Level | None = None
    for name in issuers:
        body = ground_agency(name, None, None)
        place, level = body.place, body.level
        if level is not None:
            break
    if level == "national" or (place is not None and not div.is_open(place)):
        return place, level
    told = ground_work(title, None, None, None)
    if told.level == "national" and level is None:
        return None, "national"
    if told.place is not None and level in (None, told.level) and not div.is_open(told.place):
        return told.place, told.level
    parsed = DocumentNumber.parse(clean(number)) if number else None
    if parsed is not None:
        code = code_issuer(parsed.code, told.place)
        if level in (None, code.level) and code.level is not None:
            return code.place, code.level
    return place or told.place, level or told.level


def place_of(issuers: Sequence[str], title: str, number: str | None) -> tuple[Place | None, Level | None]:
    """The division and the level of a document.

    The first issuer that names one tells; where it names only a level (省政府办公厅) or a name of
    several divisions (鼓楼区), the title and then the number's code (苏政办发) tell the place. The
    place of a national document is None. A name that stays open is a place with the code
    ``open-NAME`` and no parents.
    """
    return _place_of(tuple(issuers), title, number)
