"""SVG written piece by piece, every text escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from kg.view.lettering import clean, cut, ems

FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',"
    "'WenQuanYi Micro Hei','Droid Sans Fallback',sans-serif"
)
LEGEND_EMS = 24.0
INK, SOFT, RULE, PAPER = "#1a1a1a", "#595959", "#d5d9de", "#ffffff"


class Canvas:
    """An SVG in the making; the view box is told at the end."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def element(self, name: str, text: str | None = None, **attributes: object) -> None:
        """An element with its attributes (``stroke_width`` for stroke-width; None leaves one out)."""
        self._parts.append(_tag(name, text, attributes))

    def text(self, x: float, y: float, text: str, size: float = 13, **attributes: object) -> None:
        """One line of text."""
        attributes.setdefault("fill", INK)
        self.element("text", text, x=_number(x), y=_number(y), font_size=_number(size), **attributes)

    def open(self, **attributes: object) -> None:
        """Begin a group."""
        self._parts.append(_tag("g", None, attributes)[:-2] + ">")

    def close(self) -> None:
        """End a group."""
        self._parts.append("</g>")

    def markup(self, x: float, y: float, markup: str) -> None:
        """Ready markup of this package, moved to x, y."""
        self._parts.append(f'<g transform="translate({_number(x)} {_number(y)})">{markup}</g>')

    def include(self, other: Canvas) -> None:
        """Put what another canvas holds on top."""
        self._parts += other._parts

    def svg(self, left: float, top: float, width: float, height: float, title: str) -> str:
        """The whole, on white."""
        box = " ".join(_number(n) for n in (left, top, width, height))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{_number(width)}" '
            f'height="{_number(height)}" font-family="{FONTS}" role="img">'
            f"<title>{escape(clean(title))}</title>"
            f'<rect class="about" x="{_number(left)}" y="{_number(top)}" width="{_number(width)}" '
            f'height="{_number(height)}" fill="{PAPER}"/>' + "".join(self._parts) + "</svg>"
        )


def _tag(name: str, text: str | None, attributes: dict[str, object]) -> str:
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(_written(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}/>" if text is None else f"<{name}{written}>{escape(clean(text))}</{name}>"


def _written(value: object) -> str:
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def legend_row(
    canvas: Canvas, entries: list[tuple[str, str, float]], left: float, top: float, across: float
) -> float:
    """Put entries (an SVG path around 0,0 or a line; here as ready markup) in rows; the bottom of the last.

    An entry is its markup, its label and the markup's width.
    """
    x, y = left, top
    for markup, name, width in entries:
        label = cut(name, LEGEND_EMS)
        taken = width + 8 + ems(label) * 13 + 22
        if x > left and x + taken > left + across:
            x, y = left, y + 24
        canvas.markup(x, y, markup)
        canvas.text(x + width + 8, y + 5, label, 13, fill=INK)
        x += taken
    return y + 24
