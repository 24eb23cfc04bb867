"""Writes the outputs that README.md shows, from the sample corpus.

    .venv/bin/python scripts/make_readme.py

Each block of the README that begins with ``$ kg query`` is run on the sample's graph; a test holds that
what stands there is what comes out.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from pathlib import Path

import kg
from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
GRAPH = "demo/graph"
BLOCK = re.compile(r"```console\n\$ kg (?P<command>[^\n]+)\n.*?```\n", re.DOTALL)


def shown(readme: str, graph: Path) -> str:
    """The README with the outputs of its commands, asked of a graph of the sample corpus."""
    return BLOCK.sub(lambda block: _run(block["command"], graph), readme)


def _run(command: str, graph: Path) -> str:
    args = [str(graph) if word == GRAPH else word for word in shlex.split(command)]
    out = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(out):
            status = main(args)
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    if status:
        raise RuntimeError(f"kg {command} ended with {status}")
    return f"```console\n$ kg {command}\n{out.getvalue()}```\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        kg.build([ROOT / "sample"], Path(folder) / "graph")
        README.write_text(shown(README.read_text("utf-8"), Path(folder) / "graph"), "utf-8")
