"""A document: its facts, its sections and tasks, its text, what it rests on and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.web.entities.duties import assignments_of, deadlines_of
from kg.web.marking import Mark, read_marks
from kg.web.paging import page_at, page_ends, page_starts
from kg.web.reader import Reader, Record

_FACTS = """
SELECT * {
  VALUES ?document { UNDEF }
  ?document a gw:Document ; eli:title ?title ; gw:source ?source ; gw:order ?order .
  ?source gw:fileName ?file .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document gw:genre ?genre }
  OPTIONAL { ?document eli:date_document ?issued }
  OPTIONAL { ?document eli:date_publication ?published }
  OPTIONAL { ?document gw:level/skos:notation ?level }
  OPTIONAL { ?document eli:jurisdiction ?place . ?place skos:prefLabel ?place_name }
  OPTIONAL { ?document gw:disclosure ?disclosure }
  OPTIONAL { ?document gw:validity ?validity }
  OPTIONAL { ?document gw:indexNumber ?index_number }
  OPTIONAL { ?document gw:work ?work }
  OPTIONAL { ?document gw:evidence/oa:start ?start }
}"""
_PARTIES = """
SELECT ?party ?role ?agency ?name ?label ?start {
  VALUES ?document { UNDEF }
  ?party a gw:Party ; gw:document ?document ; gw:agency ?agency ; gw:role/skos:notation ?role ;
    gw:printedName ?name ; gw:order ?order .
  ?agency skos:prefLabel ?label .
  OPTIONAL { ?party gw:evidence/oa:start ?start }
} ORDER BY ?order"""
_RELATED = """
SELECT DISTINCT ?kind ?other ?title ?order {
  VALUES ?document { UNDEF }
  { ?document gw:promulgates ?other BIND ("promulgates" AS ?kind) }
  UNION { ?other gw:promulgates ?document BIND ("promulgated_by" AS ?kind) }
  UNION { ?document gw:source ?source . ?other gw:source ?source FILTER (?other != ?document)
    BIND ("same_file" AS ?kind) }
  ?other eli:title ?title ; gw:order ?order .
} ORDER BY ?kind ?order"""
_SECTIONS = """
SELECT ?section ?path ?heading ?start {
  VALUES ?document { UNDEF }
  ?section a gw:Section ; eli:is_part_of+ ?document ; gw:path ?path ; gw:order ?order .
  OPTIONAL { ?section gw:heading ?heading }
  OPTIONAL { ?section gw:evidence/oa:start ?start }
} ORDER BY ?order"""
_TASKS = """
SELECT ?task ?path ?heading ?text ?kind (MIN(?at) AS ?start) {
  VALUES ?document { UNDEF }
  ?task a gw:Task ; gw:document ?document ; gw:text ?text ; gw:order ?order ; gw:taskKind ?kind .
  OPTIONAL { ?task gw:path ?path }
  OPTIONAL { ?task gw:heading ?heading }
  OPTIONAL { ?task gw:evidence/oa:start ?at }
} GROUP BY ?task ?path ?heading ?text ?kind ?order ORDER BY ?order"""
_CITATIONS = """
SELECT ?citation ?relation ?title ?number ?article ?work ?held ?start {
  VALUES ?document { UNDEF }
  ?citation a gw:Citation ; gw:document ?document ; gw:order ?order ; gw:relation/skos:notation ?relation .
  OPTIONAL { ?citation gw:citedTitle ?title }
  OPTIONAL { ?citation gw:citedNumber ?number }
  OPTIONAL { ?citation gw:article ?article }
  OPTIONAL { ?citation gw:citedWork ?work }
  OPTIONAL { ?citation gw:evidence/oa:start ?start }
} ORDER BY ?order"""
_CITED_BY = """
SELECT DISTINCT ?other ?title ?number ?relation ?level ?issued {
  VALUES ?document { UNDEF }
  ?document gw:work ?work .
  ?citation gw:citedWork ?work ; gw:document ?other ; gw:relation ?kind .
  ?kind skos:notation ?relation .
  ?other eli:title ?title .
  OPTIONAL { ?other eli:id_local ?number }
  OPTIONAL { ?other gw:level/skos:notation ?level }
  OPTIONAL { ?other eli:date_document ?issued }
  FILTER (?other != ?document)
} ORDER BY ?issued ?title LIMIT 200"""
MOST_LINEAGE = 200
# a notice and the texts that it promulgates count as one place of lineage; a text may come from another by
# several methods, and of an Act come thousands: the nearest are chosen before their names are looked up
_LINEAGE = """
SELECT DISTINCT ?other ?title ?number ?level ?relation ?method ?confidence ?steps {
  { SELECT ?other ?steps ?confidence ?r ?m {
      VALUES ?document { UNDEF }
      ?lineage gw:NEAR ?document ; gw:FAR ?other ; gw:relation ?r ; gw:method ?m ;
        itsrdf:taConfidence ?confidence ; gw:steps ?steps .
    } ORDER BY ?steps DESC(?confidence) ?other LIMIT 1000 }
  ?r skos:notation ?relation .
  ?m skos:notation ?method .
  OPTIONAL { ?other eli:title ?title }
  OPTIONAL { ?other eli:id_local ?number }
  OPTIONAL { ?other gw:level/skos:notation ?level }
} ORDER BY ?steps DESC(?confidence) ?other"""
_ABOVE = _LINEAGE.replace("NEAR", "descendant").replace("FAR", "ancestor")
_BELOW = _LINEAGE.replace("NEAR", "ancestor").replace("FAR", "descendant")
_FAMILY = """
SELECT DISTINCT ?one {
  VALUES ?document { UNDEF }
  { VALUES ?document { UNDEF } BIND (?document AS ?one) } UNION { ?document gw:work ?one }
  UNION { ?document gw:promulgates ?one } UNION { ?one gw:promulgates ?document }
  UNION { ?notice gw:promulgates ?document . ?notice gw:work ?one }
}"""
_MARKS = """
SELECT DISTINCT ?fact ?kind ?start ?end {
  VALUES ?document { UNDEF }
  {
    { VALUES ?document { UNDEF } BIND (?document AS ?fact) }
    UNION { ?fact gw:document ?document }
    UNION { ?task gw:document ?document . ?fact gw:task ?task }
  }
  ?fact a ?class ; gw:evidence ?place .
  VALUES (?class ?kind) {
    (gw:Document "document") (gw:Party "party") (gw:Task "task")
    (gw:Assignment "assignment") (gw:Deadline "deadline") (gw:Citation "citation")
  }
  ?place oa:start ?start ; oa:end ?end .
}"""
_TEXT = "SELECT ?text { VALUES ?source { UNDEF } ?source gw:plainText ?text }"


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task of the document with who takes part and until when."""

    task: Record
    assignments: list[Record]
    deadlines: list[Record]


@dataclass(frozen=True, slots=True)
class Text:
    """The page of a text that is shown, of how many, from which place on, with the marks that lie on it.
    ``starts`` are the places where the pages begin, ``first`` is where each fact of the document begins."""

    text: str
    page: int
    starts: list[int]
    marks: list[Mark]
    first: dict[str, int]

    def page_of(self, fact: str) -> int | None:
        """The page on which a fact begins; None where it has no place in the text."""
        return self.number_at(self.first[fact]) if fact in self.first else None

    def number_at(self, place: int) -> int:
        """The page on which a place lies."""
        return page_at(self.starts, place)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the page of a document shows. Of a text of several pages, only the tasks and citations that
    stand on the page shown; ``all_tasks`` and ``all_citations`` are how many there are."""

    facts: Record
    parties: list[Record]
    related: list[Record]
    sections: list[Record]
    tasks: list[TaskEntry]
    all_tasks: int
    citations: list[Record]
    all_citations: int
    cited_by: list[Record]
    above: list[Record]
    below: list[Record]
    text: Text | None


def read_document(reader: Reader, iri: str, page: int | None = None) -> DocumentPage | None:
    """The document with the page asked for of its text, else the one on which it begins; None where the
    graph holds no document of that name."""
    found = reader.about(_FACTS, document=iri)
    if not found:
        return None
    tasks, citations = reader.about(_TASKS, document=iri), reader.about(_CITATIONS, document=iri)
    text = _text(reader, found[0], page)
    shown, cited = [_on_page(rows, text) for rows in (tasks, citations)]
    names = [str(row["task"]) for row in shown]
    duties, days = assignments_of(reader, names), deadlines_of(reader, names)
    above, below = read_lineage(reader, iri)
    return DocumentPage(
        facts=found[0],
        parties=reader.about(_PARTIES, document=iri),
        related=_once(reader.about(_RELATED, document=iri)),
        sections=reader.about(_SECTIONS, document=iri),
        tasks=[
            TaskEntry(row, duties.get(task, []), days.get(task, []))
            for row, task in zip(shown, names, strict=True)
        ],
        all_tasks=len(tasks),
        citations=cited,
        all_citations=len(citations),
        cited_by=reader.about(_CITED_BY, document=iri),
        above=above,
        below=below,
        text=text,
    )


def _text(reader: Reader, facts: Record, page: int | None) -> Text | None:
    texts = reader.about(_TEXT, source=str(facts["source"]))
    if not texts:
        return None
    text = str(texts[0]["text"])
    starts = page_starts(text)
    marks = read_marks(reader.about(_MARKS, document=str(facts["document"])))
    first: dict[str, int] = {}
    for mark in marks:
        first[mark.fact] = min(mark.start, first.get(mark.fact, mark.start))
    if page is None or not 1 <= page <= len(starts):
        page = page_at(starts, int(str(facts["start"] or 0)))
    start, end = page_ends(text, starts)[page - 1]
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    return Text(text[start:end], page, starts, near, first)


def _on_page(rows: list[Record], text: Text | None) -> list[Record]:
    """The rows that begin on the page shown; those without a place count as on the first."""
    if text is None or len(text.starts) == 1:
        return rows
    return [row for row in rows if page_at(text.starts, int(str(row["start"] or 0))) == text.page]


def read_lineage(reader: Reader, iri: str) -> tuple[list[Record], list[Record]]:
    """What a document or work comes from and what comes from it, each other text once, the nearest first;
    of more than ``MOST_LINEAGE`` one more than that."""
    family = [str(row["one"]) for row in reader.about(_FAMILY, document=iri)]
    sides: list[list[Record]] = []
    for query in (_ABOVE, _BELOW):
        found: dict[object, Record] = {}
        for row in reader.about(query, document=family):
            if row["other"] not in family:
                found.setdefault(row["other"], row)
        sides.append(list(found.values())[: MOST_LINEAGE + 1])
    return sides[0], sides[1]


def _once(rows: list[Record]) -> list[Record]:
    """The related documents; those of the same file only where nothing else ties them."""
    tied = {row["other"] for row in rows if row["kind"] != "same_file"}
    return [row for row in rows if row["kind"] != "same_file" or row["other"] not in tied]
