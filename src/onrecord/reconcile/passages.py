"""The passages of one text that stand in another, word for word but for small changes.

In: the words of two texts. Out: `Passage`s, runs of words of the first with the run of the second that they stand for.
Runs of `SEED` words that both texts have are joined where they follow each other in both and no more than `GAP` words
between them differ: a corrected figure, another verb, a word put in. What is left and has fewer than `LEAST` words is
a phrase that anyone may use, and is dropped.

Known errors: a passage that stands twice in the second text is matched with its first place; a passage rewritten in
every line is not found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.reconcile.fingerprints import Hashes, Offsets, Words

SEED = 4
"""Words in a row that must be the same."""
GAP = 5
"""Words that may differ between two runs that are the same."""
LEAST = 8
"""Words of the shortest passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words [start, end) of a text that stand at words [other_start, other_end) of another."""

    start: int
    end: int
    other_start: int
    other_end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Index:
    """The runs of `SEED` words of a text, sorted, with the place of each."""

    hashes: Hashes
    places: Offsets


def index_of(words: Words) -> Index:
    """A text's runs of words, ready to be looked up."""
    seeds = words.shingles(SEED)
    order = np.argsort(seeds, kind="stable")
    return Index(seeds[order], order)


def passages_of(words: Words, other: Index) -> list[Passage]:
    """Passages of a text that stand in another one, in order.

    >>> from onrecord.reconcile.fingerprints import words_of
    >>> one = words_of("Late on Monday the council said that 12 boats had left the port of Sel before dawn.")
    >>> two = words_of("The council said that 14 boats had left the port of Sel.")
    >>> passages_of(one, index_of(two))
    [Passage(start=3, end=15, other_start=0, other_end=12)]
    """
    merged: list[Passage] = []
    for run in _runs(words.shingles(SEED), other, min(SEED, len(words))):
        last = merged[-1] if merged else None
        if last is not None and _follows(last, run):
            merged[-1] = Passage(
                last.start, max(run.end, last.end), last.other_start, max(run.other_end, last.other_end)
            )
        else:
            merged.append(run)
    return _apart([passage for passage in merged if len(passage) >= min(LEAST, len(words))])


def _runs(seeds: Hashes, other: Index, size: int) -> list[Passage]:
    """Longest runs of words that are the same in both texts."""
    if len(seeds) == 0 or len(other.hashes) == 0:
        return []
    found = np.searchsorted(other.hashes, seeds)
    found[found == len(other.hashes)] = 0
    places = np.flatnonzero(other.hashes[found] == seeds)
    if len(places) == 0:
        return []
    others = other.places[found[places]]
    breaks = np.flatnonzero((np.diff(places) != 1) | (np.diff(others) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(places)])) - 1
    return [
        Passage(start, end + size, other_start, other_end + size)
        for start, end, other_start, other_end in zip(
            *(part.tolist() for part in (places[firsts], places[lasts], others[firsts], others[lasts])), strict=True
        )
    ]


def _follows(last: Passage, run: Passage) -> bool:
    """True where little stands between two runs, in both texts."""
    return run.start - last.end <= GAP and -SEED <= run.other_start - last.other_end <= GAP


def _apart(passages: list[Passage]) -> list[Passage]:
    """The passages without the words that the one before has already."""
    kept: list[Passage] = []
    end = 0
    for passage in passages:
        start = max(passage.start, end)
        if start < passage.end:
            kept.append(Passage(start, passage.end, passage.other_start, passage.other_end))
            end = passage.end
    return kept
