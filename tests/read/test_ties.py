"""Ties that other rows imply, parts of bodies, fights of two sides, offices told by a predicate; and what is none."""

from __future__ import annotations

import pytest

import onrecord

Triple = tuple[str, str, str]


def triples(text: str) -> set[Triple]:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {actor.id: actor.name for actor in report.actors}
    return {(names[row.subject], row.kind, names.get(row.object or "", "")) for row in report.relations}


FIGHTS: list[tuple[str, set[Triple]]] = [
    # drawn from events
    ("Six soldiers were killed in an ambush by Boko Haram.", {("Boko Haram", "fights", "soldiers")}),
    ("The army is fighting against drug cartels.", {("army", "fights", "drug cartels")}),
    # two sides of one verb
    ("Hezbollah and Israel exchanged artillery fire on Friday.", {("Hezbollah", "fights", "Israel")}),
    ("Hamas and Fatah fought each other for the port.", {("Hamas", "fights", "Fatah")}),
    # nouns: the foe hangs on the noun or on its verb
    ("Boko Haram has been waging war with the army since 2009.", {("Boko Haram", "fights", "army")}),
    # a foe that hangs on the means; efforts whose they are
    (
        "The Syrian army conducted 11 strikes using jets against ISIL targets.",
        {("Syrian Arab Army", "fights", "Islamic State")},
    ),
    ("The Syrian army continued its campaign to defeat ISIL.", {("Syrian Arab Army", "fights", "Islamic State")}),
    ("Iraq's efforts to destroy ISIL go on.", {("Iraq", "fights", "Islamic State")}),
    # nobody fights
    ("Near Lenna, one strike destroyed a bridge.", set()),
    ("The army is working to destroy mines.", set()),
    ("Iraq's efforts to feed the people go on.", set()),
    ("Hamas and Fatah exchanged prisoners on Friday.", set()),
    ("Boko Haram has threatened to kill soldiers.", set()),
    ("Boko Haram fighters killed 12 villagers at a market.", set()),
    ("Hamas and Fatah met each other in Cairo.", set()),
]

SUPPORT: list[tuple[str, set[Triple]]] = [
    # drawn from flows
    ("Qatar has provided the rebels with weapons and money since 2012.", {("Qatar", "supports", "rebels")}),
    ("Iran sent the Houthis 40 missiles.", {("Iran", "supports", "Houthis")}),
    ("The rebels get their weapons from Qatar.", {("Qatar", "supports", "rebels")}),
    # support as a noun: who gives it and who has it
    ("Iran's support of the Houthis worries Riyadh.", {("Iran", "supports", "Houthis")}),
    ("With the backing of Russia, the Syrian army took the town.", {("Russia", "supports", "Syrian Arab Army")}),
    ("Syrian troops advanced in support of Hezbollah.", {("Syrian troops", "supports", "Hezbollah")}),
    ("Militiamen loyal to Hezbollah let the lorry through.", {("Militiamen", "supports", "Hezbollah")}),
    # a clause after a comma is said of the whole phrase
    (
        "The government of President Omar Salif, protected by Qatar, rejected the plan.",
        {
            ("Qatar", "supports", "government of President Omar Salif"),
            ("Omar Salif", "holds_office", "government of President Omar Salif"),
        },
    ),
    # trade, aid and plans support no side
    ("Germany will deliver 14 tanks to Ukraine.", set()),
    ("The Red Cross sent blankets to the rebels.", set()),
    ("Iran buys its rockets from Russia.", set()),
    ("The UN gave money to the Houthis for food.", set()),
    ("Qatar paid the rebels a ransom of $2 million.", set()),
    ("The court ruled with the support of five judges.", set()),
]

PARTS: list[tuple[str, set[Triple]]] = [
    (
        "The Second Corps of the Syrian army entered the town.",
        {("Second Corps of the Syrian army", "part_of", "Syrian Arab Army")},
    ),
    ("Hamas's political wing rejected the plan.", {("Hamas's political wing", "part_of", "Hamas")}),
    (
        "Countries in the coalition include Australia and France.",
        {("Australia", "member_of", "coalition"), ("France", "member_of", "coalition")},
    ),
    (
        "Coalition nations flying over Syria include Australia and France.",
        {("Australia", "member_of", "Coalition"), ("France", "member_of", "Coalition")},
    ),
    (
        "France, as part of NATO, rejected the plan.",
        {("France", "member_of", "NATO")},
    ),
    # what was a part is none; people of a body are no unit of it
    ("The Front's breakaway wing rejected the plan.", set()),
    ("Thousands of soldiers of the Syrian army left.", set()),
    ("Victims in the town include Anna Dorek.", set()),
]

OFFICES: list[tuple[str, set[Triple]]] = [
    ("Pavel Ristov is the leader of Hezbollah.", {("Pavel Ristov", "leads", "Hezbollah")}),
    ("Pavel Ristov was appointed as commander of the Third Brigade.", {("Pavel Ristov", "leads", "Third Brigade")}),
    ("The smugglers of Colonel Pavel Ristov fled.", {("Pavel Ristov", "leads", "smugglers of Colonel Pavel Ristov")}),
    # a possessive alone tells no command, a calling no office
    ("Pavel Ristov's men fled.", set()),
    ("Pavel Ristov was a doctor in the navy.", set()),
    ("The town was appointed a committee.", set()),
]


@pytest.mark.parametrize(("text", "expected"), [*FIGHTS, *SUPPORT, *PARTS, *OFFICES])
def test_ties_are_told_or_implied(text: str, expected: set[Triple]) -> None:
    assert triples(text) == expected


def test_a_designation_names_no_second_object() -> None:
    text = "The United States designated Hezbollah a terrorist organisation in 1997."
    assert triples(text) == {("United States", "designates", "Hezbollah")}


def test_a_tie_told_by_the_author_and_by_a_source_is_one_row() -> None:
    text = "Iran backs Hezbollah. Israel says that Iran backs Hezbollah."
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    rows = [row for row in report.relations if row.kind == "supports"]
    assert [(row.status, len(row.spans)) for row in rows] in ([("ongoing", 2)], [("happened", 2)])
