"""Where an event happened: a phrase of place of its trigger, of an argument, of its clause, of the report telling it.

In: a trigger and its arguments' heads by role. Out: the head of the words for the place. Known errors: a phrase
of place that belongs to an argument ("officials in the capital") can be taken for the event's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.model import Role, Rows
from onrecord.read.background import clauses_above, is_joined_below
from onrecord.read.event_labels import label_place
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_place_names import is_name_of_place, is_place, is_unknown_name, name_of, owner_of
from onrecord.read.event_triggers import Trigger
from onrecord.read.event_words import argument_words
from onrecord.read.place_evidence import place_words
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import load_event_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABEL_ENDS = frozenset({":", "-", "--", "\u2013", "\u2014"})
_SITES = frozenset({"target", "victim", "destination"})
_HARMS = frozenset({"death", "injury", "torture"})


def place_of(
    parsed: Parsed, rows: Rows, trigger: Trigger, roles: Mapping[tuple[Role, int], Token], lexicon: Lexicon
) -> Token | None:
    """Head of the words for where it happened: a phrase of place of the trigger, of an argument, or of the clause."""
    named = [token for (role, _), token in roles.items() if role == "place"]
    acted_on = [token for (role, _), token in roles.items() if role in _SITES]
    taken = [token for (role, _), token in roles.items() if role in {"target", "origin", "destination"}]
    is_of_ground = _is_of_ground(trigger)
    inside = [name_of(inner, rows, lexicon) for inner in _inside(roles, rows, lexicon)]
    for token in (*named, *acted_on, *inside):
        if is_place(token, rows, lexicon) or (is_of_ground and token in taken and _may_be_place(token, rows)):
            return _narrower(parsed, rows, trigger, token, lexicon)
    owners = (owner_of(token, rows, lexicon) for token in (*named, *acted_on))
    owner = next((owner for owner in owners if owner is not None), None)
    if named:
        return owner or name_of(named[0], rows, lexicon)
    return (
        owner
        or _place_of_clause(parsed, rows, trigger, lexicon)
        or _place_of_antecedent(rows, trigger, lexicon)
        or _place_of_occurrence(rows, trigger, lexicon)
        or _place_of_report(rows, trigger, lexicon)
        or _place_of_label(rows, trigger)
        or _place_of_line(parsed, rows, trigger)
        or _place_of_cleft(rows, trigger, lexicon)
        or _place_of_dateline(parsed, rows, trigger)
    )


def _narrower(parsed: Parsed, rows: Rows, trigger: Trigger, token: Token, lexicon: Lexicon) -> Token:
    """A name told of the clause instead of a description, or of a place set before all else; else the place itself.

    As in "in *Harn*, where the bridges were blown up" and "in the north, jets struck a depot near *Harn*".
    """
    is_named, is_fronted = is_name_of_place(token, rows), token.dep_ == "pobj" and token.i < trigger.start
    if is_named and not is_fronted:
        return token
    name = _place_of_clause(parsed, rows, trigger, lexicon)
    if name is None and not is_named:
        name = _place_of_antecedent(rows, trigger, lexicon)
    if name is None or not is_name_of_place(name, rows) or (is_named and name.i < trigger.start):
        return token
    return name


def _is_of_ground(trigger: Trigger) -> bool:
    """True for what is done to ground or to what stands on it ("besieged", "shelled"): its object is where it is."""
    words = argument_words(trigger.head.doc.lang_)
    is_kind = bool({trigger.kind, load_event_kinds()[trigger.kind].group} & words.territory)
    return is_kind or lemma(trigger.head) in place_words(trigger.head.doc.lang_).taken


def _may_be_place(token: Token, rows: Rows) -> bool:
    return is_unknown_name(token, rows) or rows.mention_at_head(token.i, {"place"}) is not None


def _inside(roles: Mapping[tuple[Role, int], Token], rows: Rows, lexicon: Lexicon) -> Iterator[Token]:
    """Heads of phrases of place of what it is done to or with ("killed two *in the camp*"), not of where they are from.

    What happens to another event has no place of that ("investigate the attack *in Harn*").
    """
    before = (lexicon.prepositions["place"] | lexicon.prepositions["patient"]) - lexicon.prepositions["origin"]
    for (role, _), token in roles.items():
        if role not in {*_SITES, "place", "instrument", "origin"} or _is_event(token, lexicon):
            continue
        for inner in clauses.obliques(token, before):
            preposition = clauses.first_conjunct(inner).head.lower_
            is_of = preposition in lexicon.prepositions["patient"]
            if not is_of or rows.mention_at_head(inner.i, {"actor"}) is None:
                yield inner


def _is_event(noun: Token, lexicon: Lexicon) -> bool:
    name = lemma(noun)
    return noun.pos_ == "NOUN" and (name in lexicon.nouns or name in lexicon.noun_senses or name in lexicon.phrases)


def _place_of_antecedent(rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The place of which a relative clause tells ("in Harn, *where* two were killed")."""
    words = argument_words(trigger.head.doc.lang_)
    for verb in clauses_above(trigger.head):
        is_site = any(child.lower_ in words.where for child in verb.children) or any(
            inner.tag_ in {"WDT", "WP"}
            for child in verb.children
            if child.dep_ == "prep" and child.lower_ in words.locative
            for inner in child.children
        )
        if is_site and verb.dep_ in {*clauses.RELATIVE, "advcl"}:
            name = name_of(verb.head, rows, lexicon)
            return name if rows.mention_at_head(name.i, {"place"}) is not None else None
    return None


def _place_of_occurrence(rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The place of a clause that says where a noun's event was ("the clash, *which took place in* ...")."""
    if not trigger.is_nominal:
        return None
    nouns = [trigger.head, *(thing for child in trigger.head.children for thing in child.children)]
    for verb in (child for noun in nouns for child in noun.children if child.dep_ in clauses.RELATIVE):
        if lemma(verb) in lexicon.occurrence and any(child.tag_ == "WDT" for child in verb.children):
            places = (name_of(token, rows, lexicon) for token in clauses.obliques(verb, lexicon.prepositions["place"]))
            return next((place for place in places if is_place(place, rows, lexicon)), None)
    return None


def _place_of_line(parsed: Parsed, rows: Rows, trigger: Trigger) -> Token | None:
    """The place in the label of the trigger's line."""
    mention = label_place(parsed, rows, trigger.head)
    return parsed.doc[rows.clues[mention.id].head] if mention is not None and mention.id in rows.clues else None


def _place_of_dateline(parsed: Parsed, rows: Rows, trigger: Trigger) -> Token | None:
    """The place of the dateline, where the clause says that it was there ("ended *here* on Thursday")."""
    name, words = parsed.document.dateline_place, argument_words(parsed.language)
    above = [verb.i for verb in clauses_above(trigger.head)]
    is_here = any(token.lower_ in words.here and clauses.clause_head(token).i in above for token in trigger.head.sent)
    if name is None or not is_here:
        return None
    known = (m for m in rows.mentions if m.kind == "place" and m.text.casefold() == name.casefold())
    first = min(known, key=lambda m: m.start, default=None)
    return parsed.doc[rows.clues[first.id].head] if first is not None and first.id in rows.clues else None


def _place_of_report(rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """Where the report comes from that tells of it ("reports *from the town* said that ...")."""
    for ancestor in trigger.head.ancestors:
        if ancestor.pos_ == "VERB":
            for subject in (child for child in ancestor.children if child.dep_ in clauses.SUBJECT):
                if lemma(subject) in lexicon.reports:
                    places = clauses.obliques(subject, lexicon.prepositions["place"])
                    return next((token for token in places if is_place(token, rows, lexicon)), None)
    return None


def _place_of_label(rows: Rows, trigger: Trigger) -> Token | None:
    """The place set before the sentence with a colon ("Harn: two killed")."""
    sentence = trigger.head.sent
    for token in sentence:
        if token.text in _LABEL_ENDS and token.i > sentence.start and token.i < trigger.start:
            before = token.nbor(-1)
            if rows.mention_at_head(before.i, {"place"}) is not None:
                return before
    return None


def _place_of_cleft(rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The place set before all else ("It was *in Harn* that ...")."""
    verb = clauses.clause_head(trigger.head)
    copula = verb.head
    if verb.dep_ not in {"ccomp", "advcl", *clauses.RELATIVE} or copula.pos_ != "AUX":
        return None
    places = clauses.obliques(copula, lexicon.prepositions["place"])
    return next((token for token in places if token.i < verb.i and is_place(token, rows, lexicon)), None)


def _place_of_clause(parsed: Parsed, rows: Rows, trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The nearest phrase of place of the clause; else of the clause that it is part of or joined to."""
    head = trigger.head
    scope = scope_of(trigger, lexicon)
    near: dict[int, list[Token]] = {}
    entered: dict[int, Token] = {}
    to_enter = place_words(parsed.language).taken - lexicon.leaving
    for token in scope.subtree if scope is not None else parsed.doc[head.sent.start : head.sent.end]:
        name = _in_phrase(token, trigger, rows, lexicon)
        if name is not None:
            near.setdefault(clauses.clause_head(token).i, []).append(name)
        is_entered = token.dep_ in clauses.OBJECT and lemma(token.head) in to_enter
        if is_entered and rows.mention_at_head(token.i, {"place"}) is not None:
            entered[token.head.i] = token
    above = list(clauses_above(head))
    for verb in above:
        if verb.i in near:
            return min(near[verb.i], key=lambda token: (token.i < head.i, abs(token.i - head.i)))
        if verb.i in entered and verb.i != above[0].i:
            return entered[verb.i]
    below = [token for i, tokens in near.items() if is_joined_below(head.doc[i], above[-1]) for token in tokens]
    if len(below) > 1 and scope is None:
        parsed.pass_over("places", "two places", trigger.start, trigger.end)
    return below[0] if len(below) == 1 and scope is None else None


def _in_phrase(token: Token, trigger: Trigger, rows: Rows, lexicon: Lexicon) -> Token | None:
    """The place in a phrase that a token is the head of, or whose preposition it is where the parser lost the noun."""
    if token.dep_ == "prep" and token.lower_ in lexicon.prepositions["place"] and not any(token.children):
        # "In *Harn* Minister Dask met ...": the parser took the place for a part of the name after it.
        following = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
        is_place_name = following is not None and rows.mention_at_head(following.i, {"place"}) is not None
        return following if is_place_name and token.i == token.sent.start else None
    if token.dep_ != "pobj" or token.head.lower_ not in lexicon.prepositions["place"]:
        return None
    if _is_of_other(token, trigger, lexicon):
        return None
    name = name_of(token, rows, lexicon)
    return name if is_place(name, rows, lexicon) else owner_of(token, rows, lexicon)


def _is_of_other(token: Token, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for where people are from ("tourists *from Harn*"), or who does, or what happened, that is told from afar.

    As in "the government *in Harn* rejected ..." and "investigate the attack *in Harn*".
    """
    noun = token.head.head
    is_origin = token.head.lower_ in lexicon.prepositions["origin"]
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.i in trigger.words:
        return False
    if is_origin:
        return lemma(noun) not in lexicon.reports and not _is_of_ground(trigger)
    words = argument_words(token.doc.lang_)
    is_from_afar = bool({trigger.kind, load_event_kinds()[trigger.kind].group} & words.from_afar)
    return is_from_afar and (noun.dep_ in clauses.SUBJECT or _is_event(noun, lexicon))


def scope_of(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The nominal itself where its clause tells of something else ("condemned the bombing *of Monday* on Tuesday").

    It tells of the nominal where it says that it took place, ended or goes on ("days of *talks* ended on Friday",
    "are on *strike* since Monday").
    """
    head = trigger.head
    if not trigger.is_nominal or trigger.carrier is not None or trigger.occurrence is not None or head.dep_ == "ROOT":
        return None
    if head.dep_ == "pobj" and (head.head.lower_ in lexicon.prepositions["cause"] or head.head.head.pos_ == "AUX"):
        return None
    is_end = head.dep_ == "pobj" and head.head.lower_ in argument_words(head.doc.lang_).destinations
    if is_end and not any(head.children) and load_event_kinds()[trigger.kind].group in _HARMS:
        return None
    top = head
    if head.dep_ == "pobj" and head.head.lower_ in lexicon.prepositions["patient"]:
        top = head.head.head
    is_own = top.dep_ in clauses.SUBJECT and lemma(top.head) in lexicon.ending | lexicon.occurrence
    return None if is_own else head
