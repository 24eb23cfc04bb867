"""The speed of gongwen against that of its parts, in one run.

    .venv/bin/python benchmarks/speed.py [FOLDER] [--copies N]

1. Building: characters a second of the whole build, of one core's time, against those of
   ``spacy.blank("zh")`` tokenising the same texts; and by the clock, with as many processes as the
   machine has processors.
2. Asking: each named query through the product against the same SPARQL on pyoxigraph directly, and
   against rdflib's own evaluator over the same statements in memory.

FOLDER is the sample corpus unless another is given; for the first part its texts are written N times,
each time with another serial number, so that each copy is a document of its own.
"""

from __future__ import annotations

import argparse
import re
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg import corpus
from kg.sparql.folder import current_store
from kg.sparql.named import named_queries

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

SAMPLE = Path(__file__).parent.parent / "sample"
NUMBER = re.compile(r"(?<=[〕\])])([0-9]+)(?=号)")
ROUNDS = 7
PATIENCE = 20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--copies", type=int, default=20)
    given = options.parse_args()
    signal.signal(signal.SIGALRM, stop)
    with tempfile.TemporaryDirectory() as scratch:
        building(given.folder, given.copies, Path(scratch))
        asking(given.folder, Path(scratch))


def building(folder: Path, copies: int, scratch: Path) -> None:
    import spacy

    sources = [corpus.read(path, name) for name, path in corpus.files([folder])]
    texts = scratch / "texts"
    texts.mkdir()
    written = []
    for copy in range(copies):
        for i, source in enumerate(sources):
            text = NUMBER.sub(lambda found, copy=copy: f"{int(found[1]) + 1000 * copy}", source.text)
            (texts / f"{copy:04}-{i:04}.txt").write_text(f"{text}\n", encoding="utf-8")
            written.append(text)
    characters = sum(map(len, written))

    nlp = spacy.blank("zh")
    nlp.make_doc(written[0])
    tokenising = cpu(lambda: [nlp.make_doc(text) for text in written])
    kg.build([texts / "0000-0000.txt"], scratch / "warm")  # imports and tables are loaded once
    report = None

    def build() -> None:
        nonlocal report
        report = kg.build([texts], scratch / "graph")

    building = cpu(build)
    begin = time.perf_counter()
    kg.build([texts], scratch / "by-several", jobs=None)
    clock = time.perf_counter() - begin
    print(f"{len(written)} files, {characters:,} characters: {report}\n")
    print(f"{'':28}{'characters/s':>14}{'ratio':>8}")
    print(f"{'spacy.blank(zh), tokenising':28}{characters / tokenising:14,.0f}{1:8.2f}")
    print(f"{'kg build, the whole of it':28}{characters / building:14,.0f}{tokenising / building:8.2f}")
    print(f"{'kg build, jobs=None, clock':28}{characters / clock:14,.0f}{tokenising / clock:8.2f}\n")


def asking(folder: Path, scratch: Path) -> None:
    import rdflib
    from pyoxigraph import RdfFormat, Store

    kg.build([folder], scratch / "sample")
    graph = kg.open(scratch / "sample")
    store = Store.read_only(str(current_store(scratch / "sample")))
    memory = rdflib.Dataset(default_union=True)
    memory.parse(BytesIO(store.dump(format=RdfFormat.N_QUADS) or b""), format="nquads")

    heads = ("rows", "product", "Oxigraph", "rdflib", "×Oxigraph", "×rdflib")
    print(f"{'milliseconds, median':28}" + "".join(f"{head:>11}" for head in heads))
    slower, faster = [], []
    for name, query in named_queries().items():
        if any(parameter.required for parameter in query.parameters):
            continue
        answer = graph.query(name)
        text = answer.sparql
        product = median(partial(graph.query, name))
        direct = median(partial(oxigraph, store, text))
        other = median(partial(evaluator, memory, text), rounds=1)  # at least, where it was stopped
        slower.append(product / direct)
        faster.append(other / product)
        figures = f"{product:11.2f}{direct:11.2f}{other:11.1f}{product / direct:11.2f}{other / product:11.1f}"
        print(f"{name:28}{len(answer):11}{figures}", flush=True)
    means = f"{statistics.geometric_mean(slower):11.2f}{statistics.geometric_mean(faster):11.1f}"
    print(f"{'geometric mean':28}{'':44}{means}")


def oxigraph(store: Store, text: str) -> list[object]:
    return list(store.query(text, use_default_graph_as_union=True))


def evaluator(memory: Dataset, text: str) -> None:
    """Ask rdflib, for PATIENCE seconds at most."""
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        list(memory.query(text))
    except TimeoutError:
        print(f"rdflib was stopped after {PATIENCE} seconds:")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def stop(*_: object) -> None:
    raise TimeoutError


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time, of all threads."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds that the work takes, the median of some rounds."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return 1000 * statistics.median(taken)


if __name__ == "__main__":
    main()
