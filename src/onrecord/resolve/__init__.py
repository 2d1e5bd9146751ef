"""What mentions mean: places and actors of a document, and every row tied to them."""

from __future__ import annotations

from onrecord.model import Rows
from onrecord.resolve.actors import resolve_actors
from onrecord.syntax import Parsed

__all__ = ["resolve", "resolve_actors"]


def resolve(parsed: Parsed, rows: Rows) -> Rows:
    """The rows of a document with mentions replaced by the actors and places that they mean.

    Args:
        parsed: The document.
        rows: Everything that was read.

    Returns:
        New rows: actors and places filled, every mention with its entity, every other row naming entities.
    """
    rows.actors, actor_of = resolve_actors(parsed, rows)
    return rows.linked(actor_of)
