"""What holds for all sources together: chains of bodies, open names, copies, townships, known works."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.builder import build
from kg.sparql import Graph, open_graph
from kg.sparql.errors import QueryError

NOTICE = """鼓楼区人民政府办公室关于做好{what}的通知

各街道办事处，区各有关单位：

一、区教育局牵头，2093年6月底前编成清单。区民政局配合。

鼓楼区人民政府办公室
2093年3月1日
"""
CITY = """恩施土家族苗族自治州人民政府办公室关于公布便民事项清单的通知
恩施州政办发〔2093〕11号

各县市人民政府，州政府各部门：

一、州民政局牵头，2093年8月底前公布清单。州市场监管局（州知识产权局）、国家乡村振兴局配合。

二、根据《中华人民共和国合同法》《政府信息公开条例》，州司法局负责清理证明材料。

恩施土家族苗族自治州人民政府办公室
2093年5月6日
"""
COUNTY = """宣汉县人民政府办公室关于公布便民事项清单的通知
宣府办〔2093〕9号

各乡镇人民政府，县级有关部门：

一、县民政局牵头，2093年9月底前公布清单，县税务局、县教育局配合。

宣汉县人民政府办公室
2093年6月8日
"""


def made(folder: Path, texts: dict[str, str]) -> Graph:
    for name, text in texts.items():
        path = folder / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = build([folder / "texts"], folder / "graph")
    assert report.complete
    return open_graph(folder / "graph")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    texts = {
        "county.txt": COUNTY,
        "site/county.txt": COUNTY + "\n打印本页 关闭窗口\n",
        "city.txt": CITY,
        "drum1.txt": NOTICE.format(what="便民工作"),
        "drum2.txt": NOTICE.format(what="防汛工作"),
    }
    return made(tmp_path_factory.mktemp("shared"), texts)


def test_both_chains_lead_from_a_county_bureau_to_the_state_council(graph: Graph) -> None:
    rows = graph.query("bodies-above", agency="宣汉县民政局").records()
    links = {(row["name"], row["link"]): (row["above_name"], row["derived"]) for row in rows}
    assert links["宣汉县民政局", "government"] == ("宣汉县人民政府", True)
    assert links["达州市人民政府", "government"] == ("四川省人民政府", True)
    assert links["四川省人民政府", "government"] == ("国务院", True)
    assert links["宣汉县民政局", "counterpart"] == ("达州市民政局", True)
    assert links["四川省民政厅", "counterpart"] == ("民政部", True)
    assert links["民政部", "government"] == ("国务院", True)


def test_counterparts_are_asked_for_both_ways(graph: Graph) -> None:
    below = graph.query("counterparts", agency="民政部").records()
    assert {row["name"] for row in below if not row["derived"]} == {
        "宣汉县民政局",
        "恩施土家族苗族自治州民政局",
    }
    ask = "ASK { ?a gw:fullName '民政部' ; gw:functionalCounterpart ?b . ?b gw:functionalCounterpart ?a }"
    assert bool(graph.query("PREFIX gw: <https://w3id.org/gongwen/ontology#> " + ask))


def test_derived_bodies_are_not_counted_as_named(graph: Graph) -> None:
    named = {row["name"] for row in graph.query("agencies").records()}
    assert "四川省民政厅" not in named
    lines = {(r["system"], r["level"]): r["agencies"] for r in graph.query("systems-by-level").records()}
    assert lines["民政", "county"] == 3, "宣汉县's and one of each 鼓楼区"
    assert ("民政", "provincial") not in lines


def test_two_documents_of_an_open_name_share_no_body(graph: Graph) -> None:
    bodies = graph.query(
        "PREFIX gw: <https://w3id.org/gongwen/ontology#> SELECT DISTINCT ?a "
        "{ ?p gw:printedName '区教育局' ; gw:agency ?a }"
    )
    assert len(bodies) == 2
    candidates = [row["above"] for row in graph.query("open-places").records()]
    assert candidates == ["南京市", "徐州市", "福州市", "开封市"]


def test_a_collectives_members_are_the_divisions(graph: Graph) -> None:
    rows = graph.query("collective-members").records()
    towns = {r["member_name"] for r in rows if r["name"] == "各乡镇人民政府"}
    assert {"君塘镇", "普光镇"} <= towns
    assert all(name.endswith(("镇", "乡")) for name in towns)
    counties = {r["member_name"] for r in rows if r["name"] == "各县市人民政府"}
    assert {"恩施市", "利川市", "巴东县"} <= counties and len(counties) == 8


def test_a_second_name_is_the_same_body(graph: Graph) -> None:
    (row,) = graph.query("double-names").records()
    assert row["name"] == "恩施土家族苗族自治州市场监督管理局"
    assert row["additional"] == "恩施土家族苗族自治州知识产权局"


def test_reforms_of_the_bodies_that_documents_name(graph: Graph) -> None:
    rows = graph.query("reforms", agency="国家乡村振兴局").records()
    assert ("国务院扶贫开发领导小组办公室", "国家乡村振兴局") in {
        (r["before_name"], r["after_name"]) for r in rows
    }
    assert ("国家乡村振兴局", "农业农村部") in {(r["before_name"], r["after_name"]) for r in rows}


def test_copies_are_one_work_and_are_counted_once(graph: Graph) -> None:
    (copy,) = graph.query("copies").records()
    assert {copy["source"], copy["original_source"]} == {"county.txt", "site/county.txt"}
    (one,) = [r for r in graph.query("agency-load").records() if r["name"] == "宣汉县民政局"]
    (both,) = [r for r in graph.query("agency-load", copies=1).records() if r["name"] == "宣汉县民政局"]
    assert (one["tasks"], both["tasks"]) == (1, 2)


def test_the_table_gives_much_cited_works_their_data(graph: Graph) -> None:
    (row,) = graph.query("replaced-works").records()
    assert (row["title"], row["replaced_by"]) == ("中华人民共和国合同法", "中华人民共和国民法典")
    listed = {r["title"]: r for r in graph.query("listed-works").records()}
    assert str(listed["中华人民共和国政府信息公开条例"]["in_force_from"]) == "2008-05-01"


def test_places_have_their_kind_and_former_names(graph: Graph) -> None:
    (city,) = graph.query("place-facts", place="恩施市").records()
    assert (city["level"], city["kind"], city["above"]) == ("county", "县级市", "恩施土家族苗族自治州")
    (former,) = [r for r in graph.query("former-names", place="宣汉县").records() if r["code"] == "511722"]
    assert (former["former_code"], former["until"]) == ("513022", 1999)


def test_what_no_source_names_any_more_is_gone(tmp_path: Path) -> None:
    made(tmp_path, {"county.txt": COUNTY, "city.txt": CITY})
    (tmp_path / "texts" / "county.txt").unlink()
    build([tmp_path / "texts"], tmp_path / "graph", prune=True)
    graph = open_graph(tmp_path / "graph")
    with pytest.raises(QueryError, match="四川省民政厅"):
        graph.query("bodies-above", agency="四川省民政厅")
    assert {r["name"] for r in graph.query("collective-members").records()} == {"各县市人民政府"}
