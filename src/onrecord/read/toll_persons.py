"""Single persons told again: by name, by "the", by a pronoun, by a description that fits, or as one of a figure.

In: a draft that counts one person, and the drafts that stand so far. Out: the drafts that stand, with this one or with
its words joined to another.
"""

from __future__ import annotations

from onrecord.read.toll_drafts import Draft, may_be_same
from onrecord.read.toll_scope import absorb, fits_class, in_scope

_FEW_SENTENCES = 6
_OF_LED = frozenset({"armed_group", "combatants", "people"})
"""Classes of groups that a leader is told of beside."""


def keep_single(draft: Draft, kept: list[Draft]) -> None:
    """Keep a draft for one person, or join it to what it tells again; persons of a group become its parts."""
    person = draft.person
    if person is None:
        return
    has_room = draft.family == "injured" and bool(person.names) and _has_room(draft, kept)
    for other in reversed(kept):
        if not other.is_single or (has_room and other.family != draft.family and not _shares_name(draft, other)):
            continue
        if (in_scope(draft, other) or person.is_pronoun or is_part_told_again(draft, other)) and is_same_person(
            draft, other
        ):
            _join_person(draft, other)
            return
    if draft.is_described and draft.is_weak and any(other.measure == "killed" and other.count for other in kept):
        return  # "the shooting of his mother and brother", who are told of as dead
    if person.is_pronoun and (draft.is_weak or draft.family == "injured" or _is_told_of(draft, kept)):
        return
    _join_group_of(draft, kept)
    if draft.total is None and draft.is_weak and draft.measure == "injured" and person.names:
        _join_dead(draft, kept)
    kept.append(draft)


def _join_group_of(draft: Draft, kept: list[Draft]) -> None:
    """A single person is one of the last group told before that can hold one more."""
    for group in reversed(kept):
        is_like = not group.is_single and group.family == draft.family and in_scope(draft, group)
        if is_like and is_member(draft, group, kept):
            draft.total = group
            return
    for group in reversed(kept):
        is_whole = not group.is_single and group.family == draft.family and _sums_up(group)
        is_whole = is_whole and (not draft.is_additive or draft.is_added_word)
        if is_whole and group.figure.best is not None and in_scope(draft, group) and _is_like(draft, group):
            draft.total = group  # the lead counts all: who is told of beyond its number is told of again
            return


def _is_told_of(draft: Draft, kept: list[Draft]) -> bool:
    """True where a pronoun can point back to somebody whom a figure told before counts."""
    return any(other.family == draft.family and other.is_told and not other.is_cumulative for other in kept)


def _join_dead(draft: Draft, kept: list[Draft]) -> None:
    """A person named as shot is one of the dead, where a figure counts them and nobody was only hurt."""
    if any(other.measure in {"injured", "affected"} and other.is_told and not other.is_single for other in kept):
        return
    for group in reversed(kept):
        if group.is_single or group.measure != "killed" or not in_scope(draft, group):
            continue
        draft.measure = "killed"
        if is_member(draft, group, kept):
            draft.is_weak, draft.total = False, group
            return
        draft.measure = "injured"


def _has_room(draft: Draft, kept: list[Draft]) -> bool:
    """True where a figure told before counts people hurt, of whom not all have been named."""
    groups = (g for g in kept if not g.is_single and g.family == draft.family and in_scope(draft, g))
    return any(is_member(draft, group, kept) for group in groups)


def _shares_name(draft: Draft, other: Draft) -> bool:
    person = draft.person
    return person is not None and any(known.names & person.names for known in other.persons)


def is_part_told_again(draft: Draft, other: Draft) -> bool:
    """True for one of a group who is told of a second time."""
    is_alike = other.family == draft.family or (draft.is_weak and other.measure == "killed")
    return other.total is not None and is_alike and other.is_told == draft.is_told


def is_same_person(draft: Draft, other: Draft) -> bool:
    """True where a draft tells again of the person of another."""
    person, known = draft.person, other.persons
    if person is None or not known or not all(may_be_same(person, k) for k in known):
        return False
    if draft.family != other.family and not {draft.family, other.family} <= {"killed", "injured"}:
        return False
    distance = draft.sentence - other.sentence
    if person.is_pronoun:
        return distance <= _FEW_SENTENCES
    shares_name = any(k.names & person.names for k in known)
    # "one woman is dead, one person is hurt": of those told of together none is another
    is_beside = (draft.is_apart or draft.sentence in other.told_in) and not (person.is_definite or person.names)
    is_pointed = (
        person.is_definite
        and not draft.is_additive
        and (draft.is_weak or other.is_nominal or (other.is_weak and _is_restated(draft, other)))
    )
    if shares_name or draft.is_additive or is_beside or (distance == 0 and not is_pointed):
        return shares_name
    if draft.family != other.family and not other.is_weak and not draft.is_weak:
        return False
    return person.is_definite or bool(person.names) or _is_restated(draft, other)


def _is_restated(draft: Draft, other: Draft) -> bool:
    """As in "A man was killed", said again of "a 30-year-old man" further on."""
    person = draft.person
    return person is not None and any(person.noun == k.noun or person.is_plain or k.is_plain for k in other.persons)


def _join_person(draft: Draft, other: Draft) -> None:
    """One person, told twice: death outweighs hurt, a stronger word a weaker one."""
    if draft.measure == "killed" and other.measure == "injured":
        other.measure = "killed"
        other.is_weak = False
        other.population = draft.population if draft.person and draft.person.names else other.population
    elif other.is_weak and not draft.is_weak and draft.family == other.family:
        other.is_weak = False
    absorb(other, draft)


def is_member(draft: Draft, group: Draft, kept: list[Draft]) -> bool:
    """True where a single person is one of a group told before, which has room for one more."""
    if not _is_like(draft, group):
        return False
    members = sum(1 for other in kept if other.total is group)
    is_summed_up = _sums_up(group) and draft.sentence - group.sentence > 1 and draft.place in {None, group.place}
    is_of_number = draft.ordinal is not None and draft.ordinal <= group.count
    if draft.is_additive and not (is_summed_up or is_of_number or members):
        # "another man" is one more than those told of before: of the group where one of it has been told of
        return False
    return members < max(group.count, group.figure.high or 0) or group.figure.high is None


def _sums_up(group: Draft) -> bool:
    """The title and the first sentence of the body tell in short what the rest tells again."""
    return group.is_lead or group.is_title


def _is_like(draft: Draft, group: Draft) -> bool:
    """True where nothing told of a person keeps them from being one of a group."""
    person = draft.person
    if draft.sentence == group.sentence or person is None or draft.is_self:
        return False
    if draft.ordinal is not None and group.figure.high is not None and draft.ordinal > group.count:
        return False  # "a third man" is none of two
    if person.is_leader and not group.is_definite and group.population.class_ in _OF_LED:
        return False
    if person.sex and group.sex and person.sex != group.sex:
        return False
    if person.is_young is False and group.population.class_ == "children":
        return False
    return fits_class(draft, group) or group.population.class_ == "people"


def take_members(draft: Draft, kept: list[Draft]) -> None:
    """Single people told of before a figure are among those that it counts, up to their number."""
    members = [
        other
        for other in kept
        if other.is_single
        and other.family == draft.family
        and in_scope(draft, other)
        and not other.is_additive
        and is_member(other, draft, kept)
    ]
    for member in members[: draft.count]:
        member.total = draft
        draft.event = draft.event or member.event
