"""Answers that another gives to a whole statement: "S, which N denies", "S, a charge that N denies".

In: tokens of a statement; a verb in a relative clause. Out: which tokens are such an answer and no part of the
statement. Known error: "which" that takes up only the noun before it after a comma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.statement import Reading
from onrecord.syntax.clauses import RELATIVE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LOOSE = frozenset({"appos", "npadvmod", "dep", "conj", "dobj", "attr"})
_ANSWERS = frozenset({"denies", "confirms", "doubts"})


def remarks(reading: Reading, doc: Doc, tokens: set[int]) -> set[int]:
    """Those of some tokens that are another's answer to the rest."""
    verbs = [doc[i] for i in tokens if doc[i].dep_ in RELATIVE and is_answer(reading, doc[i])]
    return {i for verb in verbs for i in answer(reading, verb)}


def answer(reading: Reading, verb: Token) -> set[int]:
    """Tokens of an answer: the relative clause, with the noun that names the statement."""
    return {t.i for t in (verb.head.subtree if _is_taken_up(reading, verb.head) else verb.subtree)}


def is_answer(reading: Reading, verb: Token) -> bool:
    """True for a verb of denial or confirmation in a relative clause after a comma that takes up a whole statement."""
    cues = reading.cues.verbs.get(verb.lemma_.lower(), ())
    if verb.dep_ not in RELATIVE or not any(cue.stance in _ANSWERS for cue in cues):
        return False
    if _is_taken_up(reading, verb.head):
        return True
    is_which = any(child.tag_ == "WDT" and child.dep_ == "dobj" for child in verb.children)
    return is_which and _is_after_comma(verb) and verb.head.lemma_.lower() not in reading.cues.nouns


def _is_taken_up(reading: Reading, noun: Token) -> bool:
    """True for "a charge", "claims" after a comma, which name the statement before."""
    return noun.lemma_.lower() in reading.cues.nouns and noun.dep_ in _LOOSE and _is_after_comma(noun)


def _is_after_comma(token: Token) -> bool:
    edge = token.left_edge
    return edge.i > 0 and edge.nbor(-1).text == ","


def governor_of(verb: Token) -> Token:
    """The verb of the clause that a relative clause stands in."""
    top = verb.head
    while top.head.i != top.i and top.dep_ not in {"ccomp", "advcl"}:
        top = top.head
    return top
