"""Which graphs a query's text names itself (FROM, FROM NAMED)."""

from __future__ import annotations

from urllib.parse import urljoin

from kg.sparql.errors import QueryError
from kg.sparql.syntax import PREFIXES, Token, tokens


def named_in(text: str) -> list[str]:
    """The IRIs after FROM and FROM NAMED; QueryError for one that can't be read."""
    found = list(tokens(text))
    prefixes, base = _prologue(found)
    graphs = []
    depth = 0
    for i, token in enumerate(found):
        if token.kind == "other":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 and token.is_word("FROM"):
            rest = [t for t in found[i + 1 : i + 3] if not t.is_word("NAMED")]
            graphs.append(_iri(rest[0] if rest else None, prefixes, base))
    return graphs


def _prologue(found: list[Token]) -> tuple[dict[str, str], str]:
    prefixes = dict(PREFIXES)
    base = ""
    for i, token in enumerate(found):
        if token.is_word("BASE") and i + 1 < len(found):
            base = urljoin(base, found[i + 1].text[1:-1])
        elif token.is_word("PREFIX") and i + 2 < len(found):
            prefixes[found[i + 1].text.removesuffix(":")] = urljoin(base, found[i + 2].text[1:-1])
    return prefixes, base


def _iri(token: Token | None, prefixes: dict[str, str], base: str) -> str:
    if token and token.kind == "iri" and "\\" not in token.text:
        return urljoin(base, token.text[1:-1])
    if token and token.kind == "prefixed" and "\\" not in token.text:
        prefix, _, local = token.text.partition(":")
        if prefix in prefixes:
            return prefixes[prefix] + local
    raise QueryError("FROM must be followed by the IRI of a graph, written plainly")
