"""A matrix as SVG: tasks in rows, bodies in columns, roles in the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.view.canvas import RULE, SOFT, Canvas
from kg.view.formats import relation_name
from kg.view.lettering import one_line, wrap
from kg.view.picture import OTHERS, MatrixPicture
from kg.view.styles import ROLES, link_style, role_order
from kg.view.terms import Language, in_language, said

_UPRIGHT = str.maketrans("（）《》〈〉「」『』、—…", "︵︶︽︾︿﹀﹁﹂﹃﹄︑︱︙")
_CELL, _LABEL, _ROW_EMS, _HEAD_LETTERS = 30.0, 380.0, 26.0, 14


def draw_matrix(
    canvas: Canvas, picture: MatrixPicture, language: Language
) -> tuple[float, float, float, float]:
    """Draw the cells; the edges of what was drawn. Names of bodies stand upright, letter below letter."""
    heads = [_upright(label) if column else [] for column, label in picture.columns.items()]
    top = max((len(line) for lines in heads for line in lines), default=0) * 13.0 + 12
    for i, lines in enumerate(heads):
        x = _LABEL + _CELL * (i + 0.5)
        for j, line in enumerate(lines):
            offset = (len(lines) - 1) * 7 - 14 * j
            for k, letter in enumerate(line):
                canvas.text(x + offset, top - 12 - 13 * (len(line) - 1 - k), letter, 12, text_anchor="middle")
    if OTHERS in picture.columns:
        canvas.text(
            _LABEL + _CELL * (len(heads) - 0.5), top - 8, picture.columns[OTHERS], 12, text_anchor="middle"
        )
    y = top
    right = _LABEL + _CELL * len(heads)
    for text, signs in _rows(picture, language):
        lines = wrap(text, _ROW_EMS, 2)
        tall = max(17.0 * len(lines) + 8, 25.0 * max(map(len, signs.values()), default=0) + 5, _CELL)
        canvas.element("path", d=f"M0 {y}H{right}", stroke=RULE)
        for i, line in enumerate(lines):
            canvas.text(0, y + tall / 2 + 5 + 17 * (i - (len(lines) - 1) / 2), line, 13)
        for i, column in enumerate(picture.columns):
            if signs.get(column):
                _cell(canvas, _LABEL + _CELL * i, y, tall, signs[column])
        y += tall
    for i in range(len(heads) + 1):
        canvas.element("path", d=f"M{_LABEL + _CELL * i} {top}V{y}", stroke=RULE)
    canvas.element("path", d=f"M0 {y}H{right}", stroke=RULE)
    x = 0.0
    for role in ROLES:
        _cell(canvas, x, y + 14, 24, [(role, _letter(role, language))])
        name = relation_name(role, language)
        canvas.text(x + _CELL + 6, y + 31, name, 13, fill=SOFT)
        x += _CELL + 20 + 13 * max(len(name) * (1 if language == "zh" else 0.6), 2)
    return 0.0, 0.0, right, y + 44


def _rows(
    picture: MatrixPicture, language: Language
) -> Iterator[tuple[str, dict[str, list[tuple[str, str]]]]]:
    """The name of each row, and by column its roles with what stands in their signs: the letter of a role,
    or how many tasks of a part have it."""
    for part in picture.parts:
        counts = Counter(
            (column, role)
            for row in part.rows
            for column in picture.columns
            for role in picture.cells.get((row, column), ())
        )
        signs: dict[str, list[tuple[str, str]]] = {}
        for (column, role), count in sorted(counts.items(), key=lambda item: role_order(item[0][1])):
            signs.setdefault(column, []).append((role, str(count)))
        yield in_language(part.name, language), signs
    for row, label in {} if picture.parts else picture.rows.items():
        card = picture.cards.get(row)
        roles = {column: picture.cells.get((row, column), ()) for column in picture.columns}
        yield (
            f"{card.path} {label}" if card and card.path else label,
            {column: [(role, _letter(role, language)) for role in found] for column, found in roles.items()},
        )


def _letter(role: str, language: Language) -> str:
    return in_language(said(f"role.{role}"), language) if role in ROLES else role[:1]


def _upright(label: str) -> list[str]:
    label = one_line(label).translate(_UPRIGHT)
    if len(label) <= _HEAD_LETTERS:
        return [label]
    if len(label) <= 2 * _HEAD_LETTERS:
        half = (len(label) + 1) // 2
        return [label[:half], label[half:]]
    return [label[:_HEAD_LETTERS], label[_HEAD_LETTERS : 2 * _HEAD_LETTERS - 1] + "…"]


def _cell(canvas: Canvas, x: float, y: float, tall: float, signs: list[tuple[str, str]]) -> None:
    for i, (role, sign) in enumerate(signs):
        style = link_style(role)
        whole = role in {"lead", "responsible"}
        middle = y + tall / 2 + 25 * (i - (len(signs) - 1) / 2)
        canvas.element(
            "rect",
            x=x + 3,
            y=middle - 11,
            width=_CELL - 6,
            height=22.0,
            rx=0 if role == "lead" else 6,
            fill=style.colour if whole else "#ffffff",
            stroke=style.colour,
            stroke_width=1.6,
            stroke_dasharray=" ".join(map(str, style.dash)) or None,
        )
        canvas.text(
            x + _CELL / 2,
            middle + 4.5,
            sign,
            13 if len(sign) < 3 else 10,
            text_anchor="middle",
            fill="#ffffff" if whole else style.colour,
        )
