"""Bodies that running text names as acting: 县司法局按照上级部署做好清理."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extract import patterns
from kg.extract.bodies import is_body, names_in
from kg.model import Assignment, Role
from kg.passage import Passage

_CLAUSE = re.compile(r"[^。；;！？]+")
_COMMA = re.compile(r"[，,：:]\s*")
_BY = re.compile(r"由(?=[省市县区州国各属当地事乡镇街教公财民])")
_JOINTLY = re.compile(r"(?:要|应当?|须)?(?:会同|联合|商)")
_PREDICATE = re.compile(r"[向把将需由]|的(?!有关|相关|部门|单位)")
_BOUND = re.compile(r"(?:要|应当?|须|将)?(?:负责|牵头|配合|协助|承担|主办|承办)")
_WATCHES = re.compile(r"督查|督导|纪委|纪检|监委|监察|审计")
_CHECKS = re.compile(r"督|检查|抽查|问责|追责|监督|审计|考核|通报")
_LEADS = re.compile(r"^(?:要|应|须|将|负责)?(?:总?牵头|抓总|主办|负总责)")
_HELPS = re.compile(r"^(?:要|应|须|将|积极|主动|密切|协同)*(?:配合|协助|参与|协同)")


def find_acting(passage: Passage, gazetteer: Collection[str] = ()) -> list[Assignment]:
    """The bodies that begin a clause and act in it, each with the role that the clause tells.

    Persons, websites, objects (推动各部门…) and bare 有关部门 are none. ``gazetteer`` holds names
    that no pattern tells (national ministries).
    """
    found: list[Assignment] = []
    for sentence in _CLAUSE.finditer(passage.text):
        acting: list[tuple[list[Assignment], list[Assignment], int]] = []
        for start in _starts(passage.text, *sentence.span()):
            if acting and start < acting[-1][2]:
                continue
            m = patterns.ACTING.match(passage.text, start, sentence.end())
            if m is None:
                continue
            part = passage.cut(*m.span("bodies"))
            listed = names_in(part)
            bound = bool(_BOUND.match(passage.text, m.end()))
            if listed and all(_acts(part.text[slice(*n)], gazetteer, bound) for n in listed):
                bodies = [Assignment("responsible", part.text[slice(*n)], part.span(*n)) for n in listed]
                partners, end = _partners(passage, m.end(), sentence.end(), gazetteer)
                acting.append((bodies, partners, end))
        for i, (bodies, partners, end) in enumerate(acting):
            stop = passage.offsets.index(acting[i + 1][0][0].span.start) if i + 1 < len(acting) else sentence.end()
            role = _role(bodies[0].name, passage.text[end:stop])
            found += [Assignment(role, body.name, body.span) for body in bodies]
            shared: Role = "supervise" if role == "supervise" else "cooperate"
            found += [Assignment(shared, body.name, body.span) for body in partners]
    return found


def _starts(text: str, start: int, end: int) -> list[int]:
    """Where a body may begin to act: at the head of a clause, or behind 由."""
    heads = [start, *(m.end() for m in _COMMA.finditer(text, start, end))]
    return sorted({*heads, *(m.start() for m in _BY.finditer(text, start, end))})


def _partners(passage: Passage, start: int, end: int, gazetteer: Collection[str]) -> tuple[list[Assignment], int]:
    """The bodies that the acting one works with (会同县财政局), and where their names end."""
    joint = _JOINTLY.match(passage.text, start)
    m = patterns.ACTING.match(passage.text, joint.end(), end) if joint else None
    if m is None:
        return [], start
    part = passage.cut(*m.span("bodies"))
    names = [n for n in names_in(part) if _acts(part.text[slice(*n)], gazetteer)]
    return [Assignment("cooperate", part.text[slice(*n)], part.span(*n)) for n in names], m.end()


def _acts(name: str, gazetteer: Collection[str], bound: bool = False) -> bool:
    """Whether a name is a body that can act; ``bound`` where a verb of responsibility follows it."""
    if name in gazetteer:
        return True
    if not is_body(name) or patterns.NO_NAME.match(name) or _PREDICATE.search(name):
        return False
    if patterns.GENERIC_BODY.match(name):
        return bool(patterns.COLLECTIVE_BODY.match(name))
    return bound or bool(patterns.STARTS_BODY.match(name) or patterns.DESCRIBED_BODY.match(name) or patterns.BARE_DIVISION.match(name))


def _role(name: str, clause: str) -> Role:
    """What the clause behind a body makes of it."""
    if _LEADS.match(clause):
        return "lead"
    if _HELPS.match(clause):
        return "cooperate"
    if patterns.SUPERVISES.search(clause) or (_WATCHES.search(name) and _CHECKS.search(clause)):
        return "supervise"
    return "responsible"
