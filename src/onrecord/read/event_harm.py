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

DAMAGE = frozenset({"death", "injury", "destruction"})
_HARM = frozenset({"death", "injury"})
_HARMFUL = frozenset({"attack", "raid"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def harmed_by(trigger: Trigger, kind: EventKind, lexicon: Lexicon) -> Iterator[Token]:
    """People harmed by an attack, from the clauses that tell of the harm."""
    for verb in harm_of(trigger, kind, lexicon):
        if verb.pos_ in _NOUNS:
            continue
        harmed = [token for token in clauses.patients(verb) if lemma(token) not in lexicon.lost]
        if lexicon.verbs.get(lemma(verb)) is None and not harmed:
            harmed = clauses.agents(verb)
        yield from (token for token in harmed if token.i != trigger.head.i)


def harm_of(trigger: Trigger, kind: EventKind, lexicon: Lexicon, groups: frozenset[str] = _HARM) -> Iterator[Token]:
    """Words for killing and wounding that an attack's syntax makes its effects ("exploded, *killing* twelve").

    Args:
        trigger: The trigger of an attack.
        kind: Its kind; only attacks have effects.
        lexicon: Words of the language.
        groups: Groups of kinds that are harm; destruction too where nobody harmed is asked for.
    """
    if kind.group not in _HARMFUL:
        return
    tops = [top for top in (trigger.head, trigger.carrier, trigger.occurrence) if top is not None]
    verbs = [child for top in tops for child in top.children if child.dep_ in {"advcl", "conj", "relcl"}]
    verbs += [clause for top in tops for clause in _of_instrument(top, lexicon)]
    head = clauses.first_conjunct(trigger.head)
    verbs += _of_nominal(head, lexicon) if trigger.is_nominal else _of_clause(head, lexicon)
    verbs += _of_clause(trigger.occurrence, lexicon) if trigger.occurrence is not None else []
    verbs += [part for verb in verbs for part in clauses.conjuncts(verb)[1:]]
    for verb in verbs:
        if verb.pos_ == "VERB" and _is_harm(verb, lexicon, groups):
            yield verb
        elif verb.pos_ == "VERB" and lemma(verb) in lexicon.causing:
            yield from _caused(verb, lexicon)


def _of_instrument(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Clauses about what the attack was done with ("set off a bomb *that wounded two*")."""
    if verb.pos_ != "VERB":
        return []
    things = [
        thing for thing in clauses.patients(verb) if lemma(thing) in lexicon.classes["weapon"] | lexicon.explosives
    ]
    return [child for thing in things for child in thing.children if child.dep_ in clauses.RELATIVE]


def _caused(verb: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Nouns for the harm that a verb of causing takes ("resulted in the *death* of ...")."""
    for thing in (*clauses.patients(verb), *clauses.obliques(verb, lexicon.prepositions["cause"])):
        if thing.pos_ in _NOUNS and lemma(thing) in lexicon.harm_nouns:
            yield thing


def _of_nominal(noun: Token, lexicon: Lexicon) -> list[Token]:
    verbs = [child for child in noun.children if child.dep_ == "acl"]
    if noun.dep_ in clauses.SUBJECT:
        verbs.append(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ in lexicon.prepositions["cause"]:
        verbs.append(noun.head.head)
    between = noun.head.head if noun.dep_ == "pobj" else None
    if between is not None and lemma(between) in lexicon.result:
        verbs.append(between.head.head if between.dep_ == "pobj" else between.head)
    return verbs


def _of_clause(verb: Token, lexicon: Lexicon) -> list[Token]:
    if verb.dep_ == "advcl":
        return [] if any(child.dep_ == "aux" for child in verb.children) else [verb.head, *_shared_effect(verb.head)]
    if verb.dep_ not in {"acl", "relcl"}:
        return []
    if verb.dep_ == "acl" and verb.head.dep_ == "pobj" and verb.head.head.lower_ in lexicon.prepositions["cause"]:
        return [verb.head.head.head]
    inner = (token for token in verb.subtree if token.dep_ == "acl" and token.tag_ == "VBD" and token.i != verb.i)
    verbs = [token for token in inner if (outer := outer_noun(token)) is not None and outer.i == verb.head.i]
    return [*verbs, verb.head.head] if verb.head.dep_ in clauses.SUBJECT else verbs


def _shared_effect(last: Token) -> list[Token]:
    """The clause joined before the last that a cause is told with ("two *were killed* and a school was hit when ...").

    None where it has a circumstance of its own.
    """
    first = clauses.first_conjunct(last)
    if first.i == last.i and last.dep_ == "ccomp":
        # The parser hangs both clauses of what is said on the verb of saying.
        siblings = (s for s in last.head.lefts if s.dep_ == last.dep_ and s.i < last.i)
        first = next((s for s in siblings if any(c.dep_ == "cc" and s.i < c.i < last.i for c in s.children)), last)
    if first.i == last.i or not (clauses.is_passive(first) and clauses.is_passive(last)):
        return []
    is_own = any(child.dep_ in {"prep", "npadvmod", "advcl", "agent"} for child in first.children)
    return [] if is_own else [first]


def _is_harm(verb: Token, lexicon: Lexicon, groups: frozenset[str]) -> bool:
    if lemma(verb) in lexicon.leaving:
        return any(child.lower_ in lexicon.states_of_harm for child in verb.subtree)
    for parts, kind_name in (pair for found in lexicon.phrases.values() for pair in found):
        is_phrase = len(parts) > 1 and parts[0] == lemma(verb) and load_event_kinds()[kind_name].group in groups
        if is_phrase and any(lemma(child) == parts[-1] for child in verb.children):
            return True
    senses = lexicon.verb_senses.get(lemma(verb), ())
    kind = lexicon.verbs.get(lemma(verb)) or next((sense["kind"] for sense in senses), None)
    return kind is not None and load_event_kinds()[kind].group in groups


def outer_noun(verb: Token) -> Token | None:
    """Subject of a finite verb that the parser hung on the noun before it ("*rockets* launched from hills hit ...")."""
    noun: Token | None = None
    for ancestor in verb.ancestors:
        if ancestor.pos_ in {"NOUN", "PROPN", "PRON"}:
            noun = ancestor
        elif ancestor.dep_ not in {"prep", "agent", "acl"}:
            break
    return noun
