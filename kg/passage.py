"""A passage: pieces of the source text read as one, without the line breaks, layout spaces and
leftover markup between its characters, each character still knowing its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Span
from kg.zh import read_stops

# Breaks with the space around them, spaces beside Chinese characters, markup that a conversion left.
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’·—…]"
_LAYOUT = re.compile(
    rf"\s*</?(?:p|br|span|div|b|strong)\b[^<>\n]{{0,80}}>\s*|[\u200b\ufeff]+"
    rf"|\s*\n\s*|(?<={_CHINESE})[^\S\n]+|[^\S\n]+(?={_CHINESE})|^\s+|\s+$",
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
        kept = [piece for span in spans for piece in _visible(source, span) if piece.start < piece.end]
        if len(kept) == 1:
            return cls(read_stops(source[kept[0].start : kept[0].end]), range(kept[0].start, kept[0].end))
        return cls(
            read_stops("".join(source[piece.start : piece.end] for piece in kept)),
            tuple(i for piece in kept for i in range(piece.start, piece.end)),
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


def _visible(source: str, span: Span) -> Iterable[Span]:
    text = source[span.start : span.end]
    if not _GAPS.search(text):
        yield span
        return
    at = span.start
    for gap in _LAYOUT.finditer(text):
        start, end = span.start + gap.start(), span.start + gap.end()
        if start > at:
            yield Span(at, start)
        at = end
    if span.end > at:
        yield Span(at, span.end)
