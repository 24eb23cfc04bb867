"""Room 6: stores, named queries, answers."""

from kg.sparql.answer import Answer
from kg.sparql.errors import GraphError, QueryError
from kg.sparql.export import export
from kg.sparql.graph import Graph, open_graph
from kg.sparql.info import GraphInfo
from kg.sparql.named import NamedQuery, named_queries

__all__ = [
    "Answer",
    "Graph",
    "GraphError",
    "GraphInfo",
    "NamedQuery",
    "QueryError",
    "export",
    "named_queries",
    "open_graph",
]
