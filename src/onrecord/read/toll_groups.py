"""Figures of several people told again: restated, summed up by the lead, or one more.

In: a draft that counts several people, and the drafts that stand so far. Out: the drafts that stand, with this one or
with its figure joined to another.
"""

from __future__ import annotations

from onrecord.read.toll_drafts import Draft
from onrecord.read.toll_persons import take_members
from onrecord.read.toll_scope import absorb, agree, fits_class, in_scope, is_more_exact, is_open_total, may_be_one_event
from onrecord.read.toll_sums import take_sum

_FAMILY = frozenset({"women", "children"})
"""Classes that the words for one family can have: "two daughters", told again as "two girls"."""
_LONGEST_PRONOUN = 4
"""Words of a source that can tell it from another are longer than this."""


def keep_group(draft: Draft, kept: list[Draft]) -> None:
    """Keep a draft for several people, or join it to what it tells again."""
    dead = next((other for other in kept if _is_weaker_copy(draft, other)), None)
    if dead is not None:
        absorb(dead, draft)
        return
    if _join_part(draft, kept):
        return
    for other in kept:
        if other.is_single or other.family != draft.family or not in_scope(draft, other):
            continue
        if draft.sentence == other.sentence:
            continue
        if _is_told_again(draft, other):
            _join_group(draft, other)
            return
        is_general = fits_class(draft, other) or other.population.class_ == "people"
        is_summed_up = other.is_lead and _has_place_for(draft, other, kept)
        is_part = is_summed_up or (draft.is_weak and not other.is_weak)
        if is_part and is_general and draft.count < other.count:
            draft.total = other
            break
    if draft.total is None and not draft.is_additive and not take_sum(draft, kept):
        take_members(draft, kept)
    kept.append(draft)


def _is_told_again(draft: Draft, other: Draft) -> bool:
    """True where a figure of one incident tells of the same people as one before."""
    if _is_rest_told_again(draft, other) or _is_of_lead(draft, other):
        return True
    is_same_rest = draft.is_additive and other.is_additive and may_be_one_event(draft, other)
    if (other.is_title or is_same_rest) and draft.figure == other.figure and fits_class(draft, other):
        return True
    classes = {draft.population.class_, other.population.class_}
    if other.is_title and draft.figure == other.figure and classes == _FAMILY:
        return True
    if draft.population.text == other.population.text and (
        draft.figure == other.figure or draft.qualifier == other.qualifier == "vague"
    ):
        return True
    if _are_rivals(draft, other):
        return False
    return not draft.is_additive and fits_class(draft, other) and agree(draft.figure, other.figure)


def _are_rivals(draft: Draft, other: Draft) -> bool:
    """True for two figures that two sources set against each other: "at least nine" of one, 11 of another."""
    told = [source.text.lower().split() for source in (draft.source, other.source) if source and source.text]
    if draft.figure == other.figure or len(told) < 2:  # noqa: PLR2004 - both have a source
        return False
    left, right = ({word for word in words if len(word) > _LONGEST_PRONOUN} for words in told)
    return bool(left) and bool(right) and not left & right


def _has_place_for(draft: Draft, lead: Draft, kept: list[Draft]) -> bool:
    """True where the lead sums up what a later figure tells: an open total, or people at large of the same event."""
    if is_open_total(lead):
        return True
    told = sum(other.count for other in kept if other.total is lead)
    is_one_event = draft.event is None or lead.event is None or draft.event.id == lead.event.id
    is_general = lead.is_at_large or lead.is_relative
    is_more = draft.is_additive and not draft.is_relative
    return is_general and is_one_event and not is_more and told + draft.count <= lead.count


def _join_part(draft: Draft, kept: list[Draft]) -> bool:
    """As in "The two children", of whom a part of a total told before ("a man and two children")."""
    for other in kept:
        is_part = other.total is not None and not other.is_single and other.family == draft.family
        is_same = other.figure == draft.figure and other.population.class_ == draft.population.class_
        if is_part and is_same and draft.is_definite and other.sentence != draft.sentence:
            absorb(other, draft)
            return True
    return False


def _is_rest_told_again(draft: Draft, other: Draft) -> bool:
    """As in "A courier and several suspects", told again as "the courier and three additional suspects"."""
    both_rest = other.is_rest and (draft.is_rest or draft.is_additive)
    return (
        both_rest and fits_class(draft, other) and (draft.figure == other.figure or agree(draft.figure, other.figure))
    )


def _is_of_lead(draft: Draft, lead: Draft) -> bool:
    """A figure of the lead, told again with a word that makes the sentence one more ("also detained two")."""
    is_told_once = len({span.start for span in lead.spans}) == 1
    return (
        draft.is_added_word
        and lead.is_lead
        and is_told_once
        and fits_class(draft, lead)
        and (draft.figure == lead.figure or agree(draft.figure, lead.figure))
    )


def _is_weaker_copy(draft: Draft, other: Draft) -> bool:
    """As in "Four people were shot dead", said again as "had shot four people"."""
    return (
        draft.is_weak
        and other.measure == "killed"
        and not (draft.is_additive or other.is_single)
        and draft.figure == other.figure
        and draft.sentence != other.sentence
        and in_scope(draft, other)
        and fits_class(draft, other)
    )


def _join_group(draft: Draft, other: Draft) -> None:
    """A figure told again: the more exact one and the closer description stay."""
    if is_more_exact(draft.figure, other.figure):
        other.figure, other.qualifier = draft.figure, draft.qualifier
    if other.population.class_ == "people" and draft.population.class_ != "people":
        other.population = draft.population
    other.is_weak = other.is_weak and draft.is_weak
    absorb(other, draft)
