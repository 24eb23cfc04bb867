"""The build hook: a release has its query page, a source install without node says that it has none."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class App:
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, text: str) -> None:
        self.warnings.append(text)


@pytest.fixture
def hook(tmp_path, monkeypatch):
    """The hook over an empty tree, on a machine without npm."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GONGWEN_PACK", raising=False)
    made = module.PackedAssets(str(tmp_path), {}, None, None, str(tmp_path), "wheel", App())
    return made, tmp_path


def build(hook, version):
    data = {"artifacts": []}
    hook.initialize(version, data)
    return data["artifacts"]


def packed(root):
    folder = root / "kg/web/static/packed"
    folder.mkdir(parents=True)
    for name in ("yasgui.js", "yasgui.css", "LICENSES.txt"):
        (folder / name).write_text("")


def test_a_release_without_npm_fails_and_says_what_to_do(hook):
    with pytest.raises(RuntimeError, match="GONGWEN_PACK=0"):
        build(hook[0], "standard")


def test_an_editable_install_without_npm_says_what_it_lacks(hook):
    build(hook[0], "editable")
    assert "plain editor" in hook[0].app.warnings[0]


def test_a_release_from_a_tree_that_carries_the_files_needs_no_npm(hook):
    packed(hook[1])
    assert build(hook[0], "standard") == ["kg/web/static/packed/*"]
    assert not hook[0].app.warnings


def test_a_wheel_without_them_must_be_asked_for(hook, monkeypatch):
    monkeypatch.setenv("GONGWEN_PACK", "0")
    assert build(hook[0], "standard") == []
    assert hook[0].app.warnings


@pytest.mark.parametrize("version", ["standard", "editable"])
def test_packing_can_be_forced(hook, monkeypatch, version):
    packed(hook[1])
    monkeypatch.setenv("GONGWEN_PACK", "1")
    with pytest.raises(RuntimeError, match="npm"):
        build(hook[0], version)


def test_the_lock_names_every_package_with_its_hash():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert lock[""]["dependencies"] == wanted["dependencies"]
    for path, package in lock.items():
        assert not path or package["integrity"].startswith("sha512-"), path
