"""Events: what happened, is said to have happened, is denied, planned, threatened or called for; one row a happening.

In: a parsed document with mentions, times and claims. Out: `Event` rows in text order.

Method: triggers (read/event_triggers.py), arguments (read/event_arguments.py) and status (read/status.py) of each give a
mention of an event. Mentions of the same happening are merged: the first clear one gives the row its trigger, kind and
first span; later ones fill what it left open and stay as short spans. Two mentions are the same happening only where
their kinds belong to one group and their places, days and sides agree, and where the later one says so: a definite
nominal ("the attack"), the same word of the same victims or target, or the cause in whose clause the harm is told.

Known errors: one event told twice with different words and no definite nominal stays two.

Reference: events, arguments and mentions as in ACE 2005 (LDC, English annotation guidelines for events).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model import Argument, Event, Rows, Span, Status, identify
from onrecord.read.event_arguments import Filling, arguments_of
from onrecord.read.event_triggers import Lexicon, Trigger, find_triggers, lemma, load_lexicon
from onrecord.read.status import Standing, status_of
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import EventKind, load_event_kinds

READER = "events 1"
_SHORT_WORDS = 3
_REACH_SENTENCES = 12
"""A definite nominal ("the attack") takes up an event told at most so many sentences before."""
_OF_STATE = frozenset({"siege"})
_TOLD: frozenset[Status] = frozenset({"happened", "ongoing"})


@dataclass(slots=True)
class _Mention:
    """One trigger with all that was read of it."""

    trigger: Trigger
    kind: EventKind
    filling: Filling
    standing: Standing
    sentence: int


@dataclass(slots=True)
class _Happening:
    """Mentions of one event, in text order."""

    mentions: list[_Mention] = field(default_factory=list)

    @property
    def first(self) -> _Mention:
        return self.mentions[0]


def find_events(parsed: Parsed, rows: Rows) -> list[Event]:
    """Events of a document, mentions of the same one merged.

    Args:
        parsed: The document.
        rows: Mentions, times and claims found so far.
    """
    lexicon = load_lexicon(parsed.language)
    triggers = find_triggers(parsed, rows)
    heads = frozenset(trigger.head.i for trigger in triggers)
    sentence_of = {token.i: n for n, sentence in enumerate(parsed.sentences) for token in sentence}
    happenings: list[_Happening] = []
    for trigger in triggers:
        mention = _Mention(
            trigger=trigger,
            kind=load_event_kinds()[trigger.kind],
            filling=arguments_of(parsed, rows, trigger, heads),
            standing=_standing(parsed, rows, trigger),
            sentence=sentence_of.get(trigger.head.i, 0),
        )
        same = _same(mention, happenings, rows, lexicon)
        if same is not None:
            same.mentions.append(mention)
        elif not trigger.is_weak or _is_told(mention, lexicon):
            happenings.append(_Happening([mention]))
    return [_event(parsed, happening) for happening in happenings]


def _standing(parsed: Parsed, rows: Rows, trigger: Trigger) -> Standing:
    standing = status_of(parsed, rows, trigger.head)
    is_state = trigger.kind in _OF_STATE and trigger.head.dep_ in {"amod", "acl"}
    if standing.status == "happened" and is_state:
        return Standing("ongoing", standing.is_recalled)
    return standing


def _is_told(mention: _Mention, lexicon: Lexicon) -> bool:
    """True where a weak noun tells of an event of its own: an event verb takes it, or it names its sides."""
    trigger = mention.trigger
    if trigger.carrier is not None or any(
        argument.role not in {"time", "place"} for argument in mention.filling.arguments
    ):
        return True
    head = trigger.head.head
    return trigger.head.dep_ in {"nsubj", "nsubjpass", "dobj"} and lemma(head) in lexicon.active | lexicon.passive


def _same(mention: _Mention, happenings: list[_Happening], rows: Rows, lexicon: Lexicon) -> _Happening | None:
    for happening in reversed(happenings):
        if mention.sentence - happening.mentions[-1].sentence > _REACH_SENTENCES:
            continue
        if any(_are_same(earlier, mention, lexicon) for earlier in happening.mentions) and _agree(
            happening, mention, rows
        ):
            return happening
    return None


def _are_same(earlier: _Mention, later: _Mention, lexicon: Lexicon) -> bool:
    """True where the later mention says that it takes up the earlier one."""
    if earlier.kind.merges != later.kind.merges:
        return False
    head = later.trigger.head
    if later.trigger.is_nominal:
        is_definite = any(child.dep_ == "det" and child.lower_ in lexicon.definite for child in head.children)
        is_plural = head.tag_ in {"NNS", "NNPS"}
        earlier_plural = earlier.trigger.is_nominal and earlier.trigger.head.tag_ in {"NNS", "NNPS"}
        if is_definite and (is_plural == earlier_plural or not earlier.trigger.is_nominal):
            return True
    if earlier.kind.name == later.kind.name:
        return _share(earlier, later)
    return False


def _share(earlier: _Mention, later: _Mention) -> bool:
    """True where two mentions of one kind have an acted-on argument in the same words."""

    def acted_on(mention: _Mention) -> set[str]:
        return {
            argument.text.casefold() for argument in mention.filling.arguments
            if argument.role in {"target", "victim"} and (" " in argument.text or argument.text[:1].isupper())
        }  # fmt: skip

    return bool(acted_on(earlier) & acted_on(later))


def _agree(happening: _Happening, later: _Mention, rows: Rows) -> bool:
    """True where place, day and sides do not contradict one another."""
    names = {mention.id: mention.text.casefold() for mention in rows.mentions}
    days = {time.id: time.value for time in rows.times}
    for earlier in happening.mentions:
        places = {names.get(p, p) for p in (earlier.filling.place, later.filling.place) if p is not None}
        values = {days.get(t, t) for t in (earlier.filling.time, later.filling.time) if t is not None}
        if len(places) > 1 or len(values) > 1:
            return False
    return True


def _event(parsed: Parsed, happening: _Happening) -> Event:
    first = happening.first
    trigger = parsed.span(first.trigger.start, first.trigger.end)
    arguments: dict[tuple[str, int], Argument] = {}
    for mention in happening.mentions:
        for argument in mention.filling.arguments:
            if not any(_repeats(known, argument) for known in arguments.values()):
                arguments[argument.role, argument.start] = argument
    standings = [mention.standing for mention in happening.mentions]
    quote = _quote(parsed, first)
    further = [parsed.span(m.trigger.start, m.trigger.end) for m in happening.mentions[1:]]
    return Event(
        id=identify("ev", parsed.document.id, first.kind.name, trigger.start, trigger.end),
        document=parsed.document.id,
        reader=READER,
        kind=first.kind.name,
        trigger=trigger,
        arguments=tuple(sorted(arguments.values(), key=lambda a: (a.start, a.end, a.role))),
        place=next((m.filling.place for m in happening.mentions if m.filling.place is not None), None),
        time=next((m.filling.time for m in happening.mentions if m.filling.time is not None), None),
        status=_status(standings),
        is_recalled=all(standing.is_recalled for standing in standings),
        plover=first.kind.plover,
        spans=(quote, *further),
    )


def _repeats(known: Argument, argument: Argument) -> bool:
    return known.role == argument.role and (
        (known.start, known.end) == (argument.start, argument.end) or known.text.casefold() == argument.text.casefold()
    )


def _status(standings: Iterable[Standing]) -> Status:
    """Status of a merged event: the first mention's, unless a later one tells it as a fact, or denies a mere claim."""
    statuses = [standing.status for standing in standings]
    first = statuses[0]
    if first in {"claimed", "unconfirmed"}:
        if "denied" in statuses:
            return "denied"
        if first == "claimed" and "unconfirmed" in statuses:
            return "unconfirmed"
    return first


def _quote(parsed: Parsed, mention: _Mention) -> Span:
    """The stretch of the sentence that carries the row: from the first argument or trigger word to the last."""
    head = mention.trigger.head
    sentence = parsed.span(head.sent.start, head.sent.end)
    trigger = parsed.span(mention.trigger.start, mention.trigger.end)
    inside = [a for a in mention.filling.arguments if sentence.start <= a.start and a.end <= sentence.end]
    start = min([trigger.start, *(a.start for a in inside)])
    end = max([trigger.end, *(a.end for a in inside)])
    if len(parsed.document.text[start:end].split()) <= _SHORT_WORDS:
        verb = clauses.clause_head(head)
        first, last = verb.left_edge.i, verb.right_edge.i + 1
        clause = parsed.span(first, last)
        start, end = min(start, clause.start), max(end, clause.end)
    return Span(start, end, parsed.document.text[start:end])
