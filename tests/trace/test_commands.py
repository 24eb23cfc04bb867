"""kg trace, kg lineage, kg chain, kg bodies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.trace import Branch, render
from kg.trace.trees import walk

PLAN = "霜溪县2092年便民服务事项清单化办理工作要点"


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    status = main(list(args))
    out = capsys.readouterr()
    return status, out.out, out.err


def test_lineage_draws_what_stands_above_and_below(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, _ = run(capsys, "lineage", PLAN, "--graph", str(folder))
    assert status == 0
    above, below = out.split("below 下延")
    assert "国务院办公厅关于推行便民服务事项清单化办理的指导意见" in above
    assert "中华人民共和国行政许可法" in above
    assert "鹤洄镇2092年便民服务事项清单化办理工作方案" in below
    assert "鹤洄镇" not in above


def test_evidence_quotes_the_source(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    _, plain, _ = run(capsys, "lineage", PLAN, "--graph", str(folder))
    _, out, _ = run(capsys, "lineage", PLAN, "--graph", str(folder), "--evidence")
    quote = (
        "《云泽省便民服务事项清单化办理实施方案》(泽政办发〔2091〕48号)” (county/08_shuangxi_pipe_table.txt"
    )
    assert quote in out
    assert quote not in plain


def test_a_number_asks_for_the_notice_with_its_texts(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    _, out, _ = run(capsys, "lineage", "霜府办〔2092〕9号", "--graph", str(folder), "--format", "json")
    tree = json.loads(out)
    assert tree["label"].endswith("的通知")
    assert [child["label"] for child in tree["children"]] == ["above 上溯", "below 下延"]
    assert any("鹤洄镇" in child["label"] for child in tree["children"][1]["children"])


def test_the_chain_of_a_task_names_all_that_bear_on_it(
    capsys: pytest.CaptureFixture[str], folder: Path, graph: object
) -> None:
    task = next(
        row["task"]
        for row in graph.query("tasks", document=PLAN).records()  # type: ignore[attr-defined]
        if row["section"] == "二/（三）"
    )
    status, out, _ = run(capsys, "chain", str(task), "--graph", str(folder))
    assert status == 0
    for words in (
        "legal basis 法律依据", "中华人民共和国行政许可法", "higher documents 上位文件",
        "澜浦市2092年便民服务事项清单化办理工作要点", "document 所在公文", "tasks above 上位任务",
        "霜溪县司法局", "deadline 时限", "2092-04-30",
    ):  # fmt: skip
        assert words in out


def test_the_chain_of_a_document_and_of_a_body(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    _, out, _ = run(capsys, "chain", PLAN, "--graph", str(folder))
    assert "lead 牵头" in out and "霜溪县司法局" in out and "上位文件" in out
    _, out, _ = run(capsys, "chain", "霜溪县司法局", "--graph", str(folder))
    assert out.startswith("霜溪县司法局\n")
    assert PLAN in out and "deadline 时限" in out


@pytest.mark.parametrize("command", ["lineage", "chain"])
@pytest.mark.parametrize("form", ["json", "mermaid", "dot"])
def test_trees_are_written_for_other_programs(
    capsys: pytest.CaptureFixture[str], folder: Path, command: str, form: str
) -> None:
    status, out, _ = run(capsys, command, PLAN, "--graph", str(folder), "--format", form)
    assert status == 0
    if form == "json":
        assert json.loads(out)["kind"] == "document"
    elif form == "mermaid":
        lines = out.splitlines()
        assert lines[0] == "flowchart TD"
        boxes = {line.split("[")[0].strip() for line in lines[1:] if '["' in line}
        for line in lines[1:]:
            if "-->" in line:
                assert {line.split()[0], line.split()[-1]} <= boxes
    else:
        assert out.startswith("digraph gongwen {") and out.endswith("}\n")


def test_what_is_not_known_is_said(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    for command in ("lineage", "chain"):
        status, out, err = run(capsys, command, "没有这个", "--graph", str(folder))
        assert (status, out) == (1, "")
        assert "没有这个" in err and len(err.splitlines()) == 1


HOSTILE = '甲"]; evil\n\x1b[31m</script><b>[bold]红 `x` {{a}} | #quot; \\" --> n9'


@pytest.mark.parametrize("form", ["text", "json", "mermaid", "dot"])
def test_hostile_text_stays_text(form: str) -> None:
    tree = Branch(
        "document", HOSTILE, "x:1", children=[Branch("body", HOSTILE, "x:2", HOSTILE, (HOSTILE,), (HOSTILE,))]
    )
    out = render(tree, form)  # type: ignore[arg-type]
    assert "\x1b" not in out
    if form == "json":
        assert json.loads(out)["label"] == HOSTILE
    if form == "text":
        assert "[bold]红" in out
        assert len(out.splitlines()) == 3
    if form == "mermaid":
        assert len(out.splitlines()) == 4
        for line in out.splitlines()[1:]:
            inside = line.split('"')
            assert len(inside) == 3
            assert not set("<>[]{}|`\\") & set(inside[1])
    if form == "dot":
        assert len(out.splitlines()) == 7


def test_a_tree_is_walked_whole() -> None:
    tree = Branch("heading", "a", children=[Branch("heading", "b", children=[Branch("heading", "c")])])
    assert [branch.label for branch in walk(tree)] == ["a", "b", "c"]


def test_trace_reports_what_it_derived(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    import shutil

    shutil.copytree(folder, tmp_path / "graph")
    status, out, _ = run(capsys, "trace", str(tmp_path / "graph"))
    assert status == 0
    assert "nested title  1\n" in out and "cycles        0\n" in out


@pytest.mark.parametrize("order", ["load", "degree", "betweenness", "pagerank", "communities"])
def test_bodies_are_ranked(capsys: pytest.CaptureFixture[str], folder: Path, order: str) -> None:
    status, out, _ = run(capsys, "bodies", "--graph", str(folder), "--by", order, "--limit", "3")
    assert status == 0
    assert len(out.splitlines()) == (4 if order == "load" else 3)


def test_an_unknown_name_is_told_what_may_be_meant(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    _, _, err = run(capsys, "chain", "竹岭县民生局", "--graph", str(folder))
    assert err.count("竹岭县民生局") == 1
    assert "did you mean 竹岭县民政局" in err
