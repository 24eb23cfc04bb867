"""Bodies that running text names as acting, and words that look like them."""

from __future__ import annotations

import pytest

from kg.extract.acting import find_acting
from tests.extract.texts import passage, roles

ACTING = [
    pytest.param("县水利局按照上级部署做好渡口排查。", ["负责 县水利局"], id="at the head of a sentence"),
    pytest.param("县水利局要逐处排查渡口。", ["负责 县水利局"], id="with 要"),
    pytest.param("县水利局负责渡口排查。", ["负责 县水利局"], id="with a verb of responsibility"),
    pytest.param("县水利局牵头开展渡口排查。", ["牵头 县水利局"], id="leading"),
    pytest.param("县水利局、县公安局要加强协作。", ["负责 县水利局", "负责 县公安局"], id="two"),
    pytest.param("县水利局会同县公安局开展渡口排查。", ["负责 县水利局", "配合 县公安局"], id="with a partner"),
    pytest.param("渡口排查由县水利局负责。", ["负责 县水利局"], id="behind 由"),
    pytest.param("渡口排查由县水利局牵头，县公安局配合做好秩序维护。", ["牵头 县水利局", "配合 县公安局"], id="behind 由, and one that helps"),
    pytest.param("遇有大雾，县水利局要停渡。", ["负责 县水利局"], id="at the head of a clause"),
    pytest.param("各乡镇人民政府要落实值守。", ["负责 各乡镇人民政府"], id="a collective body"),
    pytest.param("各级各部门要抓好落实。", ["负责 各级各部门"], id="all departments of all levels"),
    pytest.param("县政府督查室对各乡镇落实情况开展督查。", ["监督 县政府督查室"], id="supervising others"),
    pytest.param("县水利局加强对各乡镇渡口管理工作的指导。", ["监督 县水利局"], id="guiding others"),
    pytest.param("县水利局督促各乡镇整改。", ["监督 县水利局"], id="urging others"),
    pytest.param("县审计局对资金使用情况进行审计监督。", ["监督 县审计局"], id="auditing others"),
    pytest.param("县水利局公布时刻；县公安局维护秩序。", ["负责 县水利局", "负责 县公安局"], id="two clauses, two bodies"),
    pytest.param("一是县水利局要逐处排查。", ["负责 县水利局"], id="behind 一是"),
    pytest.param("保密行政管理部门负责审查。", ["负责 保密行政管理部门"], id="a body named by what it does"),
    pytest.param("县水利局于每月5日前报送台账。", ["负责 县水利局"], id="before a time"),
    pytest.param("汛期前县水利局要排查渡口。", ["负责 县水利局"], id="behind a time"),
    pytest.param("柳湾县应急管理局要值守。", ["负责 柳湾县应急管理局"], id="应急 in a name is no verb"),
    pytest.param("柳湾县自然资源局会同县水务局、县商务局组成巡查组。", ["负责 柳湾县自然资源局", "配合 县水务局", "配合 县商务局"], id="自然 in a name is no verb"),
    pytest.param("柳湾渡船有限公司应当每日报告。", ["负责 柳湾渡船有限公司"], id="a company by its legal form"),
    pytest.param("渡口整修工作领导小组办公室每周通报进度。", ["负责 渡口整修工作领导小组办公室"], id="a body for the task"),
    pytest.param("县水利局每年组织1次绩效评价。", ["监督 县水利局"], id="evaluating"),
    pytest.param("县水利局等部门要加强协作。", ["负责 县水利局"], id="with an open-ended rest"),
]  # fmt: skip
NOBODY = [
    pytest.param("推动各部门公开渡口信息。", id="an object"),
    pytest.param("督促县水利局落实责任。", id="the object of an urging"),
    pytest.param("有关部门要加强协作。", id="有关部门 alone"),
    pytest.param("各相关单位要抓好落实。", id="相关单位 alone"),
    pytest.param("县政府门户网站要设置专栏。", id="a website"),
    pytest.param("政务新媒体要及时更新。", id="a medium"),
    pytest.param("建立由县水利局牵头的联席会议制度。", id="a body that a word describes by"),
    pytest.param("成立渡口整修工作领导小组，设在县水利局。", id="a body that is set up"),
    pytest.param("其他成员单位要抓好落实。", id="the other members"),
    pytest.param("县长要亲自抓落实。", id="a person"),
    pytest.param("县水利局局长负责排查。", id="a head of a body"),
    pytest.param("鼓励有条件的乡镇开展试点。", id="a body that is encouraged"),
    pytest.param("加强县水利局队伍建设。", id="a body that something is done to"),
    pytest.param("渡口要设置警示牌。", id="a place"),
    pytest.param("经县水利局同意后停渡。", id="a body that consents"),
    pytest.param("报县水利局备案。", id="a body that is told"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), ACTING)
def test_acting(text: str, expected: list[str]) -> None:
    assert roles(find_acting(passage(text))) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_not_acting(text: str) -> None:
    assert roles(find_acting(passage(text))) == []


def test_the_gazetteer_adds_names() -> None:
    """A name that no pattern tells counts where the gazetteer holds it."""
    text = passage("司渡总局要加强检查，船政署要做好登记。")
    assert roles(find_acting(text, {"司渡总局"})) == ["负责 司渡总局"]
    assert roles(find_acting(text)) == []


def test_a_body_knows_its_place() -> None:
    text = "遇有大雾，县水利局要停渡。"
    (body,) = find_acting(passage(text))
    assert text[body.span.start : body.span.end] == "县水利局"
