"""The one place that mints the IRIs of the data.

What IRIs can't hold is percent-encoded as UTF-8 (RFC 3987, section 3.1); Chinese stays readable.
Different parts give different IRIs: a part never holds a bare ``/`` or ``%``.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Literal
from urllib.parse import unquote

from kg.model import PlaceChange, Span

DEFAULT_BASE = "https://w3id.org/gongwen/id/"
SharedGraph = Literal["ontology", "divisions", "agencies", "works", "entailment", "trace"]

# iunreserved of RFC 3987 without the spaces and invisible marks among it, which no reader could tell
# apart. The ranges are written out, for what a Python calls printable changes with its Unicode tables.
_ENCODED = re.compile(
    r"[^A-Za-z0-9._~\-"
    "\u00a1-\u00ac\u00ae-\u061b\u061d-\u167f\u1681-\u180d\u180f-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufdff\ufe10-\ufefe\uff00-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`#?]*[/:]", re.IGNORECASE)


def encode(part: str) -> str:
    """One part of an IRI's path, percent-encoded where it must be."""
    if part in {".", ".."}:  # would be resolved away as a path
        return part.replace(".", "%2E")
    return _ENCODED.sub(
        lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "surrogatepass")), part
    )


class Iris:
    """Mints the IRIs below one base, which must be absolute and end in ``/`` or ``:``; another raises
    ValueError."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not _BASE.fullmatch(base):
            raise ValueError(f"the base {base!r} must be an absolute IRI that ends in / or :")
        self.base = base

    def graph(self, name: SharedGraph) -> str:
        """The named graph of statements about all sources."""
        return f"{self.base}graph/{name}"

    def source(self, sha256: str) -> str:
        """A source and the named graph that holds what it tells."""
        return f"{self.base}source/{sha256[:16]}"

    def document(self, sha256: str, key: str) -> str:
        """A document of a source; ``key`` is D1, D2 ..."""
        return f"{self.source(sha256)}/{encode(key)}"

    def evidence(self, sha256: str, span: Span) -> str:
        """A place in a source's text, as RFC 5147 writes it."""
        return f"{self.source(sha256)}#char={span.start},{span.end}"

    def agency(self, scope: str, name: str) -> str:
        """A body: ``scope`` is the division's code, or what else keeps equal names apart."""
        return f"{self.base}agency/{encode(scope)}/{encode(name)}"

    def numbered_work(self, number: str) -> str:
        """A work known by its 文号."""
        return f"{self.base}work/{encode(number)}"

    def titled_work(self, scope: str, title: str, variant: str | None = None) -> str:
        """A work known by its title in a place; ``scope`` is the place's code, ``variant`` what keeps it
        apart from others of that title there."""
        apart = f"{encode(variant)}/" if variant else ""
        return f"{self.base}work/{encode(scope)}/{apart}{encode(title)}"

    def derived(self, kind: Literal["lineage", "likeness", "cycle"], *says: str) -> str:
        """A derived statement, by a hash of what it says."""
        return f"{self.base}{kind}/{sha256(chr(10).join(says).encode()).hexdigest()[:20]}"

    def place(self, code: str) -> str:
        """An administrative division by its GB/T 2260 code."""
        return f"{self.base}place/{encode(code)}"

    def place_code(self, place: str) -> str:
        """The code of a division's IRI."""
        return unquote(place.removeprefix(f"{self.base}place/"))

    def place_change(self, change: PlaceChange) -> str:
        """What a division was until a year."""
        former = f"{change.year}-{change.code}-{change.name}"
        return f"{self.place(change.place)}/{encode(former)}"

    def reform(self, year: int, name: str) -> str:
        """A change of bodies by its year and the first of those that came of it."""
        return f"{self.base}reform/{year}/{encode(name)}"

    def software(self, version: str) -> str:
        """The making of the graph by one version of this package."""
        return f"{self.base}software/{encode(version)}"

    def dataset(self) -> str:
        """The graph as a whole."""
        return f"{self.base}dataset"
