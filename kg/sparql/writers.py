"""An answer as text, in the formats that people and programs read."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kg.rdf.namespaces import NAMESPACES
from kg.sparql.results import Result
from kg.sparql.terms import XSD_STRING, Value, to_text, to_values

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.sparql.terms import Term

_GAP = "  "
_NARROWEST = 10  # a date
IRI = ("http://", "https://")
"""How the text of an IRI begins."""
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]+")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def as_csv(result: Result) -> str:
    """CSV as RFC 4180 has it, with a head line; lines end in CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(result.columns)
    writer.writerows([to_text(cell) for cell in row] for row in _values(result))
    return out.getvalue()


def as_tsv(result: Result) -> str:
    """SPARQL 1.1 query results TSV: terms as in Turtle, unbound cells empty."""
    if result.truth is not None:
        return f"?answer\n{to_text(result.truth)}\n"
    lines = ["\t".join(f"?{column}" for column in result.columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def as_json(result: Result) -> str:
    """SPARQL 1.1 query results JSON."""
    whole: dict[str, Any]
    if result.truth is not None:
        whole = {"head": {}, "boolean": result.truth}
    else:
        bindings = [
            {column: _json_term(t) for column, t in zip(result.columns, row, strict=True) if t is not None}
            for row in result.rows
        ]
        whole = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        raise TypeError(f"SPARQL 1.1 results hold no such term: {term}")
    found = {"type": "literal", "value": term.value}
    if term.language:
        return {**found, "xml:lang": term.language}
    return found if term.datatype.value == XSD_STRING else {**found, "datatype": term.datatype.value}


def as_markdown(result: Result) -> str:
    """A Markdown table; whatever would be markup is escaped."""
    lines = [result.columns, ["---"] * len(result.columns)]
    lines += [[_markdown(cell) for cell in row] for row in _values(result)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(value: Value) -> str:
    text = _BREAKS.sub(" ", _visible(to_text(value)))
    text = "".join(_ENTITIES.get(c, c) for c in text)
    return _MARKDOWN.sub(lambda m: "\\" + m[0], text)


def as_turtle(statements: list[Triple]) -> str:
    """Statements as Turtle, in the order they come in."""
    from pyoxigraph import RdfFormat, serialize

    prefixes = {prefix: str(namespace) for prefix, namespace in NAMESPACES.items()}
    written = serialize(statements, format=RdfFormat.TURTLE, prefixes=prefixes)
    return written.decode() if written else ""


def _values(result: Result) -> list[tuple[Value, ...]]:
    return to_values(result.rows) if result.truth is None else [(result.truth,)]


WRITERS: dict[str, Callable[[Result], str]] = {
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "markdown": as_markdown,
}


def table(result: Result, width: int | None = None) -> str:
    """A table for people: columns aligned by the width of their characters, long cells shortened to fit
    ``width``; where even that is too narrow, one block a row."""
    cells = [[one_line(to_text(cell)) for cell in row] for row in _values(result)]
    widths = [max(map(display_width, column)) for column in zip(result.columns, *cells, strict=True)]
    if width is not None:
        room = width - len(_GAP) * (len(widths) - 1)
        if room < sum(min(w, _NARROWEST) for w in widths):
            return _blocks(result.columns, cells, width)
        for shrunk in (
            _iri_columns(cells, len(widths)),
            set(range(len(widths))),
        ):  # what people read least first
            widths = _shrink(widths, room, shrunk)
    lines = [list(result.columns), ["─" * w for w in widths], *cells]
    padded = ((_pad(shorten(cell, w), w) for cell, w in zip(line, widths, strict=True)) for line in lines)
    return "".join(_GAP.join(line).rstrip() + "\n" for line in padded)


def _blocks(columns: tuple[str, ...], cells: list[list[str]], width: int) -> str:
    label = max(map(len, columns))
    room = max(width - label - len(_GAP), _NARROWEST)
    blocks = (
        "".join(
            f"{c.ljust(label)}{_GAP}{shorten(cell, room)}\n"
            for c, cell in zip(columns, row, strict=True)
            if cell
        )
        for row in cells
    )
    return "\n".join(blocks)


def _iri_columns(cells: list[list[str]], count: int) -> set[int]:
    return {i for i in range(count) if any(row[i].startswith(IRI) for row in cells)}


def _shrink(widths: list[int], room: int, chosen: set[int]) -> list[int]:
    """Widths that fit, where the chosen columns can give so much: the widest of them gives first, and
    none goes below the narrowest that can be read."""
    cap = max((widths[i] for i in chosen), default=0)
    excess = sum(widths) - room
    while excess > 0 and cap > _NARROWEST:
        cap -= 1
        excess -= sum(widths[i] > cap for i in chosen)
    return [min(w, cap) if i in chosen else w for i, w in enumerate(widths)]


def display_width(text: str) -> int:
    """The columns that a text takes in a terminal: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_character_width(c) for c in text)


def _character_width(c: str) -> int:
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """The text in at most ``width`` columns; of an IRI the end is kept, of all else the beginning."""
    if display_width(text) <= width:
        return text
    keep_end = text.startswith(IRI)
    kept, room = "", width - 1
    for c in reversed(text) if keep_end else text:
        room -= _character_width(c)
        if room < 0:
            break
        kept = c + kept if keep_end else kept + c
    return f"…{kept}" if keep_end else f"{kept}…"


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def one_line(text: str) -> str:
    """The text on one line, with nothing in it that could steer what shows it."""
    return _visible(_BREAKS.sub(" ", text))


def _visible(text: str) -> str:
    """The text without what could steer a terminal or turn the reading direction."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\r\n\t\u3000\u00a0" else f"\\u{ord(c):04x}" for c in text)
