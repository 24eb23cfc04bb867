"""The records that pass between the stages; standard library only.

Every offset counts Unicode code points of ``SourceText.text``. A record is frozen: a stage
makes new ones and changes none. Printed words keep their spelling; what was read from them
(a date, a full name) stands in a field of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Role = Literal["lead", "responsible", "cooperate", "supervise"]
PartyRole = Literal["issuer", "addressee", "copied_to"]
Relation = Literal["basis", "implements", "mentions"]
DeadlineKind = Literal["by", "on", "within", "recurring", "ongoing", "prompt"]
TaskKind = Literal["article", "table_row"]
Level = Literal["national", "provincial", "municipal", "county", "township"]
AgencyKind = Literal[
    "government",
    "office",
    "department",
    "party",
    "congress",
    "court",
    "mass_organisation",
    "institution",
    "enterprise",
    "collective",
]


class UnreadableSource(Exception):  # noqa: N818  (it is what it names, not an error of the program)
    """A file that can't be read as a government document; the message is one clear sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source text: code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether the other stretch lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a printed grid; a merged cell covers several rows or columns."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose grid the file format states (HTML); ``span`` is its place in the text."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file, decoded once.

    ``name`` is the path below the folder that was built, with ``/``; ``sha256`` is of the
    file's bytes and names the source in the graph.
    """

    name: str
    text: str
    sha256: str
    media_type: str
    encoding: str
    grids: tuple[Grid, ...] = ()

    def quote(self, span: Span) -> str:
        """The text as printed between the span's ends."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a document.

    ``path`` joins the labels from the widest part inward, without the punctuation behind
    them: ``一/（二）``. ``heading`` and ``body`` never overlap; ``body`` ends where the first
    subsection begins, ``whole`` holds those too.
    """

    path: str
    depth: int
    parent: int | None
    heading: Span | None
    body: tuple[Span, ...]
    whole: Span


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a table of tasks, merged cells filled in; each cell as its printed pieces.

    ``agencies`` maps the role that the column's head states to the cell's pieces.
    """

    section: str
    heading: tuple[Span, ...]
    text: tuple[Span, ...]
    agencies: tuple[tuple[Role, tuple[Span, ...]], ...]
    deadline: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a file, as printed: header, section tree, rows of its task tables.

    ``key`` numbers it within the file (D1, D2 ...). ``issuers``, ``addressees`` and
    ``copied_to`` are the printed lines; the names in them are read by ``extract``.
    ``issuer_names`` is filled where the issuer's name is not printed whole in one place.
    """

    key: str
    span: Span
    title: str
    title_span: Span
    genre: str | None
    number: str | None = None
    number_span: Span | None = None
    issuers: tuple[Span, ...] = ()
    issued: date | None = None
    issued_span: Span | None = None
    published: date | None = None
    addressees: Span | None = None
    copied_to: Span | None = None
    disclosure: str | None = None
    validity: str | None = None
    index_number: str | None = None
    part_of: str | None = None
    promulgates: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    rows: tuple[TaskRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A body that a document's header names: issuer, addressee or copied to."""

    document: str
    role: PartyRole
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A work that a document names, once per document and work; ``span`` is the first place."""

    document: str
    section: str
    title: str | None
    number: str | None
    article: str | None
    relation: Relation
    cue: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Assignment:
    """A body's part in a task. ``name`` is as printed. ``inherited`` comes from a rule
    printed earlier (以下均需…负责), where its ``span`` lies."""

    role: Role
    name: str
    span: Span
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """An expression of time that binds a task.

    ``value`` is ISO 8601: a date (by), a date, month, quarter (2022-Q4), year or interval
    (on), a duration (within, recurring), or None (ongoing, prompt). ``due`` is the last day
    allowed, where it can be told.
    """

    expression: str
    kind: DeadlineKind
    value: str | None
    due: date | None
    span: Span
    times: int | None = None
    business_days: bool = False
    counts_from: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A duty: a numbered article or a table row. ``text`` joins the ``spans``."""

    key: str
    document: str
    section: str
    heading: str | None
    text: str
    kind: TaskKind
    spans: tuple[Span, ...]
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division: GB/T 2260 code (six digits; nine for a township), name, level;
    ``parents`` are the names of the divisions above, widest first, without its own."""

    code: str
    name: str
    level: Level
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What a division was called, or which code it had, until a year: ``place`` is its code today,
    ``event`` the kind of change in the words of the source (撤县设市, 更名, 同名改码)."""

    place: str
    year: int
    event: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Members:
    """Who a collective body is, where the divisions tell: the bodies of ``kind`` of all divisions of
    these ``levels`` in its place. ``endings`` are the last words of the divisions' names, where only
    some are meant (镇, 街道)."""

    kind: AgencyKind
    levels: tuple[Level, ...]
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """What a printed name stands for. ``name`` is the full official name, or None where it
    can't be known (collective bodies, unknown abbreviations): the node stays, unresolved.
    ``place`` is the division that the body belongs to, ``system`` its line of work; ``members`` tells
    who a collective body is."""

    mention: str
    name: str | None
    kind: AgencyKind
    system: str | None
    place: Place | None
    level: Level | None
    members: Members | None = None


ChangeKind = Literal["merger", "renaming", "founding"]


@dataclass(frozen=True, slots=True)
class Reform:
    """A change of national bodies in a year: what was there before, what came of it. ``day`` and
    ``source`` are those of the decision, where one reform decided it."""

    year: int
    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    day: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work's identity: what its number and its title tell.

    ``agency_code``, ``year`` and ``serial`` are the parts of the 文号. ``issuer`` is the
    issuing body's full name where number or title tells it.
    """

    title: str | None
    number: str | None
    agency_code: str | None
    year: int | None
    serial: int | None
    issuer: str | None
    level: Level | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A much-cited national work as the table has it: ``issued`` is the day of promulgation, or of the
    last revision; ``in_force_from`` the day it first came into force; ``replaced_by`` the title of what
    took its place."""

    title: str
    number: str | None
    issued: date
    issuer: str
    in_force_from: date | None
    replaced_by: str | None
    note: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document with all that was read from it and what its names stand for.

    ``agencies`` and ``works`` are keyed by the printed name and by the citation.
    """

    document: Document
    place: Place | None
    level: Level | None
    parties: tuple[Party, ...] = ()
    citations: tuple[Citation, ...] = ()
    tasks: tuple[Task, ...] = ()
    agencies: dict[str, Agency] = field(default_factory=dict)
    works: dict[Citation, Work] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Everything that one source file tells; ``page`` holds the web page's own metadata
    (索引号, 发布机构 ...) as printed label and value."""

    source: SourceText
    documents: tuple[DocumentFacts, ...]
    page: tuple[tuple[str, str], ...] = ()
