"""What a picture's page draws and tells, as data that JSON can hold: numbers, texts and places."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.rdf.namespaces import concept
from kg.sparql.named import Words
from kg.view.axis import level_colour
from kg.view.bars import series_colour
from kg.view.formats import kind_name, level_name, relation_name
from kg.view.gathering import bands
from kg.view.layout import BOX_WIDTH, COLUMN_GAP, ROW_GAP
from kg.view.lettering import ems, one_line
from kg.view.nodes import CAPTION, LINE, box_height, box_lines, caption, level_order, mark_lines
from kg.view.picture import BarsPicture, Card, MatrixPicture, NetworkPicture, Picture, Quote, TimelinePicture
from kg.view.styles import LEVELLED, MARKS, ROLES, link_style, node_style
from kg.view.svg import link_width, mark_radius, relation_styles, svg
from kg.view.terms import LANGUAGES, interface, said, term, term_labels

Data = dict[str, Any]


def page_data(picture: Picture) -> Data:
    """All that the page's script draws and tells, as JSON can hold it."""
    data: Data = {
        "title": _both(picture.about.title),
        "notes": [_both(note) for note in picture.about.notes],
        "queries": list(picture.about.queries),
        "ui": {language: interface(language) for language in LANGUAGES},
        "terms": {},
        "quotes": [],
    }
    if isinstance(picture, NetworkPicture):
        return {**data, **_network_data(picture, data)}
    if isinstance(picture, TimelinePicture):
        return {**data, **_timeline_data(picture, data)}
    if isinstance(picture, MatrixPicture):
        return {**data, **_matrix_data(picture, data)}
    return {**data, **_bars_data(picture)}


def _network_data(picture: NetworkPicture, data: Data) -> Data:
    network = drawn_by_pyvis(picture)
    quotes = _Quotes(data["quotes"])
    index = {iri: i for i, iri in enumerate(picture.graph)}
    for node, iri in zip(network.nodes, picture.graph, strict=True):
        node.update(_card_data(picture.cards.get(iri), quotes, data["terms"]))
        node["iri"] = iri
        if node["name"] == node["label"]:
            del node["name"]
    for edge, key in zip(network.edges, picture.graph.edges(keys=True), strict=True):
        edge["quotes"] = [quotes.number(quote) for quote in picture.quotes.get(key, [])]
        if how := picture.how.get(key):
            edge["how"] = [[_named(relation_name, method), confidence] for method, confidence in how]
        left, right = key[0], key[1]
        route = picture.routes.get((left, right)) or picture.routes.get((right, left))
        if route:
            edge["route"] = route
    kinds = sorted({str(kind) for _, kind in picture.graph.nodes(data="kind")})
    levels = sorted({node["level"] for node in network.nodes} - {None}, key=level_order)
    relations = relation_styles(picture)
    folded = [said("note.unfold")] if not all(shown for _, shown in picture.graph.nodes(data="shown")) else []
    return {
        "form": "layers" if picture.columns else "network",
        "notes": [_both(note) for note in (*picture.about.notes, *folded)],
        "nodes": network.nodes,
        "edges": network.edges,
        "focus": index.get(picture.focus) if picture.focus else None,
        "columns": [
            [i, *_both(words)] for i, words in [*enumerate(picture.columns), *picture.folded_columns.items()]
        ],
        "kinds": {kind: {"name": _named(kind_name, kind), **asdict(node_style(kind))} for kind in kinds},
        "levels": {level: {"name": _level(level)} for level in levels},
        "relations": {
            relation: {"name": _named(relation_name, relation), "role": relation in ROLES, **asdict(style)}
            for relation, style in relations.items()
        },
        "marks": MARKS,
        "sizes": {"box": BOX_WIDTH, "gap": COLUMN_GAP, "row": ROW_GAP, "line": LINE, "caption": CAPTION},
    }


def drawn_by_pyvis(picture: NetworkPicture) -> Any:  # noqa: ANN401 - pyvis has no types
    """The picture as a pyvis Network: nodes numbered in the order of the graph, all text as plain labels."""
    from pyvis.network import Network

    class PictureNetwork(Network):  # type: ignore[misc]
        """pyvis's Network with a quick look-up."""

        def get_nodes(self) -> Any:  # noqa: ANN401
            return self.node_map.keys()

    network = PictureNetwork(directed=True)
    index = {iri: i for i, iri in enumerate(picture.graph)}
    for iri, i in index.items():
        attributes = picture.graph.nodes[iri]
        options: Data = {
            "kind": attributes["kind"],
            # of a task no level is missing: none applies
            "level": attributes["level"] or ("" if attributes["kind"] in LEVELLED else None),
            "shown": attributes["shown"],
        }
        if iri in picture.positions:
            options["x"], options["y"] = picture.positions[iri]
        if picture.columns:
            options |= {
                "column": attributes["column"],
                "h": box_height(picture, iri),
                "lines": box_lines(picture, iri),
                "caption": caption(picture.cards.get(iri)),
            }
        else:
            lines = mark_lines(picture, iri)
            options |= {
                "size": mark_radius(picture, iri),
                "lines": lines,
                "wide": round(max(map(ems, lines), default=0), 1),
            }
        network.add_node(i, label=attributes["label"] or " ", shape="custom", color=None, **options)
    for start, end, relation, attributes in picture.graph.edges(keys=True, data=True):
        weight = int(attributes["weight"])
        network.add_edge(
            index[start],
            index[end],
            relation=relation,
            weight=weight,
            width=link_width(link_style(relation), weight)
            if not picture.columns
            else link_style(relation).width,
        )
    return network


class _Quotes:
    """Printed words, each written once."""

    def __init__(self, into: list[Any]) -> None:
        self._into = into
        self._known: dict[Quote, int] = {}

    def number(self, quote: Quote) -> int:
        if quote not in self._known:
            self._known[quote] = len(self._into)
            self._into.append([quote.text, quote.source, quote.start, quote.end])
        return self._known[quote]


def _card_data(card: Card | None, quotes: _Quotes, terms: dict[str, list[str]]) -> Data:
    if card is None:
        return {"facts": [], "quotes": [], "name": ""}
    for fact, value in card.facts:
        terms.setdefault(fact, _both(term(fact)))
        if value in term_labels():
            terms.setdefault(value, _both(term(value)))
    return {
        "name": card.label,
        "facts": [list(fact) for fact in card.facts],
        "quotes": [quotes.number(quote) for quote in card.quotes],
    }


def _timeline_data(picture: TimelinePicture, data: Data) -> Data:
    quotes = _Quotes(data["quotes"])
    groups = {m.of: m.group for m in picture.moments if m.group and not picture.by_level}
    levels = {moment.level for moment in picture.moments}
    marks = [moments for gathered in bands(picture).values() for moments in gathered]
    mark = {moment: i for i, moments in enumerate(marks) for moment in moments}
    return {
        "form": "timeline",
        "svg": {language: svg(picture, language) for language in LANGUAGES},
        "cards": _cards(picture.cards, quotes, data["terms"]),
        "filters": {
            "level": {
                level or "none": {"name": _level(level), "colour": level_colour(level)}
                for level in sorted(levels, key=level_order)
                if levels != {""}
            },
            "of": {of: {"name": [name, name]} for of, name in groups.items()},
        },
        "rows": [
            [
                m.iri,
                m.day.isoformat(),
                m.since.isoformat() if m.since else "",
                m.label,
                m.group,
                m.level or "none",
                m.of,
                mark[m],
            ]
            for m in picture.moments
        ],
    }


def _matrix_data(picture: MatrixPicture, data: Data) -> Data:
    quotes = _Quotes(data["quotes"])
    index = {row: i for i, row in enumerate(picture.rows)}
    return {
        "form": "matrix",
        "svg": {language: svg(picture, language) for language in LANGUAGES},
        "cards": _cards(picture.cards, quotes, data["terms"]),
        "rows": [[iri, label, one_line(picture.cards[iri].path)] for iri, label in picture.rows.items()],
        "columns": [[iri, label] for iri, label in picture.columns.items()],
        "parts": [[_both(part.name), [index[row] for row in part.rows]] for part in picture.parts],
        "cells": [[row, column, list(roles)] for (row, column), roles in picture.cells.items()],
        "cellQuotes": [
            [row, column, [quotes.number(quote) for quote in found]]
            for (row, column), found in picture.quotes.items()
            if found
        ],
        "filters": {
            "role": {
                role: {"name": _named(relation_name, role), "colour": link_style(role).colour}
                for role in ROLES
                if any(role in roles for roles in picture.cells.values())
            }
        },
    }


def _bars_data(picture: BarsPicture) -> Data:
    return {
        "form": "bars",
        "svg": {language: svg(picture, language) for language in LANGUAGES},
        "cards": {},
        "rows": [[_both(label), list(numbers)] for label, numbers in picture.bars],
        "series": [_both(words) for words in picture.series],
        "filters": {
            "series": {
                str(i): {"name": _both(words), "colour": series_colour(i)}
                for i, words in enumerate(picture.series)
            }
        },
    }


def _cards(cards: dict[str, Card], quotes: _Quotes, terms: dict[str, list[str]]) -> dict[str, Data]:
    return {
        iri: {**_card_data(card, quotes, terms), "kindName": _named(kind_name, card.kind)}
        for iri, card in cards.items()
    }


def _both(words: Words) -> list[str]:
    return [words.zh, words.en]


def _named(name: Any, value: str) -> list[str]:  # noqa: ANN401
    return [name(value, language) for language in LANGUAGES]


def _level(level: str) -> list[str]:
    if level and concept("level", level) in term_labels():
        return _named(level_name, level)
    return [interface(language)["level.unknown"] for language in LANGUAGES]
