"""A picture within a Jupyter notebook."""

from __future__ import annotations

from html import escape

from kg.view.page import page
from kg.view.picture import Picture
from kg.view.svg import svg
from kg.view.terms import Language, in_language


class Shown:
    """A picture as Jupyter shows it: its page in a frame, and an SVG where no HTML can be shown (PDF).

    The frame is a sandbox of its own origin: nothing in the picture can reach the notebook and so the
    machine that it runs on.
    """

    def __init__(self, picture: Picture, language: Language, height: int) -> None:
        self.picture = picture
        self.language: Language = language
        self.height = height

    def __repr__(self) -> str:
        return f"<{type(self.picture).__name__} {in_language(self.picture.about.title, self.language)}>"

    def _repr_html_(self) -> str:
        title = escape(in_language(self.picture.about.title, self.language))
        return (
            f'<iframe title="{title}" srcdoc="{escape(page(self.picture, self.language))}" '
            'sandbox="allow-scripts allow-downloads" '
            f'style="width: 100%; height: {self.height}px; border: 1px solid #8888"></iframe>'
        )

    def _repr_svg_(self) -> str:
        return svg(self.picture, self.language)


def show(picture: Picture, language: Language = "zh", height: int = 640) -> Shown:
    """The picture within a notebook, ``height`` pixels high: end a cell with this call."""
    return Shown(picture, language, height)
