"""Money, arms, fighters and other support, from whom to whom."""

from __future__ import annotations

import pytest

import onrecord

Flow = tuple[str | None, str, str | None]

CASES: list[tuple[str, set[Flow]]] = [
    ("Iran sent Hezbollah 40 missiles in January.", {("Iran", "arms", "Hezbollah")}),
    ("Iran supplied weapons and money to Hezbollah.", {("Iran", "arms", "Hezbollah"), ("Iran", "money", "Hezbollah")}),
    ("Hezbollah received rockets from Iran.", {("Iran", "arms", "Hezbollah")}),
    ("Qatar poured in millions of dollars of funding for Hamas.", {("Qatar", "money", "Hamas")}),
    ("Iran has armed and trained Hezbollah.", {("Iran", "training", "Hezbollah"), ("Iran", "arms", "Hezbollah")}),
    ("Iran has supplied Russia with hundreds of drones.", {("Iran", "arms", "Russia")}),
    ("Iran sent drones to Moscow.", {("Iran", "arms", "Russia")}),
    ("Hezbollah takes Iranian money.", {("Iran", "money", "Hezbollah")}),
    ("Rockets from Iran reached Hezbollah.", {("Iran", "arms", "Hezbollah")}),
    (
        "Iran supports Hezbollah with money and rockets.",
        {("Iran", "money", "Hezbollah"), ("Iran", "arms", "Hezbollah")},
    ),
    ("Syria received 14 helicopters from Russia.", {("Russia", "arms", "Syria")}),
    ("Hezbollah, backed by Russian helicopters, took the hill.", {("Russia", "air_power", "Hezbollah")}),
    ("Germany has pledged 3 million euros.", {("Germany", "money", None)}),
    # demanded, gone to, announced without a recipient
    ("The rebels are demanding a ransom of $5 million.", {(None, "money", "rebels")}),
    ("The rebels asked Turkey for weapons.", {("Turkey", "arms", "rebels")}),
    ("Six thousand rifles have gone to the rebels.", {(None, "arms", "rebels")}),
    ("Japan announced a contribution of $8 million for the hospital.", {("Japan", "money", None)}),
    # strikes flown for somebody; advisers are their country's; a country that only its deed tells to be one
    (
        "American jets flew five airstrikes in support of the Syrian army.",
        {("United States", "air_power", "Syrian Arab Army")},
    ),
    ("The rebels have been armed by Dervania.", {("Dervania", "arms", "rebels")}),
    # no flow of support
    ("The boat was attacked by an army helicopter.", set()),
    ("The army handed over 12 fighters to Hezbollah.", set()),
    ("The rebels asked Turkey for talks.", set()),
    ("Jets flew five airstrikes in the north.", set()),
    ("The militants were killed by an Israeli airstrike.", set()),
    ("The rebels were bringing up tanks.", set()),
    ("The court ordered Iran to pay 30,000 dollars to the widow.", set()),
    ("Iran sent a letter to Hezbollah.", set()),
    ("Missiles from Lebanon hit the town.", set()),
    ("The farmer sold tanks of milk to the dairy.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_flows(text: str, expected: set[Flow]) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {actor.id: actor.name for actor in report.actors}
    assert {(names.get(f.giver or ""), f.what, names.get(f.recipient or "")) for f in report.flows} == expected


def test_amounts_keep_their_bounds() -> None:
    report = onrecord.read_text("Qatar gave Hamas more than 30 million dollars in cash.", language="en")
    flow = next(f for f in report.flows if f.what == "money")
    assert (flow.low, flow.best, flow.high) == (30_000_001, None, None)
    report = onrecord.read_text("Iran sent Hezbollah 40 missiles.", language="en")
    assert [(f.low, f.best, f.high, f.amount_text) for f in report.flows] == [(40, 40, 40, "40 missiles")]
