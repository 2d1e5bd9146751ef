"""What mentions mean: places and actors of a document, and every row tied to them."""

from __future__ import annotations

from onrecord.model import Mention, Rows
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.discourse import reference_words
from onrecord.resolve.merging import merge_rows
from onrecord.resolve.places import resolve_places
from onrecord.syntax import Parsed

__all__ = ["resolve", "resolve_actors", "resolve_places"]


def resolve(parsed: Parsed, rows: Rows) -> Rows:
    """The rows of a document with mentions replaced by the actors and places that they mean.

    Pronouns for things ("it") and possessive ones are kept as mentions only where they turn out to mean an actor.

    Args:
        parsed: The document.
        rows: Everything that was read.

    Returns:
        New rows: actors and places filled, every mention with its entity, every other row naming entities.
    """
    rows.places, place_of = resolve_places(parsed, rows)
    rows.actors, actor_of = resolve_actors(parsed, rows)
    linked = rows.linked({**place_of, **actor_of})
    linked.mentions = [m for m in linked.mentions if m.entity is not None or not _may_mean_nobody(parsed, m)]
    return merge_rows(linked)


def _may_mean_nobody(parsed: Parsed, mention: Mention) -> bool:
    return mention.form == "pronoun" and mention.text.lower() in reference_words(parsed.language).may_mean_nobody
