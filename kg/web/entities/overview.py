"""What a graph holds, as the first page tells it and as VoID describes it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf.namespaces import gw
from kg.sparql import GraphInfo
from kg.web.reader import Reader, Record

_GENRES = """SELECT (COALESCE(?word, "") AS ?genre) (COUNT(DISTINCT ?d) AS ?n) {
    ?d a gw:Document OPTIONAL { ?d gw:genre ?word } } GROUP BY ?word ORDER BY DESC(?n) ?genre LIMIT 12"""
_PLACES = """SELECT ?place ?label (COUNT(DISTINCT ?d) AS ?n) {
    ?d a gw:Document ; eli:jurisdiction ?place . ?place skos:prefLabel ?label
} GROUP BY ?place ?label ORDER BY DESC(?n) ?label LIMIT 12"""
# tasks are counted only for the bodies that are named most: to count them for all takes half a minute
# in a graph of 25,000 documents
_BUSY = """SELECT ?agency ?label (COUNT(DISTINCT ?task) AS ?n) {
    { SELECT ?agency { ?part gw:agency ?agency } GROUP BY ?agency ORDER BY DESC(COUNT(?part)) LIMIT 100 }
    ?agency gw:resolved true ; skos:prefLabel ?label .
    ?a gw:agency ?agency ; gw:task ?task
} GROUP BY ?agency ?label ORDER BY DESC(?n) ?label LIMIT 10"""
_CLASSES = ("Document", "Task", "Assignment", "Deadline", "Citation", "Agency", "Work", "Source")


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of the first page: all counts; genres and places with their documents; the bodies with
    most tasks."""

    info: GraphInfo
    genres: list[Record]
    places: list[Record]
    busy: list[Record]


@dataclass(frozen=True, slots=True)
class Extent:
    """How many things the statements are about, how many properties they use, the members of classes."""

    subjects: int
    properties: int
    members: dict[str, int]


def read_overview(reader: Reader) -> Overview:
    """What the first page tells."""
    return Overview(reader.graph.info(), reader.rows(_GENRES), reader.rows(_PLACES), reader.rows(_BUSY))


def read_extent(reader: Reader) -> Extent:
    """What a description of the data set tells besides."""
    return Extent(
        reader.number("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        reader.number("SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        {
            name: reader.number(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{gw}{name}> }}")
            for name in _CLASSES
        },
    )
