"""Who fills the roles of events where the syntax is roundabout, with plain sentences beside it."""

from __future__ import annotations

import pytest

import onrecord

CASES = [
    # sentence, kind, texts by role
    ("The dockers, on strike since Monday, want him dismissed.", "labour_strike", {"initiator": ["The dockers"]}),
    ("Rosa Lubaki, who is under house arrest, called for calm.", "arrest", {"target": ["Rosa Lubaki"]}),
    ("Police fired on drivers who had parked across the road in protest.", "protest", {"initiator": ["drivers"]}),
    ("The rebels are in control on the ground.", "protest", {}),
    # between a body of one place and another side
    (
        "Three days of talks between the government of Ndorwe and the Patriotic Front ended on Thursday.",
        "talks",
        {"party": ["the government of Ndorwe", "the Patriotic Front"]},
    ),
    (
        "Peace talks between Dravia and the breakaway region broke up.",
        "talks",
        {"party": ["Dravia", "the breakaway region"]},
    ),
    # by whom, hung on a noun inside
    (
        "The Partisans, designated as a terrorist organisation by Tesmira in 2010, have lost the town.",
        "designation",
        {"initiator": ["Tesmira"], "target": ["The Partisans"]},
    ),
    # who is given something
    ("His army received 14 rifles from Russia.", "arms_transfer", {"giver": ["Russia"], "recipient": ["His army"]}),
    ("Russia sent the army 14 rifles.", "arms_transfer", {"giver": ["Russia"], "recipient": ["the army"]}),
    # verbs that carry a noun
    ("The ministry granted a waiver to the firm.", "waiver", {"initiator": ["The ministry"]}),
    ("The government extended the state of emergency in Harn.", "restriction", {"initiator": ["The government"]}),
    # what "it" stands for
    (
        "The first draft was written in January. Both sides turned it down.",
        "rejection",
        {"initiator": ["Both sides"], "target": ["The first draft"]},
    ),
    ("The militia has rifles. The Guard bombed it.", "bombing", {"initiator": ["The Guard"], "target": ["it"]}),
    # who gains a place that is lost, who is paid, who is brought in
    ("The town fell to the rebels in May.", "territory_lost", {"initiator": ["the rebels"], "target": ["The town"]}),
    (
        "The post was taken from the government by local rebels.",
        "territory_taken",
        {"initiator": ["local rebels"], "target": ["The post"]},
    ),
    ("Fighters took away a teacher.", "abduction", {"initiator": ["Fighters"], "victim": ["a teacher"]}),
    ("Parliament will debate the draft on Thursday.", "meeting", {"party": ["Parliament", "the draft"]}),
    # no doers: manner, what explodes, who only passed sentence
    ("A terrorist attack in Paris killed ten people.", "attack", {"victim": ["ten people"]}),
    ("When it exploded, two people were hurt.", "explosion", {"victim": ["two people"]}),
    ("The general was convicted by a tribunal in 2006 and died in 2013.", "death", {"victim": ["The general"]}),
    ("A march on the governor's house was held.", "protest", {"target": ["the governor's house"]}),
]


@pytest.mark.parametrize(("text", "kind", "roles"), CASES)
def test_roles(text: str, kind: str, roles: dict[str, list[str]]) -> None:
    report = onrecord.read_text(text, published="2021-06-02", language="en")
    told: dict[str, list[str]] = {}
    for event in report.events:
        for argument in event.arguments if event.kind == kind else ():
            if argument.role not in {"time", "place", "instrument"}:
                told.setdefault(argument.role, []).append(argument.text)
    assert told == roles
