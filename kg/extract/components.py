"""The spaCy pipeline: character tokens, a gazetteer, and one component for each kind of fact.

A component reads the documents that hang on the Doc, writes what it finds as records beside them,
and marks it in a span group (``agencies``, ``citations``, ``deadlines``, ``tasks``), so that other
components, trained ones included, can stand in the same pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.lang.zh import ChineseTokenizer
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import registry

from kg.extract.bodies import names_in
from kg.extract.citations import find_citations, short_names
from kg.extract.tasks import find_tasks
from kg.model import Citation, Document, Party, PartyRole, SourceText, Span, Task
from kg.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Span as Marked

_KEY = "gongwen"
_NAMES_A_WORK = re.compile(r"《|<<|号")
_PLAN_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*[-—－至~])")
_YEAR_SPAN = re.compile(r"20\d\d\s*年?\s*[-—－~至]+\s*20\d\d")
_WORD = re.compile(r"(?P<characters>\S*)(?P<space> ?)(?P<white>\s*)")


class CharacterTokenizer(ChineseTokenizer):
    """The tokens of ``spacy.blank("zh")``, whose own time grows with the square of a text's length."""

    def __call__(self, text: str) -> Doc:
        """Each character is a token, and so is white space but for one space behind a character."""
        words: list[str] = []
        spaces: list[bool] = []
        for m in _WORD.finditer(text):
            characters, space, white = m.groups()
            if not characters:
                space, white = "", space + white
            words += characters
            spaces += [False] * len(characters)
            if space:
                spaces[-1] = True
            if white:
                words.append(white)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


def character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """The tokenizer by the name that a pipeline's configuration gives it."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


registry.tokenizers("gongwen_characters", func=character_tokenizer)


@dataclass(slots=True)
class Reading:
    """What the components share about one source: its documents, and the facts found so far."""

    source: SourceText
    documents: tuple[Document, ...]
    parties: list[Party] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def reading_of(doc: Doc) -> Reading:
    """The reading that hangs on a Doc of this pipeline."""
    reading = doc.user_data[_KEY]
    assert isinstance(reading, Reading)
    return reading


def attach(doc: Doc, reading: Reading) -> None:
    """Hang a reading on a Doc before the components see it."""
    doc.user_data[_KEY] = reading


@Language.component("gongwen_parties")
def parties(doc: Doc) -> Doc:
    """Issuers, addressees and bodies copied to, from the printed lines of each header."""
    reading = reading_of(doc)
    for document in reading.documents:
        lines: tuple[tuple[PartyRole, tuple[Span, ...]], ...] = (
            ("issuer", document.issuers),
            ("addressee", (document.addressees,) if document.addressees else ()),
            ("copied_to", (document.copied_to,) if document.copied_to else ()),
        )
        for role, spans in lines:
            for span in spans:
                passage = Passage.of(reading.source.text, [span])
                names = names_in(passage) if role != "issuer" else _signed(reading.source, span, passage)
                reading.parties += [
                    Party(document.key, role, passage.text[a:b], passage.span(a, b)) for a, b in names
                ]
    _mark(doc, "agencies", [(p.span, p.role, "") for p in reading.parties])
    return doc


@Language.component("gongwen_citations")
def citations(doc: Doc) -> Doc:
    """Works that each document names outside its title."""
    reading = reading_of(doc)
    own = [document.title for document in reading.documents] + short_names(reading.source.text)
    for document in reading.documents:
        reading.citations += find_citations(document.key, list(_stretches(reading.source, document)), own)
    _mark(doc, "citations", [(c.span, c.relation, c.number or c.title or "") for c in reading.citations])
    return doc


@Language.component("gongwen_tasks")
def tasks(doc: Doc) -> Doc:
    """Tasks with their assignments and deadlines; bodies that the gazetteer marked count as names."""
    reading = reading_of(doc)
    known = {span.text for span in doc.spans.get("gazetteer", ())}
    years = {document.key: plan_year(document, reading.documents) for document in reading.documents}
    for document in reading.documents:
        reading.tasks += find_tasks(reading.source, document, years[document.key], known)
    _mark(doc, "tasks", [(span, t.kind, "") for t in reading.tasks for span in t.spans])
    _mark(doc, "agencies", [(a.span, a.role, "") for t in reading.tasks for a in t.assignments])
    _mark(doc, "deadlines", [(d.span, d.kind, d.value or "") for t in reading.tasks for d in t.deadlines])
    return doc


def plan_year(document: Document, documents: Sequence[Document]) -> int | None:
    """The year that days without one belong to: the title's where it names just one, else that of signing."""
    above = next((d for d in documents if d.key == document.part_of), None)
    for title in (document.title, above.title if above else ""):
        years = set(_PLAN_YEAR.findall(title))
        if len(years) == 1 and not _YEAR_SPAN.search(title):
            return int(years.pop())
    return (
        document.issued.year if document.issued else document.published.year if document.published else None
    )


def _signed(source: SourceText, span: Span, passage: Passage) -> list[tuple[int, int]]:
    """Issuers that sign or head a title side by side, parted by spaces; 教育部等六部门 names the first."""
    names = names_in(passage)
    gaps = [i for i in range(1, len(passage.text)) if passage.offsets[i] - passage.offsets[i - 1] > 1]
    if len(names) != 1 or not gaps:
        return names
    edges = [names[0][0], *gaps, names[0][1]]
    parts = [(a, b) for a, b in pairwise(edges) if a < b]
    whole = all(re.search(r"(?:部|委|局|厅|办|室|会|署|院|府|行|中心)$", passage.text[a:b]) for a, b in parts)
    return parts if whole else names


def _stretches(source: SourceText, document: Document) -> Iterable[tuple[str, Passage]]:
    """The document's text: by section, then its rows, then what stands outside both; not its title."""
    covered: list[Span] = []
    for section in document.sections:
        spans = [*([section.heading] if section.heading else []), *section.body]
        covered += spans
        if spans:
            yield section.path, Passage.of(source.text, spans)
    for row in document.rows:
        covered += row.text
        yield row.section, Passage.of(source.text, row.text)
    at = max(document.title_span.end, document.addressees.end if document.addressees else 0)
    for span in [*sorted(covered), Span(document.span.end, document.span.end)]:
        if at < span.start and _NAMES_A_WORK.search(source.text, at, span.start):
            yield "", Passage.of(source.text, [Span(at, span.start)])
        at = max(at, span.end)


def _mark(doc: Doc, group: str, found: Iterable[tuple[Span, str, str]]) -> None:
    """Put places on the Doc as a span group: label, and value as the knowledge-base id."""
    marked: list[Marked] = []
    for span, label, value in found:
        place = doc.char_span(span.start, span.end, label=label, kb_id=value, alignment_mode="expand")
        if place is not None:
            marked.append(place)
    spans = list(doc.spans[group]) if group in doc.spans else []
    doc.spans[group] = SpanGroup(doc, name=group, spans=[*spans, *marked])
