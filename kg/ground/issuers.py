"""The place and level of a document, from its issuers' printed names, its title and its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.ground import places as div
from kg.ground.agencies import ground_agency
from kg.ground.mentions import clean
from kg.ground.numbers import DocumentNumber, code_issuer
from kg.ground.works import ground_work
from kg.model import Level, Place, Work


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


def settle_place(place: Place, rests_on: Iterable[Work]) -> Place:
    """A place that its document's header leaves open, told by the works that the document rests on or
    carries out: 鼓楼区 under a work of 南京市 is that city's; 霜溪县, which no table has, lies in the one
    city whose works it carries out. The place as it was where they don't tell one."""
    if place.parents or not div.is_minted(place):
        return place
    over = {w.place for w in rests_on if w.place and div.RANK[w.place.level] == div.RANK[place.level] - 1}
    if len(over) != 1:
        return place
    nearest = over.pop()
    above = (*nearest.parents, nearest.name)
    if not div.is_open(place):
        return div.mint(place.name, place.level, above)
    found = [p for p in div.candidates(place.name) if p.parents == above]
    return found[0] if len(found) == 1 else place
