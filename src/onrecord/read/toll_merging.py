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

from onrecord.read.toll_drafts import Draft
from onrecord.read.toll_groups import keep_group
from onrecord.read.toll_persons import is_same_person, keep_single
from onrecord.read.toll_scope import absorb, fits_class, in_scope
from onrecord.read.toll_sums import mark_sums

_WORDS_OF_COPY = 4
"""Fewer words than these can be the same by chance."""


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that stand, in text order."""
    kept: list[Draft] = []
    drafts = list(drafts)
    mark_sums(drafts)
    for draft in drafts:
        if draft.is_additive and not any(other.family == draft.family and other.count for other in kept):
            draft.is_additive = False  # nobody has been told of whom it could be added to
            draft.is_apart = any(other.is_single or other.measure == "killed" for other in kept)
        copy = next((other for other in kept if _is_copy(draft, other)), None)
        if copy is not None:
            absorb(copy, draft)
        elif draft.total is not None:
            _keep_part(draft, kept)
        elif draft.is_cumulative or draft.count == 0:
            _keep_or_merge_equal(draft, kept)
        elif draft.is_single:
            keep_single(draft, kept)
        else:
            keep_group(draft, kept)
    _settle_weak(kept)
    return kept


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
            if group is not None and group is not other and in_scope(draft, other) and is_same_person(draft, other):
                other.total = group
                absorb(other, draft)
                return
    for other in reversed(kept):
        same = (
            other.standing_total is draft.standing_total
            and other.family == draft.family
            and other.figure == draft.figure
        )
        if same and other.population.class_ == draft.population.class_ and not draft.is_additive:
            absorb(other, draft)
            return
    kept.append(draft)


def _keep_or_merge_equal(draft: Draft, kept: list[Draft]) -> None:
    for other in kept:
        if (
            other.family == draft.family
            and other.figure == draft.figure
            and other.is_cumulative == draft.is_cumulative
            and other.total is None
            and fits_class(other, draft)
            and (draft.count > 0 or other.population.class_ == draft.population.class_)
        ):
            absorb(other, draft)
            return
    kept.append(draft)


def _settle_weak(kept: list[Draft]) -> None:
    """Of a group that was "shot" some died: it is affected, since the words do not tell how many were only hurt."""
    for draft in [d for d in kept if d.is_weak and not d.is_single and d.total is None and d.count > 1]:
        if draft.is_additive or draft.is_survived or (draft.is_apart and draft.is_relative):
            continue
        others = [d for d in kept if d is not draft and d.total is None and d.count > 0 and not d.is_additive]
        others = [d for d in others if in_scope(draft, d) or (draft.is_definite and d.is_told)]
        counts = [d.count for d in others if d.measure == "killed" and not _is_before(d, draft)]
        if 0 < sum(counts) <= draft.count or 0 < max(counts, default=0) <= draft.count:
            whole = next((d for d in kept if _is_whole_of(d, draft, min(counts))), None)
            if whole is None:
                draft.measure = "affected"
            else:
                draft.total = whole


def _is_whole_of(whole: Draft, draft: Draft, dead: int) -> bool:
    """True for a larger group shot, in which the dead have room beside those of whom a smaller one tells."""
    is_group = not whole.is_single and whole.total is None and whole is not draft and in_scope(draft, whole)
    return is_group and whole.measure in {"injured", "affected"} and whole.count == draft.count + dead


def _is_before(dead: Draft, draft: Draft) -> bool:
    """True for people who had died by the day when others were shot."""
    return draft.day is not None and dead.day is not None and dead.day < draft.day
