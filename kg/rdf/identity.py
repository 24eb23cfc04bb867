"""Which citations and documents are one work.

A work is known by its number (文号), and only without one by its exact title in its place and year. A
title alone means the one work of that title in that place that was there when the citing document was
written; where there are several, it stays a work of its own, open. One title holding another is never
enough: that is known to credit a quarter of all links to the wrong work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from kg import zh
from kg.model import KnownWork
from kg.rdf.agencies import NATIONAL_CODE, UNPLACED
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept
from kg.rdf.places import OPEN

_NUMBER = re.compile(r"(?P<code>[^()]+)\((?P<year>[0-9]{4})年?\)第?0*(?P<serial>[0-9]+)号?")
_CHINESE_MARKS = str.maketrans(',;:?!()<>"', "，；：？！（）〈〉”")


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A 文号 in its parts: 国办发〔2022〕8号 is 国办发, 2022, 8."""

    agency_code: str
    year: int
    serial: int


def number_parts(number: str) -> NumberParts | None:
    """The parts of a number of the shape that the regulation of 2012 on official documents gives it
    (agency code, year, serial; 党政机关公文处理工作条例, article 9); None for another shape."""
    m = _NUMBER.fullmatch(zh.fold(number))
    return NumberParts(m["code"], int(m["year"]), int(m["serial"])) if m else None


def canonical_number(number: str) -> str:
    """One spelling for the widths and brackets that a number is printed in."""
    parts = number_parts(number)
    if parts:
        return f"{parts.agency_code}〔{parts.year}〕{parts.serial}号"
    return _marked(zh.fold(number))


def canonical_title(title: str) -> str:
    """One spelling for titles that differ only in width, spaces, quotation marks and brackets."""
    return _marked(zh.fold(title))


def _marked(folded: str) -> str:
    return folded.translate(_CHINESE_MARKS)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A citation, or a document itself, as far as it tells which work it is.

    ``node`` is the citation or the document, ``document`` the document that cites or is the work.
    ``relation``, ``level`` and ``place`` are IRIs; ``relation`` is None for a document itself. ``year`` is
    that of the document, ``notice`` the number of the notice that promulgates it.
    """

    node: str
    document: str
    relation: str | None
    title: str | None
    number: str | None
    level: str | None = None
    place: str | None = None
    issuer: str | None = None
    year: int | None = None
    notice: str | None = None

    @property
    def source(self) -> str:
        """The source that the document stands in."""
        return self.document.rpartition("/")[0]

    @property
    def scope(self) -> str:
        """What keeps equal titles apart: the place's code, or that the work is national. A name that
        several divisions have (鼓楼区) is another place in each source."""
        if self.place:
            code = unquote(self.place.rsplit("/", 1)[-1])
            return self.source.rsplit("/", 1)[-1] if code.startswith(OPEN) else code
        return NATIONAL_CODE if self.level == concept("level", "national") else UNPLACED

    @property
    def variant(self) -> str | None:
        """What keeps documents of one title and place apart that have no number: the number of the
        notice that promulgates each, else its year."""
        if self.notice:
            return canonical_number(self.notice)
        return str(self.year) if self.year else None


Known = Callable[[str | None, str | None], KnownWork | None]
"""The listed work of a title and a number."""


def nothing_known(title: str | None, number: str | None) -> KnownWork | None:
    """An empty table of known works."""
    return None


@dataclass(slots=True)
class _Titles:
    """The works of one title in one place: by number and year, and without a number by variant and year."""

    numbered: dict[str, int | None] = field(default_factory=dict)
    held: dict[str | None, int | None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbered) + len(self.held)


def identify(rows: Iterable[WorkRow], iris: Iris, known: Known = nothing_known) -> dict[str, str]:
    """The work of each citation and document: node to work. Rows with neither number nor title have
    none. The order of the rows does not matter."""
    rows = [_as_listed(row, known) for row in rows]
    titles: defaultdict[tuple[str, str], _Titles] = defaultdict(_Titles)
    for row in rows:
        if row.number and row.title:
            number = canonical_number(row.number)
            parts = number_parts(row.number)
            titles[row.scope, zh.fold(row.title)].numbered[number] = parts.year if parts else None
    for row in rows:
        if row.title and not row.number and row.relation is None:
            of = titles[row.scope, zh.fold(row.title)]
            if _only_number(row, of) is None:
                of.held[row.variant] = row.year
    works: dict[str, str] = {}
    for row in rows:
        if row.number:
            works[row.node] = iris.numbered_work(canonical_number(row.number))
        elif row.title:
            works[row.node] = _by_title(row, titles[row.scope, zh.fold(row.title)], iris)
    return works


def _as_listed(row: WorkRow, known: Known) -> WorkRow:
    """A national work under the title that the table of much-cited works has; a title alone takes the
    table's number too, but for an order's, which is that of one version."""
    if row.relation is None or not row.title or row.scope not in (NATIONAL_CODE, UNPLACED):
        return row
    listed = known(row.title, None)
    if listed is None:
        return row
    number = row.number or (listed.number if listed.number and "令" not in listed.number else None)
    return replace(row, title=listed.title, number=number, level=concept("level", "national"), place=None)


def _only_number(row: WorkRow, of: _Titles) -> str | None:
    """The number of a document printed without one: the only one of its title and year."""
    if row.notice:
        return None
    same = [n for n, year in of.numbered.items() if None in (year, row.year) or year == row.year]
    return same[0] if len(same) == 1 else None


def _by_title(row: WorkRow, of: _Titles, iris: Iris) -> str:
    assert row.title is not None
    title = canonical_title(row.title)
    plain = iris.titled_work(row.scope, title)

    def held(variant: str | None) -> str:
        # a year is no code of a place, nor is a number
        return iris.titled_work(row.scope, title, variant) if variant and len(of) > 1 else plain

    if row.relation is None:
        number = _only_number(row, of)
        return iris.numbered_work(number) if number else held(row.variant)
    # a notice's number beside its text's title means the text, which is among those held
    numbers = {n: year for n, year in of.numbered.items() if n not in of.held}
    there = [iris.numbered_work(n) for n, year in numbers.items() if _not_after(year, row.year)]
    there += [held(variant) for variant, year in of.held.items() if _not_after(year, row.year)]
    return there[0] if len(there) == 1 else plain


def _not_after(year: int | None, citing: int | None) -> bool:
    return year is None or citing is None or year <= citing
