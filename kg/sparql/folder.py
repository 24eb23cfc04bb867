"""The graph's folder: generations of the store, and the small file that names the one in force.

    GRAPH/current            "store-3"
    GRAPH/store-3/asserted   what the sources tell
    GRAPH/store-3/full       the same, and what the ontology entails

A build works on a new generation, hard-linked from the last, and swaps ``current`` at the end, so a
reader sees the old graph or the new one and a build that is broken off leaves the old. The entailed
statements stand in a store of their own copy because a query over thousands of named graphs but one
is a thousand times slower than one over all graphs of a store.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf.nquads import load
from kg.sparql.errors import GraphError

if TYPE_CHECKING:
    from pyoxigraph import Store

CURRENT = "current"
LOCK = "generation.lock"
_ASSERTED, _FULL = "asserted", "full"
_MUCH = 0.1  # of a store's bytes: to order its files anew takes as long for one file read as for all
_NAME = re.compile(r"store-([0-9]+)")


@dataclass(slots=True)
class Generation:
    """A generation in the making.

    ``store`` is writable and holds the asserted statements of the last generation; ``path`` is the
    generation's folder, where files that belong to this state of the graph may be put beside it;
    ``previous`` is that of the generation in force, None for the first.
    """

    path: Path
    previous: Path | None
    store: Store
    _entailed: bytes | None = None

    def entail(self, nquads: bytes) -> None:
        """Set what the ontology adds to the asserted statements, as N-Quads of its own graph; queries
        with ``entailed=False`` don't see it. Without a call there is none."""
        self._entailed = nquads


def current_generation(path: str | Path) -> Path:
    """The folder of the generation in force; GraphError where ``path`` is no gongwen graph."""
    folder = Path(path)
    if not folder.is_dir():
        raise GraphError(f"there is no folder {folder}; make a graph with: kg build FILES --out {folder}")
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise GraphError(
            f"{folder} is not a gongwen graph: it holds no readable file {CURRENT!r}; "
            f"make one with: kg build FILES --out {folder}"
        ) from None
    generation = folder / name
    if not _NAME.fullmatch(name) or not (generation / _ASSERTED).is_dir():
        raise GraphError(
            f"{folder} is not a whole gongwen graph: the store {name!r} is missing; build it again"
        )
    return generation


def current_store(path: str | Path, entailed: bool = True) -> Path:
    """The store in force, with or without the entailed statements; GraphError as above."""
    return store_of(current_generation(path), entailed)


def store_of(generation: Path, entailed: bool = True) -> Path:
    """The store of a generation, with or without the entailed statements."""
    full = generation / _FULL
    return full if entailed and full.is_dir() else generation / _ASSERTED


@contextmanager
def new_generation(path: str | Path, empty: bool = False) -> Iterator[Generation]:
    """Make a new generation of the graph in the folder ``path`` (created where missing), from the last
    one or from an empty store.

    The body writes to ``generation.store``. When it ends well, the new generation is in force; when it
    raises, nothing has changed. What a killed build left is removed first, and so is the generation
    before the one in force, which readers may have had open until now. GraphError where another build
    is writing to the folder.
    """
    from filelock import FileLock, Timeout
    from pyoxigraph import Store

    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise GraphError(f"another build is writing to {folder}; wait until it is done") from None
    try:
        previous = current_generation(folder) if (folder / CURRENT).exists() else None
        _remove_all_but(folder, previous)
        unfinished = folder / f"store-{_number(previous) + 1}"
        unfinished.mkdir()
        try:
            if previous and not empty:
                _copy(previous / _ASSERTED, unfinished / _ASSERTED)
            generation = Generation(unfinished, previous, Store(unfinished / _ASSERTED))
            try:
                yield generation
                _finish(generation)
            finally:
                del generation.store  # closes it; nothing else may hold it by now
            _put_in_force(folder, unfinished.name)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    finally:
        lock.release()


def _finish(generation: Generation) -> None:
    from pyoxigraph import Store

    store = generation.store
    store.flush()  # else every later opening replays the log
    files = []
    for file in (generation.path / _ASSERTED).glob("*.sst"):
        with suppress(FileNotFoundError):  # the store puts its files together meanwhile
            files.append(file.stat())
    new = sum(file.st_size for file in files if file.st_nlink == 1)  # the others are the last generation's
    if new > _MUCH * sum(file.st_size for file in files):
        store.optimize()
        store.flush()
    if generation._entailed:
        store.backup(generation.path / _FULL)
        full = Store(generation.path / _FULL)
        load(full, generation._entailed)
        full.flush()


def _copy(store: Path, to: Path) -> None:
    from pyoxigraph import Store

    Store.read_only(str(store)).backup(to)  # hard links


def _number(generation: Path | None) -> int:
    match = _NAME.fullmatch(generation.name) if generation else None
    return int(match[1]) if match else 0


def _remove_all_but(folder: Path, kept: Path | None) -> None:
    for other in folder.glob("store-*"):
        if _NAME.fullmatch(other.name) and other != kept:
            shutil.rmtree(other)


def _put_in_force(folder: Path, name: str) -> None:
    new = folder / f"{CURRENT}.new"
    with new.open("w", encoding="utf-8") as out:
        out.write(name + "\n")
        out.flush()
        os.fsync(out.fileno())
    new.replace(folder / CURRENT)
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
