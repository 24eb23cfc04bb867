"""Pages about one thing, under permanent addresses, as HTML, Turtle or JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from kg.rdf.namespaces import gw
from kg.web.entities.agency import read_agency
from kg.web.entities.document import DocumentPage, read_document, read_lineage
from kg.web.entities.others import read_place, read_system, read_thing, read_work
from kg.web.entities.task import TaskPage, read_task
from kg.web.formats import write_statements
from kg.web.links import page_of
from kg.web.marking import Mark, Piece, cut
from kg.web.negotiation import choose
from kg.web.page import not_found, render, translate
from kg.web.site import Record, Site, site_of

router = APIRouter()

_FORMS = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
_AROUND = 60
_FACT = re.compile(r"(?P<source>.*/source/[0-9a-f]+)/(?P<key>.+)")


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
    try:
        statements = read_thing(site, iri)
    except ValueError:  # not even an IRI
        statements = None
    if statements is None:
        return not_found(request, iri)
    asked = request.query_params.get("format", "")
    media_type = _FORMS.get(asked) or choose(request.headers.get("accept", ""), list(_FORMS.values()))
    if media_type in (None, "text/html"):
        return _page(request, site, iri)
    headers = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
    return Response(
        write_statements(_triples(site, iri), str(media_type)), media_type=str(media_type), headers=headers
    )


def _triples(site: Site, iri: str) -> list[Any]:
    """What the graph says of an IRI, and of the parts below it where it names a part of a source."""
    from pyoxigraph import NamedNode

    inside = _FACT.fullmatch(iri)
    node = NamedNode(iri)
    query = f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}"
    if inside:
        graph = NamedNode(inside["source"])
        text = str(NamedNode(iri + "/"))[1:-1].replace('"', "%22")
        query = (
            f"CONSTRUCT {{ ?s ?p ?o . ?place ?q ?v }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o "
            f'FILTER (?s = {node} || STRSTARTS(STR(?s), "{text}")) '
            f"OPTIONAL {{ ?s <{gw.evidence}> ?place . ?place ?q ?v }} }} }}"
        )
    return site.graph.query(query).triples()


def _page(request: Request, site: Site, iri: str) -> Response:
    kinds: tuple[Callable[[Request, Site, str], Response | None], ...] = (
        _document, _task, _agency, _work, _place, _system, _thing
    )  # fmt: skip
    return next(page for kind in kinds if (page := kind(request, site, iri)))


def _document(request: Request, site: Site, iri: str) -> Response | None:
    d = read_document(site, iri)
    if d is None:
        return None
    pieces = cut(d.text, _marks(d.marks)) if d.text else []
    begun = {fact for piece in pieces for fact in piece.begins}
    t = translate(request)

    def jump(fact: object) -> Markup:
        if str(fact) not in begun:
            return Markup()
        return Markup(' <a class="jump" href="#at-{}" title="{}">{}</a>').format(
            _key(fact), t("document.jump"), t("document.jump_short")
        )

    def back(fact: object) -> str:
        parts = _key(fact).split("-")
        return "#facts" if len(parts) == 1 else f"#fact-{'-'.join(parts[:2])}"

    return render(
        request, "document.html", d=d, pieces=_with_sections(pieces, d), key=_key, jump=jump, back=back,
        anchors={row["start"] for row in d.sections},
        pictures=_pictures(("lineage", "chain", "matrix", "timeline"), iri),
    )  # fmt: skip


def _with_sections(pieces: list[Piece], d: DocumentPage) -> list[Piece]:
    """The pieces, cut once more where a section begins, so that its anchor can stand there."""
    starts = sorted({int(str(row["start"])) for row in d.sections if row["start"] is not None})
    found: list[Piece] = []
    for piece in pieces:
        end = piece.start + len(piece.text)
        at = piece.start
        begins = piece.begins
        for start in [*(s for s in starts if at < s < end), end]:
            found.append(Piece(piece.text[at - piece.start : start - piece.start], at, piece.marks, begins))
            at, begins = start, ()
    return found


def _task(request: Request, site: Site, iri: str) -> Response | None:
    d = read_task(site, iri)
    if d is None:
        return None
    above, _ = read_lineage(site, str(d.facts["document"]))
    return render(
        request, "task.html", d=d, above=_by_level(above), pieces=_sentence(site, d), anchor=_key(iri),
        pictures=_pictures(("chain",), iri),
    )  # fmt: skip


def _by_level(rows: list[Record]) -> list[Record]:
    """From the widest level down; on a level, the farthest first."""
    levels = ("national", "provincial", "municipal", "county", "township", "None")
    return sorted(rows, key=lambda row: (levels.index(str(row["level"])), -int(str(row["steps"]))))


def _sentence(site: Site, d: TaskPage) -> list[Piece]:
    """The task's place in the text with a little around it; what its facts rest on is marked."""
    texts = site.about(
        f"SELECT ?text {{ VALUES ?s {{ UNDEF }} ?s <{gw.plainText}> ?text }}", s=str(d.facts["source"])
    )
    marks = _marks(d.evidence)
    own = [mark for mark in marks if mark.kind == "task"]
    if not texts or not own:
        return []
    text = str(texts[0]["text"])
    first, last = min(mark.start for mark in own), max(mark.end for mark in own)
    near = [mark for mark in marks if mark.start < last + 4 * _AROUND and mark.end > first - 4 * _AROUND]
    first, last = min(mark.start for mark in near), max(mark.end for mark in near)
    first = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    end = text.find("\n", last)
    return cut(text, near, first, min(len(text) if end < 0 else end, last + _AROUND))


def _agency(request: Request, site: Site, iri: str) -> Response | None:
    d = read_agency(site, iri)
    if d is None:
        return None
    return render(
        request, "agency.html", d=d, iri=iri, pictures=_pictures(("chain", "agencies", "timeline"), iri)
    )


def _work(request: Request, site: Site, iri: str) -> Response | None:
    d = read_work(site, iri)
    if d is None:
        return None
    above, below = read_lineage(site, iri)
    return render(request, "work.html", d=d, above=above, below=below)


def _place(request: Request, site: Site, iri: str) -> Response | None:
    d = read_place(site, iri)
    return None if d is None else render(request, "place.html", d=d)


def _system(request: Request, site: Site, iri: str) -> Response | None:
    d = read_system(site, iri)
    return None if d is None else render(request, "system.html", d=d, iri=iri)


def _thing(request: Request, site: Site, iri: str) -> Response | None:
    """A page for whatever has none of its own; a place in a text leads there."""
    inside = _FACT.fullmatch(iri)
    if inside and "/" in inside["key"]:
        document = f"{inside['source']}/{inside['key'].split('/')[0]}"
        whole = page_of(document, site.base)
        place = Markup("{}#at-{}").format(whole, _key(iri))
    else:
        place = None
    return render(request, "thing.html", d=read_thing(site, iri), iri=iri, name=_name(site, iri), place=place)


def _name(site: Site, iri: str) -> str:
    return iri.removeprefix(site.base).removeprefix(str(gw))


def _marks(rows: list[Record]) -> list[Mark]:
    return [
        Mark(str(row["fact"]), str(row["kind"]), int(str(row["start"])), int(str(row["end"]))) for row in rows
    ]


def _key(fact: object) -> str:
    """A fact's name within its source, as an anchor: D1-T2-A1."""
    found = _FACT.fullmatch(str(fact))
    return found["key"].replace("/", "-") if found else ""


def _pictures(names: tuple[str, ...], iri: str) -> list[tuple[str, str]]:
    return [(name, f"/picture/{name}?of={quote(iri, safe='')}") for name in names]
