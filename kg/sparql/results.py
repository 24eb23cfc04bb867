"""What an engine gives back, read to the end and in one form whatever the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.sparql.syntax import Form

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, Triple

    from kg.sparql.terms import Term

_STATEMENT = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Result:
    """The columns and rows of an answer; of an ASK, ``truth``."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    truth: bool | None = None


def collect(form: Form, found: QuerySolutions | QueryBoolean | Iterable[Triple]) -> Result:
    """All of what pyoxigraph found or read; statements once each and in order."""
    from pyoxigraph import QueryBoolean, QuerySolutions

    if isinstance(found, QueryBoolean):
        return Result(("answer",), [], bool(found))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Result(columns, [tuple(solution) for solution in found])
    statements = sorted({tuple(triple) for triple in found}, key=lambda row: tuple(map(str, row)))
    return Result(_STATEMENT, list(statements))
