"""Printed names of agencies → what they stand for, in the place of the document that prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg import zh
from kg.ground import places as div
from kg.ground.systems import Body, known_body, national_body, system_in
from kg.model import Agency, AgencyKind, Level, Place

_BRACKETS: Final = re.compile(r"（[^（）]*）")
_WIDTH: Final = str.maketrans("()［］[]", "（）（）（）")

# Bodies named as a class. What ends in 部门 or 单位 is one, however it begins.
_COLLECTIVE: Final = re.compile(
    r"各|有关|相关|其他|其它|所有|全体|涉及|所属|下属|成员|牵头|责任(?:单位|部门)|以上|以下|及其|等$"
    r"|^(?:被|凡|开设|承担|负有|具有)"
    r"|(?:部门|单位|机关|企业|机构|主体|企事业|委办局|局委|部委|委局|协会|社会组织|商会|媒体|站所|乡镇|镇街|街镇|街道|区县|县区|"
    r"市县|县市|市州|州市|市区县|县市区|市县区|旗县|村|社区|村居|居民委员会|村民委员会)$"
    r"|^(?:乡镇?|镇|街道|乡镇街道|镇街|区县|县区|市县|县市|县市区|市县区|市州|州市|旗县|旗县区|县级|市级|省级|区级|地方|基层|上级|同级|本级|当地|所在地|属地)"
    r"(?:人民)?(?:政府|办事处|党委|管委会|管理委员会)"
    r"|(?:、|和|及|或|与)"
)
_OPTIONS: Final = re.compile(r"[省市县区州盟旗乡镇道]（[省市县区州盟旗乡镇街道办场、，,和\s]+）")
# The line of work that a class of bodies tells: 教育行政部门, 保密行政管理部门, 公安机关.
_CLASS: Final = re.compile(
    r"^(?:各级|各地|各|地方|县级以上|市级以上|上级|同级|有关|相关|国务院|全[省市县区]|省级?|市级?|县级?|区级?|人民政府|政府|、)*"
    r"(?P<line>[\u4e00-\u9fff]+?)(?:工作)?(?:行政)?(?:主管|管理|监管|监督管理|执法)*(?:部门|机关)$"
)
_HEAD: Final = re.compile(
    r"^(?:中国共产党|中共|国家税务总局|共青团|中国共产主义青年团|中国人民政治协商会议|政协|国家统计局)(?=.)"
)
_GENERIC: Final = re.compile(r"^(?:自治区|自治州|自治县|自治旗|省|市|县|区|州|盟|旗)(?=.)")
_DIRECT: Final = re.compile(r"^(?:级|直|属)(?=.)")
# Words that begin like a level and go on as another word.
_NO_LEVEL: Final = re.compile(
    r"^(?:市场|市政(?!府|务|协|法|研)|市民(?!政|族|宗|委|航|营|防)|市容|区域|区块|县域|省际|州际|旗帜)"
)
_LEVEL_OF: Final[dict[str, Level]] = {
    "省": "provincial", "自治区": "provincial", "市": "municipal", "州": "municipal", "盟": "municipal",
    "自治州": "municipal", "县": "county", "区": "county", "旗": "county", "自治县": "county", "自治旗": "county",
}  # fmt: skip
_ZONE: Final = re.compile(
    r"(?P<name>.*?)(?P<zone>高新技术产业开发区|高新技术开发区|高新技术产业园区|高新技术产业区|高新区|经济技术开发区|经开区|经济开发区|"
    r"综合保税区|保税区|旅游度假区|度假区|工业园区?|产业园区?|工业集中区|示范区|新区|开发区|自贸试验区|自贸区|风景名胜区|景区|园区)"
    r"(?:（[^）]*）)?(?P<body>管委会|管理委员会|管委|党工委|党政办|党工委管委会)$"
)
_ZONES: Final = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
_GROUP: Final = re.compile(
    r"(?:领导小组|协调小组|工作组|专班|委员会|指挥部|联席会议|工作小组|协调机制)(?:办公室|办)?$|领导小组$"
)
_ORGAN: Final = re.compile(
    r"(?:局|厅|委员会|委|办公室|办公厅|办|中心|馆|院|校|所|站|台|社|处|队|会|部|公司|集团|银行|支行|分行|室|园|厂|场|库|医院|大学|学院|室|联)$"
)
_WHOLE_SUFFIX: Final = re.compile(
    r"(?:局|厅|委员会|办公室|办公厅|中心|馆|院|校|所|站|台|社|处|队|部|室|园|协会|学会|商会|总会|联合会|基金会|医院|学院|大学|"
    r"有限公司|有限责任公司|集团)$"
)
_INSTITUTION: Final = re.compile(r"(?:中心|馆|院|校|所|站|台|社|园|大学|学院)$")
_ENTERPRISE: Final = re.compile(r"(?:公司|集团|银行|支行|分行|厂)$")
_SUBUNIT: Final = re.compile(
    r"(?P<over>.+?(?:局|厅|委))(?P<unit>[\u4e00-\u9fff]*(?:总队|支队|大队|中队|分局|中心|所|站|科|股|处|室))$"
)
_UNITS: Final = (("交警", "交通警察"), ("治安", "治安管理"), ("消防救援", "消防救援"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A printed name parted into its place and its body. ``printed_place`` says that the name
    itself prints the place in full or short; ``level`` is what the prefix alone tells."""

    home: Place | None
    level: Level | None
    rest: str
    body: Body | None


def clean(mention: str) -> str:
    """The printed name without layout, with full-width brackets."""
    return re.sub(r"\s+", "", zh.tidy(mention)).translate(_WIDTH).strip("，。、；：,;:")


def office_title(place: Place) -> str:
    """The place's name as it stands before its bodies' names: a district of a city with the city's."""
    if place.level == "county" and place.name.endswith("区") and place.parents:
        return place.parents[-1] + place.name
    if place.level == "township" and place.parents:
        return place.parents[-1] + place.name
    return place.name


def resolve_level(word: str, place: Place | None) -> Place | None:
    """The division that 省, 市, 县, 区 … means in a document of ``place``: the nearest of its own
    chain that is called so; None where its chain has none."""
    if place is None:
        return None
    for over in div.chain(place):
        name = over.name
        if name.endswith(word) and not (word == "区" and name.endswith("自治区")):
            return over
        if word == "州" and over.level == "municipal" and name.endswith("自治州"):
            return over
    if word == "区" and place.level == "provincial" and place.name.endswith("自治区"):
        return place
    return None


def _collective(text: str) -> bool:
    bare = _BRACKETS.sub("", text)
    if known_body(bare, "") or known_body(_GENERIC.sub("", bare), ""):
        return False
    return bool(_OPTIONS.search(text) or _COLLECTIVE.search(bare))


def _class_system(text: str) -> str | None:
    found = _CLASS.match(_BRACKETS.sub("", text))
    if found is None:
        return None
    line = found["line"]
    body = known_body(line + "局", "")
    if body is not None:
        return body.system
    system = system_in(line)
    # 被审计县级部门 are no auditors: the word must be the whole line.
    return system if system and known_word(line) else None


def known_word(text: str) -> bool:
    """Whether the text is, as a whole, a word that tells a line of work."""
    from kg.ground.systems import word_system

    return word_system(text) is not None


def _national_level(text: str) -> bool:
    return text.startswith(("国务院", "国家", "中央", "全国", "最高人民", "中华人民共和国", "中华全国"))


def _readings(text: str, place: Place | None) -> list[_Reading]:
    """Every way to part the name into place and body, the likeliest first."""
    province = div.province(place) if place else ""
    found = []
    generic = _GENERIC.match(text)
    whole = known_body(text, province)
    if generic and not _NO_LEVEL.match(text):
        word = generic[0]
        rest = _DIRECT.sub("", text[generic.end() :])
        home = resolve_level(word, place)
        found.append(
            _Reading(home, home.level if home else _LEVEL_OF[word], rest, known_body(rest, province))
        )
    if whole is not None:
        found.append(_Reading(place, place.level if place else None, text, whole))
    home, rest = div.leading(text, place)
    if home is not None and rest:
        body = known_body(_DIRECT.sub("", rest), div.province(home))
        if (
            not div.is_minted(home)
            or body is not None
            or _ORGAN.search(rest)
            or rest.startswith(("人民政府", "委"))
        ):
            found.append(_Reading(home, home.level, rest, body))
        for below, after in div.leading_short(rest, place, home):
            body = known_body(after, div.province(home))
            if body is not None and body.kind == "department":
                # 达州市宣汉生态环境局 is a bureau's own name, not an abbreviation.
                found.append(_Reading(below, below.level, text, Body("{whole}", body.system, body.kind)))
    if home is None and not generic:
        for below, after in div.leading_short(text, place):
            body = known_body(after, div.province(below))
            if body is not None:
                found.append(_Reading(below, below.level, after, body))
    return found


def _best(text: str, place: Place | None) -> _Reading | None:
    readings = _readings(text, place)
    return next((r for r in readings if r.body is not None), readings[0] if readings else None)


def _fill(full: str, home: Place) -> str:
    if "{" not in full:
        return office_title(home) + full
    return full.replace("{p}", office_title(home)).replace("{s}", div.short_name(home.name))


def _court(full: str, level: Level | None) -> str:
    """人民法院 is the county's; above it the same abbreviation means the higher courts."""
    if full == "人民法院" and level == "municipal":
        return "中级人民法院"
    if full == "人民法院" and level == "provincial":
        return "高级人民法院"
    return full


def _unlisted(rest: str, province: str) -> Body:
    """A body that no row knows: its name as printed where it is printed whole, its line by its words."""
    sub = _SUBUNIT.match(rest)
    if sub and (over := known_body(sub["over"], province)) and over.full and "{" not in over.full:
        unit = sub["unit"]
        for short, full in _UNITS:
            unit = unit.replace(short, full, 1) if unit.startswith(short) else unit
        return Body(over.full + unit, over.system, over.kind, sure=False)
    line = system_in(rest.removeprefix("人民政府").removeprefix("政府"))
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
    if not _WHOLE_SUFFIX.search(rest) and kind != "office":
        return Body(None, line, kind, sure=False)
    if kind == "department" and _abbreviated(rest):
        return Body(None, line, kind, sure=False)
    if rest.startswith("政府"):
        rest = "人民" + rest
    if kind == "party":
        return Body("中共{p}" + rest, line, kind, sure=False)
    return Body(rest, line, kind, sure=False)


def _abbreviated(rest: str) -> bool:
    from kg.ground.systems import abbreviations

    return any(short in rest for short in abbreviations())


def _zone(text: str, place: Place | None) -> Agency | None:
    """A zone's management committee: 张家界高新区管委会 → 张家界高新技术产业开发区管理委员会. The name
    is known where the zone is called after a division; a zone's own name may be an abbreviation."""
    found = _ZONE.match(text)
    if found is None:
        return None
    name, zone = found["name"], found["zone"]
    home: Place | None = None
    before = name
    generic = _GENERIC.fullmatch(name + "x")
    if not name or name in _LEVEL_OF:
        home = resolve_level(name, place) if name else place
        if home and (
            zone in ("高新区", "高新技术产业开发区") or home.level == "municipal" and zone in _ZONES
        ):
            before = div.short_name(home.name)
        else:
            home, before = home, ""
    else:
        home = div.find_place(name, place)
        if home is None or div.is_minted(home):
            home, rest = div.leading(name, place)
            if home is None or rest:
                home, before = home or place, ""
    del generic
    committee = found["body"] in ("管委会", "管理委员会", "管委")
    full = before + _ZONES.get(zone, zone) + "管理委员会" if before and committee else None
    if full is None and found["body"] == "管理委员会" and name and name not in _LEVEL_OF:
        full = text
    return Agency(
        text, full, "government" if committee else "party", None, home, home.level if home else None
    )


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
def _ground(mention: str, place: Place | None, level: Level | None) -> Agency:
    printed = clean(mention)
    if place is not None and div.is_open(place):
        # The name is known, the division isn't: nothing above it can be told.
        place = Place(place.code, place.name, place.level)
    if _collective(printed):
        return Agency(mention, None, "collective", _class_system(printed), place, level)
    text = _BRACKETS.sub("", printed) or printed
    at_home = place is None and level == "national"
    body = national_body(printed, at_home) or national_body(text, at_home)
    if body is not None:
        return Agency(mention, body.name, body.kind, body.system, None, "national")
    if zone := _zone(text, place):
        return Agency(mention, zone.name, zone.kind, zone.system, zone.place, zone.level)
    text = re.sub(r"^团(省|市|县|区|州|盟|旗|自治区)委", r"\1团委", text)
    text = re.sub(r"^(?:中国)?人民银行(.+)$", _bank, text)
    head = _HEAD.match(text)
    if head and (inner := _named_by_head(head[0], text[head.end() :], place)):
        text = inner
    home, rest = div.leading(text, place)
    if home is not None and (town := _township(rest, home)):
        return Agency(mention, _fill(town.full or "", home), town.kind, town.system, home, home.level)
    return _grounded(mention, text, place, level)


def _bank(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("中国") else "中国" + found[0]


def _named_by_head(head: str, inner: str, place: Place | None) -> str | None:
    """The name without 中共, 国家税务总局 … where a place follows: 国家税务总局宣汉县税务局 → 宣汉县税务局."""
    reading = _best(inner, place)
    if reading is None or reading.home is None:
        return None
    if head in ("共青团", "中国共产主义青年团"):
        return re.sub(r"(?:委员会|委)$", "团委", inner)
    if head in ("政协", "中国人民政治协商会议"):
        return re.sub(r"委员会", "政协", inner, count=1)
    return inner


def _grounded(mention: str, text: str, place: Place | None, level: Level | None) -> Agency:
    reading = _best(text, place)
    if text.startswith(("中国", "国网", "国家")) and (reading is None or reading.body is None):
        kind: AgencyKind = "enterprise" if _ENTERPRISE.search(text) else "department"
        local = kind == "enterprise" or re.search(r"(?:分局|分行|支行|中心支行|监管局)$", text)
        return Agency(
            mention, text, kind, system_in(text), place if local else None, level if local else "national"
        )
    if reading is None:
        if place is None or not _ORGAN.search(text):
            return Agency(
                mention, text if _national_level(text) else None, "department", system_in(text), place, level
            )
        reading = _Reading(place, place.level, text, None)
    home, rest = reading.home, reading.rest
    province = div.province(home) if home else ""
    body = reading.body or known_body(rest, province) or _unlisted(rest, province)
    if body.full == "{whole}":
        return Agency(mention, rest, body.kind, body.system, home, reading.level)
    full = _court(body.full, reading.level) if body.full else None
    name = _fill(full, home) if full and home else None
    if name is None and home is None and place is None and full and rest == text:
        name = None
    return Agency(mention, name, body.kind, body.system, home, reading.level or level)


def ground_agency(mention: str, place: Place | None, level: Level | None) -> Agency:
    """What an agency's printed name stands for in a document of ``place`` and ``level``.

    县发改局 in a 宣汉县 document is 宣汉县发展和改革局; 市教育局 there is 达州市教育局, 教育部 the ministry.
    ``name`` is None for collective bodies (各乡镇人民政府) and where the full name can't be told
    (县金融办). ``system`` is None for governments and their offices.
    """
    return _ground(mention, place, level)
