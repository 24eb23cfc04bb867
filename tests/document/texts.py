"""Source texts made of a few printed lines, and the documents read from them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from kg.document import read_documents
from kg.model import Document, Grid, SourceText, Span
from kg.passage import Passage


def source(text: str, grids: tuple[Grid, ...] = ()) -> SourceText:
    """The text as a file would give it; lines may be indented as a block."""
    return SourceText("sample.txt", textwrap.dedent(text).strip("\n"), "0" * 64, "text/plain", "utf-8", grids)


def documents(text: str) -> tuple[Document, ...]:
    """The documents of a text."""
    return read_documents(source(text))[0]


def words(text: SourceText, *spans: Span) -> str:
    """What stands at the places, as read."""
    return Passage.of(text.text, spans).text


def each(text: SourceText, spans: Sequence[Span]) -> list[str]:
    """What stands at each of the places."""
    return [words(text, span) for span in spans]
