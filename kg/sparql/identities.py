"""Which nodes of the graph a name means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Optional

from kg.rdf.namespaces import eli, gw, skos
from kg.sparql.errors import QueryError
from kg.sparql.suggest import near
from kg.sparql.terms import string, to_text, to_values, values_block
from kg.zh import fold

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.sparql.terms import Term

Ask = Callable[[str], list[tuple[Optional["Term"], ...]]]
"""Asks the graph: SPARQL in, rows of terms out."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_NUMBER = re.compile(r"[〔\[（(〕\]）)]\s*[0-9０-９]+\s*号\s*$")
_WRAPPED = re.compile(r"《(.*)》", re.DOTALL)
_AGENCY_NAMES = f"""
    {{ ?node <{gw.fullName}> ?name }}
    UNION {{ ?node <{skos.prefLabel}> ?name ; <{gw.resolved}> ?resolved }}
    UNION {{ ?part <{gw.printedName}> ?name ; <{gw.agency}> ?node }}"""
_DOCUMENT_NAMES = f"""
    {{ ?node <{eli.title}> ?name }}
    UNION {{ ?node <{eli.id_local}> ?name }}
    UNION {{ ?node <{eli.title_alternative}> ?name }}"""


def agencies(parameter: str, value: str, ask: Ask) -> list[Term]:
    """The bodies that bear a name, full or as printed somewhere, or the body of an IRI."""
    if _as_iri(value):
        return existing(parameter, value, ask)
    return _by_name(f"{parameter}: the graph knows no body called", value, _AGENCY_NAMES, ask)


def documents(parameter: str, value: str, ask: Ask) -> list[Term]:
    """The documents and works of a title (with or without 《》), a number or an IRI; with a document
    the work that it is, and with a work its documents. A 文号 is printed on a notice and is quoted for
    what the notice promulgates, so it stands for those texts as well."""
    if _as_iri(value):
        nodes = existing(parameter, value, ask)
    else:
        wrapped = _WRAPPED.fullmatch(value)
        sentence = f"{parameter}: the graph knows no document or work called"
        nodes = _by_name(sentence, wrapped[1] if wrapped else value, _DOCUMENT_NAMES, ask)
    found = ask(
        f"""SELECT DISTINCT ?other {{
            {values_block("node", nodes)}
            {{ ?node <{gw.work}> ?other }} UNION {{ ?other <{gw.work}> ?node }}
        }} ORDER BY ?other"""
    )
    named = list(dict.fromkeys([*nodes, *_first(found)]))
    if not _NUMBER.search(value):
        return named
    texts = ask(
        f"SELECT ?text {{ {values_block('node', named)} ?node <{gw.promulgates}> ?text }} ORDER BY ?text"
    )
    return list(dict.fromkeys([*named, *_first(texts)]))


def existing(parameter: str, value: str, ask: Ask) -> list[Term]:
    """The node of an IRI; QueryError where the graph says nothing of it."""
    iri = _as_iri(value)
    if iri is None:
        raise QueryError(f"{parameter} must be the IRI of something in the graph, not {value!r}")
    if not ask(f"SELECT ?p {{ {values_block('node', [iri])} ?node ?p ?o }} LIMIT 1"):
        raise QueryError(f"{parameter}: the graph knows no {value}")
    return [iri]


def nearest(value: str, ask: Ask) -> str:
    """A clause for an error's sentence with the names of bodies, documents and works that are like it."""
    rows = ask(f"SELECT DISTINCT ?name {{ {_AGENCY_NAMES} UNION {_DOCUMENT_NAMES} }}")
    return near(value, (to_text(name) for (name,) in to_values(rows)))


def _as_iri(value: str) -> NamedNode | None:
    from pyoxigraph import NamedNode

    if not _IRI.fullmatch(value):
        return None
    try:
        return NamedNode(value)
    except ValueError:
        return None


def _by_name(sentence: str, value: str, names: str, ask: Ask) -> list[Term]:
    """The nodes of a name as it stands, else of one that differs only in width, spaces, quotation marks
    and brackets; QueryError with near names where there is none."""
    from pyoxigraph import Literal

    exact = ask(f"SELECT DISTINCT ?node {{ {values_block('name', [string(value)])} {names} }} ORDER BY ?node")
    if exact:
        return _first(exact)
    nodes: dict[str, list[Term]] = {}
    for name, node in ask(f"SELECT DISTINCT ?name ?node {{ {names} }} ORDER BY ?name ?node"):
        if isinstance(name, Literal) and node is not None:
            nodes.setdefault(name.value, []).append(node)
    folded = fold(value)
    same = [node for name, found in nodes.items() if fold(name) == folded for node in found]
    if not same:
        raise QueryError(f"{sentence} {value!r}{near(value, nodes)}")
    return list(dict.fromkeys(same))


def _first(rows: list[tuple[Term | None, ...]]) -> list[Term]:
    return [row[0] for row in rows if row[0] is not None]
