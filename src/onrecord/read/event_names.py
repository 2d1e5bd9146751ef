"""Whom the words for somebody in an event name: bare names, names beside a description, the body behind its people.

In: the head of an argument and the mentions found so far. Out: heads or ranges of names. Method: titles and offices
before a person's name are left off ("Judge *Ilan Dorek*"); a description gives way to the name in apposition ("the
mayor, *Ilan Dorek*"), a group has those told by name beside it ("six priests, including *Ilan Dorek*"); whoever acts as
a member, fighter or column of a body acts for it. Known errors: appositions that the parser hung elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import Mention, Rows
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.syntax import clauses
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = frozenset({"actor", "person", "nationality"})
_TITLES = ("honorific", "rank", "office", "before")
_MARKS = ".,"


@cache
def _titles(language: str) -> frozenset[str]:
    entries = load("titles", language)
    return frozenset(word for group in _TITLES for word in entries.get(group, ()))


def bare_name(mention: Mention, rows: Rows, language: str) -> tuple[int, int]:
    """Start and end, in the document, of a person's name without the titles and offices before it.

    Args:
        mention: A mention; any but a person's name is returned whole.
        rows: Rows found so far.
        language: Language of the document.
    """
    if mention.kind != "person" or mention.form != "name":
        return mention.start, mention.end
    clue = rows.clues.get(mention.id)
    text, cut = mention.text, 0
    if clue is not None and clue.office and (at := text.find(clue.office)) >= 0:
        cut = at + len(clue.office)
    titles = _titles(language)
    rest = text[cut:]
    words = rest.split()
    while len(words) > 1 and {words[0].casefold(), words[0].casefold().strip(_MARKS)} & titles:
        cut = text.index(words[0], cut) + len(words[0])
        words = words[1:]
    if not words:
        return mention.start, mention.end
    start = mention.start + text.index(words[0], cut)
    return start, mention.end


def names_beside(head: Token, rows: Rows, lexicon: Lexicon) -> list[Token]:
    """Heads of the names told beside a description: in apposition, or after "including".

    Args:
        head: Head of the description.
        rows: Rows found so far.
        lexicon: Words of the language.
    """
    beside = [child for child in head.children if child.dep_ == "appos"]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in lexicon.including:
            beside += [thing for thing in child.children if thing.dep_ == "pobj"]
    every = [name for first in beside for name in clauses.conjuncts(first)]
    return [name for name in every if (m := rows.mention_at_head(name.i, {"person"})) is not None and m.form == "name"]


def is_description(head: Token, rows: Rows) -> bool:
    """True for a singular description, which a name beside it tells better."""
    mention = rows.mention_at_head(head.i, _ACTORS)
    is_name = mention is not None and mention.form == "name"
    return head.pos_ in {"NOUN", "PROPN"} and head.tag_ in {"NN", "NNP"} and not is_name


def bodies_behind(head: Token, rows: Rows, lexicon: Lexicon) -> list[Token]:
    """Whose people or arms act: the possessor of "its members", the body of "fighters of the Front", "Front fighters".

    Args:
        head: Head of the words for who acts.
        rows: Rows found so far.
        lexicon: Words of the language.
    """
    if lemma(head) not in lexicon.belonging:
        return []
    owners = [child for child in head.children if child.dep_ in {"poss", "compound", "nmod"}]
    owners = [clauses.antecedent(owner) for owner in owners]
    owners += clauses.obliques(head, lexicon.prepositions["patient"])
    return [owner for owner in owners if _is_body(owner, rows)]


def _is_body(owner: Token, rows: Rows) -> bool:
    mention = rows.mention_at_head(owner.i, _ACTORS)
    if mention is None:
        return False
    return (owner.dep_ == "poss" and owner.tag_ != "WP$") or (mention.kind == "actor" and mention.form == "name")
