"""Lists of bodies: where one name ends and the next begins."""

from __future__ import annotations

import pytest

from kg.extract.bodies import is_body, names_in
from tests.extract.texts import passage

LISTS = [
    pytest.param("县水利局", ["县水利局"], id="one"),
    pytest.param("县水利局、县公安局、县应急局", ["县水利局", "县公安局", "县应急局"], id="the comma of lists"),
    pytest.param("县水利局，县公安局,县应急局", ["县水利局", "县公安局", "县应急局"], id="other commas"),
    pytest.param("县水利局；县公安局/县应急局", ["县水利局", "县公安局", "县应急局"], id="semicolon and stroke"),
    pytest.param("县水利局和县公安局", ["县水利局", "县公安局"], id="和 between two bodies"),
    pytest.param("县水利局及县公安局以及县应急局", ["县水利局", "县公安局", "县应急局"], id="及 and 以及"),
    pytest.param("县发展和改革局", ["县发展和改革局"], id="和 within a name"),
    pytest.param("县卫生健康和体育局、县住房和城乡建设局", ["县卫生健康和体育局", "县住房和城乡建设局"], id="和 within two names"),
    pytest.param("县政务服务和数据局和县水利局", ["县政务服务和数据局", "县水利局"], id="和 within and between"),
    pytest.param("县委宣传部（县政府新闻办）、县水利局", ["县委宣传部（县政府新闻办）", "县水利局"], id="brackets in a name"),
    pytest.param("县委办公室（县档案局、县保密局），县水利局", ["县委办公室（县档案局、县保密局）", "县水利局"], id="a list within brackets"),
    pytest.param("县水利局等部门（单位）", ["县水利局"], id="the open-ended rest is no body"),
    pytest.param("县水利局、县公安局等有关部门", ["县水利局", "县公安局"], id="the rest, with 有关"),
    pytest.param("县水利局、县公安局等3个部门", ["县水利局", "县公安局"], id="the rest, counted"),
    pytest.param("县水利局等县直有关单位", ["县水利局", "县直有关单位"], id="a collective body behind 等"),
    pytest.param("各乡镇人民政府、街道办事处", ["各乡镇人民政府", "街道办事处"], id="two collective bodies"),
    pytest.param("市直有关部门、单位", ["市直有关部门、单位"], id="departments and units are one body"),
    pytest.param("旗人武部\n保障科、旗法院", ["旗人武部保障科", "旗法院"], id="a unit on a line of its own"),
    pytest.param("县项目建设领导小组办公室（县水利局）", ["县项目建设领导小组办公室"], id="where an office sits is no part of its name"),
    pytest.param("各市、县人民政府", ["各市、县人民政府"], id="divisions that share their noun"),
    pytest.param("各县（市、区）人民政府，市直各部门", ["各县（市、区）人民政府", "市直各部门"], id="divisions in brackets"),
    pytest.param("省政府各厅、委、局", ["省政府各厅、委、局"], id="kinds of bodies that share their owner"),
    pytest.param("县级有关部门（单位）", ["县级有关部门（单位）"], id="departments (units)"),
    pytest.param("县水利局\n县公安局", ["县水利局", "县公安局"], id="one a line"),
    pytest.param("各乡\n镇人民政府", ["各乡镇人民政府"], id="a name broken over lines"),
    pytest.param("县人力资源和\n社会保障局、县水利局", ["县人力资源和社会保障局", "县水利局"], id="a name broken behind 和"),
    pytest.param("由县水利局、县公安局", ["县水利局", "县公安局"], id="由 before the first"),
    pytest.param("县水利局、县公安局按职责分工", ["县水利局", "县公安局"], id="words of sharing behind the last"),
    pytest.param("县水利局。", ["县水利局"], id="a full stop"),
    pytest.param("国网柳湾供电公司、柳湾水务集团有限公司", ["国网柳湾供电公司", "柳湾水务集团有限公司"], id="companies"),
    pytest.param("县人民法院、县人民检察院、团县委、县妇联", ["县人民法院", "县人民检察院", "团县委", "县妇联"], id="courts and mass organisations"),
    pytest.param("无", [], id="none"),
    pytest.param("——", [], id="a stroke"),
    pytest.param("/", [], id="a slash"),
    pytest.param("", [], id="nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_lists(text: str, names: list[str]) -> None:
    whole = passage(text)
    assert [whole.text[slice(*name)] for name in names_in(whole)] == names


@pytest.mark.parametrize(
    "name",
    [
        "县水利局", "柳湾县人民政府办公室", "各乡镇人民政府", "市委宣传部（市政府新闻办）", "柳湾河航道管理中心",
        "县渡口整修工作领导小组", "县公安局交警大队", "团县委", "县残联", "县直有关单位", "柳湾镇", "省高级人民法院",
        "县防汛抗旱指挥部", "县级有关部门（单位）", "县纪委监委", "柳湾水务集团", "县档案馆",
    ],
)  # fmt: skip
def test_bodies(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize(
    "text",
    [
        "政务新媒体", "门户网站", "经营场所", "公示栏平台账号", "渡口", "安全生产", "2093年6月", "全部", "督办", "同单位",
        "局", "排查隐患",
    ],
)  # fmt: skip
def test_no_bodies(text: str) -> None:
    assert not is_body(text)
