from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "sparql"))

import invented
from endpoint import serve

from kg.sparql import Graph, open_graph


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented.build(tmp_path_factory.mktemp("invented") / "graph")


@pytest.fixture(scope="session")
def graph(folder: Path) -> Graph:
    return open_graph(folder)


@pytest.fixture(scope="session")
def remote(folder: Path) -> Iterator[Graph]:
    with serve(folder) as url:
        yield open_graph(url)
