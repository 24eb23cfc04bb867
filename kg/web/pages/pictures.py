"""Pictures of ``kg view``, each on a page of its own and as a file."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from kg.sparql.errors import GraphError
from kg.web.drawing import draw
from kg.web.page import failed, render
from kg.web.reader import read_names
from kg.web.site import site_of
from kg.web.words import language_of

router = APIRouter()

FORMS = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "dot": "text/vnd.graphviz; charset=utf-8",
    "mermaid": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
_PAGES = "/describe?iri="


@router.get("/picture/{kind}")
def picture(request: Request, kind: str, format: str = "") -> Response:
    """A page with the picture in it; where a format is asked for, the file. The format ``frame`` is the
    HTML that stands in a page: its cards link to the pages of things."""
    asked = request.query_params
    given = {k: v for k, v in asked.items() if v and k != "format" and not k.startswith("f.")}
    where = {k[2:]: asked.getlist(k) for k in asked if k.startswith("f.")}
    links, format = (_PAGES, "html") if format == "frame" else (None, format)
    if format not in FORMS:
        here = f"{request.url.path}?{request.url.query}{'&' if request.url.query else ''}format="
        name = site_of(request).ask(read_names, [given.get("of", "")])[0] or given.get("name", "")
        return render(
            request, "picture.html", kind=kind, here=here, forms=list(FORMS), of=given.get("of"), name=name
        )
    try:
        drawn = site_of(request).ask(draw, kind, given, format, language_of(request), links, where)  # type: ignore[arg-type]
    except GraphError as error:
        return failed(request, error, framed=links is not None)
    headers = {"Vary": "Cookie"}
    if format == "html":
        # the file carries a policy of its own, which names its scripts by their hashes
        headers["Content-Security-Policy"] = "frame-ancestors 'self'"
    else:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kind)}.{format}"
    return Response(drawn, media_type=FORMS[format], headers=headers)
