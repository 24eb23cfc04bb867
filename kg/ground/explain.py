"""How a printed name is resolved, in words: the rule, the readings, the candidates, the bodies above."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ground import places as div
from kg.ground.agencies import RULES, decide
from kg.ground.chains import link_bodies
from kg.ground.mentions import Reading, clean, readings
from kg.model import Agency, Level, Place


@dataclass(frozen=True, slots=True)
class Explanation:
    """``readings`` are the ways to part the name into place and body, each with the body's full name
    and whether it was taken; ``candidates`` the divisions that the place's name may mean; ``government``
    and ``line`` the bodies above, nearest first; ``members`` the divisions that a collective speaks of."""

    agency: Agency
    rule: str
    readings: tuple[tuple[str, str, str, bool], ...]
    candidates: tuple[Place, ...]
    government: tuple[str, ...]
    line: tuple[str, ...]
    members: tuple[str, ...]


def explain(name: str, place: Place | None, level: Level | None) -> Explanation:
    """How a printed name is resolved in a document of ``place`` and ``level``."""
    decision = decide(name, place, level)
    found = tuple(_reading(r, r == decision.reading) for r in readings(clean(name), place))
    return Explanation(
        decision.agency,
        RULES[decision.rule],
        found,
        _candidates(name, decision.agency),
        _above(decision.agency, ("government", "party")),
        _above(decision.agency, ("counterpart",)),
        _members(decision.agency),
    )


def _reading(reading: Reading, taken: bool) -> tuple[str, str, str, bool]:
    home = reading.home
    place = "".join((*home.parents, home.name)) if home else reading.level or ""
    body = reading.body.full or "(can't be known)" if reading.body else "(in no table)"
    return place, reading.rest, body.replace("{p}", "…").replace("{s}", "…"), taken


def _candidates(name: str, agency: Agency) -> tuple[Place, ...]:
    """The divisions of the name that the body's place has, or that the text begins with."""
    if agency.place is not None:
        found = div.candidates(agency.place.name)
        return found if len(found) > 1 else ()
    text = clean(name)
    longest = next((text[:end] for end in range(len(text), 1, -1) if div.candidates(text[:end])), "")
    found = div.candidates(longest)
    return found if len(found) > 1 else ()


def _above(agency: Agency, kinds: tuple[str, ...]) -> tuple[str, ...]:
    if agency.kind == "collective":
        return ()
    chains = link_bodies({"": agency}, lambda body: body.name or "")
    steps = {low: high for low, kind, high in chains.links if kind in kinds}
    names, at = list[str](), ""
    while at in steps and steps[at] not in names:
        at = steps[at]
        names.append(at)
    return tuple(names)


def _members(agency: Agency) -> tuple[str, ...]:
    """The names of the divisions of a collective's levels in its place, as far as the tables have them."""
    who, home = agency.members, agency.place
    if who is None:
        return ()
    above = (*home.parents, home.name) if home else ()
    found = [p for p in div.divisions() if p.level in who.levels and p.parents[: len(above)] == above]
    if home is not None and "township" in who.levels:
        found += div.townships(home)
    return tuple(p.name for p in found if not who.endings or p.name.endswith(who.endings))
