"""A document: its facts, its sections and tasks, its text, what it rests on and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.web.prefixes import PREFIXES
from kg.web.site import Record, Site

_FACTS = (
    PREFIXES
    + """
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
)
_PARTIES = (
    PREFIXES
    + """
SELECT ?party ?role ?agency ?name ?label ?start {
  VALUES ?document { UNDEF }
  ?party a gw:Party ; gw:document ?document ; gw:agency ?agency ; gw:role/skos:notation ?role ;
    gw:printedName ?name ; gw:order ?order .
  ?agency skos:prefLabel ?label .
  OPTIONAL { ?party gw:evidence/oa:start ?start }
} ORDER BY ?order"""
)
_RELATED = (
    PREFIXES
    + """
SELECT DISTINCT ?kind ?other ?title ?order {
  VALUES ?document { UNDEF }
  { ?document gw:promulgates ?other BIND ("promulgates" AS ?kind) }
  UNION { ?other gw:promulgates ?document BIND ("promulgated_by" AS ?kind) }
  UNION { ?document gw:source ?source . ?other gw:source ?source FILTER (?other != ?document)
    BIND ("same_file" AS ?kind) }
  ?other eli:title ?title ; gw:order ?order .
} ORDER BY ?kind ?order"""
)
_SECTIONS = (
    PREFIXES
    + """
SELECT ?section ?path ?heading ?start {
  VALUES ?document { UNDEF }
  ?section a gw:Section ; eli:is_part_of+ ?document ; gw:path ?path ; gw:order ?order .
  OPTIONAL { ?section gw:heading ?heading }
  OPTIONAL { ?section gw:evidence/oa:start ?start }
} ORDER BY ?order"""
)
_TASKS = (
    PREFIXES
    + """
SELECT ?task ?path ?heading ?text ?kind (MIN(?at) AS ?start) {
  VALUES ?document { UNDEF }
  ?task a gw:Task ; gw:document ?document ; gw:text ?text ; gw:order ?order ; gw:taskKind ?kind .
  OPTIONAL { ?task gw:path ?path }
  OPTIONAL { ?task gw:heading ?heading }
  OPTIONAL { ?task gw:evidence/oa:start ?at }
} GROUP BY ?task ?path ?heading ?text ?kind ?order ORDER BY ?order"""
)
_ASSIGNMENTS = (
    PREFIXES
    + """
SELECT ?task ?assignment ?role ?agency ?name ?label ?inherited {
  VALUES ?document { UNDEF }
  ?task gw:document ?document .
  ?assignment gw:task ?task ; gw:agency ?agency ; gw:role ?part ; gw:printedName ?name ; gw:order ?order .
  ?part skos:notation ?role .
  ?agency skos:prefLabel ?label .
  OPTIONAL { ?assignment gw:inherited ?inherited }
} ORDER BY ?order"""
)
_DEADLINES = (
    PREFIXES
    + """
SELECT ?task ?deadline ?expression ?kind ?value ?due {
  VALUES ?document { UNDEF }
  ?task gw:document ?document .
  ?deadline gw:task ?task ; gw:expression ?expression ; gw:deadlineKind ?sort ; gw:order ?order .
  ?sort skos:notation ?kind .
  OPTIONAL { ?deadline gw:value ?value }
  OPTIONAL { ?deadline gw:due ?due }
} ORDER BY ?order"""
)
_CITATIONS = (
    PREFIXES
    + """
SELECT ?citation ?relation ?title ?number ?article ?work ?held ?start {
  VALUES ?document { UNDEF }
  ?citation a gw:Citation ; gw:document ?document ; gw:order ?order ; gw:relation/skos:notation ?relation .
  OPTIONAL { ?citation gw:citedTitle ?title }
  OPTIONAL { ?citation gw:citedNumber ?number }
  OPTIONAL { ?citation gw:article ?article }
  OPTIONAL { ?citation gw:citedWork ?work }
  OPTIONAL { ?citation gw:evidence/oa:start ?start }
} ORDER BY ?order"""
)
_CITED_BY = (
    PREFIXES
    + """
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
)
# a notice and the texts that it promulgates count as one place of lineage
_LINEAGE = (
    PREFIXES
    + """
SELECT DISTINCT ?side ?other ?title ?number ?level ?relation ?method ?confidence ?steps {
  VALUES ?document { UNDEF }
  { ?lineage gw:descendant ?document ; gw:ancestor ?other BIND ("above" AS ?side) }
  UNION { ?lineage gw:ancestor ?document ; gw:descendant ?other BIND ("below" AS ?side) }
  ?lineage gw:relation ?r ; gw:method ?m ; itsrdf:taConfidence ?confidence ; gw:steps ?steps .
  ?r skos:notation ?relation .
  ?m skos:notation ?method .
  OPTIONAL { ?other eli:title ?title }
  OPTIONAL { ?other eli:id_local ?number }
  OPTIONAL { ?other gw:level/skos:notation ?level }
} ORDER BY ?side ?steps DESC(?confidence) ?other"""
)
_FAMILY = (
    PREFIXES
    + """
SELECT DISTINCT ?one {
  VALUES ?document { UNDEF }
  { VALUES ?document { UNDEF } BIND (?document AS ?one) } UNION { ?document gw:work ?one }
  UNION { ?document gw:promulgates ?one } UNION { ?one gw:promulgates ?document }
  UNION { ?notice gw:promulgates ?document . ?notice gw:work ?one }
}"""
)
_MARKS = (
    PREFIXES
    + """
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
)
_TEXT = PREFIXES + "SELECT ?text { VALUES ?source { UNDEF } ?source gw:plainText ?text }"


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task of the document with who takes part and until when."""

    task: Record
    assignments: list[Record]
    deadlines: list[Record]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the page of a document shows."""

    facts: Record
    parties: list[Record]
    related: list[Record]
    sections: list[Record]
    tasks: list[TaskEntry]
    citations: list[Record]
    cited_by: list[Record]
    above: list[Record]
    below: list[Record]
    marks: list[Record]
    text: str | None


def read_document(site: Site, iri: str) -> DocumentPage | None:
    """The document; None where the graph holds no document of that name."""
    found = site.about(_FACTS, document=iri)
    if not found:
        return None
    assignments = _by_task(site.about(_ASSIGNMENTS, document=iri))
    deadlines = _by_task(site.about(_DEADLINES, document=iri))
    tasks = [
        TaskEntry(task, assignments.get(str(task["task"]), []), deadlines.get(str(task["task"]), []))
        for task in site.about(_TASKS, document=iri)
    ]
    texts = site.about(_TEXT, source=str(found[0]["source"]))
    above, below = read_lineage(site, iri)
    return DocumentPage(
        facts=found[0],
        parties=site.about(_PARTIES, document=iri),
        related=_once(site.about(_RELATED, document=iri)),
        sections=site.about(_SECTIONS, document=iri),
        tasks=tasks,
        citations=site.about(_CITATIONS, document=iri),
        cited_by=site.about(_CITED_BY, document=iri),
        above=above,
        below=below,
        marks=site.about(_MARKS, document=iri),
        text=str(texts[0]["text"]) if texts else None,
    )


def read_lineage(site: Site, iri: str) -> tuple[list[Record], list[Record]]:
    """What a document or work comes from and what comes from it, each other text once, the nearest first."""
    family = [str(row["one"]) for row in site.about(_FAMILY, document=iri)]
    sides: dict[str, dict[object, Record]] = {"above": {}, "below": {}}
    for row in site.about(_LINEAGE, document=family):
        if row["other"] not in family:
            sides[str(row["side"])].setdefault(row["other"], row)
    return list(sides["above"].values()), list(sides["below"].values())


def _once(rows: list[Record]) -> list[Record]:
    """The related documents; those of the same file only where nothing else ties them."""
    tied = {row["other"] for row in rows if row["kind"] != "same_file"}
    return [row for row in rows if row["kind"] != "same_file" or row["other"] not in tied]


def _by_task(rows: list[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(str(row["task"]), []).append(row)
    return found
