"""Statements of harm made into drafts of tolls: who is counted, by whom, where, when, and how the statement stands.

In: a statement of harm and the rows of its document. Out: a `Draft`, not yet compared with any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import Event, Figure, Mention, Population, Rows, Span, Time
from onrecord.read.figures import Quantity
from onrecord.read.harm_people import Harm
from onrecord.read.harm_words import words_of_harm
from onrecord.read.populations import People
from onrecord.read.status import Standing, status_as_counted, status_of
from onrecord.read.toll_additions import additive_words, ordinal_of
from onrecord.read.toll_drafts import Draft, Person, person_of, sex_of
from onrecord.read.toll_sources import as_count, counter_of, source_at
from onrecord.read.toll_totals import place_of
from onrecord.syntax import Parsed, clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_SPAN = 16
_SHORT_SPAN = 5
"""Words within which a phrase of time names its unit ("in the past 24 hours")."""
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "appos", "ROOT"})
"""Where a person stands that a pronoun can point back to."""
_FREE = frozenset({"ROOT", "conj", "ccomp", "advcl", *clauses.RELATIVE})
"""Clauses with a subject of their own, which the subject of what governs them says nothing about."""
_NEWS_DAYS = 31
"""What a sentence dates further back than this is background to the news."""
_NONE = Figure(0, 0, 0)
_ONE = Figure(1, 1, 1)


class DraftMaker:
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
        first = self.doc[self.first_of_body] if len(self.doc) else None
        self.end_of_lead = first.sent.end if first is not None else 0
        self.events = _events_by_token(parsed, rows)

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
        if person is not None and harm.trigger < self.first_of_body and person.noun in self.people.words.class_of:
            person = replace(person, names=frozenset())  # titles write any word like a name
        is_of_record = self._is_record(trigger)
        own_event = self.events[1].get(harm.trigger)
        source = source_at(self.parsed, self.rows, place_of(harm))
        if source is None and standing.status in {"happened", "claimed"}:
            source = counter_of(self.parsed, self.people, trigger)
            if source is not None:
                standing = replace(standing, status="claimed")
        standing = as_count(standing, has_source=source is not None)
        added_by = set() if harm.is_described else additive_words(self.doc, self.entries, harm, trigger)
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
            or is_of_record
            or self._is_long_past(trigger),
            is_of_record=is_of_record,
            own_event=own_event.id if own_event is not None else None,
            is_nominal=trigger.pos_ == "NOUN",
            is_lead=self.first_of_body <= harm.trigger < self.end_of_lead,
            is_weak=harm.is_weak,
            is_survived=harm.is_survived,
            is_described=harm.is_described,
            is_self=harm.is_self,
            is_definite=self._is_definite(harm),
            is_at_large=harm.head is None or self.doc[harm.head].lower_ in self.entries["at_large"],
            is_additive=bool(added_by),
            ordinal=ordinal_of(self.doc, self.entries, harm),
            is_added_word=bool(added_by) and added_by <= set(self.entries["loosely_additive"]),
            is_relative=bool(added_by) and added_by <= {*self.entries["loosely_additive"], *self.entries["relative"]},
            is_cumulative=is_cumulative,
            is_running=is_running,
            sex=sex_of([head.lemma_.lower()], self.people.words) if head is not None else None,
            person=person,
            persons=[person] if person else [],
            source=source,
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
        # "his son shot him": whoever does it to "him" is another
        is_object = pronoun.dep_ in clauses.OBJECT
        doers = {token.i for token in clauses.agents(pronoun.head)} if is_object else set()
        begin = pronoun.sent.start
        begin = self.doc[begin - 1].sent.start if begin > 0 else begin
        for i in range(pronoun.i - 1, begin - 1, -1):
            token = self.doc[i]
            if (
                token.i not in doers
                and (token.dep_ in _STANDING or (is_object and token.dep_ == "pobj"))
                and self.people.is_single(token)
                and token.pos_ != "PRON"
            ):
                person = person_of(token, self.ages, self.people.words)
                if person.sex in {None, sex} and (person.names or person.sex == sex):
                    return token
        return None

    def _population(self, harm: Harm, head: Token | None) -> Population:
        quantity = harm.quantity
        said = self._said_to_be(harm)
        if said is not None:
            return replace(self.people.population(said), text=None)
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

    def _said_to_be(self, harm: Harm) -> Token | None:
        """Who a clause says that part of the dead or hurt are."""
        if harm.quantity is None or not harm.quantity.is_partitive:
            return None
        number = self.doc[harm.quantity.number_end - 1]
        if number.dep_ not in clauses.SUBJECT or number.head.lemma_.lower() not in self.entries["identity"]:
            return None
        named = (c for c in number.head.children if c.dep_ == "attr" and c.i > number.i)
        return next((c for c in named if self.people.is_people(c)), None)

    # ---- circumstances ----------------------------------------------------------------------------------------------

    def _standing(self, harm: Harm, trigger: Token) -> Standing:
        standing = status_of(self.parsed, self.rows, trigger)
        is_zero = harm.is_none or (harm.quantity is not None and harm.quantity.is_none)
        if is_zero and standing.status in {"did_not_happen", "denied"}:
            return replace(standing, status="happened")
        if standing.status in {"happened", "predicted"} and trigger.head.lemma_.lower() in self.entries["feared"]:
            return replace(standing, status="unconfirmed")
        if standing.status == "planned" and (_is_finite_past(trigger) or self._is_found(trigger)):
            standing = replace(standing, status="happened")
        return replace(standing, status=status_as_counted(self.parsed, self.rows, trigger, standing.status))

    def _is_found(self, trigger: Token) -> bool:
        """As in "came in to find two men wounded": the infinitive tells what they found, not what was meant."""
        for verb in trigger.ancestors:
            if verb.lemma_.lower() in self.entries["finding"] and verb.dep_ in {"xcomp", "advcl"}:
                is_infinitive = any(child.tag_ == "TO" for child in verb.children)
                return is_infinitive and verb.head.tag_ in {"VBD", "VBN"}
        return False

    def _is_record(self, trigger: Token) -> bool:
        """Harm told as what somebody is known or suspected to have done before: background to the news.

        So is a death named as the ground of something else ("to avenge the death of").
        """
        if trigger.pos_ == "NOUN" and any(a.lemma_.lower() in self.entries["grounds"] for a in trigger.ancestors):
            return True
        for governor in trigger.ancestors:
            if governor.lower_ in self.entries["records"] or governor.lemma_.lower() in self.entries["records"]:
                doers = clauses.agents(governor) or clauses.patients(governor) or clauses.agents(governor.head)
                if governor.dep_ in clauses.PREPOSITION:
                    doers = [governor.head]
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

    def _is_definite(self, harm: Harm) -> bool:
        """As in "The two men were shot": people told of before."""
        if harm.quantity is None or harm.quantity.start == 0:
            return False
        if self.doc[harm.quantity.number_start].lower_ in self.entries["both"]:
            return True
        form = str(self.doc[harm.quantity.start - 1].morph)
        return "Definite=Def" in form or "PronType=Dem" in form

    def _is_cumulative(self, harm: Harm, trigger: Token) -> tuple[bool, bool]:
        """Whether a figure is a running count of one incident, and whether it is a count over time at all."""
        if harm.quantity is None or harm.quantity.is_none:
            return False, False
        cumulative = self.entries["cumulative"]
        sentence = trigger.sent
        words = [token.lower_ for token in sentence]
        is_running = any(_places_of(phrase, words) for phrase in cumulative["running"])
        own = {
            token.lower_
            for token in trigger.subtree
            if token.dep_ in {"prep", "mark"} or token.lower_ not in cumulative["since"]
        }
        is_long = bool(own & set(cumulative["words"])) or any(
            not self._is_of_aside(sentence[place], trigger) and not set(words[place : place + _SHORT_SPAN]) & short
            for short in [set(cumulative["short"])]
            for phrase in cumulative["phrases"]
            for place in _places_of(phrase, words)
        )
        return is_running and not is_long, is_running or is_long

    def _is_of_aside(self, word: Token, trigger: Token) -> bool:
        """True for a word of a clause that hangs on the statement and tells of something else."""
        for ancestor in (word, *word.ancestors):
            if ancestor.i == trigger.i or ancestor.is_ancestor(trigger):
                return False
            if ancestor.dep_ in {"advcl", *clauses.RELATIVE}:
                return True
        return False

    def _event(self, harm: Harm, trigger: Token) -> Event | None:
        """The event that a statement of harm tells of, or that brought it about."""
        by_trigger, by_token = self.events
        if harm.trigger in by_trigger:
            return by_trigger[harm.trigger]
        within = [token.i for token in trigger.subtree if not _is_of_relative(token, trigger)]
        above = list(trigger.ancestors)
        causes = [a.i for verb in above[:2] for a in clauses.agents(verb)] if trigger.dep_ not in _FREE else []
        nearby = [*(a.i for a in clauses.agents(trigger)), *causes, *(t.i for t in above), *within]
        return next((by_trigger[i] for i in nearby if i in by_trigger), by_token.get(harm.trigger))

    def _day(self, event: Event | None) -> str | None:
        time = next((t for t in self.rows.times if event is not None and t.id == event.time), None)
        return time.earliest if time is not None and time.earliest == time.latest else None

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


def _events_by_token(parsed: Parsed, rows: Rows) -> tuple[dict[int, Event], dict[int, Event]]:
    """The event of each trigger's tokens, and of the tokens of every mention of an event."""
    by_trigger: dict[int, Event] = {}
    by_token: dict[int, Event] = {}
    for event in rows.events:
        for token in parsed.tokens(event.trigger.start, event.trigger.end):
            by_trigger.setdefault(token.i, event)
        for span in (event.trigger, *event.spans):
            for token in parsed.tokens(span.start, span.end):
                by_token.setdefault(token.i, event)
    return by_trigger, by_token


def _is_of_relative(token: Token, trigger: Token) -> bool:
    """True for what a relative clause below a trigger tells ("captured a man *who led attacks*")."""
    while token.i != trigger.i:
        if token.dep_ in clauses.RELATIVE:
            return True
        token = token.head
    return False


def _places_of(phrase: str, words: Sequence[str]) -> list[int]:
    """Where a phrase begins in words."""
    parts = phrase.split()
    return [
        i for i in range(len(words) - len(parts) + 1) if words[i] == parts[0] and words[i : i + len(parts)] == parts
    ]


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
