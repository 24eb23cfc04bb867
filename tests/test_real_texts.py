"""The pipeline against gold answers for five published texts, where they lie beside the project.

The answers hold no word of the texts but names: titles, headings and texts are places in the source
(``[[start, end], ...]``), and are read from there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import corpus, pipeline
from tests.scoring import FACETS, Gold, Score

ROOT = Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "corpus"
ANSWERS = sorted((ROOT / "tests" / "gold" / "real").glob("*.json"))
FLOOR = 0.99

pytestmark = pytest.mark.skipif(not TEXTS.is_dir(), reason="the published texts are not at ../shared/corpus")


def printed(text: str, answer: Any) -> Any:
    """The answer with the words that its places point to."""
    if isinstance(answer, dict):
        return {key: printed(text, value) for key, value in answer.items()}
    if not isinstance(answer, list):
        return answer
    if answer and all(isinstance(place, list) for place in answer):
        return "".join(text[start:end] for start, end in answer)
    return [printed(text, value) for value in answer]


@pytest.fixture(scope="module")
def score() -> Score:
    score = Score()
    for path in ANSWERS:
        answer: Gold = json.loads(path.read_text("utf-8"))
        source = corpus.read(TEXTS / answer["source"], answer["source"])
        assert source.sha256 == answer["sha256"], f"{path.name} speaks of another {answer['source']}"
        score.add(printed(source.text, answer), pipeline.facts(source))
    return score


def test_every_text_has_its_answer() -> None:
    answered = {json.loads(path.read_text("utf-8"))["source"] for path in ANSWERS}
    assert answered == {name for name, _ in corpus.files([TEXTS])}


@pytest.mark.parametrize("facet", FACETS)
def test_nearly_all_is_right(score: Score, facet: str) -> None:
    found = score.facets[facet]
    assert found.facts > 20
    assert found.f1 >= FLOOR, score.report([facet])
