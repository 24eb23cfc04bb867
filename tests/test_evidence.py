"""Every fact stands where it says: the text at its place is the text that it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import kg
from kg import corpus, pipeline
from kg.model import DocumentFacts, SourceFacts, Span
from kg.passage import Passage
from kg.sparql import Graph
from kg.zh import fold, read_date

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"
TEXTS = ROOT.parent / "shared" / "corpus"
ABSENT = "the published texts are not at ../shared/corpus"


def sources() -> list[object]:
    here = [pytest.param((path, name), id=name) for name, path in corpus.files([SAMPLE])]
    there = corpus.files([TEXTS]) if TEXTS.is_dir() else []
    published = [pytest.param((path, name), id=name[:3]) for name, path in there]
    absent = pytest.param(None, id="published", marks=pytest.mark.skip(reason=ABSENT))
    return [*here, *(published or [absent])]


@pytest.fixture(scope="module", params=sources())
def facts(request: pytest.FixtureRequest) -> SourceFacts:
    return pipeline.facts(corpus.read(*request.param))


def each(facts: SourceFacts) -> Iterator[tuple[DocumentFacts, str]]:
    return ((document, facts.source.text) for document in facts.documents)


def as_read(text: str, *spans: Span) -> str:
    """The places as a reader reads them: without line breaks, layout spaces, leftover markup."""
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    return Passage.of(text, spans).text


def torn(name: str, quote: str) -> bool:
    """Whether a page break tears the name apart in its column: its place holds the rows between, too."""
    return any(quote.startswith(name[:i]) and quote.endswith(name[i:]) for i in range(2, len(name) - 1))


def test_headers(facts: SourceFacts) -> None:
    for document, text in each(facts):
        header = document.document
        assert fold(as_read(text, header.title_span)) == fold(header.title)
        if header.number_span:
            assert as_read(text, header.number_span) == header.number
        if header.issued_span and header.issued:
            printed = as_read(text, header.issued_span)
            year, month, day = header.issued.year, header.issued.month, header.issued.day
            assert read_date(printed) == header.issued or printed in {
                f"{year}{month}{day}",
                f"{year}{month:02}{day:02}",
                f"{year}年",  # month and day stand on the line below
            }
        for party in document.parties:
            assert fold(as_read(text, party.span)) == fold(party.name)


def test_documents_and_sections_nest(facts: SourceFacts) -> None:
    for document, text in each(facts):
        header = document.document
        assert header.span.contains(header.title_span)
        for section in header.sections:
            assert header.span.contains(section.whole)
            parts = [*([section.heading] if section.heading else []), *section.body]
            assert all(section.whole.contains(part) for part in parts)
            assert all(as_read(text, part) for part in parts)
            if section.parent is not None:
                above = header.sections[section.parent]
                assert above.whole.contains(section.whole)
                assert section.path.startswith(above.path + "/")
                assert section.depth == above.depth + 1


def test_documents_do_not_overlap(facts: SourceFacts) -> None:
    spans = [document.document.span for document in facts.documents]
    assert all(above.start < below.start for above, below in pairwise(spans))
    for document, text in each(facts):
        others = [d.document.title_span for d in facts.documents if d is not document]
        for task in document.tasks:
            assert not any(title.contains(place) for title in others for place in task.spans)
            assert all(place.end <= len(text) for place in task.spans)


def test_citations(facts: SourceFacts) -> None:
    for document, text in each(facts):
        for citation in document.citations:
            quote = fold(as_read(text, citation.span))
            assert fold(citation.title or citation.number or "-") in quote
            assert citation.document == document.document.key
            assert document.document.span.contains(citation.span)
            assert not document.document.title_span.contains(citation.span)


def test_tasks(facts: SourceFacts) -> None:
    for document, text in each(facts):
        for task in document.tasks:
            assert task.text
            assert as_read(text, *task.spans) == task.text
            assert all(document.document.span.contains(place) for place in task.spans)
        keys = [task.key for task in document.tasks]
        assert len(keys) == len(set(keys))


def test_assignments(facts: SourceFacts) -> None:
    for document, text in each(facts):
        for task in document.tasks:
            for assignment in task.assignments:
                quote = as_read(text, assignment.span)
                row = task.kind == "table_row"
                assert quote == assignment.name or (row and torn(assignment.name, quote))
                if assignment.inherited:
                    assert all(assignment.span.start < place.start for place in task.spans)


def test_deadlines(facts: SourceFacts) -> None:
    for document, text in each(facts):
        for task in document.tasks:
            for deadline in task.deadlines:
                assert as_read(text, deadline.span) == deadline.expression
                if deadline.counts_from:
                    assert deadline.counts_from in as_read(text, document.document.span)


PREFIXES = """PREFIX gw: <https://w3id.org/gongwen/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, dict[str, str]]:
    """The graph of the sample corpus and of the published texts that are there; each source's text."""
    folders = [SAMPLE, *([TEXTS] if TEXTS.is_dir() else [])]
    folder = tmp_path_factory.mktemp("evidence") / "graph"
    assert kg.build(folders, folder).complete
    texts = {name: corpus.read(path, name).text for name, path in corpus.files(folders)}
    return kg.open(folder), texts


def test_every_quotation_in_the_graph_is_at_its_place(built: tuple[Graph, dict[str, str]]) -> None:
    graph, texts = built
    places = graph.query(
        PREFIXES
        + """SELECT ?file ?start ?end ?exact {
            GRAPH ?g { ?source gw:fileName ?file . ?place oa:start ?start ; oa:end ?end ; oa:exact ?exact }
        }"""
    )
    assert {row[0] for row in places} == texts.keys()
    for file, start, end, exact in places:
        assert texts[file][start:end] == exact != ""


@pytest.mark.parametrize(
    "kind", ["Document", "Party", "Section", "Task", "Assignment", "Deadline", "Citation"]
)
def test_every_fact_in_the_graph_has_evidence(built: tuple[Graph, dict[str, str]], kind: str) -> None:
    graph, _ = built
    name = "eli:LegalResourceSubdivision" if kind == "Section" else f"gw:{kind}"
    prefixes = PREFIXES + "PREFIX eli: <http://data.europa.eu/eli/ontology#>\n"
    assert graph.query(f"{prefixes}ASK {{ ?fact a {name} }}")
    bare = f"{prefixes}SELECT ?fact {{ ?fact a {name} MINUS {{ ?fact gw:evidence/oa:exact ?quoted }} }}"
    assert graph.query(bare).rows == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [("Assignment", "printedName"), ("Party", "printedName"), ("Deadline", "expression")],
)
def test_what_is_printed_is_what_is_quoted(
    built: tuple[Graph, dict[str, str]], kind: str, words: str
) -> None:
    graph, _ = built
    facts = graph.query(
        PREFIXES
        + f"SELECT ?words ?exact {{ ?fact a gw:{kind} ; gw:{words} ?words ; gw:evidence/oa:exact ?exact }}"
    )
    assert len(facts) > 100
    read = [(printed, as_read(exact, Span(0, len(exact)))) for printed, exact in facts]
    others = {(printed, quote) for printed, quote in read if fold(printed) != fold(quote)}
    assert all(torn(*pair) for pair in others)
    assert len(others) <= 1
