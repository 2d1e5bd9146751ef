"""The words of a text that is to be written in another case, and the vocabularies that tell how.

In: a text. Out: its words and signs in small letters, each with where it stands, what stands between it and the one
before, and whether it begins a sentence. A letter whose small form is not one letter is left as it is. Known error:
after an abbreviation with stops that ends a sentence ("in the U.S. The army"), no sentence begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.vocab import load

_DOTTED = re.compile(r"(?<![^\W_])(?:(?:[^\W\d_]\.){2,}|[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))")
_STOPS = frozenset(".!?\u2026")


@dataclass(slots=True)
class Word:
    """One word or sign.

    Attributes:
        start: Offset of its first character in the text.
        end: Offset after its last.
        low: It in small letters.
        gap: What stands between it and the one before: "" or white space.
        begins: True for the first word of a sentence.
        written: How it is to be written; None where nothing told yet.
        source: What told it is a name; "" where it is none.
    """

    start: int
    end: int
    low: str
    gap: str
    begins: bool
    written: str | None = None
    source: str = ""

    @property
    def is_word(self) -> bool:
        """True for letters, false for numbers, stops and other signs."""
        return self.low[0].isalpha()

    @property
    def is_name(self) -> bool:
        """True where it has a capital for what it is, not for where it stands."""
        return self.source != ""

    def write(self, form: str, source: str) -> None:
        """Set its form, where that has as many characters."""
        self.written = form if len(form) == len(self.low) else self.low
        self.source = source


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the vocabularies tell: `lists` are those of `recasing`."""

    lists: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    before_titles: frozenset[str]
    offices: frozenset[str]
    given: frozenset[str]
    sometimes: frozenset[str]
    acronyms: frozenset[str]
    common_acronyms: frozenset[str]
    short_months: frozenset[str]
    generic_places: frozenset[str]
    tokens: re.Pattern[str]

    @classmethod
    def of(cls, language: str) -> Grammar:
        """The grammar of a language, loaded once."""
        return _grammar(language)


@cache
def _grammar(language: str) -> Grammar:
    entries, titles = load("recasing", language), load("titles", language)
    capital, places = load("capital_words", language), load("place_words", language)
    endings = "|".join(sorted(entries["contractions"], key=len, reverse=True))
    inner = rf"(?:['\u2019\u02bc`](?!(?:{endings})\b)[^\W\d_]+)*"
    generic = (*places["parts"], *places["common"], *(w for c in places["classes_after"].values() for w in c))
    return Grammar(
        lists={name: frozenset(words) for name, words in entries.items()},
        titles=frozenset(word.strip(".") for group in ("honorific", "rank", "bare") for word in titles[group])
        - set(entries["not_titles"]),
        before_titles=frozenset((*titles["before"], *entries["before_titles"])) - set(entries["not_titles"]),
        offices=frozenset((*titles["office"], *titles["rank"], *titles["bare"])),
        given=frozenset(name for group in load("given_names", language).values() for name in group),
        sometimes=frozenset(capital["sometimes"]),
        acronyms=frozenset((*capital["acronyms"], *entries["acronyms"])),
        common_acronyms=frozenset((*load("shouted_words", language), *entries["not_acronyms"])),
        short_months=frozenset(load("time_words", language)["classes"]["MONTHSHORT"]),
        generic_places=frozenset(generic),
        tokens=re.compile(rf"\d+[^\W\d_]*|(?<=[^\W\d_])['\u2019](?:{endings})\b|[^\W\d_]+{inner}|\S", re.IGNORECASE),
    )


def words_of(text: str, grammar: Grammar) -> Iterator[Word]:
    """The words and signs of a text that begins with a sentence."""
    dotted = {match.start(): match.end() for match in _DOTTED.finditer(text)}
    abbreviations = grammar.lists["abbreviations"]
    position = 0
    ended = True
    before = ""
    while (match := grammar.tokens.search(text, position)) is not None:
        start, end = match.start(), dotted.get(match.start(), match.end())
        low, gap = small(text[start:end]), text[position:start]
        is_counted = low[0].isalnum()
        yield Word(start, end, low, gap, is_counted and ended)
        if is_counted:
            ended, before = False, low
        elif low in _STOPS and text[end : end + 1] in {"", " ", '"', "'", "\u201d", "\u2019", ")", "]"}:
            is_short = before in abbreviations or "." in before or (len(before) == 1 and before.isalpha())
            ended = ended or low != "." or not is_short
        position = end


def small(text: str) -> str:
    """A text in small letters, with as many characters: letters whose small form is longer stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def capital(low: str) -> str:
    """A word with a capital, and another after a short part with an apostrophe.

    >>> capital("o'neill"), capital("qa'ida")
    ("O'Neill", "Qa'ida")
    """
    first = _upper(low[0]) + low[1:]
    if len(low) > 2 and low[1] in "'\u2019":  # noqa: PLR2004 - one letter and an apostrophe
        return first[:2] + _upper(low[2]) + low[3:]
    return first


def _upper(letter: str) -> str:
    changed = letter.upper()
    return changed if len(changed) == 1 else letter
