"""How kinds of node and relation look: a shape and a colour each, the same in every form of a picture.

Colours are those of Okabe and Ito, which people who tell few colours apart can tell apart, darkened
where they are lines; no difference is shown by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from kg.rdf.namespaces import gw


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """``corner`` is that of a box (sharp, round, cut, fold), ``mark`` the shape of a small mark in a
    network; a hollow one is drawn white, dashed as a box."""

    corner: str
    mark: str
    fill: str
    line: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """``dash`` is SVG's stroke-dasharray, empty for a whole line."""

    colour: str
    dash: tuple[int, ...] = ()
    width: float = 1.5
    arrow: bool = True


_BLUE, _GREEN, _ORANGE, _PURPLE, _SKY, _RED, _GREY = (
    "#0b5a8f",
    "#00704f",
    "#9a6200",
    "#8f4673",
    "#1f7fb0",
    "#b03a00",
    "#595959",
)
_NODES: dict[str, NodeStyle] = {
    gw.Document: NodeStyle("fold", "square", "#dcebf7", _BLUE),
    gw.Work: NodeStyle("fold", "square", "#ffffff", _BLUE, hollow=True),
    gw.Task: NodeStyle("cut", "triangle", "#fbecd0", _ORANGE),
    gw.Section: NodeStyle("sharp", "triangleDown", "#ffffff", _ORANGE, hollow=True),
    gw.Government: NodeStyle("round", "star", "#cfeee2", _GREEN),
    gw.GovernmentOffice: NodeStyle("round", "diamond", "#cfeee2", _GREEN),
    gw.Department: NodeStyle("round", "circle", "#cfeee2", _GREEN),
    gw.PartyOrgan: NodeStyle("round", "star", "#fbdccb", _RED),
    gw.Congress: NodeStyle("round", "hexagon", "#f2dbe8", _PURPLE),
    gw.Court: NodeStyle("round", "diamond", "#f2dbe8", _PURPLE),
    gw.MassOrganisation: NodeStyle("round", "triangleDown", "#f2dbe8", _PURPLE),
    gw.Institution: NodeStyle("round", "hexagon", "#d8eef9", _SKY),
    gw.Enterprise: NodeStyle("round", "square", "#d8eef9", _SKY),
    gw.CollectiveBody: NodeStyle("round", "circle", "#ffffff", _GREEN, hollow=True),
    gw.Agency: NodeStyle("round", "circle", "#ececec", _GREY),
}
LEVELLED = frozenset(_NODES) - {gw.Task, gw.Section}
"""The kinds of node that have a level: texts and bodies."""
_PLACE = NodeStyle("sharp", "diamond", "#ffffff", _SKY, hollow=True)
_OTHER = NodeStyle("sharp", "hexagon", "#ececec", _GREY)
_LINKS: dict[str, LinkStyle] = {
    "lead": LinkStyle("#b03a00", width=2.5),
    "responsible": LinkStyle("#0b5a8f", width=1.8),
    "cooperate": LinkStyle("#6b6b6b", (7, 4)),
    "supervise": LinkStyle("#8f4673", (2, 3), width=2),
    "basis": LinkStyle("#0b5a8f", (10, 4)),
    "implements": LinkStyle("#00704f", width=1.8),
    "reissue": LinkStyle("#9a6200", (8, 3, 2, 3), width=1.8),
    "nested_title": LinkStyle("#8f4673", (4, 4)),
    "promulgates": LinkStyle("#595959", (1, 3), width=2),
    "contains": LinkStyle("#b98a3c", width=1),
    "leads": LinkStyle("#b03a00", width=1.2),
    "together": LinkStyle("#6f8496", (6, 3), width=1, arrow=False),
}
_OTHER_LINKS = ("#595959", "#1f7fb0", "#8f4673", "#9a6200", "#00704f", "#b03a00")
_DASHES: tuple[tuple[int, ...], ...] = ((), (7, 4), (2, 3), (10, 3, 2, 3))
ROLES = ("lead", "responsible", "cooperate", "supervise")


def node_style(kind: str) -> NodeStyle:
    """The look of a kind of node, by the IRI of its class."""
    if kind.endswith("AdministrativeArea"):
        return _PLACE
    return _NODES.get(kind, _OTHER)


def link_style(relation: str, number: int = 0) -> LinkStyle:
    """The look of a relation; those without one of their own are told apart by their number."""
    if relation in _LINKS:
        return _LINKS[relation]
    return LinkStyle(
        _OTHER_LINKS[number % len(_OTHER_LINKS)], _DASHES[number // len(_OTHER_LINKS) % len(_DASHES)]
    )


def role_order(role: str) -> int:
    """Where a role stands among the roles; one that is not known, behind them."""
    return ROLES.index(role) if role in ROLES else len(ROLES)


def _regular(corners: int, turn: float = 0.0, inner: float = 1.0) -> list[tuple[float, float]]:
    points = corners * (1 if inner == 1.0 else 2)
    return [
        (
            round((1.0 if inner == 1.0 or i % 2 == 0 else inner) * sin(2 * pi * i / points + turn), 3),
            round(-(1.0 if inner == 1.0 or i % 2 == 0 else inner) * cos(2 * pi * i / points + turn), 3),
        )
        for i in range(points)
    ]


MARKS: dict[str, list[tuple[float, float]]] = {
    "circle": [],
    "square": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
    "diamond": _regular(4),
    "triangle": _regular(3),
    "triangleDown": _regular(3, pi),
    "hexagon": _regular(6, pi / 6),
    "star": _regular(5, inner=0.5),
}
"""The corners of each mark on a circle of radius 1; the circle itself has none."""


def box_path(corner: str, x: float, y: float, width: float, height: float) -> str:
    """The SVG path of a box whose middle is x, y."""
    left, top, right, bottom = x - width / 2, y - height / 2, x + width / 2, y + height / 2
    c = 9
    if corner == "round":
        return (
            f"M{left + c} {top}H{right - c}Q{right} {top} {right} {top + c}V{bottom - c}"
            f"Q{right} {bottom} {right - c} {bottom}H{left + c}Q{left} {bottom} {left} {bottom - c}"
            f"V{top + c}Q{left} {top} {left + c} {top}Z"
        )
    if corner == "cut":
        return (
            f"M{left + c} {top}H{right - c}L{right} {top + c}V{bottom - c}L{right - c} {bottom}"
            f"H{left + c}L{left} {bottom - c}V{top + c}Z"
        )
    if corner == "fold":
        return (
            f"M{left} {top}H{right - c}L{right} {top + c}V{bottom}H{left}Z"
            f"M{right - c} {top}V{top + c}H{right}"
        )
    return f"M{left} {top}H{right}V{bottom}H{left}Z"


def mark_path(mark: str, x: float, y: float, radius: float) -> str:
    """The SVG path of a mark."""
    corners = MARKS[mark]
    if not corners:
        r = round(radius, 2)
        return f"M{x - r} {y}A{r} {r} 0 1 1 {x + r} {y}A{r} {r} 0 1 1 {x - r} {y}Z"
    points = [f"{round(x + radius * dx, 2)} {round(y + radius * dy, 2)}" for dx, dy in corners]
    return f"M{'L'.join(points)}Z"
