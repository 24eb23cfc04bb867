"""The wheel as others install it: outside the repository, with its ontology and queries."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@cache
def packable():
    """Whether YASGUI was packed before or can be fetched; a wheel can be had without it only on demand."""
    if (ROOT / "kg/web/static/packed/LICENSES.txt").is_file():
        return True
    npm = shutil.which("npm")
    return npm is not None and subprocess.run([npm, "ping"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    environment = os.environ | ({} if packable() else {"GONGWEN_PACK": "0"})
    subprocess.run([sys.executable, "-m", *command], check=True, env=environment)
    [made] = folder.glob("*.whl")
    return made


def test_the_wheel_holds_what_the_package_needs_and_no_more(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for top in ("ontology", "queries"):
        here = {
            p.relative_to(ROOT / top).as_posix()
            for p in (ROOT / top).rglob("*")
            if p.suffix in {".ttl", ".rq"}
        }
        assert here
        assert {f"kg/_data/{top}/{name}" for name in here} <= names
    assert {f"kg/ground/data/{p.name}" for p in (ROOT / "kg/ground/data").iterdir()} <= names
    assert "kg/py.typed" in names
    assert {"kg/web/texts/zh.json", "kg/web/templates/base.html", "kg/web/static/site.css"} <= names
    if packable():
        packed = ("yasgui.js", "yasgui.css", "LICENSES.txt")
        assert {f"kg/web/static/packed/{name}" for name in packed} <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}


@pytest.mark.slow
def test_the_installed_wheel_builds_and_answers(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv")}))
    install = ["pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True)
    # What the package depends on is taken from here: to fetch it again would test the network.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def run(*args):
        command = [python, "-I", *args]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True).stdout

    assert Path(run("-c", "import kg; print(kg.__file__)").strip()).is_relative_to(tmp_path)
    kg = ("-m", "kg")
    assert "documents" in run(*kg, "build", str(ROOT / "sample/county"), "--out", "graph")
    lines = run(*kg, "query", "documents", "--graph", "graph", "--format", "csv").splitlines()
    assert len(lines) > 5
    assert "0 violations" in run(*kg, "validate", "graph")
    assert run(*kg, "--version").startswith("kg, version ")
