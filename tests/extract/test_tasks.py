"""From a whole text to tasks with their bodies and deadlines, through the spaCy pipeline."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from kg.document import read_documents
from kg.extract import make_pipeline, read_facts
from kg.extract.components import Reading
from kg.model import Task
from tests.document.texts import source
from tests.extract.texts import roles

TITLE = "柳湾县2093年渡口整修工作要点\n"


@cache
def pipeline() -> Language:
    return make_pipeline(["司渡总局"])


def read(text: str, nlp: Language | None = None) -> tuple[Doc, Reading]:
    printed = source(text)
    documents, _ = read_documents(printed)
    return read_facts(nlp or pipeline(), printed, documents)


def tasks(text: str) -> list[Task]:
    return read(TITLE + text)[1].tasks


def test_an_article_is_a_task() -> None:
    (task,) = tasks("一、渡口\n（一）排查隐患。逐处排查渡口，6月底前建立台账。（县水利局牵头，县公安局配合）")
    assert (task.key, task.section, task.heading, task.kind) == ("T1", "一/（一）", "排查隐患", "article")
    assert task.text == "逐处排查渡口，6月底前建立台账。"
    assert roles(task.assignments) == ["牵头 县水利局", "配合 县公安局"]
    assert [deadline.value for deadline in task.deadlines] == ["2093-06-30"]


def test_a_note_on_a_line_of_its_own() -> None:
    (task,) = tasks("一、排查隐患\n逐处排查渡口，建立台账。\n责任单位：县水利局；完成时限：2093年6月底")
    assert task.text == "逐处排查渡口，建立台账。"
    assert roles(task.assignments) == ["负责 县水利局"]
    assert [(d.kind, d.value) for d in task.deadlines] == [("by", "2093-06-30")]


def test_a_heading_that_is_all_the_text() -> None:
    (task,) = tasks("一、逐处排查渡口并建立台账")
    assert (task.heading, task.text) == (None, "逐处排查渡口并建立台账")


def test_note_and_running_text_agree() -> None:
    """A body that the note names is not named once more by the text."""
    (task,) = tasks("一、排查隐患\n县水利局要逐处排查渡口。（县水利局牵头，县公安局配合）")
    assert roles(task.assignments) == ["牵头 县水利局", "配合 县公安局"]


def test_the_body_that_heads_a_section_does_what_stands_below() -> None:
    first, second = tasks("一、县水利局\n1.逐处排查渡口。\n2.建立渡口台账，每周更新。（县公安局配合）")
    assert roles(first.assignments) == ["负责 县水利局"]
    assert roles(second.assignments) == ["配合 县公安局", "负责 县水利局"]
    (task,) = tasks("一、县水利局、县公安局：逐处排查渡口。")
    assert roles(task.assignments) == ["负责 县水利局", "负责 县公安局"]


def test_a_counted_body_heads_a_section() -> None:
    (task,) = tasks("一、县水利局（3项）\n1.逐处排查渡口，建立台账。（2093年6月底前完成）")
    assert roles(task.assignments) == ["负责 县水利局"]
    assert task.text == "逐处排查渡口，建立台账"
    assert [d.value for d in task.deadlines] == ["2093-06-30"]


def test_what_is_made_is_no_body() -> None:
    (task,) = tasks("一、建设县级渡运服务中心。建成并投入使用。")
    assert task.assignments == ()


def test_a_time_heads_what_stands_below() -> None:
    found = tasks("（一）7月底前\n1.逐处排查渡口。\n2.10月：县水利局建立渡口台账。")
    assert [d.value for task in found for d in task.deadlines] == ["2093-07-31", "2093-10"]
    found = tasks("一、按月安排\n一月\n1.逐处排查渡口。\n三月\n2.建立渡口台账。")
    assert [d.value for task in found for d in task.deadlines] == ["2093-01", "2093-03"]


def test_a_heading_above_a_table_is_no_task() -> None:
    found = tasks(
        "一、任务分解\n序号|工作任务|责任单位\n1|排查渡口隐患并整改|县水利局\n2|更新渡船救生设备|县公安局"
    )
    assert [task.kind for task in found] == ["table_row", "table_row"]


@pytest.mark.parametrize(
    "heading",
    ["总体要求", "指导思想", "基本原则", "工作目标", "行动目标", "总体目标和基本原则", "适用范围", "附则"],
)
def test_introductions_set_no_task(heading: str) -> None:
    found = tasks(f"一、{heading}\n渡口安全明显改善。\n二、排查隐患\n县水利局逐处排查渡口。")
    assert [task.section for task in found] == ["二"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第一条　为了保障渡运安全，结合本县实际，制定本办法。", id="purpose"),
        pytest.param("第一条　本办法所称渡口，是指河渡两岸的候船场所。", id="definition"),
        pytest.param("第一条　本办法自2093年6月1日起施行。", id="coming into force"),
    ],
)
def test_articles_that_lay_down_no_duty(text: str) -> None:
    assert tasks(text) == []


def test_what_a_section_with_parts_says_is_no_task() -> None:
    found = tasks(
        "一、渡口\n渡口安全是头等大事。\n（一）排查\n县水利局逐处排查渡口。\n（二）整修\n县水利局限期整修。"
    )
    assert [task.section for task in found] == ["一/（一）", "一/（二）"]


def test_points_of_one_duty_are_one_task() -> None:
    """Where only the last point bears the note of responsibility, the points belong together."""
    text = "一、渡口\n（一）排查隐患\n1.查照明。\n2.查通道。\n3.查标识。\n（县水利局负责）\n（二）整修\n限期整修。（县水利局负责）"
    assert [task.section for task in tasks(text)] == ["一/（一）", "一/（二）"]


RULE = "一、排查隐患\n县水利局逐处排查渡口。（以下均需各乡镇人民政府负责，不再列出）\n二、更新渡船\n按批更新。（县交通运输局牵头）\n三、培训船工\n各乡镇人民政府配合培训。"


def test_a_rule_for_all_later_tasks() -> None:
    first, second, third = tasks(RULE)
    assert "各乡镇人民政府" not in {a.name for a in first.assignments}
    assert [(a.name, a.role, a.inherited) for a in second.assignments] == [
        ("县交通运输局", "lead", False),
        ("各乡镇人民政府", "responsible", True),
    ]
    assert [(a.name, a.inherited) for a in third.assignments] == [("各乡镇人民政府", False)]


def test_a_rule_points_to_where_it_stands() -> None:
    doc, reading = read(TITLE + RULE)
    inherited = [a for task in reading.tasks for a in task.assignments if a.inherited]
    assert {doc.text[a.span.start : a.span.end] for a in inherited} == {"各乡镇人民政府"}
    assert all(a.span.end < doc.text.index("更新渡船") for a in inherited)


def test_a_rule_in_the_introduction() -> None:
    found = tasks("以下任务均需各乡镇人民政府配合，不再列出。\n一、排查隐患\n县水利局逐处排查渡口。")
    assert roles(found[0].assignments) == ["负责 县水利局", "配合 各乡镇人民政府"]


def test_rows_come_after_articles() -> None:
    found = tasks(
        "一、排查隐患\n县水利局逐处排查渡口。\n附件\n任务清单\n"
        "序号|工作任务|责任单位|完成时限\n1|更换候船亭照明并逐处验收|县水利局|6月底前\n2|公布渡船时刻和票价|县交通运输局|长期坚持"
    )
    assert [(task.key, task.kind, task.section) for task in found] == [
        ("T1", "article", "一"),
        ("T2", "table_row", "附件/1"),
        ("T3", "table_row", "附件/2"),
    ]
    assert roles(found[1].assignments) == ["负责 县水利局"]
    assert [d.value for d in found[1].deadlines] == ["2093-06-30"]
    assert [d.kind for d in found[2].deadlines] == ["ongoing"]


def test_the_plans_year_comes_from_the_title() -> None:
    text = "柳湾县人民政府办公室关于印发《柳湾县2094年渡口工作要点》的通知\n各乡镇人民政府：\n现印发给你们。\n柳湾县人民政府办公室\n2093年12月20日\n柳湾县2094年渡口工作要点\n一、排查\n县水利局6月底前排查完毕。"
    _, reading = read(text)
    assert [d.value for task in reading.tasks for d in task.deadlines] == ["2094-06-30"]


def test_else_from_the_day_of_signing() -> None:
    _, reading = read("柳湾县渡口整修方案\n一、排查\n县水利局6月底前排查完毕。\n柳湾县人民政府\n2095年1月4日")
    assert [d.value for task in reading.tasks for d in task.deadlines] == ["2095-06-30"]


def test_parties() -> None:
    _, reading = read(
        "关于整修渡口的通知\n各乡镇人民政府，县水利局：\n请抓好落实，及时报告。\n柳湾县水利局  柳湾县公安局\n2093年4月6日\n抄送：县委办公室，县人大常委会办公室。"
    )
    assert [(p.role, p.name) for p in reading.parties] == [
        ("issuer", "柳湾县水利局"),
        ("issuer", "柳湾县公安局"),
        ("addressee", "各乡镇人民政府"),
        ("addressee", "县水利局"),
        ("copied_to", "县委办公室"),
        ("copied_to", "县人大常委会办公室"),
    ]


def test_what_is_found_is_marked_on_the_doc() -> None:
    doc, reading = read(TITLE + "一、排查\n根据《云泽省渡口条例》，县水利局6月底前排查完毕。")
    assert [(span.text, span.label_) for span in doc.spans["citations"]] == [("《云泽省渡口条例》", "basis")]
    assert [(span.text, span.label_) for span in doc.spans["agencies"]] == [("县水利局", "responsible")]
    assert [(span.text, span.kb_id_) for span in doc.spans["deadlines"]] == [("6月底前", "2093-06-30")]
    assert len(doc.spans["tasks"]) == sum(len(task.spans) for task in reading.tasks) == 1


def test_names_of_the_gazetteer_act() -> None:
    found = tasks("一、排查\n司渡总局要加强检查。\n二、登记\n船政署要做好登记。")
    assert [roles(task.assignments) for task in found] == [["负责 司渡总局"], []]


@Language.component("mark_offices_of_ships")
def mark_offices_of_ships(doc: Doc) -> Doc:
    """A user's own component: 船政署 and its like are bodies."""
    marked = list(doc.spans["gazetteer"]) if "gazetteer" in doc.spans else []
    at = doc.text.find("船政署")
    while at >= 0:
        marked.append(doc.char_span(at, at + 3, label="BODY"))
        at = doc.text.find("船政署", at + 3)
    doc.spans["gazetteer"] = SpanGroup(doc, name="gazetteer", spans=marked)
    return doc


def test_a_component_of_the_users_own() -> None:
    """What it marks in the span group ``gazetteer`` counts as a body, beside the pipeline's own names."""
    nlp = make_pipeline(["司渡总局"])
    nlp.add_pipe("mark_offices_of_ships", before="gongwen_tasks")
    _, reading = read(TITLE + "一、排查\n司渡总局要加强检查。\n二、登记\n船政署要做好登记。", nlp)
    assert [roles(task.assignments) for task in reading.tasks] == [["负责 司渡总局"], ["负责 船政署"]]
