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
_STORY_SENTENCES = 5
"""So many sentences a story of earlier things goes on without a date of its own."""
_NEWS_DAYS = 20
"""What lies further back than this from the day of the report is background to its news."""


def is_background(parsed: Parsed, rows: Rows, token: Token, cues: Cues, *, in_claim: bool) -> bool:
    """True where the clause's own words put it before the report's news."""
    verb = clauses.clause_head(token)
    time = time_of_clause(parsed, rows, token)
    if not in_claim and "recalled" in tense(verb, cues) and not _is_reported(verb, cues):
        is_dated = verb.dep_ in clauses.RELATIVE and time is not None and _is_of(parsed, time, verb)
        return not is_dated or time is None or _is_earlier(parsed, time, cues)
    if any(child.lower_ in cues.recalled["adverbs"] for child in verb.children if child.dep_ == "advmod"):
        return True
    if _is_commemorated(token, cues) or _is_of_old_war(verb, cues):
        return True
    if any(child.lower_ in cues.own["since_marks"] for child in verb.children if child.dep_ == "mark"):
        return True
    if time is not None and (not _is_present(verb) or _is_of(parsed, time, verb)):
        return _is_earlier(parsed, time, cues)
    return time is None and _is_plain_past(verb) and _goes_on(parsed, rows, token, cues)


def _is_present(verb: Token) -> bool:
    """True for a finite verb in the present or the present perfect."""
    finite = [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass"})]
    return any(word.tag_ in {"VBZ", "VBP"} for word in finite)


def _is_plain_past(verb: Token) -> bool:
    """True for a finite verb in the simple past."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if not auxiliaries:
        return verb.tag_ == "VBD"
    return any(word.tag_ == "VBD" for word in auxiliaries) and not any(word.tag_ == "MD" for word in auxiliaries)


def _is_of(parsed: Parsed, time: Time, verb: Token) -> bool:
    """True for a time in a verb's own clause."""
    head = parsed.head_of(time.start, time.end)
    return head is not None and clauses.clause_head(head).i == verb.i


def _goes_on(parsed: Parsed, rows: Rows, token: Token, cues: Cues) -> bool:
    """True where the last date told before in the paragraph lies before the report's news: a story goes on."""
    place = parsed.span(token.i, token.i + 1).start
    paragraph = parsed.document.text.rfind("\n", 0, place) + 1
    first = token.doc[max(0, token.sent.start - 1)].sent
    for _ in range(_STORY_SENTENCES - 1):
        first = token.doc[max(0, first.start - 1)].sent
    start = max(paragraph, parsed.span(first.start, first.end).start)
    dated = [t for t in rows.times if t.kind in {"date", "time"} and start <= t.start < place and t.latest is not None]
    return bool(dated) and _is_earlier(parsed, max(dated, key=lambda time: time.start), cues)


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
    """True where a past perfect only follows what was said in the past ("said that they had left, *and that* ...")."""
    if verb.dep_ == "conj" and any(child.dep_ == "mark" and child.tag_ == "IN" for child in verb.children):
        return True
    first = clauses.first_conjunct(verb)
    return first.dep_ == "ccomp" and first.head.lemma_ not in cues.own["copulas"] and _is_past_at_all(first.head)


def _is_past_at_all(verb: Token) -> bool:
    """True for a verb in any past tense, negated ones ("did not dispute") and participles among them."""
    return verb.tag_ in {"VBD", "VBN"} or any(child.tag_ == "VBD" for child in verb.children if child.dep_ == "aux")


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
