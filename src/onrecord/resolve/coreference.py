"""Whom pronouns and descriptions mean: "its members", "this latter group", "the minister", "he".

Goes in: a document's mentions with the keys of those that are names; comes out: keys for the others.

Method: rules, made for precision. Descriptions: see `descriptions`. A pronoun means the subject of its clause, of the
clauses around it, then of the sentence before, when number, gender and kind agree (Hobbs 1978; Lappin and Leass 1994,
for the order of search). Who is unsure is left unresolved.

Known errors: "it" for something that happened is left unresolved, but its possessive may be taken for the subject; a
person whose gender nothing tells fits both "he" and "she".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Mention
from onrecord.resolve.descriptions import Descriptions
from onrecord.syntax.clauses import (
    OBJECT,
    PASSIVE_SUBJECT,
    SUBJECT,
    agents,
    antecedent,
    conjuncts,
    governors,
    is_passive,
    patients,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 2
"""Sentences that a pronoun looks back."""


@dataclass(slots=True)
class Coreference(Descriptions):
    """Decides, mention by mention in order of the text, whom each means; the attributes are those of `Descriptions`."""

    def run(self) -> dict[str, str]:
        """Keys of all mentions that could be resolved; a description that means nobody else has one of its own."""
        discourse = self.discourse
        for mention in discourse.mentions:
            if mention.id in self.keys:
                self.named.add(self.keys[mention.id])
                gender = discourse.gender(mention)
                if gender is not None:
                    self._gender.setdefault(self.keys[mention.id], gender)
            if self._is_government(mention):
                self._governments[self.keys.get(mention.id, "")] += 1
        for mention in discourse.mentions:
            if mention.id not in self.keys:
                key = self._pronoun(mention) if mention.form == "pronoun" else self._description(mention)
                if key is not None:
                    self.keys[mention.id] = key
            self._past.append(mention)
        return self.keys

    def _pronoun(self, mention: Mention) -> str | None:
        words, token = self.discourse.words, self.discourse.head(mention)
        if token.lower_ in words.speaker:
            return self._speaker(mention)
        asked = words.third[token.lower_]
        if (spoke := self._last_speaker(mention, asked)) is not None:
            return spoke
        seen: set[str] = set()
        speakers = self._speakers_around(mention)
        for group in self._searched(mention, token):
            fitting = []
            for found in group:
                if found.id not in seen and found.id != mention.id and not self._holds(found, mention):
                    seen.add(found.id)
                    if found.id in self.keys and self.keys[found.id] not in speakers and self._agrees(found, asked):
                        fitting.append(found)
            keys = {self.keys[m.id] for m in fitting}
            if len(keys) == 1:
                return keys.pop()
            if len(keys) > 1:
                return self._only(fitting)
        return None

    def _last_speaker(self, mention: Mention, asked: Mapping[str, str]) -> str | None:
        """Key of who spoke last, for a pronoun that goes on speaking ("N said S. *It* warned that S")."""
        discourse, claims = self.discourse, self.discourse.rows.claims
        if not any(claim.source.actor == mention.id for claim in claims) or discourse.is_quoted(mention):
            return None
        here = discourse.sentence(mention)
        by_id = {m.id: m for m in discourse.mentions}
        said = [by_id[c.source.actor] for c in claims if c.source.actor in by_id and c.source.actor != mention.id]
        before = sorted((m for m in said if m.end <= mention.start), key=lambda m: m.start, reverse=True)
        near = [m for m in before if here - discourse.sentence(m) <= _NEAR]
        fitting = [m for m in near if m.id in self.keys and self._agrees(m, asked)]
        if not fitting or (near[0] is not fitting[0] and near[0].kind == fitting[0].kind == "person"):
            return None
        return self.keys[fitting[0].id]

    def _speakers_around(self, mention: Mention) -> set[str]:
        """Keys of those whose quoted words a pronoun stands in: they call themselves "I"."""
        discourse = self.discourse
        around = [c for c in discourse.rows.claims if c.content.start <= mention.start < c.content.end]
        around = [c for c in around if c.quotation == "direct" and discourse.is_quoted(mention)]
        ids = {c.source.actor for c in around if c.source.actor is not None}
        return {self.keys[id_] for id_ in ids if id_ in self.keys}

    def _speaker(self, mention: Mention) -> str | None:
        """The source of the quotation that "I" stands in; "we" where the source is a body."""
        is_plural = self.discourse.clue(mention).is_plural
        for claim in self.discourse.rows.claims:
            content = claim.content
            if (
                claim.quotation == "indirect"
                or not content.start <= mention.start < content.end
                or claim.source.actor is None
            ):
                continue
            source = next((m for m in self.discourse.mentions if m.id == claim.source.actor), None)
            if source is not None and (source.kind == "person") != is_plural:
                return self.keys.get(source.id)
        return None

    def _searched(self, mention: Mention, token: Token) -> Iterator[list[Mention]]:
        """Groups of mentions to try in turn: the nearest and most salient first."""
        if token.dep_ == "poss":
            yield self._same_coordination(token)
        if token.dep_ == "dobj" and token.head.dep_ == "conj":
            yield [m for t in _own_objects(token.head.head) if (m := self.discourse.at_head(t)) is not None]
        is_object = (
            token.dep_ in {"dobj", "pobj", "dative", "iobj"} and token.lower_ not in self.discourse.words.reflexive
        )
        if is_object and token.dep_ not in {"dative", "iobj"} and token.lower_ in self._things():
            return  # mostly a thing; who is given something is not
        for n, clause in enumerate(_clauses(token)):
            subjects = _subjects_of(clause)
            if n == 0 and is_object and token.dep_ != "pobj":
                continue
            heads = [t for t in subjects if t.i != token.i and not t.is_ancestor(token)]
            group = [m for t in heads if (m := self._of_subject(antecedent(t))) is not None]
            if group:
                yield group
            elif any(t.pos_ in {"NOUN", "PROPN"} and token.tag_ == "PRP$" for t in heads):
                yield from self._issuers(heads)
                return
        yield from self._before(mention, token)

    def _of_subject(self, token: Token) -> Mention | None:
        """The mention that a subject heads; else the name beside it ("the third camp, *the Marsh Front*, ...")."""
        own = self.discourse.at_head(token)
        if own is not None:
            return own
        beside = [self.discourse.at_head(child) for child in token.children if child.dep_ == "appos"]
        return next((m for m in beside if m is not None and m.form == "name"), None)

    def _same_coordination(self, token: Token) -> list[Mention]:
        """The conjunct before the phrase that a possessive stands in ("Sorvia and its allies")."""
        doc, owner = token.doc, token.head
        if token.i > 1 and doc[token.i - 1].tag_ == "CC":
            ending = [m for m in self._past if self.discourse.range(m)[1] == token.i - 1]
            if ending:
                return ending[-1:]
        if owner.dep_ == "conj" and owner.head.i < token.i:
            found = self.discourse.at_head(owner.head)
            return [found] if found is not None else []
        return []

    def _issuers(self, things: list[Token]) -> Iterator[list[Mention]]:
        """Who issued the thing that is the subject ("a report issued by the committee ... its count")."""
        for thing in things:
            for child in thing.children:
                if child.dep_ == "acl" and is_passive(child):
                    yield [m for t in agents(child) if (m := self.discourse.at_head(t)) is not None]

    def _before(self, mention: Mention, token: Token) -> Iterator[list[Mention]]:
        """Subjects of the sentence before, then (for persons) anyone in it; then the same one sentence further."""
        here, discourse = self.discourse.sentence(mention), self.discourse
        is_person = mention.kind == "person"
        if is_person:
            yield [m for m in self._past if discourse.sentence(m) == here]
        is_thing = token.lower_ in self._things()
        if is_thing:
            yield [m for m in self._past if discourse.sentence(m) == here and discourse.is_subject(m)][-1:]
        for distance in range(1, 2 if is_thing else _NEAR + 1):
            past = [m for m in self._past if here - discourse.sentence(m) == distance]
            main = [m for m in past if discourse.is_subject(m) and discourse.head(m).head.dep_ == "ROOT"]
            yield main
            if not main and not is_person and distance == 1:
                yield from self._issuers(self._main_subjects(here - 1))
            if not is_person and (main or is_thing):
                return
            yield [m for m in past if discourse.is_subject(m)]
            if is_person:
                yield past

    def _main_subjects(self, sentence: int) -> list[Token]:
        """Subjects of a sentence's main verb, by the sentence's number."""
        if not 0 <= sentence < len(self.discourse.parsed.sentences):
            return []
        return [c for c in self.discourse.parsed.sentences[sentence].root.children if c.dep_ in SUBJECT]

    def _things(self) -> set[str]:
        return {word for word, entry in self.discourse.words.third.items() if entry.get("gender") == "n"}

    def _agrees(self, found: Mention, asked: Mapping[str, str]) -> bool:
        clue, gender = self.discourse.clue(found), asked.get("gender")
        if gender in {"m", "f"}:
            told = self._gender.get(self.keys[found.id]) or self.discourse.gender(found)
            return found.kind == "person" and not clue.is_plural and told in {None, gender}
        if found.kind != "actor":
            return False
        return clue.is_plural == (asked["number"] == "plural")


def _clauses(token: Token) -> Iterator[Token]:
    """Verbs of the clauses that a token stands in, from the inside out."""
    for governor in governors(token):
        if governor.pos_ in {"VERB", "AUX"}:
            yield governor


def _subjects_of(verb: Token) -> list[Token]:
    own = [t for child in verb.children if child.dep_ in SUBJECT | PASSIVE_SUBJECT for t in conjuncts(child)]
    if own:
        return own
    return patients(verb) if is_passive(verb) else agents(verb)


def _own_objects(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in OBJECT]
