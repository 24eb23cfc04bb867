"""The lines of work (条线) and the names of the bodies that carry them, read from data/*.tsv.

``ontology/systems.ttl`` is the published form of the same table (scripts/make_systems.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, cast, get_args

from kg.ground.places import DATA
from kg.model import AgencyKind, Level

# The last words of names. 委 is 委员会; what 办 stands for (办公室, 工作办公室, 领导小组办公室) can't be
# told from the abbreviation.
SUFFIXES: Final = {
    **{word: word for word in ("委员会", "办公室", "办公厅", "分局", "总队", "支队", "大队", "中心")},
    **{word: word for word in ("局", "厅", "会", "院", "馆", "所", "站", "处", "社", "台")},
    "委": "委员会",
    "办": "",
}


# What a national document leaves out before the name of a national body: 档案局 is 国家档案局.
_NATIONAL_HEADS: Final = ("国家", "国务院", "中国", "中央", "中共中央")


@dataclass(frozen=True, slots=True)
class System:
    """A line of work: the short Chinese name that is its notation, the English one, the national body
    that leads it, the department's usual name at each local level, and the words that tell the line in
    a compound name."""

    name: str
    english: str
    national: str | None
    provincial: str
    municipal: str
    county: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What a printed body's name, without its place, stands for.

    ``full`` is the name with ``{p}`` for the place and ``{s}`` for its short form; None where it
    can't be known. ``sure`` is False where no row of the tables knows the name as a whole.
    """

    full: str | None
    system: str | None
    kind: AgencyKind
    sure: bool = True


@dataclass(frozen=True, slots=True)
class NationalBody:
    """A national body, the years of its founding and end where a reform set them, its successors, the
    one that took over most of it first."""

    name: str
    system: str | None
    kind: AgencyKind
    founded: int | None
    ended: int | None
    became: tuple[str, ...]
    printed: tuple[str, ...]


def _rows(name: str) -> Iterator[list[str]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        kept = (line.rstrip("\n") for line in lines if not line.startswith("#"))
        next(kept)
        for line in kept:
            yield line.split("\t")


def _kind(text: str) -> AgencyKind:
    if text not in get_args(AgencyKind):
        raise ValueError(f"{text!r} is no kind of agency: write one of {', '.join(get_args(AgencyKind))}")
    return cast("AgencyKind", text)


def _words(text: str) -> tuple[str, ...]:
    return () if text in ("", "-") else tuple(text.split())


@cache
def systems() -> dict[str, System]:
    """The lines of work by their short name, in the order of the table."""
    rows = _rows("systems.tsv")
    return {
        name: System(name, en, national or None, p, m, c, _words(words))
        for name, en, national, p, m, c, words in rows
    }


@cache
def _regional() -> dict[tuple[str, str], str]:
    return {
        (system, where): name for system, places, name in _rows("regional.tsv") for where in places.split()
    }


def usual_name(system: str, province: str, level: Level) -> str:
    """What the department of a line is usually called there, without its place; empty where there is
    none at that level."""
    entry = systems()[system]
    names = {"provincial": entry.provincial, "municipal": entry.municipal, "county": entry.county}
    return _regional().get((system, f"{province}/{level}"), names.get(level, ""))


@dataclass(frozen=True, slots=True)
class Vertical:
    """Bodies that their own line directs (垂直管理): a word of their full names, and the highest level
    whose body is directed from above; ``reach`` is ``direct`` where all answer to the national body."""

    system: str
    word: str
    reach: str
    national: str | None
    basis: str | None


@cache
def verticals() -> tuple[Vertical, ...]:
    """The lines that direct their own local bodies (data/vertical.tsv)."""
    return tuple(
        Vertical(system, word, reach, national or None, basis or None)
        for system, word, reach, national, basis in _rows("vertical.tsv")
    )


@cache
def national_bodies() -> tuple[NationalBody, ...]:
    """The national bodies of today and those that the reforms since 2008 ended."""
    return tuple(
        NationalBody(
            name,
            None if system == "-" else system,
            _kind(kind),
            int(founded) if founded else None,
            int(ended) if ended else None,
            _words(became),
            _words(printed),
        )
        for name, system, kind, founded, ended, became, printed in _rows("national.tsv")
    )


class _Bodies:
    """Printed stems and whole names; a row for one province stands before the general one."""

    def __init__(self) -> None:
        self.stems: dict[tuple[str, str], Body] = {}
        self.whole: dict[tuple[str, str], Body] = {}
        self.words: dict[str, str] = {}
        self.abbreviations: set[str] = set()
        self.printed: dict[str, set[str]] = {}
        for form, full, system, kind, where, printed in _rows("bodies.tsv"):
            line = None if system == "-" else system
            body = Body(None if full == "-" else full, line, _kind(kind))
            names = {*_words(printed), *({full} if full != "-" and "{" not in full else ())}
            # 中共{p}委宣传部 is printed 县委宣传部, {p}人民政府侨务办公室 县人民政府侨务办公室.
            if full.startswith(("{p}", "中共{p}")) and full.count("{") == 1:
                names.add(full.partition("{p}")[2])
            target = self.stems if form == "stem" else self.whole
            for name in names:
                for region in where.split() or [""]:
                    target.setdefault((region, name), body)
                if form == "stem" and line:
                    self.words.setdefault(name, line)
                    if len(name) <= 3 and name not in full:
                        self.abbreviations.add(name)
            if line:
                self.printed.setdefault(line, set()).update(
                    name for name in _words(printed) if not name.startswith(("委", "政府", "国家"))
                )
        for entry in systems().values():
            self.abbreviations.difference_update(entry.words)
            self.words.update(dict.fromkeys(entry.words, entry.name))
        self.longest = max(map(len, self.words))


@cache
def _bodies() -> _Bodies:
    return _Bodies()


def printed_forms(system: str) -> list[str]:
    """The abbreviations under which the bodies of a line of work are printed, sorted."""
    return sorted(_bodies().printed.get(system, ()))


_COLLEGE = re.compile(r"大学$|(?<!行政)(?<!主义)(?<!干部)学院$")


def system_in(text: str) -> str | None:
    """The line of work that a compound name tells: its first word's, the longest where several
    begin at one place (文化体育和旅游局 → 文化和旅游)."""
    if _COLLEGE.search(text):
        return "教育"
    words, longest = _bodies().words, _bodies().longest
    for start in range(len(text)):
        for end in range(min(len(text), start + longest), start + 1, -1):
            if text[start:end] in words:
                return words[text[start:end]]
    return None


@lru_cache(maxsize=16384)
def known_body(text: str, province: str, level: Level | None = None) -> Body | None:
    """The body that the tables know under this name, printed without its place; None where they
    know none. ``province`` and ``level`` choose the name that a body goes by there (县交通局 in 重庆市,
    省供销社 in 河北省)."""
    tables = _bodies()
    for where in (f"{province}/{level}", province, ""):
        if found := tables.whole.get((where, text)):
            return found
        for printed, full in SUFFIXES.items():
            stem = tables.stems.get((where, text[: -len(printed)])) if text.endswith(printed) else None
            if stem is not None:
                kind = "institution" if printed in ("中心", "馆", "院", "所", "站", "台") else stem.kind
                return Body(stem.full + full if full and stem.full else None, stem.system, _kind(kind))
    return None


@cache
def _national() -> dict[str, NationalBody]:
    found: dict[str, NationalBody] = {}
    for body in national_bodies():
        found.setdefault(body.name, body)
    for body in national_bodies():
        for printed in body.printed:
            found.setdefault(printed, body)
    return found


def national_body(text: str, at_home: bool) -> NationalBody | None:
    """The national body that a printed name means. ``at_home`` says that a national document
    prints it; elsewhere a short name that local bodies share (统计局, 国资委) is not the national one."""
    body = _national().get(text)
    if body is None and at_home:
        body = next((found for head in _NATIONAL_HEADS if (found := _national().get(head + text))), None)
    if body is None or at_home or text == body.name or known_body(text, "") is None:
        return body
    return None


def word_system(text: str) -> str | None:
    """The line of work of a word that is listed as a whole."""
    return _bodies().words.get(text)


def abbreviations() -> set[str]:
    """Short stems (发改, 卫健) that stand in no full name."""
    return _bodies().abbreviations
