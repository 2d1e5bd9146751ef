"""Where an event happened: a phrase of place of its trigger, of an argument, of its clause, of the report telling it.

In: a trigger and its arguments' heads by role. Out: the head of the words for the place. Known errors: a phrase
of place that belongs to an argument ("officials in the capital") can be taken for the event's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.model import Role, Rows
from onrecord.read.background import clauses_above, is_joined_below
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_senses import classes_of
from onrecord.read.event_triggers import Trigger
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABEL_ENDS = frozenset({":", "-", "--", "\u2013", "\u2014"})
_SITES = frozenset({"target", "victim", "destination"})


def place_of(
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
        if is_place(token, rows, lexicon):
            return token
    if named:
        return named[0]
    return (
        _place_of_clause(parsed, rows, trigger, lexicon)
        or _place_of_report(rows, trigger, lexicon)
        or _place_of_label(rows, trigger)
        or _place_of_cleft(rows, trigger, lexicon)
    )


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
    for token in scope.subtree if scope is not None else parsed.doc[head.sent.start : head.sent.end]:
        if (
            token.dep_ == "pobj"
            and token.head.lower_ in lexicon.prepositions["place"]
            and is_place(token, rows, lexicon)
        ):
            near.setdefault(clauses.clause_head(token).i, []).append(token)
    above = list(clauses_above(head))
    for verb in above:
        if verb.i in near:
            return min(near[verb.i], key=lambda token: abs(token.i - head.i))
    below = [token for i, tokens in near.items() if is_joined_below(head.doc[i], above[-1]) for token in tokens]
    return below[0] if len(below) == 1 and scope is None else None


def is_place(token: Token, rows: Rows, lexicon: Lexicon) -> bool:
    """True for the head of a place mention, or of a name that the parser takes for a place's."""
    mention = rows.mention_at_head(token.i)
    if mention is not None:
        return mention.kind == "place"
    return "place_name" in classes_of(token, rows, lexicon)


def scope_of(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The nominal itself where its clause tells of something else ("condemned the bombing *of Monday* on Tuesday")."""
    head = trigger.head
    if not trigger.is_nominal or trigger.carrier is not None or trigger.occurrence is not None or head.dep_ == "ROOT":
        return None
    is_cause = head.dep_ == "pobj" and head.head.lower_ in lexicon.prepositions["cause"]
    return None if is_cause else head
