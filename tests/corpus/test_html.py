"""Web pages: what is text, in which order, and where a table's cells lie."""

import re
import time
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.html import render

PAGES = [
    ("<p>甲</p><p>乙</p>", "甲\n乙", "a block element is a line"),
    ("<p>关于<span>印发</span><b>方案</b>的通知</p>", "关于印发方案的通知", "inline runs join without a space"),
    ("<p>关于\n   印发</p>", "关于印发", "a line break in the page's source is none between Chinese characters"),
    ("<p>GB 18030\n2022</p>", "GB 18030 2022", "between Latin words and numbers it is a space"),
    ("<p>甲<br>乙<br/>丙</p>", "甲\n乙\n丙", "br breaks the line"),
    ("<pre>甲\n  乙</pre>", "甲\n乙", "preformatted lines stay lines"),
    ("<p>\u3000\u3000甲\u00a0</p><p>&nbsp;</p><p>乙</p>", "甲\n乙", "indents and empty paragraphs are layout"),
    ("<p>川办函&#12308;2022&#x3015;89号 &lt;p&gt; &amp;</p>", "川办函〔2022〕89号 <p> &", "entities are decoded"),
    ("<title>网站名</title><p>甲</p>", "甲", "the window's title is no text of the page"),
    ("<p>甲<script>var a='<p>乙</p>'</script><style>p{}</style></p>", "甲", "scripts and styles are no text"),
    ("<p hidden>乙</p><p style='display: NONE'>丙</p><p>甲</p>", "甲", "hidden parts are not shown"),
    ("<div style='display:none'><p>乙</p><div>丙</div></div>甲", "甲", "what lies in a hidden part is hidden"),
    ("<p>甲<!-- 乙 --></p>", "甲", "comments are no text"),
    ("<select><option>2022年</select><p>甲</p>", "甲", "the choices of a list are navigation"),
    ("<p>县发改\u200b局</p>", "县发改局", "invisible characters would split a name"),
    ("<div>甲<div>乙<p>丙</div>丁", "甲\n乙\n丙\n丁", "unclosed and nested blocks"),
    ("甲</div></table>乙", "甲乙", "end tags that nothing opened"),
    ("<td>甲</td><td>乙</td>", "甲\n乙", "cells outside of a table are blocks"),
    ("<?xml version='1.0' encoding='gb2312'?><html><body><p>甲</p></body></html>", "甲", "XHTML with its declaration"),
    ("", "", "nothing at all"),
    ("<html></html>", "", "a page without text"),
    ("<table><tr><th>任务<th>单位<tr><td>甲<td>乙</table>", "任务\t单位\n甲\t乙", "cells are parted by tabs, rows are lines"),
    ("<table><tr><td>甲<td><td>丙</table>", "甲\t\t丙", "an empty cell keeps its place"),
    ("<p>前</p><table><tr><td><p>甲</p><p>乙</p><td>丙</table>后", "前\n甲\n乙\t丙\n后", "blocks within a cell are lines"),
    ("<table><caption>附件</caption><tr><td>甲<td>乙</table>", "附件\n甲\t乙", "a caption stands before the rows"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "text", "reason"), PAGES, ids=[p[2] for p in PAGES])
def test_text(page, text, reason):
    assert render(page)[0] == text, reason


def cells(page):
    text, grids = render(page)
    return [
        [(c.row, c.column, c.rows, c.columns, text[c.span.start : c.span.end]) for c in g.cells]
        for g in grids
    ]


GRIDS = [
    (
        "<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>",
        [[(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")]],
        "a cell over two rows pushes the next row's cells to the right",
    ),
    (
        "<table><tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊</table>",
        [
            [
                (0, 0, 1, 2, "甲"),
                (0, 2, 1, 1, "乙"),
                (1, 0, 1, 1, "丙"),
                (1, 1, 1, 1, "丁"),
                (1, 2, 1, 1, "戊"),
            ]
        ],
        "a cell over two columns",
    ),
    (
        "<table><tr><td rowspan=9>甲<td colspan=9>乙<tr><td>丙</table>",
        [[(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")]],
        "spans that reach beyond the table are clipped",
    ),
    (
        "<table><tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=3>丁</table>",
        [[(0, 0, 1, 1, "甲"), (0, 1, 2, 1, "乙"), (0, 2, 1, 1, "丙"), (1, 0, 1, 1, "丁")]],
        "a cell never runs into one that reaches down from above",
    ),
    (
        "<table><tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁</table>",
        [[(0, 0, 3, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙"), (2, 1, 1, 1, "丁")]],
        "rowspan 0 reaches to the end",
    ),
    (
        "<table><thead><tr><td rowspan=3>甲<td>乙<tbody><tr><td>丙<td>丁</table>",
        [[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]],
        "a head's cell does not reach into the body",
    ),
    (
        "<table><tr><td rowspan=两 colspan=-3>甲<td>乙<tr><td>丙<td>丁</table>",
        [[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]],
        "a span that is no number counts as one",
    ),
    (
        "<table><tr><td>外<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></td><td>右<tr><td>下<td>尾</table>",
        [[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]],
        "only the inner table is a grid: the outer one lays out the page",
    ),
    ("<table><tr><td>全文</table>", [], "a table of one cell is layout"),
    ("<table><tr><td>左<td>全文<td>右</table>", [], "so is a table of one row"),
    (
        "<table><tr><td>甲<td>乙<tr><td>丙<td>丁",
        [[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]],
        "a table that is never closed",
    ),
]


@pytest.mark.parametrize(("page", "expected", "reason"), GRIDS, ids=[g[2] for g in GRIDS])
def test_grid(page, expected, reason):
    assert cells(page) == expected, reason


HOSTILE = [
    "<div>" * 100_000 + "底" + "</div>" * 100_000,
    "<table><tr><td>" * 5_000 + "底",
    "<table>" + "<tr><td rowspan=100000 colspan=100000>格" * 300,
    "<table>" + "<td colspan=1000>" * 20_000,
    "<table><tr>" * 20_000,
    "<p>" + " \u00a0" * 200_000 + "底</p>",
    "<p>" + "&#0;&#xffffffff;&bogus;" * 1_000 + "</p>",
    "<" * 100_000,
    "<![CDATA[" * 1_000 + "<p " + "a=b " * 50_000,
]


@pytest.mark.parametrize("page", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_markup_ends_soon_and_stays_small(page):
    begin = time.process_time()
    text, grids = render(page)
    assert time.process_time() - begin < 10
    assert len(text) <= len(page)
    for grid in grids:
        assert_sound(text, grid)


def assert_sound(text, grid):
    """Every span lies in the text, in order; no two cells share a place of the grid."""
    taken = set()
    end = grid.span.start
    for cell in grid.cells:
        assert end <= cell.span.start <= cell.span.end <= grid.span.end <= len(text)
        assert cell.rows >= 1
        assert cell.columns >= 1
        end = cell.span.end
        places = {
            (r, c)
            for r in range(cell.row, cell.row + cell.rows)
            for c in range(cell.column, cell.column + cell.columns)
        }
        assert not places & taken
        taken |= places


@st.composite
def markup(draw):
    """Pieces of table markup in any order."""
    span = st.sampled_from(
        ["", " rowspan=0", " rowspan=2", " rowspan=99999", " colspan=3", " colspan=2 rowspan=3"]
    )
    piece = st.one_of(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "</tr>",
                "<tbody>",
                "</tbody>",
                "</td>",
                "<p>",
                "<br>",
                "<div hidden>",
                "</div>",
            ]
        ),
        st.builds("<td{}>".format, span),
        st.text("甲乙 \n\t\u3000a", max_size=4),
    )
    return "".join(draw(st.lists(piece, max_size=60)))


@given(markup())
@settings(max_examples=300, deadline=None)
def test_any_table_markup_gives_sound_grids(page):
    text, grids = render("<table>" + page)
    for grid in grids:
        assert_sound(text, grid)


@given(
    st.integers(2, 5).flatmap(
        lambda w: st.lists(
            st.lists(st.text("甲乙丙 丁a1<&", max_size=6), min_size=w, max_size=w), min_size=2, max_size=6
        )
    )
)
@settings(max_examples=100, deadline=None)
def test_the_cells_of_a_generated_table_come_back(rows):
    page = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    [found] = cells(f"<p>前</p><table>{page}</table><p>后</p>")
    expected = [
        (r, c, 1, 1, re.sub(" +", " ", t).strip()) for r, row in enumerate(rows) for c, t in enumerate(row)
    ]
    assert found == expected
