"""The matrix of a document's tasks and bodies, with the roles in its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.sparql.errors import QueryError
from kg.view.asking import PREFIXES, find, values
from kg.view.describe import called, describe, printed, titled
from kg.view.lettering import one_line
from kg.view.picture import OTHERS, About, Card, MatrixPicture, Part, Quote
from kg.view.styles import role_order
from kg.view.terms import said

if TYPE_CHECKING:
    from kg.sparql import Graph

ROWS, COLUMNS, MOST = 200, 80, 2000
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
TEXTS = PREFIXES + "SELECT ?task ?document { ASKED ?task gw:document ?document } ORDER BY ?task ?document"


def matrix(graph: Graph, name: str, limit: int | None = None) -> MatrixPicture:
    """Tasks by bodies of a document (by title, number or IRI), or of a body (by name) its tasks by all
    who take part. Rows are in the order of the text, columns by the number of tasks; of more than
    ``limit`` tasks, those of a section or of a document share a row. QueryError where there is no task.
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
    """The matrix of the cells found. The bodies with most tasks have columns of their own, the others share
    one; tasks beyond the limit share rows by section or document."""
    many = limit or ROWS
    borne = {task for task, _ in found}
    rows = dict.fromkeys(sorted(tasks[:MOST], key=lambda task: task not in borne))
    load = Counter(agency for task, agency in found if task in rows)
    columns = sorted(load, key=lambda agency: (-load[agency], agency))[:COLUMNS]
    cards = describe(graph, [*rows, *columns])
    words = printed(graph, sorted({s for cell, all_ in statements.items() if cell[0] in rows for s in all_}))
    own = set(columns)
    cells: dict[tuple[str, str], set[str]] = {}
    quotes: dict[tuple[str, str], list[Quote]] = {}
    for (task, agency), roles in found.items():
        if task in rows:
            cell = (task, agency if agency in own else OTHERS)
            cells.setdefault(cell, set()).update(roles)
            shown = (quote for s in statements.get((task, agency), []) for quote in words.get(s, []))
            quotes.setdefault(cell, []).extend(shown)
    heads = {agency: one_line(cards[agency].label) for agency in columns}
    notes = []
    if others := len(load) - len(columns):
        heads[OTHERS] = f"+{others}"
        notes.append(said("note.other-columns", count=others, limit=COLUMNS))
    if 0 < (bare := sum(task not in borne for task in rows)) < len(rows):
        notes.append(said("note.bare-rows", count=bare))
    parts: list[Part] = []
    if len(rows) > many:
        by_section, parts = _parts(graph, rows, cards, many)
        rule = "note.parts.section" if by_section else "note.parts.document"
        notes.append(said(rule, count=len(rows), limit=many))
    if len(tasks) > len(rows):
        notes.append(said("note.cut.rows", count=len(tasks) - len(rows), limit=len(rows)))
    return MatrixPicture(
        About(about.title, about.queries, (*about.notes, *notes)),
        {task: one_line(cards[task].label) for task in rows},
        heads,
        {cell: tuple(sorted(roles, key=role_order)) for cell, roles in cells.items()},
        cards,
        quotes,
        parts,
    )


def _parts(graph: Graph, rows: Iterable[str], cards: dict[str, Card], limit: int) -> tuple[bool, list[Part]]:
    """The rows by document and section of the first rank; by document alone where these would be more than
    ``limit``. Whether by section, and the parts in the order of their first rows."""
    document = {
        str(row): str(text) for row, text in graph.query(TEXTS.replace("ASKED", values("task", rows)))
    }
    names = {text: titled(card) for text, card in describe(graph, document.values(), quotes=False).items()}
    sections: dict[tuple[str, str], list[str]] = {}
    texts: dict[str, list[str]] = {}
    for row in rows:
        text = document[row]
        sections.setdefault((text, cards[row].path.partition("/")[0]), []).append(row)
        texts.setdefault(text, []).append(row)
    if len(sections) <= limit:
        return True, [
            _part(section if len(texts) == 1 else f"{names[text]} {section}", members)
            for (text, section), members in sections.items()
        ]
    return False, [_part(names[text], members) for text, members in texts.items()]


def _part(name: str, rows: list[str]) -> Part:
    return Part(said("part", name=one_line(name), count=len(rows)), tuple(rows))
