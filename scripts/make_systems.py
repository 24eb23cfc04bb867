"""Write ontology/systems.ttl, the published form of the lines of work, from kg/ground/data.

    python scripts/make_systems.py [--check]

``--check`` writes nothing and fails where the file differs from the table.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.ground.systems import NationalBody, System, national_bodies, printed_forms, systems  # noqa: E402

TARGET = ROOT / "ontology" / "systems.ttl"
HEAD = """@prefix gw: <https://w3id.org/gongwen/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# Made by scripts/make_systems.py from the tables in kg/ground/data: change those, then run it again.

gw:systems a skos:ConceptScheme ;
    skos:prefLabel "条线"@zh , "lines of work"@en ;
    skos:definition "政府工作的条线，各级名称相同。"@zh ,
        "The lines of work of government, called the same at every level."@en .

"""
LEVELS = (
    ("national", "国家", "national"),
    ("provincial", "省级", "provincial"),
    ("municipal", "市级", "municipal"),
    ("county", "县级", "county"),
)


def literal(text: str) -> str:
    """The text as a Chinese literal of Turtle."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"@zh'


def terms() -> str:
    """The four properties that tell a department's name at each level."""
    return "".join(
        f"gw:{level}Name a owl:DatatypeProperty ; rdfs:domain skos:Concept ; rdfs:range xsd:string ;\n"
        f'    rdfs:label "{zh}机关名称"@zh , "{en} name"@en ;\n'
        f'    rdfs:comment "条线在{zh}的机关通常的名称。"@zh , '
        f'"The usual name of the body that carries the line at {en} level."@en .\n\n'
        for level, zh, en in LEVELS
    )


def concept(system: System, bodies: list[NationalBody]) -> str:
    """One line of work with its names and the abbreviations under which it is printed."""
    national = sorted(b.name for b in bodies if b.system == system.name and b.ended is None)
    lines = [
        f"gw:system-{system.name} a skos:Concept ; skos:inScheme gw:systems ; skos:topConceptOf gw:systems ;",
        f'    skos:notation "{system.name}" ;',
        f'    skos:prefLabel {literal(system.name)} , "{system.english}"@en ;',
    ]
    names = (
        ("gw:nationalName", national),
        ("gw:provincialName", [system.provincial]),
        ("gw:municipalName", [system.municipal]),
        ("gw:countyName", [system.county]),
    )
    for term, values in names:
        if any(values):
            lines.append(f"    {term} " + " , ".join(f'"{value}"' for value in values) + " ;")
    if forms := [form for form in printed_forms(system.name) if form != system.name]:
        lines.append("    skos:altLabel " + " , ".join(map(literal, forms)) + " ;")
    return "\n".join(lines)[:-1] + ".\n\n"


def turtle() -> str:
    """The whole file."""
    bodies = list(national_bodies())
    return (HEAD + terms() + "".join(concept(s, bodies) for s in systems().values())).rstrip("\n") + "\n"


def main() -> int:
    """Write or check the file; the exit status is 1 where it differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    if not parser.parse_args().check:
        TARGET.write_text(turtle(), encoding="utf-8", newline="\n")
        return 0
    if TARGET.read_text(encoding="utf-8") == turtle():
        return 0
    sys.stderr.write(f"{TARGET} differs from the tables: run this script without --check\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
