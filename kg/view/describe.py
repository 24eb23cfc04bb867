"""What the graph tells of nodes: their kind, what they are called, their facts and the printed words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.rdf.namespaces import eli, gw, oa, rdf, skos
from kg.sparql.terms import values_block
from kg.view.lettering import one_line
from kg.view.picture import Card, Quote
from kg.view.terms import local_name

if TYPE_CHECKING:
    from kg.sparql import Graph

AT_ONCE = 400
_SECTION = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百]+[条章节]|[（(]?[一二三四五六七八九十0-9]+(?:[）)]、?|[、.．]))\s*"
)
# the most special first: with entailment a node has the wider classes too
_KINDS = (
    gw.Document, gw.Work, gw.Task, gw.Section, gw.Government, gw.GovernmentOffice, gw.Department,
    gw.PartyOrgan, gw.Congress, gw.Court, gw.MassOrganisation, gw.Institution, gw.Enterprise,
    gw.CollectiveBody, gw.Agency, eli.AdministrativeArea, gw.Source, gw.Citation, gw.Assignment, gw.Party,
    gw.Deadline, skos.Concept,
)  # fmt: skip
_FACTS = (
    eli.title, gw.heading, gw.text, skos.prefLabel, gw.fullName, eli.id_local, gw.genre, gw.level,
    eli.jurisdiction, gw.place, gw.system, eli.passed_by, gw.issuerName, eli.date_document,
    eli.date_publication, gw.validity, gw.disclosure, gw.document, gw.path, gw.held, gw.resolved,
    gw.derived, gw.parentPlace, skos.notation, gw.fileName, gw.citedTitle, gw.citedNumber, gw.printedName,
    gw.expression, gw.due,
)  # fmt: skip
_LABELS = (
    eli.title, gw.heading, gw.text, gw.fullName, skos.prefLabel, eli.id_local, gw.fileName, gw.citedTitle,
    gw.printedName, gw.expression,
)  # fmt: skip


def describe(graph: Graph, iris: Iterable[str], quotes: bool = True) -> dict[str, Card]:
    """A card for each node, in the order given. A node that the graph says nothing of has a card with
    the last part of its IRI and the kind ""."""
    cards: dict[str, Card] = {}
    for chunk in _chunks(dict.fromkeys(iris)):
        known = _values("node", chunk)
        kinds = _kinds(graph, known) if known else {}
        facts = _facts(graph, known) if known else {}
        for iri in chunk:
            cards[iri] = _card(iri, kinds.get(iri, ""), facts.get(iri, []))
        if known:
            _deadlines(graph, known, cards)
        if known and quotes:
            for iri, found in printed(graph, chunk).items():
                cards[iri].quotes += found
    return cards


def called(graph: Graph, name: str) -> str:
    """What a thing is called in a title: by the name that was asked for, by its own where an IRI was."""
    return one_line(describe(graph, [name], quotes=False)[name].label) if "://" in name else name


def titled(card: Card) -> str:
    """The title of a text, with its place where the title does not hold it: many texts are called alike."""
    title = one_line(card.label)
    return title if not card.place or card.place in title else f"{title}（{one_line(card.place)}）"


def printed(graph: Graph, iris: Iterable[str]) -> dict[str, list[Quote]]:
    """The printed words behind each node that has evidence, in the order of the text."""
    found: dict[str, list[Quote]] = {}
    for chunk in _chunks(dict.fromkeys(iris)):
        nodes = _values("node", chunk)
        if not nodes:
            continue
        rows = graph.query(
            f"""SELECT DISTINCT ?node ?quote ?source ?start ?end {{ {nodes}
                ?node <{gw.evidence}> ?place .
                ?place <{oa.exact}> ?quote ; <{oa.start}> ?start ; <{oa.end}> ?end .
                BIND (IRI(STRBEFORE(STR(?place), "#")) AS ?file) ?file <{gw.fileName}> ?source
            }} ORDER BY ?node ?source ?start ?end"""
        )
        for node, quote, source, start, end in rows:
            found.setdefault(str(node), []).append(
                Quote(str(quote), str(source), int(str(start)), int(str(end)))
            )
    return found


def _kinds(graph: Graph, nodes: str) -> dict[str, str]:
    """The most special class of each node."""
    order = {kind: i for i, kind in enumerate(_KINDS)}
    found: dict[str, str] = {}
    for node, kind in graph.query(f"SELECT ?node ?kind {{ {nodes} ?node <{rdf.type}> ?kind }}"):
        place = order.get(str(kind), len(order))
        if place < order.get(found.get(str(node), ""), len(order)):
            found[str(node)] = str(kind)
    return found


def _facts(graph: Graph, nodes: str) -> dict[str, list[tuple[str, str, str]]]:
    """Property, value and the value's own label, of each node."""
    order = {fact: i for i, fact in enumerate(_FACTS)}
    rows = graph.query(
        f"""SELECT DISTINCT ?node ?fact ?value ?label {{ {nodes} ?node ?fact ?value
            FILTER (?fact IN ({", ".join(f"<{fact}>" for fact in _FACTS)}))
            OPTIONAL {{ ?value <{eli.title}>|<{skos.prefLabel}> ?label FILTER (LANG(?label) = "") }}
        }} ORDER BY ?node ?value ?label"""
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for node, fact, value, label in rows:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        found.setdefault(str(node), []).append((str(fact), shown, str(label or "")))
    for facts in found.values():
        facts.sort(key=lambda fact: order[fact[0]])
    return found


def _card(iri: str, kind: str, facts: list[tuple[str, str, str]]) -> Card:
    first: dict[str, tuple[str, str]] = {}
    for fact, value, label in facts:
        first.setdefault(fact, (value, label))

    def told(*names: str) -> str:
        return next((first[name][0] for name in names if name in first), "")

    card = Card(kind, told(*_LABELS) or local_name(iri))
    if kind == gw.Task:
        card.label = _task_label(told(gw.heading), told(gw.text)) or card.label
    card.level = told(gw.level).removeprefix(f"{gw}level-")
    card.number = told(eli.id_local)
    card.day = told(eli.date_document, eli.date_publication)
    card.path = told(gw.path)
    place = first.get(eli.jurisdiction) or first.get(gw.place)
    card.place = place[1] if place else ""
    seen: set[tuple[str, str]] = set()
    for fact, text, label in facts:
        pair = (fact, label or text)
        if pair not in seen and not (fact == skos.prefLabel and text == told(gw.fullName)):
            seen.add(pair)
            card.facts.append(pair)
    return card


def _task_label(heading: str, text: str) -> str:
    """What is to be done, with its heading before it; the section's label stands in the path."""
    heading = _SECTION.sub("", heading).strip(" 。：:")
    if not heading or text.startswith(heading):
        return text
    return f"{heading}：{text}" if text else heading


def _deadlines(graph: Graph, nodes: str, cards: dict[str, Card]) -> None:
    """The time limits of tasks, the earliest last day as the card's day."""
    rows = graph.query(
        f"""SELECT DISTINCT ?node ?expression ?due {{ {nodes}
            ?limit <{gw.task}> ?node ; <{gw.expression}> ?expression OPTIONAL {{ ?limit <{gw.due}> ?due }}
        }} ORDER BY ?node ?due ?expression"""
    )
    for node, expression, due in rows:
        card = cards[str(node)]
        card.facts.append((gw.Deadline, f"{expression} ({due})" if due else str(expression)))
        if due and not card.day:
            card.day = str(due)


def _values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block of those that can be asked for; nothing where none can."""
    from pyoxigraph import NamedNode

    nodes = []
    for iri in iris:
        try:
            nodes.append(NamedNode(iri))
        except ValueError:  # a literal or a blank node of a query's answer, of which there is nothing to tell
            continue
    return values_block(variable, list(nodes)) if nodes else ""


def _chunks(iris: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(iris)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk
