"""Events: what happened, is said to have happened, is denied, planned, threatened or called for; one row a happening.

In: a parsed document with mentions, times and claims. Out: `Event` rows in text order.

Method: triggers (read/event_triggers.py), arguments (read/event_arguments.py) and status (read/status.py) of each give
a mention of an event. Mentions of the same happening are merged: the first clear one gives the row its trigger, kind
and first span; later ones fill what it left open and stay as short spans. Two mentions are the same happening only
where their kinds belong to one group and their places, days and sides agree, and where the later one says so: a
definite nominal ("the attack"), the same victims or target, or the cause in whose clause the harm is told.

Known errors: one event told twice with different words and no definite nominal stays two.

Reference: events, arguments and mentions as in ACE 2005 (LDC, English annotation guidelines for events).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.model import Argument, Event, Rows, Span, Status, identify
from onrecord.read.event_arguments import Filling, arguments_of
from onrecord.read.event_harm import harm_of
from onrecord.read.event_lexicon import Lexicon, lemma, load_lexicon
from onrecord.read.event_literal import is_no_violence
from onrecord.read.event_triggers import Trigger, find_triggers
from onrecord.read.headline import headline_of
from onrecord.read.status import Standing, status_of
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import EventKind, load_event_kinds

READER = "events 1"
_SHORT_WORDS = 3
_MOST_BACK = 200
"""So many happenings back a mention is compared, so that a long document takes time in proportion to its length."""
_REACH_SENTENCES = 12
"""A definite nominal ("the attack") takes up an event told at most so many sentences before."""
_OF_STATE = frozenset({"siege"})
_OF_OMISSION = frozenset({"inaction"})
"""Kinds whose own words deny something ("did nothing"): that it was not done is what happened."""
_EFFECTS = ("death", "injury")
"""Groups of kinds that are the effects of an attack, the graver first."""
_BEFORE = {"death": frozenset({"attack"}), "injury": frozenset({"attack", "death"})}
"""After events of which groups harm told without a cause is theirs."""
_OPEN: frozenset[Status] = frozenset({"planned", "called_for", "threatened", "predicted", "hypothetical"})
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
    in_headline: bool = False


@dataclass(slots=True)
class _Happening:
    """Mentions of one event, in text order."""

    mentions: list[_Mention] = field(default_factory=list)

    references: set[int] = field(default_factory=set)
    """Heads of the mentions that only take the event up ("the attack")."""

    @property
    def is_headline(self) -> bool:
        """True where only the headline told it so far."""
        return all(mention.in_headline for mention in self.mentions)

    @property
    def first(self) -> _Mention:
        """The mention that gives the row its kind: of an attack and the harm it did, the attack."""
        telling = [mention for mention in self.mentions if mention.trigger.head.i not in self.references]
        telling = [mention for mention in telling if not mention.in_headline] or telling
        return min(
            telling, key=lambda mention: _EFFECTS.index(mention.kind.group) if mention.kind.group in _EFFECTS else -1
        )


def find_events(parsed: Parsed, rows: Rows) -> list[Event]:
    """Events of a document, mentions of the same one merged.

    Args:
        parsed: The document.
        rows: Mentions, times and claims found so far.
    """
    lexicon = load_lexicon(parsed.language)
    mentions = _mentions(parsed, rows)
    cause_of = _causes(mentions, lexicon)
    _link_headline(mentions, cause_of, lexicon)
    names = _Names(rows, lexicon)
    heads = {mention.trigger.head.i for mention in mentions}
    happenings: list[_Happening] = []
    of_head: dict[int, _Happening] = {}
    for mention in mentions:
        links = cause_of.get(mention.trigger.head.i, ())
        linked = [of_head[head] for head in links if head in of_head]
        others = [told for told in happenings if told.is_headline] if set(links) & heads else happenings
        same = next(iter(linked), None) or _same(mention, others, names, lexicon)
        if same is not None:
            is_first_in_body = same.is_headline
            same.mentions.append(mention)
            if not linked and not is_first_in_body:
                same.references.add(mention.trigger.head.i)
        elif (mention.trigger.is_weak and not _is_told(mention, lexicon)) or _is_only_ended(mention, lexicon):
            continue
        else:
            same = _Happening([mention])
            happenings.append(same)
        of_head[mention.trigger.head.i] = same
    return sorted((_event(parsed, happening) for happening in happenings), key=lambda event: event.trigger.start)


def _mentions(parsed: Parsed, rows: Rows) -> list[_Mention]:
    lexicon = load_lexicon(parsed.language)
    kinds = load_event_kinds()
    triggers = [t for t in find_triggers(parsed, rows) if not is_no_violence(t, kinds[t.kind], lexicon)]
    heads = frozenset(trigger.head.i for trigger in triggers)
    headline = headline_of(parsed)
    sentence_of = {token.i: n for n, sentence in enumerate(parsed.sentences) for token in sentence}
    return [
        _Mention(
            trigger=trigger,
            kind=load_event_kinds()[trigger.kind],
            filling=arguments_of(parsed, rows, trigger, heads),
            standing=_standing(parsed, rows, trigger),
            sentence=sentence_of.get(trigger.head.i, 0),
            in_headline=trigger.head.i < headline,
        )
        for trigger in triggers
    ]


def _standing(parsed: Parsed, rows: Rows, trigger: Trigger) -> Standing:
    standing = status_of(parsed, rows, trigger.head)
    is_state = trigger.kind in _OF_STATE and trigger.head.dep_ in {"amod", "acl"}
    if standing.status == "did_not_happen" and trigger.kind in _OF_OMISSION:
        return Standing("happened", standing.is_recalled)
    if standing.status == "happened" and _is_decided(trigger, load_lexicon(parsed.language)):
        return Standing("planned", standing.is_recalled)
    if standing.status == "happened" and is_state:
        return Standing("ongoing", standing.is_recalled)
    return standing


def _is_decided(trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for what is only ordered, authorised or, of movements, announced: it is still to come."""
    verb = trigger.carrier or trigger.head
    if clauses.first_conjunct(trigger.head).dep_ in {*clauses.OBJECT, *clauses.PASSIVE_SUBJECT}:
        verb = clauses.first_conjunct(trigger.head).head
    is_announced = lemma(verb) in lexicon.announcing and trigger.kind in lexicon.announced
    return verb.pos_ == "VERB" and (lemma(verb) in lexicon.deciding or is_announced)


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


def _link_headline(mentions: list[_Mention], linked: dict[int, list[int]], lexicon: Lexicon) -> None:
    """Link an attack and the harm that one clause of a headline tells of, however the parser took the clause."""
    told = [mention for mention in mentions if mention.in_headline]
    for left, right in pairwise(told):
        kinds = [left.kind.group, right.kind.group]
        between = left.trigger.head.doc[left.trigger.end : right.trigger.start]
        is_one_clause = not any(t.is_punct or t.is_space or t.lower_ in lexicon.headline_breaks for t in between)
        if is_one_clause and kinds.count("attack") == 1 and any(kind in _EFFECTS for kind in kinds):
            linked.setdefault(left.trigger.head.i, []).append(right.trigger.head.i)
            linked.setdefault(right.trigger.head.i, []).append(left.trigger.head.i)


def _is_only_ended(mention: _Mention, lexicon: Lexicon) -> bool:
    """True for fighting that is only said to be over, without any of its sides ("military operations had ended")."""
    verb = mention.trigger.occurrence
    has_side = any(argument.role in _DONE_TO | _DOERS for argument in mention.filling.arguments)
    return verb is not None and lemma(verb) in lexicon.ending and mention.kind.group == "attack" and not has_side


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

    def __init__(self, rows: Rows, lexicon: Lexicon) -> None:
        self._generic = lexicon.classes["generic"]
        self._texts = {mention.id: mention.text.casefold() for mention in rows.mentions if mention.form == "name"}
        self._known = {mention: clue.known_as for mention, clue in rows.clues.items()}
        self._times = {time.id: time for time in rows.times}

    def place(self, mention: _Mention) -> str | None:
        """Name of the mention's place; a description ("the city") contradicts no name."""
        return self._texts.get(mention.filling.place or "")

    def days(self, mention: _Mention) -> tuple[str, str] | None:
        """First and last day of the mention's time."""
        time = self._times.get(mention.filling.time or "")
        if time is None:
            return None
        return (time.earliest or time.value or time.id, time.latest or time.value or time.id)

    def side(self, mention: _Mention, roles: frozenset[str]) -> set[str]:
        """Words of the arguments in some roles, with what the registry knows them as."""
        words = {
            word for role, named in mention.filling.names.items() if role in roles for word in named
        } - self._generic
        for argument in mention.filling.arguments:
            if argument.role in roles and argument.entity is not None:
                words |= {known} if (known := self._known.get(argument.entity)) is not None else set()
        return words


def _same(mention: _Mention, happenings: list[_Happening], names: _Names, lexicon: Lexicon) -> _Happening | None:
    """The latest happening that a mention takes up; one of its own modality first."""
    found = [
        happening
        for happening in reversed(happenings[-_MOST_BACK:])
        if _takes_up(mention, happening, names, lexicon) and _agree(happening, mention, names)
    ]
    alike = [
        happening
        for happening in found
        if _is_open(happening.first.standing) == _is_open(mention.standing)
        and (happening.first.standing.is_recalled == mention.standing.is_recalled or not names.side(mention, _DONE_TO))
    ]
    return next(iter(alike or found), None)


def _is_open(standing: Standing) -> bool:
    """True for what has not happened yet."""
    return standing.status in _OPEN


def _takes_up(later: _Mention, happening: _Happening, names: _Names, lexicon: Lexicon) -> bool:
    """True where a mention says that it takes up an earlier happening."""
    first = happening.first
    alike = [earlier for earlier in happening.mentions if _alike(earlier.kind, later.kind)]
    if happening.is_headline and not later.in_headline:
        return _restates(later, happening, names)
    if _is_open(first.standing) and not _is_open(later.standing) and not later.kind.is_once:
        return False
    is_definite = later.trigger.is_nominal and any(
        child.dep_ == "det" and child.lower_ in lexicon.definite for child in later.trigger.head.children
    )
    if is_definite and alike and (not _is_plural(later) or any(_is_plural(earlier) for earlier in alike)):
        done_to = names.side(later, _DONE_TO)
        is_near = later.sentence - happening.mentions[-1].sentence <= _REACH_SENTENCES or later.kind.is_once
        same_word = is_near and any(lemma(later.trigger.head) == lemma(earlier.trigger.head) for earlier in alike)
        return (
            (is_near and not done_to)
            or same_word
            or any(done_to & names.side(earlier, _DONE_TO) for earlier in happening.mentions)
        )
    is_near = later.sentence - happening.mentions[-1].sentence <= _REACH_SENTENCES
    if later.standing.status == "denied" and is_near and any(e.kind.merges == later.kind.merges for e in alike):
        return True
    if _is_open(first.standing) != _is_open(later.standing) or first.standing.is_recalled != later.standing.is_recalled:
        return False
    same_kind = [earlier for earlier in alike if earlier.kind.merges == later.kind.merges]
    is_once = later.kind.is_once and any(
        earlier.kind.name == later.kind.name and _is_plural(earlier) == _is_plural(later) for earlier in same_kind
    )
    if same_kind and (
        is_once or any(names.side(earlier, _DONE_TO) & names.side(later, _DONE_TO) for earlier in same_kind)
    ):
        return True
    return _is_aftermath(later, happening)


def _restates(later: _Mention, happening: _Happening, names: _Names) -> bool:
    """True where the body of a report tells what its headline did: one sort of thing, or one victim or place."""
    first = happening.first
    if _is_open(first.standing) != _is_open(later.standing) or later.standing.is_recalled:
        return False
    if any(_alike(earlier.kind, later.kind) for earlier in happening.mentions):
        return True
    groups = {first.kind.group, later.kind.group}
    if not groups <= {"attack", *_EFFECTS}:
        return False
    place = names.place(later)
    return any(
        names.side(earlier, _DONE_TO) & names.side(later, _DONE_TO) or (place is not None and place == names.place(earlier))
        for earlier in happening.mentions
    )


def _is_aftermath(later: _Mention, happening: _Happening) -> bool:
    """True for harm told right after an attack, with no cause, place or day of its own ("Five more were wounded.")."""
    last = happening.mentions[-1]
    return (
        later.kind.group in _EFFECTS
        and not later.trigger.is_nominal
        and happening.first.kind.group in _BEFORE[later.kind.group]
        and later.sentence - last.sentence == 1
        and {argument.role for argument in later.filling.arguments} <= _DONE_TO
        and later.standing == last.standing
        and not any(child.dep_ == "advcl" for child in later.trigger.head.children)
    )


def _alike(earlier: EventKind, later: EventKind) -> bool:
    """True where two kinds can name one happening: the same sort, or one of them only says "attack"."""
    if earlier.merges == later.merges:
        return True
    if later.merges == later.group == "attack":
        return earlier.group in {"attack", "death"}
    return earlier.merges == earlier.group == later.group == "attack" and later.frame == "deed" and not later.is_once


def _is_plural(mention: _Mention) -> bool:
    return mention.trigger.is_nominal and mention.trigger.head.tag_ in {"NNS", "NNPS"}


def _agree(happening: _Happening, later: _Mention, names: _Names) -> bool:
    """True where place, day and sides do not contradict one another."""
    for earlier in happening.mentions:
        places = {names.place(earlier), names.place(later)} - {None}
        is_nested = earlier.in_headline and (names.place(earlier) or "") in later.trigger.head.sent.text.casefold()
        if len(places) > 1 and not is_nested:
            return False
        left_days, right_days = names.days(earlier), names.days(later)
        if left_days and right_days and (left_days[0] > right_days[1] or right_days[0] > left_days[1]):
            return False
        for roles in (_DONE_TO, _DOERS):
            left, right = names.side(earlier, roles), names.side(later, roles)
            same_sort = earlier.kind.merges == later.kind.merges and not later.kind.is_once
            if (same_sort or roles is _DOERS) and left and right and not left & right:
                return False
    return True


def _event(parsed: Parsed, happening: _Happening) -> Event:
    first = happening.first
    trigger = parsed.span(first.trigger.start, first.trigger.end)
    ordered = [first, *(mention for mention in happening.mentions if mention is not first)]
    arguments: dict[tuple[str, int], Argument] = {}
    for mention in ordered:
        for argument in mention.filling.arguments:
            if argument.role == "victim":
                arguments.pop(("target", argument.start), None)
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
        is_recalled=standings[0].is_recalled,
        plover=first.kind.plover_as(_status(standings)),
        spans=(quote, *further),
    )


def _repeats(known: Argument, argument: Argument) -> bool:
    """True where an argument says nothing that a known one does not."""
    if known.role == argument.role == "time":
        return True
    if known.role != argument.role:
        return known.role == "victim" and argument.role == "target" and known.start == argument.start
    is_inside = known.start <= argument.start and argument.end <= known.end
    is_inside = is_inside and (not argument.entity or not known.entity or argument.entity == known.entity)
    return is_inside or known.text.casefold() == argument.text.casefold()


def _status(standings: Iterable[Standing]) -> Status:
    """Status of a merged event: the first mention's, unless a later one tells it as a fact, or denies a mere claim."""
    statuses = [standing.status for standing in standings]
    first = statuses[0]
    if first == "claimed":
        return next((status for status in ("denied", "unconfirmed") if status in statuses), first)
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
