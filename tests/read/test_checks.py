from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.model import Event, Population, Rows, Span, Time, Toll
from onrecord.read.checks import MOST_PEOPLE, find_checks
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def toll(
    name: str,
    bounds: tuple[int | None, int | None, int | None],
    qualifier: str = "exactly",
    part_of: str | None = None,
) -> Toll:
    low, best, high = bounds
    return Toll(
        id=name, document="d", reader="test", measure="killed", low=low, best=best, high=high, qualifier=qualifier,  # type: ignore[arg-type]
        population=Population(text=name), part_of=part_of, spans=(Span(0, 4, "Text"),),
    )  # fmt: skip


def exactly(name: str, value: int, part_of: str | None = None) -> Toll:
    return toll(name, (value, value, value), "exactly", part_of)


def test_parts_below_their_total(parse: Parse) -> None:
    tolls = [
        exactly("all", 1000),
        exactly("troops", 300, "all"),
        toll("volunteers", (41, None, None), "more than", "all"),
        exactly("civilians", 500, "all"),
    ]
    (check,) = find_checks(parse("Text."), Rows(tolls=tolls))
    assert check.kind == "parts_below_total"
    assert check.rows == ("all", "troops", "volunteers", "civilians")
    assert check.detail == "parts 300 + over 40 + 500 = over 840; total 1,000; under 160 in no part"


def test_parts_above_their_total(parse: Parse) -> None:
    tolls = [exactly("all", 10), exactly("men", 7, "all"), exactly("women", 5, "all")]
    (check,) = find_checks(parse("Text."), Rows(tolls=tolls))
    assert (check.kind, check.rows) == ("parts_exceed_total", ("all", "men", "women"))
    assert check.detail == "parts 7 + 5 = 12; total 10; 2 too many"


@pytest.mark.parametrize(
    "tolls",
    [
        [exactly("all", 10), exactly("women", 5, "all")],
        [exactly("all", 10), exactly("men", 5, "all"), exactly("women", 5, "all")],
        [toll("all", (11, None, None), "more than"), exactly("men", 9, "all"), exactly("women", 5, "all")],
        [],
    ],
)
def test_figures_that_hold(parse: Parse, tolls: list[Toll]) -> None:
    assert find_checks(parse("Text."), Rows(tolls=tolls)) == []


def test_bounds_and_range(parse: Parse) -> None:
    rows = Rows(tolls=[toll("wrong", (9, None, 5), "between"), exactly("many", MOST_PEOPLE + 1)])
    assert [(check.kind, check.rows) for check in find_checks(parse("Text."), rows)] == [
        ("low_above_high", ("wrong",)),
        ("figure_out_of_range", ("many",)),
    ]


@pytest.mark.parametrize(
    ("day", "status", "expected"),
    [
        ("2019-03-15", "happened", ["date_in_future"]),
        ("2019-03-11", "happened", []),
        ("2019-03-12", "happened", []),
        ("2019-03-15", "planned", []),
    ],
)
def test_dates(parse: Parse, day: str, status: str, expected: list[str]) -> None:
    time = Time(
        id="ti",
        document="d",
        reader="test",
        start=0,
        end=4,
        text="Text",
        value=day,
        kind="date",
        earliest=day,
        latest=day,
    )
    event = Event(
        id="ev", document="d", reader="test", kind="attack", trigger=Span(0, 4, "Text"), time="ti", status=status  # type: ignore[arg-type]
    )  # fmt: skip
    checks = find_checks(parse("Text.", "2019-03-12"), Rows(times=[time], events=[event]))
    assert [check.kind for check in checks] == expected


def test_women_and_children_leave_others_unnamed(parse: Parse) -> None:
    tolls = [exactly("all", 80)]
    for name, class_, value in (("women", "women", 11), ("children", "children", 13)):
        tolls.append(replace(exactly(name, value, "all"), population=Population(text=name, class_=class_)))  # type: ignore[arg-type]
    assert find_checks(parse("Text."), Rows(tolls=tolls)) == []
