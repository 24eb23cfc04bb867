"""The reforms of the national bodies: what was merged, renamed and founded, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from kg.ground.places import DATA
from kg.ground.systems import national_bodies
from kg.model import ChangeKind, Reform


@cache
def reforms() -> tuple[Reform, ...]:
    """Every change of a national body that the table knows (data/national.tsv), by year."""
    founded = {body.name: body.founded for body in national_bodies()}
    kinds = {body.name: body.kind for body in national_bodies()}
    ended: defaultdict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
    for body in national_bodies():
        if body.ended and body.became:
            ended[body.ended, body.became[:1]].append(body.name)
    further = {body.name: body.became for body in national_bodies()}
    found = []
    succeeded: set[tuple[str, int]] = set()
    for (year, (first, *_)), before in ended.items():
        after = tuple(dict.fromkeys(name for old in before for name in further[old]))
        succeeded.update((name, year) for name in after)
        alone = len(before) == 1 and len(after) == 1 and founded[first] == year
        found.append(_reform(year, "renaming" if alone else "merger", tuple(before), after, kinds[first]))
    found += [
        _reform(body.founded, "founding", (), (body.name,), body.kind)
        for body in national_bodies()
        if body.founded and (body.name, body.founded) not in succeeded
    ]
    return tuple(sorted(found, key=lambda reform: (reform.year, reform.after, reform.before)))


def _reform(
    year: int, kind: ChangeKind, before: tuple[str, ...], after: tuple[str, ...], body: str
) -> Reform:
    # The congress decides on the State Council's bodies, the Central Committee on the Party's.
    day, plan = (None, None) if body == "party" else _plans().get(year, (None, None))
    return Reform(year, kind, before, after, day, plan)


@cache
def _plans() -> dict[int, tuple[date, str]]:
    with (DATA / "reforms.tsv").open(encoding="utf-8") as lines:
        next(lines), next(lines)
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {int(year): (date.fromisoformat(day), plan) for year, day, plan in rows}


def reforms_of(names: Iterable[str]) -> tuple[Reform, ...]:
    """The reforms that bodies took part in, and those before and after, as far as they lead: from
    国务院扶贫开发领导小组办公室 over 国家乡村振兴局 to 农业农村部."""
    found: list[Reform] = []
    first = set(names)
    for step in (_forward, _back):
        waiting = set(first)
        while waiting:
            new = [r for r in reforms() if r not in found and waiting & set(step(r)[0])]
            found += new
            waiting = {name for reform in new for name in step(reform)[1]}
    return tuple(sorted(found, key=lambda reform: (reform.year, reform.after, reform.before)))


def _forward(reform: Reform) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return reform.before, reform.after


def _back(reform: Reform) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return reform.after, reform.before
