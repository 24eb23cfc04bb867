"""Servers of the explorer, each on a port of its own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
import uvicorn

from kg.builder import build
from kg.web import Limits, make_app

SAMPLE = Path(__file__).parents[2] / "sample"


@contextmanager
def running(graph: Path, limits: Limits | None = None) -> Iterator[str]:
    """The address of a server for the graph, without a slash at its end."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(graph, limits), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


def prepared(url: str) -> None:
    """Wait until the graph is counted and indexed."""
    while requests.get(f"{url}/search", timeout=60).status_code == 503:
        pass  # the server lets each asking wait a while


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("web") / "graph"
    build([SAMPLE], graph)
    return graph


@pytest.fixture(scope="session")
def site(sample_graph: Path) -> Iterator[str]:
    with running(sample_graph) as url:
        prepared(url)
        yield url


@pytest.fixture
def serve() -> Callable[..., object]:
    return running
