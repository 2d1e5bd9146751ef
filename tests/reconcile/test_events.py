from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.reconcile.build import Desk, Sheet, orders, sheet

HARN = {"latitude": 35.0, "longitude": 40.0, "country": "SYR", "admin1": "Harn"}
VELM = {"latitude": 36.5, "longitude": 42.0, "country": "SYR", "admin1": "Velm"}


def strike(text: str, words: str, *, where: str = "Harn", day: str | None = "2019-03-11", **more: object) -> Sheet:
    """A report of one event."""
    published, publisher = (
        str(more.pop(name, known)) for name, known in (("published", "2019-03-12"), ("publisher", "Post"))
    )
    report = sheet(text, published=published, publisher=publisher)
    place = report.add_place(where, **(HARN if where == "Harn" else VELM))
    time = None if day is None else report.add_time(day)
    kind = str(more.pop("kind", "air_strike"))
    report.add_event(words, kind, **({"place": place, "time": time, "status": "happened"} | more))  # type: ignore[arg-type]
    return report


def three() -> list[Sheet]:
    return [
        strike("Jets bombed the Salim bakery in Harn on Monday, killing nine people.", "bombed", killed=9),
        strike("Nine died as warplanes struck the Salim bakery in Harn.", "struck", killed=9, publisher="Echo"),
        strike("An air strike on the road to Velm killed two drivers.", "strike", where="Velm", killed=2),
    ]


def event(report: Sheet) -> str:
    return report.rows.events[0].id


def test_one_event_in_two_reports_is_one_cluster(desk: Desk) -> None:
    reports = three()
    desk.write(*reports)
    desk.reconcile()
    one, two, other = map(event, reports)
    assert desk.clusters() == {frozenset({one, two}), frozenset({other})}


def test_a_merge_explains_itself(desk: Desk) -> None:
    reports = three()
    desk.write(*reports)
    desk.reconcile()
    ((value, reason),) = desk.sql(
        "select value, reason from pair where \"of\" = 'event' and score > 0.5",
    )
    assert value == "same"
    assert "Harn / Harn" in reason
    assert "2019-03-11" in reason


def test_same_place_on_another_day_is_another_event(desk: Desk) -> None:
    first = strike("Jets bombed the market in Harn on Monday, killing nine.", "bombed", killed=9)
    text = "Jets bombed the market in Harn on Thursday, killing four."
    second = strike(text, "bombed", day="2019-03-14", killed=4, published="2019-03-15")
    desk.write(first, second)
    desk.reconcile()
    assert len(desk.clusters()) == 2


def test_a_planned_event_is_not_one_that_happened(desk: Desk) -> None:
    first = strike("Jets bombed the depot in Harn on Monday.", "bombed")
    text = "The air force will bomb the depot in Harn on Monday."
    second = strike(text, "bomb", status="planned", published="2019-03-09")
    desk.write(first, second)
    desk.reconcile()
    assert len(desk.clusters()) == 2


def test_order_and_portions_do_not_matter(new_desk: Callable[[], Desk]) -> None:
    found = []
    for portions in orders(three()):
        desk = new_desk()
        for portion in portions:
            desk.write(*portion)
            desk.reconcile()
        found.append(desk.results())
    assert all(one == found[0] for one in found)


def test_a_removed_report_leaves_nothing_behind(new_desk: Callable[[], Desk]) -> None:
    reports = three()
    without, with_all = new_desk(), new_desk()
    without.write(reports[0], reports[2])
    without.reconcile()
    with_all.write(*reports)
    with_all.reconcile()
    with_all.store.remove(reports[1].document.id)
    with_all.reconcile()
    assert with_all.results() == without.results()


def test_a_judgement_binds_and_its_undoing_is_neutral(desk: Desk) -> None:
    reports = three()
    desk.write(*reports)
    desk.reconcile()
    before = desk.results()
    one, two, other = map(event, reports)
    insert = "insert into decision values (?, 'event', ?, ?, ?, null, 'A.', '2020-01-01', null, '[]') returning id"
    for number, (rows, value) in enumerate((([one, two], "different"), ([one, other], "same"))):
        desk.sql(insert, f"de-{number}", *sorted(rows), value)
    desk.reconcile()
    assert desk.clusters() == {frozenset({one, other}), frozenset({two})}
    desk.sql("update decision set undone_at = '2020-01-02' returning id")
    desk.reconcile()
    assert desk.results() == before


def many(number: int) -> list[Sheet]:
    """Reports of strikes on depots of one town, three to a day; all name the town."""
    made = []
    for one in range(number):
        day = f"2019-03-{1 + one // 3:02}"
        text = f"Jets bombed depot {one // 3} in Harn, killing {3 + one % 5}, witness {one} of quarter {one % 7} said."
        made.append(strike(text, "bombed", day=day, killed=3 + one % 5, published=day, publisher=f"Paper {one}"))
    return made


@pytest.mark.parametrize("first", [1, 14, 17, 30, 33])
def test_a_case_that_outgrows_its_usual_words_is_as_from_scratch(new_desk: Callable[[], Desk], first: int) -> None:
    reports = many(36)
    whole, grown = new_desk(), new_desk()
    whole.write(*reports)
    whole.reconcile()
    grown.write(*reports[:first])
    grown.reconcile()
    grown.write(*reports[first:])
    grown.reconcile()
    assert grown.results() == whole.results()
    for one in reports[:8]:
        whole.store.remove(one.document.id)
        grown.store.remove(one.document.id)
        grown.reconcile()
    whole.reconcile()
    rest = new_desk()
    rest.write(*reports[8:])
    rest.reconcile()
    assert grown.results() == whole.results() == rest.results()
