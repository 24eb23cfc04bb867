"""From IRIs to the addresses of their pages, and back."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from kg.rdf.namespaces import gw

FACT = re.compile(r"(?P<source>.*/source/[0-9a-f]+)/(?P<key>.+)")
"""The IRI of a fact: that of its source, and the fact's name in it."""


def page_of(iri: str, base: str) -> str:
    """The address of the page about an IRI, below this server."""
    if iri.startswith(base):
        path, _, fragment = iri[len(base) :].partition("#")
        # a percent sign of the IRI itself is quoted once more, so that the path gives it back as it is
        at = fragment.removeprefix("char=").partition(",")[0]
        return f"/id/{quote(path, safe='/')}" + (f"?at={at}" if at.isdecimal() else "")
    if iri.startswith(str(gw)):
        return f"/ontology/{quote(iri[len(str(gw)) :], safe='')}"
    return f"/describe?{urlencode({'iri': iri})}"


def is_iri(value: object) -> bool:
    """Whether a cell of an answer is an IRI that has a page."""
    return isinstance(value, str) and value.startswith(("http://", "https://", "urn:")) and " " not in value
