"""Names folded so that two ways of writing one name compare equal.

In: the words of a name or the tokens of a text. Out: pieces, which are words without case, accents, apostrophes, dots
and hyphens, each marked as a word, an article, or an article only if a hyphen follows. The *spelling key* of a piece
goes further and ignores how a transliteration writes vowels and doubled letters (Nusrah, Nusra; Hizbullah, Hezbollah).

Known errors: the spelling key does not know g/q/k of the Maghreb (Gaddafi, Qaddafi) nor j/g of Egypt; such variants
are listed as aliases in the data.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.vocab import load

_DROPPED = dict.fromkeys(map(ord, ".'`´‘’‛ʼʻʾʿ′"))
_JOINERS = re.compile(r"[-‐‑/]")
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_DOUBLED = re.compile(r"(.)\1+")
_WHOLE_LETTERS = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode does not take apart into a letter and a mark."""


class Role(IntEnum):
    """What a piece does in a name."""

    WORD = 0
    ARTICLE = 1
    ARTICLE_IF_HYPHEN = 2
    DETERMINER = 3


class Piece(NamedTuple):
    """One word of a name: folded, as written (without dots and apostrophes), its role, and its spelling keys."""

    folded: str
    raw: str
    role: Role
    spelling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Articles:
    determiners: frozenset[str]
    always: frozenset[str]
    before_hyphen: frozenset[str]
    lower_before_hyphen: frozenset[str]
    links: frozenset[str]
    possessives: frozenset[str]


@cache
def _articles() -> _Articles:
    return _Articles(**{key: frozenset(words) for key, words in load("name_articles").items()})


@cache
def _special_words() -> frozenset[str]:
    words = _articles()
    return words.determiners | words.always | words.links


@dataclass(frozen=True, slots=True)
class _Spellings:
    replace: tuple[tuple[str, str], ...]
    final_silent: str
    split_endings: tuple[str, ...]
    split_as: str


@cache
def _spellings() -> _Spellings:
    rules = load("name_spellings", None)
    return _Spellings(
        tuple((written, same) for written, same in rules["replace"]),
        rules["final_silent"],
        tuple(rules["split_endings"]),
        rules["split_as"],
    )


def fold(word: str) -> str:
    """A word without case, accents, apostrophes and dots.

    >>> fold("Ṣaʿda"), fold("U.S."), fold("Ba'ath")
    ('sada', 'us', 'baath')
    """
    if word.isascii():
        return word.lower().translate(_DROPPED)
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_WHOLE_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_DROPPED)


@lru_cache(maxsize=65536)
def spelling_of(folded: str) -> tuple[str, ...]:
    """Keys of a folded word that do not depend on its transliteration; two where an ending is written separately too.

    >>> spelling_of("nusrah") == spelling_of("nusra"), spelling_of("qaida") == spelling_of("qaeda")
    (True, True)
    >>> spelling_of("noureddin")
    ('nur', 'din')
    """
    rules = _spellings()
    for ending in rules.split_endings:
        if folded.endswith(ending) and len(folded) > len(ending) + 2:
            return _key(folded[: -len(ending)]), rules.split_as
    return (_key(folded),)


@lru_cache(maxsize=65536)
def _key(folded: str) -> str:
    rules = _spellings()
    key = folded
    for written, same in rules.replace:
        key = key.replace(written, same)
    return _DOUBLED.sub(r"\1", key).removesuffix(rules.final_silent) or folded


@lru_cache(maxsize=65536)
def pieces_of(token: str) -> tuple[Piece, ...]:
    """Pieces of one token of a text; none for a hyphen, a slash or an apostrophe alone, which only join.

    >>> [piece.folded for piece in pieces_of("U.S.-backed")], pieces_of("-")
    (['us', 'backed'], ())
    """
    if "\n" in token:
        return (Piece("\n", "\n", Role.WORD, ("\n",)),)
    parts = [_without_possessive(part.strip()) for part in _JOINERS.split(token) if part.strip()]
    found = []
    for i, part in enumerate(parts):
        folded = fold(part).strip()  # an acute accent alone folds to a space
        if not folded:
            if part.strip("'’‘`´"):  # a full stop ends a name, an apostrophe does not
                found.append(Piece(part, part, Role.WORD, (part,)))
            continue
        raw = part.translate(_DROPPED)
        role = _role(folded, raw)
        if role is Role.ARTICLE_IF_HYPHEN and i < len(parts) - 1:
            role = Role.ARTICLE
        found.append(Piece(folded, raw, role, spelling_of(folded)))
    return tuple(found)


def _without_possessive(word: str) -> str:
    for ending in _articles().possessives:
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word


def _role(folded: str, raw: str) -> Role:
    words = _articles()
    if folded in words.always or (folded in words.links and raw == folded):
        return Role.ARTICLE
    if folded in words.before_hyphen or (folded in words.lower_before_hyphen and raw == folded):
        return Role.ARTICLE_IF_HYPHEN
    return Role.DETERMINER if folded in words.determiners else Role.WORD


def is_joiner(token: str) -> bool:
    """True for a hyphen or a slash: what joins the words of one name."""
    return len(token) == 1 and _JOINERS.match(token) is not None


class FoldedName(NamedTuple):
    """A name ready to be compared: folded words and the words as written, without articles.

    `has_article` tells that it began with an article (al-, el-), `has_determiner` that it began with one (The).
    """

    folded: tuple[str, ...]
    raw: tuple[str, ...]
    has_article: bool
    has_determiner: bool

    @property
    def spelling(self) -> tuple[str, ...]:
        """Spelling keys of the words."""
        return tuple(key for word in self.folded for key in spelling_of(word))


def fold_name(name: str) -> FoldedName:
    """A name as it stands in the registry, folded.

    >>> fold_name("Jabhat al-Nuṣra").folded, fold_name("al-Qaeda").has_article
    (('jabhat', 'nusra'), True)
    """
    if _PLAIN.fullmatch(name):
        words = tuple(name.lower().split(" "))
        if _special_words().isdisjoint(words):  # most names: nothing to look at more closely
            return FoldedName(words, tuple(name.split(" ")), has_article=False, has_determiner=False)
    pieces = [piece for word in name.split() for piece in pieces_of(word)]
    first = next((i for i, p in enumerate(pieces) if p.role in {Role.WORD, Role.ARTICLE_IF_HYPHEN}), len(pieces))
    kept = [piece for piece in pieces[first:] if piece.role is not Role.ARTICLE] or pieces
    lead = {piece.role for piece in pieces[:first]} if first < len(pieces) else set()
    return FoldedName(
        tuple(piece.folded for piece in kept),
        tuple(piece.raw for piece in kept),
        has_article=Role.ARTICLE in lead,
        has_determiner=Role.DETERMINER in lead,
    )
