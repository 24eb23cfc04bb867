"""A body: its names, its duties by deadline, its partners, those above and below it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.web.reader import Reader, Record

MOST_TASKS = 300

_FACTS = """
SELECT ?label ?full ?resolved ?derived ?level ?place ?place_name ?system ?class ?members ?members_name {
  VALUES ?agency { UNDEF }
  ?agency a gw:Agency ; skos:prefLabel ?label .
  OPTIONAL { ?agency gw:resolved ?resolved }
  OPTIONAL { ?agency gw:derived ?derived }
  OPTIONAL { ?agency gw:membersOf ?members . ?members skos:prefLabel ?members_name }
  OPTIONAL { ?agency gw:fullName ?full }
  OPTIONAL { ?agency gw:level/skos:notation ?level }
  OPTIONAL { ?agency gw:place ?place . ?place skos:prefLabel ?place_name }
  OPTIONAL { ?agency gw:system ?system }
  OPTIONAL { ?agency a ?class . FILTER (?class IN (gw:Government, gw:GovernmentOffice, gw:Department,
    gw:PartyOrgan, gw:Congress, gw:Court, gw:MassOrganisation, gw:Institution, gw:Enterprise,
    gw:CollectiveBody)) }
} LIMIT 1"""
_NAMES = """
SELECT ?name (COUNT(DISTINCT ?part) AS ?times) (COUNT(DISTINCT ?source) AS ?sources) {
  VALUES ?agency { UNDEF }
  ?part gw:agency ?agency ; gw:printedName ?name .
  BIND (REPLACE(STR(?part), "/D[0-9]+/.*$", "") AS ?source)
} GROUP BY ?name ORDER BY DESC(?times) ?name LIMIT 50"""
_TASKS = """
SELECT ?task ?role ?heading ?text ?document ?title (MIN(?day) AS ?due)
    (GROUP_CONCAT(DISTINCT ?words; SEPARATOR = "；") AS ?expressions) {
  VALUES ?agency { UNDEF }
  ?assignment gw:agency ?agency ; gw:task ?task ; gw:role ?part .
  ?part skos:notation ?role .
  ?task gw:text ?text ; gw:document ?document .
  ?document eli:title ?title .
  OPTIONAL { ?task gw:heading ?heading }
  OPTIONAL { ?printed gw:task ?task ; gw:expression ?words }
  OPTIONAL { ?dated gw:task ?task ; gw:due ?day }  # apart: MIN of a group with an unbound value is unbound
} GROUP BY ?task ?role ?heading ?text ?document ?title
ORDER BY (!BOUND(?due)) ?due ?document ?task LIMIT MOST""".replace("MOST", str(MOST_TASKS + 1))
_PARTNERS = """
SELECT ?other ?label (COUNT(DISTINCT ?task) AS ?tasks) {
  VALUES ?agency { UNDEF }
  ?mine gw:agency ?agency ; gw:task ?task .
  ?theirs gw:task ?task ; gw:agency ?other .
  FILTER (?other != ?agency)
  ?other skos:prefLabel ?label .
} GROUP BY ?other ?label ORDER BY DESC(?tasks) ?label LIMIT 20"""
_ISSUED = """
SELECT DISTINCT ?document ?title ?number ?issued {
  VALUES ?agency { UNDEF }
  ?document eli:passed_by ?agency ; a gw:Document ; eli:title ?title .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document eli:date_document ?issued }
} ORDER BY DESC(?issued) ?title LIMIT 100"""
_CHAIN = """
SELECT DISTINCT ?relation ?other ?label ?level {
  VALUES ?agency { UNDEF }
  { ?agency gw:counterpartAbove ?other BIND ("1-counterpart_above" AS ?relation) }
  UNION { ?other gw:counterpartAbove ?agency BIND ("2-counterpart_below" AS ?relation) }
  UNION { ?agency gw:governmentSuperior ?other BIND ("3-superior" AS ?relation) }
  UNION { ?agency gw:partySuperior ?other BIND ("3-superior" AS ?relation) }
  UNION { ?agency gw:verticalSuperior ?other BIND ("4-vertical" AS ?relation) }
  UNION { ?agency org:subOrganizationOf ?other BIND ("5-unit_of" AS ?relation) }
  ?other skos:prefLabel ?label .
  OPTIONAL { ?other gw:level/skos:notation ?level }
} ORDER BY ?relation ?label LIMIT 60"""
_REFORMS = """
SELECT DISTINCT ?event ?year ?side ?other ?name {
  VALUES ?agency { UNDEF }
  { ?event org:originalOrganization ?agency ; org:resultingOrganization ?other BIND ("became" AS ?side) }
  UNION { ?event org:resultingOrganization ?agency ; org:originalOrganization ?other BIND ("from" AS ?side) }
  ?other skos:prefLabel ?name .
  OPTIONAL { ?event gw:changeYear ?year }
} ORDER BY ?year ?event ?name LIMIT 40"""


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """All that the page of a body shows; ``more`` tells that it has more tasks than are listed."""

    facts: Record
    names: list[Record]
    tasks: dict[str, list[Record]]
    more: bool
    partners: list[Record]
    issued: list[Record]
    chain: list[Record]
    reforms: list[Record]


def read_agency(reader: Reader, iri: str) -> AgencyPage | None:
    """The body; None where the graph knows none of that name."""
    found = reader.about(_FACTS, agency=iri)
    if not found:
        return None
    rows = reader.about(_TASKS, agency=iri)
    tasks: dict[str, list[Record]] = {role: [] for role in ("lead", "responsible", "cooperate", "supervise")}
    for row in rows[:MOST_TASKS]:
        tasks.setdefault(str(row["role"]), []).append(row)
    return AgencyPage(
        facts=found[0],
        names=reader.about(_NAMES, agency=iri),
        tasks={role: listed for role, listed in tasks.items() if listed},
        more=len(rows) > MOST_TASKS,
        partners=reader.about(_PARTNERS, agency=iri),
        issued=reader.about(_ISSUED, agency=iri),
        chain=reader.about(_CHAIN, agency=iri),
        reforms=reader.about(_REFORMS, agency=iri),
    )
