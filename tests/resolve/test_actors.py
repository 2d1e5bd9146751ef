"""Actors of a document: one row an actor, under a neutral name."""

from __future__ import annotations

from collections.abc import Callable

import onrecord
from onrecord.model import Actor, Rows
from onrecord.read.actors import find_actors
from onrecord.read.places import find_places
from onrecord.resolve import resolve
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.names import is_acronym_of
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def read(parsed: Parsed) -> Rows:
    rows = Rows()
    rows.mentions.extend(find_places(parsed, rows))
    rows.mentions.extend(find_actors(parsed, rows))
    return rows


def actors(parsed: Parsed) -> dict[str, Actor]:
    return {actor.name: actor for actor in resolve_actors(parsed, read(parsed))[0]}


def test_a_state_its_capital_and_its_government_are_one_actor(parse: Parse) -> None:
    found = actors(parse("Moscow denied the report. Russia signed. The Russian government left the talks."))
    state = found["Government of Russia"]
    assert (state.kind, state.country, state.registry_id) == ("government", "RUS", "state:RUS")
    assert {"Moscow", "Russia"} <= set(state.aliases)


def test_a_states_forces_are_an_actor_of_their_own(parse: Parse) -> None:
    found = actors(
        parse("Syrian government forces left. Syrian government troops came. The Syrian government denied it.")
    )
    forces = found["Syrian Armed Forces"]
    assert (forces.kind, forces.country, len(forces.mentions)) == ("state_forces", "SYR", 2)
    assert found["Government of Syria"].id != forces.id


def test_the_fullest_name_stands_for_a_person(parse: Parse) -> None:
    found = actors(parse("Envoy Anna Dorek spoke. Dorek denied it. Ms. Dorek left."))
    assert found["Anna Dorek"].kind == "person"
    assert found["Anna Dorek"].office == "Envoy"
    assert len(found["Anna Dorek"].mentions) == 3
    assert "Dorek" in found["Anna Dorek"].aliases


def test_an_acronym_means_the_name_before_it(parse: Parse) -> None:
    found = actors(parse("The Lenna Relief Committee (LRC) counted ten dead. The LRC sent doctors."))
    assert len(found["Lenna Relief Committee"].mentions) == 3
    assert "LRC" in found["Lenna Relief Committee"].aliases


def test_groups_that_are_only_described_are_actors_by_their_words(parse: Parse) -> None:
    found = actors(parse("Foreign jihadis entered. Later the foreign jihadis left with local rebels."))
    assert len(found["Foreign jihadis"].mentions) == 2
    assert "local rebels" in found


def test_names_are_no_adjectives_and_hold_no_lone_marks(parse: Parse) -> None:
    found = actors(parse('The town is under "rebel" control. The so-called "moderate" factions left.'))
    assert "rebels" in found
    assert not any('"' in name and name.count('"') % 2 for name in found)


def test_governments_told_together_are_no_actor_of_their_own(parse: Parse) -> None:
    assert set(actors(parse("The governments of Kenya and Mali signed. Kenya paid."))) == {"Kenya", "Mali"}


def test_a_state_that_the_text_tells_to_be_one(parse: Parse) -> None:
    found = actors(parse("Envoys of the Republic of Sorvia came. Sorvia denied it."))
    assert found["Sorvia"].kind == "state"


def test_ids_depend_on_content_alone(parse: Parse) -> None:
    text = "Moscow denied the report. The Free Marsh Brigade left."
    assert [a.id for a in actors(parse(text)).values()] == [a.id for a in actors(parse(text)).values()]


def test_resolve_gives_every_mention_its_entity(parse: Parse) -> None:
    parsed = parse("The Kenyan army shelled Aleppo. Its guns fell silent. It rained.")
    rows = resolve(parsed, read(parsed))
    entities = {actor.id for actor in rows.actors} | {place.id for place in rows.places}
    assert all(m.entity in entities for m in rows.mentions if m.entity is not None)
    assert {m.text for m in rows.mentions if m.entity} >= {"The Kenyan army", "Aleppo", "Its"}


def test_letters_of_an_acronym_stand_in_order() -> None:
    assert is_acronym_of("FMB", "the Free Marsh Brigade")
    assert not is_acronym_of("BMF", "the Free Marsh Brigade")
    assert not is_acronym_of("Fmb", "the Free Marsh Brigade")


def test_an_acronym_after_a_description_is_read() -> None:
    report = onrecord.read_text("Troops of the marsh defence alliance (MQA) entered Tarsk. The MQA denied it.")
    assert any("MQA" in {actor.name, *actor.aliases} for actor in report.actors)
