"""Who is said to be behind an event: "X claimed responsibility for the attack", "X was blamed for", "attributed to X".

In: the noun that tells of an event. Out: heads of the words for who is said to have done it. Known errors: what a
clause in between says of somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token


def answering_for(trigger: Token, lexicon: Lexicon) -> list[Token]:
    """Heads of the words for who answers for what a noun tells of, or is made to.

    Args:
        trigger: The noun.
        lexicon: Words of the language.
    """
    first = clauses.first_conjunct(trigger)
    if first.dep_ in clauses.PASSIVE_SUBJECT | clauses.OBJECT:
        is_laid = lemma(first.head) in lexicon.attributing["verbs"]
        return clauses.obliques(first.head, lexicon.attributing["prepositions"]) if is_laid else []
    if first.dep_ != "pobj" or first.head.lower_ not in lexicon.answering["for"]:
        return []
    word = first.head.head
    clause = clauses.clause_head(word)
    if any(child.dep_ in {"neg", "preconj"} for child in clause.children):
        return []
    agents = _answering(word, lexicon)
    return [
        agent
        for agent in agents
        if not any(child.dep_ in {"preconj", "cc"} and child.lower_ in lexicon.neither for child in agent.children)
    ]


def _answering(word: Token, lexicon: Lexicon) -> list[Token]:
    """Who answers for something, from the word that takes "for": "responsibility", "responsible", "blame"."""
    if word.dep_ in clauses.OBJECT:
        is_taken = lemma(word) in lexicon.answering["noun"] and lemma(word.head) in lexicon.answering["verbs"]
        return clauses.agents(word.head) if is_taken else []
    if word.lower_ in lexicon.answering["adjectives"]:
        return clauses.agents(word.head) if word.dep_ == "acomp" else [word.head] if word.dep_ == "amod" else []
    return clauses.patients(word) if word.pos_ == "VERB" and lemma(word) in lexicon.blaming else []
