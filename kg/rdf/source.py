"""What one source tells, as the quads of its graph; docs/graph.md describes the nodes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg import zh
from kg.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    DocumentFacts,
    Party,
    Place,
    Role,
    SourceFacts,
    Span,
    Task,
    Work,
)
from kg.rdf.agencies import agency_iri, named_agency
from kg.rdf.identity import number_parts
from kg.rdf.iris import Iris
from kg.rdf.namespaces import concept, dcterms, eli, gw, oa, prov, rdf, rdfs
from kg.rdf.nquads import TRUE, Pair, day, duration, integer, iri, join, lines, string, text
from kg.rdf.vocabulary import genre_concepts, software_version

_TYPE = iri(rdf.type)
_LABEL = iri(rdfs.label)
_RDF_VALUE = iri(rdf.value)
_GENERATED_BY = iri(prov.wasGeneratedBy)
_FORMAT = iri(dcterms.format)
_SELECTOR_TYPES: list[Pair] = [(_TYPE, iri(oa.TextPositionSelector)), (_TYPE, iri(oa.TextQuoteSelector))]
_START, _END, _EXACT = iri(oa.start), iri(oa.end), iri(oa.exact)
_TITLE, _NUMBER, _DATE, _PUBLISHED = map(
    iri, (eli.title, eli.id_local, eli.date_document, eli.date_publication)
)
_PASSED_BY, _JURISDICTION, _GENRE_CONCEPT = map(iri, (eli.passed_by, eli.jurisdiction, eli.type_document))
_PART_OF = iri(eli.is_part_of)

_GW = {term: iri(getattr(gw, term)) for term in gw}
_SOURCE, _ORDER, _EVIDENCE, _DOCUMENT, _LEVEL = (
    _GW[term] for term in ("source", "order", "evidence", "document", "level")
)
_AGENCY, _ROLE, _PRINTED, _TASK, _PATH, _HEADING = (
    _GW[term] for term in ("agency", "role", "printedName", "task", "path", "heading")
)

_DIRECT: dict[Role, str] = {
    "lead": _GW["ledBy"],
    "responsible": _GW["responsibleBody"],
    "cooperate": _GW["cooperatingBody"],
    "supervise": _GW["supervisedBy"],
}


@cache
def _concept(scheme: str, notation: str) -> str:
    return iri(concept(scheme, notation))


class _Writer:
    """Collects the statements of one source's graph; equal places in the text share a node."""

    def __init__(self, facts: SourceFacts, iris: Iris) -> None:
        self.facts = facts
        self.iris = iris
        self.sha256 = facts.source.sha256
        self.graph = iris.source(self.sha256)
        self.statements: list[str] = []
        self._places: dict[Span, str] = {}

    def write(self, subject: str, pairs: Iterable[Pair]) -> None:
        self.statements += lines(subject, pairs, self.graph)

    def evidence(self, span: Span) -> Pair:
        term = self._places.get(span)
        if term is None:
            node = self.iris.evidence(self.sha256, span)
            term = self._places[span] = iri(node)
            place = [
                *_SELECTOR_TYPES,
                (_START, integer(span.start)),
                (_END, integer(span.end)),
                (_EXACT, string(self.facts.source.quote(span))),
            ]
            self.write(node, place)
        return _EVIDENCE, term

    def place(self, place: Place | None) -> str | None:
        return iri(self.iris.place(place.code)) if place else None

    def agency(self, name: str, document: DocumentFacts) -> str:
        return iri(agency_iri(named_agency(name, document), document, self.sha256, self.iris))


def source_quads(facts: SourceFacts, iris: Iris, version: str | None = None) -> bytes:
    """Everything that one source tells, as N-Quads (UTF-8) of the graph ``iris.source(sha256)``.

    The same facts give the same bytes; no line comes twice. ``version`` is that of the software, by
    default the installed one. ValueError where the facts name a body that they don't describe.
    """
    out = _Writer(facts, iris)
    source = facts.source
    out.write(
        out.graph,
        [
            (_TYPE, _GW["Source"]),
            (_GW["fileName"], string(source.name)),
            (_GW["sha256"], string(source.sha256)),
            (_FORMAT, string(source.media_type)),
            (_GW["encoding"], string(source.encoding)),
            (_GW["characters"], integer(len(source.text))),
            (_GW["plainText"], string(source.text)),
            (_GENERATED_BY, iri(iris.software(version or software_version()))),
        ],
    )
    for order, (label, value) in enumerate(facts.page, 1):
        node = f"{out.graph}/F{order}"
        out.write(out.graph, [(_GW["pageField"], iri(node))])
        out.write(
            node,
            [
                (_TYPE, _GW["PageField"]),
                (_LABEL, string(label)),
                (_RDF_VALUE, string(value)),
                (_ORDER, integer(order)),
            ],
        )
    for order, document in enumerate(facts.documents, 1):
        _document(out, document, order)
    return join(out.statements)


def _document(out: _Writer, facts: DocumentFacts, order: int) -> None:
    printed = facts.document
    node = out.iris.document(out.sha256, printed.key)
    pairs = _header(out, facts, order)
    pairs += _party_links(out, facts)
    pairs += [(_GW["promulgates"], iri(out.iris.document(out.sha256, key))) for key in printed.promulgates]
    pairs.append(out.evidence(printed.title_span))
    out.write(node, pairs)
    for number, party in enumerate(facts.parties, 1):
        _party(out, facts, party, node, number)
    _sections(out, printed, node)
    for number, citation in enumerate(facts.citations, 1):
        _citation(out, citation, facts.works.get(citation), node, number)
    for number, task in enumerate(facts.tasks, 1):
        _task(out, facts, task, node, number)


def _header(out: _Writer, facts: DocumentFacts, order: int) -> list[Pair]:
    printed = facts.document
    parts = number_parts(printed.number) if printed.number else None
    genre = genre_concepts().get(printed.genre) if printed.genre else None
    return [
        (_TYPE, _GW["Document"]),
        (_SOURCE, iri(out.graph)),
        (_ORDER, integer(order)),
        (_TITLE, string(printed.title)),
        (_NUMBER, text(printed.number)),
        (_GW["agencyCode"], string(parts.agency_code) if parts else None),
        (_GW["year"], integer(parts.year) if parts else None),
        (_GW["serial"], integer(parts.serial) if parts else None),
        (_GW["genre"], text(printed.genre)),
        (_GENRE_CONCEPT, iri(genre) if genre else None),
        (_DATE, day(printed.issued)),
        (_PUBLISHED, day(printed.published)),
        (_LEVEL, _concept("level", facts.level) if facts.level else None),
        (_JURISDICTION, out.place(facts.place)),
        (_GW["disclosure"], text(printed.disclosure)),
        (_GW["validity"], text(printed.validity)),
        (_GW["indexNumber"], text(printed.index_number)),
    ]


def _party_links(out: _Writer, facts: DocumentFacts) -> list[Pair]:
    issuers = [out.agency(p.name, facts) for p in facts.parties if p.role == "issuer"]
    links: list[Pair] = [(_PASSED_BY, issuer) for issuer in issuers]
    links += [(_GW["leadIssuer"], issuer) for issuer in issuers[:1]]
    links += [(_GW["addressee"], out.agency(p.name, facts)) for p in facts.parties if p.role == "addressee"]
    links += [(_GW["copiedTo"], out.agency(p.name, facts)) for p in facts.parties if p.role == "copied_to"]
    return links


def _party(out: _Writer, facts: DocumentFacts, party: Party, document: str, order: int) -> None:
    out.write(
        f"{document}/P{order}",
        [
            (_TYPE, _GW["Party"]),
            (_DOCUMENT, iri(document)),
            (_AGENCY, out.agency(party.name, facts)),
            (_ROLE, _concept("role", party.role)),
            (_PRINTED, string(party.name)),
            (_ORDER, integer(order)),
            out.evidence(party.span),
        ],
    )


def _sections(out: _Writer, printed: Document, document: str) -> None:
    for order, section in enumerate(printed.sections, 1):
        above = document if section.parent is None else f"{document}/S{section.parent + 1}"
        heading = zh.tidy(out.facts.source.quote(section.heading)) if section.heading else None
        out.write(
            f"{document}/S{order}",
            [
                (_TYPE, _GW["Section"]),
                (_PART_OF, iri(above)),
                (_PATH, string(section.path)),
                (_HEADING, text(heading)),
                (_ORDER, integer(order)),
                # the whole would repeat the text of every subsection
                out.evidence(section.heading or next(iter(section.body), section.whole)),
            ],
        )


def _citation(out: _Writer, citation: Citation, work: Work | None, document: str, order: int) -> None:
    out.write(
        f"{document}/C{order}",
        [
            (_TYPE, _GW["Citation"]),
            (_DOCUMENT, iri(document)),
            (_GW["citedTitle"], text(citation.title)),
            (_GW["citedNumber"], text(citation.number or (work.number if work else None))),
            (_GW["citedLevel"], _concept("level", work.level) if work and work.level else None),
            (_GW["citedPlace"], out.place(work.place) if work else None),
            (_GW["citedIssuerName"], text(work.issuer) if work else None),
            (_GW["article"], text(citation.article)),
            (_GW["relation"], _concept("relation", citation.relation)),
            (_GW["cue"], text(citation.cue)),
            (_PATH, text(citation.section)),
            (_ORDER, integer(order)),
            out.evidence(citation.span),
        ],
    )


def _task(out: _Writer, facts: DocumentFacts, task: Task, document: str, order: int) -> None:
    node = f"{document}/T{order}"
    pairs: list[Pair] = [
        (_TYPE, _GW["Task"]),
        (_DOCUMENT, iri(document)),
        (_PATH, text(task.section)),
        (_HEADING, text(task.heading)),
        (_GW["text"], string(task.text)),
        (_GW["taskKind"], string(task.kind)),
        (_ORDER, integer(order)),
    ]
    pairs += [(_DIRECT[a.role], out.agency(a.name, facts)) for a in task.assignments]
    pairs += [out.evidence(span) for span in task.spans]
    out.write(node, pairs)
    for number, assignment in enumerate(task.assignments, 1):
        _assignment(out, facts, assignment, node, number)
    for number, deadline in enumerate(task.deadlines, 1):
        _deadline(out, deadline, node, number)


def _assignment(out: _Writer, facts: DocumentFacts, assignment: Assignment, task: str, order: int) -> None:
    out.write(
        f"{task}/A{order}",
        [
            (_TYPE, _GW["Assignment"]),
            (_TASK, iri(task)),
            (_AGENCY, out.agency(assignment.name, facts)),
            (_ROLE, _concept("role", assignment.role)),
            (_PRINTED, string(assignment.name)),
            (_GW["inherited"], TRUE if assignment.inherited else None),
            (_ORDER, integer(order)),
            out.evidence(assignment.span),
        ],
    )


def _deadline(out: _Writer, deadline: Deadline, task: str, order: int) -> None:
    lasting = deadline.kind in ("within", "recurring") and deadline.value
    out.write(
        f"{task}/L{order}",
        [
            (_TYPE, _GW["Deadline"]),
            (_TASK, iri(task)),
            (_GW["expression"], string(deadline.expression)),
            (_GW["deadlineKind"], _concept("deadline", deadline.kind)),
            (_GW["value"], text(deadline.value)),
            (_GW["due"], day(deadline.due)),
            (_GW["duration"], duration(lasting) if lasting else None),
            (_GW["times"], integer(deadline.times) if deadline.times is not None else None),
            (_GW["businessDays"], TRUE if deadline.business_days else None),
            (_GW["countsFrom"], text(deadline.counts_from)),
            (_ORDER, integer(order)),
            out.evidence(deadline.span),
        ],
    )
