"""What lineage is told by: the texts of a graph, what they cite, and their tasks, read from its store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.model import Level, Place
from kg.rdf.identity import number_parts
from kg.rdf.namespaces import concept, eli, gw, skos
from kg.zh import fold

if TYPE_CHECKING:
    from pyoxigraph import Store

LEVELS: tuple[Level, ...] = ("national", "provincial", "municipal", "county", "township")
RANKS = {concept("level", level): rank for rank, level in enumerate(LEVELS)}
_HEADING = 14  # characters: 深入推进“四大战略”信息公开 is a heading
_SHORT = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "自治县",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "镇",
    "乡",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A document, or a work that no source holds. ``node`` is its IRI; ``rank`` that of its level, 0 the
    national; ``issued`` ISO 8601, else ``year`` as its number or title tells. ``notice`` is the document
    that promulgates it, ``texts`` what it promulgates."""

    node: str
    work: str | None
    title: str | None
    number: str | None = None
    rank: int | None = None
    place: str | None = None
    issued: str | None = None
    year: int | None = None
    held: bool = True
    notice: str | None = None
    texts: tuple[str, ...] = ()

    def before(self, other: Text) -> bool | None:
        """Whether it can have come first; None where the dates don't tell."""
        if self.issued and other.issued:
            return self.issued <= other.issued
        if self.year is None or other.year is None:
            return None
        return self.year <= other.year


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: the document it stands in, the work it names and how."""

    node: str
    document: str
    work: str
    relation: str
    title: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task and the words in which it is set."""

    node: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a graph by their IRI, their citations, how its places lie in each other and what they
    are called, and which texts are said to carry out which works."""

    texts: Mapping[str, Text]
    citations: tuple[Cited, ...]
    parents: Mapping[str, str]
    place_names: Mapping[str, str]
    implemented: frozenset[tuple[str, str]]
    _by_work: dict[str, list[str]] = field(default_factory=dict)
    _families: dict[str, frozenset[str]] = field(default_factory=dict)

    def group(self, node: str) -> tuple[str, ...]:
        """The text with its notice and with the texts that it promulgates, the text itself first."""
        text = self.texts[node]
        return (node, *((text.notice,) if text.notice else ()), *text.texts)

    def target(self, work: str, title: str | None) -> str:
        """The text that is meant where a work is cited under a title: of a notice and its texts the one
        that bears the title; under the number alone the text, where the notice promulgates one, else
        the notice. Of copies in several sources, the first."""
        held = self._by_work.get(work)
        if not held:
            return work
        source = held[0].rsplit("/", 1)[0]
        copies = [node for node in held if node.rsplit("/", 1)[0] == source]
        if title:
            for node in dict.fromkeys(other for copy in copies for other in self.group(copy)):
                if fold(self.texts[node].title or "") == fold(title):
                    return self._only_text(node)
        return self._only_text(next((c for c in copies if self.texts[c].texts), copies[0]))

    def _only_text(self, node: str) -> str:
        texts = self.texts[node].texts
        return texts[0] if len(texts) == 1 else node

    def holds(self, work: str) -> bool:
        """Whether a source holds a text of the work."""
        return work in self._by_work

    def shown(self, node: str) -> str:
        """A text as a reader would name it."""
        text = self.texts[node]
        return text.title or text.number or node

    def family(self, node: str) -> frozenset[str]:
        """A text with its notice, the other texts of the notice, and the copies of these in other
        sources: none of them comes from another."""
        if node not in self._families:
            near = {other for member in self.group(node) for other in self.group(member)}
            copies = {copy for member in near for copy in self.copies(member)}
            self._families[node] = frozenset(near | copies)
        return self._families[node]

    def with_texts(self, texts: Iterable[Text]) -> Corpus:
        """The corpus and further texts that no source holds."""
        return replace(self, texts=dict(self.texts) | {text.node: text for text in texts}, _families={})

    def copies(self, node: str) -> list[str]:
        """The documents that are the same work as a text, itself included."""
        work = self.texts[node].work
        return self._by_work.get(work or "") or [node]

    def names(self, place: str | None) -> tuple[str, ...]:
        """What a place and those above it may be called in a title, the longest first."""
        found: list[str] = []
        while place:
            full = self.place_names.get(place, "")
            found += [full, *(full.removesuffix(end) for end in _SHORT if full.endswith(end))]
            place = self.parents.get(place)
        return tuple(sorted({n for n in found if len(n) > 1}, key=lambda n: (-len(n), n)))

    def home(self, text: Text) -> Place | None:
        """A text's place as the grounding of names knows it."""
        if text.place is None or text.rank is None:
            return None
        from kg.ground.places import by_code

        code = text.place.rsplit("/", 1)[-1]
        return by_code(code) or Place(code, self.place_names.get(text.place, code), LEVELS[text.rank])


def read_corpus(store: Store, but: str) -> Corpus:
    """The texts, citations and places that all graphs of a store but one tell of."""
    table = _Table(store, but)
    titles, numbers, levels, places = map(table.column, (eli.title, eli.id_local, gw.level, eli.jurisdiction))
    issued, published, works = map(table.column, (eli.date_document, eli.date_publication, gw.work))
    notices: dict[str, str] = {}
    promulgated: defaultdict[str, list[str]] = defaultdict(list)
    for notice, part in table.pairs(gw.promulgates):
        notices[part] = notice
        promulgated[notice].append(part)

    def text(node: str, held: bool) -> Text:
        day = issued.get(node) or published.get(node)
        number = numbers.get(node)
        parts = number_parts(number) if number else None
        return Text(
            node=node,
            work=works.get(node) if held else node,
            title=titles.get(node),
            number=number,
            rank=RANKS.get(levels.get(node, "")),
            place=places.get(node),
            issued=day,
            year=int(day[:4]) if day else parts.year if parts else None,
            held=held,
            notice=notices.get(node),
            texts=tuple(promulgated.get(node, ())),
        )

    texts = {node: text(node, True) for node in table.instances(gw.Document)}
    by_work: defaultdict[str, list[str]] = defaultdict(list)
    for node in texts:
        if node in works:
            by_work[works[node]].append(node)
    for work in table.instances(gw.Work):
        if work not in by_work:
            texts[work] = text(work, False)
    parents = table.column(gw.parentPlace)
    return Corpus(
        texts,
        tuple(_citations(table)),
        parents,
        _place_names(table, texts, parents),
        frozenset(table.pairs(eli.ensures_implementation_of)),
        dict(by_work),
    )


def read_tasks(store: Store, but: str) -> list[TaskText]:
    """The tasks of all graphs of a store but one, in the order of their IRIs. A heading is left out,
    being the same over many tasks, unless it is so long that it must be the task's first sentence."""
    table = _Table(store, but)
    documents, headings, texts = map(table.column, (gw.document, gw.heading, gw.text))
    found = []
    for node in table.instances(gw.Task):
        heading, words = headings.get(node, ""), texts.get(node, "")
        if len(heading) > _HEADING:
            words = f"{heading}。{words}"
        found.append(TaskText(node, documents[node], words))
    return found


def _citations(table: _Table) -> Iterable[Cited]:
    documents, works, relations = map(table.column, (gw.document, gw.citedWork, gw.relation))
    titles, numbers = map(table.column, (gw.citedTitle, gw.citedNumber))
    for node in table.instances(gw.Citation):
        if node in works:
            yield Cited(
                node, documents[node], works[node], relations[node], titles.get(node), numbers.get(node)
            )


def _place_names(table: _Table, texts: Mapping[str, Text], parents: Mapping[str, str]) -> dict[str, str]:
    labels = table.column(skos.prefLabel)
    needed = {text.place for text in texts.values() if text.place}
    for place in list(needed):
        over = parents.get(place)
        while over and over not in needed:
            needed.add(over)
            over = parents.get(over)
    return {place: labels[place] for place in needed if place in labels}


class _Table:
    """The statements of all graphs of a store but one, by predicate; values as text."""

    def __init__(self, store: Store, but: str) -> None:
        self._store = store
        self._but = but

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        return sorted((node, value) for node, value in self._select(f"?s <{predicate}> ?o", "s", "o"))

    def column(self, predicate: str) -> dict[str, str]:
        return dict(reversed(self.pairs(predicate)))

    def instances(self, kind: str) -> list[str]:
        return sorted(node for (node,) in self._select(f"?s a <{kind}>", "s"))

    def _select(self, pattern: str, *variables: str) -> Iterator[tuple[str, ...]]:
        from pyoxigraph import QuerySolutions

        names = " ".join(f"?{name}" for name in variables)
        where = f"GRAPH ?g {{ {pattern} }} FILTER(?g != <{self._but}>)"
        found = self._store.query(f"SELECT {names} {{ {where} }}")
        assert isinstance(found, QuerySolutions)
        return (tuple(term.value for term in solution) for solution in found)
