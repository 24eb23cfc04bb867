"""How Chinese documents write: numerals, dates, widths, brackets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.zh import fold, numeral, read_date, tidy, to_date

DIGITS = "〇一二三四五六七八九"


def written(n: int) -> str:
    """A number below ten thousand in numerals: 一百零三."""
    if n == 0:
        return "零"
    parts, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            parts += ("零" if gap and parts else "") + DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return parts.removeprefix("一") if 10 <= n < 20 else parts


ANY = settings(deadline=None, max_examples=200)
NUMERALS = [
    pytest.param("12", 12, id="digits"),
    pytest.param("１２", 12, id="digits of full width"),
    pytest.param("十", 10, id="ten"),
    pytest.param("十二", 12, id="twelve"),
    pytest.param("二十", 20, id="twenty"),
    pytest.param("廿", 20, id="twenty, the old sign"),
    pytest.param("两百", 200, id="two hundred"),
    pytest.param("一百零三", 103, id="a nought within"),
    pytest.param("一千〇五", 1005, id="the other nought within"),
    pytest.param("二〇九三", 2093, id="a year, sign by sign"),
    pytest.param("二○九三", 2093, id="a circle for nought"),
    pytest.param("007", 7, id="leading noughts"),
    pytest.param("", None, id="nothing"),
    pytest.param("多", None, id="no number"),
    pytest.param("1.5", None, id="no whole number"),
    pytest.param("-3", None, id="a sign"),
    pytest.param("三百多", None, id="about"),
]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_numerals(text: str, value: int | None) -> None:
    assert numeral(text) == value


@ANY
@given(st.integers(0, 9999))
def test_numerals_round_trip(n: int) -> None:
    assert numeral(written(n)) == n


@ANY
@given(st.integers(0, 99999))
def test_digits_round_trip(n: int) -> None:
    wide = str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert numeral(str(n)) == numeral(wide) == numeral(f" {n} ") == n


@ANY
@given(st.integers(1000, 9999))
def test_years_round_trip(n: int) -> None:
    assert numeral("".join(DIGITS[int(d)] for d in str(n))) == n


@ANY
@given(st.text(max_size=12))
def test_numerals_never_raise(text: str) -> None:
    value = numeral(text)
    assert value is None or value >= 0


DATES = [
    pytest.param("2093年5月22日", date(2093, 5, 22), id="digits"),
    pytest.param("２０９３年５月２２日", date(2093, 5, 22), id="digits of full width"),
    pytest.param("二〇九三年五月二十二日", date(2093, 5, 22), id="numerals"),
    pytest.param("二○九三年十二月三十一日", date(2093, 12, 31), id="a circle for nought"),
    pytest.param("2093-05-22", date(2093, 5, 22), id="hyphens"),
    pytest.param("2093/5/22", date(2093, 5, 22), id="strokes"),
    pytest.param("2093.5.22", date(2093, 5, 22), id="points"),
    pytest.param("2093 年 5 月 22 日", date(2093, 5, 22), id="spaces"),
    pytest.param("发布日期：2093-05-22 10:30", date(2093, 5, 22), id="among other words"),
    pytest.param("2093年2月30日", None, id="no day of the calendar"),
    pytest.param("2093年2月30日，2093年3月1日", date(2093, 3, 1), id="the first that the calendar has"),
    pytest.param("2093年5月", None, id="a month"),
    pytest.param("", None, id="nothing"),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates(text: str, day: date | None) -> None:
    assert read_date(text) == day


@ANY
@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_round_trip(day: date) -> None:
    year, month, of_month = day.year, day.month, day.day
    signs = "".join(DIGITS[int(d)] for d in str(year))
    printed = [
        f"{year}年{month}月{of_month}日",
        f"{year}-{month:02}-{of_month:02}",
        f"{signs}年{written(month)}月{written(of_month)}日",
    ]
    assert {read_date(text) for text in printed} == {day}


@ANY
@given(st.text(max_size=40))
def test_dates_never_raise(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)


@ANY
@given(st.integers(1, 9999), st.integers(-2, 15), st.integers(-2, 40))
def test_only_days_of_the_calendar(year: int, month: int, day: int) -> None:
    found = to_date(year, month, day)
    assert found is None or (found.year, found.month, found.day) == (year, month, day)
    if 1 <= month <= 12 and 1 <= day <= 28:
        assert found


def test_the_day_after_the_last() -> None:
    assert to_date(2093, 2, 28) == date(2093, 3, 1) - timedelta(days=1)
    assert to_date(2093, 2, 29) is None
    assert to_date(None, 1, 1) is to_date(2093, None, 1) is to_date(2093, 1, None) is None


TIDY = [
    pytest.param("通　　知", "通知", id="wide spaces"),
    pytest.param("整修\n渡口", "整修渡口", id="line breaks"),
    pytest.param("用 GIS 平台", "用GIS平台", id="spaces beside Chinese"),
    pytest.param("New York", "New York", id="a space within Latin words stays"),
    pytest.param("排查.整修", "排查。整修", id="a full stop of half width"),
    pytest.param("  通知  ", "通知", id="spaces at the ends"),
]


@pytest.mark.parametrize(("text", "read"), TIDY)
def test_tidy(text: str, read: str) -> None:
    assert tidy(text) == read


FOLD = [
    pytest.param("柳政发〔2093〕12号", "柳政发[2093]12号", id="brackets of numbers"),
    pytest.param("柳政发（２０９３）１２号", "柳政发(2093)12号", id="width"),
    pytest.param("《关于印发〈方案〉的通知》", "<关于印发<方案>的通知>", id="brackets of titles"),
    pytest.param("“十四五”规划", '"十四五"规划', id="quotation marks"),
    pytest.param("县 水 利 局", "县水利局", id="spaces"),
    pytest.param("县委宣传部（新闻办）", "县委宣传部(新闻办)", id="round brackets"),
]


@pytest.mark.parametrize(("one", "other"), FOLD)
def test_fold_gives_one_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other)


PRINTED = st.characters(max_codepoint=0xFFEF, exclude_categories=("Cs", "Mn", "Mc", "Me", "Sk", "Lm"))


@ANY
@given(st.text(PRINTED, max_size=40))
def test_fold_is_settled(text: str) -> None:
    """Folding again changes nothing, so that folded texts may be compared."""
    assert fold(fold(text)) == fold(text)
