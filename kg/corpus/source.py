"""Which files a path stands for, and a file's text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus.decode import decode, is_html
from kg.corpus.markup import grids_in
from kg.model import Grid, SourceText, UnreadableSource

ENDINGS = frozenset({".txt", ".html", ".htm"})
MAX_BYTES = 16 * 1024 * 1024
MAX_CHARACTERS = 1_000_000


def files(paths: Iterable[str | Path]) -> list[tuple[str, Path]]:
    """The files to read, each with its name in the graph.

    A folder stands for the .txt, .html and .htm files below it, in the order of their names; what
    begins with a dot is skipped. Its files are named by their path below it, with ``/``. A file
    given directly is taken whatever its ending, under its own name. A file met twice is listed once.
    Raises UnreadableSource where a folder can't be listed: what it holds would seem to be gone.
    """
    found: list[tuple[str, Path]] = []
    met: set[Path] = set()
    for path in map(Path, paths):
        below = _walk(path) if path.is_dir() else [(path.name, path)]
        for name, file in below:
            if path.is_dir() and file.suffix.lower() not in ENDINGS:
                continue
            real = file.resolve()
            if real not in met:
                met.add(real)
                found.append((_printable(name), file))
    return found


def passed_over(paths: Iterable[str | Path]) -> list[tuple[str, Path]]:
    """The files in the same folders that :func:`files` passes over for their endings, by the same names."""
    return [
        (_printable(name), file)
        for path in map(Path, paths)
        if path.is_dir()
        for name, file in _walk(path)
        if file.suffix.lower() not in ENDINGS
    ]


def digest(path: str | Path) -> str:
    """The SHA-256 of a file's bytes, in hex; raises UnreadableSource where it can't be opened, is
    empty or too large."""
    return hashlib.sha256(_content(Path(path))).hexdigest()


def read(path: str | Path, name: str | None = None) -> SourceText:
    """The text of one file; offsets count the code points of that text, line ends are ``\\n``.

    HTML gives one block element a line and a ``Grid`` for each table; so does a table whose tags a plain
    text prints. Raises UnreadableSource
    with one sentence where the file is missing, empty, binary, too large or in another encoding.
    """
    path = Path(path)
    content = _content(path)
    decoded, encoding = decode(content)
    grids: tuple[Grid, ...] = ()
    html = path.suffix.lower() in {".html", ".htm"} or (path.suffix.lower() != ".txt" and is_html(decoded))
    if html:
        from kg.corpus.html import render

        text, grids = render(decoded)
    else:
        text = decoded.replace("\r\n", "\n").replace("\r", "\n")
        grids = grids_in(text)
    if not text.strip():
        raise UnreadableSource("the page holds no text" if html else "the file is empty")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableSource(
            f"too large: {len(text):,} characters, at most {MAX_CHARACTERS:,} can be read; split the file"
        )
    return SourceText(
        name=_printable(path.name) if name is None else name,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/html" if html else "text/plain",
        encoding=encoding,
        grids=grids,
    )


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    below: list[tuple[str, Path]] = []
    for directory, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            file = Path(directory, name)
            if not name.startswith("."):
                below.append((file.relative_to(folder).as_posix(), file))
    yield from sorted(below, key=lambda item: item[0])


def _fail(error: OSError) -> None:
    raise UnreadableSource(f"the folder {error.filename} can't be listed: {error.strerror}") from error


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableSource("this is a folder, not a file")
        if not path.is_file():
            raise UnreadableSource("there is no such file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableSource(
                f"too large: {size / 2**20:,.1f} MiB, at most {MAX_BYTES / 2**20:,.0f} MiB can be read"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"the file can't be opened: {error.strerror or error}") from error
    if not content:
        raise UnreadableSource("the file is empty")
    return content


def _printable(name: str) -> str:
    """A file name that is no valid text, made valid: it has to stand in the graph."""
    return os.fsencode(name).decode("utf-8", "replace")
