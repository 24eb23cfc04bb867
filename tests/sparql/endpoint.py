"""A real SPARQL server over a graph's folder: Oxigraph's own, from its package."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.sparql.folder import current_store


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def serve(folder: Path, *options: str) -> Iterator[str]:
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    address = ("127.0.0.1", port)
    process = subprocess.Popen(
        [
            program,
            "serve-read-only",
            "--location",
            current_store(folder),
            "--bind",
            f"127.0.0.1:{port}",
            *options,
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                socket.create_connection(address, timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise RuntimeError("the server did not come up")
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait(10)
