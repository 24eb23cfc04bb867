"""Texts that would like to be more than text."""

from __future__ import annotations

from datetime import date

from kg.rdf.namespaces import gw
from kg.sparql.named import Words
from kg.view.nodes import link, new_graph, place_layers, place_network
from kg.view.picture import (
    About,
    BarsPicture,
    Card,
    MatrixPicture,
    Moment,
    NetworkPicture,
    Picture,
    Quote,
    TimelinePicture,
)

RUN = "window.broken=1;alert(1)"
TEXTS = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>",
    "--><!--",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg onload='{RUN}'>",
    f'<a href="javascript:{RUN}">href</a>',
    f"javascript:{RUN}",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"]]></style><script>{RUN}</script>",
    f"{{{{ {RUN} }}}}{{% raw %}}${{{RUN}}}`{RUN}`",
    "a title with href in it",
    "一行\n又一行\r\n再一行\u2028又\u2029完",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200f\u200e\u061c",
    "null\x00 escape\x1b[31m bell\x07 \ud800 \ufffe",
    '\\"\\\\\'"`\\u003c',
    "&lt;b&gt;&amp;&#x3c;",
    '=HYPERLINK("http://example.org")',
    "__proto__",
    "constructor",
    "%3Cscript%3E",
    "很长的标题" * 400,
    "x" * 2000,
    "",
    " ",
]
NAMES = {f"https://example.org/{i}": text for i, text in enumerate(TEXTS)}


def cards() -> dict[str, Card]:
    return {
        iri: Card(
            gw.Task if i % 2 else gw.Document,
            text,
            level="county" if i % 3 else text,
            place=text,
            number=text,
            day=text,
            path=text,
            facts=[(gw.text, text), (text or "none", text)],
            quotes=[Quote(text, text, 0, 9)],
        )
        for i, (iri, text) in enumerate(NAMES.items())
    }


def about() -> About:
    text = "".join(TEXTS[:12])
    return About(Words(text, text), tuple(TEXTS), tuple(Words(text, text) for text in TEXTS[:4]))


def network(layered: bool) -> NetworkPicture:
    made = cards()
    picture = NetworkPicture(about(), new_graph(made), made, {})
    iris = list(made)
    for start, end, text in zip(iris, iris[1:], TEXTS, strict=False):
        link(picture.graph, start, end, text or "none")
        picture.quotes[start, end, text or "none"] = [Quote(text, text, 1, 2)]
        picture.how[start, end, text or "none"] = [(text, text)]
    picture.graph.nodes[iris[-1]]["shown"] = False
    return place_layers(picture) if layered else place_network(picture)


def pictures() -> dict[str, Picture]:
    made = cards()
    moments = [
        Moment(iri, text, date(2092, 1 + i % 12, 3), text, None, "county" if i % 2 else text, iri)
        for i, (iri, text) in enumerate(NAMES.items())
    ]
    cells = {(a, b): ("lead", TEXTS[i % len(TEXTS)]) for i, a in enumerate(NAMES) for b in list(NAMES)[:6]}
    quotes = {cell: [Quote(TEXTS[0], TEXTS[1], 0, 1)] for cell in cells}
    return {
        "network": network(layered=False),
        "layers": network(layered=True),
        "timeline": TimelinePicture(about(), moments, made),
        "matrix": MatrixPicture(about(), NAMES, dict(list(NAMES.items())[:6]), cells, made, quotes),
        "bars": BarsPicture(
            about(),
            tuple(Words(text, text) for text in TEXTS[:3]),
            [(Words(text, text), (1.0, 2.0, 3.0)) for text in TEXTS],
        ),
    }
