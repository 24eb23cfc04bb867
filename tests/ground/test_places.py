"""Divisions: the table, the names that print them, and what stays open."""

from __future__ import annotations

import collections

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ground import by_code, chain, divisions, find_place, place_of
from kg.ground.places import is_minted, leading, short_name, townships

ALL = list(divisions())


def place(name: str):
    found = find_place(name)
    assert found is not None, name
    return found


def test_the_table_holds_every_division_down_to_the_county():
    levels = collections.Counter(p.level for p in ALL)
    assert (levels["provincial"], levels["municipal"]) == (34, 333)
    assert levels["county"] > 2800
    assert len({p.code for p in ALL}) == len(ALL)


def test_every_parent_is_in_the_table_and_wider():
    names = {(p.parents, p.name) for p in ALL}
    for division in ALL:
        assert not division.parents or (division.parents[:-1], division.parents[-1]) in names
        assert [p.name for p in chain(division)] == [division.name, *reversed(division.parents)]


@pytest.mark.parametrize(
    ("name", "context", "code", "why"),
    [
        ("宣汉县", None, "511722", "a full name that one division has"),
        ("宣汉", None, "511722", "its short form"),
        ("四川省达州市宣汉县", None, "511722", "a chain"),
        ("江苏", None, "320000", "a province's short form"),
        ("吉林", None, "220000", "the province, not its city, where nothing else is said"),
        ("恩施州", None, "422800", "an autonomous prefecture by the last word of its kind"),
        ("酉阳县", None, "500242", "an autonomous county likewise"),
        ("鼓楼区", "南京市", "320106", "one of four, which the context tells"),
        ("鼓楼区", "福州市", "350102", "another context, another one"),
        ("鼓楼区", "江苏省", None, "江苏省 has two: 南京's and 徐州's"),
        ("鼓楼区", None, None, "one of four and no context"),
        ("鼓楼区", "宣汉县", None, "a context that doesn't tell"),
        ("朝阳区", "北京市海淀区", "110105", "the sibling"),
        ("南京市鼓楼区", "福州市", "320106", "the printed chain goes before the context"),
        ("大理", None, None, "the prefecture or its city"),
        ("浦东新区", None, "310115", "a county-level division that is called a new area"),
        ("莱芜市", None, "371200", "a prefecture until 2018: its former code"),
        ("郫县", None, "510124", "a county until 2016"),
        ("高新区", None, None, "a zone, no division"),
        ("武陵山片区", None, None, "a region, no division"),
        ("成渝地区", None, None, "a region of two provinces"),
        ("粤港澳大湾区", None, None, "a bay area"),
        ("秦巴山区", "宣汉县", None, "mountains"),
        ("高新区", "张家界市", None, "a zone"),
        ("天府新区", "四川省", None, "a new area that is no division"),
        ("浦东新区", None, "310115", "a new area that is a district"),
        ("浏阳市", None, "430181", "a 市 that is a county"),
        ("全县", "宣汉县", None, "a way to speak, no name"),
        ("桂溪街道", "垫江县", "500231001", "a township of the citing county"),
        ("桂溪街道", None, "x-桂溪街道", "a township's name alone tells no county"),
    ],
)
def test_find_place(name, context, code, why):
    found = find_place(name, place(context) if context else None)
    assert (found.code if found else None) == code, why


@pytest.mark.parametrize(
    ("name", "level", "parents"),
    [
        ("云泽省", "provincial", ()),
        ("云泽省临川市", "municipal", ("云泽省",)),
        ("云泽省临川市青山县", "county", ("云泽省", "临川市")),
        ("云泽省临川市青山区", "county", ("云泽省", "临川市")),
    ],
)
def test_a_division_that_the_table_does_not_know_goes_by_its_form(name, level, parents):
    found = place(name)
    assert (found.level, found.parents) == (level, parents)
    assert is_minted(found)
    assert find_place(name) == found


def test_a_real_county_is_not_taken_for_one_of_an_unknown_province():
    city = place("云泽省临川市")
    found = find_place("青山区", city)
    assert found is not None
    assert found.parents == ("云泽省", "临川市"), "青山区 of 武汉 and of 包头 lie elsewhere"
    assert find_place("江苏省", city) == place("江苏省")


@given(st.sampled_from(ALL))
def test_a_full_chain_is_read_back(division):
    assert find_place("".join(division.parents) + division.name) == division
    assert find_place(division.name, division) == division
    assert by_code(division.code) == division
    assert division.name.startswith(short_name(division.name))


@given(st.text(alphabet="宣汉县达州市四川省鼓楼区高新开发自治局委办人民政府各和的12《〈", max_size=14))
def test_any_text_is_read_without_an_error(text):
    found, rest = leading(text)
    assert text.endswith(rest)
    assert (found is None) == (rest == text)


def test_townships_carry_the_countys_code():
    county = place("垫江县")
    towns = townships(county)
    assert len(towns) > 20
    assert all(t.code.startswith(county.code) and t.parents == ("重庆市", "垫江县") for t in towns)


@pytest.mark.parametrize(
    ("issuers", "title", "number", "region", "level", "why"),
    [
        (["宣汉县人民政府办公室"], "", None, "宣汉县", "county", "the issuer prints it"),
        (["江苏省人民政府办公厅"], "", None, "江苏省", "provincial", "likewise"),
        (["重庆市人民政府办公厅"], "", None, "重庆市", "provincial", "a municipality is a province"),
        (["重庆市渝中区人民政府"], "", None, "渝中区", "county", "its districts are counties"),
        (["浏阳市人民政府"], "", None, "浏阳市", "county", "a county-level city"),
        (["长沙市教育局"], "", None, "长沙市", "municipal", "a department has its place's level"),
        (["垫江县新民镇人民政府"], "", None, "新民镇", "township", "a township"),
        (["国务院办公厅"], "", None, None, "national", "a national body has no place"),
        (["国家发展改革委", "财政部"], "", None, None, "national", "the first of several"),
        (
            ["省政府办公厅"],
            "省政府办公厅关于…的意见",
            "苏政办发〔2020〕42号",
            "江苏省",
            "provincial",
            "the code",
        ),
        (["省政府办公厅"], "", None, None, "provincial", "the level alone is certain"),
        ([], "2022年工作要点", "垫江府办〔2022〕29号", "垫江县", "county", "the number alone"),
        ([], "湖南省网络安全条例", None, "湖南省", "provincial", "the title alone"),
        (["鼓楼区人民政府"], "南京市鼓楼区人民政府关于…", None, "鼓楼区", "county", "the title tells which"),
        (["中共宣汉县委办公室"], "", None, "宣汉县", "county", "a party body"),
        (["国家税务总局江苏省税务局"], "", None, "江苏省", "provincial", "a national body's local one"),
        (["云泽省人民政府办公厅"], "", None, "云泽省", "provincial", "a province by its form"),
        ([], "工作要点", None, None, None, "nothing tells"),
    ],
)
def test_place_of(issuers, title, number, region, level, why):
    found, told = place_of(issuers, title, number)
    assert (found.name if found else None, told) == (region, level), why


def test_an_issuer_whose_name_several_divisions_have_stays_open():
    found, level = place_of(["鼓楼区人民政府"], "", None)
    assert found is not None
    assert (found.code, found.parents, level) == ("open-鼓楼区", (), "county")
