"""The page to write SPARQL on: YASGUI where it was packed, else a plain editor."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response

from kg.rdf.namespaces import NAMESPACES, gw
from kg.sparql import named_queries
from kg.web.page import View, render
from kg.web.policy import POLICY
from kg.web.site import site_of
from kg.web.words import in_language, language_of

router = APIRouter()

PACKED = Path(__file__).parents[1] / "static" / "packed" / "yasgui.js"
# the one style that YASGUI's table puts into the page, for the columns' handles
_TABLE_STYLE = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
FIRST = """PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX gw: <https://w3id.org/gongwen/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?due ?lead ?text ?task {
  ?task a gw:Task ; gw:text ?text ; gw:ledBy/skos:prefLabel ?lead .
  ?deadline gw:task ?task ; gw:due ?due .
} ORDER BY ?due LIMIT 50
"""


@router.get("/query")
def query(request: Request, query: str = "", plain: bool = False) -> Response:
    """The editor with the query of the address in it, with examples and completion."""
    site = site_of(request)
    language = language_of(request)
    view = View(site, language)
    examples = [
        {"name": q.name, "title": in_language(q.summary, language), "topic": q.topic, "query": q.text}
        for q in named_queries().values()
    ]
    settings = {
        "base": site.base,
        "ontology": str(gw),
        "first": FIRST,
        "words": {key: view.t(f"query.{key}") for key in _WORDS},
        "prefixes": prefixes(),
        "classes": _terms(classes=True),
        "properties": _terms(classes=False),
    }
    packed = PACKED.is_file() and not plain
    page = render(
        request, "query.html", query=query, first=FIRST, examples=examples, settings=settings, packed=packed
    )
    if packed:
        page.headers["Content-Security-Policy"] = POLICY.replace("style-src", f"style-src '{_TABLE_STYLE}'")
    return page


@router.get("/query/prefixes.json")
def prefixes() -> dict[str, str]:
    """Our prefixes, in the form in which editors ask prefix services for them."""
    return {prefix: str(namespace) for prefix, namespace in NAMESPACES.items()}


_WORDS = ("tab", "network", "timeline", "rows", "cut", "running", "failed", "empty")


def _terms(classes: bool) -> list[str]:
    """The classes or the properties that the graph's data uses: by custom classes begin with a capital."""
    return [
        term
        for namespace in NAMESPACES.values()
        for term in (getattr(namespace, name) for name in namespace)
        if term.removeprefix(str(namespace))[:1].isupper() is classes
    ]
