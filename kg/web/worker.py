"""A process that reads the graph, so that a reading which runs too long can be ended: the engine itself
knows neither a time limit nor cancelling, and out of memory it takes its whole process along."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.sparql.errors import GraphError
from kg.web.limits import Limits
from kg.web.reader import Reader


@dataclass(frozen=True, slots=True)
class Job:
    """A reading, which is a function of a module, and what it is given besides the reader."""

    reading: Callable[..., Any]
    given: tuple[Any, ...]
    named: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading gave, or the error that it ended with."""

    value: Any = None
    error: GraphError | None = None


def work(connection: Connection, folder: Path, limits: Limits) -> None:
    """Say that the process is ready, then do jobs until the connection ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's affair, which ends this process
    _hold_memory(limits.megabytes)
    reader = Reader(folder, limits.rows)
    connection.send(Outcome())  # ready: the time of a job begins now
    while True:
        try:
            job: Job = connection.recv()
        except EOFError:
            return
        connection.send(_outcome(job, reader))


def _outcome(job: Job, reader: Reader) -> Outcome:
    try:
        return Outcome(job.reading(reader, *job.given, **job.named))
    except GraphError as error:
        return Outcome(error=error)
    except MemoryError:
        raise  # ends the process, which is told as too large
    except Exception as error:  # a fault of ours: the reader is told, the log tells where
        traceback.print_exc()
        return Outcome(error=GraphError(f"the server failed: {type(error).__name__}: {error}"))


def _hold_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: only the time limit holds then
        return
    limit = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def start(folder: Path, limits: Limits) -> tuple[Any, Connection]:
    """A new process at work, and this side's end of the connection to it."""
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork would copy the threads of the server
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, folder, limits), daemon=True)
    process.start()
    theirs.close()
    return process, ours
