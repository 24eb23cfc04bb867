"""The matrix of a document's tasks and bodies, with the roles in its cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.sparql.errors import QueryError
from kg.view.asking import PREFIXES, find, values
from kg.view.describe import called, describe, printed
from kg.view.lettering import one_line
from kg.view.picture import About, MatrixPicture, Quote
from kg.view.styles import ROLES
from kg.view.terms import said

if TYPE_CHECKING:
    from kg.sparql import Graph

ROWS, COLUMNS = 200, 80
DUTIES = (
    PREFIXES
    + """
SELECT DISTINCT ?task ?role ?agency ?assignment ?document ?order {
  ASKED
  ?task gw:document ?document ; gw:order ?order ; a gw:Task .
  OPTIONAL {
    ?assignment gw:agency ?agency ; gw:task ?task .
    OPTIONAL { ?assignment gw:role ?part . OPTIONAL { ?part skos:notation ?role } }
  }
} ORDER BY ?document ?order ?agency ?role"""
)


def matrix(graph: Graph, name: str, limit: int | None = None) -> MatrixPicture:
    """Tasks by bodies of a document (by title, number or IRI), or of a body (by name) its tasks by all
    who take part. Rows are in the order of the text, columns by the number of tasks; ``limit`` is how many
    rows are drawn. QueryError where there is no task.
    """
    thing, asked = find(graph, name)
    pattern = {
        "document": f"{values('asked', asked)} ?asked gw:promulgates? ?document .",
        "agency": f"{values('own', asked)} ?mine gw:agency ?own ; gw:task ?task .",
        "task": values("task", asked),
    }[thing]
    query = DUTIES.replace("ASKED", pattern)
    found: dict[tuple[str, str], list[str]] = {}
    statements: dict[tuple[str, str], list[str]] = {}
    tasks: dict[str, None] = {}
    for task, role, agency, assignment, _, _ in graph.query(query):
        tasks.setdefault(str(task))
        if role and agency:
            cell = (str(task), str(agency))
            if str(role) not in found.setdefault(cell, []):
                found[cell].append(str(role))
            statements.setdefault(cell, []).append(str(assignment))
    if not tasks:
        raise QueryError(f"the graph has no task of {name}")
    about = About(said("title.matrix", name=called(graph, name)), (query,))
    return build(graph, about, list(tasks), found, statements, limit)


def build(
    graph: Graph,
    about: About,
    tasks: list[str],
    found: dict[tuple[str, str], list[str]],
    statements: dict[tuple[str, str], list[str]],
    limit: int | None = None,
) -> MatrixPicture:
    """The matrix of the cells found: the first rows, and the columns that they fill most."""
    many = limit or ROWS
    rows = tasks[:many]
    kept = set(rows)
    load = Counter(agency for task, agency in found if task in kept)
    columns = sorted(load, key=lambda agency: (-load[agency], agency))[:COLUMNS]
    cards = describe(graph, [*rows, *columns])
    words = printed(graph, sorted({s for cell, all_ in statements.items() if cell[0] in kept for s in all_}))
    quotes: dict[tuple[str, str], list[Quote]] = {
        cell: [q for s in all_ for q in words.get(s, [])]
        for cell, all_ in statements.items()
        if cell[0] in kept
    }
    notes = []
    if len(tasks) > many:
        notes.append(said("note.cut.rows", count=len(tasks) - many, limit=many))
    if len(load) > COLUMNS:
        notes.append(said("note.cut.columns", count=len(load) - COLUMNS, limit=COLUMNS))
    shown = set(columns)
    return MatrixPicture(
        About(about.title, about.queries, (*about.notes, *notes)),
        {task: one_line(cards[task].label) for task in rows},
        {agency: one_line(cards[agency].label) for agency in columns},
        {
            cell: tuple(sorted(roles, key=lambda role: ROLES.index(role) if role in ROLES else 9))
            for cell, roles in found.items()
            if cell[0] in kept and cell[1] in shown
        },
        cards,
        quotes,
    )
