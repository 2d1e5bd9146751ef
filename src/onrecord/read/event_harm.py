"""The harm that an attack's syntax makes its effects: "exploded, killing twelve", "killed in an air strike".

In: a trigger of an attack. Out: the verbs of killing and wounding, and who was harmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_triggers import Trigger
from onrecord.syntax import clauses
from onrecord.vocab.event_kinds import EventKind, load_event_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARM = frozenset({"death", "injury"})


def harmed_by(trigger: Trigger, kind: EventKind, lexicon: Lexicon) -> Iterator[Token]:
    """People harmed by an attack, from the clauses that tell of the harm."""
    for verb in harm_of(trigger, kind, lexicon):
        harmed = clauses.patients(verb)
        if lexicon.verbs.get(lemma(verb)) is None and not harmed:
            harmed = clauses.agents(verb)
        yield from (token for token in harmed if token.i != trigger.head.i)


def harm_of(trigger: Trigger, kind: EventKind, lexicon: Lexicon) -> Iterator[Token]:
    """Verbs of killing and wounding that an attack's syntax makes its effects ("exploded, *killing* twelve")."""
    if kind.group != "attack":
        return
    verbs: list[Token] = []
    for top in (trigger.head, trigger.carrier, trigger.occurrence):
        if top is not None:
            verbs += [
                child for child in top.children if child.dep_ in {"advcl", "conj", "relcl"} and child.pos_ == "VERB"
            ]
    head = clauses.first_conjunct(trigger.head)
    if trigger.is_nominal:
        verbs += [child for child in head.children if child.dep_ == "acl"]
        if head.dep_ in clauses.SUBJECT:
            verbs.append(head.head)
        if head.dep_ == "pobj" and head.head.lower_ in lexicon.prepositions["cause"]:
            verbs.append(head.head.head)
    elif head.dep_ == "advcl" and not any(child.dep_ == "aux" for child in head.children):
        verbs.append(head.head)
    elif head.dep_ in {"acl", "relcl"}:
        if head.head.dep_ in clauses.SUBJECT:
            verbs.append(head.head.head)
        inner = (token for token in head.subtree if token.dep_ == "acl" and token.tag_ == "VBD" and token.i != head.i)
        verbs += [verb for verb in inner if (outer := outer_noun(verb)) is not None and outer.i == head.head.i]
    verbs += [part for verb in verbs for part in clauses.conjuncts(verb)[1:]]
    kinds = load_event_kinds()
    for verb in verbs:
        name = lexicon.verbs.get(lemma(verb)) or next(
            (s["kind"] for s in lexicon.verb_senses.get(lemma(verb), ())), None
        )
        if verb.pos_ == "VERB" and name is not None and kinds[name].group in _HARM:
            yield verb


def outer_noun(verb: Token) -> Token | None:
    """Subject of a finite verb that the parser hung on the last noun before it ("*shells* fired by the army killed ...")."""
    noun: Token | None = None
    for ancestor in verb.ancestors:
        if ancestor.pos_ in {"NOUN", "PROPN", "PRON"}:
            noun = ancestor
        elif ancestor.dep_ not in {"prep", "agent", "acl"}:
            break
    return noun
