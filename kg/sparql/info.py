"""What a graph holds, in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.rdf.namespaces import eli, gw, prov, rdfs, skos
from kg.sparql.terms import Value

Rows = Callable[[str], list[tuple[Value, ...]]]


@dataclass(frozen=True, slots=True)
class GraphInfo:
    """The counts of a graph. ``unresolved`` are the bodies whose full name could not be told,
    collectives not counted. ``by_level``, ``by_place`` and ``by_year`` count documents; those of which
    it is not known stand under "", national ones in ``by_place`` under 全国. ``made_by`` names the
    versions of gongwen that wrote the sources."""

    sources: int
    documents: int
    tasks: int
    assignments: int
    deadlines: int
    citations: int
    agencies: int
    unresolved: int
    works: int
    works_held: int
    triples: int
    by_level: dict[str, int]
    by_place: dict[str, int]
    by_year: dict[str, int]
    made_by: tuple[str, ...]


def info(rows: Rows) -> GraphInfo:
    """The numbers of the graph that ``rows`` asks."""

    def count(pattern: str) -> int:
        return int(str(rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0][0]))

    def documents_by(pattern: str) -> dict[str, int]:
        found = rows(
            f"""SELECT ?group (COUNT(DISTINCT ?document) AS ?n) {{
                ?document a <{gw.Document}> OPTIONAL {{ {pattern} }} BIND (COALESCE(?value, "") AS ?group)
            }} GROUP BY ?group ORDER BY ?group"""
        )
        return {str(group): int(str(n)) for group, n in found}

    made_by = rows(
        f"""SELECT DISTINCT ?label {{ ?source <{gw.fileName}> ?name ; <{prov.wasGeneratedBy}> ?version .
            ?version <{rdfs.label}> ?label }} ORDER BY ?label"""
    )
    return GraphInfo(
        sources=count(f"?x a <{gw.Source}>"),
        documents=count(f"?x a <{gw.Document}>"),
        tasks=count(f"?x a <{gw.Task}>"),
        assignments=count(f"?x a <{gw.Assignment}>"),
        deadlines=count(f"?x a <{gw.Deadline}>"),
        citations=count(f"?x a <{gw.Citation}>"),
        agencies=count(f"?x <{gw.resolved}> ?y"),
        unresolved=count(f"?x <{gw.resolved}> false MINUS {{ ?x a <{gw.CollectiveBody}> }}"),
        works=count(f"?x a <{gw.Work}>"),
        works_held=count(f"?x <{gw.held}> true"),
        triples=count("?s ?p ?o"),
        by_level=documents_by(f"?document <{gw.level}>/<{skos.notation}> ?value"),
        by_place=documents_by(
            f"""{{ ?document <{eli.jurisdiction}>/<{skos.prefLabel}> ?value }} UNION
                {{ ?document <{gw.level}>/<{skos.notation}> "national" BIND ("全国" AS ?value) }}"""
        ),
        by_year=documents_by(
            f"?document <{eli.date_document}> ?day BIND (SUBSTR(STR(?day), 1, 4) AS ?value)"
        ),
        made_by=tuple(str(label) for (label,) in made_by),
    )
