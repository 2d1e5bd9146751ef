"""Places of events that only the trained encoder's descriptions tell: "stormed the Grab pass", "from the roof of ...".

In: the events of a document, after the descriptions of places have been found. Out: the events, those without a place
having one where an argument's words are such a description and hold a name.

Known errors: a description that holds a person's name ("the house of Oren Dask") is a place too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Argument, Event, Mention, Rows
from onrecord.read.event_words import argument_words
from onrecord.syntax import Parsed
from onrecord.vocab.event_kinds import load_event_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

_SITES = frozenset({"target", "origin", "destination"})


def with_described_places(parsed: Parsed, rows: Rows) -> list[Event]:
    """The events of a document, with places that descriptions tell.

    Args:
        parsed: The document.
        rows: Everything found, descriptions among it.
    """
    places = [m for m in rows.mentions if m.kind == "place" and _holds_name(parsed, m)]
    return [_with_place(event, places, parsed.language) if event.place is None else event for event in rows.events]


def _with_place(event: Event, places: Iterable[Mention], language: str) -> Event:
    kinds = {event.kind, load_event_kinds()[event.kind].group}
    is_of_ground = bool(kinds & argument_words(language).territory)
    roles = {"place", *(_SITES if is_of_ground else ())}
    told = sorted((a for a in event.arguments if a.role in roles), key=lambda a: a.role != "place")
    place = next((mention for argument in told for mention in places if _is_of(mention, argument)), None)
    return event if place is None else replace(event, place=place.id)


def _is_of(place: Mention, argument: Argument) -> bool:
    """True where a description is the argument's words, but for what stands before it or before them."""
    return place.end == argument.end and min(place.end, argument.end) > max(place.start, argument.start)


def _holds_name(parsed: Parsed, mention: Mention) -> bool:
    return any(token.pos_ == "PROPN" for token in parsed.tokens(mention.start, mention.end))
