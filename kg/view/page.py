"""A picture as one HTML file that asks the network for nothing.

Networks are given to pyvis, whose Network is drawn by vis-network; pyvis's own template is not used,
since it asks content networks for parts and runs text of the data as HTML. Ours takes vis-network from
pyvis's wheel, puts the data into a JSON script tag, and names by hash, in its content security policy,
the only scripts and styles that may run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.view.lettering import one_line
from kg.view.page_data import page_data
from kg.view.picture import NetworkPicture, Picture
from kg.view.terms import Language, in_language, interface

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_DRAWING = ("matrix.js", "drawing.js")
_NETWORK = (
    "shapes.js",
    "model.js",
    "labels.js",
    "painting.js",
    "panels.js",
    "export.js",
    "keys.js",
    "network.js",
)


def page(picture: Picture, language: Language = "zh", links: str | None = None) -> str:
    """The HTML of a picture; ``language`` is that of its first opening, the reader's choice is kept.

    Where the picture is shown by a server that has pages about things, ``links`` is the path that, with a
    thing's IRI quoted behind it, leads to its page: cards then offer it. A file has none.
    """
    data = page_data(picture)
    if links is not None:
        data["links"] = links
    scripts = [_asset("common.js")]
    if isinstance(picture, NetworkPicture):
        scripts = [vis_network(), *scripts, *map(_asset, _NETWORK)]
    else:
        scripts = [*scripts, *map(_asset, _DRAWING)]
    style = _asset("picture.css")
    return (
        _environment()
        .get_template("picture.html.j2")
        .render(
            language=language,
            title=one_line(in_language(picture.about.title, language)),
            style=style,
            scripts=scripts,
            policy=_policy(scripts, style),
            data=safe_json({**data, "language": language}),
            words=interface(language),
        )
    )


def safe_json(data: object) -> str:
    """JSON that may stand in a script tag: nothing in it ends the tag or begins a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def vis_network() -> str:
    """The vis-network of pyvis's wheel, fit to stand in a script tag."""
    import pyvis

    text = (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8")
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


@cache
def _asset(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8")


def _policy(scripts: list[str], style: str) -> str:
    """The content security policy: these scripts and this style, pictures made on the page, nothing else."""
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src '{_hash(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
