"""Pictures as static SVG, for papers."""

from __future__ import annotations

from itertools import groupby
from math import hypot

from kg.view.axis import draw_timeline
from kg.view.bars import draw_bars
from kg.view.canvas import PAPER, SOFT, Canvas, legend_row
from kg.view.formats import kind_name, relation_name
from kg.view.grid import draw_matrix
from kg.view.layout import BOX_WIDTH, COLUMN_GAP
from kg.view.lettering import ems, wrap
from kg.view.nodes import LINE, box_height, box_lines, caption, mark_lines
from kg.view.picture import MatrixPicture, NetworkPicture, Picture, TimelinePicture
from kg.view.styles import LinkStyle, box_path, link_style, mark_path, node_style
from kg.view.terms import Language, in_language

MARGIN = 28


def svg(picture: Picture, language: Language = "zh") -> str:
    """The picture as an SVG text: what is drawn at first, with its title, its legend and what was cut.

    What a page tells beside the picture has the class ``about``.
    """
    title = in_language(picture.about.title, language)
    canvas = Canvas()
    if isinstance(picture, NetworkPicture):
        draw = _draw_layers if picture.columns else _draw_network
        left, top, right, bottom = draw(canvas, picture, language)
    elif isinstance(picture, TimelinePicture):
        left, top, right, bottom = draw_timeline(canvas, picture, language)
    elif isinstance(picture, MatrixPicture):
        left, top, right, bottom = draw_matrix(canvas, picture, language)
    else:
        left, top, right, bottom = draw_bars(canvas, picture, language)
    right = max(right, left + 640)
    lines = wrap(title, (right - left) / 18, 3)
    for i, line in enumerate(reversed(lines)):
        canvas.text(left, top - 22 - 25 * i, line, 18, font_weight="bold", class_="about")
    if isinstance(picture, NetworkPicture):
        bottom = legend_row(canvas, _legend(picture, language), left, bottom + 34, right - left)
    for note in picture.about.notes:
        for line in wrap(in_language(note, language), (right - left) / 12, 4):
            bottom += 18
            canvas.text(left, bottom, line, 12, fill=SOFT, class_="about")
    top -= 25 * len(lines) + 16
    return canvas.svg(
        left - MARGIN, top - MARGIN / 2, right - left + 2 * MARGIN, bottom - top + 1.5 * MARGIN, title
    )


def relation_styles(picture: NetworkPicture) -> dict[str, LinkStyle]:
    """The look of each relation of the picture, the same in every form."""
    relations = sorted({relation for _, _, relation in picture.graph.edges(keys=True)})
    return {relation: link_style(relation, i) for i, relation in enumerate(relations)}


def _draw_layers(
    canvas: Canvas, picture: NetworkPicture, language: Language
) -> tuple[float, float, float, float]:
    places = picture.positions
    heights = {node: box_height(picture, node) for node in places}
    styles = relation_styles(picture)
    for start, end, relation in picture.graph.edges(keys=True):
        if start in places and end in places:
            _curve(canvas, picture, (start, end, relation), styles[relation])
    for node, (x, y) in places.items():
        data = picture.graph.nodes[node]
        style = node_style(str(data["kind"]))
        canvas.element(
            "path",
            d=box_path(style.corner, x, y, BOX_WIDTH, heights[node]),
            fill=style.fill,
            stroke=style.line,
            stroke_width=2.6 if node == picture.focus else 1.4,
            stroke_dasharray="5 3" if style.hollow else None,
        )
        lines, small = box_lines(picture, node), caption(picture.cards.get(node))
        top = y - heights[node] / 2 + 7
        if small:
            canvas.text(x - BOX_WIDTH / 2 + 12, top + 11, small, 11, fill=SOFT)
            top += 16
        for i, line in enumerate(lines):
            canvas.text(x - BOX_WIDTH / 2 + 12, top + LINE * (i + 0.78), line, 13.5)
    top = min((y - heights[n] / 2 for n, (_, y) in places.items()), default=0.0) - 40
    bottom = max((y + heights[n] / 2 for n, (_, y) in places.items()), default=0.0)
    step = BOX_WIDTH + COLUMN_GAP
    for i, words in enumerate(picture.columns):
        canvas.text(
            i * step - BOX_WIDTH / 2,
            top + 18,
            in_language(words, language),
            14,
            fill=SOFT,
            font_weight="bold",
        )
    right = (max(len(picture.columns), 1) - 1) * step + BOX_WIDTH / 2
    return -BOX_WIDTH / 2, top, right + COLUMN_GAP / 2, bottom


def _curve(canvas: Canvas, picture: NetworkPicture, edge: tuple[str, str, str], style: LinkStyle) -> None:
    """A link from box to box through its lanes, with an arrowhead at its end."""
    start, end, _ = edge
    places = picture.positions
    left, right = (start, end) if places[start][0] <= places[end][0] else (end, start)
    path, tip = link_path(places[left], places[right], picture.routes.get((left, right), []), right == end)
    canvas.element(
        "path",
        d=path,
        fill="none",
        stroke=style.colour,
        stroke_width=style.width,
        stroke_dasharray=" ".join(map(str, style.dash)) or None,
    )
    x, y, way = tip
    canvas.element("path", d=f"M{x} {y}L{x - 9 * way} {y - 4.5}V{y + 4.5}Z", fill=style.colour)


def link_path(
    left: tuple[float, float], right: tuple[float, float], route: list[tuple[float, float]], forward: bool
) -> tuple[str, tuple[float, float, int]]:
    """The SVG path of a link between two boxes, from the right side of the left one to the left side of the
    right one, and its end with the way its arrow points. Within a column it bends beside the boxes."""
    half = BOX_WIDTH / 2
    x, y = left[0] + half, left[1]
    if left[0] == right[0]:
        bend = min(30 + abs(right[1] - y) / 12, COLUMN_GAP - 14)
        path = f"M{x} {y}C{x + bend} {y} {x + bend} {right[1]} {x} {right[1]}"
        return path, (x, right[1] if forward else y, -1)
    path = f"M{x} {y}"
    for x2, y2 in [*route, right]:
        bend = (x2 - half - x) / 2
        path += f"C{x + bend} {y} {x2 - half - bend} {y2} {x2 - half} {y2}"
        if (x2, y2) != right:
            path += f"H{x2 + half}"
        x, y = x2 + half, y2
    return path, (right[0] - half, right[1], 1) if forward else (left[0] + half, left[1], -1)


def _draw_network(
    canvas: Canvas, picture: NetworkPicture, language: Language
) -> tuple[float, float, float, float]:
    places = {n: p for n, p in picture.positions.items() if picture.graph.nodes[n]["shown"]}
    radius = {node: mark_radius(picture, node) for node in places}
    styles = relation_styles(picture)
    for start, end, relation, data in picture.graph.edges(keys=True, data=True):
        if start in places and end in places:
            (x1, y1), (x2, y2) = places[start], places[end]
            drawn = styles[relation]
            canvas.element(
                "path",
                d=f"M{x1} {y1}L{x2} {y2}",
                stroke=drawn.colour,
                stroke_width=link_width(drawn, int(data["weight"])),
                stroke_dasharray=" ".join(map(str, drawn.dash)) or None,
                opacity=0.45,
            )
            if drawn.arrow:
                tip = arrow_path((x1, y1), (x2, y2), radius[end])
                canvas.element("path", d=tip, fill=drawn.colour, opacity=0.45)
    for node, (x, y) in places.items():
        style = node_style(str(picture.graph.nodes[node]["kind"]))
        canvas.element(
            "path",
            d=mark_path(style.mark, x, y, radius[node]),
            fill=PAPER if style.hollow else style.line,
            stroke=style.line if style.hollow else PAPER,
            stroke_width=2 if style.hollow else 1,
        )
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    left, right = min(xs, default=0.0) - 60, max(xs, default=0.0) + 60
    for line, x, y in _labels(picture, places, radius):
        canvas.text(
            x, y, line, 12, text_anchor="middle", stroke=PAPER, stroke_width=3, stroke_linejoin="round"
        )
        canvas.text(x, y, line, 12, text_anchor="middle")
        half = ems(line) * 6
        left, right = min(left, x - half), max(right, x + half)
    return left, min(ys, default=0.0) - 40, right, max(ys, default=0.0) + 50


def arrow_path(start: tuple[float, float], end: tuple[float, float], radius: float) -> str:
    """The head of an arrow from mark to mark, at the edge of the one that it ends at."""
    long = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    dx, dy = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    x, y = end[0] - dx * radius, end[1] - dy * radius
    back_x, back_y = x - 9 * dx, y - 9 * dy
    return (
        f"M{x:.1f} {y:.1f}L{back_x - 4.5 * dy:.1f} {back_y + 4.5 * dx:.1f}"
        f"L{back_x + 4.5 * dy:.1f} {back_y - 4.5 * dx:.1f}Z"
    )


def mark_radius(picture: NetworkPicture, node: str) -> float:
    """How large a node's mark is, by its weight or its number of links."""
    weight = picture.graph.nodes[node].get("weight") or picture.graph.degree(node)
    return float(round(min(6 + 2.2 * float(weight) ** 0.5, 26), 1))


def link_width(style: LinkStyle, weight: int) -> float:
    """How thick a link is, by its weight."""
    return float(round(min(style.width * (0.7 + 0.5 * weight**0.5), 9), 2))


def _labels(
    picture: NetworkPicture, places: dict[str, tuple[float, float]], radius: dict[str, float]
) -> list[tuple[str, float, float]]:
    """The labels that have room, those of the largest nodes first."""
    taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
    found = []
    for node in sorted(places, key=lambda n: (-radius[n], n)):
        lines = mark_lines(picture, node)
        x, y = places[node]
        top = y + radius[node] + 3
        half = max(map(ems, lines), default=0) * 6 + 2
        box = (x - half, top, x + half, top + 15 * len(lines))
        squares = [
            (i, j)
            for i in range(int(box[0] // 100), int(box[2] // 100) + 1)
            for j in range(int(box[1] // 100), int(box[3] // 100) + 1)
        ]
        if any(_meet(box, other) for square in squares for other in taken.get(square, [])):
            continue
        for square in squares:
            taken.setdefault(square, []).append(box)
        found += [(line, x, top + 12 + 15 * i) for i, line in enumerate(lines)]
    return found


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legend(picture: NetworkPicture, language: Language) -> list[tuple[str, str, float]]:
    shown = [data for _, data in picture.graph.nodes(data=True) if data["shown"]]
    entries = []
    for kind, _ in groupby(sorted(str(data["kind"]) for data in shown)):
        style = node_style(kind)
        if picture.columns:
            path, width = box_path(style.corner, 14, 0, 28, 18), 28.0
            fill, line = style.fill, style.line
        else:
            path, width = mark_path(style.mark, 9, 0, 9), 18.0
            fill, line = (PAPER, style.line) if style.hollow else (style.line, PAPER)
        dash = ' stroke-dasharray="5 3"' if style.hollow and picture.columns else ""
        markup = f'<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="1.4"{dash}/>'
        entries.append((markup, kind_name(kind, language), width))
    drawn = {n for n, data in picture.graph.nodes(data=True) if data["shown"]}
    used = {key for a, b, key in picture.graph.edges(keys=True) if a in drawn and b in drawn}
    for relation, link in relation_styles(picture).items():
        if relation in used:
            dash = f' stroke-dasharray="{" ".join(map(str, link.dash))}"' if link.dash else ""
            markup = f'<path d="M0 0H34" stroke="{link.colour}" stroke-width="{link.width + 0.5}"{dash}/>'
            entries.append((markup, relation_name(relation, language), 34.0))
    return entries
