"""Answers in the media types of SPARQL 1.1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.rdf.namespaces import NAMESPACES
from kg.sparql.results import Result
from kg.sparql.terms import XSD_STRING
from kg.sparql.writers import as_csv, as_json, as_tsv

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.sparql.terms import Term

_SPARQL_XML = "http://www.w3.org/2005/sparql-results#"
# what XML 1.0 can't hold, not even as a reference
_NO_XML = {code: "\ufffd" for code in (*range(32), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}


def as_xml(result: Result) -> str:
    """SPARQL query results XML."""
    head = "".join(f"<variable name={quoteattr(column)}/>" for column in result.columns)
    if result.truth is not None:
        head, body = "", f"<boolean>{'true' if result.truth else 'false'}</boolean>"
    else:
        body = f"<results>{''.join(_xml_row(result.columns, row) for row in result.rows)}</results>"
    return f'<?xml version="1.0"?>\n<sparql xmlns="{_SPARQL_XML}"><head>{head}</head>{body}</sparql>\n'


def _xml_row(columns: tuple[str, ...], row: tuple[Term | None, ...]) -> str:
    cells = (
        f"<binding name={quoteattr(column)}>{_xml_term(term)}</binding>"
        for column, term in zip(columns, row, strict=True)
        if term is not None
    )
    return f"<result>{''.join(cells)}</result>\n"


def _xml_term(term: Term) -> str:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if not isinstance(term, Literal):
        raise TypeError(f"SPARQL 1.1 results hold no such term: {term}")
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != XSD_STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    return escape(text.translate(_NO_XML), {"\r": "&#13;"})


ROWS: dict[str, Callable[[Result], str]] = {
    "application/sparql-results+json": as_json,
    "application/sparql-results+xml": as_xml,
    "text/csv": as_csv,
    "text/tab-separated-values": as_tsv,
    "application/json": as_json,
    "application/xml": as_xml,
}
"""Writers of SELECT and ASK answers by media type, the likeliest first."""

STATEMENTS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "text/plain": "N_TRIPLES",
}
"""Names of pyoxigraph's formats for statements by media type."""


def write_statements(triples: Iterable[Triple], media_type: str) -> bytes:
    """The statements in one of the types of ``STATEMENTS``."""
    from pyoxigraph import RdfFormat, serialize

    prefixes = {prefix: str(namespace) for prefix, namespace in NAMESPACES.items()}
    written = serialize(triples, format=getattr(RdfFormat, STATEMENTS[media_type]), prefixes=prefixes)
    return written or b""
