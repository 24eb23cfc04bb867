"""The sample corpus as a graph, and pictures of hostile data."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.sparql import Graph

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "graph"
    kg.build([SAMPLE], path)
    return path


@pytest.fixture(scope="session")
def graph(folder) -> Graph:
    return kg.open(folder)
