"""Many moments on one axis: those of a band and a span of time are drawn as one mark, with their number."""

from __future__ import annotations

from datetime import date

from kg.view.nodes import level_order
from kg.view.picture import About, Card, Moment, Span, TimelinePicture
from kg.view.terms import said

Band = tuple[str, str]
DRAWN, MOST = 120, 3000
_SPANS: tuple[Span, ...] = ("month", "quarter", "year")


def on_axis(
    about: About, moments: list[Moment], cards: dict[str, Card], limit: int, left_out: int
) -> TimelinePicture:
    """A timeline of the moments. Where there are more than ``limit``, those of one document and one month
    are drawn as one mark; of a quarter, of a year, where there would still be more marks; and where even
    these are too many, documents of one level share a band, by the first of these spans that is enough.
    ``left_out`` are moments that are not given, since the file would be too large: this is told too."""
    picture = TimelinePicture(about, list(dict.fromkeys(moments)), cards)
    count = len(picture.moments)
    if count > limit:
        ways: list[tuple[bool, Span]] = [(by_level, span) for by_level in (False, True) for span in _SPANS]
        for picture.by_level, picture.span in ways:
            if len(_gathered(picture)) <= limit:
                break
        band = "level" if picture.by_level else "document"
        notes = [said(f"note.gathered.{band}", count=count, limit=limit, span=said(f"span.{picture.span}"))]
        picture.about = About(about.title, about.queries, (*about.notes, *notes))
    if left_out:
        note = said("note.cut.timeline", count=left_out, limit=count)
        picture.about = About(about.title, about.queries, (*picture.about.notes, note))
    return picture


def bands(picture: TimelinePicture) -> dict[Band, list[tuple[Moment, ...]]]:
    """The bands with their marks from first to last. A band is a document by its IRI and name, or a level:
    no IRI, its notation."""
    found: dict[Band, list[tuple[Moment, ...]]] = {}
    for (band, _), moments in _gathered(picture).items():
        found.setdefault(band, []).append(tuple(moments))
    if picture.by_level:
        return dict(sorted(found.items(), key=lambda item: level_order(item[0][1])))
    return found


def _gathered(picture: TimelinePicture) -> dict[tuple[Band, tuple[int, ...]], list[Moment]]:
    found: dict[tuple[Band, tuple[int, ...]], list[Moment]] = {}
    for number, moment in enumerate(picture.moments):
        key = (number,) if picture.span == "day" else _span_of(moment.day, picture.span)
        band = ("", moment.level) if picture.by_level else (moment.of, moment.group)
        found.setdefault((band, key), []).append(moment)
    return found


def _span_of(day: date, span: Span) -> tuple[int, ...]:
    parts = {"month": day.month, "quarter": (day.month + 2) // 3, "year": 0}
    return day.year, parts[span]
