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

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.model import Argument, Event, Rows, Span, Status, identify
from onrecord.read.event_arguments import arguments_of
from onrecord.read.event_folding import folded
from onrecord.read.event_harm import DAMAGE, harm_of
from onrecord.read.event_lexicon import Lexicon, lemma, load_lexicon
from onrecord.read.event_literal import is_no_violence
from onrecord.read.event_merging import (
    DOERS,
    DONE_TO,
    EFFECTS,
    EventMention,
    Happening,
    Names,
    is_bare,
    is_definite,
    same_happening,
)
from onrecord.read.event_triggers import Trigger, find_triggers
from onrecord.read.headline import headline_of
from onrecord.read.status import Standing, status_of
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab.event_kinds import load_event_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "events 1"
_SHORT_WORDS = 3
_HARMFUL = frozenset({"attack", "torture", "raid", "destruction", *EFFECTS})
"""Groups of kinds whose harm the next verb tells ("shot and *killed*"), not another deed ("abducted and *killed*")."""
_OF_PURPOSE = frozenset({"advcl", "xcomp", "acl", "relcl"})
_DATED = frozenset({"election"})
"""Kinds that a date alone makes one event ("the election of 4 May")."""
_PRESENT = frozenset({"VBZ", "VBP"})
_VIOLENCE = frozenset({"attack", "raid", *EFFECTS})
_TAKEN_UP = _VIOLENCE | {"protest"}
"""Groups of kinds whose noun alone, with an article, takes up what was told."""
_OPEN_KINDS = frozenset({"attack"})
_AIR_STRIKE = "air_strike"
_OF_STATE = frozenset({"siege"})
_OF_OMISSION = frozenset({"inaction"})
"""Kinds whose own words deny something ("did nothing"): that it was not done is what happened."""


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
    names = Names(rows, lexicon)
    heads = {mention.trigger.head.i for mention in mentions}
    happenings: list[Happening] = []
    of_head: dict[int, Happening] = {}
    for mention in _causes_first(mentions, cause_of, lexicon):
        links = cause_of.get(mention.trigger.head.i, ())
        linked = [of_head[head] for head in links if head in of_head]
        is_new = bool(set(links) & heads) and not is_definite(mention, lexicon)
        others = [told for told in happenings if told.is_headline] if is_new else happenings
        same = next(iter(linked), None) or same_happening(mention, others, names, lexicon)
        if same is not None:
            is_first_in_body = same.is_headline
            same.mentions.append(mention)
            same.mentions.sort(key=lambda told: told.trigger.start)
            if not linked and not is_first_in_body:
                same.references.add(mention.trigger.head.i)
        elif (reason := _left_out(mention, lexicon) or _why_taken_up(mention, happenings, lexicon)) is not None:
            parsed.pass_over("events", reason, mention.trigger.start, mention.trigger.end)
            continue
        else:
            same = Happening([mention])
            happenings.append(same)
        of_head[mention.trigger.head.i] = same
    happenings = folded(parsed, happenings, names)
    return sorted((_event(parsed, happening) for happening in happenings), key=lambda event: event.trigger.start)


def _mentions(parsed: Parsed, rows: Rows) -> list[EventMention]:
    lexicon = load_lexicon(parsed.language)
    kinds = load_event_kinds()
    triggers = []
    for trigger in find_triggers(parsed, rows):
        if is_no_violence(trigger, kinds[trigger.kind], lexicon):
            parsed.pass_over("events", "no violence", trigger.start, trigger.end)
        else:
            triggers.append(trigger)
    triggers = [_by_air(trigger, triggers, lexicon) for trigger in triggers]
    heads = frozenset(index for trigger in triggers for index in (trigger.head.i, *trigger.words))
    headline = headline_of(parsed)
    sentence_of = {token.i: n for n, sentence in enumerate(parsed.sentences) for token in sentence}
    return [
        EventMention(
            trigger=trigger,
            kind=load_event_kinds()[trigger.kind],
            filling=arguments_of(parsed, rows, trigger, heads),
            standing=_standing(parsed, rows, trigger),
            sentence=sentence_of.get(trigger.head.i, 0),
            in_headline=trigger.head.i < headline,
        )
        for trigger in triggers
    ]


def _by_air(trigger: Trigger, triggers: list[Trigger], lexicon: Lexicon) -> Trigger:
    """A plain strike in a report that told of strikes from the air is one of these."""
    name = lemma(trigger.head)
    if name not in lexicon.strikes or not trigger.is_nominal or trigger.kind not in _OPEN_KINDS:
        return trigger
    earlier = (told.kind for told in triggers if told.start < trigger.start and lemma(told.head) == name)
    return replace(trigger, kind=_AIR_STRIKE) if _AIR_STRIKE in earlier else trigger


def _standing(parsed: Parsed, rows: Rows, trigger: Trigger) -> Standing:
    standing = status_of(parsed, rows, trigger.head)
    is_means = trigger.head.head.pos_ == "VERB" and lemma(trigger.head.head) in load_lexicon(parsed.language).resorting
    if standing.status == "planned" and is_means:
        return Standing("happened", standing.is_recalled)
    is_state = trigger.kind in _OF_STATE and not trigger.is_nominal and _is_in_state(trigger.head)
    if standing.status == "did_not_happen" and trigger.kind in _OF_OMISSION:
        return Standing("happened", standing.is_recalled)
    if standing.status == "happened" and _is_decided(trigger, load_lexicon(parsed.language)):
        return Standing("planned", standing.is_recalled)
    if standing.status in {"happened", "claimed"} and is_state:
        return Standing("ongoing", standing.is_recalled)
    return standing


def _is_in_state(verb: Token) -> bool:
    """True for a participle that tells a state ("the *besieged* town", "the town is now *cut off*")."""
    if verb.dep_ in {"amod", "acl"}:
        return True
    return clauses.is_passive(verb) and any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in _PRESENT for child in verb.children
    )


def _is_decided(trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for what is only ordered, authorised or, of movements, announced: it is still to come."""
    verb = trigger.carrier or trigger.head
    if clauses.first_conjunct(trigger.head).dep_ in {*clauses.OBJECT, *clauses.PASSIVE_SUBJECT}:
        verb = clauses.first_conjunct(trigger.head).head
    is_announced = lemma(verb) in lexicon.announcing and trigger.kind in lexicon.announced
    is_promised = lemma(trigger.head) in lexicon.promising
    return is_promised or (verb.pos_ == "VERB" and (lemma(verb) in lexicon.deciding or is_announced))


def _causes(mentions: list[EventMention], lexicon: Lexicon) -> dict[int, list[int]]:
    """Head of a mention to heads of mentions of the same happening, by syntax: an attack and the harm it did."""
    linked: dict[int, list[int]] = {}
    group_of = {mention.trigger.head.i: mention.kind.group for mention in mentions}
    for mention in mentions:
        for verb in harm_of(mention.trigger, mention.kind, lexicon, DAMAGE):
            linked.setdefault(verb.i, []).append(mention.trigger.head.i)
            linked.setdefault(mention.trigger.head.i, []).append(verb.i)
        head = mention.trigger.head
        group_before = group_of.get(clauses.first_conjunct(head).i, "attack")
        if mention.kind.group in EFFECTS and head.dep_ == "conj" and group_before in _HARMFUL:
            linked.setdefault(head.i, []).append(clauses.first_conjunct(head).i)
            linked[head.i].append(head.head.i)
        shot = clauses.clause_head(head.head) if head.dep_ == "acl" and mention.kind.group == "attack" else head
        if shot.i != head.i and group_of.get(shot.i) == "attack":
            linked.setdefault(head.i, []).append(shot.i)
    for purpose, means in _purposes(mentions):
        linked.setdefault(purpose, []).append(means)
    return linked


def _purposes(mentions: list[EventMention]) -> Iterator[tuple[int, int]]:
    """Heads of what is told as the purpose of another, and of that other ("fired shots *to disperse* the crowd")."""
    of_verb = {
        verb.i: mention for mention in mentions for verb in (mention.trigger.head, mention.trigger.carrier) if verb
    }
    for mention in mentions:
        head = mention.trigger.head
        means = of_verb.get(head.head.i) if head.dep_ in _OF_PURPOSE and head.tag_ == "VB" else None
        if means is None or means is mention:
            continue
        is_same = means.kind.group == mention.kind.group == "attack" or means.kind.merges == mention.kind.merges
        if is_same or (means.trigger.is_nominal and means.kind.group == "attack" and mention.kind.group == "territory"):
            yield head.i, means.trigger.head.i


def _causes_first(mentions: list[EventMention], cause_of: dict[int, list[int]], lexicon: Lexicon) -> list[EventMention]:
    """The mentions, each attack taken up again before the harm told of it ("two were hurt in *the attack*")."""
    taken_up = {mention.trigger.head.i: mention for mention in mentions if is_definite(mention, lexicon)}
    ordered: dict[int, EventMention] = {}
    for mention in mentions:
        for head in cause_of.get(mention.trigger.head.i, ()):
            if head in taken_up and mention.kind.group in EFFECTS:
                ordered.setdefault(head, taken_up[head])
        ordered.setdefault(mention.trigger.head.i, mention)
    return list(ordered.values())


def _link_headline(mentions: list[EventMention], linked: dict[int, list[int]], lexicon: Lexicon) -> None:
    """Link an attack and the harm that one clause of a headline tells of, however the parser took the clause."""
    told = [mention for mention in mentions if mention.in_headline]
    for left, right in pairwise(told):
        kinds = [left.kind.group, right.kind.group]
        between = left.trigger.head.doc[left.trigger.end : right.trigger.start]
        is_one_clause = not any(t.is_punct or t.is_space or t.lower_ in lexicon.headline_breaks for t in between)
        if is_one_clause and kinds.count("attack") == 1 and any(kind in EFFECTS for kind in kinds):
            linked.setdefault(left.trigger.head.i, []).append(right.trigger.head.i)
            linked.setdefault(right.trigger.head.i, []).append(left.trigger.head.i)


def _left_out(mention: EventMention, lexicon: Lexicon) -> str | None:
    """Why a mention that takes up no event told before tells of none either; None where it tells of one."""
    if mention.trigger.is_weak and not _is_told(mention, lexicon):
        return "weak"
    is_plural = mention.trigger.head.tag_ in {"NNS", "NNPS"}
    if (is_bare(mention) and is_plural) or _is_each(mention, lexicon) or _is_general_denial(mention, lexicon):
        return "general"
    if _is_only_ended(mention, lexicon):
        return "only ended"
    is_undone = mention.standing.status in {"did_not_happen", "denied"}
    if is_undone and (mention.kind.group == "rejection" or _is_nobody(mention, lexicon)):
        return "denied"
    return None


def _why_taken_up(mention: EventMention, happenings: list[Happening], lexicon: Lexicon) -> str | None:
    """A reason where a noun with an article and nothing else takes up violence told before ("the massacre")."""
    if not is_definite(mention, lexicon) or mention.kind.group not in _TAKEN_UP or mention.filling.arguments:
        return None
    alike = {mention.kind.group} if mention.kind.group not in _VIOLENCE else _VIOLENCE
    is_told = any(told.first.kind.group in alike and not told.is_headline for told in happenings)
    is_modified = any(child.dep_ in {"relcl", "acl"} for child in mention.trigger.head.children)
    return "taken up" if is_told and not is_modified else None


def _is_general_denial(mention: EventMention, lexicon: Lexicon) -> bool:
    """True for what somebody says they never do ("we *do not kill* scholars")."""
    head = mention.trigger.head
    if mention.standing.status not in {"did_not_happen", "denied"}:
        return False
    return not mention.trigger.is_nominal and any(
        c.dep_ == "aux" and c.tag_ in _PRESENT and lemma(c) in lexicon.doing for c in head.children
    )


def _is_each(mention: EventMention, lexicon: Lexicon) -> bool:
    """True for a noun of each and every such event ("as in *every* shooting by police")."""
    children = mention.trigger.head.children if mention.trigger.is_nominal else ()
    return any(child.dep_ == "det" and child.lower_ in lexicon.each for child in children)


def _is_nobody(mention: EventMention, lexicon: Lexicon) -> bool:
    """True for harm that came to nobody ("no one was hurt"): a toll, no event."""
    if mention.kind.group not in EFFECTS or mention.trigger.head.pos_ != "VERB":
        return False
    harmed = [*clauses.patients(mention.trigger.head), *clauses.agents(mention.trigger.head)]
    return any(
        lemma(one) in lexicon.nobody | lexicon.negating or any(c.lower_ in lexicon.negating for c in one.children)
        for one in harmed
    )


def _is_only_ended(mention: EventMention, lexicon: Lexicon) -> bool:
    """True for fighting that is only said to be over, without any of its sides ("military operations had ended")."""
    verb = mention.trigger.occurrence
    has_side = any(argument.role in DONE_TO | DOERS for argument in mention.filling.arguments)
    return verb is not None and lemma(verb) in lexicon.ending and mention.kind.group == "attack" and not has_side


def _is_told(mention: EventMention, lexicon: Lexicon) -> bool:
    """True where a weak noun tells of an event of its own: an event verb takes it, or it names its sides."""
    trigger = mention.trigger
    if trigger.carrier is not None or trigger.occurrence is not None:
        return True
    if {argument.role for argument in mention.filling.arguments} - {"time", "place"}:
        return True
    when, where = mention.filling.time, mention.filling.place
    if when is not None and (where is not None or mention.kind.name in _DATED):
        return True
    head = trigger.head.head
    return trigger.head.dep_ in {"nsubj", "nsubjpass", "dobj"} and lemma(head) in lexicon.active | lexicon.passive


def _event(parsed: Parsed, happening: Happening) -> Event:
    first = happening.first
    trigger = parsed.span(first.trigger.start, first.trigger.end)
    ordered = [first, *(mention for mention in happening.mentions if mention is not first)]
    arguments: list[Argument] = []
    for mention in ordered:
        for argument in mention.filling.arguments:
            if argument.role == "victim":
                arguments = [a for a in arguments if (a.role, a.start) != ("target", argument.start)]
            if not any(_repeats(known, argument) for known in arguments):
                arguments.append(argument)
    standings = [mention.standing for mention in ordered]
    quote = _quote(parsed, first)
    further = [parsed.span(m.trigger.start, m.trigger.end) for m in ordered[1:]]
    return Event(
        id=identify("ev", parsed.document.id, first.kind.name, trigger.start, trigger.end),
        document=parsed.document.id,
        reader=READER,
        kind=first.kind.name,
        trigger=trigger,
        arguments=tuple(sorted(arguments, key=lambda a: (a.start, a.end, a.role))),
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


def _quote(parsed: Parsed, mention: EventMention) -> Span:
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
