"""Document to rows: one file for each kind of thing found.

Readers run in the order of `READERS`, each on what those before it found. While reading, a field that names an actor
or a place holds the id of a mention; `resolve` turns it into the id of what the mention names.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Rows
from onrecord.read.about import link_claims
from onrecord.read.actors import find_actors
from onrecord.read.agreements import find_agreements
from onrecord.read.checks import find_checks
from onrecord.read.claims import find_claims
from onrecord.read.control import find_control
from onrecord.read.denials import settle_denials
from onrecord.read.described import find_described
from onrecord.read.event_described import with_described_places
from onrecord.read.events import find_events
from onrecord.read.figures import find_quantity_mentions
from onrecord.read.flows import find_flows
from onrecord.read.likely import find_likely
from onrecord.read.objects import find_objects
from onrecord.read.places import find_places
from onrecord.read.relations import find_relations
from onrecord.read.tie_drawn import find_drawn
from onrecord.read.times import find_times
from onrecord.read.toll_events import with_figures
from onrecord.read.tolls import find_tolls
from onrecord.syntax import Parsed

Reader = Callable[[Parsed, Rows], None]
"""A reader adds to the rows what it finds."""


def find_rows(parsed: Parsed) -> Rows:
    """All rows of a parsed document, their actors and places still mentions."""
    rows = Rows()
    for _, read in READERS:
        read(parsed, rows)
    return rows


def _places(parsed: Parsed, rows: Rows) -> None:
    rows.mentions.extend(find_places(parsed, rows))


def _actors(parsed: Parsed, rows: Rows) -> None:
    rows.mentions.extend(find_actors(parsed, rows))


def _objects(parsed: Parsed, rows: Rows) -> None:
    rows.mentions.extend(find_objects(parsed, rows))
    rows.mentions.extend(find_quantity_mentions(parsed, rows))


def _likely(parsed: Parsed, rows: Rows) -> None:
    rows.mentions.extend(find_likely(parsed, rows, names=True))


def _described(parsed: Parsed, rows: Rows) -> None:
    rows.mentions.extend(find_described(parsed, rows))
    rows.events = with_described_places(parsed, rows)


def _times(parsed: Parsed, rows: Rows) -> None:
    rows.times.extend(find_times(parsed, rows))


def _claims(parsed: Parsed, rows: Rows) -> None:
    rows.claims.extend(find_claims(parsed, rows))


def _events(parsed: Parsed, rows: Rows) -> None:
    rows.events.extend(find_events(parsed, rows))


def _tolls(parsed: Parsed, rows: Rows) -> None:
    rows.tolls.extend(find_tolls(parsed, rows))
    rows.events = with_figures(rows.events, rows.tolls)


def _relations(parsed: Parsed, rows: Rows) -> None:
    rows.relations.extend(find_relations(parsed, rows))


def _flows(parsed: Parsed, rows: Rows) -> None:
    rows.flows.extend(find_flows(parsed, rows))


def _ties(parsed: Parsed, rows: Rows) -> None:
    rows.relations.extend(find_drawn(parsed, rows))


def _agreements(parsed: Parsed, rows: Rows) -> None:
    rows.agreements.extend(find_agreements(parsed, rows))


def _control(parsed: Parsed, rows: Rows) -> None:
    rows.control.extend(find_control(parsed, rows))


def _checks(parsed: Parsed, rows: Rows) -> None:
    rows.checks.extend(find_checks(parsed, rows))


def _about(parsed: Parsed, rows: Rows) -> None:
    rows.claims = link_claims(parsed, rows)
    rows.events = settle_denials(rows)


READERS: tuple[tuple[str, Reader], ...] = (
    ("places", _places),
    ("actors", _actors),
    ("objects", _objects),
    ("likely", _likely),
    ("times", _times),
    ("claims", _claims),
    ("events", _events),
    ("tolls", _tolls),
    ("relations", _relations),
    ("flows", _flows),
    ("tie_drawn", _ties),
    ("agreements", _agreements),
    ("control", _control),
    ("described", _described),
    ("about", _about),
    ("checks", _checks),
)
"""Readers by name, in the order in which they run."""
