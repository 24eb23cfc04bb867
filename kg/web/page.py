"""Pages: templates filled in, in the reader's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.rdf.namespaces import concept
from kg.sparql.errors import GraphError
from kg.web.failures import headers_of, heading, said, status_of
from kg.web.links import is_iri, page_of
from kg.web.policy import POLICY
from kg.web.site import Site, site_of
from kg.web.words import Language, Translator, language_of

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates, with everything escaped that is not marked as HTML by a template itself."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["urlencode_pairs"] = urlencode
    made.tests["iri"] = is_iri
    return made


class View:
    """What every template is given besides its own: words, labels and addresses."""

    def __init__(self, site: Site, language: Language) -> None:
        self.language, self.t = language, Translator(language)
        self._site = site

    def href(self, iri: object) -> str:
        """The address of an IRI's page."""
        return page_of(str(iri), self._site.base)

    def data(self, iri: object, form: str) -> str:
        """The address of what the graph says of an IRI, in another form."""
        address = page_of(str(iri), self._site.base)
        return f"{address}{'&' if '?' in address else '?'}format={form}"

    def short(self, iri: object) -> str:
        """An IRI as people read it: what the ontology calls it, else without the base of the data."""
        return self.label(iri) if self.known(iri) else str(iri).removeprefix(self._site.base)

    def known(self, iri: object) -> bool:
        """Whether the ontology has a name for an IRI."""
        return str(iri) in self._site.labels()

    def label(self, iri: object) -> str:
        """What the ontology calls a term; the end of its IRI where it calls it nothing."""
        names = self._site.labels().get(str(iri), {})
        fallback = str(iri).rstrip("/").rpartition("/")[2].rpartition("#")[2]
        return names.get(self.language) or names.get("zh") or names.get("") or fallback

    def concept(self, scheme: str, notation: object) -> str:
        """What a notation is called: ``concept("role", "lead")`` is 牵头. The notation itself where the
        list does not have it; nothing for None."""
        if notation is None or notation == "":
            return ""
        iri = concept(scheme, str(notation))
        return self.label(iri) if iri in self._site.labels() else str(notation)


def render(
    request: Request,
    template: str,
    status: int = 200,
    **context: Any,  # noqa: ANN401 - what the template needs
) -> HTMLResponse:
    """The page of a template. ``view`` and its ``t`` are there in each."""
    site = site_of(request)
    view = View(site, language_of(request))
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    content = (
        environment()
        .get_template(template)
        .render(
            view=view, t=view.t, language=view.language, address=address, path=request.url.path, **context
        )
    )
    headers = {"Vary": "Accept, Accept-Language, Cookie", "Cache-Control": "no-cache"}
    return HTMLResponse(content, status, headers=headers)


def translate(request: Request) -> Translator:
    """The words of the reader's language."""
    return Translator(language_of(request))


def problem(request: Request, status: int, heading: str, reason: str) -> HTMLResponse:
    """A page that says what went wrong; ``heading`` is the key of a text."""
    return render(request, "error.html", status, heading=translate(request)(heading), reason=reason)


def failed(request: Request, error: GraphError, framed: bool = False) -> HTMLResponse:
    """A page that says why the graph gave no answer, and what to do; one that may stand in a frame of ours
    has nothing besides."""
    t = translate(request)
    reason = said(error, t, site_of(request).limits)
    page = render(
        request, "error.html", status_of(error), heading=heading(error, t), reason=reason, framed=framed
    )
    page.headers.update(headers_of(error))
    if framed:
        page.headers["Content-Security-Policy"] = POLICY.replace(
            "frame-ancestors 'none'", "frame-ancestors 'self'"
        )
    return page


def not_found(request: Request, what: str) -> HTMLResponse:
    """The graph knows nothing of it."""
    return problem(request, 404, "error.not_found", translate(request)("error.not_in_graph", what=what[:300]))
