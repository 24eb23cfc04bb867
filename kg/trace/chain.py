"""Trees of lineage, and chains of responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.rdf.namespaces import gw
from kg.sparql.errors import QueryError
from kg.sparql.identities import agencies, documents, nearest
from kg.trace import asking
from kg.trace.asking import Card, Duty, Link
from kg.trace.trees import Branch

if TYPE_CHECKING:
    from kg.sparql import Graph

_LAW = re.compile(r"(?:法|条例|规定|办法|细则|规则|宪法)(?:[（(][^（）()]*[）)])?$")
_ROLES = {
    "lead": "lead 牵头",
    "responsible": "responsible 责任",
    "cooperate": "cooperate 配合",
    "supervise": "supervise 监督",
}
_COUNTERPART, _GOVERNMENT = "counterpartAbove", "governmentSuperior"


def lineage_tree(graph: Graph, name: str, evidence: bool = False) -> Branch:
    """What stands above a document or work (by title, number or IRI) and what below it, step by step.

    With ``evidence``, the words of the sources that show each link. QueryError where the graph knows no
    such text.
    """
    root = _text_asked(graph, name)
    above = _walk(graph, root, up=True)
    below = _walk(graph, root, up=False)
    known = {root, *(end for link in above for end in (link.low, link.high))}
    known |= {end for link in below for end in (link.low, link.high)}
    shown = asking.cards(graph, sorted(known))
    words = asking.quotes(graph, sorted(known)) if evidence else {}
    tree = _card(shown[root])
    for heading, links, up in (("above 上溯", above, True), ("below 下延", below, False)):
        branch = Branch("heading", heading if links else f"{heading}: nothing that the graph knows")
        _unfold(branch, root, links, shown, words, up)
        tree.children.append(branch)
    return tree


def chain_tree(graph: Graph, name: str, evidence: bool = False) -> Branch:
    """The chain of responsibility of a task (by IRI), a document (by title, number or IRI) or a body (by
    name or IRI): legal basis, higher documents, the document, its tasks with the bodies that have a part
    in them and their deadlines, and above each body those of its line of work.

    QueryError where the graph knows no such thing.
    """
    kind, nodes = _find(graph, name)
    if kind == "task":
        return _task_chain(graph, nodes[0], evidence)
    if kind == "document":
        return _document_chain(graph, nodes, evidence)
    return _body_chain(graph, nodes)


# --- which thing is meant ---------------------------------------------------------------------------


def _find(graph: Graph, name: str) -> tuple[str, list[str]]:
    known: list[tuple[str, list[str]]] = []
    try:
        found = [_iri(term) for term in documents("name", name, graph._rows)]
        tasks = _of_kind(graph, found, gw.Task)
        bodies = [str(row[0]) for row in asking.rows(graph, _IS_BODY, "node", found)]
        if tasks:
            return "task", tasks
        if bodies:
            return "body", bodies
        known.append(("document", found))
    except QueryError:
        try:
            known.append(("body", [_iri(term) for term in agencies("name", name, graph._rows)]))
        except QueryError:
            meant = nearest(name, graph._rows)
            raise QueryError(f"the graph knows no document, task or body called {name!r}{meant}") from None
    return known[0]


_IS_BODY = "SELECT ?node { ASKED ?node gw:resolved ?resolved } ORDER BY ?node"


def _of_kind(graph: Graph, nodes: Iterable[str], kind: str) -> list[str]:
    found = asking.rows(graph, f"SELECT ?node {{ ASKED ?node a <{kind}> }} ORDER BY ?node", "node", nodes)
    return [str(row[0]) for row in found]


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))


def _text_asked(graph: Graph, name: str) -> str:
    """The one text that is meant: a document before a work, a notice before its text, of copies the
    first."""
    return _first_text(graph, [_iri(term) for term in documents("document", name, graph._rows)])


def _first_text(graph: Graph, nodes: list[str]) -> str:
    held = _of_kind(graph, nodes, gw.Document)
    works = _of_kind(graph, nodes, gw.Work)
    if not held and not works:
        raise QueryError(f"{nodes[0]} is neither a document nor a work")
    return (held or works)[0]


# --- lineage ----------------------------------------------------------------------------------------


def _walk(graph: Graph, root: str, up: bool) -> list[Link]:
    """All links above or below a text, from the nearest outwards."""
    seen, waiting, found = {root}, [root], list[Link]()
    while waiting:
        links = asking.links_above(graph, waiting) if up else asking.links_below(graph, waiting)
        found += links
        ends = dict.fromkeys(link.high if up else link.low for link in links)
        waiting = [end for end in ends if end not in seen]
        seen.update(waiting)
    return found


def _unfold(
    branch: Branch,
    root: str,
    links: list[Link],
    shown: dict[str, Card],
    words: dict[tuple[str, str], list[str]],
    up: bool,
) -> None:
    """Hang the links below a branch, each text unfolded where it comes first, nearest the root."""
    by_end: dict[str, list[Link]] = {}
    for link in links:
        by_end.setdefault(link.low if up else link.high, []).append(link)
    unfolded = {root}
    waiting = [(branch, root)]
    while waiting:
        at, node = waiting.pop(0)
        for link in by_end.get(node, []):
            end = link.high if up else link.low
            child = _card(shown[end], link.words(), tuple(words.get((link.low, link.high), ())))
            child.seen = end in unfolded and bool(by_end.get(end))
            at.children.append(child)
            if end not in unfolded:
                unfolded.add(end)
                waiting.append((child, end))


def _card(card: Card, link: str = "", evidence: tuple[str, ...] = ()) -> Branch:
    return Branch("document" if card.held else "work", card.title, card.node, link, card.facts(), evidence)


# --- chains of responsibility -----------------------------------------------------------------------


def _task_chain(graph: Graph, task: str, evidence: bool) -> Branch:
    duty = asking.duties(graph, [task])[task]
    tree = _duty(duty)
    tree.children = _sources(graph, duty.document, evidence)
    tree.children.append(_above_task(graph, task))
    tree.children += _parts(graph, [duty])[task]
    return tree


def _document_chain(graph: Graph, nodes: list[str], evidence: bool) -> Branch:
    root = _first_text(graph, nodes)
    tree = _card(asking.cards(graph, [root])[root])
    tree.children = _sources(graph, root, evidence, itself=False)
    found = list(asking.duties(graph, asking.tasks_of(graph, [root])).values())
    parts = _parts(graph, found)
    heading = Branch("heading", "tasks 任务" if found else "tasks 任务: none that the graph knows")
    for duty in found:
        branch = _duty(duty)
        branch.children = parts[duty.node]
        heading.children.append(branch)
    tree.children.append(heading)
    return tree


def _body_chain(graph: Graph, nodes: list[str]) -> Branch:
    named = asking.names(graph, nodes)
    trees = [_one_body(graph, node, named.get(node, node)) for node in nodes]
    if len(trees) == 1:
        return trees[0]
    return Branch("heading", "bodies of this name 同名机关", children=trees)


def _one_body(graph: Graph, body: str, name: str) -> Branch:
    tree = Branch("body", name, body)
    for heading, link in (
        ("line of work above 对口上级", _COUNTERPART),
        ("government above 隶属政府", _GOVERNMENT),
    ):
        above = _ladder(asking.bodies_above(graph, [body], link), body, {body})
        if above:
            tree.children.append(Branch("heading", heading, children=above))
    found = list(asking.duties(graph, asking.tasks_for(graph, [body])).values())
    shown = asking.cards(graph, sorted({duty.document for duty in found}))
    for document in dict.fromkeys(duty.document for duty in found):
        branch = _card(shown[document])
        branch.children = _sources(graph, document, evidence=False, itself=False)
        for duty in found:
            if duty.document == document:
                roles = sorted({part.role for part in duty.parts if part.body == body})
                task = _duty(duty, " and ".join(roles))
                task.children = _deadlines(duty)
                branch.children.append(task)
        tree.children.append(branch)
    return tree


def _duty(duty: Duty, link: str = "") -> Branch:
    return Branch("task", duty.words, duty.node, link, (duty.section,) if duty.section else ())


def _sources(graph: Graph, document: str, evidence: bool, itself: bool = True) -> list[Branch]:
    """The legal basis of a document, the higher documents, and the document itself."""
    found = asking.rows(graph, _ALL_ABOVE, "document", [document])
    steps = {str(node): (int(str(far)), str(relation)) for node, far, relation in reversed(found)}
    shown = asking.cards(graph, [*sorted(steps), document])
    words = asking.quotes(graph, [document]) if evidence else {}
    law = Branch("heading", "legal basis 法律依据")
    higher = Branch("heading", "higher documents 上位文件")
    for node, (far, relation) in sorted(steps.items(), key=lambda item: (item[1][0], item[0])):
        step = f"{relation} · {far} step{'s' if far > 1 else ''}"
        branch = _card(shown[node], step, tuple(words.get((document, node), ())))
        (law if _LAW.search(shown[node].title) else higher).children.append(branch)
    own = [Branch("heading", "document 所在公文", children=[_card(shown[document])])] if itself else []
    return [*(branch for branch in (law, higher) if branch.children), *own]


_ALL_ABOVE = """SELECT ?ancestor ?steps ?relation {
  ASKED
  ?lineage gw:descendant ?document ; a gw:Lineage ; gw:ancestor ?ancestor ; gw:steps ?steps ;
    gw:relation/skos:notation ?relation .
} ORDER BY ?steps ?ancestor ?relation"""


def _above_task(graph: Graph, task: str) -> Branch:
    """The tasks that a task follows, one above the other."""
    heading = Branch("heading", "tasks above 上位任务")
    at, seen, branch = task, {task}, heading
    while found := asking.rows(graph, _FOLLOWED, "task", [at]):
        at = str(found[0][0])
        if at in seen:
            break
        seen.add(at)
        follows = Branch(
            "task",
            str(found[0][1]),
            at,
            f"follows · {found[0][3]}",
            (str(found[0][2]),),
            (f"“{found[0][4]}”",),
        )
        branch.children.append(follows)
        branch = follows
    if not heading.children:
        heading.label += ": none that the graph knows"
    return heading


_FOLLOWED = """SELECT ?above ?words ?title ?likeness ?shared {
  ASKED
  ?like gw:descendant ?task ; gw:relation gw:likeness-follows ; gw:ancestor ?above ;
    itsrdf:taConfidence ?likeness .
  OPTIONAL { ?like gw:sharedWords ?shared }
  ?above gw:text ?words ; gw:document/eli:title ?title .
} ORDER BY DESC(?likeness) ?above LIMIT 1"""


def _parts(graph: Graph, found: list[Duty]) -> dict[str, list[Branch]]:
    """The bodies of tasks by role, above each those of its line of work, and the deadlines."""
    bodies = [part.body for duty in found for part in duty.parts]
    above = asking.bodies_above(graph, bodies, _COUNTERPART)
    unfolded: set[str] = set()
    branches: dict[str, list[Branch]] = {}
    for duty in found:
        own = branches.setdefault(duty.node, [])
        for role, label in _ROLES.items():
            for part in duty.parts:
                if part.role == role:
                    branch = Branch("body", part.name, part.body, label)
                    branch.seen = part.body in unfolded and bool(above[part.body])
                    if part.body not in unfolded:
                        branch.children = _ladder(above, part.body, {part.body})
                    unfolded.add(part.body)
                    own.append(branch)
        own += _deadlines(duty)
    return branches


def _ladder(above: dict[str, list[tuple[str, str]]], body: str, seen: set[str]) -> list[Branch]:
    branches = []
    for over, name in above.get(body, []):
        if over not in seen:
            branches.append(Branch("body", name, over, "above", children=_ladder(above, over, seen | {over})))
    return branches


def _deadlines(duty: Duty) -> list[Branch]:
    return [
        Branch("deadline", expression, f"{duty.node}/{expression}", "deadline 时限", (due,) if due else ())
        for expression, due in duty.deadlines
    ]
