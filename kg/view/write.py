"""A picture in a form of file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from kg.sparql.errors import GraphError
from kg.view.formats import TEXT_FORMATS
from kg.view.page import page
from kg.view.picture import Picture
from kg.view.png import png, warn_without_chinese_font
from kg.view.svg import svg
from kg.view.terms import Language

PictureFormat = Literal["html", "svg", "png", "graphml", "gexf", "dot", "mermaid", "csv"]
FORMATS: tuple[PictureFormat, ...] = get_args(PictureFormat)
_ENDINGS: dict[str, PictureFormat] = {
    **{f".{form}": form for form in FORMATS},
    ".htm": "html",
    ".gv": "dot",
    ".mmd": "mermaid",
}


def render(
    picture: Picture, form: PictureFormat, language: Language = "zh", links: str | None = None
) -> bytes:
    """The picture as the bytes of a file; ``links`` as ``page`` takes it. GraphError where the form is not
    known or can't hold it; a warning (NoChineseFont) where a png or svg would show boxes on this machine."""
    if form not in FORMATS:
        raise GraphError(f"there is no format {form!r}; choose one of {', '.join(FORMATS)}")
    if form in {"png", "svg"}:
        warn_without_chinese_font()
    if form == "png":
        return png(svg(picture, language))
    text = (
        page(picture, language, links) if form == "html" else svg(picture, language) if form == "svg" else ""
    )
    return (text or TEXT_FORMATS[form](picture, language)).encode("utf-8")


def form_of(path: Path) -> PictureFormat:
    """The form that a file's ending tells; GraphError where it tells none."""
    try:
        return _ENDINGS[path.suffix.lower()]
    except KeyError:
        raise GraphError(
            f"the ending of {path} tells no format; name one of {', '.join(FORMATS)} with --format"
        ) from None


def write(
    picture: Picture, path: str | Path, form: PictureFormat | None = None, language: Language = "zh"
) -> None:
    """Write the picture to a file, in the form given or told by the ending. The file is whole or not there.

    GraphError where the form can't hold the picture or the file can't be written.
    """
    path = Path(path)
    content = render(picture, form or form_of(path), language)
    part = path.with_name(f"{path.name}.part")
    try:
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise GraphError(f"{path} can't be written: {error.strerror or error}") from None
