"""Room 7: what only the whole graph shows: lineage between documents, likeness between tasks."""

from kg.trace.again import retrace
from kg.trace.bodies import body_network, centrality, communities, load
from kg.trace.chain import chain_tree, lineage_tree
from kg.trace.making import TraceReport, write_trace
from kg.trace.trees import Branch, render

__all__ = [
    "Branch",
    "TraceReport",
    "body_network",
    "centrality",
    "chain_tree",
    "communities",
    "lineage_tree",
    "load",
    "render",
    "retrace",
    "write_trace",
]
