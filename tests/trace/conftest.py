from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.builder import build
from kg.sparql import Graph, open_graph

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus as a graph."""
    out = tmp_path_factory.mktemp("sample") / "graph"
    assert build([ROOT / "sample"], out).complete
    return out


@pytest.fixture(scope="session")
def graph(folder: Path) -> Graph:
    return open_graph(folder)
