"""Bars as SVG."""

from __future__ import annotations

from kg.view.canvas import RULE, SOFT, Canvas, legend_row
from kg.view.lettering import cut, ems
from kg.view.picture import BarsPicture
from kg.view.terms import Language, in_language

_LABEL_EMS, _ACROSS, _ROW = 26.0, 640.0, 28.0
_FILLS = ("#b03a00", "#0b5a8f", "#6b6b6b", "#8f4673", "#00704f", "#9a6200")


def series_colour(number: int) -> str:
    """The colour of a series."""
    return _FILLS[number % len(_FILLS)]


def draw_bars(canvas: Canvas, picture: BarsPicture, language: Language) -> tuple[float, float, float, float]:
    """Draw the bars, each cut into its series; the edges of what was drawn."""
    labels = [in_language(words, language) for words, _ in picture.bars]
    names = [cut(label, _LABEL_EMS) for label in labels]
    left = max(map(ems, names), default=0) * 13 + 14
    most = max((sum(max(n, 0) for n in numbers) for _, numbers in picture.bars), default=0) or 1
    step = _step(most)
    scale = _ACROSS / most
    bottom = 30 + _ROW * len(names)
    tick = 0.0
    while tick <= most:
        canvas.element("path", d=f"M{left + tick * scale:.1f} 24V{bottom}", stroke=RULE)
        canvas.text(left + tick * scale, 16, f"{tick:g}", 12, fill=SOFT, text_anchor="middle")
        tick += step
    for i, (_, numbers) in enumerate(picture.bars):
        y = 30 + _ROW * i
        canvas.open(class_="bar", data_bar=str(i))
        canvas.text(left - 8, y + 18, names[i], 13, text_anchor="end")
        canvas.element("title", f"{labels[i]}: {', '.join(f'{n:g}' for n in numbers)}")
        x = left
        for j, number in enumerate(numbers):
            wide = max(number, 0) * scale
            if wide:
                canvas.element(
                    "rect",
                    x=x,
                    y=y + 4,
                    width=wide,
                    height=_ROW - 8,
                    fill=series_colour(j),
                    data_series=str(j),
                )
                if wide > 14 + 7 * len(f"{number:g}") and len(numbers) > 1:
                    canvas.text(x + wide / 2, y + 18, f"{number:g}", 11, fill="#ffffff", text_anchor="middle")
            x += wide
        canvas.text(x + 6, y + 18, f"{sum(numbers):g}", 12, fill=SOFT)
        canvas.close()
    right = left + _ACROSS + 40
    entries = [
        (
            f'<rect y="-8" width="16" height="16" fill="{series_colour(j)}"/>',
            in_language(words, language),
            16.0,
        )
        for j, words in enumerate(picture.series)
    ]
    bottom = legend_row(canvas, entries, 0, bottom + 30, right)
    return 0.0, 0.0, right, bottom - 12


def _step(most: float) -> float:
    """A round distance between some six ticks."""
    power = 10.0 ** (len(str(int(most))) - 1)
    step = next(power * n for n in (0.1, 0.2, 0.5, 1, 2, 5) if most / (power * n) <= 10)
    return step if most < 1 else max(step, 1.0)
