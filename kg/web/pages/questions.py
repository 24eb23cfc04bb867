"""Named queries as forms; their answers as tables, pictures and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from kg.sparql import NamedQuery, named_queries
from kg.sparql.answer import Answer
from kg.sparql.errors import GraphError
from kg.sparql.suggest import nearest
from kg.web.answers import Found, answer_named
from kg.web.entities.duties import read_named
from kg.web.failures import headers_of, said, status_of
from kg.web.links import is_iri
from kg.web.page import View, render, translate
from kg.web.reader import read_names
from kg.web.site import Site, site_of
from kg.web.tables import NAMED_BY, Row, facets, narrowed, table
from kg.web.words import in_language, language_of

router = APIRouter()

PAGE = 100
DOWNLOADS = {
    "csv": ("csv", "text/csv"),
    "tsv": ("tsv", "text/tab-separated-values"),
    "json": ("json", "application/sparql-results+json"),
    "md": ("markdown", "text/markdown"),
}
_COMPLETED = {"agency": "agency", "document": "document,work", "iri": "task"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a question's form. ``choices`` are notations with their words, ``complete`` the kinds of
    thing that it is completed from, ``means`` what an IRI typed into it is called."""

    name: str
    kind: str
    help: str
    required: bool
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    complete: str = ""
    means: str = ""


@router.get("/questions")
def questions(request: Request) -> Response:
    """All questions, by topic."""
    topics: dict[str, list[NamedQuery]] = {}
    for query in named_queries().values():
        topics.setdefault(query.topic, []).append(query)
    # the tables are for those who take the data elsewhere: last
    ordered = sorted(topics.items(), key=lambda item: item[0] == "tables")
    return render(request, "questions.html", topics=ordered)


@router.get("/questions/{name}")
def question(request: Request, name: str) -> Response:
    """A question's form and, where it is asked, its answer."""
    query = named_queries().get(name)
    if query is None:
        return _unknown(request, name)
    site = site_of(request)
    view = View(site, language_of(request))
    given = _given(request, query)
    asked = all(given.get(p.name) for p in query.parameters if p.required)
    outcome = _ask(site, query, given) if asked else None
    found, error = (None, outcome) if isinstance(outcome, GraphError) else (outcome, None)
    form = request.query_params.get("format", "")
    if found and form in DOWNLOADS:
        return _download(query, found.answer().where(_chosen(request, found.columns)), form)
    if found and form == "rq":
        return _file(found.sparql, f"{name}.rq", "application/sparql-query")
    context = _answer(request, query, found, view, site) if found else {}
    page = render(
        request,
        "question.html",
        status_of(error) if error else 200,
        query=query,
        fields=[_field(query, p.name, given, view, site) for p in query.parameters],
        found=found,
        error=said(error, view.t, site.limits) if error else None,
        state=[(key, value) for key, value in request.query_params.multi_items() if key.startswith("f.")],
        here=_address(request),
        **(
            {"facets": [], "table": None, "shown": 0, "pages": 1, "number": 1, "view_name": "table"} | context
        ),
    )
    page.headers.update(headers_of(error) if error else {})
    return page


def _unknown(request: Request, name: str) -> Response:
    t = translate(request)
    reason = t("question.unknown", what=name[:300])
    meant = [(f"/questions/{known}", known) for known in nearest(name[:300], named_queries())]
    return render(request, "error.html", 404, heading=t("error.not_found"), reason=reason, meant=meant)


def _given(request: Request, query: NamedQuery) -> dict[str, str]:
    return {p.name: request.query_params.get(p.name, "").strip()[:2000] for p in query.parameters}


def _ask(site: Site, query: NamedQuery, given: dict[str, str]) -> Found | GraphError:
    try:
        return site.ask(answer_named, query.name, {name: value for name, value in given.items() if value})
    except GraphError as error:
        return error


def _chosen(request: Request, columns: tuple[str, ...]) -> dict[str, list[str]]:
    """The facets' values in the address: ``f.level=county``."""
    chosen: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if key.startswith("f.") and key[2:] in columns:
            chosen.setdefault(key[2:], []).append(value)
    return chosen


def _answer(request: Request, query: NamedQuery, found: Found, view: View, site: Site) -> dict[str, object]:
    rows = found.answer().rows
    chosen = _chosen(request, found.columns)
    kept = narrowed(found.columns, rows, chosen)
    pages = max(1, ceil(len(kept) / PAGE))
    asked = request.query_params.get("page", "1")
    number = min(pages, max(1, int(asked))) if asked.isdecimal() and len(asked) < 7 else 1
    here = kept[(number - 1) * PAGE : number * PAGE]
    names = view_names(found.columns)
    view_name = request.query_params.get("view", "table")
    return {
        "facets": facets(found.columns, rows, chosen, view),
        "table": table(found.columns, here, view, query, _named(site, found.columns, here)),
        "shown": len(kept),
        "total": len(rows),
        "pages": pages,
        "number": number,
        "views": names,
        "view_name": view_name if view_name in names else "table",
        "picture": _picture(request, query, chosen),
    }


def _named(site: Site, columns: tuple[str, ...], rows: list[Row]) -> dict[tuple[str, str], str]:
    """The documents and leading bodies that the rows name without their IRIs."""
    if "task" not in columns or not {"title", "lead"} & set(columns):
        return {}
    place = columns.index("task")
    tasks = dict.fromkeys(str(row[place]) for row in rows if is_iri(row[place]))
    return site.ask(read_named, list(tasks))


def view_names(columns: tuple[str, ...]) -> list[str]:
    """The forms in which an answer with such columns can be shown, the table first."""
    names = ["table"]
    nodes = [column for column in columns if column in NAMED_BY and column not in ("fact", "place")]
    if {"task", "agency", "role"} <= set(columns):
        names.append("matrix")
    if nodes and {"due", "issued"} & set(columns):
        names.append("timeline")
    if len(nodes) > 1:
        names.append("network")
    if not nodes and len(columns) > 1:
        names.append("bars")
    return names


def _picture(request: Request, query: NamedQuery, chosen: dict[str, list[str]]) -> str:
    """The address of the picture of what the table shows."""
    given = [(p.name, request.query_params.get(p.name, "")) for p in query.parameters]
    facets = [(f"f.{column}", value) for column, values in chosen.items() for value in values]
    return f"/picture/query?{urlencode([('name', query.name), *((k, v) for k, v in given if v), *facets])}"


def _download(query: NamedQuery, answer: Answer, form: str) -> Response:
    written, media_type = DOWNLOADS[form]
    text = answer.render(written)  # type: ignore[arg-type]
    if form == "csv":
        text = "\ufeff" + text  # else the spreadsheets that most offices use read Chinese as garbage
    return _file(text, f"{query.name}.{form}", media_type)


def _file(text: str, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(text, media_type=f"{media_type}; charset=utf-8", headers=headers)


def _address(request: Request) -> str:
    """The page's address with all that is chosen but its page number, form and view, ready for more."""
    kept = [
        (k, v) for k, v in request.query_params.multi_items() if k not in ("page", "format", "view") and v
    ]
    return f"{request.url.path}?{urlencode(kept)}{'&' if kept else ''}"


def _field(query: NamedQuery, name: str, given: dict[str, str], view: View, site: Site) -> Field:
    parameter = next(p for p in query.parameters if p.name == name)
    value = given[name] or (str(parameter.default) if parameter.default is not None else "")
    if parameter.kind == "date" and value == "today":
        value = date.today().isoformat()
    choices: tuple[tuple[str, str], ...] = ()
    if parameter.kind in ("level", "role"):
        notations = {
            "level": ("national", "provincial", "municipal", "county", "township"),
            "role": ("lead", "responsible", "cooperate", "supervise"),
        }[parameter.kind]
        choices = tuple((notation, view.concept(parameter.kind, notation)) for notation in notations)
    complete = _COMPLETED.get(parameter.kind, "place" if name == "place" else "")
    systems = [s for s in site.labels() if "#system-" in s] if name == "system" else []
    choices = choices or tuple((s.partition("#system-")[2], view.label(s)) for s in systems)
    means = site.ask(read_names, [value])[0] if is_iri(value) else ""
    help_text = in_language(parameter.help, view.language)
    return Field(name, parameter.kind, help_text, parameter.required, value, choices, complete, means)
