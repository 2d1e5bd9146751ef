"""Whose the actor of a noun phrase is: its kind, country, and the actor of the registry that it names.

Goes in: a head noun with the start of its phrase; comes out: `GroupPhrase`, which answers. Method: the words before the
head that qualify it themselves; not a possessor's, not the parts of compounds like "army-backed".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, PopulationClass
from onrecord.read.actor_names import KnownName, KnownNames
from onrecord.read.actor_words import ActorWords, NounClass, forms
from onrecord.read.phrases import HYPHENS, is_compound_part, prefix

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARMED = frozenset({"rebel_group", "militia"})
_SIDES = _ARMED | {"state_forces", "intergovernmental"}


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """A head noun with the words before it, from the token `start`."""

    head: Token
    start: int
    words: ActorWords
    known: KnownNames

    def modifiers(self) -> list[Token]:
        """Words before the head that qualify it themselves."""
        doc = self.head.doc
        first = max((t.i + 1 for t in doc[self.start : self.head.i] if t.tag_ == "POS"), default=self.start)
        return [t for t in doc[first : self.head.i] if not self._is_compound(t)]

    def _is_compound(self, token: Token) -> bool:
        name = self.known.at(token)
        last = token.doc[name.match.end - 1] if name is not None else token
        if is_compound_part(last) or prefix(token) is not None or token.text in HYPHENS:
            return True
        return name is not None and name.match.is_part

    def country(self) -> str | None:
        """Country (alpha-3) whose adjective or name qualifies the head; None where there are several."""
        own = {country for t in self.modifiers() if (country := self.known.country(t))}
        if not own and self._is_of_state():
            owners = [child for child in self.head.lefts if child.dep_ == "poss"]
            own = {country for t in owners if (country := self.known.country(t))}
        if not own:
            for child in self.head.rights:
                if child.dep_ == "prep" and child.i == self.head.i + 1:
                    objects = [t for t in child.children if t.dep_ == "pobj" and not list(t.conjuncts)]
                    own = {country for t in objects if (country := self.known.country(t))}
                    break
        return own.pop() if len(own) == 1 else None

    def _is_of_state(self) -> bool:
        """True for forces, which a state has ("Sorvia's army")."""
        noun = self.words.noun(self.head)
        return noun is not None and (noun.is_side or (noun.is_body and noun.kind == "state_forces"))

    def kind(self, noun: NounClass) -> ActorKind:
        """Kind of actor: the noun's own, or for "forces" and the like that of those whose forces they are."""
        if not noun.is_side:
            return noun.kind
        align, own = self.words.alignments, self.modifiers()
        before = {prefix(t) for t in self.head.doc[self.start : self.head.i]}
        words = {form for t in own for form in forms(t)}
        names = [name for t in own if (name := self.known.at(t)) is not None and not name.is_state]
        # the first that holds decides
        decided: tuple[tuple[bool, ActorKind], ...] = (
            (bool(before & align["against"]), "rebel_group"),
            (bool(before & align["for"]), "militia"),
            (bool(names) and names[0].actor.kind in _SIDES, names[0].actor.kind if names else "unknown"),
            (bool(words & align["opposing"]), "rebel_group"),
            (any(self.words.is_communal(t) for t in own), "militia"),
            (any(name.actor.kind == "rebel_group" for name in self._names_anywhere()), "rebel_group"),
            (self.country() is not None or bool(words & align["governing"]), "state_forces"),
        )
        return next((kind for holds, kind in decided if holds), noun.kind)

    def _names_anywhere(self) -> list[KnownName]:
        return [name for t in self.head.doc[self.start : self.head.i] if (name := self.known.at(t)) is not None]

    def known_as(self, kind: ActorKind) -> str | None:
        """Registry id of the actor that the phrase names ("the Marsh Front militia", "the Sorvian government")."""
        align, lemma, own = self.words.alignments, self.words.lemma(self.head), self.modifiers()
        if lemma in align["named_as"]:
            names = [name for t in reversed(own) if (name := self.known.at(t)) is not None]
            for name in names:
                if not name.is_state and name.actor.kind != "person":
                    return name.actor.id
        country = self.country()
        if kind != "government" or country is None or lemma not in align["central"]:
            return None
        return None if any(t.lower_ in align["partial"] for t in own) else f"state:{country}"


def population_of(noun: NounClass, kind: ActorKind) -> PopulationClass | None:
    """Class of the people that a noun names, given the kind of actor."""
    if noun.is_side and kind == "state_forces":
        return "state_forces"
    return "armed_group" if noun.is_side and kind in _ARMED else noun.population
