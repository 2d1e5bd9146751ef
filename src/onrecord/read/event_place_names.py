"""Which words name the place of an event: a place's name, the name after a word for a kind or a part of a place.

In: the head of a phrase. Out: whether it is a place, and the token that names it ("the coast of *Harn*", "*Harn*'s
second hospital", "the capital, *Harn*").

Known errors: a name that nobody knows, after a preposition of place, is taken for a place's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Rows
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_senses import classes_of
from onrecord.read.event_words import argument_words
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_PLACES = frozenset({
    "ORG", "DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL",
    "NORP", "PRODUCT", "PERCENT",
})  # fmt: skip
_KINDS_OF_PLACE = frozenset({"settlement", "place", "facility", "road"})
_SITES = frozenset({"facility", "road"})
_BESIDE = frozenset({"compound", "poss", "nmod"})


def is_place(token: Token, rows: Rows, lexicon: Lexicon) -> bool:
    """True for the head of a place mention, or of a name that the parser takes for a place's."""
    mention = rows.mention_at_head(token.i)
    if mention is not None:
        is_both = rows.mention_at_head(token.i, {"place"}) is not None
        return mention.kind == "place" or (is_both and _is_located(token))
    return "place_name" in classes_of(token, rows, lexicon) or is_unknown_name(token, rows, after=True)


def name_of(token: Token, rows: Rows, lexicon: Lexicon) -> Token:
    """The name that tells where a phrase is: after a word for a kind or a part of a place, else the token itself.

    As in "the port of *Harn*", "off the coast of *Harn*", "the capital, *Harn*".
    """
    words = argument_words(token.doc.lang_)
    if token.pos_ != "NOUN" or is_name_of_place(token, rows):
        return token
    if not classes_of(token, rows, lexicon) & _KINDS_OF_PLACE and lemma(token) not in words.parts_of_places:
        return token
    names = [
        name
        for thing in clauses.obliques(token, lexicon.prepositions["patient"])
        for name in (thing, *clauses.obliques(thing, lexicon.prepositions["patient"]))
    ]
    names += [child for child in token.children if child.dep_ == "appos"]
    found = (name for name in names if _names_place(name, rows, lexicon) or is_unknown_name(name, rows))
    return next(found, token)


def is_name_of_place(token: Token, rows: Rows) -> bool:
    """True for the head of a place's name, not of a description ("the bridges")."""
    mention = rows.mention_at_head(token.i, {"place"})
    return mention is not None and mention.form == "name"


def _names_place(token: Token, rows: Rows, lexicon: Lexicon) -> bool:
    return rows.mention_at_head(token.i, {"place"}) is not None or is_place(token, rows, lexicon)


def owner_of(token: Token, rows: Rows, lexicon: Lexicon) -> Token | None:
    """The place named before a building or a road ("*Harn*'s second hospital", "the *Harn* pipeline"), no state's."""
    if not classes_of(token, rows, lexicon) & _SITES:
        return None
    for child in token.children:
        mention = rows.mention_at_head(child.i, {"place"}) if child.dep_ in _BESIDE else None
        if mention is not None and mention.form == "name" and rows.mention_at_head(child.i, {"actor"}) is None:
            return child
    return None


def is_unknown_name(token: Token, rows: Rows, *, after: bool = False) -> bool:
    """True for a name of which nothing is known; `after`: right after a preposition of place, and without article."""
    if token.pos_ != "PROPN" or rows.mention_at_head(token.i) is not None:
        return False
    is_bare = not any(child.dep_ in {"det", "poss", "nummod"} for child in token.children)
    return not after or (is_bare and token.ent_type_ not in _NO_PLACES and _is_located(token))


def _is_located(token: Token) -> bool:
    """True right after a preposition that names of places follow."""
    return token.dep_ == "pobj" and token.head.lower_ in argument_words(token.doc.lang_).locative
