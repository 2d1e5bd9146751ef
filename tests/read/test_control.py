"""Who takes, holds, loses or besieges which place."""

from __future__ import annotations

import pytest

import onrecord

CASES: list[tuple[str, set[tuple[str, str, str, str]]]] = [
    ("The Taliban captured Kunduz on Monday.", {("Taliban", "takes", "Kunduz", "happened")}),
    ("Kunduz was captured by the Taliban.", {("Taliban", "takes", "Kunduz", "happened")}),
    ("Kunduz fell to the Taliban.", {("Taliban", "takes", "Kunduz", "happened")}),
    ("The fall of Kunduz to the Taliban shocked the capital.", {("Taliban", "takes", "Kunduz", "happened")}),
    ("The Taliban consolidated their control over all of Kunduz.", {("Taliban", "holds", "Kunduz", "happened")}),
    ("The Taliban withdrew from Kunduz.", {("Taliban", "loses", "Kunduz", "happened")}),
    ("The Taliban want to capture Kunduz.", {("Taliban", "takes", "Kunduz", "planned")}),
    ("Rebels cleared the town of Kunduz on Friday.", {("Rebels", "takes", "Kunduz", "happened")}),
    ("The siege that the army has laid around Kunduz goes on.", {("army", "besieges", "Kunduz", "happened")}),
    (
        "The villages of Ombra and Kessel, which the army had abandoned, were empty.",
        {("army", "loses", "Ombra", "happened"), ("army", "loses", "Kessel", "happened")},
    ),
    # nobody holds or loses anything
    ("Afghanistan belongs to the pact.", set()),
    ("The army asked Iran to withdraw its pilots from Kunduz.", set()),
    ("The army fights to drive the rebels out of Kunduz.", set()),
    ("Farmers cleared a field near Kunduz.", set()),
    # ground without a name, and names that only the words beside them tell to be places
    ("Rebel fighters seized the bridge on Monday.", {("Rebel fighters", "takes", "bridge", "happened")}),
    ("The army has occupied the left bank since March.", {("army", "holds", "left bank", "ongoing")}),
    (
        "The army lost Kunduz to the Taliban.",
        {("army", "loses", "Kunduz", "happened"), ("Taliban", "takes", "Kunduz", "happened")},
    ),
    ("The army gave up the hill of Ras Dawan.", {("army", "loses", "Ras Dawan", "happened")}),
    (
        "The Taliban captured Kunduz in May and lost it in June.",
        {("Taliban", "takes", "Kunduz", "happened"), ("Taliban", "loses", "Kunduz", "happened")},
    ),
    ("The militia imposed a siege on Kunduz.", {("militia", "besieges", "Kunduz", "happened")}),
    ("The militia was driven out of Kunduz.", {("militia", "loses", "Kunduz", "happened")}),
    ("The hill belongs to the Taliban.", {("Taliban", "holds", "hill", "happened")}),
    ("Air strikes hit the rebels' stronghold of Kunduz.", {("rebels", "holds", "Kunduz", "happened")}),
    # not control of a place
    ("Protesters occupied the square.", set()),
    ("The farmer lost the hill in a lawsuit.", set()),
    ("The tourists left Kunduz on Monday.", set()),
    ("Police seized a central bank.", set()),
    ("The Taliban took part in talks in Doha.", set()),
    ("The photographer captured Kunduz at dawn in a picture.", set()),
    ("The Taliban lost 20 men in Kunduz.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_control(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {row.id: row.name for row in (*report.actors, *report.places)}
    assert {(names[c.actor], c.change, names[c.place], c.status) for c in report.control} == expected
