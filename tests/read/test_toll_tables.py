from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Rows
from onrecord.read.checks import find_checks
from onrecord.read.tolls import find_tolls
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]

_TAB = "Deaths by town\n\nTown\tCivilians killed\nOster\t12\nLenna\t12\nTarsk\t1,204\nTotal\t1,230\n\nThat is all."
_BAR = "Losses\n\n| Side | Killed | Wounded |\n|---|---|---|\n| Soldiers | 4 | 9 |\n| Rebels | 6 | 2 |\n\nThat is all."

_INNER = (
    "Incidents\n\nDate | Place | Killed | Wounded\n11 July | Oster | 2 soldiers | 5 soldiers\n"
    "12 July | Lenna | 1 | 14, some badly\n13 July | Tarsk | - | -\nTotal | | 3 | 19\n\nThat is all."
)


def test_rows_are_parts_of_the_total(parse: Parse) -> None:
    parsed = parse(_TAB)
    tolls = find_tolls(parsed, Rows())
    (total,) = [toll for toll in tolls if toll.part_of is None]
    parts = [toll for toll in tolls if toll is not total]
    assert (total.best, total.measure, total.population.class_) == (1230, "killed", "civilians")
    assert [(part.best, part.part_of) for part in parts] == [(12, total.id), (12, total.id), (1204, total.id)]
    assert [part.spans[0].text for part in parts] == ["Oster\t12", "Lenna\t12", "Tarsk\t1,204"]
    (check,) = find_checks(parsed, Rows(tolls=tolls))
    assert check.kind == "parts_below_total"
    assert check.detail == "parts 12 + 12 + 1,204 = 1,228; total 1,230; 2 in no part"


def test_total_of_a_table_is_that_of_the_text(parse: Parse) -> None:
    tolls = find_tolls(parse("Shells killed 1,230 civilians in May.\n\n" + _TAB), Rows())
    (total,) = [toll for toll in tolls if toll.part_of is None]
    assert [span.text for span in total.spans] == ["killed 1,230 civilians", "Total\t1,230"]


def test_columns_tell_the_measure_and_rows_the_people(parse: Parse) -> None:
    told = [(t.measure, t.best, t.population.text, t.population.class_) for t in find_tolls(parse(_BAR), Rows())]
    assert told == [
        ("killed", 4, "Soldiers", "state_forces"),
        ("injured", 9, "Soldiers", "state_forces"),
        ("killed", 6, "Rebels", "armed_group"),
        ("injured", 2, "Rebels", "armed_group"),
    ]


def test_bars_between_cells_make_a_table(parse: Parse) -> None:
    told = [(t.measure, t.best, t.population.class_, t.part_of is None) for t in find_tolls(parse(_INNER), Rows())]
    assert told == [
        ("killed", 2, "state_forces", False),
        ("injured", 5, "state_forces", False),
        ("killed", 1, "people", False),
        ("injured", 14, "people", False),
        ("killed", 3, "people", True),
        ("injured", 19, "people", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Prices\n\nTown\tBread\nOster\t12\nLenna\t14\n\nThat is all.",
        "Town\tCivilians killed\nOster\tunknown\n\nThat is all.",
        "\tThe raid began at dawn in 12 towns.",
    ],
)
def test_tables_of_other_things(parse: Parse, text: str) -> None:
    assert find_tolls(parse(text), Rows()) == []
