"""The time to the first byte of each page of the explorer, as the graph grows.

    .venv/bin/python benchmarks/explorer.py [DOCUMENTS ...]

For each number of documents (250 and 2,500 unless others are given; 25,000 take a quarter of an hour and
some gigabytes) the sample corpus is built once and its graph written again and again with other names
of places, so that every copy has bodies, documents and lineage of its own. The pages are then asked of
`kg serve`, each several times; told is the median in milliseconds, after one that warms it.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import requests

from kg.builder import build
from kg.manifest import read_manifest, write_manifest
from kg.sparql import open_graph
from kg.sparql.folder import current_generation, new_generation

SAMPLE = Path(__file__).parents[1] / "sample"
SIZES = (250, 2_500)
ROUNDS = 5
INVENTED = ("云泽", "澜浦", "霜溪", "竹岭", "汀兰", "枫渡", "鹤洄")
COUNTY = "竹岭"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    table: dict[str, list[str]] = {}
    sizes = options.parse_args().sizes
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            documents = make(size, Path(scratch))
            for page, milliseconds in measure(Path(scratch) / "graph").items():
                table.setdefault(page, []).append(f"{milliseconds:.0f}")
            print(f"{documents:,} documents measured", file=sys.stderr)
    print(f"| page | {' | '.join(f'{size:,} documents' for size in sizes)} |")
    print("|---|" + "---:|" * len(sizes))
    for page, cells in table.items():
        print(f"| {page} | {' | '.join(cells)} |")


def make(size: int, scratch: Path) -> int:
    """A graph of about so many documents; how many it has."""
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
        for batch in copies("".join(lines), max(1, size // held)):
            generation.store.bulk_load(batch, RdfFormat.N_QUADS)
        write_manifest(generation.path, read_manifest(current_generation(one)))
    return open_graph(scratch / "graph").info().documents


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


def measure(graph: Path) -> dict[str, float]:
    """Milliseconds to the first byte, by page."""
    pages = addresses(graph)
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", "--seconds", "120"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        found = re.search(r"http://[^/]+", server.stdout.readline())
        assert found is not None
        taken: dict[str, list[float]] = {}
        for page, path in pages.items():
            for _ in range(ROUNDS + 1):
                begin = time.perf_counter()
                with requests.get(found[0] + path, stream=True, timeout=300) as answer:
                    next(answer.iter_content(1), b"")
                    taken.setdefault(page, []).append(1000 * (time.perf_counter() - begin))
                    assert answer.ok, f"{path}: {answer.status_code}"
        server.terminate()
    return {page: statistics.median(times[1:]) for page, times in taken.items()}


def addresses(graph: Path) -> dict[str, str]:
    """A page of each kind."""
    asked = open_graph(graph)
    [[task, document, agency]] = asked.query(
        f"""PREFIX gw: <https://w3id.org/gongwen/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?task ?document ?agency {{ ?agency skos:prefLabel "{COUNTY}县司法局" .
            ?task gw:ledBy ?agency ; gw:document ?document }} ORDER BY ?task LIMIT 1"""
    ).rows
    base = "https://w3id.org/gongwen/id/"
    short = {iri: quote(str(iri).removeprefix(base)) for iri in (task, document, agency)}
    return {
        "start": "/",
        "search": f"/search?q={quote('证明材料')}",
        "document": f"/id/{short[document]}",
        "task": f"/id/{short[task]}",
        "body": f"/id/{short[agency]}",
        "place": f"/id/place/x-{quote(COUNTY)}{quote('县')}",
        "line of work": f"/ontology/system-{quote('司法行政')}",
        "question (a body's overdue tasks)": "/questions/overdue?day=2093-01-01&agency="
        + quote(f"{COUNTY}县司法局"),
        "question (all documents)": "/questions/documents",
        "graph": f"/graph?start={short[task]}&open=duty~{short[task]}&open=task~{short[task]}",
        "compare": f"/compare?a={quote(COUNTY)}{quote('县')}&a={quote('霜溪县')}",
        "query page": "/query",
        "picture (chain)": f"/picture/chain?of={quote(str(task), safe='')}&format=html",
    }


if __name__ == "__main__":
    main()
