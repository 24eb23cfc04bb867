"""The demonstration: the sample corpus as a graph in demo/, questions and answers, tables, a picture.

Run by `make demo`. Everything goes through the command `kg` and the package's public names.
"""

from __future__ import annotations

import os
import shlex
import sys
from html import escape
from itertools import pairwise
from pathlib import Path

import kg
from kg.cli import main as command
from kg.sparql.writers import display_width

ROOT = Path(__file__).resolve().parent.parent
DEMO = Path("demo")
GRAPH = DEMO / "graph"
TABLES = ("documents", "citations", "tasks", "assignments", "deadlines", "agencies")
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
BOX = 'fill="#fff" stroke="#444"'
CHAIN = """
PREFIX gw: <https://w3id.org/gongwen/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?basis ?document ?task ?due ?body ?role {
  { SELECT ?notice ?d ?t (MIN(?day) AS ?due) {
      ?notice eli:id_local "竹政办发〔2092〕14号" ; gw:promulgates ?d .
      ?t gw:document ?d . ?l gw:task ?t ; gw:due ?day .
    } GROUP BY ?notice ?d ?t ORDER BY ?due ?t LIMIT 6 }
  ?c gw:document ?notice ; gw:relation gw:relation-implements ; gw:citedWork/eli:title ?basis .
  ?d eli:title ?document . ?t gw:text ?task .
  ?a gw:task ?t ; gw:agency/skos:prefLabel ?body ; gw:role/skos:notation ?role .
} ORDER BY ?due ?task ?role ?body
"""


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
        status |= command(["query", table, "--graph", str(GRAPH), "--format", "csv", "--out", str(out)])
    picture = DEMO / "chain.svg"
    picture.write_text(chain(kg.open(GRAPH).query(CHAIN).records()), encoding="utf-8")
    print(f"\nGraph: {GRAPH}   tables: {DEMO / 'tables'}   picture of a chain of duties: {picture}")
    print(f"Ask on: .venv/bin/kg queries; .venv/bin/kg query NAME --graph {GRAPH}")
    return status


def kg_(*args: str) -> int:
    """Show a command and run it."""
    print(f"$ kg {shlex.join(args)}", flush=True)
    return command(list(args))


def chain(rows: list[dict[str, object]]) -> str:
    """An SVG of what a document carries out, its tasks with their last days, and the bodies in them."""
    columns: list[dict[str, int]] = [{}, {}, {}, {}]
    lines: dict[tuple[int, str, str], str] = {}
    for row in rows:
        path = [str(row["basis"]), str(row["document"]), f"{row['due']}  {row['task']}", str(row["body"])]
        for column, text in zip(columns, path, strict=True):
            column.setdefault(text, len(column))
        for i, (left, right) in enumerate(pairwise(path)):
            lines[i, left, right] = str(row["role"]) if i == 2 else ""
    wide, tall, gap = 250, 58, 90
    height = 40 + max(map(len, columns)) * tall

    def top(column: int, text: str) -> float:
        return (columns[column][text] + 0.5) * (height - 40) / len(columns[column]) + 5

    drawn = []
    for (i, left, right), role in lines.items():
        x1, y1 = 10 + i * (wide + gap) + wide, top(i, left) + 17
        x2, y2 = x1 + gap, top(i + 1, right) + 17
        colour = {"lead": "#b03020", "cooperate": "#8a8a8a"}.get(role, "#2b5c8a")
        drawn.append(
            f'<path d="M{x1} {y1:.0f} C{x1 + gap / 2} {y1:.0f} {x2 - gap / 2} {y2:.0f} {x2} {y2:.0f}" '
            f'stroke="{colour}" fill="none"><title>{escape(role)}</title></path>'
        )
    for i, column in enumerate(columns):
        for text in column:
            x, y = 10 + i * (wide + gap), top(i, text)
            shown = "".join(
                f'<tspan x="{x + 6}" dy="{15 if n else 0}">{escape(part)}</tspan>'
                for n, part in enumerate(wrap(text, 38, 3))
            )
            drawn.append(
                f"<g><title>{escape(text)}</title>"
                f'<rect x="{x}" y="{y - 8:.0f}" width="{wide}" height="{tall - 6}" rx="4" {BOX}/>'
                f'<text x="{x + 6}" y="{y + 7:.0f}">{shown}</text></g>'
            )
    legend = "red: leads (牵头)  blue: responsible (负责)  grey: cooperates (配合)"
    width = 20 + 4 * wide + 3 * gap
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="12">'
        '<rect width="100%" height="100%" fill="#fff"/>'
        f'{"".join(drawn)}<text x="10" y="{height - 8}">{legend}</text></svg>\n'
    )


def wrap(text: str, columns: int, most: int) -> list[str]:
    """The text in lines of so many columns of a terminal, the last one shortened."""
    lines = [""]
    for character in text:
        if display_width(lines[-1] + character) > columns:
            lines.append("")
        lines[-1] += character
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


if __name__ == "__main__":
    sys.exit(main())
