"""Literals are written as a store writes them, and a graph is brought up to date by what differs."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.rdf.nquads import double, replace, string

GRAPH, OTHER = "urn:graph", "urn:other"
VALUES = st.sampled_from(["", "一", "二\n", '"', "\\n", "\t\x1f\x7f\x85\u2028", "\r"])


def line(value: str, graph: str = GRAPH) -> str:
    return f"<urn:s> <urn:p> {value} <{graph}> .\n"


def dump(store: Store) -> set[str]:
    written = store.dump(format=RdfFormat.N_QUADS) or b""
    return {statement.decode() for statement in written.splitlines(keepends=True)}


@given(st.text() | VALUES)
@example('\b\t\n\f\r"\\')
def test_a_string_is_spelt_as_the_store_spells_it(value: str) -> None:
    value = value.encode("utf-8", "replace").decode()
    store = Store()
    store.load(line(string(value)).encode(), RdfFormat.N_QUADS)
    assert dump(store) == {line(string(value))}
    assert [quad.object.value for quad in store] == [value]


@given(st.floats(0, 1))
@example(1.0)
@example(0.004)
def test_a_number_is_spelt_as_the_store_spells_it(value: float) -> None:
    store = Store()
    store.load(line(double(value)).encode(), RdfFormat.N_QUADS)
    assert dump(store) == {line(double(value))}


@given(st.sets(VALUES), st.sets(VALUES))
def test_a_replaced_graph_holds_the_new_statements_and_no_others(old: set[str], new: set[str]) -> None:
    store = Store()
    beside = line('"一"', OTHER)
    store.load("".join([beside, *(line(string(value)) for value in old)]).encode(), RdfFormat.N_QUADS)
    written = {line(string(value)) for value in new}
    replace(store, GRAPH, "".join(sorted(written)).encode())
    assert dump(store) == {beside, *written}


def test_what_stays_is_not_written_again() -> None:
    class Watched:
        """A store that tells what is taken out of it."""

        def __init__(self) -> None:
            self.inner, self.gone = Store(), []

        def __getattr__(self, name: str):
            return getattr(self.inner, name)

        def remove(self, quad) -> None:
            self.gone.append(quad.object.value)
            self.inner.remove(quad)

    store = Watched()
    replace(store, GRAPH, (line('"一"') + line('"二"')).encode())
    replace(store, GRAPH, (line('"一"') + line('"三"')).encode())
    assert store.gone == ["二"]
    assert len(list(store.quads_for_pattern(None, None, None, NamedNode(GRAPH)))) == 2
