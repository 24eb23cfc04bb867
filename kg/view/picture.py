"""The records that pass between those who ask the graph and those who draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from kg.sparql.named import Words

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, and where they stand in it."""

    text: str
    source: str
    start: int
    end: int


@dataclass(slots=True)
class Card:
    """What is told of a node. ``kind`` is the IRI of its class, ``level`` a notation or ""; facts are
    pairs of a property's IRI and a value, which is a concept's IRI or a text."""

    kind: str
    label: str
    level: str = ""
    place: str = ""
    number: str = ""
    day: str = ""
    path: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class About:
    """What every picture has: its title, the queries that made it, and what was cut by which rule."""

    title: Words
    queries: tuple[str, ...]
    notes: tuple[Words, ...] = ()


@dataclass(slots=True)
class NetworkPicture:
    """Nodes and links. The graph's nodes are IRIs with ``kind`` (a class), ``label``, ``level``,
    ``column`` (for layers) and ``shown`` (False: folded, until unfolded); its links have ``relation``
    (a code of the interface's words, or an IRI) and ``weight``. ``quotes`` are the printed words behind a
    link, by start, end and key. ``columns`` are the headings of the layers, empty for a network,
    ``folded_columns`` those of layers in which all is folded; ``routes`` the points that a link between
    layers passes; ``how``
    the methods and confidences of a derived link."""

    about: About
    graph: networkx.MultiDiGraph[str]
    cards: dict[str, Card]
    quotes: dict[tuple[str, str, str], list[Quote]]
    columns: tuple[Words, ...] = ()
    focus: str | None = None
    positions: dict[str, tuple[float, float]] = field(default_factory=dict)
    how: dict[tuple[str, str, str], list[tuple[str, str]]] = field(default_factory=dict)
    folded_columns: dict[int, Words] = field(default_factory=dict)
    routes: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the axis of time: a day, or a span of days with ``since``. ``of`` is the IRI of what it
    belongs to, ``group`` the name of that."""

    iri: str
    group: str
    day: date
    label: str
    since: date | None = None
    level: str = ""
    of: str = ""


Span = Literal["day", "month", "quarter", "year"]


@dataclass(slots=True)
class TimelinePicture:
    """Moments in groups, each group a band of its own, or each level with ``by_level``. Those of a band that
    fall into one ``span`` are drawn as one mark; with "day" each is drawn."""

    about: About
    moments: list[Moment]
    cards: dict[str, Card]
    span: Span = "day"
    by_level: bool = False


OTHERS = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a matrix that share one until it is unfolded."""

    name: Words
    rows: tuple[str, ...]


@dataclass(slots=True)
class MatrixPicture:
    """Rows and columns by IRI with their labels; a cell holds notations of roles. The column OTHERS is that
    of all bodies that have none of their own. ``parts`` are empty where each row can be drawn."""

    about: About
    rows: dict[str, str]
    columns: dict[str, str]
    cells: dict[tuple[str, str], tuple[str, ...]]
    cards: dict[str, Card]
    quotes: dict[tuple[str, str], list[Quote]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class BarsPicture:
    """Bars: each has a label and a number for every series. Where the series are parts of a whole, they
    stand in one bar, with ``totals`` behind them; else beside each other."""

    about: About
    series: tuple[Words, ...]
    bars: list[tuple[Words, tuple[float, ...]]]
    totals: list[float] = field(default_factory=list)


Picture = NetworkPicture | TimelinePicture | MatrixPicture | BarsPicture
