"""Places or documents side by side: the tasks that they share, and those that only one has.

Two tasks are matched where the graph ties them by what it derived from their wording: one follows the
other, both follow the same one above (at most three levels up), or they are siblings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.namespaces import gw
from kg.web.entities.duties import assignments_of, deadlines_of
from kg.web.entities.task import differences
from kg.web.reader import Reader, Record

MOST = 4
_DOCUMENTS = """
SELECT DISTINCT ?document {
  { VALUES ?item { UNDEF } ?document eli:jurisdiction ?item ; a gw:Document }
  UNION { VALUES ?item { UNDEF } ?item a gw:Document . BIND (?item AS ?document) }
  UNION { VALUES ?item { UNDEF } ?item gw:promulgates ?document }
}"""
_TASKS = """
SELECT DISTINCT ?task ?heading ?text ?path ?document ?title ?docOrder ?order {
  VALUES ?document { UNDEF }
  ?task a gw:Task ; gw:document ?document ; gw:text ?text ; gw:order ?order .
  ?document eli:title ?title ; gw:order ?docOrder .
  OPTIONAL { ?task gw:heading ?heading }
  OPTIONAL { ?task gw:path ?path }
} ORDER BY ?document ?docOrder ?order LIMIT 600"""
_TIES = f"""SELECT DISTINCT ?task ?other {{
  VALUES ?task {{ UNDEF }}
  {{ ?task <{gw.follows}> ?other }} UNION {{ ?task <{gw.sibling}> ?other }}
}}"""
_ABOVE = 3


@dataclass(frozen=True, slots=True)
class TaskCell:
    """A task in the comparison; ``pieces`` is its text, each piece with whether the first task of the row
    has it too."""

    facts: Record
    pieces: list[tuple[str, bool]]
    duties: list[Record]
    days: list[Record]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``matched`` holds a row for each group of tasks, a list for each item; ``alone`` the other tasks of
    each item."""

    items: list[tuple[str, str]]
    matched: list[list[list[TaskCell]]]
    alone: list[list[TaskCell]]


def compare(reader: Reader, items: list[str]) -> Comparison:
    """The comparison of places or documents (by IRI)."""
    tasks = [_tasks(reader, item) for item in items]
    column = {str(row["task"]): i for i, rows in enumerate(tasks) for row in rows}
    facts = {str(row["task"]): row for rows in tasks for row in rows}
    groups = _groups(reader, list(column))
    duties, days = assignments_of(reader, list(column)), deadlines_of(reader, list(column))

    def cell(task: str, beside: str | None) -> TaskCell:
        text = str(facts[task]["text"])
        pieces = [(text, True)] if beside is None else differences(beside, text)[1]
        return TaskCell(facts[task], pieces, duties.get(task, []), days.get(task, []))

    matched: list[list[list[TaskCell]]] = []
    alone: list[list[TaskCell]] = [[] for _ in items]
    for group in groups:
        places = sorted({column[task] for task in group})
        if len(places) < 2:
            for task in group:
                alone[column[task]].append(cell(task, None))
            continue
        first = next(task for task in group if column[task] == places[0])
        row: list[list[TaskCell]] = [[] for _ in items]
        for task in group:
            row[column[task]].append(cell(task, None if task == first else str(facts[first]["text"])))
        matched.append(row)
    return Comparison([(item, reader.name_of(item)) for item in items], matched, alone)


def _tasks(reader: Reader, item: str) -> list[Record]:
    """The tasks of a place or document in the order of its texts."""
    documents = [str(row["document"]) for row in reader.about(_DOCUMENTS, item=item)]
    return reader.about(_TASKS, document=documents) if documents else []


def _groups(reader: Reader, tasks: list[str]) -> list[list[str]]:
    """The tasks in groups that say the same, in the order of their first."""
    leader: dict[str, str] = {}

    def find(task: str) -> str:
        leader.setdefault(task, task)
        while leader[task] != task:
            leader[task] = leader[leader[task]]
            task = leader[task]
        return task

    known: set[str] = set()
    frontier: Iterable[str] = tasks
    for _ in range(_ABOVE):
        asked = [task for task in dict.fromkeys(frontier) if task not in known]
        if not asked:
            break
        known.update(asked)
        ties = [(str(row["task"]), str(row["other"])) for row in reader.about(_TIES, task=asked)]
        for task, other in ties:
            leader[find(task)] = find(other)
        frontier = [other for _, other in ties]
    grouped: dict[str, list[str]] = {}
    for task in tasks:
        grouped.setdefault(find(task), []).append(task)
    return list(grouped.values())
