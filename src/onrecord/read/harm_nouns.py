"""Harm told by nouns: acts and outcomes, victims, tolls ("the deaths of 12", "ten arrests", "the toll rose to 30").

In: a noun of a document. Out: the statements of harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Measure
from onrecord.read.figures import Quantity
from onrecord.read.harm_people import Harm, Victims
from onrecord.read.harm_words import Verb
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREDICATES = frozenset({"attr", "dobj", "acomp", "npadvmod"})
_NEAR = 12
"""Tokens between a noun for a count and the word that tells what it counts."""


class NounHarm:
    """Statements of harm that nouns make."""

    def __init__(self, victims: Victims) -> None:
        self.victims = victims
        self.doc = victims.doc
        self.people = victims.people
        self.words = victims.words
        self.by_token = victims.by_token

    def of_noun(self, token: Token) -> Iterator[Harm]:
        """As in "Ten insurgent deaths", "the deaths of 12 people", "the loss of 40 lives"."""
        lemma = token.lemma_.lower()
        if token.pos_ not in {"NOUN", "PROPN"}:
            return
        if self.words.has("loss", lemma):
            yield from self._of_loss(token)
        if lemma not in self.words.nouns:
            return
        measure, prepositions, is_weak = self.words.nouns[lemma]
        if is_weak and self._is_deadly(token):
            measure, is_weak = "killed", False
        quantity = self.by_token.get(token.i)
        if (
            quantity is not None
            and self.words.has("counted_nouns", lemma)
            and not (quantity.qualifier == "vague" and self.words.has("acts", lemma))
            and not self._is_of_body(token)
            and not any(child.lower_ in self.words.entries["earlier"] for child in token.children)
        ):
            if measure == "affected" and quantity.is_none:
                # "no casualties": neither dead nor hurt
                yield Harm(measure="injured", trigger=token.i, head=token.i, quantity=quantity)
                measure = "killed"
            yield Harm(measure=measure, trigger=token.i, head=token.i, quantity=quantity)
            return
        for victim in clauses.obliques(token, prepositions):
            quantity = self.by_token.get(self.victims.counted(victim).i)
            is_single = quantity is None and self.words.has("of_one", lemma) and token.tag_ == "NN"
            if is_single or (quantity is not None and not quantity.is_none):
                verb = Verb(measure, is_subject=False, needs_people=True, is_weak=is_weak)
                for harm in self.victims.of(token, victim, verb):
                    yield replace(harm, is_described=is_weak)

    def _of_loss(self, token: Token) -> Iterator[Harm]:
        for lives in clauses.obliques(token, self.words.entries["of"]):
            quantity = self.by_token.get(lives.i)
            if quantity is not None and lives.lemma_.lower() in self.words.entries["life"]:
                yield Harm(measure="killed", trigger=token.i, head=None, quantity=quantity)

    def _is_deadly(self, noun: Token) -> bool:
        """As in "The fatal stabbing of two students", "the shooting death of a boy"."""
        return any(
            child.lower_ in self.words.entries["deadly_adjectives"] for child in noun.children if child.dep_ == "amod"
        )

    def of_victims(self, token: Token) -> Iterator[Harm]:
        """As in "Four shooting victims were found", "three victims were taken to hospital"."""
        if not self.words.has("sufferers", token.lemma_.lower()):
            return
        quantity = self.by_token.get(token.i)
        if quantity is None or quantity.is_none or quantity.noun != token.i:
            return
        verb = clauses.first_conjunct(token).head
        is_told = verb.lemma_.lower() in self.words.entries["received"] and (
            clauses.first_conjunct(token).dep_ in clauses.OBJECT | clauses.PASSIVE_SUBJECT
        )
        if is_told or any(child.lemma_.lower() in self.words.entries["wounding"] for child in token.children):
            yield Harm(measure="injured", trigger=token.i, head=token.i, quantity=quantity, is_weak=True)

    def of_held(self, token: Token) -> Iterator[Harm]:
        """As in "Counted 92 detainees", "an exchange of 40 prisoners": nouns that tell what was done to people."""
        measure = self.words.entries["held_people"].get(token.lemma_.lower())
        quantity = self.by_token.get(token.i) if measure is not None else None
        if quantity is not None and not quantity.is_none and quantity.noun == token.i and quantity.best != 1:
            yield Harm(measure=measure, trigger=token.i, head=token.i, quantity=quantity, is_described=True)

    def _is_of_body(self, token: Token) -> bool:
        """As in "Several injuries to the leg": parts of a body, not people."""
        if token.lemma_.lower() not in self.words.entries["injuries"]:
            return False
        governor = token.head
        return self.words.has("suffer", governor.lemma_.lower())

    def of_count_noun(self, token: Token) -> Iterator[Harm]:
        """As in "The death toll rose to 30", "a toll of 30", "the number of civilians killed is 90"."""
        lemma = token.lemma_.lower()
        is_estimated = self.words.has("estimates", token.head.lemma_.lower()) and token.dep_ in clauses.OBJECT
        measure = (self.words.states.get(token.lower_) or self._measure_of_noun(lemma)) if is_estimated else None
        if measure is None and not (self.words.has("toll_nouns", lemma) or self.words.has("number_nouns", lemma)):
            return
        if is_estimated and self.words.has("toll_nouns", lemma):
            measure = measure or self.words.entries["toll_of"].get(lemma)
        measure = measure or self._measure_counted(token)
        if measure is None or (self.words.has("loss", lemma) and not self._is_of_side(token)):
            return
        people = next((p for p in clauses.obliques(token, self.words.entries["of"]) if self.people.is_people(p)), None)
        for quantity in self._values(token):
            if quantity.noun is not None and not self._fits(quantity, people):
                continue
            head = people.i if people is not None else quantity.noun
            now = self._risen_to(quantity)
            yield Harm(measure=measure, trigger=token.i, head=head, quantity=now, is_total=True)
            return

    def _is_of_side(self, losses: Token) -> bool:
        """As in "Its losses", "army losses": people's, not "job losses" or "losses" alone."""
        owners = [child for child in losses.children if child.dep_ in {"poss", "compound", "amod"}]
        return (
            losses.tag_ == "NNS"
            and bool(owners)
            and all(
                child.dep_ == "poss"
                or child.lower_ in self.words.entries["owned"]
                or self.people.side(child)
                or self.people.is_people(child)
                for child in owners
            )
        )

    def _measure_of_noun(self, lemma: str) -> Measure | None:
        return self.words.nouns[lemma][0] if self.words.has("counted_nouns", lemma) else None

    def _risen_to(self, quantity: Quantity) -> Quantity:
        """As in "rose from 12 to 30": the figure that it has come to, not a range."""
        opened = self.doc[quantity.start].lower_ in self.words.entries["toll_origins"]
        if not opened or quantity.qualifier != "between":
            return quantity
        return replace(quantity, low=quantity.high, best=quantity.high, qualifier="exactly")

    def _measure_counted(self, noun: Token) -> Measure | None:
        """What a toll or a number counts, from the words in its phrase."""
        kinds: dict[str, Measure] = self.words.entries["toll_of"]
        for word in noun.subtree:
            if word.i == noun.i or word.i > noun.i + _NEAR:
                continue
            for form in (word.lower_, word.lemma_.lower()):
                if form in kinds:
                    return kinds[form]
                if form in self.words.states:
                    return self.words.states[form]
            verbs = self.words.verbs.get(word.lemma_.lower(), ()) if word.pos_ == "VERB" else ()
            after = word.nbor(1).lower_ if word.i + 1 < len(self.doc) else ""
            phrases = self.words.phrases.get(word.lemma_.lower(), ()) if word.pos_ == "VERB" else ()
            verbs = verbs or tuple(phrase for phrase in phrases if (after,) in phrase.words)
            if verbs:
                return verbs[0].measure
        if (
            noun.lemma_.lower() in self.words.entries["victims"]
            and noun.lemma_.lower() in self.words.entries["toll_nouns"]
        ):
            return "killed" if not any(child.dep_ == "compound" for child in noun.children) else None
        return None

    def _fits(self, quantity: Quantity, people: Token | None) -> bool:
        noun = self.victims.noun_of(quantity)
        return noun is None or noun == people or self.people.is_people(noun) or noun.lower_ in self.words.states

    def _values(self, noun: Token) -> Iterator[Quantity]:
        """Figures that a toll is said to have: after "of", or after its verb."""
        for child in clauses.obliques(noun, self.words.entries["of"]):
            if child.i in self.by_token and self.doc[child.i].pos_ in {"NUM", "NOUN"}:
                yield self.by_token[child.i]
        verb = noun.head
        if noun.dep_ not in clauses.SUBJECT | clauses.PASSIVE_SUBJECT | clauses.OBJECT:
            return
        if verb.lemma_.lower() not in self.words.entries["toll_verbs"]:
            return
        for child in verb.children:
            if child.i < verb.i or child.i == noun.i:
                continue
            places = [child.i, *(t.i for t in child.children)] if child.dep_ not in {"advcl", "conj"} else []
            if self.words.has("toll_origins", child.lower_):
                later = [t for t in child.subtree if self.words.has("toll_prepositions", t.lower_) and t.i != child.i]
                reached = [t.i for preposition in later for t in preposition.children]
                places = reached or [i for i in places if self._is_rise(i)]
            elif child.dep_ not in _PREDICATES and not self.words.has("toll_prepositions", child.lower_):
                continue
            yield from (self.by_token[i] for i in sorted(places) if i in self.by_token)
        yield from self._values_within(noun)

    def _values_within(self, noun: Token) -> Iterator[Quantity]:
        """As in "Put the number of those cut off *at 40*": the preposition hangs on a word before it."""
        if noun.dep_ not in clauses.OBJECT:
            return
        for word in noun.subtree:
            if word.i > noun.i and self.words.has("toll_prepositions", word.lower_):
                yield from (self.by_token[c.i] for c in word.children if c.i in self.by_token)

    def _is_rise(self, place: int) -> bool:
        """True for a token of a number phrase that tells both ends of a rise ("from 12 to 30")."""
        quantity = self.by_token.get(place)
        return quantity is not None and quantity.qualifier == "between"
