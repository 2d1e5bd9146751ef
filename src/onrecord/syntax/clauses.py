"""Questions about a clause that every reader asks: who acts, who is acted on, is it negated, what governs it.

Written over the dependency labels of spaCy's English pipelines (ClearNLP style: nsubj, nsubjpass, dobj, agent, prep,
pobj, relcl, acl, xcomp, ccomp, advcl, conj) and of Universal Dependencies (obj, obl, nsubj:pass, acl:relcl) where they
differ, so that another language's parser can be used. No word of any language stands here: the prepositions that tell
who does what hangs on them are in `control_words`, what prepositions mean else in the vocabularies of the readers.

"Agent" and "patient" are the logical subject and object, whatever the voice: in "rebels shelled the town", "the town
was shelled by rebels", "rebels shelling the town" and "the town, shelled by rebels," the agent is *rebels*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass", "nsubj:pass", "csubj:pass"})
OBJECT = frozenset({"dobj", "obj"})
AGENT = frozenset({"agent", "obl:agent"})
RELATIVE = frozenset({"relcl", "acl:relcl"})
PREPOSITION = frozenset({"prep", "case"})
PREPOSITION_OBJECT = frozenset({"pobj", "pcomp"})
CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "relcl", "acl", "acl:relcl", "csubj", "csubjpass", "pcomp", "parataxis"}
)
_MOST_STEPS = 40
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def conjuncts(token: Token) -> list[Token]:
    """A token and everything coordinated with it after it ("Russia, Turkey and Iran" from "Russia")."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def first_conjunct(token: Token) -> Token:
    """The first of the coordination that a token belongs to."""
    for _ in range(_MOST_STEPS):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """True for a verb in the passive, or a past participle that modifies a noun ("weapons seized")."""
    if any(child.dep_ in PASSIVE_SUBJECT or child.dep_ in {"auxpass", "aux:pass"} for child in verb.children):
        return True
    if any(child.dep_ in AGENT for child in verb.children) and not _own(verb, OBJECT | {"aux"}):
        return True
    first = first_conjunct(verb)
    if first.i != verb.i and verb.tag_ == "VBN" and not _own(verb, OBJECT | PASSIVE_SUBJECT | {"aux"}):
        return is_passive(first)
    is_alone = verb.dep_ == "advcl" and not _own(verb, {*SUBJECT, *OBJECT, "aux"})
    return (verb.dep_ in {"acl", "amod"} or is_alone) and verb.tag_ == "VBN" and not _own(verb, SUBJECT)


def agents(verb: Token) -> list[Token]:
    """Heads of the logical subject of a verb, with coordination; relative pronouns give way to what they stand for."""
    by_phrase = [
        obj
        for child in verb.children
        if child.dep_ in AGENT
        for preposition in conjuncts(child)
        for obj in _objects_of_preposition(preposition)
    ]
    if by_phrase:
        return _spread(by_phrase)
    if is_passive(verb):
        return []
    return _spread(_subjects(verb, _MOST_STEPS))


def patients(verb: Token) -> list[Token]:
    """Heads of the logical object of a verb, with coordination."""
    own = _own(verb, OBJECT) or _shared_object(verb)
    if is_passive(verb):
        passive = _own(verb, PASSIVE_SUBJECT) or _own(verb, SUBJECT)
        if not passive:
            passive = [verb.head] if verb.dep_ in {"acl", "amod"} else _subjects(verb, _MOST_STEPS)
        return _spread([*passive, *own])
    return _spread(own)


def recipients(verb: Token) -> list[Token]:
    """Heads of the indirect object ("sent *it* missiles")."""
    return _spread(_own(verb, {"dative", "iobj"}))


def obliques(head: Token, prepositions: Iterable[str]) -> list[Token]:
    """Heads of what follows one of the prepositions attached to a verb or noun ("strike *on the town*")."""
    wanted = set(prepositions)
    return _spread(
        obj
        for child in head.children
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in wanted
        for obj in _objects_of_preposition(child)
    )


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; the token itself where it is none."""
    if token.tag_ not in {"WDT", "WP", "WP$"}:
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ in RELATIVE:
            return ancestor.head
    return token


def is_negated(verb: Token) -> bool:
    """True where the verb itself, or its negative subject or object ("no one was killed"), is negated."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    first = first_conjunct(verb)
    if first.i != verb.i and not _own(verb, SUBJECT | PASSIVE_SUBJECT):
        return any(child.dep_ == "neg" for child in first.children)
    return False


def governors(token: Token) -> Iterator[Token]:
    """Heads of the clauses and phrases a token stands in, from the inside out, up to the sentence's root."""
    for _ in range(_MOST_STEPS):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def clause_head(token: Token) -> Token:
    """The verb (or root) of the innermost clause that a token stands in."""
    for _ in range(_MOST_STEPS):
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod"}:
            return token
        if token.dep_ in CLAUSES or token.head.i == token.i:
            return token
        token = token.head
    return token


def phrase_bounds(head: Token, *, leave_out: Iterable[str] = ()) -> tuple[int, int]:
    """Token range [start, end) of a head's phrase, without children in the relations of `leave_out` at its edges."""
    left_out = set(leave_out)
    tokens = [head]
    for child in head.children:
        if child.dep_ not in left_out:
            tokens.extend(child.subtree)
    indexes = {token.i for token in tokens}
    start = end = head.i
    while start - 1 in indexes:
        start -= 1
    while end + 1 in indexes:
        end += 1
    return start, end + 1


def _own(head: Token, relations: Iterable[str]) -> list[Token]:
    wanted = set(relations)
    return [child for child in head.children if child.dep_ in wanted]


def _objects_of_preposition(preposition: Token) -> list[Token]:
    found = [child for child in preposition.children if child.dep_ in PREPOSITION_OBJECT]
    nested = [child for child in preposition.children if child.dep_ in PREPOSITION]
    return found or [obj for child in nested for obj in _objects_of_preposition(child)]


def _shared_object(verb: Token) -> list[Token]:
    """The object that coordinated verbs share ("surrounded and shelled the town"): the last one's."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _own(child, SUBJECT | PASSIVE_SUBJECT):
            return _own(child, OBJECT) or _shared_object(child)
    return []


def _subjects(verb: Token, steps: int) -> list[Token]:
    """Subjects of a verb: its own, or those of the verb that controls, coordinates or governs it."""
    own = _own(verb, SUBJECT | PASSIVE_SUBJECT)
    governor = verb.head
    if own or steps == 0 or governor.i == verb.i:
        return own
    if verb.dep_ in {"acl", *RELATIVE}:
        return [governor]
    if controlled := _controlling_object(verb, governor):
        return controlled
    if verb.dep_ == "pcomp":
        governor = governor.head
    if verb.dep_ not in {"conj", "xcomp", "ccomp", "advcl", "pcomp"} or governor.pos_ not in {"VERB", "AUX"}:
        return []
    if is_passive(governor) and verb.dep_ != "pcomp":
        is_turned = verb.tag_ in _FINITE and verb.dep_ == "conj" and not _own(verb, OBJECT)
        return (agents(governor) if verb.dep_ == "conj" and not is_turned else []) or patients(governor)
    return _subjects(governor, steps - 1)


def _controlling_object(verb: Token, governor: Token) -> list[Token]:
    """Who is the subject of what hangs on it ("asked *N* to V", "accused *N* of V-ing", "*N* is ready to V N")."""
    if verb.dep_ == "xcomp" and governor.dep_ == "acomp" and _own(verb, OBJECT):
        return [subject for subject in _own(governor.head, SUBJECT) if subject.morph.get("Gender", []) != ["Neut"]]
    if verb.dep_ == "xcomp":
        return _own(governor, OBJECT)
    if verb.dep_ == "pcomp" and governor.lower_ in load("control_words", verb.lang_):
        return _own(governor.head, OBJECT)
    return []


def _spread(tokens: Iterable[Token]) -> list[Token]:
    found: dict[int, Token] = {}
    for token in tokens:
        for part in conjuncts(antecedent(token)):
            found.setdefault(part.i, part)
    return [found[i] for i in sorted(found)]
