"""Any query's answer as a picture, where its columns allow one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kg.rdf.namespaces import concept, eli, rdf, rdfs, skos
from kg.sparql.errors import QueryError
from kg.sparql.named import NamedQuery, Words, named_queries
from kg.view import gathering
from kg.view.asking import iri_of
from kg.view.describe import describe
from kg.view.lettering import one_line
from kg.view.matrix import build
from kg.view.nodes import fold, link, new_graph, place_layers, place_network
from kg.view.picture import About, BarsPicture, Card, Moment, NetworkPicture, Picture, TimelinePicture
from kg.view.styles import ROLES
from kg.view.terms import LANGUAGES, Language, in_language, local_name, said, term_labels

if TYPE_CHECKING:
    from kg.sparql import Answer, Graph
    from kg.sparql.parameters import Given
    from kg.sparql.terms import Value

Form = Literal["network", "layers", "timeline", "matrix", "bars"]
LIMIT, BARS, MOST = 200, 40, 5000
_NAMES = {str(eli.title), str(skos.prefLabel), str(rdfs.label)}
_SCHEMES = {"kind": "deadline"}
"""The list that a column's notations are of, where it has another name than the column."""
_RELATION_COLUMNS = ("relation", "role", "method")
_SYNTAX = f"{rdf.type}"


def query(
    graph: Graph,
    asked: str | Path,
    *,
    form: Form | None = None,
    limit: int | None = None,
    where: Mapping[str, Collection[str]] | None = None,
    **parameters: Given,
) -> Picture:
    """The answer to a named query, a query file or SPARQL text as a picture.

    CONSTRUCT and DESCRIBE give a network of their statements. The columns of a SELECT tell the form, unless
    ``form`` does: ``task``, ``agency`` and ``role`` a matrix; a day and a node a timeline; two or more
    columns of nodes a network, each column tied to the next; names and numbers bars. ``where`` leaves the
    rows that hold, in each column named, one of the values. QueryError where the columns allow no such
    picture.
    """
    answer = graph.query(asked, entailed=True, **parameters).where(where or {})
    title = _title(asked, [*map(str, parameters.values()), *("、".join(v) for v in (where or {}).values())])
    if not len(answer):
        raise QueryError("the answer is empty: there is nothing to draw")
    if answer.kind in {"construct", "describe"}:
        if form not in {None, "network", "layers"}:
            raise QueryError(f"statements can be drawn as network or layers, not as {form}")
        return _statements(graph, answer, title, form or "network", limit or LIMIT)
    form = form or _form(answer)
    if form not in get_args(Form):
        raise QueryError(f"there is no form {form!r}; choose one of {', '.join(get_args(Form))}")
    if form == "matrix":
        return _matrix(graph, answer, title, limit)
    if form == "timeline":
        return _timeline(graph, answer, title, limit or gathering.DRAWN)
    if form == "bars":
        return _bars(answer, title, _meanings(asked), limit or BARS)
    return _network(graph, answer, title, form, limit or LIMIT)


def _title(asked: str | Path, given: Collection[str]) -> Words:
    """What the query answers, with what it was asked for."""
    name = str(asked).strip()
    known = named_queries().get(name)
    if known is None:
        words = said("title.query")
        return Words(Path(name).stem, Path(name).stem) if name.endswith(".rq") else words
    if not given:
        return known.summary
    return Words(
        f"{known.summary.zh}（{'，'.join(given)}）",
        f"{known.summary.en} ({', '.join(given)})",
    )


def _meanings(asked: str | Path) -> dict[str, Words]:
    known: NamedQuery | None = named_queries().get(str(asked).strip())
    return {column.name: column.meaning for column in known.columns} if known else {}


def _columns(answer: Answer) -> tuple[list[int], list[int], list[int]]:
    """Which columns hold nodes (IRIs of things, not of evidence or concepts), days and numbers."""
    nodes, days, numbers = [], [], []
    for i in range(len(answer.columns)):
        cells = [row[i] for row in answer.rows if row[i] is not None]
        if not cells:
            continue
        iris = [iri for row in answer.terms if (iri := iri_of(row[i]))]
        if len(iris) == len(cells) and not any("#" in iri for iri in iris[:50]):
            nodes.append(i)
        elif all(isinstance(cell, date) for cell in cells):
            days.append(i)
        elif all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells):
            numbers.append(i)
    return nodes, days, numbers


def _form(answer: Answer) -> Form:
    nodes, days, numbers = _columns(answer)
    if {"task", "agency", "role"} <= set(answer.columns):
        return "matrix"
    if days and nodes:
        return "timeline"
    if len(nodes) > 1:
        return "network"
    if numbers:
        return "bars"
    raise QueryError(
        f"no picture can be made of the columns {', '.join(answer.columns)}: a network needs two columns of "
        "nodes (IRIs), a timeline a day and a node, bars a number; choose other columns, or use CONSTRUCT"
    )


def _network(graph: Graph, answer: Answer, title: Words, form: Form, limit: int) -> NetworkPicture:
    nodes, _, _ = _columns(answer)
    if len(nodes) < 2:
        raise QueryError(
            f"a network needs two columns of nodes (IRIs); of {', '.join(answer.columns)} "
            f"{'only ' + answer.columns[nodes[0]] if nodes else 'none'} has them"
        )
    relations = [i for i, name in enumerate(answer.columns) if name in _RELATION_COLUMNS]
    links: list[tuple[str, str, str]] = []
    for row in answer.terms:
        known = [(i, iri) for i in nodes if (iri := iri_of(row[i]))]
        for (i, start), (j, end) in pairwise(known):
            between = [r for r in relations if i < r <= j + 1] or (relations if len(known) == 2 else [])
            name = str(row[between[0]].value) if between and row[between[0]] is not None else ""  # type: ignore[union-attr]
            links.append((start, end, name or f"{answer.columns[i]} → {answer.columns[j]}"))
    return _drawn(graph, answer, title, form, links, limit, {})


def _statements(graph: Graph, answer: Answer, title: Words, form: Form, limit: int) -> NetworkPicture:
    links: list[tuple[str, str, str]] = []
    facts: dict[str, list[tuple[str, str]]] = {}
    names: dict[str, str] = {}
    for subject, predicate, value in answer.terms:
        start, relation, end = iri_of(subject), iri_of(predicate), iri_of(value)
        start, relation = start or str(subject), relation or str(predicate)
        if relation == _SYNTAX:
            continue
        if end or str(value).startswith("_:"):
            links.append((start, end or str(value), relation))
        else:
            text = str(getattr(value, "value", value))
            if relation in _NAMES:
                names.setdefault(start, text)
            facts.setdefault(start, []).append((relation, text))
    extra = {iri: Card("", names.get(iri, ""), facts=facts.get(iri, [])) for iri in [*facts, *names]}
    return _drawn(graph, answer, title, form, links, limit, extra)


def _drawn(
    graph: Graph,
    answer: Answer,
    title: Words,
    form: Form,
    links: list[tuple[str, str, str]],
    limit: int,
    extra: dict[str, Card],
) -> NetworkPicture:
    degree: dict[str, int] = dict.fromkeys(extra, 0)
    for start, end, _ in links:
        degree[start] = degree.get(start, 0) + 1
        degree[end] = degree.get(end, 0) + 1
    order = sorted(degree, key=lambda iri: -degree[iri])
    kept = order[:MOST]
    cards = describe(graph, kept)
    for iri, card in extra.items():
        if iri in cards:
            known = cards[iri]
            if card.label and known.label == local_name(iri):
                known.label = card.label
            known.facts += [fact for fact in card.facts if fact not in known.facts]
    picture = NetworkPicture(About(title, (answer.sparql,)), new_graph(cards), cards, {})
    for start, end, relation in links:
        link(picture.graph, start, end, relation)
    notes = []
    if folded := fold(picture.graph, kept, limit):
        notes.append(said("note.fold.query", folded=folded, limit=limit))
    if len(order) > len(kept):
        notes.append(said("note.left-out", count=len(order) - len(kept), most=MOST))
    picture.about = About(title, (answer.sparql,), tuple(notes))
    return place_layers(picture) if form == "layers" else place_network(picture)


def _matrix(graph: Graph, answer: Answer, title: Words, limit: int | None) -> Picture:
    missing = {"task", "agency", "role"} - set(answer.columns)
    if missing:
        raise QueryError(
            f"a matrix needs the columns task, agency and role; {', '.join(sorted(missing))} is missing"
        )
    task, agency, role = (answer.columns.index(name) for name in ("task", "agency", "role"))
    tasks: dict[str, None] = {}
    found: dict[tuple[str, str], list[str]] = {}
    for row, terms in zip(answer.rows, answer.terms, strict=True):
        start, end = iri_of(terms[task]), iri_of(terms[agency])
        if start:
            tasks.setdefault(start)
        if start and end and str(row[role]) in ROLES:
            roles = found.setdefault((start, end), [])
            roles += [str(row[role])] if str(row[role]) not in roles else []
    return build(graph, About(title, (answer.sparql,)), list(tasks), found, {}, limit)


def _timeline(graph: Graph, answer: Answer, title: Words, limit: int) -> TimelinePicture:
    nodes, days, _ = _columns(answer)
    if not days or not nodes:
        raise QueryError("a timeline needs a column of days and one of nodes (IRIs)")
    day = next((i for i in days if answer.columns[i] == "due"), days[0])
    node = next((i for i in nodes if answer.columns[i] in {"task", "document"}), nodes[0])
    texts = [i for i, name in enumerate(answer.columns) if name in {"title", "region", "level", "source"}]
    rows = sorted(
        (row[day], iri, one_line(str(row[texts[0]] or "")) if texts else "")
        for row, terms in zip(answer.rows, answer.terms, strict=True)
        if isinstance(row[day], date) and (iri := iri_of(terms[node]))
    )
    rows = list(dict.fromkeys(rows))
    kept = rows[: gathering.MOST]
    cards = describe(graph, dict.fromkeys(iri for _, iri, _ in kept))
    grouped = answer.columns[node] == "task"
    moments = [
        Moment(
            iri,
            group if grouped else "",
            when,
            one_line(cards[iri].label),
            level=cards[iri].level,
            of=group if grouped else "",
        )
        for when, iri, group in kept
        if isinstance(when, date)
    ]
    return gathering.on_axis(About(title, (answer.sparql,)), moments, cards, limit, len(rows) - len(kept))


def _bars(answer: Answer, title: Words, meanings: dict[str, Words], limit: int) -> BarsPicture:
    nodes, _, numbers = _columns(answer)
    if not numbers:
        raise QueryError(f"bars need a column of numbers; of {', '.join(answer.columns)} none has them")
    names = [i for i in range(len(answer.columns)) if i not in numbers and i not in nodes]
    if not names:
        names = [i for i in range(len(answer.columns)) if i not in numbers] or numbers[:1]
        numbers = numbers[1:] if names == numbers[:1] and len(numbers) > 1 else numbers
    # a total of parts: it would count twice in one bar with them
    series = [i for i in numbers if i not in names]
    totals = [row[series[-1]] for row in answer.rows]
    parts = [sum(float(str(row[i] or 0)) for i in series[:-1]) for row in answer.rows]
    stacked = len(series) > 2 and all(
        isinstance(total, int | float) and total <= part for total, part in zip(totals, parts, strict=True)
    )
    if stacked:
        series = series[:-1]
    names = _telling(answer, names)
    bars = [
        (
            Words(*(_joined(answer, row, names, language) for language in LANGUAGES)),
            tuple(float(str(row[i] or 0)) for i in series),
        )
        for row in answer.rows
    ]
    labels = tuple(
        meanings.get(answer.columns[i], Words(answer.columns[i], answer.columns[i])) for i in series
    )
    notes = (said("note.cut.bars", count=len(bars) - limit, limit=limit),) if len(bars) > limit else ()
    return BarsPicture(
        About(title, (answer.sparql,), notes),
        labels,
        bars[:limit],
        [float(str(total)) for total in totals[:limit]] if stacked else [],
    )


def _telling(answer: Answer, names: list[int]) -> list[int]:
    """The columns that a bar is called by: a name or a title where that is enough."""
    for i in names:
        cells = [row[i] for row in answer.rows]
        if answer.columns[i] in {"name", "title"} and len(set(cells)) == len(cells):
            return [i]
    return [i for i in names if not answer.columns[i].endswith("code")] or names


def _joined(answer: Answer, row: tuple[Value, ...], names: list[int], language: Language) -> str:
    """The cells of the columns, notations of lists by their labels."""
    parts = []
    for i in names:
        if row[i] not in {None, ""}:
            scheme = _SCHEMES.get(answer.columns[i], answer.columns[i])
            known = term_labels().get(concept(scheme, str(row[i])))
            parts.append(in_language(known, language) if known else one_line(str(row[i])))
    return " · ".join(parts) or "—"
