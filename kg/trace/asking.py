"""What trees are made of, asked of a graph: texts, the links between them, tasks and bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.sparql.terms import Value, to_text, values_block

if TYPE_CHECKING:
    from kg.sparql import Graph
    from kg.sparql.terms import Term


@dataclass(frozen=True, slots=True)
class Card:
    """A text as a tree shows it."""

    node: str
    title: str
    number: str | None
    level: str | None
    issued: str | None
    held: bool

    def facts(self) -> tuple[str, ...]:
        """What stands after the title."""
        held = None if self.held else "not held"
        return tuple(fact for fact in (self.number, self.level, self.issued, held) if fact)


@dataclass(slots=True)
class Link:
    """All that ties one text to one above it in one step."""

    low: str
    high: str
    relations: list[str]
    methods: dict[str, float]

    def words(self) -> str:
        """The link as a tree shows it: basis · citation 0.99, reissue 0.85."""
        methods = ", ".join(f"{method} {to_text(trust)}" for method, trust in sorted(self.methods.items()))
        return f"{' and '.join(sorted(self.relations))} · {methods}"


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part in a task."""

    body: str
    name: str
    role: str


@dataclass(slots=True)
class Duty:
    """A task with those who have a part in it and the expressions that say by when."""

    node: str
    document: str
    section: str | None
    words: str
    parts: list[Part]
    deadlines: list[tuple[str, str | None]]


def rows(graph: Graph, text: str, variable: str, nodes: Iterable[str]) -> list[tuple[Value, ...]]:
    """The answer to SPARQL in which ASKED stands for the nodes that a variable is bound to."""
    from pyoxigraph import NamedNode

    terms: list[Term] = [NamedNode(node) for node in nodes]
    if not terms:
        return []
    return graph.query(text.replace("ASKED", values_block(variable, terms))).rows


def cards(graph: Graph, nodes: Iterable[str]) -> dict[str, Card]:
    """The texts by their IRIs."""
    found: dict[str, Card] = {}
    for node, title, own, notice, level, issued, held in rows(graph, _CARDS, "text", nodes):
        number = own or notice
        found.setdefault(
            str(node),
            Card(
                str(node),
                str(title or number or node),
                str(number) if number else None,
                str(level) if level else None,
                to_text(issued) or None,
                bool(held),
            ),
        )
    return found


_CARDS = """SELECT ?text ?title ?own ?notice ?level ?issued ?held {
  ASKED
  OPTIONAL { ?text eli:title ?title }
  OPTIONAL { ?text eli:id_local ?own }
  OPTIONAL { ?promulgator gw:promulgates ?text ; eli:id_local ?notice }
  OPTIONAL { ?text gw:level/skos:notation ?level }
  OPTIONAL { ?text eli:date_document ?issued }
  BIND (EXISTS { ?text a gw:Document } AS ?held)
} ORDER BY ?text ?title ?own"""


def links_above(graph: Graph, nodes: Iterable[str]) -> list[Link]:
    """The links in one step from texts to those above them."""
    return _links(rows(graph, _LINKS.replace("ENDS", ""), "low", nodes))


def links_below(graph: Graph, nodes: Iterable[str]) -> list[Link]:
    """The links in one step to texts, their notices and the texts that they promulgate, from those below
    them; a notice with texts of its own is left out for these. The upper end is the text asked for."""
    ends = "?asked (gw:promulgates|^gw:promulgates)? ?high . FILTER NOT EXISTS { ?low gw:promulgates ?text }"
    text = _LINKS.replace("?low ?high", "?low (?asked AS ?end)", 1).replace("ENDS", ends)
    return _links(rows(graph, text, "asked", nodes))


_LINKS = """SELECT DISTINCT ?low ?high ?relation ?method ?trust {
  ASKED
  ENDS
  ?lineage gw:descendant ?low ; gw:ancestor ?high ; gw:steps 1 ; a gw:Lineage ;
    gw:relation/skos:notation ?relation ; gw:method/skos:notation ?method ; itsrdf:taConfidence ?trust .
} ORDER BY ?low ?high ?relation ?method"""


def _links(found: Iterable[tuple[Value, ...]]) -> list[Link]:
    links: dict[tuple[str, str], Link] = {}
    for low, high, relation, method, trust in found:
        ends = (str(low), str(high))
        link = links.setdefault(ends, Link(*ends, [], {}))
        if str(relation) not in link.relations:
            link.relations.append(str(relation))
        link.methods[str(method)] = max(float(str(trust)), link.methods.get(str(method), 0.0))
    return list(links.values())


def quotes(graph: Graph, nodes: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """The words that show the links of texts to those above them, with the file and the place."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for low, high, quote, source, start in rows(graph, _QUOTES, "low", nodes):
        found[str(low), str(high)].append(f"“{quote}” ({source}, {start})")
    return found


_QUOTES = """SELECT DISTINCT ?low ?high ?quote ?source ?start {
  ASKED
  ?lineage gw:descendant ?low ; gw:ancestor ?high ; prov:wasDerivedFrom ?shown .
  ?shown gw:evidence ?place .
  ?place oa:exact ?quote ; oa:start ?start .
  BIND (IRI(STRBEFORE(STR(?place), "#")) AS ?file)
  ?file gw:fileName ?source .
} ORDER BY ?low ?high ?source ?start"""


def duties(graph: Graph, tasks: Iterable[str]) -> dict[str, Duty]:
    """Tasks with their bodies and deadlines."""
    tasks = list(tasks)
    found: dict[str, Duty] = {}
    for task, document, section, heading, words in rows(graph, _TASKS, "task", tasks):
        whole = f"{heading}：{words}" if heading else str(words)
        found[str(task)] = Duty(str(task), str(document), str(section or "") or None, whole, [], [])
    for task, body, name, role in rows(graph, _PARTS, "task", tasks):
        part = Part(str(body), str(name), str(role))
        if part not in found[str(task)].parts:
            found[str(task)].parts.append(part)
    for task, expression, due in rows(graph, _DEADLINES, "task", tasks):
        found[str(task)].deadlines.append((str(expression), to_text(due) or None))
    return found


_TASKS = """SELECT ?task ?document ?section ?heading ?words {
  ASKED
  ?task gw:document ?document ; gw:text ?words ; gw:order ?order .
  ?document gw:order ?documentOrder .
  OPTIONAL { ?task gw:path ?section }
  OPTIONAL { ?task gw:heading ?heading }
} ORDER BY ?document ?documentOrder ?order"""
_PARTS = """SELECT ?task ?body ?name ?role {
  ASKED
  ?part gw:task ?task ; gw:agency ?body ; gw:role/skos:notation ?role ; gw:order ?order .
  ?body skos:prefLabel ?name .
} ORDER BY ?task ?order ?body"""
_DEADLINES = """SELECT ?task ?expression ?due {
  ASKED
  ?deadline gw:task ?task ; gw:expression ?expression ; gw:order ?order .
  OPTIONAL { ?deadline gw:due ?due }
} ORDER BY ?task ?order"""


def tasks_of(graph: Graph, documents: Iterable[str]) -> list[str]:
    """The tasks of documents and of the texts that they promulgate, in their printed order."""
    found = rows(
        graph,
        """SELECT DISTINCT ?task ?holder ?order { ASKED
        ?document gw:promulgates? ?holder . ?task gw:document ?holder ; a gw:Task ; gw:order ?order }
        ORDER BY ?holder ?order""",
        "document",
        documents,
    )
    return [str(row[0]) for row in found]


def tasks_for(graph: Graph, bodies: Iterable[str]) -> list[str]:
    """The tasks in which bodies have a part."""
    found = rows(
        graph,
        """SELECT DISTINCT ?task ?document ?order { ASKED
        ?part gw:agency ?body ; gw:task ?task . ?task gw:document ?document ; gw:order ?order }
        ORDER BY ?document ?order""",
        "body",
        bodies,
    )
    return [str(row[0]) for row in found]


def bodies_above(graph: Graph, bodies: Iterable[str], link: str) -> dict[str, list[tuple[str, str]]]:
    """For each body those one step above it by a link, with their names, and so on upwards."""
    above: dict[str, list[tuple[str, str]]] = {}
    waiting = list(dict.fromkeys(bodies))
    while waiting:
        pattern = f"ASKED ?body gw:{link} ?over . ?over skos:prefLabel ?name"
        found = rows(graph, f"SELECT ?body ?over ?name {{ {pattern} }} ORDER BY ?body ?over", "body", waiting)
        for body in waiting:
            above[body] = []
        for lower, over, name in found:
            above[str(lower)].append((str(over), str(name)))
        waiting = list(dict.fromkeys(str(over) for _, over, _ in found if str(over) not in above))
    return above


def names(graph: Graph, bodies: Iterable[str]) -> Mapping[str, str]:
    """What bodies are called."""
    found = rows(
        graph, "SELECT ?body ?name { ASKED ?body skos:prefLabel ?name } ORDER BY ?name", "body", bodies
    )
    return {str(body): str(name) for body, name in found}
