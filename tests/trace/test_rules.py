"""The rules of re-issue and of likeness, one case each, on texts that are given and not read."""

from __future__ import annotations

import pytest

from kg.trace.closure import close
from kg.trace.facts import merged
from kg.trace.records import Corpus, TaskText, Text
from kg.trace.reissue import Above, reissue_facts
from kg.trace.wording import find_ties, shared_words
from kg.zh import fold

PARENTS = {"p:县": "p:市", "p:市": "p:省", "p:邻县": "p:邻市", "p:邻市": "p:省"}
NAMES = {"p:县": "青屏县", "p:市": "澜川市", "p:省": "云海省", "p:邻县": "白沙县", "p:邻市": "洛川市"}
RANKS = {"p:省": 1, "p:市": 2, "p:邻市": 2, "p:县": 3, "p:邻县": 3}


def text(node: str, title: str, place: str | None, issued: str | None, year: int | None = None) -> Text:
    rank = RANKS[place] if place else 0
    return Text(node, node, title, None, rank, place, issued, int(issued[:4]) if issued else year)


def corpus(*texts: Text) -> Corpus:
    by_work = {t.node: [t.node] for t in texts}
    return Corpus({t.node: t for t in texts}, (), PARENTS, NAMES, frozenset(), by_work)


LOW = text("low", "青屏县2093年茶园防火工作要点", "p:县", "2093-05-01")

# the other text, whether the county's plan is its re-issue, and why
CASES = [
    (text("high", "国务院办公厅关于加强茶园防火工作的意见", None, "2093-01-01"), True, "national, earlier, the same subject"),
    (text("high", "云海省茶园防火实施方案", "p:省", "2092-06-01"), True, "of the province above"),
    (text("high", "云海省2093年茶园防火工作要点", "p:省", "2093-02-01"), True, "the plan of the same year"),
    (text("high", "云海省2092年茶园防火工作要点", "p:省", "2092-02-01"), False, "an older year's plan"),
    (text("high", "洛川市茶园防火实施方案", "p:邻市", "2093-02-01"), False, "of a city that the county is not in"),
    (text("high", "白沙县茶园防火实施方案", "p:邻县", "2093-02-01"), False, "a sibling that came first"),
    (text("high", "云海省茶园防火实施方案", "p:省", "2093-06-01"), False, "later than the county's"),
    (text("high", "云海省茶园防火实施方案", "p:省", "2088-06-01"), False, "more than three years before"),
    (text("high", "云海省茶园防火条例", "p:省", "2093-02-01"), False, "a regulation is not handed down by its title"),
    (text("high", "云海省茶园防火和防汛实施方案", "p:省", "2093-02-01"), False, "its subject holds the other and more"),
    (text("high", "云海省茶园防火实施方案", "p:省", None, 2093), True, "known by the year of its number alone"),
    (text("high", "云海省茶园防火实施方案", "p:省", None, None), False, "without any date"),
    (text("high", "云海省贯彻落实国务院办公厅茶园防火工作要点任务分工", "p:省", "2093-02-01"), False,
     "a title that names another is for the nested titles"),
]  # fmt: skip


@pytest.mark.parametrize(("high", "found", "reason"), CASES, ids=[case[2] for case in CASES])
def test_what_is_a_reissue(high: Text, found: bool, reason: str) -> None:
    both = corpus(LOW, high)
    facts = list(reissue_facts(both, Above(both, ())))
    assert [(f.descendant, f.ancestor) for f in facts] == ([("low", "high")] if found else []), reason


def test_the_nearest_above_and_then_the_latest_is_taken() -> None:
    texts = (
        LOW,
        text("national", "国务院办公厅关于加强茶园防火工作的意见", None, "2092-01-01"),
        text("province", "云海省茶园防火实施方案", "p:省", "2092-06-01"),
        text("province-later", "云海省茶园防火工作方案", "p:省", "2093-01-01"),
    )
    whole = corpus(*texts)
    ties = {(f.descendant, f.ancestor) for f in reissue_facts(whole, Above(whole, ()))}
    assert ("low", "province-later") in ties
    assert ("low", "province") not in ties and ("low", "national") not in ties


def test_of_two_of_the_same_day_neither_is_taken() -> None:
    one = text("one", "云海省茶园防火实施方案", "p:省", "2093-01-01")
    two = text("two", "云海省茶园防火工作方案", "p:省", "2093-01-01")
    both = corpus(LOW, one, two)
    assert list(reissue_facts(both, Above(both, ()))) == []


WORDS = {
    "fire": "在茶园周边开设防火隔离带，配备灭火器材，每月巡查一次，发现隐患立即整改。",
    "fire-too": "在茶园四周开设防火隔离带，配齐灭火器材，每半月巡查一次，发现隐患立即整改到位。",
    "train": "组织采茶工参加技能培训，培训合格者发给证书，免收培训费用。",
    "road": "修复通往村组的机耕道，硬化路面，设置会车点和警示标志。",
}


def ties_of(
    texts: tuple[Text, ...], tasks: list[TaskText], *links: tuple[str, str]
) -> set[tuple[str, str, str]]:
    from kg.trace.facts import IMPLEMENTS, Fact

    whole = corpus(*texts)
    facts = merged(Fact(low, high, IMPLEMENTS, "citation", 1.0, ()) for low, high in links)
    found = find_ties(whole, tasks, close(whole, facts), Above(whole, facts))
    return {(tie.descendant, tie.kind, tie.ancestor) for tie in found}


def test_a_task_follows_the_likest_of_the_nearest_document_above() -> None:
    texts = (LOW, text("city", "甲", "p:市", "2093-02-01"), text("province", "乙", "p:省", "2093-01-01"))
    tasks = [
        TaskText("c1", "city", WORDS["fire-too"]),
        TaskText("c2", "city", WORDS["road"]),
        TaskText("l1", "low", WORDS["fire"]),
        TaskText("l2", "low", WORDS["train"]),
        TaskText("p1", "province", WORDS["fire"]),
    ]
    found = ties_of(texts, tasks, ("low", "city"), ("city", "province"), ("low", "province"))
    assert found == {("l1", "follows", "c1"), ("c1", "follows", "p1")}


def test_without_lineage_level_place_and_date_tell_the_direction() -> None:
    texts = (LOW, text("province", "乙", "p:省", "2093-01-01"), text("other", "丙", "p:邻县", "2093-06-01"))
    tasks = [
        TaskText("l1", "low", WORDS["fire"]),
        TaskText("l2", "low", WORDS["road"]),
        TaskText("o1", "other", WORDS["train"]),
        TaskText("p1", "province", WORDS["fire"]),
        TaskText("p2", "province", WORDS["train"]),
    ]
    assert ties_of(texts, tasks) == {("l1", "follows", "p1"), ("o1", "follows", "p2")}


def test_siblings_are_tied_where_no_task_above_both_is_held() -> None:
    texts = (LOW, text("other", "丙", "p:邻县", "2093-06-01"), text("province", "乙", "p:省", "2093-01-01"))
    tasks = [
        TaskText("l1", "low", WORDS["fire"]),
        TaskText("l2", "low", WORDS["road"]),
        TaskText("o1", "other", WORDS["fire"]),
        TaskText("o2", "other", WORDS["road"]),
        TaskText("p1", "province", WORDS["fire"]),
    ]
    found = ties_of(texts, tasks, ("low", "province"), ("other", "province"))
    assert found == {("l1", "follows", "p1"), ("o1", "follows", "p1"), ("o2", "sibling", "l2")}


def test_tasks_with_no_words_are_tied_to_nothing() -> None:
    assert ties_of((LOW,), [TaskText("a", "low", ""), TaskText("b", "low", "123")]) == set()
    assert ties_of((LOW,), []) == set()


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        (
            "每月巡查一次，发现隐患立即整改。",
            "发现隐患立即整改，每月巡查一次。",
            ("每月巡查一次", "发现隐患立即整改"),
        ),
        ("修复机耕道", "硬化路面", ()),
        ("配备(灭火)器材若干", "配备（灭火）器材多件", ("配备(灭火)器材",)),
    ],
)
def test_the_words_that_two_tasks_share(one: str, two: str, words: tuple[str, ...]) -> None:
    assert shared_words(fold(one), fold(two)) == words
