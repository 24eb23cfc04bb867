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
    and whether it was taken; ``candidates`` the divisions that the place's name may mean; ``above`` the
    bodies above, nearest first, of the government and of the line."""

    agency: Agency
    rule: str
    readings: tuple[tuple[str, str, str, bool], ...]
    candidates: tuple[Place, ...]
    government: tuple[str, ...]
    line: tuple[str, ...]


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
