"""Answers as tables for people: names that link to their pages, notations as words, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.sparql.named import NamedQuery
from kg.sparql.terms import Value, to_text
from kg.web.links import is_iri
from kg.web.page import View
from kg.web.words import in_language

LONGEST = 110
_MOST_FACETS, _MOST_VALUES = 5, 40
# where the name of a column's nodes stands, the first that the row fills
NAMED_BY = {
    "task": ("heading", "text"),
    "document": ("title", "number"),
    "agency": ("name", "mention"),
    "partner": ("name",),
    "supervised": ("supervised_name",),
    "work": ("title", "number"),
    "cited": ("title", "number"),
    "ancestor": ("ancestor_title", "title", "ancestor_number", "number"),
    "descendant": ("title", "number"),
    "promulgated": ("promulgated_title",),
    "superior": ("superior_text",),
    "other": ("other_text", "text"),
    "fact": ("quote",),
    "place": ("quote",),
}
_SCHEMES = {
    "level": ("level",), "cited_level": ("level",), "from_level": ("level",), "to_level": ("level",),
    "ancestor_level": ("level",), "role": ("role",), "own_role": ("role",), "partner_role": ("role",),
    "relation": ("relation",), "method": ("method",), "kind": ("deadline",), "system": ("system",),
}  # fmt: skip
_FACETS = (
    "level", "region", "role", "kind", "relation", "method", "genre", "lead", "title", "name", "system",
    "cited_level", "held", "inherited", "missing", "format",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: its text, the page it leads to, the notation that colours it."""

    text: str
    href: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name, what it means, and how its cells are set: text, number, day or short."""

    name: str
    title: str
    meaning: str
    style: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a column with how often each comes and whether it is chosen."""

    name: str
    title: str
    values: list[tuple[str, str, int, bool]]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows as they are shown."""

    headings: list[Heading]
    rows: list[list[Cell]]


Row = tuple[Value, ...]


def facets(
    columns: tuple[str, ...], rows: list[Row], chosen: dict[str, list[str]], view: View
) -> list[Facet]:
    """The columns that are worth narrowing by: few values, often repeated. Each is counted over the rows
    that the other facets leave; what is chosen comes first."""
    found = []
    for name in sorted(columns, key=lambda n: _FACETS.index(n) if n in _FACETS else 99):
        if name not in _FACETS and name not in chosen:
            continue
        others = {facet: values for facet, values in chosen.items() if facet != name}
        place = columns.index(name)
        counts = Counter(to_text(row[place]) for row in narrowed(columns, rows, others))
        picked = chosen.get(name, [])
        if name not in chosen and not (1 < len(counts) <= min(_MOST_VALUES, len(rows) / 2)):
            continue
        values = [
            (value, word(name, value, view) or view.t("start.unknown"), n, value in picked)
            for value, n in sorted(counts.items(), key=lambda i: (i[0] not in picked, -i[1], i[0]))
        ]
        found.append(Facet(name, view.t.get(f"column.{name}", name), values))
    return found[:_MOST_FACETS]


def narrowed(columns: tuple[str, ...], rows: list[Row], chosen: dict[str, list[str]]) -> list[Row]:
    """The rows that hold, in each column named, one of the values chosen."""
    places = [(columns.index(name), set(values)) for name, values in chosen.items() if name in columns]
    return [row for row in rows if all(to_text(row[place]) in values for place, values in places)]


def table(
    columns: tuple[str, ...],
    rows: Iterable[Row],
    view: View,
    query: NamedQuery | None = None,
    named: Mapping[tuple[str, str], str] | None = None,
) -> Table:
    """The rows as they are shown: the IRIs of a thing whose name stands beside them become its link.
    ``named`` are things that a row only names, by its task and that name."""
    rows = list(rows)
    hidden = {
        name
        for name in columns
        if name in NAMED_BY and set(NAMED_BY[name]) & set(columns) and _only_iris(columns.index(name), rows)
    }
    meanings = {c.name: in_language(c.meaning, view.language) for c in query.columns} if query else {}
    shown = [name for name in columns if name not in hidden]
    headings = [
        Heading(
            name,
            view.t.get(f"column.{name}", name),
            meanings.get(name, ""),
            _style(name, columns.index(name), rows),
        )
        for name in shown
    ]
    return Table(headings, [_row(columns, row, shown, hidden, view, named or {}) for row in rows])


def word(column: str, text: str, view: View) -> str:
    """A cell's text in the reader's language, where it is a notation or a truth."""
    if text in ("true", "false"):
        return view.t(f"value.{text}")
    for scheme in _SCHEMES.get(column, ()):
        if (label := view.concept(scheme, text)) != text:
            return label
    return view.t.get(f"value.{column}.{text}", text)


def _row(
    columns: tuple[str, ...],
    row: Row,
    shown: list[str],
    hidden: set[str],
    view: View,
    named: Mapping[tuple[str, str], str],
) -> list[Cell]:
    record = dict(zip(columns, row, strict=True))
    links: dict[str, str] = {}
    for name in hidden:
        label = next((other for other in NAMED_BY[name] if record.get(other)), None)
        if label and record[name]:
            links.setdefault(label, view.href(record[name]))
    for name in ("title", "lead"):
        if thing := named.get((to_text(record.get("task")), to_text(record.get(name)))):
            links.setdefault(name, view.href(thing))
    return [_cell(name, record[name], links.get(name), view) for name in shown]


def _cell(name: str, value: Value, href: str | None, view: View) -> Cell:
    if href is None and is_iri(value):
        return Cell(view.short(value), view.href(value))
    text = to_text(value)
    if name in _SCHEMES and _SCHEMES[name][0] in ("level", "role") and text:
        return Cell(word(name, text, view), href, f"{_SCHEMES[name][0]}-{text}")
    text = word(name, text, view)
    return Cell(text if len(text) <= LONGEST else text[:LONGEST] + "…", href)


def _only_iris(place: int, rows: list[Row]) -> bool:
    return all(row[place] is None or is_iri(row[place]) for row in rows)


def _style(name: str, place: int, rows: list[Row]) -> str:
    values = [row[place] for row in rows if row[place] is not None]
    if name == "source":
        return "file"
    if values and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return "number"
    if values and all(isinstance(value, date) for value in values):
        return "day"
    longest = max((len(to_text(value)) for value in values), default=0)
    return "text" if longest > 24 else "middle" if longest > 7 else "short"
