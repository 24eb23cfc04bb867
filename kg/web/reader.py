"""The graph as pages ask it. A reader lives in a process that is ended when a reading takes too long."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, cast

from kg.manifest import read_manifest
from kg.rdf.namespaces import eli, gw, rdfs, skos
from kg.sparql import Graph
from kg.sparql.embedded import Embedded
from kg.sparql.errors import QueryError
from kg.sparql.folder import current_generation
from kg.sparql.terms import Value, values_block

Record = dict[str, Value]
_NAME = f"""SELECT ?name {{
    VALUES ?thing {{ UNDEF }}
    OPTIONAL {{ ?thing <{eli.title}> ?title }} OPTIONAL {{ ?thing <{skos.prefLabel}> ?label }}
    OPTIONAL {{ ?thing <{gw.heading}> ?heading }} OPTIONAL {{ ?thing <{gw.text}> ?text }}
    OPTIONAL {{ ?thing <{eli.id_local}> ?number }} OPTIONAL {{ ?thing <{gw.fileName}> ?file }}
    BIND (COALESCE(?title, ?label, ?heading, ?text, ?number, ?file) AS ?name) FILTER (BOUND(?name))
}} LIMIT 1"""


class NoIri(QueryError):  # noqa: N818 - what it says
    """What was given as an IRI is none."""


class Reader:
    """The graph in a folder, its generation in force. An answer to a person's query has at most
    ``most_rows`` rows."""

    def __init__(self, folder: Path, most_rows: int) -> None:
        self.folder, self.most_rows = folder, most_rows
        self.store = Embedded(folder)
        self.graph = Graph(self.store)

    @cached_property
    def base(self) -> str:
        """The IRI below which the data is named; a graph keeps it for life."""
        return read_manifest(current_generation(self.folder)).base

    def rows(self, sparql: str) -> list[Record]:
        """The rows of a SELECT of our own."""
        return self.graph.query(sparql).records()

    def about(self, sparql: str, **nodes: str | list[str]) -> list[Record]:
        """The rows of a SELECT in which ``VALUES ?name { UNDEF }`` stands for the node or nodes given;
        NoIri for one that is none."""
        from pyoxigraph import NamedNode

        for name, given in nodes.items():
            try:
                terms: list[Any] = [NamedNode(iri) for iri in ([given] if isinstance(given, str) else given)]
            except ValueError:
                raise NoIri(f"{str(given)[:300]} is no IRI") from None
            sparql = sparql.replace(f"VALUES ?{name} {{ UNDEF }}", values_block(name, terms))
        return self.rows(sparql)

    def number(self, sparql: str) -> int:
        """The one number that a SELECT gives."""
        [[value]] = self.graph.query(sparql).rows
        return int(cast("int", value))

    def name_of(self, iri: str) -> str:
        """What a thing is called: its title, name, heading or text; "" where the graph does not say."""
        try:
            found = self.about(_NAME, thing=iri)
        except NoIri:
            return ""
        return str(found[0]["name"]) if found else ""


def read_names(reader: Reader, iris: list[str]) -> list[str]:
    """What each of the things is called."""
    return [reader.name_of(iri) for iri in iris]


def read_labels(reader: Reader) -> dict[str, dict[str, str]]:
    """The labels of the ontology's terms and concepts, by language ("" where none is said)."""
    found: dict[str, dict[str, str]] = {}
    for row in reader.rows(
        f"""SELECT ?term ?label (LANG(?label) AS ?language) {{
            GRAPH <{reader.base}graph/ontology> {{
                {{ ?term <{rdfs.label}> ?label }} UNION {{ ?term <{skos.prefLabel}> ?label }} }} }}"""
    ):
        found.setdefault(str(row["term"]), {})[str(row["language"])] = str(row["label"])
    return found
