"""People's judgements: recorded, taken back, found again after a re-read; contradictions are told, never resolved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.reconcile.build import Desk, Sheet, sheet

from onrecord.errors import RecordError
from onrecord.model import identify
from onrecord.reconcile.standing import standing_judgements
from onrecord.record.decisions import decisions, find_again, judge, undo

TEXTS = (
    "Shells hit the market in Tarsk.", "Rockets struck a market in Tarsk.", "Mortars landed in Tarsk.",
    "Tarsk was bombarded.",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "case")


def told(text: str) -> tuple[Sheet, str]:
    one = sheet(text)
    return one, one.add_event(text.split()[1], "shelling")


def four(desk: Desk) -> list[str]:
    sheets, events = zip(*(told(text) for text in TEXTS), strict=True)
    desk.write(*sheets)
    return list(events)


def test_a_judgement_is_kept_with_its_words_and_taken_back(desk: Desk) -> None:
    first, second, *_ = four(desk)
    with desk.store.transaction() as connection:
        made = judge(connection, second, first, "same", by="Ada", reason="same market", at="2020-01-02T10:00:00+00:00")
        assert [made.left, made.right] == sorted([first, second])
        assert list(decisions(connection)) == [made]
        assert undo(connection, first, second, by="Bo") == 0, "nobody else's judgement is taken back"
        assert undo(connection, first, second, by="Ada") == 1
        assert list(decisions(connection)) == []
        assert [one.value for one in decisions(connection, every=True)] == ["same"]


def test_a_later_judgement_of_one_person_takes_the_place_of_the_earlier(desk: Desk) -> None:
    first, second, *_ = four(desk)
    with desk.store.transaction() as connection:
        judge(connection, first, second, "same", by="Ada", at="2020-01-02T10:00:00+00:00")
        judge(connection, first, second, "different", by="Ada", at="2020-01-03T10:00:00+00:00")
        assert [one.value for one in decisions(connection)] == ["different"]
        assert len(list(decisions(connection, every=True))) == 2


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [("ev-none", 0, "has the id 'ev-none'"), (0, 0, "one row"), (0, "actor", "only rows of one list")],
)
def test_what_can_t_be_judged_is_refused(desk: Desk, left: int | str, right: int | str, message: str) -> None:
    events = four(desk)
    one = sheet("The Harn Front denied it.")
    actor = one.add_actor("Harn Front")
    desk.write(one)
    named = {0: events[0], "actor": actor}
    with desk.store.transaction() as connection, pytest.raises(RecordError, match=message):
        judge(connection, str(named.get(left, left)), str(named.get(right, right)), "same", by="Ada")


def test_a_nameless_judgement_is_refused(desk: Desk) -> None:
    first, second, *_ = four(desk)
    with desk.store.transaction() as connection, pytest.raises(RecordError, match="--by NAME"):
        judge(connection, first, second, "same", by=" ")


def test_a_judgement_finds_its_rows_after_a_re_read(desk: Desk) -> None:
    (one, first), (two, second) = told(TEXTS[0]), told(TEXTS[1])
    desk.write(one, two)
    with desk.store.transaction() as connection:
        judge(connection, first, second, "same", by="Ada")
    renamed = identify("ev", "another reader", first)
    one.rows.events[0] = replace(one.rows.events[0], id=renamed, kind="attack")
    desk.write(one)
    with desk.store.transaction() as connection:
        assert find_again(connection) == 1
        (kept,) = decisions(connection)
        assert {kept.left, kept.right} == {renamed, second}
        assert kept.left < kept.right
        assert find_again(connection) == 0, "what has been found is left alone"


def test_a_judgement_waits_for_a_row_that_is_gone(desk: Desk) -> None:
    (one, first), (two, second) = told(TEXTS[0]), told(TEXTS[1])
    desk.write(one, two)
    with desk.store.transaction() as connection:
        judge(connection, first, second, "same", by="Ada")
    desk.store.remove(one.document.id)
    with desk.store.transaction() as connection:
        assert find_again(connection) == 0
    desk.write(one)
    with desk.store.transaction() as connection:
        (kept,) = decisions(connection)
        assert {kept.left, kept.right} == {first, second}


@pytest.mark.parametrize(
    ("made", "holding", "contradictions"),
    [
        ([(0, 1, "same", "Ada"), (1, 2, "same", "Bo")], 2, 0),
        ([(0, 1, "same", "Ada"), (1, 2, "same", "Bo"), (0, 2, "different", "Cy")], 0, 1),
        ([(0, 1, "same", "Ada"), (1, 2, "same", "Bo"), (0, 3, "different", "Cy")], 3, 0),
        ([(0, 1, "same", "Ada"), (0, 1, "different", "Bo"), (2, 3, "same", "Bo")], 1, 1),
        ([(0, 1, "same", "Ada"), (0, 1, "unsure", "Bo")], 1, 0),
    ],
)
def test_contradictions_are_set_aside_and_told(
    desk: Desk, made: list[tuple[int, int, str, str]], holding: int, contradictions: int
) -> None:
    events = four(desk)
    with desk.store.transaction() as connection:
        for left, right, value, by in made:
            judge(connection, events[left], events[right], value, by=by)  # type: ignore[arg-type]
        holds, broken = standing_judgements(connection, "event")
    assert (len(holds), len(broken)) == (holding, contradictions)
    if broken:
        assert all(by in broken[0].detail for *_, value, by in made if value == "different")


def test_judged_reports_are_reconciled_again(desk: Desk) -> None:
    first, second, *_ = four(desk)
    desk.reconcile()
    assert desk.reconcile().changed == 0
    with desk.store.transaction() as connection:
        judge(connection, first, second, "same", by="Ada")
    assert desk.reconcile().changed == 2


def test_a_judgement_of_a_row_that_is_gone_binds_nobody_and_can_be_taken_back(desk: Desk) -> None:
    one, two, three, _ = four(desk)
    with desk.store.transaction() as connection:
        for left, right, value in ((one, two, "same"), (two, three, "same"), (one, three, "different")):
            judge(connection, left, right, value, by="Ada")
        assert standing_judgements(connection, "event")[0] == []
        connection.execute("delete from document where id = (select document from event where id = ?)", (two,))
        holding, contradictions = standing_judgements(connection, "event")
        assert [(held.left, held.right, held.value) for held in holding] == [(*sorted((one, three)), "different")]
        assert contradictions == []
        assert undo(connection, one, two) == 1
