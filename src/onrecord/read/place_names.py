"""Candidates for names of places: the longest runs of capitalised words that the gazetteer knows.

In: a parsed document. Out: candidates, with the places that bear the name; which of them are places in this text is for
`onrecord.read.places` to decide. Names may contain lower-case particles, hyphens and forms of the article ("Deir
ez-Zor", "al-Bab").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.syntax import Parsed
from onrecord.vocab.gazetteer import Gazetteer, KnownPlace, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINS = frozenset({"-", "‐", "–", "'", "’", "‘", "`"})
_MOST_WORDS = 6
_SHORTEST = 2
_ABBREVIATION = 4
"""Letters of a word that a stop may make an abbreviation."""


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """Tokens [start, end) that are a name of the gazetteer; `places` bear it, the likeliest first."""

    start: int
    end: int
    text: str
    folded: str
    places: tuple[KnownPlace, ...]


def find_names(
    parsed: Parsed, gazetteer: Gazetteer, particles: frozenset[str], leading: frozenset[str]
) -> list[NameCandidate]:
    """The longest known names of a document, from left to right, without overlaps.

    Args:
        parsed: The document.
        gazetteer: Where names are looked up.
        particles: Words that may stand in lower case inside a name.
        leading: Those that may begin one in lower case, before a space.
    """
    doc = parsed.doc
    found: list[NameCandidate] = []
    i = 0
    while i < len(doc):
        longest = _longest_at(parsed, i, gazetteer, particles) if _may_begin(doc[i], particles, leading) else None
        if longest is None:
            i += 1
            continue
        end, text, places = longest
        found.append(NameCandidate(i, end, text, fold(text), places))
        i = end
    return found


def is_capitalised(token: Token) -> bool:
    """True where a token begins with a capital, or with an apostrophe or mark before one."""
    text: str = token.text
    return text[0].isupper() or (len(text) > 1 and not text[0].isalnum() and text[1].isupper())


def _may_begin(token: Token, particles: frozenset[str], leading: frozenset[str]) -> bool:
    if is_capitalised(token):
        return True
    following = token.i + 1 < len(token.doc) and token.nbor(1)
    if not following or token.lower_ not in particles or len(token) > 3:  # noqa: PLR2004 - an article in lower case
        return False
    if following.text in _JOINS and not token.whitespace_:
        return token.i + 2 < len(token.doc) and is_capitalised(token.nbor(2))
    return token.lower_ in leading and is_capitalised(following)


def _longest_at(
    parsed: Parsed, start: int, gazetteer: Gazetteer, particles: frozenset[str]
) -> tuple[int, str, tuple[KnownPlace, ...]] | None:
    doc, view = parsed.doc, parsed.view.text
    first = doc[start]
    owner = first.text + first.nbor(1).text if start + 1 < len(doc) and first.nbor(1).tag_ == "POS" else ""
    limit = max(gazetteer.longest(first.text), gazetteer.longest(owner) if owner else 0)
    if not limit:
        return None
    for end in reversed(list(_ends(doc, start, min(limit, _MOST_WORDS), particles))):
        text = view[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        if len(text) < _SHORTEST or "\n" in text:
            continue
        places = gazetteer.lookup(text)
        if places:
            return end, text, places
    return None


def _ends(doc: Doc, start: int, limit: int, particles: frozenset[str]) -> Iterator[int]:
    """Token indexes after which a name that begins at `start` may end."""
    words = 0
    for i in range(start, min(len(doc), start + 2 * limit + 2)):
        token = doc[i]
        if i > start and token.is_sent_start:
            return
        if token.text in _JOINS or (token.tag_ == "POS" and i > start):
            continue  # a name may hold a possessive ("People's Republic of ...")
        if token.text == ".":
            if i == start or doc[i - 1].whitespace_ or len(doc[i - 1]) > _ABBREVIATION:
                return
            if i + 1 < len(doc) and not doc[i + 1].is_sent_start:
                yield i + 1
            continue
        if i > start and not (is_capitalised(token) or token.lower_ in particles or _is_joined(doc, i)):
            return
        words += max(1, token.text.count(" ") + 1)
        if words > limit:
            return
        if i == start or is_capitalised(token) or _is_joined(doc, i):
            yield i + 1


def _is_joined(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].text in _JOINS and not doc[i - 1].whitespace_ and doc[i].is_alpha
