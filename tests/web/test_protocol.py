"""/sparql as the SPARQL 1.1 Protocol has it, asked by requests, SPARQLWrapper and rdflib."""

from __future__ import annotations

import csv
import io
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import pytest
import rdflib
import requests
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from kg.builder import build
from kg.sparql import open_graph
from kg.web import Limits

GW = "https://w3id.org/gongwen/ontology#"
ID = "https://w3id.org/gongwen/id/"
TITLES = """PREFIX gw: <https://w3id.org/gongwen/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
SELECT ?title { ?d a gw:Document ; eli:title ?title } ORDER BY ?title"""
SOURCES = f"CONSTRUCT {{ ?s <{GW}fileName> ?n }} WHERE {{ ?s <{GW}fileName> ?n }}"
# no LIMIT ends it early: four unbound triples over some forty thousand
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (STR(?a) = STR(?l)) }"


@pytest.fixture(scope="module")
def titles(sample_graph):
    return [title for (title,) in open_graph(sample_graph).query(TITLES)]


def ask(site, query, accept="application/sparql-results+json", **more):
    return requests.get(f"{site}/sparql", {"query": query, **more}, headers={"Accept": accept}, timeout=60)


def test_a_query_comes_in_three_ways(site, titles):
    url = f"{site}/sparql"
    kinds = [
        requests.get(url, {"query": TITLES}, timeout=60),
        requests.post(url, {"query": TITLES}, timeout=60),
        requests.post(
            url,
            TITLES.encode(),
            headers={"Content-Type": "application/sparql-query; charset=utf-8"},
            timeout=60,
        ),
    ]
    for response in kinds:
        assert response.status_code == 200
        assert [b["title"]["value"] for b in response.json()["results"]["bindings"]] == titles


@pytest.mark.parametrize(
    "accept, media_type",
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_rows_in_the_media_type_that_is_asked_for(site, titles, accept, media_type):
    response = ask(site, TITLES, accept)
    assert response.headers["content-type"] == media_type
    assert response.headers["access-control-allow-origin"] == "*"
    if "json" in media_type:
        found = [b["title"]["value"] for b in response.json()["results"]["bindings"]]
    elif "xml" in media_type:
        found = [
            e.text
            for e in ET.fromstring(response.text).iter("{http://www.w3.org/2005/sparql-results#}literal")
        ]
    elif "csv" in media_type:
        found = [row[0] for row in csv.reader(io.StringIO(response.text))][1:]
    else:
        found = [line.strip('"') for line in response.text.splitlines()[1:]]
    assert found == titles


@pytest.mark.parametrize(
    "accept, form",
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("*/*", "turtle"),
    ],
)
def test_statements_in_the_media_type_that_is_asked_for(site, accept, form):
    response = ask(site, SOURCES, accept)
    graph = rdflib.Graph().parse(data=response.content, format=form)
    assert len(graph) == 13
    assert "county/08_shuangxi_pipe_table.txt" in {str(o) for o in graph.objects()}


@pytest.mark.parametrize("form, read", [(JSON, lambda r: r["boolean"]), (XML, lambda r: "true" in r.toxml())])
def test_ask(site, form, read):
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(f"ASK {{ ?d a <{GW}Document> }}")
    client.setReturnFormat(form)
    assert read(client.queryAndConvert())


@pytest.mark.parametrize("method, way", [("GET", None), (POST, None), (POST, POSTDIRECTLY)])
def test_sparqlwrapper(site, titles, method, way):
    client = SPARQLWrapper(f"{site}/sparql", returnFormat=JSON)
    client.setMethod(method)
    if way:
        client.setRequestMethod(way)
    client.setQuery(TITLES)
    assert [b["title"]["value"] for b in client.queryAndConvert()["results"]["bindings"]] == titles


def test_sparqlwrapper_reads_statements(site):
    client = SPARQLWrapper(f"{site}/sparql", returnFormat=TURTLE)
    client.setQuery(SOURCES)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 13


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(site, titles, method):
    graph = rdflib.Graph(SPARQLStore(f"{site}/sparql", method=method))
    assert [str(row.title) for row in graph.query(TITLES)] == titles
    source = next(
        graph.subjects(rdflib.URIRef(f"{GW}fileName"), rdflib.Literal("national/02_meal_sites_notice.txt"))
    )
    assert (source, rdflib.RDF.type, rdflib.URIRef(f"{GW}Source")) in graph


def test_kg_itself_asks_it(site, sample_graph):
    here, there = open_graph(sample_graph), open_graph(f"{site}/sparql")
    asked = ("agency-tasks", "县司法局")
    assert there.query(asked[0], agency=asked[1]).rows == here.query(asked[0], agency=asked[1]).rows


@pytest.mark.parametrize(
    "query, status, words",
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * { ?s ?p ?o . service silent <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", 403, "INSERT"),
        ("LOAD <http://127.0.0.1:9/data.ttl>", 403, "LOAD"),
        ("PREFIX a: <http://a/> DROP GRAPH a:b", 403, "DROP"),
        ("SELECT * FROM <http://elsewhere.example/g> { ?s ?p ?o }", 403, "http://elsewhere.example/g"),
        ("PREFIX e: <http://elsewhere.example/> SELECT * FROM NAMED e:g { ?s ?p ?o }", 403, "elsewhere.example/g"),
        ("BASE <http://elsewhere.example/> ASK FROM <g> { ?s ?p ?o }", 403, "elsewhere.example/g"),
        ("SELECT * { ?s ?p", 400, "line 1"),
        ("tell me everything", 400, "SELECT"),
        ("", 400, "SELECT"),
    ],
)  # fmt: skip
def test_what_is_not_answered_says_why(site, query, status, words):
    response = ask(site, query)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")
    assert words in response.text
    assert len(response.text.splitlines()) == 1


def test_words_that_only_look_forbidden_are_answered(site):
    query = 'SELECT ?s { ?s ?p "SERVICE <http://a/> FROM <http://b/> INSERT" } # LOAD FROM <http://c/>'
    assert ask(site, query).status_code == 200


@pytest.mark.parametrize(
    "send, status",
    [
        (lambda url: requests.post(url, {"update": "DROP ALL"}, timeout=9), 403),
        (lambda url: requests.post(url, b"DROP ALL", headers={"Content-Type": "application/sparql-update"}, timeout=9), 403),
        (lambda url: requests.post(url, b"{}", headers={"Content-Type": "application/json"}, timeout=9), 415),
        (lambda url: requests.post(url, {"query": [TITLES, TITLES]}, timeout=9), 400),
        (lambda url: requests.post(url, b"\xff", headers={"Content-Type": "application/sparql-query"}, timeout=9), 400),
        (lambda url: requests.post(url, {"query": " " * 1_100_000}, timeout=9), 413),
        (lambda url: requests.get(url, {"query": TITLES}, headers={"Accept": "image/png"}, timeout=9), 406),
        (lambda url: requests.put(url, TITLES, timeout=9), 405),
    ],
)  # fmt: skip
def test_requests_that_are_no_query_of_the_protocol(site, send, status):
    assert send(f"{site}/sparql").status_code == status


def test_a_data_set_is_chosen_in_the_query_or_in_the_request(site):
    everything = f"SELECT (COUNT(*) AS ?n) {{ ?d a <{GW}Document> }}"
    one = f"{ID}graph/works"
    source = ask(site, f"SELECT ?g {{ GRAPH ?g {{ ?d a <{GW}Document> }} }} ORDER BY ?g LIMIT 1").json()
    graph = source["results"]["bindings"][0]["g"]["value"]

    def number(response):
        return int(response.json()["results"]["bindings"][0]["n"]["value"])

    whole, here = number(ask(site, everything)), number(ask(site, everything, **{"default-graph-uri": graph}))
    assert 0 < here < whole
    assert number(ask(site, everything.replace("{", f"FROM <{graph}> {{", 1))) == here
    assert number(ask(site, everything, **{"default-graph-uri": one})) == 0
    assert number(ask(site, everything, **{"named-graph-uri": graph})) == 0  # its default graph is empty
    assert ask(site, everything, **{"default-graph-uri": "http://elsewhere.example/g"}).status_code == 403


def test_the_row_limit_says_so(serve, sample_graph):
    with serve(sample_graph, Limits(rows=5)) as url:
        cut = ask(url, TITLES)
        assert len(cut.json()["results"]["bindings"]) == 5
        assert cut.headers["x-sparql-maxrows"] == "5"
        whole = ask(url, f"{TITLES} LIMIT 5")
        assert len(whole.json()["results"]["bindings"]) == 5
        assert "x-sparql-maxrows" not in whole.headers


def test_the_time_limit_ends_the_work_and_the_place_is_free_again(serve, sample_graph):
    with serve(sample_graph, Limits(seconds=1.5, workers=1, patience=0.2)) as url:
        assert ask(url, TITLES).status_code == 200
        before = time.monotonic()
        ended = ask(url, ENDLESS)
        assert ended.status_code == 504
        assert "1.5 seconds" in ended.text
        assert time.monotonic() - before < 10
        assert ask(url, TITLES).status_code == 200  # by a new process: the old one would still be busy


def test_busy_is_said_and_passes(serve, sample_graph):
    with (
        serve(sample_graph, Limits(seconds=3, workers=1, patience=0.1)) as url,
        ThreadPoolExecutor(1) as other,
    ):
        ask(url, TITLES)
        long = other.submit(ask, url, ENDLESS)
        time.sleep(0.5)
        busy = ask(url, TITLES)
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
        assert long.result().status_code == 504
        assert ask(url, TITLES).status_code == 200


def test_memory_that_runs_out_costs_the_query_alone(serve, sample_graph):
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f"
    with serve(sample_graph, Limits(seconds=120, workers=1, megabytes=700)) as url:
        assert ask(url, hungry).status_code == 507
        assert ask(url, TITLES).status_code == 200


def test_many_readers_see_a_new_graph_without_a_restart(serve, tmp_path):
    texts, graph = tmp_path / "texts", tmp_path / "graph"
    texts.mkdir()
    body = "{}县人民政府办公室关于做好消防工作的通知\n\n各乡镇人民政府：\n\n一、检查。县应急管理局于2093年6月底前完成检查。\n\n{}县人民政府办公室\n2093年1月5日\n"

    def add(name):
        (texts / f"{name}.txt").write_text(body.format(name, name), "utf-8")
        build([texts], graph)

    add("甲")
    with serve(graph) as url, ThreadPoolExecutor(4) as readers:
        first = list(readers.map(lambda _: ask(url, TITLES).json(), range(8)))
        assert all(len(found["results"]["bindings"]) == 1 for found in first)
        for documents, name in enumerate("乙丙", 2):
            waiting = [readers.submit(ask, url, TITLES) for _ in range(12)]
            add(name)
            assert {response.result().status_code for response in waiting} == {200}
            assert len(ask(url, TITLES).json()["results"]["bindings"]) == documents


def test_the_service_describes_itself(site):
    response = requests.get(f"{site}/sparql", headers={"Accept": "text/turtle"}, timeout=60)
    graph = rdflib.Graph().parse(data=response.content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    [service] = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(f"{site}/sparql")
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    assert (service, sd.feature, sd.BasicFederatedQuery) not in graph


def test_void_describes_the_data(site, sample_graph):
    response = requests.get(f"{site}/void", headers={"Accept": "application/ld+json"}, timeout=60)
    graph = rdflib.Graph().parse(data=response.content, format="json-ld")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    [dataset] = graph.subjects(rdflib.RDF.type, void.Dataset)
    assert int(graph.value(dataset, void.triples)) == open_graph(sample_graph).info().triples
    parts = {
        graph.value(p, void["class"]): int(graph.value(p, void.entities))
        for p in graph.objects(dataset, void.classPartition)
    }
    assert parts[rdflib.URIRef(f"{GW}Document")] == 23


def test_scripts_of_other_sites_may_read(site):
    answer = requests.options(
        f"{site}/sparql",
        headers={"Origin": "http://a.example", "Access-Control-Request-Method": "POST"},
        timeout=60,
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]


def test_every_answer_carries_a_content_security_policy(site):
    policy = requests.get(f"{site}/nothing", timeout=60).headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
