from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.sparql import GraphError
from kg.sparql.embedded import Embedded
from kg.sparql.folder import CURRENT, current_store, new_generation


def quad(n: int) -> Quad:
    return Quad(
        NamedNode(f"http://example.org/{n}"),
        NamedNode("http://example.org/p"),
        Literal("v"),
        NamedNode("http://example.org/g"),
    )


def build(folder: Path, *numbers: int, entailed: bytes = b"") -> None:
    with new_generation(folder) as generation:
        for n in numbers:
            generation.store.add(quad(n))
        generation.entail(entailed)


def count(folder: Path, entailed: bool = True) -> int:
    return len(Store.read_only(str(current_store(folder, entailed))))


def test_a_generation_begins_with_the_last_ones_asserted_statements(tmp_path: Path) -> None:
    build(tmp_path, 1, 2, entailed=f"{quad(9)} .\n".encode())
    assert (count(tmp_path), count(tmp_path, entailed=False)) == (3, 2)
    with new_generation(tmp_path) as generation:
        assert len(generation.store) == 2
        generation.store.remove(quad(1))
    assert (count(tmp_path), count(tmp_path, entailed=False)) == (1, 1)


def test_a_failed_build_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path, 1)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(KeyError), new_generation(tmp_path) as generation:
        generation.store.add(quad(2))
        raise KeyError("x")
    assert count(tmp_path) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


KILLED = """
import os, sys
sys.path.insert(0, {tests!r})
from test_folder import quad
from kg.sparql.folder import new_generation
with new_generation({folder!r}) as generation:
    for n in range(2, 5000):
        generation.store.add(quad(n))
    generation.store.flush()
    print("written", flush=True)
    sys.stdin.read()
"""


def test_a_killed_build_leaves_the_last_good_graph_and_its_rest_is_removed(tmp_path: Path) -> None:
    build(tmp_path, 1)
    code = KILLED.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"written"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert (tmp_path / "store-2").exists()
    assert count(tmp_path) == 1
    build(tmp_path, 2)
    assert count(tmp_path) == 2


def test_a_second_build_at_the_same_time_is_told_so(tmp_path: Path) -> None:
    with (
        new_generation(tmp_path) as generation,
        pytest.raises(GraphError, match="another build is writing"),
        new_generation(tmp_path),
    ):
        pytest.fail("two builds at once")
    assert generation.path.exists()


def test_the_generation_before_stays_for_its_readers_until_the_next_build(tmp_path: Path) -> None:
    build(tmp_path, 1)
    build(tmp_path, 2)
    assert sorted(path.name for path in tmp_path.glob("store-*")) == ["store-1", "store-2"]
    build(tmp_path, 3)
    assert sorted(path.name for path in tmp_path.glob("store-*")) == ["store-2", "store-3"]


def test_an_open_reader_goes_over_to_the_new_generation(tmp_path: Path) -> None:
    build(tmp_path, 1)
    reader = Embedded(tmp_path)
    old = reader.store()
    build(tmp_path, 2)
    assert len(old) == 1
    assert reader.refresh()
    assert len(reader.store()) == 2
    assert not reader.refresh()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "is not a gongwen graph"),  # a folder of something else
        ("store-7\n", "store 'store-7' is missing"),
        ("../elsewhere", "is missing"),  # a name that leads out of the folder
        ("\xff", "is missing"),
    ],
)
def test_a_folder_that_is_no_graph_is_told_in_a_sentence(
    tmp_path: Path, content: str | None, says: str
) -> None:
    (tmp_path.parent / "elsewhere" / "asserted").mkdir(parents=True, exist_ok=True)
    if content is not None:
        (tmp_path / CURRENT).write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=says) as error:
        current_store(tmp_path)
    assert "\n" not in str(error.value)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="there is no folder"):
        current_store(tmp_path / "none")
