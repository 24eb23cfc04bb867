"""How near the pipeline's reading comes to a gold answer: facts of both sides, compared by facet.

A gold answer is the JSON that ``tests/gold/README.md`` describes. A fact counts as right where both
sides state it; what the gold answer marks as doubtful counts neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.model import Agency, Assignment, Citation, Deadline, DocumentFacts, SourceFacts, Task
from kg.zh import fold

Gold = dict[str, Any]

FACETS = (
    "documents",
    "citations",
    "relations",
    "tasks",
    "assignments",
    "deadlines",
    "agency names",
    "systems",
)
_SAME_TASK = 0.8  # of the pairs of neighbouring characters that two texts of one task share at least
_ROLES = ("lead", "responsible", "cooperate", "supervise")


@dataclass
class Facet:
    """Right, missed and wrong facts of one kind."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def compare(self, where: str, expected: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count the facts that one place should give against those that it gave."""
        want, have = Counter(expected), Counter(found)
        self.right += (want & have).total()
        self.missed += [f"{where}: {_shown(fact)}" for fact in (want - have).elements()]
        self.wrong += [f"{where}: {_shown(fact)}" for fact in (have - want).elements()]

    @property
    def facts(self) -> int:
        """How many facts the gold answers state."""
        return self.right + len(self.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is to be found that was found."""
        return self.right / self.facts if self.facts else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + len(self.missed) + len(self.wrong)
        return 2 * self.right / both if both else 1.0


class Score:
    """The facets of all sources that were compared."""

    def __init__(self) -> None:
        self.facets = {name: Facet() for name in FACETS}

    def add(self, gold: Gold, found: SourceFacts) -> None:
        """Compare one source."""
        by_key = {facts.document.key: facts for facts in found.documents}
        titles = {d["id"]: d["title"] for d in gold["documents"]}
        self._documents(gold, by_key, titles)
        self._citations(gold, by_key)
        self._tasks(gold, by_key)
        self._agencies(gold, by_key)

    def report(self, names: Iterable[str] = FACETS) -> str:
        """The figures of each facet, and every difference in those named."""
        lines = [f"{'facet':14}{'facts':>6}{'precision':>11}{'recall':>8}{'F1':>7}"]
        for name, facet in self.facets.items():
            figures = f"{facet.facts:6}{facet.precision:11.3f}{facet.recall:8.3f}{facet.f1:7.3f}"
            lines.append(f"{name:14}{figures}")
        for name in names:
            lines += [f"{name}: missed  {fact}" for fact in self.facets[name].missed]
            lines += [f"{name}: wrong   {fact}" for fact in self.facets[name].wrong]
        return "\n".join(lines)

    def _documents(self, gold: Gold, by_key: dict[str, DocumentFacts], titles: dict[str, str]) -> None:
        expected = {d["id"]: _expected_header(d, titles) for d in gold["documents"]}
        signed = {fold(name) for d in gold["documents"] for name in d["issuers"]}
        found = {key: _found_header(facts, by_key, signed) for key, facts in by_key.items()}
        for key in sorted(expected.keys() | found.keys()):
            where = f"{gold['source']} {key}"
            self.facets["documents"].compare(where, expected.get(key, []), found.get(key, []))

    def _citations(self, gold: Gold, by_key: dict[str, DocumentFacts]) -> None:
        left = [c for facts in by_key.values() for c in facts.citations]
        for cited in gold["citations"]:
            match = next((c for c in left if _same_work(c, cited)), None)
            if match:
                left.remove(match)
            if cited.get("doubtful"):
                continue
            where = f"{gold['source']} {cited['document']}"
            work = (fold(cited["title"] or ""), fold(cited["doc_number"] or ""))
            read = [(fold(match.title or ""), fold(match.number or ""))] if match else []
            self.facets["citations"].compare(where, [work], read)
            relation = [(*work, match.relation)] if match else []
            self.facets["relations"].compare(where, [(*work, cited["relation"])], relation)
        more = [(fold(c.title or ""), fold(c.number or "")) for c in left]
        self.facets["citations"].compare(gold["source"], [], more)

    def _tasks(self, gold: Gold, by_key: dict[str, DocumentFacts]) -> None:
        tasks = [task for facts in by_key.values() for task in facts.tasks]
        for wanted, task in _paired(gold, tasks):
            section = wanted["section"] if wanted else task.section if task else ""
            where = f"{gold['source']} {section or '(no section)'}"
            name = fold((wanted["text"] if wanted else task.text if task else "")[:24])
            self.facets["tasks"].compare(where, [name] if wanted else [], [name] if task else [])
            self._assignments(
                where, wanted["assignments"] if wanted else [], task.assignments if task else ()
            )
            self._deadlines(where, wanted["deadlines"] if wanted else [], task.deadlines if task else ())

    def _assignments(self, where: str, wanted: list[Gold], found: Iterable[Assignment]) -> None:
        have = {(fold(a.name), str(a.role)) for a in found}
        want: set[tuple[str, str]] = set()
        for assignment in wanted:
            name = fold(assignment["agency"])
            allowed = [assignment["role"], *assignment.get("accept_roles", [])]
            if assignment.get("doubtful"):
                have -= {(name, role) for role in _ROLES}
            else:
                want.add(next(((name, role) for role in allowed if (name, role) in have), (name, allowed[0])))
        self.facets["assignments"].compare(where, want, have)

    def _deadlines(self, where: str, wanted: list[Gold], found: Iterable[Deadline]) -> None:
        doubtful = {(d["kind"], _value(d["value"])) for d in wanted if d.get("doubtful")}
        want = {(d["kind"], _value(d["value"])) for d in wanted} - doubtful
        have = {(d.kind, _value(d.value)) for d in found} - doubtful
        self.facets["deadlines"].compare(where, want, have)

    def _agencies(self, gold: Gold, by_key: dict[str, DocumentFacts]) -> None:
        """Names that the gold answer leaves open must stay open; systems count where it tells one."""
        read: dict[str, list[Agency]] = {}
        for facts in by_key.values():
            for mention, agency in facts.agencies.items():
                read.setdefault(fold(mention), []).append(agency)
        for agency in gold["agencies"]:
            if agency.get("doubtful"):
                continue
            here = read.get(fold(agency["mention"]), [])
            allowed = [fold(name or "") for name in (agency["name"], *agency.get("accept_names", []))]
            names = sorted({_name(a, allowed) for a in here})
            want = next((name for name in allowed if name in names), allowed[0])
            self.facets["agency names"].compare(
                gold["source"],
                [(agency["mention"], want)] if agency["name"] else [],
                [(agency["mention"], name) for name in names if name],
            )
            if agency["system"]:
                systems = {(agency["mention"], a.system) for a in here if a.system}
                expected = [(agency["mention"], agency["system"])]
                self.facets["systems"].compare(gold["source"], expected, systems)


def _shown(fact: Hashable) -> str:
    return " | ".join(str(part) for part in fact) if isinstance(fact, tuple) else str(fact)


def _expected_header(document: Gold, titles: dict[str, str]) -> list[tuple[str, str]]:
    single = ("title", "genre", "issued", "published", "level", "region", "disclosure", "validity")
    facts = [(key, fold(document[key])) for key in single if document.get(key)]
    facts += [(key, fold(document[key])) for key in ("doc_number", "index_number") if document.get(key)]
    for key in ("issuers", "addressees", "copied_to"):
        facts += [(key, fold(name)) for name in document.get(key) or []]
    facts += [("promulgates", fold(titles[key])) for key in document.get("promulgates") or []]
    return facts + [("part_of", fold(titles[key])) for key in [document.get("part_of")] if key]


def _found_header(
    facts: DocumentFacts, by_key: dict[str, DocumentFacts], signed: set[str]
) -> list[tuple[str, str]]:
    """What the pipeline read; an issuer as signed where the gold answer has it so, else its full name."""
    document = facts.document
    values = {
        "title": document.title,
        "genre": document.genre,
        "issued": document.issued and document.issued.isoformat(),
        "published": document.published and document.published.isoformat(),
        "level": facts.level,
        "region": facts.place.name if facts.place and facts.level != "national" else None,
        "disclosure": document.disclosure,
        "validity": document.validity,
        "doc_number": document.number,
        "index_number": document.index_number,
    }
    found = [(key, fold(value)) for key, value in values.items() if value]
    roles = {"issuer": "issuers", "addressee": "addressees", "copied_to": "copied_to"}
    for party in facts.parties:
        full = facts.agencies[party.name].name if party.role == "issuer" else None
        printed = party.role != "issuer" or fold(party.name) in signed
        found.append((roles[party.role], fold(party.name if printed or not full else full)))
    found += [("promulgates", fold(by_key[key].document.title)) for key in document.promulgates]
    above = [by_key[document.part_of].document.title] if document.part_of else []
    return found + [("part_of", fold(title)) for title in above]


def _same_work(citation: Citation, cited: Gold) -> bool:
    if citation.document != cited["document"]:
        return False
    if citation.number and cited["doc_number"]:
        return fold(citation.number) == fold(cited["doc_number"])
    return bool(citation.title and cited["title"]) and fold(citation.title or "") == fold(cited["title"])


def _name(agency: Agency, allowed: list[str]) -> str:
    """A body's full name; a district's stands with its city's before it or without."""
    name = fold(agency.name or "")
    above = agency.place.parents[-1:] if agency.place else ()
    short = name.replace(above[0], "", 1) if above else name
    return short if name not in allowed and short in allowed else name


def _value(value: str | None) -> str | None:
    return {"P1W": "P7D", "P2W": "P14D"}.get(value or "", value)


def _paired(gold: Gold, tasks: list[Task]) -> list[tuple[Gold | None, Task | None]]:
    """Each task of the gold answer with the one that says the same, best likeness first."""
    wanted = gold["tasks"]
    texts, read = [_pairs_of(t["text"]) for t in wanted], [_pairs_of(t.text) for t in tasks]
    likeness = [
        (-_likeness(texts[i], read[j]), abs(i - j), i, j)
        for i, want in enumerate(wanted)
        for j, task in enumerate(tasks)
        if want["document"] == task.document and want["source_kind"] == task.kind
    ]
    partner: dict[int, int] = {}
    for near, _, i, j in sorted(likeness):
        if -near >= _SAME_TASK and i not in partner and j not in partner.values():
            partner[i] = j
    paired: list[tuple[Gold | None, Task | None]] = [
        (want, tasks[partner[i]] if i in partner else None)
        for i, want in enumerate(wanted)
        if i in partner or not want.get("doubtful")
    ]
    optional = [fold(t["text"]) for t in gold.get("optional_tasks") or []]
    extra = [t for j, t in enumerate(tasks) if j not in partner.values()]
    return paired + [(None, t) for t in extra if not any(fold(t.text)[:24] in text for text in optional)]


def _pairs_of(text: str) -> Counter[str]:
    text = fold(text)
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)
