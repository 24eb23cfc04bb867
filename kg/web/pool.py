"""A few processes that read the graph, each killed when a reading outlives its time."""

from __future__ import annotations

import queue
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from kg.sparql.errors import GraphError
from kg.web.limits import Limits
from kg.web.reader import Reader
from kg.web.worker import Job, Outcome, start

P = ParamSpec("P")
T = TypeVar("T")
Reading = Callable[Concatenate[Reader, P], T]
"""A function of a module, so that a process can be told its name; what it takes and gives is sent."""


class Busy(GraphError):  # noqa: N818 - what it says
    """All processes are at work."""


class Preparing(Busy):
    """What is read of the whole graph once is not yet read."""


class TooLong(GraphError):  # noqa: N818 - what it says
    """The reading was ended at the time limit."""


class TooLarge(GraphError):  # noqa: N818 - what it says
    """The reading ended its process, which as a rule means that its memory ran out."""


class Pool:
    """Does readings of the graph in a folder, within limits. Safe to use from several threads."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._idle: queue.LifoQueue[Seat] = queue.LifoQueue()
        self._seats = [Seat(folder, limits) for _ in range(limits.workers)]
        for seat in self._seats:
            self._idle.put(seat)

    def ask(self, patience: float, reading: Reading[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What a reading gives, once a place was free within ``patience`` seconds. The reading's own
        GraphError, and Busy, TooLong, TooLarge."""
        try:
            seat = self._idle.get(timeout=patience)
        except queue.Empty:
            raise Busy(
                f"all {self._limits.workers} places for queries are taken; try again in a moment"
            ) from None
        try:
            found: T = seat.do(Job(reading, given, named), self._limits.seconds)
            return found
        finally:
            self._idle.put(seat)

    def warm(self) -> None:
        """Start the processes, which else wait for the first reading."""
        for seat in self._seats:
            seat.prepare()

    def close(self) -> None:
        """End the processes."""
        for seat in self._seats:
            seat.end()


class Seat:
    """A place for one reading at a time, and the process that has it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._lock = Lock()
        self._process: Any = None
        self._ready = False
        self._connection: Connection | None = None

    def prepare(self) -> Connection:
        """The connection to the process, which is started where there is none."""
        with self._lock:
            if self._connection is None or not self._process.is_alive():
                self._process, self._connection = start(self._folder, self._limits)
                self._ready = False
            return self._connection

    def do(self, job: Job, seconds: float | None) -> Any:  # noqa: ANN401 - whatever the reading gives
        """What the job gives; it is ended after so many seconds, never for None."""
        connection = self.prepare()
        self._await_start(connection)
        try:
            connection.send(job)
            if not connection.poll(seconds):
                self.end()
                raise TooLong(f"the query was ended after {seconds:g} seconds; ask for less")
            outcome: Outcome = connection.recv()
        except (EOFError, OSError):
            self.end()
            raise TooLarge("the query took more memory than it may; ask for less, or put a LIMIT") from None
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def _await_start(self, connection: Connection) -> None:
        """Wait until the process can work: its start is no part of a job's time."""
        if self._ready:
            return
        try:
            connection.recv()
        except (EOFError, OSError):
            self.end()
            raise GraphError(
                "no process to read the graph could be started; the server's log tells why"
            ) from None
        self._ready = True

    def end(self) -> None:
        """End the process."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            if self._connection is not None:
                self._connection.close()
            self._process = self._connection = None
