"""What the README shows is what comes out."""

import importlib.util
from pathlib import Path

import kg
from kg.cli import cli
from kg.sparql.named import named_queries

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
TABLES = ("documents", "citations", "tasks", "assignments", "deadlines", "agencies")


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_outputs_shown_are_real(tmp_path):
    kg.build([ROOT / "sample"], tmp_path / "graph")
    assert script("make_readme").shown(README, tmp_path / "graph") == README


def test_every_verb_is_spoken_of():
    for name in cli.commands:
        assert f"kg {name}" in README


def test_the_tables_have_the_columns_that_the_readme_promises():
    for name in TABLES:
        columns = ", ".join(column.name for column in named_queries()[name].columns)
        assert f"| `{name}` | {columns} |\n" in README


def test_the_public_names_are_few_and_there():
    assert len(kg.__all__) <= 10
    for name in kg.__all__:
        assert getattr(kg, name)
        assert name in dir(kg)
    assert callable(kg.build)
    assert callable(kg.open)
