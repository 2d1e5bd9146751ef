"""Which role of an event a slot of its syntax fills, by the frame of the kind and the class of what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from onrecord.model import Role, Rows
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_senses import classes_of
from onrecord.syntax import clauses
from onrecord.vocab.event_kinds import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = frozenset(
    {"person", "armed", "number", "pronoun", "civilian", "police", "crowd", "worker", "refugee", "captive"}
)
_INSTRUMENTS = frozenset({"weapon", "explosive", "projectile", "gun", "aircraft", "vehicle", "crowd_weapon", "bullet"})


def role_of(slot: str, token: Token, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Role | None:
    if slot in {"mediator", "target"}:
        return cast("Role", slot)
    classes = classes_of(_counted(token, lexicon), rows, lexicon)
    if slot.startswith("prep "):
        return _phrase_role(slot.removeprefix("prep "), classes, kind, lexicon)
    if slot == "modifier place":
        return "place"
    is_thing = bool(classes & _INSTRUMENTS) and not classes & {"armed", "person", "actor"}
    if kind.frame == "symmetric":
        return "party" if not is_thing else None
    if slot == "agent":
        if kind.subject is not None:
            return kind.subject
        if kind.frame == "transfer":
            return "giver"
        return "instrument" if is_thing and kind.frame == "deed" else "initiator"
    if slot == "recipient":
        return "recipient" if kind.frame in {"transfer", "transfer_out"} else "target"
    if kind.frame == "transfer":
        return (
            "recipient"
            if (not is_thing and classes & _PEOPLE and kind.name != "funding") or classes & {"actor"}
            else None
        )
    if (
        is_thing
        and kind.group == "attack"
        and kind.name in {"bombing", "suicide_bombing", "explosion", "shelling", "shooting"}
    ):
        return "instrument"
    if kind.group in lexicon.origin_objects and classes & {"place", "facility"} and not classes & {"actor"}:
        return "origin"
    return (
        kind.people
        if classes & _PEOPLE or classes & {"actor", "name"}
        else "target"
        if kind.people != "victim" or not classes
        else "victim"
    )


def _counted(token: Token, lexicon: Lexicon) -> Token:
    """What a number or measure counts: the civilians of "the number of civilians"."""
    if lemma(token) in lexicon.classes["number"] | lexicon.classes["measure"]:
        counted = clauses.obliques(token, lexicon.prepositions["patient"])
        return counted[0] if counted else token
    return token


def _phrase_role(preposition: str, classes: set[str], kind: EventKind, lexicon: Lexicon) -> Role | None:
    words = lexicon.prepositions
    is_place = bool(classes & {"place", "facility"}) and not classes & {"armed"}
    is_place_name = "place_name" in classes
    if preposition in lexicon.control_words and kind.group == "territory":
        return "target"
    if preposition in words["agent"] and classes & (_PEOPLE | {"actor"}):
        return {"symmetric": "party", "transfer": "giver"}.get(kind.frame, "initiator")  # type: ignore[return-value]
    if preposition in words["instrument"] and classes & _INSTRUMENTS and kind.frame == "deed" and not is_place:
        return "instrument"
    if kind.frame == "symmetric" and preposition in words["party"] and not is_place - is_place_name:
        return "party"
    if kind.frame in {"motion", "transfer", "transfer_out"}:
        if preposition in words["origin"]:
            return "origin" if kind.frame == "motion" else None
        if preposition in words["destination"]:
            return "destination" if kind.frame == "motion" else "recipient" if classes & (_PEOPLE | {"actor"}) else None
    if kind.frame == "deed" and preposition in words["target"] and classes and not classes & {"abstract"}:
        is_target = preposition in lexicon.strict_targets or kind.group in lexicon.target_groups
        return "target" if is_target or not (is_place and preposition in words["place"]) else "place"
    if preposition in words["place"] and is_place:
        return "place"
    return None
