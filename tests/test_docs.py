"""The documentation says what the code does: reference pages, outputs, commands, queries, links."""

import re
import shlex
from pathlib import Path

import click
import pytest

from kg.cli import cli
from kg.sparql.named import named_queries
from tests.test_gold import FLOOR
from tests.test_readme import script

ROOT = Path(__file__).parent.parent
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "docs" / "index.md", *GUIDE]
LANGUAGES = {"en": lambda name: "zh-CN" not in name, "zh": lambda name: "zh-CN" in name}
FENCE = re.compile(r"```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)(?P<target>[^)#]+)")


def guide(language):
    return "\n".join(path.read_text("utf-8") for path in GUIDE if LANGUAGES[language](path.name))


def test_the_reference_is_up_to_date():
    for name, page in script("make_reference").pages().items():
        written = (ROOT / "docs" / "reference" / name).read_text("utf-8")
        assert written == page, "run python scripts/make_reference.py"


def test_what_the_pages_show_is_what_comes_out():
    """Every console block is run and compared, every Python example is run."""
    maker = script("make_readme")
    with maker.workplace():
        for path in maker.PAGES:
            page = path.read_text("utf-8")
            assert maker.shown(page) == page, f"{path.name}: run python scripts/make_readme.py"
            for block in FENCE.finditer(page):
                if block["kind"] == "python":
                    exec(compile(block["text"], path.name, "exec"), {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_named_query_has_its_place_in_the_guide(language):
    text = guide(language)
    assert [name for name in named_queries() if f"`{name}`" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_spoken_of(language):
    readme = (ROOT / ("README.md" if language == "en" else "README.zh-CN.md")).read_text("utf-8")
    text = guide(language)
    for name, command in cli.commands.items():
        assert f"kg {name}" in readme
        assert f"kg {name}" in text
        if isinstance(command, click.Group):
            for below in command.commands:
                assert f"kg {name} {below}" in text


QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|(?:^|\s)#.*")
SPECIAL = re.compile(r"[\[\](){}*?;<>&!`]")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_in_the_pages_can_be_pasted_into_a_shell(path):
    """Brackets and the like stand in quotes: bash takes (2092) for syntax, zsh [2092] for a pattern."""
    for block in FENCE.finditer(path.read_text("utf-8")):
        lines = block["text"].replace("\\\n", " ").splitlines()
        if block["kind"] == "console":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        for line in lines if block["kind"] in {"sh", "console"} else ():
            assert not SPECIAL.search(QUOTED.sub("", line)), line
            assert shlex.split(line, comments=True) or line.lstrip().startswith("#") or not line.strip()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_in_the_pages_have_the_options_that_are_written(path):
    for block in FENCE.finditer(path.read_text("utf-8")):
        if block["kind"] == "sh":
            for line in block["text"].replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if words and words[0].rpartition("/")[2] == "kg":
                    command, given = cli.commands.get(words[1], cli), words[2:]
                    if command is cli:  # kg --help
                        given = words[1:]
                    parsed = command.make_context(words[1], given, resilient_parsing=True)
                    assert command is cli or not parsed.args, line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for link in LINK.finditer(path.read_text("utf-8")):
        assert (path.parent / link["target"]).exists(), link["target"]


def test_each_page_of_the_guide_stands_in_both_languages():
    english = {path.stem for path in GUIDE if LANGUAGES["en"](path.name)}
    chinese = {path.name.removesuffix(".zh-CN.md") for path in GUIDE if LANGUAGES["zh"](path.name)}
    assert english == chinese


def test_the_quality_that_is_promised_is_the_one_that_is_tested():
    for name in ("README.md", "README.zh-CN.md", "docs/guide/limits.md", "docs/guide/limits.zh-CN.md"):
        assert f" {FLOOR} " in (ROOT / name).read_text("utf-8").replace("，", " "), name
