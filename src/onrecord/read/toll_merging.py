"""Which figures of a report count the same people: restated, subsumed or added.

In: drafts of tolls in text order. Out: the drafts that stand, each with the spans of those merged into it.

Method. A figure told again for the same measure and the same kind of people is one toll; of a vague and an exact figure
("several", then "three") the exact one stays. A single person told again, by name, by "the", by a pronoun or by a
description that fits, is one person; a single person in another sentence than a figure for more of the same measure is
one of them. Words such as "another", "also" and "other" make a figure one more. Harm that left the outcome open ("was
shot") gives way to what the text tells later of the same person ("died"); a group of whom some died is affected.
Figures of different sources stand beside each other unless they agree. Figures that count a whole war merge only with
their like.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Figure
from onrecord.read.toll_drafts import Draft, may_be_same

_FEW_SENTENCES = 6
_WORDS_OF_COPY = 4
"""Fewer words than these can be the same by chance."""
_VAGUE_ROOM = 3
"""So many more than its smallest number can a vague word ("several") mean and still be what an exact sum restates."""


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that stand, in text order."""
    kept: list[Draft] = []
    drafts = list(drafts)
    _mark_sums(drafts)
    for draft in drafts:
        if draft.is_additive and not any(other.family == draft.family and other.count for other in kept):
            draft.is_additive = False  # nobody has been told of whom it could be added to
        copy = next((other for other in kept if _is_copy(draft, other)), None)
        if copy is not None:
            _absorb(copy, draft)
        elif draft.total is not None:
            _keep_part(draft, kept)
        elif draft.is_cumulative or draft.count == 0:
            _keep_or_merge_equal(draft, kept)
        elif draft.is_single:
            _keep_single(draft, kept)
        else:
            _keep_group(draft, kept)
    _settle_weak(kept)
    return kept


def _mark_sums(drafts: list[Draft]) -> None:
    """Figures that add up to a figure told before are its parts ("the leader and three others").

    The parts stand in one sentence, or one after the other with the last as one more ("three rebels ... another rebel").
    """
    for group in drafts:
        if group.total is not None or group.is_single or group.is_cumulative or group.count < 2:  # noqa: PLR2004
            continue
        later: dict[int, list[Draft]] = {}
        for draft in drafts:
            if (
                draft.sentence > group.sentence
                and draft.total is None
                and draft.family == group.family
                and draft.is_told
            ):
                later.setdefault(draft.sentence, []).append(draft)
        rest = [draft for sentence in later.values() for draft in sentence if draft.is_additive or draft.is_rest]
        for together in (*later.values(), _running_sum(group, later)):
            total = sum(draft.count for draft in together)
            is_beside = any(
                d.sentence == group.sentence and d.family == group.family and d is not group for d in drafts
            )
            is_vague_sum = group.qualifier == "vague" and 0 <= total - group.count <= _VAGUE_ROOM
            fits = total == group.count or (is_vague_sum and not (is_beside and rest))
            if len(together) > 1 and fits and group.day in {None, *(d.day for d in together)}:
                for draft in together:
                    draft.total = group


def _running_sum(group: Draft, later: dict[int, list[Draft]]) -> list[Draft]:
    """The figures from the first after a group to the one that fills it, where that one is told as one more."""
    together: list[Draft] = []
    count = 0
    for sentence in later.values():
        for draft in sentence:
            if draft.is_recalled != group.is_recalled or draft.count == 0:
                continue
            together.append(draft)
            count += draft.count
            if count >= group.count:
                is_filled = count == group.count and draft.is_additive and draft.figure.best is not None
                return together if is_filled else []
    return []


def _absorb(kept: Draft, draft: Draft) -> None:
    draft.told_by = kept
    if kept.is_title and not draft.is_title:
        _give_way(kept, draft)
        return
    kept.spans.extend(span for span in draft.spans if span not in kept.spans)
    kept.persons.extend(draft.persons)
    if kept.population.text is None and kept.family == draft.family:
        kept.population = draft.population
    kept.event = kept.event or draft.event
    kept.source = kept.source or draft.source
    kept.place = kept.place or draft.place
    kept.is_recalled = kept.is_recalled and draft.is_recalled
    if kept.status != "happened" and draft.status == "happened":
        kept.status = draft.status


def _give_way(title: Draft, body: Draft) -> None:
    """Titles drop bounds, people and sources: what the body tells of the same people stands instead."""
    if title.family == body.family and not (_is_exact(title.figure) and body.qualifier == "vague"):
        title.figure, title.qualifier = body.figure, body.qualifier
    if body.person is None or not body.person.is_pronoun:
        title.population = body.population
    title.spans = [*body.spans, *(span for span in title.spans if span not in body.spans)]
    title.persons.extend(body.persons)
    title.event = body.event or title.event
    title.source = body.source or title.source
    title.place = body.place or title.place
    title.since, title.as_of = body.since or title.since, body.as_of or title.as_of
    title.is_recalled = title.is_recalled and body.is_recalled
    title.status, title.is_title, title.is_weak = body.status, False, title.is_weak and body.is_weak


def _is_copy(draft: Draft, other: Draft) -> bool:
    """True for the same words said twice in a report (a text that stands in it twice)."""
    return (
        draft.measure == other.measure
        and draft.figure == other.figure
        and draft.sentence != other.sentence
        and len(draft.spans[0].text.split()) >= _WORDS_OF_COPY
        and draft.spans[0].text == other.spans[0].text
    )


def _keep_part(draft: Draft, kept: list[Draft]) -> None:
    for other in kept:
        if draft.is_single and other.is_single and other.total is None and other.family == draft.family:
            group = draft.standing_total
            if group is not None and group is not other and _in_scope(draft, other) and _is_same_person(draft, other):
                other.total = group
                _absorb(other, draft)
                return
    for other in reversed(kept):
        same = (
            other.standing_total is draft.standing_total
            and other.family == draft.family
            and other.figure == draft.figure
        )
        if same and other.population.class_ == draft.population.class_ and not draft.is_additive:
            _absorb(other, draft)
            return
    kept.append(draft)


def _keep_or_merge_equal(draft: Draft, kept: list[Draft]) -> None:
    for other in kept:
        if (
            other.family == draft.family
            and other.figure == draft.figure
            and other.is_cumulative == draft.is_cumulative
            and other.total is None
            and _fits_class(other, draft)
            and (draft.count > 0 or other.population.class_ == draft.population.class_)
        ):
            _absorb(other, draft)
            return
    kept.append(draft)


def _fits_class(left: Draft, right: Draft) -> bool:
    general = {"people", "other"}
    one, two = left.population.class_, right.population.class_
    return one == two or one in general or two in general or {one, two} <= {"armed_group", "combatants"}


def _in_scope(draft: Draft, other: Draft) -> bool:
    """True where two drafts can tell of one incident."""
    if other.total is not None or other.is_cumulative or other.count == 0:
        return False
    if draft.is_told != other.is_told:
        return False
    if draft.is_definite and not (draft.is_additive or other.is_single) and draft.figure == other.figure:
        return True
    if draft.is_recalled != other.is_recalled:
        return False
    if draft.is_single or other.is_single:
        return True
    return draft.day is None or other.day is None or draft.day == other.day


def _keep_single(draft: Draft, kept: list[Draft]) -> None:
    person = draft.person
    if person is None:
        return
    has_room = draft.family == "injured" and bool(person.names) and _has_room(draft, kept)
    for other in reversed(kept):
        if not other.is_single or (has_room and other.family != draft.family and not _shares_name(draft, other)):
            continue
        if (_in_scope(draft, other) or person.is_pronoun or _is_part_told_again(draft, other)) and _is_same_person(
            draft, other
        ):
            _join_person(draft, other)
            return
    if draft.is_described and draft.is_weak and any(other.measure == "killed" and other.count for other in kept):
        return  # "the shooting of his mother and brother", who are told of as dead
    if person.is_pronoun and (draft.is_weak or draft.family == "injured" or _is_told_of(draft, kept)):
        return
    for group in reversed(kept):
        if group.is_single or group.family != draft.family or not _in_scope(draft, group):
            continue
        if _is_member(draft, group, kept):
            draft.total = group
            break
    if draft.total is None and draft.is_weak and draft.measure == "injured" and person.names:
        _join_dead(draft, kept)
    kept.append(draft)


def _is_told_of(draft: Draft, kept: list[Draft]) -> bool:
    """True where a pronoun can point back to somebody whom a figure told before counts."""
    return any(other.family == draft.family and other.is_told and not other.is_cumulative for other in kept)


def _join_dead(draft: Draft, kept: list[Draft]) -> None:
    """A person named as shot is one of the dead, where a figure counts them and nobody was only hurt."""
    if any(other.measure in {"injured", "affected"} and other.is_told and not other.is_single for other in kept):
        return
    for group in reversed(kept):
        if group.is_single or group.measure != "killed" or not _in_scope(draft, group):
            continue
        draft.measure = "killed"
        if _is_member(draft, group, kept):
            draft.is_weak, draft.total = False, group
            return
        draft.measure = "injured"


def _has_room(draft: Draft, kept: list[Draft]) -> bool:
    """True where a figure told before counts people hurt, of whom not all have been named."""
    groups = (g for g in kept if not g.is_single and g.family == draft.family and _in_scope(draft, g))
    return any(_is_member(draft, group, kept) for group in groups)


def _shares_name(draft: Draft, other: Draft) -> bool:
    person = draft.person
    return person is not None and any(known.names & person.names for known in other.persons)


def _is_part_told_again(draft: Draft, other: Draft) -> bool:
    return other.total is not None and other.family == draft.family and other.is_told == draft.is_told


def _is_same_person(draft: Draft, other: Draft) -> bool:
    person, known = draft.person, other.persons
    if person is None or not known or not all(may_be_same(person, k) for k in known):
        return False
    if draft.family != other.family and not {draft.family, other.family} <= {"killed", "injured"}:
        return False
    distance = draft.sentence - other.sentence
    if person.is_pronoun:
        return distance <= _FEW_SENTENCES
    shares_name = any(k.names & person.names for k in known)
    is_pointed = (
        person.is_definite
        and not draft.is_additive
        and (draft.is_weak or other.is_nominal or (other.is_weak and _is_restated(draft, other)))
    )
    if shares_name or draft.is_additive or (distance == 0 and not is_pointed):
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
    _absorb(other, draft)


def _is_member(draft: Draft, group: Draft, kept: list[Draft]) -> bool:
    """True where a single person is one of a group told before."""
    if draft.sentence == group.sentence or draft.person is None or draft.is_self:
        return False
    is_summed_up = group.is_lead and draft.sentence - group.sentence > 1 and draft.place in {None, group.place}
    if draft.is_additive and not is_summed_up and not any(other.total is group for other in kept):
        # "another man" is one more than those told of before: of the group where one of it has been told of
        return False
    if (
        draft.person.is_leader
        and not group.is_definite
        and group.population.class_ in {"armed_group", "combatants", "people"}
    ):
        return False
    if not _fits_class(draft, group) and group.population.class_ != "people":
        return False
    members = sum(1 for other in kept if other.total is group)
    return members < max(group.count, group.figure.high or 0) or group.figure.high is None


def _keep_group(draft: Draft, kept: list[Draft]) -> None:
    dead = next((other for other in kept if _is_weaker_copy(draft, other)), None)
    if dead is not None:
        _absorb(dead, draft)
        return
    if _join_part(draft, kept):
        return
    for other in kept:
        if other.is_single or other.family != draft.family or not _in_scope(draft, other):
            continue
        if draft.sentence == other.sentence:
            continue
        is_same_rest = draft.is_additive and other.is_additive and _may_be_one_event(draft, other)
        if _is_rest_told_again(draft, other) or _is_of_lead(draft, other):
            _join_group(draft, other)
            return
        if (other.is_title or is_same_rest) and draft.figure == other.figure and _fits_class(draft, other):
            _join_group(draft, other)
            return
        is_told_again = draft.population.text == other.population.text and (
            draft.figure == other.figure or draft.qualifier == other.qualifier == "vague"
        )
        if is_told_again or (
            not draft.is_additive and _fits_class(draft, other) and _agree(draft.figure, other.figure)
        ):
            _join_group(draft, other)
            return
        is_general = _fits_class(draft, other) or other.population.class_ == "people"
        if other.is_lead and draft.count < other.count and is_general and _has_place_for(draft, other, kept):
            draft.total = other
            break
        if draft.is_weak and not other.is_weak and draft.count < other.count and is_general:
            draft.total = other
            break
    if draft.total is None and not draft.is_additive and not _take_sum(draft, kept):
        _take_members(draft, kept)
    kept.append(draft)


def _has_place_for(draft: Draft, lead: Draft, kept: list[Draft]) -> bool:
    """True where the lead sums up what a later figure tells: an open total, or people at large of the same event."""
    if _is_open_total(lead):
        return True
    told = sum(other.count for other in kept if other.total is lead)
    is_one_event = draft.event is None or lead.event is None or draft.event.id == lead.event.id
    return lead.is_at_large and is_one_event and not draft.is_additive and told + draft.count <= lead.count


def _join_part(draft: Draft, kept: list[Draft]) -> bool:
    """As in "The two children", of whom a part of a total told before ("a man and two children")."""
    for other in kept:
        is_part = other.total is not None and not other.is_single and other.family == draft.family
        is_same = other.figure == draft.figure and other.population.class_ == draft.population.class_
        if is_part and is_same and draft.is_definite and other.sentence != draft.sentence:
            _absorb(other, draft)
            return True
    return False


def _is_open_total(draft: Draft) -> bool:
    """As in "More than 30", "dozens": what a report sums up, with room for what it tells one by one."""
    return draft.figure.best is None and draft.figure.high is None and draft.count > _VAGUE_ROOM


def _is_rest_told_again(draft: Draft, other: Draft) -> bool:
    """As in "A courier and several suspects", told again as "the courier and three additional suspects"."""
    both_rest = other.is_rest and (draft.is_rest or draft.is_additive)
    return (
        both_rest and _fits_class(draft, other) and (draft.figure == other.figure or _agree(draft.figure, other.figure))
    )


def _is_of_lead(draft: Draft, lead: Draft) -> bool:
    """A figure of the lead, told again further on with a word that makes the sentence one more ("also detained two")."""
    is_told_once = len({span.start for span in lead.spans}) == 1
    return (
        draft.is_added_word
        and lead.is_lead
        and is_told_once
        and _fits_class(draft, lead)
        and (draft.figure == lead.figure or _agree(draft.figure, lead.figure))
    )


def _may_be_one_event(draft: Draft, other: Draft) -> bool:
    """True for "three others" told twice of one event, not for three more of another."""
    return draft.event is not None and other.event is not None and draft.event.id == other.event.id


def _is_weaker_copy(draft: Draft, other: Draft) -> bool:
    """As in "Four people were shot dead", said again as "had shot four people"."""
    return (
        draft.is_weak
        and other.measure == "killed"
        and not (draft.is_additive or other.is_single)
        and draft.figure == other.figure
        and draft.sentence != other.sentence
        and _in_scope(draft, other)
        and _fits_class(draft, other)
    )


def _join_group(draft: Draft, other: Draft) -> None:
    """A figure told again: the more exact one and the closer description stay."""
    if _is_more_exact(draft.figure, other.figure):
        other.figure, other.qualifier = draft.figure, draft.qualifier
    if other.population.class_ == "people" and draft.population.class_ != "people":
        other.population = draft.population
    other.is_weak = other.is_weak and draft.is_weak
    _absorb(other, draft)


def _take_sum(draft: Draft, kept: list[Draft]) -> bool:
    """All that is told before of one measure, where a later figure is its sum ("a man and two girls ... all three")."""
    before = [
        other for other in kept if other.family == draft.family and other.total is None and _in_scope(draft, other)
    ]
    is_sum = sum(other.count for other in before) == draft.count and all(o.sentence < draft.sentence for o in before)
    if len(before) < 2 or not is_sum or draft.figure.best is None:  # noqa: PLR2004 - a sum has two parts
        return False
    for other in before:
        other.total = draft
        draft.event = draft.event or other.event
    return True


def _take_members(draft: Draft, kept: list[Draft]) -> None:
    """Single people told of before a figure are among those that it counts, up to their number."""
    members = [
        other
        for other in kept
        if other.is_single
        and other.family == draft.family
        and _in_scope(draft, other)
        and not other.is_additive
        and _is_member(other, draft, kept)
    ]
    for member in members[: draft.count]:
        member.total = draft
        draft.event = draft.event or member.event


def _agree(left: Figure, right: Figure) -> bool:
    """True where two figures can be one count: equal, or one a bound or a vague word that the other fits."""
    if left == right:
        return True
    if _is_exact(left) and _is_exact(right):
        return False
    if left.low is None or right.low is None or (left.best, right.best) == (None, None):
        return (left.best if left.low is None else left.low) == (right.best if right.low is None else right.low)
    bound, exact = (left.low, right.best) if left.best is None else (right.low, left.best)
    return exact is not None and 0 <= exact - bound <= max(_VAGUE_ROOM, bound // 20)


def _is_exact(figure: Figure) -> bool:
    return figure.best is not None


def _is_more_exact(left: Figure, right: Figure) -> bool:
    return _is_exact(left) and not _is_exact(right)


def _settle_weak(kept: list[Draft]) -> None:
    """Of a group that was "shot" some died: it is affected, since the words do not tell how many were only hurt."""
    for draft in [d for d in kept if d.is_weak and not d.is_single and d.total is None and d.count > 1]:
        if draft.is_additive:
            continue
        others = [d for d in kept if d is not draft and d.total is None and d.count > 0 and not d.is_additive]
        others = [d for d in others if _in_scope(draft, d) or (draft.is_definite and d.is_told)]
        counts = [d.count for d in others if d.measure == "killed"]
        if 0 < sum(counts) <= draft.count or 0 < max(counts, default=0) <= draft.count:
            draft.measure = "affected"
