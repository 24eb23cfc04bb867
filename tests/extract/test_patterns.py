"""Every pattern that finds facts finds what its examples say it finds, and nothing else."""

from __future__ import annotations

import re

import pytest

from kg.extract import patterns

PATTERNS = {name: value for name, value in vars(patterns).items() if isinstance(value, re.Pattern)}
EXAMPLES = [
    pytest.param(name, text, found, id=f"{name}-{'finds' if found else 'passes over'}-{text[:16]!r}")
    for name, (yes, no) in patterns.EXAMPLES.items()
    for texts, found in ((yes, True), (no, False))
    for text in texts
]
# The verbs before a work, by the relation that they state.
CUES = {
    "basis": (("根据", "依据", "按照", "依《", "按国办", "经市政府授权"), ("按时", "依托")),
    "implements": (("贯彻落实", "执行", "对照", "全面完成"), ("印发",)),
    "mentions": (("印发", "修订", "废止", "详见"), ("根据", "贯彻")),
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


@pytest.mark.parametrize(("relation", "cue"), [pytest.param(*entry, id=entry[0]) for entry in patterns.CUES])
def test_cues(relation: str, cue: re.Pattern[str]) -> None:
    yes, no = CUES[relation]
    assert [text for text in yes if not cue.search(text)] == []
    assert [text for text in no if cue.search(text)] == []
