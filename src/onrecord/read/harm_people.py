"""Those harmed: the number of people that a phrase tells, or one for a single person, or none.

In: the word for the people and the word of harm. Out: `Harm`. Knows nothing of how the two are joined; that is told by
the verbs, states and nouns of the files beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Measure
from onrecord.read.figures import Quantity
from onrecord.read.harm_words import Verb, words_of_harm
from onrecord.read.populations import People
from onrecord.syntax import Parsed, clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "PRODUCT", "LAW", "LANGUAGE", "WORK_OF_ART"})
"""Kinds of names that are no person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One statement of harm to people.

    Attributes:
        measure: What happened to them.
        trigger: Index of the word that says so.
        head: Index of the word for the people; None where the figure stands alone ("the toll rose to 30").
        quantity: Their number; None for a single person or for none.
        is_none: "Not any": nobody was harmed.
        is_weak: The outcome is open ("was shot").
        is_described: The word only describes those of whom something else is told ("30 wounded soldiers were treated").
        is_total: The words name a total ("the death toll").
        subjects: Words that name who is counted where the head does not ("militias accounted for 110 of the dead").
        is_part: The words say that this is a part of a total told before.
        is_self: Those harmed did it themselves.
        is_survived: They are told to live ("in stable condition").
    """

    measure: Measure
    trigger: int
    head: int | None
    quantity: Quantity | None = None
    is_none: bool = False
    is_weak: bool = False
    is_described: bool = False
    is_total: bool = False
    subjects: tuple[int, ...] = ()
    is_part: bool = False
    is_self: bool = False
    is_survived: bool = False

    @property
    def is_single(self) -> bool:
        """True for one person told without a number."""
        return self.quantity is None and not self.is_none


class Victims:
    """Questions about the people of one document who are harmed."""

    def __init__(self, parsed: Parsed, people: People, quantities: Iterable[Quantity]) -> None:
        self.doc = parsed.doc
        self.people = people
        self.words = words_of_harm(parsed.language)
        self.quantities = [q for q in quantities if q.is_count and not _is_presupposed(self.doc, q)]
        self.by_token: dict[int, Quantity] = {}
        for quantity in self.quantities:
            for i in range(quantity.number_start, quantity.number_end):
                self.by_token[i] = quantity
            if quantity.noun is not None and not quantity.is_partitive:
                self.by_token.setdefault(quantity.noun, quantity)

    def of(self, trigger: Token, victim: Token, verb: Verb) -> Iterator[Harm]:
        """The harm of one victim phrase: its number, one for a single person, or none."""
        counted = self.counted(self._whole(self._self(trigger, victim)))
        quantity = self.by_token.get(counted.i)
        if quantity is not None and self._is_before_name(quantity):
            quantity = None
        noun = counted if quantity is None else self.noun_of(quantity)
        if quantity is not None and noun is not None and self._is_of_one_name(quantity, noun):
            return
        if noun is not None and self.people.is_excluded(noun):
            return
        if verb.needs_people and not self._may_be_people(noun, trigger) and not self._is_taken(verb, noun):
            return
        if quantity is None and self._is_denied_any(trigger, counted):
            yield Harm(measure=verb.measure, trigger=trigger.i, head=counted.i, is_none=True)
            return
        is_one = self._is_one(counted) or self._is_taken(verb, counted) or self._is_named(verb, counted)
        if quantity is None and (verb.needs_number or not is_one):
            return
        if (quantity is None or not quantity.is_none) and clauses.is_negated(trigger):
            return
        yield Harm(
            measure=verb.measure,
            trigger=trigger.i,
            head=counted.i if noun is None else noun.i,
            quantity=quantity,
            is_weak=verb.is_weak,
            is_self=victim.lower_ in self.words.entries["reflexive"],
        )

    def _self(self, trigger: Token, victim: Token) -> Token:
        """Who "himself" is: the verb's subject."""
        if victim.lower_ not in self.words.entries["reflexive"]:
            return victim
        doers = clauses.agents(trigger)
        return doers[0] if doers and doers[0].i != victim.i else victim

    def _whole(self, victim: Token) -> Token:
        """As in "Grazed *the woman's* head": the person whose body it is."""
        if victim.lemma_.lower() not in self.words.entries["body_parts"]:
            return victim
        return next((child for child in victim.children if child.dep_ == "poss"), victim)

    def counted(self, victim: Token) -> Token:
        """The word that carries the number: "a group of *three insurgents*", "a total of *12* people"."""
        if victim.i in self.by_token:
            return victim
        lemma = victim.lemma_.lower()
        if victim.pos_ == "PROPN" and not self.people.is_single(victim):
            victim = self._last_of_name(victim)
        if lemma in self.people.words.bodies or lemma in self.words.entries["number_nouns"]:
            for child in victim.children:
                if child.lower_ in self.words.entries["of"]:
                    for noun in child.children:
                        if noun.dep_ == "pobj" and noun.i in self.by_token:
                            return noun
        return victim

    def _last_of_name(self, victim: Token) -> Token:
        """As in "a Lake Brigade of Oster courier": the courier, whom the parser hung on a name beside him."""
        for child in victim.children:
            if child.lower_ in self.words.entries["of"]:
                for noun in child.children:
                    has_own = any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
                    if noun.dep_ == "pobj" and noun.tag_ == "NN" and not has_own and self.people.is_single(noun):
                        return noun
        return victim

    def noun_of(self, quantity: Quantity) -> Token | None:
        """The word that a quantity counts."""
        return None if quantity.noun is None else self.doc[quantity.noun]

    def _is_before_name(self, quantity: Quantity) -> bool:
        """As in "Photo 3 of 11 Ilan Dorek": a number that stands before one person's name by chance."""
        noun = self.noun_of(quantity)
        return noun is not None and noun.tag_ == "NNP" and noun.ent_type_ == "PERSON" and quantity.best != 1

    def _is_of_one_name(self, quantity: Quantity, noun: Token) -> bool:
        """As in "13 WREX": a number beside the name of one thing counts no people."""
        lemma = noun.lemma_.lower()
        is_name = noun.tag_ == "NNP" and noun.ent_type_ in {"ORG", "GPE", "FAC", "LOC"} and quantity.best != 1
        return is_name and not {lemma, noun.lower_} & set(self.people.words.class_of)

    def _may_be_people(self, noun: Token | None, trigger: Token) -> bool:
        if noun is not None and noun.pos_ == "PRON" and noun.lower_ in self.words.entries["part_pronouns"]:
            return True
        if noun is None and trigger.lower_ in self.words.states and trigger.dep_ in {"acomp", "attr", "oprd"}:
            return True
        if noun is None:
            beside = trigger.head if trigger.dep_ in {"conj", "advcl"} else trigger
            is_beside = beside.i != trigger.i and (
                beside.lemma_.lower() in self.words.verbs or beside.i in self.by_token
            )
            return clauses.is_passive(trigger) or trigger.dep_ == "ROOT" or is_beside
        return self.people.is_people(noun)

    def _is_one(self, token: Token) -> bool:
        if any(child.lower_ in self.words.entries["each"] for child in token.children):
            return False
        reflexive = token.lower_ in self.words.entries["reflexive"]
        return reflexive or token.lower_ in self.words.entries["single_pronouns"] or self.people.is_single(token)

    def _is_taken(self, verb: Verb, noun: Token | None) -> bool:
        """As in "Arrested a bombmaker": what only people can undergo makes one of any singular noun with an article."""
        if noun is None or not (verb.is_of_persons and verb.needs_people):
            return False
        if noun.tag_ == "NNS" and noun.i in self.by_token:
            return True
        if noun.tag_ != "NN" or noun.lemma_.lower() in self.people.words.bodies:
            return False
        if any(child.lower_ in self.words.entries["each"] for child in noun.children):
            return False
        return any(child.dep_ in {"det", "poss"} for child in noun.children) and self.people.side(noun) is None

    def _is_named(self, verb: Verb, noun: Token) -> bool:
        """As in "Killing Malk Sahin": a name that the recognisers know nothing of, as what only people undergo."""
        if not verb.is_of_persons or noun.tag_ != "NNP" or noun.ent_type_ in _NO_PERSONS:
            return False
        is_bare = all(child.dep_ in {"compound", "appos", "punct", "flat"} for child in noun.children)
        return is_bare and self.people.mention(noun) is None

    def _is_denied_any(self, trigger: Token, victim: Token) -> bool:
        """As in "Did not injure any civilians", "no civilian was hurt" without a number of its own."""
        has_any = victim.lower_ in self.words.entries["any"] or any(
            child.lower_ in self.words.entries["any"] for child in victim.children
        )
        return has_any and clauses.is_negated(trigger) and self.people.is_people(victim)


def _is_presupposed(doc: Doc, quantity: Quantity) -> bool:
    """As in "The dozens killed", "these hundreds of dead": words that take a toll for granted and count nothing."""
    if quantity.qualifier != "vague" or quantity.start == 0:
        return False
    before = doc[quantity.start - 1]
    form = str(before.morph)
    return before.dep_ == "poss" or (
        before.pos_ in {"DET", "PRON"} and ("Definite=Def" in form or "PronType=Dem" in form)
    )
