from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from endpoint import free_port, serve
from test_graph import PARTICIPATIONS

from kg.sparql import Graph, GraphError, QueryError, open_graph


@pytest.fixture(scope="module", params=["named graphs alone", "union"])
def remote(request: pytest.FixtureRequest, folder: Path) -> Iterator[Graph]:
    """The default graph of one server is empty, of the other the union of all."""
    options = ["--union-default-graph"] if request.param == "union" else []
    with serve(folder, *options) as url:
        yield open_graph(url)


def test_the_same_answers(graph: Graph, remote: Graph) -> None:
    plain = ("ASK { ?s ?p ?o }", "CONSTRUCT { ?s a ?o } { ?s a ?o }", "SELECT ?task { ?task a gw:Task }")
    for query in ("documents", "assignments", *plain):
        assert remote.query(query).rows == graph.query(query).rows
    assert (
        remote.query("agency-tasks", agency="县司法局").rows
        == graph.query("agency-tasks", agency="县司法局").rows
    )
    assert remote.info() == graph.info()


def test_what_is_entailed_can_be_left_out(remote: Graph) -> None:
    assert remote.query(PARTICIPATIONS).rows == [(25,)]
    assert remote.query(PARTICIPATIONS, entailed=False).rows == [(0,)]


def test_errors_of_a_query(remote: Graph) -> None:
    with pytest.raises(QueryError, match="SPARQL syntax error at line 2"):
        remote.query("SELECT * {\n  ?s == ?o }")
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        remote.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="did you mean 县司法局"):
        remote.query("agency-tasks", agency="县司法")
    with pytest.raises(GraphError, match="needs a graph in a folder"):
        remote.dataset()


@contextmanager
def fake(status: int = 200, body: bytes = b"", upstream: str | None = None) -> Iterator[str]:
    """A server that gives one answer, or passes on to another without Oxigraph's own option."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            code, answer = status, body
            if upstream:
                kept = [pair for pair in parse_qsl(sent.decode()) if pair[0] != "union-default-graph"]
                request = urllib.request.Request(upstream, urlencode(kept).encode())
                request.add_header("Accept", self.headers["Accept"])
                with urllib.request.urlopen(request) as response:
                    answer = response.read()
            self.send_response(code)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()


def test_a_server_whose_default_graph_is_empty_is_told_every_graph(graph: Graph, folder: Path) -> None:
    with serve(folder) as url, fake(upstream=url) as plain:
        other = open_graph(plain)
        assert other.query("documents").rows == graph.query("documents").rows
        assert other.query(PARTICIPATIONS, entailed=False).rows == [(0,)]


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (200, b'{"head":{},"boolean":false}', "holds no gongwen graph"),
        (200, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a"', "sent no whole answer"),
        (200, b"<html>Please log in</html>", "beginning with '<html>Please log in"),
        (404, b"", "is not there (HTTP 404)"),
        (500, b"Virtuoso S1T00 Error SR171: Transaction timed out", "Transaction timed out"),
        (503, b"", "HTTP 503"),
    ],
)
def test_a_server_in_trouble_is_told_in_a_sentence(status: int, body: bytes, says: str) -> None:
    with fake(status, body) as url, pytest.raises(GraphError) as error:
        open_graph(url)
    assert says in str(error.value)
    assert url in str(error.value)
    assert "\n" not in str(error.value)


def test_no_server() -> None:
    with pytest.raises(GraphError, match="can't be reached: is the server running"):
        open_graph(f"http://127.0.0.1:{free_port()}/query")
    with pytest.raises(GraphError, match="not the address of a SPARQL endpoint"):
        open_graph("http://")


@pytest.mark.parametrize("status", [404, 405])
def test_an_address_that_is_no_endpoint_is_told_how_one_ends(status: int) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_error(status)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with pytest.raises(GraphError, match=rf"HTTP {status}.*; the address of an endpoint ends in /sparql"):
            open_graph(f"{address}/")
        with pytest.raises(GraphError, match=rf"HTTP {status}[^;]*$"):
            open_graph(f"{address}/sparql")
        server.shutdown()
