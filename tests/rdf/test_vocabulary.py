from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.model import Place
from kg.rdf import Iris, place_quads, vocabulary_quads
from kg.rdf.namespaces import gw, prov, rdf, void

if TYPE_CHECKING:
    from conftest import Records

IRIS = Iris()


def loaded(quads: bytes) -> Store:
    store = Store()
    store.load(quads, RdfFormat.N_QUADS)
    return store


def test_the_vocabulary_is_the_same_bytes_in_one_graph() -> None:
    quads = vocabulary_quads(IRIS, "0.1.0")
    assert quads == vocabulary_quads(IRIS, "0.1.0")
    store = loaded(quads)
    assert [g.value for g in store.named_graphs()] == [IRIS.graph("ontology")]
    assert len(store) == quads.count(b"\n")


def test_the_vocabulary_tells_of_the_data_set_and_its_making() -> None:
    store = loaded(vocabulary_quads(IRIS, "0.1.0"))
    kinds = {
        q.subject.value for q in store.quads_for_pattern(None, NamedNode(rdf.type), NamedNode(void.Dataset))
    }
    makings = {
        q.subject.value for q in store.quads_for_pattern(None, NamedNode(rdf.type), NamedNode(prov.Activity))
    }
    assert kinds == {IRIS.dataset()}
    assert makings == {IRIS.software("0.1.0")}


def test_the_shapes_are_no_part_of_the_graph() -> None:
    assert b"http://www.w3.org/ns/shacl#" not in vocabulary_quads(IRIS)


def test_divisions_and_what_is_above_them(records: Records) -> None:
    store = loaded(place_quads(records.places, IRIS))
    above = {
        q.subject.value: q.object.value
        for q in store.quads_for_pattern(None, NamedNode(gw.parentPlace), None)
    }
    assert above == {
        IRIS.place("990121"): IRIS.place("990100"),
        IRIS.place("990100"): IRIS.place("990000"),
        IRIS.place("990000"): IRIS.place("100000"),
    }


@pytest.mark.parametrize(
    ("codes", "code", "above", "reason"),
    [
        (["500000", "500112"], "500112", "500000", "a municipality's district stands under it directly"),
        (["420000", "429004"], "429004", "420000", "a county that the province governs itself"),
        (["990121", "990100", "990121102"], "990121102", "990121", "a township's code holds its county's"),
        (["990100", "990121102"], "990121102", "990100", "the county is not given: the nearest that is"),
        (["990121"], "990121", None, "nothing above it is given"),
    ],
)
def test_the_division_above(codes: list[str], code: str, above: str | None, reason: str) -> None:
    store = loaded(place_quads([Place(c, c, "county") for c in codes], IRIS))
    found = store.quads_for_pattern(NamedNode(IRIS.place(code)), NamedNode(gw.parentPlace), None)
    assert [q.object.value for q in found] == ([IRIS.place(above)] if above else []), reason
