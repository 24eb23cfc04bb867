"""How a printed agency name parts into its place and its body, and which names mean a class of bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg import zh
from kg.ground import places as div
from kg.ground.systems import Body, known_body, word_system
from kg.model import Level, Place

BRACKETS: Final = re.compile(r"（[^（）]*）")
_WIDTH: Final = str.maketrans("()［］[]", "（）（）（）")

# Bodies named as a class. What ends in 部门 or 单位 is one, however it begins.
_COLLECTIVE: Final = re.compile(
    r"各(?!族)|有关|相关|其他|其它|所有|全体|涉及|所属|下属|成员|牵头|以上|以下|及其|等$|^(?:被|凡|开设|承担|负有|具有|设区)"
    r"|(?:部门|单位|机关|企业|机构|主体|委办局|局委|部委|委局|社会组织|行业协会|团体|媒体|站所|乡镇|镇街|街镇|街道|区县|县区|"
    r"市县|县市|市州|州市|市区县|县市区|市县区|旗县|村|社区|村居)$"
    r"|^(?:乡镇?|镇|街道|乡镇街道|镇街|区县|县区|市县|县市|县市区|市县区|市州|州市|旗县|旗县区|县级|市级|省级|区级|地方|基层|上级|"
    r"同级|本级|当地|所在地|属地|村居?|社区)(?:人民)?(?:政府|办事处|党委|管委会|管理委员会|委员会|民委员会)"
    r"|^(?:村|居|村居|社区)民?委(?:员)?会$|、|或|[局委厅办府部院会](?:和|及|与|以及)"
)
_OPTIONS: Final = re.compile(r"[省市县区州盟旗乡镇道]（[省市县区州盟旗乡镇街道办场、，,和\s]+）")
# The line of work that a class of bodies tells: 教育行政部门, 保密行政管理部门, 公安机关.
_CLASS: Final = re.compile(
    r"^(?:各级|各地|各|地方|基层|地市级|县级以上|市级以上|上级|同级|有关|相关|国务院|全[省市县区]|省级?|市级?|县级?|区级?|人民政府|政府|、)*"
    r"(?P<line>[\u4e00-\u9fff]+?)(?:工作)?(?:行政)?(?:主管|管理|监管|监督管理|执法)*(?:部门|机关)$"
)
_GENERIC: Final = re.compile(r"^(?:自治区|自治州|自治县|自治旗|省|市|县|区|州|盟|旗|街道|镇|乡(?!村))(?=.)")
_DIRECT: Final = re.compile(r"^(?:级|直(?!属|机关)|属)(?=.)")
# Words that begin like a level and go on as another word.
_NO_LEVEL: Final = re.compile(
    r"^(?:市场|市政(?!府|务|协|法|研)|市民(?!政|族|宗|委|航|营|防)|市容|区域|区块|县域|省际|州际|旗帜)"
)
LEVEL_OF: Final[dict[str, Level]] = {
    "省": "provincial", "自治区": "provincial", "市": "municipal", "州": "municipal", "盟": "municipal",
    "自治州": "municipal", "县": "county", "区": "county", "旗": "county",
    "自治县": "county", "自治旗": "county",
    "街道": "township", "镇": "township", "乡": "township",
}  # fmt: skip
ORGAN: Final = re.compile(
    r"(?:局|厅|委员会|委|办公室|办公厅|办|中心|馆|院|校|所|站|台|社|处|队|会|部|公司|集团|银行|支行|分行|室|园|厂|场|库|医院|大学|学院|室|联)$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A printed name parted into its place and its body. ``printed_place`` says that the name
    itself prints the place in full or short; ``level`` is what the prefix alone tells."""

    home: Place | None
    level: Level | None
    rest: str
    body: Body | None


def clean(mention: str) -> str:
    """The printed name without layout, with full-width brackets."""
    return re.sub(r"\s+", "", zh.tidy(mention)).translate(_WIDTH).strip("，。、；：,;:")


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


def is_collective(text: str) -> bool:
    """Whether the name means a class of bodies: 各乡镇人民政府, 县级有关部门（单位）, 街道办事处."""
    if _OPTIONS.search(text):
        return True
    bare = BRACKETS.sub("", text)
    if known_body(bare, "") or known_body(_GENERIC.sub("", bare), ""):
        return False
    return bool(_COLLECTIVE.search(bare))


def class_system(text: str) -> str | None:
    """The line of work that a class of bodies tells: 保密行政管理部门 → 保密."""
    bare = BRACKETS.sub("", text)
    found = _CLASS.match(bare)
    if found is None:
        return word_system(re.sub(r"^(?:各级|各|有关|相关)", "", bare))
    line = found["line"]
    body = known_body(line + "局", "")
    if body is not None:
        return body.system
    # 被审计县级部门 are no auditors: the word must be the whole line.
    return word_system(line)


def readings(text: str, place: Place | None) -> list[Reading]:
    """Every way to part the name into place and body, the likeliest first."""
    province = div.province(place) if place else ""
    found = []
    generic = _GENERIC.match(text)
    whole = known_body(text, province)
    if generic and not _NO_LEVEL.match(text):
        word = generic[0]
        rest = re.sub(r"^党委", "委", _DIRECT.sub("", text[generic.end() :]))
        home = resolve_level(word, place)
        found.append(
            Reading(
                home,
                home.level if home else LEVEL_OF[word],
                rest,
                known_body(rest, province, home.level if home else None),
            )
        )
    if whole is not None:
        found.append(Reading(place, place.level if place else None, text, whole))
    home, rest = div.leading(text, place)
    if home is not None and rest:
        body = known_body(_DIRECT.sub("", rest), div.province(home), home.level)
        if (
            not div.is_minted(home)
            or body is not None
            or ORGAN.search(rest)
            or rest.startswith(("人民政府", "委"))
        ):
            found.append(Reading(home, home.level, rest, body))
        for below, after in div.leading_short(rest, place, home):
            body = known_body(after, div.province(home))
            if body is not None and body.kind == "department":
                # 达州市宣汉生态环境局 is a bureau's own name, not an abbreviation.
                found.append(Reading(below, below.level, text, Body("{whole}", body.system, body.kind)))
    if home is None and not generic:
        for below, after in div.leading_short(text, place):
            body = known_body(after, div.province(below))
            if body is not None:
                found.append(Reading(below, below.level, after, body))
    return found


def best_reading(text: str, place: Place | None) -> Reading | None:
    """The reading whose body is known, else the likeliest; None where the name prints no place."""
    found = readings(text, place)
    return next((r for r in found if r.body is not None), found[0] if found else None)
