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
    from kg.sparql import Answer, Graph, open, queries

__version__: str

_HOMES = {
    "Answer": "kg.sparql",
    "BuildReport": "kg.builder",
    "Graph": "kg.sparql",
    "build": "kg.builder",
    "open": "kg.sparql",
    "queries": "kg.sparql",
}

__all__ = ["Answer", "BuildReport", "Graph", "__version__", "build", "open", "queries"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("gongwen-kg")
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
