"""The pictures of the guide: pages of the sample corpus as a browser shows them.

    python scripts/make_pictures.py

Writes docs/pictures/{lineage,chain,agencies,timeline,matrix}.png. CHROMIUM names another browser.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg
from kg import view

ROOT = Path(__file__).parents[1]
NOTICE, OPINION, BUREAU = "竹政办发〔2092〕14号", "国办发〔2091〕17号", "竹岭县民政局"


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        kg.build([ROOT / "sample"], Path(scratch) / "graph")
        graph = kg.open(Path(scratch) / "graph")
        pictures: dict[str, tuple[view.Picture, int]] = {
            "lineage": (view.lineage(graph, OPINION), 720),
            "chain": (view.chain(graph, BUREAU), 860),
            "agencies": (view.agencies(graph), 800),
            "timeline": (view.timeline(graph, level="county"), 720),
            "matrix": (view.matrix(graph, NOTICE), 640),
        }
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, (picture, height) in pictures.items():
            file = Path(scratch) / f"{name}.html"
            view.write(picture, file)
            page = browser.new_page(viewport={"width": 1280, "height": height})
            page.goto(file.as_uri())
            page.wait_for_selector("#stage[data-ready]")
            if name == "chain":
                page.fill("#search", BUREAU)
                page.press("#search", "Enter")
                page.click("#tab-card")
            elif name == "lineage":
                page.click("#fit")
            page.wait_for_timeout(300)
            page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
