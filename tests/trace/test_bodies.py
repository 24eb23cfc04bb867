"""Bodies by load and by their place in the network, on a graph small enough to reckon by hand."""

from __future__ import annotations

import networkx
import pytest

from kg.sparql import Graph, GraphError
from kg.trace import body_network, centrality, communities, load


def test_the_load_agrees_with_the_named_query(graph: Graph) -> None:
    asked = {row["agency"]: row for row in graph.query("agency-load").records()}
    for item in load(body_network(graph)):
        if item.tasks:
            row = asked[item.body]
            assert (item.leads, item.responsible, item.tasks) == (
                row["leads"],
                row["responsible"],
                row["tasks"],
            )


def test_partners_agree_with_the_named_query(graph: Graph) -> None:
    network = body_network(graph)
    body = load(network)[0]
    asked = {row["partner"] for row in graph.query("agency-partners", agency=body.body).records()}
    assert set(network.neighbors(body.body)) == asked
    assert body.partners == len(asked)


def star() -> networkx.Graph:
    network = networkx.Graph()
    network.add_weighted_edges_from([("m", "a", 1), ("m", "b", 1), ("m", "c", 1), ("x", "y", 2)])
    network.add_node("alone")
    return network


@pytest.mark.parametrize("measure", ["degree", "betweenness", "pagerank"])
def test_the_hub_of_a_star_is_the_most_central(measure: str) -> None:
    assert centrality(star(), measure)[0][0] == "m"  # type: ignore[arg-type]


def test_communities_leave_out_who_works_alone() -> None:
    assert communities(star()) == [["a", "b", "c", "m"], ["x", "y"]]
    assert communities(networkx.Graph()) == []


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(GraphError, match="choose one of degree"):
        centrality(star(), "fame")  # type: ignore[arg-type]
