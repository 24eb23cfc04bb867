"""Trees of documents, tasks and bodies, and how they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Literal, get_args

from kg.sparql.errors import GraphError

Kind = Literal["document", "work", "task", "body", "deadline", "heading"]
Format = Literal["text", "json", "mermaid", "dot"]
FORMATS: tuple[Format, ...] = get_args(Format)

_STYLES: dict[Kind, str] = {
    "document": "bold",
    "work": "",
    "task": "cyan",
    "body": "green",
    "deadline": "yellow",
    "heading": "bold magenta",
}
_SHAPES: dict[Kind, str] = {
    "document": "box",
    "work": "box",
    "task": "note",
    "body": "ellipse",
    "deadline": "diamond",
    "heading": "plaintext",
}
_LONGEST = 80


@dataclass(slots=True)
class Branch:
    """A node of a tree. ``link`` says how it stands to the one above it in the tree, ``facts`` more about
    it, ``evidence`` the words of the sources that show the link, each quoted and with its place; ``node``
    is its IRI. What is unfolded elsewhere in the tree is ``seen``."""

    kind: Kind
    label: str
    node: str | None = None
    link: str = ""
    facts: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    seen: bool = False
    children: list[Branch] = field(default_factory=list)


def render(tree: Branch, form: Format = "text", width: int | None = None) -> str:
    """The tree as a drawing for the terminal, as JSON, as a Mermaid flowchart or as Graphviz DOT.

    ``width`` is the terminal's; None breaks no line. GraphError for another format.
    """
    writers = {"json": _json, "mermaid": _mermaid, "dot": _dot}
    if form == "text":
        return _text(tree, width)
    if form not in writers:
        raise GraphError(f"there is no format {form!r}; choose one of {', '.join(FORMATS)}")
    return writers[form](tree)


def _text(tree: Branch, width: int | None) -> str:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    def words(branch: Branch) -> Text:
        # a Text holds no markup, whatever the documents print
        line = Text(overflow="fold")
        if branch.link:
            line.append(f"{_plain(branch.link)}  ", style="dim")
        line.append(_plain(branch.label), style=_STYLES[branch.kind])
        if branch.facts:
            line.append(f"  {_plain(' · '.join(branch.facts))}", style="dim")
        if branch.seen and branch.kind != "heading":
            line.append("  ↑", style="dim")
        return line

    def add(to: Tree, branch: Branch) -> Tree:
        at = to.add(words(branch))
        for quote in branch.evidence:
            at.add(Text(_plain(quote), style="italic dim"))
        for child in branch.children:
            add(at, child)
        return at

    root = Tree(words(tree), guide_style="dim")
    for child in tree.children:
        add(root, child)
    out = StringIO()
    Console(file=out, width=width or 10_000, color_system=None, highlight=False, emoji=False).print(root)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _plain(text: str) -> str:
    """A text from outside on one line, without what could steer the terminal."""
    text = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _json(tree: Branch) -> str:
    def whole(branch: Branch) -> dict[str, Any]:
        known = {
            "kind": branch.kind,
            "label": branch.label,
            "node": branch.node,
            "link": branch.link,
            "facts": list(branch.facts),
            "evidence": list(branch.evidence),
            "seen": branch.seen,
            "children": [whole(child) for child in branch.children],
        }
        return {key: value for key, value in known.items() if value}

    return json.dumps(whole(tree), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class _Box:
    key: str
    branch: Branch


def _boxes(tree: Branch) -> tuple[list[_Box], list[tuple[str, str, str]]]:
    """Each thing once, and the links between them."""
    keys: dict[str, str] = {}
    boxes: list[_Box] = []
    links: dict[tuple[str, str, str], None] = {}

    def visit(branch: Branch, over: str | None) -> None:
        name = branch.node or f"{over}/{branch.kind}/{branch.label}"
        if name not in keys:
            keys[name] = f"n{len(keys)}"
            boxes.append(_Box(keys[name], branch))
        if over is not None and over != keys[name]:
            links[over, keys[name], branch.link] = None
        for child in branch.children:
            visit(child, keys[name])

    visit(tree, None)
    return boxes, list(links)


def _mermaid(tree: Branch) -> str:
    boxes, links = _boxes(tree)
    lines = ["flowchart TD"]
    lines += [f'  {box.key}["{_entities(_caption(box.branch))}"]' for box in boxes]
    lines += [
        f'  {one} -->|"{_entities(link)}"| {two}' if link else f"  {one} --> {two}"
        for one, two, link in links
    ]
    return "\n".join(lines) + "\n"


def _entities(text: str) -> str:
    """What Mermaid and HTML would read as more than text, as entities of its own spelling."""
    return "".join(
        c if c.isalnum() or c in " ，。、；：（）《》〔〕·.-" else f"#{ord(c)};" for c in _plain(text)
    )


def _dot(tree: Branch) -> str:
    boxes, links = _boxes(tree)
    lines = ["digraph gongwen {", "  rankdir=TB;", '  node [fontname="sans-serif"];']
    lines += [
        f"  {box.key} [label={_quoted(_caption(box.branch))}, shape={_SHAPES[box.branch.kind]}];"
        for box in boxes
    ]
    lines += [
        f"  {one} -> {two}" + (f" [label={_quoted(link)}]" if link else "") + ";" for one, two, link in links
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = _plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _caption(branch: Branch) -> str:
    text = branch.label if len(branch.label) <= _LONGEST else f"{branch.label[: _LONGEST - 1]}…"
    return " · ".join((text, *branch.facts))


def walk(tree: Branch) -> Iterator[Branch]:
    """Every branch of a tree, from the root down."""
    yield tree
    for child in tree.children:
        yield from walk(child)
