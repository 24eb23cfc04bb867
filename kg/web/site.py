"""What all pages share: the graph in force, the processes for long queries, the limits."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, cast

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.manifest import read_manifest
from kg.rdf.namespaces import eli, gw, rdfs, skos
from kg.sparql import Graph, GraphInfo, open_graph
from kg.sparql.folder import current_generation
from kg.sparql.terms import Value, values_block
from kg.web.limits import Limits
from kg.web.pool import Pool

Record = dict[str, Value]
_NAME = f"""SELECT ?name {{
    VALUES ?thing {{ UNDEF }}
    OPTIONAL {{ ?thing <{eli.title}> ?title }} OPTIONAL {{ ?thing <{skos.prefLabel}> ?label }}
    OPTIONAL {{ ?thing <{gw.heading}> ?heading }} OPTIONAL {{ ?thing <{gw.text}> ?text }}
    OPTIONAL {{ ?thing <{eli.id_local}> ?number }} OPTIONAL {{ ?thing <{gw.fileName}> ?file }}
    BIND (COALESCE(?title, ?label, ?heading, ?text, ?number, ?file) AS ?name) FILTER (BOUND(?name))
}} LIMIT 1"""


class Site:
    """The explorer of one graph. Whatever it keeps belongs to a generation of the graph and goes with it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.graph: Graph = open_graph(folder)
        self.pool = Pool(folder, limits)
        self._lock = Lock()
        self._kept: tuple[Path, dict[str, Any]] = (current_generation(folder), {})

    @cached_property
    def base(self) -> str:
        """The IRI below which the data is named; a graph keeps it for life."""
        return read_manifest(current_generation(self.folder)).base

    def rows(self, sparql: str) -> list[Record]:
        """The rows of a SELECT of our own."""
        return self.graph.query(sparql).records()

    def about(self, sparql: str, **nodes: str | list[str]) -> list[Record]:
        """The rows of a SELECT in which ``VALUES ?name { UNDEF }`` stands for the node or nodes given."""
        for name, given in nodes.items():
            terms: list[Any] = [NamedNode(iri) for iri in ([given] if isinstance(given, str) else given)]
            sparql = sparql.replace(f"VALUES ?{name} {{ UNDEF }}", values_block(name, terms))
        return self.rows(sparql)

    def name_of(self, iri: str) -> str:
        """What a thing is called: its title, name, heading or text; "" where the graph does not say."""
        try:
            found = self.about(_NAME, thing=iri)
        except ValueError:  # no IRI
            return ""
        return str(found[0]["name"]) if found else ""

    def number(self, sparql: str) -> int:
        """The one number that a SELECT gives."""
        [[value]] = self.graph.query(sparql).rows
        return int(cast("int", value))

    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of the ontology's terms and concepts, by language ("" where none is said)."""
        found: dict[str, dict[str, str]] = self.kept("labels", self._labels)
        return found

    def _labels(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in self.rows(
            f"""SELECT ?term ?label (LANG(?label) AS ?language) {{
                GRAPH <{self.base}graph/ontology> {{
                    {{ ?term <{rdfs.label}> ?label }} UNION {{ ?term <{skos.prefLabel}> ?label }} }} }}"""
        ):
            found.setdefault(str(row["term"]), {})[str(row["language"])] = str(row["label"])
        return found

    def info(self) -> GraphInfo:
        """What the graph holds, counted once for each generation."""
        return cast("GraphInfo", self.kept("info", self.graph.info))

    def kept(self, name: str, make: Any) -> Any:  # noqa: ANN401 - whatever ``make`` makes
        """What ``make()`` gives, made once for each generation of the graph."""
        generation = current_generation(self.folder)
        with self._lock:
            if self._kept[0] != generation:
                self._kept = (generation, {})
            things = self._kept[1]
        if name not in things:
            things[name] = make()
        return things[name]

    def close(self) -> None:
        """End the processes."""
        self.pool.close()


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast("Site", request.app.state.site)
