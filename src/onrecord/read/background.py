"""What a report tells as background to its own news: earlier things, in the past perfect or of an earlier time.

In: a token, the times and the day of the report. Out: whether it is recalled, and the time expression of its clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import Rows, Time
from onrecord.read.status_cues import Cues, tense
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_STEPS = 10
_JOINED = frozenset({"conj", "advcl", "xcomp"})
_HUNG = frozenset({"conj", "advcl", "xcomp", "acl"})
_NEWS_DAYS = 10
"""What lies further back than this from the day of the report is background to its news."""


def is_background(parsed: Parsed, rows: Rows, token: Token, cues: Cues, *, in_claim: bool) -> bool:
    """True where the clause's own words put it before the report's news."""
    verb = clauses.clause_head(token)
    if not in_claim and any(status == "recalled" for status in tense(verb, cues)) and not _is_reported(verb, cues):
        return True
    if any(child.lower_ in cues.recalled["adverbs"] for child in verb.children if child.dep_ == "advmod"):
        return True
    if _is_commemorated(token, cues) or _is_of_old_war(verb, cues):
        return True
    time = time_of_clause(parsed, rows, token)
    if time is None:
        return any(child.lower_ in cues.own["since_marks"] for child in verb.children if child.dep_ == "mark")
    return _is_earlier(parsed, time, cues)


def _is_commemorated(token: Token, cues: Cues) -> bool:
    """True for what an anniversary or a memorial is of, or what is remembered."""
    words = cues.recalled["anniversary"]
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            is_object = token.dep_ in clauses.OBJECT | clauses.PASSIVE_SUBJECT and token.head.i == ancestor.i
            return is_object and ancestor.lemma_ in cues.recalled["remembering"]
        if ancestor.lemma_ in words:
            return True
    return False


def _is_of_old_war(verb: Token, cues: Cues) -> bool:
    """True for what happened "in the last war", "during the previous siege"."""
    words = cues.recalled
    return any(
        noun.lemma_ in words["wars"] and any(child.lower_ in words["words"] for child in noun.children)
        for phrase in verb.children
        if phrase.dep_ == "prep"
        for noun in phrase.children
        if noun.dep_ == "pobj"
    )


def _is_earlier(parsed: Parsed, time: Time, cues: Cues) -> bool:
    """True for a time that lies before the report's news."""
    words = cues.recalled
    head = parsed.head_of(time.start, time.end)
    if head is not None and head.head.lower_ in cues.own["since_marks"]:
        return False
    tokens = {t.lower_ for t in parsed.tokens(time.start, time.end)}
    if tokens & words["words"] and tokens & words["old_units"]:
        return True
    if time.latest is None or parsed.document.published is None:
        return False
    try:
        news = date.fromisoformat(parsed.document.published) - timedelta(days=_NEWS_DAYS)
        return date.fromisoformat(time.latest) < news
    except ValueError:
        return False


def _is_reported(verb: Token, cues: Cues) -> bool:
    """True where a past perfect only follows a reporting verb in the past ("said that they had left")."""
    return (
        verb.dep_ == "ccomp"
        and verb.head.tag_ in {"VBD", "VBN"}
        and cues.takers["clause"].get(verb.head.lemma_) is not None
    )


def time_of_clause(parsed: Parsed, rows: Rows, token: Token, *, within: Token | None = None) -> Time | None:
    """The time expression nearest a token in its clause, else in the clause that this is part of or joined to.

    Durations and repeated times are none.

    Args:
        parsed: The document.
        rows: Rows with the times found so far.
        token: A token of the clause.
        within: Only times among what depends on this token.
    """
    sentence = parsed.span(token.sent.start, token.sent.end)
    near: dict[int, list[tuple[int, Time]]] = {}
    for time in rows.times:
        if time.kind in {"date", "time"} and sentence.start <= time.start < sentence.end:
            head = parsed.head_of(time.start, time.end)
            if head is not None and (within is None or within.is_ancestor(head)):
                near.setdefault(clauses.clause_head(head).i, []).append((abs(head.i - token.i), time))
    above = list(clauses_above(token))
    for verb in above:
        if verb.i in near:
            return min(near[verb.i], key=lambda pair: (pair[0], pair[1].start))[1]
    below = [pair for i, pairs in near.items() if is_joined_below(token.doc[i], above[-1]) for pair in pairs]
    return below[0][1] if len(below) == 1 and within is None else None


def is_joined_below(verb: Token, top: Token) -> bool:
    """True for a clause that hangs on another as its part or its circumstance ("killed one *when a mine exploded*")."""
    for _ in range(_MOST_STEPS):
        if verb.i == top.i:
            return True
        if verb.head.i == verb.i or verb.dep_ not in _HUNG:
            return False
        verb = clauses.clause_head(verb.head)
    return False


def clauses_above(token: Token) -> Iterator[Token]:
    """Head of a token's clause, then of those that this is part of or joined to, without a subject's own tense between.

    A subordinate clause with a mark ("after", "because"), a relative clause or what somebody says has times and places
    of its own.
    """
    verb = clauses.clause_head(token)
    for _ in range(_MOST_STEPS):
        yield verb
        is_marked = any(child.dep_ == "mark" for child in verb.children)
        if verb.head.i == verb.i or is_marked or verb.dep_ not in _JOINED:
            return
        verb = clauses.clause_head(verb.head)
