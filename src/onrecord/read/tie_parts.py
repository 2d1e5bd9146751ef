"""Which body is a part of which, and who belongs to it: "the Second Corps of the army", "the network's local branch".

Finds: units whose name or description leads to the whole ("the Hill Column of the Front", "the Front's political
wing"), wholes told as made up of parts ("the force is made up of A and B"), members told as such ("countries in the
coalition include A and B"). Goes in: one token; come out: relations `part_of` and `member_of`. Does not find: parts
that only a list or a map tells. Vocabulary: relations (`units`, `composition`, `members`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.model import Clue, Mention, Relation
from onrecord.read.relation_making import Maker
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = frozenset({"actor"})
_NO_WHOLES = frozenset({"civilians", "person", "community"})


class Parts:
    """Parts and members of bodies in one document, asked for by token."""

    def __init__(self, maker: Maker, words: Mapping[str, Any]) -> None:
        self._maker, self._words = maker, words
        self._parties, self._rows = maker.parties, maker.rows

    def at(self, token: Token) -> Iterator[Relation]:
        """Relations of a part to its whole whose cue is this token."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in self._words["composition_of"]:
            yield from self._of_composition(token, self._words["composition_of"][lemma])
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in self._words["units"]:
            yield from self._of_unit(token)

    def _of_unit(self, noun: Token) -> Iterator[Relation]:
        """Of "the Second Corps of the army", "the Front's political wing": the unit by its name or owner."""
        unit = self._rows.mention_at_head(noun.i, _BODIES)
        if unit is None or unit.form == "pronoun" or self._is_other(noun):
            return
        named = clauses.obliques(noun, self._words["unit_of"]) if noun.text[:1].isupper() else []
        wholes = [
            m for token in named
            if (m := self._rows.mention_at_head(token.i, _BODIES)) is not None and self._is_whole(m)
        ]  # fmt: skip
        for child in noun.children:
            owner = self._rows.mention_at_head(child.i, _BODIES) if child.dep_ == "poss" else None
            if owner is not None and self._is_whole(owner) and owner.form == "name":
                wholes.append(owner)
        for whole in wholes:
            if (whole.start, whole.end) != (unit.start, unit.end):
                yield from self._maker.relation("part_of", unit, whole, noun, noun.text)

    def _is_whole(self, mention: Mention) -> bool:
        """True for a body that can have units: by name, or an army or group told by a noun in the singular."""
        clue = self._rows.clues[mention.id]
        return clue.actor_kind not in _NO_WHOLES and (mention.form == "name" or not clue.is_plural)

    def _is_other(self, noun: Token) -> bool:
        """True for a part that is one no longer ("the Front's *breakaway* wing")."""
        return any(child.lower_ in self._words["no_longer_parts"] for child in noun.children if child.i < noun.i)

    def _of_composition(self, verb: Token, spec: Mapping[str, Any]) -> Iterator[Relation]:
        particle = spec.get("particle")
        if particle and not any(child.dep_ == "prt" and child.lower_ == particle for child in verb.children):
            return
        wholes = clauses.patients(verb) if spec["whole"] == "patient" else clauses.agents(verb)
        parts = clauses.obliques(verb, spec["parts"]) if spec["parts"] else clauses.patients(verb)
        if spec["whole"] == "agent":
            for token in wholes:
                yield from self._of_members(token, parts, verb)
        for whole in self._parties.actors(wholes):
            if whole.form == "nominal" and self._rows.clues[whole.id].is_plural:
                continue  # "those rescued include ...": people, no body
            for part in self._parties.actors(parts):
                if part.form == "name":
                    yield from self._maker.relation("part_of", part, whole, verb, verb.text)

    def _of_members(self, noun: Token, parts: list[Token], verb: Token) -> Iterator[Relation]:
        """Of "countries in the coalition include A and B": A and B belong to the coalition."""
        if noun.lemma_.lower() not in self._words["members"] or "Plur" not in noun.morph.get("Number", []):
            return
        wholes = [m for m in self._parties.owners(noun, self._words["members_of"]) if m.kind == "actor"]
        before = noun.nbor(-1) if noun.i else noun
        if not wholes and before.dep_ == "compound" and before.text[:1].isupper() and before.head.i == noun.i:
            clue = Clue(head=before.i, actor_kind="unknown")
            wholes = [self._maker.body(before.i, before, clue, is_name=True)]  # "*Coalition* nations include N"
        members = [*self._parties.actors(parts)]
        members += [m for m in self._parties.states(parts) if m.id not in {x.id for x in members}]
        for whole in wholes:
            for member in members:
                if member.form == "name":
                    yield from self._maker.relation("member_of", member, whole, verb, noun.text)
