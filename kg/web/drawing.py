"""The pictures of ``kg view`` as the explorer asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kg.sparql.errors import QueryError
from kg.sparql.named import named_queries
from kg.web.reader import Reader

if TYPE_CHECKING:
    from kg.sparql import Graph
    from kg.view.picture import Picture
    from kg.view.terms import Language
    from kg.view.write import PictureFormat

KINDS = ("chain", "lineage", "matrix", "agencies", "timeline", "query")


def draw(
    reader: Reader,
    kind: str,
    given: dict[str, str],
    form: PictureFormat,
    language: Language,
    links: str | None = None,
    where: dict[str, list[str]] | None = None,
) -> bytes:
    """A picture as a file. ``given`` holds ``of`` (an IRI or a name); for a query its ``name``, the ``as``
    (network, timeline ...) and its parameters; ``where`` is what its rows must hold. QueryError
    where there is nothing to draw."""
    from kg.view import render

    return render(_picture(reader.graph, kind, dict(given), where or {}), form, language, links)


def _picture(graph: Graph, kind: str, given: dict[str, str], where: dict[str, list[str]]) -> Picture:
    from kg import view

    if kind == "query":
        name, form = given.pop("name", ""), given.pop("as", None)
        if name not in named_queries() and name.strip().endswith(".rq"):
            raise QueryError(
                "a query file is not read here; give the query itself"
            )  # it would be the server's
        rest: dict[str, Any] = {**given}
        return view.query(graph, name, form=form, where=where, **rest)  # type: ignore[arg-type]
    of = given.get("of", "")
    if kind == "timeline":
        from kg.view.asking import find

        thing, _ = find(graph, of)
        return view.timeline(graph, agency=of) if thing == "agency" else view.timeline(graph, document=of)
    makers: dict[str, Callable[[Graph, str], Picture]] = {
        "chain": view.chain,
        "lineage": view.lineage,
        "matrix": view.matrix,
        "agencies": view.agencies,
    }
    if kind not in makers:
        raise QueryError(f"there is no picture {kind!r}; choose one of {', '.join(KINDS)}")
    return makers[kind](graph, of)
