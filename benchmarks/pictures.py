"""How soon a picture is drawn in the browser, against a bare page of vis-network.

    .venv/bin/python benchmarks/pictures.py [N ...]

For networks of N nodes (250, 1,000 and 5,000 unless others are given; links by preferential attachment,
two a node): seconds to make the picture and write its page, and from opening the file in headless
Chromium to its first paint: the first frame after all nodes, links and names were drawn is on the
screen. The bare page gives vis-network the same nodes at the same places as dots with labels, physics off.
Medians of seven openings, by turns. CHROMIUM names another browser.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import networkx
from playwright.sync_api import sync_playwright

from kg.view import NetworkPicture, write
from kg.view.nodes import link, new_graph, place_network
from kg.view.page import vis_network
from kg.view.picture import About, Card
from kg.view.terms import said

ROUNDS = 7
KINDS = ("Department", "Government", "PartyOrgan", "CollectiveBody")
# What is drawn within a frame is on the screen when the next begins; what is drawn before one, a frame later.
PAINTED = """const mark = performance.mark.bind(performance), next = requestAnimationFrame.bind(window);
let within = false;
requestAnimationFrame = (act) => next((now) => {
  within = true;
  try { act(now); } finally { within = false; }
});
performance.mark = (name, ...rest) => {
  if (name === "drawn") {
    const painted = () => mark("painted");
    next(within ? painted : () => next(painted));
  }
  return mark(name, ...rest);
};"""
BARE = """<!DOCTYPE html><meta charset="utf-8"><div id="c" style="position:absolute;inset:0"></div>
<script>%s</script><script>const data = %s;
const network = new vis.Network(document.getElementById("c"), data, {physics: {enabled: false},
  layout: {improvedLayout: false}, edges: {smooth: false}, nodes: {shape: "dot", size: 8}});
let first = true;
network.on("afterDrawing", () => { if (first) { first = false; performance.mark("drawn"); } });
</script>"""


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [250, 1000, 5000]
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    print(f"{'nodes':>7}{'made s':>9}{'page MB':>9}{'first s':>9}{'bare s':>9}{'ratio':>7}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        for size in sizes:
            ours, bare = Path(scratch) / "ours.html", Path(scratch) / "bare.html"
            begin = time.perf_counter()
            picture = network(size)
            write(picture, ours)
            made = time.perf_counter() - begin
            bare.write_text(bare_page(picture), encoding="utf-8")
            times = [[first_paint(browser, path) for path in (ours, bare)] for _ in range(ROUNDS)]
            painted, plain = (statistics.median(column) for column in zip(*times, strict=True))
            megabytes = ours.stat().st_size / 1e6
            print(
                f"{size:7,}{made:9.2f}{megabytes:9.2f}{painted:9.2f}{plain:9.2f}{painted / plain:7.2f}",
                flush=True,
            )
        browser.close()


def network(size: int) -> NetworkPicture:
    links = networkx.barabasi_albert_graph(size, 2, seed=1).edges()
    cards = {
        f"urn:{i}": Card(
            f"https://w3id.org/gongwen/ontology#{KINDS[i % len(KINDS)]}",
            f"某县第{i}号工作部门",
            facts=[("https://w3id.org/gongwen/ontology#fullName", f"某县第{i}号工作部门")],
        )
        for i in range(size)
    }
    picture = NetworkPicture(About(said("title.agencies"), ("SELECT * {}",)), new_graph(cards), cards, {})
    for a, b in links:
        link(picture.graph, f"urn:{a}", f"urn:{b}", "together")
    return place_network(picture)


def bare_page(picture: NetworkPicture) -> str:
    nodes = [
        {"id": node, "label": picture.graph.nodes[node]["label"], "x": x, "y": y}
        for node, (x, y) in picture.positions.items()
    ]
    edges = [{"from": a, "to": b} for a, b in picture.graph.edges()]
    return BARE % (vis_network(), json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False))


def first_paint(browser, path: Path) -> float:  # noqa: ANN001
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(PAINTED)
    page.goto(path.as_uri())
    page.wait_for_function("performance.getEntriesByName('painted').length > 0")
    taken = page.evaluate("performance.getEntriesByName('painted')[0].startTime / 1000")
    page.close()
    return float(taken)


if __name__ == "__main__":
    main()
