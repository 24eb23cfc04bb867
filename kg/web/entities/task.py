"""A task: who must do it by when, its sentence, whence it comes, how it reads elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.web.entities.document import read_lineage
from kg.web.entities.duties import assignments_of, deadlines_of
from kg.web.marking import Mark, Piece, cut, read_marks
from kg.web.paging import page_at, page_starts
from kg.web.reader import Reader, Record

_FACTS = """
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
_EVIDENCE = """
SELECT ?fact ?kind ?start ?end {
  { VALUES ?task { UNDEF } ?task gw:evidence ?place . ?place oa:start ?start ; oa:end ?end .
    BIND (?task AS ?fact) BIND ("task" AS ?kind) }
  UNION
  { VALUES ?task { UNDEF } ?fact gw:task ?task ; gw:evidence ?place ; a ?class .
    ?place oa:start ?start ; oa:end ?end .
    VALUES (?class ?kind) { (gw:Assignment "assignment") (gw:Deadline "deadline") } }
} ORDER BY ?start"""
_TEXT = "SELECT ?text { VALUES ?source { UNDEF } ?source gw:plainText ?text }"
MOST_LIKE = 60
# how a like task is tied to this one, the nearest first; the query gives the place in this list
_WAYS = ("follows.above", "follows.below", "sibling", "line.above", "line.below", "common")
_LIKE = f"""
SELECT ?other ?way ?likeness ?text ?heading ?document ?title ?level ?place_name {{
  {{ SELECT ?other (MIN(?found) AS ?way) (MAX(?sure) AS ?likeness) {{
      {{ VALUES ?task {{ UNDEF }}
        VALUES (?r ?found) {{ (gw:likeness-follows 0) (gw:likeness-sibling 2) }}
        ?tie gw:descendant ?task ; gw:ancestor ?other ; gw:relation ?r ; itsrdf:taConfidence ?sure }}
      UNION {{ VALUES ?task {{ UNDEF }}
        VALUES (?r ?found) {{ (gw:likeness-follows 1) (gw:likeness-sibling 2) }}
        ?tie gw:ancestor ?task ; gw:descendant ?other ; gw:relation ?r ; itsrdf:taConfidence ?sure }}
      UNION {{ VALUES ?task {{ UNDEF }} ?task gw:descendsFrom ?other BIND (3 AS ?found) BIND (0 AS ?sure) }}
      UNION {{ VALUES ?task {{ UNDEF }} ?other gw:descendsFrom ?task BIND (4 AS ?found) BIND (0 AS ?sure) }}
      UNION {{ VALUES ?task {{ UNDEF }} ?task gw:descendsFrom ?top . ?other gw:descendsFrom ?top
        FILTER (?other != ?task) BIND (5 AS ?found) BIND (0 AS ?sure) }}
    }} GROUP BY ?other ORDER BY ?way DESC(?likeness) ?other LIMIT {MOST_LIKE + 1} }}
  ?other gw:text ?text ; gw:document ?document .
  ?document eli:title ?title .
  OPTIONAL {{ ?other gw:heading ?heading }}
  OPTIONAL {{ ?document gw:level/skos:notation ?level }}
  OPTIONAL {{ ?document eli:jurisdiction/skos:prefLabel ?place_name }}
}} ORDER BY ?way DESC(?likeness) ?other"""

_LEVELS = ("national", "provincial", "municipal", "county", "township")
_AROUND = 60
_ONE_WIDTH = str.maketrans(",;:()?!", "，；：（）？！")


@dataclass(frozen=True, slots=True)
class LikeTask:
    """A task that says the same elsewhere; ``way`` is how it is tied to this one, ``here`` and ``there``
    are both texts in pieces, each with whether it stands in the other one too. The likeness of the two is
    among the facts, 0 where the graph does not tie them directly."""

    facts: Record
    way: str
    here: list[tuple[str, bool]]
    there: list[tuple[str, bool]]
    duties: list[Record]
    days: list[Record]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the page of a task shows. ``sentence`` is its place in the text with what is marked there,
    ``page`` the page of its document's text on which it begins (0 where the text has one page), ``above``
    what its document comes from, the widest level first, ``alike`` the like tasks elsewhere, of more than
    ``MOST_LIKE`` one more than that."""

    facts: Record
    sentence: list[Piece]
    page: int
    assignments: list[Record]
    deadlines: list[Record]
    above: list[Record]
    alike: list[LikeTask]


def read_task(reader: Reader, iri: str) -> TaskPage | None:
    """The task; None where the graph holds no task of that name."""
    found = reader.about(_FACTS, task=iri)
    if not found:
        return None
    text = str(found[0]["text"])
    others = reader.about(_LIKE, task=iri)
    names = [str(row["other"]) for row in others]
    duties, days = assignments_of(reader, [iri, *names]), deadlines_of(reader, [iri, *names])
    alike = []
    for row in others:
        here, there = differences(text, str(row["text"]))
        other = str(row["other"])
        alike.append(
            LikeTask(
                row, _WAYS[int(str(row["way"]))], here, there, duties.get(other, []), days.get(other, [])
            )
        )
    above, _ = read_lineage(reader, str(found[0]["document"]))
    sentence, page = _sentence(reader, iri, str(found[0]["source"]))
    return TaskPage(
        found[0], sentence, page, duties.get(iri, []), days.get(iri, []), sorted(above, key=_by_level), alike
    )


def _sentence(reader: Reader, iri: str, source: str) -> tuple[list[Piece], int]:
    """The task's place in the text with a little around it; what its facts rest on is marked."""
    texts = reader.about(_TEXT, source=source)
    marks = read_marks(reader.about(_EVIDENCE, task=iri))
    own = [mark for mark in marks if mark.kind == "task"]
    if not texts or not own:
        return [], 0
    text = str(texts[0]["text"])
    starts = page_starts(text)
    page = page_at(starts, min(mark.start for mark in own)) if len(starts) > 1 else 0
    return _around(text, marks, own), page


def _around(text: str, marks: list[Mark], own: list[Mark]) -> list[Piece]:
    first, last = min(mark.start for mark in own), max(mark.end for mark in own)
    near = [mark for mark in marks if mark.start < last + 4 * _AROUND and mark.end > first - 4 * _AROUND]
    first, last = min(mark.start for mark in near), max(mark.end for mark in near)
    first = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    end = text.find("\n", last)
    return cut(text, near, first, min(len(text) if end < 0 else end, last + _AROUND))


def _by_level(row: Record) -> tuple[int, int]:
    """From the widest level down; on a level, the farthest first."""
    level = str(row["level"])
    return (_LEVELS.index(level) if level in _LEVELS else len(_LEVELS)), -int(str(row["steps"]))


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
