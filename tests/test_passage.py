"""A passage: what is read, and where each character of it stands."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Span
from kg.passage import Passage
from kg.zh import read_stops

ANY = settings(deadline=None, max_examples=200)
READ = [
    pytest.param("县水\n利局", "县水利局", id="a line break"),
    pytest.param("县水  \n　利局", "县水利局", id="a break with the spaces around it"),
    pytest.param("水　利　部", "水利部", id="letters spaced out"),
    pytest.param("县 水 利 局", "县水利局", id="spaces between Chinese characters"),
    pytest.param("用 GIS 平台", "用GIS平台", id="spaces beside Chinese characters"),
    pytest.param("New York", "New York", id="a space within Latin words stays"),
    pytest.param("1 000", "1 000", id="a space within a number stays"),
    pytest.param("<p>排查</p><p>整修</p>", "排查整修", id="markup that a conversion left"),
    pytest.param("排查<br/>整修", "排查整修", id="a break as markup"),
    pytest.param("排查<span class='x'>整修</span>", "排查整修", id="markup with attributes"),
    pytest.param("a < b，b > c", "a < b，b > c", id="signs of less and more stay"),
    pytest.param("《办法》", "《办法》", id="titles stay"),
    pytest.param("  排查  ", "排查", id="spaces at the ends"),
    pytest.param("排\u200b查\ufeff", "排查", id="signs without width"),
    pytest.param("排查.整修", "排查。整修", id="a full stop of half width between Chinese"),
    pytest.param("4.5%", "4.5%", id="a decimal point stays"),
    pytest.param("", "", id="nothing"),
]

PIECES = st.text(alphabet="县水利局，。《》（）a1 \n\t\u3000\u200b<p>/.", max_size=60)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and stretches of it, in order, that do not overlap."""
    text = draw(PIECES)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return text, [Span(a, b) for a, b in pairs]


@pytest.mark.parametrize(("text", "read"), READ)
def test_reading(text: str, read: str) -> None:
    assert Passage.of(text, [Span(0, len(text))]).text == read


def test_stretches_are_joined() -> None:
    text = "县水利局、县公安局、县应急局"
    passage = Passage.of(text, [Span(0, 4), Span(9, 14)])
    assert passage.text == "县水利局、县应急局"
    assert passage.span(0, 4) == Span(0, 4)
    assert passage.span(5, 9) == Span(10, 14)
    assert passage.pieces() == (Span(0, 4), Span(9, 14))


@ANY
@given(stretches())
def test_every_character_knows_its_place(sample: tuple[str, list[Span]]) -> None:
    """But for full stops, which are read as 。 where the source prints half width."""
    text, spans = sample
    passage = Passage.of(text, spans)
    assert len(passage.text) == len(passage.offsets)
    assert read_stops("".join(text[offset] for offset in passage.offsets)) == passage.text
    assert list(passage.offsets) == sorted(set(passage.offsets))
    assert all(any(span.start <= offset < span.end for span in spans) for offset in passage.offsets)


@ANY
@given(stretches())
def test_pieces_cover_what_is_read_and_no_more(sample: tuple[str, list[Span]]) -> None:
    passage = Passage.of(*sample)
    pieces = passage.pieces()
    assert [i for piece in pieces for i in range(piece.start, piece.end)] == list(passage.offsets)
    assert all(a.end < b.start for a, b in pairwise(pieces))


@ANY
@given(stretches())
def test_only_layout_is_left_out(sample: tuple[str, list[Span]]) -> None:
    """White space, signs without width and tags; every other character is kept."""
    text, spans = sample
    kept = set(Passage.of(text, spans).offsets)
    for span in spans:
        left = "".join(text[i] if i not in kept else "\0" for i in range(span.start, span.end))
        left = re.sub(r"</?p\b[^<>\n\0]{0,80}>", "", left)
        assert re.fullmatch(r"[\s\u200b\ufeff\0]*", left)


@ANY
@given(stretches(), st.data())
def test_cutting_keeps_the_places(sample: tuple[str, list[Span]], data: st.DataObject) -> None:
    passage = Passage.of(*sample)
    start = data.draw(st.integers(0, len(passage.text)))
    end = data.draw(st.integers(start, len(passage.text)))
    part = passage.cut(start, end)
    assert part.text == passage.text[start:end]
    assert list(part.offsets) == list(passage.offsets[start:end])
    if start < end:
        assert passage.span(start, end) == part.span(0, end - start)
        assert passage.span(start, end) == Span(passage.offsets[start], passage.offsets[end - 1] + 1)
