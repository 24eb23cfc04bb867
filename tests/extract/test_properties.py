"""What holds of any text, sensible or hostile: nothing raises, every place lies in the text, every day
is one of the calendar, and the time grows with the length and no faster."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.acting import find_acting
from kg.extract.bodies import names_in
from kg.extract.citations import find_citations, short_names
from kg.extract.deadlines import find_deadlines
from kg.extract.roles import find_notes, find_rule, read_cell
from kg.model import Deadline, Span
from kg.passage import Passage
from tests.extract.texts import passage

# Words that the patterns look for, so that nonsense is made of what matters.
WORDS = [
    "县水利局", "各乡镇人民政府", "市、县", "有关部门", "等部门", "（", "）", "《", "》", "〈", "〉", "【", "】", "〔2093〕", "12号",
    "牵头", "负责", "配合", "会同", "和", "、", "，", "。", "；", "：", "责任单位：", "完成时限：", "牵头单位", "由", "要", "根据",
    "贯彻落实", "以下简称", "第二十条", "2093年", "13月", "2月30日", "5月", "31日", "底前", "前", "至", "—", "上旬", "第四季度",
    "每", "月", "1次", "个工作日内", "自", "之日起", "年底", "上半年", "以下均需", "不再列出", "下同", "\n", " ", "　", "<p>", "\u200b",
    "对", "监督检查", "督促", "政发", "关于", "通知", "<<", ">>", "“", "”", "0", "９", "𠮷", "é", "🛶",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=30).map("".join),
)
YEARS = st.one_of(st.none(), st.integers(1900, 2100))


ANY = settings(deadline=None, max_examples=300)


def lies_in(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


@ANY
@given(TEXTS, YEARS, st.booleans())
def test_deadlines(text: str, year: int | None, stated: bool) -> None:
    for deadline in find_deadlines(passage(text), year, stated):
        assert lies_in(deadline.span, text)
        assert deadline.expression
        assert Passage.of(text, [deadline.span]).text == deadline.expression
        assert real(deadline)


def real(deadline: Deadline) -> bool:
    """Whether the value is what ISO 8601 allows for the kind, and the calendar has its days."""
    value = deadline.value
    if value is None:
        return deadline.kind in ("ongoing", "prompt")
    for day in re.findall(r"\d{4}-\d\d-\d\d", value):
        date.fromisoformat(day)
    forms = {
        "by": r"\d{4}-\d\d-\d\d",
        "on": r"\d{4}(?:-\d\d(?:-\d\d)?|-Q[1-4])(?:/\d{4}-\d\d(?:-\d\d)?)?",
        "within": r"P(?:\d+[DMY]|T\d+[HM])",
        "recurring": r"P\d+[DMY]",
    }
    due = deadline.due is None or date(1800, 1, 1) < deadline.due
    return bool(re.fullmatch(forms[deadline.kind], value)) and due


@ANY
@given(TEXTS)
def test_citations(text: str) -> None:
    for citation in find_citations("D1", [("", passage(text))], short_names(text)):
        assert lies_in(citation.span, text)
        assert citation.title or citation.number


@ANY
@given(TEXTS)
def test_acting_bodies(text: str) -> None:
    for body in find_acting(passage(text), {"司渡总局"}):
        assert lies_in(body.span, text)
        assert Passage.of(text, [body.span]).text == body.name


@ANY
@given(TEXTS)
def test_notes(text: str) -> None:
    read = passage(text)
    notes = find_notes(read)
    assert all(0 <= note.start < note.end <= len(read.text) for note in notes)
    assert all(a.end <= b.start for a, b in pairwise(notes))
    assignments = [a for note in notes for a in (*note.assignments, *note.rule)]
    for body in [*assignments, *find_rule(read), *read_cell(read, "responsible")]:
        assert lies_in(body.span, text)
        assert Passage.of(text, [body.span]).text == body.name


@ANY
@given(TEXTS)
def test_names(text: str) -> None:
    read = passage(text)
    names = names_in(read)
    assert all(0 <= start < end <= len(read.text) for start, end in names)
    assert names == sorted(names)
    assert all(a[1] <= b[0] for a, b in pairwise(names))


HOSTILE = {
    "brackets that open": lambda n: "（" * n,
    "brackets that open and close": lambda n: "（）" * (n // 2),
    "brackets within brackets": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "brackets of all kinds": lambda n: "（【〔[" * (n // 4),
    "titles within titles": lambda n: "《" * (n // 2) + "》" * (n // 2),
    "titles that open": lambda n: "《办法" * (n // 3),
    "angles that open": lambda n: "<<a" * (n // 3),
    "commas of lists": lambda n: "、" * n,
    "a list of bodies": lambda n: "县水利局、" * (n // 5),
    "a list of bodies with 和": lambda n: "县水利局和" * (n // 5),
    "a list of divisions": lambda n: "各市、县、" * (n // 5),
    "各": lambda n: "各" * n,
    "各部门": lambda n: "各部门" * (n // 3),
    "digits": lambda n: "1" * n,
    "numerals": lambda n: "十" * n,
    "years": lambda n: "2093年" * (n // 5),
    "days and strokes": lambda n: "5月8日至" * (n // 5),
    "months": lambda n: "8月" * (n // 2),
    "every": lambda n: "每" * n,
    "each quarter": lambda n: "每季度" * (n // 3),
    "from the day": lambda n: "自公布之日起" * (n // 6),
    "numbers of documents": lambda n: "政发〔2093〕" * (n // 8),
    "codes without an end": lambda n: "政" * n,
    "spaces": lambda n: " " * n,
    "spaces between letters": lambda n: "a" + " " * n + "b",
    "lines": lambda n: "县\n" * (n // 2),
    "tags": lambda n: "<p>" * (n // 3),
    "tags that open": lambda n: "<p " * (n // 3),
    "labels": lambda n: "责任单位：" * (n // 5),
    "notes": lambda n: "（县水利局负责）" * (n // 8),
    "verbs": lambda n: "负责" * (n // 2),
    "rules": lambda n: "以下均由县水利局" * (n // 8),
    "由": lambda n: "由" * n,
    "clauses": lambda n: "县水利局，" * (n // 5),
    "short names": lambda n: "以下简称" * (n // 4),
    "about": lambda n: "关于" * (n // 2),
    "supervising": lambda n: "对各部门" * (n // 4),
    "等": lambda n: "局等" * (n // 2),
}  # fmt: skip
FINDERS: dict[str, Callable[[Passage], object]] = {
    "names": names_in,
    "notes": find_notes,
    "rule": find_rule,
    "cell": lambda text: read_cell(text, "lead"),
    "acting": find_acting,
    "deadlines": lambda text: find_deadlines(text, 2093, stated=True),
    "citations": lambda text: find_citations("D1", [("", text)], short_names(text.text)),
}
LONGEST = 100_000
LONG = {"brackets that open", "titles within titles", "commas of lists", "各部门", "digits", "each quarter"}
GROWTH = 12  # 4 times the text may take 4 times the time, and thrice that for the machine's moods


def seconds(find: Callable[[Passage], object], text: str) -> float:
    start = time.process_time()
    find(passage(text))
    return time.process_time() - start


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("finder", FINDERS)
def test_time_grows_with_the_length(finder: str, kind: str) -> None:
    """Of a long text against a quarter of it; what takes next to no time can't be measured."""
    find, text = FINDERS[finder], HOSTILE[kind]
    length = LONGEST if kind in LONG else LONGEST // 4
    quarter = max(seconds(find, text(length // 4)), 0.005)
    whole = seconds(find, text(length))
    if whole >= GROWTH * quarter:  # once more: another process may have had the machine
        whole = min(whole, seconds(find, text(length)))
    assert whole < GROWTH * quarter
