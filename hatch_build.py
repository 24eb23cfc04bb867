"""Packs YASGUI, the editor of the query page, from npm into kg/web/static/packed.

A wheel is a release: where npm is missing or fails, it is not built, unless the packed files are already
there (an sdist carries them). An editable install (``make``) is for those who work on the code: there
npm is run only when GONGWEN_PACK=1 asks for it, and without the files the page serves a plain editor.
GONGWEN_PACK=0 builds a wheel without them. GONGWEN_PACK=1 packs anew what is there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = Path("kg/web/static/packed")
FILES = ("yasgui.js", "yasgui.css", "LICENSES.txt")


class PackedAssets(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatchling runs before it builds."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make sure of the packed files, or say why they are not there."""
        wish = os.environ.get("GONGWEN_PACK", "")
        folder = Path(self.root) / PACKED
        there = all((folder / name).is_file() for name in FILES)
        if wish == "1" or (wish != "0" and version != "editable" and not there):
            self._pack(folder)
        elif not there:
            self.app.display_warning(
                "YASGUI is not packed: the query page serves a plain editor (GONGWEN_PACK=1 packs it)"
            )
        if wish != "0":
            build_data["artifacts"].append(f"{PACKED}/*")

    def _pack(self, folder: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError(
                "npm was not found, and a release is not built without its query page: install Node.js 20 or "
                "later, or set GONGWEN_PACK=0 for a wheel with a plain editor"
            )
        for command in (["ci", "--no-audit", "--no-fund", "--loglevel=error"], ["run", "--silent", "build"]):
            subprocess.run([npm, *command], cwd=self.root, check=True)  # noqa: S603 - npm itself
        (folder / "LICENSES.txt").write_text(licenses(Path(self.root)), encoding="utf-8")


def licenses(root: Path) -> str:
    """The licences of all that is packed, as their terms ask."""
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    parts = []
    for path, package in sorted(locked.items()):
        if not path or package.get("dev") or not (root / path).is_dir():
            continue
        texts = [
            p.read_text("utf-8", "replace") for p in sorted((root / path).glob("LICEN[CS]E*")) if p.is_file()
        ]
        name = path.rpartition("node_modules/")[2]
        parts.append(
            "\n".join([f"{name} {package['version']} ({package.get('license', 'see its text')})", *texts])
        )
    return ("\n" + "-" * 72 + "\n").join(parts)
