"""The first page, search, and the choice of language."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from kg.sparql import named_queries
from kg.web.failures import headers_of, status_of
from kg.web.page import render
from kg.web.pool import Preparing
from kg.web.search import KINDS
from kg.web.site import BRIEFLY, site_of
from kg.web.words import COOKIE

router = APIRouter()

_READY = (
    "overdue", "agency-tasks", "deadlines-between", "joint-leads", "works-not-held", "system-tasks",
    "document-matrix", "most-cited",
)  # fmt: skip


@router.get("/")
def start(request: Request) -> Response:
    """What the graph holds, once that is counted, and ways in."""
    try:
        held = site_of(request).overview(BRIEFLY)
    except Preparing:
        held = None
    collection = named_queries()
    ready = [collection[name] for name in _READY if name in collection]
    return render(request, "start.html", held=held, ready=ready)


@router.get("/search")
def search(request: Request, q: str = "", kind: str = "") -> Response:
    """Documents, tasks, bodies, works and places whose names or texts hold the words."""
    words = q.strip()[:200]
    try:
        index = site_of(request).index(BRIEFLY)
    except Preparing as error:
        page = render(request, "search.html", status_of(error), found_words=words, preparing=True)
        page.headers.update(headers_of(error))
        return page
    chosen = next((name for name in KINDS if name == kind), None)
    shown = [chosen] if chosen else list(KINDS)
    found = {name: index.find(words, name, 200 if chosen else 8) for name in shown} if words else {}
    counts = {name: index.find(words, name, 0)[0] for name in KINDS} if words else {}
    return render(
        request,
        "search.html",
        found_words=words,
        preparing=False,
        chosen=chosen,
        found=found,
        counts=counts,
    )


@router.get("/complete")
def complete(request: Request, q: str = "", kind: str = "") -> list[dict[str, str]]:
    """Names of things that hold the words, for the fields of forms."""
    wanted = [name for name in kind.split(",") if name in KINDS] or list(KINDS)
    index = site_of(request).index(BRIEFLY)
    hits = [hit for name in wanted for hit in index.find(q.strip()[:200], name, 12)[1]]
    return [{"iri": hit.iri, "kind": hit.kind, "label": hit.label or hit.words[:60]} for hit in hits[:20]]


@router.post("/language")
async def language(request: Request) -> Response:
    """Remember a language and go back."""
    body = (await request.body())[:10_000]
    fields = await run_in_threadpool(parse_qs, body.decode("ascii", "replace"))
    back = fields.get("back", ["/"])[0]
    parts = urlsplit(back)
    local = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.netloc
    response = RedirectResponse(back if local else "/", 303)
    chosen = fields.get("to", ["zh"])[0]
    if chosen in ("zh", "en"):
        response.set_cookie(COOKIE, chosen, max_age=365 * 86400, samesite="lax", httponly=True)
    return response
