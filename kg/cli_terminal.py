"""What a terminal can show."""

from __future__ import annotations

import os
import shutil
import sys


def terminal_width() -> int | None:
    """The terminal's width, or what COLUMNS says; None where the output goes elsewhere."""
    wanted = sys.stdout.isatty() or "COLUMNS" in os.environ
    return shutil.get_terminal_size().columns if wanted else None


def shown(text: str) -> str:
    """A text from outside without what could steer the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
