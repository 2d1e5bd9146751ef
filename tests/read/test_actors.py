"""Mentions of actors: noun phrases, names, states that act, nationalities, pronouns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model import Clue, Mention, Rows
from onrecord.read.actor_words import actor_words
from onrecord.read.actors import find_actors
from onrecord.read.places import find_places
from onrecord.syntax import Parsed, load_parser

Parse = Callable[..., Parsed]


def found(parsed: Parsed) -> tuple[Rows, dict[str, tuple[Mention, Clue]]]:
    rows = Rows()
    rows.mentions.extend(find_places(parsed, rows))
    rows.mentions.extend(find_actors(parsed, rows))
    return rows, {m.text: (m, rows.clues[m.id]) for m in rows.mentions}


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "country"),
    [
        ("Pro-government militias entered the town.", "Pro-government militias", "militia", None),
        ("They met foreign jihadis near the river.", "foreign jihadis", "rebel_group", None),
        ("Malian government troops left the base.", "Malian government troops", "state_forces", "MLI"),
        ("Shells hit the Kenyan army.", "the Kenyan army", "state_forces", "KEN"),
        ("Anti-government forces fired rockets.", "Anti-government forces", "rebel_group", None),
        ("Kurdish forces took the bridge.", "Kurdish forces", "militia", None),
        ("The interior ministry denied it.", "The interior ministry", "government", None),
        ("Aid workers were stopped at the gate.", "Aid workers", "ngo", None),
        ("Thousands of civilians fled.", "civilians", "civilians", None),
        ("The Yemeni opposition refused to sign.", "The Yemeni opposition", "rebel_group", "YEM"),
        ("The international community kept silent.", "The international community", "intergovernmental", None),
        ("A group of gunmen entered the town.", "A group of gunmen", "rebel_group", None),
        ("Kenya's army shelled the town.", "Kenya's army", "state_forces", "KEN"),
        ("He waited for his men.", "his men", "unknown", None),
        ("The report by (AFP) came late.", "AFP", "media", "FRA"),
    ],
)
def test_noun_phrases_name_actors(parse: Parse, sentence: str, text: str, kind: str, country: str | None) -> None:
    mention, clue = found(parse(sentence))[1][text]
    assert (mention.kind, clue.actor_kind, clue.country) == ("actor", kind, country)


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("The town was taken by force.", "force"),
        ("He spoke in opposition to the plan.", "opposition"),
        ("It is said that rain fell.", "It"),
        ("The police station burned.", "The police"),
        ("There were divisions among them.", "divisions"),
        ("A fighter jet fell into the sea.", "fighter"),
        ("They fired on their own side.", "their own side"),
        ("Kenya calls it a party, whose party it funds.", "whose party"),
        ("The ministry considers it a terrorist group.", "a terrorist group"),
        ("The governments of Kenya and Mali signed.", "The governments of Kenya and Mali"),
        ("The army denied hitting civilians.", "hitting civilians"),
        ("A group of gunmen entered the town.", "gunmen"),
        ("The frigate Admiral Dorek sailed on Friday.", "Admiral Dorek"),
        ("The USS Harbour sailed on Friday.", "The USS Harbour"),
        ("The Lenna State Agency reported it.", "Lenna State"),
    ],
)
def test_the_same_nouns_as_things_are_left_out(parse: Parse, sentence: str, absent: str) -> None:
    assert absent not in found(parse(sentence))[1]


@pytest.mark.parametrize(
    ("sentence", "text", "known_as"),
    [
        ("Moscow denied the report.", "Moscow", "state:RUS"),
        ("The militia is backed by Turkey.", "Turkey", "state:TUR"),
        ("The deal between Iran and Iraq held.", "Iraq", "state:IRQ"),
        ("Sanctions on Belarus were extended.", "Belarus", "state:BLR"),
        ("He accused Rwanda of sending troops.", "Rwanda", "state:RWA"),
        ("Egypt's government signed.", "Egypt", "state:EGY"),
        ("The Kenyan government signed.", "The Kenyan government", "state:KEN"),
        ("The government of Kenya signed.", "The government of Kenya", "state:KEN"),
    ],
)
def test_states_that_act_are_actors(parse: Parse, sentence: str, text: str, known_as: str) -> None:
    rows, by_text = found(parse(sentence))
    mention, clue = by_text[text]
    assert (mention.kind, clue.known_as) == ("actor", known_as)
    assert not [m for m in rows.mentions if m.kind == "place" and m.text == text]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("A bomb exploded in Moscow.", "Moscow"),
        ("They fled to Turkey.", "Turkey"),
        ("He lives east of Damascus.", "Damascus"),
        ("The fire spread to Kenya's second port.", "Kenya"),
        ("The road between Damascus and Aleppo is cut.", "Damascus"),
    ],
)
def test_states_as_places_stay_places(parse: Parse, sentence: str, text: str) -> None:
    assert found(parse(sentence))[1][text][0].kind == "place"


def test_a_nationality_stands_alone_only_outside_a_longer_actor(parse: Parse) -> None:
    by_text = found(parse("Russian airpower helped Syrian government troops."))[1]
    assert by_text["Russian"][0].kind == "nationality"
    assert by_text["Russian"][1].known_as == "state:RUS"
    assert "Syrian" not in by_text


def test_every_conjunct_is_a_mention(parse: Parse) -> None:
    by_text = found(parse("Kenya, Chad and Ghana sent observers."))[1]
    assert {"Kenya", "Chad", "Ghana"} <= set(by_text)


def test_a_group_inside_a_phrase_is_a_mention_of_its_own(parse: Parse) -> None:
    by_text = found(parse("Representatives of the Free Marsh Brigade met members of Hezbollah."))[1]
    assert {"the Free Marsh Brigade", "Hezbollah"} <= set(by_text)
    assert by_text["the Free Marsh Brigade"][0].form == "name"


def test_scare_quotes_are_kept_and_closed(parse: Parse) -> None:
    by_text = found(parse("Shells fell on the army-backed “volunteers” in the hills."))[1]
    assert "the army-backed “volunteers”" in by_text


def test_a_name_inside_a_compound_is_a_mention(parse: Parse) -> None:
    by_text = found(parse("U.S.-backed forces met an al-Qaeda-linked militia."))[1]
    assert by_text["U.S."][1].known_as == "state:USA"
    assert by_text["al-Qaeda"][1].known_as == "group:al-qaeda"
    assert next(c for t, (_, c) in by_text.items() if t.endswith("militia")).known_as is None


def test_an_acronym_in_brackets_is_a_name_from_then_on(parse: Parse) -> None:
    by_text = found(parse("The Lenna Relief Committee (LRC) counted ten dead. The LRC sent doctors."))[1]
    assert {"LRC", "The LRC"} <= set(by_text)


WORDS = ["the", "rebels", "Syrian", "army", "“", "”", "-", "backed", "Moscow", "said", ",", "of", "(", ")", "and",
         "his", "militia", "General", "Dorek", "U.S.-led", "’s", "\n\n", "forces", "\u200b"]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_text_at_a_span_is_the_recorded_text(words: list[str]) -> None:
    from onrecord.model import Document

    text = " ".join(words)
    parsed = load_parser("en").parse(Document(id="d", sha256="", text_sha256="", text=text))
    rows, _ = found(parsed)
    for mention in rows.mentions:
        assert mention.text == text[mention.start : mention.end]
        assert mention.start < mention.end
        assert 0 <= rows.clues[mention.id].head < len(parsed.doc)
    assert len({m.id for m in rows.mentions}) == len(rows.mentions)


def test_vocabulary_holds_kinds_of_the_contract() -> None:
    from typing import get_args

    from onrecord.model import ActorKind, PopulationClass

    words = actor_words("en")
    for noun in [*words.nouns.values(), *words.phrases.values()]:
        assert noun.kind in get_args(ActorKind)
        assert noun.population is None or noun.population in get_args(PopulationClass)
        assert noun.needs in {None, "name", "modifier", "modifier_or_plural"}


def test_a_phrase_holds_its_head_where_the_parse_crosses() -> None:
    text = (
        "I am not sure about the other doctors there, but i do know that Dr. Tomas T. Velka is not a man of his word, "
        "and is also very CRUEL AND UNCARING!!"
    )
    assert all(mention.text for mention in onrecord.read_text(text, language="en").mentions)
