"""Which role of an event a slot of its syntax fills, by the frame of the kind and the class of what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.model import Role, Rows
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_senses import classes_of
from onrecord.read.event_words import argument_words
from onrecord.syntax import clauses
from onrecord.vocab.event_kinds import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = frozenset(
    {"person", "armed", "number", "pronoun", "civilian", "police", "crowd", "worker", "refugee", "captive"}
)
_BY: Mapping[str, Role] = {"symmetric": "party", "transfer": "giver"}
_SAME_ROLE: Mapping[str, Role] = {
    "mediator": "mediator",
    "target": "target",
    "modifier place": "place",
    "modifier weapon": "instrument",
}
_GIVEN_UP = frozenset({"territory_lost"})
"""Kinds of which a phrase tells who gains by them ("lost the town *to the Front*")."""
_SITES = frozenset({"facility", "vehicle", "actor", "country"})
_INSTRUMENTS = frozenset({"weapon", "explosive", "projectile", "gun", "aircraft", "vehicle", "crowd_weapon", "bullet"})


def role_of(slot: str, token: Token, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Role | None:
    """Role that a token fills.

    Args:
        slot: `agent`, `patient`, `recipient`, `mediator`, `target`, `modifier place`, or "prep" and a preposition.
        token: Head of what stands there.
        kind: Kind of the event.
        rows: Mentions found so far.
        lexicon: Words of the language.
    """
    classes = classes_of(_counted(token, lexicon), rows, lexicon)
    is_thing = bool(classes & _INSTRUMENTS) and not classes & {"armed", "person", "actor"}
    if slot in _SAME_ROLE:
        return _SAME_ROLE[slot]
    if slot.startswith("prep "):
        # A margin ("voted by 71 to 64") is no one.
        is_margin = token.like_num and not any(child.dep_ in {"prep", "nummod"} for child in token.children)
        return None if is_margin else _phrase_role(slot.removeprefix("prep "), classes, kind, lexicon)
    if kind.frame == "symmetric":
        return None if is_thing else "party"
    if slot == "agent":
        is_crew = lemma(token) in argument_words(token.doc.lang_).crewed
        return _agent_role(kind, is_thing=is_thing and not is_crew)
    if slot == "recipient":
        return "recipient" if kind.frame in {"transfer", "transfer_out"} else "target"
    return _patient_role(classes, kind, lexicon, is_thing=is_thing)


def _agent_role(kind: EventKind, *, is_thing: bool) -> Role:
    if kind.subject is not None:
        return kind.subject
    if kind.frame == "transfer":
        return "giver"
    return "instrument" if is_thing and kind.frame == "deed" else "initiator"


def _patient_role(classes: set[str], kind: EventKind, lexicon: Lexicon, *, is_thing: bool) -> Role | None:
    is_people = bool(classes & (_PEOPLE | {"actor", "name"}))
    if kind.frame == "transfer":
        is_receiver = "actor" in classes or (
            not is_thing and bool(classes & _PEOPLE) and kind.name not in lexicon.gives_people
        )
        return "recipient" if is_receiver else None
    if is_thing and kind.name in lexicon.of_instruments:
        return "instrument"
    if kind.group in lexicon.origin_objects and classes & {"place", "facility"} and "actor" not in classes:
        return "origin"
    is_harmed = kind.people == "victim" and not classes & {"place_name", "facility", "vehicle"}
    return kind.people if is_people or is_harmed else "target"


def _counted(token: Token, lexicon: Lexicon) -> Token:
    """What a number or measure counts: the civilians of "the number of civilians"."""
    if lemma(token) in lexicon.classes["number"] | lexicon.classes["measure"]:
        counted = clauses.obliques(token, lexicon.prepositions["patient"])
        return next((thing for thing in counted if thing.dep_ != "pcomp"), token)
    return token


def _phrase_role(preposition: str, classes: set[str], kind: EventKind, lexicon: Lexicon) -> Role | None:
    words = lexicon.prepositions
    is_people = bool(classes & (_PEOPLE | {"actor"}))
    is_place = bool(classes & {"place", "facility"}) and "armed" not in classes
    role: Role | None = None
    if preposition in lexicon.control_words and kind.group == "territory":
        role = "target"
    elif kind.name in _GIVEN_UP and preposition in words["recipient"] and is_people:
        role = "initiator"
    elif preposition in words["agent"] and is_people:
        role = _BY.get(kind.frame, "initiator")
    elif preposition in words["agent"] and classes & _INSTRUMENTS and kind.frame == "deed":
        role = "instrument"
    elif kind.frame == "deed":
        role = _deed_phrase_role(preposition, classes, kind, lexicon, is_place=is_place)
    elif kind.frame == "symmetric":
        is_site = is_place and "place_name" not in classes and preposition not in lexicon.two_sided
        role = "party" if preposition in words["party"] and not is_site else None
    elif preposition in words["origin"]:
        role = "origin" if kind.frame == "motion" else None
    elif preposition in words["destination"]:
        role = "destination" if kind.frame == "motion" else "recipient" if is_people else None
    return role or ("place" if preposition in words["place"] and is_place else None)


def _deed_phrase_role(
    preposition: str, classes: set[str], kind: EventKind, lexicon: Lexicon, *, is_place: bool
) -> Role | None:
    words = lexicon.prepositions
    is_site = bool(classes & _SITES) and "place_name" not in classes
    if is_site and preposition in lexicon.site_targets.get(kind.name, ()):
        return "target"
    if preposition in words["instrument"] and classes & _INSTRUMENTS and not is_place:
        return "instrument"
    if preposition in words["target"] and classes and "abstract" not in classes:
        is_target = preposition in lexicon.strict_targets or kind.group in lexicon.target_groups
        return "target" if is_target or not (is_place and preposition in words["place"]) else None
    return None
