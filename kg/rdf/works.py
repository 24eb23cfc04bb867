"""The works that documents are and cite, as quads: their descriptions, every link to them, and which
documents are copies of one another (docs/decisions/copies.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg import zh
from kg.model import KnownWork
from kg.rdf.agencies import NATIONAL_CODE, UNPLACED
from kg.rdf.identity import (
    Known,
    WorkRow,
    canonical_number,
    canonical_title,
    identify,
    nothing_known,
    number_parts,
)
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, eli, gw, rdf
from kg.rdf.nquads import TRUE, Pair, day, integer, iri, join, lines, string, text

if TYPE_CHECKING:
    from pyoxigraph import Store

_RELATIONS: dict[str, str] = {
    concept("relation", "basis"): eli.based_on,
    concept("relation", "implements"): eli.ensures_implementation_of,
    concept("relation", "mentions"): eli.cites,
}


def work_quads(
    rows: Iterable[WorkRow],
    iris: Iris,
    known: Known = nothing_known,
    size: Callable[[str], int] = lambda document: 0,
) -> bytes:
    """The whole of ``graph/works`` as sorted N-Quads: each work's description, ``gw:work`` and
    ``gw:citedWork``, the direct links from document to work, and which documents are copies.

    ``known`` gives the listed work of a title and number, ``size`` how many facts a document tells.
    """
    rows = list(rows)
    identity = identify(rows, iris, known)
    graph = iris.graph("works")
    groups: defaultdict[str, list[WorkRow]] = defaultdict(list)
    for row in rows:
        if row.node in identity:
            groups[identity[row.node]].append(row)
    found: list[str] = []
    for work, group in groups.items():
        listed = _listed(group, known)
        found += lines(work, _description(group, listed, known, iris), graph)
        if listed and listed.replaced_by:
            found += _replacement(listed.replaced_by, known, groups, iris, graph)
        for copy, original in _copies([row for row in group if row.relation is None], size):
            found += lines(copy, [(iri(eli.is_another_publication_of), iri(original))], graph)
        for row in group:
            if row.relation is None:
                found += lines(row.node, [(iri(gw.work), iri(work))], graph)
                continue
            found += lines(row.node, [(iri(gw.citedWork), iri(work))], graph)
            if identity.get(row.document) != work:  # a text that names itself does not rest on itself
                found += lines(row.document, [(iri(_RELATIONS[row.relation]), iri(work))], graph)
    return join(sorted(found))


def _copies(held: list[WorkRow], size: Callable[[str], int]) -> list[tuple[str, str]]:
    """The documents of a work that are further publications of another one, each with that one: the
    one that tells the most facts. Where a number stands over different titles they are no copies."""
    first: dict[str, WorkRow] = {}
    for row in sorted(held, key=lambda row: row.node):
        first.setdefault(row.source, row)
    if len(first) < 2:
        return []
    original, *others = sorted(first.values(), key=lambda row: (-size(row.node), row.node))
    return [(row.node, original.node) for row in others if _same_title(row.title, original.title)]


def _same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles under one number are the same, the issuer before them printed or not."""
    short, long = sorted((zh.fold(one or ""), zh.fold(other or "")), key=len)
    return bool(short) and long.endswith(short)


def _listed(group: list[WorkRow], known: Known) -> KnownWork | None:
    national = [row for row in group if row.scope in (NATIONAL_CODE, UNPLACED)]
    found = {listed for row in national if (listed := known(row.title, row.number))}
    return found.pop() if len(found) == 1 else None


def _listed_iri(listed: KnownWork, iris: Iris) -> str:
    if listed.number and "令" not in listed.number:
        return iris.numbered_work(canonical_number(listed.number))
    return iris.titled_work(NATIONAL_CODE, canonical_title(listed.title))


def _replacement(
    title: str, known: Known, groups: Mapping[str, list[WorkRow]], iris: Iris, graph: str
) -> list[str]:
    """The description of a listed work that took another's place, where nothing else names it."""
    listed = known(title, None)
    if listed is None or (work := _listed_iri(listed, iris)) in groups:
        return []
    return lines(work, _description([], listed, known, iris), graph)


def _description(group: list[WorkRow], listed: KnownWork | None, known: Known, iris: Iris) -> list[Pair]:
    held = [row for row in group if row.relation is None]
    cited = [row for row in group if row.relation is not None]
    titles = [*([listed.title] if listed else ()), *_titles(held), *_titles(cited)]
    distinct = {zh.fold(title): title for title in reversed(titles)}
    title = titles[0] if titles else None
    number = min((canonical_number(row.number) for row in group if row.number), default=None)
    if number is None and listed:
        number = listed.number
    parts = number_parts(number) if number else None
    level = _agreed(row.level for row in held) or _agreed(row.level for row in cited)
    if listed:
        level = concept("level", "national")
    place = _agreed(row.place for row in held) or _agreed(row.place for row in cited)
    issuer = listed.issuer if listed else _agreed(row.issuer for row in group)
    pairs: list[Pair] = [
        (iri(rdf.type), iri(gw.Work)),
        (iri(eli.title), text(title)),
        (iri(eli.id_local), text(number)),
        (iri(gw.agencyCode), string(parts.agency_code) if parts else None),
        (iri(gw.year), integer(parts.year) if parts else None),
        (iri(gw.serial), integer(parts.serial) if parts else None),
        (iri(gw.level), iri(level) if level else None),
        (iri(eli.jurisdiction), iri(place) if place else None),
        (iri(gw.issuerName), text(issuer)),
        (iri(gw.held), TRUE if held else None),
    ]
    pairs += [(iri(eli.title_alternative), string(other)) for other in distinct.values() if other != title]
    return pairs + (_listed_facts(listed, known, iris) if listed else [])


def _listed_facts(listed: KnownWork, known: Known, iris: Iris) -> list[Pair]:
    state = "InForce-notInForce" if listed.replaced_by else "InForce-inForce"
    after = known(listed.replaced_by, None) if listed.replaced_by else None
    return [
        (iri(gw.listed), TRUE),
        (iri(eli.date_document), day(listed.issued)),
        (iri(eli.first_date_entry_in_force), day(listed.in_force_from)),
        (iri(eli.in_force), iri(getattr(eli, state))),
        (iri(eli.repealed_by), iri(_listed_iri(after, iris)) if after else None),
    ]


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

    def inverse(predicate: str) -> dict[str, str]:
        found = store.quads_for_pattern(None, NamedNode(predicate), None)
        return {
            q.object.value: q.subject.value
            for q in found
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
        }

    def instances(kind: str) -> list[str]:
        found = store.quads_for_pattern(None, NamedNode(rdf.type), NamedNode(kind))
        return sorted(q.subject.value for q in found if isinstance(q.subject, NamedNode))

    titles, numbers, levels, places = map(column, (eli.title, eli.id_local, gw.level, eli.jurisdiction))
    held = instances(gw.Document)
    dates, notices = column(eli.date_document), inverse(gw.promulgates)
    years = {
        node: int(date[:4]) for node in held if (date := dates.get(node) or dates.get(notices.get(node, "")))
    }
    for node in held:
        notice = numbers.get(notices.get(node, ""))
        own = (titles.get(node), numbers.get(node), levels.get(node), places.get(node))
        yield WorkRow(node, node, None, *own, year=years.get(node), notice=notice)
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
            years.get(documents[node]),
        )


def document_size(store: Store) -> Callable[[str], int]:
    """How many parties, citations and tasks a document of a store has."""
    from pyoxigraph import NamedNode

    def size(document: str) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, NamedNode(gw.document), NamedNode(document)))

    return size
