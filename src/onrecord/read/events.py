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
from onrecord.read.event_arguments import Filling, arguments_of, harm_of
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
_EFFECTS = ("death", "injury")
"""Groups of kinds that are the effects of an attack, the graver first."""
_DONE_TO = frozenset({"target", "victim"})
_DOERS = frozenset({"initiator", "party"})


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
        """The mention that gives the row its kind: of an attack and the harm it did, the attack."""
        return min(self.mentions, key=lambda mention: _EFFECTS.index(mention.kind.group) if mention.kind.group in _EFFECTS else -1)


def find_events(parsed: Parsed, rows: Rows) -> list[Event]:
    """Events of a document, mentions of the same one merged.

    Args:
        parsed: The document.
        rows: Mentions, times and claims found so far.
    """
    lexicon = load_lexicon(parsed.language)
    mentions = _mentions(parsed, rows)
    cause_of = _causes(mentions, lexicon)
    names = _Names(rows)
    happenings: list[_Happening] = []
    of_head: dict[int, _Happening] = {}
    for mention in mentions:
        linked = [of_head[head] for head in cause_of.get(mention.trigger.head.i, ()) if head in of_head]
        same = next(iter(linked), None) or _same(mention, happenings, names, lexicon)
        if same is not None:
            same.mentions.append(mention)
        elif mention.trigger.is_weak and not _is_told(mention, lexicon):
            continue
        else:
            same = _Happening([mention])
            happenings.append(same)
        of_head[mention.trigger.head.i] = same
    return sorted((_event(parsed, happening) for happening in happenings), key=lambda event: event.trigger.start)


def _mentions(parsed: Parsed, rows: Rows) -> list[_Mention]:
    triggers = find_triggers(parsed, rows)
    heads = frozenset(trigger.head.i for trigger in triggers)
    sentence_of = {token.i: n for n, sentence in enumerate(parsed.sentences) for token in sentence}
    return [
        _Mention(
            trigger=trigger,
            kind=load_event_kinds()[trigger.kind],
            filling=arguments_of(parsed, rows, trigger, heads),
            standing=_standing(parsed, rows, trigger),
            sentence=sentence_of.get(trigger.head.i, 0),
        )
        for trigger in triggers
    ]


def _standing(parsed: Parsed, rows: Rows, trigger: Trigger) -> Standing:
    standing = status_of(parsed, rows, trigger.head)
    is_state = trigger.kind in _OF_STATE and trigger.head.dep_ in {"amod", "acl"}
    if standing.status == "happened" and is_state:
        return Standing("ongoing", standing.is_recalled)
    return standing


def _causes(mentions: list[_Mention], lexicon: Lexicon) -> dict[int, list[int]]:
    """Head of a mention to heads of mentions of the same happening, by syntax: an attack and the harm it did."""
    linked: dict[int, list[int]] = {}
    for mention in mentions:
        for verb in harm_of(mention.trigger, mention.kind, lexicon):
            linked.setdefault(verb.i, []).append(mention.trigger.head.i)
            linked.setdefault(mention.trigger.head.i, []).append(verb.i)
        head = mention.trigger.head
        if mention.kind.group in _EFFECTS and head.dep_ == "conj":
            linked.setdefault(head.i, []).append(clauses.first_conjunct(head).i)
            linked[head.i].append(head.head.i)
    return linked


def _is_told(mention: _Mention, lexicon: Lexicon) -> bool:
    """True where a weak noun tells of an event of its own: an event verb takes it, or it names its sides."""
    trigger = mention.trigger
    if trigger.carrier is not None or trigger.occurrence is not None:
        return True
    if any(argument.role not in {"time", "place"} for argument in mention.filling.arguments):
        return True
    head = trigger.head.head
    return trigger.head.dep_ in {"nsubj", "nsubjpass", "dobj"} and lemma(head) in lexicon.active | lexicon.passive


class _Names:
    """Words by which two mentions' places, days and sides are compared."""

    def __init__(self, rows: Rows) -> None:
        self._texts = {mention.id: mention.text.casefold() for mention in rows.mentions}
        self._known = {mention: clue.known_as for mention, clue in rows.clues.items()}
        self._days = {time.id: time.value for time in rows.times}

    def place(self, mention: _Mention) -> str | None:
        place = mention.filling.place
        return self._texts.get(place, place) if place is not None else None

    def day(self, mention: _Mention) -> str | None:
        time = mention.filling.time
        return self._days.get(time) or time if time is not None else None

    def side(self, mention: _Mention, roles: frozenset[str]) -> set[str]:
        """Words of the arguments in some roles, with what the registry knows them as."""
        words: set[str] = set()
        for argument in mention.filling.arguments:
            if argument.role in roles:
                words |= {word for word in argument.text.casefold().replace("\u2019", "'").split() if len(word) > _SHORT_WORDS}
                known = self._known.get(argument.entity) if argument.entity is not None else None
                words |= {known} if known is not None else set()
        return words


def _same(mention: _Mention, happenings: list[_Happening], names: _Names, lexicon: Lexicon) -> _Happening | None:
    for happening in reversed(happenings):
        if mention.sentence - happening.mentions[-1].sentence > _REACH_SENTENCES:
            continue
        if _takes_up(mention, happening, names, lexicon) and _agree(happening, mention, names):
            return happening
    return None


def _takes_up(later: _Mention, happening: _Happening, names: _Names, lexicon: Lexicon) -> bool:
    """True where a mention says that it takes up an earlier happening."""
    alike = [earlier for earlier in happening.mentions if _alike(earlier.kind, later.kind)]
    if later.trigger.is_nominal and alike:
        head = later.trigger.head
        if any(child.dep_ == "det" and child.lower_ in lexicon.definite for child in head.children):
            return not _is_plural(later) or any(_is_plural(earlier) for earlier in alike)
    if any(earlier.kind.merges == later.kind.merges and names.side(earlier, _DONE_TO) & names.side(later, _DONE_TO) for earlier in alike):
        return True
    last = happening.mentions[-1]
    return (
        later.kind.group in _EFFECTS
        and not later.trigger.is_nominal
        and happening.first.kind.group in {"attack", *_EFFECTS}
        and later.sentence - last.sentence <= 1
        and not any(argument.role in {"initiator", "instrument"} for argument in later.filling.arguments)
        and later.standing == last.standing
    )


def _alike(earlier: EventKind, later: EventKind) -> bool:
    """True where two kinds can name one happening: the same sort, or one of them only says "attack"."""
    if earlier.merges == later.merges:
        return True
    violent = {"attack", "death"}
    return earlier.group in violent and later.group in violent and "attack" in {earlier.merges, later.merges}


def _is_plural(mention: _Mention) -> bool:
    return mention.trigger.is_nominal and mention.trigger.head.tag_ in {"NNS", "NNPS"}


def _agree(happening: _Happening, later: _Mention, names: _Names) -> bool:
    """True where place, day and sides do not contradict one another."""
    for earlier in happening.mentions:
        for compare in (names.place, names.day):
            if len({value for value in (compare(earlier), compare(later)) if value is not None}) > 1:
                return False
        for roles in (_DONE_TO, _DOERS):
            left, right = names.side(earlier, roles), names.side(later, roles)
            if earlier.kind.merges == later.kind.merges and left and right and not left & right:
                return False
    return True


def _event(parsed: Parsed, happening: _Happening) -> Event:
    first = happening.first
    trigger = parsed.span(first.trigger.start, first.trigger.end)
    ordered = [first, *(mention for mention in happening.mentions if mention is not first)]
    arguments: dict[tuple[str, int], Argument] = {}
    for mention in ordered:
        for argument in mention.filling.arguments:
            if not any(_repeats(known, argument) for known in arguments.values()):
                arguments[argument.role, argument.start] = argument
    standings = [mention.standing for mention in ordered]
    quote = _quote(parsed, first)
    further = [parsed.span(m.trigger.start, m.trigger.end) for m in ordered[1:]]
    return Event(
        id=identify("ev", parsed.document.id, first.kind.name, trigger.start, trigger.end),
        document=parsed.document.id,
        reader=READER,
        kind=first.kind.name,
        trigger=trigger,
        arguments=tuple(sorted(arguments.values(), key=lambda a: (a.start, a.end, a.role))),
        place=next((m.filling.place for m in ordered if m.filling.place is not None), None),
        time=next((m.filling.time for m in ordered if m.filling.time is not None), None),
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
