"""Whether two figures of a report can tell of one incident and one kind of people, and one draft taken up by another.

In: two drafts of tolls. Out: answers; `absorb` joins the second to the first, whose figure, people and source stand
unless the first is a title, cut short by nature.
"""

from __future__ import annotations

from onrecord.model import Figure
from onrecord.read.toll_drafts import Draft

VAGUE_ROOM = 3
"""So many more than its smallest number can a vague word ("several") mean and still be what an exact sum restates."""


def absorb(kept: Draft, draft: Draft) -> None:
    """Join a draft to one that stands."""
    draft.told_by = kept
    kept.told_in |= {draft.sentence, *draft.told_in}
    if kept.is_title and not draft.is_title:
        _give_way(kept, draft)
        return
    kept.spans.extend(span for span in draft.spans if span not in kept.spans)
    kept.persons.extend(draft.persons)
    if kept.population.text is None and kept.family == draft.family:
        kept.population = draft.population
    kept.event = kept.event or draft.event
    if kept.status != "happened":
        kept.source = kept.source or draft.source
    kept.place = kept.place or draft.place
    kept.is_recalled = kept.is_recalled and draft.is_recalled
    if kept.status != "happened" and draft.status == "happened":
        kept.status = draft.status


def _give_way(title: Draft, body: Draft) -> None:
    """Titles drop bounds, people and sources: what the body tells of the same people stands instead."""
    if title.family == body.family and not (is_exact(title.figure) and body.qualifier == "vague"):
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


def fits_class(left: Draft, right: Draft) -> bool:
    """True where two kinds of people can be the same."""
    general = {"people", "other"}
    one, two = left.population.class_, right.population.class_
    return one == two or one in general or two in general or {one, two} <= {"armed_group", "combatants"}


def in_scope(draft: Draft, other: Draft) -> bool:
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


def agree(left: Figure, right: Figure) -> bool:
    """True where two figures can be one count: equal, or one a bound or a vague word that the other fits."""
    if left == right:
        return True
    if is_exact(left) and is_exact(right):
        return False
    if left.low is None or right.low is None or (left.best, right.best) == (None, None):
        return (left.best if left.low is None else left.low) == (right.best if right.low is None else right.low)
    bound, exact = (left.low, right.best) if left.best is None else (right.low, left.best)
    return exact is not None and 0 <= exact - bound <= max(VAGUE_ROOM, bound // 20)


def is_exact(figure: Figure) -> bool:
    """True for a figure with a best reading."""
    return figure.best is not None


def is_more_exact(left: Figure, right: Figure) -> bool:
    """True where only the first of two figures has a best reading."""
    return is_exact(left) and not is_exact(right)


def is_open_total(draft: Draft) -> bool:
    """As in "More than 30", "dozens": what a report sums up, with room for what it tells one by one."""
    return draft.figure.best is None and draft.figure.high is None and draft.count > VAGUE_ROOM


def may_be_one_event(draft: Draft, other: Draft) -> bool:
    """True for "three others" told twice of one event, not for three more of another."""
    return draft.event is not None and other.event is not None and draft.event.id == other.event.id
