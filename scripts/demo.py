"""The demonstration: the sample corpus as a graph in demo/, questions and answers, tables, pictures.

Run by `make demo`. Everything goes through the command `kg` and the package's public names.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from kg.cli import main as command

ROOT = Path(__file__).resolve().parent.parent
DEMO = Path("demo")
GRAPH = DEMO / "graph"
TABLES = ("documents", "citations", "tasks", "assignments", "deadlines", "agencies", "lineage")
QUESTIONS = [
    (
        "What does the bureau of civil affairs of 竹岭县 have to do, by deadline?",
        "agency-tasks --agency 竹岭县民政局 --columns due,expression,role,text",
    ),
    (
        "Whom does it work with?",
        "agency-partners --agency 竹岭县民政局 --columns name,own_role,partner_role,tasks",
    ),
    (
        "What is due in summer 2092, anywhere?",
        "deadlines-between --since 2092-06-01 --until 2092-08-31 --columns due,lead,region,text",
    ),
    (
        "What rests on the State Council's opinion?",
        "based-on --work 国办发〔2091〕17号 --columns issued,level,relation,title",
    ),
    ("What is cited but not held?", "works-not-held --columns documents,number,title"),
]
PICTURES = [
    ("chain.html", "chain 竹岭县民政局"),
    ("lineage.html", "lineage 国办发〔2091〕17号"),
    ("lineage.svg", "lineage 国办发〔2091〕17号"),
    ("matrix.html", "matrix 竹政办发〔2092〕14号"),
    ("timeline.html", "timeline"),
]


def main() -> int:
    DEMO.mkdir(exist_ok=True)
    status = kg_("build", str(ROOT / "sample"), "--out", str(GRAPH))
    os.environ.setdefault("COLUMNS", "110")
    for question, query in QUESTIONS:
        print(f"\n# {question}")
        status |= kg_("query", *query.split(), "--graph", str(GRAPH))
    (DEMO / "tables").mkdir(exist_ok=True)
    for table in TABLES:
        out = DEMO / "tables" / f"{table}.csv"
        status |= command(["query", table, "--graph", str(GRAPH), "--out", str(out)])
    print("\n# What does the opinion rest on, and what became of it, level by level?")
    status |= kg_("lineage", "国办发〔2091〕17号", "--graph", str(GRAPH))
    for name, picture in PICTURES:
        status |= kg_("view", *picture.split(), "--graph", str(GRAPH), "--out", str(DEMO / name))
    print(f"\nGraph: {GRAPH}   tables: {DEMO / 'tables'}   pictures, for a browser: {DEMO}/*.html")
    print(f"Ask on: .venv/bin/kg queries; .venv/bin/kg query NAME --graph {GRAPH}")
    print(f"Explore: .venv/bin/kg serve {GRAPH}")
    return status


def kg_(*args: str) -> int:
    """Show a command and run it."""
    print(f"$ kg {shlex.join(args)}", flush=True)
    return command(list(args))


if __name__ == "__main__":
    sys.exit(main())
