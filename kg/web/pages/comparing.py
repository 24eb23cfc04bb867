"""The page that sets places or documents side by side."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from kg.sparql.suggest import nearest
from kg.web.entities.comparison import MOST, compare
from kg.web.page import render, translate
from kg.web.reader import read_names
from kg.web.site import Site, site_of

router = APIRouter()


@router.get("/compare")
def page(request: Request) -> Response:
    """Two to four places or documents, each named by an ``a`` in the address."""
    site = site_of(request)
    asked = [name.strip() for name in request.query_params.getlist("a") if name.strip()][:MOST]
    found = {name: _meant(site, name) for name in asked}
    items = list(dict.fromkeys(iri for iri in found.values() if iri))
    names = dict(zip(items, site.ask(read_names, items), strict=True))
    t = translate(request)
    problems = [
        (t("graph.not_found", what=name[:200]), [_with(asked, name, other) for other in _near(site, name)])
        for name, iri in found.items()
        if not iri
    ]
    return render(
        request,
        "compare.html",
        asked=[(name, names.get(found[name] or "") or name) for name in asked],
        most=MOST,
        problems=problems,
        comparison=site.ask(compare, items) if len(items) > 1 else None,
        choices=site.index().all("place"),
    )


def _near(site: Site, name: str) -> list[str]:
    """The places whose names are near to one that is not found."""
    return nearest(name[:200], (hit.label for hit in site.index().all("place", 5000)))


def _with(asked: list[str], name: str, other: str) -> tuple[str, str]:
    """The address of the comparison with another name in the place of one, and that name."""
    return f"/compare?{urlencode([('a', other if a == name else a) for a in asked])}", other


def _meant(site: Site, name: str) -> str | None:
    """The place or document of an IRI or name; a place first."""
    if ":" in name.split("/", maxsplit=1)[0] and site.ask(read_names, [name]) != [""]:
        return name
    index = site.index()
    hits = [hit for kind in ("place", "document") for hit in index.find(name, kind, 20)[1]]
    exact = [hit for hit in hits if hit.label == name]
    return (exact or hits)[0].iri if hits else None
