"""The state of the graph page, which its address holds as steps, and the graph that they give.

    start=N            put a node on the screen
    open=KIND~N~LIMIT  unfold a node by a kind of link
    path=N~M           what lies between two nodes
    fold=N             take a node off the screen
    pin=N~X~Y          hold a node at a place

A node is its IRI, without the base of the data where it begins with that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.rdf.namespaces import eli, gw
from kg.web.reader import Reader

if TYPE_CHECKING:
    import networkx

    from kg.view import NetworkPicture
    from kg.view.terms import Language
    from kg.view.write import PictureFormat

Kind = Literal["duty", "task", "lineage", "cites", "issued", "promulgates", "chain", "alike", "place"]
Step = tuple[str, str]

MOST, AT_ONCE, LONGEST, WIDEST = 300, 20, 10, 4000
"""Nodes on the screen, nodes of one unfolding, links of a path, nodes looked at for a path."""

_LEVELS = ("national", "provincial", "municipal", "county", "township")
_SPREAD = 1.15

# from and to stand in the order in which the relation is read; ?relation is what a link is called; START
# is where the nodes asked about are told, in each branch: an engine reads a UNION whole before it joins it
_KINDS: dict[Kind, str] = {
    "duty": "?a gw:task ?from ; gw:agency ?to ; gw:role ?role . ?role skos:notation ?relation .",
    "task": '?to a gw:Task ; gw:document ?from . BIND ("contains" AS ?relation)',
    "lineage": """?l a gw:Lineage ; gw:descendant ?from ; gw:ancestor ?to ; gw:steps 1 ; gw:relation ?r .
        ?r skos:notation ?relation .""",
    "cites": """{ START ?c gw:document ?from ; gw:citedWork ?work ; gw:relation ?r . ?to gw:work ?work .
            ?r skos:notation ?relation }
        UNION { START ?c gw:document ?from ; gw:citedWork ?to ; gw:relation ?r .
            ?r skos:notation ?relation FILTER NOT EXISTS { ?held gw:work ?to } }""",
    "issued": f'?from <{eli.passed_by}> ?to ; a gw:Document . BIND ("{eli.passed_by}" AS ?relation)',
    "promulgates": '?from gw:promulgates ?to . BIND ("promulgates" AS ?relation)',
    "chain": f"""VALUES (?link ?relation) {{
            (gw:counterpartAbove "{gw.counterpartAbove}") (gw:governmentSuperior "{gw.governmentSuperior}")
            (gw:partySuperior "{gw.partySuperior}") (gw:verticalSuperior "{gw.verticalSuperior}") }}
        ?from ?link ?to .""",
    "alike": f"""{{ START ?from gw:follows ?to BIND ("{gw.follows}" AS ?relation) }}
        UNION {{ START ?from gw:sibling ?to BIND ("{gw.sibling}" AS ?relation)
            FILTER (STR(?from) < STR(?to)) }}""",
    "place": f"""{{ START ?from <{eli.jurisdiction}> ?to ; a gw:Document
            BIND ("{eli.jurisdiction}" AS ?relation) }}
        UNION {{ START ?from gw:place ?to ; gw:resolved ?known BIND ("{gw.place}" AS ?relation) }}""",
}
KINDS: tuple[Kind, ...] = tuple(_KINDS)
_ON_A_PATH: tuple[Kind, ...] = ("duty", "task", "lineage", "cites", "issued", "promulgates", "chain", "alike")


@dataclass(slots=True)
class Screen:
    """What is on the screen: nodes in the order of their coming, links, pins; ``notes`` tells what was
    cut and what was not found, as keys of texts with their values."""

    nodes: dict[str, None] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    pins: dict[str, tuple[float, float]] = field(default_factory=dict)
    notes: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def explore(reader: Reader, steps: list[Step]) -> tuple[Screen, NetworkPicture | None]:
    """The screen after the steps and the picture of it; none where nothing is on it."""
    screen = replay(reader, steps)
    return screen, picture(reader, screen) if screen.nodes else None


def draw_screen(reader: Reader, steps: list[Step], form: PictureFormat, language: Language) -> bytes | None:
    """The picture of the screen as a file; None where nothing is on it."""
    from kg.view import render

    _, drawn = explore(reader, steps)
    return render(drawn, form, language) if drawn else None


def replay(reader: Reader, steps: Iterable[Step]) -> Screen:
    """The screen after the steps; a step that can't be read is left out."""
    screen = Screen()
    for name, value in steps:
        parts = value.split("~")
        nodes = [long_name(reader.base, part) for part in parts if part not in KINDS]
        first = nodes[0] if nodes else ""
        if name in ("start", "open", "path") and not all(map(reader.name_of, nodes[: 1 + (name == "path")])):
            screen.notes.append(("graph.not_found", {"what": value[:200]}))
        elif name == "start":
            _add(screen, [first], value)
        elif name == "fold":
            screen.nodes.pop(first, None)
        elif name == "pin" and len(parts) == 3:
            _pin(screen, first, parts[1], parts[2])
        elif name == "path" and len(parts) == 2:
            _add(screen, path(reader, first, nodes[1]), value)
        elif name == "open" and len(parts) >= 2 and parts[0] in KINDS:
            limit = (
                int(parts[2]) if len(parts) > 2 and parts[2].isdecimal() and len(parts[2]) < 5 else AT_ONCE
            )
            _open(reader, screen, parts[0], first, limit)
    screen.links = links_between(reader, list(screen.nodes))
    return screen


def short_name(base: str, iri: str) -> str:
    """A node as it stands in the address."""
    return iri.removeprefix(base)


def long_name(base: str, name: str) -> str:
    """The node that stands in the address."""
    return name if ":" in name.split("/", maxsplit=1)[0] else base + name


def _add(screen: Screen, nodes: list[str], asked: str) -> None:
    if not nodes:
        screen.notes.append(("graph.not_found", {"what": asked[:200]}))
    for node in nodes:
        if node not in screen.nodes and len(screen.nodes) >= MOST:
            screen.notes.append(("graph.full", {"n": MOST}))
            return
        screen.nodes[node] = None


def _pin(screen: Screen, node: str, x: str, y: str) -> None:
    try:
        place = float(x), float(y)
    except ValueError:
        return
    if all(abs(value) < 1e6 for value in place):  # NaN is not
        screen.pins[node] = place


def _open(reader: Reader, screen: Screen, kind: Kind, node: str, limit: int) -> None:
    found = neighbours(reader, node, kind)
    new = [other for other in found if other not in screen.nodes]
    _add(screen, [node, *new[:limit]], node)
    if len(new) > limit:
        screen.notes.append(("graph.cut", {"n": limit, "more": len(new) - limit}))


def neighbours(reader: Reader, node: str, kind: Kind) -> list[str]:
    """The nodes tied to one by a kind of link, in either direction."""
    return _beside(reader, [node], [kind])


def around(reader: Reader, node: str) -> dict[Kind, int]:
    """How many nodes are tied to one, by kind of link; NoIri."""
    counted = {kind: len(neighbours(reader, node, kind)) for kind in KINDS}
    return {kind: n for kind, n in counted.items() if n}


def _beside(reader: Reader, nodes: list[str], kinds: Iterable[Kind]) -> list[str]:
    found: dict[str, None] = {}
    for kind in kinds:
        for near, far in (("from", "to"), ("to", "from")):
            pattern = f"SELECT DISTINCT ?{far} {{ {_from(kind, near)} }}"
            # a limit keeps a hub from filling the memory
            rows = reader.about(f"{pattern} ORDER BY ?{far} LIMIT {WIDEST}", **{near: nodes})
            found.update(dict.fromkeys(str(row[far]) for row in rows))
    return [other for other in found if other not in nodes]


def _from(kind: Kind, end: str) -> str:
    """The pattern of a kind of link, which starts from one end of it."""
    start = f"VALUES ?{end} {{ UNDEF }}"
    pattern = _KINDS[kind]
    return pattern.replace("START", start) if "START" in pattern else f"{start} {pattern}"


def path(reader: Reader, start: str, end: str) -> list[str]:
    """The nodes of a shortest path between two, both included; none where none is found. Places tie
    everything to everything and are not walked through."""
    before: dict[str, str | None] = {start: None}
    frontier = [start]
    for _ in range(LONGEST):
        if end in before or not frontier or len(before) > WIDEST:
            break
        following: list[str] = []
        for node in frontier:
            for other in _beside(reader, [node], _ON_A_PATH):
                if other not in before:
                    before[other] = node
                    following.append(other)
            if end in before:
                break
        frontier = following
    if end not in before:
        return []
    found: list[str] = []
    at: str | None = end
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]


def links_between(reader: Reader, nodes: list[str]) -> list[tuple[str, str, str]]:
    """Every link between two of the nodes."""
    if not nodes:
        return []
    found: dict[tuple[str, str, str], None] = {}
    inside = set(nodes)
    for kind in KINDS:
        rows = reader.about(
            f"SELECT DISTINCT ?from ?to ?relation {{ {_from(kind, 'from')} }}",
            **{"from": nodes},
        )
        for row in rows:
            if row["to"] in inside and row["to"] != row["from"]:
                found[str(row["from"]), str(row["to"]), str(row["relation"])] = None
    return list(found)


def picture(reader: Reader, screen: Screen) -> NetworkPicture:
    """The screen as a picture of ``kg.view``: boxes in columns, pinned ones where they were put."""
    from kg.sparql.named import Words
    from kg.view.describe import describe
    from kg.view.layout import layered
    from kg.view.nodes import box_height, link, new_graph
    from kg.view.picture import About, NetworkPicture

    cards = describe(reader.graph, screen.nodes)
    graph = new_graph(cards)
    for start, end, relation in screen.links:
        link(graph, start, end, relation)
    made = NetworkPicture(About(Words("关系图", "Graph"), ()), graph, cards, {})
    groups = {node: _group(str(data["kind"]), str(data["level"])) for node, data in graph.nodes(data=True)}
    used = sorted(set(groups.values()))
    column = {node: used.index(group) for node, group in groups.items()}
    heights = {node: box_height(made, node) for node in graph}
    positions, _ = layered(column, heights, list(graph.edges()))
    # room between the columns for what the links are called
    made.positions = {node: (x * _SPREAD, y) for node, (x, y) in positions.items()}
    _tell_columns(graph, column)
    made.positions.update({node: place for node, place in screen.pins.items() if node in graph})
    return made


def _tell_columns(graph: networkx.MultiDiGraph[str], column: dict[str, int]) -> None:
    """Tell each node its column, as the pictures' files have it."""
    for node in graph:
        graph.nodes[node]["column"] = column[node]


def _group(kind: str, level: str) -> int:
    """Texts from the widest level inward, then tasks, then bodies from the lowest level up, each
    government behind its departments: the way of a duty reads from left to right and up again."""
    rank = _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)
    if kind in (gw.Document, gw.Work):
        return rank
    if kind == gw.Task:
        return 10
    if kind.endswith("AdministrativeArea"):
        return 40
    return 20 + 2 * (len(_LEVELS) - rank) + (kind == gw.Government)
