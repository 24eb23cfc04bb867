"""What all pages share: the graph in force, the processes for long queries, the limits."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, cast

from starlette.requests import Request

from kg.manifest import read_manifest
from kg.sparql import Graph, GraphInfo, open_graph
from kg.sparql.folder import current_generation
from kg.sparql.terms import Value
from kg.web.limits import Limits
from kg.web.pool import Pool

Record = dict[str, Value]


class Site:
    """The explorer of one graph. Whatever it keeps belongs to a generation of the graph and goes with it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.graph: Graph = open_graph(folder)
        self.pool = Pool(folder, limits)
        self._lock = Lock()
        self._kept: tuple[Path, dict[str, Any]] = (current_generation(folder), {})

    @cached_property
    def base(self) -> str:
        """The IRI below which the data is named; a graph keeps it for life."""
        return read_manifest(current_generation(self.folder)).base

    def rows(self, sparql: str) -> list[Record]:
        """The rows of a SELECT of our own."""
        return self.graph.query(sparql).records()

    def number(self, sparql: str) -> int:
        """The one number that a SELECT gives."""
        [[value]] = self.graph.query(sparql).rows
        return int(cast("int", value))

    def info(self) -> GraphInfo:
        """What the graph holds, counted once for each generation."""
        return cast("GraphInfo", self.kept("info", self.graph.info))

    def kept(self, name: str, make: Any) -> Any:  # noqa: ANN401 - whatever ``make`` makes
        """What ``make()`` gives, made once for each generation of the graph."""
        generation = current_generation(self.folder)
        with self._lock:
            if self._kept[0] != generation:
                self._kept = (generation, {})
            things = self._kept[1]
        if name not in things:
            things[name] = make()
        return things[name]

    def close(self) -> None:
        """End the processes."""
        self.pool.close()


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast("Site", request.app.state.site)
