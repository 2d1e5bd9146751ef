"""Words by which reports are recognised: how much each word of a report weighs, and how alike two reports are.

In: a report's title and text. Out: its words with their weights, and a likeness of two reports from the words that
both have. A word weighs by how often the report uses it (logarithm), more where the report writes it with a capital
or in digits, and more the fewer reports of the case have it. Frequencies are ranks, powers of four, so that few
change when a case grows; common words of the language have a rank from the start, so that two reports alone can be
compared as well. The length by which a likeness is divided depends on the report alone, never on the case.

Known errors: two reports by one hand about two matters of one sort, in one town, are alike; a translation is not.

Reference: tf-idf with cosine (Salton, Buckley 1988), with ranks in the place of document frequencies.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.vocab import load

TOP_RANK = 6
"""Words of this rank and above (4,096 reports or more) tell nothing."""
_BASE = 4
_NAME_FACTOR = 1.7
"""So much more weighs a word written with a capital or in digits."""
_NAME_SHARE = 0.7
_LEAST_LETTERS = 2
_USUAL_SHARE, _LEAST_USUAL = 0.12, 5
_MOST_CHARACTERS = 20_000
"""So much of a report is looked at, from its beginning."""
_SCALE = 5.0
_TOKEN = re.compile(r"[^\W_]+")


def usual_from(reports: int) -> int:
    """So many reports of a case must have a word for it to be usual there, and to tell nothing.

    The size of the case counts as a power of two, so that it changes seldom as a case grows.
    """
    doubled = 1 << max(reports, 1).bit_length()
    return max(_LEAST_USUAL, math.ceil(_USUAL_SHARE * doubled))


def rank_of(documents: int, usual: int = _BASE**TOP_RANK) -> int:
    """Rank of a word that so many reports of the case have; from `usual` reports on it is the top rank."""
    if documents >= usual:
        return TOP_RANK
    rank = 0
    while documents >= _BASE ** (rank + 1) and rank < TOP_RANK:
        rank += 1
    return rank


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are in a case, by their ranks."""

    ranks: Mapping[str, int]

    def is_everywhere(self, name: str | None, *reports: Mapping[str, float]) -> bool:
        """True for a name whose first word stands in these reports and is usual in the case."""
        words = _TOKEN.findall((name or "").lower())
        here = bool(words) and all(words[0] in report for report in reports)
        return here and self.ranks.get(words[0], 0) >= TOP_RANK


@cache
def weight_of(rank: int) -> float:
    """What sharing a word of a rank tells: the logarithm of how rare it is among 4,096 reports, squared."""
    return max(0.0, (TOP_RANK - rank - 0.5) * math.log(_BASE)) ** 2


@cache
def common_words() -> Mapping[str, int]:
    """Rank of every common word."""
    return {word: rank for rank, words in load("common_words").items() for word in words.split()}


def words_of(text: str) -> dict[str, float]:
    """Words of a text and their weights in it, before it is known how rare they are."""
    seen: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for match in _TOKEN.finditer(text[:_MOST_CHARACTERS]):
        word = match.group()
        small = word.lower()
        if len(word) < _LEAST_LETTERS and not word.isdigit():
            continue
        seen[small] += 1
        if word != small or word[0].isdigit():
            marked[small] += 1
    weights: dict[str, float] = {}
    for word, number in seen.items():
        factor = _NAME_FACTOR if marked[word] > _NAME_SHARE * number else 1.0
        weights[word] = round((1 + math.log(number)) * factor, 3)
    return weights


def length_of(words: Mapping[str, float]) -> float:
    """Length of a report's words by which a likeness is divided."""
    return math.sqrt(sum(weight * weight for _, weight in sorted(words.items()))) or 1.0


def likeness(
    left: Mapping[str, float], right: Mapping[str, float], lengths: float, ranks: Mapping[str, int]
) -> tuple[float, list[str]]:
    """How alike two reports are by their words, and the words that count most.

    Args:
        left: Words of one report (`words_of`).
        right: Words of the other.
        lengths: Product of both lengths (`length_of`).
        ranks: Ranks of words in the case; one not listed is as rare as can be.

    Returns:
        A number from 0 (nothing in common) to about 1 (a copy), and up to five words, the most telling first.
    """
    if len(left) > len(right):
        left, right = right, left
    common = common_words()
    shared: list[tuple[float, str]] = []
    for word, weight in left.items():
        other = right.get(word)
        if other is not None:
            rank = common.get(word)
            shared.append((weight * other * weight_of(ranks.get(word, 0) if rank is None else rank), word))
    shared.sort(key=lambda entry: (-entry[0], entry[1]))
    total = math.fsum(value for value, _ in shared)
    return total / (lengths * _SCALE * _SCALE), [word for _, word in shared[:5]]


WITHIN = Rarity({})
"""For two events of one report: what other reports say of words is no matter then."""
