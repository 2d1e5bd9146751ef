"""The slots of a trigger's syntax: its logical subject and object, its phrases, its modifiers, those of its carrier.

In: a trigger. Out: pairs of a function (`agent`, `patient`, `recipient`, `mediator`, `target`, `modifier ...`, or
"prep" and the preposition) and the token that fills it. Where the parser hung a phrase on a neighbour, or where a verb
like "accuse" tells who acts, the slots say so. Known errors: phrases hung further away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model import Rows
from onrecord.read.event_blame import answering_for
from onrecord.read.event_harm import outer_noun
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_senses import classes_of, patients
from onrecord.read.event_triggers import Trigger
from onrecord.read.event_words import argument_words
from onrecord.syntax import clauses
from onrecord.vocab.event_kinds import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = frozenset({"actor", "person", "nationality"})
_PEOPLE = frozenset({"person", "armed", "actor", "worker", "crowd"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_STATES = {"protest": "agent", "strike": "agent", "arrest": "patient", "siege": "patient"}
"""Groups of kinds that name a state, and what somebody in it is."""


def slots_of(trigger: Trigger, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Functions and the tokens that fill them; prepositions as functions of their own ("prep on").

    Args:
        trigger: The trigger.
        kind: Kind of the event.
        rows: Mentions found so far.
        lexicon: Words of the language.
    """
    head = trigger.head
    for i in sorted(trigger.words - {head.i}):
        for slot, token in _phrases(head.doc[i]):
            preposition = slot.removeprefix("prep ")
            is_patient = preposition in lexicon.prepositions["patient"] | lexicon.control_words
            is_by = trigger.is_passive_sense and preposition in lexicon.prepositions["origin"]
            if is_patient and head.doc[i].dep_ in {"prep", "prt"}:
                yield f"prep {head.doc[i].lower_} {preposition}", token
                continue
            yield ("patient" if is_patient else "prep by" if is_by else slot), token
    if not trigger.is_nominal:
        yield from _decided(head, kind)
        # Nobody can be protested: a participle that seems to say so is the sentence's own verb.
        is_own_verb = kind.group == "protest" and head.dep_ == "acl" and head.tag_ == "VBN"
        for slot, token in _verb_slots(head, rows, lexicon, is_passive_sense=trigger.is_passive_sense):
            yield ("agent" if is_own_verb and slot == "patient" else slot), token
        return
    yield from (("agent", token) for token in _accused(head, lexicon))
    yield from (("agent", token) for token in answering_for(head, lexicon))
    subjecting = _subjecting(head, lexicon)
    if subjecting is not None:
        yield from (("agent", token) for token in clauses.agents(subjecting))
        yield from (("target", token) for token in clauses.patients(subjecting))
    yield from _in_state(head, kind, rows, lexicon)
    yield from _noun_slots(trigger, kind, rows, lexicon)
    yield from _hung_elsewhere(head)
    if trigger.carrier is not None:
        yield from _carrier_slots(trigger.carrier, head, is_passive_sense=trigger.is_passive_sense)
    if trigger.occurrence is not None:
        yield from _phrases(trigger.occurrence)
        if lemma(trigger.occurrence) in lexicon.impact:
            yield from (("target", token) for token in patients(trigger.occurrence, rows))


def _in_state(noun: Token, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Who is in the state that a noun names ("*the dockers*, on strike", "*she* is under arrest")."""
    slot = _STATES.get(kind.group)
    if slot is None or noun.dep_ != "pobj" or noun.head.lower_ not in lexicon.in_state:
        return
    if any(child.dep_ in {"det", "poss"} for child in noun.children):
        return
    whose = noun.head.head
    if whose.pos_ in _NOUNS and classes_of(whose, rows, lexicon) & _PEOPLE:
        yield slot, whose
    else:
        yield from ((slot, token) for token in clauses.agents(clauses.clause_head(whose)))


def _verb_slots(verb: Token, rows: Rows, lexicon: Lexicon, *, is_passive_sense: bool) -> Iterator[tuple[str, Token]]:
    subjecting = _subjecting(verb, lexicon)
    if subjecting is not None:
        yield from (("agent", token) for token in clauses.agents(subjecting))
        yield from (("target", token) for token in clauses.patients(subjecting))
        yield from _phrases(verb)
        return
    is_passive = clauses.is_passive(verb)
    lacks_object = lemma(verb) in lexicon.done_to_somebody and not is_passive and not patients(verb, rows)
    is_passive_sense = is_passive_sense or lacks_object or lemma(verb) in lexicon.undergoing
    for token in _agents(verb, lexicon):
        if _is_site(verb, token, rows, lexicon):
            continue
        yield ("patient" if is_passive_sense else "prep by" if is_passive else "agent"), token
    if is_passive and not clauses.agents(verb):
        yield from (("prep by", token) for token in _by_within(verb, lexicon))
    for token in patients(verb, rows):
        yield "patient", token
    for token in clauses.recipients(verb):
        if token.pos_ != "ADP":
            yield "recipient", token
    for slot, token in _phrases(verb):
        preposition = slot.removeprefix("prep ")
        is_by = is_passive_sense and preposition in lexicon.prepositions["origin"]
        is_patient = verb.tag_ == "VBG" and preposition in lexicon.prepositions["patient"]
        yield ("prep by" if is_by else "patient" if is_patient else slot), token


def _by_within(verb: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Who did it, where the parser hung the phrase on a noun before it ("seized near the port *by gunmen*")."""
    for child in verb.children:
        if child.dep_ not in {"prep", "npadvmod"} or child.i < verb.i:
            continue
        for word in child.subtree:
            governor = word.head
            is_by = word.dep_ in {"prep", "agent"} and word.lower_ in lexicon.prepositions["agent"]
            is_site = governor.pos_ in _NOUNS and governor.dep_ in {"pobj", "npadvmod"}
            if is_by and is_site and lemma(governor) not in lexicon.nouns:
                yield from (thing for thing in word.children if thing.dep_ == "pobj" and thing.ent_type_ != "DATE")


def _is_site(verb: Token, agent: Token, rows: Rows, lexicon: Lexicon) -> bool:
    """True for a place of which a relative clause seems to tell ("shelling of a post in Harn, *which* killed ...")."""
    is_in_phrase = agent.dep_ == "pobj" and agent.head.lower_ in lexicon.prepositions["place"]
    is_relative = verb.dep_ in clauses.RELATIVE and verb.head.i == agent.i
    return is_relative and is_in_phrase and rows.mention_at_head(agent.i, {"place"}) is not None


def _subjecting(trigger: Token, lexicon: Lexicon) -> Token | None:
    """The verb that subjects somebody to what a trigger names ("subjected the town to shelling")."""
    verb = trigger.head.head if trigger.dep_ in {"pobj", "pcomp"} else None
    return verb if verb is not None and verb.pos_ == "VERB" and lemma(verb) in lexicon.subjecting else None


def _agents(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Logical subjects; of an infinitive beside a noun ("*its* plan to attack"), whose that noun is."""
    noun = verb.head
    accused = _accused(verb, lexicon)
    if accused or (verb.dep_ == "advcl" and verb.tag_ == "VB" and lemma(noun) in lexicon.preventing):
        return accused
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and noun.pos_ == "VERB" and clauses.recipients(noun):
        return clauses.recipients(noun)
    if verb.dep_ != "acl":
        return [token for token in clauses.agents(verb) if not _is_label(token)]
    if verb.tag_ == "VBG" and lemma(noun) in lexicon.classes["film"]:
        shown = clauses.obliques(noun, lexicon.prepositions["patient"])
        is_self = any(token.lower_ in lexicon.reflexive for token in shown)
        return clauses.agents(clauses.clause_head(noun)) if is_self else shown
    if verb.tag_ == "VBD" and not any(child.dep_ in clauses.SUBJECT for child in verb.children):
        return [subject for subject in [outer_noun(verb)] if subject is not None]
    return clauses.agents(verb) if verb.tag_ != "VB" else _agents_of_attempt(noun, lexicon)


def _agents_of_attempt(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Whose a plan or an attempt is: its possessor's, else the subject's of the verb that takes it."""
    possessors = [child for child in noun.children if child.dep_ == "poss"]
    if possessors or noun.dep_ not in clauses.OBJECT or lemma(noun.head) in lexicon.preventing:
        return possessors
    return clauses.recipients(noun.head) or clauses.agents(noun.head)


def _is_label(token: Token) -> bool:
    """True for a word set before a sentence with a colon ("Harn: rebels attacked")."""
    return token.i + 1 < token.sent.end and token.nbor(1).text == ":"


def _accused(trigger: Token, lexicon: Lexicon) -> list[Token]:
    """Who is accused of what a trigger names ("accused *the militia* of shelling villages")."""
    first = clauses.first_conjunct(trigger)
    if first.dep_ not in {"pcomp", "pobj"} or first.head.lower_ not in lexicon.prepositions["patient"]:
        return []
    above = first.head.head
    verb = above if above.pos_ == "VERB" else above.head
    return clauses.patients(verb) if verb.pos_ == "VERB" and lemma(verb) in lexicon.accusing else []


def _phrases(head: Token) -> Iterator[tuple[str, Token]]:
    for child in head.children:
        if child.dep_ in {"prep", "dative"}:
            for token in clauses.obliques(head, {child.lower_}):
                if token.head.i == child.i or clauses.first_conjunct(token).head.i == child.i:
                    yield from _fronted(f"prep {child.lower_}", token)
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield from ((f"prep {inner.lower_}", token) for token in inner.children if token.dep_ == "pobj")


def _fronted(slot: str, token: Token) -> Iterator[tuple[str, Token]]:
    """A phrase; of one like "in front of the bank", what stands after its last preposition, too."""
    yield slot, token
    bare = not any(child.dep_ in {"det", "poss", "amod", "compound"} for child in token.children)
    for child in token.children if bare else ():
        if child.dep_ == "prep" and child.i == token.i + 1:
            yield from (
                (f"{slot} {token.lower_} {child.lower_}", thing) for thing in child.children if thing.dep_ == "pobj"
            )


def _noun_slots(trigger: Trigger, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    noun = trigger.head
    undergone = kind.group in lexicon.patient_possessors and trigger.carrier is None
    yield from _modifier_slots(noun, kind, rows, lexicon, undergone=undergone)
    for slot, token in _phrases(noun):
        if slot.removeprefix("prep ") in lexicon.prepositions["patient"]:
            is_agent = kind.name in lexicon.agent_of or kind.group in lexicon.agent_of
            yield ("agent" if is_agent and kind.name not in lexicon.patient_of else "patient"), token
        else:
            yield slot, token
        yield from _inner_phrases(slot.removeprefix("prep "), token, lexicon)
    if kind.frame == "symmetric":
        yield from _second_side(noun, lexicon)
        yield from _mediation(noun, lexicon)
        yield from _sides_of_deed(noun, lexicon)


def _second_side(noun: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """The other side, which the parser joined to a name in the first ("between the king of *Harn and* the Front")."""
    for phrase in noun.children:
        sides = [child for child in phrase.children if child.dep_ == "pobj"] if phrase.dep_ == "prep" else []
        if phrase.lower_ not in lexicon.two_sided or len(sides) != 1 or len(clauses.conjuncts(sides[0])) > 1:
            continue
        for inner in clauses.obliques(sides[0], lexicon.prepositions["patient"]):
            if inner.dep_ == "conj":
                yield f"prep {phrase.lower_}", inner


def _sides_of_deed(noun: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Who harmed whom in fighting ("*the patrol* killed five *rebels* in a *clash*"), both of them sides of it."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in lexicon.prepositions["cause"] else None
    if verb is None or verb.pos_ != "VERB" or lemma(verb) not in lexicon.done_to_somebody:
        return
    sides = [clauses.agents(verb), clauses.patients(verb)]
    if all(sides):
        yield from (("agent", token) for side in sides for token in side)


def _decided(verb: Token, kind: EventKind) -> Iterator[tuple[str, Token]]:
    """What is voted on, told by an infinitive ("voted to extend *the mandate*")."""
    if kind.name in argument_words(verb.doc.lang_).deciding_by:
        for child in verb.children:
            if child.dep_ in {"xcomp", "advcl"} and child.tag_ == "VB":
                yield from (("target", token) for token in clauses.patients(child))


def _modifier_slots(
    noun: Token, kind: EventKind, rows: Rows, lexicon: Lexicon, *, undergone: bool
) -> Iterator[tuple[str, Token]]:
    """Possessors and modifiers of a nominal event: whose it is, with what, where."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield ("patient" if undergone else "agent"), child
        elif child.dep_ in {"amod", "compound", "nmod"}:
            classes = classes_of(child, rows, lexicon)
            is_unknown = child.pos_ == "PROPN" and child.dep_ == "amod" and rows.mention_at_head(child.i) is None
            if is_unknown or (child.pos_ != "PROPN" and child.lower_ in lexicon.no_side):
                continue
            if classes & {"actor", "armed", "police"} or (
                child.pos_ == "ADJ" and rows.mention_at_head(child.i, _ACTORS)
            ):
                yield ("patient" if undergone and kind.group == "death" else "agent"), child
            elif classes & {"weapon", "explosive", "projectile", "gun"} and kind.group == "attack":
                yield "modifier weapon", child
            elif classes & {"place_name"} and not classes & {"armed"}:
                yield "modifier place", child


def _inner_phrases(preposition: str, token: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Phrases of a nominal event that the parser hung on one of its arguments ("arrest of students *by police*")."""
    words = lexicon.prepositions
    inner = words["agent"] if preposition in words["patient"] else frozenset[str]()
    inner = inner | (words["target"] if preposition in words["agent"] else frozenset())
    for slot, other in _phrases(token):
        if slot.removeprefix("prep ") in inner:
            yield slot, other


def _hung_elsewhere(noun: Token) -> Iterator[tuple[str, Token]]:
    """A phrase right after a noun that the parser hung on one further out ("force in the *offensive against* Velm")."""
    end = noun.i + 1
    following = noun.doc[end] if end < noun.sent.end else None
    if following is not None and following.dep_ == "prep" and following.head.i < noun.i and noun.dep_ == "pobj":
        governor = following.head
        if governor.pos_ in {"NOUN", "PROPN"} and governor.is_ancestor(noun):
            yield from ((f"prep {following.lower_}", child) for child in following.children if child.dep_ == "pobj")


def _mediation(noun: Token, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and lemma(child) in lexicon.mediators:
            for token in clauses.agents(child):
                yield "mediator", token
            for slot, token in _phrases(child):
                yield ("mediator" if slot.removeprefix("prep ") in lexicon.prepositions["party"] else slot), token
    head = noun.head
    if noun.dep_ in {"nsubjpass", "dobj", "obj"} and lemma(head) in lexicon.mediators:
        for token in clauses.agents(head):
            yield "mediator", token
        for slot, token in _phrases(head):
            yield ("mediator" if slot.removeprefix("prep ") in lexicon.prepositions["party"] else slot), token


def _carrier_slots(carrier: Token, noun: Token, *, is_passive_sense: bool) -> Iterator[tuple[str, Token]]:
    for token in clauses.agents(carrier):
        if token.i != noun.i:
            yield ("patient" if is_passive_sense else "agent"), token
    for slot, token in _phrases(carrier):
        if token.i != noun.i:
            yield slot, token
