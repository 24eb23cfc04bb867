"""文号: the number of a document, and what its agency code tells about the issuer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg import zh
from kg.ground import places as div
from kg.ground.agencies import office_title, office_word
from kg.ground.mentions import LEVEL_OF, resolve_level
from kg.ground.systems import national_bodies
from kg.model import Level, Place

_NUMBER: Final = re.compile(rf"(?P<code>[\u4e00-\u9fffA-Za-z·]{{1,24}}?){zh.YEAR_AND_SERIAL}")
_BY_YEAR: Final = re.compile(
    r"(?P<code>[\u4e00-\u9fff、]{2,40}?(?:公告|通告|令|公报))\s*(?P<year>[0-9]{4})\s*年\s*第?\s*(?P<serial>[0-9]{1,5})\s*号"
)
_ORDER: Final = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{2,24}?(?:令|公告))\s*[（(]?第?\s*(?P<serial>[0-9]{1,5}|[〇零一二三四五六七八九十百]{1,7})\s*号[)）]?"
)
_ORDER_AFTER: Final = re.compile(r"第?\s*(?P<serial>[0-9]{1,5})\s*号\s*(?P<code>[\u4e00-\u9fff]{2,20}?令)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The parts of a 文号. ``year`` is None for an order that counts on (国务院令第711号)."""

    code: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.code}第{self.serial}号"
        if self.code.endswith(("公告", "通告", "令", "公报")):
            return f"{self.code}{self.year}年第{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str) -> DocumentNumber | None:
        """The number that the text is, in any width and any brackets; None where it is none."""
        text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        for pattern in (_NUMBER, _BY_YEAR, _ORDER, _ORDER_AFTER):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            parts = found.groupdict()
            serial = zh.numeral(parts["serial"])
            if serial is not None:
                return cls(parts["code"], int(parts["year"]) if parts.get("year") else None, serial)
        return None


@dataclass(frozen=True, slots=True)
class CodeIssuer:
    """Who issues under a code: what isn't certain is None."""

    issuer: str | None
    level: Level | None
    place: Place | None


_OFFICE: Final = re.compile(r"[省市县区州盟旗]?(?:政|府|委|党|办|人民政府)")
_UNKNOWN: Final = CodeIssuer(None, None, None)
# 宁政办发 is 宁夏's and 南京's, 青政办发 青海's and 青岛's, 新政办 新疆's and 新乡's.
_SHARED: Final = "宁青新"
# What follows the initials in a code of a government or a party committee. 四川's governments
# write 府 alone and call their offices' numbers 办发, 办函, which elsewhere are the party's.
_ORGAN: Final = re.compile(
    r"^(?P<unit>[省市县区州盟旗]?)(?P<organ>人民政府办公[厅室]|人民政府|政办|政府办|府办|府厅|市府办|政|府|委办|党办|办|党|委|发)?(?P<kind>.*)$"
)
# 张政办发, 张政办明电, 浮府办字, 苏政发, 渝府办发; any more characters make it another body's
# code (湘政务发, 张政务公开办发).
_KIND: Final = re.compile(
    r"^(?:发|函|字|规|办|通|报|令|电|明电|发电|传|秘|文|批|复|任|人|土|地|议|密|办函|办规|公告|通告|发明电|[0-9A-Z])*$"
)


@cache
def _codes() -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The codes that are known as a whole, and those known by their beginning and end (longest first)."""
    whole, parts = {}, []
    with (div.DATA / "codes.tsv").open(encoding="utf-8") as lines:
        next(lines), next(lines)
        for line in lines:
            code, issuer = line.rstrip("\n").split("\t")
            if "…" in code:
                start, end = code.split("…")
                parts.append((start, end, issuer))
            else:
                whole[code] = issuer
    return whole, sorted(parts, key=lambda row: -len(row[0] + row[1]))


@cache
def _initials() -> dict[str, tuple[str, ...]]:
    with (div.DATA / "initials.tsv").open(encoding="utf-8") as lines:
        next(lines), next(lines)
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {code: tuple(words.split()) for code, words in rows}


@cache
def _provinces() -> dict[str, Place]:
    found = {}
    for code, words in _initials().items():
        place = div.by_code(code)
        if place is not None and place.level == "provincial":
            found.update(dict.fromkeys(words, place))
    return found


@cache
def _cities() -> dict[str, Place]:
    """The characters of one city alone, with which no other division's name begins: 甬, 穗, 深 is 深圳's,
    深泽's and 深州's."""
    begins = {div.short_name(place.name)[0] for place in div.divisions()}
    found: dict[str, list[Place]] = {}
    for code, words in _initials().items():
        place = div.by_code(code)
        for word in words if place is not None else ():
            if place is not None and place.level == "municipal" and word not in begins:
                found.setdefault(word, []).append(place)
    provinces = _provinces()
    return {word: places[0] for word, places in found.items() if len(places) == 1 and word not in provinces}


def _initials_of(place: Place) -> list[str]:
    """What a place's code may begin with, the longest first."""
    short = div.short_name(place.name)
    own = _initials().get(place.code, ())
    found = [place.name, short, short[:2], *own]
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def _after_initials(code: str, place: Place) -> str | None:
    """The rest of the code where its beginning agrees with the place's name; None where it doesn't.
    One character of the name is enough where a government's word follows (张政办发, 泽政办发)."""
    for start in _initials_of(place):
        if code.startswith(start):
            return code[len(start) :]
    short = div.short_name(place.name)
    inside = code[:1] in short and code[:1] not in LEVEL_OF and _OFFICE.match(code[1:])
    return code[1:] if code and (code[0] == short[0] or inside) else None


def _nearer(rest: str, over: Place, place: Place) -> Place | None:
    """The division below ``over`` that the rest goes on to name: 甬鄞政办 is 鄞州区's."""
    for below in div.chain(place):
        if below == over:
            return None
        if rest[:1] in div.short_name(below.name) and _OFFICE.match(rest[1:]):
            return below
    return None


def _government(place: Place, rest: str) -> str | None:
    """The issuer that the characters after the initials name: government, office, party committee."""
    found = _ORGAN.match(rest)
    if found is None or not _KIND.match(found["kind"]):
        return None
    organ, kind = found["organ"], found["kind"]
    name = office_title(place)
    party = organ in ("办", "委办", "党办")
    if organ == "办" and div.province(place) == "四川省":
        party = False
    elif organ in ("政", "府", "人民政府") and not kind.startswith("办"):
        return f"{name}人民政府"
    elif organ in ("委", "党", "发") and (organ != "发" or not kind):
        return f"中共{name}委员会"
    elif organ is None or organ in ("委", "党", "发"):
        return None
    head = f"中共{name}委" if party else f"{name}人民政府"
    return head + office_word(place)


def _national(code: str) -> str | None:
    whole = _codes()[0]
    if code in whole:
        return whole[code]
    if code.endswith(("令", "公告", "公报", "通告")):
        body = re.sub(r"(?:令|公告|公报|通告)$", "", code).removeprefix("中华人民共和国")
        if body == "主席":
            return "中华人民共和国主席"
        for known in national_bodies():
            if body.startswith((known.name, *known.printed)):
                return known.name
    return None


def _national_by_part(code: str) -> str | None:
    for start, end, issuer in _codes()[1]:
        if code.startswith(start) and code.endswith(end) and len(code) > len(start) + len(end):
            return issuer
    return None


@lru_cache(maxsize=16384)
def code_issuer(code: str, place: Place | None = None) -> CodeIssuer:
    """What an agency code tells: 国办发 → 国务院办公厅; 苏政办发 → 江苏省人民政府办公厅; 宣府办 in a
    宣汉县 document → 宣汉县人民政府办公室. ``place`` is that of the document which prints the number:
    a city's or county's code is resolved only where its characters agree with that place or one above it."""
    national = _national(code)
    if national is not None:
        return CodeIssuer(national, "national", None)
    for over in div.chain(place) if place is not None else ():
        rest = _after_initials(code, over)
        if rest is None or (over.level != "provincial" and _clash(code, rest)):
            continue
        if place is not None and (below := _nearer(rest, over, place)):
            return CodeIssuer(_government(below, rest[1:]), below.level, below)
        if _another(rest, over):
            return _UNKNOWN
        return CodeIssuer(_government(over, rest), over.level, over)
    by_part = _national_by_part(code)
    if by_part is not None:
        return CodeIssuer(by_part, "national", None)
    return _by_province(code, place)


def _another(rest: str, over: Place) -> bool:
    """Whether the rest names a division below ``over`` that the context doesn't know (赣市府办 is 赣州's)."""
    unit = re.match(r"([市县区州盟旗])(?:政|府|委)", rest)
    if unit and not over.name.endswith(unit[1]):
        return True
    return bool(re.match(r"[^政府委党办人民市县区省州盟旗](?:政办|府办|政发|府发|政函|府函)", rest))


def _clash(code: str, rest: str) -> bool:
    """Whether a ministry's code only happens to begin like the citing place (建办… in 建瓯市)."""
    return _national_by_part(code) is not None and not re.match(r"[市县区]?(?:政|府|委|人民政府)", rest)


def _by_province(code: str, place: Place | None) -> CodeIssuer:
    named, rest = div.leading(code)
    if named is not None and not div.is_minted(named):
        return CodeIssuer(_government(named, rest), named.level, named)
    for end in range(min(6, len(code)), 1, -1):
        # 垫江府办, 达州市府办: a whole short name says which place it is without the context.
        found = div.find_place(code[:end], place)
        if (
            found is not None
            and not div.is_minted(found)
            and re.match(r"[市县区]?(?:政|府|委|党)", code[end:])
        ):
            return CodeIssuer(_government(found, code[end:]), found.level, found)
    if (city := _cities().get(code[:1]) or _level_alone(code[:1], place)) and _OFFICE.match(code[1:]):
        # 市政办发, 州政办发: some offices write the level alone.
        return CodeIssuer(_government(city, code[1:]), city.level, city)
    return _province_of(code, place)


def _level_alone(word: str, place: Place | None) -> Place | None:
    return resolve_level(word, place) if word in LEVEL_OF else None


def _province_of(code: str, place: Place | None) -> CodeIssuer:
    province = _provinces().get(code[:1])
    if province is None or len(code) < 2:
        return _UNKNOWN
    own = place is not None and div.province(place) == province.name
    if code[0] in _SHARED and not own:
        return _UNKNOWN
    if _another(code[1:], province):
        return _UNKNOWN
    return CodeIssuer(_government(province, code[1:]), "provincial", province)
