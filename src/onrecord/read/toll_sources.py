"""Who gives a figure of a toll: the source of the claim that it stands in, or the one said to count or estimate it.

In: the place of a figure and the word of harm that it goes with. Out: a `Source`, or none where the author tells it.

Known errors: those who count on behalf of others ("a doctor counted for the ministry") are taken for the source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Rows, Source
from onrecord.read.harm_words import words_of_harm
from onrecord.read.populations import People
from onrecord.read.status import Standing
from onrecord.syntax import Parsed, clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_STANCES = frozenset({"asserts", "confirms", "accuses", "predicts", "reports_unconfirmed"})
_LEFT_OUT = ("relcl", "acl", "appos", "punct", "conj", "cc")


def source_at(parsed: Parsed, rows: Rows, place: int) -> Source | None:
    """The source of the innermost claim that a figure stands in."""
    start = parsed.span(place, place + 1).start
    holding = [
        claim
        for claim in rows.claims
        if claim.stance in _STANCES
        and claim.source.kind != "narrator"
        and any(span.start <= start < span.end for span in (claim.fragments or (claim.content,)))
    ]
    innermost = min(holding, key=lambda claim: claim.content.end - claim.content.start, default=None)
    return innermost.source if innermost is not None else None


def counter_of(parsed: Parsed, people: People, trigger: Token) -> Source | None:
    """Who tells a figure without a word of speech: "the observatory puts the dead at 40", "a doctor counted 26"."""
    counters = words_of_harm(parsed.language).entries["counters"]
    verbs = (trigger, trigger.head, trigger.head.head)
    verb = next((v for v in verbs if v.pos_ == "VERB" and v.lemma_.lower() in counters), None)
    if verb is None or clauses.is_passive(verb):
        return None
    for teller in clauses.agents(verb):
        is_author = teller.pos_ == "PRON" and "Person=1" in str(teller.morph)
        is_teller = teller.pos_ == "PRON" or people.is_people(teller) or teller.ent_type_ == "ORG"
        if is_teller and not is_author and teller.i < trigger.i:
            span = parsed.span(*clauses.phrase_bounds(teller, leave_out=_LEFT_OUT))
            mention = people.side(teller)
            actor = mention.id if mention is not None else None
            return Source(start=span.start, end=span.end, text=span.text, actor=actor)
    return None


def as_count(standing: Standing, *, has_source: bool) -> Standing:
    """A count is claimed where somebody gives it, else it is the author's; it stands as of its time, never ongoing."""
    if standing.status in {"happened", "ongoing"}:
        return replace(standing, status="claimed" if has_source else "happened")
    return standing
