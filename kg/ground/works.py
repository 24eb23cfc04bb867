"""Cited works: what a number and a title tell about who issued them, where and at which level."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Final

from kg import zh
from kg.ground import places as div
from kg.ground.agencies import ground_agency
from kg.ground.mentions import LEVEL_OF, clean, resolve_level
from kg.ground.numbers import CodeIssuer, DocumentNumber, code_issuer
from kg.model import KnownWork, Level, Place, Work

_ABOUT: Final = re.compile(r"^(?P<issuers>[^《〈]{2,80}?)(?:关于|印发|转发|批转|公布|发布)")
_OWN: Final = re.compile(
    r"(?:(?:全|我|本)(?=.)|(?![市县区][场民政容际域]))(?P<word>自治区|自治州|自治县|省|市|县|区|州|盟|旗)(?!级|际)"
)
_YEAR: Final = re.compile(r"^[0-9０-９〇一二三四五六七八九]{4}年(?:度)?")
_NATIONAL: Final = re.compile(
    r"^(?:中华人民共和国|中国共产党(?!.{0,12}(?:省|市|县|区)委)|中共中央|党中央|国务院|国家(?!级)|全国|中央|最高人民)"
)


@cache
def known_works() -> tuple[KnownWork, ...]:
    """The laws, regulations and national documents most cited (data/works.tsv, compiled by hand)."""
    with (div.DATA / "works.tsv").open(encoding="utf-8") as lines:
        next(lines), next(lines)
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return tuple(
        KnownWork(
            title,
            number or None,
            date.fromisoformat(issued),
            issuer,
            date.fromisoformat(begins) if begins else None,
            replaced_by or None,
            note,
        )
        for title, number, issued, issuer, begins, replaced_by, note in rows
    )


@cache
def _by_title() -> dict[str, KnownWork]:
    found: dict[str, KnownWork] = {}
    for work in known_works():
        if work.title.startswith("关于"):
            continue  # without its issuer the title may be any place's
        # What a notice issues is cited by its own title, unless that is one of each year.
        issued = re.search(r"关于印发(?![0-9]{4}年)(.+)的通知$", work.title)
        for title in (work.title, work.title.removeprefix("中华人民共和国"), issued[1] if issued else ""):
            if title:
                found.setdefault(zh.fold(title), work)
    return found


@cache
def _by_number() -> dict[str, KnownWork]:
    return {work.number: work for work in known_works() if work.number}


def known_work(title: str | None, number: str | None = None) -> KnownWork | None:
    """The listed work with this number, else with exactly this title (with or without 中华人民共和国)."""
    if number and (parsed := DocumentNumber.parse(number)) and (found := _by_number().get(str(parsed))):
        return found
    return _by_title().get(zh.fold(title)) if title else None


def _issuer(title: str, place: Place | None) -> CodeIssuer | None:
    """The body that a title begins with: 四川省人民政府办公厅关于…"""
    found = _ABOUT.match(title.strip("《》"))
    if found is None:
        return None
    first = re.split(r"[\s、，,]+|等(?:[0-9一二三四五六七八九十]*)部门|等$", found["issuers"])[0]
    if len(first) < 2:
        return None
    body = ground_agency(first, place, None)
    if body.kind == "collective" or body.level is None:
        return None
    # Without a place of its own the name says no more than the words of any title do.
    if body.level != "national" and not _printed_place(first, place):
        return None
    return CodeIssuer(body.name, body.level, body.place)


def _printed_place(text: str, place: Place | None) -> bool:
    home, rest = div.leading(text, place)
    return (
        (home is not None and bool(rest))
        or bool(_OWN.match(text))
        or text.startswith(("中共", "国家税务总局"))
    )


def _title_place(title: str, place: Place | None) -> tuple[Place | None, Level | None]:
    """The place that a title without an issuer begins with: 湖南省网络安全和信息化条例, 全市…意见."""
    title = _YEAR.sub("", title)
    home, rest = div.leading(title, place)
    if home is not None and rest and not div.is_minted(home):
        return home, home.level
    own = _OWN.match(title)
    if own:
        over = resolve_level(own["word"], place)
        return over, over.level if over else LEVEL_OF[own["word"]]
    for over in div.chain(place) if place is not None else ():
        if title.startswith(div.short_name(over.name)):
            return over, over.level
    if home is not None and rest:
        return home, home.level
    for short, _ in div.leading_short(title, place):
        if short.level in ("provincial", "municipal"):
            return short, short.level
    return None, None


def _by_words(title: str, place: Place | None) -> CodeIssuer:
    bare = clean(title).strip("《》")
    known = _by_title().get(zh.fold(bare))
    if known is not None:
        return CodeIssuer(known.issuer, "national", None)
    issuer = _issuer(title, place)
    if issuer is not None:
        return issuer
    if _NATIONAL.match(bare):
        return CodeIssuer(None, "national", None)
    home, level = _title_place(bare, place)
    return CodeIssuer(None, level, home)


@lru_cache(maxsize=65536)
def ground_work(title: str | None, number: str | None, place: Place | None, level: Level | None) -> Work:
    """A cited work's identity from its title and number, in a document of ``place`` and ``level``.

    The number tells first, the title fills what the number leaves open. What neither tells is
    None (政府工作报告 alone has no level).
    """
    parsed = DocumentNumber.parse(number) if number else None
    told = code_issuer(parsed.code, place) if parsed else CodeIssuer(None, None, None)
    if title and (told.level is None or told.issuer is None):
        words = _by_words(title, place)
        if told.level is None:
            told = words
        elif words.level == told.level and (words.place == told.place):
            told = CodeIssuer(words.issuer, told.level, told.place)
    return Work(
        title=title,
        number=str(parsed) if parsed else number,
        agency_code=parsed.code if parsed else None,
        year=parsed.year if parsed else None,
        serial=parsed.serial if parsed else None,
        issuer=told.issuer,
        level=told.level,
        place=told.place,
    )
