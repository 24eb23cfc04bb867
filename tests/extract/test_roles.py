"""Responsibility in notes, labelled lines and cells."""

from __future__ import annotations

import pytest

from kg.extract.roles import find_notes, find_rule, read_cell
from kg.model import Role
from tests.extract.texts import passage, roles

NOTES = [
    pytest.param("（县水利局牵头，县公安局、县应急局配合）", ["牵头 县水利局", "配合 县公安局", "配合 县应急局"], id="lead and cooperate"),
    pytest.param("（县水利局、县公安局按职责分工负责）", ["负责 县水利局", "负责 县公安局"], id="each by its duties"),
    pytest.param("（县水利局、县公安局分别负责）", ["负责 县水利局", "负责 县公安局"], id="each its own part"),
    pytest.param("（县水利局、县公安局牵头，各乡镇人民政府负责）", ["牵头 县水利局", "牵头 县公安局", "负责 各乡镇人民政府"], id="two leads"),
    pytest.param("（县水利局会同县公安局负责）", ["配合 县公安局", "负责 县水利局"], id="together with another"),
    pytest.param("（县水利局负责，县应急局指导）", ["负责 县水利局", "监督 县应急局"], id="guidance is supervision"),
    pytest.param("（县水利局负责，县纪委监委监督）", ["负责 县水利局", "监督 县纪委监委"], id="supervision"),
    pytest.param("（县水利局牵头，县公安局参与，县残联协助）", ["牵头 县水利局", "配合 县公安局", "配合 县残联"], id="taking part and helping"),
    pytest.param("（牵头单位：县水利局；责任单位：县公安局、各乡镇人民政府）", ["牵头 县水利局", "负责 县公安局", "负责 各乡镇人民政府"], id="labels"),
    pytest.param("（责任单位：县水利局，配合单位：县公安局）", ["负责 县水利局", "配合 县公安局"], id="labels parted by a comma"),
    pytest.param("【责任单位：县水利局、县公安局】", ["负责 县水利局", "负责 县公安局"], id="black brackets"),
    pytest.param("[牵头部门：县水利局 责任部门：县公安局]", ["牵头 县水利局", "负责 县公安局"], id="square brackets, labels side by side"),
    pytest.param("(县水利局牵头，县公安局配合)", ["牵头 县水利局", "配合 县公安局"], id="brackets of half width"),
    pytest.param("（县水利局、县公安局）", ["负责 县水利局", "负责 县公安局"], id="bodies and nothing else"),
    pytest.param("（县委宣传部（县政府新闻办）牵头，县水利局配合）", ["牵头 县委宣传部（县政府新闻办）", "配合 县水利局"], id="brackets within the note"),
    pytest.param("（县水利局牵头，县水利局、县公安局负责）", ["牵头 县水利局", "负责 县水利局", "负责 县公安局"], id="one body in two roles"),
    pytest.param("（县水利局等部门按职责分工负责）", ["负责 县水利局"], id="the open-ended rest is none"),
    pytest.param("（县水利局牵头，县公安局配合，6月底前完成）", ["牵头 县水利局", "配合 县公安局"], id="a deadline beside them"),
    pytest.param("牵头单位：县水利局；责任单位：县公安局。", ["牵头 县水利局", "负责 县公安局"], id="labels behind the text, no brackets"),
    pytest.param("牵头：县水利局，责任单位：县公安局，监督科室：法规科", ["牵头 县水利局", "负责 县公安局", "监督 法规科"], id="short labels"),
    pytest.param("主办：县水利局；协办：县公安局；备注：经费由县财政局列支", ["牵头 县水利局", "配合 县公安局"], id="host, help and a remark"),
    pytest.param("（县水利局会同有关部门负责）", ["负责 县水利局"], id="together with whomever"),
    pytest.param("责任单位:县水利局、县公安局", ["负责 县水利局", "负责 县公安局"], id="a colon of half width"),
    pytest.param("主办单位：县水利局；协办单位：县公安局", ["牵头 县水利局", "配合 县公安局"], id="host and help"),
    pytest.param("责任单位：县水利局；责任人：柳一舟；完成时限：6月底前", ["负责 县水利局"], id="a person is no body"),
    pytest.param("（县水利局（牵头）、县公安局（配合单位）、县应急局）", ["牵头 县水利局", "配合 县公安局", "负责 县应急局"], id="a note to each name"),
    pytest.param("（县水利局牵头，县公安局配合；完成时限：6月底前）", ["牵头 县水利局", "配合 县公安局"], id="verbs, then a label"),
    pytest.param("（县水利局牵头、县公安局、县应急局按职责分工负责", ["牵头 县水利局", "负责 县公安局", "负责 县应急局"], id="never closed"),
    pytest.param("（县水利局负责指导督促）", ["监督 县水利局"], id="urging is supervision"),
    pytest.param("（不少于3处）", [], id="another note"),
    pytest.param("（含柳湾渡、石桥渡）", [], id="places"),
    pytest.param("（以下简称《办法》）", [], id="a short name"),
    pytest.param("（柳政办发〔2093〕8号）", [], id="a number"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_notes(note: str, expected: list[str]) -> None:
    found = find_notes(passage(f"逐处排查渡口，建立台账。{note}"))
    assert [role for n in found for role in roles(n.assignments)] == expected


def test_a_note_knows_its_place() -> None:
    text = "逐处排查渡口。（县水利局牵头）每周更新台账。"
    (note,) = find_notes(passage(text))
    assert text[note.start : note.end] == "（县水利局牵头）"
    (assignment,) = note.assignments
    assert text[assignment.span.start : assignment.span.end] == "县水利局"


def test_several_notes() -> None:
    found = find_notes(passage("排查渡口（县水利局负责）；更新渡船（县交通运输局负责）。"))
    assert [roles(note.assignments) for note in found] == [["负责 县水利局"], ["负责 县交通运输局"]]


def test_a_label_announces_a_deadline() -> None:
    (note,) = find_notes(passage("排查渡口。责任单位：县水利局；完成时限：2093年6月"))
    assert [part.text for part in note.stated] == ["2093年6月"]


@pytest.mark.parametrize(
    ("note", "times"),
    [
        pytest.param("（2093年6月底前完成）", ["2093年6月底前完成"], id="a day and nothing else"),
        pytest.param("（长期坚持）", ["长期坚持"], id="without a day"),
        pytest.param("（6月底前完成；配合单位：县公安局）", ["6月底前完成"], id="before a label"),
        pytest.param("（县水利局负责，持续推进）", ["持续推进"], id="behind bodies"),
        pytest.param("（2093—2095年）", [], id="a plan's years"),
    ],
)
def test_a_note_may_be_a_deadline(note: str, times: list[str]) -> None:
    found = find_notes(passage(f"逐处排查渡口，建立台账。{note}"))
    assert [part.text for n in found for part in n.stated] == times


CELLS: list[object] = [
    pytest.param("县水利局、县公安局", "lead", ["牵头 县水利局", "牵头 县公安局"], id="the column's role"),
    pytest.param("县水利局\n县公安局", "responsible", ["负责 县水利局", "负责 县公安局"], id="one a line"),
    pytest.param("县水利局牵头，县公安局配合", "responsible", ["牵头 县水利局", "配合 县公安局"], id="verbs overrule the column"),
    pytest.param("牵头单位：县水利局\n配合单位：县公安局", "responsible", ["牵头 县水利局", "配合 县公安局"], id="labels overrule the column"),
    pytest.param("县水利局牵头，县公安局、县应急局", "responsible", ["牵头 县水利局", "负责 县公安局", "负责 县应急局"], id="a verb for the first alone"),
    pytest.param("县水利局等部门", "cooperate", ["配合 县水利局"], id="the rest is none"),
    pytest.param("各乡镇（街道）", "responsible", ["负责 各乡镇（街道）"], id="a collective body"),
    pytest.param("县市场监督管理局", "responsible", ["负责 县市场监督管理局"], id="监督 in a name is no verb"),
    pytest.param("县委实施渡口整修战略领导小组办公室", "lead", ["牵头 县委实施渡口整修战略领导小组办公室"], id="实施 in a name is no verb"),
    pytest.param("县政府督查室、县委督查室", "supervise", ["监督 县政府督查室", "监督 县委督查室"], id="督查 in a name is no verb"),
    pytest.param("县行政审批局", "responsible", ["负责 县行政审批局"], id="审批 in a name"),
    pytest.param("/", "responsible", [], id="none"),
    pytest.param("", "lead", [], id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "role", "expected"), CELLS)
def test_cells(cell: str, role: Role, expected: list[str]) -> None:
    assert roles(read_cell(passage(cell), role)) == expected


RULES = [
    pytest.param("以下任务均需各乡镇人民政府负责，不再列出。", ["负责 各乡镇人民政府"], id="not listed again"),
    pytest.param("以下各项均由县水利局牵头，不再一一列出。", ["牵头 县水利局"], id="led by one"),
    pytest.param("下列任务均须县财政局、县审计局配合，不再重复列出。", ["配合 县财政局", "配合 县审计局"], id="two help"),
    pytest.param("以下由县水利局负责落实，不另注明。", ["负责 县水利局"], id="由 without 均"),
    pytest.param("以下任务均需各乡镇人民政府抓好落实，不再逐一列出。", ["负责 各乡镇人民政府"], id="carried out by all"),
    pytest.param("各乡镇人民政府负责排查渡口。", [], id="no rule for others"),
    pytest.param("以下是排查的要求。", [], id="以下 alone"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_rules_for_later_tasks(text: str, expected: list[str]) -> None:
    assert roles(find_rule(passage(text))) == expected


def test_the_same_below() -> None:
    """（…各乡镇人民政府，下同）: the last body named holds for what follows."""
    (note,) = find_notes(passage("排查渡口。（县水利局牵头，各乡镇人民政府负责，下同）"))
    assert roles(note.assignments) == ["牵头 县水利局", "负责 各乡镇人民政府"]
    assert roles(note.rule) == ["负责 各乡镇人民政府"]
