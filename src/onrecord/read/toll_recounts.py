"""Figures that somebody sets beside one told before: "the inquiry counted 79", "the army puts it at 14".

In: a bare number. Out: whether its clause gives it as another count of what the text counted last.

Does not find: figures after a word of speech alone ("the military say only 58").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onrecord.read.figures import Quantity
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc


def is_recount(doc: Doc, entries: Mapping[str, Any], quantity: Quantity) -> bool:
    """True for a number without a noun that a verb of counting has for its object, or puts "it" or "the figure" at."""
    if quantity.noun is not None or quantity.is_partitive:
        return False
    number = doc[quantity.number_end - 1]
    verb = number.head
    if number.dep_ == "pobj" and verb.lower_ in entries["at"]:
        verb = verb.head if verb.head.pos_ == "VERB" else verb.head.head
        counted = [child for child in verb.children if child.dep_ in clauses.OBJECT]
        is_meant = any(c.lower_ in entries["it"] or c.lemma_ in entries["number_nouns"] for c in counted)
        is_count = is_meant and verb.lemma_.lower() in entries["estimates"]
    else:
        is_count = number.dep_ in clauses.OBJECT and verb.lemma_.lower() in entries["recounts"]
    return is_count and bool(clauses.agents(verb))
