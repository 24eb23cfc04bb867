"""Pictures as PNG, by resvg with the fonts of this machine."""

from __future__ import annotations

import re
import warnings
from functools import cache

from kg.sparql.errors import GraphError
from kg.view.canvas import FONTS

ZOOM, MOST_PIXELS = 2.0, 80_000_000
_SIZE = re.compile(r'width="([0-9.]+)" height="([0-9.]+)"')


class NoChineseFont(UserWarning):
    """This machine has no font in which the Chinese words of a picture could be drawn."""


@cache
def draws_chinese(system_fonts: bool = True) -> bool:
    """Whether two Chinese characters look different here: without a font for them, both are the same box."""
    import resvg_py

    one, other = (
        resvg_py.svg_to_bytes(
            svg_string='<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
            f'<text y="20" font-size="20" font-family="{FONTS}">{character}</text></svg>',
            skip_system_fonts=not system_fonts,
        )
        for character in "国务"
    )
    return bytes(one) != bytes(other)


def warn_without_chinese_font() -> None:
    """Warn (NoChineseFont) where the machine's fonts would draw Chinese words as boxes or not at all."""
    if not draws_chinese():
        warnings.warn(
            "no font of this machine holds Chinese characters, so that the picture shows boxes in place of "
            "them here; install one, such as Debian's fonts-noto-cjk, and draw it again",
            NoChineseFont,
            stacklevel=2,
        )


def png(svg: str) -> bytes:
    """The bytes of a PNG of the SVG, twice its size, less where that would be too large to open."""
    import resvg_py

    found = _SIZE.search(svg)
    if not found:
        raise GraphError("the picture has no size")
    area = float(found[1]) * float(found[2])
    zoom = min(ZOOM, (MOST_PIXELS / area) ** 0.5)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=int(float(found[1]) * zoom), height=int(float(found[2]) * zoom)
        )
    )
