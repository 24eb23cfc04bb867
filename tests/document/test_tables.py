"""Tables of tasks, however they are printed: one row, one task, merged cells filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from kg.document import read_documents
from kg.model import SourceText
from tests.document.texts import source, words

TITLE = "柳湾县2093年渡口整修任务分工\n"


@dataclass(frozen=True)
class Row:
    """A row as read; bodies as one string a role."""

    text: str
    bodies: str = ""
    deadline: str = ""
    heading: str = ""
    section: str | None = None


def rows(text: SourceText) -> list[Row]:
    found = []
    for row in read_documents(text)[0][-1].rows:
        bodies = " ".join(f"{role}={words(text, *cell)}" for role, cell in row.agencies)
        parts = (words(text, *row.text), bodies, words(text, *row.deadline), words(text, *row.heading))
        found.append(Row(*parts, row.section))
    return found


def check(text: SourceText, expected: Sequence[Row]) -> None:
    found = rows(text)
    for row, want in zip(found, expected, strict=False):
        section = row.section if want.section is not None else None
        assert Row(row.text, row.bodies, row.deadline, row.heading, section) == want
    assert len(found) == len(expected)


LIGHTS = Row("更换候船亭照明并逐处验收", "responsible=县水利局", "6月底前")
TIMES = Row("公布渡船时刻和票价并及时更新", "responsible=县交通运输局", "8月底前")

PRINTED = [
    pytest.param(
        """
        序号|工作任务|责任单位|完成时限
        1|更换候船亭照明并逐处验收|县水利局|6月底前
        2|公布渡船时刻和票价并及时更新|县交通运输局|8月底前
        """,
        [LIGHTS, TIMES],
        id="cells parted by bars",
    ),
    pytest.param(
        """
        |序号|工作任务|责任单位|完成时限|
        |1|更换候船亭照明并逐处验收|县水利局|6月底前|
        |2|公布渡船时刻和票价并及时更新|县交通运输局|8月底前|
        """,
        [LIGHTS, TIMES],
        id="bars at both ends",
    ),
    pytest.param(
        """
        序号\t工作任务\t责任单位\t完成时限
        1\t更换候船亭照明并逐处验收\t县水利局\t6月底前
        2\t公布渡船时刻和票价并及时更新\t县交通运输局\t8月底前
        """,
        [LIGHTS, TIMES],
        id="cells parted by tabs",
    ),
    pytest.param(
        """
        序号    工作任务                          责任单位          完成时限
        1       更换候船亭照明并逐处验收          县水利局          6月底前
        2       公布渡船时刻和票价并及时更新      县交通运输局      8月底前
        """,
        [LIGHTS, TIMES],
        id="cells parted by wide gaps, one below another",
    ),
    pytest.param(
        """
        序号    工作任务    责任单位    完成时限
        1    更换候船亭照明并逐处验收    县水利局    6月底前
        2    公布渡船时刻和票价并及时更新    县交通运输局    8月底前
        """,
        [LIGHTS, TIMES],
        id="cells parted by wide gaps, as they come",
    ),
    pytest.param(
        """
        序号|工作任务|责任单位|完成时限||||
        1|更换候船亭照明并逐处验收|县水利局|6月底前||||
        2|公布渡船时刻和票价并及时更新|县交通运输局|8月底前||||
        """,
        [LIGHTS, TIMES],
        id="padding behind the last column",
    ),
    pytest.param(
        """
        更换候船亭照明并逐处验收，确保夜间安全。|县水利局|6月底前
        公布渡船时刻和票价并及时更新到站牌上。|县交通运输局|8月底前
        组织全县船工安全培训，逐人建立档案。|县人社局|9月底前
        """,
        [
            Row("更换候船亭照明并逐处验收，确保夜间安全。", "responsible=县水利局", "6月底前"),
            Row("公布渡船时刻和票价并及时更新到站牌上。", "responsible=县交通运输局", "8月底前"),
            Row("组织全县船工安全培训，逐人建立档案。", "responsible=县人社局", "9月底前"),
        ],
        id="no head: known by what stands in the columns",
    ),
    pytest.param(
        """
        序号\t工作任务\t责任单位\t完成时限
        1\t更换候船亭照明并
        逐处验收\t县水利局\t6月底前
        2\t公布渡船时刻和票价
        并及时更新\t县交通
        运输局\t8月底前
        """,
        [LIGHTS, TIMES],
        id="rows broken over lines",
    ),
    pytest.param(
        """
        序号\t工作任务\t责任单位\t完成时限
        1\t更换候船亭照明并逐处验收\t县水利局\t6月底前

        序号\t工作任务\t责任单位\t完成时限
        2\t公布渡船时刻和票价并及时更新\t县交通运输局\t8月底前
        """,
        [LIGHTS, TIMES],
        id="the head again on the next page",
    ),
    pytest.param(
        """
        序号\t工作任务\t责任单位\t完成时限
        1\t<p>更换候船亭照明</p><p>并逐处验收</p>\t县水利局\t6月底前
        2\t公布渡船时刻和票价<br>并及时更新\t县交通运输局\t8月底前
        """,
        [LIGHTS, TIMES],
        id="markup that a conversion left",
    ),
    pytest.param(
        """
        序号
        工作任务
        责任单位
        完成时限
        1
        更换候船亭照明
        并逐处验收
        县水利局
        6月底前
        2
        公布渡船时刻和票价并及时更新
        县交通运输局
        8月底前
        """,
        [LIGHTS, TIMES],
        id="a cell a line, one cell broken over two",
    ),
    pytest.param(
        """
        工作任务
        责任单位
        完成时限
        更换候船亭照明并逐处验收
        县水利局
        6月底前
        工作任务
        责任单位
        完成时限
        公布渡船时刻和票价并及时更新
        县交通运输局
        8月底前
        """,
        [LIGHTS, TIMES],
        id="a cell a line, without numbers, the heads again on the next page",
    ),
    pytest.param(
        """
        序号
        工作任务
        责任单位
        完成时限
        1
        更换候船亭照明并逐处验收
        县水利局
        6月底前
        2
        公布渡船时刻和票价并及时更新
        县交通运输局
        8月底前
        三、有关说明
        渡口的名称和位置以县水利局的台账为准，未列入台账的渡口不得开渡。
        """,
        [LIGHTS, TIMES],
        id="a cell a line, up to the next section",
    ),
    pytest.param(
        """
        序号 | 类别 | 工作任务 | 责任单位 | 完成时限 |
        1 | 渡口 | 更换候船亭照明
        并逐处验收 | 县水利局 | 6月底前 |
        公布渡船时刻和票价并及时更新，
        方便沿岸群众过渡出行。 | 县交通运输局 | 8月底前 |
        """,
        [
            replace(LIGHTS, heading="渡口"),
            replace(TIMES, text="公布渡船时刻和票价并及时更新，方便沿岸群众过渡出行。", heading="渡口"),
        ],
        id="rows broken over lines and closed by a bar",
    ),
]


def test_two_columns_of_bodies_a_cell_a_line() -> None:
    """Who leads has one line; a list that breaks off, within a name or between two, goes on."""
    printed = """
        重点任务
        牵头单位
        责任单位
        完成时限
        更换候船亭照明并逐处验收，建立台账。
        县水利局
        县公安局、县自
        然资源和规划局，
        各乡镇人
        民政府
        6月底前开工；年底前完工
        公布渡船时刻和票价并及时更新。
        县交通运输局
        县市场监管局
        8月底前
        说明：1.各乡镇人民政府要抓好落实。
        """
    text = source(TITLE + source(printed).text)
    check(
        text,
        [
            Row(
                "更换候船亭照明并逐处验收，建立台账。",
                "lead=县水利局 responsible=县公安局、县自然资源和规划局，各乡镇人民政府",
                "6月底前开工；年底前完工",
            ),
            Row("公布渡船时刻和票价并及时更新。", "lead=县交通运输局 responsible=县市场监管局", "8月底前"),
        ],
    )


def test_a_numbered_table_drawn_with_spaces_goes_on_where_a_line_has_no_number() -> None:
    printed = (
        "序号   工作任务                  责任单位          完成时限\n"
        "1      更换候船亭照明            县水利局          6月底前完\n"
        "       并逐处验收                                  工\n"
        "2      公布渡船时刻和票价        县交通运输局      8月底前\n"
        "       并及时更新\n"
    )
    check(source(TITLE + printed), [replace(LIGHTS, deadline="6月底前完工"), TIMES])


def test_groups_and_pages_in_a_table_drawn_with_spaces() -> None:
    printed = (
        "序号   工作任务                  责任单位          完成时限\n"
        "       一、渡口\n"
        "1      更换候船亭照明            县水利局          6月底前\n"
        "       并逐处验收\n\n"
        "                          第 2 页\n"
        "柳湾县2093年渡口整修任务分工          柳政办〔2093〕5号\n\n"
        "序号   工作任务                  责任单位          完成时限\n"
        "       二、渡船\n"
        "2      公布渡船时刻和票价        县交通运输局      8月底前\n"
        "       并及时更新\n"
    )
    check(
        source(TITLE + printed),
        [
            replace(LIGHTS, heading="一、渡口", section="一/1"),
            replace(TIMES, heading="二、渡船", section="二/2"),
        ],
    )


def test_heads_of_two_rows_with_a_beginning_and_an_end() -> None:
    printed = """
        序号|工作任务|责任分工||完成时限|
        ||牵头单位|配合单位|起|止
        1|更换候船亭照明并逐处验收|县水利局|县公安局|3月|6月底
        2|公布渡船时刻和票价并及时更新|县交通运输局|县市场监管局|5月|8月底
        """
    check(
        source(TITLE + source(printed).text),
        [
            Row(LIGHTS.text, "lead=县水利局 cooperate=县公安局", "6月底"),
            Row(TIMES.text, "lead=县交通运输局 cooperate=县市场监管局", "8月底"),
        ],
    )


def test_labelled_lines_with_bars_are_notes() -> None:
    check(
        source(
            TITLE
            + "1.排查渡口。\n牵头单位：县水利局 | 完成时间：6月底前\n2.更新渡船。\n牵头单位：县公安局 | 完成时间：8月底前"
        ),
        [],
    )


@pytest.mark.parametrize(
    "separator", ["|", "\t", "    ", "\n"], ids=["bars", "tabs", "spaces", "a cell a line"]
)
def test_tables_of_more_than_a_thousand_rows(separator: str) -> None:
    lines = ["序号|工作任务|责任单位", *(f"{i}|排查第{i}处渡口，建立台账|县水利局" for i in range(1, 2101))]
    found = rows(source(TITLE + "\n".join(lines).replace("|", separator)))
    assert [row.section for row in found] == [str(i) for i in range(1, 2101)]


def test_groups_in_a_table_of_a_cell_a_line() -> None:
    printed = """
        序号
        工作任务
        责任单位
        完成时限
        （一）渡口
        1
        更换候船亭照明并逐处验收
        县水利局（牵头）
        县公安局
        6月底前
        （二）渡船
        2
        公布渡船时刻和票价并及时更新
        县交通运输局
        持续推进
        """
    check(
        source(TITLE + source(printed).text),
        [
            Row(
                "更换候船亭照明并逐处验收",
                "responsible=县水利局（牵头）县公安局",
                "6月底前",
                "（一）渡口",
                "（一）/1",
            ),
            Row(
                "公布渡船时刻和票价并及时更新",
                "responsible=县交通运输局",
                "持续推进",
                "（二）渡船",
                "（二）/2",
            ),
        ],
    )


@pytest.mark.parametrize(("printed", "expected"), PRINTED)
def test_ways_to_print_a_table(printed: str, expected: list[Row]) -> None:
    check(source(TITLE + source(printed).text), expected)


MERGED = [
    pytest.param(
        """
        工作任务|具体举措|责任单位|完成时限
        一、渡口整修|更换候船亭照明并逐处验收；|县水利局|6月底前
        |公布渡船时刻和票价并及时更新；||
        |清理码头杂物并保持通道畅通；||
        二、渡船更新|分批更新木质渡船三十二艘；|县交通运输局|9月底前
        |拆解旧船并注销登记和检验证书；||
        """,
        [
            Row("更换候船亭照明并逐处验收；", "responsible=县水利局", "6月底前", "一、渡口整修"),
            Row("公布渡船时刻和票价并及时更新；", "responsible=县水利局", "6月底前", "一、渡口整修"),
            Row("清理码头杂物并保持通道畅通；", "responsible=县水利局", "6月底前", "一、渡口整修"),
            Row("分批更新木质渡船三十二艘；", "responsible=县交通运输局", "9月底前", "二、渡船更新"),
            Row("拆解旧船并注销登记和检验证书；", "responsible=县交通运输局", "9月底前", "二、渡船更新"),
        ],
        id="printed once for a block: the value above holds, a new block ends it",
    ),
    pytest.param(
        """
        序号|工作任务|责任单位|完成时限
        1|更换候船亭照明并逐处验收，夜间常亮。|县水利局|6月底前
        2|公布渡船时刻和票价并及时更新到站牌。|县交通运输局|
        3|清理码头杂物并保持通道日夜畅通。|县城管局|7月底前
        4|分批更新木质渡船三十二艘并逐艘检验。|县交通运输局|9月底前
        5|组织全县船工安全培训并逐人建档。|县人社局|9月底前
        6|拆解旧船并注销登记和检验证书。|县交通运输局|10月底前
        7|开展渡运应急演练并总结评估。|县应急局|11月底前
        8|编印渡口安全手册发放到每名船工。|县水利局|11月底前
        """,
        [
            Row("更换候船亭照明并逐处验收，夜间常亮。", "responsible=县水利局", "6月底前"),
            Row("公布渡船时刻和票价并及时更新到站牌。", "responsible=县交通运输局", ""),
            Row("清理码头杂物并保持通道日夜畅通。", "responsible=县城管局", "7月底前"),
            Row("分批更新木质渡船三十二艘并逐艘检验。", "responsible=县交通运输局", "9月底前"),
            Row("组织全县船工安全培训并逐人建档。", "responsible=县人社局", "9月底前"),
            Row("拆解旧船并注销登记和检验证书。", "responsible=县交通运输局", "10月底前"),
            Row("开展渡运应急演练并总结评估。", "responsible=县应急局", "11月底前"),
            Row("编印渡口安全手册发放到每名船工。", "responsible=县水利局", "11月底前"),
        ],
        id="printed in every row: an empty cell is really empty",
    ),
    pytest.param(
        """
        工作任务\t具体举措\t责任单位\t完成时限
        一、渡口整修\t更换候船亭照明并逐处验收；\t县水利局\t6月底前
        公布渡船时刻和票价并及时更新；\t县交通运输局\t8月底前
        清理码头杂物并保持通道畅通；\t县城管局\t7月底前
        二、渡船更新\t分批更新木质渡船三十二艘；\t县交通运输局\t9月底前
        拆解旧船并注销登记和检验证书；\t县交通运输局\t10月底前
        """,
        [
            Row("更换候船亭照明并逐处验收；", "responsible=县水利局", "6月底前", "一、渡口整修"),
            Row("公布渡船时刻和票价并及时更新；", "responsible=县交通运输局", "8月底前", "一、渡口整修"),
            Row("清理码头杂物并保持通道畅通；", "responsible=县城管局", "7月底前", "一、渡口整修"),
            Row("分批更新木质渡船三十二艘；", "responsible=县交通运输局", "9月底前", "二、渡船更新"),
            Row("拆解旧船并注销登记和检验证书；", "responsible=县交通运输局", "10月底前", "二、渡船更新"),
        ],
        id="rows slipped to the left where a merged cell is gone",
    ),
    pytest.param(
        """
        序号\t工作任务\t责任单位\t完成时限
        一、渡口整修\t\t\t
        1\t更换候船亭照明并逐处验收\t县水利局\t6月底前
        （二）渡船更新
        2\t公布渡船时刻和票价并及时更新\t县交通运输局\t8月底前
        """,
        [
            Row("更换候船亭照明并逐处验收", "responsible=县水利局", "6月底前", "一、渡口整修", "一/1"),
            Row(
                "公布渡船时刻和票价并及时更新",
                "responsible=县交通运输局",
                "8月底前",
                "（二）渡船更新",
                "（二）/2",
            ),
        ],
        id="headings between rows, with the tabs of empty cells and without",
    ),
    pytest.param(
        """
        工作任务|责任单位|完成时限
        1.更换候船亭照明并逐处验收。2091年建成的除外。|县水利局|6月底前
        2.公布渡船时刻和票价，||
        并及时更新到站牌。||
        3.清理码头杂物并保持通道日夜畅通。|县城管局|7月底前
        """,
        [
            Row("更换候船亭照明并逐处验收。2091年建成的除外。", "responsible=县水利局", "6月底前", "", "1"),
            Row("公布渡船时刻和票价，并及时更新到站牌。", "responsible=县水利局", "6月底前", "", "2"),
            Row("清理码头杂物并保持通道日夜畅通。", "responsible=县城管局", "7月底前", "", "3"),
        ],
        id="numbered duties: what carries no number goes on with the row above",
    ),
]


@pytest.mark.parametrize(("printed", "expected"), MERGED)
def test_merged_and_empty_cells(printed: str, expected: list[Row]) -> None:
    check(source(TITLE + source(printed).text), expected)


HEADS = [
    pytest.param("工作任务|牵头单位|配合单位|完成时限", "lead=A县 cooperate=B县 D", id="lead and cooperate"),
    pytest.param("重点任务|牵头部门|责任部门|时限要求", "lead=A县 responsible=B县 D", id="departments"),
    pytest.param("落实举措|主办单位|协办单位|完成时间", "lead=A县 cooperate=B县 D", id="host and help"),
    pytest.param("工作措施|责任单位|督办单位|时间节点", "responsible=A县 supervise=B县 D", id="supervision"),
    pytest.param("具体任务|责任主体|参与单位|办结期限", "responsible=A县 cooperate=B县 D", id="taking part"),
    pytest.param("工作内容|实施单位|验收单位|进度安排", "responsible=A县 supervise=B县 D", id="acceptance"),
    pytest.param("整改要求|承办单位|备注|完成日期", "responsible=A县 D", id="remarks hold no bodies"),
    pytest.param("任务分解|牵头单位|责任人|完成时限", "lead=A县 D", id="a person is no body"),
    pytest.param("工 作 任 务|责 任 单 位|责任人|完 成 时 限", "responsible=A县 D", id="spaced out"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_words_of_heads(head: str, expected: str) -> None:
    table = f"{head}\n更换候船亭照明并逐处验收。|县水利局|县公安局|6月底前\n公布渡船时刻并及时更新到站牌。|县水利局|县公安局|6月底前"
    for row in rows(source(TITLE + table)):
        read = [row.bodies.replace("县水利局", "A县").replace("县公安局", "B县")]
        assert (
            " ".join(part for part in [*read, "D" if row.deadline == "6月底前" else ""] if part) == expected
        )


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("名称|电话\n柳湾渡|12345\n石桥渡|12346", id="a list of telephones"),
        pytest.param("指标|2091年|2092年\n客运量|32万|35万\n货运量|7万|9万", id="figures"),
    ],
)
def test_tables_without_tasks(table: str) -> None:
    text = source("柳湾县渡口整修方案\n一、排查\n县水利局逐处排查渡口，建立台账。\n" + table)
    assert read_documents(text)[0][-1].rows == ()


def test_prose_with_tabs_is_no_table() -> None:
    text = source("柳湾县渡口整修方案\n\t一、排查\n\t县水利局逐处排查。\n\t二、整修\n\t限期完成。")
    (document,) = read_documents(text)[0]
    assert document.rows == ()
    assert [section.path for section in document.sections] == ["一", "二"]
