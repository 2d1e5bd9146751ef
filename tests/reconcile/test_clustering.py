from __future__ import annotations

import random
from itertools import combinations

import pytest

from onrecord.reconcile.clustering import cluster

CASES = {
    "nothing compared": ("abc", {}, [], [], ["a", "b", "c"]),
    "one likely pair": ("abc", {"ab": 0.9}, [], [], ["ab", "c"]),
    "a chain is not one event": ("abcd", {"ab": 0.95, "bc": 0.8, "cd": 0.95}, [], [], ["ab", "cd"]),
    "all alike": ("abc", {"ab": 0.8, "bc": 0.8, "ac": 0.8}, [], [], ["abc"]),
    "a person joins what the machine would not": ("abc", {"ab": 0.1}, ["ab"], [], ["ab", "c"]),
    "a person parts what the machine would join": ("abc", {"ab": 0.99}, [], ["ab"], ["a", "b", "c"]),
    "parted rows do not meet through a third": ("abc", {"ac": 0.99, "bc": 0.98}, [], ["ab"], ["ac", "b"]),
    "joined rows bring their friends": ("abc", {"bc": 0.99}, ["ab"], [], ["abc"]),
}


def pairs(words: list[str]) -> list[tuple[str, str]]:
    return [(word[0], word[1]) for word in words]


@pytest.mark.parametrize("case", CASES)
def test_groups(case: str) -> None:
    rows, scores, same, different, expected = CASES[case]
    found = cluster(list(rows), {(p[0], p[1]): s for p, s in scores.items()}, pairs(same), pairs(different))
    assert ["".join(group) for group in found] == expected


@pytest.mark.parametrize("seed", range(20))
def test_order_of_rows_and_scores_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    rows = [f"r{number}" for number in range(12)]
    scores = {pair: round(chance.random(), 2) for pair in combinations(rows, 2) if chance.random() < 0.6}
    different = [("r1", "r5"), ("r2", "r3")]
    first = cluster(rows, scores, [("r0", "r9")], different)
    shuffled = list(scores.items())
    chance.shuffle(shuffled)
    assert cluster(rows[::-1], dict(shuffled), [("r0", "r9")], different[::-1]) == first
    assert all(len({"r1", "r5"} & set(group)) < 2 for group in first)
