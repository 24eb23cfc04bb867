"""Room 5: records to quads.

Every function that writes returns N-Quads as UTF-8 bytes: the fastest way into an embedded store, and
the same for a remote one.
"""

from kg.rdf.agencies import agency_quads
from kg.rdf.entailment import entailment_quads
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.source import source_quads
from kg.rdf.validation import Finding, validate
from kg.rdf.vocabulary import place_quads, vocabulary_quads
from kg.rdf.works import WorkRow, identify, stored_rows, work_quads

__all__ = [
    "DEFAULT_BASE",
    "Finding",
    "Iris",
    "WorkRow",
    "agency_quads",
    "entailment_quads",
    "identify",
    "place_quads",
    "source_quads",
    "stored_rows",
    "validate",
    "vocabulary_quads",
    "work_quads",
]
