"""Passages made of a few words."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Assignment, Span
from kg.passage import Passage

SHORT = {"lead": "牵头", "responsible": "负责", "cooperate": "配合", "supervise": "监督"}


def passage(text: str) -> Passage:
    """The whole text."""
    return Passage.of(text, [Span(0, len(text))])


def roles(assignments: Iterable[Assignment]) -> list[str]:
    """Each assignment as its role's word and the body."""
    return [f"{SHORT[a.role]} {a.name}" for a in assignments]
