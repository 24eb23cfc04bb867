"""Bars as SVG."""

from __future__ import annotations

from kg.view.canvas import PAPER, RULE, SOFT, Canvas, legend_row
from kg.view.lettering import cut, ems
from kg.view.picture import BarsPicture
from kg.view.terms import Language, in_language

_LABEL_EMS, _ACROSS, _ROW, _THIN, _BETWEEN = 26.0, 640.0, 28.0, 18.0, 10.0
_FILLS = ("#b03a00", "#0b5a8f", "#6b6b6b", "#8f4673", "#00704f", "#9a6200")


def series_colour(number: int) -> str:
    """The colour of a series."""
    return _FILLS[number % len(_FILLS)]


def draw_bars(canvas: Canvas, picture: BarsPicture, language: Language) -> tuple[float, float, float, float]:
    """Draw the bars; the edges of what was drawn."""
    labels = [in_language(words, language) for words, _ in picture.bars]
    names = [cut(label, _LABEL_EMS) for label in labels]
    left = max(map(ems, names), default=0) * 13 + 14
    stacked = bool(picture.totals)
    lengths = [
        sum(map(_length, numbers)) if stacked else max(map(_length, numbers)) for _, numbers in picture.bars
    ]
    most = max(lengths, default=0) or 1
    step, scale = _step(most), _ACROSS / most
    row = _ROW if stacked else _THIN * len(picture.series) + _BETWEEN
    bottom = 30 + row * len(names)
    tick = 0.0
    while tick <= most:
        canvas.element("path", d=f"M{left + tick * scale:.1f} 24V{bottom}", stroke=RULE)
        canvas.text(left + tick * scale, 16, f"{tick:g}", 12, fill=SOFT, text_anchor="middle")
        tick += step
    for i, (_, numbers) in enumerate(picture.bars):
        y = 30 + row * i
        canvas.open(class_="bar", data_bar=str(i))
        canvas.text(left - 8, y + row / 2 + 4.5, names[i], 13, text_anchor="end")
        canvas.element("title", f"{labels[i]}: {', '.join(f'{n:g}' for n in numbers)}")
        if stacked:
            _stacked(canvas, numbers, left, y, scale)
            canvas.text(left + lengths[i] * scale + 6, y + 18, f"{picture.totals[i]:g}", 12, fill=SOFT)
        else:
            _beside(canvas, numbers, left, y + _BETWEEN / 2, scale)
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


def _stacked(canvas: Canvas, numbers: tuple[float, ...], left: float, y: float, scale: float) -> None:
    for series, number in enumerate(numbers):
        wide = _length(number) * scale
        if wide:
            _bar(canvas, series, left, y + 4, wide, _ROW - 8)
            if wide > 14 + 7 * len(f"{number:g}"):
                canvas.text(left + wide / 2, y + 18, f"{number:g}", 11, fill=PAPER, text_anchor="middle")
        left += wide


def _beside(canvas: Canvas, numbers: tuple[float, ...], left: float, y: float, scale: float) -> None:
    for series, number in enumerate(numbers):
        wide, top = _length(number) * scale, y + _THIN * series
        if wide:
            _bar(canvas, series, left, top + 1, wide, _THIN - 2)
        canvas.text(
            left + wide + 6, top + _THIN / 2 + 4, f"{number:g}", 12, fill=SOFT, data_series=str(series)
        )


def _bar(canvas: Canvas, series: int, x: float, y: float, wide: float, high: float) -> None:
    canvas.element(
        "rect", x=x, y=y, width=wide, height=high, fill=series_colour(series), data_series=str(series)
    )


def _length(number: float) -> float:
    return max(number, 0.0)


def _step(most: float) -> float:
    """A round distance between some six ticks."""
    power = 10.0 ** (len(str(int(most))) - 1)
    step = next(power * n for n in (0.1, 0.2, 0.5, 1, 2, 5) if most / (power * n) <= 10)
    return step if most < 1 else max(step, 1.0)
