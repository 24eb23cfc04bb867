"""Works that are not held, places, lines of work, and whatever else has an IRI."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf.namespaces import gw
from kg.web.entities.document import read_lineage
from kg.web.links import FACT, is_iri
from kg.web.paging import page_at, page_starts
from kg.web.reader import Reader, Record

_WORK = """
SELECT * {
  VALUES ?work { UNDEF }
  ?work a gw:Work .
  OPTIONAL { ?work eli:title ?title }
  OPTIONAL { ?work eli:id_local ?number }
  OPTIONAL { ?work gw:level/skos:notation ?level }
  OPTIONAL { ?work gw:issuerName ?issuer }
  OPTIONAL { ?work eli:jurisdiction ?place . ?place skos:prefLabel ?place_name }
  OPTIONAL { ?work eli:date_document ?day }
  OPTIONAL { ?work eli:in_force ?state BIND (STRENDS(STR(?state), "notInForce") AS ?repealed) }
  OPTIONAL { ?work eli:repealed_by ?successor . ?successor eli:title ?successor_title }
} LIMIT 1"""
_HELD = """
SELECT DISTINCT ?document ?title ?number {
  VALUES ?work { UNDEF }
  ?document gw:work ?work ; eli:title ?title .
  OPTIONAL { ?document eli:id_local ?number }
} ORDER BY ?title"""
_CITED = """
SELECT DISTINCT ?document ?title ?number ?level ?issued ?relation ?article ?quote ?citation {
  VALUES ?work { UNDEF }
  ?citation gw:citedWork ?work ; gw:document ?document ; gw:relation ?kind .
  ?kind skos:notation ?relation .
  ?document eli:title ?title .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document gw:level/skos:notation ?level }
  OPTIONAL { ?document eli:date_document ?issued }
  OPTIONAL { ?citation gw:article ?article }
  OPTIONAL { ?citation gw:evidence/oa:exact ?quote }
} ORDER BY ?issued ?title ?citation LIMIT 200"""
_OTHER_TITLES = "SELECT ?title { VALUES ?work { UNDEF } ?work eli:title_alternative ?title } ORDER BY ?title"
_PLACE = """
SELECT * {
  VALUES ?place { UNDEF }
  ?place a eli:AdministrativeArea ; skos:prefLabel ?label .
  OPTIONAL { ?place skos:notation ?code }
  OPTIONAL { ?place gw:level/skos:notation ?level }
  OPTIONAL { ?place gw:parentPlace ?parent . ?parent skos:prefLabel ?parent_name }
} LIMIT 1"""
_PLACE_CHANGES = """
SELECT ?year ?kind ?name ?code {
  VALUES ?place { UNDEF }
  ?change gw:changeOf ?place ; gw:changeYear ?year .
  OPTIONAL { ?change gw:changeKind ?kind }
  OPTIONAL { ?change gw:formerName ?name }
  OPTIONAL { ?change gw:formerCode ?code }
} ORDER BY ?year"""
_PLACE_DOCUMENTS = """
SELECT DISTINCT ?document ?title ?number ?issued ?genre {
  VALUES ?place { UNDEF }
  ?document eli:jurisdiction ?place ; a gw:Document ; eli:title ?title .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document eli:date_document ?issued }
  OPTIONAL { ?document gw:genre ?genre }
} ORDER BY DESC(?issued) ?document LIMIT 200"""
_PLACE_AGENCIES = """
SELECT ?agency ?label ?system (COUNT(DISTINCT ?task) AS ?tasks) {
  VALUES ?place { UNDEF }
  ?agency gw:place ?place ; a gw:Agency ; skos:prefLabel ?label .
  OPTIONAL { ?agency gw:system ?system }
  OPTIONAL { ?assignment gw:agency ?agency ; gw:task ?task }
} GROUP BY ?agency ?label ?system ORDER BY DESC(?tasks) ?label LIMIT 200"""
_PLACE_BELOW = """
SELECT ?other ?label (COUNT(DISTINCT ?document) AS ?documents) {
  VALUES ?place { UNDEF }
  ?other gw:parentPlace ?place ; skos:prefLabel ?label .
  OPTIONAL { ?document eli:jurisdiction ?other ; a gw:Document }
} GROUP BY ?other ?label ORDER BY DESC(?documents) ?other LIMIT 200"""
_SYSTEM = """
SELECT ?agency ?label ?level ?place ?place_name ?tasks {
  { SELECT ?agency (COUNT(DISTINCT ?task) AS ?tasks) {
      VALUES ?system { UNDEF }
      ?agency gw:system ?system
      OPTIONAL { ?assignment gw:agency ?agency ; gw:task ?task }
    } GROUP BY ?agency ORDER BY DESC(?tasks) ?agency LIMIT 500 }
  ?agency skos:prefLabel ?label .
  OPTIONAL { ?agency gw:level ?of . ?of skos:notation ?level }
  OPTIONAL { ?agency gw:place ?place . ?place skos:prefLabel ?place_name }
} ORDER BY DESC(?tasks) ?label"""
_STATEMENTS = "SELECT DISTINCT ?p ?o { VALUES ?thing { UNDEF } ?thing ?p ?o } ORDER BY ?p ?o LIMIT 400"
_MENTIONS = "SELECT DISTINCT ?s ?p { VALUES ?thing { UNDEF } ?s ?p ?thing } ORDER BY ?p ?s LIMIT 100"
_PLACE_IN_TEXT = """
SELECT ?text (MIN(?at) AS ?start) {
  VALUES ?thing { UNDEF } VALUES ?source { UNDEF }
  ?thing gw:evidence/oa:start ?at . ?source gw:plainText ?text
} GROUP BY ?text"""
_LEVELS = ("national", "provincial", "municipal", "county", "township")


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A work known from citations; ``held`` are the documents that it is, none where it is not held."""

    facts: Record
    other_titles: list[Record]
    held: list[Record]
    cited: list[Record]
    above: list[Record]
    below: list[Record]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """An administrative division."""

    facts: Record
    documents: list[Record]
    agencies: list[Record]
    below: list[Record]
    changes: list[Record]


@dataclass(frozen=True, slots=True)
class SystemPage:
    """A line of work: its bodies by level, from the widest."""

    levels: dict[str, list[Record]]


@dataclass(frozen=True, slots=True)
class ThingPage:
    """Anything: what is said of it and what refers to it. ``page`` is the page of its document's text on
    which the fact has its place, 0 where that text has one page; ``names`` is what the things are called."""

    statements: list[Record]
    mentions: list[Record]
    page: int
    names: dict[str, str]


def read_work(reader: Reader, iri: str) -> WorkPage | None:
    """The work; None where the graph knows none of that name."""
    found = reader.about(_WORK, work=iri)
    if not found:
        return None
    return WorkPage(
        found[0],
        reader.about(_OTHER_TITLES, work=iri),
        reader.about(_HELD, work=iri),
        reader.about(_CITED, work=iri),
        *read_lineage(reader, iri),
    )


def read_place(reader: Reader, iri: str) -> PlacePage | None:
    """The place; None where the graph knows none of that code."""
    found = reader.about(_PLACE, place=iri)
    if not found:
        return None
    return PlacePage(
        found[0],
        reader.about(_PLACE_DOCUMENTS, place=iri),
        reader.about(_PLACE_AGENCIES, place=iri),
        reader.about(_PLACE_BELOW, place=iri),
        reader.about(_PLACE_CHANGES, place=iri),
    )


def read_system(reader: Reader, iri: str) -> SystemPage | None:
    """The line of work; None where it is none that the graph's ontology lists."""
    if not iri.startswith(f"{gw}system-") or not reader.name_of(iri):
        return None
    found: dict[str, list[Record]] = {level: [] for level in (*_LEVELS, "")}
    for row in reader.about(_SYSTEM, system=iri):
        found[str(row["level"] or "")].append(row)
    return SystemPage({level: rows for level, rows in found.items() if rows})


def read_thing(reader: Reader, iri: str) -> ThingPage | None:
    """What the graph says of an IRI; None where it says nothing."""
    statements = reader.about(_STATEMENTS, thing=iri)
    mentions = reader.about(_MENTIONS, thing=iri)
    if not statements and not mentions:
        return None
    things = dict.fromkeys(value for row in statements if is_iri(value := row["o"]))
    things |= dict.fromkeys(row["s"] for row in mentions)
    names = {str(thing): name for thing in things if (name := reader.name_of(str(thing)))}
    return ThingPage(statements, mentions, _page_in_text(reader, iri), names)


def _page_in_text(reader: Reader, iri: str) -> int:
    inside = FACT.fullmatch(iri)
    places = reader.about(_PLACE_IN_TEXT, thing=iri, source=inside["source"]) if inside else []
    starts = page_starts(str(places[0]["text"])) if places else [0]
    return page_at(starts, int(str(places[0]["start"]))) if len(starts) > 1 else 0
