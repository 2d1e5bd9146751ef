"""Which place a name means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Place, Rows
from onrecord.read.places import find_places
from onrecord.resolve.places import resolve_places
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def resolved(parsed: Parsed) -> tuple[list[Place], Rows, dict[str, str]]:
    rows = Rows()
    rows.mentions.extend(find_places(parsed, rows))
    places, place_of = resolve_places(parsed, rows)
    return places, rows, place_of


def named(parsed: Parsed, name: str) -> Place:
    places, rows, place_of = resolved(parsed)
    mention = next(m for m in rows.mentions if m.text == name)
    return next(place for place in places if place.id == place_of[mention.id])


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A bomb exploded in Paris, Texas.", "Paris", ("USA", "Texas", "city", 1)),
        ("A bomb exploded in Paris on Friday.", "Paris", ("FRA", "Île-de-France", "capital", 1)),
        ("Shelling hit Aleppo, Syria.", "Aleppo", ("SYR", "Aleppo", "city", 1)),
        ("Shelling hit villages in Aleppo province.", "Aleppo", ("SYR", "Aleppo", "admin1", 4)),
        ("They were taken to the western province of Idlib.", "Idlib", ("SYR", "Idlib", "admin1", 4)),
        ("Fighting went on in eastern Aleppo.", "Aleppo", ("SYR", "Aleppo", "city", 1)),
        ("The convoy was hit near Mosul.", "Mosul", ("IRQ", "Nineveh", "city", 2)),
        ("Peace talks began in Syria.", "Syria", ("SYR", None, "country", 6)),
        ("Troops entered the Donbas.", "Donbas", ("UKR", None, "region", 5)),
        ("Ships burned in the Red Sea.", "Red Sea", (None, None, "sea", 7)),
        ("Two men died in Richmond, Atlanta and Savannah in Georgia.", "Georgia", ("USA", "Georgia", "admin1", 4)),
        ("Troops left Gori and Tbilisi in Georgia.", "Georgia", ("GEO", None, "country", 6)),
        ("Gunmen struck in Tripoli and Sidon, in Lebanon.", "Tripoli", ("LBN", "North Lebanon", "city", 1)),
        ("Gunmen struck in Tripoli and Benghazi.", "Tripoli", ("LBY", "Tripoli", "capital", 1)),
    ],
)
def test_homonyms(parse: Parse, text: str, name: str, expected: tuple[object, ...]) -> None:
    place = named(parse(text), name)
    assert (place.country, place.admin1, place.kind, place.where_precision) == expected


def test_a_name_that_is_unknown_keeps_its_words_alone(parse: Parse) -> None:
    place = named(parse("Drones struck the village of Tarskovo in Ukraine."), "Tarskovo")
    assert (place.name, place.latitude, place.longitude, place.geonames_id, place.where_precision) == (
        "Tarskovo", None, None, None, None,
    )  # fmt: skip


def test_the_city_is_the_last_named_city(parse: Parse) -> None:
    places, rows, place_of = resolved(parse("Troops came from Idlib to Mosul. The city was empty. Iraq protested."))
    the_city = next(m for m in rows.mentions if m.form == "nominal")
    assert next(p.name for p in places if p.id == place_of[the_city.id]) == "Mosul"


def test_the_city_without_a_city_is_nothing(parse: Parse) -> None:
    _places, rows, place_of = resolved(parse("The city was empty. Iraq protested."))
    assert all(m.id not in place_of for m in rows.mentions if m.form == "nominal")


def test_one_row_a_place(parse: Parse) -> None:
    text = "Aleppo fell. Rebels left Aleppo for Idlib. ALEPPO was calm."
    places, rows, place_of = resolved(parse(text))
    assert [place.name for place in places] == ["Aleppo", "Idlib"]
    assert sorted(m for place in places for m in place.mentions) == sorted(place_of)
    assert set(place_of) == {mention.id for mention in rows.mentions}


def test_the_order_of_work_changes_nothing(parse: Parse) -> None:
    parsed = parse("Gunmen struck in Tripoli and Sidon, in Lebanon, and near Paris, Texas.")
    assert resolved(parsed)[0] == resolved(parsed)[0]


def test_no_places_in_no_text(parse: Parse) -> None:
    assert resolved(parse(""))[0] == []
