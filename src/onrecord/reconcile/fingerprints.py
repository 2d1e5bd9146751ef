"""Fingerprints of a text: what makes two texts comparable without comparing every pair of them.

In: a text. Out: `Words` (offsets and hashes of its words), hashes of its shingles (runs of words), its *prints* (the
shingles that winnowing picks, and whole sentences), and a *sketch* of its opening.

Words are compared without case, accents and punctuation. Any sentence and any run of `SHINGLE + WINDOW - 1` words that
two texts share leaves a common print in both (Schleimer, Wilkerson, Aiken 2003, Winnowing). Two openings have the same
sketch with the chance that a shingle of either is in both (Broder 1997, MinHash). Hashes depend on nothing but the
words: the same on every machine and in every run.

Known errors: characters beyond the basic plane (emoji, some historic scripts) count as spaces; a text in a script
without spaces is one word per run of letters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]

SHINGLE = 5
"""Words of a shingle."""
WINDOW = 12
"""Of so many shingles in a row at least one is a print."""
SKETCHED = 30
"""Shingles of an opening of which a sketch is taken."""
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[\n\r\f\v\u2028\u2029]")
_PLANE = 0x10000
_BASE = 0x9E3779B97F4A7C15
"""An odd number, so that it has an inverse modulo 2 ** 64."""
_STEP = 0xD1342543DE82EF95


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each begins and ends, and its hash."""

    starts: Offsets
    ends: Offsets
    hashes: Hashes

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def digest(self) -> str:
        """The same for texts of the same words in the same order, whatever stands between them."""
        return hashlib.sha256(self.hashes.astype("<u8").tobytes()).hexdigest()[:32]

    def shingles(self, size: int = SHINGLE) -> Hashes:
        """Hashes of all runs of so many words; of a shorter text, one hash of all of it."""
        size = min(size, len(self))
        if size == 0:
            return np.zeros(0, dtype=np.uint64)
        count = len(self) - size + 1
        found = self.hashes[:count].copy()
        for i in range(1, size):
            found *= np.uint64(_STEP)
            found += self.hashes[i : i + count]
        return _mix(found)


def words_of(text: str) -> Words:
    """The words of a text.

    >>> one, other = words_of("Shells hit Tarsk."), words_of("SHELLS — hit   Társk")
    >>> len(one), one.digest == other.digest
    (3, True)
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    letters = _letters()[np.minimum(codes, _PLANE)]
    inside = np.zeros(len(codes) + 2, dtype=np.int8)
    inside[1:-1] = letters != 0
    edges = np.diff(inside)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    powers, inverses = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(codes)], out=sums[1:])
    return Words(starts, ends, _mix((sums[ends] - sums[starts]) * inverses[starts]))


@dataclass(frozen=True, slots=True)
class Prints:
    """Hash of each print of a text, and its words [start, end)."""

    hashes: Hashes
    starts: Offsets
    ends: Offsets


def prints_of(text: str, words: Words) -> Prints:
    """The prints of a text: the least hash of every `WINDOW` shingles in a row, and its sentences."""
    shingles = words.shingles()
    if len(shingles) == 0:
        return Prints(shingles, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    window = min(WINDOW, len(shingles))
    places = sliding_window_view(shingles, window).argmin(axis=1)
    places += np.arange(len(places))
    places = places[np.diff(places, prepend=-1) > 0]
    starts, ends = _sentences(text, words)
    inside = np.arange(len(words)) - np.repeat(starts, ends - starts)
    hashes = _mix(np.add.reduceat(_mix(words.hashes + inside.astype(np.uint64)), starts))
    long = ends - starts >= SHINGLE
    return Prints(
        np.concatenate((shingles[places], hashes[long])),
        np.concatenate((places, starts[long])),
        np.concatenate((np.minimum(places + SHINGLE, len(words)), ends[long])),
    )


def _sentences(text: str, words: Words) -> tuple[Offsets, Offsets]:
    """Words [start, end) of what stands between line ends and full stops, every word in one."""
    stops = np.fromiter((match.end() for match in _STOP.finditer(text)), dtype=np.int64)
    starts = np.unique(np.append(np.searchsorted(words.starts, stops), 0))
    starts = starts[starts < len(words)]
    return starts, np.append(starts[1:], len(words))


def sketch_of(words: Words) -> int:
    """The least hash of the shingles of a text's first words, as a signed number; 0 for a text without words."""
    shingles = words.shingles()[:SKETCHED]
    return int(_mix(shingles ^ np.uint64(_STEP)).min().view(np.int64)) if len(shingles) else 0


def _mix(values: Hashes) -> Hashes:
    """Every bit of the result depends on every bit of the value (the finish of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _letters() -> Hashes:
    """A number for every character of a word, the same for all forms of one letter; 0 for what is no part of a word."""
    folded = np.zeros(_PLANE + 1, dtype=np.uint64)
    for code in range(_PLANE):
        character = chr(code)
        if character.isalnum():
            plain = unicodedata.normalize("NFKD", character.casefold())
            folded[code] = ord(next((c for c in plain if c.isalnum()), character))
    mixed = _mix(folded * np.uint64(_BASE))
    mixed[folded == 0] = 0
    return mixed


_TABLES: dict[str, Hashes] = {}


def _powers(length: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse modulo 2 ** 64, at least so many."""
    if "powers" not in _TABLES or len(_TABLES["powers"]) <= length:
        size = max(2 * length, 1 << 16)
        inverse = pow(_BASE, -1, 1 << 64)
        for name, factor in (("powers", _BASE), ("inverses", inverse)):
            steps = np.full(size, factor, dtype=np.uint64)
            steps[0] = 1
            _TABLES[name] = np.cumprod(steps, dtype=np.uint64)
    return _TABLES["powers"], _TABLES["inverses"]
