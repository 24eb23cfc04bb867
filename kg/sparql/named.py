"""Named queries: SPARQL files whose leading ``#+`` lines are YAML that tells what they are.

A parameter's place in the query is ``VALUES ?name { UNDEF }``, so that the file as it stands is valid
SPARQL 1.1. A value given is put there as a term; a parameter left out takes its block along, and the
whole group where that is one of its own which begins with the block:
``{ VALUES ?agency { UNDEF } ?assignment gw:agency ?agency ; gw:task ?task }``. An engine then starts from
the few tasks of an agency, where a FILTER with EXISTS would look at every task. One text serves every
engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.resources import folder
from kg.sparql.errors import QueryError
from kg.sparql.parameters import check_default
from kg.sparql.suggest import near
from kg.sparql.syntax import Token, check_reading, tokens
from kg.sparql.terms import values_block

if TYPE_CHECKING:
    from kg.sparql.terms import Term

Kind = Literal["agency", "document", "level", "role", "date", "text", "integer", "iri"]
Topic = Literal[
    "tables",
    "agencies",
    "tasks",
    "deadlines",
    "citations",
    "documents",
    "places",
    "works",
    "lineage",
    "evidence",
    "quality",
]

_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be asked for. ``default`` stands where no value is given; without one, the
    query does not filter by it, unless it is ``required``."""

    name: str
    kind: Kind
    help: Words
    required: bool = False
    default: str | int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it means."""

    name: str
    meaning: Words


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the collection, or a user's own file of the same form. ``text`` is the SPARQL."""

    name: str
    topic: Topic
    summary: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, values: Mapping[str, list[Term]]) -> str:
        """The SPARQL with the values in place: for each parameter given the terms that it may be."""
        parts: list[str] = []
        done = 0
        for place in _places(self.text):
            given = values.get(place.name)
            start, end = place.block if given else place.condition
            if start < done:  # within a group that is left out
                continue
            parts += [self.text[done:start], values_block(place.name, given) if given else ""]
            done = end
        return "".join([*parts, self.text[done:]])


def named_queries() -> dict[str, NamedQuery]:
    """The collection that comes with the package, by name, in the order of topics and names.

    QueryError names the first file that is not as it must be.
    """
    return dict(_collection())


@cache
def _collection() -> dict[str, NamedQuery]:
    order = get_args(Topic)
    found = [load(path) for path in sorted(folder("queries").glob("*/*.rq"))]
    found.sort(key=lambda query: (order.index(query.topic), query.name))
    by_name: dict[str, NamedQuery] = {}
    for query in found:
        if query.name in by_name:
            raise QueryError(f"two named queries are called {query.name}")
        by_name[query.name] = query
    return by_name


def named_query(name: str) -> NamedQuery:
    """One of the collection; QueryError with near names where there is none."""
    queries = _collection()
    if name not in queries:
        raise QueryError(f"there is no named query {name!r} (kg queries lists them all){near(name, queries)}")
    return queries[name]


def load(path: Path) -> NamedQuery:
    """The named query in a file; QueryError tells the file and what is wrong with it."""
    try:
        whole = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"the query file {path} can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise QueryError(f"the query file {path} is not UTF-8") from None
    try:
        return parse(path.stem, whole)
    except QueryError as error:
        raise QueryError(f"{path}: {error}") from None


def has_header(text: str) -> bool:
    """Whether a SPARQL text begins with the lines of a named query."""
    return text.lstrip("\ufeff").startswith("#+")


def parse(name: str, whole: str) -> NamedQuery:
    """The named query in a text; QueryError where header or query are not as they must be."""
    import yaml

    lines = whole.lstrip("\ufeff").splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    header = "".join(line[2:] for line in lines[:count])
    try:
        fields = yaml.safe_load(header)
    except yaml.YAMLError as error:
        raise QueryError(f"the #+ header is not YAML: {' '.join(str(error).split())}") from None
    if not _KEBAB.fullmatch(name):
        raise QueryError(f"the name {name!r} must be words in small letters joined by hyphens")
    _keys(fields, "the #+ header", {"summary", "topic", "columns"}, {"parameters"})
    if fields["topic"] not in get_args(Topic):
        raise QueryError(f"the topic {fields['topic']!r} is none of {', '.join(get_args(Topic))}")
    query = NamedQuery(
        name=name,
        topic=fields["topic"],
        summary=_words(fields["summary"], "the summary"),
        parameters=tuple(_parameter(item) for item in _items(fields.get("parameters") or [], "parameters")),
        columns=tuple(_column(item) for item in _items(fields["columns"], "columns")),
        text="".join(lines[count:]),
    )
    _check(query)
    return query


def _check(query: NamedQuery) -> None:
    for names, what in (
        ([p.name for p in query.parameters], "parameter"),
        ([c.name for c in query.columns], "column"),
    ):
        for name in names:
            if not _VARIABLE.fullmatch(name) or names.count(name) > 1:
                raise QueryError(f"the {what} {name!r} must be a word in small letters that comes once")
    for parameter in query.parameters:
        check_default(parameter)
    check_reading(query.text)
    placed = {place.name for place in _places(query.text)}
    declared = {parameter.name for parameter in query.parameters}
    for name in sorted(declared - placed):
        raise QueryError(
            f"the parameter {name!r} has no place: write VALUES ?{name} {{ UNDEF }} in the query"
        )
    for name in sorted(placed - declared):
        raise QueryError(
            f"VALUES ?{name} {{ UNDEF }} is the place of a parameter that the header does not name"
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a parameter goes: its block, and what goes with it where no value is given."""

    name: str
    block: tuple[int, int]
    condition: tuple[int, int]


@cache
def _places(text: str) -> tuple[_Place, ...]:
    """Where parameters go, in the order of the text."""
    found = list(tokens(text))
    places: list[_Place] = []
    for i, token in enumerate(found):
        block = found[i : i + 5]
        if token.is_word("VALUES") and _is_open_block(block):
            span = token.start, block[4].end
            group = _own_group(found, i) if i > 1 else None
            places.append(_Place(block[1].text[1:], span, group or span))
    return tuple(places)


def _own_group(found: list[Token], first: int) -> tuple[int, int] | None:
    """The stretch of the group that begins with the token; None where it belongs to a word (SELECT,
    OPTIONAL, UNION ...) and can't be left out."""
    if found[first - 1].text != "{" or found[first - 2].text not in ("{", "}", "."):
        return None
    depth = 1
    for i, token in enumerate(found[first:], first):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "other" else 0
        if not depth:
            alone = not found[i + 1].is_word("UNION")
            return (found[first - 1].start, token.end) if alone else None
    return None


def _is_open_block(block: list[Token]) -> bool:
    return (
        len(block) == 5
        and block[1].kind == "variable"
        and block[2].text == "{"
        and block[3].is_word("UNDEF")
        and block[4].text == "}"
    )


def _parameter(item: Any) -> Parameter:  # noqa: ANN401 - what YAML gives
    _keys(item, "a parameter", {"name", "kind", "help"}, {"default", "required"})
    name, kind, required = str(item["name"]), item["kind"], item.get("required", False)
    if kind not in get_args(Kind):
        raise QueryError(f"the kind {kind!r} of parameter {name!r} is none of {', '.join(get_args(Kind))}")
    if not isinstance(required, bool):
        raise QueryError(f"required of parameter {name!r} must be true or false")
    default = item.get("default")
    if default is not None and (required or not isinstance(default, str | int) or isinstance(default, bool)):
        raise QueryError(
            f"the default of parameter {name!r} must be a text or an integer, and none if required"
        )
    return Parameter(name, kind, _words(item["help"], f"the help of parameter {name!r}"), required, default)


def _column(item: Any) -> Column:  # noqa: ANN401 - what YAML gives
    _keys(item, "a column", {"name", "zh", "en"}, set())
    return Column(str(item["name"]), _words({k: item[k] for k in ("zh", "en")}, f"column {item['name']!r}"))


def _words(item: Any, what: str) -> Words:  # noqa: ANN401 - what YAML gives
    _keys(item, what, {"zh", "en"}, set())
    for language in ("zh", "en"):
        if not isinstance(item[language], str) or not item[language].strip():
            raise QueryError(f"{what} has no text in {language}")
    return Words(item["zh"].strip(), item["en"].strip())


def _items(value: Any, what: str) -> list[Any]:  # noqa: ANN401 - what YAML gives
    if not isinstance(value, list):
        raise QueryError(f"{what} must be a list")
    return value


def _keys(item: Any, what: str, needed: set[str], allowed: set[str]) -> None:  # noqa: ANN401 - what YAML gives
    if not isinstance(item, dict):
        raise QueryError(f"{what} must be a mapping with {', '.join(sorted(needed))}")
    missing, strange = needed - set(item), set(map(str, item)) - needed - allowed
    if missing:
        raise QueryError(f"{what} lacks {', '.join(sorted(missing))}")
    if strange:
        raise QueryError(f"{what} has {', '.join(sorted(strange))}, which a named query does not know")
