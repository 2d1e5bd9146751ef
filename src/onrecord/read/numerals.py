"""Numbers as they are written: words in, values with bounds out.

In: lower-case words of a text, in order. Out: for a place in them, the number that begins there and how many words it
takes: digits (grouped by comma, point or blank; "2.5 million", "3k"), number words ("two hundred and five thousand"),
vague plurals ("dozens", "tens of thousands") and words that stand for a number ("several", "a couple of", "no one").
Qualifiers and ranges are left to `onrecord.read.figures`. A written fraction that is no whole number has no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from onrecord.model import Qualifier
from onrecord.vocab import load

_GROUPED = re.compile(r"\d{1,3}(?:[,.’']\d{3})+(?![\d.,])")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SUFFIXED = re.compile(r"(\d+(?:\.\d+)?)([a-z]{1,3})")
_BLANK_GROUP = re.compile(r"\d{3}")
_LEADING_GROUP = re.compile(r"[1-9]\d{0,2}")
_HYPHEN = re.compile("[-‑]")
_LONGEST_NUMBER = 20
_OPENINGS = (
    "both", "plural_factors", "plurals", "articles", "vague_factors", "half", "dozen", "units", "tens", "hundred",
    "scales",
)  # fmt: skip
"""Lists of the vocabulary whose words may begin a number; the vague phrases and those for none come on top."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the words [start, end). `low`, `best`, `high` as in a toll; `is_vague` for words such as "dozens"."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier = "exactly"
    is_digits: bool = False
    is_none: bool = False


def _exact(start: int, end: int, value: int | None, **marks: Any) -> Numeral:
    return Numeral(start, end, value, value, value, **marks)


def read_numeral(
    words: Sequence[str], start: int, language: str = "en", *, blanks: Sequence[bool] = ()
) -> Numeral | None:
    """The longest number that begins at a word.

    Args:
        words: Lower-case words of a text.
        start: Index of the word.
        language: ISO 639-1 code of the vocabulary.
        blanks: For each word, whether a single blank follows it: only then can digits be groups of one number.

    >>> read_numeral(["two", "hundred", "and", "five", "thousand", "people"], 0).best
    205000
    >>> read_numeral(["tens", "of", "thousands"], 0).low
    20000
    """
    words_of = _words(language)
    if not _may_open(words[start], words_of):
        return None
    readers = (_vague, _plural, _dozens, _number)
    found = [numeral for reader in readers if (numeral := reader(words, start, words_of, blanks)) is not None]
    return max(found, key=lambda numeral: numeral.end, default=None)


@cache
def _words(language: str) -> dict[str, Any]:
    entries = dict(load("numbers", language))
    entries["vague"] = [(tuple(words.split()), value) for words, value in entries["vague"]]
    entries["none"] = [tuple(words.replace("-", " - ").split()) for words in entries["none"]]
    openings = {phrase[0] for phrase in entries["none"]} | {phrase[0] for phrase, _ in entries["vague"]}
    entries["openings"] = frozenset(openings.union(*(entries[name] for name in _OPENINGS)))
    return entries


def _may_open(word: str, vocabulary: dict[str, Any]) -> bool:
    """False for most words of a text, so that they are looked at once only: no number begins with them."""
    return (
        word in vocabulary["openings"]
        or word[:1].isdecimal()
        or (not word.isalnum() and _HYPHEN.split(word, 1)[0] in vocabulary["tens"])
    )


def _vague(words: Sequence[str], start: int, vocabulary: dict[str, Any], _blanks: Sequence[bool]) -> Numeral | None:
    for phrase in vocabulary["none"]:
        if tuple(words[start : start + len(phrase)]) == phrase:
            return _exact(start, start + len(phrase), 0, is_none=True)
    longest = None
    for phrase, low in vocabulary["vague"]:
        end = start + len(phrase)
        if tuple(words[start:end]) == phrase and (longest is None or end > longest.end):
            longest = Numeral(start, end, low, None, None, "vague")
    if words[start] in vocabulary["both"]:
        return _exact(start, start + 1, 2)
    return longest


def _plural(words: Sequence[str], start: int, vocabulary: dict[str, Any], _blanks: Sequence[bool]) -> Numeral | None:
    """As in "dozens", "hundreds", "tens of thousands", "several hundred", "a few thousand"."""
    first = words[start]
    if first in vocabulary["plural_factors"] and start + 2 < len(words) and words[start + 1] in vocabulary["of"]:
        scale = vocabulary["plural_scales"].get(words[start + 2])
        if scale is not None:
            return Numeral(start, start + 3, vocabulary["plural_factors"][first] * scale, None, None, "vague")
    if first in vocabulary["plurals"]:
        return Numeral(start, start + 1, vocabulary["plurals"][first], None, None, "vague")
    place = start + 1 if first in vocabulary["articles"] else start
    factor = vocabulary["vague_factors"].get(words[place]) if place < len(words) else None
    if factor is None or place + 1 >= len(words):
        return None
    scale_words = {
        **dict.fromkeys(vocabulary["hundred"], 100),
        **dict.fromkeys(vocabulary["dozen"], 12),
        **vocabulary["scales"],
    }
    scale = scale_words.get(words[place + 1])
    if scale is None:
        return None
    end = place + 2
    if end < len(words) and words[end] in vocabulary["scales"]:
        scale *= vocabulary["scales"][words[end]]
        end += 1
    return Numeral(start, end, factor * scale, None, None, "vague")


def _dozens(words: Sequence[str], start: int, vocabulary: dict[str, Any], _blanks: Sequence[bool]) -> Numeral | None:
    """As in "a dozen", "two dozen", "half a dozen": round numbers, hence about."""
    place, factor = start, Decimal(1)
    if words[place] in vocabulary["half"]:
        place, factor = place + 1, Decimal("0.5")
    if place < len(words) and words[place] in vocabulary["articles"]:
        place += 1
    elif factor == 1:
        unit = _small(words, start, vocabulary)
        if unit is not None:
            factor, place = Decimal(unit[0]), unit[1]
        elif _DIGITS.fullmatch(words[start]) and len(words[start]) <= 2:  # noqa: PLR2004 - two digits
            factor, place = Decimal(words[start]), start + 1
    if place >= len(words) or (place == start and words[place] not in vocabulary["dozen"]):
        return None
    if words[place] in vocabulary["dozen"]:
        value = int(factor * 12)
        return Numeral(start, place + 1, None, value, None, "about")
    if factor == Decimal("0.5") and words[place] in vocabulary["scales"]:
        return _exact(start, place + 1, vocabulary["scales"][words[place]] // 2)
    return None


def _small(words: Sequence[str], start: int, vocabulary: dict[str, Any]) -> tuple[int, int] | None:
    """A number below a hundred, in words, and where it ends."""
    if start >= len(words):
        return None
    word = words[start]
    if word in vocabulary["units"]:
        return vocabulary["units"][word], start + 1
    parts = _HYPHEN.split(word)
    if len(parts) == 2 and parts[0] in vocabulary["tens"] and vocabulary["units"].get(parts[1], 10) < 10:  # noqa: PLR2004
        return vocabulary["tens"][parts[0]] + vocabulary["units"][parts[1]], start + 1
    if word not in vocabulary["tens"]:
        return None
    value, end = vocabulary["tens"][word], start + 1
    after = end + 1 if end < len(words) and words[end] in vocabulary["dashes"] else end
    if after < len(words) and 0 < vocabulary["units"].get(words[after], 0) < 10:  # noqa: PLR2004 - the tens end there
        return value + vocabulary["units"][words[after]], after + 1
    return value, end


def _number(words: Sequence[str], start: int, vocabulary: dict[str, Any], blanks: Sequence[bool]) -> Numeral | None:
    digits = _digits(words, start, vocabulary, blanks)
    if digits is not None:
        value, end = digits
        end, value = _scaled(words, end, value, vocabulary)
        whole = int(value) if value == value.to_integral_value() else None
        return _exact(start, end, whole, is_digits=True)
    place = start
    if words[start] in vocabulary["articles"]:
        place = start + 1
        if place >= len(words) or not (words[place] in vocabulary["hundred"] or words[place] in vocabulary["scales"]):
            return None
    return _spelled(words, start, place, vocabulary)


def _digits(
    words: Sequence[str], start: int, vocabulary: dict[str, Any], blanks: Sequence[bool]
) -> tuple[Decimal, int] | None:
    word = words[start]
    if len(word) > _LONGEST_NUMBER:
        return None
    if _LEADING_GROUP.fullmatch(word):
        end = start + 1
        while end < len(words) and _BLANK_GROUP.fullmatch(words[end]) and end - 1 < len(blanks) and blanks[end - 1]:
            end += 1
        return Decimal("".join(words[start:end])), end
    if (_GROUPED.fullmatch(word) and "." not in word) or _POINTS.fullmatch(word):
        return Decimal(re.sub(r"\D", "", word)), start + 1
    if _DIGITS.fullmatch(word):
        return Decimal(word), start + 1
    suffixed = _SUFFIXED.fullmatch(word)
    if suffixed and suffixed.group(2) in vocabulary["suffixes"]:
        return Decimal(suffixed.group(1)) * vocabulary["suffixes"][suffixed.group(2)], start + 1
    return None


def _scaled(words: Sequence[str], end: int, value: Decimal, vocabulary: dict[str, Any]) -> tuple[int, Decimal]:
    while end < len(words):
        scale = 100 if words[end] in vocabulary["hundred"] else vocabulary["scales"].get(words[end])
        if scale is None:
            break
        value, end = value * scale, end + 1
    return end, value


def _spelled(words: Sequence[str], start: int, place: int, vocabulary: dict[str, Any]) -> Numeral | None:
    """Number words, the larger scales first: "three million two hundred thousand and six"."""
    total = current = 0
    end = place
    smallest = None
    while end < len(words):
        begin = end + 1 if end > place and words[end] in vocabulary["and"] else end
        small = _small(words, begin, vocabulary)
        if small is not None and current % 100 == 0 and (end == place or current or total):
            if end > place and begin == end and current == 0 and total == 0:
                break
            current, end = current + small[0], small[1]
        elif begin == end and words[end] in vocabulary["hundred"] and current < 100:  # noqa: PLR2004 - "two hundred"
            current, end = max(current, 1) * 100, end + 1
        elif begin == end and words[end] in vocabulary["scales"] and (current or end == place):
            scale = vocabulary["scales"][words[end]]
            if smallest is not None and scale >= smallest:
                break
            total, current, smallest, end = total + max(current, 1) * scale, 0, scale, end + 1
        else:
            break
    return _exact(start, end, total + current) if end > place else None
