"""Text as it fits into a picture: cleaned, measured, broken into lines."""

from __future__ import annotations

import re
import unicodedata

# Characters that steer what stands beside them (direction, shaping), and those no XML may hold.
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
_NO_START = set("，。、；：！？）》〉」』】〕”’…—·,.;:!?)]}%")
_NO_END = set("（《〈「『【〔“‘([{")
WIDE, NARROW = 1.0, 0.6
"""Widths in ems: a Chinese character, and the widest that most Latin letters are."""


def clean(text: str) -> str:
    """The text with a mark (U+FFFD) for each character that could turn or hide its neighbours."""
    return _STEERING.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The cleaned text on one line."""
    return _SPACE.sub(" ", clean(text)).strip()


def ems(text: str) -> float:
    """How wide the text is at most, in ems."""
    return sum(map(_em, text))


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if character in "mwMW@%" or unicodedata.east_asian_width(character) in "WFA":
        return WIDE
    return NARROW


def cut(text: str, width: float) -> str:
    """The text on one line, shortened with … where it is wider than ``width`` ems."""
    text = one_line(text)
    if ems(text) <= width:
        return text
    taken, room = [], width - WIDE
    for character in text:
        room -= _em(character)
        if room < 0:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def wrap(text: str, width: float, lines: int) -> list[str]:
    """The text in at most so many lines of ``width`` ems, the last with … where more would follow.

    No line begins with closing punctuation or ends with an opening bracket, and Latin words and numbers
    stay whole where they fit.
    """
    found = _lines(text, width, lines)
    # a last line of one or two characters takes some of the lines above it, where no line is added by that
    if len(found) > 1 and ems(found[-1]) <= 2 * WIDE:
        evened = _lines(text, width * 0.86, lines)
        if len(evened) == len(found) and not evened[-1].endswith("…"):
            return evened
    return found


def _lines(text: str, width: float, lines: int) -> list[str]:
    rest = one_line(text)
    found: list[str] = []
    while rest and len(found) < lines:
        if ems(rest) <= width:
            found.append(rest)
            return found
        if len(found) == lines - 1:
            found.append(cut(rest, width))
            return found
        end = _break(rest, width)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return found


def _break(text: str, width: float) -> int:
    """Where the first line ends."""
    room, end = width, 0
    for character in text:
        room -= _em(character)
        if room < 0:
            break
        end += 1
    end = max(end, 1)
    best = end
    # at most half of the line is given up for a good break
    while best > 1 and best > end // 2 and not _may_break(text, best):
        best -= 1
    return best if _may_break(text, best) else end


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NO_START or before in _NO_END:
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    return character.isalnum() and _em(character) == NARROW
