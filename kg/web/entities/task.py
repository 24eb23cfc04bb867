"""A task: who must do it by when, its sentence, whence it comes, how it reads elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.web.prefixes import PREFIXES
from kg.web.site import Record, Site

_FACTS = (
    PREFIXES
    + """
SELECT * {
  VALUES ?task { UNDEF }
  ?task a gw:Task ; gw:document ?document ; gw:text ?text ; gw:taskKind ?kind .
  ?document eli:title ?title ; gw:source ?source .
  ?source gw:fileName ?file .
  OPTIONAL { ?task gw:path ?path }
  OPTIONAL { ?task gw:heading ?heading }
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document gw:level/skos:notation ?level }
  OPTIONAL { ?document eli:jurisdiction ?place . ?place skos:prefLabel ?place_name }
}"""
)
_ASSIGNMENTS = (
    PREFIXES
    + """
SELECT ?assignment ?role ?agency ?name ?label ?inherited {
  VALUES ?task { UNDEF }
  ?assignment gw:task ?task ; gw:agency ?agency ; gw:role ?part ; gw:printedName ?name ; gw:order ?order .
  ?part skos:notation ?role .
  ?agency skos:prefLabel ?label .
  OPTIONAL { ?assignment gw:inherited ?inherited }
} ORDER BY ?order"""
)
_DEADLINES = (
    PREFIXES
    + """
SELECT ?deadline ?expression ?kind ?value ?due ?counts_from {
  VALUES ?task { UNDEF }
  ?deadline gw:task ?task ; gw:expression ?expression ; gw:deadlineKind ?sort ; gw:order ?order .
  ?sort skos:notation ?kind .
  OPTIONAL { ?deadline gw:value ?value }
  OPTIONAL { ?deadline gw:due ?due }
  OPTIONAL { ?deadline gw:countsFrom ?counts_from }
} ORDER BY ?order"""
)
_EVIDENCE = (
    PREFIXES
    + """
SELECT ?fact ?kind ?start ?end {
  { VALUES ?task { UNDEF } ?task gw:evidence ?place . ?place oa:start ?start ; oa:end ?end .
    BIND (?task AS ?fact) BIND ("task" AS ?kind) }
  UNION
  { VALUES ?task { UNDEF } ?fact gw:task ?task ; gw:evidence ?place ; a ?class .
    ?place oa:start ?start ; oa:end ?end .
    VALUES (?class ?kind) { (gw:Assignment "assignment") (gw:Deadline "deadline") } }
} ORDER BY ?start"""
)
_LIKE = (
    PREFIXES
    + """
SELECT DISTINCT ?relation ?side ?other ?text ?heading ?document ?title ?level ?place_name ?confidence {
  VALUES ?task { UNDEF }
  { ?likeness gw:descendant ?task ; gw:ancestor ?other BIND ("above" AS ?side) }
  UNION { ?likeness gw:ancestor ?task ; gw:descendant ?other BIND ("below" AS ?side) }
  ?likeness a gw:Likeness ; gw:relation ?r ; itsrdf:taConfidence ?confidence .
  ?r skos:notation ?relation .
  ?other gw:text ?text ; gw:document ?document .
  ?document eli:title ?title .
  OPTIONAL { ?other gw:heading ?heading }
  OPTIONAL { ?document gw:level/skos:notation ?level }
  OPTIONAL { ?document eli:jurisdiction/skos:prefLabel ?place_name }
} ORDER BY ?relation ?side DESC(?confidence) ?other LIMIT 60"""
)
_DUTIES = (
    PREFIXES
    + """
SELECT ?task ?role ?agency ?label {
  VALUES ?task { UNDEF }
  ?assignment gw:task ?task ; gw:agency ?agency ; gw:role ?part ; gw:order ?order .
  ?part skos:notation ?role .
  ?agency skos:prefLabel ?label .
} ORDER BY ?task ?order"""
)
_DAYS = (
    PREFIXES
    + """
SELECT ?task ?expression ?due {
  VALUES ?task { UNDEF }
  ?deadline gw:task ?task ; gw:expression ?expression ; gw:order ?order .
  OPTIONAL { ?deadline gw:due ?due }
} ORDER BY ?task ?order"""
)

_ONE_WIDTH = str.maketrans(",;:()?!", "，；：（）？！")


@dataclass(frozen=True, slots=True)
class LikeTask:
    """A task that says the same elsewhere; ``here`` and ``there`` are both texts in pieces, each with
    whether it stands in the other one too."""

    facts: Record
    here: list[tuple[str, bool]]
    there: list[tuple[str, bool]]
    duties: list[Record]
    days: list[Record]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the page of a task shows."""

    facts: Record
    assignments: list[Record]
    deadlines: list[Record]
    evidence: list[Record]
    alike: list[LikeTask]


def read_task(site: Site, iri: str) -> TaskPage | None:
    """The task; None where the graph holds no task of that name."""
    found = site.about(_FACTS, task=iri)
    if not found:
        return None
    text = str(found[0]["text"])
    others = site.about(_LIKE, task=iri)
    names = [str(row["other"]) for row in others]
    duties, days = duties_of(site, names), days_of(site, names)
    alike = []
    for row in others:
        here, there = differences(text, str(row["text"]))
        other = str(row["other"])
        alike.append(LikeTask(row, here, there, duties.get(other, []), days.get(other, [])))
    return TaskPage(
        found[0],
        site.about(_ASSIGNMENTS, task=iri),
        site.about(_DEADLINES, task=iri),
        site.about(_EVIDENCE, task=iri),
        alike,
    )


def duties_of(site: Site, tasks: list[str]) -> dict[str, list[Record]]:
    """Who takes part in each of the tasks, and how."""
    return _by_task(site.about(_DUTIES, task=tasks)) if tasks else {}


def days_of(site: Site, tasks: list[str]) -> dict[str, list[Record]]:
    """The time limits of each of the tasks."""
    return _by_task(site.about(_DAYS, task=tasks)) if tasks else {}


def differences(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Two texts in pieces, each with whether the other text has it too; 逗号 of either width are one, and
    a single character between two differences counts as different."""
    here: list[tuple[str, bool]] = []
    there: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(None, one.translate(_ONE_WIDTH), other.translate(_ONE_WIDTH), autojunk=False)
    steps = matcher.get_opcodes()
    for i, (what, a, b, c, d) in enumerate(steps):
        same = what == "equal" and (b - a > 1 or i in (0, len(steps) - 1) or not one[a:b].isalnum())
        if a < b:
            here.append((one[a:b], same))
        if c < d:
            there.append((other[c:d], same))
    return here, there


def _by_task(rows: list[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(str(row["task"]), []).append(row)
    return found
