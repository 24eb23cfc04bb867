"""Works that a text names, and how it stands to them."""

from __future__ import annotations

import pytest

from kg.extract.citations import find_citations, short_names
from kg.model import Citation
from tests.extract.texts import passage


def cited(text: str, own: tuple[str, ...] = ()) -> list[Citation]:
    return find_citations("D1", [("一", passage(text))], own)


def shown(citation: Citation) -> str:
    parts = (citation.relation, citation.title, citation.number, citation.article)
    return " | ".join(part for part in parts if part)


WORKS = [
    pytest.param("根据《云泽省渡口管理条例》，制定本方案。", ["basis | 云泽省渡口管理条例"], id="a title"),
    pytest.param(
        "根据《云泽省渡口整修方案》（云政发〔2093〕3号），制定本方案。",
        ["basis | 云泽省渡口整修方案 | 云政发〔2093〕3号"],
        id="a title with its number",
    ),
    pytest.param("根据云政办发〔2093〕8号文件精神，制定本方案。", ["basis | 云政办发〔2093〕8号"], id="a number alone"),
    pytest.param("贯彻落实中共中央、国务院印发的《渡口安全纲要》。", ["implements | 渡口安全纲要"], id="by whom it is"),
    pytest.param("严格执行新修订的《云泽省渡口管理条例》。", ["implements | 云泽省渡口管理条例"], id="since when it is"),
    pytest.param("落实柳政发[2093]12号要求。", ["implements | 柳政发[2093]12号"], id="a number in square brackets"),
    pytest.param(
        "执行《云泽省人民政府令》（云泽省人民政府令第12号）。",
        ["implements | 云泽省人民政府令 | 云泽省人民政府令第12号"],
        id="an order's number",
    ),
    pytest.param(
        "按照《关于印发〈云泽省渡口整修方案〉的通知》要求抓好落实。",
        ["basis | 关于印发〈云泽省渡口整修方案〉的通知"],
        id="a title within a title",
    ),
    pytest.param(
        "按照《关于转发《云泽省渡口整修方案》的通知》要求抓好落实。",
        ["basis | 关于转发《云泽省渡口整修方案》的通知"],
        id="a title within a title, in the same brackets",
    ),
    pytest.param("依照《云泽省渡口管理条例》第二十条处理。", ["basis | 云泽省渡口管理条例 | 第二十条"], id="an article"),
    pytest.param(
        "依照《云泽省渡口管理条例》第二十条第二款处理。",
        ["basis | 云泽省渡口管理条例 | 第二十条第二款"],
        id="an article and its paragraph",
    ),
    pytest.param(
        "依照《云泽省渡口管理条例》（云政发〔2093〕3号）第五条处理。",
        ["basis | 云泽省渡口管理条例 | 云政发〔2093〕3号 | 第五条"],
        id="an article behind the number",
    ),
    pytest.param(
        "根据《云泽省渡口管理条例》《云泽省渡船管理办法》，制定本方案。",
        ["basis | 云泽省渡口管理条例", "basis | 云泽省渡船管理办法"],
        id="two works share one verb",
    ),
    pytest.param(
        "根据《云泽省渡口管理条例》（云政发〔2093〕3号）、《云泽省渡船管理办法》和云政办发〔2093〕8号，制定本方案。",
        [
            "basis | 云泽省渡口管理条例 | 云政发〔2093〕3号",
            "basis | 云泽省渡船管理办法",
            "basis | 云政办发〔2093〕8号",
        ],
        id="three works share one verb",
    ),
    pytest.param(
        "根据国务院办公厅关于做好渡口整修工作的通知（国办发〔2093〕2号），制定本方案。",
        ["basis | 国务院办公厅关于做好渡口整修工作的通知 | 国办发〔2093〕2号"],
        id="a title without 《》 before its number",
    ),
    pytest.param("执行<<云泽省渡船管理办法>>。", ["implements | 云泽省渡船管理办法"], id="angles for 《》"),
    pytest.param(
        "根据《云泽省渡口管理条例》，制定本方案。要宣传《云泽省渡口管理条例》。",
        ["basis | 云泽省渡口管理条例"],
        id="named twice: once, with the relation that says more",
    ),
    pytest.param(
        "宣传《云泽省渡口管理条例》。县水利局要执行《云泽省渡口管理条例》。",
        ["implements | 云泽省渡口管理条例"],
        id="a mention first, then more",
    ),
    pytest.param(
        "落实《云泽省渡口整修方案》。依照《云泽省渡口整修方案》（云政发〔2093〕3号）检查。",
        ["implements | 云泽省渡口整修方案 | 云政发〔2093〕3号"],
        id="the number follows later",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORKS)
def test_works(text: str, expected: list[str]) -> None:
    assert [shown(citation) for citation in cited(text)] == expected


RELATIONS = [
    ("根据《渡口条例》", "basis", "根据"),
    ("依据《渡口条例》", "basis", "依据"),
    ("依照《渡口条例》", "basis", "依照"),
    ("按照《渡口条例》要求", "basis", "按照"),
    ("参照《渡口条例》", "basis", "参照"),
    ("贯彻落实《渡口条例》", "implements", "贯彻落实"),
    ("认真贯彻《渡口条例》", "implements", "认真贯彻"),
    ("全面落实《渡口条例》", "implements", "全面落实"),
    ("执行《渡口条例》", "implements", "执行"),
    ("对照《渡口条例》逐项自查", "implements", "对照"),
    ("宣传《渡口条例》", "mentions", "宣传"),
    ("公开修订后的《渡口条例》", "mentions", "修订"),
    ("制定《渡口条例》实施细则", "mentions", "制定"),
    ("废止《渡口条例》", "mentions", "废止"),
    ("《渡口条例》共三十条", "mentions", None),
    ("《渡口条例》未完成事项一并抓好落实", "implements", "未完成事项一并抓好落实"),
    ("落实责任，宣传《渡口条例》", "mentions", "宣传"),
]


@pytest.mark.parametrize(("text", "relation", "cue"), [pytest.param(*c, id=c[0]) for c in RELATIONS])
def test_relations(text: str, relation: str, cue: str | None) -> None:
    (citation,) = cited(f"{text}。")
    assert (citation.relation, citation.cue) == (relation, cue)


NO_WORKS = [
    pytest.param("填写《渡口登记表》。", id="a form"),
    pytest.param("核发《渡船检验证书》。", id="a certificate"),
    pytest.param("与船工签订《渡运安全承诺书》。", id="a pledge"),
    pytest.param("在《柳湾日报》刊登公告。", id="a newspaper"),
    pytest.param("渡口共32号船位。", id="a number of another kind"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("text", NO_WORKS)
def test_what_is_no_work(text: str) -> None:
    assert cited(text) == []


def test_the_files_own_titles_are_none() -> None:
    own = ("柳湾县渡口整修方案", "柳湾县人民政府关于印发《柳湾县渡口整修方案》的通知")
    assert cited("现将《柳湾县渡口整修方案》印发给你们。", own) == []


def test_short_names_are_none() -> None:
    text = "根据《云泽省渡口管理条例》（以下简称《条例》），制定本方案。依照《条例》第五条处理。"
    assert short_names(text) == ["条例"]
    assert [citation.title for citation in cited(text, tuple(short_names(text)))] == ["云泽省渡口管理条例"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("《云泽省渡口管理条例》（以下简称《条例》）", ["条例"], id="in 《》"),
        pytest.param("《云泽省渡口整修方案》（下称“方案”）", ["方案"], id="in quotation marks"),
        pytest.param("《云泽省渡口整修方案》（以下统称：方案）", ["方案"], id="bare"),
        pytest.param("县水利局（负责排查）", [], id="another note"),
    ],
)
def test_short_names(text: str, names: list[str]) -> None:
    assert short_names(text) == names


def test_a_number_and_the_short_name_in_one_bracket() -> None:
    (citation,) = cited("按照《云泽省渡口整修方案》（云政发〔2093〕3号，以下简称《方案》）要求。", ("方案",))
    assert shown(citation) == "basis | 云泽省渡口整修方案 | 云政发〔2093〕3号"


def test_each_document_and_section_has_its_own() -> None:
    first = passage("根据《云泽省渡口管理条例》，制定本方案。")
    later = passage("执行《云泽省渡船管理办法》。")
    found = find_citations("D2", [("", first), ("二/（三）", later)], ())
    assert [(c.document, c.section, c.title) for c in found] == [
        ("D2", "", "云泽省渡口管理条例"),
        ("D2", "二/（三）", "云泽省渡船管理办法"),
    ]


def test_places() -> None:
    text = "根据《云泽省渡口\n整修方案》（云政发〔2093〕3号），制定本方案。"
    (citation,) = cited(text)
    assert citation.title == "云泽省渡口整修方案"
    assert text[citation.span.start : citation.span.end] == "《云泽省渡口\n整修方案》（云政发〔2093〕3号）"
