"""Figures that add up to another: the parts of a total told before them, or the sum told after them.

In: drafts of tolls in text order. Out: the same, those that are parts with their total.
"""

from __future__ import annotations

from onrecord.read.toll_drafts import Draft
from onrecord.read.toll_scope import VAGUE_ROOM, in_scope


def mark_sums(drafts: list[Draft]) -> None:
    """Figures that add up to a figure told before are its parts ("the leader and three others").

    The parts stand in one sentence, or follow one another with the last as one more ("three rebels ... another rebel").
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
            beside = [d for d in drafts if d.sentence == group.sentence and d.family == group.family and d is not group]
            is_vague_sum = group.qualifier == "vague" and 0 <= total - group.count <= VAGUE_ROOM
            fits = total == group.count or (is_vague_sum and not (beside and rest))
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


def take_sum(draft: Draft, kept: list[Draft]) -> bool:
    """All that is told before of one measure, where a later figure is its sum ("a man and two girls ... all three")."""
    before = [
        other for other in kept if other.family == draft.family and other.total is None and in_scope(draft, other)
    ]
    is_sum = sum(other.count for other in before) == draft.count and all(o.sentence < draft.sentence for o in before)
    if len(before) < 2 or not is_sum or draft.figure.best is None:  # noqa: PLR2004 - a sum has two parts
        return False
    for other in before:
        other.total = draft
        draft.event = draft.event or other.event
    return True
