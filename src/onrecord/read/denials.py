"""Events that only a source tells and that somebody else denies: settled when all claims are linked.

In: rows with claims linked to what they state or answer. Out: the events, those merely claimed whose telling another
source denies marked `denied`. What the narrator tells as a fact stays one, with the denial beside it.

Known errors: a denial of a detail ("not 40, only 12") that the linking takes for one of the deed.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Claim, Event, Rows


def settle_denials(rows: Rows) -> list[Event]:
    """Events with the status that denials elsewhere in the report leave them."""
    answered = {row: claim for claim in rows.claims if claim.stance == "denies" for row in claim.about}
    return [
        replace(event, status="denied")
        if event.status == "claimed" and event.id in answered and not _is_stated_in(event, answered[event.id])
        else event
        for event in rows.events
    ]


def _is_stated_in(event: Event, claim: Claim) -> bool:
    """True where the denial itself tells of the event; its status was read there."""
    return claim.content.start <= event.trigger.start < claim.content.end
