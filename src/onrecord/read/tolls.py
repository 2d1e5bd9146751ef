"""Tolls: counts of people killed, injured, missing, held, driven out or besieged, with who is counted and by whom.

In: a parsed document and the rows found before (mentions, times, claims, events). Out: `Toll` rows, and events with the
figures of the tolls tied to them.

Method: statements of harm (`onrecord.read.harm`) with the parts of totals (`onrecord.read.toll_parts`) become drafts
with population, source, place, times, standing and event; drafts that count the same people are merged
(`onrecord.read.toll_merging`). A toll's source is that of the innermost claim in whose content its figure stands; a
part without a source of its own has that of its total. A single person harmed in background to the news is an event,
not a toll. The people who did the harm are never the population.

Does not find: harm told without a figure; sums that the reader must add up.
Known errors: two incidents of one day in one report with equal figures are taken for one.

Reference: the bounds follow UCDP GED (best, low, high), Sundberg and Melander, Journal of Peace Research 50(4), 2013.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import Event, Figure, Mention, Population, Rows, Source, Span, Time, Toll, identify
from onrecord.read.figures import Quantity, find_quantities
from onrecord.read.harm import find_harm
from onrecord.read.harm_people import Harm
from onrecord.read.harm_words import words_of_harm
from onrecord.read.populations import People
from onrecord.read.status import Standing, status_of
from onrecord.read.toll_drafts import Draft, Person, person_of
from onrecord.read.toll_merging import merged
from onrecord.read.toll_parts import place_of, with_parts
from onrecord.read.toll_tables import find_table_drafts
from onrecord.syntax import Parsed, clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "tolls 1"
_LONGEST_SPAN = 16
_LEAD_IN = 3
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "appos", "ROOT"})
"""Where a person stands that a pronoun can point back to."""
_NEWS_DAYS = 31
"""What a sentence dates further back than this is background to the news."""
_STANCES = frozenset({"asserts", "confirms", "accuses", "reports_unconfirmed"})
_NONE = Figure(0, 0, 0)
_ONE = Figure(1, 1, 1)
_FILLED = {"killed": ("killed",), "injured": ("injured",), "captured": ("captured", "detained")}


_GENERAL_KINDS: Mapping[str, frozenset[str]] = {
    "held": frozenset({"arrest", "abduction", "raid"}),
    "killed": frozenset({"killing", "death", "shooting", "injury", "attack", "armed_clash"}),
    "injured": frozenset({"killing", "death", "shooting", "injury", "attack", "armed_clash"}),
}
"""Kinds of events that one incident can be told as, by what happened to the people."""


def find_tolls(parsed: Parsed, rows: Rows) -> list[Toll]:
    """Every count of people harmed, in text order.

    Events told as background get the figures of people told of one by one, who make no toll of the report.
    """
    quantities = find_quantities(parsed)
    people = People(parsed, rows)
    in_text = [quantity for quantity in quantities if not parsed.in_table(parsed.doc[quantity.start])]
    harms, totals = with_parts(parsed, people, in_text, find_harm(parsed, people, in_text))
    maker = _DraftMaker(parsed, rows, people, in_text)
    drafts = [maker.draft(harm) for harm in harms]
    for draft, total in zip(drafts, totals, strict=True):
        if total is not None:
            draft.total = drafts[total]
            _inherit(draft, drafts[total])
    of_tables = find_table_drafts(parsed, rows, people, quantities)
    stand = merged([*(draft for draft in drafts if not _is_hidden(draft)), *of_tables])
    _tie(stand, rows)
    for draft in stand:
        whole = draft.standing_total
        draft.event = draft.event or (whole.event if whole is not None else None)
    _fill_background(merged(draft for draft in drafts if _is_hidden(draft)), rows)
    return _rows(parsed, sorted(stand, key=lambda draft: draft.place_token))


def _first_of_body(parsed: Parsed) -> int:
    """Token at which the body begins: what stands before it (title, publisher, date) ends in no full stop."""
    for sentence in parsed.doc.sents:
        last = next((token for token in reversed(sentence) if not (token.is_space or token.is_quote)), None)
        if last is not None and last.tag_ == ".":
            return sentence.start
    return 0


def _is_finite_past(trigger: Token) -> bool:
    """As in "worked on her before she was pronounced dead": in the past, hence no plan."""
    helpers = [child for child in trigger.children if child.dep_ in {"aux", "auxpass"}]
    return not any(h.tag_ in {"MD", "TO"} for h in helpers) and any(t.tag_ == "VBD" for t in (trigger, *helpers))


def _is_hidden(draft: Draft) -> bool:
    """A single person harmed in background to the news is no count of this report."""
    return draft.is_single and draft.is_recalled and draft.total is None


def _fill_background(hidden: Iterable[Draft], rows: Rows) -> None:
    """Give events told as background the number of those harmed one by one, who make no toll of this report."""
    counts: Counter[tuple[str, str]] = Counter()
    for draft in hidden:
        if draft.event is not None and draft.event.is_recalled and draft.is_told:
            measure = next((name for name, measures in _FILLED.items() if draft.measure in measures), None)
            if measure is not None:
                counts[draft.event.id, measure] += 1
    for place, event in enumerate(rows.events):
        killed, injured, captured = (_exactly(counts[event.id, measure]) for measure in _FILLED)
        rows.events[place] = replace(
            event,
            killed=killed or event.killed,
            injured=injured or event.injured,
            captured=captured or event.captured,
        )


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
    additive = words_of_harm(language).entries["additive"]
    filled = []
    for event in events:
        own = [toll for toll in tolls if toll.event == event.id and toll.part_of is None]
        figures = {
            name: _sum([toll for toll in own if toll.measure in measures], additive)
            for name, measures in _FILLED.items()
        }
        if figures["injured"] is None:
            figures["injured"] = _rest(
                _sum([toll for toll in own if toll.measure == "affected"], additive), figures["killed"]
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


def _sum(tolls: Sequence[Toll], additive: Iterable[str]) -> Figure | None:
    """One figure for the totals of an event."""
    chosen: list[Toll] = []
    for toll in tolls:
        rival = next((other for other in chosen if _is_rival(toll, other, additive)), None)
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


def _is_rival(toll: Toll, other: Toll, additive: Iterable[str]) -> bool:
    """True where two totals of one event tell of the same people: neither adds to the other."""
    if _size(toll) <= 1 or _size(other) <= 1:
        return False
    words = {word.strip(",.").lower() for span in toll.spans[:1] for word in span.text.split()}
    if words & set(additive):
        return False
    one, two = toll.population.class_, other.population.class_
    return one == two or "people" in {one, two}


def _size(toll: Toll) -> int:
    return next((value for value in (toll.best, toll.low, toll.high) if value is not None), 0)


class _DraftMaker:
    """Turns statements of harm into drafts."""

    def __init__(self, parsed: Parsed, rows: Rows, people: People, quantities: Sequence[Quantity]) -> None:
        self.parsed = parsed
        self.doc = parsed.doc
        self.rows = rows
        self.people = people
        self.ages = [quantity for quantity in quantities if quantity.is_age]
        self.entries = words_of_harm(parsed.language).entries
        self.sentence_of = {token.i: n for n, sentence in enumerate(self.doc.sents) for token in sentence}
        self.first_of_body = _first_of_body(parsed)

    def draft(self, harm: Harm) -> Draft:
        """The draft of one statement."""
        trigger = self.doc[harm.trigger]
        standing = self._standing(harm, trigger)
        is_running, is_cumulative = self._is_cumulative(harm, trigger)
        event = None if is_cumulative and not is_running else self._event(harm, trigger)
        quantity, head = harm.quantity, self.doc[harm.head] if harm.head is not None else None
        figure = Figure(quantity.low, quantity.best, quantity.high) if quantity else _NONE if harm.is_none else _ONE
        spans = self._spans(harm)
        since, as_of = self._times(trigger)
        person = self._person(harm, head)
        return Draft(
            measure=harm.measure,
            figure=figure,
            qualifier=quantity.qualifier if quantity else "exactly",
            population=self._population(harm, head),
            place_token=place_of(harm),
            sentence=self.sentence_of[harm.trigger],
            is_title=harm.trigger < self.first_of_body,
            spans=spans,
            status=standing.status,
            is_recalled=standing.is_recalled
            or (event is not None and event.is_recalled)
            or self._is_record(trigger)
            or self._is_long_past(trigger),
            is_weak=harm.is_weak,
            is_described=harm.is_described,
            is_self=harm.is_self,
            is_definite=self._is_definite(harm),
            is_additive=not harm.is_described and self._is_additive(harm, trigger),
            is_cumulative=is_cumulative,
            is_running=is_running,
            person=person,
            persons=[person] if person else [],
            source=self._source(place_of(harm)),
            event=event,
            day=self._day(event),
            place=event.place if event is not None and event.place is not None else self._place(trigger),
            since=since,
            as_of=as_of,
        )

    # ---- people -----------------------------------------------------------------------------------------------------

    def _person(self, harm: Harm, head: Token | None) -> Person | None:
        if head is None or harm.is_none:
            return None
        if harm.quantity is not None:
            q = harm.quantity
            if not q.low == q.best == q.high == 1:
                return None
            if q.is_partitive:
                one = person_of(head, [], self.people.words)
                return replace(one, is_definite=True, is_plain=True, is_pronoun=False)
        named = self._meant_by(head) if head.lower_ in self.entries["single_pronouns"] else None
        if named is None:
            return person_of(head, self.ages, self.people.words)
        return replace(person_of(named, self.ages, self.people.words), is_definite=True, is_plain=True)

    def _meant_by(self, pronoun: Token) -> Token | None:
        """The person named last before a pronoun, in its sentence or the one before."""
        sex = person_of(pronoun, [], self.people.words).sex
        begin = pronoun.sent.start
        begin = self.doc[begin - 1].sent.start if begin > 0 else begin
        for i in range(pronoun.i - 1, begin - 1, -1):
            token = self.doc[i]
            if token.dep_ in _STANDING and self.people.is_single(token) and token.pos_ != "PRON":
                person = person_of(token, self.ages, self.people.words)
                if person.sex in {None, sex} and (person.names or person.sex == sex):
                    return token
        return None

    def _population(self, harm: Harm, head: Token | None) -> Population:
        quantity = harm.quantity
        if head is not None and head.lower_ in words_of_harm(self.parsed.language).states and not harm.subjects:
            # "17 dead" names nobody
            return Population()
        if harm.subjects:
            first, last = self.doc[harm.subjects[0]], self.doc[harm.subjects[-1]]
            start, end = self.people.phrase(first)[0], self.people.phrase(last)[1]
            return replace(self.people.population(first), text=self.parsed.span(start, max(start + 1, end)).text)
        if quantity is not None and (head is None or quantity.start <= head.i < quantity.end or head.i == harm.trigger):
            own = head is not None and head.i >= quantity.end
            return self.people.population(head, quantity) if own else Population()
        if head is not None and head.pos_ == "PRON" and clauses.antecedent(head).i != head.i:
            head, quantity = clauses.antecedent(head), None
        return self.people.population(head, quantity)

    # ---- circumstances ----------------------------------------------------------------------------------------------

    def _standing(self, harm: Harm, trigger: Token) -> Standing:
        standing = status_of(self.parsed, self.rows, trigger)
        is_zero = harm.is_none or (harm.quantity is not None and harm.quantity.is_none)
        if is_zero and standing.status == "did_not_happen":
            return replace(standing, status="happened")
        if standing.status == "planned" and _is_finite_past(trigger):
            return replace(standing, status="happened")
        return standing

    def _is_record(self, trigger: Token) -> bool:
        """Harm told as what somebody is known or suspected to have done before: background to the news."""
        for governor in trigger.ancestors:
            if governor.lower_ in self.entries["records"] or governor.lemma_.lower() in self.entries["records"]:
                doers = clauses.agents(governor) or clauses.patients(governor) or clauses.agents(governor.head)
                return any(
                    d.tag_ == "NNP" or self.people.is_single(d) or d.lower_ in self.entries["single_pronouns"]
                    for d in doers
                )
        return False

    def _is_long_past(self, trigger: Token) -> bool:
        """True where the sentence dates what it tells well before the report."""
        if self.parsed.document.published is None:
            return False
        limit = (date.fromisoformat(self.parsed.document.published) - timedelta(days=_NEWS_DAYS)).isoformat()
        span = self.parsed.span(trigger.sent.start, trigger.sent.end)
        return any(
            time.kind == "date" and time.latest is not None and time.latest < limit
            for time in self.rows.times
            if span.start <= time.start < span.end
        )

    def _is_additive(self, harm: Harm, trigger: Token) -> bool:
        words = self.entries["additive"]
        start = harm.quantity.start if harm.quantity is not None else place_of(harm)
        beside = list(self.doc[max(start - _LEAD_IN, trigger.sent.start) : start])
        if harm.quantity is not None:
            beside.extend(self.doc[harm.quantity.start : harm.quantity.end])
            following = harm.quantity.number_end
            if following < len(self.doc) and self.doc[following].lower_ in self.entries["more"]:
                return True
        beside.extend(child for child in trigger.children if child.dep_ == "advmod")
        beside.extend(self.doc[trigger.sent.start : trigger.sent.start + _LEAD_IN])
        if harm.head is not None:
            head = self.doc[harm.head]
            beside.append(head)
            if any(doer.lemma_ == head.lemma_ for doer in clauses.agents(trigger)):
                # "a boy shot another boy": other than the one who shot
                beside = [token for token in beside if head.i not in {token.i, token.head.i}]
            else:
                beside.extend(child for child in head.children if child.dep_ in {"amod", "det"})
        return any(token.lower_ in words for token in beside)

    def _is_definite(self, harm: Harm) -> bool:
        """As in "The two men were shot": people told of before."""
        if harm.quantity is None or harm.quantity.start == 0:
            return False
        form = str(self.doc[harm.quantity.start - 1].morph)
        return "Definite=Def" in form or "PronType=Dem" in form

    def _is_cumulative(self, harm: Harm, trigger: Token) -> tuple[bool, bool]:
        """Whether a figure is a running count of one incident, and whether it is a count over time at all."""
        cumulative = self.entries["cumulative"]
        clause = " ".join(token.lower_ for token in trigger.sent)
        is_running = any(f" {phrase} " in f" {clause} " for phrase in cumulative["running"])
        own = {token.lower_ for token in trigger.subtree}
        is_long = bool(own & set(cumulative["words"])) or any(phrase in clause for phrase in cumulative["phrases"])
        if harm.quantity is None or harm.quantity.is_none:
            return False, False
        return is_running and not is_long, is_running or is_long

    def _event(self, harm: Harm, trigger: Token) -> Event | None:
        """The event that a statement of harm tells of, or that brought it about."""
        by_token: dict[int, Event] = {}
        for event in self.rows.events:
            for span in (event.trigger, *event.spans):
                for token in self.parsed.tokens(span.start, span.end):
                    by_token.setdefault(token.i, event)
        trigger_events = {
            token.i: event
            for event in reversed(self.rows.events)
            for token in self.parsed.tokens(event.trigger.start, event.trigger.end)
        }
        if harm.trigger in trigger_events:
            return trigger_events[harm.trigger]
        within = [token.i for token in trigger.subtree]
        nearby = [*(a.i for a in clauses.agents(trigger)), *(t.i for t in trigger.ancestors), *within]
        return next((trigger_events[i] for i in nearby if i in trigger_events), by_token.get(harm.trigger))

    def _day(self, event: Event | None) -> str | None:
        time = next((t for t in self.rows.times if event is not None and t.id == event.time), None)
        return time.earliest if time is not None and time.earliest == time.latest else None

    def _source(self, place: int) -> Source | None:
        """The source of the innermost claim that a figure stands in."""
        start = self.parsed.span(place, place + 1).start
        holding = [
            claim
            for claim in self.rows.claims
            if claim.stance in _STANCES
            and claim.source.kind != "narrator"
            and any(span.start <= start < span.end for span in (claim.fragments or (claim.content,)))
        ]
        innermost = min(holding, key=lambda claim: claim.content.end - claim.content.start, default=None)
        return innermost.source if innermost is not None else None

    def _place(self, trigger: Token) -> str | None:
        """The place that the statement itself names."""
        for token in trigger.subtree:
            if token.dep_ == "pobj" and token.head.head.i == trigger.i:
                mention: Mention | None = self.rows.mention_at_head(token.i, ("place",))
                if mention is not None:
                    return mention.id
        return None

    def _times(self, trigger: Token) -> tuple[str | None, str | None]:
        """Ids of the times since when and as of when a figure counts."""
        since = as_of = None
        start, end = self.parsed.span(trigger.sent.start, trigger.sent.end).start, trigger.sent.end
        limit = self.parsed.span(end - 1, end).end
        for time in self.rows.times:
            if not start <= time.start < limit:
                continue
            before = self._words_before(time)
            if before in self.entries["cumulative"]["since"]:
                since = since or time.id
            elif before in self.entries["as_of"] and trigger.dep_ != "agent":
                as_of = as_of or time.id
        return since, as_of

    def _words_before(self, time: Time) -> str:
        tokens = self.parsed.tokens(time.start, time.end)
        if not len(tokens):
            return ""
        first = tokens[0].lower_
        if first in self.entries["cumulative"]["since"] or first in self.entries["as_of"]:
            return str(first)
        return str(self.doc[tokens.start - 1].lower_) if tokens.start else ""

    def _spans(self, harm: Harm) -> list[Span]:
        """The words that carry a toll: figure, people and the word of harm, in one span where they stand together."""
        places = [harm.trigger, place_of(harm)]
        if harm.quantity is not None:
            places += [harm.quantity.start, harm.quantity.end - 1]
        if harm.head is not None:
            places.append(harm.head)
        for child in self.doc[harm.trigger].children:
            if child.dep_ == "advmod" and child.lower_ in self.entries["additive"]:
                places.append(child.i)
        start, end = min(places), max(places) + 1
        if end - start <= _LONGEST_SPAN:
            return [self.parsed.span(start, end)]
        figure = [place for place in places if place != harm.trigger]
        return [
            self.parsed.span(min(figure), max(figure) + 1)
            if max(figure) - min(figure) < _LONGEST_SPAN
            else self.parsed.span(place_of(harm), place_of(harm) + 1),
            self.parsed.span(harm.trigger, harm.trigger + 1),
        ]


def _tie(drafts: Sequence[Draft], rows: Rows) -> None:
    """Tie the figures of one incident to one event.

    A report that tells first of an arrest and then of two more made in the same operation tells of one incident, even
    where each has a verb of its own. Figures of one measure are one incident's while their days and places agree and
    no word ("elsewhere", "separate") sets them apart.
    """
    places = {mention.id: mention.text.lower() for mention in rows.mentions}
    leads: list[Draft] = []
    of_news = [
        d for d in drafts if d.total is None and d.is_told and not (d.is_cumulative or d.is_recalled or d.is_tabled)
    ]
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


def _inherit(part: Draft, total: Draft) -> None:
    """A part is counted by whom, when and where its total is, where it says nothing else."""
    part.source = part.source or total.source
    part.is_cumulative = part.is_cumulative or total.is_cumulative
    part.since = part.since or total.since
    part.as_of = part.as_of or total.as_of
    part.place = part.place or total.place
    part.event = total.event
    if total.status != "happened" and part.status == "happened":
        part.status = total.status


def _rows(parsed: Parsed, drafts: Sequence[Draft]) -> list[Toll]:
    ids: dict[int, str] = {}
    for draft in drafts:
        figure = draft.figure
        ids[id(draft)] = identify(
            "to", parsed.document.id, draft.measure, draft.spans[0].start, draft.spans[0].end, draft.place_token,
            figure.low, figure.best, figure.high,
        )  # fmt: skip
    return [
        Toll(
            id=ids[id(draft)],
            document=parsed.document.id,
            reader=READER,
            measure=draft.measure,
            low=draft.figure.low,
            best=draft.figure.best,
            high=draft.figure.high,
            qualifier=draft.qualifier,
            population=draft.population,
            place=draft.place,
            since=draft.since,
            as_of=draft.as_of,
            counted_by=draft.source,
            part_of=ids.get(id(draft.standing_total)),
            event=draft.event.id if draft.event is not None else None,
            is_cumulative=draft.is_cumulative,
            status=draft.status,
            spans=tuple(draft.spans),
        )
        for draft in drafts
    ]
