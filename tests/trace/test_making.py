"""The trace as a whole: made again it is the same, however the graph came about; cycles; works that
nobody holds; copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from corpora import notice, write
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.builder import build
from kg.rdf import Iris
from kg.rdf.namespaces import gw
from kg.sparql import GraphError, open_graph
from kg.sparql.folder import current_generation, current_store
from kg.trace import retrace

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
IRIS = Iris()


def trace_of(folder: Path) -> list[bytes]:
    store = Store.read_only(str(current_store(folder, entailed=False)))
    dumped = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(IRIS.graph("trace"))) or b""
    return sorted(dumped.splitlines())


def test_tracing_again_changes_nothing_but_the_generation(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "graph"
    shutil.copytree(folder, copy)
    before, generation = trace_of(copy), current_generation(copy)
    full = Store.read_only(str(current_store(copy)))
    statements = len(full)
    del full
    report = retrace(copy)
    assert report.citation > 0
    assert current_generation(copy) != generation
    assert trace_of(copy) == before
    assert len(Store.read_only(str(current_store(copy)))) == statements
    assert not build([ROOT / "sample"], copy).changed  # the manifest went along


def test_no_statement_of_the_trace_stands_in_another_graph(folder: Path) -> None:
    store = Store.read_only(str(current_store(folder)))
    trace = NamedNode(IRIS.graph("trace"))
    for quad in store.quads_for_pattern(None, None, None, trace):
        graphs = {
            q.graph_name for q in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        }
        assert graphs == {trace}


def test_every_lineage_of_one_step_has_evidence_and_every_other_its_way(folder: Path) -> None:
    graph = open_graph(folder)
    without = """PREFIX gw: <https://w3id.org/gongwen/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
    SELECT ?l { ?l a gw:Lineage ; gw:steps ?n
      FILTER NOT EXISTS { { ?l prov:wasDerivedFrom ?e FILTER(?n = 1) } UNION { ?l gw:via ?v FILTER(?n > 1) } } }"""
    assert graph.query(without).rows == []
    direct = """PREFIX gw: <https://w3id.org/gongwen/ontology#>
    SELECT ?l { ?l a gw:Lineage ; gw:descendant ?d ; gw:ancestor ?a FILTER NOT EXISTS { ?d gw:descendsFrom ?a } }"""
    assert graph.query(direct).rows == []


def test_a_graph_grown_file_by_file_has_the_trace_of_one_built_at_once(tmp_path: Path) -> None:
    files = sorted((ROOT / "sample").rglob("*.*"))
    texts = [path for path in files if path.suffix in {".txt", ".html"}]
    some = tmp_path / "texts"
    shutil.copytree(ROOT / "sample", some)
    late = [some / path.relative_to(ROOT / "sample") for path in texts[::3]]
    kept = {path: path.read_bytes() for path in late}
    for path in late:
        path.unlink()
    build([some], tmp_path / "grown")
    for path, content in kept.items():
        path.write_bytes(content)
    build([some], tmp_path / "grown")
    build([some], tmp_path / "whole")
    assert trace_of(tmp_path / "grown") == trace_of(tmp_path / "whole")


def test_what_is_no_graph_is_not_traced(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no folder"):
        retrace(tmp_path / "nothing")


def county(number: str, cites: str, cited_number: str, subject: str, date: str) -> str:
    return notice(
        "青屏县人民政府",
        number,
        date,
        f"青屏县人民政府关于{subject}的意见",
        f"根据《青屏县人民政府关于{cites}的意见》（{cited_number}），提出以下意见。",
    )


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts that rest on each other, one of which rests on a law, and one that rests on them."""
    folder = tmp_path_factory.mktemp("circle")
    one = county("青府发〔2093〕1号", "茶园管护", "青府发〔2093〕2号", "茶叶加工", "2093年1月5日")
    two = county("青府发〔2093〕2号", "茶叶加工", "青府发〔2093〕1号", "茶园管护", "2093年1月5日")
    two = two.replace("根据《", "根据《中华人民共和国农业法》，依据《", 1)
    three = county("青府发〔2093〕3号", "茶叶加工", "青府发〔2093〕1号", "茶叶销售", "2093年3月5日")
    build([write(folder / "texts", one=one, two=two, three=three)], folder / "graph")
    return folder / "graph"


def test_a_cycle_is_reported_and_not_followed(circle: Path) -> None:
    report = retrace(circle)
    assert [set(cycle) for cycle in report.cycles] == [
        {"青屏县人民政府关于茶叶加工的意见", "青屏县人民政府关于茶园管护的意见"}
    ]
    graph = open_graph(circle)
    assert len(graph.query("lineage-cycles")) == 2
    steps = {(row["source"], row["ancestor_title"]): row["steps"] for row in graph.query("lineage").records()}
    assert steps["one.txt", "青屏县人民政府关于茶园管护的意见"] == 1
    assert steps["two.txt", "青屏县人民政府关于茶叶加工的意见"] == 1
    assert steps["two.txt", "中华人民共和国农业法"] == 1
    assert steps["three.txt", "青屏县人民政府关于茶叶加工的意见"] == 1
    # over the link from one to two, which lies in the cycle, no way leads on
    assert ("one.txt", "中华人民共和国农业法") not in steps
    assert ("three.txt", "青屏县人民政府关于茶园管护的意见") not in steps
    assert max(steps.values()) == 1


def test_a_title_ties_two_works_that_nobody_holds(tmp_path: Path) -> None:
    text = notice(
        "青屏县人民政府办公室",
        "青府办〔2093〕9号",
        "2093年5月6日",
        "青屏县人民政府办公室关于做好茶园防火的通知",
        "根据《四川省人民政府办公厅关于印发贯彻落实国务院办公厅2093年森林防火工作要点任务分工的通知》"
        "（川办发〔2093〕12号）要求，现就有关事项通知如下。",
    )
    build([write(tmp_path / "texts", a=text)], tmp_path / "graph")
    rows = open_graph(tmp_path / "graph").query("lineage").records()
    work = "国务院办公厅2093年森林防火工作要点"
    assert {
        (r["source"], r["ancestor_title"], r["method"], r["steps"])
        for r in rows
        if r["ancestor_title"] == work
    } == {
        (None, work, "nested_title", 1),
        ("a.txt", work, "nested_title", 2),
    }
    assert all(r["ancestor_level"] == "national" for r in rows if r["ancestor_title"] == work)


def test_copies_are_one_ancestor_and_none_of_the_other(tmp_path: Path) -> None:
    """The same document on two sites; only one of them is named, from either all comes down."""
    one = notice(
        "四川省人民政府办公厅",
        "川办发〔2093〕5号",
        "2093年2月1日",
        "四川省人民政府办公厅关于加强茶园防火的意见",
    )
    two = "来源：省政府办公厅\n" + one
    low = notice(
        "成都市人民政府办公厅", "成办发〔2093〕8号", "2093年4月1日", "成都市人民政府办公厅关于加强茶园防火的实施意见",
        "根据《四川省人民政府办公厅关于加强茶园防火的意见》（川办发〔2093〕5号），提出以下意见。",
    )  # fmt: skip
    build([write(tmp_path / "texts", a=one, b=two, low=low)], tmp_path / "graph")
    graph = open_graph(tmp_path / "graph")
    rows = graph.query("lineage").records()
    assert {(r["source"], r["method"]) for r in rows} == {("low.txt", "citation"), ("low.txt", "reissue")}
    assert len({r["ancestor"] for r in rows}) == 1
    above = graph.query(
        f"SELECT (COUNT(DISTINCT ?d) AS ?n) {{ ?low <{gw.descendsFrom}> ?d . ?d a <{gw.Document}> }}"
    )
    assert above.rows == [(2,)]


@pytest.mark.skipif(not SHARED.is_dir(), reason="texts that are not part of the project")
def test_a_real_chain_runs_through_a_document_that_nobody_has(tmp_path: Path) -> None:
    build([SHARED], tmp_path / "graph")
    rows = open_graph(tmp_path / "graph").query("lineage").records()

    def ways(title: str) -> set[tuple[str | None, int, str]]:
        found = [r for r in rows if r["title"] == title]
        return {(str(r["ancestor_number"]), r["steps"], str(r["method"])) for r in found}

    plan = ways("垫江县2022年政务公开工作要点任务分工")
    assert ("国办发〔2022〕8号", 1, "citation") in plan
    assert ("渝府办发〔2022〕59号", 1, "citation") in plan
    assert ("国办发〔2022〕8号", 2, "nested_title") in plan
    opinion = ways("省政府办公厅关于全面推进基层政务公开标准化规范化工作的实施意见")
    assert ("国办发〔2019〕54号", 1, "citation") in opinion
