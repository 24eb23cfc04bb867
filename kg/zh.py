"""How Chinese documents write: widths, quotation marks, numerals, dates, document numbers; standard library
only."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "两": 2,
    "廿": 20,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "〇○零一二三四五六七八九十百千两"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f"

# 发文字号: the agency's code, the year in brackets of any kind, the serial (云政办发〔2093〕8号)
AGENCY_CODE = r"[\u4e00-\u9fff]{1,16}?(?:[（(][\u4e00-\u9fff]{1,4}[）)])?[\u4e00-\u9fff]{0,6}"
YEAR_AND_SERIAL = (
    r"\s{0,3}[〔\[［【（(﹝{]\s{0,3}(?P<year>[12１２][0-9０-９]{3})\s{0,3}年?\s{0,3}[〕\]］】）)﹞}]"
    r"\s{0,3}(?:第\s{0,3})?(?P<serial>[0-9０-９]{1,5})\s{0,3}号"
)

_BESIDE = f"[{HAN}，。、；：！？（）《》〈〉“”‘’〔〕]"
# A run of spaces is tried where it begins and nowhere else: what fails must not cost its length squared.
_SPACE = r"[ \t\u3000\u00a0]"
_MARGIN = r"[ \t\u3000\u00a0\u200b\ufeff\r]"
_LAYOUT_SPACE = re.compile(rf"(?<={_BESIDE}){_SPACE}+|(?<!{_SPACE}){_SPACE}+(?={_BESIDE})")
_HALF_STOP = re.compile(rf"(?<=[{HAN}）)”\"》])\.(?=[{HAN}（(“\"《]|$)", re.MULTILINE)
_BREAK = re.compile(rf"(?<!{_MARGIN}){_MARGIN}*\n(?:{_MARGIN}|\n)*")
_DATE = re.compile(
    rf"(?P<y>[0-9０-９]{{4}}|[{NUMERAL}]{{4}})\s*(?:年|[-./])\s*(?P<m>[0-9０-９]{{1,2}}|[{NUMERAL}]{{1,2}})\s*(?:月|[-./])"
    rf"\s*(?P<d>[0-9０-９]{{1,2}}|[{NUMERAL}]{{1,3}})\s*日?"
)

_MARKS = str.maketrans(
    "〔〕［］[]【】（）(){}“”„‟«»『』「」＂‘’＇《》〈〉", "()" * 7 + '"' * 11 + "'" * 3 + "<><>"
)


def tidy(text: str) -> str:
    """Printed text without line breaks and without the spaces that layout put between characters;
    a space inside Latin words or between numbers stays."""
    return read_stops(_LAYOUT_SPACE.sub("", _BREAK.sub("", text)).strip(" \t\u3000\u00a0\u200b\ufeff\r\n"))


def read_stops(text: str) -> str:
    """The text with 。 for each half-width full stop that ends a Chinese sentence; as long as before."""
    return _HALF_STOP.sub("。", text) if "." in text else text


def fold(text: str) -> str:
    """One spelling for comparing what differs only in width, spaces, quotation marks and brackets."""
    text = "".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())
    return unicodedata.normalize("NFKC", text)  # a mark behind a space now joins the letter before it


def numeral(text: str) -> int | None:
    """The value of 12, １２, 十二, 二十, 一百零三, 二〇二三; None where it is no whole number."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = pending = 0
    for c in text:
        if c in _UNITS:
            total += (pending or 1) * _UNITS[c]
            pending = 0
        else:
            pending = _DIGITS[c]
    return total + pending


def to_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, or None where the calendar has no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(text: str) -> date | None:
    """The first whole date in the text: 2023年5月22日, 二〇二三年五月二十二日, 2023-05-22."""
    for m in _DATE.finditer(text):
        found = to_date(numeral(m["y"]), numeral(m["m"]), numeral(m["d"]))
        if found:
            return found
    return None
