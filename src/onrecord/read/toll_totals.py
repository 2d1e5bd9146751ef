"""Totals whose parts stand in the same sentence: spelled out after them, or told before they are raised.

In: a statement of harm that may be a total, the others of its document, and the parts known so far. Out: parts with
their total. `place_of`, `largest` and `is_larger` say where a statement stands and what its figure can hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.read.figures import Quantity
from onrecord.read.harm_people import Harm

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LIST_MARKS = frozenset({":", "-", "--", "–", "—"})
"""What opens a list of those whom a figure counts."""


def spelled_out(doc: Doc, total: Harm, harms: Sequence[Harm], total_of: Mapping[int, Harm]) -> dict[int, Harm]:
    """As in "Nine people were hurt: seven civilians and two soldiers": what a sentence lists to the same sum."""
    whole = largest(total.quantity)
    if total.quantity is None or whole is None or whole < 2 or id(total) in total_of:  # noqa: PLR2004
        return {}
    place = place_of(total)
    listed = [
        harm
        for harm in _of_sentence(doc, place, harms)
        if place_of(harm) > place and harm.measure == total.measure and total_of.get(id(harm), total) is total
    ]
    if len(listed) < 2 or sum(largest(harm.quantity) or 0 for harm in listed) != whole:  # noqa: PLR2004
        return {}
    before = doc[place : place_of(listed[0])]
    return {id(harm): total for harm in listed} if any(token.text in _LIST_MARKS for token in before) else {}


def raised(
    doc: Doc, entries: Mapping[str, Any], total: Harm, harms: Sequence[Harm], total_of: Mapping[int, Harm]
) -> dict[int, Harm]:
    """As in "A woman hurt before has died, *bringing the toll to three*": those told of before are among the three."""
    toll = doc[total.trigger]
    verb = toll.head
    if not total.is_total or total.quantity is None or id(total) in total_of:
        return {}
    if verb.dep_ not in {"advcl", "acl", "conj"} or verb.lemma_.lower() not in entries["raising"]:
        return {}
    return {
        id(harm): total
        for harm in _of_sentence(doc, total.trigger, harms)
        if harm is not total
        and harm.measure == total.measure
        and harm.trigger < verb.i
        and id(harm) not in total_of
        and (harm.quantity is None or (not harm.quantity.is_none and is_larger(total, harm.quantity)))
    }


def _of_sentence(doc: Doc, place: int, harms: Iterable[Harm]) -> list[Harm]:
    sentence = doc[place].sent
    return [harm for harm in harms if sentence.start <= place_of(harm) < sentence.end]


def place_of(harm: Harm) -> int:
    """Token at which a statement's figure, or else its people, stand."""
    if harm.quantity is not None:
        return harm.quantity.start
    return harm.head if harm.head is not None else harm.trigger


def is_larger(total: Harm, quantity: Quantity) -> bool:
    """True where a total's figure can hold another."""
    whole = largest(total.quantity)
    part = next((v for v in (quantity.low, quantity.best, quantity.high) if v is not None), None)
    return part is not None and (whole is None or part <= whole)


def largest(quantity: Quantity | None) -> int | None:
    """The most that a figure can be; None where it is open above."""
    if quantity is None:
        return 1
    if quantity.high is not None:
        return quantity.high
    return None if quantity.low is not None else quantity.best
