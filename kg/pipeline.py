"""The whole way of one source: text -> documents -> facts -> identities."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.document import read_documents
from kg.extract import make_pipeline, read_facts
from kg.ground import ground_agency, ground_work, place_of, settle_place
from kg.ground.ministries import department_unit, ministry_of, ministry_unit
from kg.ground.systems import national_bodies
from kg.model import Document, DocumentFacts, Level, Place, SourceFacts, SourceText

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extract.components import Reading


@cache
def language() -> Language:
    """The extraction pipeline that the process shares."""
    return make_pipeline(sorted({name for body in national_bodies() for name in (body.name, *body.printed)}))


def facts(source: SourceText, nlp: Language | None = None) -> SourceFacts:
    """Everything that a source tells, its names grounded in the place of the document that prints them.

    ``nlp`` is the extraction pipeline, :func:`language` where none is given. Raises
    UnreadableSource where the text holds no document.
    """
    documents, page = read_documents(source)
    _, reading = read_facts(nlp or language(), source, documents)
    places: dict[str, tuple[Place | None, Level | None]] = {}
    for document in documents:
        notice = next((d for d in documents if d.key == document.part_of), None)
        same = notice is not None and notice.issuers == document.issuers
        places[document.key] = places[notice.key] if notice and same else _place(document, documents, reading)
    grounded = tuple(_grounded(document, reading, *places[document.key]) for document in documents)
    return SourceFacts(source, grounded, page)


def _place(
    document: Document, documents: Sequence[Document], reading: Reading
) -> tuple[Place | None, Level | None]:
    issuers = [p.name for p in reading.parties if p.document == document.key and p.role == "issuer"]
    place, level = place_of(issuers, document.title, document.number)
    if level is None and ministry_of(issuers):
        level = "national"
    if place is None:
        return place, level
    own = {document.key, *(d.key for d in documents if d.part_of == document.key)}
    rests_on = (c for c in reading.citations if c.document in own and c.relation != "mentions")
    return settle_place(place, (ground_work(c.title, c.number, place, level) for c in rests_on)), level


def _grounded(
    document: Document, reading: Reading, place: Place | None, level: Level | None
) -> DocumentFacts:
    """A document's facts, with what each printed name stands for."""
    parties = tuple(p for p in reading.parties if p.document == document.key)
    citations = tuple(c for c in reading.citations if c.document == document.key)
    tasks = tuple(t for t in reading.tasks if t.document == document.key)
    names = dict.fromkeys([p.name for p in parties] + [a.name for t in tasks for a in t.assignments])
    ministry = ministry_of([p.name for p in parties if p.role == "issuer"]) if level == "national" else None
    agencies = {
        name: (ministry_unit(name, ministry) if ministry else None) or ground_agency(name, place, level)
        for name in names
    }
    issuers = [agencies[p.name] for p in parties if p.role == "issuer"]
    if issuers and not ministry:
        agencies |= {name: unit for name in names if (unit := department_unit(name, issuers[0]))}
    addressees = {agencies[p.name].place for p in parties if p.role == "addressee"} - {place, None}
    if len(addressees) == 1:  # a reply: 县水务局 in it is that of the county it goes to
        [below] = addressees
        for name, agency in agencies.items():
            if agency.place is None and agency.kind != "collective" and below:
                agencies[name] = ground_agency(name, below, below.level)
    works = {c: ground_work(c.title, c.number, place, level) for c in citations}
    return DocumentFacts(document, place, level, parties, citations, tasks, agencies, works)
