"""What became of the same people, and who is counted in whom: own sentences."""

from __future__ import annotations

import pytest

import onrecord


def told(text: str) -> list[tuple[str, int | None, bool]]:
    """Measure, figure and whether it is a part, of each toll, by figure and measure."""
    tolls = onrecord.read_text(text, published="2019-05-02", language="en").tolls
    return sorted((toll.measure, toll.best, toll.part_of is not None) for toll in tolls)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # hurt, then dead: one outcome
        ("A woman who was wounded in a shooting in Darsa on Sunday has died.", [("killed", 1, False)]),
        ("A woman was wounded in Darsa. A man has died.", [("injured", 1, False), ("killed", 1, False)]),
        # or: left open
        ("The army killed or wounded 30 rebels on Monday.", [("affected", 30, False)]),
        ("The army killed 30 rebels and wounded 12 on Monday.", [("injured", 12, False), ("killed", 30, False)]),
        ("Nobody was killed or wounded in the blast.", [("injured", 0, False), ("killed", 0, False)]),
        # of whom some died
        (
            "One of four women wounded in a shooting in Darsa on Monday has died.",
            [("affected", 4, False), ("killed", 1, False)],
        ),
        # a sum that is raised
        (
            "A woman hurt in a shooting on Sunday has died, bringing the number of fatalities to three.",
            [("killed", 1, True), ("killed", 3, False)],
        ),
        ("A woman has died. The number of fatalities rose to three.", [("killed", 1, True), ("killed", 3, False)]),
        # a third is none of two, but may be one of four
        (
            "Two men were killed on Monday in Darsa. A third man has died of his wounds.",
            [("killed", 1, False), ("killed", 2, False)],
        ),
        (
            "Gunmen fired at a bus, wounding four. A fourth passenger was hurt. Three others had minor injuries.",
            [("injured", 1, True), ("injured", 3, True), ("injured", 4, False)],
        ),
        # "another" of whom another harm is told is another
        (
            "A 20-year-old man was shot and died at a hospital. Another 20-year-old man was shot in the back.",
            [("injured", 1, False), ("killed", 1, False)],
        ),
        ("A man was shot in Darsa. The man died in hospital.", [("killed", 1, False)]),
        # a name tells who "one" is, a pronoun is no other
        ("The shooting left one man dead. One of the victims, Edric Gale, later died.", [("killed", 1, False)]),
        ("A girl was shot dead. Rita Zaber was with two other friends when she was shot.", [("killed", 1, False)]),
        # men are none of two daughters
        ("Two daughters were shot dead. A man was also shot dead.", [("killed", 1, False), ("killed", 2, False)]),
        # others than the dead, of whom none died
        (
            "The shooting left two officers dead and sent four other people to hospital.",
            [("injured", 4, False), ("killed", 2, False)],
        ),
        # parts, also those coordinated with one
        (
            "A mortar round killed six people, among them a grandmother and three of her grandchildren.",
            [("killed", 1, True), ("killed", 3, True), ("killed", 6, False)],
        ),
        ("A mortar round killed six people and a grandmother.", [("killed", 1, False), ("killed", 6, False)]),
        # told to live: none of them died
        (
            "They found four shooting victims. Three of the victims had minor injuries; the fourth victim has died.",
            [("affected", 4, False), ("injured", 3, True), ("killed", 1, False)],
        ),
    ],
)
def test_outcomes(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those who stand after the verb
        ("Injured in the gunfire was a 5-year-old boy, police said.", [("injured", 1, False)]),
        ("Killed were Ana Roe, 34, and her son Tim.", [("killed", 1, False)] * 2),
        ("Injured in the game was the pride of the fans.", []),
        # those whom a state is said of
        ("Officers found Dana Holt dead in the house.", [("killed", 1, False)]),
        ("Officers found the house empty.", []),
        ("Officers arrived to find two children wounded.", [("injured", 2, False)]),
        ("Two boys were struck down in Darsa.", [("injured", 2, False)]),
        ("The court struck down two laws.", []),
    ],
)
def test_inverted_and_found(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert told(text) == expected


def test_what_is_found_has_happened() -> None:
    found = onrecord.read_text("Officers arrived to find two children wounded.", language="en").tolls
    meant = onrecord.read_text("The rebels planned to wound two officers.", language="en").tolls
    assert [toll.status in {"happened", "claimed"} for toll in found] == [True]
    assert all(toll.status not in {"happened", "claimed"} for toll in meant)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two of the wounded are officers.", ["state_forces"]),
        ("Two of the wounded are stable.", ["people"]),
        ("The blast killed two motorcyclists of the Taliban.", ["armed_group"]),
        ("The blast killed two motorcyclists of Darsa.", ["people"]),
    ],
)
def test_whose_people(text: str, expected: list[str]) -> None:
    tolls = onrecord.read_text(text, published="2019-05-02", language="en").tolls
    assert [toll.population.class_ for toll in tolls] == expected
