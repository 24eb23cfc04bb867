"""Management committees of zones (开发区, 高新区, 新区), which are no divisions."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.ground import places as div
from kg.ground.mentions import LEVEL_OF, resolve_level
from kg.model import Agency, AgencyKind, Place

_ZONE: Final = re.compile(
    r"(?P<name>.*?)(?P<zone>高新技术产业开发区|高新技术开发区|高新技术产业园区|高新技术产业区|高新区|经济技术开发区|经开区|经济开发区|"
    r"综合保税区|保税区|旅游度假区|度假区|工业园区?|产业园区?|产业开发区|工业集中区|示范区|新区|新城|科学城|科技城|开发区|自贸试验区|自贸区|"
    r"风景名胜区|景区|园区)"
    r"(?:（[^）]*）)?(?P<body>管委会|管理委员会|管委|党工委|党工委管委会|)$"
)
_WHOLE: Final = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}


@cache
def _new_areas() -> dict[str, tuple[str, str]]:
    """The State Council's new areas by printed name: full name, and the code of their division."""
    with (div.DATA / "zones.tsv").open(encoding="utf-8") as lines:
        next(lines), next(lines)
        rows = [line.rstrip("\n").split("\t") for line in lines]
    short = {name: (full, code) for name, full, code in rows}
    return short | {full: (full, code) for _, full, code in rows}


def ground_zone(mention: str, text: str, place: Place | None) -> Agency | None:
    """A zone's management committee: 张家界高新区管委会 → 张家界高新技术产业开发区管理委员会. The name
    is known where the zone is called after a division or is one of the State Council's new areas; a
    zone's own name may be an abbreviation. None where the text names no zone."""
    found = _ZONE.match(text)
    if found is None:
        return None
    name, zone, body = found["name"], found["zone"], found["body"]
    kind: AgencyKind = "party" if body == "党工委" else "government"
    if area := _new_areas().get(name + zone):
        full, home = area[0], div.by_code(area[1])
        whole = full + "管理委员会" if body.startswith("管") else None
        return Agency(mention, whole, kind, None, home, home.level if home else None)
    home, before = _home(name, zone, place)
    full_name = None
    if body == "管理委员会" and name and name not in LEVEL_OF:
        full_name = text
    if body.startswith("管") and before:
        full_name = before + _WHOLE.get(zone, zone) + "管理委员会"
    return Agency(mention, full_name, kind, None, home, home.level if home else None)


def _home(name: str, zone: str, place: Place | None) -> tuple[Place | None, str]:
    """The division that a zone belongs to, and the name before its kind where that is the division's."""
    if not name or name in LEVEL_OF:
        home = resolve_level(name, place) if name else place
        # A city has one 高新区; which zone of a county 开发区 means can't be told.
        whole = zone.startswith("高新") or (zone in _WHOLE and home is not None and home.level == "municipal")
        return home, div.short_name(home.name) if home is not None and whole else ""
    for short, rest in div.leading_short(name + "区", place):
        if rest == "区":
            return short, name
    home, rest = div.leading(name, place)
    return (home, name) if home is not None and not rest else (home or place, "")
