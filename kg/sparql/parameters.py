"""From what a user types to the terms that a named query is asked with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, get_args

from kg.model import Level, Role
from kg.rdf.namespaces import concept, eli, gw, skos
from kg.sparql.errors import QueryError
from kg.sparql.suggest import near
from kg.sparql.terms import string, typed, values_block
from kg.zh import fold, read_date

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.sparql.named import NamedQuery, Parameter
    from kg.sparql.terms import Term

Ask = Callable[[str], list[tuple["Term | None", ...]]]
"""Asks the graph: SPARQL in, rows of terms out."""

Given = str | int | date | None

_LEVELS = {
    "national": "国家级 国家 中央 全国",
    "provincial": "省级 省 直辖市 自治区",
    "municipal": "市级 市 地级",
    "county": "县级 县 区 区县",
    "township": "乡级 乡镇级 乡镇 镇 街道",
}
_ROLES = {
    "lead": "牵头 牵头单位 主办",
    "responsible": "责任 负责 责任单位",
    "cooperate": "配合 配合单位 协办 参与",
    "supervise": "监督 督查 监督单位",
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_WRAPPED = re.compile(r"《(.*)》", re.DOTALL)


def bind(query: NamedQuery, given: Mapping[str, Given], ask: Ask) -> dict[str, list[Term]]:
    """The terms of each parameter that has a value; the others do not filter.

    An agency's full or printed name stands for every body that bears it, a document's title or number
    for the document and the work that it is. QueryError for a parameter that the query does not have,
    that is required and missing, of another kind, or unknown to the graph.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise QueryError(f"{query.name} has no parameter {name!r}; {has}")
    terms: dict[str, list[Term]] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name)
        if value is None or value == "":
            value = parameter.default
        if value is not None:
            terms[parameter.name] = _terms(parameter, value, ask)
        elif parameter.required:
            raise QueryError(
                f"{query.name} needs {parameter.name}: {parameter.help.en} ({parameter.help.zh})"
            )
    return terms


def _terms(parameter: Parameter, value: Given, ask: Ask) -> list[Term]:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise QueryError(f"{parameter.name} holds a character that no text may hold") from None
    match parameter.kind:
        case "agency":
            return _agencies(parameter.name, str(value), ask)
        case "document":
            return _documents(parameter.name, str(value), ask)
        case "level":
            return [_concept(parameter.name, "level", str(value), get_args(Level), _LEVELS)]
        case "role":
            return [_concept(parameter.name, "role", str(value), get_args(Role), _ROLES)]
        case "date":
            return [typed(_day(parameter.name, value).isoformat(), "date")]
        case "integer":
            return [typed(str(_integer(parameter.name, value)), "integer")]
        case "text":
            return [string(str(value))]


def _concept(name: str, scheme: str, value: str, notations: tuple[str, ...], words: dict[str, str]) -> Term:
    from pyoxigraph import NamedNode

    text = value.strip().removeprefix(concept(scheme, ""))
    for notation in notations:
        if text.lower() == notation or text in words[notation].split():
            return NamedNode(concept(scheme, notation))
    choices = ", ".join(f"{notation} ({words[notation].split()[0]})" for notation in notations)
    raise QueryError(f"{name} must be one of {choices}, not {value!r}")


def _day(name: str, value: Given) -> date:
    if isinstance(value, date):
        return value
    if value == "today":
        return date.today()
    found = read_date(str(value))
    if found is None:
        raise QueryError(f"{name} must be a day such as 2093-06-30, not {value!r}")
    return found


def _integer(name: str, value: Given) -> int:
    try:
        if isinstance(value, bool | date):
            raise ValueError
        return int(str(value).strip())
    except ValueError:
        raise QueryError(f"{name} must be a whole number, not {value!r}") from None


def _agencies(name: str, value: str, ask: Ask) -> list[Term]:
    value = value.strip()
    if iri := _as_iri(value):
        return _existing(name, iri, ask)
    found = ask(
        f"""SELECT DISTINCT ?agency {{
            {values_block("name", [string(value)])}
            {{ ?agency <{gw.fullName}> ?name }}
            UNION {{ ?agency <{skos.prefLabel}> ?name ; <{gw.resolved}> ?known }}
            UNION {{ ?part <{gw.printedName}> ?name ; <{gw.agency}> ?agency }}
        }} ORDER BY ?agency"""
    )
    if found:
        return _first(found)
    names = ask(
        f"""SELECT DISTINCT ?name ?agency {{
            {{ ?agency <{gw.fullName}> ?name }} UNION {{ ?part <{gw.printedName}> ?name ; <{gw.agency}> ?agency }}
        }} ORDER BY ?name ?agency"""
    )
    return _by_fold(f"{name}: the graph knows no body called", value, names)


def _documents(name: str, value: str, ask: Ask) -> list[Term]:
    value = value.strip()
    if wrapped := _WRAPPED.fullmatch(value):
        value = wrapped[1]
    if iri := _as_iri(value):
        return _both_sides(_existing(name, iri, ask), ask)
    found = ask(
        f"""SELECT DISTINCT ?document {{
            {values_block("name", [string(value)])}
            {{ ?document <{eli.title}> ?name }} UNION {{ ?document <{eli.id_local}> ?name }}
            UNION {{ ?document <{eli.title_alternative}> ?name }}
        }} ORDER BY ?document"""
    )
    if found:
        return _both_sides(_first(found), ask)
    names = ask(
        f"""SELECT DISTINCT ?name ?document {{
            {{ ?document <{eli.title}> ?name }} UNION {{ ?document <{eli.id_local}> ?name }}
        }} ORDER BY ?name ?document"""
    )
    return _both_sides(_by_fold(f"{name}: the graph knows no document or work called", value, names), ask)


def _both_sides(nodes: list[Term], ask: Ask) -> list[Term]:
    """A document with the work that it is, and a work with its documents."""
    found = ask(
        f"""SELECT DISTINCT ?other {{
            {values_block("node", nodes)}
            {{ ?node <{gw.work}> ?other }} UNION {{ ?other <{gw.work}> ?node }}
        }} ORDER BY ?other"""
    )
    return list(dict.fromkeys([*nodes, *_first(found)]))


def _existing(name: str, iri: NamedNode, ask: Ask) -> list[Term]:
    if not ask(f"SELECT ?p {{ {values_block('node', [iri])} ?node ?p ?o }} LIMIT 1"):
        raise QueryError(f"{name}: the graph knows no {iri.value}")
    return [iri]


def _as_iri(value: str) -> NamedNode | None:
    from pyoxigraph import NamedNode

    if not _IRI.fullmatch(value):
        return None
    try:
        return NamedNode(value)
    except ValueError:
        return None


def _by_fold(sentence: str, value: str, names: list[tuple[Term | None, ...]]) -> list[Term]:
    """The nodes whose name differs only in width, spaces, quotation marks and brackets."""
    from pyoxigraph import Literal

    by_name: dict[str, list[Term]] = {}
    for label, node in names:
        if isinstance(label, Literal) and node is not None:
            by_name.setdefault(label.value, []).append(node)
    folded = fold(value)
    same = [node for name, nodes in by_name.items() if fold(name) == folded for node in nodes]
    if not same:
        raise QueryError(f"{sentence} {value!r}{near(value, by_name)}")
    return list(dict.fromkeys(same))


def _first(rows: list[tuple[Term | None, ...]]) -> list[Term]:
    return [row[0] for row in rows if row[0] is not None]
