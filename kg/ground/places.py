"""Administrative divisions: the table of today's, former names, townships, and the names that print them.

A name that only one division has is that division; one of several is chosen by the context
alone (its own chain, then the same prefecture, then the same province) and stays open where the
context doesn't tell. A name that the table doesn't know is a place by its form (云泽省, 临川市),
with a code made from the name: ``x-云泽省``. An open name has the code ``open-鼓楼区``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from kg.model import Level, Place

DATA: Final = Path(__file__).resolve().parent / "data"
RANK: Final[dict[Level, int]] = {"national": 0, "provincial": 1, "municipal": 2, "county": 3, "township": 4}
# The Open Government Information Regulations date from 2008: what gave up its name before
# then issues no document that is on the web under it.
_FORMER_SINCE: Final = 2008
_LONGEST: Final = 15
_OPEN: Final = "open-"
CORPS: Final = "新疆生产建设兵团"

_PEOPLES = (
    "汉|满|回|藏|苗|彝|壮|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|"
    "赫哲|门巴|珞巴|基诺|布依|朝鲜|维吾尔|蒙古|各"
)
_AUTONOMOUS = re.compile(
    rf"(?P<core>.{{2,}}?)(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔)*自治(?P<kind>[州县旗区])"
)
_SUFFIX = re.compile(r"(?:特别行政区|地区|林区|特区|矿区|新区|省|市|县|区|州|盟|旗|街道|镇|乡|苏木)$")
# What ends like a division and is none: zones, kinds of area, parts of other words.
_NO_DIVISION = re.compile(
    r"(?:高新|经开|开发|工业|产业|园|旅游|风景|名胜|经济|新技术|度假|示范|试验|实验|保税|合作|景|保税港|临港|空港|林|矿|库|灌|牧|自贸|保护|管理|管辖|辖|行政|"
    r"社|小|校|灾|片|郊|市|街|防|主城|中心城|贫困山|偏远山|功能|集聚|核心|中心|农|军|战|省|县|老|各县|革命|民族|贫困|试点|新|地|湾|边|..山)区$"
    r"|(?:城|都|股|楼|超|集|夜|早|菜|上|全|我|本|各|县|区|地|省|门)市$|(?:全|我|本|各|市|区|郡|州|省|该|属)县$|地区$"
    r"|(?:全|我|本|各|该|外|跨|邻)(?:省|州|旗|盟)$|^(?:全|各|有关|相关|本|我|该)"
    r"|(?:联|结|加|同)盟$|(?:广|五|神|九|亚|欧|非|美)州$|(?:红|国|党|军|锦|彩)旗$|(?:城|村|小|集|古|重|名|各|乡)镇$|(?:城|家|各|下|返|故|回)乡$"
)
# A name by its form: the shortest run that ends like a division, without the words that join names.
_BODY_INSIDE = re.compile(r"中心|公司|银行|委员会")  # 住房公积金管理中心霜溪县 is no county
_FORM = re.compile(
    r"(?!国网|中国|国家|中央|中共|省|市|县)"
    r"[^\W0-9A-Za-z关于的和与及或等各为在年月日第]{2,12}?"
    r"(?:省|自治区|特别行政区|自治州|自治县|自治旗|市|县|区|州|盟|旗|地区"
    r"|(?:街道|镇|乡|苏木)(?=人民政府|政府|办事处|党|委|关于|[0-9０-９]|$))"
)


def table_rows(name: str) -> Iterator[list[str]]:
    """The rows of one of the tables made by scripts/make_divisions.py."""
    with (DATA / name).open(encoding="utf-8") as lines:
        next(lines)  # the source
        next(lines)  # the header
        for line in lines:
            yield line.rstrip("\n").split("\t")


def short_name(name: str) -> str:
    """The name without its kind (宣汉县 → 宣汉, 湘西土家族苗族自治州 → 湘西); 忠县 stays whole."""
    found = _AUTONOMOUS.fullmatch(name)
    core = found["core"].removesuffix("族") if found else _SUFFIX.sub("", name)
    return core if len(core) > 1 else name


def _shorts(name: str) -> set[str]:
    core = short_name(name)
    found = _AUTONOMOUS.fullmatch(name)
    return {core, core + found["kind"]} - {name} if found else {core} - {name}


class _Table:
    """Today's divisions by code, by full name and by short form."""

    def __init__(self) -> None:
        self.by_code: dict[str, Place] = {}
        self.over: dict[str, str] = {}
        self.full: dict[str, list[Place]] = {}
        self.short: dict[str, list[Place]] = {}
        rows = sorted(table_rows("divisions.tsv"), key=lambda row: RANK[_level(row[2])])
        for code, name, level, parent in rows:
            over = self.by_code.get(parent)
            place = Place(code, name, _level(level), (*over.parents, over.name) if over else ())
            self.by_code[code] = place
            self.over[code] = parent
            self.full.setdefault(name, []).append(place)
            for short in _shorts(name):
                self.short.setdefault(short, []).append(place)
        # It has a provincial government's powers and no code.
        self.full[CORPS] = [Place(f"x-{CORPS}", CORPS, "provincial")]


def _level(text: str) -> Level:
    for level in RANK:
        if level == text:
            return level
    raise ValueError(f"{text!r} is no level of government: write one of {', '.join(RANK)}")


@cache
def _table() -> _Table:
    return _Table()


def divisions() -> Iterable[Place]:
    """All divisions of today down to the county, by code (source: kg/ground/data/divisions.tsv)."""
    table = _table()
    return (table.by_code[code] for code in sorted(table.by_code))


def by_code(code: str) -> Place | None:
    """The division with this GB/T 2260 code, None where the table has none."""
    return _table().by_code.get(code)


@cache
def _township_names() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("townships.tsv")}


@lru_cache(maxsize=256)
def townships(county: Place) -> tuple[Place, ...]:
    """The townships of a county, with nine-digit codes; none where the table doesn't list them."""
    parents = (*county.parents, county.name)
    names = _township_names().get(county.code, "").split()
    return tuple(Place(county.code + item[:3], item[3:], "township", parents) for item in names)


@cache
def _former() -> dict[str, list[Place]]:
    """Names that a division gave up in or after 2008 and that no division of its province bears today."""
    table, found = _table(), dict[str, list[Place]]()
    for year, _, code, name, parents, _, new_name in table_rows("changes.tsv"):
        chain = tuple(part for part in parents.split("/") if part)
        if (
            int(year) < _FORMER_SINCE
            or name == new_name
            or not name.endswith(("省", "市", "县", "区", "州", "旗"))
        ):
            continue
        if any(chain[:1] == place.parents[:1] for place in table.full.get(name, ())):
            continue
        level: Level = "municipal" if code.endswith("00") else "county"
        place = Place(code, name, level, chain)
        if place not in found.setdefault(name, []):
            found[name].append(place)
    return found


def province(place: Place) -> str:
    """The name of the province that the place lies in or is."""
    return place.parents[0] if place.parents else place.name


def is_minted(place: Place) -> bool:
    """Whether the place is known by its printed form alone."""
    return place.code.startswith(("x-", _OPEN))


@lru_cache(maxsize=4096)
def chain(place: Place) -> tuple[Place, ...]:
    """The place and the divisions above it, nearest first."""
    over: list[Place] = [place]
    names = place.parents
    for depth in range(len(names) - 1, -1, -1):
        name, above = names[depth], names[:depth]
        known = next((p for p in _table().full.get(name, ()) if p.parents == above), None)
        if known is None:
            known = next((p for p in _former().get(name, ()) if p.parents == above), None)
        over.append(known or mint(name, _form_level(name, above), above))
    return tuple(over)


def _form_level(name: str, parents: Sequence[str]) -> Level:
    """The level that a name's form tells, given the names above it."""
    if name.endswith(("省", "自治区", "特别行政区")) or name == CORPS:
        return "provincial"
    if name.endswith(("街道", "镇", "乡", "苏木")):
        return "township"
    if name.endswith(("市", "州", "盟", "地区")):
        return "county" if any(over.endswith(("市", "州", "盟", "地区")) for over in parents) else "municipal"
    return "county"


def mint(name: str, level: Level, parents: Sequence[str] = ()) -> Place:
    """A place that the table doesn't know. Names of districts and townships recur everywhere, so
    that their code carries the name above; a province, city or county is its name alone."""
    shared = level == "township" or (name.endswith("区") and level == "county")
    return Place("x-" + ("".join(parents[-1:]) if shared else "") + name, name, level, tuple(parents))


def _related(place: Place, context: Place) -> int:
    """How near two divisions are: same or one above the other 3, same prefecture 2, same province 1."""
    one, other = (*place.parents, place.name), (*context.parents, context.name)
    if one == other[: len(one)] or other == one[: len(other)]:
        return 3
    if len(one) > 2 and len(other) > 1 and one[:2] == other[:2]:
        return 2
    return int(one[0] == other[0])


def choose(candidates: Sequence[Place], context: Place | None) -> Place | None:
    """The single candidate that the context allows; None where several remain."""
    if context is not None and is_minted(context):
        # In a province that the table doesn't know, a county of that name is another one.
        candidates = [p for p in candidates if RANK[p.level] < RANK["county"]]
    if len(candidates) > 1 and context is not None:
        nearness = [_related(p, context) for p in candidates]
        best = max(nearness)
        if best:
            candidates = [p for p, near in zip(candidates, nearness, strict=True) if near == best]
    return candidates[0] if len(candidates) == 1 else None


def _by_short(name: str, context: Place | None) -> Place | None:
    candidates = _table().short.get(name, [])
    provinces = [p for p in candidates if p.level == "provincial"]
    nearest = choose(candidates, context)
    if nearest is not None and (context is None or len(candidates) == 1 or _related(nearest, context) == 3):
        return nearest
    return provinces[0] if provinces else nearest


@lru_cache(maxsize=65536)
def find_place(name: str, context: Place | None = None) -> Place | None:
    """The division that a printed name means, or None.

    ``name`` is a full name, a chain (四川省达州市宣汉县) or a short form (宣汉); ``context`` is
    the place of the document that prints it. None where the name is no division's or is one of
    several (鼓楼区) and the context doesn't tell which.
    """
    name = re.sub(r"\s+", "", name)
    place, rest = leading(name, context)
    if place is not None and not rest:
        return None if is_open(place) else place
    return _by_short(name, context)


def is_open(place: Place) -> bool:
    """Whether the place stands for a name that several divisions have, none of them chosen."""
    return place.code.startswith(_OPEN)


def candidates(name: str) -> tuple[Place, ...]:
    """The divisions of today, else of before, that have this full name or short form."""
    table = _table()
    return tuple(table.full.get(name) or _former().get(name) or table.short.get(name) or ())


def _known(name: str, context: Place | None, above: Place | None) -> Place | None:
    """A full name of today or of before; an open place where the context doesn't choose."""
    for table in (_table().full, _former()):
        candidates: Sequence[Place] = table.get(name, ())
        if above is not None:
            candidates = [p for p in candidates if above.name in p.parents and province(p) == province(above)]
            context = above
        if not candidates:
            continue
        place = choose(candidates, context)
        if place is not None:
            return place
        if above is None and (context is None or not is_minted(context)):
            return Place(_OPEN + name, name, candidates[0].level)
    return None


def _nested_county(name: str, context: Place | None) -> Place | None:
    """恩施州, 酉阳县: an autonomous division by the last word of its kind."""
    if not name.endswith(("州", "县", "旗")):
        return None
    # 兰州 and 杭州 end in 州 and are no more than short forms.
    return choose([p for p in _table().short.get(name, ()) if _AUTONOMOUS.fullmatch(p.name)], context)


def _township(name: str, context: Place | None) -> Place | None:
    if context is None or not name.endswith(("街道", "镇", "乡", "苏木")):
        return None
    for county in chain(context):
        if county.level == "county":
            return next((t for t in townships(county) if t.name == name), None)
    return None


def _step(text: str, context: Place | None, above: Place | None) -> tuple[Place, str] | None:
    """One division at the start of the text: the longest known name, else one by its form."""
    for end in range(min(len(text), _LONGEST), 1, -1):
        name = text[:end]
        if name[-1] not in "省市县区州盟旗道镇乡木团":
            continue
        place = (
            _known(name, context, above)
            or _nested_county(name, above or context)
            or _township(name, above or context)
        )
        if place is not None and (above is None or RANK[place.level] > RANK[above.level]):
            return place, text[end:]
    found = _FORM.match(text)
    if found is None or _NO_DIVISION.search(found[0]) or _BODY_INSIDE.search(found[0]):
        return None
    inner = [found[0][start:] for start in range(1, len(found[0]) - 1)]
    if any(name in _table().full or name in _table().short for name in inner):
        return None
    return _by_form(found[0], context, above), text[found.end() :]


def _by_form(name: str, context: Place | None, above: Place | None) -> Place:
    if above is not None:
        over: tuple[str, ...] = (*above.parents, above.name)
        return mint(name, _form_level(name, over), over)
    level = _form_level(name, ())
    if context is None:
        return mint(name, level)
    for place in chain(context):
        if place.name == name:
            return place
    if level == "municipal" and context.level == "county" and context.name.endswith("市"):
        level = "county"
    names = (*context.parents, context.name)
    levels = [p.level for p in reversed(chain(context))]
    return mint(name, level, [n for n, lv in zip(names, levels, strict=True) if RANK[lv] < RANK[level]])


@lru_cache(maxsize=65536)
def leading(text: str, context: Place | None = None) -> tuple[Place | None, str]:
    """The division whose name the text begins with, widest first, and the rest of the text.

    四川省达州市宣汉县人民政府 → 宣汉县, 人民政府. (None, text) where it begins with none. A name
    of several divisions that the context doesn't choose is an open place, with no parents.
    """
    place: Place | None = None
    while step := _step(text, context, place):
        place, text = step
        if place.level == "township":
            break
    return place, text


@lru_cache(maxsize=65536)
def leading_short(
    text: str, context: Place | None = None, above: Place | None = None
) -> list[tuple[Place, str]]:
    """The readings of a text that begins with a short form (宣汉生态环境局), longest form first."""
    found = []
    own = {short_name(p.name): p for p in chain(context)} if context is not None else {}
    for end in range(min(len(text) - 1, 8), 1, -1):
        place = own.get(text[:end]) or _by_short(text[:end], above or context)
        if place is not None and (above is None or above.name in place.parents):
            found.append((place, text[end:]))
    return found
