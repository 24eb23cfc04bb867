"""Stage 3: documents -> parties, citations, tasks with assignments and deadlines, by a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Document, SourceText

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.extract.components import Reading

__all__ = ["make_pipeline", "read_facts"]


def make_pipeline(gazetteer: Sequence[str] = ()) -> Language:
    """The extraction pipeline: ``spacy.blank("zh")`` with its character tokens, an entity ruler that marks
    the names of ``gazetteer`` in the span group of that name, and the components of
    :mod:`kg.extract.components`.

    A component of one's own is added as to any spaCy pipeline, before ``gongwen_tasks`` where it
    marks bodies: names in the span group ``gazetteer`` count as bodies.
    """
    import spacy

    import kg.extract.components  # noqa: F401  (registers the components)

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "gongwen_characters"}}})
    nlp.max_length = 20_000_000
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": "gazetteer", "validate": False})
    ruler.add_patterns([{"label": "BODY", "pattern": name} for name in gazetteer])  # type: ignore[attr-defined]
    for name in ("gongwen_parties", "gongwen_citations", "gongwen_tasks"):
        nlp.add_pipe(name)
    return nlp


def read_facts(nlp: Language, source: SourceText, documents: tuple[Document, ...]) -> tuple[Doc, Reading]:
    """Run the pipeline on one source: the Doc with its span groups, and the facts as records."""
    from kg.extract.components import Reading, attach, reading_of

    doc = nlp.make_doc(source.text)
    attach(doc, Reading(source, documents))
    doc = nlp(doc)
    return doc, reading_of(doc)
