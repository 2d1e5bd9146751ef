"""Whom pronouns and descriptions mean, through the actors of a whole text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Actor, Mention, Rows
from onrecord.read.actors import find_actors
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
    ],
)  # fmt: skip
def test_references_lead_to_the_actor(parse: Parse, text: str, words: str, name: str) -> None:
    assert meant(parse(text), words) == name


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
