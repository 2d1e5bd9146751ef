"""Ledgers of event clusters: every figure stays, parts and running totals are not the whole, silence is no figure."""

from __future__ import annotations

import json

import pytest
from tests.reconcile.build import Desk, Sheet, orders, sheet

TEXT = "Shells hit the market in Tarsk on Monday{end}"


def told(end: str, *, publisher: str, published: str = "2019-03-12", **figures: int) -> tuple[Sheet, str]:
    """A report of the shelling of a market on 11 March, with figures."""
    one = sheet(TEXT.format(end=end), published=published, publisher=publisher)
    place = one.add_place("Tarsk", 36.0, 37.0, country="SYR")
    event = one.add_event(
        "Shells hit", "shelling", actors={"target": "market"}, place=place, time=one.add_time("2019-03-11"), **figures
    )
    return one, event


def ledger(desk: Desk) -> dict[str, tuple[object, ...]]:
    rows = desk.sql(
        "select measure, low, best, high, in_dispute, no_best_because, entries from ledger "
        "join cluster on cluster.id = ledger.cluster where \"of\" = 'event' order by 1"
    )
    return {measure: tuple(rest) for measure, *rest in rows}


def test_one_figure_of_the_dead_leaves_the_hurt_not_stated(desk: Desk) -> None:
    one, event = told(", killing four.", publisher="Tarsk Post", killed=4)
    one.add_toll("killed", 4, event=event)
    desk.write(one)
    desk.reconcile()
    found = ledger(desk)
    assert found["killed"][:5] == (4, 4, 4, 0, None)
    assert found["injured"][:5] == (0, None, None, 0, "not_stated")
    assert len(json.loads(str(found["killed"][5]))) == 1, "the event's figure is the toll's, not a second one"


def test_two_reports_that_exclude_each_other_have_no_best(desk: Desk) -> None:
    (one, first), (two, second) = told(", killing four.", publisher="A"), told(", killing nine.", publisher="B")
    one.add_toll("killed", 4, event=first)
    two.add_toll("killed", 9, event=second)
    desk.write(one, two)
    desk.reconcile()
    assert ledger(desk)["killed"][:5] == (4, None, 9, 1, "irreconcilable")


def test_parts_running_totals_and_recalled_figures_are_not_the_whole(desk: Desk) -> None:
    one, event = told(", killing nine, three of them children; 400 since May.", publisher="A", killed=9)
    whole = one.add_toll("killed", 9, event=event)
    one.add_toll("killed", 3, event=event, population="children", part_of=whole)
    one.add_toll("killed", 400, event=event, is_cumulative=True)
    desk.write(one)
    desk.reconcile()
    found = ledger(desk)["killed"]
    assert found[:3] == (9, 9, 9)
    assert sorted(entry["use"] for entry in json.loads(str(found[5]))) == ["current", "part"]


def test_reports_that_quote_one_source_are_one_voice(desk: Desk) -> None:
    sheets = []
    for publisher, number in (("A", 4), ("B", 5)):
        one, event = told(f", killing {number}, Ardan Watch said.", publisher=publisher)
        one.add_toll("killed", number, event=event, by="Ardan Watch")
        sheets.append(one)
    other, event = told(", killing five.", publisher="C")
    other.add_toll("killed", 5, event=event)
    desk.write(*sheets, other)
    desk.reconcile()
    uses = {(entry["publisher"], entry["best"]): entry["voice"] for entry in json.loads(str(ledger(desk)["killed"][5]))}
    assert uses["A", 4] == uses["B", 5] != uses["C", 5]


def test_a_body_quoted_and_its_own_report_are_one_voice(desk: Desk) -> None:
    one, event = told(", killing four, Ardan Watch said.", publisher="A")
    one.add_toll("killed", 4, event=event, by="Ardan Watch")
    own, event = told(", killing four.", publisher="Ardan Watch")
    own.add_toll("killed", 4, event=event)
    desk.write(one, own)
    desk.reconcile()
    entries = json.loads(str(ledger(desk)["killed"][5]))
    assert len(entries) == 2
    assert len({entry["voice"] for entry in entries}) == 1


def test_a_figure_counted_since_weeks_is_a_running_total(desk: Desk) -> None:
    one, event = told(
        ", killing nine; 400 since February, 90 of them children; 2 since Sunday.", publisher="A", killed=9
    )
    one.add_toll("killed", 9, event=event)
    total = one.add_toll("killed", 400, event=event, since=one.add_time("2019-02-01"))
    one.add_toll("killed", 90, event=event, population="children", part_of=total)
    one.add_toll("injured", 2, event=event, since=one.add_time("2019-03-10"))
    desk.write(one)
    desk.reconcile()
    found = ledger(desk)
    assert [entry["best"] for entry in json.loads(str(found["killed"][5]))] == [9]
    assert [entry["best"] for entry in json.loads(str(found["injured"][5]))] == [2]


@pytest.mark.parametrize("order", range(4))
def test_the_order_of_reports_changes_no_ledger_and_no_dispute(desk: Desk, new_desk: object, order: int) -> None:
    def reports() -> list[Sheet]:
        made = []
        for number, publisher in ((4, "A"), (9, "B"), (9, "C"), (12, "D")):
            one, event = told(f", killing {number}, {publisher} found.", publisher=publisher)
            one.add_toll("killed", number, event=event)
            made.append(one)
        return made

    desk.write(*reports())
    desk.reconcile()
    other: Desk = new_desk()  # type: ignore[operator]
    for portion in list(orders(reports()))[order]:
        other.write(*portion)
        other.reconcile()
    assert other.results() == desk.results()


def test_a_removed_report_takes_its_figure_along(desk: Desk, new_desk: object) -> None:
    (one, first), (two, second) = told(", killing four.", publisher="A"), told(", killing nine.", publisher="B")
    one.add_toll("killed", 4, event=first)
    two.add_toll("killed", 9, event=second)
    alone: Desk = new_desk()  # type: ignore[operator]
    alone.write(one)
    alone.reconcile()
    desk.write(one, two)
    desk.reconcile()
    desk.store.remove(two.document.id)
    desk.reconcile()
    assert desk.results() == alone.results()
