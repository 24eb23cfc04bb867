"""Tables that stand as HTML in a plain text: a conversion kept their markup."""

from __future__ import annotations

import re

from kg.corpus.grid import TableReader
from kg.model import Grid

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>table|tbody|thead|tfoot|tr|td|th)\b(?P<attributes>[^<>]{0,400})>", re.I
)
_SPAN = re.compile(r"(?P<name>rowspan|colspan)\s{0,9}=\s{0,9}[\"']?(?P<number>\d{1,6})", re.I)


def grids_in(text: str) -> tuple[Grid, ...]:
    """The grids of the tables that the text prints with their tags; none where it prints none."""
    reader = TableReader()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if tag["end"]:
            _close(reader, name, tag.start())
        elif name == "table":
            reader.open_table()
        elif name == "tr":
            reader.open_row()
        elif name in {"td", "th"} and reader.in_row_after_cell() is not None:
            spans = {m["name"].lower(): m["number"] for m in _SPAN.finditer(tag["attributes"])}
            reader.close_cell(tag.start())
            reader.open_cell(tag.end(), spans.get("rowspan"), spans.get("colspan"))
    return reader.grids(len(text))


def _close(reader: TableReader, name: str, position: int) -> None:
    if name in {"td", "th"}:
        reader.close_cell(position)
    elif name == "tr":
        reader.close_cell(position)
        reader.close_row()
    elif name == "table":
        reader.close_table(position)
    else:
        reader.close_group()
