"""A document's header and signature: number, issuers, date of signing, addressees, disclosure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.document import patterns
from kg.document.lines import Line, hull
from kg.document.parts import Part
from kg.model import SourceText, Span
from kg.passage import Passage
from kg.zh import read_date, to_date

_SIGNATURE_LINES = 14
_YEAR_ALONE = re.compile(r"\D{0,2}[\d〇一二三四五六七八九零○]{4}年?")
_ISSUER_AND_DATE = re.compile(
    r"^(?P<issuer>.{3,40}?)\s*(?P<date>(?:19|20|二〇|二○|二零).{2,4}年.{1,3}月.{1,3}日)$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the body, as printed; ``body`` is what remains."""

    body: tuple[Line, ...]
    annexes: tuple[int, ...]
    number: Span | None = None
    issuers: tuple[Span, ...] = ()
    issued: date | None = None
    issued_span: Span | None = None
    addressees: Span | None = None
    copied_to: Span | None = None
    disclosure: str | None = None


def read_header(source: SourceText, part: Part, published: date | None) -> Header:
    """The header and signature of one document of the file."""
    body = part.body
    cut = next(iter(part.annexes), len(body))
    above, addressees, used = _opening(body[:cut])
    signature, issuers, issued, issued_span = _signature(source, body[used:cut], published)
    kept = [*range(used, cut - len(signature)), *range(cut, len(body))]
    now = {before: i for i, before in enumerate(kept)}
    above = [*part.header, *above]
    header = Header(
        body=tuple(body[i] for i in kept),
        annexes=tuple(now[i] for i in part.annexes),
        number=_number(source, [*above, *signature]),
        addressees=addressees,
        copied_to=_copied_to(source, part.end_matter),
        issuers=issuers,
        issued=issued,
        issued_span=issued_span,
    )
    for line in [*above, *signature, *part.end_matter]:
        words = patterns.DISCLOSURE.match(line.text)
        if words and not header.disclosure:
            header = replace(header, disclosure=words["words"])
    if header.issued is None:
        header = _dated_elsewhere(header, above, part.end_matter, published)
    return header


def issuer_in_title(source: SourceText, title: Span) -> Span | None:
    """The stretch of the title that names the issuer: what stands before 关于."""
    text = source.quote(title)
    about = text.find("关于")
    name = text[:about].rstrip() if about > 0 else ""
    return Span(title.start, title.start + len(name)) if len(name) >= 3 else None


def _opening(body: Sequence[Line]) -> tuple[list[Line], Span | None, int]:
    """The lines between title and body, the addressees among them (over at most three printed
    lines), and how many lines all of that takes."""
    for at in range(min(len(body), 12)):
        if body[at].text.endswith(("。", "；")) or any(
            label.match(body[at].text) for _, label in patterns.LABELS
        ):
            break
        if body[at].text.endswith(("：", ":")):
            first = at
            while first > 0 and _goes_on(body[first - 1].text):
                first -= 1
            lines = body[first : at + 1]
            if patterns.ADDRESSEES.match("".join(line.text for line in lines)):
                whole = hull(list(lines))
                return list(body[:first]), Span(whole.start, whole.end - 1), at + 1
    at = 0
    while at < len(body) and (
        patterns.DATE_LINE.match(body[at].text)
        or patterns.DISCLOSURE.match(body[at].text)
        or patterns.NUMBER.fullmatch(body[at].text)
    ):
        at += 1
    return list(body[:at]), None, at


def _goes_on(text: str) -> bool:
    """Whether a line of addressees is broken before its end."""
    listed = "、" in text or "，" in text or "," in text
    return text.endswith(("，", "、", ",")) or (
        listed and len(text) >= 20 and not patterns.NUMBER.search(text)
    )


def _signature(
    source: SourceText, body: Sequence[Line], published: date | None
) -> tuple[list[Line], tuple[Span, ...], date | None, Span | None]:
    """The lines at the end that sign the document; the issuers, the day and its place that they print."""
    at = len(body)
    while at > 0 and len(body) - at < _SIGNATURE_LINES and _signs(body[at - 1], body[at:]):
        at -= 1
    lines = list(body[at:])
    issuers: list[Span] = []
    for i, line in enumerate(lines):
        both = _ISSUER_AND_DATE.match(line.text)
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        day = _day(line.text, published) or _broken_day(line.text, below)
        if both:
            day = read_date(both["date"])
            issuers.append(Span(line.span.start, line.span.start + len(both["issuer"])))
        if day:
            return lines, tuple(issuers), day, line.span
        if patterns.ISSUER_LINE.match(line.text) and not patterns.ATTACHMENT_ITEM.match(line.text):
            issuers += _several(source, line)
    if issuers:
        return lines, tuple(issuers), None, None
    # Short lines alone are no signature.
    kept = [line for line in lines if _goes_with_signature(line.text)]
    return (kept, (), None, None) if kept == lines else ([], (), None, None)


def _goes_with_signature(text: str) -> bool:
    return bool(patterns.DISCLOSURE.match(text) or patterns.ATTACHMENT_LIST.match(text))


def _broken_day(text: str, below: str) -> date | None:
    """A day whose year stands on one line and whose month and day on the next."""
    return read_date(text + below) if _YEAR_ALONE.fullmatch(text) else None


def _several(source: SourceText, line: Line) -> list[Span]:
    """The bodies that sign side by side on one line, parted by wide gaps (自 然 资 源 部 is one)."""
    names = re.finditer(r"\S(?:\S|[ \u3000](?=\S))*", source.quote(line.span))
    return [Span(line.span.start + m.start(), line.span.start + m.end()) for m in names]


def _signs(line: Line, below: Sequence[Line]) -> bool:
    text = line.text
    return bool(
        patterns.DATE_LINE.match(text)
        or patterns.DISCLOSURE.match(text)
        or patterns.NUMBER.fullmatch(text)
        or patterns.DIGIT_DATE.match(text)
        or patterns.ATTACHMENT_LIST.match(text)
        or _ISSUER_AND_DATE.match(text)
        or (patterns.ATTACHMENT_ITEM.match(text) and not text.endswith("。") and len(below) < 10)
        or (patterns.ISSUER_LINE.match(text) and len(text) <= 40)
        or re.match(r"^(?:主题词|联系人|联系电话|联系方式|(?:部内|内部)发送)\s*[:：]", text)
        or re.fullmatch(r"[（(](?:盖章|公章|代章|联系人.*|联系电话.*)[）)]|\d{1,2}月\d{1,2}日|\d{4}年", text)
    )


def _day(text: str, published: date | None) -> date | None:
    """The day that a line of its own prints, broken digits mended where only one reading is a date."""
    if patterns.DATE_LINE.match(text):
        return read_date(text)
    digits = patterns.DIGIT_DATE.match(text)
    if not digits:
        return None
    rest = digits["rest"]
    days = {
        to_date(int(digits["year"]), int(rest[:i]), int(rest[i:]))
        for i in (1, 2)
        if (i < len(rest) and not rest[i:].startswith("0")) or (len(rest) == 4 and i == 2)
    }
    days.discard(None)
    if published and len(days) > 1:
        days = {day for day in days if day and day <= published}
    return days.pop() if len(days) == 1 else None


def _number(source: SourceText, around: Sequence[Line]) -> Span | None:
    """The document's own 文号: on a line of the header, below the title, or beside the signature."""
    for line in around:
        if len(line.text) <= 60 and not line.text.endswith("。"):
            found = patterns.NUMBER.search(source.quote(line.span))
            if found and not re.search("[《根据按照]", source.quote(line.span)[: found.start()]):
                return Span(line.span.start + found.start(), line.span.start + found.end())
    return None


def _copied_to(source: SourceText, end_matter: Sequence[Line]) -> Span | None:
    lines = [line for line in end_matter if not patterns.PRINTED.match(line.text)]
    if not lines or not re.match(r"^\s*抄", lines[0].text):
        return None
    whole = hull(lines)
    colon = re.search(r"[:：]", source.quote(lines[0].span))
    return Span(whole.start + (colon.end() if colon else 0), whole.end)


def _dated_elsewhere(
    header: Header, above: Sequence[Line], end_matter: Sequence[Line], published: date | None
) -> Header:
    """A date (perhaps with the issuer) around the title, or in the 印发 line at the very end."""
    for line in above:
        both = _ISSUER_AND_DATE.match(line.text)
        if both and not header.issuers:
            name = Span(line.span.start, line.span.start + len(both["issuer"]))
            return replace(header, issuers=(name,), issued=read_date(both["date"]), issued_span=line.span)
    days = [(_day(line.text, published), line) for line in above]
    for line in end_matter:
        printed = patterns.PRINTED.match(line.text)
        days.append((read_date(printed["date"]) if printed else None, line))
    return next((replace(header, issued=day, issued_span=line.span) for day, line in days if day), header)


def as_printed(source: SourceText, span: Span) -> str:
    """A name or number without the spaces of the layout."""
    return Passage.of(source.text, [span]).text
