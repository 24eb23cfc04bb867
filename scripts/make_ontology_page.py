"""Make docs/ontology.md, the reference of the ontology, from the files in ontology/.

    python scripts/make_ontology_page.py [--check]

``--check`` writes nothing and fails where the page differs from what the files give.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ontology.md"
GW = rdflib.Namespace("https://w3id.org/gongwen/ontology#")
REUSED = "http://data.europa.eu/eli/ontology#"
HEAD = """# The ontology

Made by `scripts/make_ontology_page.py` from the files in `ontology/`; change those, not this page.
Prefix `gw:` is <https://w3id.org/gongwen/ontology#>. [graph.md](graph.md) shows the terms at work.

What subclasses, subproperties and inverses add is written down when a graph is built; domains and ranges
tell what a term is for, and nothing is concluded from them.
"""


def page() -> str:
    """The whole page."""
    graph = vocabulary()
    lines = [HEAD, "## Classes\n", "| term | 中文 | English | is a | meaning |", "|---|---|---|---|---|"]
    for term in terms(graph, OWL.Class):
        cells = [name(graph, term), *labels(graph, term, RDFS.label), names(graph, term, RDFS.subClassOf)]
        lines.append(row([*cells, meaning(graph, term, RDFS.comment)]))
    lines += ["\n## Properties\n"]
    lines += ["| term | 中文 | English | from → to | is a, inverse | meaning |", "|---|---|---|---|---|---|"]
    for term in terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        ends = f"{names(graph, term, RDFS.domain) or '…'} → {names(graph, term, RDFS.range) or '…'}"
        cells = [name(graph, term), *labels(graph, term, RDFS.label), ends, relations(graph, term)]
        lines.append(row([*cells, meaning(graph, term, RDFS.comment)]))
    lines += ["\n## Axioms about terms of ELI\n", "| term | is a, inverse |", "|---|---|"]
    reused = {
        s for p in (RDFS.subPropertyOf, OWL.inverseOf) for s in graph.subjects(p) if s.startswith(REUSED)
    }
    lines += [row([name(graph, term), relations(graph, term)]) for term in sorted(reused)]
    lines.append("\n## Lists\n")
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        zh, en = labels(graph, scheme, SKOS.prefLabel)
        lines.append(f"### {zh} · {en} (`{graph.namespace_manager.normalizeUri(scheme)}`)\n")
        lines += ["| notation | 中文 | English | below | meaning |", "|---|---|---|---|---|"]
        for concept in sorted(graph.subjects(SKOS.inScheme, scheme)):
            notation = graph.value(concept, SKOS.notation)
            cells = [
                f"`{notation}`",
                *labels(graph, concept, SKOS.prefLabel),
                names(graph, concept, SKOS.broader),
            ]
            lines.append(row([*cells, meaning(graph, concept, SKOS.definition)]))
        lines.append("")
    return "\n".join(lines)


def vocabulary() -> Graph:
    """Every file of the ontology but the shapes."""
    graph = Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        if path.name != "shapes.ttl":
            graph.parse(path, format="turtle")
    return graph


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """The terms of our own of these kinds, in the order of their names."""
    return sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind) if s in GW}, key=str.lower)


def name(graph: Graph, term: URIRef) -> str:
    """A term with its prefix."""
    return f"`{graph.namespace_manager.normalizeUri(term)}`"


def names(graph: Graph, term: URIRef, predicate: URIRef) -> str:
    """The terms that a property leads to."""
    return ", ".join(name(graph, other) for other in sorted(graph.objects(term, predicate)))


def relations(graph: Graph, term: URIRef) -> str:
    """What a property is a kind of, and its inverse."""
    inverse = names(graph, term, OWL.inverseOf)
    kinds = names(graph, term, RDFS.subPropertyOf)
    return "; ".join(part for part in (kinds, f"inverse {inverse}" if inverse else "") if part)


def labels(graph: Graph, term: URIRef, predicate: URIRef) -> tuple[str, str]:
    """The words in Chinese and in English."""
    words = {o.language: str(o) for o in graph.objects(term, predicate)}
    return words.get("zh", ""), words.get("en", "")


def meaning(graph: Graph, term: URIRef, predicate: URIRef) -> str:
    """What a term means, in both languages."""
    return "<br>".join(part for part in labels(graph, term, predicate) if part)


def row(cells: list[str]) -> str:
    """A line of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail where the page is out of date"
    )
    made = page()
    if not parser.parse_args().check:
        PAGE.write_text(made, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != made:
        sys.exit("docs/ontology.md is out of date: run python scripts/make_ontology_page.py")


if __name__ == "__main__":
    main()
