"""Disputes: denials, doers, days, places and figures side by side; an accusation finds its answer in another report."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.reconcile.build import Desk, Sheet, orders, sheet

from onrecord.reconcile.sides import source_name

TOWNS = {"Tarsk": (36.0, 37.0), "Velm": (36.9, 38.4), "Old Tarsk": (36.05, 37.02)}


def told(  # noqa: PLR0913 - each is one thing in which reports may differ
    text: str,
    *,
    publisher: str,
    day: str = "2019-03-11",
    place: str = "Tarsk",
    doer: str | None = None,
    status: str = "happened",
) -> tuple[Sheet, str]:
    """A report of an air strike that killed Doctor Amal Haddad at the Red Mill hospital."""
    one = sheet(f"{text} An air strike hit the Red Mill hospital and killed Doctor Amal Haddad.", publisher=publisher)
    latitude, longitude = TOWNS[place]
    actors = {"target": "Red Mill hospital"} | ({"initiator": doer} if doer else {})
    if doer:
        one.add_actor(doer, registry_id=f"test:{doer.lower()}", kind="state_forces")
    event = one.add_event(
        "air strike", "air_strike", actors=actors, place=one.add_place(place, latitude, longitude, country="SYR"),
        time=one.add_time(day), status=status, killed=1,
    )  # fmt: skip
    return one, event


def disputes(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    return {kind: json.loads(sides) for kind, sides in desk.sql("select kind, sides from dispute order by id")}


def positions(desk: Desk, kind: str) -> set[str]:
    return {side["position"] for side in disputes(desk).get(kind, [])}


def test_a_denial_stands_beside_what_is_told(desk: Desk) -> None:
    one, _ = told("Planes came at dawn.", publisher="A")
    two, event = told("The ministry denied it.", publisher="B", status="denied")
    two.add_claim("An air strike hit the Red Mill hospital", "denies", by="Ministry of Defence", about=(event,))
    desk.write(one, two)
    desk.reconcile()
    sides = disputes(desk)["denial"]
    assert {side["position"] for side in sides} == {"it happened", "denies"}
    (denied,) = (side for side in sides if side["position"] == "denies")
    assert denied["sources"] == ["Ministry of Defence"]
    assert denied["words"][0]["text"] == "An air strike hit the Red Mill hospital"


@pytest.mark.parametrize(
    ("change", "kind", "expected"),
    [
        ({"doer": "Ardania"}, "actor", {"Ardania", "Borland"}),
        ({"day": "2019-03-12"}, "date", {"2019-03-11", "2019-03-12"}),
        ({}, "actor", set()),
        ({"place": "Old Tarsk"}, "place", set()),
    ],
)
def test_versions_that_exclude_each_other_are_told(
    desk: Desk, change: dict[str, str], kind: str, expected: set[str]
) -> None:
    first = {"doer": "Borland"} if "doer" in change else {}
    one, _ = told("Planes came at dawn.", publisher="A", **first)
    two, _ = told("It was early morning.", publisher="B", **change)
    desk.write(one, two)
    desk.reconcile()
    assert len(desk.clusters()) == 1, "the reports tell of one event"
    assert positions(desk, kind) == expected


def accusation(text: str, publisher: str, published: str = "2019-03-12") -> Sheet:
    one = sheet(f"Ardania said {text}", publisher=publisher, published=published)
    one.add_claim(text.rstrip("."), "accuses", by="Ardania")
    actor = one.add_actor("Borland", registry_id="test:borland", kind="state")
    one.add_mention("Borland", actor)
    return one


def denial(text: str, publisher: str, by: str = "Borland", published: str = "2019-03-13") -> Sheet:
    one = sheet(f"{by} denied {text}", publisher=publisher, published=published)
    one.add_actor(by, registry_id=f"test:{by.lower()}", kind="state")
    one.add_claim(text.rstrip("."), "denies", by=by)
    return one


ACCUSED = "Borland smuggled anthrax through the Velm crossing."


@pytest.mark.parametrize(
    ("answer", "is_answered"),
    [
        (denial("smuggling anthrax through Velm.", "B"), True),
        (denial("smuggling anthrax through Velm.", "B", by="Cestria"), False),
        (denial("shelling a school in Harn.", "B"), False),
        (denial("smuggling anthrax through Velm.", "B", published="2019-06-13"), False),
    ],
    ids=["the accused answers", "somebody else", "another matter", "months later"],
)
def test_an_accusation_finds_its_answer_in_another_report(desk: Desk, answer: Sheet, *, is_answered: bool) -> None:
    desk.write(accusation(ACCUSED, "A"), answer)
    desk.reconcile()
    assert positions(desk, "denial") == ({"accuses", "denies"} if is_answered else set())


@pytest.mark.parametrize("order", range(4))
def test_answers_do_not_depend_on_the_order_of_reports(desk: Desk, new_desk: Callable[[], Desk], order: int) -> None:
    def reports() -> list[Sheet]:
        return [
            accusation(ACCUSED, "A"),
            accusation("Borland hid anthrax near Velm.", "C"),
            denial("smuggling anthrax through Velm.", "B"),
            denial("any anthrax at Velm.", "D"),
        ]

    desk.write(*reports())
    desk.reconcile()
    other = new_desk()
    for portion in list(orders(reports()))[order]:
        other.write(*portion)
        other.reconcile()
    assert other.results() == desk.results()
    removed = reports()[2]
    for one in (desk, other):
        one.store.remove(removed.document.id)
        one.reconcile()
    assert other.results() == desk.results()


@pytest.mark.parametrize(
    ("text", "kind", "actor", "expected"),
    [
        ("Hill", "named", "Brigades of the Hill", "Brigades of the Hill"),
        ("It", "named", "Brigades of the Hill", "Brigades of the Hill"),
        ("Colonel Varn", "named", "Tomas Varn", "Colonel Varn"),
        ("He", "named", "Tomas Varn", "Tomas Varn"),
        ("We", "named", None, "We"),
        ("a fighter of the Brigades", "anonymous", "Brigades of the Hill", "a fighter of the Brigades"),
        ("", "narrator", None, None),
        ("Hill", "named", None, "Hill"),
    ],
)
def test_a_source_bears_its_name_in_the_registry(
    desk: Desk, text: str, kind: str, actor: str | None, expected: str | None
) -> None:
    one = sheet("The Hill denied it.", publisher="A")
    rows = {
        "Brigades of the Hill": one.add_actor("Brigades of the Hill", registry_id="test:hill"),
        "Tomas Varn": one.add_actor("Tomas Varn"),
    }
    desk.write(one)
    with desk.store.transaction() as connection:
        source = {"text": text, "kind": kind, "actor": rows.get(actor or "")}
        assert source_name(connection, source) == expected
