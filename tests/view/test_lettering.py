import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.lettering import clean, cut, ems, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines", "expected", "why"),
    [
        ("", 10, 3, [], "nothing to show"),
        ("竹岭县民政局", 10, 3, ["竹岭县民政局"], "fits on one line"),
        ("竹岭县人民政府办公室", 5, 3, ["竹岭县人民", "政府办公室"], "five characters a line"),
        ("甲乙丙丁，戊己庚辛", 4, 3, ["甲乙丙", "丁，戊", "己庚辛"], "no line begins with a comma"),
        ("甲乙丙《丁戊己》", 4, 2, ["甲乙丙", "《丁戊己》"[:3] + "…"], "no line ends with an opening mark"),
        ("一二三四五六七八九十", 4, 2, ["一二三四", "五六七…"], "what does not fit is cut"),
        ("澜浦市2092年工作要点", 5, 3, ["澜浦市", "2092年工", "作要点"], "a year stays whole"),
        (
            "食品经营许可和备案管理办法",
            12,
            3,
            ["食品经营许可和备案管", "理办法"],
            "no single character is left over",
        ),
        ("a\nb\tc", 10, 2, ["a b c"], "line breaks of the data break nothing"),
    ],
)
def test_wrap(text, width, lines, expected, why):
    assert wrap(text, width, lines) == expected, why


@given(st.text(max_size=300), st.floats(2, 40), st.integers(1, 5))
def test_lines_are_never_wider_or_more_than_asked(text, width, lines):
    found = wrap(text, width, lines)
    assert len(found) <= lines
    assert all(ems(line) <= width + 1e-9 for line in found)
    assert not any("\n" in line for line in found)


@given(st.text(alphabet="甲乙丙丁戊己庚辛，。《》a1 ", max_size=200))
def test_wrapping_loses_nothing_where_all_fits(text):
    assert "".join("".join(wrap(text, 12, 200)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200f", "\u200b", "\x00", "\x1b", "\ud800", "\ufeff"]
)
def test_characters_that_steer_their_neighbours_are_marked(character):
    assert clean(f"甲{character}乙") == "甲\ufffd乙"


def test_cut_keeps_to_one_line():
    assert cut("很长的\n标题" * 500, 10) == "很长的 标题很长的…"
