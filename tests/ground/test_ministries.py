"""A ministry's own units, named as its own documents name them."""

from __future__ import annotations

import pytest

from kg.ground import find_place, ground_agency
from kg.ground.ministries import department_unit, ministry_of, ministry_unit

ISSUERS = [
    pytest.param(["水利部办公厅"], "水利部", id="a unit of the ministry issues"),
    pytest.param(["国家发展改革委"], "国家发展和改革委员会", id="the ministry by its short name"),
    pytest.param(["教育部", "教育部办公厅"], "教育部", id="the ministry and its unit are one"),
    pytest.param(["教育部", "财政部"], None, id="two ministries: neither's units are meant"),
    pytest.param(["国务院办公厅"], None, id="the government's office is no ministry"),
    pytest.param(["宣汉县人民政府办公室"], None, id="a county's office"),
    pytest.param([], None, id="no issuer"),
]


@pytest.mark.parametrize(("issuers", "expected"), ISSUERS)
def test_the_ministry_that_issued(issuers: list[str], expected: str | None) -> None:
    found = ministry_of(issuers)
    assert (found.name if found else None) == expected


UNITS = [
    pytest.param("人事司", "水利部人事司", id="a department of the ministry"),
    pytest.param("办公厅", "水利部办公厅", id="its office, not the State Council's"),
    pytest.param("水利部办公厅", "水利部办公厅", id="printed whole"),
    pytest.param("部政务公开领导小组办公室", "水利部政务公开领导小组办公室", id="部 stands for the ministry"),
    pytest.param("教育部", None, id="another ministry"),
    pytest.param("国家发展改革委", None, id="another ministry by its short name"),
    pytest.param("各流域管理机构", None, id="a collective body"),
    pytest.param("水利部", None, id="the ministry itself is no unit"),
]


@pytest.mark.parametrize(("mention", "expected"), UNITS)
def test_units(mention: str, expected: str | None) -> None:
    ministry = ministry_of(["水利部"])
    assert ministry is not None
    unit = ministry_unit(mention, ministry)
    assert (unit.name if unit else None) == expected
    assert unit is None or (unit.system, unit.level) == ("水利", "national")


DIVISIONS = [
    pytest.param("立法科", "宣汉县司法局立法科", id="a division"),
    pytest.param("局办公室", "宣汉县司法局办公室", id="局 stands for the department"),
    pytest.param("办公室", "宣汉县司法局办公室", id="its office"),
    pytest.param("各科室", None, id="a collective body"),
    pytest.param("宣汉县公证处", None, id="a body that prints its place"),
    pytest.param("县财政局", None, id="another department"),
]


@pytest.mark.parametrize(("mention", "expected"), DIVISIONS)
def test_divisions_of_a_local_department(mention: str, expected: str | None) -> None:
    county = find_place("四川省达州市宣汉县")
    found = department_unit(mention, ground_agency("宣汉县司法局", county, "county"))
    assert (found.name if found else None) == expected
    if found:
        assert (found.system, found.place) == ("司法行政", county)


def test_a_government_has_no_divisions_of_that_kind() -> None:
    county = find_place("四川省达州市宣汉县")
    assert department_unit("立法科", ground_agency("宣汉县人民政府", county, "county")) is None
