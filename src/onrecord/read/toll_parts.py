"""Parts of a total: which figures are counted within another, by the words that say so and by the order of the text.

In: a parsed document and the statements of harm found in it. Out: the statements, with those added that only a total
gives a measure to ("five of them children"), and for each the index of the total that it is a part of.

Method: cues before a figure ("including", "among them", "of whom", "of these"), pronouns in it ("five of them"), verbs
that list ("the toll includes"), labelled lines under a total ("Civilians: 90"); then series: a figure for one class of
people that follows the parts of a total of people at large is one more part. The total is the last one of the same
measure that is larger, in the same sentence or a few before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.model import Measure
from onrecord.read.figures import Quantity
from onrecord.read.harm_people import Harm
from onrecord.read.harm_words import words_of_harm
from onrecord.read.populations import People
from onrecord.read.toll_recounts import is_recount
from onrecord.read.toll_totals import is_larger, largest, place_of, raised, spelled_out
from onrecord.syntax import Parsed, clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCES_BACK = 4
_SERIES_BACK = 3
_RECOUNT_BACK = 2
_SHORT_LINE = 12
_LEAD_REACH = 4
_NOUN_REACH = 6


def with_parts(
    parsed: Parsed, people: People, quantities: Iterable[Quantity], harms: Sequence[Harm]
) -> tuple[list[Harm], list[int | None]]:
    """Statements of harm with the parts of totals.

    Returns:
        The statements in text order, and for each the index of its total (None where it is no part).
    """
    return _PartFinder(parsed, people, [q for q in quantities if q.is_count], harms).find()


class _PartFinder:
    def __init__(self, parsed: Parsed, people: People, counts: Sequence[Quantity], harms: Sequence[Harm]) -> None:
        self.doc = parsed.doc
        self.people = people
        self.counts = counts
        self.entries = words_of_harm(parsed.language).entries
        self.states = words_of_harm(parsed.language).states
        self.harms = list(harms)
        self.counted = {harm.head for harm in self.harms}
        self.total_of: dict[int, Harm] = {}
        """Identity of a part to its total."""
        self.sentence_of = {token.i: n for n, sentence in enumerate(self.doc.sents) for token in sentence}

    def find(self) -> tuple[list[Harm], list[int | None]]:
        claimed = {harm.quantity.start for harm in self.harms if harm.quantity is not None}
        for head in self._single_parts():
            self._add(self._single_part(head))
        for quantity in self.counts:
            if quantity.start not in claimed and not quantity.is_none:
                self._add(self._part(quantity) or self._recount(quantity))
        self.harms.sort(key=place_of)
        for harm in self.harms:
            if id(harm) not in self.total_of:
                total = self._said_total(harm) or self._coordinated_total(harm) or self._series_total(harm)
                if total is not None and id(total) not in self.total_of:
                    self.total_of[id(harm)] = total
        for total in self.harms:
            self.total_of |= spelled_out(self.doc, total, self.harms, self.total_of)
            self.total_of |= raised(self.doc, self.entries, total, self.harms, self.total_of)
        index = {id(harm): n for n, harm in enumerate(self.harms)}
        return self.harms, [
            index.get(id(self.total_of[id(harm)])) if id(harm) in self.total_of else None for harm in self.harms
        ]

    def _add(self, found: tuple[Harm, Harm | None] | None) -> None:
        if found is not None:
            part, total = found
            self.harms.append(part)
            self.harms.sort(key=place_of)
            if total is not None:
                self.total_of[id(part)] = self.total_of.get(id(total), total)

    # ---- figures that only a total gives a measure to ---------------------------------------------------------------

    def _part(self, quantity: Quantity) -> tuple[Harm, Harm | None] | None:
        noun = self.doc[quantity.noun] if quantity.noun is not None else None
        if noun is not None and self.people.is_excluded(noun):
            return None
        head = self._people_of_part(quantity, noun)
        if self._is_done_to(quantity, noun):
            return None
        total: Harm | None = None
        if self._has_lead(quantity) or self._is_of_pronoun(quantity, noun):
            is_apart = self._opens_with_lead(quantity) or self._is_of_pronoun(quantity, noun)
            total = self._total_before(quantity.start, quantity, same_sentence=not is_apart)
        elif self._opens_with_lead(quantity) or self._is_labelled(quantity):
            total = self._total_before(quantity.start, quantity, same_sentence=False)
        else:
            total = self._total_of_list(quantity, noun) or self._total_of_series(noun)
        if total is None:
            head = self._predicated(quantity, noun)
            total = self._total_before(quantity.start, quantity, same_sentence=False, back=1) if head else None
        measure = total.measure if total is not None else self._measure_said(quantity, noun)
        if measure is None or (head is None and not self._is_of_pronoun(quantity, noun)):
            return None
        trigger = quantity.start
        return Harm(
            measure=measure,
            trigger=trigger,
            head=head.i if head is not None else None,
            quantity=quantity,
            is_part=True,
        ), total

    def _recount(self, quantity: Quantity) -> tuple[Harm, None] | None:
        """As in "The inquiry counted 79", "the army puts it at 14": another's figure for what was counted before."""
        is_count = is_recount(self.doc, self.entries, quantity)
        before = self._last_counted(quantity.start) if is_count else None
        if before is None:
            return None
        return Harm(measure=before.measure, trigger=quantity.start, head=None, quantity=quantity), None

    def _last_counted(self, place: int) -> Harm | None:
        """The last statement with a number, in the same sentence or the two before."""
        sentence = self.sentence_of[place]
        counted = [h for h in self.harms if h.quantity is not None and not h.quantity.is_none and place_of(h) < place]
        last = counted[-1] if counted else None
        return last if last is not None and sentence - self.sentence_of[place_of(last)] <= _RECOUNT_BACK else None

    def _measure_said(self, quantity: Quantity, noun: Token | None) -> Measure | None:
        """As in "Three of the injured", "among the dead were two nurses" where no total is told: what the word says."""
        if quantity.is_partitive and noun is not None:
            return self.states.get(noun.lower_)
        figure = clauses.first_conjunct(noun if noun is not None else self.doc[quantity.head])
        verb = figure.head
        if figure.dep_ in clauses.SUBJECT:
            leads = [c for c in verb.children if c.lower_ in self.entries["part_of_words"] and c.i < quantity.start]
            words = [word for lead in leads for word in lead.subtree if word.i < quantity.start]
        elif figure.dep_ in clauses.OBJECT | {"attr"} and verb.lemma_.lower() in self.entries["includes"]:
            words = list(clauses.agents(verb))
        else:
            return None
        return next((self.states[word.lower_] for word in words if word.lower_ in self.states), None)

    def _is_done_to(self, quantity: Quantity, noun: Token | None) -> bool:
        """As in "Charged one of them with theft": something else happened to those counted."""
        if not self._is_of_pronoun(quantity, noun):
            return False
        number = clauses.first_conjunct(self.doc[quantity.number_end - 1])
        if number.head.pos_ != "VERB":
            return False
        lemma = number.head.lemma_.lower()
        if number.dep_ in clauses.SUBJECT:
            # "three of them told the paper": what they did, not what was done to them
            return lemma not in self.entries["includes"] and lemma not in self.entries["copulas"]
        return number.dep_ in clauses.OBJECT and lemma not in self.entries["includes"]

    def _predicated(self, quantity: Quantity, noun: Token | None) -> Token | None:
        """As in "Four were children": those whom a clause says that a bare number is."""
        if noun is not None:
            return None
        number = self.doc[quantity.number_end - 1]
        verb = self.doc[quantity.end] if quantity.end < len(self.doc) else None
        if verb is None or verb.lemma_.lower() not in self.entries["identity"] or verb.sent != number.sent:
            return None
        people = [c for c in verb.children if c.dep_ == "attr" and c.i > verb.i and self.people.is_people(c)]
        return next((p for p in people if self.people.class_of(p) not in {"people", "other"}), None)

    def _people_of_part(self, quantity: Quantity, noun: Token | None) -> Token | None:
        """Who a part counts: its noun, or after "five of them" the noun that follows."""
        if self._is_of_pronoun(quantity, noun) or noun is None:
            begin = noun.i + 1 if noun is not None else quantity.end
            for token in self.doc[begin : min(begin + _NOUN_REACH, self.doc[quantity.start].sent.end)]:
                if token.pos_ in {"NOUN", "PROPN"} and self.people.is_people(token):
                    return token
                if token.pos_ not in {"AUX", "DET", "ADJ", "ADV", "PUNCT"}:
                    break
            if self._is_labelled(quantity):
                return self._label(quantity)
            return None
        return noun if self.people.is_people(noun) else None

    def _is_of_pronoun(self, quantity: Quantity, noun: Token | None) -> bool:
        if not quantity.is_partitive or noun is None:
            return False
        meant = clauses.antecedent(noun)
        if meant.i != noun.i and not (self.people.is_people(meant) or meant.i in self.counted):
            return False
        return noun.lower_ in self.entries["part_pronouns"] or noun.lower_ in self.entries["victims"]

    def _has_lead(self, quantity: Quantity) -> bool:
        """As in "Including 12", "among them 12", "of whom 12 were"."""
        words = [token.lower_ for token in self.doc[max(quantity.start - _LEAD_REACH, 0) : quantity.start]]
        while words and words[-1] in {",", ":"}:
            words.pop()
        if not words:
            return False
        if words[-1] in self.entries["part_leads"]:
            return True
        return (
            len(words) > 1 and words[-1] in self.entries["part_pronouns"] and words[-2] in self.entries["part_of_words"]
        )

    def _opens_with_lead(self, quantity: Quantity) -> bool:
        """True in a sentence that opens with "Of these", "Among them", "Of the 30 victims"."""
        sentence = self.doc[quantity.start].sent
        first = sentence[0]
        if first.lower_ not in self.entries["part_of_words"] or first.dep_ == "amod":
            return False
        return any(
            child.lower_ in self.entries["part_pronouns"]
            or child.lemma_.lower() in self.entries["victims"]
            or child.like_num
            for child in first.children
        ) and quantity.start not in {t.i for t in first.subtree}

    def _label(self, quantity: Quantity) -> Token | None:
        place = quantity.start - 2
        if place < 0 or not self.doc[quantity.start - 1].is_punct:
            return None
        label = self.doc[place]
        return label if label.sent == self.doc[quantity.start].sent and self.people.is_people(label) else None

    def _is_labelled(self, quantity: Quantity) -> bool:
        """A line of a list: "Civilians: 90"."""
        return len(self.doc[quantity.start].sent) <= _SHORT_LINE and self._label(quantity) is not None

    def _total_of_list(self, quantity: Quantity, noun: Token | None) -> Harm | None:
        """As in "The toll includes 53 members": the toll."""
        figure = clauses.first_conjunct(noun if noun is not None else self.doc[quantity.head])
        verb = figure.head
        if figure.dep_ in clauses.SUBJECT:
            return self._total_of_among(verb, quantity)
        if figure.dep_ not in clauses.OBJECT | {"attr"} or verb.lemma_.lower() not in self.entries["includes"]:
            return None
        subjects = clauses.agents(verb)
        if any(s.lemma_.lower() in self.entries["victims"] or s.lower_ in self.entries["victims"] for s in subjects):
            return self._total_before(quantity.start, quantity, same_sentence=False)
        return None

    def _total_of_among(self, verb: Token, quantity: Quantity) -> Harm | None:
        """As in "Among the dead were five children"."""
        for child in verb.children:
            if child.lower_ in self.entries["part_of_words"] and child.i < quantity.start:
                nouns = [n for n in child.children if n.lemma_.lower() in self.entries["victims"]]
                if nouns:
                    return self._total_before(quantity.start, quantity, same_sentence=False)
        return None

    def _total_of_series(self, noun: Token | None) -> Harm | None:
        """As in "Including two women *and three children*": the total of what it is coordinated with."""
        if noun is None:
            return None
        if noun.dep_ == "pobj" and noun.head.head.pos_ == "NUM":
            noun = noun.head.head  # "three of her grandchildren"
        if noun.dep_ != "conj":
            return None
        first = clauses.first_conjunct(noun)
        for harm in self.harms:
            if harm.head is not None and id(harm) in self.total_of and noun.i > harm.head >= first.i:
                return self.total_of[id(harm)]
        return None

    def _single_parts(self) -> Iterator[Token]:
        """As in "Including a child": single people after a word that leads to parts."""
        heads = {harm.head for harm in self.harms}
        for token in self.doc:
            if token.lower_ not in self.entries["part_leads"] or token.dep_ not in {"prep", "dep"}:
                continue
            objects: list[Token] = [child for child in token.children if child.dep_ == "pobj"]
            led = [self._noun_after(o) if o.lower_ in self.entries["part_pronouns"] else o for o in objects]
            for noun in [n for first in led if first is not None for n in clauses.conjuncts(first)]:
                if noun.i not in heads and self.people.is_single(noun) and noun.pos_ != "PRON":
                    yield noun

    def _noun_after(self, pronoun: Token) -> Token | None:
        """As in "among them a priest": the priest."""
        for token in self.doc[pronoun.i + 1 : min(pronoun.i + _NOUN_REACH, pronoun.sent.end)]:
            if token.pos_ in {"NOUN", "PROPN"} and self.people.is_people(token):
                return token
            if token.pos_ not in {"DET", "ADJ", "NOUN", "PUNCT"}:
                break
        return None

    def _single_part(self, head: Token) -> tuple[Harm, Harm] | None:
        total = self._total_before(head.i, None, same_sentence=True)
        if total is None:
            return None
        return Harm(measure=total.measure, trigger=head.i, head=head.i, is_part=True), total

    # ---- totals -----------------------------------------------------------------------------------------------------

    def _totals_before(self, place: int, back: int) -> Iterator[Harm]:
        """Totals that end before a place, the nearest first."""
        sentence = self.sentence_of[place]
        for harm in reversed(self.harms):
            if place_of(harm) >= place or harm.quantity is None or id(harm) in self.total_of or harm.is_part:
                continue
            if sentence - self.sentence_of[place_of(harm)] > back:
                return
            yield harm

    def _total_before(
        self, place: int, quantity: Quantity | None, *, same_sentence: bool, back: int = _SENTENCES_BACK
    ) -> Harm | None:
        is_both = quantity is not None and self.doc[quantity.number_start].lower_ in self.entries["both"]
        for total in self._totals_before(place, 0 if same_sentence else back):
            if is_both and largest(total.quantity) != 2:  # noqa: PLR2004 - both are two
                continue
            if quantity is None or is_larger(total, quantity):
                return total
        return None

    def _said_total(self, harm: Harm) -> Harm | None:
        """The total of a statement that calls itself a part ("Of these, 12 were killed", "12 of the dead")."""
        if harm.quantity is None and harm.head is not None and not harm.is_none:
            return self._total_led_to(harm, self.doc[harm.head])
        if harm.quantity is None or harm.quantity.is_none:
            return None
        noun = self.doc[harm.quantity.noun] if harm.quantity.noun is not None else None
        opens = self._opens_with_lead(harm.quantity)
        if not (harm.is_part or opens or self._is_of_pronoun(harm.quantity, noun)):
            return None
        for total in self._totals_before(place_of(harm), _SENTENCES_BACK):
            if total.measure == harm.measure and is_larger(total, harm.quantity):
                return total
        return None

    def _total_led_to(self, harm: Harm, head: Token) -> Harm | None:
        """As in "Five victims, including *a boy who was hit*": the total before the word that leads to a part."""
        lead = clauses.first_conjunct(head).head
        first = clauses.first_conjunct(head)
        is_led = any(c.lower_ in self.entries["part_leads"] and c.i < head.i for c in first.children)
        is_led = is_led or self._is_right_after_lead(first)
        if not is_led and (lead.lower_ not in self.entries["part_leads"] or lead.dep_ not in {"prep", "dep"}):
            return None
        total = self._total_before(head.i, None, same_sentence=True)
        return total if total is not None and total.measure == harm.measure else None

    def _is_right_after_lead(self, noun: Token) -> bool:
        """As in "six people, *among them* a grandmother"."""
        start = noun.left_edge.i
        while start < noun.i and (self.doc[start].lower_ in self.entries["part_leads"] or self.doc[start].is_punct):
            start += 1
        words = [token.lower_ for token in self.doc[max(start - 2, noun.sent.start) : start]]
        if words and words[-1] in self.entries["part_pronouns"]:
            words.pop()
        return bool(words) and words[-1] in self.entries["part_leads"]

    def _coordinated_total(self, harm: Harm) -> Harm | None:
        """As in "among them a nurse *and three of her patients*": the total of the part that it is coordinated with."""
        if harm.quantity is None or harm.quantity.is_none:
            return None
        number = self.doc[harm.quantity.number_end - 1]
        noun = self.doc[harm.head] if harm.head is not None else number
        first = next((clauses.first_conjunct(token) for token in (number, noun) if token.dep_ == "conj"), None)
        for other in self.harms:
            total = self.total_of.get(id(other))
            if first is not None and total is not None and other.head == first.i and other.measure == harm.measure:
                return total if is_larger(total, harm.quantity) else None
        return None

    def _series_total(self, harm: Harm) -> Harm | None:
        """The total whose parts a statement goes on listing."""
        if harm.quantity is None or harm.quantity.is_none or harm.head is None or harm.is_weak:
            return None
        if self.people.class_of(self.doc[harm.head]) in {"people", "other"}:
            return None
        parts = [
            other
            for other in self.harms
            if id(other) in self.total_of
            and 0 < self.sentence_of[place_of(harm)] - self.sentence_of[place_of(other)] <= _SERIES_BACK
        ]
        for part in reversed(parts):
            total = self.total_of[id(part)]
            is_general = total.head is None or self.people.class_of(self.doc[total.head]) == "people"
            if total.measure == harm.measure and is_general and is_larger(total, harm.quantity):
                return total
        return None
