"""Cited works: level, issuer and place from number and title."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ground import DocumentNumber, find_place, ground_work, known_work, known_works


@pytest.mark.parametrize(
    ("title", "number", "where", "issuer", "level", "why"),
    [
        ("中华人民共和国数据安全法", None, "宣汉县", "全国人民代表大会常务委员会", "national", "listed"),
        ("政府信息公开条例", None, "宣汉县", "国务院", "national", "listed, without 中华人民共和国"),
        ("中华人民共和国某某法", None, "宣汉县", None, "national", "a national law by its name"),
        ("政府工作报告", None, "宣汉县", None, None, "every level has one"),
        ("实施方案", None, None, None, None, "nothing tells"),
        ("国务院关于加强工作的意见", None, "宣汉县", "国务院", "national", "the title's issuer"),
        ("教育部等五部门关于改革的意见", None, None, "教育部", "national", "the first of several"),
        ("国家发展改革委 财政部关于规划的通知", None, None, "国家发展和改革委员会", "national", "likewise"),
        ("湖南省网络条例", None, "宣汉县", None, "provincial", "a place in the title"),
        ("重庆市公平竞争条例", None, "垫江县", None, "provincial", "a municipality"),
        ("达州市工作要点", None, "宣汉县", None, "municipal", "a city"),
        ("张家界高新区事项清单", None, "张家界市", None, "municipal", "the citing place's own short name"),
        ("2022年度全市民生实事实施意见", None, "张家界市", None, "municipal", "全市 in a city's document"),
        ("全省工作要点", None, "宣汉县", None, "provincial", "全省 in a county's document"),
        ("全省工作要点", None, None, None, "provincial", "the level alone"),
        ("市场监管条例", None, "宣汉县", None, None, "市场 is no city"),
        ("区域协调规划", None, "宣汉县", None, None, "区域 is no district"),
        ("工作细则", "湘政办函〔2021〕89号", "张家界市", "湖南省人民政府办公厅", "provincial", "the number"),
        (
            "工作通知",
            "苏财规〔2020〕1号",
            None,
            None,
            "provincial",
            "a department that the code doesn't name",
        ),
        (
            "江苏省财政厅关于工作的通知",
            "苏财规〔2020〕1号",
            None,
            "江苏省财政厅",
            "provincial",
            "and the title does",
        ),
        (
            "省政府办公厅关于服务的意见",
            "未政办发〔2091〕73号",
            "宣汉县",
            "四川省人民政府办公厅",
            "provincial",
            "title",
        ),
        (None, "国办发〔2022〕8号", "宣汉县", "国务院办公厅", "national", "a number alone"),
        (None, "张政办发〔2022〕8号", "宣汉县", None, None, "a city that the context doesn't tell"),
    ],
)
def test_level_and_issuer(title, number, where, issuer, level, why):
    work = ground_work(title, number, find_place(where) if where else None, None)
    assert (work.issuer, work.level) == (issuer, level), why


def test_the_parts_of_the_number_are_kept():
    work = ground_work("方案", "张政办明电[2022]７号", find_place("张家界市"), "municipal")
    assert (work.number, work.agency_code, work.year, work.serial) == (
        "张政办明电〔2022〕7号", "张政办明电", 2022, 7,
    )  # fmt: skip


def test_a_number_that_can_not_be_parsed_stays_as_printed():
    work = ground_work("方案", "第七号文件", None, None)
    assert (work.number, work.agency_code, work.year, work.serial) == ("第七号文件", None, None, None)


def test_the_table_of_known_works_is_sound():
    works = known_works()
    assert len(works) >= 90
    assert len({w.title for w in works}) == len(works)
    numbers = [w.number for w in works if w.number]
    assert len(set(numbers)) == len(numbers)
    for work in works:
        assert work.in_force_from is None or work.in_force_from.year >= 1979
        assert work.replaced_by is None or known_work(work.replaced_by), work.title
        if work.number:
            parsed = DocumentNumber.parse(work.number)
            assert str(parsed) == work.number
            if parsed is not None and parsed.year:
                assert abs(parsed.year - work.issued.year) <= 1
        assert ground_work(work.title, work.number, None, None).level == "national"
        assert ground_work(work.title, work.number, None, None).issuer == work.issuer
        assert known_work(work.title) == (None if work.title.startswith("关于") else work)
        assert known_work(None, work.number) == (work if work.number else None)


def test_what_a_notice_issues_is_known_by_its_own_title_unless_each_year_has_one():
    notice = known_work("国务院办公厅关于印发政府网站发展指引的通知")
    assert known_work("政府网站发展指引") == notice is not None
    assert known_work("2022年政务公开工作要点") is None


def test_a_title_that_any_place_may_use_is_known_by_its_number_alone():
    found = known_work("关于全面推进政务公开工作的意见", "中办发〔2016〕8号")
    assert found is not None
    assert known_work("关于全面推进政务公开工作的意见") is None


def test_what_took_a_works_place_is_told():
    assert known_work("物权法").replaced_by == "中华人民共和国民法典"


def test_a_longer_title_is_another_work():
    assert known_work("湖南省实施〈中华人民共和国政府信息公开条例〉办法") is None


@given(st.text(max_size=30), st.none() | st.text(max_size=20))
def test_any_citation_is_read_without_an_error(title, number):
    work = ground_work(title, number, find_place("宣汉县"), "county")
    assert work.title == title
    assert work.serial is None or re.search(r"\d", work.number or "")
