"""Running totals: one voice's states of one count over time, never part of an incident."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.reconcile.build import Desk, Sheet, orders, sheet


def total(number: int, published: str, *, by: str = "Ardan Watch", publisher: str = "A", **more: Any) -> Sheet:
    """A report that gives a war's toll since March 2018 as it stands."""
    one = sheet(f"{by} put the dead since March 2018 at {number}, {publisher} wrote.", published, publisher)
    given = {"place": one.add_place("Ardania"), "since": one.add_time("2018-03-01"), "is_cumulative": True} | more
    one.add_toll("killed", number, by=by, **given)
    return one


def totals(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.sql(
        "select ledger.best, json_array_length(cluster.members), entries from ledger "
        "join cluster on cluster.id = ledger.cluster where \"of\" = 'toll' order by ledger.best"
    )


def test_states_of_one_total_are_a_series_and_the_latest_stands(desk: Desk) -> None:
    desk.write(
        total(1200, "2019-03-12"), total(1350, "2019-06-01", publisher="B"), total(900, "2018-12-24", publisher="C")
    )
    desk.reconcile()
    ((best, states, entries),) = totals(desk)
    assert (best, states) == (1350, 3)
    assert [(entry["best"], entry["use"]) for entry in json.loads(entries)] == [
        (900, "earlier"), (1200, "earlier"), (1350, "current"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        total(1500, "2019-06-01", by="Norland Office"),
        total(700, "2019-06-01", population="children"),
        total(40, "2019-06-01", place=None),
        total(300, "2019-06-01", since=None),
    ],
    ids=["another voice", "other people", "another place", "since another day"],
)
def test_other_totals_are_other_ledgers(desk: Desk, other: Sheet) -> None:
    desk.write(total(1200, "2019-03-12"), other)
    desk.reconcile()
    assert len(totals(desk)) == 2


def test_a_figure_of_the_day_is_no_running_total(desk: Desk) -> None:
    one = total(9, "2019-03-12", since=None, is_cumulative=False)
    desk.write(one)
    desk.reconcile()
    assert totals(desk) == []


@pytest.mark.parametrize("order", range(4))
def test_order_and_removal_change_nothing(desk: Desk, new_desk: Callable[[], Desk], order: int) -> None:
    def reports() -> list[Sheet]:
        days = ("2019-03-12", "2019-04-12", "2019-05-12", "2019-06-12")
        return [total(1000 + 50 * n, day, publisher=f"P{n % 3}") for n, day in enumerate(days)]

    desk.write(*reports())
    desk.reconcile()
    other = new_desk()
    for portion in list(orders(reports()))[order]:
        other.write(*portion)
        other.reconcile()
    assert other.results() == desk.results()
    for one in (desk, other):
        one.store.remove(reports()[3].document.id)
        one.reconcile()
    assert other.results() == desk.results()
    assert totals(desk)[0][0] == 1100
