"""A timeline as SVG: a band for each group, each moment at its day, its label where nothing else stands."""

from __future__ import annotations

from datetime import date, timedelta

from kg.rdf.namespaces import concept
from kg.view.canvas import RULE, SOFT, Canvas, legend_row
from kg.view.gathering import bands
from kg.view.lettering import cut, ems, wrap
from kg.view.picture import Moment, TimelinePicture
from kg.view.terms import Language, in_language, said, term

ACROSS, LABEL_EMS = 850.0, 22.0
_ROW, _SIZE = 21.0, 12.5
_COLOURS = {
    "national": "#8f4673",
    "provincial": "#b03a00",
    "municipal": "#9a6200",
    "county": "#00704f",
    "township": "#1f7fb0",
    "": "#595959",
}


def level_colour(level: str) -> str:
    """The colour of a level."""
    return _COLOURS.get(level, _COLOURS[""])


def draw_timeline(
    canvas: Canvas, picture: TimelinePicture, language: Language
) -> tuple[float, float, float, float]:
    """Draw the moments; the edges of what was drawn."""
    first = min(moment.since or moment.day for moment in picture.moments)
    last = max(moment.day for moment in picture.moments)
    days = max((last - first).days, 27)
    first, days = first - timedelta(days=days // 40 + 1), int(days * 1.05) + 3
    scale = ACROSS / days

    def at(day: date) -> float:
        return (day - first).days * scale

    marks = Canvas()
    y = 34.0
    number = 0
    for (_, name), gathered in bands(picture).items():
        title = _level(name, language) if picture.by_level else name
        for line in wrap(title, ACROSS / 13.5 - 2, 2):
            y += 20
            marks.text(0, y, line, 13.5, font_weight="bold")
        y += 8
        y = _band(marks, gathered, number, at, y, language)
        number += len(gathered)
        marks.element("path", d=f"M0 {y + 6}H{ACROSS}", stroke=RULE)
        y += 10
    _axis(canvas, first, days, at, y, language)
    canvas.include(marks)
    found = {moment.level for moment in picture.moments}
    levels = [level for level in _COLOURS if level in found] if found != {""} else []
    entries = [
        (f'<path d="M0 0l5 -5l5 5l-5 5Z" fill="{level_colour(level)}"/>', _level(level, language), 10.0)
        for level in levels
    ]
    return 0.0, 0.0, ACROSS, legend_row(canvas, entries, 0, y + 22, ACROSS) - 12


def _level(level: str, language: Language) -> str:
    words = term(concept("level", level)) if level else said("level.unknown")
    return in_language(words, language)


def _band(  # type: ignore[no-untyped-def]
    marks: Canvas,
    gathered: list[tuple[Moment, ...]],
    number: int,
    at,  # noqa: ANN001
    y: float,
    language: Language,
) -> float:
    """Draw the marks of a band, the first with this number, each in the first row where it has room; the
    bottom of the band."""
    rows: list[list[tuple[float, float]]] = []
    for mark, moments in enumerate(gathered, number):
        last = moments[-1].day
        first = min(moment.since or moment.day for moment in moments)
        x, since = at(last), at(first)
        label = f"{last:%m-%d} {_label(moments, language)}"
        wide = ems(label) * _SIZE + 10
        flip = x + 10 + wide > ACROSS
        span = (since - 7 - (wide if flip else 0), x + 8 + (0 if flip else wide))
        row = next(
            (i for i, taken in enumerate(rows) if all(span[0] >= e or span[1] <= s for s, e in taken)),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
        rows[row].append(span)
        middle = y + _ROW * row + 11
        level = moments[0].level
        colour = level_colour(level)
        one = moments[0] if len(moments) == 1 else None
        marks.open(
            data_mark=str(mark),
            data_iri=one.iri if one else None,
            data_level=level or "none",
            data_of=moments[0].of if len({moment.of for moment in moments}) == 1 else None,
            class_="moment",
        )
        if since < x:
            marks.element(
                "path", d=f"M{since:.1f} {middle}H{x:.1f}", stroke=colour, stroke_width=6, opacity=0.35
            )
        size = 5 if one else 7
        marks.element(
            "path", d=f"M{x - size:.1f} {middle}l{size} -{size}l{size} {size}l-{size} {size}Z", fill=colour
        )
        where = (since - 8, "end") if flip else (x + size + 4, "start")
        marks.text(
            where[0],
            middle + 4.5,
            label,
            _SIZE,
            text_anchor=where[1],
            font_weight=None if one else "bold",
        )
        marks.close()
    return y + _ROW * len(rows)


def _label(moments: tuple[Moment, ...], language: Language) -> str:
    if len(moments) == 1:
        return cut(moments[0].label, LABEL_EMS)
    return in_language(said("moment.many", count=len(moments)), language)


def _axis(canvas: Canvas, first: date, days: int, at, bottom: float, language: Language) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Lines and names of months, or of years where months would be too near."""
    last = first + timedelta(days=days)
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) / n <= ACROSS / 46)
    shown = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
    for i, day in enumerate(shown or [first]):
        x = at(day)
        canvas.element(
            "path", d=f"M{x:.1f} 26V{bottom}", stroke=RULE, stroke_width=1.6 if day.month == 1 else 0.8
        )
        month = f"{day.month}月" if language == "zh" else f"{day:%b}"
        if step < 12:
            canvas.text(x + 3, 22, month, 12, fill=SOFT)
        if i == 0 or day.month <= step or step >= 12:
            canvas.text(x + 3, 7, str(day.year), 12.5, fill=SOFT, font_weight="bold")
