"""Harm told by states and by words beside a number ("left 12 dead", "are missing", "12 killed", "Killed: 12").

In: a word for a state, or a quantity. Out: the statements of harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model import Measure
from onrecord.read.figures import Quantity
from onrecord.read.harm_people import Harm, Victims
from onrecord.read.harm_words import Verb
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token


class StateHarm:
    """Statements of harm that states of people make."""

    def __init__(self, victims: Victims) -> None:
        self.victims = victims
        self.doc = victims.doc
        self.people = victims.people
        self.words = victims.words
        self.by_token = victims.by_token

    def of_state(self, token: Token) -> Iterator[Harm]:
        """As in "Left 12 dead", "three people are missing", "30 wounded soldiers"."""
        measure = self.words.states.get(token.lower_)
        if measure is None:
            return
        state = Verb(measure, is_subject=True, needs_people=True, is_weak=False)
        if token.dep_ == "amod" and token.head.i > token.i:
            quantity = self.by_token.get(token.head.i)
            is_described = self.words.has("before_noun", token.lower_) and self.people.is_people(token.head)
            if quantity is not None and not quantity.is_none and is_described:
                yield Harm(measure=measure, trigger=token.i, head=token.head.i, quantity=quantity, is_described=True)
            return
        for victim in self._bearers(token):
            yield from self.victims.of(token, victim, state)

    def _bearers(self, state: Token) -> list[Token]:
        """Those of whom a state is said: "*12 people* are missing", "left *12* dead"."""
        copulas = self.words.entries["copulas"]
        first = clauses.first_conjunct(state)
        if state.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_.lower() in copulas for c in state.children):
            # the parser took "are missing" for a progressive
            return [] if any(child.dep_ in clauses.OBJECT for child in state.children) else clauses.agents(state)
        if first.dep_ not in {"acomp", "attr", "oprd"} or first.head.lemma_.lower() not in copulas:
            return []
        own = [child for child in state.children if child.dep_ == "nummod" and child.i in self.by_token]
        own = own or [child for child in first.children if child.dep_ in clauses.SUBJECT | {"nummod"}]
        objects = [child for child in first.head.children if child.dep_ in clauses.OBJECT]
        subjects = own or objects or clauses.agents(first.head) or clauses.patients(first.head)
        return [part for subject in subjects for part in clauses.conjuncts(subject)]

    def beside(self, quantity: Quantity) -> Iterator[Harm]:
        """A number and, right after it or its noun, a word of harm: "12 killed", "five people injured", "30 dead"."""
        if quantity.is_none:
            return
        for place in self._places_beside(quantity):
            if not 0 <= place < len(self.doc):
                continue
            token = self.doc[place]
            measure, is_weak = self._measure_beside(quantity, token)
            if measure is None or token.sent.start != self.doc[quantity.start].sent.start:
                continue
            noun = self.victims.noun_of(quantity)
            if noun is not None and noun.i != token.i and not (quantity.is_partitive or self.people.is_people(noun)):
                continue
            following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
            is_closed = following is None or following.is_punct
            if not is_closed and any(child.dep_ in {"dobj", "obj"} and child.i > token.i for child in token.children):
                continue
            head = None if noun is None or noun.i == token.i else noun.i
            if place < quantity.start:
                head = self._labelled_people(token)
            head = head if head is not None else quantity.head
            yield Harm(measure=measure, trigger=place, head=head, quantity=quantity, is_weak=is_weak)
            return

    def _measure_beside(self, quantity: Quantity, token: Token) -> tuple[Measure | None, bool]:
        """What a word beside a number says of those counted, and whether it leaves the outcome open ("10 shot")."""
        if token.lower_ in self.words.entries["deadly_adverbs"] and token.dep_ == "advmod":
            return "killed", False
        if quantity.is_partitive:
            return None, False
        measure = self.words.states.get(token.lower_)
        if measure is not None:
            return measure, False
        if token.tag_ not in {"VBN", "VBD"} or token.i < quantity.end:
            return None, False
        verbs = self.words.verbs.get(token.lemma_.lower(), ())
        strong = next((verb for verb in verbs if not verb.is_weak), None) if token.tag_ == "VBN" else None
        if strong is not None:
            return strong.measure, False
        is_cut_short = token.dep_ in {"ROOT", "acl", "appos"} and not any(
            child.dep_ in {"aux", "auxpass", *clauses.OBJECT} for child in token.children
        )
        weak = next((verb for verb in verbs if verb.is_weak), None)
        return (weak.measure, True) if weak is not None and is_cut_short else (None, False)

    def _labelled_people(self, token: Token) -> int | None:
        """As in "Civilians killed: 14"."""
        before = self.doc[token.i - 1] if token.i > token.sent.start else None
        return before.i if before is not None and self.people.is_people(before) else None

    def _places_beside(self, quantity: Quantity) -> list[int]:
        """Where a word of harm may stand: after the number or its noun; before it and a colon or in a heading."""
        places = [quantity.end]
        if quantity.noun is not None:
            places = [quantity.noun + 1, quantity.noun] if quantity.noun >= quantity.end else places
        places += [place + 1 for place in places if place < len(self.doc) and self.doc[place].pos_ == "ADV"]
        label = quantity.start - 1
        if label > 0 and self.doc[label].is_punct and self.doc[label].lower_ in {":", "-", "–", "|"}:
            places.append(label - 1)
        return places
