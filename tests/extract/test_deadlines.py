"""Expressions of time that bind a task, and what the calendar makes of them (of a document of 2093)."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.deadlines import find_deadlines
from kg.model import Deadline
from tests.extract.texts import passage

YEAR = 2093


def shown(deadline: Deadline) -> str:
    more = [f"×{deadline.times}"] if deadline.times else []
    more += ["workdays"] if deadline.business_days else []
    return " ".join([deadline.expression, deadline.kind, deadline.value or "-", *more])


def read(text: str, stated: bool = False) -> list[str]:
    return [shown(deadline) for deadline in find_deadlines(passage(text), YEAR, stated)]


RUNNING_TEXT = [
    # days
    ("2093年5月31日前完成排查", "2093年5月31日前 by 2093-05-31"),
    ("5月31日前完成排查", "5月31日前 by 2093-05-31"),
    ("5月31日之前完成排查", "5月31日之前 by 2093-05-31"),
    ("10月20日供暖期前完成排查", "10月20日供暖期前 by 2093-10-20"),
    ("建立“月调度”制度", "月 recurring P1M"),
    ("２０９３年１０月底前完成排查", "２０９３年１０月底前 by 2093-10-31"),
    ("5月31日以前完成排查", "5月31日以前 by 2093-05-31"),
    ("十二月三十一日前完成排查", "十二月三十一日前 by 2093-12-31"),
    ("于5月8日召开现场会", "5月8日 on 2093-05-08"),
    ("5月8号前报送台账", "5月8号前 by 2093-05-08"),
    ("排查到5月8日结束", "5月8日 by 2093-05-08"),
    ("二〇九三年六月一日前完成", "二〇九三年六月一日前 by 2093-06-01"),
    # months
    ("8月底前完成排查", "8月底前 by 2093-08-31"),
    ("2093年7月底前完成排查", "2093年7月底前 by 2093-07-31"),
    ("2月底前完成排查", "2月底前 by 2093-02-28"),
    ("十月底前完成排查", "十月底前 by 2093-10-31"),
    ("8月末前完成排查", "8月末前 by 2093-08-31"),
    ("8月底完成排查", "8月底 by 2093-08-31"),
    ("8月底开展督查", "8月底 on 2093-08-31"),
    ("6月前完成排查", "6月前 by 2093-05-31"),
    ("2094年6月前完成排查", "2094年6月前 by 2094-05-31"),
    ("8月份开展演练", "8月份 on 2093-08"),
    ("2093年10月开展演练", "2093年10月 on 2093-10"),
    ("明年3月底前完成排查", "明年3月底前 by 2094-03-31"),
    ("次年1月底前完成清算", "次年1月底前 by 2094-01-31"),
    ("今年8月底前完成排查", "今年8月底前 by 2093-08-31"),
    # thirds of a month
    ("6月上旬开展演练", "6月上旬 on 2093-06-01/2093-06-10"),
    ("11月中旬前完成排查", "11月中旬前 by 2093-11-20"),
    ("9月下旬开展演练", "9月下旬 on 2093-09-21/2093-09-30"),
    ("11月上旬至12月上旬开展督查", "11月上旬至12月上旬 on 2093-11-01/2093-12-10"),
    # quarters, halves, years
    ("第四季度开展督查", "第四季度 on 2093-Q4"),
    ("三季度末前完成排查", "三季度末前 by 2093-09-30"),
    ("二季度前完成排查", "二季度前 by 2093-03-31"),
    ("2094年一季度完成清算", "2094年一季度 on 2094-Q1"),
    ("上半年开展排查", "上半年 on 2093-01/2093-06"),
    ("下半年开展督查", "下半年 on 2093-07/2093-12"),
    ("年底前完成排查", "年底前 by 2093-12-31"),
    ("2094年底前建成码头", "2094年底前 by 2094-12-31"),
    ("年内建成码头", "年内 by 2093-12-31"),
    ("2093年内建成码头", "2093年内 by 2093-12-31"),
    ("到2095年建成码头12座", "到2095年 by 2095-12-31"),
    ("2095年前建成码头", "2095年前 by 2094-12-31"),
    ("今年年底前完成排查", "今年年底前 by 2093-12-31"),
    ("明年底前完成排查", "明年底前 by 2094-12-31"),
    # spans
    ("3月1日至3月31日开展排查", "3月1日至3月31日 on 2093-03-01/2093-03-31"),
    ("2093年6月1日至8月31日停渡", "2093年6月1日至8月31日 on 2093-06-01/2093-08-31"),
    ("2093年12月1日至2094年2月28日停渡", "2093年12月1日至2094年2月28日 on 2093-12-01/2094-02-28"),
    ("5月8日至20日开展排查", "5月8日至20日 on 2093-05-08/2093-05-20"),
    ("3月至5月开展排查", "3月至5月 on 2093-03/2093-05"),
    ("7—9月开展演练", "7—9月 on 2093-07/2093-09"),
    ("2093年4月-6月开展演练", "2093年4月-6月 on 2093-04/2093-06"),
    # durations
    ("在20个工作日内公开", "20个工作日内 within P20D workdays"),
    ("1个月内完成整改", "1个月内 within P1M"),
    ("三个月内完成整改", "三个月内 within P3M"),
    ("45日内答复", "45日内 within P45D"),
    ("7天内反馈", "7天内 within P7D"),
    ("24小时内上报", "24小时内 within PT24H"),
    ("30分钟内到场", "30分钟内 within PT30M"),
    ("两周内整改", "两周内 within P14D"),
    ("半年内完成整改", "半年内 within P6M"),
    ("三年内全部更新", "三年内 within P3Y"),
    ("5个工作日办结", "5个工作日 within P5D workdays"),
    ("2个季度内更新", "2个季度内 within P6M"),
    # what comes again
    ("每年至少开展1次演练", "每年至少开展1次 recurring P1Y ×1"),
    ("每季度开展督查", "每季度 recurring P3M"),
    ("按季度通报", "按季度 recurring P3M"),
    ("按月报送台账", "按月 recurring P1M"),
    ("每月5日前报送台账", "每月5日前 recurring P1M"),
    ("每半年检验两次", "每半年检验两次 recurring P6M ×2"),
    ("每两年更新一次", "每两年更新一次 recurring P2Y ×1"),
    ("每周巡查", "每周 recurring P7D"),
    ("每日巡查不少于3次", "每日巡查不少于3次 recurring P1D ×3"),
    ("一年一次检验", "一年一次 recurring P1Y ×1"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0]) for case in RUNNING_TEXT])
def test_running_text(text: str, expected: str) -> None:
    assert read(f"县水利局要{text}。") == [expected]


COLUMNS = [
    ("2093年6月", "2093年6月 on 2093-06"),
    ("2093年6月底", "2093年6月底 by 2093-06-30"),
    ("6月底前", "6月底前 by 2093-06-30"),
    ("6月底", "6月底 by 2093-06-30"),
    ("6月30日", "6月30日 by 2093-06-30"),
    ("2093年6月30日前", "2093年6月30日前 by 2093-06-30"),
    ("2093.12", "2093.12 by 2093-12-31"),
    ("2093.2.28", "2093.2.28 by 2093-02-28"),
    ("2093-12-31", "2093-12-31 by 2093-12-31"),
    ("2093/6/30", "2093/6/30 by 2093-06-30"),
    ("2093年", "2093年 by 2093-12-31"),
    ("2094年底", "2094年底 by 2094-12-31"),
    ("年底前", "年底前 by 2093-12-31"),
    ("年底", "年底 by 2093-12-31"),
    ("第三季度", "第三季度 on 2093-Q3"),
    ("三季度末", "三季度末 by 2093-09-30"),
    ("上半年", "上半年 on 2093-01/2093-06"),
    ("8月份", "8月份 on 2093-08"),
    ("长期坚持", "长期坚持 ongoing -"),
    ("持续推进", "持续推进 ongoing -"),
    ("常态化开展", "常态化开展 ongoing -"),
    ("全年", "全年 ongoing -"),
    ("及时公开", "及时公开 prompt -"),
    ("立即整改", "立即整改 prompt -"),
    ("适时办理", "适时办理 prompt -"),
    ("每季度1次", "每季度1次 recurring P3M ×1"),
    ("按季度", "按季度 recurring P3M"),
    ("20个工作日内", "20个工作日内 within P20D workdays"),
    ("3月至10月", "3月至10月 on 2093-03/2093-10"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0]) for case in COLUMNS])
def test_columns(text: str, expected: str) -> None:
    assert read(text, stated=True) == [expected]


def test_enough_is_shown() -> None:
    assert len(RUNNING_TEXT) >= 60
    assert len(COLUMNS) >= 25


def test_several_in_one_cell() -> None:
    assert read("6月底前完成，长期坚持", stated=True) == ["6月底前 by 2093-06-30", "长期坚持 ongoing -"]


NONE = [
    pytest.param("办理时限压缩至5个工作日以内", id="how fast a service is"),
    pytest.param("逐栋登记2000年底前建成的渡口", id="what was built by then"),
    pytest.param("清理2092年12月31日前立项未开工的项目", id="what was not begun by then"),
    pytest.param("对照2092年第四季度通报的问题整改", id="what was told then"),
    pytest.param("2085年前的旧证一律收回", id="a time long past"),
    pytest.param("每天开放渡口不少于8小时", id="an amount a day"),
    pytest.param("一个年度内被通报3次的渡口", id="a time to count in"),
    pytest.param("落实2093年渡口工作要点", id="a plan's name"),
    pytest.param("对照《柳湾县2093年6月底前整修方案》", id="in a work's title"),
    pytest.param("2088年以来新建的码头", id="since"),
    pytest.param("2093年渡口工作开局良好", id="a year alone"),
    pytest.param("2090年设立的渡口", id="what has been set up"),
    pytest.param("截至2093年3月31日，共有渡口32处", id="up to a day of counting"),
    pytest.param("有效期至2098年5月31日", id="validity"),
    pytest.param("本办法自2093年6月1日起施行", id="coming into force"),
    pytest.param("持续推进渡口整修", id="ongoing, in running text"),
    pytest.param("及时公开渡船时刻", id="prompt, in running text"),
    pytest.param("连续3年考核优秀的船工", id="a number of years"),
    pytest.param("渡口共32处，其中3处停用", id="numbers"),
    pytest.param("“十四五”期间建成的码头", id="a plan of five years"),
    pytest.param("5.5公里航道清淤", id="a measure"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("text", NONE)
def test_what_sets_no_time(text: str) -> None:
    assert read(text) == []


EVENTS = [
    pytest.param("自清单公布之日起20个工作日内公开", "自清单公布之日起", id="from a day"),
    pytest.param("从收到申请之日起5个工作日内答复", "从收到申请之日起", id="从"),
    pytest.param("自发现险情时起2小时内上报", "自发现险情时起", id="from a moment"),
    pytest.param("征求意见结束后1个月内公布", "征求意见结束后", id="after an end"),
    pytest.param("受理后3日内办结", "受理后", id="after"),
    pytest.param("在20个工作日内公开", None, id="no event"),
]


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_what_a_duration_counts_from(text: str, event: str | None) -> None:
    (deadline,) = find_deadlines(passage(text), YEAR)
    assert deadline.kind == "within"
    assert deadline.counts_from == event
    assert deadline.due is None


DUE = [
    ("8月底前完成", date(2093, 8, 31)),
    ("8月份开展", date(2093, 8, 31)),
    ("第四季度开展", date(2093, 12, 31)),
    ("上半年开展", date(2093, 6, 30)),
    ("3月1日至3月31日开展", date(2093, 3, 31)),
    ("7—9月开展", date(2093, 9, 30)),
    ("每年开展1次", None),
]


@pytest.mark.parametrize(("text", "due"), [pytest.param(*case, id=case[0]) for case in DUE])
def test_the_last_day_allowed(text: str, due: date | None) -> None:
    (deadline,) = find_deadlines(passage(text), YEAR)
    assert deadline.due == due


def test_leap_years() -> None:
    (deadline,) = find_deadlines(passage("2096年2月底前完成排查"), YEAR)
    assert deadline.value == "2096-02-29"


def test_without_a_year_nothing_is_made_up() -> None:
    assert find_deadlines(passage("8月底前完成排查，5月8日前报送"), None) == []


@pytest.mark.parametrize(
    "past",
    ["2000年底前建成的渡口", "2092年6月底前登记注册的船只", "2092年12月31日前立项未开工的项目"],
)
def test_the_year_of_what_has_been_does_not_hold(past: str) -> None:
    assert read(f"逐处登记{past}，9月底前完成整改") == ["9月底前 by 2093-09-30"]


def test_a_year_stated_earlier_in_the_sentence_holds() -> None:
    found = find_deadlines(passage("2094年3月底前完成排查，6月底前完成整改。9月底前总结。"), YEAR)
    assert [deadline.value for deadline in found] == ["2094-03-31", "2094-06-30", "2093-09-30"]


def test_no_such_day() -> None:
    assert find_deadlines(passage("2月30日前完成排查"), YEAR) == []


def test_order_and_places() -> None:
    text = "县水利局6月底前完成排查，每季度通报，自发现之日起2小时内上报。"
    found = find_deadlines(passage(text), YEAR)
    assert [text[d.span.start : d.span.end] for d in found] == ["6月底前", "每季度", "2小时内"]
    assert [d.expression for d in found] == ["6月底前", "每季度", "2小时内"]


def test_a_break_within_an_expression() -> None:
    (deadline,) = find_deadlines(passage("6月\n底前完成排查"), YEAR)
    assert (deadline.expression, deadline.value) == ("6月底前", "2093-06-30")
