"""The interface's words: one file for each language, and the labels of the ontology."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from starlette.requests import Request

from kg.sparql.named import Words
from kg.web.negotiation import choose

Language = Literal["zh", "en"]
COOKIE = "language"
_FOLDER = Path(__file__).parent / "texts"


@cache
def texts(language: Language) -> dict[str, str]:
    """All texts of a language by key."""
    found: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found


class Translator:
    """From keys to the texts of a language."""

    def __init__(self, language: Language) -> None:
        self._texts = texts(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text, with the values in its places; KeyError for a key that there is not."""
        return self._texts[key].format(**values) if values else self._texts[key]

    def get(self, key: str, otherwise: str) -> str:
        """The text, or ``otherwise`` where there is none."""
        return self._texts.get(key, otherwise)


def language_of(request: Request) -> Language:
    """The language chosen before (a cookie), else the one that the browser asks for, else Chinese."""
    chosen = request.cookies.get(COOKIE)
    for language in get_args(Language):
        if chosen == language:
            return language  # type: ignore[no-any-return]
    asked = request.headers.get("accept-language", "")
    ranges = ",".join(
        f"{part.strip().split('-')[0].split(';')[0]}/x;{part.partition(';')[2]}"
        for part in asked.split(",")
        if part.strip()
    )
    return "en" if ranges and choose(ranges, ["zh/x", "en/x"]) == "en/x" else "zh"


def in_language(words: Words, language: Language) -> str:
    """The words of a query's header in a language."""
    return words.zh if language == "zh" else words.en
