"""The administrative divisions as quads: today's, those that documents name beside them, open names,
and what today's were called before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.model import Place, PlaceChange
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, eli, gw, rdf, skos
from kg.rdf.nquads import Pair, integer, iri, join, lines, string

OPEN: Final = "open-"
"""How the code of a name that several divisions have, none of them chosen, begins."""

# The last words of names and the kind of division that they tell, by level; the longest first.
_KINDS: Final = {
    "provincial": (("特别行政区",) * 2, ("自治区",) * 2, ("省",) * 2, ("市", "直辖市")),
    "municipal": (("自治州",) * 2, ("地区",) * 2, ("盟",) * 2, ("市", "地级市")),
    "county": (
        *(("自治县",) * 2, ("自治旗",) * 2, ("林区",) * 2, ("特区",) * 2, ("县",) * 2, ("旗",) * 2),
        *(("市", "县级市"), ("区", "市辖区")),
    ),
    "township": (("街道",) * 2, ("民族乡",) * 2, ("镇",) * 2, ("乡",) * 2, ("苏木",) * 2),
}


def place_quads(
    places: Iterable[Place],
    iris: Iris,
    candidates: Mapping[str, Sequence[Place]] | None = None,
    changes: Iterable[PlaceChange] = (),
) -> bytes:
    """The divisions as sorted N-Quads of ``graph/divisions``. The division above is the nearest of the
    given ones whose code holds this one's, as GB/T 2260 builds its codes; of a place that no table has,
    the one whose name stands right above. ``candidates`` are the divisions that an open name may mean,
    by its code."""
    graph = iris.graph("divisions")
    places = list(places)
    codes = {place.code for place in places}
    paths = {(*place.parents, place.name): place.code for place in places}
    found: list[str] = []
    for place in places:
        above = next((code for code in _codes_above(place.code) if code in codes), None)
        if place.code.startswith("x-"):
            above = paths.get(place.parents)
        kind = division_kind(place)
        pairs: list[Pair] = [
            (iri(rdf.type), iri(eli.AdministrativeArea)),
            (iri(skos.prefLabel), string(place.name)),
            (iri(skos.notation), string(place.code)),
            (iri(gw.level), iri(concept("level", place.level))),
            (iri(gw.divisionKind), string(kind) if kind else None),
            (iri(gw.parentPlace), iri(iris.place(above)) if above else None),
        ]
        meant = (candidates or {}).get(place.code, ())
        pairs += [(iri(gw.candidate), iri(iris.place(other.code))) for other in meant if other.code in codes]
        found += lines(iris.place(place.code), pairs, graph)
    for change in changes:
        found += lines(iris.place_change(change), _change(change, iris), graph)
    return join(sorted(found))


def division_kind(place: Place) -> str | None:
    """The kind of division that a name and its level tell: 浏阳市 is a 县级市; None for an open name."""
    if place.code.startswith(OPEN):
        return None
    kinds = _KINDS.get(place.level, ())
    return next((kind for ending, kind in kinds if place.name.endswith(ending)), None)


def _change(change: PlaceChange, iris: Iris) -> list[Pair]:
    return [
        (iri(rdf.type), iri(gw.PlaceChange)),
        (iri(gw.changeOf), iri(iris.place(change.place))),
        (iri(gw.changeYear), integer(change.year)),
        (iri(gw.changeKind), string(change.event)),
        (iri(gw.formerName), string(change.name)),
        (iri(gw.formerCode), string(change.code)),
    ]


def _codes_above(code: str) -> list[str]:
    """The codes that may be the division above, nearest first: 511722102, 511722, 511700, 510000, 100000."""
    wider = [code[:6], code[:4] + "00", code[:2] + "0000", "100000"]
    return [above for above in dict.fromkeys(wider) if above != code]
