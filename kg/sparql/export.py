"""A whole graph as files for other programs, the same bytes for the same graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kg.rdf.namespaces import NAMESPACES
from kg.sparql.errors import GraphError
from kg.sparql.named import named_queries

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.sparql.graph import Graph

ExportFormat = Literal["turtle", "nquads", "trig", "jsonld", "graphml", "csv"]
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(graph: Graph, form: ExportFormat, target: str | Path, *, entailed: bool = True) -> None:
    """Write a graph to a file, or as CSV the tables to a folder, one file each.

    Turtle holds the statements without their named graphs; N-Quads, TriG and JSON-LD hold them with.
    GraphML holds documents, tasks, bodies, works and places with their links. The file is whole or not
    there. GraphError where the format is not known or the target can't be written.
    """
    if form not in get_args(ExportFormat):
        raise GraphError(f"there is no format {form!r}; choose one of {', '.join(get_args(ExportFormat))}")
    target = Path(target)
    try:
        if form == "csv":
            _tables(graph, target, entailed)
            return
        part = target.with_name(f"{target.name}.part")
        try:
            if form == "graphml":
                _graphml(graph, part, entailed)
            else:
                _statements(graph, form, part, entailed)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise GraphError(f"{target} can't be written: {error.strerror or error}") from None


def _statements(graph: Graph, form: str, path: Path, entailed: bool) -> None:
    from pyoxigraph import RdfFormat, serialize

    formats = {
        "turtle": RdfFormat.TURTLE,
        "nquads": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
        "jsonld": RdfFormat.JSON_LD,
    }
    prefixes = None if form == "nquads" else {p: str(namespace) for p, namespace in NAMESPACES.items()}
    quads = _in_order(graph, entailed)
    statements = (quad.triple for quad in quads) if form == "turtle" else quads
    with path.open("wb") as out:
        serialize(statements, out, formats[form], prefixes=prefixes)


def _in_order(graph: Graph, entailed: bool) -> Iterator[Quad]:
    """The quads by graph, then by their own terms; one named graph at a time is held in memory."""
    for name in graph.named_graphs(entailed=entailed):
        yield from sorted(graph.quads(name, entailed=entailed), key=str)


def _graphml(graph: Graph, path: Path, entailed: bool) -> None:
    from networkx import write_graphml

    network = graph.network(entailed=entailed)
    for _, attributes in network.nodes(data=True):
        attributes["label"] = _NOT_XML.sub("\ufffd", attributes["label"])
    write_graphml(network, path, named_key_ids=True)


def _tables(graph: Graph, folder: Path, entailed: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for query in named_queries().values():
        if query.topic == "tables":
            text = graph.query(query.name, entailed=entailed).render("csv")
            part = folder / f"{query.name}.csv.part"
            try:
                part.write_text(text, encoding="utf-8", newline="")
                part.replace(folder / f"{query.name}.csv")
            finally:
                part.unlink(missing_ok=True)
