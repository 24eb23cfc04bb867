"""The graphs of bodies and of divisions, which hold for all sources: brought up to date after a build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Agency, Place

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.rdf import Iris


def division_quads(places: Iterable[Place], towns_of: Iterable[str], iris: Iris) -> bytes:
    """The whole of ``graph/divisions``: the table's, the ``places`` that sources name beside them, and
    the townships of the divisions of these codes."""
    from kg.ground import candidates, divisions, join_places, place_changes
    from kg.rdf import place_quads

    table = list(divisions())
    beside = join_places([*places, *_townships(towns_of, table)])
    meant = {code: candidates(place.name) for code, place in beside.items()}
    return place_quads([*table, *beside.values()], iris, meant, place_changes())


def _townships(codes: Iterable[str], table: list[Place]) -> list[Place]:
    """The townships of counties, and of all counties of cities."""
    from kg.ground import by_code, townships

    over = [place for code in codes if (place := by_code(code)) is not None]
    counties = {place for place in over if place.level == "county"}
    cities = {(*place.parents, place.name) for place in over if place.level == "municipal"}
    counties.update(place for place in table if place.level == "county" and place.parents in cities)
    return [town for county in counties for town in townships(county)]


def drop_unnamed_bodies(store: Store, iris: Iris) -> None:
    """Take away the bodies that no source names any more, and all that was made from the bodies
    together: links, bodies above, reforms."""
    from pyoxigraph import NamedNode

    from kg.rdf import MADE_AGAIN
    from kg.rdf.namespaces import gw

    named = {quad.object for quad in store.quads_for_pattern(None, NamedNode(gw.agency), None)}
    graph = NamedNode(iris.graph("agencies"))
    for quad in list(store.quads_for_pattern(None, None, None, graph)):
        if quad.subject not in named or quad.predicate.value in MADE_AGAIN:
            store.remove(quad)


def bodies_above(store: Store, places: Iterable[Place], iris: Iris) -> bytes:
    """What is made from the bodies that sources name, all together, as N-Quads of ``graph/agencies``:
    the bodies above them, the reforms of the nation's, the second names. ``places`` are those that the
    sources name beside the table's."""
    from kg.ground import additional_name, by_code, join_places, link_bodies, national_agency, reforms_of
    from kg.rdf import (
        additional_name_quads,
        body_iri,
        bracketed_names,
        chain_quads,
        reform_quads,
        stored_bodies,
    )

    def mint(body: Agency) -> str:
        return body_iri(body, iris)

    joined = join_places(places)
    bodies = stored_bodies(store, iris, lambda code: joined.get(code) or by_code(code))
    chains = link_bodies(bodies, mint)
    derived: dict[str, tuple[Agency, str]] = dict(chains.derived)
    known = [*bodies.values(), *(body for body, _ in derived.values())]
    reforms = reforms_of(body.name for body in known if body.name and body.level == "national")
    for name in {name for reform in reforms for name in (*reform.before, *reform.after)}:
        body = national_agency(name)
        if mint(body) not in bodies:
            derived.setdefault(mint(body), (body, "reform"))
    second = {(node, additional_name(printed, bodies[node])) for node, printed in bracketed_names(store)}
    return b"".join(
        (
            chain_quads(chains.links, derived, iris),
            reform_quads(reforms, national_agency, iris),
            additional_name_quads(((node, name) for node, name in second if name), iris),
        )
    )
