"""Status of events in whole sentences: states in force, demands, threats, forecasts, pledges, claims called false."""

from __future__ import annotations

import pytest

import onrecord

CASES = [
    # (sentence, kind of the event, its status)
    # states in force, and states told as begun or over
    ("The ceasefire between the army and the Front, in force since May, held in most towns.", "ceasefire", "ongoing"),
    ("A mortar round threatened to wreck a truce that has largely held since October.", "ceasefire", "ongoing"),
    ("The militia imposes a suffocating siege on the city.", "siege", "ongoing"),
    ("The governor has imposed a night curfew until further notice.", "restriction", "ongoing"),
    ("The governor imposed a curfew on Monday.", "restriction", "happened"),
    ("The dockers have been on strike since Monday.", "labour_strike", "ongoing"),
    ("The dockers went on strike on Monday.", "labour_strike", "happened"),
    ("Rosa Lubaki, who is under house arrest, called on her followers to stay calm.", "arrest", "ongoing"),
    ("The arrest of nine students by police drew anger.", "arrest", "happened"),
    ("The supplies will help 40,000 civilians besieged within the city, the minister said.", "siege", "ongoing"),
    # who is given a time is called upon
    ("The party gave the government 48 hours to arrest the culprits.", "arrest", "called_for"),
    ("Mining companies have until 15 December to withdraw their guards.", "withdrawal", "called_for"),
    ("We must do all we can to pressure the regime to lift the siege.", "concession", "called_for"),
    # threats and forecasts, and what is only said to come
    ("The mayor has warned that the party would march on the palace.", "protest", "threatened"),
    ("It became clear that Russia would veto the draft.", "rejection", "predicted"),
    ("The mayor said that the party would march on the palace.", "protest", "planned"),
    ("The army said it would withdraw its troops from Harn on Friday.", "withdrawal", "planned"),
    # what is pledged or announced is to come
    ("The European office has pledged 2.4 million euros to the clinic.", "funding", "planned"),
    ("The office has given 2.4 million euros to the clinic.", "funding", "happened"),
    ("The opposition has announced nationwide marches for Sunday.", "protest", "planned"),
    # claims called false
    ("Claims that the rebels shot down a helicopter are untrue.", "interception", "denied"),
    ("Reports of an evacuation of citizens are false.", "evacuation", "denied"),
    ("Reports of an evacuation of citizens are spreading.", "evacuation", "claimed"),
    # what somebody is accused of, what reports allege, what will be held, what could be perceived
    ("The doctors accused the troops of shelling the clinic.", "shelling", "claimed"),
    ("Allegations that two mosques were shelled will be examined by a commission.", "shelling", "unconfirmed"),
    ("Troops guard the peace talks, which will open on 15 June in Velm.", "talks", "planned"),
    ("At dawn bomb explosions could still be heard in Harn.", "bombing", "happened"),
    ("At dawn bomb explosions could still rock Harn.", "bombing", "hypothetical"),
    ("The provincial capital is now cut off on three sides.", "siege", "ongoing"),
    # a fact that only stands before another in one sentence
    (
        "The agency dispatched 40 lorries on Monday; the remaining 14 were stopped by troops.",
        "aid_delivered",
        "happened",
    ),
]


@pytest.mark.parametrize(("text", "kind", "status"), CASES)
def test_status(text: str, kind: str, status: str) -> None:
    report = onrecord.read_text(text, published="2021-06-02", language="en")
    assert [event.status for event in report.events if event.kind == kind] == [status]
