"""A graph at a SPARQL 1.1 endpoint, asked through SPARQLWrapper."""

from __future__ import annotations

from urllib.parse import urlsplit

from kg.rdf.namespaces import gw
from kg.sparql.errors import GraphError, QueryError
from kg.sparql.results import Result, collect
from kg.sparql.syntax import Reading, check_reading, declared, syntax_error
from kg.sparql.terms import to_values

_ANY_SOURCE = f"?source a <{gw.Source}>"
ENTAILMENT = "/graph/entailment"
_LONGEST = 400


class Remote:
    """An endpoint. What its default graph holds is the server's affair, so it is asked first: where
    that is not the union of the named graphs, each query names them."""

    def __init__(self, url: str, timeout: float | None = None) -> None:
        self.url = url
        self.timeout = timeout
        if not urlsplit(url).hostname:
            raise GraphError(
                f"{url} is not the address of a SPARQL endpoint, such as https://example.org/sparql"
            )
        self._graphs: list[str] | None = None
        self._union = self._find_union()

    def _find_union(self) -> list[tuple[str, str]]:
        """The parameters of a request that make the default graph the union of all named graphs."""
        # Oxigraph's own way, which other servers pass over
        for parameters in ([], [("union-default-graph", "true")]):
            if self._ask(f"ASK {{ {_ANY_SOURCE} }}", parameters):
                return parameters
        if not self._ask(f"ASK {{ GRAPH ?graph {{ {_ANY_SOURCE} }} }}", []):
            raise GraphError(f"{self.url} answers, but it holds no gongwen graph")
        return [("default-graph-uri", name) for name in self.named_graphs()]

    def named_graphs(self) -> list[str]:
        """The IRIs of the named graphs, in order, as they were when first asked for."""
        if self._graphs is None:
            text = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
            found = self._send(text, check_reading(text), []).rows
            self._graphs = [str(name) for (name,) in to_values(found)]
        return self._graphs

    def _ask(self, text: str, parameters: list[tuple[str, str]]) -> bool:
        return bool(self._send(text, check_reading(text), parameters).truth)

    def refresh(self) -> bool:
        """Look again which graphs the endpoint holds; True, for it may have changed at any time."""
        self._graphs = None
        self._union = self._find_union()
        return True

    def run(self, text: str, reading: Reading, entailed: bool) -> Result:
        """The endpoint's result; a query that names its graphs itself (FROM) is asked of those."""
        if reading.has_dataset:
            return self._send(text, reading, [])
        if entailed:
            return self._send(text, reading, self._union)
        asserted = [
            ("default-graph-uri", name) for name in self.named_graphs() if not name.endswith(ENTAILMENT)
        ]
        return self._send(text, reading, asserted)

    def _send(self, text: str, reading: Reading, parameters: list[tuple[str, str]]) -> Result:
        from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

        is_rows = reading.form in ("SELECT", "ASK")
        body = self._request(text, reading, parameters, "json" if is_rows else "turtle")
        try:
            if is_rows:
                return collect(reading.form, parse_query_results(body, QueryResultsFormat.JSON))
            return collect(reading.form, (quad.triple for quad in parse(body, RdfFormat.TURTLE)))
        except (SyntaxError, ValueError):
            start = " ".join(body[:80].decode("utf-8", "replace").split())
            raise GraphError(
                f"{self.url} sent no whole answer ({len(body)} bytes, beginning with {start!r}); "
                "it may have stopped at its time limit: ask for less"
            ) from None

    def _request(self, text: str, reading: Reading, parameters: list[tuple[str, str]], wanted: str) -> bytes:
        from http.client import METHOD_NOT_ALLOWED, HTTPException
        from urllib.error import HTTPError, URLError

        from SPARQLWrapper import POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException

        wrapper = SPARQLWrapper(self.url, returnFormat=wanted)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setQuery(declared(text))
        wrapper.queryType = reading.form  # its own guess misreads some comments
        if self.timeout is not None:
            wrapper.setTimeout(int(self.timeout))
        for name, value in parameters:
            wrapper.addParameter(name, value)
        elsewhere = (
            "" if self.url.endswith("/sparql") else ("; the address of an endpoint ends in /sparql as a rule")
        )
        try:
            return bytes(wrapper.query().response.read())
        except QueryBadFormed as error:
            raise syntax_error(text, _told(error)) from None
        except EndPointNotFound:
            raise GraphError(f"{self.url} is not there (HTTP 404){elsewhere}") from None
        except SPARQLWrapperException as error:
            raise QueryError(f"{self.url} could not answer: {_told(error)}") from None
        except HTTPError as error:
            hint = elsewhere if error.code == METHOD_NOT_ALLOWED else ""
            raise GraphError(f"{self.url} answered with HTTP {error.code} {error.reason}{hint}") from None
        except URLError as error:
            if isinstance(error.reason, ConnectionRefusedError):
                raise GraphError(f"{self.url} can't be reached: is the server running?") from None
            raise GraphError(f"{self.url} can't be reached: {error.reason}") from None
        except TimeoutError:
            raise GraphError(f"{self.url} gave no answer in {self.timeout:g} seconds") from None
        except (HTTPException, OSError) as error:
            raise GraphError(f"{self.url} broke the connection off: {error}") from None


def _told(error: Exception) -> str:
    """What the server said, without the frame that SPARQLWrapper puts around it."""
    whole = " ".join(str(error).replace("\\n", " ").split())
    said = whole.partition("Response: ")[2] or whole
    if said[:2] in ("b'", 'b"'):
        said = said[2:-1]
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
