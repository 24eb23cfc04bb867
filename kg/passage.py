"""A passage: pieces of the source text read as one, without the line breaks, layout spaces and
leftover markup between its characters, each character still knowing its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from kg.model import Span
from kg.zh import read_stops

# Breaks with the space around them, spaces beside Chinese characters, markup that a conversion left. A run
# of spaces is tried where it begins and nowhere else: what fails must not cost its length squared.
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’·—…]"
_LAYOUT = re.compile(
    rf"(?:(?<!\s)\s+)?</?(?:p|br|span|div|b|strong)\b[^<>\n]{{0,80}}>\s*"
    rf"|(?<!\s)(?:\s*\n\s*|[^\S\n]+(?={_CHINESE})|\s+$)|(?<={_CHINESE})[^\S\n]+|^\s+|[\u200b\ufeff]+",
    re.IGNORECASE,
)
_GAPS = re.compile(r"[\s<\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` as read; ``offsets[i]`` is the place of its i-th character in the source."""

    text: str
    offsets: tuple[int, ...] | range

    @classmethod
    def of(cls, source: str, spans: Iterable[Span]) -> Passage:
        """The stretches of ``source``, joined."""
        kept = [piece for span in spans for piece in _visible(source, span.start, span.end)]
        if len(kept) == 1:
            start, end = kept[0]
            return cls(read_stops(source[start:end]), range(start, end))
        return cls(
            read_stops("".join([source[start:end] for start, end in kept])),
            tuple(chain.from_iterable(range(start, end) for start, end in kept)),
        )

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that holds the characters ``start`` up to ``end``."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def cut(self, start: int, end: int) -> Passage:
        """The passage from character ``start`` up to ``end``."""
        return Passage(self.text[start:end], self.offsets[start:end])

    def pieces(self) -> tuple[Span, ...]:
        """The stretches of the source that hold it, broken where something was left out."""
        if isinstance(self.offsets, range):
            return (Span(self.offsets.start, self.offsets.stop),) if self.offsets else ()
        spans: list[Span] = []
        for offset in self.offsets:
            if spans and offset == spans[-1].end:
                spans[-1] = Span(spans[-1].start, offset + 1)
            else:
                spans.append(Span(offset, offset + 1))
        return tuple(spans)


def _visible(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a stretch between what layout and markup left in it."""
    if not _GAPS.search(source, start, end):
        return [(start, end)] if start < end else []
    gaps = [gap.span() for gap in _LAYOUT.finditer(source[start:end])]
    edges = [start, *(start + edge for gap in gaps for edge in gap), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
