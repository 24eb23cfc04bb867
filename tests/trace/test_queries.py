"""Named queries of lineage: what a reader of the sample would answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpora import notice, write

from kg.builder import build
from kg.sparql import Graph, open_graph

PROVINCE = "泽政办发〔2091〕48号"


def test_days_from_level_to_level(graph: Graph) -> None:
    lags = {(r["title"], r["ancestor_title"]): r["days"] for r in graph.query("lags").records()}
    plan = "霜溪县2092年便民服务事项清单化办理工作要点"
    assert (
        lags[plan, "澜浦市2092年便民服务事项清单化办理工作要点"]
        == (date(2092, 3, 23) - date(2092, 2, 26)).days
    )
    for row in graph.query("lags").records():
        assert row["days"] == (row["issued"] - row["ancestor_issued"]).days
    levels = {(r["from_level"], r["to_level"]): r for r in graph.query("lag-by-level").records()}
    row = levels["county", "township"]
    assert (row["pairs"], row["shortest"], row["longest"]) == (2, 28, 33)


def test_which_tasks_a_county_has_not_taken_up(graph: Graph) -> None:
    rows = graph.query("tasks-not-taken-up", document=PROVINCE, place="霜溪县").records()
    open_tasks = [row["heading"] for row in rows if row["heading"]]
    assert open_tasks == ["编制省级清单", "开放核验接口", "动态调整清单", "压实工作责任", "强化要素保障"]
    elsewhere = {row["heading"]: row["elsewhere"] for row in rows}
    assert elsewhere["开放核验接口"] == 1  # 澜浦市 has it


def test_how_a_task_reads_in_every_place(graph: Graph) -> None:
    task = next(
        r["task"] for r in graph.query("tasks", document=PROVINCE).records() if r["heading"] == "设置综合窗口"
    )
    rows = graph.query("task-in-every-place", task=task).records()
    assert rows[0]["kind"] == "itself"
    assert {r["region"] for r in rows} == {
        None,
        "云泽省",
        "澜浦市",
        "霜溪县",
        "竹岭县",
        "汀兰区",
        "枫渡县",
        "鹤洄镇",
    }


def test_whose_deadline_is_later_than_that_above(graph: Graph) -> None:
    rows = graph.query("later-than-superior").records()
    assert rows
    assert all(row["due"] > row["superior_due"] for row in rows)
    assert ("city/06_city_two_texts_2092.txt", date(2092, 6, 20), date(2091, 12, 10)) in {
        (row["source"], row["due"], row["superior_due"]) for row in rows
    }


def test_who_cites_nothing_above(tmp_path: Path) -> None:
    alone = notice("青屏县人民政府", "青府发〔2093〕1号", "2093年1月5日", "青屏县人民政府关于茶园防火的意见")
    level = notice(
        "青屏县人民政府", "青府发〔2093〕2号", "2093年2月5日", "青屏县人民政府关于茶叶加工的意见",
        "根据《青屏县人民政府关于茶园防火的意见》（青府发〔2093〕1号），提出以下意见。",
    )  # fmt: skip
    law = notice(
        "青屏县人民政府", "青府发〔2093〕3号", "2093年3月5日", "青屏县人民政府关于茶叶销售的意见",
        "根据《中华人民共和国农业法》，提出以下意见。",
    )  # fmt: skip
    build([write(tmp_path / "texts", alone=alone, level=level, law=law)], tmp_path / "graph")
    graph = open_graph(tmp_path / "graph")
    assert [row["source"] for row in graph.query("citing-nothing-above").records()] == [
        "alone.txt",
        "level.txt",
    ]
    assert graph.query("citing-nothing-above", level="市级").rows == []


def test_the_chain_below_a_document(graph: Graph) -> None:
    rows = graph.query("descendants", document="国办发〔2091〕17号").records()
    assert {row["source"] for row in rows if row["source"]} == {
        "national/02_meal_sites_notice.txt", "province/03_province_plan.txt",
        "province/04_province_meals_page.html", "city/05_city_points_2091.txt",
        "city/06_city_two_texts_2092.txt", "county/08_shuangxi_pipe_table.txt",
        "county/09_zhuling_tab_table.txt", "county/10_tinglan_articles.txt",
        "county/11_fengdu_same_title.txt", "county/13_shuangxi_reply.txt", "township/12_hehui_plan.txt",
    }  # fmt: skip
    assert len({row["descendant"] for row in rows}) == len(rows)


def test_what_a_lineage_rests_on_is_quoted(graph: Graph) -> None:
    rows = graph.query("lineage-evidence", document="霜府办〔2092〕9号").records()
    quotes = {(row["method"], row["ancestor_number"]): row["quote"] for row in rows}
    assert quotes["citation", PROVINCE] == "《云泽省便民服务事项清单化办理实施方案》(泽政办发〔2091〕48号)"
