"""Source files -> statements, one after another or in several processes."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from kg import corpus
from kg.model import Place, SourceFacts, UnreadableSource
from kg.resources import folder

Progress = Callable[[int, int, str], None]
"""Told after each file that was read: how many are done, how many there are, the file's name."""

_log = logging.getLogger(__name__)

# What a source's statements, and those derived from all of them, depend on beside the files' bytes.
_STAGES = (
    "model.py",
    "zh.py",
    "passage.py",
    "pipeline.py",
    "reading.py",
    "corpus",
    "document",
    "extract",
    "ground",
    "rdf",
    "trace",
)


_WORTH_A_PROCESS = 64  # files: a process takes a second or two to start
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: the hash of its bytes, its name in the graph, where it lies, the IRIs' base."""

    sha256: str
    name: str
    path: Path
    base: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: its statements, those about bodies, and the places that the table of
    divisions lacks; or ``refused``, the reason why there is nothing."""

    task: Task
    source: bytes = b""
    agencies: bytes = b""
    places: tuple[Place, ...] = ()
    refused: str | None = None


@cache
def reader_version() -> str:
    """A hash of all that statements are made by: code, word lists, ontology. Another one means that
    files have to be read again."""
    package = Path(__file__).parent
    parts = [
        p
        for stage in _STAGES
        for p in ([package / stage] if stage.endswith(".py") else _below(package / stage))
    ]
    digest = sha256()
    for part in [*parts, *_below(folder("ontology"))]:
        digest.update(part.name.encode() + b"\0" + part.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _below(top: Path) -> list[Path]:
    return sorted(p for p in top.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def read_all(tasks: list[Task], jobs: int | None = 1, progress: Progress | None = None) -> Iterator[Reading]:
    """Read the files in their order, by so many processes; None for as many as are worth their start.
    The outcome is the same."""
    if jobs is None:
        jobs = min(os.cpu_count() or 1, len(tasks) // _WORTH_A_PROCESS)
    readings = _read_by_several(tasks, min(jobs, len(tasks))) if jobs > 1 else map(read_one, tasks)
    for done, reading in enumerate(readings, 1):
        yield reading
        if progress:
            progress(done, len(tasks), reading.task.name)


def _read_by_several(tasks: list[Task], jobs: int) -> Iterator[Reading]:
    context = get_context("spawn")  # a fork would copy the threads of an open store
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        waiting: deque[Future[Reading]] = deque()
        for task in tasks:
            waiting.append(pool.submit(read_one, task))
            if len(waiting) > _AHEAD * jobs:  # what is read waits in memory to be written
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def read_one(task: Task) -> Reading:
    """Read one file. An error of our own counts as a refusal too: it must not cost the other files."""
    from kg.pipeline import facts
    from kg.rdf import Iris, agency_quads, source_quads

    try:
        source = corpus.read(task.path, task.name)
        if source.sha256 != task.sha256:
            raise UnreadableSource("the file was changed while the build was at work; build again")
        found = facts(source)
        iris = Iris(task.base)
        return Reading(task, source_quads(found, iris), agency_quads(found, iris), _new_places(found))
    except UnreadableSource as error:
        return Reading(task, refused=str(error))
    except Exception as error:
        _log.debug("reading %s failed", task.path, exc_info=True)
        reason = str(error).partition("\n")[0][:200]
        return Reading(
            task, refused=f"an error in gongwen, please report it: {type(error).__name__}: {reason}"
        )


def _new_places(facts: SourceFacts) -> tuple[Place, ...]:
    """The places that a source names and the table of divisions down to the county does not have."""
    from kg.ground.places import by_code, chain

    named = set()
    for document in facts.documents:
        named.add(document.place)
        named.update(agency.place for agency in document.agencies.values())
        named.update(work.place for work in document.works.values())
    found = {above for place in named if place for above in chain(place) if by_code(above.code) is None}
    return tuple(sorted(found, key=lambda place: (place.code, place.parents, place.name)))
