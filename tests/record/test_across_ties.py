"""Who stands with whom on a day, who holds what over time, and what became of agreements, across reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.reconcile.build import Desk, Sheet, sheet

from onrecord.publish.across_ties import agreement_lines, control_lines, tie_lines
from onrecord.record import Filter, Query
from onrecord.record.across_actors import ties
from onrecord.record.across_agreements import merged_agreements
from onrecord.record.across_control import control_of_places

EVERYTHING = Filter()
Open = Callable[..., Query]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Writes reports into a new record, reconciles it, and opens it for reading."""
    desk = Desk(tmp_path / "case")

    def write(*sheets: Sheet) -> Query:
        desk.write(*sheets)
        desk.reconcile()
        return Query(tmp_path / "case")

    yield write
    desk.store.close()


def backing(published: str | None, status: Any = "happened", publisher: str = "Tarsk Post", **more: Any) -> Sheet:
    one = sheet(f"{publisher} of {published}: Lurania backs the Hill Front ({status}).", published, publisher)
    one.add_relation("Lurania backs the Hill Front", "supports", "Lurania", "Hill Front", status=status, **more)
    return one


def on(query: Query, day: str, wanted: Filter = EVERYTHING) -> list[dict[str, Any]]:
    return list(ties(query, day, wanted))


def test_a_tie_is_told_once_with_every_report_of_it(opened: Open) -> None:
    (tie,) = on(opened(backing("2019-03-02", publisher="Velin Daily"), backing("2019-03-01")), "2019-03-12")
    assert (tie["subject"], tie["kind"], tie["object"]) == ("Lurania", "supports", "Hill Front")
    assert (tie["reports"], tie["origins"], tie["is_contested"]) == (2, 2, False)
    assert [row["as_of"] for row in tie["rows"]] == ["2019-03-01", "2019-03-02"]


def test_a_tie_without_a_time_holds_as_of_its_report_and_not_before(opened: Open) -> None:
    query = opened(backing("2019-03-05"))
    assert on(query, "2019-03-04") == []
    (tie,) = on(query, "2019-03-05")
    assert "as of 2019-03-05: happened" in "\n".join(tie_lines(tie, width=120))


def test_a_report_without_a_date_gives_a_tie_none(opened: Open) -> None:
    (tie,) = on(opened(backing(None)), "2019-03-04")
    assert "no date told" in "\n".join(tie_lines(tie, width=120))


@pytest.mark.parametrize(
    ("day", "status", "holds"),
    [
        ("2019-01-31", "happened", False), ("2019-02-10", "happened", True), ("2019-03-01", "happened", False),
        ("2019-01-31", "ongoing", False), ("2019-03-01", "ongoing", True),
    ],
)  # fmt: skip
def test_a_tie_with_a_time_holds_while_it_lasts(opened: Open, day: str, status: str, holds: bool) -> None:
    one = backing("2019-03-05", status)
    object.__setattr__(one.rows.relations[0], "time", one.add_time("2019-02-01", "2019-02-28"))
    assert bool(on(opened(one), day)) is holds


def test_what_one_denies_stands_beside_what_others_tell(opened: Open) -> None:
    denied = backing("2019-03-02", "denied", "Lurania Radio")
    denied.add_claim("Lurania backs", "denies", by="Lurania", about=(denied.rows.relations[0].id,))
    (tie,) = on(opened(backing("2019-03-01"), denied), "2019-03-12")
    assert tie["is_contested"]
    lines = list(tie_lines(tie, width=120))
    assert lines[0] == "Lurania supports Hill Front  (contested)"
    assert lines[1] == "  2 reports, told by 1 independent origin, told as denied by 1 independent origin"
    assert lines.index("  told:") < lines.index("  denied:")
    assert any("denied by Lurania" in line for line in lines)
    assert any("“Lurania backs the Hill Front”" in line for line in lines)


def test_reports_that_rest_on_one_known_source_count_once(opened: Open) -> None:
    made = []
    for day, publisher in (("2019-03-01", "Tarsk Post"), ("2019-03-02", "Velin Daily")):
        one = backing(day, publisher=publisher)
        one.add_actor("Aid Watch", registry_id="body:aid-watch")
        one.add_claim("Lurania backs", "asserts", by="Aid Watch", about=(one.rows.relations[0].id,))
        made.append(one)
    (tie,) = on(opened(*made), "2019-03-12")
    assert (tie["reports"], tie["origins"]) == (2, 1)
    assert [row["says"] for row in tie["rows"]] == [["Aid Watch"], ["Aid Watch"]]


def test_actors_join_by_the_registry_and_by_folded_names_only(opened: Open) -> None:
    one, two, three = backing("2019-03-01"), sheet("The Lurania state backs HILL FRONT."), sheet("Hill Front aids us.")
    two.add_relation("The Lurania state backs", "supports", "lurania", "HILL FRONT")
    three.add_relation("Hill Front aids", "supports", "Lurania", "Hill Front Youth")
    found = on(opened(one, two, three), "2019-03-12")
    assert [(tie["object"], tie["reports"]) for tie in found] == [("Hill Front", 2), ("Hill Front Youth", 1)]


def test_support_that_flows_is_a_tie_of_its_own(opened: Open) -> None:
    one = backing("2019-03-01")
    one.add_flow("Lurania backs", "arms", "Lurania", "Hill Front")
    told = [next(tie_lines(tie, width=120)) for tie in on(opened(one), "2019-03-12")]
    assert told == ["Lurania supports Hill Front", "Lurania gives arms to Hill Front"]


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Filter(actor="Luran"), 1), (Filter(actor="Velin"), 0), (Filter(status="denied"), 0), (Filter(text="backs"), 1),
        (Filter(text="arms"), 0), (Filter(place="Velin"), 0),
    ],
)  # fmt: skip
def test_ties_are_filtered(opened: Open, wanted: Filter, number: int) -> None:
    assert len(on(opened(backing("2019-03-01")), "2019-03-12", wanted)) == number


def holding(actor: str, change: str, day: str, status: str = "happened") -> Sheet:
    one = sheet(f"{actor} {change} Velin ({day}, {status}).", day)
    one.add_control(f"{actor} {change} Velin", actor, change, one.add_place("Velin"), status=status)
    return one


def held(query: Query, day: str | None = None, **wanted: Any) -> dict[str, Any]:
    (place,) = control_of_places(query, Filter(**wanted), day=day)
    return place


def test_control_is_told_in_order_and_who_is_left_standing(opened: Open) -> None:
    query = opened(
        holding("The army", "takes", "2019-03-05"),
        holding("Hill Front", "holds", "2019-03-01"),
        holding("The army", "loses", "2019-03-09"),
    )
    assert [row["change"] for row in held(query)["rows"]] == ["holds", "takes", "loses"]
    assert [one["actor"] for one in held(query, "2019-03-04")["standing"]] == ["Hill Front"]
    assert [one["actor"] for one in held(query, "2019-03-06")["standing"]] == ["The army"]
    assert held(query)["standing"] == []
    assert list(control_of_places(query, Filter(), day="2019-02-01")) == []
    assert [row["change"] for row in held(query, since="2019-03-02", until="2019-03-08")["rows"]] == ["takes"]
    assert "    last told to stand there: nobody" in list(control_lines(held(query), width=120))


def test_two_told_to_hold_a_place_both_stand(opened: Open) -> None:
    place = held(opened(holding("The army", "holds", "2019-03-05"), holding("Hill Front", "holds", "2019-03-05")))
    assert len(place["standing"]) == 2
    assert not place["is_contested"]
    assert next(control_lines(place, width=120)) == "Velin  (more than one told to hold it)"


@pytest.mark.parametrize(
    ("other", "is_contested"),
    [
        (("Hill Front", "contests", "2019-03-06"), True), (("The army", "takes", "2019-03-06", "denied"), True),
        (("Hill Front", "besieges", "2019-03-06"), False), (("Hill Front", "takes", "2019-03-06", "planned"), False),
    ],
)  # fmt: skip
def test_contests_and_denials_mark_a_place(opened: Open, other: tuple[str, ...], is_contested: bool) -> None:
    place = held(opened(holding("The army", "takes", "2019-03-05"), holding(*other)))
    assert place["is_contested"] is is_contested
    assert [one["actor"] for one in place["standing"]] == ["The army"]


def truce(day: str, status: str, *parties: str, **more: Any) -> Sheet:
    one = sheet(f"A truce of {', '.join(parties)} was {status} on {day}.", day)
    one.add_agreement("A truce", more.pop("kind", "ceasefire"), *parties, status=status, **more)
    return one


def test_an_agreement_is_followed_from_proposal_to_end(opened: Open) -> None:
    query = opened(
        truce("2019-03-08", "collapsed", "Army", "Hill Front"),
        truce("2019-03-01", "proposed", "Army", "Hill Front"),
        truce("2019-03-04", "announced", "Hill Front", mediators=("Lurania",)),
    )
    (agreement,) = merged_agreements(query, Filter())
    assert [step["status"] for step in agreement["steps"]] == ["proposed", "announced", "collapsed"]
    assert (agreement["parties"], agreement["mediators"]) == (["Army", "Hill Front"], ["Lurania"])
    lines = list(agreement_lines(agreement, width=120))
    assert lines[0] == "ceasefire agreement between Army, Hill Front, brokered by Lurania"
    assert "  3 reports, 3 independent origins" in lines
    assert lines.index("  proposed:") < lines.index("  collapsed:")
    assert "      “A truce”" in lines


@pytest.mark.parametrize(
    "other",
    [
        truce("2019-03-20", "announced", "Army", "Hill Front"),  # far in time
        truce("2019-03-02", "announced", "Army", "Velin Guard"),  # another partner
        truce("2019-03-02", "announced", "Army", "Hill Front", kind="prisoner_exchange"),
        truce("2019-03-02", "announced"),  # names nobody
    ],
)
def test_agreements_that_may_differ_stay_apart(opened: Open, other: Sheet) -> None:
    query = opened(truce("2019-03-01", "proposed", "Army", "Hill Front"), other)
    assert len(list(merged_agreements(query, Filter()))) == 2


def test_agreements_are_filtered(opened: Open) -> None:
    query = opened(truce("2019-03-01", "proposed", "Army", "Hill Front"), truce("2019-05-01", "announced", "Velin"))
    assert len(list(merged_agreements(query, Filter(actor="hill")))) == 1
    assert len(list(merged_agreements(query, Filter(since="2019-04-01")))) == 1
    assert len(list(merged_agreements(query, Filter(status="ended")))) == 0
