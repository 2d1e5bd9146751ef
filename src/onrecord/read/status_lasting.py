"""What goes on: states that a noun takes as known ("the siege"), acts kept up ("has armed them since May").

In: a token of which the syntax gave nothing but a plain fact. Out: whether it lasts at the time of the report.

Method: nouns of states, in the definite, where nothing begins, ends or agrees them in their clause and no date tells
them from others of their sort; verbs of a lasting act in the present outside the headline, in the perfect with "since"
or a length of time, in the progressive perfect.

Known errors: a state that ended before the report and is told of with no date is taken to last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Rows
from onrecord.read.headline import headline_of
from onrecord.read.status_cues import Cues, is_definite
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VBZ", "VBP"})
_STOPS = (".", "!", "?", '"', "\u201d", ")")
_LENGTHS = frozenset({"duration"})


def lasts(parsed: Parsed, rows: Rows, token: Token, cues: Cues) -> bool:
    """True for what still goes on as the report tells it.

    Args:
        parsed: The document.
        rows: Rows found so far; lengths of time are used.
        token: Head token of the trigger.
        cues: The vocabulary.
    """
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.lemma_.lower() in cues.lasting["held"] and _is_held(token, cues):
            return True
        is_told = token.i >= parsed.once(headline_of)
        return is_told and _is_state(token, cues) and not _has_date(parsed, rows, token)
    if token.lemma_ in cues.own["copulas"]:
        within = (noun for child in token.children if child.dep_ == "prep" for noun in child.children)
        return any(n.lemma_.lower() in cues.lasting["held"] and _is_held(n, cues) for n in within if n.dep_ == "pobj")
    return token.pos_ == "VERB" and _is_kept_up(parsed, rows, token, cues)


def _is_state(noun: Token, cues: Cues) -> bool:
    if noun.lemma_.lower() not in cues.lasting["nouns"] or not is_definite(noun, cues):
        return False
    bounding = cues.lasting["bounding"]
    if noun.dep_ in clauses.OBJECT | clauses.PASSIVE_SUBJECT | clauses.SUBJECT:
        return noun.head.lemma_ not in bounding
    return noun.dep_ == "pobj" and noun.head.lower_ not in cues.lasting["over"]


def _is_held(noun: Token, cues: Cues) -> bool:
    """True for a state that the words beside it say is in force, or under which somebody is.

    "A ceasefire in force *since* May", "a truce that *has held*", "*impose* a siege on", "is *under* house arrest",
    "on strike *since* Monday", "imposed a curfew *until further notice*".
    """
    words = cues.lasting
    governor = noun.head
    is_within = noun.dep_ == "pobj" and governor.lower_ in words["within"]
    verb = clauses.clause_head(noun)
    is_now = any(word.tag_ in _PRESENT for word in (verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})))
    reach = [*noun.subtree, *((*governor.subtree, *verb.children) if is_within else ())]
    since = next((word for word in reach if word.lower_ in words["since"] and word.dep_ in {"prep", "mark"}), None)
    if since is not None:
        above = clauses.clause_head(since)
        return above.pos_ not in {"VERB", "AUX"} or not any(c.lower_ in cues.own["past_forms"] for c in above.children)
    if goes_on_by_itself(noun, cues):
        return True
    if is_within and verb.lemma_ in {*cues.own["copulas"], *words["remaining"]} and is_now:
        return True
    if noun.dep_ not in clauses.OBJECT or governor.lemma_ not in words["enforcing"]:
        return False
    beside = {" ".join(w.lower_ for w in phrase.subtree) for phrase in governor.children if phrase.dep_ == "prep"}
    beside |= {" ".join(w.lower_ for w in phrase.subtree) for phrase in noun.children if phrase.dep_ == "prep"}
    return governor.tag_ in _PRESENT or bool(beside & words["open_end"])


def goes_on_by_itself(noun: Token, cues: Cues) -> bool:
    """True for a state of which a relative clause says that it lasts, whatever is threatened against it."""
    is_state = noun.lemma_.lower() in cues.lasting["held"]
    return is_state and any(c.dep_ in clauses.RELATIVE and _is_perfect_state(c, cues) for c in noun.children)


def _is_perfect_state(verb: Token, cues: Cues) -> bool:
    """True for a relative clause that says that something has held until now."""
    is_perfect = any(c.lemma_ in cues.own["perfect"] and c.tag_ in _PRESENT for c in verb.children if c.dep_ == "aux")
    return is_perfect and verb.lemma_ in cues.lasting["remaining"]


def _has_date(parsed: Parsed, rows: Rows, noun: Token) -> bool:
    """True for a noun that a date tells from others of its sort ("the siege of 1994", "the 1994 siege")."""
    phrase = parsed.span(noun.left_edge.i, noun.right_edge.i + 1)
    for time in rows.times:
        if time.kind == "date" and phrase.start <= time.start < phrase.end:
            head = parsed.head_of(time.start, time.end)
            if head is not None and noun.i in {head.head.i, head.head.head.i if head.dep_ == "pobj" else -1}:
                return True
    return False


def _is_kept_up(parsed: Parsed, rows: Rows, verb: Token, cues: Cues) -> bool:
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    is_perfect = any(child.lemma_ in cues.own["perfect"] and child.tag_ in _PRESENT for child in auxiliaries)
    if verb.tag_ == "VBG":
        return is_perfect
    if verb.lemma_ not in cues.lasting["verbs"]:
        return False
    if not auxiliaries:
        is_told = verb.i >= parsed.once(headline_of) and verb.sent.text.rstrip().endswith(_STOPS)
        return is_told and verb.tag_ in _PRESENT and verb.dep_ != "advcl"
    return is_perfect and verb.tag_ == "VBN" and _has_length(parsed, rows, verb, cues)


def _has_length(parsed: Parsed, rows: Rows, verb: Token, cues: Cues) -> bool:
    """True for a verb with "since" or a length of time beside it."""
    marks = cues.lasting["marks"]
    for child in verb.children:
        if child.lower_ in cues.own["since_marks"]:
            return True
        if child.dep_ == "advcl" and any(word.lower_ in cues.own["since_marks"] for word in child.children):
            return True
        if child.dep_ == "prep" and child.lower_ in marks:
            phrase = parsed.span(child.left_edge.i, child.right_edge.i + 1)
            return any(t.kind in _LENGTHS and phrase.start <= t.start < phrase.end for t in rows.times)
    return False
