"""Who fights whom, told by a noun or of two sides at once: "the war against X", "A and B exchanged fire".

Finds: nouns of fighting with their sides ("clashes between A and B", "the army's campaign against the Front", "wages
war on the Front"), verbs of fighting with "each other" for their object, fire as the object of exchange. Goes in: one
token; come out: relations `fights`. Vocabulary: relations (`fighting_nouns`, `reciprocal`, `exchange`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.model import Mention, Relation
from onrecord.read.relation_making import Maker
from onrecord.read.tie_sides import Sides
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token


class Fights:
    """Fights between the actors of one document, asked for by token."""

    def __init__(self, maker: Maker, sides: Sides, words: Mapping[str, Any]) -> None:
        self._maker, self._sides, self._words = maker, sides, words
        self._parties, self._rows = maker.parties, maker.rows

    def at(self, token: Token) -> Iterator[Relation]:
        """Fights whose cue is this token."""
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in self._words["fighting_nouns"]:
            yield from self._of_noun(token, lemma)
        elif token.pos_ == "VERB" and (spec := self._words["verb_of"].get(lemma)) and spec["kind"] == "fights":
            yield from self._of_each_other(token)
        elif token.pos_ == "VERB" and lemma in self._words["exchange"] and self._is_fire(token):
            yield from self._pairs(token, self._parties.actors(clauses.agents(token)))

    def _is_fire(self, verb: Token) -> bool:
        return any(token.lemma_.lower() in self._words["fire"] for token in clauses.patients(verb))

    def _of_each_other(self, verb: Token) -> Iterator[Relation]:
        """Of "A and B fought each other", "A and B were fighting one another"."""
        objects = [child for child in verb.children if child.dep_ in clauses.OBJECT]
        objects += clauses.obliques(verb, self._words["with"])
        words = [{t.lower_ for t in token.subtree} for token in objects]
        if any(set(pair) <= told for told in words for pair in self._words["reciprocal"]):
            yield from self._pairs(verb, self._parties.actors(clauses.agents(verb)))

    def _of_noun(self, noun: Token, lemma: str) -> Iterator[Relation]:
        yield from self._pairs(noun, self._parties.actors(clauses.obliques(noun, self._words["between"])))
        link = [*self._words["against"], *(self._words["with"] if lemma in self._words["mutual"] else ())]
        governor = noun.head if noun.dep_ in clauses.OBJECT else None
        objects = clauses.obliques(noun, link)
        if governor is not None:
            objects = [*objects, *clauses.obliques(governor, link), *self._further(governor, noun)]
        foes = [m for m in self._parties.actors(objects) if self._sides.is_armed(m) or self._sides.is_unknown_body(m)]
        if not foes:
            return
        owners = self._parties.owners(noun, self._words["by"])
        if not owners and governor is not None:
            owners = self._parties.actors(clauses.agents(governor))
        for owner in owners:
            for foe in foes:
                is_waging = governor is not None and self._is_ruler(owner) and self._sides.is_armed(foe)
                is_state = owner.kind == "nationality" and self._sides.is_armed(foe)
                if self._sides.are_foes(owner, foe) or is_state or is_waging:
                    yield from self._maker.relation("fights", owner, foe, noun, noun.text)

    def _further(self, governor: Token, noun: Token) -> list[Token]:
        """Of "conducted strikes using aircraft against the Front" the foe that hangs on the aircraft."""
        below = [c for c in governor.subtree if c.i > noun.i and c.dep_ == "prep" and c.lower_ in self._words["only"]]
        near = [c for c in below if all(one.tag_ == "VBG" or one.i == governor.i for one in self._verbs(c, governor))]
        return [token for c in near for token in clauses.obliques(c.head, self._words["only"])]

    def _verbs(self, token: Token, top: Token) -> list[Token]:
        """Verbs between a token and one above it."""
        found = []
        for one in clauses.governors(token):
            if one.i == top.i:
                break
            if one.pos_ == "VERB":
                found.append(one)
        return found

    def _is_ruler(self, mention: Mention) -> bool:
        """True for a person by name who commands those who fight ("President N has waged war on the gangs")."""
        return mention.kind == "person" and mention.form == "name"

    def _pairs(self, cue: Token, sides: list[Mention]) -> Iterator[Relation]:
        for i, one in enumerate(sides):
            for other in sides[i + 1 :]:
                if self._sides.are_foes(one, other):
                    yield from self._maker.relation("fights", one, other, cue, cue.text)
