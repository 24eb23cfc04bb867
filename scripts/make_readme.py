"""Writes the outputs that the READMEs and the guide show, from the sample corpus.

    .venv/bin/python scripts/make_readme.py

Each block of a page that begins with ``$ kg`` is run as it stands, in a folder with the sample corpus, its
graph and a folder of a reader's own texts; a test holds that what stands there is what comes out.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import kg
from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    *sorted((ROOT / "docs" / "guide").glob("*.md")),
)
BLOCK = re.compile(
    r"```console\n\$ kg (?P<command>[^\n]+?)(?P<head> \| head -n (?P<lines>\d+))?\n.*?```\n", re.DOTALL
)
OWN_TEXTS = {
    "竹岭县任务分工.txt": "county/09_zhuling_tab_table.txt",
    "霜溪县批复.txt": "county/13_shuangxi_reply.txt",
}
BAD_TEXTS = {"会议记录.txt": "今天下午开会，讨论了几件事。\n", "空白.txt": ""}


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """The folder in which a page's commands are run: sample/, demo/graph and texts/."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        folder = Path(name)
        (folder / "sample").symlink_to(ROOT / "sample")
        kg.build(["sample"], "demo/graph")
        (folder / "texts").mkdir()
        for own, sample in OWN_TEXTS.items():
            (folder / "texts" / own).write_bytes((ROOT / "sample" / sample).read_bytes())
        for own, text in BAD_TEXTS.items():
            (folder / "texts" / own).write_text(text, encoding="utf-8")
        yield folder


def shown(page: str) -> str:
    """The page with the outputs of its commands; to be called in the workplace."""
    return BLOCK.sub(_block, page)


def _block(block: re.Match[str]) -> str:
    lines = output(block["command"], piped=bool(block["head"])).splitlines(keepends=True)
    if block["lines"]:
        lines = lines[: int(block["lines"])]
    kept = "".join(f"{line.rstrip()}\n" for line in lines)
    return f"```console\n$ kg {block['command']}{block['head'] or ''}\n{kept}```\n"


@cache
def output(command: str, piped: bool = False) -> str:
    """What a command prints, in a terminal of 100 columns or into a pipe. A build that leaves files out may
    end with 1, nothing else may fail."""
    out = io.StringIO()
    before = os.environ.pop("COLUMNS", None)
    if not piped:
        os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = main(shlex.split(command))
    finally:
        os.environ.pop("COLUMNS", None)
        if before is not None:
            os.environ["COLUMNS"] = before
    if status > command.startswith("build "):
        raise RuntimeError(f"kg {command} ended with {status}: {out.getvalue()}")
    return out.getvalue()


if __name__ == "__main__":
    with workplace():
        for path in PAGES:
            path.write_text(shown(path.read_text("utf-8")), "utf-8")
