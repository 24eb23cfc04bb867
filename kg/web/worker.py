"""A process that answers queries, so that one that runs too long can be ended: the engine itself knows
neither a time limit nor cancelling, and out of memory it takes its whole process along."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.sparql.answer import Answer, Kind
from kg.sparql.embedded import Embedded
from kg.sparql.errors import GraphError, QueryError, RefusedQuery
from kg.sparql.graph import Graph
from kg.sparql.parameters import Given
from kg.sparql.results import Result
from kg.sparql.syntax import PREFIXES, check_reading, syntax_error
from kg.web.dataset import named_in
from kg.web.drawing import draw

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Triple

    from kg.sparql.terms import Term
    from kg.view.terms import Language
    from kg.view.write import PictureFormat


@dataclass(frozen=True, slots=True)
class Sparql:
    """SPARQL text, with the data set that the request names (None where it names none)."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A named query and what it is asked with."""

    name: str
    parameters: dict[str, Given] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draw:
    """A picture: its kind (``query`` or one of ``kg view``), what it is asked with, the form of file, and
    the path that leads to the page of a thing where it is to link to them."""

    kind: str
    given: dict[str, str]
    form: PictureFormat = "html"
    language: Language = "zh"
    links: str | None = None


Job = Sparql | Named | Draw


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that may have been cut at the row limit."""

    kind: Kind
    columns: tuple[str, ...]
    terms: list[tuple[Term | None, ...]]
    sparql: str
    truth: bool | None
    cut: bool

    def result(self) -> Result:
        """The same as what the writers of ``kg.sparql`` take."""
        return Result(self.columns, self.terms, self.truth)

    def answer(self) -> Answer:
        """The same as the answer of ``kg.sparql``."""
        return Answer(self.kind, self.columns, self.terms, self.sparql, self.truth)


def work(connection: Connection, folder: str, rows: int, megabytes: int) -> None:
    """Answer jobs until the connection ends: each is sent back as Found, or as the error to raise."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's affair, which ends this process
    _hold_memory(megabytes)
    store = Embedded(folder)
    graph = Graph(store)
    while True:
        try:
            job: Job = connection.recv()
        except EOFError:
            return
        connection.send(_outcome(job, store, graph, rows))


def _outcome(job: Job, store: Embedded, graph: Graph, rows: int) -> Found | bytes | GraphError:
    try:
        if isinstance(job, Draw):
            return draw(graph, job.kind, job.given, job.form, job.language, job.links)
        if isinstance(job, Named):
            answer = graph.query(job.name, **job.parameters)  # type: ignore[arg-type]
            truth = bool(answer) if answer.kind == "ask" else None
            return _found(answer.kind, answer.columns, answer.terms, answer.sparql, rows, truth)
        return _run(job, store, rows)
    except GraphError as error:
        return error


def _run(job: Sparql, store: Embedded, rows: int) -> Found:
    from pyoxigraph import NamedNode, QueryBoolean

    reading = check_reading(job.text)
    store.refresh()
    oxigraph = store.store()
    requested = (*job.default_graphs, *job.named_graphs)
    for name in requested or named_in(job.text):
        if not oxigraph.contains_named_graph(_graph(name)):
            raise RefusedQuery(f"the data set holds no graph <{name}>, and none is fetched from elsewhere")
    # the request's data set takes the place of the one in the query (SPARQL 1.1 Protocol, 2.1.4)
    dataset: dict[str, Any] = {"use_default_graph_as_union": not reading.has_dataset}
    if requested:
        dataset = {
            "default_graph": [NamedNode(name) for name in job.default_graphs],
            "named_graphs": [NamedNode(name) for name in job.named_graphs],
        }
    try:
        result: Any = oxigraph.query(job.text, prefixes=PREFIXES, **dataset)
        if isinstance(result, QueryBoolean):
            return Found("ask", ("answer",), [], job.text, bool(result), False)
        if reading.form == "SELECT":
            return _solutions(result, job.text, rows)
        return _statements(result, "construct" if reading.form == "CONSTRUCT" else "describe", job.text, rows)
    except SyntaxError as error:
        raise syntax_error(job.text, str(error)) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be answered: {' '.join(str(error).split())}") from None


def _graph(name: str) -> Any:  # noqa: ANN401 - a term of pyoxigraph, which is imported late
    from pyoxigraph import NamedNode

    try:
        return NamedNode(name)
    except ValueError:
        raise QueryError(f"{name!r} is no IRI of a graph") from None


def _solutions(result: QuerySolutions, text: str, rows: int) -> Found:
    columns = tuple(variable.value for variable in result.variables)
    return _found("select", columns, (tuple(solution) for solution in result), text, rows)


def _statements(result: Iterable[Triple], kind: Kind, text: str, rows: int) -> Found:
    unique = dict.fromkeys(tuple(triple) for triple in islice(result, rows + 1))
    return _found(kind, ("subject", "predicate", "object"), unique, text, rows)


def _found(
    kind: Kind,
    columns: tuple[str, ...],
    terms: Iterable[tuple[Term | None, ...]],
    text: str,
    rows: int,
    truth: bool | None = None,
) -> Found:
    kept = list(islice(terms, rows + 1))
    return Found(kind, columns, kept[:rows], text, truth, len(kept) > rows)


def _hold_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: only the time limit holds then
        return
    limit = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def start(folder: Path, rows: int, megabytes: int) -> tuple[Any, Connection]:
    """A new process at work, and this side's end of the connection to it."""
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork would copy the threads of the server
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, str(folder), rows, megabytes), daemon=True)
    process.start()
    theirs.close()
    return process, ours
