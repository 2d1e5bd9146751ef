"""Where an event is told to have been, in sentences of our own, with those beside them that tell no place."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.read import find_rows
from onrecord.syntax import load_parser


def place_of(text: str, trigger: str) -> str | None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {place.id: place.name for place in report.places}
    found = [event for event in report.events if trigger in event.trigger.text]
    assert found, [event.trigger.text for event in report.events]
    return names[found[0].place] if found[0].place is not None else None


PLACES = [
    # A clause with "where", or "in which", is about the place before it.
    ("Civilians are trapped in Nairobi, where the bridges were blown up on Monday.", "blown", "Nairobi"),
    ("Families fled to Nairobi, in which two schools were shelled on Monday.", "shelled", "Nairobi"),
    ("The minister spoke of a time when two schools were shelled.", "shelled", None),
    ("He flew to Nairobi after two schools were shelled.", "shelled", None),
    # The name after a word for a kind or a part of a place.
    ("Soldiers evacuated 80 people in the town of Velmar after the flood.", "evacuated", "Velmar"),
    ("Commandos stormed a hijacked tanker off the coast of Kenya, freeing 19 sailors.", "freeing", "Kenya"),
    ("Veterans in the capital, Nairobi, burned a flag.", "burned", "Nairobi"),
    ("In the eastern city of Nairobi youths threw stones and torched two trucks.", "torched", "Nairobi"),
    ("The government in Nairobi rejected the deal.", "rejected", None),
    ("Guerrillas in Nairobi arrested a trader.", "arrested", "Nairobi"),
    # Where those harmed were, not where they are from.
    ("A deputy killed four colleagues in Nairobi.", "killed", "Nairobi"),
    ("Police are investigating an attack in Nairobi.", "investigating", None),
    # A clause that says of a noun where it took place.
    ("The army reported a clash with rebels, which took place in Nairobi.", "clash", "Nairobi"),
    ("The army reported a clash with rebels, which had fled from Nairobi.", "clash", None),
    # "off" is a preposition of place.
    ("The navy will test missiles off Mombasa next week.", "test", "Mombasa"),
    # Of two phrases the narrower stands after the deed.
    ("In northern Kenya, jets struck a depot near Mandera.", "struck", "Mandera"),
    # A building's name or place before it.
    ("A bomb exploded at Mombasa's second city hospital.", "exploded", "Mombasa"),
    ("Russia's embassy was shelled.", "shelled", None),
    # The parser may take a place at the beginning for a part of the name after it.
    ("In Kenya Minister Oren Dask met the Harn Council.", "met", "Kenya"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), PLACES, ids=[case[0][:50] for case in PLACES])
def test_places(text: str, trigger: str, expected: str | None) -> None:
    assert place_of(text, trigger) == expected


def test_place_in_the_label_of_a_line() -> None:
    text = (
        "Incidents of the week:\n- Sunday, Ogbarolo: gunmen attacked worshippers.\n- Monday, Minister Dask: we go on.\n"
    )
    assert place_of(text, "attacked") == "Ogbarolo"
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    assert not any(m.text.endswith("Dask") for m in report.mentions if m.kind == "place")


INCIDENTS = [
    ("Six soldiers were killed and a school was hit when militants fired rockets at a post in Nairobi, he said.", 6),
    ("Six soldiers were killed and a school was hit when militants fired rockets at a post in Nairobi.", 6),
    ("Militants fired rockets at a post in Nairobi and a school was hit.", None),
]


@pytest.mark.parametrize(("text", "killed"), INCIDENTS, ids=["said", "told", "nobody"])
def test_one_incident_of_two_clauses_and_their_cause(text: str, killed: int | None) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    fire = next(event for event in report.events if event.kind == "shelling")
    assert (fire.killed.best if fire.killed is not None else None) == killed


NAMED = [
    ("Rebels murdered Oren Dask in Nairobi in 1984.", 1),
    ("Rebels murdered the Dask brothers in 1984.", None),
]


@pytest.mark.parametrize(("text", "killed"), NAMED, ids=[case[0] for case in NAMED])
def test_death_of_one_who_is_named(text: str, killed: int | None) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    event = next(event for event in report.events if event.plover is not None)
    assert (event.killed.best if event.killed is not None else None) == killed


TWO_PLACES = [
    ("Six men were killed when rebels attacked a post in Nairobi and fired at a bus in Mombasa.", True),
    ("Six soldiers died when a mine exploded in Mombasa.", False),
]


@pytest.mark.parametrize(("text", "expected"), TWO_PLACES, ids=["two", "one"])
def test_two_places_of_which_neither_is_nearer_are_noted(text: str, expected: bool) -> None:
    document = onrecord.read_text(text, language="en").document
    parsed = load_parser().parse(document)
    find_rows(parsed)
    assert any(note.reason == "two places" for note in parsed.passed_over) == expected


TIMES = [
    ("Six people were killed when a mine exploded in 1985.", "1985"),
    ("The president referred on Tuesday to the murder of six priests.", None),
    ("On Tuesday a crowd beat a docker to death.", "2019-04-30"),
]


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=[case[0][:40] for case in TIMES])
def test_time_is_of_the_clause_itself(text: str, expected: str | None) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    values = {time.id: time.value for time in report.times}
    event = next(event for event in report.events if event.kind in {"killing", "death", "bombing", "assassination"})
    assert (values[event.time] if event.time is not None else None) == expected
