"""Every pattern of the outer form finds what its examples say it finds, and nothing else."""

from __future__ import annotations

import re

import pytest

from kg.document import patterns

PATTERNS = {name: value for name, value in vars(patterns).items() if isinstance(value, re.Pattern)}
EXAMPLES = [
    pytest.param(name, text, found, id=f"{name}-{'finds' if found else 'passes over'}-{text[:16]!r}")
    for name, (yes, no) in patterns.EXAMPLES.items()
    for texts, found in ((yes, True), (no, False))
    for text in texts
]
# The labels are tried one after another, so each needs its own examples here.
LABELS = {
    "part": (("第一编", "第二部分 任务"), ("第一季度",)),
    "chapter": (("第一章 总则", "第十二章"), ("文章第一章",)),
    "division": (("第二节 窗口", "第三节"), ("见第二节",)),
    "article": (("第一条 为了规范", "第二十一条", "第3条 窗口"), ("依照第一条", "第一款")),
    "yi": (("一、总体要求", "十二．保障", "三.分工"), ("一是落实", "第一、")),
    "yi_brackets": (("（一）编清单", "(十二)督办", "（ 三 ）核验"), ("（一",)),
    "month": (("一月", "12月份："), ("一月底前", "1月：开展")),
    "stage": (("第一阶段：排查", "第二阶段（6月至9月）"), ("第一阶段性", "第一季度：")),
    "one": (
        ("1.编清单", "12、办理", "３．核验", "1 . 开窗", "2.8月10日前办理", "1200.督办", "2850、验收"),
        ("1.5公里", "2091年", "2091.5.3", "2091．5．3", "100%"),
    ),
    "one_brackets": (("（1）编清单", "(2)办理", "3）核验"), ("（2091）",)),
    "circled": (("①编清单", "⑵办理"), ("○一",)),
}


@pytest.mark.parametrize(("name", "text", "found"), EXAMPLES)
def test_examples(name: str, text: str, found: bool) -> None:
    assert bool(PATTERNS[name].search(text)) is found


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_pattern_shows_both_sides(name: str) -> None:
    """A pattern without examples fails; only one that may stand for nothing passes nothing over."""
    yes, no = patterns.EXAMPLES[name]
    assert yes
    assert no or PATTERNS[name].match("")


def test_examples_speak_of_patterns() -> None:
    assert patterns.EXAMPLES.keys() == PATTERNS.keys()


@pytest.mark.parametrize(("name", "label"), [pytest.param(*entry, id=entry[0]) for entry in patterns.LABELS])
def test_labels(name: str, label: re.Pattern[str]) -> None:
    yes, no = LABELS[name]
    assert [text for text in yes if not label.match(text)] == []
    assert [text for text in no if label.match(text)] == []


def test_longer_page_labels_come_first() -> None:
    """A label that begins another one must not take its place (主题 before 主题分类)."""
    labels = patterns.META_LABELS
    hidden = [
        (short, long)
        for i, short in enumerate(labels)
        for long in labels[i + 1 :]
        if long.startswith(short) and long != short
    ]
    assert hidden == []
