"""Who, whom, with what, where and when of an event, from the syntax around its trigger.

In: a trigger, the mentions and times found so far. Out: arguments in text order, the place and the time of the event.

Method: logical subjects, objects, recipients and phrases of the trigger, and of the verb that carries a nominal trigger
("the army launched an attack on the town"), each give a role by the kind's frame (vocab/event_kinds.py). Possessors and
modifiers of nominal triggers are subjects ("government shelling") or, for what is undergone, objects ("the mayor's
death"). A phrase of place anywhere in the clause, or inside an argument, gives the place; a time expression of the same
clause the time. Who is harmed in a clause that an attack causes ("exploded, killing twelve") is a victim of it.

Known errors: a place phrase that belongs to an argument ("officials in the capital") can be taken for the event's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Argument, Mention, Role, Rows, Span
from onrecord.read.background import clauses_above, is_joined_below, time_of_clause
from onrecord.read.event_harm import harmed_by, outer_noun
from onrecord.read.event_lexicon import Lexicon, lemma, load_lexicon
from onrecord.read.event_roles import role_of
from onrecord.read.event_senses import classes_of, patients
from onrecord.read.event_triggers import Trigger
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import EventKind, load_event_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT_OUT = frozenset({
    "relcl", "acl", "appos", "advcl", "cc", "conj", "punct", "preconj", "advmod", "prep", "ccomp", "nsubj", "cop",
    "aux",
})  # fmt: skip
_SITES = frozenset({"target", "victim", "destination"})
_NAMING = frozenset({"compound", "appos", "flat", "nmod", "pobj"})
_ACTORS = frozenset({"actor", "person", "nationality"})
_DOING: Mapping[Role, Role] = {"initiator": "initiator", "instrument": "initiator", "giver": "giver", "party": "party"}
"""Roles whose possessor acts too, and in which role."""
_SHORT = 2
"""Words up to this length name nobody."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Arguments of one trigger, with the event's place (mention id) and time (time id)."""

    arguments: tuple[Argument, ...]
    place: str | None = None
    time: str | None = None
    names: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    """Words that tell who fills a role: the head's, those of its name, of its apposition."""


def arguments_of(parsed: Parsed, rows: Rows, trigger: Trigger, event_heads: frozenset[int]) -> Filling:
    """Arguments, place and time of a trigger.

    Args:
        parsed: The document.
        rows: Rows found so far.
        trigger: The trigger.
        event_heads: Indexes of the head tokens of all triggers: an event is no actor.
    """
    lexicon = load_lexicon(parsed.language)
    kind = load_event_kinds()[trigger.kind]
    when = _tokens_of_times(parsed, rows, trigger)
    roles = _roles(trigger, kind, rows, lexicon, event_heads | when)
    place_token = _place(parsed, rows, trigger, roles, lexicon)
    if place_token is not None and not any(index == place_token.i for _, index in roles):
        roles["place", place_token.i] = place_token
    arguments = [_argument(parsed, rows, role, token, lexicon) for (role, _), token in roles.items()]
    time = time_of_clause(parsed, rows, trigger.head, within=_scope(trigger, lexicon))
    if time is not None:
        arguments.append(Argument(role="time", start=time.start, end=time.end, text=time.text, entity=time.id))
    place = rows.mention_at_head(place_token.i, {"place"}) if place_token is not None else None
    return Filling(
        tuple(sorted(arguments, key=lambda argument: (argument.start, argument.end, argument.role))),
        place.id if place is not None else None,
        time.id if time is not None else None,
        _names(roles),
    )


def _scope(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The nominal itself where its clause tells of something else ("condemned the bombing *of Monday* on Tuesday")."""
    head = trigger.head
    if not trigger.is_nominal or trigger.carrier is not None or trigger.occurrence is not None or head.dep_ == "ROOT":
        return None
    is_cause = head.dep_ == "pobj" and head.head.lower_ in lexicon.prepositions["cause"]
    return None if is_cause else head


def _tokens_of_times(parsed: Parsed, rows: Rows, trigger: Trigger) -> frozenset[int]:
    """Tokens of the sentence's time expressions, which fill no role but the time's."""
    sentence = parsed.span(trigger.head.sent.start, trigger.head.sent.end)
    times = (time for time in rows.times if sentence.start <= time.start < sentence.end)
    return frozenset(token.i for time in times for token in parsed.tokens(time.start, time.end))


def _roles(
    trigger: Trigger, kind: EventKind, rows: Rows, lexicon: Lexicon, others: frozenset[int]
) -> dict[tuple[Role, int], Token]:
    """Heads of the arguments by role; a token has one role, an event or a time is none's argument."""
    roles: dict[tuple[Role, int], Token] = {}
    taken = set(trigger.words) | others
    for slot, token in _slots(trigger, kind, rows, lexicon):
        is_noun = token.pos_ not in {"VERB", "AUX", "ADV"} or rows.mention_at_head(token.i) is not None
        is_noun = is_noun and token.i not in taken and not _is_nobody(token, lexicon)
        role = role_of(slot, token, kind, rows, lexicon) if is_noun else None
        if (
            role == "target"
            and slot.removeprefix("prep ") in lexicon.prepositions["place"]
            and _is_place(token, rows, lexicon)
        ):
            role = "place" if any(known == "target" for known, _ in roles) else role
        if role is not None:
            roles[role, token.i] = token
            taken.add(token.i)
    for token in harmed_by(trigger, kind, lexicon):
        if token.i not in taken and not _is_nobody(token, lexicon):
            roles["victim", token.i] = token
            taken.add(token.i)
    for (role, _), token in list(roles.items()):
        for owner in _owners(token, rows, lexicon) if role in _DOING else ():
            if owner.i not in taken:
                roles[_DOING[role], owner.i] = owner
                taken.add(owner.i)
    return roles


def _is_nobody(token: Token, lexicon: Lexicon) -> bool:
    """True for words that name nobody ("nobody", "no one")."""
    is_negated = any(child.dep_ == "det" and child.lower_ in lexicon.negating for child in token.children)
    return token.lower_ in lexicon.nobody or (is_negated and token.pos_ in {"PRON", "NUM"})


def _owners(token: Token, rows: Rows, lexicon: Lexicon) -> list[Token]:
    """Whose people or arms act: the possessor of "its members", "Russia's jets"."""
    if lemma(token) not in lexicon.belonging:
        return []
    owners = [child for child in token.children if child.dep_ == "poss"]
    return [owner for owner in owners if rows.mention_at_head(owner.i, _ACTORS) is not None]


def _names(roles: Mapping[tuple[Role, int], Token]) -> dict[Role, frozenset[str]]:
    names: dict[Role, frozenset[str]] = {}
    for (role, _), token in roles.items():
        named = [token, *(child for child in token.children if child.dep_ in {"appos", "compound"})]
        named += [part for part in token.subtree if part.pos_ == "PROPN" and part.dep_ in _NAMING]
        words = {word for part in named if part.pos_ != "PRON" for word in (part.lower_, lemma(part))}
        names[role] = names.get(role, frozenset()) | {word for word in words if len(word) > _SHORT}
    return names


def _slots(trigger: Trigger, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    """Functions and the tokens that fill them; prepositions as functions of their own ("prep on")."""
    head = trigger.head
    for i in sorted(trigger.words - {head.i}):
        for slot, token in _phrases(head.doc[i]):
            is_patient = slot.removeprefix("prep ") in lexicon.prepositions["patient"] | lexicon.control_words
            yield ("patient" if is_patient else slot), token
    if head.pos_ not in {"NOUN", "PROPN"}:
        yield from _verb_slots(head, rows, lexicon, is_passive_sense=trigger.is_passive_sense)
        return
    yield from (("agent", token) for token in _accused(head, lexicon))
    subjecting = _subjecting(head, lexicon)
    if subjecting is not None:
        yield from (("agent", token) for token in clauses.agents(subjecting))
        yield from (("target", token) for token in clauses.patients(subjecting))
    yield from _noun_slots(trigger, kind, rows, lexicon)
    yield from _hung_elsewhere(head)
    if trigger.carrier is not None:
        yield from _carrier_slots(trigger.carrier, head, is_passive_sense=trigger.is_passive_sense)
    if trigger.occurrence is not None:
        yield from _phrases(trigger.occurrence)
        if lemma(trigger.occurrence) in lexicon.impact:
            yield from (("target", token) for token in patients(trigger.occurrence, rows))


def _verb_slots(verb: Token, rows: Rows, lexicon: Lexicon, *, is_passive_sense: bool) -> Iterator[tuple[str, Token]]:
    subjecting = _subjecting(verb, lexicon)
    if subjecting is not None:
        yield from (("agent", token) for token in clauses.agents(subjecting))
        yield from (("target", token) for token in clauses.patients(subjecting))
        yield from _phrases(verb)
        return
    is_passive = clauses.is_passive(verb)
    is_passive_sense = is_passive_sense or lemma(verb) in lexicon.undergoing
    for token in _agents(verb, lexicon):
        yield ("patient" if is_passive_sense else "prep by" if is_passive else "agent"), token
    for token in patients(verb, rows):
        yield "patient", token
    for token in clauses.recipients(verb):
        yield "recipient", token
    for slot, token in _phrases(verb):
        is_by = is_passive_sense and slot.removeprefix("prep ") in lexicon.prepositions["origin"]
        yield ("prep by" if is_by else slot), token


def _subjecting(trigger: Token, lexicon: Lexicon) -> Token | None:
    """The verb that subjects somebody to what a trigger names ("subjected the town to shelling")."""
    verb = trigger.head.head if trigger.dep_ in {"pobj", "pcomp"} else None
    return verb if verb is not None and verb.pos_ == "VERB" and lemma(verb) in lexicon.subjecting else None


def _agents(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Logical subjects; of an infinitive beside a noun ("*its* plan to attack"), whose that noun is."""
    noun = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBD":
        return [subject for subject in [outer_noun(verb)] if subject is not None]
    accused = _accused(verb, lexicon)
    if accused:
        return accused
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and lemma(noun) in lexicon.classes["film"]:
        shown = clauses.obliques(noun, lexicon.prepositions["patient"])
        is_self = any(token.lower_ in lexicon.reflexive for token in shown)
        return clauses.agents(clauses.clause_head(noun)) if is_self else shown
    if verb.dep_ != "acl" or verb.tag_ != "VB":
        return clauses.agents(verb)
    possessors = [child for child in noun.children if child.dep_ == "poss"]
    if possessors or noun.dep_ not in clauses.OBJECT or lemma(noun.head) in lexicon.preventing:
        return possessors
    return clauses.agents(noun.head)


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
                    yield f"prep {child.lower_}", token


def _noun_slots(trigger: Trigger, kind: EventKind, rows: Rows, lexicon: Lexicon) -> Iterator[tuple[str, Token]]:
    noun = trigger.head
    undergone = kind.group in lexicon.patient_possessors and trigger.carrier is None
    for child in noun.children:
        if child.dep_ == "poss":
            yield ("patient" if undergone else "agent"), child
        elif child.dep_ in {"amod", "compound", "nmod"}:
            classes = classes_of(child, rows, lexicon)
            if child.pos_ == "PROPN" and child.dep_ == "amod" and rows.mention_at_head(child.i) is None:
                continue
            if classes & {"actor", "armed", "police"} or (
                child.pos_ == "ADJ" and rows.mention_at_head(child.i, _ACTORS)
            ):
                yield ("patient" if undergone and kind.group == "death" else "agent"), child
            elif classes & {"weapon", "explosive", "projectile", "gun"} and kind.group == "attack":
                yield "modifier weapon", child
            elif classes & {"place_name"} and not classes & {"armed"}:
                yield "modifier place", child
    for slot, token in _phrases(noun):
        if slot.removeprefix("prep ") in lexicon.prepositions["patient"]:
            yield ("agent" if kind.name in lexicon.agent_of or kind.group in lexicon.agent_of else "patient"), token
        else:
            yield slot, token
        yield from _inner_phrases(slot.removeprefix("prep "), token, lexicon)
    if kind.frame == "symmetric":
        yield from _mediation(noun, lexicon)


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
            yield from (
                (f"prep {following.lower_}", child) for child in following.children if child.dep_ == "pobj"
            )


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


def _place(
    parsed: Parsed, rows: Rows, trigger: Trigger, roles: Mapping[tuple[Role, int], Token], lexicon: Lexicon
) -> Token | None:
    """Head of the words for where it happened: a phrase of place of the trigger, of an argument, or of the clause."""
    named = [token for (role, _), token in roles.items() if role == "place"]
    acted_on = [token for (role, _), token in roles.items() if role in _SITES]
    inside = [
        inner
        for token in (token for (role, _), token in roles.items() if role in {*_SITES, "place", "instrument", "origin"})
        for inner in clauses.obliques(token, lexicon.prepositions["place"] | lexicon.prepositions["patient"])
    ]
    for token in (*named, *acted_on, *inside):
        if _is_place(token, rows, lexicon):
            return token
    if named:
        return named[0]
    return _place_of_clause(parsed, rows, trigger, lexicon) or _place_of_report(rows, trigger, lexicon)


def _place_of_report(rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """Where the report comes from that tells of it ("reports *from the town* said that ...")."""
    for ancestor in trigger.head.ancestors:
        if ancestor.pos_ == "VERB":
            for subject in (child for child in ancestor.children if child.dep_ in clauses.SUBJECT):
                if lemma(subject) in lexicon.reports:
                    places = clauses.obliques(subject, lexicon.prepositions["place"])
                    return next((token for token in places if _is_place(token, rows, lexicon)), None)
    return None


def _place_of_clause(parsed: Parsed, rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The nearest phrase of place of the clause; else of the clause that it is part of or joined to."""
    head = trigger.head
    scope = _scope(trigger, lexicon)
    near: dict[int, list[Token]] = {}
    for token in scope.subtree if scope is not None else parsed.doc[head.sent.start : head.sent.end]:
        if (
            token.dep_ == "pobj"
            and token.head.lower_ in lexicon.prepositions["place"]
            and _is_place(token, rows, lexicon)
        ):
            near.setdefault(clauses.clause_head(token).i, []).append(token)
    above = list(clauses_above(head))
    for verb in above:
        if verb.i in near:
            return min(near[verb.i], key=lambda token: abs(token.i - head.i))
    below = [token for i, tokens in near.items() if is_joined_below(head.doc[i], above[-1]) for token in tokens]
    return below[0] if len(below) == 1 and scope is None else None


def _is_place(token: Token, rows: Rows, lexicon: Lexicon) -> bool:
    mention = rows.mention_at_head(token.i)
    if mention is not None:
        return mention.kind == "place"
    return "place_name" in classes_of(token, rows, lexicon)


def _argument(parsed: Parsed, rows: Rows, role: Role, token: Token, lexicon: Lexicon) -> Argument:
    mention = rows.mention_at_head(token.i)
    if mention is not None and mention.kind not in {"quantity", "money", "time"}:
        return _of_mention(role, mention)
    while token.dep_ == "pobj" and token.head.lower_ in lexicon.prepositions["patient"]:
        if lemma(token.head.head) not in lexicon.classes["number"]:
            break
        token = token.head.head
    start, end = _phrase(token, lexicon)
    span = parsed.span(start, end)
    number = next((m for m in rows.mentions if m.kind == "quantity" and m.start < span.start < m.end), None)
    if number is not None:
        span = Span(number.start, span.end, parsed.document.text[number.start : span.end])
    return Argument(role=role, start=span.start, end=span.end, text=span.text)


def _of_mention(role: Role, mention: Mention) -> Argument:
    return Argument(role=role, start=mention.start, end=mention.end, text=mention.text, entity=mention.id)


def _phrase(head: Token, lexicon: Lexicon) -> tuple[int, int]:
    """Token range of a noun phrase: modifiers before the noun, and a phrase with "of" after it."""
    start = head.i
    for child in head.lefts:
        if child.dep_ not in _LEFT_OUT or (child.dep_ == "advmod" and child.i == start - 1):
            start = min(start, child.left_edge.i)
    end = head.i + 1
    for child in head.rights:
        if child.i == end and (child.dep_ == "prep" and child.lower_ in lexicon.prepositions["patient"]):
            end = child.right_edge.i + 1
            break
        if child.i == end and child.dep_ in {"compound", "nummod", "flat"}:
            end = child.i + 1
    return start, end
