"""Lineage of the sample corpus against tests/gold/lineage.json, method by method."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.sparql import Graph
from kg.zh import fold

GOLD = json.loads((Path(__file__).resolve().parents[1] / "gold" / "lineage.json").read_text(encoding="utf-8"))
TWO_TEXTS = "city/06_city_two_texts_2092.txt"  # a notice with two texts, whose lines of descent stay apart

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(graph: Graph) -> list[Row]:
    """The table of lineage; the ancestor's file is given where one is held."""
    sources = {row["document"]: row["source"] for row in graph.query("documents").records()}
    found = graph.query("lineage").records()
    return [row | {"ancestor_source": sources.get(row["ancestor"])} for row in found]


def key(document: Any) -> str:
    return str(document).rsplit("/", 1)[-1]


def is_descendant(row: Row, fact: Row) -> bool:
    if fact["source"] is None:
        return row["source"] is None and row["number"] == fact["document"]["number"]
    # a notice and its text are one; of two texts each must have its own, the notice has both
    return row["source"] == fact["source"] and (
        fact["source"] != TWO_TEXTS or key(row["document"]) in (fact["document"], "D1")
    )


def is_ancestor(row: Row, ancestor: Row) -> bool:
    if "source" in ancestor:
        return row["ancestor_source"] == ancestor["source"] and key(row["ancestor"]) in ancestor["documents"]
    if row["ancestor_source"] is not None:
        return False
    if ancestor["number"]:
        return row["ancestor_number"] == ancestor["number"]
    return fold(row["ancestor_title"] or "") == fold(ancestor["title"])


def states(row: Row, fact: Row) -> bool:
    relations = (fact["relation"], *fact.get("accept_relations", ()))
    same = row["method"] == fact["method"] and row["steps"] == fact["steps"] and row["relation"] in relations
    return same and is_descendant(row, fact) and is_ancestor(row, fact["ancestor"])


def is_allowed(row: Row) -> bool:
    pair = {"source": row["source"], "ancestor": row["ancestor_source"]}
    return row["method"] == "reissue" and pair in GOLD["allowed_reissue"]


@pytest.mark.parametrize(
    ("method", "precision", "recall"),
    [("citation", 1.0, 1.0), ("nested_title", 1.0, 1.0), ("reissue", 1.0, 1.0)],
)
def test_each_method_finds_what_a_reader_finds(
    rows: list[Row], method: str, precision: float, recall: float
) -> None:
    facts = [fact for fact in GOLD["facts"] if fact["method"] == method]
    found = [row for row in rows if row["method"] == method and row["steps"] == 1 and not is_allowed(row)]
    right = [row for row in found if any(states(row, fact) for fact in facts)]
    told = [fact for fact in facts if any(states(row, fact) for row in rows)]
    assert found
    assert len(right) / len(found) >= precision, [r for r in found if r not in right]
    assert len(told) / len(facts) >= recall, [f for f in facts if f not in told]


def test_the_closure_holds_every_pair_at_its_fewest_steps_and_no_other(rows: list[Row]) -> None:
    """Between files; what reaches the notice with two texts is held against both of them."""
    expected: dict[tuple[str, str], int] = {}
    for fact in GOLD["closure"]:
        pair = (fact["source"], fact["ancestor"])
        expected[pair] = min(fact["steps"], expected.get(pair, 99))
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["source"] and row["ancestor_source"]:
            pair = (row["source"], row["ancestor_source"])
            found[pair] = min(row["steps"], found.get(pair, 99))
    assert found == expected


@pytest.mark.parametrize("document", ["D2", "D3"])
def test_the_texts_of_one_notice_have_each_their_own_closure(rows: list[Row], document: str) -> None:
    expected = {
        (fact["ancestor"], fact["steps"])
        for fact in GOLD["closure"]
        if fact["source"] == TWO_TEXTS and fact["document"] == document
    }
    found: dict[str, int] = {}
    for row in rows:
        if row["source"] == TWO_TEXTS and key(row["document"]) == document and row["ancestor_source"]:
            found[row["ancestor_source"]] = min(row["steps"], found.get(row["ancestor_source"], 99))
    assert set(found.items()) == expected


@pytest.mark.parametrize("trap", GOLD["traps"], ids=lambda t: f"{t['kind']}-{t['source'][-26:-4]}")
def test_no_trap_is_walked_into(graph: Graph, rows: list[Row], trap: Row) -> None:
    pairs = {(row["source"], row["ancestor_source"]) for row in rows}
    assert (trap["source"], trap["not_ancestor"]) not in pairs, trap["reason"]


def bare(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def test_tasks_that_say_the_same_are_tied_as_a_reader_ties_them(graph: Graph) -> None:
    tasks = {row["task"]: row for row in graph.query("tasks").records()}

    def is_task(node: str, wanted: Row) -> bool:
        words = bare(f"{tasks[node]['heading'] or ''}{tasks[node]['text']}")
        return tasks[node]["source"] == wanted["source"] and bare(wanted["text"])[:14] in words

    def says(row: Row, fact: Row) -> bool:
        own = any(is_task(row["task"], task) for task in (fact["task"], *fact.get("also", ())))
        return own and row["relation"] == fact["relation"] and is_task(row["other"], fact["counterpart"])

    found = graph.query("like-tasks").records()
    right = [row for row in found if any(says(row, fact) for fact in GOLD["tasks"])]
    told = [fact for fact in GOLD["tasks"] if any(says(row, fact) for row in found)]
    assert len(right) / len(found) >= 0.95, [r for r in found if r not in right]
    assert len(told) / len(GOLD["tasks"]) >= 0.97, [f for f in GOLD["tasks"] if f not in told]
    for row in found:
        own, other = (tasks[row[end]] for end in ("task", "other"))
        for word in (row["words"] or "").split("|"):
            assert all(word in fold(f"{t['heading'] or ''}。{t['text']}") for t in (own, other))
