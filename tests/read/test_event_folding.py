"""Harm that belongs to an attack told beside it, and harm that is an event of its own."""

from __future__ import annotations

import pytest

import onrecord

FOLDED = [
    # (text, kinds of events in text order)
    ("A bomb exploded at the court in Harn on Monday. Nine people were wounded.", ["bombing"]),
    ("Rebels shelled the market in Velm. A doctor said that forty villagers died.", ["shelling"]),
    ("Marines stormed the prison on Monday, but four hostages died in the operation.", ["raid"]),
    ("The Column shot down a helicopter near Ojo on Monday. Eight soldiers died.", ["interception"]),
    ("Police opened fire on marchers in Harn on Monday. Hospitals took in the wounded.", ["shooting"]),
    # harm of its own
    ("Thirty people were wounded in Harn on Monday.", ["injury"]),
    ("A bomb exploded in Harn on Monday. In Velm on Tuesday gunmen killed a priest.", ["bombing", "killing"]),
    ("A bomb exploded in Harn on Monday. The former mayor, Ilan Dorek, died in a clinic.", ["bombing", "death"]),
    ("A bomb exploded in Harn on Monday. Two farmers died in Velm on Friday.", ["bombing", "death"]),
    ("Jets may strike Harn. Four people were killed on Monday.", ["air_strike", "killing"]),
    ("Rebels shelled Velm on Monday. The army executed two captives.", ["shelling", "execution"]),
]


@pytest.mark.parametrize(("text", "kinds"), FOLDED)
def test_folding(text: str, kinds: list[str]) -> None:
    report = onrecord.read_text(text, published="2021-06-02", language="en")
    assert [event.kind for event in report.events] == kinds


def test_what_is_folded_stays_a_mention_with_its_people() -> None:
    text = "A bomb exploded at the court in Harn on Monday. Nine clerks were wounded."
    (event,) = onrecord.read_text(text, published="2021-06-02", language="en").events
    assert [argument.text for argument in event.arguments if argument.role == "victim"] == ["Nine clerks"]
    assert "wounded" in [span.text for span in event.spans]
