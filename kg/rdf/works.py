"""Which citations and documents are one work.

A work is known by its number (文号), and only without one by its exact title in its place. A title
alone takes the number when, over the whole graph, exactly one number goes with that title in that
place. One title holding another is never enough: that is known to credit a quarter of all links to
the wrong work.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import zh
from kg.rdf.agencies import NATIONAL_CODE, UNPLACED
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, eli, gw, rdf
from kg.rdf.nquads import TRUE, Pair, integer, iri, join, lines, string, text

if TYPE_CHECKING:
    from pyoxigraph import Store

_NUMBER = re.compile(r"(?P<code>[^()]+)\((?P<year>[0-9]{4})年?\)第?0*(?P<serial>[0-9]+)号?")
_CHINESE_MARKS = str.maketrans(',;:?!()<>"', "，；：？！（）〈〉”")

_RELATIONS: dict[str, str] = {
    concept("relation", "basis"): eli.based_on,
    concept("relation", "implements"): eli.ensures_implementation_of,
    concept("relation", "mentions"): eli.cites,
}


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
    ``relation``, ``level`` and ``place`` are IRIs; ``relation`` is None for a document itself.
    """

    node: str
    document: str
    relation: str | None
    title: str | None
    number: str | None
    level: str | None = None
    place: str | None = None
    issuer: str | None = None

    @property
    def scope(self) -> str:
        """What keeps equal titles apart: the place's code, or that the work is national."""
        if self.place:
            return self.place.rsplit("/", 1)[-1]
        return NATIONAL_CODE if self.level == concept("level", "national") else UNPLACED


def identify(rows: Iterable[WorkRow], iris: Iris) -> dict[str, str]:
    """The work of each citation and document: node to work. Rows with neither number nor title have
    none. The order of the rows does not matter."""
    rows = list(rows)
    numbers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.number and row.title:
            numbers[row.scope, zh.fold(row.title)].add(canonical_number(row.number))
    works: dict[str, str] = {}
    for row in rows:
        if row.number:
            works[row.node] = iris.numbered_work(canonical_number(row.number))
        elif row.title:
            known = numbers.get((row.scope, zh.fold(row.title)), set())
            works[row.node] = (
                iris.numbered_work(next(iter(known)))
                if len(known) == 1
                else iris.titled_work(row.scope, canonical_title(row.title))
            )
    return works


def work_quads(rows: Iterable[WorkRow], iris: Iris) -> bytes:
    """The whole of ``graph/works`` as sorted N-Quads: each work's description, ``gw:work`` and
    ``gw:citedWork``, and the direct links from document to work."""
    rows = list(rows)
    identity = identify(rows, iris)
    graph = iris.graph("works")
    groups: defaultdict[str, list[WorkRow]] = defaultdict(list)
    for row in rows:
        if row.node in identity:
            groups[identity[row.node]].append(row)
    found: list[str] = []
    for work, group in groups.items():
        found += lines(work, _description(group), graph)
        for row in group:
            if row.relation is None:
                found += lines(row.node, [(iri(gw.work), iri(work))], graph)
                continue
            found += lines(row.node, [(iri(gw.citedWork), iri(work))], graph)
            if identity.get(row.document) != work:  # a text that names itself does not rest on itself
                found += lines(row.document, [(iri(_RELATIONS[row.relation]), iri(work))], graph)
    return join(sorted(found))


def _description(group: list[WorkRow]) -> list[Pair]:
    held = [row for row in group if row.relation is None]
    cited = [row for row in group if row.relation is not None]
    titles = _titles(held) + _titles(cited)
    distinct = {zh.fold(title): title for title in reversed(titles)}
    title = titles[0] if titles else None
    number = min((canonical_number(row.number) for row in group if row.number), default=None)
    parts = number_parts(number) if number else None
    level = _agreed(row.level for row in held) or _agreed(row.level for row in cited)
    place = _agreed(row.place for row in held) or _agreed(row.place for row in cited)
    pairs: list[Pair] = [
        (iri(rdf.type), iri(gw.Work)),
        (iri(eli.title), text(title)),
        (iri(eli.id_local), text(number)),
        (iri(gw.agencyCode), string(parts.agency_code) if parts else None),
        (iri(gw.year), integer(parts.year) if parts else None),
        (iri(gw.serial), integer(parts.serial) if parts else None),
        (iri(gw.level), iri(level) if level else None),
        (iri(eli.jurisdiction), iri(place) if place else None),
        (iri(gw.issuerName), text(_agreed(row.issuer for row in group))),
        (iri(gw.held), TRUE if held else None),
    ]
    pairs += [(iri(eli.title_alternative), string(other)) for other in distinct.values() if other != title]
    return pairs


def _titles(rows: list[WorkRow]) -> list[str]:
    """The titles, those of rows with the number first, then by how often, then by spelling."""
    counted = Counter(row.title for row in rows if row.title)
    numbered = {row.title for row in rows if row.title and row.number}
    return sorted(counted, key=lambda title: (title not in numbered, -counted[title], title))


def _agreed(values: Iterable[str | None]) -> str | None:
    """The value, where all that name one name the same."""
    distinct = {value for value in values if value}
    return distinct.pop() if len(distinct) == 1 else None


def stored_rows(store: Store) -> Iterator[WorkRow]:
    """The rows of every document and citation of a store, read from the source graphs."""
    from pyoxigraph import Literal, NamedNode

    def column(predicate: str) -> dict[str, str]:
        found = store.quads_for_pattern(None, NamedNode(predicate), None)
        return {
            q.subject.value: q.object.value
            for q in found
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal)
        }

    def instances(kind: str) -> list[str]:
        found = store.quads_for_pattern(None, NamedNode(rdf.type), NamedNode(kind))
        return sorted(q.subject.value for q in found if isinstance(q.subject, NamedNode))

    titles, numbers, levels, places = map(column, (eli.title, eli.id_local, gw.level, eli.jurisdiction))
    for node in instances(gw.Document):
        yield WorkRow(
            node, node, None, titles.get(node), numbers.get(node), levels.get(node), places.get(node)
        )
    documents, relations = column(gw.document), column(gw.relation)
    titles, numbers, levels, places, issuers = map(
        column, (gw.citedTitle, gw.citedNumber, gw.citedLevel, gw.citedPlace, gw.citedIssuerName)
    )
    for node in instances(gw.Citation):
        yield WorkRow(
            node,
            documents[node],
            relations[node],
            titles.get(node),
            numbers.get(node),
            levels.get(node),
            places.get(node),
            issuers.get(node),
        )
