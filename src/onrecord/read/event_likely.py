"""Who did violence to whom and with what, where the syntax around its trigger tells nothing: by the trained encoder.

Goes in: a trigger, its kind, and the roles that syntax filled; come out: heads for roles that stand empty.

Method: spans of the encoder's head of roles (perpetrators, their organisations, targets, victims, weapons) that are
likely enough and stand in the trigger's sentence, with no trigger of another event in between. Syntax always wins: a
role that it filled is left alone, and a victim is none where a target is known.

Known errors: two attacks told in one clause may share what is told of one of them. The encoder read reports of the
1980s on Latin America for this.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from onrecord.encoder import Found, encoding_of
from onrecord.model import Role
from onrecord.read.event_triggers import Trigger
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST = 0.7
"""Least probability of a span that is taken."""
_GROUPS = frozenset({"attack", "death", "injury", "abduction"})
_ROLE_OF: Mapping[str, Role] = {
    "perpetrator": "initiator", "organisation": "initiator", "victim": "victim", "target": "target",
    "weapon": "instrument",
}  # fmt: skip
_FILLED_BY: Mapping[Role, frozenset[Role]] = {
    "initiator": frozenset({"initiator", "party"}),
    "victim": frozenset({"victim", "target"}),
    "target": frozenset({"victim", "target"}),
    "instrument": frozenset({"instrument", "initiator"}),
}
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def likely_roles(
    parsed: Parsed, trigger: Trigger, kind: EventKind, filled: Collection[tuple[Role, int]], others: frozenset[int]
) -> dict[tuple[Role, int], Token]:
    """Heads for roles that stand empty.

    Args:
        parsed: The document.
        trigger: The trigger.
        kind: Its kind.
        filled: Roles that syntax filled, with the index of the head.
        others: Indexes of the heads of all triggers and of times.
    """
    if kind.group not in _GROUPS:
        return {}
    taken = {index for _, index in filled} | others | set(trigger.words)
    known = {role for role, _ in filled}
    found: dict[tuple[Role, int], Token] = {}
    for span in parsed.once(_spans):
        head: Token = parsed.doc[span.start : span.end].root
        role = _ROLE_OF[span.kind]
        if head.sent != trigger.head.sent or head.i in taken or head.tag_ not in _NOUN_TAGS:
            continue
        if known & _FILLED_BY[role] or others & set(range(*sorted((head.i, trigger.head.i)))) - {trigger.head.i}:
            continue
        found[role, head.i] = head
    return found


def _spans(parsed: Parsed) -> list[Found]:
    encoding = encoding_of(parsed)
    return [] if encoding is None else [span for span in encoding.roles() if span.probability >= LEAST]
