"""The time and the memory that tracing takes as a graph grows, and the answers it then gives.

    .venv/bin/python benchmarks/lineage.py [SIZE ...]

For each number of documents (100, 1,000 and 10,000 unless others are given) a corpus is made up: national
texts, each carried out by provinces, cities and counties that reword its tasks, cite what is above them
and leave some of it out. The records go through the product's own writer into a graph on disk; what is
measured is `write_trace` in a process of its own, and then queries and trees asked of the whole graph.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from kg.model import (
    Citation,
    Document,
    DocumentFacts,
    Level,
    Place,
    SourceFacts,
    SourceText,
    Span,
    Task,
    Work,
)

SIZES = (100, 1_000, 10_000)
TASKS = 12
SEED = 2093
HANZI = [chr(code) for code in range(0x4E00, 0x4E00 + 20_000, 13)]  # some 1,500, spread over the block
WORDS = 6_000
ROUNDS = 9


class _Made:
    """Makes up documents one after the other; the same size always gives the same ones."""

    def __init__(self) -> None:
        from kg.ground.places import divisions

        self.chance = random.Random(SEED)
        self.words = ["".join(self.chance.choices(HANZI, k=2)) for _ in range(WORDS)]
        self.below: dict[str, list[Place]] = {}
        self.provinces: list[Place] = []
        by_name: dict[tuple[str, ...], Place] = {}
        for place in divisions():
            by_name[*place.parents, place.name] = place
        for place in by_name.values():
            if place.level == "provincial":
                self.provinces.append(place)
            elif place.level in ("municipal", "county") and place.parents in by_name:
                self.below.setdefault(by_name[place.parents].code, []).append(place)
        self.serial = 0

    def corpus(self, size: int) -> Iterator[SourceFacts]:
        """So many documents, by families of some fifty."""
        made = 0
        while made < size:
            for facts in self.family():
                yield facts
                made += 1
                if made == size:
                    return

    def family(self) -> Iterator[SourceFacts]:
        """A national text and those that carry it out."""
        subject = "".join(self.chance.choices(self.words, k=4))
        day = date(2020, 1, 1) + timedelta(days=self.chance.randrange(1500))
        tasks = ["".join(self.chance.choices(self.words, k=25)) for _ in range(TASKS)]
        top, facts = self.document(None, "national", subject, tasks, day, [])
        yield facts
        for province in self.chance.sample(self.provinces, 4):
            works = [top]
            first, facts = self.document(
                province, "provincial", subject, self.reworded(tasks), later(day, 60), works
            )
            yield facts
            for city in self.some(province, "municipal"):
                second, facts = self.document(
                    city, "municipal", subject, self.reworded(tasks), later(day, 150), [first, top]
                )
                yield facts
                for county in self.some(city, "county"):
                    _, facts = self.document(
                        county, "county", subject, self.reworded(tasks), later(day, 240), [second]
                    )
                    yield facts

    def some(self, place: Place, level: Level) -> list[Place]:
        below = [p for p in self.below.get(place.code, []) if p.level == level]
        return self.chance.sample(below, min(3, len(below)))

    def reworded(self, tasks: list[str]) -> list[str]:
        """The tasks of a level below: some left out, each with a fifth of its words changed."""
        found = []
        for task in tasks:
            if self.chance.random() < 0.85:
                words = [task[i : i + 2] for i in range(0, len(task), 2)]
                for i in range(len(words)):
                    if self.chance.random() < 0.2:
                        words[i] = self.chance.choice(self.words)
                found.append("".join(words))
        return found

    def document(
        self, place: Place | None, level: Level, subject: str, tasks: list[str], day: date, above: list[Work]
    ) -> tuple[Work, SourceFacts]:
        self.serial += 1
        issuer = f"{place.name}人民政府办公厅" if place else "国务院办公厅"
        code = "".join(place.name[:2] if place else "国") + "办发"
        number = f"{code}〔{day.year}〕{self.serial}号"
        genre = "意见" if place is None else "实施方案"
        title = f"{issuer}关于{subject}工作的{genre}"
        work = Work(title, number, code, day.year, self.serial, issuer, level, place)
        text, spans = "", list[Span]()
        lines = [title, number, *(f"《{w.title}》（{w.number}）" for w in above), *tasks]
        for line in lines:
            spans.append(Span(len(text), len(text) + len(line)))
            text += f"{line}\n"
        source = SourceText(
            f"{self.serial:05}.txt", text, sha256(text.encode()).hexdigest(), "text/plain", "utf-8"
        )
        cited = tuple(
            Citation("D1", "", w.title, w.number, None, "implements", "落实", span)
            for w, span in zip(above, spans[2:], strict=False)
        )
        printed = Document("D1", Span(0, len(text)), title, spans[0], genre, number, spans[1], issued=day)
        set_tasks = tuple(
            Task(f"T{i}", "D1", str(i), None, task, "article", (span,))
            for i, (task, span) in enumerate(zip(tasks, spans[2 + len(above) :], strict=True), 1)
        )
        works = dict(zip(cited, above, strict=True))
        return work, SourceFacts(
            source, (DocumentFacts(printed, place, level, (), cited, set_tasks, {}, works),)
        )


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def make(size: int, folder: Path) -> None:
    """A graph of so many documents, without its trace."""
    from pyoxigraph import RdfFormat

    from kg.ground.places import divisions
    from kg.manifest import Manifest, write_manifest
    from kg.rdf import Iris, place_quads, source_quads, stored_rows, vocabulary_quads, work_quads
    from kg.sparql.folder import new_generation

    iris = Iris()
    with new_generation(folder) as generation:
        store = generation.store
        store.bulk_load(vocabulary_quads(iris) + place_quads(divisions(), iris), RdfFormat.N_QUADS)
        waiting: list[bytes] = []
        for facts in _Made().corpus(size):
            waiting.append(source_quads(facts, iris))
            if len(waiting) == 500:
                store.bulk_load(b"".join(waiting), RdfFormat.N_QUADS)
                waiting = []
        store.bulk_load(b"".join(waiting), RdfFormat.N_QUADS)
        store.bulk_load(work_quads(stored_rows(store), iris), RdfFormat.N_QUADS)
        write_manifest(generation.path, Manifest(iris.base))


def trace(folder: Path) -> None:
    """Trace the graph and print what it took, as JSON."""
    import scipy.sparse  # noqa: F401 - its import is no part of what grows

    from kg.manifest import read_manifest, write_manifest
    from kg.rdf import Iris, entailment_quads
    from kg.sparql.folder import current_generation, new_generation
    from kg.trace import write_trace

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    manifest = read_manifest(current_generation(folder))
    with new_generation(folder) as generation:
        begin = time.process_time()
        report = write_trace(generation.store, Iris())
        taken = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        quads = len(generation.store)
        generation.entail(b"".join(entailment_quads(generation.store, Iris())))
        write_manifest(generation.path, manifest)
    told = {
        "seconds": taken,
        "peak": (peak - before) / 1024,
        "quads": quads,
        "reissue": report.reissue,
        "descents": report.descents,
        "follows": report.follows,
        "siblings": report.siblings,
    }
    print(json.dumps(told))


def ask(folder: Path) -> dict[str, float]:
    """Milliseconds of each query and tree, the median of some documents."""
    from kg.sparql import open_graph
    from kg.trace import chain_tree, lineage_tree

    graph = open_graph(folder)
    chance = random.Random(SEED)
    documents = [row["document"] for row in graph.query("documents").records()]
    tasks = [row["task"] for row in graph.query("tasks").records()]
    tops = [row["document"] for row in graph.query("documents").records() if row["level"] == "national"]
    picked = [str(d) for d in chance.choices(documents, k=ROUNDS)]
    from_top = [str(d) for d in chance.choices(tops, k=ROUNDS)]
    chosen = [str(t) for t in chance.choices(tasks, k=ROUNDS)]
    ways: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "ancestors": (lambda d: graph.query("ancestors", document=d), picked),
        "descendants (of a national text)": (lambda d: graph.query("descendants", document=d), from_top),
        "lineage (of a document)": (lambda d: graph.query("lineage", document=d), picked),
        "like-tasks (of a document)": (lambda d: graph.query("like-tasks", document=d), picked),
        "task-in-every-place": (lambda t: graph.query("task-in-every-place", task=t), chosen),
        "tasks-not-taken-up": (
            lambda d: graph.query("tasks-not-taken-up", document=d, place="四川省"),
            from_top,
        ),
        "kg lineage DOCUMENT": (lambda d: lineage_tree(graph, d), picked),
        "kg chain DOCUMENT": (lambda d: chain_tree(graph, d), picked),
        "kg chain TASK": (lambda t: chain_tree(graph, t), chosen),
        "lag-by-level (whole graph)": (lambda _: graph.query("lag-by-level"), ["", "", ""]),
        "citing-nothing-above (whole graph)": (lambda _: graph.query("citing-nothing-above"), ["", "", ""]),
    }
    return {name: median(way, given) for name, (way, given) in ways.items()}


def median(way: Callable[[str], object], given: list[str]) -> float:
    taken = []
    for value in given:
        begin = time.perf_counter()
        way(value)
        taken.append(time.perf_counter() - begin)
    return 1000 * statistics.median(taken)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--trace", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.trace:
        trace(given.trace)
        return
    answers: list[dict[str, float]] = []
    last = None
    heads = (
        "CPU s",
        "MiB more",
        "quads",
        "re-issue",
        "descents",
        "follows",
        "siblings",
        "s a document, ratio",
    )
    print(f"{'documents':>10}" + "".join(f"{head:>12}" for head in heads))
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.sizes:
            folder = Path(scratch) / str(size)
            make(size, folder)
            command = [sys.executable, __file__, "--trace", str(folder)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            each = told["seconds"] / size
            ratio = f"{each / last:.2f}" if last else "1.00"
            last = each
            counts = "".join(
                f"{told[k]:>12,}" for k in ("quads", "reissue", "descents", "follows", "siblings")
            )
            print(f"{size:>10,}{told['seconds']:>12.1f}{told['peak']:>12.0f}{counts}{ratio:>12}", flush=True)
            answers.append(ask(folder))
    print(
        f"\n{'milliseconds, median':36}" + "".join(f"{size:>10,}" for size in given.sizes) + "   last / first"
    )
    for name in answers[0]:
        figures = "".join(f"{answer[name]:>10.1f}" for answer in answers)
        print(f"{name:36}{figures}{answers[-1][name] / answers[0][name]:>15.1f}")


if __name__ == "__main__":
    main()
