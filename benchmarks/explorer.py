"""How long each page of the explorer takes to its first byte, and each picture to its first paint.

    .venv/bin/python benchmarks/explorer.py [DOCUMENTS ... | --graph FOLDER]

For each number of documents (250 and 2,500 unless others are given; 25,000 take a quarter of an hour and
some gigabytes; --graph measures a graph that is there) the sample corpus is built once and its graph written
again and again with other names of places, so that every copy has bodies, documents and lineage of its own.
Pages are asked of `kg serve`, pictures opened from it in headless Chromium (CHROMIUM names another browser):
from asking until the first frame with the whole picture is on the screen. Told is the median in milliseconds
of five times, after one that warms it; of fewer where a page takes so long that its half a minute is over. A
page that the server refuses has its status instead. "Ready after" is how long the server counts and indexes
the graph; all else is measured after that.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import requests
from pictures import PAINTED
from playwright.sync_api import Browser, sync_playwright

from kg.builder import build
from kg.manifest import read_manifest, write_manifest
from kg.sparql import open_graph
from kg.sparql.folder import current_generation, new_generation

SAMPLE = Path(__file__).parents[1] / "sample"
SIZES = (250, 2_500)
ROUNDS, MOST_SECONDS = 5, 30
INVENTED = ("云泽", "澜浦", "霜溪", "竹岭", "汀兰", "枫渡", "鹤洄")
COUNTY = "竹岭"
BASE = "https://w3id.org/gongwen/id/"
# A network tells when it is drawn; the others are drawn when their SVG or table stands in the page.
DRAWN = """new MutationObserver((_, observer) => {
  if (!document.querySelector("#stage svg, #stage table")) return;
  observer.disconnect();
  performance.mark("drawn");
}).observe(document, { childList: true, subtree: true });"""


class Refused(Exception):  # noqa: N818 - what it says
    """The server gave no answer; the message is its status."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--graph", type=Path)
    given = options.parse_args()
    held: list[str] = []
    table: dict[str, list[str]] = {}
    for graph in graphs(given.graph, given.sizes):
        held.append(f"{open_graph(graph).info().documents:,} documents")
        tell(held[-1])
        for page, taken in measure(graph):
            tell(f"{page}: {taken}")
            table.setdefault(page, []).append(taken)
    print(f"| milliseconds | {' | '.join(held)} |")
    print("|---|" + "---:|" * len(held))
    for page, cells in table.items():
        print(f"| {page} | {' | '.join(cells)} |")


def tell(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def graphs(there: Path | None, sizes: Iterable[int]) -> Iterator[Path]:
    """The graph that is there, else one of each size."""
    if there:
        yield there
        return
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            yield make(size, Path(scratch))


def make(size: int, scratch: Path) -> Path:
    """A graph of about so many documents."""
    from pyoxigraph import RdfFormat

    one = scratch / "one"
    build([SAMPLE], one)
    graph = open_graph(one)
    held = graph.info().documents
    shared = ("graph/ontology", "graph/divisions")
    names = graph.named_graphs()
    common = [quad for name in names if name.endswith(shared) for quad in graph.quads(name)]
    lines = [f"{quad} .\n" for name in names if not name.endswith(shared) for quad in graph.quads(name)]
    with new_generation(scratch / "graph") as generation:
        generation.store.bulk_extend(common)
        for number, batch in enumerate(copies("".join(lines), max(1, size // held)), 1):
            generation.store.bulk_load(batch, RdfFormat.N_QUADS)
            if not number % 10:
                tell(f"some {20 * number * held:,} documents written")
        write_manifest(generation.path, read_manifest(current_generation(one)))
    return scratch / "graph"


def copies(text: str, count: int) -> Iterator[bytes]:
    """The statements, each time with other hashes and names."""
    names = re.compile("|".join(INVENTED))
    hashes = re.compile(r"(?<=id/source/)[0-9a-f]{16}|(?<=id/lineage/)\w+|(?<=id/likeness/)\w+")
    batch: list[bytes] = []
    for number in range(count):
        mark = "".join(chr(0x4E00 + 37 * digit) for digit in (number // 100, number % 100)) if number else ""
        named = names.sub(lambda m, mark=mark: m[0] + mark, text)  # type: ignore[misc]
        batch.append(hashes.sub(lambda m, n=number: f"{n:06x}{m[0][6:]}", named).encode())  # type: ignore[misc]
        if len(batch) == 20:
            yield b"".join(batch)
            batch = []
    yield b"".join(batch)


def measure(graph: Path) -> Iterator[tuple[str, str]]:
    """What each page and picture takes, as it is told."""
    pages, pictures = addresses(graph)
    with serving(graph) as url, browser() as chromium:
        begin = time.perf_counter()
        while requests.get(f"{url}/search", timeout=60).status_code == requests.codes.unavailable:
            time.sleep(0.1)
        yield "ready after", f"{1000 * (time.perf_counter() - begin):,.0f}"
        for name, path in pages.items():
            yield f"page: {name}", median(lambda path=path: first_byte(url + path))  # type: ignore[misc]
        for name, path in pictures.items():
            yield f"picture: {name}", median(lambda path=path: first_paint(chromium, url + path))  # type: ignore[misc]


@contextmanager
def serving(graph: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", "--seconds", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        found = re.search(r"http://[^/]+", server.stdout.readline())
        assert found is not None
        try:
            yield found[0]
        finally:
            server.terminate()


@contextmanager
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        yield chromium
        chromium.close()


def median(ask: Callable[[], float]) -> str:
    """The median of some askings in milliseconds, as it is told."""
    taken: list[float] = []
    begin = time.monotonic()
    try:
        while len(taken) <= ROUNDS and (not taken or time.monotonic() - begin < MOST_SECONDS):
            taken.append(ask())
    except Refused as status:
        return f"({status})"
    return f"{1000 * statistics.median(taken[1:] or taken):,.0f}"


def first_byte(url: str) -> float:
    begin = time.perf_counter()
    with requests.get(url, stream=True, timeout=120) as answer:
        next(answer.iter_content(1), b"")
        if not answer.ok:
            raise Refused(answer.status_code)
        return time.perf_counter() - begin


def first_paint(chromium: Browser, url: str) -> float:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    try:
        page.add_init_script(PAINTED + DRAWN)
        answer = page.goto(url, timeout=120_000)
        if answer is None or not answer.ok:
            raise Refused(answer.status if answer else "none")
        page.wait_for_function("performance.getEntriesByName('painted').length > 0")
        return float(page.evaluate("performance.getEntriesByName('painted')[0].startTime / 1000"))
    finally:
        page.close()


def addresses(graph: Path) -> tuple[dict[str, str], dict[str, str]]:
    """A page of each kind, and a picture of each kind."""
    asked = open_graph(graph)
    prefixes = """PREFIX gw: <https://w3id.org/gongwen/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """
    [[task, document, agency]] = asked.query(
        f"""{prefixes} SELECT ?task ?document ?agency {{ ?agency skos:prefLabel "{COUNTY}县司法局" .
            ?task gw:ledBy ?agency ; gw:document ?document }} ORDER BY ?task LIMIT 1"""
    ).rows
    [[work]] = asked.query(f"{prefixes} SELECT ?work {{ ?c gw:citedWork ?work }} ORDER BY ?work LIMIT 1").rows
    t, d, a, w = (quote(str(iri).removeprefix(BASE)) for iri in (task, document, agency, work))
    county, bureau = quote(f"{COUNTY}县"), quote(f"{COUNTY}县司法局")
    of_body = f"agency={bureau}"
    pages = {
        "start": "/",
        "search": f"/search?q={quote('证明材料')}",
        "document": f"/id/{d}",
        "task": f"/id/{t}",
        "body": f"/id/{a}",
        "work": f"/id/{w}",
        "place": f"/id/place/x-{county}",
        "line of work": f"/ontology/system-{quote('司法行政')}",
        "any other thing": f"/id/{t}/A1",
        "list of questions": "/questions",
        "question of a body (overdue)": f"/questions/overdue?day=2093-01-01&{of_body}",
        "question of all (overdue), with a facet": "/questions/overdue?day=2093-01-01&f.lead=" + bureau,
        "question of all (documents)": "/questions/documents",
        "graph, unfolded twice": f"/graph?start={t}&open=duty~{t}&open=task~{t}",
        "links of a body": f"/graph/around?node={a}",
        "comparison of counties": f"/compare?a={county}&a={quote('霜溪县')}",
        "SPARQL": "/query",
    }
    whole = {
        name: quote(str(iri), safe="") for name, iri in (("task", task), ("text", document), ("body", agency))
    }
    pictures = {
        "chain of a task": f"chain?of={whole['task']}",
        "lineage of a document": f"lineage?of={whole['text']}",
        "matrix of a document": f"matrix?of={whole['text']}",
        "network of a body": f"agencies?of={whole['body']}",
        "timeline of a body": f"timeline?of={whole['body']}",
        "query as timeline": f"query?name=overdue&day=2093-01-01&{of_body}&as=timeline",
        "query as matrix": f"query?name=document-matrix&document={whole['text']}&as=matrix",
        "query as network": f"query?name=lineage&document={whole['text']}&as=network",
        "query as bars": "query?name=deadline-kinds&as=bars",
    }
    return pages, {name: f"/picture/{path}&format=frame" for name, path in pictures.items()}


if __name__ == "__main__":
    main()
