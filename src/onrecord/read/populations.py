"""People who are counted: whether a word names people, how many a phrase names by itself, who they are.

In: a token that heads a noun phrase, with its quantity. Out: a `Population` (words, class, side) and a count of one for
a single person ("a soldier", "his brother", a name, "a 15-year-old").

Method: vocabularies of nouns by class; for a noun of people without a class ("members", "deaths") the words beside it
and after "of" decide; where the vocabularies know nothing, what the reader of actors found at that word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from onrecord.model import ActorKind, Mention, Population, PopulationClass, Rows
from onrecord.read.figures import Quantity
from onrecord.syntax import Parsed, clauses
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIDES = ("actor", "person", "nationality")
_CLASS_OF_KIND: dict[ActorKind, PopulationClass] = {
    "state_forces": "state_forces",
    "rebel_group": "armed_group",
    "militia": "armed_group",
    "civilians": "civilians",
}
_NO_SIDES = frozenset({"civilians", "community", "person", "unknown", None})
"""Kinds of actors that are no side of a conflict."""
_AGE_REACH = 4
_LEFT_OUT = ("relcl", "acl", "acl:relcl", "appos", "conj", "cc", "punct", "advcl", "advmod", "preconj", "parataxis")


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of people, as look-up tables."""

    class_of: dict[str, PopulationClass]
    modifiers: dict[str, PopulationClass]
    bodies: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    leaders: frozenset[str]
    plain: frozenset[str]
    old: frozenset[str]
    combatants: frozenset[str]
    of: frozenset[str]
    not_people: frozenset[str]
    young: frozenset[str]
    grown: frozenset[str]
    name_parts: frozenset[str]
    plurals: frozenset[str]
    states: frozenset[str]
    doers: frozenset[str]
    victims: frozenset[str]


@cache
def words_of_people(language: str) -> Words:
    """The tables for a language."""
    entries, harm = load("populations", language), load("harm", language)
    class_of: dict[str, PopulationClass] = {}
    bodies = set(entries["bodies"])
    for row in load("actor_nouns", language):
        population = cast("PopulationClass | None", row.get("population"))
        for noun in row.get("nouns", ()):
            if row.get("is_body"):
                bodies.add(noun)
            elif population is not None:
                class_of[noun] = population
    for name, nouns in entries["classes"].items():
        class_of |= dict.fromkeys((noun.lower() for noun in nouns), cast("PopulationClass", name))
    class_of |= dict.fromkeys(entries["combatants"], "combatants")
    # in titles and tables the parser takes plurals with a capital for names and gives them no singular
    many = {noun + ending: name for noun, name in class_of.items() for ending in entries["plural_endings"]}
    plurals = frozenset(many) - frozenset(class_of)
    class_of = many | class_of
    return Words(
        class_of=class_of,
        modifiers={
            word: cast("PopulationClass", name) for name, words in entries["modifiers"].items() for word in words
        },
        bodies=frozenset(bodies),
        male=frozenset(entries["sexes"]["male"]),
        female=frozenset(entries["sexes"]["female"]),
        leaders=frozenset(entries["leaders"]),
        plain=frozenset(entries["plain"]),
        old=frozenset(entries["old"]),
        combatants=frozenset(entries["combatants"]),
        of=frozenset(harm["of"]),
        not_people=frozenset(harm["not_people"]),
        young=frozenset(entries["young"]),
        grown=frozenset(entries["grown"]),
        name_parts=frozenset(entries["name_parts"]),
        plurals=plurals,
        doers=frozenset(entries["doers"]),
        victims=frozenset(harm["sufferers"]),
        states=frozenset(word for row in harm["states"] for word in row["words"]),
    )


class People:
    """Questions about the people of one document."""

    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed = parsed
        self.rows = rows
        self.words = words_of_people(parsed.language)

    def side(self, token: Token) -> Mention | None:
        """The mention of an actor, person or nationality that a token heads."""
        return self.rows.mention_at_head(token.i, _SIDES)

    def mention(self, token: Token) -> Mention | None:
        """The mention of an actor, person, nationality or place that a token heads."""
        return self.side(token) or self.rows.mention_at_head(token.i, ("place",))

    def is_excluded(self, token: Token) -> bool:
        """True for a word that names no people."""
        return token.lemma_.lower() in self.words.not_people

    def is_people(self, token: Token) -> bool:
        """True for a word that names people, one or many."""
        lemma = token.lemma_.lower()
        if lemma in self.words.class_of or token.lower_ in self.words.class_of:
            return True
        if lemma in self.words.bodies or token.lower_ in self.words.old:
            return True
        if token.pos_ == "PRON":
            return token.lower_ in self.words.male | self.words.female
        return (token.ent_type_ in {"PERSON", "NORP"} and token.pos_ in {"PROPN", "NOUN"}) or self.side(
            token
        ) is not None

    def is_single(self, token: Token) -> bool:
        """True for one person: a singular noun for a person, a name, "a 15-year-old"."""
        lemma = token.lemma_.lower()
        if token.lower_ in self.words.old and self._has_age(token):
            return not token.lower_.endswith("s")
        if lemma in self.words.bodies or token.lower_ in self.words.plurals:
            return False
        if token.tag_ == "NN":
            return lemma in self.words.class_of or self._is_person_mention(token)
        if token.tag_ == "NNP":
            is_aged = any(child.lower_ in self.words.old for child in token.children)
            if token.ent_type_ == "PERSON" or is_aged or self._is_person_mention(token):
                return True
            return lemma in self.words.class_of and self.words.class_of[lemma] != "combatants"
        return False

    def is_old(self, token: Token) -> bool:
        """True for the head of "15-year-old(s)"."""
        return token.lower_ in self.words.old and self._has_age(token)

    def population(self, token: Token | None, quantity: Quantity | None = None) -> Population:
        """Who is counted under a noun; nobody in particular where it is None."""
        if token is None:
            return Population()
        if token.pos_ == "PRON":
            return Population(class_=self.class_of(token))
        start, end = self.phrase(token, quantity)
        text = self.parsed.span(start, end).text if end > start else None
        side = self._side_in(token, start, end)
        return Population(text=text, class_=self.class_of(token), actor=side.id if side else None)

    def phrase(self, token: Token, quantity: Quantity | None = None) -> tuple[int, int]:
        """Tokens of a population: its noun phrase after the number, with "of ..." where that belongs to it."""
        start, end = clauses.phrase_bounds(token, leave_out=_LEFT_OUT)
        doc = self.parsed.doc
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ not in self.words.of and token.i < child.i < end:
                end = child.i
        if quantity is not None and start < quantity.end <= token.i:
            start = quantity.end
        if quantity is not None and quantity.noun is not None and start <= quantity.noun < token.i:
            start = quantity.noun + 1
        if self.is_old(token):
            ages = [t.i for t in doc[max(token.i - _AGE_REACH, 0) : token.i] if t.like_num]
            start = min(start, ages[-1]) if quantity is None else ages[-1]
        while end - 1 > token.i and (doc[end - 1].is_punct or doc[end - 1].pos_ in {"ADP", "CCONJ", "DET"}):
            end -= 1
        while end - 1 > token.i and doc[end - 1].lower_ in self.words.states:
            end -= 1
        if start < token.i and doc[start].pos_ == "ADP":
            start += 2 if doc[start + 1].pos_ == "PRON" else 1  # "among them a nurse"
        while start < token.i and doc[start].pos_ in {"PUNCT", "AUX"}:
            start += 1
        return start, end

    def class_of(self, token: Token) -> PopulationClass:
        """Class of the people under a noun."""
        own = self._own_class(token)
        if own not in {None, "people", "other"}:
            return own
        for word in self._beside(token):
            if (
                word.dep_ == "compound"
                and token.pos_ == "PROPN"
                and self._own_class(word) not in {None, "people", "other"}
            ):
                return self._own_class(word) or "people"
            found = self.words.modifiers.get(word.lower_) or self.words.modifiers.get(word.lemma_.lower())
            if found is None and word.dep_ == "pobj":
                beside = (self.words.modifiers.get(child.lower_) for child in word.children)
                own_of = self._own_class(word)
                found = next((c for c in beside if c is not None), own_of) if own_of != "civilians" else own_of
            if found not in {None, "people", "other"}:
                return found
        told = self._class_of_side(token, own) or self._class_told_after(token)
        return told or own or self._class_of_group(token) or "people"

    def _class_of_side(self, token: Token, own: PopulationClass | None) -> PopulationClass | None:
        """The class that the actor at a noun gives, where the noun has none or a general one."""
        mention = self.side(token)
        clue = self.rows.clues.get(mention.id) if mention else None
        told = clue.population if clue is not None else None
        if own == "other" and told in {None, "people"}:
            return None
        if told == "people":
            return self._class_told_after(token) or told
        if told is not None and (own is None or told != "other"):
            return told
        if clue is not None and clue.actor_kind in _CLASS_OF_KIND:
            return _CLASS_OF_KIND[clue.actor_kind]
        is_national = token.ent_type_ == "NORP" or (mention is not None and mention.kind == "nationality")
        return "civilians" if own is None and is_national else None  # "two Ostrians": those of a country, and no side

    def _class_told_after(self, token: Token) -> PopulationClass | None:
        """As in "Ilan Dorek, a leader of the Front", "Private Dorek": what a name's rank or description tells."""
        if token.pos_ != "PROPN" and token.lemma_.lower() not in self.words.leaders:
            return None
        told = [c for c in token.children if c.dep_ == "appos" or (c.dep_ == "compound" and c.i < token.i)]
        for word in told:
            found = self.class_of(word) if word.dep_ == "appos" and word.pos_ != "PROPN" else self._own_class(word)
            if found not in {None, "people", "other", "women", "children"}:
                return found
        return self._class_of_group(token)

    def _class_of_group(self, token: Token) -> PopulationClass | None:
        """As in "Motorcyclists *of the Front*": the class of those whose side their own word does not tell."""
        if token.pos_ != "NOUN":
            return None
        for child in token.children:
            if child.lower_ in self.words.of:
                for group in child.children:
                    mention = self.side(group) if group.dep_ == "pobj" else None
                    clue = self.rows.clues.get(mention.id) if mention else None
                    if clue is not None and clue.actor_kind in _CLASS_OF_KIND:
                        return _CLASS_OF_KIND[clue.actor_kind]
        return None

    def _own_class(self, token: Token) -> PopulationClass | None:
        return self.words.class_of.get(token.lower_) or self.words.class_of.get(token.lemma_.lower())

    def _beside(self, token: Token) -> Iterable[Token]:
        """Words before a noun, then nouns after its "of"."""
        for child in token.children:
            if child.i < token.i and child.dep_ in {"amod", "compound", "nmod", "poss"}:
                yield child
        for child in token.children:
            if child.lower_ in self.words.of:
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        yield noun
                        yield from (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"})

    def _side_in(self, token: Token, start: int, end: int) -> Mention | None:
        """The side that a population is on: the actor at its head, else the first inside it; people are no side."""
        for i in (token.i, *range(start, end)):
            mention = self.rows.mention_at_head(i, ("actor", "nationality"))
            if mention is not None and self._is_side(mention):
                return mention
        return None

    def _is_side(self, mention: Mention) -> bool:
        if mention.form == "name" or mention.kind == "nationality":
            return True
        clue = self.rows.clues.get(mention.id)
        return clue is not None and (clue.known_as is not None or clue.actor_kind not in _NO_SIDES)

    def _is_person_mention(self, token: Token) -> bool:
        mention = self.side(token)
        if mention is None:
            return False
        clue = self.rows.clues.get(mention.id)
        return mention.kind == "person" and not (clue is not None and clue.is_plural)

    def _has_age(self, token: Token) -> bool:
        return any(t.like_num for t in self.parsed.doc[max(token.i - _AGE_REACH, 0) : token.i])
