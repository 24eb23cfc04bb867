"""What the terms of the ontology are called in Chinese and in English, and the interface's own words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

from kg.rdf.namespaces import rdfs, skos
from kg.resources import folder
from kg.sparql.named import Words

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_TEXTS = Path(__file__).parent / "texts"


@cache
def term_labels() -> dict[str, Words]:
    """The label of every class, property and concept of the ontology's files, by IRI."""
    from pyoxigraph import Literal as RdfLiteral
    from pyoxigraph import NamedNode, RdfFormat, parse

    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder("ontology").glob("*.ttl")):
        for triple in parse(path=str(path), format=RdfFormat.TURTLE):
            if triple.predicate.value not in {rdfs.label, skos.prefLabel}:
                continue
            if isinstance(triple.object, RdfLiteral) and isinstance(triple.subject, NamedNode):
                language = triple.object.language or "zh"
                found.setdefault(triple.subject.value, {})[language] = triple.object.value
    return {
        iri: Words(labels.get("zh") or labels["en"], labels.get("en") or labels["zh"])
        for iri, labels in found.items()
        if labels.keys() & {"zh", "en"}
    }


@cache
def interface(language: Language) -> dict[str, str]:
    """The words of the pages in a language, by key; they stand in one file for each language."""
    texts: dict[str, str] = json.loads((_TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def said(key: str, **values: object) -> Words:
    """One of the interface's sentences in both languages, with values put in; words in the same language."""
    zh, en = (
        interface(language)[key].format(
            **{
                name: in_language(value, language) if isinstance(value, Words) else value
                for name, value in values.items()
            }
        )
        for language in LANGUAGES
    )
    return Words(zh, en)


def term(iri: str) -> Words:
    """What a term is called: by the ontology, by the interface's words (for terms of other vocabularies),
    else by the last part of its IRI."""
    known = term_labels().get(iri)
    if known:
        return known
    name = local_name(iri)
    if f"term.{name}" in interface("zh"):
        return said(f"term.{name}")
    return Words(name, name)


def local_name(iri: str) -> str:
    """The last part of an IRI, unescaped where it can be."""
    from urllib.parse import unquote

    return unquote(iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]) or iri


def in_language(words: Words, language: Language) -> str:
    """The words in a language."""
    return words.zh if language == "zh" else words.en
