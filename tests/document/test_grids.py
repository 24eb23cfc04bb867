"""Tables whose grid the file states (a web page, or a text that kept the tags of its tables): merged cells, heads of two rows, headings between rows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg import corpus
from kg.document import read_documents
from kg.model import SourceText
from tests.document.texts import words

PAGE = """<html><body><h1>柳湾县2093年渡口整修任务分工</h1>
<p>各乡镇人民政府：</p><p>现将任务分解如下，请抓好落实，按时完成。</p>
<table>{rows}</table></body></html>"""
TEXT = """柳湾县2093年渡口整修任务分工
各乡镇人民政府：
现将任务分解如下，请抓好落实，按时完成。
<table><tbody>
{rows}
</tbody></table>
"""
HEAD = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>"


def page(rows: str, folder: Path, suffix: str = ".html") -> SourceText:
    file = folder / f"{hashlib.sha256(rows.encode()).hexdigest()[:8]}{suffix}"
    printed = PAGE if suffix == ".html" else TEXT
    file.write_text(printed.format(rows=rows), "utf-8")
    return corpus.read(file)


def read(rows: str, folder: Path, suffix: str = ".html") -> list[tuple[str, str, str, str]]:
    """Section, text, bodies and deadline of each row."""
    text = page(rows, folder, suffix)
    return [
        (
            row.section,
            words(text, *row.text),
            " ".join(f"{role}={words(text, *cell)}" for role, cell in row.agencies if words(text, *cell)),
            words(text, *row.deadline),
        )
        for row in read_documents(text)[0][-1].rows
    ]


LIGHTS, TIMES = "更换候船亭照明并逐处验收", "公布渡船时刻和票价并及时更新"

GRIDS = [
    pytest.param(
        f"{HEAD}<tr><td>1</td><td>{LIGHTS}</td><td>县水利局</td><td>6月底前</td></tr>"
        f"<tr><td>2</td><td>{TIMES}</td><td>县交通运输局</td><td>8月底前</td></tr>",
        [
            ("1", LIGHTS, "responsible=县水利局", "6月底前"),
            ("2", TIMES, "responsible=县交通运输局", "8月底前"),
        ],
        id="plain",
    ),
    pytest.param(
        f"{HEAD}<tr><td>1</td><td>{LIGHTS}</td><td rowspan='2'>县水利局</td><td rowspan='2'>6月底前</td></tr>"
        f"<tr><td>2</td><td>{TIMES}</td></tr>",
        [("1", LIGHTS, "responsible=县水利局", "6月底前"), ("2", TIMES, "responsible=县水利局", "6月底前")],
        id="a body and a deadline for two rows",
    ),
    pytest.param(
        f"{HEAD}<tr><td>1</td><td>{LIGHTS}</td><td>县水利局</td><td>6月底前</td></tr>"
        f"<tr><td>2</td><td>{TIMES}</td><td></td><td></td></tr>",
        [("1", LIGHTS, "responsible=县水利局", "6月底前"), ("2", TIMES, "", "")],
        id="an empty cell is empty: merged ones are stated",
    ),
    pytest.param(
        "<tr><th rowspan='2'>序号</th><th rowspan='2'>工作任务</th><th colspan='2'>责任分工</th><th rowspan='2'>完成时限</th></tr>"
        "<tr><th>牵头单位</th><th>配合单位</th></tr>"
        f"<tr><td>1</td><td>{LIGHTS}</td><td>县水利局</td><td>县公安局</td><td>6月底前</td></tr>",
        [("1", LIGHTS, "lead=县水利局 cooperate=县公安局", "6月底前")],
        id="a head of two rows",
    ),
    pytest.param(
        f"{HEAD}<tr><td colspan='4'>渡口整修</td></tr>"
        f"<tr><td>1</td><td>{LIGHTS}</td><td>县水利局</td><td>6月底前</td></tr>"
        "<tr><td colspan='4'>渡船更新</td></tr>"
        f"<tr><td>2</td><td>{TIMES}</td><td>县交通运输局</td><td>8月底前</td></tr>",
        [
            ("1", LIGHTS, "responsible=县水利局", "6月底前"),
            ("2", TIMES, "responsible=县交通运输局", "8月底前"),
        ],
        id="headings between rows are no tasks",
    ),
    pytest.param(
        "<tr><th>任务</th><th>责任单位</th><th>完成时限</th></tr>"
        f"<tr><td rowspan='2'>{LIGHTS}，夜间常亮。</td><td>县水利局</td><td>6月底前</td></tr>"
        "<tr><td>县公安局</td><td>6月底前</td></tr>",
        [("", f"{LIGHTS}，夜间常亮。", "responsible=县水利局县公安局", "6月底前6月底前")],
        id="two bodies share one merged duty: one task",
    ),
]


@pytest.mark.parametrize("suffix", [".html", ".txt"])
@pytest.mark.parametrize(("rows", "expected"), GRIDS)
def test_grids(rows: str, expected: list[tuple[str, str, str, str]], suffix: str, tmp_path: Path) -> None:
    assert read(rows, tmp_path, suffix) == expected


def test_a_heading_over_the_whole_width_heads_what_follows(tmp_path: Path) -> None:
    rows = (
        f"{HEAD}<tr><td colspan='4'>一、渡口整修</td></tr>"
        f"<tr><td>1</td><td>{LIGHTS}</td><td>县水利局</td><td>6月底前</td></tr>"
    )
    text = page(rows, tmp_path)
    (row,) = read_documents(text)[0][-1].rows
    assert words(text, *row.heading) == "一、渡口整修"
    assert row.section == "一/1"


def test_a_merged_heading_column(tmp_path: Path) -> None:
    rows = (
        "<tr><th>重点任务</th><th>具体举措</th><th>责任单位</th></tr>"
        f"<tr><td rowspan='2'>渡口整修</td><td>{LIGHTS}，夜间常亮。</td><td>县水利局</td></tr>"
        f"<tr><td>{TIMES}，方便群众。</td><td>县交通运输局</td></tr>"
    )
    text = page(rows, tmp_path)
    found = read_documents(text)[0][-1].rows
    assert [words(text, *row.heading) for row in found] == ["渡口整修", "渡口整修"]
    assert [words(text, *row.text) for row in found] == [f"{LIGHTS}，夜间常亮。", f"{TIMES}，方便群众。"]
