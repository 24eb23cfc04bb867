"""Where each document of a file begins and ends: a notice, the texts that it promulgates, their annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document import patterns
from kg.document.lines import Line
from kg.document.titles import Title, best_title, can_be_title, promulgated, same_title, title_at
from kg.zh import tidy

# What an attachment must be to count as a text of its own; lists and forms only break a text down.
_TEXT_GENRES = frozenset(
    "方案 办法 要点 细则 意见 规划 计划 纲要 预案 措施 规定 规则 制度 指南 指引 标准 规程 规范 任务分工 "  # noqa: SIM905
    "分工 章程 条例 通知 行动 决定 公告".split()
)
_CONTENTS = re.compile(r"目\s*[录次]")
_LONGEST_TOP = 40  # lines


@dataclass(slots=True)
class Part:
    """The lines of one document: its title, what is printed around the title, its body, and where in
    the body an annex begins."""

    title: Title
    header: list[Line]
    body: list[Line] = field(default_factory=list)
    annexes: list[int] = field(default_factory=list)
    notice: Part | None = None
    end_matter: list[Line] = field(default_factory=list)


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """The documents of a file, in order; empty where no title can be found."""
    first = _first(lines)
    if first is None:
        return []
    part, at = first
    notice = part
    found = [part]
    wanted = promulgated(part.title.text)
    while at < len(lines):
        end = _end_matter(lines, at)
        if end > at:
            notice.end_matter += lines[at:end]
            at = end
            continue
        text = _promulgated_at(lines, at, wanted, notice) or _attached_text_at(lines, at, wanted)
        if text:
            title, length = text
            part = Part(title, list(lines[at : at + length]), notice=notice)
            found.append(part)
            wanted = [name for name in wanted if not same_title(name, title.text)]
            at += length
            continue
        fresh = _fresh_document(lines, at)
        if fresh:
            part, at = fresh
            if any(same_title(part.title.text, name) for name in wanted):
                part.notice = notice  # a forwarded document with a header of its own
            else:
                notice, wanted = part, promulgated(part.title.text)
            found.append(part)
            continue
        if patterns.ATTACHED.match(lines[at].text):
            part.annexes.append(len(part.body))
        part.body.append(lines[at])
        at += 1
    for part in found:
        part.body, part.annexes = _without_contents(part.body, part.annexes)
    return found


def _without_contents(body: list[Line], annexes: list[int]) -> tuple[list[Line], list[int]]:
    """The body less a table of contents: from 目录 to where its first entry is printed again."""
    at = next((i for i, line in enumerate(body[:_LONGEST_TOP]) if _CONTENTS.fullmatch(line.text)), None)
    if at is None or at + 1 >= len(body):
        return body, annexes
    first = _entry(body[at + 1])
    end = next((i for i in range(at + 2, len(body)) if first and _entry(body[i]).startswith(first)), None)
    if end is None:
        return body, annexes
    return body[:at] + body[end:], [i - (end - at) if i >= end else i for i in annexes]


def _entry(line: Line) -> str:
    """An entry of a table of contents without its page."""
    return re.sub(r"\s|[.…·]{2,}.*$", "", line.text)


def _first(lines: Sequence[Line]) -> tuple[Part, int] | None:
    """The file's first document, with all that is printed above its body."""
    found = best_title(lines[: _top(lines)])
    if found is None:
        return None
    at, title = found
    return Part(title, list(lines[: at + title.lines])), at + title.lines


def _top(lines: Sequence[Line]) -> int:
    """Where the first body begins; cells above every title are the page's (繁体 | 登录)."""
    for i, line in enumerate(lines[:_LONGEST_TOP]):
        if _opens_body(line) or (_is_cells(line) and best_title(lines[:i])):
            return i
    return min(len(lines), _LONGEST_TOP)


def _opens_body(line: Line) -> bool:
    return (
        line.text.endswith(("。", "；"))
        or bool(patterns.ADDRESSEES.match(line.text))
        or any(label.match(line.text) for _, label in patterns.LABELS)
    )


def _is_cells(line: Line) -> bool:
    return "\t" in line.text.strip() or "|" in line.text


def _promulgated_at(
    lines: Sequence[Line], at: int, wanted: Sequence[str], notice: Part
) -> tuple[Title, int] | None:
    """A line, or several, that print a title which the notice promulgates."""
    if not wanted or not (notice.body or notice.end_matter):
        return None
    skip = 1 if patterns.ATTACHED.match(lines[at].text) and at + 1 < len(lines) else 0
    title = title_at(lines, at + skip, longest=4) or _plain_title(lines, at + skip, wanted)
    if title and any(same_title(title.text, name) for name in wanted):
        return title, title.lines + skip
    return None


def _plain_title(lines: Sequence[Line], at: int, wanted: Sequence[str]) -> Title | None:
    """A wanted title that ends with no genre word (关于……的若干举措)."""
    for length in (1, 2, 3):
        if not all(can_be_title(line) for line in lines[at : at + length]):
            return None
        text = tidy("".join(line.text for line in lines[at : at + length]))
        if any(same_title(text, name) for name in wanted):
            span = type(lines[at].span)(
                lines[at].span.start, lines[min(at + length, len(lines)) - 1].span.end
            )
            return Title(text, span, None, length)
    return None


def _attached_text_at(lines: Sequence[Line], at: int, wanted: Sequence[str]) -> tuple[Title, int] | None:
    """附件 on a line of its own, the title of a text of its own below it, and prose below that."""
    if not patterns.ATTACHED.match(lines[at].text) or at + 2 >= len(lines):
        return None
    title = title_at(lines, at + 1, longest=4)
    if not title or title.genre not in _TEXT_GENRES or wanted:
        return None
    below = lines[at + 1 + title.lines : at + 13 + title.lines]
    prose = sum(len(line.text) for line in below if "\t" not in line.text and "|" not in line.text)
    numbered = any(pattern.match(line.text) for line in below for _, pattern in patterns.LABELS)
    if numbered and prose > 200:
        return title, title.lines + 1
    return None


def _fresh_document(lines: Sequence[Line], at: int) -> tuple[Part, int] | None:
    """A further notice in the same file: number, title and addressees anew."""
    number = patterns.NUMBER.fullmatch(lines[at].text)
    title = title_at(lines, at + 1) if number else None
    if not title or "关于" not in title.text:
        return None
    body = at + 1 + title.lines
    if body >= len(lines) or not patterns.ADDRESSEES.match(lines[body].text):
        return None
    return Part(title, list(lines[at:body])), body


def _end_matter(lines: Sequence[Line], at: int) -> int:
    """The index behind a 抄送 block or a 印发 line that begins at ``at``; ``at`` where there is none."""
    text = lines[at].text
    if patterns.PRINTED.match(text):
        return at + 1
    if not re.match(r"^\s*(?:抄\s*[送报]|分\s*送|(?:部内|内部)发送|主\s*题\s*词)\s*[:：]", text):
        return at
    end = at + 1
    while end < len(lines) and end - at < 8:
        text = lines[end].text
        if patterns.PRINTED.match(text):
            return end + 1
        if len(text) > 60 and text.endswith("。"):
            break
        if patterns.ATTACHED.match(text) or title_at(lines, end, 3):
            break
        if lines[end - 1].text.endswith("。") and not patterns.COPIED.match(text):
            break
        end += 1
    return end
