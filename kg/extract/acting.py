"""Bodies that running text names as acting: 县司法局按照上级部署做好清理."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from kg.extract import patterns
from kg.extract.bodies import is_body, names_in
from kg.model import Assignment, Role
from kg.passage import Passage

_SENTENCE = re.compile(r"[^。；;！？]+")
_COMMA = re.compile(r"[，,：:]\s*")
_BY = re.compile(r"由(?=[省市县区州国各属当地事乡镇街教公财民])")
_JOINTLY = re.compile(r"(?:要|应当?|须|将)?(?:会同|联合|商)")
_LONGEST_LIST = 240  # characters of names before one verb
_TRIES = 6  # ends of a name that are tried: hostile text must not cost more


@dataclass(frozen=True, slots=True)
class _Actors:
    """The bodies that begin a clause, their partners, and where the predicate begins."""

    bodies: list[Assignment]
    partners: list[Assignment]
    start: int
    end: int


def find_acting(passage: Passage, gazetteer: Collection[str] = ()) -> list[Assignment]:
    """The bodies that begin a clause and act in it, each with the role that the clause tells.

    Persons, websites, objects (推动各部门…) and bare 有关部门 are none. ``gazetteer`` holds names
    that no pattern tells (national ministries).
    """
    found: list[Assignment] = []
    for sentence in _SENTENCE.finditer(passage.text):
        acting: list[_Actors] = []
        for start in _starts(passage.text, *sentence.span()):
            if not acting or start >= acting[-1].end:
                actors = _actors(passage, start, sentence.end(), gazetteer)
                acting += [actors] if actors else []
        stops = [*(actors.start for actors in acting[1:]), sentence.end()]
        for actors, stop in zip(acting, stops, strict=False):
            role = _role(actors.bodies[0].name, passage.text[actors.end : stop])
            shared: Role = "supervise" if role == "supervise" else "cooperate"
            found += [Assignment(role, body.name, body.span) for body in actors.bodies]
            found += [Assignment(shared, body.name, body.span) for body in actors.partners]
    return found


def _starts(text: str, start: int, end: int) -> list[int]:
    """Where a body may begin to act: at the head of a clause, or behind 由."""
    heads = [start, *(m.end() for m in _COMMA.finditer(text, start, end))]
    return sorted({*heads, *(m.start() for m in _BY.finditer(text, start, end))})


def _actors(passage: Passage, start: int, stop: int, gazetteer: Collection[str]) -> _Actors | None:
    lead = patterns.BEFORE_BODY.match(passage.text, start, stop)
    first = lead.end() if lead else start
    listed = _listed(passage, first, stop, patterns.ACTS, gazetteer)
    if listed is None:
        return None
    bodies, end = listed
    if patterns.ATTRIBUTE.match(passage.text, end, stop):
        return None
    joint = _JOINTLY.match(passage.text, end, stop)
    partners = _listed(passage, joint.end(), stop, patterns.PARTNERED, gazetteer) if joint else None
    return _Actors(bodies, partners[0] if partners else [], first, partners[1] if partners else end)


def _listed(
    passage: Passage, start: int, stop: int, ends: re.Pattern[str], gazetteer: Collection[str]
) -> tuple[list[Assignment], int] | None:
    """The shortest stretch from ``start`` that is nothing but names of bodies, and its end."""
    stop = min(stop, start + _LONGEST_LIST)
    for _, m in zip(range(_TRIES), ends.finditer(passage.text, start, stop), strict=False):
        part = passage.cut(start, m.end())
        names = names_in(part)
        bound = bool(patterns.BOUND.match(passage.text, m.end())) or (
            passage.text[m.end()] in ":：" and not part.text.endswith(("单位", "部门"))
        )
        first, *others = [part.text[slice(*name)] for name in names] or [""]
        if _acts(first, gazetteer, bound) and all(_acts(name, gazetteer, bound=True) for name in others):
            return [Assignment("responsible", part.text[slice(*n)], part.span(*n)) for n in names], m.end()
    return None


def _acts(name: str, gazetteer: Collection[str], bound: bool = False) -> bool:
    """Whether a name is a body that can act; ``bound`` where a verb of responsibility
    follows it or a body stands before it."""
    if name in gazetteer:
        return True
    if not is_body(name) or patterns.NO_NAME.match(name) or patterns.PREDICATE.search(name):
        return False
    if patterns.GENERIC_BODY.match(name):
        return bool(patterns.COLLECTIVE_BODY.match(name))
    return bound or any(
        p.match(name) for p in (patterns.STARTS_BODY, patterns.DESCRIBED_BODY, patterns.BARE_DIVISION)
    )


def _role(name: str, clause: str) -> Role:
    """What the clause behind a body makes of it."""
    if patterns.LEADS.match(clause):
        return "lead"
    if patterns.HELPS.match(clause):
        return "cooperate"
    watches = patterns.WATCHES.search(name) and patterns.CHECKS.search(clause)
    if watches or patterns.SUPERVISES.search(clause):
        return "supervise"
    return "responsible"
