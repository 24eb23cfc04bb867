"""Expressions of time that bind a task, and what they say by the calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract import patterns
from kg.model import Deadline, DeadlineKind
from kg.passage import Passage
from kg.zh import numeral, to_date

_UNITS = (
    dict.fromkeys(("个工作日", "工作日", "个自然日", "自然日", "日", "天"), "D")
    | dict.fromkeys(("个星期", "星期", "周"), "W")
    | {"个月": "M", "个季度": "Q", "年": "Y", "小时": "H", "分钟": "min"}
)
_RECURRING = (
    dict.fromkeys(("年", "年度", "一年"), "P1Y")
    | dict.fromkeys(("季", "季度", "一季", "一季度", "一个季度", "个季度"), "P3M")
    | dict.fromkeys(("月", "月度", "一月", "一个月"), "P1M")
    | dict.fromkeys(("周", "星期", "一周"), "P7D")
    | {"半年": "P6M", "旬": "P10D", "日": "P1D", "天": "P1D", "两年": "P2Y", "三年": "P3Y"}
)
_ONE_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_STATED_YEAR = re.compile(
    r"(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底|[上中下]旬)?|底|[上下]半年|第?[一二三四]季度)之?前?"
)
_SENTENCE = 200  # characters back in which a year still holds
_EVENTS = (
    re.compile(
        r"(?P<event>[自从][^，。；,;（）()自从]{2,50}?(?:之日|之时|当日|次日|日|时)?起(?:的)?)[，,]?(?:的|在|于)?$"
    ),
    re.compile(r"(?P<event>[^，。；,;]{2,40}?(?:之日起|之后|以后|结束后|后))[，,]?(?:的|在|于)?$"),
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an expression says: its kind, its value in ISO 8601, the last day."""

    kind: DeadlineKind
    value: str | None
    due: date | None = None


def find_deadlines(passage: Passage, year: int | None, stated: bool = False) -> list[Deadline]:
    """The deadlines of a passage, in printed order.

    ``year`` is the document's year, for days printed without one. ``stated`` passages are what a
    column or label of deadlines holds: a bare day or year there is the last one allowed, and
    长期坚持 or 及时公开 count as well.
    """
    text = passage.text.translate(_ONE_WIDTH)
    if not stated and not patterns.TIMELY.search(text):
        return []
    found: list[Deadline] = []
    taken = bytearray(len(text))
    for m in patterns.WORK.finditer(text):
        _take(taken, m)
    for pattern, reader in _READERS:
        for m in pattern.finditer(text):
            if m.start() == m.end() or taken.find(1, *m.span()) >= 0:
                continue
            reading = reader(m, _year_at(text, m.start(), year), stated)
            if reading is None:
                continue
            _take(taken, m)
            if stated and text[m.end() : m.end() + 1] == "起":
                continue
            past = year is not None and reading.due is not None and reading.due.year < year - 1
            if not stated and (past or not _binds(text, m, reading)):
                continue
            found.append(_deadline(passage, m, reading))
    if stated:
        found += _general(passage, taken)
    return sorted(found, key=lambda d: d.span)


def _take(taken: bytearray, m: re.Match[str]) -> None:
    """Mark the characters of an expression, so that no other is read from them."""
    taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())


def _general(passage: Passage, taken: bytearray) -> Iterator[Deadline]:
    """持续推进 and 及时公开, which only a stated deadline may be."""
    kinds: tuple[tuple[DeadlineKind, re.Pattern[str]], ...] = (
        ("ongoing", patterns.ONGOING),
        ("prompt", patterns.PROMPT),
    )
    for clause in re.finditer(r"[^，。；,;、]+", passage.text):
        if taken.find(1, *clause.span()) >= 0:
            continue
        kind = next((kind for kind, pattern in kinds if pattern.search(clause[0])), None)
        if kind:
            yield Deadline(clause[0], kind, None, None, passage.span(*clause.span()))


def _deadline(passage: Passage, m: re.Match[str], reading: _Reading) -> Deadline:
    text, start, end = passage.text, m.start(), m.end()
    groups = m.groupdict()
    times = numeral(groups.get("times") or groups.get("times2") or "")
    before = text[max(0, start - 60) : start] if reading.kind == "within" else ""
    event = next((found for pattern in _EVENTS if (found := pattern.search(before))), None)
    return Deadline(
        expression=text[start:end],
        kind=reading.kind,
        value=reading.value,
        due=reading.due,
        span=passage.span(start, end),
        times=times if reading.kind == "recurring" else None,
        business_days=reading.kind == "within" and "工作日" in m[0],
        counts_from=event["event"] if event else None,
    )


def _binds(text: str, m: re.Match[str], reading: _Reading) -> bool:
    """Whether an expression in running text sets a time, and tells neither the past nor a plan's name."""
    before, after = text[max(0, m.start() - 12) : m.start()], text[m.end() : m.end() + 20]
    if patterns.NOT_AFTER.match(after) or patterns.HAS_BEEN.match(after):
        return False
    if reading.kind == "within" and patterns.SERVICE_TIME.search(before):
        return False
    bounded = reading.kind in ("recurring", "within") or "/" in (reading.value or "")
    if not bounded and patterns.NOT_BEFORE.search(before):
        return False
    if reading.kind != "recurring":
        return True
    if patterns.AMOUNT.match(text, m.end()):
        return False
    quoted = before.count("“") - before.count("”")
    return not (quoted > 0 and "”" in after and not m["habit"])


def _year_at(text: str, at: int, year: int | None) -> int | None:
    """The year of a day printed without one: one stated earlier in the sentence, else the document's. A
    year long past, or of what has been, is none."""
    before = text[max(0, at - _SENTENCE) : at]
    sentence = before[max(before.rfind("。"), before.rfind("；")) + 1 :]
    stated = [
        int(m["year"])
        for m in _STATED_YEAR.finditer(sentence)
        if not patterns.HAS_BEEN.match(sentence[m.end() :]) and (year is None or int(m["year"]) >= year - 1)
    ]
    return stated[-1] if stated else year


def _said_year(m: re.Match[str], year: int | None) -> int | None:
    groups = m.groupdict()
    if groups.get("year"):
        return numeral(groups["year"])
    if groups.get("relative") and year is not None:
        return year + (groups["relative"][0] in "明次翌来")
    return year


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _by(day: date | None) -> _Reading | None:
    return _Reading("by", day.isoformat(), day) if day else None


def _read_span(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    """3月1日至3月31日, 3—5月, 2023年—2025年: a span of days, months or years."""
    first_year = _said_year(m, year)
    last_year = numeral(m["year2"]) if m["year2"] else first_year
    month, month2 = (numeral(m[g]) if m[g] else None for g in ("month", "month2"))
    day, day2 = (numeral(m[g]) if m[g] else None for g in ("day", "day2"))
    if month and day and day2:
        return _interval(to_date(first_year, month, day), to_date(last_year, month2 or month, day2))
    if (month or day) and month2 and not day2 and first_year and last_year and not (month and day):
        first = month or day or 0
        if 1 <= first <= 12 and first_year * 12 + first < last_year * 12 + month2:
            value = f"{first_year}-{first:02}/{last_year}-{month2:02}"
            return _Reading("on", value, _last(last_year, month2))
    return None


def _interval(start: date | None, end: date | None) -> _Reading | None:
    if not start or not end or end < start:
        return None
    return _Reading("on", f"{start.isoformat()}/{end.isoformat()}", end)


def _read_day(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    day = to_date(_said_year(m, year), numeral(m["month"]), numeral(m["day"]))
    if m["before"] or stated or m.string[: m.start()].endswith(("至", "到")):
        return _by(day)
    return _Reading("on", day.isoformat(), day) if day else None


def _read_month_end(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    said, month = _said_year(m, year), numeral(m["month"])
    if said is None or month is None:
        return None
    return _by_or_on(m, _last(said, month), stated)


def _by_or_on(m: re.Match[str], day: date, stated: bool) -> _Reading | None:
    """8月底前完成 and 8月底完成 set a limit; 8月底开展督查 tells when."""
    before = m.string[max(0, m.start() - 2) : m.start()]
    to_be_done = patterns.TO_BE_DONE.match(m.string[m.end() :])
    if m["before"] or stated or to_be_done or before.endswith(("到", "至")):
        return _by(day)
    return _Reading("on", day.isoformat(), day)


def _read_ten_days(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    said, month = _said_year(m, year), numeral(m["month"])
    if said is None or month is None:
        return None
    first, last = _ten_days(said, month, m["part"])
    return _by(last) if m["before"] else _interval(first, last)


def _read_ten_days_span(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    said, month = _said_year(m, year), numeral(m["month"])
    if said is None or month is None:
        return None
    month2 = numeral(m["month2"]) if m["month2"] else month
    return _interval(_ten_days(said, month, m["part"])[0], _ten_days(said, month2 or month, m["part2"])[1])


def _ten_days(year: int, month: int, part: str) -> tuple[date, date]:
    """上旬, 中旬, 下旬: the first and the last day of a third of a month."""
    first = date(year, month, {"上": 1, "中": 11, "下": 21}[part])
    return first, _last(year, month) if part == "下" else first + timedelta(days=9)


def _read_month(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    """6月前 ends with May; 8月份 is a moment."""
    said, month = _said_year(m, year), numeral(m["month"] or m["bare"] or m["alone"] or m["listed"])
    if said is None or month is None:
        return None
    if m["before"] or m["bare_before"]:
        return _by(date(said, month, 1) - timedelta(days=1))
    return _Reading("on", f"{said}-{month:02}", _last(said, month))


def _read_year_end(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    said = _said_year(m, year)
    return _by_or_on(m, date(said, 12, 31), stated) if said else None


def _read_in_year(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    said = _said_year(m, year)
    return _by(date(said, 12, 31)) if said else None


def _read_quarter(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    """第三季度 is a span; 三季度末前 ends with it; 三季度前 ends before it."""
    said, quarter = _said_year(m, year), numeral(m["quarter"])
    if said is None or quarter is None:
        return None
    if m["before"] and not m["end"]:
        return _by(date(said, 3 * quarter - 2, 1) - timedelta(days=1))
    last = _last(said, 3 * quarter)
    return _by(last) if m["end"] else _Reading("on", f"{said}-Q{quarter}", last)


def _read_half_year(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    said = _said_year(m, year)
    if said is None:
        return None
    first, last = (
        (date(said, 1, 1), date(said, 6, 30)) if m["half"] == "上" else (date(said, 7, 1), date(said, 12, 31))
    )
    if m["before"] and not m["end"]:
        return _by(first - timedelta(days=1))
    return _by(last) if m["end"] else _Reading("on", f"{first:%Y-%m}/{last:%Y-%m}", last)


def _read_numeric(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    """2023.12 and 2023-12-31, as columns of deadlines print them."""
    if not stated:
        return None
    said, month = int(m["year"]), int(m["month"])
    if m["day"]:
        return _by(to_date(said, month, int(m["day"])))
    return _by(_last(said, month)) if 1 <= month <= 12 else None


def _read_year(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    """到2025年 ends with it, 2025年前 before it; a bare year is a plan's name but in a column."""
    said = numeral(m["year"])
    if said is None:
        return None
    if m["before"]:
        return _by(date(said - 1, 12, 31))
    return _by(date(said, 12, 31)) if m["until"] or stated else None


def _read_within(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    unit = _UNITS[m["unit"]]
    if m["n"] == "半":
        return _Reading("within", {"Y": "P6M", "M": "P15D", "D": "PT12H"}[unit]) if unit in "YMD" else None
    n = numeral(m["n"])
    if not n or (unit == "Y" and n > 100):
        return None
    if unit in ("H", "min"):
        return _Reading("within", f"PT{n}{unit[0].upper()}")
    return _Reading("within", f"P{3 * n}M" if unit == "Q" else f"P{7 * n}D" if unit == "W" else f"P{n}{unit}")


def _read_recurring(m: re.Match[str], year: int | None, stated: bool) -> _Reading | None:
    unit = m["unit"] or m["by"] or m["once"] or m["habit"]
    value = _RECURRING.get(unit)
    if m["n"] == "半" and unit.startswith("年"):
        value = "P6M"
    elif m["n"] == "半" and unit.startswith("月"):
        value = "P15D"
    elif m["n"] and value:
        n = numeral(m["n"]) or 1
        value = re.sub(r"\d+", lambda d: str(int(d[0]) * n), value)
    return _Reading("recurring", value) if value else None


_Reader = Callable[[re.Match[str], "int | None", bool], "_Reading | None"]
# In this order: what is found first keeps its place.
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (patterns.RECURRING, _read_recurring),
    (patterns.SPAN, _read_span),
    (patterns.WITHIN, _read_within),
    (patterns.DAY, _read_day),
    (patterns.MONTH_END, _read_month_end),
    (patterns.TEN_DAYS_SPAN, _read_ten_days_span),
    (patterns.TEN_DAYS, _read_ten_days),
    (patterns.YEAR_END, _read_year_end),
    (patterns.IN_YEAR, _read_in_year),
    (patterns.QUARTER, _read_quarter),
    (patterns.HALF_YEAR, _read_half_year),
    (patterns.MONTH, _read_month),
    (patterns.NUMERIC, _read_numeric),
    (patterns.YEAR, _read_year),
)
