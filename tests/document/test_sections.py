"""The tree of numbered sections: labels, headings, run-on articles."""

from __future__ import annotations

import pytest

from kg.document import read_documents
from tests.document.texts import source, words

TITLE = "柳湾县渡口整修方案\n"
Row = tuple[str, str | None, str]


def tree(text: str) -> list[Row]:
    """Path, heading and body of each section."""
    printed = source(TITLE + text)
    document = read_documents(printed)[0][-1]
    return [
        (s.path, words(printed, s.heading) if s.heading else None, words(printed, *s.body))
        for s in document.sections
    ]


LABELS = [
    pytest.param("一、排查隐患\n二、限期整修", ["一", "二"], id="numerals"),
    pytest.param("一．排查隐患\n二.限期整修", ["一", "二"], id="numerals with full stops"),
    pytest.param("（一）排查隐患\n（二）限期整修", ["（一）", "（二）"], id="numerals in brackets"),
    pytest.param("(一)排查隐患\n(二)限期整修", ["（一）", "（二）"], id="brackets of half width, one spelling"),
    pytest.param("（一)排查隐患\n(二）限期整修", ["（一）", "（二）"], id="brackets mixed"),
    pytest.param("( 一 )排查隐患", ["（一）"], id="spaces within brackets"),
    pytest.param("1.排查隐患\n2.限期整修", ["1", "2"], id="digits"),
    pytest.param("1、排查隐患\n2、限期整修", ["1", "2"], id="digits with the comma of lists"),
    pytest.param("１．排查隐患\n２．限期整修", ["１", "２"], id="digits of full width"),
    pytest.param("（1）排查隐患\n(2)限期整修", ["（1）", "（2）"], id="digits in brackets"),
    pytest.param("①排查隐患\n②限期整修", ["①", "②"], id="digits in circles"),
    pytest.param("第一章　总则\n第二章　渡口", ["第一章", "第二章"], id="chapters"),
    pytest.param(
        "第一条　为保障渡运安全，制定本办法。\n第二条　渡口由县水利局主管。",
        ["第一条", "第二条"],
        id="articles of law",
    ),
    pytest.param(
        "第一章 总则\n第一条 渡口由县水利局主管。\n第二章 渡船\n第二条 渡船每年检验一次。",
        ["第一章", "第一章/第一条", "第二章", "第二章/第二条"],
        id="articles within chapters",
    ),
    pytest.param("1　总则\n1.1　目的\n1.2　范围\n2　处置\n2.1上报", ["1", "1/1.1", "1/1.2", "2", "2/2.1"], id="decimals"),
    pytest.param("1.5公里航道清淤\n2.5公里航道疏浚", [], id="measures at the beginning of a line"),
    pytest.param(
        "一、步骤\n第一阶段：排查（6月至7月）\n1.逐处登记\n第二阶段：整修（8月）\n2.逐处验收",
        ["一", "一/第一阶段", "一/第一阶段/1", "一/第二阶段", "一/第二阶段/2"],
        id="stages",
    ),
    pytest.param(
        "一、职责\n县水利局：负责渡口排查和台账。\n县公安局、县应急局：负责渡口秩序和救援。",
        ["一", "一/县水利局", "一/县公安局"],
        id="duties that begin with their bodies",
    ),
    pytest.param("一、渡口\n联系人：柳一舟，电话12345\n报送邮箱：柳湾渡口邮箱", ["一"], id="other words before a colon"),
    pytest.param(
        "一、渡口\n（一）排查\n1.候船亭\n（1）照明\n（二）整修\n二、渡船",
        ["一", "一/（一）", "一/（一）/1", "一/（一）/1/（1）", "一/（二）", "二"],
        id="four ranks, nested",
    ),
    pytest.param("一、渡口\n1.排查\n2.整修\n二、渡船\n1.更新", ["一", "一/1", "一/2", "二", "二/1"], id="a rank left out"),
    pytest.param("十一、渡口\n二十二、渡船", ["十一", "二十二"], id="numerals of two and three signs"),
    pytest.param("2093年渡口整修全面铺开。\n1.5公里航道要清淤。\n一是排查。", [], id="years, fractions and 一是 are none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "paths"), LABELS)
def test_labels(text: str, paths: list[str]) -> None:
    assert [path for path, _, _ in tree(text)] == paths


HEADINGS = [
    pytest.param(
        "（一）排查隐患\n县水利局逐处排查。", "排查隐患", "县水利局逐处排查。", id="on a line of its own"
    ),
    pytest.param(
        "（一）排查隐患。县水利局逐处排查。",
        "排查隐患",
        "县水利局逐处排查。",
        id="ends with a full stop and runs on",
    ),
    pytest.param(
        "（一）排查隐患.县水利局逐处排查。",
        "排查隐患",
        "县水利局逐处排查。",
        id="ends with a full stop of half width",
    ),
    pytest.param(
        "（一）对全县渡口渡船和候船亭逐处开展\n安全隐患排查\n县水利局逐处排查，建立台账并且每周更新。",
        "对全县渡口渡船和候船亭逐处开展安全隐患排查",
        "县水利局逐处排查，建立台账并且每周更新。",
        id="broken over two lines",
    ),
    pytest.param(
        "（一）县水利局于5月31日前逐处排查渡口。建立台账。",
        None,
        "县水利局于5月31日前逐处排查渡口。建立台账。",
        id="a sentence with a day is no heading",
    ),
    pytest.param(
        "（一）执行《柳湾县渡船管理办法》。建立台账。",
        None,
        "执行《柳湾县渡船管理办法》。建立台账。",
        id="a sentence with a work is no heading",
    ),
    pytest.param(
        "（一）排查渡口；更新渡船。", None, "排查渡口；更新渡船。", id="clauses in a row are no heading"
    ),
    pytest.param(
        "第三条　渡口由县水利局主管。渡船由县交通运输局主管。",
        None,
        "渡口由县水利局主管。渡船由县交通运输局主管。",
        id="an article of law has none",
    ),
    pytest.param(
        "（一）排查隐患\n\n整修候船亭。", "排查隐患", "整修候船亭。", id="a short line behind a gap is text"
    ),
    pytest.param(
        "（一）排查隐患\n责任单位：县水利局", "排查隐患", "责任单位：县水利局", id="a labelled line is text"
    ),
    pytest.param(
        "一、县水利局：逐处排查渡口，建立台账。",
        "县水利局",
        "逐处排查渡口，建立台账。",
        id="the body whose duty follows",
    ),
    pytest.param("（一）排查隐患：", None, "排查隐患：", id="what ends with a colon is text"),
]


@pytest.mark.parametrize(("text", "heading", "body"), HEADINGS)
def test_headings(text: str, heading: str | None, body: str) -> None:
    assert tree(text)[0][1:] == (heading, body)


RUN_ON = [
    pytest.param(
        "1.排查渡口。县水利局逐处排查。2.更新渡船。县交通运输局按批更新。3.培训船工。县人社局组织培训。",
        [("1", "排查渡口"), ("2", "更新渡船"), ("3", "培训船工")],
        id="three articles in one line",
    ),
    pytest.param(
        "（一）排查渡口。县水利局逐处排查；（二）更新渡船。县交通运输局按批更新。",
        [("（一）", "排查渡口"), ("（二）", "更新渡船")],
        id="labels in brackets",
    ),
    pytest.param(
        "1.排查渡口。渡口共32处，其中3处停用。县水利局逐处排查。",
        [("1", "排查渡口")],
        id="numbers in the text begin no article",
    ),
    pytest.param(
        "1.排查渡口。逐处建账。5.更新渡船。",
        [("1", "排查渡口")],
        id="only the number that follows begins one",
    ),
]


@pytest.mark.parametrize(("text", "found"), RUN_ON)
def test_articles_in_one_line(text: str, found: list[tuple[str, str]]) -> None:
    assert [(path, heading) for path, heading, _ in tree(text)] == found


@pytest.mark.parametrize("end", ["\n", ""], ids=["a line each", "in one line"])
def test_long_lists_count_on_through_what_looks_like_years(end: str) -> None:
    items = "".join(f"{i}.排查第{i}处渡口。{end}" for i in range(1, 2851))
    assert [path for path, _, _ in tree(items)] == [str(i) for i in range(1, 2851)]


def test_a_year_is_no_label() -> None:
    assert [path for path, _, _ in tree("1.排查渡口，建立台账。\n2093、另行安排。\n2.整修渡口。")] == [
        "1",
        "2",
    ]


def test_text_goes_on_below_its_section() -> None:
    (section,) = tree("一、排查隐患\n县水利局逐处排查，\n建立台账。\n每周更新。")
    assert section == ("一", "排查隐患", "县水利局逐处排查，建立台账。每周更新。")


def test_a_section_ends_where_its_first_part_begins() -> None:
    printed = source(TITLE + "一、渡口\n总的要求如下。\n（一）排查\n逐处建账。")
    document = read_documents(printed)[0][-1]
    above, below = document.sections
    assert words(printed, *above.body) == "总的要求如下。"
    assert above.whole.contains(below.whole)
    assert (above.depth, below.depth, below.parent) == (1, 2, 0)


def test_a_document_without_sections() -> None:
    assert tree("各单位要抓好落实。县水利局逐处排查，建立台账。") == []


def test_remarks_and_their_points_are_no_sections() -> None:
    found = tree("一、排查隐患\n县水利局逐处排查。\n注：1.渡口以台账为准。\n2.停用的渡口不计。")
    assert [path for path, _, _ in found] == ["一"]


def test_a_section_of_the_widest_kind_ends_the_remarks() -> None:
    found = tree("一、排查隐患\n备注：1.渡口以台账为准。\n二、限期整修")
    assert [path for path, _, _ in found] == ["一", "二"]


@pytest.mark.parametrize(
    "closing",
    [
        pytest.param("本方案自2093年5月1日起施行。", id="the day of coming into force"),
        pytest.param("特此通知。", id="a closing word"),
    ],
)
def test_closing_clauses_belong_to_no_section(closing: str) -> None:
    assert tree(f"一、排查隐患\n县水利局逐处排查。\n{closing}") == [("一", "排查隐患", "县水利局逐处排查。")]


def test_labels_begin_anew_in_an_annex() -> None:
    found = tree("一、排查隐患\n县水利局逐处排查。\n附件1\n渡口清单说明\n一、口径\n以台账为准。")
    assert [path for path, _, _ in found] == ["一", "附件1/一"]


def test_markup_around_a_line_is_left_out() -> None:
    text = '一、排查隐患\n<p style="text-indent:2em">县水利局逐处排查。</p>\n&nbsp;\n</table>'
    assert tree(text) == [("一", "排查隐患", "县水利局逐处排查。")]


def test_the_head_of_a_further_page_is_left_out() -> None:
    text = "一、排查隐患\n县水利局逐处\n— 3 —\n\n柳湾县人民政府文件\n\n排查渡口。"
    assert tree(text) == [("一", "排查隐患", "县水利局逐处排查渡口。")]


def test_page_numbers_are_left_out() -> None:
    assert tree("一、排查隐患\n县水利局逐处\n— 3 —\n排查。") == [("一", "排查隐患", "县水利局逐处排查。")]
