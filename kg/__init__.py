"""gongwen: a knowledge graph of Chinese government documents.

    import kg

    report = kg.build(["texts/"], "graph")
    graph = kg.open("graph")
    answer = graph.query("agency-tasks", agency="县司法局")

Nothing heavy is imported before one of these names is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.builder import BuildReport, build
    from kg.sparql import Answer, Graph, GraphError
    from kg.sparql import named_queries as queries
    from kg.sparql import open_graph as open

__version__: str

__all__ = ["Answer", "BuildReport", "Graph", "GraphError", "__version__", "build", "open", "queries"]

_HOMES = {
    "Answer": ("kg.sparql", "Answer"),
    "BuildReport": ("kg.builder", "BuildReport"),
    "Graph": ("kg.sparql", "Graph"),
    "GraphError": ("kg.sparql", "GraphError"),
    "build": ("kg.builder", "build"),
    "open": ("kg.sparql", "open_graph"),
    "queries": ("kg.sparql", "named_queries"),
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("gongwen-kg")
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = globals()[name] = getattr(import_module(module), attribute)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
