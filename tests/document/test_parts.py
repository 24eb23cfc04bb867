"""Several documents in a file, and what belongs to which."""

from __future__ import annotations

from kg.document import read_documents
from kg.model import Document
from tests.document.texts import documents, each, source, words

PROSE = "各乡镇对照清单逐项抓好落实，遇有重大情况及时报告县渡口管理站，不得瞒报、漏报、迟报。" * 6
SIGNED = "柳湾县人民政府办公室\n2093年4月6日"
TABLE = "序号\t工作任务\t责任单位\t完成时限\n1\t整修候船亭并更换照明\t县水利局\t6月底前\n2\t公布渡船时刻和票价\t县交通运输局\t8月底前"


def shape(text: str) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [(d.key, d.title, d.part_of, d.promulgates) for d in documents(text)]


def sections(document: Document) -> list[str]:
    return [section.path for section in document.sections]


def test_a_notice_and_the_text_that_it_promulgates() -> None:
    text = f"""柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》的通知
柳政办发〔2093〕8号
各乡镇人民政府：
现将《柳湾县渡口整修方案》印发给你们，请认真组织实施。
{SIGNED}
柳湾县渡口整修方案
一、排查隐患
{PROSE}"""
    assert shape(text) == [
        ("D1", "柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》的通知", None, ("D2",)),
        ("D2", "柳湾县渡口整修方案", "D1", ()),
    ]
    notice, plan = documents(text)
    assert (sections(notice), sections(plan)) == ([], ["一"])
    assert (notice.number, plan.number) == ("柳政办发〔2093〕8号", None)
    assert plan.issued == notice.issued
    assert plan.issuers == notice.issuers
    assert plan.addressees is None


def test_two_texts_in_one_notice() -> None:
    """Labels begin anew in each."""
    text = f"""柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》和《柳湾县渡船管理办法》的通知
各乡镇人民政府：
现印发给你们。
{SIGNED}
柳湾县渡口整修方案
一、排查隐患
{PROSE}
二、限期整修
{PROSE}
柳湾县渡船管理办法
一、登记造册
{PROSE}"""
    assert shape(text)[0][3] == ("D2", "D3")
    _, plan, measure = documents(text)
    assert (plan.title, sections(plan)) == ("柳湾县渡口整修方案", ["一", "二"])
    assert (measure.title, sections(measure)) == ("柳湾县渡船管理办法", ["一"])
    assert plan.part_of == measure.part_of == "D1"


def test_a_promulgated_title_broken_over_lines_below_the_word_for_annex() -> None:
    text = f"""柳湾县人民政府办公室关于印发柳湾县渡口整修和渡船更新三年行动方案的通知
各乡镇人民政府：
现印发给你们。
{SIGNED}
附件
柳湾县渡口整修和渡船更新
三年行动方案
一、排查隐患
{PROSE}"""
    assert [d[1] for d in shape(text)] == [
        "柳湾县人民政府办公室关于印发柳湾县渡口整修和渡船更新三年行动方案的通知",
        "柳湾县渡口整修和渡船更新三年行动方案",
    ]


def test_a_notice_that_promulgates_nothing() -> None:
    text = f"柳湾县人民政府关于整修渡口的通知\n各乡镇人民政府：\n一、排查隐患\n{PROSE}\n{SIGNED}"
    assert shape(text) == [("D1", "柳湾县人民政府关于整修渡口的通知", None, ())]


def test_an_annex_table_belongs_to_the_text_above() -> None:
    text = f"""柳湾县人民政府关于整修渡口的通知
各乡镇人民政府：
一、排查隐患
{PROSE}
附件：渡口整修任务清单
{SIGNED}
附件
渡口整修任务清单
{TABLE}"""
    (document,) = documents(text)
    assert [row.section for row in document.rows] == ["附件/1", "附件/2"]
    assert sections(document) == ["一"]


def test_an_annex_table_of_a_promulgated_text_belongs_to_that_text() -> None:
    text = f"""柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》的通知
各乡镇人民政府：
现印发给你们。
{SIGNED}
柳湾县渡口整修方案
一、排查隐患
{PROSE}
附件
渡口整修任务清单
{TABLE}"""
    notice, plan = documents(text)
    assert notice.rows == ()
    assert len(plan.rows) == 2


def test_an_attached_text_of_its_own() -> None:
    """附件 with a title and articles below it is a document, though the notice's title names none."""
    text = f"""柳湾县人民政府关于整修渡口的通知
各乡镇人民政府：
{PROSE}
附件：渡口值守规定
{SIGNED}
附件
渡口值守规定
一、值守时间
{PROSE}
二、交接要求
{PROSE}"""
    found = shape(text)
    assert [(d[1], d[2]) for d in found] == [
        ("柳湾县人民政府关于整修渡口的通知", None),
        ("渡口值守规定", "D1"),
    ]


def test_end_matter_between_notice_and_text() -> None:
    """抄送 and 印发 lines stand behind the notice, though the text that it promulgates follows."""
    text = source(f"""柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》的通知
各乡镇人民政府：
现印发给你们。
{SIGNED}
（此件公开发布）
抄送：县委办公室，县人大常委会办公室。
柳湾县人民政府办公室    2093年4月9日印发
柳湾县渡口整修方案
一、排查隐患
{PROSE}""")
    (notice, plan), _ = read_documents(text)
    assert notice.copied_to
    assert words(text, notice.copied_to) == "县委办公室，县人大常委会办公室。"
    assert notice.disclosure == "此件公开发布"
    assert sections(plan) == ["一"]


def test_end_matter_behind_the_text_is_the_notices() -> None:
    text = source(f"""柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》的通知
各乡镇人民政府：
现印发给你们。
{SIGNED}
柳湾县渡口整修方案
一、排查隐患
{PROSE}
抄送：县委办公室，县人大常委会办公室。
柳湾县人民政府办公室    2093年4月9日印发""")
    (notice, plan), _ = read_documents(text)
    assert notice.copied_to
    assert plan.copied_to is None
    assert "抄送" not in words(text, *plan.sections[-1].body)


def test_a_further_notice_in_the_same_file() -> None:
    text = source(f"""柳湾县人民政府关于整修渡口的通知
柳政发〔2093〕3号
各乡镇人民政府：
{PROSE}
柳湾县人民政府
2093年4月6日
柳政发〔2093〕4号
柳湾县人民政府关于更新渡船的通知
各乡镇人民政府，县水利局：
{PROSE}
柳湾县人民政府
2093年4月7日""")
    (first, second), _ = read_documents(text)
    assert (first.number, second.number) == ("柳政发〔2093〕3号", "柳政发〔2093〕4号")
    assert first.part_of is second.part_of is None
    assert each(text, second.issuers) == ["柳湾县人民政府"]
    assert second.addressees and words(text, second.addressees) == "各乡镇人民政府，县水利局"


def test_a_title_that_the_page_prints_above_its_fields_is_no_document_of_its_own() -> None:
    text = f"""柳湾县人民政府关于整修渡口的通知
成文日期：2093年4月6日
柳政发〔2093〕3号
柳湾县人民政府关于整修渡口的通知
各乡镇人民政府：
{PROSE}
{SIGNED}"""
    (document,) = documents(text)
    assert document.number == "柳政发〔2093〕3号"
    assert document.addressees is not None


def test_a_forwarded_notice_is_a_document_of_its_own() -> None:
    text = f"""柳湾县人民政府办公室转发澄江市人民政府办公室关于整修渡口工作的通知
各乡镇人民政府：
现转发给你们。
{SIGNED}
澄江市人民政府办公室关于整修渡口工作的通知
澄政办发〔2093〕8号
各县（区）人民政府：
{PROSE}
澄江市人民政府办公室
2093年3月2日"""
    first, second = documents(text)
    assert (first.promulgates, second.part_of, second.number) == (("D2",), "D1", "澄政办发〔2093〕8号")


def test_a_table_of_contents_is_no_text() -> None:
    text = f"""柳湾县渡口应急预案
目　录
1　总则………1
2　处置………3

1　总则
1.1　目的
{PROSE}
1.2　范围
{PROSE}
2　处置
2.1　报告
{PROSE}"""
    (document,) = documents(text)
    assert sections(document) == ["1", "1/1.1", "1/1.2", "2", "2/2.1"]


def test_a_list_of_attachments_opens_no_document() -> None:
    text = f"""柳湾县人民政府关于整修渡口的通知
各乡镇人民政府：
{PROSE}
附件：1.渡口整修方案
2.渡口值守规定
{SIGNED}"""
    assert len(documents(text)) == 1


def test_a_work_that_the_text_names_opens_no_document() -> None:
    text = f"""柳湾县人民政府关于整修渡口的通知
各乡镇人民政府：
{PROSE}
各地要执行《柳湾县渡船管理办法》，
{PROSE}
{SIGNED}"""
    assert len(documents(text)) == 1
