"""RDF terms and plain Python values, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple

Value = str | int | float | bool | date | None
"""What a cell of an answer holds; IRIs and literals of other types as their text."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{_XSD}string"
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")}
_FLOATS = {_XSD + name for name in ("decimal", "double", "float")}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def to_values(rows: Iterable[tuple[Term | None, ...]]) -> list[tuple[Value, ...]]:
    """Rows of terms as rows of plain values: integers, decimals, booleans and dates as Python's own,
    all else as text."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    def value(term: Term | None) -> Value:
        if isinstance(term, NamedNode):
            return term.value
        if isinstance(term, Literal):
            return _literal_value(term.value, term.datatype.value)
        if term is None:
            return None
        return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)

    return [tuple([value(term) for term in row]) for row in rows]


def _literal_value(text: str, datatype: str) -> Value:
    read = _READ.get(datatype)
    try:
        return read(text) if read else text
    except ValueError:  # a literal that its type does not allow stays text
        return text


def _date(text: str) -> date:
    if not _ISO_DATE.fullmatch(text):  # a time zone is no part of a day
        raise ValueError(text)
    return date.fromisoformat(text)


def _boolean(text: str) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError(text)
    return text in {"true", "1"}


_READ: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys(_INTEGERS, int),
    **dict.fromkeys(_FLOATS, float),
    f"{_XSD}date": _date,
    f"{_XSD}boolean": _boolean,
}


def to_text(value: Value) -> str:
    """The value as it stands in a table: ISO dates, true and false, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def string(text: str, language: str | None = None) -> Literal:
    """A plain literal, or one in a language."""
    from pyoxigraph import Literal

    return Literal(text, language=language) if language else Literal(text)


def typed(text: str, datatype: str) -> Literal:
    """A literal of a type of XML Schema: ``typed("5", "integer")``."""
    from pyoxigraph import Literal, NamedNode

    return Literal(text, datatype=NamedNode(_XSD + datatype))


def values_block(variable: str, terms: list[Term]) -> str:
    """A VALUES block that binds the variable to the terms, each written as SPARQL writes it."""
    return f"VALUES ?{variable} {{ {' '.join(_written(term) for term in terms)} }}"


def _written(term: Term) -> str:
    # N-Triples escapes, which SPARQL shares; NamedNode refuses what no IRI may hold
    return str(term)
