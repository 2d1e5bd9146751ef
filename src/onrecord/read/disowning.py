"""Whether a clause denies: that somebody was involved, that a deed was done, that what was told is true.

In: the head of a clause that somebody states. Out: yes or no. "had no part in it", "never touched a weapon", "no shells
were fired", "there were no prisoners", "the story is a lie" deny; that nobody was hurt denies nothing, and neither does
what will or should not be done.

Known errors: a clause that denies by telling another account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.statement import Reading
from onrecord.syntax.clauses import agents, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_ATTRIBUTES = frozenset({"acomp", "attr", "oprd"})


def denies(reading: Reading, clause: Token) -> bool:
    """True for a clause that denies what was or might be laid at somebody's door.

    Args:
        reading: The document and the word lists.
        clause: Head of the clause.
    """
    ways = (_is_act_disowned, _is_never, _is_nothing_there, _is_disbelieved, _is_said_not_to_be)
    return any(way(reading, clause) for way in ways)


def _is_disbelieved(reading: Reading, clause: Token) -> bool:
    """True for "do not believe that the army fired"."""
    words = reading.cues.words
    if clause.lemma_.lower() not in words["believing"] or not is_negated(clause):
        return False
    believed = [child for child in clause.children if child.dep_ == "ccomp"]
    return any(verb.lemma_.lower() in words["violent"] | words["involved"] for verb in believed)


def _is_said_not_to_be(reading: Reading, clause: Token) -> bool:
    """True for "was not involved", "is a lie", "has no part in it", "has nothing to hide"."""
    words, lemma = reading.cues.words, clause.lemma_.lower()
    if lemma in words["involved"] and is_negated(clause):
        return True
    for child in clause.children:
        if child.dep_ == "dobj" and child.lower_ in words["nothing"] and lemma in words["perfect"]:
            return True
        if child.dep_ in _ATTRIBUTES and child.lemma_.lower() in words["involved"]:
            return is_negated(clause)
        if child.dep_ in _ATTRIBUTES and child.lemma_.lower() in words["untrue"]:
            return not is_negated(clause)
        if child.dep_ in {"dobj", "attr"} and child.lemma_.lower() in words["involvement"]:
            return is_negated(clause) or _has_none(reading, child) or _has_none_subject(reading, clause)
    return False


def _is_never(reading: Reading, clause: Token) -> bool:
    """True for "had never seen N", "was never under N": a past told never to have been."""
    return clause.tag_ in {"VBD", "VBN"} and any(
        child.dep_ == "neg" and reading.knows(child.lower_, "negations_of_time") for child in clause.children
    )


def _is_nothing_there(reading: Reading, clause: Token) -> bool:
    """True for "there were no N", "no incident occurred"."""
    if any(child.dep_ == "expl" for child in clause.children):
        nouns = [child for child in clause.children if child.dep_ in {"attr", "nsubj"}]
        return clause.tag_ == "VBD" and any(_has_none(reading, noun) for noun in nouns)
    return reading.knows(clause.lemma_.lower(), "happening") and _has_none_subject(reading, clause)


def _has_none(reading: Reading, noun: Token) -> bool:
    return any(c.dep_ in {"det", "preconj", "cc"} and reading.knows(c.lower_, "none") for c in noun.children)


def _has_none_subject(reading: Reading, clause: Token) -> bool:
    subjects = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(_has_none(reading, subject) for subject in subjects)


def _is_act_disowned(reading: Reading, clause: Token) -> bool:
    """True for an act that is said not to have been done ("no shells were fired", "had sent nothing to the rebels").

    That nobody was hurt disowns nothing, unless the one who did not hurt them is told.
    """
    words, lemma = reading.cues.words, clause.lemma_.lower()
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if not words["ought"].isdisjoint(auxiliaries) or not words["will"].isdisjoint(auxiliaries):
        return False
    is_own_habit = clause.tag_ in {"VB", "VBP"} and lemma in words["violent"] | words["harmful"]
    if clause.tag_ not in {"VBD", "VBN"} and not (is_own_habit and agents(clause)):
        return False
    sides = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}]
    has_none = any(_has_none(reading, side) for side in sides)
    has_none = has_none or any(side.lower_ in words["nothing"] and side.dep_ in {"dobj", "attr"} for side in sides)
    if not has_none and not is_negated(clause):
        return False
    if lemma in words["harmed"]:
        return bool(agents(clause)) and lemma in words["violent"] and not has_none
    return lemma in words["violent"] or lemma in words["given_out"] or (lemma in words["harmful"] and is_own_habit)
