"""Responsibility as it is printed: notes in brackets, labelled lines, columns, and rules for later tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import patterns
from kg.extract.bodies import Name, is_body, names_in
from kg.model import Assignment, Role
from kg.passage import Passage

_BRACKETS = re.compile(
    r"[（(【\[〔](?P<inside>(?:[^（()）【】\[\]〔〕]|[（(\[〔][^（()）\[\]〔〕]{0,40}[）)\]〕]){4,600})[）)】\]〕]"
)
_OPEN_BRACKET = re.compile(r"(?<=[。；])\s{0,3}[（(【](?P<inside>[^（()）【】。]{4,300})$")  # never closed
_MAY_SPEAK = re.compile(
    r"[局委办厅部院府队所司心会]|单位|部门|负责|牵头|配合|下同|责任|时限|街道|[乡镇县区市州]"
)
_MAY_RULE = re.compile(r"以下|下列|后续|其余|其[他它]|本方案|本要点|所有|[各每]项|[下后]同|以后|后文")
_LONGEST_LIST = 120  # characters before a verb that can be the names it speaks of
_SENTENCE = re.compile(r"[^。；;]+")
_CHUNK = re.compile(r"[^，,。；;]+?(?:(?:牵头|主办|负责|配合|参与)(?=、)|(?=[，,。；;]|$))")
_CHUNK_BETWEEN = re.compile(r"[^，,。；;]+")
_JOINTLY = re.compile(r"会同|联合|商")
_ROLES: tuple[Role, ...] = ("lead", "responsible", "cooperate", "supervise")


@dataclass(frozen=True, slots=True)
class Note:
    """What one printed note says: characters ``start`` to ``end`` of the passage, the bodies with
    their roles, the words in which a deadline may stand, those that a label announces as one, and the
    rule that it sets for later tasks."""

    start: int
    end: int
    assignments: tuple[Assignment, ...]
    said: tuple[Passage, ...] = ()
    stated: tuple[Passage, ...] = ()
    rule: tuple[Assignment, ...] = ()


def find_notes(passage: Passage) -> list[Note]:
    """The notes of responsibility in a passage: in brackets, or labelled (责任单位：…)."""
    brackets = [*_BRACKETS.finditer(passage.text), *_OPEN_BRACKET.finditer(passage.text)]
    notes = [note for m in brackets if (note := _bracketed(passage, m))]
    free = list(_unbracketed(passage.text, notes))
    for start, end in free:
        label = patterns.LABELLED.search(passage.text, start, end)
        if label and _opens_note(passage.text, label.start()):
            notes.append(_labelled(passage, label.start(), end))
    return sorted(notes, key=lambda note: note.start)


def read_cell(passage: Passage, role: Role) -> list[Assignment]:
    """The bodies of a column's cell; labels and verbs in the cell overrule the column's role."""
    if patterns.LABELLED.search(passage.text):
        return list(_labelled(passage, 0, len(passage.text)).assignments)
    one = is_body(passage.text) and not re.search(
        r"[、，,；;\s]", passage.text
    )  # 县委实施……战略领导小组办公室
    if not one and _verb_at(passage.text, 0, len(passage.text)) and "、" not in passage.text[-4:]:
        said = _spoken(passage, 0, len(passage.text), role)
        if said:
            return said
    found: list[Assignment] = []
    listed = _with_partners(found, passage, role)
    return [
        *(_assignment(part, name, role) for part, name in listed if _is_listed(part.text[slice(*name)])),
        *found,
    ]


def bodies_alone(passage: Passage) -> list[Assignment]:
    """The bodies of a passage that is nothing but their names, perhaps with a colon."""
    part = passage.cut(0, len(passage.text.rstrip("：: ")))
    return [] if patterns.MAKES.match(part.text) else _bare_list(part, 0, len(part.text))


def find_rule(passage: Passage) -> tuple[Assignment, ...]:
    """The bodies that a sentence gives to every later task (以下均需…负责，不再列出)."""
    m = patterns.INHERITED.search(passage.text) if _MAY_RULE.search(passage.text) else None
    if not m or m["same"]:
        return ()
    bodies, verb = ("bodies", m["verb"]) if m["bodies"] else ("bodies_before", m["verb_before"])
    role: Role = "lead" if verb == "牵头" else "cooperate" if verb in ("配合", "参与") else "responsible"
    part = passage.cut(*m.span(bodies))
    return tuple(_assignment(part, name, role) for name in names_in(part))


def _bracketed(passage: Passage, m: re.Match[str]) -> Note | None:
    """A bracket that speaks of responsibility; any other is text."""
    start, end = m.span("inside")
    text = m["inside"]
    if not _MAY_SPEAK.search(text) and not _times(passage, start, end):
        return None
    label = patterns.LABELLED.search(text)
    if label:
        inner = _labelled(passage, start, end)
        first = start + label.start()
        spoken = _spoken(passage, start, first, None)  # A牵头，B配合；完成时限：…
        stated = (*_times(passage, start, first), *inner.stated)
        return Note(m.start(), m.end(), (*spoken, *inner.assignments), inner.said, stated, inner.rule)
    inherited = patterns.INHERITED.search(text)
    rule = find_rule(passage.cut(start, end))
    stop = start + inherited.start() if inherited else end
    said = _spoken(passage, start, stop, None)
    if not said and not rule and _stands_alone(passage.text, *m.span()):
        said = _bare_list(passage, start, stop)
    stated = _times(passage, start, stop) if said or passage.text[: m.start()][-1:] in "。；！" else ()
    if not said and not rule and not stated:
        return None
    if inherited and inherited["same"]:
        rule = tuple(said[-1:])
    return Note(m.start(), m.end(), tuple(said), (passage.cut(start, stop),), stated, rule)


def _times(passage: Passage, start: int, end: int) -> tuple[Passage, ...]:
    """What a note says of time and of nothing else: （长期坚持）, （县水利局负责，6月底前完成）."""
    chunks = _CHUNK_BETWEEN.finditer(passage.text, start, end)
    return tuple(passage.cut(*m.span()) for m in chunks if patterns.TIME_ALONE.match(m[0]))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands behind a sentence, not inside one."""
    return start == 0 or text[start - 1] in "。；！？.;" or end >= len(text)


def _bare_list(passage: Passage, start: int, end: int) -> list[Assignment]:
    """（县教育局、县财政局）: bodies and nothing else share the responsibility."""
    part = passage.cut(start, end)
    names = names_in(part)
    words = [part.text[slice(*name)] for name in names]
    if not words or not all(
        is_body(word) and not patterns.NO_NAME.match(word) and not patterns.NUMBER.search(word)
        for word in words
    ):
        return []
    if len(words) == 1 and not patterns.STARTS_BODY.match(words[0]):
        return []
    return [_assignment(part, name, "responsible") for name in names]


def _unbracketed(text: str, notes: list[Note]) -> Iterator[tuple[int, int]]:
    at = 0
    for note in notes:
        yield at, note.start
        at = note.end
    yield at, len(text)


def _opens_note(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "。；;！!，,、）)】]【[（(：: 　0123456789.．"


def _labelled(passage: Passage, start: int, end: int) -> Note:
    """牵头单位：A；责任单位：B、C；完成时限：…, each up to the next label."""
    labels = list(patterns.LABELLED.finditer(passage.text, start, end))
    assignments: list[Assignment] = []
    deadlines: list[Passage] = []
    rule: tuple[Assignment, ...] = ()
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start() if following else end
        part = passage.cut(label.end(), stop)
        part = part.cut(0, len(re.sub(r"[【\[（(\s；;，,。|｜]+$", "", part.text)))
        if not part.text:
            continue
        if label["deadline"]:
            deadlines.append(part)
        elif not label["person"]:
            role = next(role for role in _ROLES if label[role])
            found = read_cell(part, role)
            assignments += found
            rule = rule or find_rule(part)
    return Note(labels[0].start(), end, tuple(assignments), (), tuple(deadlines), rule)


def _spoken(passage: Passage, start: int, end: int, default: Role | None) -> list[Assignment]:
    """A、B牵头，C、D按职责分工负责: bodies gather until a verb gives them their role."""
    found: list[Assignment] = []
    for sentence in _SENTENCE.finditer(passage.text, start, end):
        waiting: list[tuple[Passage, Name]] = []
        for chunk in _CHUNK.finditer(passage.text, *sentence.span()):
            if patterns.TIME_ALONE.match(chunk[0]):
                continue
            verb = _verb_at(passage.text, *chunk.span(), bool(waiting))
            part = passage.cut(chunk.start(), verb.start() if verb else chunk.end())
            if not verb:
                waiting += [(part, name) for name in names_in(part) if is_body(part.text[slice(*name)])]
                continue
            role = next(role for role in _ROLES if verb[role])
            waiting += _with_partners(found, part, role)
            found += [_assignment(source, name, role) for source, name in waiting]
            waiting = []
        if default:
            found += [_assignment(source, name, default) for source, name in waiting]
        elif found:
            found += [_assignment(source, name, "responsible") for source, name in waiting]
    return found


def _with_partners(found: list[Assignment], part: Passage, role: Role) -> list[tuple[Passage, Name]]:
    """A会同B负责: A acts, B works with it."""
    joint = next(
        (
            m
            for m in _JOINTLY.finditer(part.text)
            if _ends_body(part.text[: m.start()]) and is_body(part.text[m.end() :].strip("等共同。")[-30:])
        ),
        None,
    )
    if not joint:
        return [(part, name) for name in names_in(part)]
    partners = part.cut(joint.end(), len(part.text))
    named = (
        name for name in names_in(partners) if not patterns.GENERIC_BODY.match(partners.text[slice(*name)])
    )
    found += [_assignment(partners, name, "cooperate") for name in named]
    first = part.cut(0, joint.start())
    return [(first, name) for name in names_in(first)]


def _ends_body(text: str) -> bool:
    return is_body(re.split("[、，,；;]", text)[-1])


def _verb_at(text: str, start: int, end: int, waiting: bool = False) -> re.Match[str] | None:
    """The first verb of responsibility that follows a body (市场监督管理局 holds none)."""
    for verb in patterns.ROLE_VERB.finditer(text, start, end):
        before = text[max(start, verb.start() - _LONGEST_LIST) : verb.start()].strip()
        before = re.sub(r"(?:等|会同有关(?:部门|单位))$", "", before)
        whole = verb.end() == end or text[verb.end() : end] in ("工作", "落实", "实施", "完成")
        if whole and len(before) >= 3 and not re.search(r"\d|[前底末内]$", before):
            return verb
        if is_body(before.split("、")[-1]) or (waiting and not before) or (before and is_body(before[-20:])):
            return verb
    return None


def _is_listed(word: str) -> bool:
    """Whether a piece of a cell can be a body: no sentence, no time."""
    return len(word) <= 45 and "。" not in word and not re.fullmatch(r"[\d年月日底前.\-—]+", word)


def _assignment(passage: Passage, name: Name, role: Role) -> Assignment:
    """A body with its role, which a note of its own may tell: 县发改局（牵头）、县财政局."""
    own = patterns.OWN_ROLE.search(passage.text, *name)
    if own:
        name = name[0], own.start()
        role = next(role for role in _ROLES if own[role])
    return Assignment(role, passage.text[slice(*name)], passage.span(*name))
