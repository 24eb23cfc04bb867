"""From what a user types to the terms that a named query is asked with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar, get_args

from kg.model import Level, Role
from kg.rdf.namespaces import concept
from kg.sparql.errors import QueryError
from kg.sparql.identities import Ask, agencies, documents, existing
from kg.sparql.terms import string, typed
from kg.zh import read_date

if TYPE_CHECKING:
    from kg.sparql.named import Kind, NamedQuery, Parameter
    from kg.sparql.terms import Term

Given = str | int | date | None
_Notation = TypeVar("_Notation", bound=str)

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
            wanted = f"{parameter.help.en} ({parameter.help.zh})"
            raise QueryError(f"{query.name} needs the parameter {parameter.name}: {wanted}")
    days = {
        name: day(name, given[name])
        for name in ("since", "until")
        if given.get(name) and name in known and known[name].kind == "date"
    }
    check_period(days.get("since"), days.get("until"))
    return terms


def check_default(parameter: Parameter) -> None:
    """QueryError where a parameter's default is not of its kind."""
    if parameter.default is not None:
        if parameter.kind in _IDENTITIES:
            raise QueryError(
                f"the parameter {parameter.name!r} names something in a graph: it has no default"
            )
        _VALUES[parameter.kind](parameter.name, parameter.default)


def _terms(parameter: Parameter, value: Given, ask: Ask) -> list[Term]:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise QueryError(f"{parameter.name} holds a character that no text may hold") from None
    if parameter.kind in _IDENTITIES:
        return _IDENTITIES[parameter.kind](parameter.name, str(value).strip(), ask)
    return [_VALUES[parameter.kind](parameter.name, value)]


def level(name: str, value: Given) -> Level:
    """The level that is meant: county, 县级, 县; QueryError where it is none."""
    return _notation(name, "level", str(value), get_args(Level), _LEVELS)


def _role(name: str, value: Given) -> Term:
    return string(_notation(name, "role", str(value), get_args(Role), _ROLES))


def _notation(
    name: str, scheme: str, value: str, notations: tuple[_Notation, ...], words: dict[str, str]
) -> _Notation:
    text = value.strip().removeprefix(concept(scheme, ""))
    for notation in notations:
        if text.lower() == notation or text in words[notation].split():
            return notation
    choices = ", ".join(f"{notation} ({words[notation].split()[0]})" for notation in notations)
    raise QueryError(f"{name} must be one of {choices}, not {value!r}")


def day(name: str, value: Given) -> date:
    """The day that is meant: 2093-06-30, 2093年6月30日, today; QueryError where it is none."""
    if value == "today":
        value = date.today()
    found = value if isinstance(value, date) else read_date(str(value))
    if found is None:
        raise QueryError(f"{name} must be a day such as 2093-06-30, not {value!r}")
    return found


def check_period(since: date | None, until: date | None) -> None:
    """QueryError where a period ends before it begins."""
    if since and until and since > until:
        raise QueryError(f"since ({since}) is later than until ({until}): no day lies between them")


def _integer(name: str, value: Given) -> Term:
    try:
        return typed(str(int(str(value).strip())), "integer")
    except ValueError:
        raise QueryError(f"{name} must be a whole number, not {value!r}") from None


def _text(name: str, value: Given) -> Term:
    if not str(value).strip():
        raise QueryError(f"{name} must not be empty")
    return string(str(value))


_IDENTITIES: dict[Kind, Callable[[str, str, Ask], list[Term]]] = {
    "agency": agencies,
    "document": documents,
    "iri": existing,
}
_VALUES: dict[Kind, Callable[[str, Given], Term]] = {
    "level": lambda name, value: string(level(name, value)),
    "role": _role,
    "date": lambda name, value: typed(day(name, value).isoformat(), "date"),
    "integer": _integer,
    "text": _text,
}
