"""The graph page: start from anything, unfold, fold, pin, find what lies between two things."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from kg.web.exploring import (
    AT_ONCE,
    KINDS,
    Screen,
    Step,
    around,
    draw_screen,
    explore,
    long_name,
    short_name,
)
from kg.web.page import View, render
from kg.web.pages.pictures import FORMS
from kg.web.reader import NoIri, read_names
from kg.web.site import Site, site_of
from kg.web.words import language_of

router = APIRouter()

_STEPS = ("start", "open", "path", "fold", "pin")
_MOST_STEPS = 200


@router.get("/graph")
def graph(request: Request, add: str = "", to: str = "", format: str = "") -> Response:
    """The screen that the address describes. ``add`` puts what is so called on it; with ``to``, what lies
    between the two as well."""
    site = site_of(request)
    steps = [(k, v) for k, v in request.query_params.multi_items() if k in _STEPS][:_MOST_STEPS]
    added, unknown = _added(site, add, to)
    steps += [step for step in added if step not in steps]
    if added:
        return Response(status_code=303, headers={"Location": f"/graph?{_query(steps)}"})
    if format in FORMS and (file := site.ask(draw_screen, steps, format, language_of(request))):  # type: ignore[arg-type]
        headers = {"Content-Disposition": f"attachment; filename=graph.{format}"}
        return Response(file, media_type=FORMS[format], headers=headers)
    screen, drawn = site.ask(explore, steps)
    if unknown:
        screen.notes.append(("graph.not_found", {"what": unknown[:200]}))
    view = View(site, language_of(request))
    return render(
        request,
        "graph.html",
        screen=screen,
        steps=steps,
        forms=list(FORMS),
        kinds=KINDS,
        kindwords={kind: view.t(f"link.{kind}") for kind in KINDS},
        data=_data(site, view, drawn, screen) if drawn else None,
        rows=_rows(site, view, drawn, steps) if drawn else [],
        links=_links(view, drawn, screen) if drawn else [],
        here=f"/graph?{_query(steps)}",
        undo=f"/graph?{_query(steps[:-1])}" if steps else None,
        at_once=AT_ONCE,
    )


@router.get("/graph/around")
def beside(request: Request, node: str = "") -> dict[str, int]:
    """How many things are tied to one, by kind of link."""
    site = site_of(request)
    try:
        return {str(kind): n for kind, n in site.ask(around, long_name(site.base, node)).items()}
    except NoIri:
        return {}


@router.get("/vis-network.js")
def vis_network() -> Response:
    """The drawing library, out of pyvis's wheel."""
    from kg.view.page import vis_network as script

    return PlainTextResponse(
        script(), media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "max-age=86400"}
    )


def _added(site: Site, *names: str) -> tuple[list[Step], str]:
    """Steps that put things on the screen, by IRI or by name: the likeliest of that name; and the first
    name that nothing bears."""
    found = []
    for name in (name.strip()[:500] for name in names):
        if not name:
            continue
        iri: str | None = long_name(site.base, name)
        if site.ask(read_names, [str(iri)]) == [""]:
            iri = None
        if iri is None:
            _, hits = site.index().find(name, None, 1)
            iri = hits[0].iri if hits else None
        if iri is None:
            return [], name
        found.append(short_name(site.base, iri))
    steps = [("start", name) for name in found]
    return [*steps, ("path", "~".join(found))] if len(found) == 2 else steps, ""


def _query(steps: list[Step]) -> str:
    return urlencode(steps, quote_via=quote, safe="~/")


def _data(site: Site, view: View, drawn: Any, screen: Screen) -> dict[str, Any]:  # noqa: ANN401 - a picture
    """What the script draws."""
    from kg.view.formats import relation_name
    from kg.view.layout import BOX_WIDTH
    from kg.view.nodes import box_height, box_lines, caption
    from kg.view.styles import link_style, node_style

    nodes = []
    for iri, data in drawn.graph.nodes(data=True):
        style = node_style(data["kind"])
        x, y = drawn.positions[iri]
        nodes.append(
            {
                "id": short_name(site.base, iri),
                "x": x,
                "y": y,
                "h": box_height(drawn, iri),
                "lines": box_lines(drawn, iri),
                "caption": caption(drawn.cards.get(iri)),
                "fill": style.fill,
                "line": style.line,
                "corner": style.corner,
                "dashed": style.hollow,
                "label": data["label"],
                "kind": view.label(data["kind"]),
                "href": view.href(iri),
                "pinned": iri in screen.pins,
            }
        )
    edges = []
    relations = sorted({relation for _, _, relation in drawn.graph.edges(keys=True)})
    for start, end, relation in drawn.graph.edges(keys=True):
        look = link_style(relation, relations.index(relation))
        edges.append(
            {
                "from": short_name(site.base, start),
                "to": short_name(site.base, end),
                "label": relation_name(relation, view.language),
                "colour": look.colour,
                "dash": list(look.dash),
                "width": look.width,
                "arrow": look.arrow,
            }
        )
    return {"nodes": nodes, "edges": edges, "width": BOX_WIDTH}


def _rows(site: Site, view: View, drawn: Any, steps: list[Step]) -> list[dict[str, Any]]:  # noqa: ANN401
    found = []
    for iri, data in drawn.graph.nodes(data=True):
        name = short_name(site.base, iri)
        found.append(
            {
                "iri": iri, "name": name, "label": data["label"] or name, "kind": view.label(data["kind"]),
                "level": data["level"], "fold": f"/graph?{_query([*steps, ('fold', name)])}",
                "links": drawn.graph.in_degree(iri) + drawn.graph.out_degree(iri),
            }
        )  # fmt: skip
    return found


def _links(view: View, drawn: Any, screen: Screen) -> list[dict[str, str]]:  # noqa: ANN401
    from kg.view.formats import relation_name

    labels = {iri: str(label) for iri, label in drawn.graph.nodes(data="label")}
    return [
        {"from": labels[start], "relation": relation_name(relation, view.language), "to": labels[end]}
        for start, end, relation in screen.links
    ]
