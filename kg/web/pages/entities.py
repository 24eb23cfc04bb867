"""Pages about one thing, under permanent addresses, as HTML, Turtle or JSON-LD."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from kg.rdf.namespaces import gw
from kg.web.entities.agency import AgencyPage
from kg.web.entities.any import Entity, read_entity, read_statements
from kg.web.entities.document import MOST_LINEAGE, DocumentPage
from kg.web.entities.others import PlacePage, SystemPage, ThingPage, WorkPage
from kg.web.entities.task import MOST_LIKE, TaskPage
from kg.web.formats import write_statements
from kg.web.links import FACT, page_of
from kg.web.marking import Piece, cut
from kg.web.negotiation import choose
from kg.web.page import not_found, render, translate
from kg.web.site import Site, site_of

router = APIRouter()

_FORMS = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}


@router.get("/id/{rest:path}")
def entity(request: Request, rest: str) -> Response:
    """What the graph knows of an IRI below the base of its data."""
    return _answer(request, site_of(request).base + rest)


@router.get("/ontology/{term:path}")
def term(request: Request, term: str) -> Response:
    """A term or concept of the ontology."""
    return _answer(request, f"{gw}{term}")


@router.get("/describe")
def describe(request: Request, iri: str = "") -> Response:
    """Any IRI; one of ours has its page at its permanent address."""
    base = site_of(request).base
    if iri.startswith(base) and len(iri) > len(base) and "format" not in request.query_params:
        return RedirectResponse(page_of(iri, base))
    return _answer(request, iri)


def _answer(request: Request, iri: str) -> Response:
    site = site_of(request)
    asked = request.query_params.get("format", "")
    media_type = _FORMS.get(asked) or choose(request.headers.get("accept", ""), list(_FORMS.values()))
    if media_type in (None, "text/html"):
        found = site.ask(read_entity, iri, _number(request.query_params.get("page", "")))
        return _PAGES[type(found)](request, site, iri, found) if found else not_found(request, iri)
    statements = site.ask(read_statements, iri)
    if statements is None:
        return not_found(request, iri)
    headers = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
    return Response(
        write_statements(statements, str(media_type)), media_type=str(media_type), headers=headers
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _document(request: Request, site: Site, iri: str, d: DocumentPage) -> Response:
    text = d.text
    pieces = _pieces(d) if text else []
    own = page_of(iri, site.base)
    t = translate(request)

    def on_page(number: int | None, anchor: str) -> str:
        """Where an anchor is found: on the page shown, or on another one."""
        here = number is None or text is None or number == text.page
        return f"#{anchor}" if here else f"{own}?page={number}#{anchor}"

    def jump(fact: object) -> Markup:
        page = text.page_of(str(fact)) if text else None
        if page is None:
            return Markup()
        return Markup(' <a class="jump" href="{}" title="{}">{}</a>').format(
            on_page(page, f"at-{_key(fact)}"), t("document.jump"), t("document.jump_short")
        )

    def back(fact: object) -> str:
        parts = _key(fact).split("-")
        if len(parts) == 1 or text is None:
            return "#facts"
        whole = "/".join(str(fact).split("/")[: str(fact).count("/") + 3 - len(parts)])
        return on_page(text.page_of(whole), f"fact-{'-'.join(parts[:2])}")

    def section(start: object) -> str:
        number = text.number_at(int(str(start))) if text and start is not None else None
        return on_page(number, f"p{start}")

    return render(
        request, "document.html", d=d, pieces=pieces, key=_key, jump=jump, back=back, section=section,
        own=own, most=MOST_LINEAGE, anchors={row["start"] for row in d.sections},
        pictures=_pictures(("lineage", "chain", "matrix", "timeline"), iri),
    )  # fmt: skip


def _pieces(d: DocumentPage) -> list[Piece]:
    """The pieces of the page shown, cut once more where a section begins, so that its anchor can stand
    there."""
    assert d.text is not None
    starts = sorted({int(str(row["start"])) for row in d.sections if row["start"] is not None})
    found: list[Piece] = []
    for piece in cut(d.text.text, d.text.marks, offset=d.text.starts[d.text.page - 1]):
        end = piece.start + len(piece.text)
        at = piece.start
        begins = piece.begins
        for start in [*(s for s in starts if at < s < end), end]:
            found.append(Piece(piece.text[at - piece.start : start - piece.start], at, piece.marks, begins))
            at, begins = start, ()
    return found


def _task(request: Request, site: Site, iri: str, d: TaskPage) -> Response:
    page = f"?page={d.page}" if d.page else ""
    read = f"{page_of(str(d.facts['document']), site.base)}{page}#at-{_key(iri)}"
    return render(request, "task.html", d=d, read=read, most=MOST_LIKE, pictures=_pictures(("chain",), iri))


def _agency(request: Request, site: Site, iri: str, d: AgencyPage) -> Response:
    pictures = _pictures(("chain", "agencies", "timeline"), iri)
    return render(request, "agency.html", d=d, iri=iri, pictures=pictures)


def _work(request: Request, site: Site, iri: str, d: WorkPage) -> Response:
    return render(request, "work.html", d=d, most=MOST_LINEAGE)


def _place(request: Request, site: Site, iri: str, d: PlacePage) -> Response:
    return render(request, "place.html", d=d)


def _system(request: Request, site: Site, iri: str, d: SystemPage) -> Response:
    return render(request, "system.html", d=d.levels, iri=iri)


def _thing(request: Request, site: Site, iri: str, d: ThingPage) -> Response:
    """A page for whatever has none of its own; a place in a text leads there."""
    inside = FACT.fullmatch(iri)
    place = None
    if inside and "/" in inside["key"]:
        document = f"{inside['source']}/{inside['key'].split('/')[0]}"
        page = f"?page={d.page}" if d.page else ""
        place = f"{page_of(document, site.base)}{page}#at-{_key(iri)}"
    name = iri.removeprefix(site.base).removeprefix(str(gw))
    return render(request, "thing.html", d=d, iri=iri, name=name, place=place)


_PAGES: dict[type[Entity], Callable[[Request, Site, str, Any], Response]] = {
    DocumentPage: _document,
    TaskPage: _task,
    AgencyPage: _agency,
    WorkPage: _work,
    PlacePage: _place,
    SystemPage: _system,
    ThingPage: _thing,
}


def _key(fact: object) -> str:
    """A fact's name within its source, as an anchor: D1-T2-A1."""
    found = FACT.fullmatch(str(fact))
    return found["key"].replace("/", "-") if found else ""


def _pictures(names: tuple[str, ...], iri: str) -> list[tuple[str, str]]:
    return [(name, f"/picture/{name}?of={quote(iri, safe='')}") for name in names]
