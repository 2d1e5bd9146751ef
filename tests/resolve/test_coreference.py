"""Whom pronouns and descriptions mean, through the actors of a whole text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Actor, Mention, Rows
from onrecord.read.actors import find_actors
from onrecord.read.claims import find_claims
from onrecord.read.places import find_places
from onrecord.resolve.actors import resolve_actors
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def resolved(parsed: Parsed) -> tuple[list[Mention], dict[str, Actor]]:
    """Mentions of the text, and mention id to actor."""
    rows = Rows()
    rows.mentions.extend(find_places(parsed, rows))
    rows.mentions.extend(find_actors(parsed, rows))
    actors, actor_of = resolve_actors(parsed, rows)
    by_id = {actor.id: actor for actor in actors}
    return rows.mentions, {mention: by_id[actor] for mention, actor in actor_of.items()}


def meant(parsed: Parsed, words: str) -> str | None:
    """Name of the actor that the last mention of those words means."""
    mentions, actor_of = resolved(parsed)
    mention = [m for m in mentions if m.text == words][-1]
    return actor_of[mention.id].name if mention.id in actor_of else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Free Marsh Brigade opened an office. It hid its weapons there.", "It", "Free Marsh Brigade"),
        ("The Free Marsh Brigade opened an office. It hid its weapons there.", "its", "Free Marsh Brigade"),
        ("The Free Marsh Brigade shelled the town. This local outfit denied it.", "This local outfit",
         "Free Marsh Brigade"),
        ("The Free Marsh Brigade met the Harbour Front. The latter group had asked for talks.", "The latter group",
         "Harbour Front"),
        ("Anna Dorek met reporters. She said the truce held.", "She", "Anna Dorek"),
        ("Envoy Anna Dorek met Omar Tarsi. He was silent.", "He", "Omar Tarsi"),
        ("Anna Dorek and her colleagues left the town.", "her", "Anna Dorek"),
        ("Kenya and its allies signed the pact.", "its", "Kenya"),
        ("The Kenyan government signed the pact. The government then left the talks.", "The government",
         "Government of Kenya"),
        ("Kenyan foreign minister Ilan Dorek spoke. Later the foreign minister left.", "the foreign minister",
         "Ilan Dorek"),
        ("Civilians tried to leave. They were turned back.", "They", "Civilians"),
        ("The Free Marsh Brigade, a local militia, left.", "a local militia", "Free Marsh Brigade"),
        ("In its reply, the Kenyan government agreed.", "its", "Government of Kenya"),
        # one person under a description and a name
        ("The head of the Harbour Council, Ilan Dorek, left.", "The head of the Harbour Council", "Ilan Dorek"),
        ("A commander of the Marsh Front, who gave his name as Abu Samir, left.", "A commander of the Marsh Front",
         "Abu Samir"),
        ("In a video, a man who identified himself as Captain Ilan Dorek of the Marsh Front announced it.", "a man",
         "Ilan Dorek"),
        ("Anna Tarsi and her deputy, Ilan Dorek, signed.", "her deputy", "Ilan Dorek"),
        ("A spokesman for the Marsh Front agreed. The spokesman, Ilan Dorek, left.", "A spokesman for the Marsh Front",
         "Ilan Dorek"),
        ("A military source spoke. The town fell. The source was tired.", "The source", "military source"),
        # a body under its kind and its name, and under the end of its name
        ("State news agency SANA quoted a source.", "State news agency", "SANA"),
        ("The Lenna Relief Network counted ten dead. Rain fell. The network left.", "The network",
         "Lenna Relief Network"),
        ("The Saudi-led coalition left. The coalition spokesman spoke. The coalition returned.", "The coalition",
         "Saudi-led coalition"),
        # people told of again
        ("Five fighters entered. The fighters left.", "The fighters", "fighters"),
    ],
)  # fmt: skip
def test_references_lead_to_the_actor(parse: Parse, text: str, words: str, name: str) -> None:
    assert meant(parse(text), words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # who goes on speaking is who spoke last
        (
            "Some 8,000 people have fled the valley, the Free Marsh Brigade said on Monday. It asked for tents.",
            "It",
            "Free Marsh Brigade",
        ),
        (
            "Anna Dorek told the council of shells. All slept, she said, though Mara Tarsi died. She asked for aid.",
            "She",
            "Anna Dorek",
        ),
        ("The Free Marsh Brigade lost four men; it says eleven soldiers died.", "it", "Free Marsh Brigade"),
        ("A man who called himself Captain Ilan Dorek said that the men were alive.", "A man", "Ilan Dorek"),
    ],
)
def test_who_goes_on_speaking(parse: Parse, text: str, words: str, name: str) -> None:
    parsed = parse(text)
    rows = Rows()
    rows.mentions.extend(find_places(parsed, rows))
    rows.mentions.extend(find_actors(parsed, rows))
    rows.claims.extend(find_claims(parsed, rows))
    actors, actor_of = resolve_actors(parsed, rows)
    mention = [m for m in rows.mentions if m.text == words and m.id in actor_of][-1]
    assert {actor.id: actor.name for actor in actors}[actor_of[mention.id]] == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fall of the town was a blow. It also cost lives.", "It"),
        ("Anna Dorek spoke. He left.", "He"),
        ("The Kenyan government met the Malian government. They left.", "They"),
        ("The bridge collapsed. Its pillars broke.", "Its"),
    ],
)
def test_what_is_unsure_stays_unresolved(parse: Parse, text: str, words: str) -> None:
    assert meant(parse(text), words) is None


def test_he_in_a_quotation_is_not_who_is_quoted(parse: Parse) -> None:
    parsed = parse('"He left us," Omar Tarsi said. "He never came back."')
    rows = Rows()
    rows.mentions.extend(find_actors(parsed, rows))
    rows.claims = find_claims(parsed, rows)
    _, actor_of = resolve_actors(parsed, rows)
    assert [m.text for m in rows.mentions if m.id in actor_of] == ["Omar Tarsi"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Three civilians died on Monday. Two civilians died on Friday.", "Three civilians", "Two civilians"),
        ("Residents fled Lenna. Rain fell. Residents returned to Deyra.", "Residents", "Residents"),
        ("Sunni gunmen fought Alawite gunmen. The gunmen left.", "Sunni gunmen", "The gunmen"),
        ("Sunni gunmen fought Alawite gunmen. The gunmen left.", "Alawite gunmen", "The gunmen"),
        ("The judges met. The judge left.", "The judges", "The judge"),
        ("Anna Dorek, her mother and a friend left.", "Anna Dorek", "her mother"),
        ("Ministry officials spoke. Rain fell. Ministry officials left.", "Ministry officials", "Ministry officials"),
        ("The Free Marsh Brigade left. A rebel coalition shelled it. The coalition left.", "The Free Marsh Brigade",
         "The coalition"),
    ],
)  # fmt: skip
def test_people_are_not_one_for_being_called_alike(parse: Parse, text: str, first: str, second: str) -> None:
    mentions, actor_of = resolved(parse(text))
    left = next(m for m in mentions if m.text == first)
    right = [m for m in mentions if m.text == second][-1]
    assert actor_of[left.id] != actor_of[right.id]
