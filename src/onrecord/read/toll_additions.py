"""Words that make people one more than those told of before: "another", "also", "a third man".

In: a statement of harm. Out: the words that add it, and how many there are with it where an ordinal says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onrecord.read.harm_people import Harm
from onrecord.read.toll_totals import place_of
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEAD_IN = 3


def additive_words(doc: Doc, entries: Mapping[str, Any], harm: Harm, trigger: Token) -> set[str]:
    """Words that make a figure one more than those told before ("another", "also")."""
    if harm.head is not None and doc[harm.head].pos_ == "PRON" and harm.quantity is None:
        return set()  # "with three other friends when she was shot": who is pointed back to is no other
    words = entries["additive"]
    start = harm.quantity.start if harm.quantity is not None else place_of(harm)
    beside = list(doc[max(start - _LEAD_IN, trigger.sent.start) : start])
    if harm.quantity is not None:
        beside.extend(doc[harm.quantity.start : harm.quantity.end])
        following = harm.quantity.number_end
        if following < len(doc) and doc[following].lower_ in entries["more"]:
            return {doc[following].lower_}
    beside.extend(child for child in trigger.children if child.dep_ == "advmod")
    beside.extend(doc[trigger.sent.start : trigger.sent.start + _LEAD_IN])
    if harm.head is not None:
        head = doc[harm.head]
        beside.append(head)
        if any(doer.lemma_ == head.lemma_ for doer in clauses.agents(trigger)):
            # "a boy shot another boy": other than the one who shot
            beside = [token for token in beside if head.i not in {token.i, token.head.i}]
        else:
            beside.extend(child for child in head.children if child.dep_ in {"amod", "det"})
    ordinals = entries["ordinals"] if harm.head is not None and not _is_definite_noun(doc[harm.head]) else ()
    return {token.lower_ for token in beside if token.lower_ in words or token.lower_ in ordinals}


def ordinal_of(doc: Doc, entries: Mapping[str, Any], harm: Harm) -> int | None:
    """As in "A third man", "an 11th victim": how many there are with this one."""
    head = doc[harm.head] if harm.head is not None else None
    if head is None or _is_definite_noun(head):
        return None
    for child in head.children:
        if child.i < head.i and child.dep_ == "amod":
            word = child.lower_
            ending = next((end for end in entries["ordinal_endings"] if word.endswith(end)), "")
            digits = word.removesuffix(ending)
            if word in entries["ordinals"] or (ending and digits.isdecimal()):
                return int(entries["ordinals"].get(word) or digits)
    return None


def _is_definite_noun(noun: Token) -> bool:
    return any("Definite=Def" in str(child.morph) or child.dep_ == "poss" for child in noun.children)
