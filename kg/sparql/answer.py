"""The answer to a query: rows of plain values, and the terms behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from kg.sparql.errors import GraphError
from kg.sparql.results import Result
from kg.sparql.terms import Value, to_text, to_values
from kg.sparql.writers import WRITERS, as_turtle, table

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyoxigraph import Triple

    from kg.sparql.terms import Term

Kind = Literal["select", "ask", "construct", "describe"]
Row = tuple[Value, ...]
AnswerFormat = Literal["table", "csv", "tsv", "json", "markdown", "turtle"]


class Answer:
    """What a query found.

    ``kind`` tells the query's form. A SELECT gives its columns and rows; an ASK one row in the column
    ``answer``; CONSTRUCT and DESCRIBE the columns ``subject``, ``predicate`` and ``object``, in one
    order. Cells are str (IRIs too), int, float, bool, date or None. ``sparql`` is the text that was
    sent: the same words give the same answer on any SPARQL 1.1 engine that holds the graph.
    """

    def __init__(
        self,
        kind: Kind,
        columns: tuple[str, ...],
        terms: list[tuple[Term | None, ...]],
        sparql: str,
        truth: bool | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.columns = columns
        self.terms = terms
        self.sparql = sparql
        self._truth = truth

    @cached_property
    def rows(self) -> list[Row]:
        """The rows, each a tuple in the order of ``columns``."""
        return to_values(self.terms) if self._truth is None else [(self._truth,)]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return 1 if self._truth is not None else len(self.terms)

    def __bool__(self) -> bool:
        """The answer to an ASK; for the other kinds, whether anything was found."""
        return self._truth if self._truth is not None else bool(self.terms)

    def __repr__(self) -> str:
        return f"<Answer {self.kind}: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """How Jupyter shows it: a table of its first rows, and the query."""
        from kg.sparql.notebook import answer_html

        return answer_html(self.columns, self.rows, self.sparql)

    def only(self, *columns: str) -> Answer:
        """The answer cut down to these columns, in this order; GraphError for one that it doesn't have."""
        if strange := [name for name in columns if name not in self.columns]:
            known = ", ".join(self.columns)
            raise GraphError(f"the answer has no column {', '.join(strange)}; its columns are {known}")
        places = [self.columns.index(name) for name in columns]
        terms = [tuple(row[i] for i in places) for row in self.terms]
        return Answer(self.kind, columns, terms, self.sparql, self._truth)

    def where(self, chosen: Mapping[str, Collection[str]]) -> Answer:
        """The answer cut down to the rows that hold, in each column named, one of the values chosen (as
        they stand in a table); GraphError for a column that it doesn't have."""
        self.only(*chosen)
        places = [(self.columns.index(name), set(values)) for name, values in chosen.items()]
        terms = [
            term
            for term, row in zip(self.terms, self.rows, strict=True)
            if all(to_text(row[place]) in values for place, values in places)
        ]
        return Answer(self.kind, self.columns, terms, self.sparql, self._truth)

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def triples(self) -> list[Triple]:
        """The statements of a CONSTRUCT or DESCRIBE; GraphError for the other kinds."""
        from pyoxigraph import Triple

        if self.kind not in ("construct", "describe"):
            raise GraphError(
                f"Turtle needs statements, and {self.kind.upper()} gives rows; ask with CONSTRUCT"
            )
        return [Triple(*row) for row in self.terms]  # type: ignore[arg-type]

    def to_pandas(self) -> DataFrame:
        """The rows as a pandas DataFrame; GraphError where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise GraphError(
                "pandas is not installed; install it with: pip install 'gongwen-kg[pandas]'"
            ) from None
        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def render(self, form: AnswerFormat = "table", width: int | None = None) -> str:
        """The answer as text: a table for people (at most ``width`` columns of the terminal; None
        shortens nothing), CSV (RFC 4180), SPARQL TSV, SPARQL results JSON, Markdown, Turtle."""
        if form == "turtle":
            return as_turtle(self.triples())
        result = Result(self.columns, self.terms, self._truth)
        if form == "table":
            return table(result, width)
        if form not in WRITERS:
            raise GraphError(
                f"there is no format {form!r}; choose one of {', '.join(get_args(AnswerFormat))}"
            )
        return WRITERS[form](result)
