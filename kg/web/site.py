"""What all pages share: the processes that read the graph, and what is read once for each generation."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from starlette.requests import Request

from kg.manifest import read_manifest
from kg.sparql.folder import current_generation
from kg.web.entities.overview import Overview, read_overview
from kg.web.limits import Limits
from kg.web.pool import Pool, Preparing, Reading, Seat
from kg.web.reader import Reader, read_labels
from kg.web.search import Index, write_index
from kg.web.worker import Job

P = ParamSpec("P")
T = TypeVar("T")

BRIEFLY = 1.0
"""Seconds that a page waits for what it can tell of later."""


class Site:
    """The explorer of one graph. The server's process itself asks the graph nothing.

    What is kept belongs to a generation of the graph and goes with it. It is read in a process of its own
    and takes the time that it takes: counting or indexing a large graph outlasts what a page may cost.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        Reader(folder, limits.rows)  # GraphError here where there is no graph
        self.pool = Pool(folder, limits)
        self._seat = Seat(folder, limits)
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="kept")
        self._scratch = tempfile.TemporaryDirectory(prefix="kg-search-", ignore_cleanup_errors=True)
        self._lock = Lock()
        self._generation: Path | None = None
        self._kept: dict[Callable[..., Any], Future[Any]] = {}

    @cached_property
    def base(self) -> str:
        """The IRI below which the data is named; a graph keeps it for life."""
        return read_manifest(current_generation(self.folder)).base

    def ask(self, reading: Reading[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What a reading gives, for a page: ``site.ask(read_task, iri)``. The reading's own GraphError, and
        Busy, TooLong, TooLarge."""
        return self.pool.ask(self.limits.page_patience, reading, *given, **named)

    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of the ontology's terms and concepts, by language ("" where none is said)."""
        return self.kept(read_labels)

    def overview(self, patience: float | None = None) -> Overview:
        """What the graph holds, counted. Preparing where it is not after so many seconds."""
        return self._wait(self._reading(read_overview), patience)

    def index(self, patience: float | None = None) -> Index:
        """The search index. Preparing where it is not made after so many seconds."""
        return self._wait(self._reading(write_index, self._index_file()), patience)

    def _index_file(self) -> str:
        return str(Path(self._scratch.name) / f"{current_generation(self.folder).name}.sqlite")

    def kept(self, reading: Reading[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What a reading of the whole graph gives, read once for each generation. Preparing where it is not
        yet done when a person's patience ends."""
        return self._wait(self._reading(reading, *given, **named), None)

    def _wait(self, future: Future[T], patience: float | None) -> T:
        try:
            return future.result(self.limits.page_patience if patience is None else patience)
        except TimeoutError:
            raise Preparing("the graph is still being counted and indexed; try again in a moment") from None

    def _reading(self, reading: Reading[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
        """The reading of the generation in force, begun where it has not been."""
        generation = current_generation(self.folder)
        with self._lock:
            if self._generation != generation:
                self._generation, self._kept = generation, {}
                # what every page needs first, what takes longest last
                self._keep(read_labels)
                self._keep(read_overview)
                self._keep(write_index, self._index_file())
            known = self._kept.get(reading)
            if known is None or (known.done() and known.exception()):
                self._keep(reading, *given, **named)
            return cast("Future[T]", self._kept[reading])

    def _keep(self, reading: Reading[P, T], *given: P.args, **named: P.kwargs) -> None:
        self._kept[reading] = self._keeper.submit(self._seat.do, Job(reading, given, named), None)

    def warm(self) -> None:
        """Start the processes and what is kept, which else wait for the first page."""
        self.pool.warm()
        self._reading(read_labels)

    def close(self) -> None:
        """End the processes."""
        self._keeper.shutdown(wait=False, cancel_futures=True)
        self._seat.end()
        self.pool.close()
        self._scratch.cleanup()


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast("Site", request.app.state.site)
