"""Wordings of harm from many styles of report, each with the tolls that it makes; negatives stand beside them."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.model import Toll


def tolls_of(text: str) -> list[Toll]:
    return onrecord.read_text(text, published="2019-05-02", language="en").tolls


def told(text: str) -> list[tuple[str, int | None, bool]]:
    """Measure, figure and whether it is a part, of every toll."""
    return [
        (t.measure, next((v for v in (t.best, t.low, t.high) if v is not None), None), t.part_of is not None)
        for t in tolls_of(text)
    ]


def killed(count: int, *, part: bool = False) -> tuple[str, int, bool]:
    return ("killed", count, part)


def injured(count: int, *, part: bool = False) -> tuple[str, int, bool]:
    return ("injured", count, part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # headlines and wires
        ("Kandil: 5 killed, 12 wounded in bomb blast", [killed(5), injured(12)]),
        ("Five killed, 12 wounded in Kandil bomb blast", [killed(5), injured(12)]),
        ("The attack killed 3 and injured 11.", [killed(3), injured(11)]),
        (
            "At least 14 people, including two policemen, were killed and 30 others injured in Torvan on Monday.",
            [killed(14), killed(2, part=True), injured(30)],
        ),
        ("Two militants and a soldier were killed in an encounter in Darwal.", [killed(2), killed(1)]),
        ("As many as 22 villagers were hacked to death in Belpara.", [killed(22)]),
        ("Security forces gunned down three Maoists, one of them a woman.", [killed(3), killed(1, part=True)]),
        ("Seven labourers, all from Bihal, were killed.", [killed(7)]),
        # lives
        ("The blast claimed the lives of nine people.", [killed(9)]),
        ("The flood took the life of a farmer.", [killed(1)]),
        ("Fire cost a farmer his life.", [killed(1)]),
        ("The patrol lost four men.", [killed(4)]),
        ("Thirty-one bodies were recovered from the rubble.", [killed(31)]),
        ("Rescuers pulled 11 bodies from the river.", [killed(11)]),
        # held, driven out, taken to hospital
        ("The council says 211 soldiers have surrendered.", [("captured", 211, False)]),
        ("The rebels still hold nearly 500 hostages in Lenna.", [("captured", 500, False)]),
        ("Police have rounded up 37 people in overnight raids.", [("detained", 37, False)]),
        ("The Red Cross counted 92 detainees.", [("detained", 92, False)]),
        ("More than 6,300 people crossed the river into the camps.", [("displaced", 6301, False)]),
        ("The blast sent four other people to hospital, among them a girl.", [injured(4), injured(1, part=True)]),
        # losses and figures of others
        ("The militia put its losses at 12.", [killed(12)]),
        ("We lost nine, the rebel commander said.", [killed(9)]),
        ("The shelling killed 61 people in Oster. The inquiry counted 79.", [killed(61), killed(79)]),
        ("The staff gave the number of pirates killed as six.", [killed(6)]),
        ("Soldiers shot 40 men behind the mosque.", [killed(40)]),
        ("A teacher bled to death in Oster.", [killed(1)]),
        ("Guards beat a farmer to death in his cell.", [killed(1)]),
        ("At least seven persons were feared killed on Saturday.", [killed(7)]),
        ("The bomb caused no casualties.", [injured(0), killed(0)]),
        (
            "Nine people were wounded: seven civilians and two soldiers.",
            [injured(9), injured(7, part=True), injured(2, part=True)],
        ),
        # by adjective, noun, what follows
        ("A fatal shooting of a 19-year-old in Oster led to protests.", [killed(1)]),
        ("The fatal stabbing of two students shocked the town.", [killed(2)]),
        ("Two women were taken to hospital, where they later died.", [killed(2)]),
        ("Nine people were shot, two of them fatally.", [("affected", 9, False), killed(2)]),
        ("A child was also shot in the hand, but was not fatally wounded.", [injured(1)]),
        ("The explosion left five people injured and one person dead.", [injured(5), killed(1)]),
        # those who did it
        ("The gunman killed six people before turning the gun on himself.", [killed(1), killed(6)]),
        ("The shooter, who killed four people, also died.", [killed(1), killed(4)]),
        ("The patrol returned fire, killing Malk Sahin.", [killed(1)]),
        # the same people told again
        ("A woman was shot in Oster. The bullet grazed her head.", [injured(1)]),
        (
            "Two soldiers were killed in Oster. Another soldier was killed in Lenna.",
            [killed(2), killed(1)],
        ),
        # totals
        ("The ministry put the dead at 22.", [killed(22)]),
        ("The ministry put the number of dead at 45.", [killed(45)]),
        ("The toll climbed from 12 to 15.", [killed(15)]),
        ("The death toll rose to 17 after three more people died.", [killed(17), killed(3)]),
        ("One of the wounded later died, taking the toll to six.", [("killed", 1, True), killed(6)]),
        ("Three of the injured are in critical condition.", [injured(3)]),
        (
            "Sixty-three people died. Of the 63, 22 were women and 17 were children.",
            [killed(63), killed(22, part=True), killed(17, part=True)],
        ),
        # held
        ("Troops arrested the bombmaker on Friday.", [("detained", 1, False)]),
        ("Troops arrested an insurgent financial coordinator.", [("detained", 1, False)]),
        ("Police arrested 23 of them.", [("detained", 23, False)]),
        ("The raid led to the arrest of five men.", [("detained", 5, False)]),
        # accidents and weather are tolls too
        ("Over 50 villagers died in the flood.", [killed(51)]),
        ("Lightning killed three herders near Oster.", [killed(3)]),
        ("Twelve passengers died when the bus fell into a gorge.", [killed(12)]),
        ("Eleven people remain missing after the landslide.", [("missing", 11, False)]),
    ],
)
def test_wordings_of_harm(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was sentenced to death in 2012.",
        "He died of cancer in 2011.",
        "The singer died of natural causes.",
        "The 40-year-old colonel commands 3,000 men.",
        "The team lost four players to injury.",
        "The hall holds 500 people.",
        "Two gunmen fled on a motorcycle.",
        "The firm put its job losses at 40.",
        "The capital is cut off on three sides.",
        "Oster is a town of 12 streets. The guide counted 79.",
        "The council held 12 talks.",
        "The town marked the 20th anniversary of the battle.",
        "The company cut off its finance.",
        "The striker has scored 30 goals in 40 games.",
        "The match drew 12,000 spectators.",
        "The convoy of 12 vehicles carried 60 soldiers.",
        "Oster lies 40 km north of Lenna.",
        "The ministry spent 12 million dollars on 300 shelters.",
        "The brigade has 4,000 fighters.",
        "Route 12 was closed at 5 p.m.",
        "The mayor, 61, took office in 2009.",
        "The army lost two towns.",
        "Police found two bodies of water on the map.",
        "Voters cast 12,000 ballots in 40 villages.",
    ],
)
def test_what_is_no_toll(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Officials initially said 12 people had died.", "claimed"),
        ("The police denied that 30 protesters had been killed.", "denied"),
        ("If the dam broke, thousands would die.", "hypothetical"),
        ("Thirty protesters were killed.", "happened"),
        ("At least seven persons were feared killed on Saturday.", "unconfirmed"),
        ("The observatory puts the dead at 400.", "claimed"),
        ("A doctor counted 26 bodies in the hospital.", "claimed"),
        ("About 2,000 people are besieged in Tarsk.", "happened"),
    ],
)
def test_standing_of_a_toll(text: str, status: str) -> None:
    (toll,) = tolls_of(text)
    assert toll.status == status


@pytest.mark.parametrize("text", ["Lightning killed three herders near Oster.", "Over 50 villagers died in the flood."])
def test_weather_is_no_event_of_the_conflict(text: str) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    assert {event.kind for event in report.events} <= {"death", "killing"}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("The army killed 112 soldiers and captured 47 others.", ["state_forces", "state_forces"]),
        ("Gunmen seized two oil workers in Oster.", ["other"]),
        ("Three women teachers were kidnapped in Oster.", ["women"]),
        ("Two members of the security forces were killed.", ["state_forces"]),
        ("A mortar round killed two grandchildren of the mayor.", ["children"]),
        ("Some 300 residents fled the town.", ["people"]),
    ],
)
def test_class_of_those_counted(text: str, classes: list[str]) -> None:
    assert [toll.population.class_ for toll in tolls_of(text)] == classes
