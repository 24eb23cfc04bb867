"""The answers to people's own queries: SPARQL text and named queries, cut at the row limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.sparql.answer import Answer, Kind
from kg.sparql.errors import QueryError, RefusedQuery
from kg.sparql.results import Result
from kg.sparql.syntax import check_reading, syntax_error
from kg.web.dataset import named_in
from kg.web.reader import Reader

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Triple

    from kg.sparql.terms import Term


@dataclass(frozen=True, slots=True)
class Sparql:
    """SPARQL text, with the data set that the request names (None where it names none)."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


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


def answer_named(reader: Reader, name: str, parameters: dict[str, str]) -> Found:
    """The answer to a named query; QueryError for one at fault."""
    answer = reader.graph.query(name, **parameters)  # type: ignore[arg-type]
    truth = bool(answer) if answer.kind == "ask" else None
    return _found(answer.kind, answer.columns, answer.terms, answer.sparql, reader.most_rows, truth)


def answer_sparql(reader: Reader, asked: Sparql) -> Found:
    """The answer to SPARQL text; QueryError for one at fault, RefusedQuery for one that is not for reading
    this graph."""
    from pyoxigraph import NamedNode, QueryBoolean

    text, rows = asked.text, reader.most_rows
    reading = check_reading(text)
    reader.store.refresh()
    oxigraph = reader.store.store()
    requested = (*asked.default_graphs, *asked.named_graphs)
    for name in requested or named_in(text):
        if not oxigraph.contains_named_graph(_graph(name)):
            raise RefusedQuery(f"the data set holds no graph <{name}>, and none is fetched from elsewhere")
    # the request's data set takes the place of the one in the query (SPARQL 1.1 Protocol, 2.1.4)
    dataset: dict[str, Any] = {"use_default_graph_as_union": not reading.has_dataset}
    if requested:
        dataset = {
            "default_graph": [NamedNode(name) for name in asked.default_graphs],
            "named_graphs": [NamedNode(name) for name in asked.named_graphs],
        }
    try:
        result: Any = oxigraph.query(text, **dataset)
        if isinstance(result, QueryBoolean):
            return Found("ask", ("answer",), [], text, bool(result), False)
        if reading.form == "SELECT":
            return _solutions(result, text, rows)
        return _statements(result, "construct" if reading.form == "CONSTRUCT" else "describe", text, rows)
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from None
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
