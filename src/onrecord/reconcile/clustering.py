"""Rows that tell of one thing, from scores of pairs: average linkage that people's judgements bind.

In: rows, scores of the pairs that were compared, pairs that a person judged. Out: groups of rows. The two groups with
the highest mean log-odds over all their pairs are joined, until no mean is above zero; a pair that was not compared
counts against joining. Rows that a person judged the same start together, groups with a pair judged different are
never joined. What comes out depends on the rows of a connected part alone and not on their order: ties go to the
least ids.

Reference: average linkage (UPGMA) with must-link and cannot-link constraints (Davidson, Ravi 2005).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]
_ABSENT = -1.0
"""Log-odds that a pair counts which was not compared, or whose score was too low to keep."""
_MOST = 5.0
_DIGITS = 6


def log_odds(score: float) -> float:
    """Log-odds of a probability, within bounds, so that no single pair outweighs all others."""
    bounded = min(max(score, 1e-9), 1 - 1e-9)
    return max(-_MOST, min(_MOST, math.log(bounded / (1 - bounded))))


class _Groups:
    """Groups in the making: a group bears the least id of its rows."""

    def __init__(self, rows: Iterable[str], same: Iterable[Pair]) -> None:
        self.members: dict[str, list[str]] = {}
        root = {row: row for row in sorted(rows)}

        def find(row: str) -> str:
            while root[row] != row:
                row = root[row]
            return row

        for left, right in sorted(same):
            low, high = sorted((find(left), find(right)))
            root[high] = low
        for row in root:
            self.members.setdefault(find(row), []).append(row)
        self.of = {row: name for name, members in self.members.items() for row in members}
        self.sums: dict[str, dict[str, tuple[float, int]]] = {name: {} for name in self.members}
        self.apart: dict[str, set[str]] = {name: set() for name in self.members}

    def add(self, left: str, right: str, value: float) -> None:
        """Count a compared pair."""
        one, other = self.of[left], self.of[right]
        if one != other:
            for a, b in ((one, other), (other, one)):
                total, number = self.sums[a].get(b, (0.0, 0))
                self.sums[a][b] = (total + value, number + 1)

    def mean(self, one: str, other: str) -> float:
        """Mean log-odds of all pairs between two groups."""
        total, number = self.sums[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        return round((total + (pairs - number) * _ABSENT) / pairs, _DIGITS)

    def join(self, one: str, other: str) -> str:
        """Join two groups; returns the name of what came of it."""
        name, gone = sorted((one, other))
        self.members[name] = sorted(self.members[name] + self.members.pop(gone))
        for third, (total, number) in self.sums.pop(gone).items():
            del self.sums[third][gone]
            if third != name:
                mine, count = self.sums[name].get(third, (0.0, 0))
                self.sums[name][third] = self.sums[third][name] = (mine + total, count + number)
        for third in self.apart.pop(gone):
            self.apart[third].discard(gone)
            self.apart[third].add(name)
            self.apart[name].add(third)
        return name


def cluster(
    rows: Collection[str], scores: Mapping[Pair, float], same: Collection[Pair] = (), different: Collection[Pair] = ()
) -> list[list[str]]:
    """Group the rows of one connected part.

    Args:
        rows: Ids of rows.
        scores: Probability of every pair of them that was compared.
        same: Pairs that a person judged the same, contradicted by none of `different`.
        different: Pairs that a person judged different.

    Returns:
        Groups, each sorted, in the order of their least ids.

    >>> cluster(["a", "b", "c"], {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.001})
    [['a', 'b'], ['c']]
    """
    groups = _Groups(rows, same)
    for (left, right), score in sorted(scores.items()):
        groups.add(left, right, log_odds(score))
    for left, right in different:
        groups.apart[groups.of[left]].add(groups.of[right])
        groups.apart[groups.of[right]].add(groups.of[left])
    heap = [(-groups.mean(a, b), a, b) for a in groups.sums for b in groups.sums[a] if a < b]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if negative >= 0:
            break
        if one not in groups.members or other not in groups.sums[one] or other in groups.apart[one]:
            continue
        if groups.mean(one, other) != -negative:
            continue
        name = groups.join(one, other)
        for third in groups.sums[name]:
            heapq.heappush(heap, (-groups.mean(name, third), min(name, third), max(name, third)))
    return [groups.members[name] for name in sorted(groups.members)]
