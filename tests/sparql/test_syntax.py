from __future__ import annotations

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.sparql import QueryError
from kg.sparql.syntax import check_reading, tokens

# ways to hide a call to another server; U is its address. Each was tried on the engine.
HIDDEN = [
    ("plain", "SELECT * { SERVICE <U> { ?s ?p ?o } }"),
    ("small letters", "SELECT * { service <U> { ?s ?p ?o } }"),
    ("silent", "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }"),
    ("in a subquery", "SELECT * { { SELECT * { SERVICE <U> { ?s ?p ?o } } } }"),
    ("in EXISTS", "SELECT * { ?a ?b 1 FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } }"),
    ("no space before the prefix", "PREFIX : <U> SELECT * { SERVICE:{ ?s ?p ?o } }"),
    ("prefix of that name", "PREFIX : <U> PREFIX service: <http://y/> SELECT * { service:{ ?s ?p ?o } }"),
    ("joined to silent", "PREFIX : <U> SELECT * { SERVICESILENT:{ ?s ?p ?o } }"),
    ("joined to a boolean", "SELECT * { ?a ?b trueSERVICE<U>{ ?s ?p ?o } }"),
    ("joined to a number", "SELECT * { ?a ?b 1SERVICE<U>{ ?s ?p ?o } }"),
    ("after a bracket", "SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE<U>{ ?s ?p ?o } }"),
    ("a comparison that looks like an IRI",
     "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n<U>{ ?s ?p ?o } }"),
    ("the same with a scheme",
     "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#x://>\n<U>{ ?s ?p ?o } }"),
    ("after a comment", "SELECT * { # SERVICE\n SERVICE # <\n <U> { ?s ?p ?o } }"),
    ("after a string with a mark", "SELECT * { BIND('\\'' AS ?x) SERVICE <U> { ?s ?p ?o } BIND('' AS ?y) }"),
]  # fmt: skip


class Listener:
    """A server that only notes whether anyone called."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(5)
        self.calls = 0
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


@pytest.mark.parametrize("query", [q for _, q in HIDDEN], ids=[name for name, _ in HIDDEN])
def test_whatever_makes_the_engine_call_another_server_is_refused(query: str) -> None:
    listener = Listener()
    text = query.replace("<U>", f"<{listener.url}>")
    try:
        store = Store()
        store.update("INSERT DATA { <a:a> <a:b> 1 , true }")
        list(store.query(text))
    except OSError:
        pass  # the listener hangs up
    finally:
        listener.socket.close()
    assert listener.calls > 0, "the engine does not take this for a call: the case shows nothing"
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        check_reading(text)


def test_a_service_named_by_a_variable_is_refused() -> None:
    with pytest.raises(QueryError, match=r"SERVICE is not allowed here.*line 2, column 3"):
        check_reading("SELECT * { VALUES ?u { <http://x/> }\n  SERVICE ?u { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
        'SELECT * { ?s ?p """a " SERVICE <http://x/> { } """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s <http://example.org/service#x> ?o }",
        "SELECT * { ?s <http://example.org/SERVICE> ?o }",
        "PREFIX service: <http://x/> SELECT * { ?s service:x ?o }",
        "PREFIX x: <http://x/> SELECT * { GRAPH x:service { ?s ?p ?o } }",
        "SELECT * { ?s ?p '服务'@en-service }",
        "SELECT * { _:service ?p ?o }",
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    list(Store().query(query))
    assert check_reading(query).form == "SELECT"


@given(st.text())
def test_no_text_in_a_literal_is_refused(text: str) -> None:
    from pyoxigraph import Literal

    try:
        literal = Literal(text)
    except UnicodeEncodeError:
        return
    assert check_reading(f"SELECT * {{ ?s ?p {literal} }}").form == "SELECT"


@given(st.text())
def test_tokens_lose_nothing_but_spaces_and_comments(text: str) -> None:
    end = 0
    for token in tokens(text):
        between = text[end : token.start]
        assert all(not part.strip(" \t\r\n") or part.lstrip(" \t\r\n").startswith("#")
                   for part in between.replace("\r", "\n").split("\n"))  # fmt: skip
        assert text[token.start : token.end] == token.text
        end = token.end


@pytest.mark.parametrize(
    ("query", "form", "has_dataset"),
    [
        ("select * {}", "SELECT", False),
        ("BASE <http://x/> PREFIX select: <http://x/> ASK {}", "ASK", False),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://x/g> WHERE { ?s ?p ?o }", "CONSTRUCT", True),
        ("DESCRIBE <http://x/delete>", "DESCRIBE", False),
        ("SELECT ?from { ?from ?p 'FROM' }", "SELECT", False),
        ("SELECT * { ?s ?p ?o FILTER(?o = 'INSERT DATA {}') }", "SELECT", False),
    ],
)
def test_reading(query: str, form: str, has_dataset: bool) -> None:
    reading = check_reading(query)
    assert (reading.form, reading.has_dataset) == (form, has_dataset)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "load <http://x/>",
        "CLEAR ALL",
        "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="changes the graph"):
        check_reading(query)


@pytest.mark.parametrize("query", ["", "   # nothing", "what is due?"])
def test_no_query(query: str) -> None:
    with pytest.raises(QueryError, match="there is no query"):
        check_reading(query)
