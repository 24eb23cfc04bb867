"""Bodies: which node a printed name stands for, and what the node says."""

from __future__ import annotations

import re

from kg.model import Agency, AgencyKind, DocumentFacts, SourceFacts
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, gw, rdf, skos
from kg.rdf.nquads import FALSE, TRUE, Pair, iri, join, lines, string
from kg.rdf.places import OPEN

_WIDTH = str.maketrans("()", "（）")
NATIONAL_CODE = "100000"
UNPLACED = "unplaced"

KIND_CLASSES: dict[AgencyKind, str] = {
    "government": gw.Government,
    "office": gw.GovernmentOffice,
    "department": gw.Department,
    "party": gw.PartyOrgan,
    "congress": gw.Congress,
    "court": gw.Court,
    "mass_organisation": gw.MassOrganisation,
    "institution": gw.Institution,
    "enterprise": gw.Enterprise,
    "collective": gw.CollectiveBody,
}

_TYPE, _LABEL, _NAME = iri(rdf.type), iri(skos.prefLabel), iri(gw.fullName)
_ALSO = iri(skos.altLabel)
_SYSTEM, _PLACE, _LEVEL, _RESOLVED = iri(gw.system), iri(gw.place), iri(gw.level), iri(gw.resolved)
_KINDS = {kind: iri(name) for kind, name in KIND_CLASSES.items()}


def body_label(agency: Agency) -> str:
    """A body's full name, else its printed one in one spelling: 各乡镇(街道) is 各乡镇（街道）."""
    return agency.name or re.sub(r"\s+", "", agency.mention).translate(_WIDTH)


def agency_iri(agency: Agency, facts: DocumentFacts, sha256: str, iris: Iris) -> str:
    """The node of a body that a document names.

    A full name is told apart by the body's place alone. A name that stayed open means another body in
    each place (县教育局, 各乡镇人民政府), so the document's place keeps it apart, and where that is not
    known either, or is itself a name of several (鼓楼区), the source.
    """
    if agency.place or agency.level == "national":
        place = agency.place
    elif agency.name:
        return body_iri(agency, iris)
    else:
        place = facts.place
        if place is None:
            return iris.agency(sha256[:16], body_label(agency))
    if place is not None and place.code.startswith(OPEN):
        return iris.agency(sha256[:16], body_label(agency))
    return iris.agency(place.code if place else NATIONAL_CODE, body_label(agency))


def body_iri(agency: Agency, iris: Iris) -> str:
    """The node of a body with a full name, whichever document names it."""
    level = NATIONAL_CODE if agency.level == "national" else UNPLACED
    return iris.agency(agency.place.code if agency.place else level, body_label(agency))


def named_agency(name: str, facts: DocumentFacts) -> Agency:
    """What a printed name stands for in a document; ValueError where the facts don't tell."""
    try:
        return facts.agencies[name]
    except KeyError:
        raise ValueError(
            f"{facts.document.key} names the body {name!r}, which the facts don't describe"
        ) from None


def agency_quads(facts: SourceFacts, iris: Iris) -> bytes:
    """The description of every body that a source's facts name, as N-Quads of ``graph/agencies``.

    It depends on each body's identity alone, so that writing it again for another source adds nothing.
    """
    graph = iris.graph("agencies")
    found: list[str] = []
    for document in facts.documents:
        names = [party.name for party in document.parties]
        names += [a.name for task in document.tasks for a in task.assignments]
        for name in dict.fromkeys(names):
            agency = named_agency(name, document)
            node = agency_iri(agency, document, facts.source.sha256, iris)
            found += lines(node, description(agency, iris), graph)
    return join(found)


def description(agency: Agency, iris: Iris) -> list[Pair]:
    """What a body's node says, whichever document names it."""
    label = string(body_label(agency))
    return [
        (_TYPE, _KINDS[agency.kind]),
        (_LABEL, label),
        (_NAME, label if agency.name else None),
        (_ALSO, string(short) if (short := _without_city(agency)) else None),
        (_SYSTEM, iri(concept("system", agency.system)) if agency.system else None),
        (_PLACE, iri(iris.place(agency.place.code)) if agency.place else None),
        (_LEVEL, iri(concept("level", agency.level)) if agency.level else None),
        (_RESOLVED, TRUE if agency.name else FALSE),
        *_members(agency, iris),
    ]


def _without_city(agency: Agency) -> str | None:
    """The name by which a district's body is known within its city: 南京市鼓楼区教育局 is 鼓楼区教育局."""
    place = agency.place
    if not agency.name or place is None or place.level != "county" or not place.parents:
        return None
    short = agency.name.replace(place.parents[-1] + place.name, place.name, 1)
    return short if short != agency.name else None


def _members(agency: Agency, iris: Iris) -> list[Pair]:
    """Who a collective body is; a name that several divisions have tells of none."""
    who, place = agency.members, agency.place
    if who is None or (place is not None and place.code.startswith(OPEN)):
        return []
    return [
        (iri(gw.membersOf), iri(iris.place(place.code)) if place else None),
        (iri(gw.memberKind), _KINDS[who.kind]),
        *((iri(gw.memberLevel), iri(concept("level", level))) for level in who.levels),
        *((iri(gw.memberEnding), string(ending)) for ending in who.endings),
    ]
