"""Whatever an IRI names, by what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.rdf.namespaces import gw
from kg.web.entities.agency import AgencyPage, read_agency
from kg.web.entities.document import DocumentPage, read_document
from kg.web.entities.others import (
    PlacePage,
    SystemPage,
    ThingPage,
    WorkPage,
    read_place,
    read_system,
    read_thing,
    read_work,
)
from kg.web.entities.task import TaskPage, read_task
from kg.web.links import FACT
from kg.web.reader import NoIri, Reader

if TYPE_CHECKING:
    from pyoxigraph import Triple

Entity = DocumentPage | TaskPage | AgencyPage | WorkPage | PlacePage | SystemPage | ThingPage
_KINDS: tuple[Callable[[Reader, str], Entity | None], ...] = (
    read_task, read_agency, read_work, read_place, read_system, read_thing
)  # fmt: skip


def read_entity(reader: Reader, iri: str, page: int | None = None) -> Entity | None:
    """What the page of an IRI tells, of a document with the page asked for of its text; None where the
    graph knows nothing of it."""
    try:
        found: Entity | None = read_document(reader, iri, page)
        for read in _KINDS:
            found = found or read(reader, iri)
    except NoIri:
        return None
    return found


def read_statements(reader: Reader, iri: str) -> list[Triple] | None:
    """What the graph says of an IRI, and of the parts below it where it names a part of a source; None where
    the graph knows nothing of it."""
    from pyoxigraph import NamedNode

    try:
        if read_thing(reader, iri) is None:
            return None
    except NoIri:
        return None
    inside = FACT.fullmatch(iri)
    node = NamedNode(iri)
    query = f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}"
    if inside:
        graph = NamedNode(inside["source"])
        text = str(NamedNode(iri + "/"))[1:-1].replace('"', "%22")
        query = (
            f"CONSTRUCT {{ ?s ?p ?o . ?place ?q ?v }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o "
            f'FILTER (?s = {node} || STRSTARTS(STR(?s), "{text}")) '
            f"OPTIONAL {{ ?s <{gw.evidence}> ?place . ?place ?q ?v }} }} }}"
        )
    return reader.graph.query(query).triples()
