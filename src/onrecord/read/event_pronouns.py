"""What "it" stands for where something is taken, besieged, voted on or turned down: the last such thing named.

In: the token in an event's slot and the kind of event. Out: the head of what it stands for, or the token itself.
Method: the nearest noun before it, in this sentence or the two before, of a class that the kind is done to: a place for
land taken, a draft or an agreement for a vote. Known errors: two such things named side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Rows
from onrecord.read.event_lexicon import Lexicon
from onrecord.read.event_senses import classes_of
from onrecord.vocab.event_kinds import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({"place", "place_name", "facility", "strongpoint"})
_TEXTS = frozenset({"resolution_word", "offer_word", "truce"})
_DONE_TO = {
    "territory": _PLACES, "siege": _PLACES, "withdrawal": _PLACES, "vote": _TEXTS, "rejection": _TEXTS,
}  # fmt: skip
"""Groups of kinds, and what they are done to."""
_SIDES = frozenset({"armed", "person"})
_SENTENCES_BACK = 2
_NOUNS = frozenset({"NOUN", "PROPN"})
_NAMED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "ROOT"})


def stands_for(token: Token, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Token:
    """What a pronoun for a thing stands for; the token itself where it is none or nothing fits.

    Args:
        token: Head of the words in a slot.
        kind: Kind of the event.
        rows: Mentions found so far.
        lexicon: Words of the language.
    """
    wanted = _DONE_TO.get(kind.group)
    if wanted is None or token.lower_ not in lexicon.thing_pronouns:
        return token
    first = token.sent
    for _ in range(_SENTENCES_BACK):
        if first.start > 0:
            first = token.doc[first.start - 1].sent
    for noun in reversed(token.doc[first.start : token.i]):
        if noun.pos_ in _NOUNS and noun.dep_ in _NAMED and noun.tag_ in {"NN", "NNP"}:
            classes = classes_of(noun, rows, lexicon)
            if classes & wanted and ("place_name" in classes or not classes & _SIDES):
                return noun
    return token
