"""The namespaces of the graph, closed: a term that its vocabulary does not have raises.

The lists hold the terms that the package and the ontology use. ``gw`` is complete: a test compares
it with ontology/gongwen.ttl, and the reused terms with the published vocabularies.
"""

from __future__ import annotations

from collections.abc import Iterator


class Namespace:
    """A vocabulary: ``eli.title`` is the IRI of a term; a term not listed raises AttributeError."""

    def __init__(self, prefix: str, base: str, terms: str) -> None:
        self._prefix, self._base, self._terms = prefix, base, frozenset(terms.split())

    def __getattr__(self, term: str) -> str:
        if term.startswith("_") or term not in self._terms:
            raise AttributeError(f"{self._prefix}:{term} is no term that gongwen knows")
        return self._base + term

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._terms))

    def __str__(self) -> str:
        return self._base


gw = Namespace(
    "gw",
    "https://w3id.org/gongwen/ontology#",
    # classes
    """
    Source PageField Document Section Work Participation Party Assignment Task Deadline Citation Agency
    Government GovernmentOffice Department PartyOrgan Congress Court MassOrganisation Institution
    Enterprise CollectiveBody"""
    # of sources and documents
    """
    source fileName sha256 encoding characters plainText pageField order agencyCode year serial genre level
    disclosure validity indexNumber leadIssuer addressee copiedTo promulgates promulgatedBy issued work
    evidence document contains path heading"""
    # of participations, tasks and deadlines
    """
    agency role printedName inherited task text taskKind assignedTo ledBy responsibleBody cooperatingBody
    supervisedBy assignedTask leads responsibleFor cooperatesOn supervises expression deadlineKind value
    due duration times businessDays countsFrom"""
    # of citations, works, bodies, places and lines of work
    """
    citedTitle citedNumber citedLevel citedPlace citedIssuerName article relation cue citedWork
    issuerName held fullName system place resolved parentPlace
    nationalName provincialName municipalName countyName"""
    # of what is derived from the whole graph
    """
    Lineage Likeness Cycle descendant ancestor method steps via sharedWords descendsFrom reissueOf
    follows sibling cycleMember"""
    # of chains of bodies, reforms, collectives and places
    """
    superior governmentSuperior partySuperior verticalSuperior functionalCounterpart counterpartAbove
    counterpartBelow derived additionalName membersOf memberLevel memberEnding memberKind
    Merger Renaming Founding changeYear divisionKind candidate PlaceChange changeOf changeKind
    formerName formerCode listed""",
)
eli = Namespace(
    "eli",
    "http://data.europa.eu/eli/ontology#",
    """LegalResource LegalResourceSubdivision AdministrativeArea title title_alternative id_local
    type_document date_document date_publication jurisdiction passed_by is_part_of has_part cites cited_by
    based_on basis_for ensures_implementation_of implementation_ensured_by is_another_publication_of
    in_force InForce-inForce InForce-notInForce first_date_entry_in_force repealed_by""",
)
cv = Namespace("cv", "http://data.europa.eu/m8g/", "Participation PublicOrganisation role hasParticipant")
org = Namespace(
    "org",
    "http://www.w3.org/ns/org#",
    """Organization FormalOrganization ChangeEvent subOrganizationOf originalOrganization
    resultingOrganization""",
)
oa = Namespace("oa", "http://www.w3.org/ns/oa#", "TextPositionSelector TextQuoteSelector start end exact")
prov = Namespace("prov", "http://www.w3.org/ns/prov#", "Activity wasDerivedFrom wasGeneratedBy")
itsrdf = Namespace("itsrdf", "http://www.w3.org/2005/11/its/rdf#", "taConfidence")
skos = Namespace(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    """Concept ConceptScheme inScheme topConceptOf notation prefLabel altLabel definition example broader
    narrower""",
)
dcterms = Namespace(
    "dcterms",
    "http://purl.org/dc/terms/",
    "format title description license source date",
)
void = Namespace("void", "http://rdfs.org/ns/void#", "Dataset vocabulary uriSpace")
dcat = Namespace("dcat", "http://www.w3.org/ns/dcat#", "Dataset")
rdf = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type value")
rdfs = Namespace(
    "rdfs",
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment subClassOf subPropertyOf domain range seeAlso",
)
owl = Namespace(
    "owl",
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty inverseOf versionInfo",
)
xsd = Namespace("xsd", "http://www.w3.org/2001/XMLSchema#", "string integer boolean date duration double")
sh = Namespace(
    "sh",
    "http://www.w3.org/ns/shacl#",
    """focusNode resultSeverity resultMessage value ValidationResult Violation
    Warning Info""",
)

NAMESPACES: dict[str, Namespace] = {
    "gw": gw,
    "eli": eli,
    "cv": cv,
    "org": org,
    "oa": oa,
    "prov": prov,
    "itsrdf": itsrdf,
    "skos": skos,
    "dcterms": dcterms,
    "void": void,
    "dcat": dcat,
    "rdf": rdf,
    "rdfs": rdfs,
    "owl": owl,
    "xsd": xsd,
    "sh": sh,
}
"""Every namespace by its prefix, in one order for queries and exports."""


def concept(scheme: str, notation: str) -> str:
    """The IRI of a concept of the SKOS lists: ``concept("role", "lead")`` is ``gw:role-lead``."""
    return f"{gw}{scheme}-{notation}"
