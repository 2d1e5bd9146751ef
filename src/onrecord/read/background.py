"""What a report tells as background to its own news: earlier things, in the past perfect or of an earlier time.

In: a token, the times and the day of the report. Out: whether it is recalled, and the time expression of its clause.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import Rows, Time
from onrecord.read.status_cues import Cues, tense
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEWS_DAYS = 10
"""What lies further back than this from the day of the report is background to its news."""


def is_background(parsed: Parsed, rows: Rows, token: Token, cues: Cues, *, in_claim: bool) -> bool:
    """True where the clause's own words put it before the report's news."""
    verb = clauses.clause_head(token)
    if not in_claim and any(status == "recalled" for status in tense(verb, cues)) and not _is_reported(verb, cues):
        return True
    words = cues.recalled
    if any(child.lower_ in words["adverbs"] for child in verb.children if child.dep_ == "advmod"):
        return True
    time = time_of_clause(parsed, rows, token)
    if time is None:
        return any(child.lower_ in cues.own["since_marks"] for child in verb.children if child.dep_ == "mark")
    head = parsed.head_of(time.start, time.end)
    if head is not None and head.head.lower_ in cues.own["since_marks"]:
        return False
    tokens = {t.lower_ for t in parsed.tokens(time.start, time.end)}
    if tokens & words["words"] and tokens & words["old_units"]:
        return True
    if time.latest is None or parsed.document.published is None:
        return False
    try:
        return date.fromisoformat(time.latest) < date.fromisoformat(parsed.document.published) - timedelta(
            days=_NEWS_DAYS
        )
    except ValueError:
        return False


def _is_reported(verb: Token, cues: Cues) -> bool:
    """True where a past perfect only follows a reporting verb in the past ("said that they had left")."""
    return (
        verb.dep_ == "ccomp"
        and verb.head.tag_ in {"VBD", "VBN"}
        and cues.takers["clause"].get(verb.head.lemma_) is not None
    )


def time_of_clause(parsed: Parsed, rows: Rows, token: Token) -> Time | None:
    """The time expression that stands nearest a token in its own clause; durations and repeated times are none."""
    clause = clauses.clause_head(token).i
    sentence = parsed.span(token.sent.start, token.sent.end)
    found: list[tuple[int, Time]] = []
    for time in rows.times:
        if time.kind not in {"date", "time"}:
            continue
        if not sentence.start <= time.start < sentence.end:
            continue
        head = parsed.head_of(time.start, time.end)
        if head is not None and clauses.clause_head(head).i == clause:
            found.append((abs(head.i - token.i), time))
    return min(found, key=lambda pair: (pair[0], pair[1].start))[1] if found else None
