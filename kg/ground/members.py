"""Who a collective body is: 各乡镇人民政府 in a 宣汉县 document are the governments of its townships."""

from __future__ import annotations

import re
from typing import Final

from kg.ground import places as div
from kg.ground.mentions import clean
from kg.model import AgencyKind, Level, Members, Place

_WORD = (
    r"自治区|自治州|自治县|自治旗|直辖市|设区的?市|民族乡|行政公署"
    r"|省|市|县|区|州|盟|旗|地区|街道?|乡|镇|苏木"
)
_COLLECTIVE: Final = re.compile(
    rf"^(?:全(?:国|省|市|县|区|州)|我(?:省|市|县|区|州)|所有|有关)?(?P<each>各级?)?(?P<units>(?:(?:{_WORD})|[（）、，和及])+)"
    r"(?P<body>人民政府|政府|办事处|党委|党工委|党（工）委|委员会|委|行政公署|公署|)(?:[（、].*)?$"
)
_UNITS: Final = re.compile(_WORD)
_TOWNSHIP: Final = {"乡": "乡", "民族乡": "乡", "苏木": "乡", "镇": "镇", "街": "街道", "街道": "街道"}
_COUNTY: Final = {"县": "县", "自治县": "县", "区": "区", "旗": "旗", "自治旗": "旗"}
_PROVINCE: Final = frozenset({"省", "自治区", "直辖市"})
_CITY: Final = frozenset({"自治州", "州", "盟", "地区", "设区市", "设区的市"})


def members_of(mention: str, place: Place | None, level: Level | None) -> Members | None:
    """Who a collective is in a document of ``place`` and ``level``; None where the divisions don't tell:
    有关部门, 各级人民政府, 相关乡镇 (which of them are meant is not said)."""
    found = _COLLECTIVE.match(clean(mention))
    if found is None or mention.startswith("有关"):
        return None
    words = _UNITS.findall(found["units"])
    several = found["each"] or len(words) > 1 or found["body"] == "办事处" or set(words) & _CITY
    if not several:
        return None
    kind: AgencyKind = "party" if "委" in found["body"] else "government"
    if level == "national" or place is None:
        return Members(kind, ("provincial",)) if level == "national" and _PROVINCE & set(words) else None
    below = [w for w in (_level(word, words[:i], place) for i, word in enumerate(words)) if w]
    levels = tuple(dict.fromkeys(lv for lv, _ in below if div.RANK[lv] > div.RANK[place.level]))
    if not levels:
        return None
    endings = tuple(dict.fromkeys(end for lv, end in below if lv in levels))
    # 各区县 leaves no county out, 各乡镇 leaves out the subdistricts.
    whole = len(levels) > 1 or len(endings) > (2 if levels == ("township",) else 1) or "" in endings
    return Members(kind, levels, () if whole else endings)


def _level(word: str, before: list[str], place: Place) -> tuple[Level, str] | None:
    """The level that one word means, with the last word of the names; 市 behind 县 or 区 is a county's."""
    if word in _TOWNSHIP:
        return "township", _TOWNSHIP[word]
    if word in _COUNTY:
        return "county", _COUNTY[word]
    if word in _CITY:
        return "municipal", ""
    if word == "市":
        county = place.level == "municipal" or any(w in _COUNTY for w in before)
        return ("county", "市") if county else ("municipal", "")
    return None
