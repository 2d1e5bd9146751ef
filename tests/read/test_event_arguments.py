"""Who acts, on whom, where and when in events, in sentences of our own."""

from __future__ import annotations

import pytest

import onrecord


def read(text: str, kind: str) -> onrecord.model.Event:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    return next(event for event in report.events if event.kind == kind)


def of_role(text: str, kind: str, *roles: str) -> set[str]:
    return {argument.text for argument in read(text, kind).arguments if argument.role in roles}


PLACES = [
    ("A shell hit a school in Bar Velm on Saturday, killing four pupils.", "shelling", {"Bar Velm"}),
    ("Rebels have been besieging Karvendar since May.", "siege", {"Karvendar"}),
    ("The Vice President visited Sorvela on 12 April.", "meeting", {"Sorvela"}),
    ("- Tuesday, Nairobi: two traders were seized from a boat.", "abduction", {"Nairobi"}),
    ("Soldiers stormed Nairobi and arrested 26 people.", "arrest", {"Nairobi"}),
    ("Police in Velm shot Oren Dask, a docker.", "shooting", {"Velm"}),
    ("The minister met Oren Dask of the Harn Council.", "meeting", set()),
]


@pytest.mark.parametrize(("text", "kind", "expected"), PLACES, ids=[case[0][:40] for case in PLACES])
def test_places(text: str, kind: str, expected: set[str]) -> None:
    assert of_role(text, kind, "place") == expected


def test_place_of_a_dateline_where_the_report_says_here() -> None:
    told = "NAIROBI, 2 May - Four days of talks between Kenya and Somalia ended here on Thursday.\n"
    assert of_role(told, "talks", "place") == {"NAIROBI"}
    untold = "NAIROBI, 2 May - Four days of talks between Kenya and Somalia ended on Thursday.\n"
    assert of_role(untold, "talks", "place") == set()


TIMES = [
    ("- Tuesday, Nairobi: two traders were seized from a boat.", "abduction", {"Tuesday"}),
    ("- 21 April. Three women teachers were kidnapped near Nairobi.", "abduction", {"21 April"}),
    ("- 21 April. Police arrested a man who had been kidnapped near Nairobi.", "abduction", set()),
    ("Three days of talks between Kenya and Somalia ended on Thursday.", "talks", {"Thursday"}),
    ("The envoy condemned the bombing of a bridge on Thursday.", "bombing", set()),
]


@pytest.mark.parametrize(("text", "kind", "expected"), TIMES, ids=[case[0][:40] for case in TIMES])
def test_times(text: str, kind: str, expected: set[str]) -> None:
    assert of_role(text, kind, "time") == expected


SIDES = [
    ("Warplanes bombed a depot.", "air_strike", {"Warplanes"}),
    ("Russia's jets bombed a depot.", "air_strike", {"Russia"}),
    ("A drone bombed a depot.", "air_strike", set()),
    ("Fighters of the Marsh Front attacked a depot.", "attack", {"Fighters of the Marsh Front", "the Marsh Front"}),
    ("The cleric gave the government two days to arrest the killers.", "arrest", {"the government"}),
    ("The war has driven 40,000 people from their homes.", "displacement", set()),
    ("The council voted by 22 to 19 to close the bridge.", "vote", {"The council"}),
    ("The army killed 15 rebels in a clash near Nairobi.", "armed_clash", {"The army", "15 rebels"}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), SIDES, ids=[case[0][:40] for case in SIDES])
def test_sides(text: str, kind: str, expected: set[str]) -> None:
    assert of_role(text, kind, "initiator", "party") == expected


DONE_TO = [
    ("Police are investigating the killing of a judge.", "investigation", {"the killing of a judge"}),
    ("Nearly 5,000 people displaced, the agency said.", "displacement", {"5,000 people"}),
    ("The council voted to extend the mandate.", "vote", {"the mandate"}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), DONE_TO, ids=[case[0][:40] for case in DONE_TO])
def test_done_to(text: str, kind: str, expected: set[str]) -> None:
    assert of_role(text, kind, "target", "victim") == expected
