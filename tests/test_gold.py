"""The pipeline against the gold answers for the sample corpus, and the scorer against itself."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import corpus, pipeline
from kg.model import SourceFacts
from tests.scoring import FACETS, Gold, Score

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"
ANSWERS = sorted(p for p in (ROOT / "tests" / "gold").glob("*.json") if p.stem != "lineage")
FLOOR = 0.98


def answer(path: Path) -> Gold:
    return json.loads(path.read_text("utf-8"))


def read(source: str) -> SourceFacts:
    return pipeline.facts(corpus.read(SAMPLE / source, source))


@pytest.fixture(scope="module")
def score() -> Score:
    score = Score()
    for path in ANSWERS:
        gold = answer(path)
        score.add(gold, read(gold["source"]))
    return score


def test_every_sample_has_its_answer() -> None:
    assert {answer(path)["source"] for path in ANSWERS} == {name for name, _ in corpus.files([SAMPLE])}


@pytest.mark.parametrize("facet", FACETS)
def test_nearly_all_is_right(score: Score, facet: str) -> None:
    found = score.facets[facet]
    assert found.facts > 40
    assert found.f1 >= FLOOR, score.report([facet])


def another_number(gold: Gold) -> None:
    gold["documents"][0]["doc_number"] = "霜府办〔2092〕99号"


def another_work(gold: Gold) -> None:
    gold["citations"][0] |= {"title": "云泽省茶园管理条例", "doc_number": None}


def another_relation(gold: Gold) -> None:
    gold["citations"][0]["relation"] = "mentions"


def one_task_less(gold: Gold) -> None:
    gold["tasks"].pop(0)


def another_text(gold: Gold) -> None:
    gold["tasks"][0]["text"] = "修缮渡口候船亭，夏至前开放。"


def another_role(gold: Gold) -> None:
    task = next(task for task in gold["tasks"] if task["assignments"])
    task["assignments"][0]["role"] = "supervise"


def another_day(gold: Gold) -> None:
    task = next(task for task in gold["tasks"] if task["deadlines"])
    task["deadlines"][0]["value"] = "2099-01-01"


def another_name(gold: Gold) -> None:
    next(agency for agency in gold["agencies"] if agency["name"])["name"] = "霜溪县茶叶局"


def another_system(gold: Gold) -> None:
    next(agency for agency in gold["agencies"] if agency["system"])["system"] = "茶叶"


@pytest.mark.parametrize(
    ("change", "facet"),
    [
        (another_number, "documents"),
        (another_work, "citations"),
        (another_relation, "relations"),
        (one_task_less, "tasks"),
        (another_text, "tasks"),
        (another_role, "assignments"),
        (another_day, "deadlines"),
        (another_name, "agency names"),
        (another_system, "systems"),
    ],
)
def test_the_scorer_sees_what_differs(change: Callable[[Gold], None], facet: str) -> None:
    """Each change of the answer for one file costs the facet that it speaks of, and is listed."""
    gold = answer(ROOT / "tests" / "gold" / "08_shuangxi_pipe_table.json")
    changed = copy.deepcopy(gold)
    change(changed)
    facts = read(gold["source"])
    before, after = Score(), Score()
    before.add(gold, facts)
    after.add(changed, facts)
    assert after.facets[facet].f1 < before.facets[facet].f1
    assert after.report([facet]).count(f"{facet}: ") > before.report([facet]).count(f"{facet}: ")


def test_a_perfect_reading_scores_one() -> None:
    gold = answer(ROOT / "tests" / "gold" / "01_service_lists_opinion.json")
    score = Score()
    score.add(gold, read(gold["source"]))
    assert {name: facet.f1 for name, facet in score.facets.items()} == dict.fromkeys(FACETS, 1.0)


def test_nothing_read_scores_nought() -> None:
    gold = answer(ROOT / "tests" / "gold" / "01_service_lists_opinion.json")
    facts = read(gold["source"])
    score = Score()
    score.add(gold, SourceFacts(facts.source, ()))
    assert {name: facet.f1 for name, facet in score.facets.items()} == dict.fromkeys(FACETS, 0.0)
