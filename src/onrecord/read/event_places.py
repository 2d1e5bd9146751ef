"""Where an event happened: a phrase of place of its trigger, of an argument, of its clause, of the report telling it.

In: a trigger and its arguments' heads by role. Out: the head of the words for the place. Known errors: a phrase
of place that belongs to an argument ("officials in the capital") can be taken for the event's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.model import Role, Rows
from onrecord.read.background import clauses_above, is_joined_below
from onrecord.read.event_labels import label_place
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_senses import classes_of
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
_NO_PLACES = frozenset({
    "ORG", "DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL",
    "NORP", "PRODUCT", "PERCENT",
})  # fmt: skip
_KINDS_OF_PLACE = frozenset({"settlement", "place", "facility", "road"})


def place_of(
    parsed: Parsed, rows: Rows, trigger: Trigger, roles: Mapping[tuple[Role, int], Token], lexicon: Lexicon
) -> Token | None:
    """Head of the words for where it happened: a phrase of place of the trigger, of an argument, or of the clause."""
    named = [token for (role, _), token in roles.items() if role == "place"]
    acted_on = [token for (role, _), token in roles.items() if role in _SITES]
    taken = [token for (role, _), token in roles.items() if role in {"target", "origin"}]
    is_of_ground = load_event_kinds()[trigger.kind].group in argument_words(parsed.language).territory
    is_of_ground = is_of_ground or lemma(trigger.head) in place_words(parsed.language).taken
    inside = [
        inner
        for token in (token for (role, _), token in roles.items() if role in {*_SITES, "place", "instrument", "origin"})
        for inner in clauses.obliques(token, lexicon.prepositions["place"] | lexicon.prepositions["patient"])
    ]
    for token in (*named, *acted_on, *(_name_of(inner, rows, lexicon) for inner in inside)):
        if is_place(token, rows, lexicon) or (is_of_ground and token in taken and _is_unknown_name(token, rows)):
            return token
    if named:
        return _name_of(named[0], rows, lexicon)
    return (
        _place_of_clause(parsed, rows, trigger, lexicon)
        or _place_of_report(rows, trigger, lexicon)
        or _place_of_label(rows, trigger)
        or _place_of_line(parsed, rows, trigger)
        or _place_of_cleft(rows, trigger, lexicon)
        or _place_of_dateline(parsed, rows, trigger)
    )


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


def _name_of(token: Token, rows: Rows, lexicon: Lexicon) -> Token:
    """The name after a word for a kind of place ("the port of *Harn*"), else the token itself."""
    if token.pos_ != "NOUN" or not classes_of(token, rows, lexicon) & _KINDS_OF_PLACE:
        return token
    names = clauses.obliques(token, lexicon.prepositions["patient"])
    return next((name for name in names if is_place(name, rows, lexicon) or _is_unknown_name(name, rows)), token)


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
        if token.dep_ == "pobj" and token.head.lower_ in lexicon.prepositions["place"]:
            name = _name_of(token, rows, lexicon)
            if is_place(name, rows, lexicon):
                near.setdefault(clauses.clause_head(token).i, []).append(name)
        is_entered = token.dep_ in clauses.OBJECT and lemma(token.head) in to_enter
        if is_entered and rows.mention_at_head(token.i, {"place"}) is not None:
            entered[token.head.i] = token
    above = list(clauses_above(head))
    for verb in above:
        if verb.i in near:
            return min(near[verb.i], key=lambda token: abs(token.i - head.i))
        if verb.i in entered and verb.i != above[0].i:
            return entered[verb.i]
    below = [token for i, tokens in near.items() if is_joined_below(head.doc[i], above[-1]) for token in tokens]
    return below[0] if len(below) == 1 and scope is None else None


def is_place(token: Token, rows: Rows, lexicon: Lexicon) -> bool:
    """True for the head of a place mention, or of a name that the parser takes for a place's."""
    mention = rows.mention_at_head(token.i)
    if mention is not None:
        is_both = rows.mention_at_head(token.i, {"place"}) is not None
        return mention.kind == "place" or (is_both and _is_located(token))
    return "place_name" in classes_of(token, rows, lexicon) or _is_unknown_name(token, rows, after=True)


def _is_unknown_name(token: Token, rows: Rows, *, after: bool = False) -> bool:
    """True for a name of which nothing is known; `after`: right after a preposition of place, and without article."""
    if token.pos_ != "PROPN" or rows.mention_at_head(token.i) is not None:
        return False
    is_bare = not any(child.dep_ in {"det", "poss", "nummod"} for child in token.children)
    return not after or (is_bare and token.ent_type_ not in _NO_PLACES and _is_located(token))


def _is_located(token: Token) -> bool:
    """True right after a preposition that names of places follow."""
    return token.dep_ == "pobj" and token.head.lower_ in argument_words(token.doc.lang_).locative


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
    top = head
    if head.dep_ == "pobj" and head.head.lower_ in lexicon.prepositions["patient"]:
        top = head.head.head
    is_own = top.dep_ in clauses.SUBJECT and lemma(top.head) in lexicon.ending | lexicon.occurrence
    return None if is_own else head
