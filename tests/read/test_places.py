"""Which words are mentions of places, and which are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import onrecord
from onrecord.model import Rows
from onrecord.read.places import find_places
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def found(parsed: Parsed, form: str = "name") -> list[str]:
    return [mention.text for mention in find_places(parsed, Rows()) if mention.form == form]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops entered Aleppo and Idlib on Monday.", ["Aleppo", "Idlib"]),
        ("Shells fell on Deir ez-Zor and al-Bab.", ["Deir ez-Zor", "al-Bab"]),
        ("Two men died in the northern city of Mosul, Iraq.", ["Mosul", "Iraq"]),
        ("Clashes spread to the eastern province of Helmand.", ["Helmand"]),
        ("Fighting went on in eastern Aleppo.", ["Aleppo"]),
        ("A bomb exploded in Paris, Texas.", ["Paris", "Texas"]),
        ("Convoys crossed at Bab al-Hawa from Turkey.", ["Bab al-Hawa", "Turkey"]),
        ("The camp of Yarmouk was shelled.", ["Yarmouk"]),
        ("KABUL, Afghanistan (Wire) - A convoy was hit near Ghazni.", ["KABUL", "Afghanistan", "Ghazni"]),
        ("REBELS ATTACKED AN OUTPOST NEAR SAN MIGUEL, EL SALVADOR, THIS MORNING.", ["SAN MIGUEL", "EL SALVADOR"]),
        ("Drones struck the village of Tarskovo in Donetsk region.", ["Tarskovo", "Donetsk"]),
        ("Ships were attacked in the Gulf of Aden.", ["Gulf of Aden"]),
        ("The U.S. and the UK sent envoys to Geneva.", ["U.S.", "UK", "Geneva"]),
        ("Protesters were shot in Homs, Hama and Daraa.", ["Homs", "Hama", "Daraa"]),
    ],
)
def test_places_are_found(parse: Parse, text: str, names: list[str]) -> None:
    assert found(parse(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith said that talks had failed.",
        "President Clinton spoke for an hour.",
        "Washington Irving wrote it in a year.",
        "Paris Hilton left early.",
        "The Bank of Scotland closed its office.",
        "She writes for the Aleppo Times.",
        "The Al Nusra Front said it would fight on.",
        "In March the police were reading the report.",
        "Most of the men may march again.",
        "The Syrian army and Turkish officers met.",
        "Police said the same man was nice.",
        "It was a mobile unit of the army.",
        "",
        "   \n\n ",
    ],
)
def test_no_places_are_invented(parse: Parse, text: str) -> None:
    assert found(parse(text)) == []


@pytest.mark.parametrize(
    ("text", "nominals"),
    [
        ("Troops entered Mosul. The city was empty.", ["The city"]),
        ("They left this village at dawn.", ["this village"]),
        ("The city council met.", []),
        ("They held the city of Mosul.", []),
        ("A town burned.", []),
    ],
)
def test_descriptions_of_places(parse: Parse, text: str, nominals: list[str]) -> None:
    assert found(parse(text), "nominal") == nominals


def test_clues_tell_kind_and_container(parse: Parse) -> None:
    rows = Rows()
    mentions = find_places(parse("A bomb exploded in Paris, Texas, and in Idlib province."), rows)
    paris, texas, idlib = mentions
    assert rows.clues[paris.id].affiliation == texas.id
    assert rows.clues[idlib.id].office == "admin"
    assert rows.clues[texas.id].country == "USA"


def test_spans_are_the_text(parse: Parse) -> None:
    text = "Rebels left Deir\nez-Zor.\u00a0Others stayed in Al-\u200bHasakah near Kobani."
    parsed = parse(text)
    for mention in find_places(parsed, Rows()):
        assert text[mention.start : mention.end] == mention.text


def test_a_name_may_hold_a_possessive() -> None:
    report = onrecord.read_text("The border of the People's Republic of China was closed.", language="en")
    assert [(place.name, place.country) for place in report.places] == [("China", "CHN")]
