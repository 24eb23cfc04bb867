"""The graph that a command asks: a folder or an endpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.sparql import Graph

_Command = TypeVar("_Command", bound=Callable[..., Any])


def of_a_graph(command: _Command) -> _Command:
    """The options of what asks a graph."""
    endpoint = click.option("--endpoint", metavar="URL", help="A SPARQL 1.1 endpoint to ask instead.")
    folder = click.option(
        "--graph", metavar="GRAPH", type=click.Path(path_type=Path), help="The graph's folder."
    )
    return folder(endpoint(command))


def open_asked(graph: Path | None, endpoint: str | None) -> Graph:
    """The graph that the options name; UsageError where they name none, two, or no address."""
    from kg.sparql import open_graph

    if graph is not None and endpoint is None:
        return open_graph(graph)
    if graph is not None or endpoint is None:
        raise click.UsageError("name a graph's folder with --graph or an endpoint with --endpoint")
    if not endpoint.lower().startswith(("http://", "https://")):
        raise click.UsageError(f"an endpoint's address begins with http:// or https://, not {endpoint!r}")
    return open_graph(endpoint)
