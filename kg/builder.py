"""Keeps a graph folder up to date with the files it was made from.

A build writes a new generation of the graph beside the last one and puts it in its place at the end,
so whatever stops it leaves the last good graph. Only what changed is read again, and the outcome is
the same, byte for byte as sorted N-Quads, as that of a build from nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import corpus
from kg.manifest import Manifest, Refusal, SourceRecord, primary_names, read_manifest, write_manifest
from kg.model import Place, UnreadableSource
from kg.rdf.nquads import load, replace
from kg.reading import Progress, Reading, Task, read_all, reader_version
from kg.shared import bodies_above, division_quads, drop_unnamed_bodies
from kg.sparql.errors import GraphError
from kg.sparql.folder import CURRENT, LOCK, Generation, current_generation, new_generation, store_of

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.rdf import Iris

_BATCH = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, and what the graph holds after it.

    Of the ``files`` of the graph ``read`` were read this time, and ``unchanged`` did not need it.
    ``unreadable`` are the files left out, each with its reason; ``passed_over`` those in the folders given
    that are of no kind that can be read; ``removed`` those whose facts went;
    ``duplicates`` those whose content stands in the graph under another name, which follows;
    ``outdated`` those read by an earlier version of gongwen and not given to this build.
    ``files`` and what follows it count what the graph holds; ``unresolved`` are the bodies whose full
    name could not be told, ``lineage`` the links from a text to one above it, ``cycles`` the sets of texts
    that come from each other.
    """

    changed: bool
    read: int
    unchanged: int
    files: int
    documents: int
    tasks: int
    assignments: int
    deadlines: int
    citations: int
    unresolved: int
    lineage: int
    cycles: int
    unreadable: tuple[tuple[str, str], ...] = ()
    passed_over: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every file given stands in the graph."""
        return not self.unreadable


@dataclass(slots=True)
class _Plan:
    """What a build has to do: the files that the graph shall stand for (name to hash), where those
    given lie, what is to be read, what holds no document, what is left out, and what is no text."""

    files: dict[str, str]
    paths: dict[str, Path]
    tasks: list[Task]
    refused: dict[str, Refusal]
    unreadable: list[tuple[str, str]]
    passed_over: list[str]

    @property
    def read(self) -> set[str]:
        """The hashes of the files to be read."""
        return {task.sha256 for task in self.tasks}

    def refuse(self, sha256: str, refusal: Refusal) -> None:
        """Leave out the files of this content."""
        self.refused[sha256] = refusal
        for name in sorted(name for name, found in self.files.items() if found == sha256):
            self.unreadable.append((name, refusal.reason))
            del self.files[name]


def build(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    prune: bool = False,
    base: str | None = None,
    jobs: int | None = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the graph in the folder ``out`` up to date with the files that ``paths`` stand for.

    ``paths`` are folders, walked for .txt and .html files, and files. A file is known by its name below
    the folder given: a changed one replaces exactly what came from it. What the graph holds of other
    files stays, unless ``prune`` is set. ``base`` is the IRI below which the data is named; a graph
    keeps the one it was first built with. ``jobs`` processes read files at the same time, which changes
    nothing in the outcome; None stands for as many as the machine has processors, fewer for few files.
    A script that asks for more than one needs ``if __name__ == "__main__":``.

    A file that can't be read is left out and listed in the report. GraphError where nothing can be
    built: no files, a folder that is no graph, another build at work, another base, a full disk.
    """
    try:
        paths = list(paths)
        found = corpus.files(paths)
        others = _passed_over(paths)
    except UnreadableSource as error:
        raise GraphError(f"{error}; nothing was changed") from error
    if not found:
        raise GraphError(f"there is no .txt, .html or .htm file to read{_only(others)}; nothing was changed")
    folder = Path(out)
    current = _current(folder)
    old = _manifest(current, folder, base)
    version = reader_version()
    plan = _plan(found, others, old, version, prune)
    if current and not plan.tasks and plan.files == old.files and old.vocabulary == version:
        return _report(_read_only(current), plan, old, old, changed=False)
    try:
        staying = old.sources.keys() & set(plan.files.values()) - plan.read
        with new_generation(folder, empty=not staying) as generation:
            if generation.previous != current:
                raise GraphError(f"another build has just changed {folder}; build again")
            new = _write(generation, plan, old if staying else Manifest(old.base), jobs, progress)
            return _report(generation.store, plan, old, new, changed=True)
    except OSError as error:
        raise GraphError(f"the graph in {folder} can't be written: {error.strerror or error}") from error


def _passed_over(paths: list[str | Path]) -> list[str]:
    """The files that are of no kind that can be read, but for those of graphs."""
    found = corpus.passed_over(paths)
    graphs = {path.parent for _, path in found if path.name == LOCK}
    return list(dict.fromkeys(name for name, path in found if graphs.isdisjoint(path.parents)))


def _only(others: list[str]) -> str:
    if not others:
        return ""
    first = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
    return f", only other kinds ({first}): save their text as .txt or .html first"


def _current(folder: Path) -> Path | None:
    """The generation in force, None before the first build; GraphError where the folder is another's."""
    if (folder / CURRENT).exists():
        return current_generation(folder)
    if folder.exists() and not folder.is_dir():
        raise GraphError(f"{folder} is a file; name a folder for the graph")
    others = [p.name for p in folder.iterdir() if not _ours(p)] if folder.is_dir() else []
    if others:
        raise GraphError(f"{folder} is not a graph: it holds other files ({min(others)}); name a new folder")
    return None


def _ours(path: Path) -> bool:
    return path.name.startswith(("store-", LOCK, CURRENT))


def _manifest(current: Path | None, folder: Path, base: str | None) -> Manifest:
    from kg.rdf import DEFAULT_BASE, Iris

    if current is None:
        try:
            return Manifest(Iris(base or DEFAULT_BASE).base)
        except ValueError as error:
            raise GraphError(str(error)) from error
    try:
        manifest = read_manifest(current)
    except ValueError as error:
        raise GraphError(f"{error}; build into a new folder") from error
    if base is not None and base != manifest.base:
        raise GraphError(
            f"the graph in {folder} was built with the base {manifest.base}; build into a new folder"
        )
    return manifest


def _plan(
    found: list[tuple[str, Path]], others: list[str], old: Manifest, version: str, prune: bool
) -> _Plan:
    plan = _Plan({} if prune else dict(old.files), {}, [], {}, [], others)
    for name, path in found:
        if name in plan.paths:
            reason = f"another file of this build is named {name} too; build the folder above both"
            plan.unreadable.append((str(path), reason))
            continue
        plan.paths[name] = path
        try:
            plan.files[name] = corpus.digest(path)
        except UnreadableSource as error:
            plan.files.pop(name, None)
            plan.unreadable.append((name, str(error)))
    given = {plan.files[name]: path for name, path in plan.paths.items() if name in plan.files}
    for sha256, name in primary_names(plan.files).items():
        known = old.sources.get(sha256) or old.refused.get(sha256)
        if sha256 in given and (known is None or known.reader != version):
            plan.tasks.append(Task(sha256, name, given[sha256], old.base))
        elif isinstance(known, Refusal):
            plan.refuse(sha256, known)
    plan.tasks.sort(key=lambda task: task.name)
    return plan


def _write(
    generation: Generation, plan: _Plan, old: Manifest, jobs: int | None, progress: Progress | None
) -> Manifest:
    """Bring the new generation's store up to the plan; files that hold no document leave the plan."""
    from kg.rdf import Iris, township_collectives

    iris = Iris(old.base)
    sources = dict(old.sources)
    _write_sources(generation.store, plan, sources, read_all(plan.tasks, jobs, progress), iris)
    names = primary_names(plan.files)
    for sha256 in sources.keys() - names.keys():
        _drop(generation.store, iris.source(sha256))
        del sources[sha256]
    for sha256, name in names.items():
        if sources[sha256].name != name:
            _rename(generation.store, iris.source(sha256), name)
            sources[sha256] = SourceRecord(name, sources[sha256].reader, sources[sha256].places)
    if old.sources:
        drop_unnamed_bodies(generation.store, iris)
    towns = tuple(township_collectives(generation.store, iris))
    new = Manifest(old.base, reader_version(), plan.files, sources, plan.refused, towns)
    _write_shared(generation, new, old, iris)
    write_manifest(generation.path, new)
    return new


def _write_sources(
    store: Store, plan: _Plan, sources: dict[str, SourceRecord], readings: Iterable[Reading], iris: Iris
) -> None:
    version = reader_version()
    waiting: list[bytes] = []
    for reading in readings:
        sha256 = reading.task.sha256
        if reading.refused is not None:
            plan.refuse(sha256, Refusal(version, reading.refused))
            continue
        if sha256 in sources:
            _drop(store, iris.source(sha256))
        sources[sha256] = SourceRecord(reading.task.name, version, reading.places)
        waiting += (reading.source, reading.agencies)
        if sum(map(len, waiting)) > _BATCH:
            load(store, b"".join(waiting))
            waiting = []
    load(store, b"".join(waiting))


def _write_shared(generation: Generation, new: Manifest, old: Manifest, iris: Iris) -> None:
    """The graphs of statements about all sources."""
    from kg.ground import known_work
    from kg.rdf import document_size, stored_rows, vocabulary_quads, work_quads
    from kg.rdf.entailment import entailment_quads
    from kg.trace import write_trace

    store = generation.store
    if new.vocabulary != old.vocabulary:
        replace(store, iris.graph("ontology"), vocabulary_quads(iris))
    divided = new.vocabulary, new.townships, _places(new)
    if divided != (old.vocabulary, old.townships, _places(old)):
        replace(store, iris.graph("divisions"), division_quads(_places(new), new.townships, iris))
    load(store, bodies_above(store, _places(new), iris))
    works = work_quads(stored_rows(store), iris, known_work, document_size(store))
    replace(store, iris.graph("works"), works)
    write_trace(store, iris)
    generation.entail(b"".join(entailment_quads(store, iris)))


def _places(manifest: Manifest) -> set[Place]:
    """The places that sources name beside those of the table."""
    return {place for record in manifest.sources.values() for place in record.places}


def _rename(store: Store, source: str, name: str) -> None:
    from pyoxigraph import Literal, NamedNode, Quad

    from kg.rdf.namespaces import gw

    node = NamedNode(source)
    for quad in list(store.quads_for_pattern(node, NamedNode(gw.fileName), None, node)):
        store.remove(quad)
        store.add(Quad(node, quad.predicate, Literal(name), node))


def _drop(store: Store, graph: str) -> None:
    from pyoxigraph import NamedNode

    store.remove_graph(NamedNode(graph))


def _read_only(generation: Path) -> Store:
    from pyoxigraph import Store

    return Store.read_only(str(store_of(generation, entailed=False)))


def _report(store: Store, plan: _Plan, old: Manifest, new: Manifest, changed: bool) -> BuildReport:
    from kg.rdf.namespaces import gw

    duplicates = [
        (name, new.sources[sha256].name)
        for name, sha256 in sorted(new.files.items())
        if name != new.sources[sha256].name
    ]
    read = plan.read
    version = reader_version()
    return BuildReport(
        changed=changed,
        read=sum(sha256 in read for sha256 in new.files.values()),
        unchanged=sum(name in plan.paths and found not in read for name, found in new.files.items()),
        files=len(new.files),
        documents=_count(store, gw.Document),
        tasks=_count(store, gw.Task),
        assignments=_count(store, gw.Assignment),
        deadlines=_count(store, gw.Deadline),
        citations=_count(store, gw.Citation),
        unresolved=_unresolved(store),
        lineage=_number(store, f"?x a <{gw.Lineage}> ; <{gw.steps}> 1"),
        cycles=_count(store, gw.Cycle),
        unreadable=tuple(sorted(plan.unreadable)),
        passed_over=tuple(plan.passed_over),
        removed=tuple(sorted(old.files.keys() - new.files.keys())),
        duplicates=tuple(duplicates),
        outdated=tuple(sorted(r.name for r in new.sources.values() if r.reader != version)),
    )


def _count(store: Store, kind: str) -> int:
    return _number(store, f"?x a <{kind}>")


def _unresolved(store: Store) -> int:
    """Bodies without a full name; collective ones (各乡镇人民政府) have none by their nature."""
    from kg.rdf.namespaces import gw

    return _number(store, f"?x <{gw.resolved}> false FILTER NOT EXISTS {{ ?x a <{gw.CollectiveBody}> }}")


def _number(store: Store, pattern: str) -> int:
    from pyoxigraph import QuerySolutions

    found = store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return int(str(next(found)["n"].value))
