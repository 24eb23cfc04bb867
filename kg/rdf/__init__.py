"""Room 5: records to quads.

Every function that writes returns N-Quads as UTF-8 bytes: the fastest way into an embedded store, and
the same for a remote one.
"""

from kg.rdf.agencies import agency_quads, body_iri
from kg.rdf.chains import (
    MADE_AGAIN,
    additional_name_quads,
    bracketed_names,
    chain_quads,
    reform_quads,
    stored_bodies,
    township_collectives,
)
from kg.rdf.entailment import entailment_quads
from kg.rdf.identity import WorkRow, identify
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.places import place_quads
from kg.rdf.source import source_quads
from kg.rdf.validation import Finding, validate
from kg.rdf.vocabulary import vocabulary_quads
from kg.rdf.works import document_size, stored_rows, work_quads

__all__ = [
    "DEFAULT_BASE",
    "MADE_AGAIN",
    "Finding",
    "Iris",
    "WorkRow",
    "additional_name_quads",
    "agency_quads",
    "body_iri",
    "bracketed_names",
    "chain_quads",
    "document_size",
    "entailment_quads",
    "identify",
    "place_quads",
    "reform_quads",
    "source_quads",
    "stored_bodies",
    "stored_rows",
    "township_collectives",
    "validate",
    "vocabulary_quads",
    "work_quads",
]
