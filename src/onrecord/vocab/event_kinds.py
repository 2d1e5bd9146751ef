"""Kinds of events, typed: what the exports and the reader of events need to know of each.

`frame` of a kind says which roles its logical subject, object and phrases fill:

| frame | subject | object | phrases |
|---|---|---|---|
| deed | initiator | target; people: the kind's `people` role | on, against: target; with: instrument |
| symmetric | party | party | with, between, against: party |
| motion | initiator | target | from: origin; to: destination |
| transfer | giver | instrument | to, for: recipient |
| transfer_out | initiator | target | to: recipient |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from onrecord.errors import VocabularyError
from onrecord.model import Plover, Role, Status
from onrecord.vocab import load

_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""PLOVER types of cooperation in words and deeds."""
Frame = Literal["deed", "symmetric", "motion", "transfer", "transfer_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """One kind of event.

    Attributes:
        name: Name in the record.
        definition: One sentence.
        frame: Which roles its arguments fill.
        people: Role of the people it is done to.
        subject: Role of the logical subject where it is not the frame's ("four people died").
        group: Kinds that it is like: attacks, deaths, injuries, ...
        merges: Kinds among which two mentions can be the same event; a kind that names its own group can be any of it.
        is_once: A report rarely tells of two: mentions that do not contradict one another are one.
        plover: PLOVER type and mode; None where PLOVER has no such type.
        acled_event: ACLED-like event type.
        acled_sub_event: ACLED-like sub-event type.
        is_ucdp: Can be a UCDP event, given a death and an organised actor.
        examples: Sentences made up for it.
    """

    name: str
    definition: str
    frame: Frame
    people: Role
    subject: Role | None
    group: str
    merges: str
    is_once: bool
    plover: Plover | None
    acled_event: str
    acled_sub_event: str
    is_ucdp: bool
    examples: tuple[str, ...]

    def plover_as(self, status: Status) -> Plover | None:
        """PLOVER type of an event of a status: what is threatened, called for, offered or refused is coded as such."""
        if self.plover is None:
            return None
        is_friendly = self.plover.type in _COOPERATIVE
        if status == "threatened":
            return Plover(type="THREATEN")
        if status == "called_for":
            return Plover(type="REQUEST")
        if status == "planned" and is_friendly:
            return Plover(type="AGREE")
        if status == "did_not_happen" and is_friendly:
            return Plover(type="REJECT")
        return self.plover


@cache
def load_event_kinds() -> Mapping[str, EventKind]:
    """Every kind of event by its name.

    Raises:
        VocabularyError: A kind lacks a field or has an unknown frame or role.
    """
    kinds: dict[str, EventKind] = {}
    for name, entry in load("event_kinds", None).items():
        try:
            kind = EventKind(
                name=name,
                definition=entry["definition"],
                frame=entry["frame"],
                people=entry["people"],
                subject=entry.get("subject"),
                group=entry["group"],
                merges=entry["merges"],
                is_once=entry.get("once", False),
                plover=Plover(**entry["plover"]) if entry["plover"] else None,
                acled_event=entry["acled"]["event"],
                acled_sub_event=entry["acled"]["sub_event"],
                is_ucdp=entry["ucdp"],
                examples=tuple(entry["examples"]),
            )
        except (KeyError, TypeError) as error:
            raise VocabularyError(f"event kind {name!r} is not complete: {error!r}") from error
        if kind.frame not in get_args(Frame) or kind.people not in get_args(Role):
            raise VocabularyError(f"event kind {name!r} has the unknown frame {kind.frame!r} or role {kind.people!r}")
        kinds[name] = kind
    return kinds
