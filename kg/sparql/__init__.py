"""Room 6: stores, named queries, answers."""

from kg.sparql.answer import Answer
from kg.sparql.errors import GraphError, QueryError
from kg.sparql.graph import Graph, open_graph
from kg.sparql.named import NamedQuery, named_queries

__all__ = ["Answer", "Graph", "GraphError", "NamedQuery", "QueryError", "named_queries", "open_graph"]
