"""The vocabularies about actors, made ready for looking tokens up. Goes in: a language; comes out: `ActorWords`.

Shared by the readers of groups, states, persons and pronouns, so that each list is read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, PopulationClass
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class NounClass:
    """What a noun says of the actor it names.

    `is_side` marks a noun whose kind depends on whose it is; `needs` is what must stand before it (`name`, `modifier`,
    `modifier_or_plural`).
    """

    kind: ActorKind
    population: PopulationClass | None = None
    is_body: bool = False
    is_side: bool = False
    needs: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """Vocabularies of one language: nouns, two-word phrases, alignments, titles, pronouns, state roles."""

    nouns: Mapping[str, NounClass]
    phrases: Mapping[tuple[str, str], NounClass]
    alignments: Mapping[str, frozenset[str]]
    titles: Mapping[str, frozenset[str]]
    states: Mapping[str, frozenset[str]]
    third: Mapping[str, Mapping[str, str]]
    speaker: Mapping[str, Mapping[str, str]]
    expletive_verbs: frozenset[str]
    locative: frozenset[str]
    only_places: frozenset[str]

    def noun(self, token: Token) -> NounClass | None:
        """Class of a noun, looked up by lemma, form and plain singular; a phrase with the word before it wins."""
        if token.i > 0:
            pair = self.phrases.get((token.nbor(-1).lower_, token.lower_))
            if pair is not None:
                return pair
        return self.nouns.get(self.lemma(token))

    def lemma(self, token: Token) -> str:
        """The form under which a noun stands in the lists; its lemma where it stands in none."""
        for form in forms(token):
            if form in self.nouns:
                return form
        return token.lemma_.lower()

    def is_communal(self, token: Token) -> bool:
        """True for a word for a people or creed ("Kurdish"), in the plural too ("Kurds")."""
        return any(word in self.alignments["communal"] for word in forms(token))


def forms(token: Token) -> tuple[str, ...]:
    """Spellings under which a token may stand in a list: its form, its lemma, and the form without a plural ending."""
    lower = token.lower_
    found = [lower, token.lemma_.lower()]
    if lower.endswith("ies"):
        found.append(lower[:-3] + "y")
    if lower.endswith("s"):
        found.append(lower[:-1])
    return tuple(dict.fromkeys(found))


@cache
def actor_words(language: str) -> ActorWords:
    """The vocabularies of a language, loaded once."""
    nouns: dict[str, NounClass] = {}
    for entry in load("actor_nouns", language):
        for noun in entry["nouns"]:
            nouns.setdefault(noun, _class_of(entry))
    phrases: dict[tuple[str, str], NounClass] = {}
    for entry in load("actor_phrases", language):
        for phrase in entry["phrases"]:
            first, second = phrase.split()
            phrases[first, second] = _class_of(entry)
    pronouns = load("pronouns", language)
    return ActorWords(
        nouns=nouns,
        phrases=phrases,
        alignments=_sets(load("alignments", language)),
        titles=_sets(load("titles", language)),
        states=_sets(load("state_roles", language)),
        third=pronouns["third"],
        speaker=pronouns["speaker"],
        expletive_verbs=frozenset(pronouns["expletive_verbs"]),
        locative=frozenset(pronouns["locative"]),
        only_places=frozenset(pronouns["only_places"]),
    )


def _class_of(entry: Mapping[str, object]) -> NounClass:
    return NounClass(
        kind=entry["kind"],  # type: ignore[arg-type]  # the vocabulary's test checks the kinds
        population=entry.get("population"),  # type: ignore[arg-type]
        is_body=bool(entry.get("is_body")),
        is_side=bool(entry.get("side")),
        needs=entry.get("needs"),  # type: ignore[arg-type]
    )


def _sets(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}
