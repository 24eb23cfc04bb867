"""The units of the department that issues a document: 人事司 in one of 水利部 is 水利部人事司, 立法科 in one
of 宣汉县司法局 is 宣汉县司法局立法科."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.ground.systems import NationalBody, national_body
from kg.model import Agency

_UNIT: Final = re.compile(
    r"^[\u4e00-\u9fff]{0,16}(?:办公厅|办公室|司|局|厅|署|中心|研究院|研究所|学会|协会|出版社|报社|学院|领导小组|委员会|机关党委)$"
)
_OWN: Final = re.compile(r"^(?:我|本)?(?:部(?!门|委)|委(?!员)|总?局|总?署)(?=[\u4e00-\u9fff]{2})")


_LOCAL_UNIT: Final = re.compile(
    r"^(?:[局厅委](?:机关)?)?(?P<unit>(?!各|.*(?:[省市县区州旗]|委员会|公证))[\u4e00-\u9fff]{2,16}(?:科|处|室|支队|大队)|办公室)$"
)


def department_unit(mention: str, department: Agency) -> Agency | None:
    """What a name means that only a unit of the issuing local department can bear, or None."""
    unit = _LOCAL_UNIT.match(mention)
    if unit is None or department.kind != "department" or not department.name:
        return None
    name = department.name + unit["unit"]
    return Agency(mention, name, "department", department.system, department.place, department.level)


def ministry_of(issuers: Sequence[str]) -> NationalBody | None:
    """The one ministry that issued a document, itself or through a unit of its own (水利部办公厅);
    None where it is no ministry, or several."""
    found = [_issuing(name) for name in issuers]
    first = found[0] if found else None
    return first if first is not None and all(body == first for body in found) else None


def ministry_unit(mention: str, ministry: NationalBody) -> Agency | None:
    """What a name means that only a unit of the document's own ministry can bear, or None."""
    whole = _issuing(mention)
    if whole == ministry and mention != ministry.name:
        rest = mention[len(_printed(mention, ministry)) :]
    elif whole is None and _UNIT.match(mention) and (mention == "办公厅" or not national_body(mention, True)):
        rest = _OWN.sub("", mention)
    else:
        return None
    return Agency(mention, ministry.name + rest, "department", ministry.system, None, "national")


def _issuing(name: str) -> NationalBody | None:
    """The ministry whose name a name begins with; the rest must be a unit's."""
    for end in range(len(name), 2, -1):
        body = national_body(name[:end], True)
        if body and body.kind == "department" and (end == len(name) or _UNIT.match(name[end:])):
            return body
    return None


def _printed(mention: str, ministry: NationalBody) -> str:
    ends = range(len(mention), 2, -1)
    return next(mention[:end] for end in ends if national_body(mention[:end], True) == ministry)
