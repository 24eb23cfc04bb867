"""Works that a text names, and how it stands to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extract import patterns
from kg.model import Citation, Relation
from kg.passage import Passage
from kg.zh import fold

_NEAR = 160  # characters around a work that can speak of it


@dataclass(frozen=True, slots=True)
class _Named:
    """A work as named in one place: characters ``start`` up to ``end`` of the passage."""

    start: int
    end: int
    title: str | None
    number: str | None


def find_citations(
    document: str, passages: Sequence[tuple[str, Passage]], own: Collection[str]
) -> list[Citation]:
    """The works that a document names, each once, with the relation that the words before it state.

    ``passages`` are its stretches with their section paths; ``own`` are the titles of the file's own
    documents and the short names (《条例》) that it introduces, which are no citations, nor are forms.
    """
    skip = {_key(title) for title in own}
    found: dict[str, Citation] = {}
    by_title: dict[str, str] = {}
    for section, passage in passages:
        works = list(_works(passage.text))
        relations = _relations(passage.text, works)
        for work, (relation, cue) in zip(works, relations, strict=True):
            title_key = _key(work.title) if work.title else None
            if title_key in skip:
                continue
            key = _key(work.number) if work.number else by_title.get(title_key or "", title_key or "")
            if title_key and work.number:
                by_title[title_key] = key
                if title_key in found and key != title_key:
                    found[key] = found.pop(title_key)
            article = patterns.ARTICLE.match(passage.text[work.end : work.end + _NEAR])
            citation = Citation(
                document, section, work.title, work.number, article["article"] if article else None,
                relation, cue, passage.span(work.start, work.end),
            )  # fmt: skip
            found[key] = _merged(found[key], citation) if key in found else citation
    return sorted(found.values(), key=lambda c: c.span)


def _merged(first: Citation, again: Citation) -> Citation:
    """A work named twice: the first place, the first relation that says more than a mention."""
    said = first if first.relation != "mentions" or again.relation == "mentions" else again
    return Citation(
        first.document, first.section, first.title or again.title, first.number or again.number,
        first.article or again.article, said.relation, said.cue, first.span,
    )  # fmt: skip


def _key(text: str) -> str:
    return fold(text).strip("<>").replace("(", "").replace(")", "") if text else ""


def short_names(text: str) -> list[str]:
    """The names that a text introduces for later use: （以下简称《条例》）."""
    return [m["alias"] for m in patterns.ALIAS.finditer(text)]


def _works(text: str) -> Iterator[_Named]:
    """Titles in 《》 with the number behind them, and numbers that stand alone."""
    last = 0
    for m in _quoted_and_numbers(text):
        if m.start() < last:
            continue
        if m.re is patterns.WORK:
            title = m["title"] or m["angled"]
            alias = patterns.ALIAS_BEHIND.match(text[m.end() : m.end() + _NEAR])
            end = m.end()
            number = patterns.NUMBER_IN_BRACKETS.match(text[end : end + _NEAR])
            if _is_alias_itself(text, m.start()) or patterns.NO_WORK.search(title) or len(title) < 2:
                last = m.end()
                continue
            if number:
                end += number.end()
            elif alias:
                number = patterns.NUMBER_IN_BRACKETS.match(
                    text[end + alias.end() : end + alias.end() + _NEAR]
                )
            last = end
            yield _Named(m.start(), end, title, number["number"] if number else None)
        else:
            start, title = _bare_title(text, m.start(), last)
            code = m["code"]
            lead = len(code) - len(_CODE_PREFIX.sub("", code))
            start = min(start, m.start() + lead) if title else m.start() + lead
            last = m.end()
            yield _Named(start, m.end(), title, m[0][lead:])


# What a cue leaves glued before a number's code: 根据国办发〔2022〕8号.
_CODE_PREFIX = re.compile(
    r"^(?:.*(?:根据|依据|按照|依照|落实|贯彻|执行|实施|对照|参照|以及|文件|转发|印发|关于|人民政府(?!令)|办公[厅室]|和|与|及|按|的|见|《))"
)


def _quoted_and_numbers(text: str) -> list[re.Match[str]]:
    quoted = list(patterns.WORK.finditer(text)) if "《" in text or "<<" in text else []
    if "号" not in text:
        return quoted
    inside = [m.span() for m in quoted]
    numbers = [m for m in patterns.NUMBER.finditer(text) if not any(a <= m.start() < b for a, b in inside)]
    return sorted([*quoted, *numbers], key=lambda m: m.start())


def _is_alias_itself(text: str, at: int) -> bool:
    return bool(re.search(r"(?:简称|称|下同)(?:为|作)?[:：]?\s*[“\"]?$", text[max(0, at - 8) : at]))


def _bare_title(text: str, at: int, last: int) -> tuple[int, str | None]:
    """A title printed without 《》 before the bracket that holds its number."""
    if at == 0 or text[at - 1] not in "（(":
        return at, None
    m = patterns.BARE_TITLE.search(text[max(last, at - _NEAR) : at - 1])
    if not m:
        return at, None
    lead = re.match(r"^(?:.*?(?:根据|依据|按照|依照|贯彻落实|落实|贯彻|执行|对照))?", m["title"])
    cut = lead.end() if lead else 0
    return max(last, at - _NEAR) + m.start("title") + cut, m["title"][cut:]


def _relations(text: str, works: Sequence[_Named]) -> list[tuple[Relation, str | None]]:
    """The relation of each work: works in a row share the verb before the first."""
    found: list[tuple[Relation, str | None]] = []
    for i, work in enumerate(works):
        between = text[works[i - 1].end : work.start] if i else None
        if between is not None and len(between) <= _NEAR and patterns.BETWEEN_WORKS.match(between):
            found.append(found[-1])
        else:
            relation, cue = _cue(text, work.start, works[i - 1].end if i else 0)
            carried = patterns.CARRIED_OUT.match(text[work.end : work.end + _NEAR]) if cue is None else None
            found.append(("implements", carried[0]) if carried else (relation, cue))
    return found


def _cue(text: str, at: int, last: int) -> tuple[Relation, str | None]:
    """The verb nearest before the work in its clause decides; one of mention must govern it directly
    (公开修订后的《…》, not 政务公开部署和《…》)."""
    first = max(last, at - _NEAR)
    start = max(text.rfind(stop, first, at) for stop in "。；！？，,") + 1
    before = patterns.OF_WORK.sub("", text[max(start, first) : at])
    found: list[tuple[int, int, Relation, str]] = []
    for relation, pattern in patterns.CUES:
        for m in pattern.finditer(before + text[at : at + 1]):
            governs = relation != "mentions" or patterns.GOVERNS.fullmatch(before[m.end() :])
            if m.end() <= len(before) and governs:
                found.append((m.end(), len(m[0]), relation, m[0]))
    if not found:
        return "mentions", None
    _, _, nearest, cue = max(found, key=lambda f: f[:2])
    return nearest, cue
