"""Full-text search: SQLite FTS5 over character bigrams.

SQLite's own tokenizers do not find Chinese words: one takes a whole sentence for a word, the other finds
none of two characters. Every run of Chinese characters is therefore indexed as its bigrams, and a
search is for a phrase of them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kg.web.reader import Reader
from kg.zh import fold

Kind = Literal["document", "task", "agency", "work", "place"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_QUERIES: dict[Kind, str] = {
    "document": """SELECT ?iri ?label (GROUP_CONCAT(DISTINCT ?word; SEPARATOR = " ") AS ?words) {
        ?iri a gw:Document ; eli:title ?label .
        OPTIONAL { { ?iri eli:id_local ?word } UNION { ?iri eli:jurisdiction/skos:prefLabel ?word } }
    } GROUP BY ?iri ?label""",
    "task": """SELECT ?iri ?label ?words ?within {
        ?iri a gw:Task ; gw:text ?words ; gw:document ?document . ?document eli:title ?within .
        OPTIONAL { ?iri gw:heading ?heading }
        BIND (COALESCE(?heading, "") AS ?label) }""",
    "agency": """SELECT ?iri ?label (GROUP_CONCAT(DISTINCT ?word; SEPARATOR = " ") AS ?words) {
        ?iri gw:resolved ?known ; skos:prefLabel ?label .
        OPTIONAL { ?part gw:agency ?iri ; gw:printedName ?word }
    } GROUP BY ?iri ?label""",
    "work": """SELECT ?iri ?label (COALESCE(?number, "") AS ?words) {
        ?iri a gw:Work . OPTIONAL { ?iri eli:title ?title } OPTIONAL { ?iri eli:id_local ?number }
        BIND (COALESCE(?title, ?number) AS ?label)
        FILTER NOT EXISTS { ?document gw:work ?iri } }""",
    "place": """SELECT ?iri ?label ("" AS ?words) {
        { SELECT DISTINCT ?iri { { ?thing eli:jurisdiction ?iri } UNION { ?thing gw:place ?iri } } }
        ?iri skos:prefLabel ?label }""",
}
_RUN = re.compile(
    r"(?P<chinese>[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)|(?P<word>[0-9a-z]+)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, its name, the words in which it was found, and for a task the document
    in which it stands."""

    iri: str
    kind: Kind
    label: str
    words: str
    within: str


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a graph, a file. Safe to read from several threads."""

    path: str

    def find(self, text: str, kind: Kind | None = None, limit: int = 50) -> tuple[int, list[Hit]]:
        """How many things hold all words of the text, and the best of them: those whose name does first."""
        wanted = _phrases(text)
        if not wanted:
            return 0, []
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            where = "found MATCH ?" + (" AND kind = ?" if kind else "")
            given = (wanted, kind) if kind else (wanted,)
            joined = f"FROM found JOIN thing ON thing.id = found.rowid WHERE {where}"
            [count] = connection.execute(f"SELECT COUNT(*) {joined}", given).fetchone()
            rows = connection.execute(
                f"SELECT iri, kind, thing.label, thing.words, within {joined} "
                "ORDER BY bm25(found, 10.0, 1.0), thing.id LIMIT ?",
                (*given, limit),
            )
            return count, [Hit(*row) for row in rows]
        finally:
            connection.close()

    def all(self, kind: Kind, limit: int = 100) -> list[Hit]:
        """The things of a kind, in the order in which the graph gave them."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            rows = connection.execute(
                "SELECT iri, kind, label, words, within FROM thing WHERE kind = ? ORDER BY id LIMIT ?",
                (kind, limit),
            )
            return [Hit(*row) for row in rows]
        finally:
            connection.close()


def write_index(reader: Reader, path: str) -> Index:
    """Write the index of the graph to a file, over one that is there."""
    Path(path).unlink(missing_ok=True)  # of a writing that was broken off
    connection = sqlite3.connect(path)
    connection.executescript(
        """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, words TEXT, within TEXT);
        CREATE VIRTUAL TABLE found USING fts5 (label, words, content = '', tokenize = 'unicode61');"""
    )
    with connection:
        for number, (kind, row) in enumerate(_things(reader), 1):
            iri, label, words, *within = (str(cell or "") for cell in row)
            connection.execute(
                "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)",
                (number, iri, kind, label, words, "".join(within)),
            )
            connection.execute(
                "INSERT INTO found (rowid, label, words) VALUES (?, ?, ?)",
                (number, " ".join(_terms(label)), " ".join(_terms(words))),
            )
    connection.close()
    return Index(path)


def _things(reader: Reader) -> Iterator[tuple[Kind, tuple[object, ...]]]:
    for kind, query in _QUERIES.items():
        for row in reader.graph.query(query):
            yield kind, row


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    for match in _RUN.finditer(fold(text).lower()):
        yield match.lastgroup == "chinese", match[0]


def _terms(text: str) -> Iterator[str]:
    """The words that stand for a text in the index: a run of n characters has n, the last one single, so
    that one character is found as the beginning of a word."""
    for chinese, run in _runs(text):
        if chinese:
            yield from (run[i : i + 2] for i in range(len(run)))
        else:
            yield run


def _phrases(text: str) -> str:
    """The search for a text: all its runs, each as a phrase."""
    wanted = []
    for chinese, run in _runs(text):
        if not chinese or len(run) == 1:
            wanted.append(f'"{run}"*')
        else:
            wanted.append(f'"{" ".join(run[i : i + 2] for i in range(len(run) - 1))}"')
    return " AND ".join(wanted)
