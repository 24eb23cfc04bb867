"""A graph that can be asked, wherever it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.sparql.answer import Answer
from kg.sparql.answer import Kind as AnswerKind
from kg.sparql.embedded import Embedded
from kg.sparql.errors import GraphError, QueryError
from kg.sparql.info import GraphInfo, info
from kg.sparql.named import NamedQuery, has_header, load, named_query, parse
from kg.sparql.network import KINDS, network
from kg.sparql.network import Kind as NodeKind
from kg.sparql.parameters import Given, bind
from kg.sparql.remote import ENTAILMENT, Remote
from kg.sparql.syntax import Form, check_reading

if TYPE_CHECKING:
    import networkx
    from pyoxigraph import Quad
    from rdflib import Dataset

    from kg.sparql.terms import Term

_KINDS: dict[Form, AnswerKind] = {
    "SELECT": "select",
    "ASK": "ask",
    "CONSTRUCT": "construct",
    "DESCRIBE": "describe",
}


def open_graph(path_or_url: str | Path, timeout: float | None = None) -> Graph:
    """The graph in a folder that ``kg build`` made, or at a SPARQL 1.1 endpoint (an http or https URL).

    ``timeout`` is how many seconds an endpoint may take. GraphError where there is no such graph.
    """
    if isinstance(path_or_url, str) and path_or_url.lower().startswith(("http://", "https://")):
        return Graph(Remote(path_or_url, timeout))
    return Graph(Embedded(path_or_url))


class Graph:
    """A knowledge graph of government documents; ``open_graph`` makes one."""

    def __init__(self, store: Embedded | Remote) -> None:
        self._store = store

    def __repr__(self) -> str:
        return f"<Graph {self.name}>"

    def _repr_html_(self) -> str:
        """How Jupyter shows it: what it holds. Where it can't be asked, the reason."""
        from html import escape

        from kg.sparql.notebook import graph_html

        try:
            return graph_html(self.name, self.info())
        except GraphError as error:
            return f"<p>{escape(repr(self))}: {escape(str(error))}</p>"

    @property
    def name(self) -> str:
        """The folder or the address of the graph."""
        return self._store.url if isinstance(self._store, Remote) else str(self._store.path)

    def refresh(self) -> bool:
        """Look whether a build has changed the graph, and go over to its outcome. A graph in a folder
        does so at each query."""
        return self._store.refresh()

    def query(self, query: str | Path, /, *, entailed: bool = True, **parameters: Given) -> Answer:
        """The answer to a named query, a query file (``.rq``) or SPARQL text.

        ``parameters`` are those of the named query: names and titles as printed, IRIs, dates. Without
        ``entailed``, what the ontology adds to the sources' statements is left out; an endpoint is then
        told every other named graph, which is slow where there are thousands. Queries see all named
        graphs as one, unless they say FROM. SERVICE and updates are refused.

        QueryError for a query or parameter at fault, GraphError where the graph can't be reached.
        """
        named = _named(query)
        if named is not None:
            text = named.bind(bind(named, parameters, lambda asked: self._rows(asked, entailed)))
        elif parameters:
            raise QueryError(f"SPARQL text takes no parameters; {', '.join(parameters)} can't be given")
        else:
            text = _plain(query)
        return self._answer(text, entailed)

    def _answer(self, text: str, entailed: bool) -> Answer:
        reading = check_reading(text)
        result = self._store.run(text, reading, entailed)
        return Answer(_KINDS[reading.form], result.columns, result.rows, text, result.truth)

    def _rows(self, text: str, entailed: bool = True) -> list[tuple[Term | None, ...]]:
        return self._answer(text, entailed).terms

    def info(self) -> GraphInfo:
        """How much the graph holds: sources, documents, tasks and so on; documents by level, place, year."""
        self.refresh()
        return info(lambda asked: self._answer(asked, entailed=True).rows)

    def network(
        self, kinds: Iterable[NodeKind] = KINDS, *, entailed: bool = True
    ) -> networkx.MultiDiGraph[str]:
        """A networkx graph of the nodes of the kinds asked for (documents, tasks, agencies, works, places)
        and every link between two of them. A node is an IRI with ``kind``, ``label`` and ``level``, a
        link has its ``relation``."""
        return network(lambda asked: self._answer(asked, entailed).rows, kinds)

    def named_graphs(self, *, entailed: bool = True) -> list[str]:
        """The IRIs of the named graphs, in order."""
        return [name for name in self._store.named_graphs() if entailed or not name.endswith(ENTAILMENT)]

    def quads(self, graph: str, *, entailed: bool = True) -> Iterator[Quad]:
        """The statements of one named graph, in no order."""
        from pyoxigraph import NamedNode, Quad

        name = NamedNode(graph)
        text = f"SELECT ?s ?p ?o {{ GRAPH {name} {{ ?s ?p ?o }} }}"
        return (Quad(s, p, o, name) for s, p, o in self._rows(text, entailed))  # type: ignore[arg-type]

    def dataset(self) -> Dataset:
        """An rdflib Dataset over the same store, read only, its default graph the union of all.

        GraphError for a graph at an endpoint.
        """
        if isinstance(self._store, Remote):
            raise GraphError(f"{self.name} is an endpoint; an rdflib Dataset needs a graph in a folder")
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        self.refresh()
        return Dataset(OxigraphStore(store=self._store.store()), default_union=True)


def _named(query: str | Path) -> NamedQuery | None:
    """The named query that is meant: by name, by file or by a text with its header."""
    path = _as_path(query)
    if path is not None:
        return load(path) if has_header(_read(path)) else None
    text = str(query).strip()
    if text and not any(c.isspace() or c in "{}" for c in text):
        return named_query(text)
    return parse("query", text) if has_header(text) else None


def _plain(query: str | Path) -> str:
    path = _as_path(query)
    return str(query) if path is None else _read(path)


def _as_path(query: str | Path) -> Path | None:
    if isinstance(query, Path):
        return query
    return Path(query) if query.endswith(".rq") and "{" not in query else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"the query file {path} can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise QueryError(f"the query file {path} is not UTF-8") from None
