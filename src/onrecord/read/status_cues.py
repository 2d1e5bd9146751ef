"""Words beside a trigger that tell how it stands: negation, auxiliaries, adverbs, adjectives, marks of its clause.

In: a token and the vocabulary `status_cues`. Out: statuses, "recalled" and "conditional" among them. Used by
read/status.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from onrecord.model import Status
from onrecord.syntax import clauses
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = clauses.SUBJECT | clauses.PASSIVE_SUBJECT


@dataclass(frozen=True, slots=True)
class Cues:
    """The vocabulary `status_cues`, its lists as sets."""

    own: Mapping[str, Any]
    event_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    takers: Mapping[str, Mapping[str, Status]]
    copular_nouns: frozenset[str]
    factives: frozenset[str]
    evaluative: frozenset[str]
    own_reasons: frozenset[str]
    scope_prepositions: frozenset[str]
    recalled: Mapping[str, frozenset[str]]


@cache
def load_cues(language: str) -> Cues:
    """The vocabulary `status_cues` of a language."""
    entries = load("status_cues", language)
    takers: dict[str, dict[str, Status]] = {}
    for complement, by_status in entries["takers"].items():
        if complement == "copular_noun":
            continue
        table = takers.setdefault(complement, {})
        for status, words in by_status.items():
            for word in words.split() if isinstance(words, str) else words:
                table.setdefault(word, cast("Status", status))
    return Cues(
        own=entries["own"],
        event_verbs=frozenset(entries["event_verbs"].split()),
        occurrence_verbs=frozenset(entries["occurrence_verbs"].split()),
        takers=takers,
        evaluative=frozenset(entries["evaluative"].split()),
        own_reasons=frozenset(entries["reasons"].split()),
        factives=frozenset(entries["factives"].split()),
        scope_prepositions=frozenset(entries["own"]["scope_prepositions"]),
        copular_nouns=frozenset(entries["takers"]["copular_noun"].split()),
        recalled={name: frozenset(words) for name, words in entries["recalled"].items()},
    )


def beside(token: Token, cues: Cues) -> Iterator[str]:
    """Statuses from the words beside a verb or noun itself."""
    own = cues.own
    if is_negated(token, cues):
        yield "did_not_happen"
    for child in token.children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"} and word in own["modals"] and child.tag_ == "MD":
            yield _modal(token, child, cues)
        elif child.dep_ in {"advmod", "npadvmod"} and own["adverbs"].get(word):
            yield own["adverbs"][word]
        elif child.dep_ in {"amod", "det", "compound"} and own["adjectives"].get(word):
            yield own["adjectives"][word]
        elif child.dep_ == "mark" and word in own["marks"]:
            yield "conditional"
    if token.pos_ in {"VERB", "AUX"}:
        yield from (status for status in tense(token, cues) if status != "recalled")


def _modal(verb: Token, modal: Token, cues: Cues) -> Status:
    """Status of a verb under a modal; "would" is a plan where something past is reported, else a hypothesis."""
    own = cues.own
    if modal.lower_ in own["future_in_past"]:
        for ancestor in verb.ancestors:
            if ancestor.tag_ in {"VBD", "VBN"} and cues.takers["clause"].get(ancestor.lemma_) in {
                "claimed",
                "planned",
                "threatened",
                "predicted",
            }:
                return "planned"
            if ancestor.pos_ == "VERB":
                break
    if modal.lower_ in own["will"] and any(
        child.dep_ == "advcl" and any(mark.lower_ in own["marks"] for mark in child.children if mark.dep_ == "mark")
        for child in verb.children
    ):
        return "hypothetical"
    return cast("Status", own["modals"][modal.lower_])


def tense(verb: Token, cues: Cues) -> Iterator[str]:
    """Statuses from tense and mood: going on, to come, in the past perfect."""
    own = cues.own
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    is_present = any(child.lemma_ in own["copulas"] and child.tag_ in {"VBZ", "VBP"} for child in auxiliaries)
    if verb.tag_ == "VBG" and is_present and verb.lemma_ not in own["going"]:
        yield "ongoing"
    head = verb.head
    if (
        verb.dep_ == "xcomp"
        and is_infinitive(verb, cues)
        and head.lemma_ in own["copulas"]
        and head.tag_ in {"VBZ", "VBP", "VBD"}
    ):
        yield "planned"
    if verb.dep_ == "xcomp" and head.lemma_ in own["going"] and head.tag_ == "VBG":
        yield "planned"
    if (
        verb.tag_ in {"VBN", "VBD"}
        and words & set(own["past_forms"])
        and not words & set(own["modals"]) - set(own["past_forms"])
    ):
        yield "recalled"
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"} | (
        {verb.head.lower_} if verb.dep_ == "pcomp" else set()
    )
    if marks & set(own["until_marks"]) and verb.tag_ in {"VBZ", "VBP", "VB"}:
        yield "planned"
    if verb.dep_ == "pcomp" and verb.head.lower_ in own["without"]:
        yield "did_not_happen"


def is_infinitive(verb: Token, cues: Cues) -> bool:
    """True for a verb with the mark of an infinitive."""
    return any(child.dep_ in {"aux", "mark"} and child.lower_ in cues.own["infinitive"] for child in verb.children)


def is_negated(token: Token, cues: Cues) -> bool:
    """True where the token is negated: by a particle, by its determiner, by its subject or object."""
    own = cues.own
    negators = set(own["negators"])
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in {"det", "preconj", "advmod"} and child.lower_ in negators):
            after = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            return after not in own["not_negating_with"]
    if token.pos_ in {"VERB", "AUX"}:
        for child in token.children:
            if child.dep_ in SUBJECTS | clauses.OBJECT and (
                child.lower_ in own["negative_subjects"]
                or any(word.dep_ == "det" and word.lower_ in negators for word in child.children)
            ):
                return True
        if token.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in token.children):
            return clauses.is_negated(token)
    return False


def is_definite(noun: Token, cues: Cues) -> bool:
    """True for a noun that takes what it names as known: with an article, a demonstrative, a possessor."""
    return any(
        (child.dep_ in {"det", "poss"} and child.lower_ in cues.own["definite"]) or child.dep_ == "poss"
        for child in noun.children
    )
