"""A few processes that answer queries, each killed when a query outlives its time."""

from __future__ import annotations

import queue
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any

from kg.sparql.errors import GraphError
from kg.web.limits import Limits
from kg.web.worker import Draw, Found, Job, Named, Sparql, start


class Busy(GraphError):  # noqa: N818 - what it says
    """All processes are at work."""


class TooLong(GraphError):  # noqa: N818 - what it says
    """The query was ended at the time limit."""


class TooLarge(GraphError):  # noqa: N818 - what it says
    """The query ended its process, which as a rule means that its memory ran out."""


class Pool:
    """Answers queries about the graph in a folder, within limits. Safe to use from several threads."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._idle: queue.LifoQueue[_Seat] = queue.LifoQueue()
        self._seats = [_Seat(folder, limits) for _ in range(limits.workers)]
        for seat in self._seats:
            self._idle.put(seat)

    def ask(self, job: Sparql | Named) -> Found:
        """The answer to a query. QueryError for a query at fault; Busy, TooLong, TooLarge."""
        found = self._do(job)
        assert isinstance(found, Found)
        return found

    def draw(self, job: Draw) -> bytes:
        """A picture as a file; errors as above."""
        drawn = self._do(job)
        assert isinstance(drawn, bytes)
        return drawn

    def _do(self, job: Job) -> Found | bytes:
        try:
            seat = self._idle.get(timeout=self._limits.patience)
        except queue.Empty:
            raise Busy(
                f"all {self._limits.workers} places for queries are taken; try again in a moment"
            ) from None
        try:
            return seat.ask(job)
        finally:
            self._idle.put(seat)

    def warm(self) -> None:
        """Start the processes, which else wait for the first query."""
        for seat in self._seats:
            seat.prepare()

    def close(self) -> None:
        """End the processes."""
        for seat in self._seats:
            seat.end()


class _Seat:
    """A place for one query at a time, and the process that has it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._lock = Lock()
        self._process: Any = None
        self._connection: Connection | None = None

    def prepare(self) -> Connection:
        with self._lock:
            if self._connection is None or not self._process.is_alive():
                self._process, self._connection = start(
                    self._folder, self._limits.rows, self._limits.megabytes
                )
            return self._connection

    def ask(self, job: Job) -> Found | bytes:
        connection = self.prepare()
        try:
            connection.send(job)
            if not connection.poll(self._limits.seconds):
                self.end()
                raise TooLong(f"the query was ended after {self._limits.seconds:g} seconds; ask for less")
            outcome: Found | bytes | GraphError = connection.recv()
        except (EOFError, OSError):
            self.end()
            raise TooLarge("the query took more memory than it may; ask for less, or put a LIMIT") from None
        if isinstance(outcome, GraphError):
            raise outcome
        return outcome

    def end(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            if self._connection is not None:
                self._connection.close()
            self._process = self._connection = None
