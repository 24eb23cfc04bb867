"""What can be told from a query's text before it is sent: its form, and what it must not hold.

The tokens are those of SPARQL 1.1, section 19.8. The engine's own parser needs no space between a
keyword and what is beside it and takes ``?a<?b)SERVICE#>`` for a comparison, so a call to another
server could hide from a reading by the book: ``check_reading`` errs on the side of refusing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Literal, get_args

from kg.rdf.namespaces import NAMESPACES
from kg.sparql.errors import QueryError, RefusedQuery

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_NAME_START = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"_{_NAME_START}0-9\-\u00b7\u0300-\u036f\u203f\u2040"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"(?:[{_NAME_START}](?:[{_NAME}.]*[{_NAME}])?)?"
_LOCAL = rf"(?:(?:[:_{_NAME_START}0-9]|{_ESCAPE})(?:(?:[{_NAME}.:]|{_ESCAPE})*(?:[{_NAME}:]|{_ESCAPE}))?)?"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<string>"{{3}}(?:"{{0,2}}(?:[^"\\]|\\.))*"{{3}}|'{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*(?:\\[uU][0-9A-Fa-f]{{4,8}}[^<>"{{}}|^`\\\x00-\x20]*)*>)
    | (?P<variable>[?$][_{_NAME_START}0-9][_{_NAME_START}0-9\u00b7\u0300-\u036f\u203f\u2040]*)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:[_{_NAME_START}0-9](?:[{_NAME}.]*[{_NAME}])?)
    | (?P<prefixed>{_PREFIX}:{_LOCAL})
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[A-Za-z_]+)
    | (?P<other>[\s\S])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS: dict[str, Form] = {form: form for form in get_args(Form)}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_NO_SERVICE = "SERVICE is not allowed here: a query may not make the engine call another server"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query: its kind (the group of the grammar's expression), words and place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether the token is one of these keywords (upper case)."""
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, without spaces and comments."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(match.lastgroup or "other", match[0], match.start())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query's text tells: its form, and whether it names its graphs itself (FROM)."""

    form: Form
    has_dataset: bool


@lru_cache(maxsize=512)
def check_reading(text: str) -> Reading:
    """The reading of a query that only reads, and only here.

    QueryError for a text that is no query, for an update, and for a call to another server (SERVICE).
    """
    found = tuple(tokens(text))
    for token, following in zip_longest(found, found[1:]):
        if _may_call_out(token, following):
            raise RefusedQuery(f"{_NO_SERVICE} ({position(text, token.start)})")
    form: Form | None = None
    depth, has_dataset = 0, False
    for token in found:
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "other" else 0
        if form is None and token.kind == "word":
            word = token.text.upper()
            if word in _UPDATES:
                raise RefusedQuery(
                    f"{word} changes the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
                )
            form = _FORMS.get(word)
        elif form and depth == 0 and token.is_word("FROM"):
            has_dataset = True
    if form is None:
        raise QueryError("there is no query: it must begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return Reading(form, has_dataset)


def _may_call_out(token: Token, following: Token | None) -> bool:
    """Whether a parser could read the keyword SERVICE in the token."""
    if token.kind == "word":
        return "service" in token.text.lower()
    if token.kind == "prefixed":
        prefix = token.text.partition(":")[0]
        return "service" in prefix.lower() and following is not None and following.text == "{"
    if token.kind == "iri":  # an expression's < may end in a keyword only after a bracket is closed
        return re.search(r"\).*service", token.text, re.IGNORECASE) is not None
    return False


PREFIXES = {prefix: str(namespace) for prefix, namespace in NAMESPACES.items()}
"""The prefixes that a query need not declare."""


def declared(text: str) -> str:
    """The query as another engine takes it: with those of our prefixes that it uses and does not declare.
    They stand on its first line, so that the numbers of its lines stay."""
    missing = {token.text.partition(":")[0] for token in _undeclared(text)} & PREFIXES.keys()
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in sorted(missing)) + text


def _undeclared(text: str) -> list[Token]:
    """The names whose prefix the query does not declare."""
    found = [token for token in tokens(text) if token.kind in {"word", "prefixed"}]
    told = {name.text for word, name in pairwise(found) if word.is_word("PREFIX") and name.kind == "prefixed"}
    return [t for t in found if t.kind == "prefixed" and t.text.partition(":")[0] + ":" not in told]


def position(text: str, offset: int) -> str:
    """An offset as people count: line and column from 1."""
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


_PLACE = re.compile(
    r"\bat (?P<line>\d+):(?P<column>\d+)|line[: ]+(?P<line2>\d+),? column[: ]+(?P<column2>\d+)", re.I
)


def syntax_error(text: str, message: str) -> QueryError:
    """One sentence for a parser's complaint: the place, the line there, and what it expected."""
    unknown = [t for t in _undeclared(text) if t.text.partition(":")[0] not in PREFIXES]
    if unknown and "prefix" in message.lower():
        prefix = unknown[0].text.partition(":")[0]
        return QueryError(
            f"the prefix {prefix}: is not known ({position(text, unknown[0].start)}); declare it before the "
            f"query, PREFIX {prefix}: <…>, or use one that needs no declaration: {', '.join(PREFIXES)}"
        )
    first = " ".join(message.split())
    match = _PLACE.search(first)
    if not match:
        return QueryError(f"this is not a SPARQL 1.1 query: {_cut(first, 300)}")
    line, column = int(match["line"] or match["line2"]), int(match["column"] or match["column2"])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    expected = first[match.end() :].strip(" :,.")
    told = f" ({_cut(expected, 160)})" if expected else ""
    return QueryError(
        f"SPARQL syntax error at line {line}, column {column}: {_around(shown, column)!r}{told}"
    )


def _around(line: str, column: int) -> str:
    start = max(0, min(column - 60, len(line) - 120))
    return line[start : start + 120].strip()


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
