"""Printed names of agencies → what they stand for, in the place of the document that prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from kg.ground import places as div
from kg.ground.members import members_of
from kg.ground.mentions import (
    BRACKETS,
    ORGAN,
    Reading,
    best_reading,
    class_system,
    clean,
    is_collective,
)
from kg.ground.systems import Body, abbreviations, known_body, national_body, system_in
from kg.ground.zones import ground_zone
from kg.model import Agency, AgencyKind, Level, Place

_HEAD: Final = re.compile(
    r"^(?:中国共产党|中共|国家税务总局|共青团|中国共产主义青年团|中国人民政治协商会议|政协|国家统计局)(?=.)"
)
# Words at the head of a name that stand for others wherever the body is.
_HEADS: Final = (
    (re.compile(r"^团(省|市|县|区|州|盟|旗|自治区)委"), r"\1团委"),
    (re.compile(r"^(?:中国)?(?:人民银行|人行)(?=.)"), "中国人民银行"),
    (re.compile(r"^长航公安局?(?=.{2,}(?:分局|支队|派出所)$)"), "长江航运公安局"),
)
# A body of another chain that prints its own head and, further on, the place: 长江航运公安局宜昌分局.
_INNER: Final = re.compile(r"[局院处段站](?=.{2,})")
# Two bodies under one name: 县委县政府督查局.
_JOINT: Final = re.compile(r"委.{0,6}[省市县区州旗]政府|委.{2,}[省市县区州旗][\u4e00-\u9fff]{2,}[局委办]$")
_DOUBLE: Final = re.compile(r"[局厅委会室部办心]（([^（）、，]{2,}[局厅委办室会])）$")
_GROUP: Final = re.compile(
    r"(?:领导小组|协调小组|工作组|专班|委员会|指挥部|联席会议|工作小组|协调机制)(?:办公室|办)?$|领导小组$"
)
_WHOLE_SUFFIX: Final = re.compile(
    r"(?:局|厅|委员会|办公室|办公厅|中心|馆|院|校|所|站|台|社|处|队|部|室|园|协会|学会|商会|总会|联合会|基金会|医院|学院|大学|"
    r"有限公司|有限责任公司)$"
)
_INSTITUTION: Final = re.compile(r"(?:中心|馆|院|校|所|站|台|社|园|大学|学院)$")
_ENTERPRISE: Final = re.compile(r"(?:公司|集团|银行|支行|分行|厂)$")
_LEGAL_FORM: Final = re.compile(r"(?:有限(?:责任)?|股份|集团)公司$")  # with it a company's name is whole
_PROPER: Final = re.compile(r"(?:大学|学院|广播电视台|电视台|日报社|报社)$")
_NO_BRACKETS: Final = str.maketrans("", "", "（）")
_SHORTEST_COMPANY: Final = 8  # characters
_SUBUNIT: Final = re.compile(
    r"(?P<over>.+?(?:局|厅|委(?!员会)|部|办|办公室))(?P<unit>[\u4e00-\u9fff]*(?:总队|支队|大队|中队|分局|中心|所|站|科|股|处|室))$"
)
_UNITS: Final = (("交警", "交通警察"), ("治安", "治安管理"), ("消防救援", "消防救援"))


# 沈阳 大连 长春 哈尔滨 南京 杭州 宁波 厦门 济南 青岛 武汉 广州 深圳 成都 西安
_SUB_PROVINCIAL: Final = frozenset(
    {
        *("210100", "210200", "220100", "230100", "320100", "330100", "330200", "350200"),
        *("370100", "370200", "420100", "440100", "440300", "510100", "610100"),
    }
)


Rule = Literal[
    "national", "collective", "division", "zone", "township", "as_printed", "station", "no_place",
    "open_place", "table", "words",
]  # fmt: skip
RULES: Final[dict[Rule, str]] = {
    "national": "the table of national bodies has this name",
    "collective": "the name means a class of bodies, not one",
    "division": "a division that is named as a body is its government",
    "zone": "the management committee of a zone, which is no division",
    "township": "the government of a township",
    "as_printed": "the name is whole as it is printed",
    "station": "a police station called after a township is the county bureau's",
    "no_place": "the name prints no place, and the document has none",
    "open_place": "the name tells a level and not which place: --place would",
    "table": "the place, and a body that the tables know",
    "words": "the place, and a body that no table knows: its kind and line by its words",
}
"""The rules by which a name is grounded, in words."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a printed name stands for, by which rule, and how it parts into place and body."""

    agency: Agency
    rule: Rule
    reading: Reading | None = None


def office_title(place: Place) -> str:
    """The place's name as it stands before its bodies' names: a district of a city with the city's."""
    if place.level == "county" and place.name.endswith("区") and place.parents:
        return place.parents[-1] + place.name
    return place.name


def office_word(place: Place) -> str:
    """What the general office of a government or party committee of the place is called."""
    return "办公厅" if place.level == "provincial" or place.code in _SUB_PROVINCIAL else "办公室"


def _national_level(text: str) -> bool:
    return text.startswith(("国务院", "国家", "中央", "全国", "最高人民", "中华人民共和国", "中华全国"))


def _fill(full: str, home: Place) -> str:
    if "{" not in full:
        return office_title(home) + full
    return full.replace("{p}", office_title(home)).replace("{s}", div.short_name(home.name))


def _level_name(full: str, rest: str, home: Place) -> str:
    """The name that one abbreviation has at the level of its place: above the county 法院 means the
    higher courts, and the office of a province or of a sub-provincial city is a 办公厅."""
    if full == "人民法院" and home.level in ("municipal", "provincial"):
        return "中级人民法院" if home.level == "municipal" else "高级人民法院"
    office = full.endswith("办公室") and rest in ("政府办", "府办", "委办", "人民政府办")
    return full.removesuffix("办公室") + office_word(home) if office else full


def _unlisted(rest: str, province: str) -> Body:
    """A body that no row knows: its name as printed where it is printed whole, its line by its words."""
    sub = _SUBUNIT.match(rest)
    if sub and (over := known_body(sub["over"], province)) and over.full and "{" not in over.full:
        unit = sub["unit"]
        for short, full in _UNITS:
            unit = unit.replace(short, full, 1) if unit.startswith(short) else unit
        return Body(over.full + unit, over.system, over.kind, sure=False)
    line = system_in(re.sub("(?:人民)?政府", "", rest))
    kind: AgencyKind = "department"
    if _ENTERPRISE.search(rest):
        kind = "enterprise"
    elif _GROUP.search(rest) and not rest.endswith("委员会"):
        kind = "office"
    elif rest.startswith("委") or rest.endswith("党委"):
        kind = "party"
    elif _INSTITUTION.search(rest):
        kind = "institution"
    if kind == "office" and rest.endswith("办"):
        rest += "公室"
    if rest.endswith("管委会"):
        return Body(None, None, "government", sure=False)
    if _JOINT.search(rest) or (not _WHOLE_SUFFIX.search(rest) and kind != "office"):
        return Body(None, line, kind, sure=False)
    if kind == "department" and _abbreviated(rest):
        return Body(None, line, kind, sure=False)
    if rest.startswith("政府"):
        rest = "人民" + rest
    if kind == "party":
        return Body("中共{p}" + rest, line, kind, sure=False)
    return Body(rest, line, kind, sure=False)


def _abbreviated(rest: str) -> bool:
    """Whether the name is no full one: it holds a short stem, or is itself two characters and 局."""
    return bool(re.fullmatch(r".{1,2}[局厅]", rest)) or any(short in rest for short in abbreviations())


def _township(rest: str, home: Place) -> Body | None:
    """The government of a township: 新民镇人民政府, 桂溪街道办事处, 新民镇, 桂溪街道."""
    if home.level != "township":
        return None
    if home.name.endswith("街道") and rest in ("", "办事处", "办"):
        return Body("{p}办事处", None, "government")
    if rest in ("", "人民政府", "政府"):
        return Body("{p}人民政府", None, "government")
    return None


@lru_cache(maxsize=65536)
def decide(mention: str, place: Place | None, level: Level | None) -> Decision:
    """What a printed name stands for, with the rule that told."""
    printed = clean(mention)
    if place is not None and div.is_open(place):
        # The name is known, the division isn't: nothing above it can be told.
        place = Place(place.code, place.name, place.level)
    # of a company's name the brackets are part
    text = (
        printed.translate(_NO_BRACKETS)
        if _LEGAL_FORM.search(printed)
        else BRACKETS.sub("", printed) or printed
    )
    at_home = place is None and level == "national"
    body = national_body(printed, at_home) or national_body(text, at_home)
    if body is not None:
        return Decision(Agency(mention, body.name, body.kind, body.system, None, "national"), "national")
    whole, after = div.leading(text, place)
    listed = whole is not None and not after and not div.is_minted(whole)
    if not listed and is_collective(printed):
        who = members_of(printed, place, level)
        system = class_system(printed)
        return Decision(Agency(mention, None, "collective", system, place, level, who), "collective")
    if whole is not None and not after and whole.level != "township":
        # A division that a table names as responsible is its government.
        name = whole.name if whole.name == div.CORPS else _fill("人民政府", whole)
        return Decision(Agency(mention, name, "government", None, whole, whole.level), "division")
    zone = ground_zone(mention, text, place)
    if own := Decision(zone, "zone") if zone else _called_after(mention, text, whole, place):
        return own
    for pattern, whole_words in _HEADS:
        text = pattern.sub(whole_words, text)
    head = _HEAD.match(text)
    if head and (inner := _named_by_head(head[0], text[head.end() :], place)):
        text = inner
    home, rest = div.leading(text, place)
    if home is not None and (town := _township(rest, home)):
        full = _fill(town.full or "", home)
        return Decision(Agency(mention, full, town.kind, town.system, home, home.level), "township")
    return _grounded(mention, text, place, level)


def _called_after(mention: str, text: str, whole: Place | None, place: Place | None) -> Decision | None:
    """A college or station of its own name, called after a place (湖北民族大学, 黑龙江广播电视台)."""
    if whole is not None or not _PROPER.search(text):
        return None
    near = next((p for p, _ in div.leading_short(text, place)), None)
    if near is None:
        return None
    return Decision(Agency(mention, text, "institution", system_in(text), near, near.level), "as_printed")


def _named_by_head(head: str, inner: str, place: Place | None) -> str | None:
    """国家税务总局宣汉县税务局 → 宣汉县税务局; None where no place follows the head."""
    reading = best_reading(inner, place)
    if reading is None or reading.home is None:
        return None
    if head in ("共青团", "中国共产主义青年团"):
        return re.sub(r"(?:委员会|委)$", "团委", inner)
    if head in ("政协", "中国人民政治协商会议"):
        return re.sub(r"委员会", "政协", inner, count=1)
    return inner


def _police_station(text: str, place: Place) -> tuple[Place, str] | None:
    """A station called after a township is the county's bureau's: 霜溪县公安局鹤洄派出所."""
    county = next((over for over in div.chain(place) if over.level == "county"), None)
    if county is None or not text.endswith("派出所"):
        return None
    below = {div.short_name(town.name) for town in (place, *div.townships(county)) if town != county}
    named = text.removesuffix("派出所") in below
    return (county, f"{office_title(county)}公安局{text}") if named else None


def _inner_place(text: str, place: Place) -> Place | None:
    """The division of the document's chain that the name prints behind a body's name."""
    for cut in _INNER.finditer(text):
        for over in div.chain(place):
            if text.startswith(div.short_name(over.name), cut.end()):
                return over
    return None


def _without_place(mention: str, text: str, place: Place | None, level: Level | None) -> Decision | Reading:
    """A name that begins with no place: whole as it is printed, or the body of the document's place."""
    if place is None or not ORGAN.search(text):
        name = text if _national_level(text) else None
        return Decision(Agency(mention, name, "department", system_in(text), place, level), "no_place")
    if station := _police_station(text, place):
        return Decision(Agency(mention, station[1], "department", "公安", station[0], "county"), "station")
    near = next((p for p, _ in div.leading_short(text, place)), _inner_place(text, place))
    if near is not None:
        # 云泽日报社, 上海铁路局: the name has its place in it and is whole as printed.
        whole = _unlisted(text, div.province(near))
        agency = Agency(mention, whole.full and text, whole.kind, whole.system, near, near.level)
        return Decision(agency, "as_printed")
    if _LEGAL_FORM.search(text) and len(text) > _SHORTEST_COMPANY:
        company = Agency(mention, text, "enterprise", system_in(text), place, level)
        return Decision(company, "as_printed")
    # Whose 家长委员会 is meant can't be told from the name.
    bare = known_body(text, div.province(place), place.level) or _unlisted(text, div.province(place))
    return Reading(place, place.level, text, bare if bare.sure else replace(bare, full=None))


def _grounded(mention: str, text: str, place: Place | None, level: Level | None) -> Decision:
    reading = best_reading(text, place)
    if text.startswith(("中国", "国网", "国家")) and (reading is None or reading.body is None):
        kind: AgencyKind = "enterprise" if _ENTERPRISE.search(text) else "department"
        if text.startswith("中国人民银行"):
            kind = "department"
        local = _ENTERPRISE.search(text) or re.search(r"(?:分局|分行|支行|中心支行|监管局)$", text)
        home, at = (place, level) if local else (None, "national")
        return Decision(Agency(mention, text, kind, system_in(text), home, at), "as_printed")
    if reading is None:
        found = _without_place(mention, text, place, level)
        if isinstance(found, Decision):
            return found
        reading = found
    home, rest = reading.home, reading.rest
    province = div.province(home) if home else ""
    body = reading.body or known_body(rest, province, reading.level) or _unlisted(rest, province)
    if body.full == "{whole}":
        agency = Agency(mention, rest, body.kind, body.system, home, reading.level)
        return Decision(agency, "as_printed", reading)
    full = _level_name(body.full, rest, home) if body.full and home else None
    name = _fill(full, home) if full and home else None
    if name and home and rest.endswith("分局") and text.startswith(city := "".join(home.parents[-1:])):
        name = city + name.removeprefix(city)  # a branch of the city's bureau prints both
    agency = Agency(mention, name, body.kind, body.system, home, reading.level or level)
    if home is None or div.is_open(home):
        return Decision(agency, "open_place", reading)
    return Decision(agency, "table" if body.sure else "words", reading)


def ground_agency(mention: str, place: Place | None, level: Level | None) -> Agency:
    """What an agency's printed name stands for in a document of ``place`` and ``level``.

    县发改局 in a 宣汉县 document is 宣汉县发展和改革局; 市教育局 there is 达州市教育局, 教育部 the ministry.
    ``name`` is None for collective bodies (各乡镇人民政府) and where the full name can't be told
    (县金融办). ``system`` is None for governments and their offices.
    """
    return decide(mention, place, level).agency


def additional_name(printed: str, body: Agency) -> str | None:
    """The other name of a body with two (县市场监管局（县知识产权局）): the full name of the one that stands
    in brackets behind the printed name; None where no body's name stands there."""
    found = _DOUBLE.search(clean(printed))
    if found is None:
        return None
    other = ground_agency(found[1], body.place, body.level)
    return other.name if other.kind not in ("collective", "enterprise") and other.name != body.name else None
