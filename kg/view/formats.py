"""Pictures as files for other programs: GraphML, GEXF, DOT, Mermaid, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.rdf.namespaces import concept
from kg.sparql.errors import GraphError
from kg.view.lettering import clean, cut, one_line
from kg.view.nodes import UPWARDS
from kg.view.picture import BarsPicture, MatrixPicture, NetworkPicture, Picture, TimelinePicture
from kg.view.styles import link_style, node_style
from kg.view.terms import Language, in_language, interface, local_name, said, term, term_labels

if TYPE_CHECKING:
    import networkx

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def relation_name(relation: str, language: Language) -> str:
    """What a relation is called: the label of its IRI, of the role, relation or method of that notation,
    or the interface's word."""
    if "://" in relation:
        return in_language(term(relation), language)
    for scheme in ("role", "relation", "method"):
        if known := term_labels().get(concept(scheme, relation)):
            return in_language(known, language)
    return interface(language).get(f"relation.{relation}") or one_line(relation)


def kind_name(kind: str, language: Language) -> str:
    """What a kind of node is called."""
    return in_language(term(kind) if kind else said("kind."), language)


def level_name(level: str, language: Language) -> str:
    """What a level is called; nothing for none."""
    return in_language(term(concept("level", level)), language) if level else ""


def plain_graph(picture: NetworkPicture, language: Language) -> networkx.MultiDiGraph[str]:
    """The picture's graph, folded nodes too, with attributes that every format holds: label, kind, level,
    number, day, place, folded, x and y; relation, code and weight."""
    import networkx

    plain: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, data in picture.graph.nodes(data=True):
        card = picture.cards.get(node)
        x, y = picture.positions.get(node, (0.0, 0.0))
        plain.add_node(
            clean(node),
            label=one_line(str(data["label"])),
            kind=local_name(str(data["kind"])) if data["kind"] else "",
            level=str(data["level"]),
            number=one_line(card.number) if card else "",
            day=one_line(card.day) if card else "",
            place=one_line(card.place) if card else "",
            folded=not data["shown"],
            x=float(x),
            y=float(-y),
        )
    for start, end, relation, data in picture.graph.edges(keys=True, data=True):
        plain.add_edge(
            clean(start),
            clean(end),
            key=clean(relation),
            relation=relation_name(relation, language),
            code=clean(relation),
            weight=int(data["weight"]),
        )
    return plain


def graphml(picture: Picture, language: Language) -> str:
    """GraphML, for networkx, igraph, yEd, Gephi."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml(plain_graph(_network(picture, "GraphML"), language), out, named_key_ids=True)
    return out.getvalue().decode("utf-8")


def gexf(picture: Picture, language: Language) -> str:
    """GEXF, for Gephi, with positions and colours."""
    import networkx

    picture = _network(picture, "GEXF")
    plain = plain_graph(picture, language)
    for node in picture.graph:
        data = plain.nodes[clean(node)]
        line = node_style(str(picture.graph.nodes[node]["kind"])).line
        red, green, blue = (int(line[i : i + 2], 16) for i in (1, 3, 5))
        data["viz"] = {
            "position": {"x": data.pop("x"), "y": data.pop("y"), "z": 0.0},
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
        }
    out = io.BytesIO()
    networkx.write_gexf(plain, out)
    return out.getvalue().decode("utf-8")


def dot(picture: Picture, language: Language) -> str:
    """DOT, for Graphviz: what is drawn, left to right."""
    picture = _network(picture, "DOT")
    shown = [node for node, data in picture.graph.nodes(data=True) if data["shown"]]
    names = {node: f"n{i}" for i, node in enumerate(shown)}
    lines = [
        "digraph picture {",
        "  rankdir=LR;",
        '  node [shape=box, style=filled, fontname="Noto Sans CJK SC"];',
    ]
    for node in shown:
        data = picture.graph.nodes[node]
        style = node_style(str(data["kind"]))
        lines.append(
            f"  {names[node]} [label={_dot(str(data['label']))}, color={_dot(style.line)}, "
            f"fillcolor={_dot(style.fill)}];"
        )
    for start, end, relation in picture.graph.edges(keys=True):
        if start in names and end in names:
            back = relation in UPWARDS
            ends = (end, start) if back else (start, end)
            lines.append(
                f"  {names[ends[0]]} -> {names[ends[1]]} [label={_dot(relation_name(relation, language))}, "
                f"color={_dot(link_style(relation).colour)}{', dir=back' if back else ''}];"
            )
    return "\n".join([*lines, "}", ""])


def _dot(text: str) -> str:
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def mermaid(picture: Picture, language: Language) -> str:
    """Mermaid, for Markdown: what is drawn, left to right."""
    picture = _network(picture, "Mermaid")
    shown = [node for node, data in picture.graph.nodes(data=True) if data["shown"]]
    names = {node: f"n{i}" for i, node in enumerate(shown)}
    brackets = {"fold": ("[", "]"), "cut": ("{{", "}}"), "round": ("(", ")"), "sharp": ("[", "]")}
    lines = ["flowchart LR"]
    for node in shown:
        data = picture.graph.nodes[node]
        left, right = brackets[node_style(str(data["kind"])).corner]
        lines.append(f'  {names[node]}{left}"{_mermaid(cut(str(data["label"]), 60))}"{right}')
    for start, end, relation in picture.graph.edges(keys=True):
        if start in names and end in names:
            name = _mermaid(relation_name(relation, language))
            lines.append(f'  {names[start]} -->|"{name}"| {names[end]}')
    return "\n".join([*lines, ""])


def _mermaid(text: str) -> str:
    # Mermaid reads its own entity codes; whatever could end the quotes, begin markup or be a directive goes
    return "".join(
        c if c.isalnum() or c in " ，。、；：（）〔〕《》“”·-_.…" else f"#{ord(c)};" for c in one_line(text)
    )


def table(picture: Picture, language: Language) -> str:
    """CSV (RFC 4180): of a network its links, of a timeline its moments, of a matrix and bars their cells.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _table_rows(picture, language):
        writer.writerow([_cell(str(cell)) for cell in row])
    return out.getvalue()


def _cell(text: str) -> str:
    text = clean(text)
    return (
        f"'{text}"
        if text.startswith(_FORMULA) and not text.lstrip("-").replace(".", "", 1).isdigit()
        else text
    )


def _table_rows(picture: Picture, language: Language) -> list[tuple[object, ...]]:
    if isinstance(picture, NetworkPicture):
        return _link_rows(picture, language)
    if isinstance(picture, TimelinePicture):
        head: tuple[object, ...] = ("since", "day", "label", "group", "level", "iri")
        return [head, *((m.since or "", m.day, m.label, m.group, m.level, m.iri) for m in picture.moments)]
    if isinstance(picture, MatrixPicture):
        cells = picture.cells
        return [
            ("", *picture.columns.values()),
            *(
                (label, *("|".join(cells.get((row, column), ())) for column in picture.columns))
                for row, label in picture.rows.items()
            ),
        ]
    return [
        ("", *(in_language(words, language) for words in picture.series)),
        *((in_language(label, language), *(f"{n:g}" for n in numbers)) for label, numbers in picture.bars),
    ]


def _link_rows(picture: NetworkPicture, language: Language) -> list[tuple[object, ...]]:
    nodes = picture.graph.nodes
    rows: list[tuple[object, ...]] = [
        (
            "start",
            "start_label",
            "start_kind",
            "relation",
            "weight",
            "end",
            "end_label",
            "end_kind",
            "quote",
            "source",
        )
    ]
    for start, end, relation, data in picture.graph.edges(keys=True, data=True):
        quotes = picture.quotes.get((start, end, relation), [])
        rows.append(
            (
                start,
                nodes[start]["label"],
                kind_name(str(nodes[start]["kind"]), language),
                relation_name(relation, language),
                data["weight"],
                end,
                nodes[end]["label"],
                kind_name(str(nodes[end]["kind"]), language),
                one_line(quotes[0].text) if quotes else "",
                quotes[0].source if quotes else "",
            )
        )
    linked = {node for edge in picture.graph.edges() for node in edge}
    for node in nodes:
        if node not in linked:
            label = nodes[node]["label"]
            rows.append((node, label, kind_name(str(nodes[node]["kind"]), language), *[""] * 7))
    return rows


def _network(picture: Picture, form: str) -> NetworkPicture:
    if not isinstance(picture, NetworkPicture):
        names = {TimelinePicture: "a timeline", MatrixPicture: "a matrix", BarsPicture: "a bar chart"}
        raise GraphError(
            f"{form} holds networks, not {names[type(picture)]}; write html, svg, png or csv instead"
        )
    return picture


TEXT_FORMATS: dict[str, Callable[[Picture, Language], str]] = {
    "graphml": graphml,
    "gexf": gexf,
    "dot": dot,
    "mermaid": mermaid,
    "csv": table,
}
