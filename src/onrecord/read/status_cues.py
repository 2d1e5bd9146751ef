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
    lasting: Mapping[str, frozenset[str]]
    unchecked: Mapping[str, frozenset[str]]


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
        unchecked={name: frozenset(words) for name, words in entries["unchecked"].items()},
        lasting={
            name: frozenset(words.split() if isinstance(words, str) else words)
            for name, words in entries["lasting"].items()
        },
    )


def beside(token: Token, cues: Cues) -> Iterator[str]:
    """Statuses from the words beside a verb or noun itself."""
    own = cues.own
    yield from _of_form(token, cues)
    for child in token.children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"} and word in own["modals"] and child.tag_ == "MD":
            yield from () if token.lemma_ in own["perceiving"] else (_modal(token, child, cues),)
        elif child.dep_ in {"advmod", "npadvmod"} and own["adverbs"].get(word):
            yield own["adverbs"][word]
        elif child.dep_ in {"amod", "det", "compound"} and own["adjectives"].get(word):
            yield own["adjectives"][word]
        elif child.dep_ == "mark" and word in own["marks"]:
            yield "unconfirmed" if _is_open_past(token, word, cues) else "conditional"
    if token.pos_ in {"VERB", "AUX"}:
        yield from (status for status in tense(token, cues) if status != "recalled")


def _of_form(token: Token, cues: Cues) -> Iterator[str]:
    """Statuses from negation, word order and mood."""
    if is_negated(token, cues):
        yield "negated"
    if _is_inverted(token, cues):
        yield "conditional"
    elif _is_imperative(token):
        yield "called_for"
    elif _is_general(token, cues):
        yield "hypothetical"


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
            if ancestor.pos_ in {"VERB", "AUX"}:
                is_told = verb.dep_ == "ccomp" and ancestor.i == verb.head.i and is_past(ancestor)
                if is_told and not _is_conditional(verb, cues):
                    return "predicted"
                break
    if modal.lower_ in own["will"] and _is_conditional(verb, cues):
        return "hypothetical"
    return cast("Status", own["modals"][modal.lower_])


def _is_conditional(verb: Token, cues: Cues) -> bool:
    """True for a verb with a clause of condition beside it."""
    return any(
        child.dep_ == "advcl" and any(m.lower_ in cues.own["marks"] for m in child.children if m.dep_ == "mark")
        for child in verb.children
    )


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
    if verb.dep_ == "pcomp" and is_without(verb.head, cues):
        yield "did_not_happen"


def _is_inverted(verb: Token, cues: Cues) -> bool:
    """True for a condition told by its word order ("*should the army attack*, the port will close")."""
    if verb.dep_ not in {"advcl", "ccomp"} or any(child.dep_ == "mark" for child in verb.children):
        return False
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    first = verb.left_edge
    return (
        subject is not None
        and first.dep_ in {"aux", "auxpass"}
        and first.head.i == verb.i
        and first.lower_ in cues.own["inverting"]
        and first.i < subject.i
    )


def _is_imperative(verb: Token) -> bool:
    """True for a bare verb that begins its sentence ("*Release* the hostages.")."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT" or not verb.sent.text.rstrip().endswith((".", "!")):
        return False
    before = verb.doc[verb.sent.start : verb.i]
    has_own = any(child.dep_ in {*SUBJECTS, "aux", "auxpass"} for child in verb.children)
    return not has_own and all(word.is_punct or word.is_space or word.pos_ in {"INTJ", "ADV"} for word in before)


def _is_general(verb: Token, cues: Cues) -> bool:
    """True for what a relative clause says of nobody in particular ("anyone who *attacks* a convoy")."""
    if verb.dep_ not in clauses.RELATIVE or verb.tag_ not in {"VBZ", "VBP"} or verb.head.pos_ == "PROPN":
        return False
    has_own = any(child.dep_ in {"aux", "auxpass"} or child.tag_ == "CD" for child in verb.children)
    is_known = any(child.dep_ in {"det", "poss", "nummod"} for child in verb.head.children)
    if has_own or (is_known and not any(child.lower_ in cues.own["adjectives"] for child in verb.head.children)):
        return False
    governor = clauses.clause_head(verb.head)
    return governor.tag_ not in {"VBD", "VBN"} or any(child.tag_ == "MD" for child in governor.children)


def _is_open_past(verb: Token, mark: str, cues: Cues) -> bool:
    """True for an indirect question whether something past happened ("unclear *whether* the army attacked")."""
    own = cues.own
    is_question = mark in own["asking"] or (verb.dep_ == "ccomp" and verb.head.lemma_ in own["asking_verbs"])
    return is_question and is_past(verb)


def is_past(verb: Token) -> bool:
    """True for a finite verb of what is over or going on: in the past or the perfect, without a modal."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.tag_ in {"MD", "TO"} for child in auxiliaries):
        return False
    return verb.tag_ == "VBD" or (
        verb.tag_ in {"VBN", "VBG"} and any(child.tag_ in {"VBD", "VBZ", "VBP"} for child in auxiliaries)
    )


def is_without(preposition: Token, cues: Cues) -> bool:
    """True for "without", "instead of" and the like."""
    before = preposition.nbor(-1).lower_ if preposition.i > 0 else ""
    return {preposition.lower_, f"{before} {preposition.lower_}"} & set(cues.own["without"]) != set()


def is_infinitive(verb: Token, cues: Cues) -> bool:
    """True for a verb with the mark of an infinitive."""
    return any(child.dep_ in {"aux", "mark"} and child.lower_ in cues.own["infinitive"] for child in verb.children)


def is_negated(token: Token, cues: Cues) -> bool:
    """True where the token is negated: by a particle, by its determiner, by its subject or object."""
    own = cues.own
    negators = set(own["negators"])
    for child in token.children:
        if child.i > token.i and token.pos_ not in {"VERB", "AUX"}:
            continue
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
        is_contrast = any(word.dep_ == "cc" and word.lower_ in own["contrasting"] for word in token.head.children)
        if token.dep_ == "conj" and not is_contrast and not any(c.dep_ in SUBJECTS for c in token.children):
            return clauses.is_negated(token)
    return False


def is_definite(noun: Token, cues: Cues) -> bool:
    """True for a noun that takes what it names as known: with an article, a demonstrative, a possessor."""
    return any(
        (child.dep_ in {"det", "poss"} and child.lower_ in cues.own["definite"]) or child.dep_ == "poss"
        for child in noun.children
    )
