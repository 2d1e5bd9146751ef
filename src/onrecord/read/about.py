"""What claims are about: the rows that a statement states, and those told before that it takes up.

In: a parsed document with all its rows. Out: the claims with `about` filled. Runs after all other readers.

Method: a row belongs to the innermost statement whose content holds one of its spans (an event's trigger). A statement
whose content is a phrase that takes up something told before ("confirmed the deal", "denied the allegations", "denied
responsibility") also belongs to the nearest such row, or the rows of the nearest such statement, before it.

Known errors: a noun that takes up something further back than its nearest fellow; what "it" takes up is guessed from
the statement before. Vocabulary: `claim_answers`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Claim, Event, Rows, Source, Span
from onrecord.read.replies import with_answers
from onrecord.read.sources import mention_of
from onrecord.syntax import Parsed
from onrecord.vocab import load
from onrecord.vocab.event_kinds import load_event_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTS = ("events", "tolls", "relations", "flows", "agreements", "control")
_LEAST_INSIDE = 0.6
"""Share of a row's span that must stand in a content: spans of relations and tolls take in words around them."""
_REACH_SENTENCES = 15
_ACCUSING = frozenset({"accuses", "reports_unconfirmed", "asserts", "doubts"})


def link_claims(parsed: Parsed, rows: Rows) -> list[Claim]:
    """The claims of a document with the ids of the rows that they state or answer."""
    linked: dict[str, list[str]] = {claim.id: [] for claim in rows.claims}
    for row in _stated(rows):
        for span in _places(row):
            for claim in _innermost(rows.claims, span):
                linked[claim.id].append(row.id)
    starts = [sentence.start_char for sentence in parsed.sentences]
    for claim in sorted(rows.claims, key=lambda c: c.content.start):
        linked[claim.id].extend(_taken_up(parsed, rows, claim, linked, starts))
    answered = with_answers(parsed, rows)
    return [
        replace(claim, about=tuple(dict.fromkeys(linked[claim.id])), source=_known(parsed, rows, claim.source))
        for claim in answered
    ]


def _known(parsed: Parsed, rows: Rows, source: Source) -> Source:
    """A source with the mention that a later reader found in its words."""
    if source.actor is not None or source.start is None or source.end is None or source.kind == "document":
        return source
    head = parsed.head_of(source.start, source.end)
    tokens = parsed.tokens(source.start, source.end)
    mention = mention_of(rows, head, tokens.start, tokens.end) if head is not None else None
    return replace(source, actor=mention.id) if mention is not None else source


def _stated(rows: Rows) -> Iterator[Any]:
    for name in _LISTS:
        yield from getattr(rows, name)


def _places(row: Any) -> Iterator[Span]:
    """Spans at which a row is told: an event's trigger instead of the first of its spans, which holds its arguments."""
    if isinstance(row, Event):
        yield row.trigger
        yield from row.spans[1:]
    else:
        yield from row.spans


def _innermost(claims: Sequence[Claim], span: Span) -> list[Claim]:
    """Claims with the shortest content that holds a span; several where one content has several sources."""
    around = [claim for claim in claims if _holds(claim, span)]
    least = min((claim.content.end - claim.content.start for claim in around), default=0)
    return [claim for claim in around if claim.content.end - claim.content.start == least]


def _holds(claim: Claim, span: Span) -> bool:
    parts = claim.fragments or (claim.content,)
    shared = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in parts)
    return shared > 0 and shared >= _LEAST_INSIDE * (span.end - span.start)


def _taken_up(
    parsed: Parsed, rows: Rows, claim: Claim, linked: Mapping[str, list[str]], starts: list[int]
) -> list[str]:
    head = parsed.head_of(claim.content.start, claim.content.end)
    if head is None or head.pos_ not in {"NOUN", "PROPN", "PRON", "DET"}:
        return []
    words = _words(parsed.language)
    lemma = head.lemma_.lower()
    own = linked[claim.id]
    for name, told in (("agreements", rows.agreements), ("tolls", rows.tolls)):
        if lemma in words[name] and not any(row.id in own for row in told):
            return _nearest(parsed, told, claim, starts)
    if own:
        return []
    if lemma in words["violence"]:
        kinds = load_event_kinds()
        violent = [event for event in rows.events if kinds[event.kind].group in words["groups"]]
        return _nearest(parsed, violent, claim, starts)
    is_pronoun = head.lower_ in words["pronouns"] and len(claim.content.text.split()) == 1
    if is_pronoun or (lemma in words["claims"] and not _is_own(head)):
        return _of_earlier(parsed, rows.claims, claim, linked, starts)
    return []


def _is_own(noun: Token) -> bool:
    """True for a report of the source's own ("released its report")."""
    return any(child.dep_ == "poss" for child in noun.children)


def _nearest(parsed: Parsed, rows: Iterable[Any], claim: Claim, starts: list[int]) -> list[str]:
    """The row told last before a claim, within reach."""
    before = [
        (span.start, row.id)
        for row in rows
        for span in _places(row)
        if span.end <= claim.content.start and _within_reach(parsed, span, claim, starts)
    ]
    return [max(before)[1]] if before else []


def _of_earlier(
    parsed: Parsed, claims: Iterable[Claim], claim: Claim, linked: Mapping[str, list[str]], starts: list[int]
) -> list[str]:
    """The rows of the statement last made before a claim by someone else, within reach."""
    before = [
        (other.content.start, linked[other.id])
        for other in claims
        if other.content.end <= claim.content.start
        and other.stance in _ACCUSING
        and other.source != claim.source
        and linked[other.id]
        and _within_reach(parsed, other.content, claim, starts)
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else []


def _within_reach(parsed: Parsed, span: Span, claim: Claim, starts: list[int]) -> bool:
    places = (parsed.view_place(s.start, s.end)[0] for s in (span, claim.content))
    first, second = (bisect_right(starts, place) for place in places)
    return second - first <= _REACH_SENTENCES


@cache
def _words(language: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("claim_answers", language).items()}
