from __future__ import annotations

from pathlib import Path

import invented
import networkx
import pytest
from pyoxigraph import Store

from kg.rdf.namespaces import gw
from kg.sparql import Graph, GraphError, QueryError, export, open_graph
from kg.sparql.export import ExportFormat

TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PARTICIPATIONS = f"SELECT (COUNT(*) AS ?n) {{ ?x a <{gw.Participation}> }}"


def test_the_four_forms(graph: Graph) -> None:
    assert graph.query(f"SELECT ?x {{ ?x a <{gw.Document}> }}").kind == "select"
    asked = graph.query(f"ASK {{ ?x a <{gw.Document}> }}")
    assert (asked.kind, asked.rows, bool(asked)) == ("ask", [(True,)], True)
    assert not graph.query("ASK { <http://x/> ?p ?o }")
    made = graph.query(f"CONSTRUCT {{ ?x a <http://x/T> }} {{ ?x a <{gw.Task}> }}")
    assert (made.kind, made.columns, len(made)) == ("construct", ("subject", "predicate", "object"), 9)
    told = graph.query(f"DESCRIBE <{invented.IRIS.place('980121')}>")
    assert told.kind == "describe"
    assert "青屏县" in {row[2] for row in told}


def test_files(graph: Graph, tmp_path: Path) -> None:
    plain = tmp_path / "plain.rq"
    plain.write_text(f"SELECT (COUNT(*) AS ?n) {{ ?x a <{gw.Task}> }}", encoding="utf-8")
    assert graph.query(plain).rows == graph.query(str(plain)).rows == [(9,)]
    plain.write_text("\ufeff" + plain.read_text(encoding="utf-8"), encoding="utf-8")  # as some editors do
    assert graph.query(plain).rows == [(9,)]
    assert graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?x a <{gw.Task}> }} # as in plain.rq").rows == [(9,)]
    with pytest.raises(QueryError, match="can't be read"):
        graph.query(tmp_path / "none.rq")
    with pytest.raises(QueryError, match="takes no parameters"):
        graph.query(plain, agency="县司法局")


def test_what_is_entailed_can_be_left_out(graph: Graph) -> None:
    assert graph.query(PARTICIPATIONS).rows == [(25,)]
    assert graph.query(PARTICIPATIONS, entailed=False).rows == [(0,)]


def test_all_graphs_are_one_unless_the_query_names_them(graph: Graph) -> None:
    one = invented.IRIS.graph("divisions")
    assert len(graph.query(f"SELECT DISTINCT ?g FROM <{one}> {{ ?g a ?c }}")) == 4
    assert len(graph.query(f"SELECT ?g {{ GRAPH <{one}> {{ ?g a ?c }} }}")) == 4


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * {\n  ?s == ?o }", "SPARQL syntax error at line 2, column"),
        ("SELECT * {\n  ?s == ?o }", "'?s == ?o }'"),
        ("SELECT ?x {\n  ?s foo:title ?o }", "the prefix foo: is not known (line 2, column 6); declare it"),
        ("SELECT ?x { ?s gw:title ?o ]", "SPARQL syntax error at line 1"),
        ("SELECT ?x", "SPARQL syntax error at line 1"),
    ],
)
def test_a_syntax_error_shows_its_place(graph: Graph, query: str, says: str) -> None:
    with pytest.raises(QueryError) as error:
        graph.query(query)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_our_prefixes_need_no_declaration(graph: Graph) -> None:
    assert len(graph.query("SELECT ?task { ?task a gw:Task }")) == 9
    # whoever declares one means what is declared
    assert len(graph.query("PREFIX gw: <http://x/> SELECT ?task { ?task a gw:Task }")) == 0
    assert len(graph.query(f"PREFIX : <{gw}> SELECT ?task {{ ?task a :Task ; eli:is_part_of ?x }}")) == 0


def test_a_graph_that_is_built_again_is_seen(tmp_path: Path) -> None:
    from kg.sparql.folder import new_generation

    graph = open_graph(invented.build(tmp_path / "graph"))
    assert len(graph.query("tasks")) == 9
    with new_generation(tmp_path / "graph") as generation:
        generation.store.clear()
    assert len(graph.query("tasks")) == 0


def test_dataset_is_the_same_store(graph: Graph) -> None:
    dataset = graph.dataset()
    (row,) = dataset.query(f"SELECT (COUNT(*) AS ?n) {{ ?x a <{gw.Task}> }}")
    assert int(row[0]) == 9
    assert len(dataset) == graph.info().triples


def test_info(graph: Graph) -> None:
    info = graph.info()
    assert (info.sources, info.documents, info.tasks, info.deadlines, info.citations) == (3, 4, 9, 7, 4)
    assert (info.agencies, info.unresolved, info.works_held) == (16, 2, 4)
    assert info.by_level == {"county": 3, "municipal": 1}
    assert info.by_place == {"澜川市": 1, "白沙县": 1, "青屏县": 2}
    assert info.by_year == {"": 1, "2093": 3}
    assert [made.split()[0] for made in info.made_by] == ["gongwen"]


def test_network_of_chosen_kinds(graph: Graph) -> None:
    network = graph.network(["tasks", "agencies"])
    assert {kind for _, kind in network.nodes(data="kind")} == {"task", "agency"}
    labels = networkx.get_node_attributes(network, "label")
    led = {(labels[a], labels[b]) for a, b, r in network.edges(data="relation") if r == "led by"}
    assert ("清理证明事项。", "青屏县司法局") in led
    assert network.number_of_edges() == 15  # direct links; the duty printed twice is one


def test_network_shows_the_citation_and_not_what_it_entails(graph: Graph) -> None:
    network = graph.network(["documents", "works"])
    relations = sorted(r for _, _, r in network.edges(data="relation"))
    assert relations == ["basis", "basis", "implements", "implements", *["is work"] * 4, "promulgates"]
    with pytest.raises(GraphError, match="no kind of node people"):
        graph.network(["people"])  # type: ignore[list-item]


@pytest.mark.parametrize("form", ["turtle", "nquads", "trig", "jsonld"])
def test_an_export_holds_the_whole_graph_and_is_the_same_each_time(
    graph: Graph, folder: Path, tmp_path: Path, form: ExportFormat
) -> None:
    from pyoxigraph import RdfFormat

    formats = {
        "turtle": RdfFormat.TURTLE,
        "nquads": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
        "jsonld": RdfFormat.JSON_LD,
    }
    export(graph, form, tmp_path / "a")
    export(open_graph(folder), form, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    store = Store()
    store.load(path=tmp_path / "a", format=formats[form])
    assert len(store) == graph.info().triples
    export(graph, form, tmp_path / "c", entailed=False)
    asserted = Store()
    asserted.load(path=tmp_path / "c", format=formats[form])
    assert len(asserted) == graph.query(TRIPLES, entailed=False).rows[0][0] < len(store)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_two_builds_of_one_graph_export_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    other = open_graph(invented.build(tmp_path / "again"))
    for name, asked in (("a", graph), ("b", other)):
        export(asked, "nquads", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_graphml_reads_back(graph: Graph, tmp_path: Path) -> None:
    export(graph, "graphml", tmp_path / "g.graphml")
    read = networkx.read_graphml(tmp_path / "g.graphml")
    assert len(read) == len(graph.network())
    assert read.number_of_edges() == graph.network().number_of_edges()


def test_csv_is_the_tables(graph: Graph, tmp_path: Path) -> None:
    export(graph, "csv", tmp_path / "tables")
    names = ["agencies", "assignments", "citations", "deadlines", "documents", "lineage", "tasks"]
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [f"{n}.csv" for n in names]
    assert (tmp_path / "tables" / "tasks.csv").read_bytes().decode() == graph.query("tasks").render("csv")


def test_an_export_that_can_not_be_written(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="can't be written"):
        export(graph, "turtle", tmp_path / "none" / "a.ttl")
    with pytest.raises(GraphError, match="no format 'xml'"):
        export(graph, "xml", tmp_path / "a")  # type: ignore[arg-type]


def test_importing_is_light() -> None:
    import subprocess
    import sys

    heavy = "rdflib networkx pandas SPARQLWrapper oxrdflib rich pyoxigraph yaml"
    code = f"import sys, kg.sparql; print([m for m in {heavy!r}.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
