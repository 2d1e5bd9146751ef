"""Low, best and high from many figures: copies count once, tolls rise, and what can't be reconciled has no best."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.settling import Entry, settle


def entry(row: str, voice: str, low: int | None, best: int | None, high: int | None, **more: Any) -> Entry:
    given_ = {
        "document": f"doc-{row}", "publisher": voice, "moment": "2019-03-01", "counter": None, "through": None,
        "qualifier": "exactly", "population": None, "population_class": "people", "status": "happened",
    }  # fmt: skip
    return Entry(row=row, voice=voice, low=low, best=best, high=high, **(given_ | more))


def exact(row: str, voice: str, number: int, **more: Any) -> Entry:
    return entry(row, voice, number, number, number, **more)


MARCH = {day: f"2019-03-{day:02}" for day in range(1, 20)}

TABLE = {
    "nothing is known": ([], (0, None, None, False, "not_stated")),
    "one report": ([exact("a", "A", 4)], (4, 4, 4, False, None)),
    "a bound is no best": ([entry("a", "A", 14, None, None)], (14, None, None, False, "bounds_only")),
    "two agree": ([exact("a", "A", 4), exact("b", "B", 4)], (4, 4, 4, False, None)),
    "a bound and a figure that fits it": (
        [entry("a", "A", 10, None, None), exact("b", "B", 12)], (10, 12, 12, False, None),
    ),
    "a bound and a figure that does not": (
        [entry("a", "A", 30, None, None), exact("b", "B", 12)], (12, 12, None, True, None),
    ),
    "the majority of origins": (
        [exact("a", "A", 4), exact("b", "B", 4), exact("c", "C", 9)], (4, 4, 9, True, None),
    ),
    "one against one on the same day: no best": (
        [exact("a", "A", 4), exact("b", "B", 9)], (4, None, 9, True, "irreconcilable"),
    ),
    "one against one, a day later: the younger": (
        [exact("a", "A", 4), exact("b", "B", 5, moment=MARCH[2])], (4, 5, 5, True, None),
    ),
    "passed on later, a figure is no younger": (
        [exact("a", "A", 4), exact("b", "A", 4, moment=MARCH[2]), exact("c", "B", 5, moment=MARCH[2])],
        (4, 5, 5, True, None),
    ),
    "a voice's later figure takes the place of its earlier": (
        [exact("a", "A", 4), exact("b", "A", 7, moment=MARCH[2])], (7, 7, 7, False, None),
    ),
    "a low figure is overtaken after more than three days": (
        [exact("a", "A", 4), exact("b", "B", 9, moment=MARCH[5])], (9, 9, 9, False, None),
    ),
    "a low figure is not overtaken by one that another voice gave from the start": (
        [exact("a", "A", 4), exact("b", "B", 9), exact("c", "C", 9, moment=MARCH[8])], (4, 9, 9, True, None),
    ),
    "an older figure that has been given up by its voice keeps nothing in dispute": (
        [exact("a", "A", 4), exact("b", "B", 9), exact("c", "B", 12, moment=MARCH[8])], (12, 12, 12, False, None),
    ),
    "a high figure is not overtaken by a lower": (
        [exact("a", "A", 9), exact("b", "B", 4, moment=MARCH[5])], (4, 4, 9, True, None),
    ),
    "without days nothing is younger": (
        [exact("a", "A", 4, moment=None), exact("b", "B", 9, moment=None)], (4, None, 9, True, "irreconcilable"),
    ),
    "parts and denied figures are not used": (
        [exact("a", "A", 9), exact("b", "B", 2, use="part"), exact("c", "C", 0, use="not_counted")],
        (9, 9, 9, False, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "expected"), TABLE.values(), ids=TABLE)
def test_figures_are_settled_by_the_rule(entries: list[Entry], expected: tuple[object, ...]) -> None:
    done = settle(entries)
    assert (done.low, done.best, done.high, done.in_dispute, done.no_best_because) == expected
    assert {one.row for one in done.entries} == {one.row for one in entries}, "no figure is hidden"


def test_what_became_of_each_figure_is_told() -> None:
    done = settle([exact("a", "A", 4), exact("b", "A", 6, moment=MARCH[2]), exact("c", "B", 20, moment=MARCH[9])])
    assert {one.row: one.use for one in done.entries} == {"a": "earlier", "b": "overtaken", "c": "current"}
    assert done.used == ("c",)


def test_both_sides_of_a_dispute_are_named() -> None:
    done = settle([exact("a", "A", 4), exact("b", "B", 9), entry("c", "C", 2, None, None)])
    assert {one.row for one in done.says} == {"a", "b"}


numbers = st.integers(min_value=0, max_value=60)
days = st.one_of(st.none(), st.sampled_from(list(MARCH.values())))


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    made = []
    for number in range(draw(st.integers(0, 7))):
        low = draw(numbers)
        best = draw(st.one_of(st.none(), st.just(low)))
        high = best if best is not None else draw(st.one_of(st.none(), st.just(low + 5)))
        made.append(entry(f"r{number}", draw(st.sampled_from("ABCD")), low, best, high, moment=draw(days)))
    return made


@given(entries(), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing_and_bounds_hold(made: list[Entry], chance: Any) -> None:
    done = settle(made)
    shuffled = made[:]
    chance.shuffle(shuffled)
    assert settle(shuffled) == done
    assert done.low is not None
    assert done.best is None or done.low <= done.best
    assert done.high is None or done.best is None or done.best <= done.high
    assert (done.best is None) == (done.no_best_because is not None)
