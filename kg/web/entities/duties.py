"""Who takes part in tasks, and until when."""

from __future__ import annotations

from kg.web.reader import Reader, Record

_ASSIGNMENTS = """
SELECT ?task ?assignment ?role ?agency ?name ?label ?inherited {
  VALUES ?task { UNDEF }
  ?assignment gw:task ?task ; gw:agency ?agency ; gw:role ?part ; gw:printedName ?name ; gw:order ?order .
  ?part skos:notation ?role .
  ?agency skos:prefLabel ?label .
  OPTIONAL { ?assignment gw:inherited ?inherited }
} ORDER BY ?task ?order"""
_DEADLINES = """
SELECT ?task ?deadline ?expression ?kind ?value ?due ?counts_from {
  VALUES ?task { UNDEF }
  ?deadline gw:task ?task ; gw:expression ?expression ; gw:deadlineKind ?sort ; gw:order ?order .
  ?sort skos:notation ?kind .
  OPTIONAL { ?deadline gw:value ?value }
  OPTIONAL { ?deadline gw:due ?due }
  OPTIONAL { ?deadline gw:countsFrom ?counts_from }
} ORDER BY ?task ?order"""

_NAMED = """
SELECT ?task ?name ?thing {
  { VALUES ?task { UNDEF } ?task gw:document ?thing . ?thing eli:title ?name }
  UNION { VALUES ?task { UNDEF } ?task gw:ledBy ?thing . ?thing skos:prefLabel ?name }
}"""


def assignments_of(reader: Reader, tasks: list[str]) -> dict[str, list[Record]]:
    """Who takes part in each of the tasks, and how; nothing for a task in which nobody does."""
    return _by_task(reader, _ASSIGNMENTS, tasks)


def deadlines_of(reader: Reader, tasks: list[str]) -> dict[str, list[Record]]:
    """The time limits of each of the tasks, one that is printed twice once; nothing for a task without."""
    return {
        task: list({(row["expression"], row["due"], row["kind"]): row for row in reversed(rows)}.values())[
            ::-1
        ]
        for task, rows in _by_task(reader, _DEADLINES, tasks).items()
    }


def read_named(reader: Reader, tasks: list[str]) -> dict[tuple[str, str], str]:
    """The document of each of the tasks and the bodies that lead it, by the task and their name."""
    rows = reader.about(_NAMED, task=tasks) if tasks else []
    return {(str(row["task"]), str(row["name"])): str(row["thing"]) for row in rows}


def _by_task(reader: Reader, query: str, tasks: list[str]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in reader.about(query, task=tasks) if tasks else []:
        found.setdefault(str(row["task"]), []).append(row)
    return found
