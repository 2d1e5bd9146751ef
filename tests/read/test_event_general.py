"""Words that look like events and tell of none: each and every one, duties, welcomes, promises to pay."""

from __future__ import annotations

import pytest

import onrecord

CASES = [
    # sentence, kinds
    ("The bureau has the case, as in every shooting by police.", []),
    ("The bureau has the case after a shooting by police.", ["shooting"]),
    ("He heads the command that is charged with securing the capital.", []),
    ("He was charged with murder in the capital.", ["trial"]),
    ("The minister welcomed the new budget.", []),
    ("Norway has agreed to pay for three more teams.", []),
    ("The two sides agreed to exchange captives.", ["agreement", "prisoner_exchange"]),
    # what nobody ever does
    ('"We do not kill scholars," the spokesman said.', []),
    ("The army did not attack the town.", ["attack"]),
    # a noun that only takes up what was told, and one that tells more
    ("Gunmen killed nine villagers in Harn. The group denied any role in the massacre.", ["killing"]),
    (
        "Gunmen killed nine villagers in Harn. The massacre of forty monks in Velm in 1990 is unsolved.",
        ["killing", "massacre"],
    ),
    ("Marchers filled the square of Harn in protest. A committee had called the protest.", ["protest"]),
    # a strike in a report of strikes from the air, and one that nothing tells more of
    ("Coalition jets conducted two air strikes. Near Velm two strikes engaged a patrol.", ["air_strike", "air_strike"]),
    ("Rebels launched a strike on the base.", ["attack"]),
    # the bullet that hit somebody, and a raid with its dead
    ("The student was hit by a bullet fired from a roof.", ["shooting"]),
    ("He was killed in a 2008 raid by commandos.", ["raid"]),
    ("A sniper killed the platoon leader near Alto.", ["killing"]),
    ("A suicide bomber killed eight policemen.", ["suicide_bombing"]),
    ("The preacher was gunned down outside the mosque.", ["killing"]),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_kinds(text: str, kinds: list[str]) -> None:
    report = onrecord.read_text(text, published="2021-06-02", language="en")
    assert [event.kind for event in report.events] == kinds
