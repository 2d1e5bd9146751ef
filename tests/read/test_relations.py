"""Who backs, fights, belongs to, leads or designates whom; and what looks like it but is not."""

from __future__ import annotations

import pytest

import onrecord

Triple = tuple[str, str, str]


def triples(text: str) -> set[Triple]:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {actor.id: actor.name for actor in report.actors}
    return {(names[row.subject], row.kind, names.get(row.object or "", "")) for row in report.relations}


CASES: list[tuple[str, set[Triple]]] = [
    # verbs, both voices
    ("Iran backs Hezbollah.", {("Iran", "supports", "Hezbollah")}),
    ("Hezbollah is backed by Iran.", {("Iran", "supports", "Hezbollah")}),
    ("Hezbollah, funded by Iran, fired rockets on Tuesday.", {("Iran", "supports", "Hezbollah")}),
    ("Hamas fought Fatah in the streets.", {("Hamas", "fights", "Fatah")}),
    # the means of support lead to who owns them
    ("The Syrian army, backed by Russian airpower, entered the town.", {("Russia", "supports", "Syrian Arab Army")}),
    # hyphen compounds
    ("The Iran-backed Hezbollah rejected the plan.", {("Iran", "supports", "Hezbollah")}),
    # nouns that describe
    ("Qatar, a backer of Hamas, hosted the talks.", {("Qatar", "supports", "Hamas")}),
    ("Boko Haram is an affiliate of Islamic State.", {("Boko Haram", "affiliated_with", "Islamic State")}),
    # designation
    (
        "Hezbollah was designated as a terrorist organisation by the United States.",
        {("United States", "designates", "Hezbollah")},
    ),
    (
        "Saudi Arabia leads a coalition that is fighting the Houthis.",
        {("Saudi Arabia", "leads", "coalition"), ("coalition", "fights", "Houthis")},
    ),
    (
        "Al-Shabaab, which has pledged allegiance to al-Qaeda, denied it.",
        {("Al-Shabaab", "affiliated_with", "Al Qaeda")},
    ),
    (
        "Ethiopian troops entered the country to back Hezbollah.",
        {("Ethiopian National Defense Force", "supports", "Hezbollah")},
    ),
    # fighting told by nouns, and by what is done to the other's ground
    ("The crossfire between the army and the guerrillas went on.", {("army", "fights", "guerrillas")}),
    ("Syrian troops were firing at militants.", {("Syrian troops", "fights", "militants")}),
    ("Hamas fighters stormed the fortress of Hezbollah.", {("Hamas", "fights", "Hezbollah")}),
    # those with arms are trained to fight
    ("Iran trained the rebels.", {("Iran", "supports", "rebels")}),
    # nobody is tied to anybody
    ("Iran trained the nurses.", set()),
    ("Talks between the army and the guerrillas went on.", set()),
    ("The rescued people include Hamas and Hezbollah.", set()),
    ("The bank supports small farmers in the valley.", set()),
    ("Doctors fought the virus in Aleppo.", set()),
    ("The bill was backed by a large majority.", set()),
    ("Iran and Hezbollah were mentioned in the speech.", set()),
    ("The wall backs onto the river.", set()),
    ("Arsenal fought back to beat Chelsea.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_relations(text: str, expected: set[Triple]) -> None:
    found = triples(text)
    assert {t for t in found if t[1] != "holds_office"} == expected


def test_an_office_is_held_by_its_person() -> None:
    report = onrecord.read_text("The Turkish foreign minister, Mevlut Cavusoglu, spoke in Ankara.", language="en")
    names = {actor.id: actor.name for actor in report.actors}
    held = [(names[row.subject], row.means) for row in report.relations if row.kind == "holds_office"]
    assert len(held) == 1
    assert "Cavusoglu" in held[0][0]
    assert "foreign minister" in (held[0][1] or "")


def test_a_tie_said_to_be_over_or_denied_is_not_told_as_fact() -> None:
    report = onrecord.read_text("Iran denied that it backs Hezbollah.", published="2019-05-02", language="en")
    assert [row.status for row in report.relations] == ["denied"]
