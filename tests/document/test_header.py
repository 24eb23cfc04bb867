"""Headers and signatures: printed in many ways, read as the same few facts."""

from __future__ import annotations

from datetime import date

import pytest

from kg.document import read_documents
from kg.model import Document, SourceText, UnreadableSource
from tests.document.texts import documents, each, source, words

BODY = "请各单位对照渡口清单抓好落实，遇有重大情况及时报告。"


def first(text: str) -> Document:
    return documents(text)[0]


def notice(
    title: str = "柳湾县人民政府关于整修渡口的通知",
    above: str = "",
    below: str = "",
    to: str = "各乡镇人民政府：",
    end: str = "柳湾县人民政府\n2093年4月6日",
) -> str:
    """A notice with whatever is printed above and below its title, its addressees, its end."""
    return "\n".join(part for part in (above, title, below, to, BODY, end) if part)


TITLES = [
    pytest.param(
        "柳湾县人民政府关于整修\n渡口的通知",
        "柳湾县人民政府关于整修渡口的通知",
        "通知",
        id="broken within a word",
    ),
    pytest.param(
        "柳湾县人民政府\n关于印发《柳湾县渡口\n管理办法》的\n通    知",
        "柳湾县人民政府关于印发《柳湾县渡口管理办法》的通知",
        "通知",
        id="broken over four lines, its last word spaced out",
    ),
    pytest.param(
        "柳湾县人民政府办公室　关于　开放渡口的意见",
        "柳湾县人民政府办公室关于开放渡口的意见",
        "意见",
        id="spaces of the layout go",
    ),
    pytest.param(
        "柳湾县渡口管理办法（试行）", "柳湾县渡口管理办法（试行）", "办法", id="a note behind the genre stays"
    ),
    pytest.param(
        "柳湾县2093年渡口工作要点（征求意见稿）",
        "柳湾县2093年渡口工作要点（征求意见稿）",
        "要点",
        id="a year in the title",
    ),
    pytest.param(
        "柳湾县人民政府关于同意设立渡口管理站的批复",
        "柳湾县人民政府关于同意设立渡口管理站的批复",
        "批复",
        id="a reply",
    ),
    pytest.param(
        "柳湾县渡口整修任务分工",
        "柳湾县渡口整修任务分工",
        "任务分工",
        id="a division of tasks has its own word",
    ),
    pytest.param(
        "柳湾县人民政府关于转发《省渡口局关于整修渡口的通知》的通知",
        "柳湾县人民政府关于转发《省渡口局关于整修渡口的通知》的通知",
        "通知",
        id="a title within the title",
    ),
    pytest.param(
        "柳湾县人民政府关于‹甲>渡口的通知",
        "柳湾县人民政府关于‹甲>渡口的通知",
        "通知",
        id="angles in the title",
    ),
    pytest.param(
        "首页 > 政务公开 > 通知\n柳湾县人民政府关于整修渡口的通知",
        "柳湾县人民政府关于整修渡口的通知",
        "通知",
        id="below a path",
    ),
    pytest.param(
        "首页 | 政务公开 | 登录\n柳湾县人民政府关于整修渡口的通知",
        "柳湾县人民政府关于整修渡口的通知",
        "通知",
        id="below the cells of a page",
    ),
    pytest.param(
        "柳湾县人民政府\n\n柳湾县人民政府办公室关于整修渡口的通知",
        "柳湾县人民政府办公室关于整修渡口的通知",
        "通知",
        id="below a banner, which is no issuer",
    ),
    pytest.param(
        "柳湾县水利局 柳湾县公安局关于整修渡口的通知\n柳湾县水利局\n柳湾县公安局\n关于整修渡口的通知",
        "柳湾县水利局柳湾县公安局关于整修渡口的通知",
        "通知",
        id="again, its issuers apart from it",
    ),
    pytest.param(
        "柳湾县人民政府专题会议纪要（2093年第8号）\n专 题 会 议 纪 要\n研究渡口整修工作专题会议纪要",
        "研究渡口整修工作专题会议纪要",
        "纪要",
        id="below the masthead of minutes",
    ),
]


def test_the_value_of_a_label_is_on_the_line_below_it() -> None:
    title = "柳湾县人民政府关于整修渡口的通知"
    document = first(f"组配分类:\n重大决策部署执行\n名称:\n{title}\n成文日期:\n2093-04-06\n{notice(title)}")
    assert document.title == title


@pytest.mark.parametrize(("printed", "title", "genre"), TITLES)
def test_titles(printed: str, title: str, genre: str) -> None:
    document = first(notice(printed))
    assert (document.title, document.genre) == (title, genre)


NUMBERS = [
    pytest.param("above", "柳政发〔2093〕12号", id="hexagonal brackets"),
    pytest.param("above", "柳政发[2093]12号", id="square brackets"),
    pytest.param("above", "柳政发（2093）12号", id="round brackets of full width"),
    pytest.param("above", "柳政发(2093)12号", id="round brackets of half width"),
    pytest.param("above", "柳政发【2093】12号", id="black brackets"),
    pytest.param("above", "柳政发﹝2093﹞12号", id="small hexagonal brackets"),
    pytest.param("above", "柳政发〔２０９３〕１２号", id="digits of full width"),
    pytest.param("above", "柳政办(水)〔2093〕3号", id="a division of the office within the code"),
    pytest.param("below", "柳政发〔2093〕12号", id="below the title"),
]


@pytest.mark.parametrize(("place", "number"), NUMBERS)
def test_numbers(place: str, number: str) -> None:
    text = source(notice(**{place: number}))
    (document,), _ = read_documents(text)
    assert document.number == number
    assert words(text, document.number_span) == number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        pytest.param("柳政发〔2093〕 12 号", "柳政发〔2093〕12号", id="spaces of the layout go"),
        pytest.param(
            "柳政发〔2093〕12号    签发人：柳一舟", "柳政发〔2093〕12号", id="a signatory stands beside it"
        ),
    ],
)
def test_numbers_among_other_words(printed: str, number: str) -> None:
    assert first(notice(above=printed)).number == number


def test_a_number_that_the_text_cites_is_not_its_own() -> None:
    text = notice(to="各乡镇人民政府：\n根据柳政发〔2090〕4号文件精神，现将有关事项通知如下。")
    assert first(text).number is None


DATES = [
    pytest.param("2093年4月6日", date(2093, 4, 6), id="digits"),
    pytest.param("２０９３年４月６日", date(2093, 4, 6), id="digits of full width"),
    pytest.param("二〇九三年四月六日", date(2093, 4, 6), id="numerals"),
    pytest.param("二○九三年十二月三十一日", date(2093, 12, 31), id="a circle for nought"),
    pytest.param("二零九三年十月二十日", date(2093, 10, 20), id="the other word for nought"),
    pytest.param("2093 年 4 月 6 日", date(2093, 4, 6), id="spaces within"),
    pytest.param("（2093年4月6日）", date(2093, 4, 6), id="in brackets"),
    pytest.param("209346", date(2093, 4, 6), id="the words for year, month and day lost"),
    pytest.param("20931225", date(2093, 12, 25), id="eight digits"),
    pytest.param("2093519", date(2093, 5, 19), id="seven digits with one reading"),
    pytest.param("2093\n年4月6日".replace("\n", ""), date(2093, 4, 6), id="no break"),
    pytest.param("2093年\n4月6日", date(2093, 4, 6), id="the year on a line of its own"),
    pytest.param("2093111", None, id="seven digits with two readings: open"),
    pytest.param("2093年2月30日", None, id="no day of the calendar"),
]


@pytest.mark.parametrize(("printed", "issued"), DATES)
def test_dates(printed: str, issued: date | None) -> None:
    assert first(notice(end=f"柳湾县人民政府\n{printed}")).issued == issued


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        pytest.param(notice(below="（2093年4月6日）", end=""), date(2093, 4, 6), id="below the title"),
        pytest.param(
            notice(end="柳湾县人民政府办公室    2093年4月6日印发"),
            date(2093, 4, 6),
            id="in the line at the very end that tells of printing",
        ),
        pytest.param(
            notice(
                end="柳湾县人民政府\n2093年4月6日\n（此件公开发布）\n柳湾县人民政府办公室    2093年4月9日印发"
            ),
            date(2093, 4, 6),
            id="the day of signing before that of printing",
        ),
        pytest.param(notice(end="柳湾县人民政府 2093年4月6日"), date(2093, 4, 6), id="beside the issuer"),
        pytest.param(notice(end=""), None, id="nowhere"),
        pytest.param(
            notice(to="各乡镇人民政府：\n2093年3月1日发生的险情已经处置完毕。", end=""),
            None,
            id="in the text alone",
        ),
    ],
)
def test_where_dates_stand(text: str, issued: date | None) -> None:
    assert first(text).issued == issued


ISSUERS = [
    pytest.param("柳湾县人民政府\n2093年4月6日", ["柳湾县人民政府"], id="above the date"),
    pytest.param("柳湾县水利局  柳湾县交通运输局\n2093年4月6日", ["柳湾县水利局", "柳湾县交通运输局"], id="side by side"),
    pytest.param(
        "柳湾县水利局\n柳湾县交通运输局\n柳湾县公安局\n2093年4月6日",
        ["柳湾县水利局", "柳湾县交通运输局", "柳湾县公安局"],
        id="one below another",
    ),
    pytest.param("水　利　部\n2093年4月6日", ["水利部"], id="letters spaced out"),
    pytest.param("柳湾县人民政府办公室 2093年4月6日", ["柳湾县人民政府办公室"], id="before the date on one line"),
    pytest.param("中共柳湾县委办公室\n柳湾县人民政府办公室\n2093年4月6日",
                 ["中共柳湾县委办公室", "柳湾县人民政府办公室"], id="party and government"),
]  # fmt: skip


@pytest.mark.parametrize(("end", "issuers"), ISSUERS)
def test_who_signs(end: str, issuers: list[str]) -> None:
    text = source(notice(title="关于整修渡口的通知", end=end))
    (document,), _ = read_documents(text)
    assert each(text, document.issuers) == issuers


def test_an_issuer_in_the_title_only() -> None:
    text = source(notice(end="2093年4月6日"))
    (document,), _ = read_documents(text)
    assert each(text, document.issuers) == ["柳湾县人民政府"]


def test_a_signature_goes_before_the_title() -> None:
    """县政府办公室 in the title, its full name below the text."""
    text = source(notice("县政府办公室关于整修渡口的通知", end="柳湾县人民政府办公室\n2093年4月6日"))
    (document,), _ = read_documents(text)
    assert each(text, document.issuers) == ["柳湾县人民政府办公室"]


ADDRESSEES = [
    pytest.param("各乡镇人民政府：", "各乡镇人民政府", id="one line"),
    pytest.param("各乡镇人民政府:", "各乡镇人民政府", id="a colon of half width"),
    pytest.param(
        "各乡镇人民政府、各街道办事处，县政府各部门，县属各企事业单位，驻柳湾各\n有关单位：",
        "各乡镇人民政府、各街道办事处，县政府各部门，县属各企事业单位，驻柳湾各有关单位",
        id="broken in the middle of a name",
    ),
    pytest.param(
        "各乡镇人民政府，\n各街道办事处，\n县政府各部门：",
        "各乡镇人民政府，各街道办事处，县政府各部门",
        id="one a line",
    ),
    pytest.param("县水利局：", "县水利局", id="one body"),
    pytest.param("", None, id="none"),
]


@pytest.mark.parametrize(("to", "read"), ADDRESSEES)
def test_addressees(to: str, read: str | None) -> None:
    text = source(notice(to=to))
    (document,), _ = read_documents(text)
    assert (words(text, document.addressees) if document.addressees else None) == read


COPIED = [
    pytest.param("抄送：县委各部门，县人大办，县政协办。", "县委各部门，县人大办，县政协办。", id="one line"),
    pytest.param("抄送：县委各部门，\n县人大办。", "县委各部门，县人大办。", id="two lines"),
    pytest.param("抄报：市水利局。", "市水利局。", id="reported upward"),
    pytest.param("", None, id="none"),
]


@pytest.mark.parametrize(("line", "read"), COPIED)
def test_copied_to(line: str, read: str | None) -> None:
    end = f"柳湾县人民政府\n2093年4月6日\n{line}\n柳湾县人民政府办公室  2093年4月8日印发"
    text = source(notice(end=end))
    (document,), _ = read_documents(text)
    assert (words(text, document.copied_to) if document.copied_to else None) == read
    assert document.issued == date(2093, 4, 6)


@pytest.mark.parametrize(
    ("line", "words_"),
    [
        pytest.param("（此件公开发布）", "此件公开发布", id="published"),
        pytest.param("(此件主动公开)", "此件主动公开", id="brackets of half width"),
        pytest.param("（此件依申请公开）", "此件依申请公开", id="on request"),
        pytest.param("公开方式：主动公开", "主动公开", id="a line with a label"),
        pytest.param("（联系人：柳一舟）", None, id="another note"),
    ],
)
def test_disclosure(line: str, words_: str | None) -> None:
    assert first(notice(end=f"柳湾县人民政府\n2093年4月6日\n{line}")).disclosure == words_


def test_the_end_is_no_part_of_the_text() -> None:
    text = source(notice(to="各乡镇人民政府：\n一、整修渡口\n县水利局逐处排查。") + "\n（此件公开发布）")
    (document,), _ = read_documents(text)
    body = words(text, *document.sections[-1].body)
    assert BODY in body
    assert "2093年4月6日" not in body
    assert "公开发布" not in body


PAGE = """
首页 > 政务公开 > 文件
当前位置：首页>渡口
索引号：LW014-2093-0007    主题分类：水利
发布机构：柳湾县大数据中心    发文字号：柳政发〔2093〕12号
成文日期：2093年4月6日    发布日期：2093-04-11
效力状况：有效
【打印】【关闭】
柳湾县人民政府关于整修渡口的通知
各乡镇人民政府：
请各单位对照渡口清单抓好落实，遇有重大情况及时报告。
{end}
扫一扫在手机打开当前页
版权所有：柳湾县人民政府办公室
"""


def page(end: str = "") -> tuple[SourceText, Document, dict[str, str]]:
    text = source(PAGE.format(end=end))
    (document,), fields = read_documents(text)
    return text, document, dict(fields)


def test_what_a_web_page_tells_of_its_document() -> None:
    _, document, fields = page()
    assert document.title == "柳湾县人民政府关于整修渡口的通知"
    assert document.number == "柳政发〔2093〕12号"
    assert document.index_number == "LW014-2093-0007"
    assert document.issued == date(2093, 4, 6)
    assert document.published == date(2093, 4, 11)
    assert document.validity == "有效"
    assert fields["发布机构"] == "柳湾县大数据中心"
    assert fields["主题分类"] == "水利"


def test_the_publisher_is_not_the_issuer() -> None:
    text, document, _ = page()
    assert each(text, document.issuers) == ["柳湾县人民政府"]


def test_navigation_is_no_part_of_the_document() -> None:
    text, document, _ = page("柳湾县人民政府\n2093年4月6日")
    printed = text.quote(document.span)
    for furniture in ("当前位置", "打印", "扫一扫", "版权所有"):
        assert furniture not in printed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("柳湾县的渡口很老。船工天不亮就出船。", id="prose"),
        pytest.param("1234567890\n" * 5, id="digits"),
        pytest.param("各乡镇人民政府：\n请抓好落实。", id="addressees alone"),
    ],
)
def test_no_document(text: str) -> None:
    with pytest.raises(UnreadableSource, match=r"no document found"):
        documents(text)
