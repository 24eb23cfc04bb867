"""Who stands above a body: the government or Party committee that it belongs to (块), the body of its
line one level up (条), and the one that directs it (垂直管理).

Every rule goes from one body to one above it, so that both chains can be walked to the State Council
through levels of which no document is held. Bodies that no document names are called by the usual
name of their line at that level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, Literal

from kg.ground import places as div
from kg.ground.agencies import office_title, office_word
from kg.ground.systems import (
    NationalBody,
    Vertical,
    known_body,
    national_bodies,
    systems,
    usual_name,
    verticals,
)
from kg.model import Agency, AgencyKind, Place

Link = Literal["government", "party", "counterpart", "vertical", "part"]
Method = Literal["division", "usual_name", "own_name"]

STATE_COUNCIL: Final = "国务院"
CENTRAL_COMMITTEE: Final = "中国共产党中央委员会"
_CENTRAL_OFFICES: Final = {"office": "国务院办公厅", "party": "中共中央办公厅"}
_OFFICE: Final = re.compile(r"(?:人民政府|^中共.+委)办公[室厅]$")
# A unit of a body at the body's own place: 宣汉县公安局交通警察大队, 南京市公安局鼓楼分局.
_UNIT: Final = re.compile(
    r"(?P<over>.+?[局厅委])(?<!分局)(?:[^局厅委]*(?:总队|支队|大队|中队|派出所|分局)|[^局厅委]+(?:科|股|处|室|站|所))$"
)
_BELONGING: Final = frozenset({"department", "office", "institution", "government"})


@dataclass(frozen=True, slots=True)
class Chains:
    """What stands above the bodies given: links from key to key, and the bodies that no document names,
    by key with the method that told their name."""

    links: frozenset[tuple[str, Link, str]]
    derived: Mapping[str, tuple[Agency, Method]]


@dataclass(slots=True)
class _Register:
    """The bodies known so far, by key, by name and by the line that they carry in a place."""

    mint: Callable[[Agency], str]
    bodies: dict[str, Agency]
    named: dict[tuple[str, str], str] = field(default_factory=dict)
    carrying: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    derived: dict[str, tuple[Agency, Method]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, body in sorted(self.bodies.items()):
            if body.name:
                self.named.setdefault((_scope(body), body.name), key)
                if body.system and body.kind in ("department", "party", "mass_organisation", "court"):
                    self.carrying.setdefault((_scope(body), body.system), []).append(key)

    def key(self, body: Agency, method: Method) -> str:
        """The key of a body of this name and place, which is derived where no document names it."""
        assert body.name is not None
        found = self.named.get((_scope(body), body.name))
        if found is None:
            found = self.named[_scope(body), body.name] = self.mint(body)
            self.bodies[found] = body
            self.derived[found] = body, method
        return found


def link_bodies(bodies: Mapping[str, Agency], mint: Callable[[Agency], str]) -> Chains:
    """The chains above bodies: from each to the government or committee it belongs to, to the body of
    its line above and to the one that directs it, and so on from those, to the top.

    ``bodies`` are those that documents name, by a key of the caller's; ``mint`` gives the key of one
    that none names. A body with an open place, a collective and an enterprise have nothing above.
    The outcome doesn't depend on the order.
    """
    register = _Register(mint, dict(bodies))
    links: set[tuple[str, Link, str]] = set()
    waiting = sorted(bodies)
    seen = set(waiting)
    while waiting:
        key = waiting.pop()
        for link, over in _above(register.bodies[key], register):
            if over != key:
                links.add((key, link, over))
            if over not in seen:
                seen.add(over)
                waiting.append(over)
    return Chains(frozenset(links), register.derived)


def _above(body: Agency, register: _Register) -> list[tuple[Link, str]]:
    if body.kind in ("collective", "enterprise") or body.level is None:
        return []
    if body.level == "national":
        return _above_national(body, register)
    if body.place is None or div.is_open(body.place):
        return []
    found: list[tuple[Link, str]] = []
    part = _whole(body, register)
    if part is not None:
        found.append(("part", part))
        if (body.name or "").endswith("分局"):
            # A branch stands a level below the body that it is a part of.
            return [*found, ("counterpart", part), ("vertical", part)]
    vertical = _vertical(body)
    counterpart = _counterpart(body, vertical, register)
    if counterpart is not None:
        found.append(("counterpart", counterpart))
        if vertical is not None:
            found.append(("vertical", counterpart))
    if body.kind == "party":
        top = _national(CENTRAL_COMMITTEE, "party", None)
        if over := _seat_above(body, committee, top, register):
            found.append(("party", over))
    elif body.kind in _BELONGING and (vertical is None or _belongs_too(body, vertical)):
        top = _national(STATE_COUNCIL, "government", None)
        if over := _seat_above(body, government, top, register):
            found.append(("government", over))
    return found


def _above_national(body: Agency, register: _Register) -> list[tuple[Link, str]]:
    if body.name in (STATE_COUNCIL, CENTRAL_COMMITTEE) or body.name == "中央军事委员会":
        return []
    if body.kind == "party":
        return [("party", register.key(_national(CENTRAL_COMMITTEE, "party", None), "division"))]
    if body.kind in _BELONGING:
        return [("government", register.key(_national(STATE_COUNCIL, "government", None), "division"))]
    return []


def government(place: Place) -> Agency:
    """The government of a division: 宣汉县人民政府, 南京市鼓楼区人民政府, 桂溪街道办事处."""
    word = "办事处" if place.name.endswith("街道") else "人民政府"
    name = place.name if place.name == div.CORPS else office_title(place) + word
    return _local(name, "government", None, place)


def committee(place: Place) -> Agency:
    """The Party committee of a division: 中共宣汉县委员会."""
    word = "工作委员会" if place.name.endswith("街道") else "委员会"
    return _local(f"中共{office_title(place)}{word}", "party", None, place)


def _local(name: str, kind: AgencyKind, system: str | None, place: Place) -> Agency:
    return Agency(name, name, kind, system, place, place.level)


def _national(name: str, kind: AgencyKind, system: str | None) -> Agency:
    return Agency(name, name, kind, system, None, "national")


def _scope(body: Agency) -> str:
    return body.place.code if body.place else ""


def _seat_above(
    body: Agency, seat: Callable[[Place], Agency], top: Agency, register: _Register
) -> str | None:
    """The government (or committee) of the body's place, or of the place above where the body is it; at
    a province the nation's. None where a place is known by its name alone and what is above it isn't."""
    assert body.place is not None
    own = seat(body.place)
    if body.name != own.name:
        return register.key(own, "division")
    over = div.chain(body.place)[1:2]
    if over:
        return register.key(seat(over[0]), "division")
    return register.key(top, "division") if body.place.level == "provincial" else None


@lru_cache(maxsize=4096)
def _rule(name: str, system: str | None) -> Vertical | None:
    return next((rule for rule in verticals() if rule.system == system and rule.word in name), None)


def _vertical(body: Agency) -> Vertical | None:
    """The rule by which a body is directed by its line; None where it isn't."""
    rule = _rule(body.name or body.mention, body.system)
    if rule is None or (rule.reach == "municipal" and body.level == "provincial"):
        return None
    return rule


def _belongs_too(body: Agency, rule: Vertical) -> bool:
    """Below the province an environment bureau of a city, or of a county under no city, belongs to its
    government as well; a county's is a branch of the city's (中办发〔2016〕63号)."""
    assert body.place is not None
    if rule.reach != "municipal":
        return False
    return body.level == "municipal" or len(body.place.parents) < 2


def _whole(body: Agency, register: _Register) -> str | None:
    """The body that a unit's own name begins with."""
    found = _UNIT.fullmatch(body.name or "")
    if found is None or body.place is None or body.kind not in ("department", "institution"):
        return None
    if not found["over"].startswith(office_title(body.place)):
        return None
    return register.key(_local(found["over"], "department", body.system, body.place), "own_name")


def _counterpart(body: Agency, vertical: Vertical | None, register: _Register) -> str | None:
    """The body of the same line at the next level that has one; the nation's at the end."""
    assert body.place is not None
    office = body.system is None and bool(_OFFICE.search(body.name or ""))
    above = div.chain(body.place)
    if above[-1].level != "provincial" or (body.system is None and not office):
        return None
    direct = vertical is not None and vertical.reach == "direct"
    for over in () if direct else above[1:]:
        found = _office_of(over, body.kind) if office else _carrier(body, over, register)
        if found is not None:
            return found if isinstance(found, str) else register.key(found, "usual_name")
    top = _national_office(body.kind) if body.system is None else _leading(body.system, vertical)
    return register.key(top, "usual_name") if top else None


def _national_office(kind: AgencyKind) -> Agency:
    return _national(_CENTRAL_OFFICES["party" if kind == "party" else "office"], kind, None)


def _leading(system: str, vertical: Vertical | None) -> Agency | None:
    """The national body that leads a line of work, or directs its bodies."""
    name = vertical.national if vertical else systems()[system].national
    return national_agency(name) if name else None


def national_agency(name: str) -> Agency:
    """The national body of a full name; ValueError where the table has none."""
    body = _by_name().get(name)
    if body is None:
        raise ValueError(f"{name} is no national body of data/national.tsv")
    return _national(body.name, body.kind, body.system)


@cache
def _by_name() -> dict[str, NationalBody]:
    return {body.name: body for body in national_bodies()}


def _office_of(place: Place, kind: AgencyKind) -> Agency | None:
    if place.level == "township":
        return None
    head = f"中共{office_title(place)}委" if kind == "party" else f"{office_title(place)}人民政府"
    return _local(head + office_word(place), kind, None, place)


def _carrier(body: Agency, place: Place, register: _Register) -> str | Agency | None:
    """The body that carries the line in a place: one that documents name, called as the body below is
    or as usual there or nearly so, else the usual one; None where the line has none at that level."""
    assert body.system is not None
    usual = usual_body(body.system, place)
    held = register.carrying.get((place.code, body.system), [])
    if held:
        names = {register.bodies[key].name or "": key for key in reversed(held)}
        own = _without_place(body)
        for name in (office_title(place) + own, usual.name if usual else None):
            if name in names:
                return names[name]
        bare = _without_place(usual) if usual else ""
        near = sorted((-_alike(name.removeprefix(office_title(place)), bare), name) for name in names)
        if near[0][0] <= -0.5:
            return names[near[0][1]]
    return usual


def _without_place(body: Agency) -> str:
    assert body.place is not None
    name = body.name or body.mention
    return name.removeprefix(office_title(body.place))


def _alike(name: str, usual: str) -> float:
    """How much of the usual name, without what any body's name ends in, the other name has."""
    core = set(re.sub(r"(?:委员会|办公室|[局厅会])$", "", usual)) - set("和与")
    return len(core & set(name)) / len(core) if core else 0.0


@lru_cache(maxsize=16384)
def usual_body(system: str, place: Place) -> Agency | None:
    """The body that usually carries a line of work in a place: 四川省教育厅, 中共宣汉县委宣传部; None
    where that line has none at that level."""
    province = div.province(place)
    usual = usual_name(system, province, place.level)
    if not usual:
        return None
    body = known_body(usual, province, place.level) or known_body("委" + usual, province, place.level)
    full = body.full if body and body.full else usual
    kind: AgencyKind = body.kind if body else "department"
    if "{" not in full:
        return _local(office_title(place) + full, kind, system, place)
    name = full.replace("{p}", office_title(place)).replace("{s}", div.short_name(place.name))
    return _local(name, kind, system, place)
