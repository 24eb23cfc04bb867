"""What the README promises of the tables and the package; its outputs are held by test_docs.py."""

import importlib.util
from pathlib import Path

import kg
from kg.sparql.named import named_queries

ROOT = Path(__file__).parent.parent
READMES = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")]
TABLES = ("documents", "citations", "tasks", "assignments", "deadlines", "agencies", "lineage")


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_have_the_columns_that_the_readme_promises():
    for name in TABLES:
        columns = ", ".join(column.name for column in named_queries()[name].columns)
        for readme in READMES:
            assert f"| `{name}` | {columns} |\n" in readme


def test_the_public_names_are_few_and_there():
    assert len(kg.__all__) <= 10
    for name in kg.__all__:
        assert getattr(kg, name)
        assert name in dir(kg)
    assert callable(kg.build)
    assert callable(kg.open)
