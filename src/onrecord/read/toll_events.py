"""Tolls and the events that they count: which figures are one incident's, and the figures that an event has from them.

In: drafts or tolls, and events. Out: drafts tied to events; events with `killed`, `injured` and `captured`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Event, Figure, Rows, Toll
from onrecord.read.harm_words import HarmWords, words_of_harm
from onrecord.read.toll_drafts import TOLD, Draft
from onrecord.vocab.event_kinds import load_event_kinds

_FILLED = {"killed": ("killed",), "injured": ("injured",), "captured": ("captured", "detained")}
_GENERAL_KINDS: Mapping[str, frozenset[str]] = {
    "held": frozenset({"arrest", "abduction", "raid"}),
    "killed": frozenset({"killing", "death", "shooting", "injury", "attack", "armed_clash"}),
    "injured": frozenset({"killing", "death", "shooting", "injury", "attack", "armed_clash"}),
}
"""Kinds of events that one incident can be told as, by what happened to the people."""


_HARMFUL = frozenset({
    "attack", "death", "injury", "raid", "torture", "beating", "sexual_violence", "abduction", "destruction", "arson",
    "looting", "seizure", "interception", "siege", "protest", "riot", "military_exercise", "coup", "transport",
})  # fmt: skip
"""Groups and kinds of events in which people come to harm."""
_TAKING = frozenset({
    "attack", "arrest", "abduction", "raid", "seizure", "interception", "surrender", "protest", "riot", "coup", "siege",
})  # fmt: skip
"""Groups and kinds of events in which people are taken."""
_OUTCOMES = frozenset({"death", "injury", "killing"})
"""Kinds of events that tell what came of a deed, not the deed."""
_SUITS: Mapping[str, frozenset[str]] = {"killed": _HARMFUL, "injured": _HARMFUL, "held": _TAKING}
_SAME_SENTENCE = 150
"""Characters within which two figures stand in one sentence."""
_FARTHEST = 500
"""Characters between a figure and the event that it is taken to be of, where its own words name none."""


def tie(drafts: Sequence[Draft], rows: Rows) -> None:
    """Tie the figures of one incident to one event.

    A report that tells first of an arrest and then of two more made in the same operation tells of one incident, even
    where each has a verb of its own. Figures of one measure are one incident's while their days and places agree and
    no word ("elsewhere", "separate") sets them apart.
    """
    places = {mention.id: mention.text.lower() for mention in rows.mentions}
    of_news = [
        d for d in drafts if d.total is None and d.is_told and not (d.is_cumulative or d.is_recalled or d.is_tabled)
    ]
    kinds = {event.id: _names_of(event) for event in rows.events}
    for draft in of_news:
        if draft.event is not None and not _suits(draft, draft.event, kinds):
            draft.event = None
    _take_from_parts(drafts, kinds)
    _join_leads(of_news, places)
    counted = {draft.event.id for draft in of_news if draft.event is not None and draft.count > 0}
    for draft in of_news:
        if draft.event is None and draft.count > 0 and draft.family in _SUITS:
            of_others = _nearest(draft, [event for event in rows.events if event.id in counted], kinds)
            draft.event = of_others or _nearest(draft, rows.events, kinds)


def _take_from_parts(drafts: Sequence[Draft], kinds: Mapping[str, frozenset[str]]) -> None:
    """A total told by its outcome alone ("four people are dead") is of the deed that its parts are told of."""
    for part in drafts:
        total, event = part.standing_total, part.event
        if total is None or event is None or event.status not in TOLD or event.is_recalled:
            continue
        is_outcome = total.event is None or total.event.kind in _OUTCOMES
        if is_outcome and event.kind not in _OUTCOMES and _suits(total, event, kinds):
            total.event = event


def _join_leads(of_news: Sequence[Draft], places: Mapping[str, str]) -> None:
    """Give figures of one incident the event of the first of them that has one."""
    leads: list[Draft] = []
    for draft in sorted(of_news, key=lambda d: (d.measure == "affected", d.event is None)):
        lead = next((lead for lead in leads if _is_one_incident(draft, lead, places)), None)
        if draft.measure == "affected" and draft.is_weak:
            # of those shot some died: one incident with the dead
            lead = next((lead for lead in leads if lead.measure == "killed"), None)
            draft.event = lead.event if lead is not None else draft.event
            for dead in of_news:
                if dead.measure == "killed" and dead.event is None:
                    dead.event = draft.event
            continue
        if lead is None and draft.event is not None and draft.count > 0:
            leads.append(draft)
        elif lead is not None:
            draft.event = lead.event


def _names_of(event: Event) -> frozenset[str]:
    kind = load_event_kinds().get(event.kind)
    return frozenset({event.kind, kind.group if kind is not None else event.kind})


def _suits(draft: Draft, event: Event, kinds: Mapping[str, frozenset[str]]) -> bool:
    """True where an event of its kind can have brought the harm about."""
    wanted = _SUITS.get(draft.family)
    return wanted is None or bool(kinds[event.id] & wanted)


def _nearest(draft: Draft, events: Iterable[Event], kinds: Mapping[str, frozenset[str]]) -> Event | None:
    """The event of the news told nearest to a figure whose own words name none, before it rather than after it."""
    start = draft.spans[0].start
    near = [
        (abs(start - event.trigger.start) + (event.trigger.start > start) * _FARTHEST // 3, event)
        for event in events
        if event.status in TOLD and not event.is_recalled and _suits(draft, event, kinds)
        if draft.place is None or event.place is None or draft.place == event.place
    ]
    distance, event = min(near, key=lambda pair: pair[0], default=(_FARTHEST, None))
    return event if distance < _FARTHEST else None


def recall(drafts: Iterable[Draft], rows: Rows) -> None:
    """Mark as background the events told only as somebody's record ("behind the attack that killed 3")."""
    standing: dict[str, list[bool]] = {}
    for draft in drafts:
        if draft.own_event is not None:
            standing.setdefault(draft.own_event, []).append(draft.is_of_record)
    for place, event in enumerate(rows.events):
        if all(standing.get(event.id, [False])):
            rows.events[place] = replace(event, is_recalled=True)


def _is_one_incident(draft: Draft, lead: Draft, places: Mapping[str, str]) -> bool:
    if draft.family != lead.family or lead.event is None or draft.count == 0:
        return False
    if draft.day is not None and lead.day is not None and draft.day != lead.day:
        return False
    one, two = (places.get(d.event.place or "") if d.event is not None else None for d in (draft, lead))
    if one is not None and two is not None and one != two:
        return False
    kinds = {draft.event.kind if draft.event is not None else lead.event.kind, lead.event.kind}
    return len(kinds) == 1 or kinds <= _GENERAL_KINDS.get(draft.family, frozenset())


def fill_background(hidden: Iterable[Draft], rows: Rows) -> None:
    """Give events told as background the number of those harmed one by one, who make no toll of this report.

    The death of one person who is named is the death of one, wherever it is told.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for draft in hidden:
        if draft.event is not None and draft.event.is_recalled and draft.is_told:
            measure = next((name for name, measures in _FILLED.items() if draft.measure in measures), None)
            if measure is not None:
                counts[draft.event.id, measure] += 1
    persons = {mention.id for mention in rows.mentions if mention.kind == "person" and mention.form == "name"}
    for place, event in enumerate(rows.events):
        killed, injured, captured = (_exactly(counts[event.id, measure]) for measure in _FILLED)
        rows.events[place] = replace(
            event,
            killed=killed or event.killed or _one_named(event, persons),
            injured=injured or event.injured,
            captured=captured or event.captured,
        )


def _one_named(event: Event, persons: Collection[str]) -> Figure | None:
    """One, for the death of a single person who is named ("shot dead Oren Dask")."""
    if event.status not in TOLD or "death" not in _names_of(event):
        return None
    harmed = [argument for argument in event.arguments if argument.role in {"victim", "target"}]
    return _exactly(1) if len(harmed) == 1 and harmed[0].entity in persons else None


def _exactly(count: int) -> Figure | None:
    return Figure(count, count, count) if count else None


def with_figures(events: Sequence[Event], tolls: Sequence[Toll], language: str = "en") -> list[Event]:
    """Events with `killed`, `injured` and `captured` from the tolls tied to them (totals; parts are in their totals).

    Several totals of one event are added where the text adds them (different people in one sentence, "another two");
    otherwise the larger is taken, since it is the same harm told again. Where the text counts all who were shot and
    those of them who died, the others are the injured.

    Args:
        events: Events of a document.
        tolls: Its tolls.
        language: ISO 639-1 code of the vocabulary that tells what adds ("another", "also").
    """
    words = words_of_harm(language)
    filled = []
    for event in events:
        own = [toll for toll in tolls if toll.event == event.id and toll.part_of is None]
        if event.status in TOLD:
            own = [toll for toll in own if toll.status in TOLD]
        figures = {
            name: _sum([toll for toll in own if toll.measure in measures], words, tolls)
            for name, measures in _FILLED.items()
        }
        if figures["injured"] is None:
            figures["injured"] = _rest(
                _sum([toll for toll in own if toll.measure == "affected"], words, tolls), figures["killed"]
            )
        filled.append(
            replace(
                event,
                killed=figures["killed"] or event.killed,
                injured=figures["injured"] or event.injured,
                captured=figures["captured"] or event.captured,
            )
        )
    return filled


def _rest(affected: Figure | None, killed: Figure | None) -> Figure | None:
    """Those hurt, where the text counts all who were shot and those of them who died."""
    if affected is None or killed is None or affected.best is None or killed.best is None:
        return None
    rest = affected.best - killed.best
    return Figure(rest, rest, rest) if rest > 0 else None


def _sum(tolls: Sequence[Toll], words: HarmWords, around: Sequence[Toll]) -> Figure | None:
    """One figure for the totals of an event, told among other tolls."""
    chosen: list[Toll] = []
    for toll in tolls:
        rival = next((other for other in chosen if _is_rival(toll, other, words, around)), None)
        if rival is None:
            chosen.append(toll)
        elif _size(toll) > _size(rival):
            chosen[chosen.index(rival)] = toll
    if not chosen:
        return None
    figures = [Figure(toll.low, toll.best, toll.high) for toll in chosen]
    if len(figures) == 1:
        return figures[0]
    lows = [figure.low if figure.low is not None else figure.best for figure in figures]
    bests = [figure.best for figure in figures]
    highs = [figure.high for figure in figures]
    return Figure(_total(lows), _total(bests), _total(highs))


def _total(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _is_beside_other_harm(toll: Toll, tolls: Sequence[Toll]) -> bool:
    """As in "Killed 14 and wounded 21 others": others than the dead, not than the wounded told of before."""
    start = toll.spans[0].start
    return any(
        other.measure != toll.measure
        and 0 < start - other.spans[0].start < _SAME_SENTENCE
        and other.event == toll.event
        for other in tolls
    )


def _is_rival(toll: Toll, other: Toll, vocabulary: HarmWords, tolls: Sequence[Toll]) -> bool:
    """True where two totals of one event tell of the same people: neither adds to the other."""
    additive, relative = vocabulary.entries["additive"], vocabulary.entries["relative"]
    if _size(toll) <= 1 or _size(other) <= 1:
        return False
    words = {word.strip(",.").lower() for span in toll.spans[:1] for word in span.text.split()} & set(additive)
    if words and not (words <= set(relative) and _is_beside_other_harm(toll, tolls)):
        return False
    if any(one.start < two.end and two.start < one.end for one in toll.spans for two in other.spans):
        # told with one verb ("killed two soldiers and three guards")
        return False
    one, two = toll.population.class_, other.population.class_
    return one == two or "people" in {one, two}


def _size(toll: Toll) -> int:
    return next((value for value in (toll.best, toll.low, toll.high) if value is not None), 0)
