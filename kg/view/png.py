"""Pictures as PNG, by resvg with the fonts of this machine."""

from __future__ import annotations

import re

from kg.sparql.errors import GraphError

ZOOM, MOST_PIXELS = 2.0, 80_000_000
_SIZE = re.compile(r'width="([0-9.]+)" height="([0-9.]+)"')


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
