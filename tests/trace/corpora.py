"""Small corpora of invented documents, written as files."""

from __future__ import annotations

from pathlib import Path


def notice(
    issuer: str,
    number: str,
    date: str,
    title: str,
    body: str = "现印发给你们，请认真贯彻执行。",
    to: str = "各有关单位：",
    items: tuple[str, ...] = (),
) -> str:
    """A document in the usual order of its parts."""
    labels = "一二三四五六七八九"
    articles = "\n".join(f"（{labels[i]}）{item}" for i, item in enumerate(items))
    return f"{title}\n{number}\n{to}\n{body}\n{articles}\n{issuer}\n{date}\n"


def write(folder: Path, **texts: str) -> Path:
    """The texts as files of a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
