"""Whether a word of violence means violence by people: not weather, accidents, animals, sport, trade or metaphor.

In: a trigger and its kind. Out: True where it tells of none that the record keeps. Method: classes of the words that
cause it (subject, agent, phrases of cause, the subject of a clause of time), of what it is done to, and of the words
around it. Known errors: metaphors outside the lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_triggers import Trigger
from onrecord.syntax import clauses
from onrecord.vocab.event_kinds import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIOLENT = frozenset(
    {"attack", "death", "injury", "destruction", "torture", "looting", "raid", "displacement", "territory"}
)
_PUT_WITH = frozenset({"advcl", "conj", "ccomp", "xcomp"})


def is_no_violence(trigger: Trigger, kind: EventKind, lexicon: Lexicon) -> bool:
    """True for violence that is none: by nature or accident, in sport or business, or only in words.

    Args:
        trigger: The trigger.
        kind: Kind of event that it would tell of.
        lexicon: Words of the language.
    """
    if kind.group not in _VIOLENT:
        return False
    head = trigger.head
    verb = trigger.carrier or head
    if any(_is_natural(cause, lexicon) for cause in _causes(verb, lexicon)) or _is_of_age(head, kind, lexicon):
        return True
    doers = (
        clauses.agents(verb) if verb.pos_ == "VERB" else [c for c in head.children if c.dep_ in {"poss", "compound"}]
    )
    if any(lemma(doer) in lexicon.figurative["doers"] for doer in doers) or _is_mishap(trigger, kind, lexicon):
        return True
    if _is_done_to_nobody(head, verb, lexicon):
        return True
    if verb.pos_ == "VERB" and _is_blamed(trigger, verb, lexicon):
        return True
    return _is_sport(head, kind, lexicon)


def _is_of_age(verb: Token, kind: EventKind, lexicon: Lexicon) -> bool:
    """True for a death told with an age and no cause ("died on Friday *aged 91*")."""
    if kind.group != "death" or lemma(verb) not in lexicon.undergoing:
        return False
    words = list(verb.subtree)
    is_aged = any(word.lower_ in lexicon.figurative["aged"] for word in words)
    return is_aged and not any(lemma(word) in lexicon.nouns or lemma(word) in lexicon.noun_senses for word in words)


def _is_done_to_nobody(head: Token, verb: Token, lexicon: Lexicon) -> bool:
    """True for what is done to a thing of trade, sport or speech, or fought against what is nobody."""
    done_to = clauses.patients(verb) if verb.pos_ == "VERB" else []
    done_to += clauses.obliques(head, lexicon.prepositions["target"])
    parts = [part for thing in done_to for part in clauses.obliques(thing, lexicon.prepositions["patient"])]
    done_to += [part for part in parts if lemma(part) in lexicon.figurative["objects"]]
    fought = [] if verb.pos_ == "VERB" else clauses.obliques(head, lexicon.figurative["battled"])
    if head.dep_ in clauses.OBJECT:
        fought += clauses.obliques(head.head, lexicon.figurative["battled"])
    return any(_is_figurative(thing, lexicon) for thing in done_to) or any(_is_natural(x, lexicon) for x in fought)


def _causes(verb: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Words for what did it: subjects, agents, phrases of cause, and subjects of a clause of time."""
    if verb.pos_ != "VERB":
        yield from (child for child in verb.children if child.dep_ == "compound")
        return
    yield from clauses.agents(verb)
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in lexicon.figurative["cause_prepositions"]:
            yield from (thing for thing in child.children if thing.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ in lexicon.figurative["order_marks"]:
            before = (thing for thing in child.children if thing.dep_ == "pobj")
            yield from (x for thing in before for x in clauses.obliques(thing, lexicon.figurative["battled"]))
        elif child.dep_ == "advcl" and not _marks(child) & lexicon.figurative["order_marks"]:
            yield from (thing for thing in child.children if thing.dep_ in clauses.SUBJECT)


def _is_natural(cause: Token, lexicon: Lexicon) -> bool:
    names = {lemma(cause), cause.lower_, cause.lower_.removesuffix("s")}
    beside = {lemma(child) for child in cause.children}
    if any(beside & set(lexicon.accidents.get(name, ())) for name in names):
        return True
    if names & lexicon.figurative["alone"]:
        sites = lexicon.figurative["site_prepositions"]
        return not any(
            child.dep_ in {"compound", "amod", "poss", "nmod"} or (child.dep_ == "prep" and child.lower_ not in sites)
            for child in cause.children
        )
    return bool(names & (lexicon.figurative["natural"] | lexicon.classes["animal"]))


def _marks(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}


def _is_mishap(trigger: Trigger, kind: EventKind, lexicon: Lexicon) -> bool:
    """True for harm by what fell, sank or collapsed ("killed when a bus fell into a ravine"), without any arms told."""
    head = trigger.head
    if kind.group not in {"death", "injury"} or head.pos_ != "VERB":
        return False
    near = [child for child in head.children if child.dep_ == "advcl"]
    near += [head.head] if head.dep_ in _PUT_WITH else []
    if not any(lemma(verb) in lexicon.figurative["mishaps"] and not clauses.patients(verb) for verb in near):
        return False
    arms = lexicon.classes["gun"] | lexicon.classes["projectile"] | lexicon.classes["explosive"]
    arms |= lexicon.figurative["forces"]
    return not any(lemma(token) in arms or lemma(token) in lexicon.nouns for token in head.sent)


def _is_figurative(thing: Token, lexicon: Lexicon) -> bool:
    if lemma(thing) in lexicon.figurative["trades"]:
        return any(lemma(child) in lexicon.figurative["goods"] for child in thing.children)
    return lemma(thing) in lexicon.figurative["objects"]


def _is_blamed(trigger: Trigger, verb: Token, lexicon: Lexicon) -> bool:
    """True for "came under fire *for* ...": blame in words."""
    if not trigger.is_passive_sense and lemma(verb) not in lexicon.passive:
        return False
    phrases = [child for child in verb.children if child.dep_ == "prep"]
    phrases += [
        inner for child in phrases for noun in child.children for inner in noun.children if inner.dep_ == "prep"
    ]
    return any(child.lower_ in lexicon.figurative["blame_prepositions"] for child in phrases)


def _is_sport(head: Token, kind: EventKind, lexicon: Lexicon) -> bool:
    words = {lemma(token) for token in head.sent}
    return (
        kind.group == "attack"
        and bool(words & lexicon.figurative["sport"])
        and not words & (lexicon.classes["gun"] | lexicon.classes["explosive"] | lexicon.figurative["forces"])
    )
