"""Titles: finding them over broken lines, and the names of what a notice promulgates."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.document import patterns
from kg.document.lines import Line, hull
from kg.model import Span
from kg.zh import fold, tidy

_LONGEST = 7  # printed lines that one title is broken over
_ALIKE = 0.88  # of two titles: a slip of the pen
_MASTHEAD = re.compile(
    r"^(?!研究|关于|审议|部署)[\u4e00-\u9fff]{0,30}(?:会议纪要|工作简报|专报)(?:（.{1,14}）)?$"
)  # stands above the number, not the title
_ONLY_JOINS = re.compile(
    r"^(?:、|和|及|与|以及|等|[0-9一二三四五六七八九十]个?|文件|的|通知|函|决定|公告|（.{1,8}）|\(.{1,8}\))*$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, its place, the kind of document that it names, and how many lines it takes."""

    text: str
    span: Span
    genre: str | None
    lines: int


def title_at(lines: Sequence[Line], at: int, longest: int = _LONGEST) -> Title | None:
    """The longest title that begins in line ``at``, or None."""
    best: Title | None = None
    for end in range(at + 1, min(at + longest, len(lines)) + 1):
        last = lines[end - 1]
        if best and ("关于" in last.text or patterns.ISSUER_LINE.match(last.text)):
            break  # a title that the page prints twice
        if best and tidy(last.text) in best.text and patterns.TITLE.match(tidy(last.text)):
            break  # so is its kind alone, as a masthead
        if not can_be_title(last) or (
            end - at > 1 and any(label.match(last.text) for _, label in patterns.LABELS)
        ):
            break
        text = tidy("".join(line.text for line in lines[at:end]))
        match = patterns.TITLE.match(text)
        if match and len(text) <= 200 and _balanced(text) and _issuers_first(lines[at:end]):
            best = Title(text, hull(list(lines[at:end])), genre_of(text), end - at)
    return best


def genre_of(title: str) -> str | None:
    """The last word of the title, as GB/T 9704 and usage name the kinds of documents; notes such as
    （试行） behind it are passed over."""
    match = patterns.TITLE.match(title.rstrip("》"))
    if not match:
        return None
    return "任务分工" if title.endswith("任务分工") and match["genre"] == "分工" else match["genre"]


def best_title(lines: Sequence[Line]) -> tuple[int, Title] | None:
    """Among the lines of a header the title that says most: with 关于, with the issuer before it."""
    found: list[tuple[tuple[bool, bool, bool, int], int, Title]] = []
    for at in range(len(lines)):
        title = title_at(lines, at)
        if title:
            about = title.text.find("关于")
            masthead = bool(_MASTHEAD.match(title.text))
            found.append(((not masthead, about >= 0, about > 0, -at), at, title))
    if not found:
        return None
    _, at, title = max(found, key=lambda f: f[0])
    # a page prints the title above its own fields, the document below them, the issuers apart from it
    again = [(i, t) for _, i, t in found if "关于" in t.text and title.text.endswith(t.text)]
    last, printed = again[-1] if again else (at, title)
    return last, replace(title, lines=printed.lines)


def promulgated(title: str) -> list[str]:
    """The titles that a notice promulgates, from its own: 《A》和《B》 or 关于印发A的通知."""
    head = patterns.PROMULGATES.search(title)
    if not head:
        return []
    rest = title[head.end() :]
    outside = patterns.QUOTED_WORK.sub("", rest)
    if "《" in rest and _ONLY_JOINS.match(outside):
        return [m[1] for m in patterns.QUOTED_WORK.finditer(rest)]
    whole = re.sub(r"(?:等\S{0,6})?的?(?:通知|函|决定|公告)$", "", rest)
    parts = (
        [whole[: m.start()] for m in re.finditer("和", whole)],
        [whole[m.end() :] for m in re.finditer("和", whole)],
    )
    pairs = [pair for pair in zip(*parts, strict=True) if all(map(patterns.TITLE.match, pair))]
    return [whole, *(pairs[0] if pairs else ())]


def same_title(a: str, b: str) -> bool:
    """Whether two printings name one text: notes in brackets, the place before it and a slip apart."""
    x, y = _core(a), _core(b)
    if not x or not y:
        return False
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    if len(short) >= 6 and (long.endswith(short) or long.startswith(short)) and len(short) / len(long) > 0.6:
        return True
    if len(short) <= 8 or len(short) / len(long) < 0.75:
        return False
    alike = difflib.SequenceMatcher(None, x, y, autojunk=False)
    return alike.quick_ratio() >= _ALIKE and alike.ratio() >= _ALIKE


def _core(title: str) -> str:
    return re.sub(r"\([^()]{1,20}\)$", "", re.sub(r"[<>\"']", "", fold(title)))


def _issuers_first(lines: Sequence[Line]) -> bool:
    """What stands on lines of its own before 关于 must be issuers, not a page's navigation or banner."""
    about = next((i for i, line in enumerate(lines) if "关于" in line.text), 0)
    if about and lines[about].after_gap and lines[about].text.find("关于") > 2:
        return False
    return all(patterns.ISSUER_LINE.match(line.text) for line in lines[:about])


def can_be_title(line: Line) -> bool:
    """Whether a line may be a title or a part of one."""
    text = line.text
    return (
        not re.search(r"》.{0,4}(?:已经|业经)", text)
        and not re.match(
            r"^(?:目\s*[录次]|序\s*号)$|^[（(]\s*[此本]件|.*(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", text
        )
        and len(text) <= 120
        and not text.endswith(("。", "；", "：", ":", ";", "！", "，", ","))
        and not re.search(r"\t|»|>>|\s[>›]|[>›]\s", text)
        and "|" not in text
        and not patterns.DATE_LINE.match(text)
        and not patterns.PARTY_LINE.match(text)
        and not patterns.ATTACHED.match(text)
        and not patterns.ATTACHMENT_LIST.match(text)
        and not patterns.DISCLOSURE.match(text)
        and not (patterns.NUMBER.search(text) and len(text) < 30 and "关于" not in text)
    )


def _balanced(text: str) -> bool:
    return text.count("《") == text.count("》") and text.count("（") + text.count("(") == text.count(
        "）"
    ) + text.count(")")
