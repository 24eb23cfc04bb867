"""Stage 2: a source text -> its documents, each with header, section tree and rows of task tables."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document.header import Header, as_printed, issuer_in_title, read_header
from kg.document.lines import Line, lines_of
from kg.document.page import PageFields, strip_page
from kg.document.parts import Part, parts_of
from kg.document.rows import task_rows
from kg.document.sections import sections_of
from kg.document.tables import tables_of
from kg.model import Document, SourceText, Span, TaskRow, UnreadableSource

__all__ = ["read_documents"]


def read_documents(source: SourceText) -> tuple[tuple[Document, ...], tuple[tuple[str, str], ...]]:
    """The documents that a file holds, in printed order, and the web page's own fields.

    Raises UnreadableSource where the text holds no document: no title that ends with the name of
    a kind of document (通知, 意见, 方案 ...).
    """
    lines, page = strip_page(source, lines_of(source))
    parts = parts_of(lines)
    if not parts:
        raise UnreadableSource("no document found (no title that ends in 通知, 意见, 方案 or the like)")
    keys = {id(part): f"D{i}" for i, part in enumerate(parts, 1)}
    found: dict[int, Document] = {}
    for part in parts:
        above = found.get(id(part.notice)) if part.notice else None
        promulgates = tuple(keys[id(p)] for p in parts if p.notice is part)
        found[id(part)] = _document(source, part, keys[id(part)], page, above, promulgates)
    return tuple(found.values()), page.fields


def _document(
    source: SourceText,
    part: Part,
    key: str,
    page: PageFields,
    notice: Document | None,
    promulgates: tuple[str, ...],
) -> Document:
    header = read_header(source, part, page.published)
    prose, rows = _body(source, header)
    in_title = issuer_in_title(source, part.title.span)
    issuers = header.issuers or ((in_title,) if in_title else ()) or (notice.issuers if notice else ())
    whole = [*part.header, *part.body]
    first = not notice and key == "D1"
    return Document(
        key=key,
        span=Span(whole[0].span.start, max(line.span.end for line in whole)),
        title=part.title.text,
        title_span=part.title.span,
        genre=part.title.genre,
        number=as_printed(source, header.number) if header.number else (page.number if first else None),
        number_span=header.number,
        issuers=issuers,
        issued=header.issued or (notice.issued if notice else page.issued),
        issued_span=header.issued_span,
        published=page.published,
        addressees=header.addressees,
        copied_to=header.copied_to,
        disclosure=header.disclosure or (page.disclosure if first else None),
        validity=page.validity,
        index_number=page.index_number if first else None,
        part_of=notice.key if notice else None,
        promulgates=promulgates,
        sections=sections_of(source, prose),
        rows=rows,
    )


def _body(source: SourceText, header: Header) -> tuple[list[Line], tuple[TaskRow, ...]]:
    """The lines of running text, and the tasks of the tables among them."""
    lines: Sequence[Line] = header.body
    tables = tables_of(source, lines)
    inside = {i for table in tables for i in range(table.first, table.last + 1)}
    rows: list[TaskRow] = []
    for table in tables:
        annex = any(i <= table.first for i in header.annexes)
        rows += task_rows(source, table, "附件" if annex else "")
    return [line for i, line in enumerate(lines) if i not in inside], tuple(rows)
