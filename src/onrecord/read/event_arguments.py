"""Who, whom, with what, where and when of an event, from the syntax around its trigger.

In: a trigger, the mentions and times found so far. Out: arguments in text order, the place and the time of the event.

Method: logical subjects, objects, recipients and phrases of the trigger, and of the verb that carries a nominal trigger
("the army launched an attack on the town"), each give a role by the kind's frame (vocab/event_kinds.py). Possessors and
modifiers of nominal triggers are subjects ("government shelling") or, for what is undergone, objects ("the mayor's
death"). A phrase of place anywhere in the clause, or inside an argument, gives the place; a time expression of the same
clause the time. Who is harmed in a clause that an attack causes ("exploded, killing twelve") is a victim of it.

Known errors: those of event_slots.py and event_places.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Argument, Mention, Role, Rows, Span
from onrecord.read.background import time_of_clause
from onrecord.read.event_harm import harmed_by
from onrecord.read.event_labels import label_time
from onrecord.read.event_lexicon import Lexicon, lemma, load_lexicon
from onrecord.read.event_likely import likely_roles
from onrecord.read.event_names import bare_name, bodies_behind, is_description, names_beside
from onrecord.read.event_place_names import is_place
from onrecord.read.event_places import place_of, scope_of
from onrecord.read.event_pronouns import stands_for
from onrecord.read.event_roles import role_of
from onrecord.read.event_slots import slots_of
from onrecord.read.event_triggers import Trigger
from onrecord.read.event_words import argument_words
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import EventKind, load_event_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT_OUT = frozenset({
    "relcl", "acl", "appos", "advcl", "cc", "conj", "punct", "preconj", "advmod", "prep", "ccomp", "nsubj", "cop",
    "aux",
})  # fmt: skip
_NAMING = frozenset({"compound", "appos", "flat", "nmod", "pobj"})
_PEOPLE: frozenset[Role] = frozenset({"initiator", "target", "victim", "party"})
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
    heads: frozenset[str] = frozenset()
    """Nouns for those it is done to."""
    taken_up: frozenset[str] = frozenset()
    """Those of `heads` that take somebody up: definite nouns, and pronouns as the empty word."""


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
    roles |= likely_roles(parsed, trigger, kind, roles, event_heads | when)
    place_token = place_of(parsed, rows, trigger, roles, lexicon)
    place = rows.mention_at_head(place_token.i, {"place"}) if place_token is not None else None
    if place_token is not None and (place is None or not any(index == place_token.i for _, index in roles)):
        roles["place", place_token.i] = place_token
    arguments = [_argument(parsed, rows, role, token, trigger.words) for (role, _), token in roles.items()]
    time = time_of_clause(parsed, rows, trigger.head, within=scope_of(trigger, lexicon))
    if time is None or (time.value is not None and time.earliest is None):
        time = label_time(parsed, rows, trigger.head) or time
    if time is not None:
        arguments.append(Argument(role="time", start=time.start, end=time.end, text=time.text, entity=time.id))
    return Filling(
        tuple(sorted(arguments, key=lambda argument: (argument.start, argument.end, argument.role))),
        place.id if place is not None else None,
        time.id if time is not None else None,
        _names(roles),
        *_done_to(roles, lexicon),
    )


def _done_to(roles: Mapping[tuple[Role, int], Token], lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Nouns for those it is done to, and those of them that take somebody up."""
    tokens = [token for (role, _), token in roles.items() if role in {"target", "victim"}]
    nouns = frozenset(lemma(token) for token in tokens if token.pos_ == "NOUN")
    definite = {
        lemma(token)
        for token in tokens
        if any(child.dep_ == "det" and child.lower_ in lexicon.definite for child in token.children)
    }
    pronouns = {"" for token in tokens if token.tag_ == "PRP"}
    return nouns, (nouns & definite) | pronouns


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
    words = argument_words(trigger.head.doc.lang_)
    for slot, token in slots_of(trigger, kind, rows, lexicon):
        is_noun = token.pos_ not in {"VERB", "AUX", "ADV"} or rows.mention_at_head(token.i) is not None
        is_about = kind.name in words.about_events and token.i in others - trigger.words
        is_noun = is_noun and (token.i not in taken or is_about) and not _is_nobody(token, lexicon)
        role = role_of(slot, token, kind, rows, lexicon) if is_noun else None
        if role is not None and (is_about or _is_visited(slot, token, trigger, rows)):
            role = "target" if is_about else "place"
        if role == "target" and slot == "patient" and lexicon.verbs.get(lemma(trigger.head)) in lexicon.by_means:
            role = "victim"
        if (
            role == "target"
            and slot.removeprefix("prep ") in lexicon.prepositions["place"]
            and is_place(token, rows, lexicon)
        ):
            role = "place" if any(known == "target" for known, _ in roles) else role
        role = _in_transfer(role, slot, token, trigger.head, lexicon) if kind.frame == "transfer" else role
        if role is not None and not _bursts(role, token, trigger, lexicon):
            roles[role, token.i] = stands_for(token, kind, rows, lexicon) if role == "target" else token
            taken.add(token.i)
    for token in harmed_by(trigger, kind, lexicon):
        if token.i not in taken and not _is_nobody(token, lexicon):
            roles["victim", token.i] = token
            taken.add(token.i)
    return _with_names(_with_bodies(roles, taken, rows, lexicon), taken, rows, lexicon)


def _in_transfer(role: Role | None, slot: str, token: Token, verb: Token, lexicon: Lexicon) -> Role | None:
    """The role, turned where the subject is given something ("*received* rifles from *the union*")."""
    if lemma(verb) not in lexicon.receiving:
        return role
    if slot == "agent":
        return "recipient"
    is_source = slot.removeprefix("prep ") in lexicon.prepositions["origin"]
    return "giver" if is_source and token.pos_ in {"NOUN", "PROPN"} else role


def _bursts(role: Role, token: Token, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for the pronoun for what explodes, which is nobody who acts."""
    is_thing = token.lower_ in lexicon.thing_pronouns and lemma(trigger.head) in lexicon.bursting
    return is_thing and role == "initiator" and not clauses.patients(trigger.head)


def _with_bodies(
    roles: dict[tuple[Role, int], Token], taken: set[int], rows: Rows, lexicon: Lexicon
) -> dict[tuple[Role, int], Token]:
    """The same roles, with the bodies that fighters and machines act for; a machine with such a body is its means."""
    full: dict[tuple[Role, int], Token] = {}
    for (role, index), token in roles.items():
        owners = bodies_behind(token, rows, lexicon) if role in _DOING else []
        owners = [owner for owner in owners if owner.i not in taken]
        is_means = bool(owners) and role == "initiator" and lemma(token) in argument_words(token.doc.lang_).crewed
        if not (owners and any(child.tag_ == "WP$" for child in token.children)):
            full["instrument" if is_means else role, index] = token
        full.update({(_DOING[role], owner.i): owner for owner in owners})
        taken.update(owner.i for owner in owners)
    return full


def _is_visited(slot: str, token: Token, trigger: Trigger, rows: Rows) -> bool:
    """True for the place that a visit is to, which is no party to it."""
    words = argument_words(token.doc.lang_)
    is_object = slot == "patient" or (trigger.is_nominal and slot.removeprefix("prep ") in words.destinations)
    if not is_object or token.pos_ != "PROPN" or lemma(trigger.head) not in words.visiting:
        return False
    people = rows.mention_at_head(token.i, {"person", "actor"})
    return people is None or rows.mention_at_head(token.i, {"place"}) is not None


def _with_names(
    roles: dict[tuple[Role, int], Token], taken: set[int], rows: Rows, lexicon: Lexicon
) -> dict[tuple[Role, int], Token]:
    """The same roles, with the names told beside descriptions, instead of a single one's and besides a group's."""
    named: dict[tuple[Role, int], Token] = {}
    for (role, index), token in roles.items():
        names = [name for name in names_beside(token, rows, lexicon) if name.i not in taken] if role in _PEOPLE else []
        if not names or not is_description(token, rows):
            named[role, index] = token
        named.update({(role, name.i): name for name in names})
    return named


def _is_nobody(token: Token, lexicon: Lexicon) -> bool:
    """True for words that name nobody ("nobody", "no one", "who" in a question)."""
    is_relative = token.tag_ in {"DT", "IN"} and token.pos_ in {"PRON", "SCONJ"} and not any(token.children)
    if token.tag_ in {"WP", "WDT"} or (is_relative and token.head.dep_ in clauses.RELATIVE):
        return True
    if lemma(token) in argument_words(token.doc.lang_).undoers:
        return True
    is_negated = any(child.dep_ == "det" and child.lower_ in lexicon.negating for child in token.children)
    return token.lower_ in lexicon.nobody or is_negated


def _names(roles: Mapping[tuple[Role, int], Token]) -> dict[Role, frozenset[str]]:
    names: dict[Role, frozenset[str]] = {}
    for (role, _), token in roles.items():
        named = [token, *(child for child in token.children if child.dep_ in {"appos", "compound"})]
        named += [part for part in token.subtree if part.pos_ == "PROPN" and part.dep_ in _NAMING]
        words = {word for part in named if part.pos_ != "PRON" for word in (part.lower_, lemma(part))}
        names[role] = names.get(role, frozenset()) | {word for word in words if len(word) > _SHORT}
    return names


def _argument(parsed: Parsed, rows: Rows, role: Role, token: Token, words: frozenset[int]) -> Argument:
    lexicon = load_lexicon(parsed.language)
    mention = rows.mention_at_head(token.i)
    if mention is not None and mention.kind not in {"quantity", "money", "time"}:
        return _of_mention(parsed, rows, role, mention)
    while token.dep_ == "pobj" and token.head.lower_ in lexicon.prepositions["patient"]:
        if lemma(token.head.head) not in lexicon.classes["number"]:
            break
        token = token.head.head
    start, end = _phrase(token, lexicon)
    start = min(token.i, max([start, *(word + 1 for word in words if start <= word < token.i)]))
    span = parsed.span(start, end)
    number = next((m for m in rows.mentions if m.kind == "quantity" and m.start < span.start < m.end), None)
    if number is not None:
        span = Span(number.start, span.end, parsed.document.text[number.start : span.end])
    return Argument(role=role, start=span.start, end=span.end, text=span.text)


def _of_mention(parsed: Parsed, rows: Rows, role: Role, mention: Mention) -> Argument:
    start, end = bare_name(mention, rows, parsed.language)
    return Argument(role=role, start=start, end=end, text=parsed.document.text[start:end], entity=mention.id)


def _phrase(head: Token, lexicon: Lexicon) -> tuple[int, int]:
    """Token range of a noun phrase: modifiers before the noun, and a phrase with "of" after it."""
    start = head.i
    for child in head.lefts:
        if child.dep_ not in _LEFT_OUT or (child.dep_ == "advmod" and child.i == start - 1):
            start = min(start, child.left_edge.i)
    end = head.i + 1
    for child in head.rights:
        is_of = child.dep_ == "prep" and child.lower_ in lexicon.prepositions["patient"]
        if child.i == end and is_of and not any(inner.dep_ == "pcomp" for inner in child.children):
            end = child.right_edge.i + 1
            break
        if child.i == end and child.dep_ in {"compound", "nummod", "flat"}:
            end = child.i + 1
    while end - 1 > head.i and head.doc[end - 1].is_space:
        end -= 1
    return start, end
