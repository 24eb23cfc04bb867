from datetime import date, timedelta

import pytest

from kg.view.gathering import bands, on_axis
from kg.view.picture import About, Moment
from kg.view.terms import said

FIRST = date(2092, 1, 1)


def moments(documents, each, apart):
    """Moments of some documents, each so many, so many days apart; every second document is a county's."""
    return [
        Moment(
            f"urn:{d}/{i}",
            f"D{d}",
            FIRST + timedelta(apart * i),
            "do",
            None,
            ("county", "")[d % 2],
            f"urn:{d}",
        )
        for d in range(documents)
        for i in range(each)
    ]


def axis(made, limit):
    return on_axis(About(said("title.timeline"), ()), made, {}, limit, 0)


@pytest.mark.parametrize(
    ("made", "limit", "span", "by_level", "marks", "why"),
    [
        (moments(2, 10, 9), 20, "day", False, 20, "as many as can be read: each on its own"),
        (moments(2, 10, 9), 8, "month", False, 6, "January to March of two documents"),
        (moments(2, 36, 10), 8, "quarter", False, 8, "a year of two documents by quarter"),
        (moments(2, 36, 10), 4, "year", False, 2, "a year of two documents"),
        (moments(40, 12, 30), 30, "month", True, 20, "forty documents would be too many bands: two levels"),
        (moments(40, 12, 300), 2, "year", True, 20, "no way is enough: the widest"),
    ],
)
def test_moments_share_marks_by_the_first_rule_that_is_enough(made, limit, span, by_level, marks, why):
    picture = axis(made, limit)
    drawn = [mark for band in bands(picture).values() for mark in band]
    assert (picture.span, picture.by_level, len(drawn)) == (span, by_level, marks), why
    assert sorted(m.iri for mark in drawn for m in mark) == sorted(m.iri for m in made), "none is lost"
    assert bool(picture.about.notes) == (span != "day"), "the rule is told where it was used"


def test_levels_stand_from_above_to_below():
    picture = axis(moments(40, 12, 30), 30)
    assert [level for _, level in bands(picture)] == ["county", ""]


def test_what_is_not_in_the_file_is_told():
    picture = on_axis(About(said("title.timeline"), ()), moments(1, 3, 1), {}, 120, 7)
    assert "7" in picture.about.notes[0].en and "3" in picture.about.notes[0].en
