"""A matrix as SVG: tasks in rows, bodies in columns, roles in the cells."""

from __future__ import annotations

from kg.view.canvas import RULE, SOFT, Canvas
from kg.view.formats import relation_name
from kg.view.lettering import one_line, wrap
from kg.view.picture import MatrixPicture
from kg.view.styles import ROLES, link_style
from kg.view.terms import Language, in_language, said

_CELL, _LABEL, _ROW_EMS, _HEAD_LETTERS = 30.0, 380.0, 26.0, 14


def draw_matrix(
    canvas: Canvas, picture: MatrixPicture, language: Language
) -> tuple[float, float, float, float]:
    """Draw the cells; the edges of what was drawn. Names of bodies stand upright, letter below letter."""
    heads = [_upright(label) for label in picture.columns.values()]
    top = max((len(line) for lines in heads for line in lines), default=0) * 13.0 + 12
    for i, lines in enumerate(heads):
        x = _LABEL + _CELL * (i + 0.5)
        for j, line in enumerate(lines):
            offset = (len(lines) - 1) * 7 - 14 * j
            for k, letter in enumerate(line):
                canvas.text(x + offset, top - 12 - 13 * (len(line) - 1 - k), letter, 12, text_anchor="middle")
    y = top
    right = _LABEL + _CELL * len(heads)
    for row, label in picture.rows.items():
        card = picture.cards.get(row)
        text = f"{card.path} {label}" if card and card.path else label
        lines = wrap(text, _ROW_EMS, 2)
        tall = max(_CELL, 17.0 * len(lines) + 8)
        canvas.element("path", d=f"M0 {y}H{right}", stroke=RULE)
        for i, line in enumerate(lines):
            canvas.text(0, y + tall / 2 + 5 + 17 * (i - (len(lines) - 1) / 2), line, 13)
        for i, column in enumerate(picture.columns):
            roles = picture.cells.get((row, column), ())
            if roles:
                _cell(canvas, _LABEL + _CELL * i, y, tall, roles, language)
        y += tall
    for i in range(len(heads) + 1):
        canvas.element("path", d=f"M{_LABEL + _CELL * i} {top}V{y}", stroke=RULE)
    canvas.element("path", d=f"M0 {y}H{right}", stroke=RULE)
    x = 0.0
    for role in ROLES:
        _cell(canvas, x, y + 14, 24, (role,), language)
        name = relation_name(role, language)
        canvas.text(x + _CELL + 6, y + 31, name, 13, fill=SOFT)
        x += _CELL + 20 + 13 * max(len(name) * (1 if language == "zh" else 0.6), 2)
    return 0.0, 0.0, right, y + 44


def _upright(label: str) -> list[str]:
    label = one_line(label)
    if len(label) <= _HEAD_LETTERS:
        return [label]
    if len(label) <= 2 * _HEAD_LETTERS:
        half = (len(label) + 1) // 2
        return [label[:half], label[half:]]
    return [label[:_HEAD_LETTERS], label[_HEAD_LETTERS : 2 * _HEAD_LETTERS - 1] + "…"]


def _cell(
    canvas: Canvas, x: float, y: float, tall: float, roles: tuple[str, ...], language: Language
) -> None:
    wide = (_CELL - 4) / len(roles)
    for i, role in enumerate(roles):
        style = link_style(role)
        left = x + 2 + wide * i
        whole = role in {"lead", "responsible"}
        canvas.element(
            "rect",
            x=left,
            y=y + tall / 2 - 11,
            width=wide - 1,
            height=22.0,
            rx=0 if role == "lead" else 6,
            fill=style.colour if whole else "#ffffff",
            stroke=style.colour,
            stroke_width=1.6,
            stroke_dasharray=" ".join(map(str, style.dash)) or None,
        )
        letter = in_language(said(f"role.{role}"), language) if role in ROLES else role[:1]
        canvas.text(
            left + wide / 2 - 0.5,
            y + tall / 2 + 4.5,
            letter,
            13 if len(roles) < 3 else 9,
            text_anchor="middle",
            fill="#ffffff" if whole else style.colour,
        )
