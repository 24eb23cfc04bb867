"""Make the pages of docs/reference/ from the code: the commands, the named queries, the Python interface.

    python scripts/make_reference.py [--check]

``--check`` writes nothing and fails where a page differs from what the code gives.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

import click

import kg
from kg.cli import cli
from kg.sparql.named import NamedQuery, named_queries

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
Language = Literal["en", "zh"]
MADE = {
    "en": "Made by `scripts/make_reference.py` from {source}; change those, not this page.",
    "zh": "本页由 `scripts/make_reference.py` 据 {source}生成；要改，请改源文件。",
}
WORDS = {
    "en": {
        "title": "Named queries",
        "source": "the files in `queries/`",
        "intro": "`kg query NAME --graph GRAPH` asks one; a parameter is an option (`--agency 县司法局`).\n"
        'In Python: `graph.query("NAME", agency="县司法局")`. `kg query NAME --help` shows the same.',
        "parameter": "parameter",
        "kind": "kind",
        "meaning": "meaning",
        "column": "column",
        "required": "required",
        "default": "default",
        "none": " No parameters.",
    },
    "zh": {
        "title": "命名查询",
        "source": "`queries/` 中的查询文件",
        "intro": "用 `kg query 名称 --graph 图谱` 提问，参数写作选项（`--agency 县司法局`）。\n"
        '在 Python 中：`graph.query("名称", agency="县司法局")`。`kg query 名称 --help` 给出同样的说明。',
        "parameter": "参数",
        "kind": "类型",
        "meaning": "含义",
        "column": "列",
        "required": "必填",
        "default": "默认",
        "none": "没有参数。",
    },
}
KINDS = {
    "agency": "单位",
    "document": "公文",
    "level": "层级",
    "role": "职责",
    "date": "日期",
    "text": "文字",
    "integer": "整数",
    "iri": "IRI",
}


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    return {
        "commands.md": commands_page(),
        "queries.md": queries_page("en"),
        "queries.zh-CN.md": queries_page("zh"),
        "python.md": python_page(),
    }


def queries_page(language: Language) -> str:
    """The named queries by topic, with their parameters and columns."""
    words = WORDS[language]
    topics = json.loads((ROOT / "kg" / "web" / "texts" / f"{language}.json").read_text("utf-8"))
    lines = [f"# {words['title']}\n", MADE[language].format(source=words["source"]), "", words["intro"]]
    for topic, queries in groupby(named_queries().values(), key=lambda query: query.topic):
        lines.append(f"\n## {topics[f'topic.{topic}'].capitalize()}")
        for query in queries:
            lines += ["", *query_lines(query, language)]
    return "\n".join(lines) + "\n"


def query_lines(query: NamedQuery, language: Language) -> Iterator[str]:
    """One named query."""
    words = WORDS[language]
    summary = getattr(query.summary, language)
    yield f"### {query.name}\n"
    yield sentence(summary, language) + ("" if query.parameters else words["none"])
    if query.parameters:
        yield from ("", *head(words["parameter"], words["kind"], words["meaning"]))
        for item in query.parameters:
            kind = KINDS[item.kind] if language == "zh" else item.kind
            more = [words["required"]] if item.required else []
            more += [f"{words['default']} `{item.default}`"] if item.default is not None else []
            note = f" ({', '.join(more)})" if language == "en" else f"（{'，'.join(more)}）"
            meaning = getattr(item.help, language) + (note if more else "")
            yield row(f"`--{item.name.replace('_', '-')}`", kind, cell(meaning))
    yield from ("", *head(words["column"], words["meaning"]))
    for column in query.columns:
        yield row(f"`{column.name}`", cell(getattr(column.meaning, language)))


def commands_page() -> str:
    """Every command with its arguments and options, as ``--help`` tells them."""
    lines = ["# Commands\n", MADE["en"].format(source="the commands' own help texts"), ""]
    lines.append("`kg COMMAND --help` shows the same. `kg --debug COMMAND …` shows where an unexpected error")
    lines.append("comes from. The exit status is 0 where all went well, 1 where something was left out or")
    lines.append("went wrong, 2 for options that do not fit, 130 where the command was stopped.")
    for name, command in sorted(cli.commands.items()):
        lines += ["", *command_lines(f"kg {name}", command, "##")]
        if isinstance(command, click.Group):
            for below, part in sorted(command.commands.items()):
                lines += ["", *command_lines(f"kg {name} {below}", part, "###")]
    return "\n".join(lines) + "\n"


def command_lines(path: str, command: click.Command, heading: str) -> Iterator[str]:
    """One command."""
    parent = click.Context(cli, info_name=path.rsplit(" ", 1)[0])
    context = click.Context(command, parent=parent, info_name=path.rsplit(" ", 1)[1])
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"{heading} {path}\n"
    yield f"`{path} {usage}`\n"
    yield "\n\n".join(" ".join(p.split()) for p in inspect.cleandoc(command.help or "").split("\n\n"))
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    if records:
        yield from ("", *head("option", "meaning"))
        for names, meaning in records:
            yield row(f"`{names.replace('|', ', ')}`", cell(meaning))


def python_page() -> str:
    """The public names of the package, as their docstrings tell them."""
    lines = ["# The Python interface\n", MADE["en"].format(source="the docstrings"), ""]
    lines.append("`import kg` gives these names and imports nothing heavy before one of them is used.")
    for name in sorted(set(kg.__all__) - {"__version__"}, key=lambda n: (n[0].isupper(), n)):
        thing = getattr(kg, name)
        lines += ["", f"## kg.{name}\n"]
        if inspect.isclass(thing):
            lines += [docstring(thing), *member_lines(thing)]
        else:
            lines += [f"```python\nkg.{name}{signature(thing)}\n```\n", docstring(thing)]
    return "\n".join(lines) + "\n"


def member_lines(thing: type) -> Iterator[str]:
    """The public methods and properties of a class, in their order in the code."""
    for name, member in vars(thing).items():
        getter = getattr(member, "fget", None) or getattr(member, "func", None)
        if name.startswith("_") or not (inspect.isfunction(member) or getter):
            continue
        yield f"\n### {thing.__name__}.{name}\n"
        if inspect.isfunction(member):
            yield f"```python\n{name}{signature(member)}\n```\n"
        yield docstring(getter or member)


def signature(function: object) -> str:
    """A function's signature without ``self``."""
    found = inspect.signature(function)  # type: ignore[arg-type]
    found = found.replace(parameters=[p for p in found.parameters.values() if p.name != "self"])
    return str(found).replace("'", "").replace('"', "")


def docstring(thing: object) -> str:
    """A docstring as Markdown."""
    return re.sub(r"``(.+?)``", r"`\1`", inspect.getdoc(thing) or "")


def sentence(text: str, language: Language) -> str:
    """A summary with a capital and a full stop."""
    text = cell(text)
    return text[0].upper() + text[1:] + "." if language == "en" else text + "。"


def head(*names: str) -> Iterable[str]:
    """The head of a table."""
    return row(*names), row(*("---" for _ in names))


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """A text that can stand in a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail where a page is out of date"
    )
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        path = FOLDER / name
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"docs/reference/{name} is out of date: run python scripts/make_reference.py")


if __name__ == "__main__":
    main()
