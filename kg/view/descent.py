"""How texts rest on texts: steps up and down between documents and the works they cite.

A notice and the texts that it promulgates count as one, and a held work as its document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.view.asking import PREFIXES, values
from kg.view.nodes import link
from kg.view.picture import NetworkPicture, Quote

if TYPE_CHECKING:
    from kg.sparql import Graph

Direction = Literal["above", "below"]
ROUNDS = 12
"""More steps than any chain of levels has; a circle ends sooner."""

STEPS = (
    PREFIXES
    + """
SELECT DISTINCT ?lower ?upper ?relation ?method ?confidence ?shown {
  { ASKED
    ?shown gw:document ?lower ; gw:citedWork ?upper ; gw:relation ?kind .
    ?kind skos:notation ?relation FILTER (?relation IN ("basis", "implements")) }
  UNION
  { ASKED
    ?step gw:descendant ?lower ; gw:ancestor ?upper ; a gw:Lineage ; gw:steps 1 .
    ?step gw:relation/skos:notation ?relation ; gw:method/skos:notation ?method .
    OPTIONAL { ?step itsrdf:taConfidence ?confidence }
    OPTIONAL { ?step prov:wasDerivedFrom ?shown } }
} ORDER BY ?lower ?upper ?relation ?method ?shown"""
)

_RANK = {"basis": 0, "implements": 1, "reissue": 2, "nested_title": 3}


@dataclass(slots=True)
class Step:
    """One text rests on another. ``relation`` is basis or implements where a citation says so, else the
    method that found it (nested_title, reissue); ``shown`` are the citations or documents that show it,
    ``how`` each method with its confidence."""

    lower: str
    upper: str
    relation: str
    shown: set[str] = field(default_factory=set)
    how: set[tuple[str, str]] = field(default_factory=set)


class Descent:
    """Texts of a graph as they stand for each other."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._home: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}
        self.queries: dict[Direction, str] = {}

    def homes(self, iris: Iterable[str]) -> dict[str, str]:
        """For each text the node that stands for it: of a work that is held its document, of a text that
        a notice promulgates the notice."""
        new = [iri for iri in dict.fromkeys(iris) if iri not in self._home]
        if new:
            held = self._pairs("work", "SELECT ?work ?document { ASKED ?document gw:work ?work }", new)
            documents = {iri: held.get(iri, [iri])[0] for iri in new}
            notices = self._pairs(
                "text", "SELECT ?text ?notice { ASKED ?notice gw:promulgates ?text }", documents.values()
            )
            for iri, document in documents.items():
                self._home[iri] = notices.get(document, [document])[0]
            self._gather({self._home[iri] for iri in new})
        return {iri: self._home[iri] for iri in iris}

    def _gather(self, homes: set[str]) -> None:
        """Learn all that a node stands for."""
        texts = self._pairs("home", "SELECT ?home ?text { ASKED ?home gw:promulgates ?text }", homes)
        for home in homes:
            self.members[home] = {home, *texts.get(home, [])}
        documents = {document for home in homes for document in self.members[home]}
        works = self._pairs("text", "SELECT ?text ?work { ASKED ?text gw:work ?work }", documents)
        for home in homes:
            for document in list(self.members[home]):
                self.members[home].update(works.get(document, []))
            for member in self.members[home]:
                self._home.setdefault(member, home)

    def _pairs(self, variable: str, pattern: str, iris: Iterable[str]) -> dict[str, list[str]]:
        text = (
            PREFIXES
            + pattern.replace("ASKED", values(variable, sorted(set(iris))))
            + " ORDER BY ?"
            + variable
        )
        found: dict[str, list[str]] = {}
        for key, value in sorted((str(a), str(b)) for a, b in self._graph.query(text)):
            found.setdefault(key, []).append(value)
        return found

    def walk(self, starts: Iterable[str], direction: Direction) -> list[Step]:
        """All steps from the texts upwards or downwards, nearest first."""
        steps: dict[tuple[str, str], Step] = {}
        homes = set(self.homes(list(starts)).values())
        seen = set(homes)
        for _ in range(ROUNDS):
            if not homes:
                break
            found = self._steps(homes, direction)
            for step in found:
                known = steps.setdefault((step.lower, step.upper), step)
                known.shown |= step.shown
                known.how |= step.how
            ends = {step.upper if direction == "above" else step.lower for step in found}
            homes = ends - seen
            seen |= homes
        return list(steps.values())

    def _steps(self, homes: set[str], direction: Direction) -> list[Step]:
        asked = sorted({member for home in homes for member in self.members[home]})
        end = "lower" if direction == "above" else "upper"
        text = STEPS.replace("ASKED", values(end, asked))
        answer = self._graph.query(text)
        if len(answer):
            self.queries.setdefault(direction, text)
        rows = [tuple(None if cell is None else str(cell) for cell in row) for row in answer]
        names = self.homes([str(row[i]) for row in rows for i in (0, 1)])
        steps: dict[tuple[str, str], Step] = {}
        for lower, upper, relation, method, confidence, shown in rows:
            pair = (names[str(lower)], names[str(upper)])
            if pair[0] == pair[1]:
                continue
            name = str(relation) if method in {None, "citation"} else str(method)
            step = steps.setdefault(pair, Step(*pair, name))
            if _RANK.get(name, 9) < _RANK.get(step.relation, 9):
                step.relation = name
            if shown:
                step.shown.add(shown)
            if method:
                step.how.add((method, f"{float(confidence):.2f}" if confidence else ""))
        return [steps[pair] for pair in sorted(steps)]


def link_steps(picture: NetworkPicture, steps: Iterable[Step], words: dict[str, list[Quote]]) -> None:
    """Draw steps as links, each with the printed words and the methods that show it."""
    for step in steps:
        key = (step.lower, step.upper, step.relation)
        link(picture.graph, *key)
        picture.quotes[key] = [quote for shown in sorted(step.shown) for quote in words.get(shown, [])]
        picture.how[key] = sorted(step.how)
