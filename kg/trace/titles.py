"""What a title says beside its words: issuer, place, year, genre, and the titles that stand in it.

    重庆市人民政府办公厅关于印发贯彻落实国务院办公厅2022年政务公开工作要点任务分工的通知

holds the title 国务院办公厅2022年政务公开工作要点, which is 2022 and 政务公开工作要点 of a national body: the
same name as that of 国务院办公厅关于印发2022年政务公开工作要点的通知.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from kg.zh import fold

# Which genres a level below takes over and makes its own; laws, measures and replies it does not.
_GENRE = re.compile(
    r"(?:的|、|和)?(?:(?:实施|工作|行动|专项|分工|总体)?方案|(?:重点)?(?:工作|任务)*分工(?:表|方案)?|(?:工作|重点)?要点"
    r"|(?:实施|指导|若干|工作)?意见|(?:若干|具体|工作|政策)?措施|(?:三年|专项)?(?:行动|工作|实施)?计划"
    r"|(?:应急)?预案|(?:工作|任务|重点)?安排|(?:的)?通知)$"
)
_ISSUED = re.compile(r"^(?P<issuer>[^<>]*?)(?:关于)?(?:印发|公布|发布|下发)(?P<inner>.+?)的?通知$")
_ABOUT = re.compile(r"^(?P<issuer>[^<>]{2,80}?)?关于(?P<about>.{4,})$")
_ISSUER = re.compile(
    r"^(?P<issuer>(?:国务院|国家|[^<>关于0-9年]{2,16}?(?:省|市|县|区|州|盟|旗|镇|乡))?(?:人民)?(?:政府办公厅|政府办公室|政府办|政府|办公厅|办公室)|国务院)"
    r"(?=[0-9]|关于|印发)"
)
_PERIOD = re.compile(r"[0-9]{4}年?(?:-|—|–|~|至)[0-9]{4}年")
_YEAR = re.compile(r"(?P<year>[12][0-9]{3})年度?")
_ALL_OF = re.compile(r"^(?:全国|全省|全市|全县|全区|全州|全镇|全乡|我省|我市|我县|我区)(?=.{4})")
_VERB = re.compile(
    r"^(?:进一步|全面|深入|深化|扎实|切实|大力|加快|积极|持续|组织|推进|推行|推动|加强|做好|开展|实施|促进|规范|贯彻|落实|强化|抓好)"
    r"(?=.{4})"
)
_TRIAL = re.compile(r"\((?:试行|暂行|修订|修订版|[0-9]{4}年(?:版|修订|修订版))\)$")
_CARRIES_OUT = re.compile(r"(?:贯彻落实|贯彻执行|贯彻|落实|转发|批转|执行|实施)(?=.{6})")
_QUOTED = re.compile(r"<(?P<title>[^<>]{4,})>")
_NUMBER = re.compile(
    r"\((?P<number>[^()]{2,14}\([12][0-9]{3}\)[0-9]{1,5}号)\)|\((?P<plain>[^()]{2,14}[12][0-9]{3}号)\)"
)
_BARE_NUMBER = re.compile(r"^(?P<number>[^()<>0-9]{2,12}\([12][0-9]{3}\)[0-9]{1,5}号)")
_FORWARDED = re.compile(r"的通知$")


@dataclass(frozen=True, slots=True)
class Name:
    """What tells a work among those of its place: ``words`` with the genre, ``subject`` without it and
    without the verbs before it (empty where the genre is none that is taken over), ``year`` and
    ``issuer`` where the title names them. All folded."""

    words: str
    subject: str
    year: int | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Inner:
    """A title within a title: the readings that it allows, the likeliest first, and the number that
    stands beside it or alone."""

    readings: tuple[str, ...]
    number: str | None = None


@lru_cache(maxsize=65536)
def name(title: str, places: tuple[str, ...] = ()) -> Name:
    """The name of a work in its place, from its title; ``places`` are the names that the place goes by."""
    words, issuer = _unwrapped(fold(title))
    year = None
    while True:
        before = words
        if named := _ISSUER.match(words):
            issuer = issuer or named["issuer"]
            words = words[named.end() :].removeprefix("关于")
        words = _ALL_OF.sub("", _without_place(words, places))
        if year is None and not _PERIOD.search(words) and (found := _YEAR.search(words)):
            year = int(found["year"])
            words = words[: found.start()] + words[found.end() :]
        if words == before:
            break
    return Name(words, _subject(words), year, _bare_issuer(issuer, places))


def inner_titles(title: str) -> tuple[Inner, ...]:
    """The titles of other works that stand in a title: in 《》 or 〈〉, or after 贯彻落实, 转发 and the like.
    What the work itself puts into effect (印发《…》) is none, but the titles in it are."""
    words = fold(title)
    issued = _ISSUED.match(words)
    if issued:
        words = _unquoted(issued["inner"])
    found = [
        Inner((m["title"],), _number_after(words, m.end()))
        for m in _QUOTED.finditer(words)
        if not (issued and m.start() == 0)
        and not words[: m.start()].endswith(("印发", "公布", "发布", "和", "修改", "修订", "废止"))
    ]
    verb = None if found else _CARRIES_OUT.search(words)
    if verb:
        rest = words[verb.end() :]
        if bare := _BARE_NUMBER.match(rest):
            found.append(Inner((), bare["number"]))
        elif number := _NUMBER.search(rest):
            found.append(Inner((rest[: number.start()],), number["number"] or number["plain"]))
        else:
            found.append(Inner(_readings(rest if issued else _FORWARDED.sub("", rest))))
    return tuple(inner for inner in found if inner.readings or inner.number)


def _readings(rest: str) -> tuple[str, ...]:
    """Where the inner title may end: its own genre first stripped of the outer one (…要点|任务分工)."""
    shorter = _GENRE.sub("", rest)
    ends = [shorter, rest] if shorter != rest and _GENRE.search(shorter) else [rest]
    return tuple(end for end in ends if len(end) >= 6)


def _number_after(words: str, end: int) -> str | None:
    number = _NUMBER.match(words, end)
    return (number["number"] or number["plain"]) if number else None


def _unwrapped(words: str) -> tuple[str, str | None]:
    """The words without the notice that issues them and without the issuer before 关于."""
    words = _unquoted(_TRIAL.sub("", words))
    issuer = None
    if (issued := _ISSUED.match(words)) and len(_QUOTED.findall(issued["inner"])) < 2:
        issuer = issued["issuer"] or None
        words = _TRIAL.sub("", _unquoted(issued["inner"]))
    if about := _ABOUT.match(words):
        issuer = issuer or about["issuer"]
        words = about["about"]
    return words, issuer


def _unquoted(words: str) -> str:
    return words[1:-1] if words.startswith("<") and words.endswith(">") and words.count("<") == 1 else words


def _without_place(words: str, places: Collection[str]) -> str:
    for place in places:
        if words.startswith(place) and len(words) - len(place) >= 4:
            return words[len(place) :]
    return words


def _subject(words: str) -> str:
    subject, genre = _GENRE.subn("", words)
    if not genre:
        return ""
    while (shorter := _GENRE.sub("", subject)) != subject:
        subject = shorter
    while (shorter := _VERB.sub("", subject)) != subject:
        subject = shorter
    subject = subject.removesuffix("工作")
    return subject if len(subject) >= 4 else ""


def _bare_issuer(issuer: str | None, places: Collection[str]) -> str | None:
    """The issuer without its place: 云泽省人民政府办公厅 and 省政府办公厅 are one within the province."""
    if not issuer:
        return None
    for place in places:
        issuer = issuer.removeprefix(place)
    issuer = re.split("转发|批转", issuer)[0]
    return re.sub(r"^[省市县区州]", "", issuer).replace("人民政府", "政府") or None
