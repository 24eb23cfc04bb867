"""What titles say: issuer, place, year, subject, and the titles within them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.trace.titles import inner_titles, name

# title, names of its place, words, subject, year; each with its reason
NAMES = [
    ("国务院办公厅关于印发2093年营商环境工作要点的通知", (), "营商环境工作要点", "营商环境", 2093,
     "the notice around a plan, its issuer and its year are no part of the name"),
    ("国务院办公厅2093年营商环境工作要点", (), "营商环境工作要点", "营商环境", 2093,
     "the issuer alone before the year: the same work as the one above"),
    ("青屏县2093年营商环境工作要点任务分工", ("青屏县", "青屏"), "营商环境工作要点任务分工", "营商环境", 2093,
     "place and year go, one genre upon the other goes from the subject"),
    ("国务院办公厅关于全面推进农村公路养护工作的指导意见", (), "全面推进农村公路养护工作的指导意见", "农村公路养护", None,
     "the verbs before a subject differ from level to level"),
    ("云海省农村公路养护实施方案", ("云海省",), "农村公路养护实施方案", "农村公路养护", None,
     "the subject of the one above"),
    ("云海省农村公路养护管理办法", ("云海省",), "农村公路养护管理办法", "", None,
     "a measure is law, which no level hands down by changing its title"),
    ("关于印发《云海省茶叶质量提升行动计划（2093—2095年）》的通知", ("云海省",),
     "茶叶质量提升行动计划(2093—2095年)", "", None,
     "a span of years is no plan's year; what follows the genre hides it, and nothing is guessed"),
    ("澜川市政务公开工作要点（试行）", ("澜川市",), "政务公开工作要点", "政务公开", None,
     "on trial or not, it is the same work"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "places", "words", "subject", "year", "reason"), NAMES, ids=[n[0] for n in NAMES]
)
def test_a_title_is_taken_apart(
    title: str, places: tuple[str, ...], words: str, subject: str, year: int | None, reason: str
) -> None:
    found = name(title, places)
    assert (found.words, found.subject, found.year) == (words, subject, year), reason


INNER = [
    ("云海省人民政府办公厅关于印发贯彻落实国务院办公厅2093年营商环境工作要点任务分工的通知",
     "国务院办公厅2093年营商环境工作要点", None, "after 贯彻落实, without the genre of the outer title"),
    ("云海省实施〈中华人民共和国测绘法〉办法", "中华人民共和国测绘法", None, "in brackets of its own"),
    ("澜川市人民政府办公室转发云海省人民政府办公厅关于加强防汛工作的通知的通知",
     "云海省人民政府办公厅关于加强防汛工作的通知", None, "what is forwarded, with its own 通知"),
    ("关于贯彻落实《营商环境条例》（云海令〔2093〕5号）的实施意见", "营商环境条例", "云海令(2093)5号",
     "the number beside it"),
    ("关于贯彻落实国办发〔2093〕8号文件的通知", None, "国办发(2093)8号", "the number alone"),
    ("青屏县人民政府办公室关于印发《青屏县2093年工作要点》的通知", None, None, "what it puts into effect is its own"),
    ("关于印发《甲县乙工作要点》和《甲县丙工作要点》的通知", None, None, "both are its own"),
    ("关于修改《云海省茶叶条例》的决定", None, None, "what is changed is not carried out"),
    ("云海省茶叶质量提升行动计划", None, None, "no other title in it"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "inner", "number", "reason"), INNER, ids=[i[0] for i in INNER])
def test_a_title_within_a_title_is_found(
    title: str, inner: str | None, number: str | None, reason: str
) -> None:
    found = inner_titles(title)
    if inner is None and number is None:
        assert found == (), reason
        return
    assert [(i.readings[:1], i.number) for i in found] == [((inner,) if inner else (), number)], reason


@given(
    st.text(
        alphabet="关于印发贯彻落实国务院办公厅《》〈〉（）2093年〔〕号的通知工作要点方案县省市甲乙",
        max_size=60,
    )
)
def test_any_title_can_be_read(title: str) -> None:
    found = name(title, ("甲县", "乙省"))
    assert found.subject in found.words
    for inner in inner_titles(title):
        assert inner.readings or inner.number
