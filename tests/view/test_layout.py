from itertools import pairwise

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import BOX_WIDTH, COLUMN_GAP, ROW_GAP, force, layered

STEP = BOX_WIDTH + COLUMN_GAP


@st.composite
def columns_and_links(draw):
    count = draw(st.integers(1, 30))
    column = {f"n{i}": draw(st.integers(0, 5)) for i in range(count)}
    column["n0"] = 0
    ends = st.sampled_from(sorted(column))
    links = draw(st.lists(st.tuples(ends, ends), max_size=60))
    height = {node: draw(st.floats(20, 120)) for node in column}
    return column, height, links


@given(columns_and_links())
@settings(max_examples=60, deadline=None)
def test_boxes_stand_in_their_columns_and_never_overlap(drawn):
    column, height, links = drawn
    places, _ = layered(column, height, links)
    assert places.keys() == column.keys()
    for node, (x, _) in places.items():
        assert x == column[node] * STEP
    for number in set(column.values()):
        members = sorted((n for n in column if column[n] == number), key=lambda n: places[n][1])
        for above, below in pairwise(members):
            room = places[below][1] - places[above][1] - (height[above] + height[below]) / 2
            assert room >= ROW_GAP - 0.2


@given(columns_and_links())
@settings(max_examples=60, deadline=None)
def test_a_link_that_passes_a_column_crosses_no_box(drawn):
    column, height, links = drawn
    places, routes = layered(column, height, links)
    for route in routes.values():
        for x, y in route:
            for node, (box_x, box_y) in places.items():
                assert x != box_x or abs(y - box_y) >= height[node] / 2, node


def test_the_same_network_has_the_same_places():
    graph = networkx.MultiDiGraph(networkx.gnm_random_graph(80, 160, seed=1, directed=True))
    graph = networkx.relabel_nodes(graph, str)
    assert force(graph) == force(graph)


def test_marks_of_a_network_have_room_for_their_names():
    graph = networkx.MultiDiGraph(networkx.relabel_nodes(networkx.complete_graph(60), str))
    places = list(force(graph).values())
    for i, (x1, y1) in enumerate(places):
        assert all(abs(x1 - x2) > 100 or abs(y1 - y2) > 40 for x2, y2 in places[:i])


def test_nothing_has_a_place_in_nothing():
    assert force(networkx.MultiDiGraph()) == {}
    assert layered({}, {}, []) == ({}, {})
