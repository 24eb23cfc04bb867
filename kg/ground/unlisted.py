"""Places that documents name and no table has: where they lie, as far as the documents tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kg.ground import places as div
from kg.model import Place, Work

_CARRIES_OUT: Final = re.compile(r"(?:贯彻落实|贯彻|落实|转发|执行)[《〈“]*([^《〈“].*)")


def settle_place(place: Place, rests_on: Iterable[Work]) -> Place:
    """A place that its document's header leaves open, told by the works that the document rests on or
    carries out: 鼓楼区 under a work of 南京市 is that city's; 霜溪县, which no table has, lies in the one
    city whose works it carries out. The place as it was where they don't tell one."""
    if place.parents or not div.is_minted(place):
        return place
    at: defaultdict[int, set[Place]] = defaultdict(set)
    for work in rests_on:
        for told in (work.place, _carried_out(work)):
            if told:
                at[div.RANK[told.level]].add(told)
    rank = div.RANK[place.level]
    if len(at[rank - 1]) != 1:
        return place
    (nearest,) = at[rank - 1]
    above = (*nearest.parents, nearest.name)
    if len(above) < rank - 1 and len(at[rank - 2]) == 1:
        (wider,) = at[rank - 2]
        above = (*wider.parents, wider.name, nearest.name)
    if not div.is_open(place):
        return div.mint(place.name, place.level, above)
    found = [p for p in div.candidates(place.name) if p.parents == above]
    return found[0] if len(found) == 1 else place


def _carried_out(work: Work) -> Place | None:
    """The place of the work that a title says is carried out: …关于贯彻落实云泽省…方案的通知."""
    named = _CARRIES_OUT.search(work.title or "")
    return div.leading(named[1])[0] if named else None


def join_places(places: Iterable[Place]) -> dict[str, Place]:
    """One place for each code, with all the divisions above that the documents together tell: one
    says that 霜溪县 lies in 澜浦市, another that this lies in 云泽省. Where they differ about the
    division right above, none is taken."""
    found: defaultdict[str, set[Place]] = defaultdict(set)
    for place in places:
        found[place.code].add(place)
    return {code: _joined(code, found) for code in sorted(found)}


def _joined(code: str, found: Mapping[str, set[Place]]) -> Place:
    readings = sorted(found[code], key=lambda place: (-len(place.parents), place.parents, place.name))
    first = readings[0]
    if not div.is_minted(first):
        return first
    nearest = {place.parents[-1] for place in readings if place.parents}
    if len(nearest) != 1:
        return Place(code, first.name, first.level)
    over = div.chain(first)[1]
    # a division lies in a wider one: this ends
    if (
        div.RANK[over.level] >= div.RANK[first.level]
        or over.parents
        or not div.is_minted(over)
        or over.code not in found
    ):
        return first
    above = _joined(over.code, found)
    if div.RANK[above.level] >= div.RANK[first.level]:
        return Place(code, first.name, first.level)
    return Place(code, first.name, first.level, (*above.parents, above.name))
