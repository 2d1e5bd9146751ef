"""Persons by name, with offices and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Rows
from onrecord.read.actors import find_actors
from onrecord.read.places import find_places
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def persons(parsed: Parsed) -> dict[str, tuple[str | None, str | None]]:
    """Text of each person's mention to office and the words of the body."""
    rows = Rows()
    rows.mentions.extend(find_places(parsed, rows))
    rows.mentions.extend(find_actors(parsed, rows))
    text = {m.id: m.text for m in rows.mentions}
    return {
        m.text: (rows.clues[m.id].office, text.get(rows.clues[m.id].affiliation or ""))
        for m in rows.mentions
        if m.kind == "person" and m.form != "pronoun"
    }


@pytest.mark.parametrize(
    ("sentence", "text", "office", "body"),
    [
        ("Kenyan president Ilan Dorek spoke.", "Kenyan president Ilan Dorek", "Kenyan president", "Kenyan"),
        ("Ilan Dorek, the foreign minister of Kenya, spoke.", "Ilan Dorek", "foreign minister of Kenya", "Kenya"),
        ("The envoy, Ilan Dorek, spoke.", "Ilan Dorek", "envoy", None),
        ("Its spokesman Ilan Dorek denied the report.", "Its spokesman Ilan Dorek", "spokesman", "Its"),
        ("Secretary of State Mark Tanner spoke.", "Secretary of State Mark Tanner", "Secretary of State", None),
        ("Mr. Dorek was in the town.", "Mr. Dorek", None, None),
        (
            "Sheikh Omar bin Said Al Tarsi met the envoys.",
            "Sheikh Omar bin Said Al Tarsi",
            None,
            None,
        ),
        (
            "Defence Ministry spokesman Ilan Dorek spoke.",
            "Defence Ministry spokesman Ilan Dorek",
            "Defence Ministry spokesman",
            "Defence Ministry",
        ),
        # an office wins over a rank alone; the office before the comma
        ("The army spokesman, General Ilan Dorek, spoke.", "General Ilan Dorek", "army spokesman", None),
        ("The head of the Harbour Council, Ilan Dorek, left.", "Ilan Dorek", "head of the Harbour Council", None),
    ],
)
def test_names_with_offices(parse: Parse, sentence: str, text: str, office: str | None, body: str | None) -> None:
    assert persons(parse(sentence))[text] == (office, body)


def test_the_family_name_alone_is_the_person(parse: Parse) -> None:
    found = persons(parse("Samuel Power spoke in the town. Then Power left for the coast."))
    assert {"Samuel Power", "Power"} <= set(found)


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("Near Aleppo, one strike hit a truck.", "Near Aleppo"),
        ("Fighting went on near Ayn Tarsa.", "Ayn Tarsa"),
        ("Power cuts hit the town.", "Power"),
        ("The Harbour Regiment left.", "Harbour Regiment"),
        ("Aleppo fell on Tuesday.", "Aleppo"),
        ("Units took the Sheikh Nasir district.", "Sheikh Nasir"),
        ("The frigate Admiral Dorek sailed.", "Admiral Dorek"),
    ],
)
def test_capitalised_words_that_are_no_persons(parse: Parse, sentence: str, absent: str) -> None:
    assert absent not in persons(parse(sentence))


def test_an_office_alone_is_a_person(parse: Parse) -> None:
    assert persons(parse("The foreign minister of Kenya resigned."))["The foreign minister of Kenya"] == (
        "foreign minister of Kenya",
        "Kenya",
    )
