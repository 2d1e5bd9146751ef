"""Harm told by verbs: active, passive, participles, idioms ("killed", "taken into custody", "lost their lives").

In: a verb of a document. Out: the statements of harm that it makes of its object or subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.read.harm_people import Harm, Victims
from onrecord.read.harm_words import Verb
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 12
"""Tokens between a verb and the rest of its phrase ("took the two men into custody")."""


class VerbHarm:
    """Statements of harm that verbs make."""

    def __init__(self, victims: Victims) -> None:
        self.victims = victims
        self.doc = victims.doc
        self.people = victims.people
        self.words = victims.words
        self.by_token = victims.by_token

    def of_verb(self, token: Token) -> Iterator[Harm]:
        """As in "Killed 14 people", "14 people died", "were taken into custody"."""
        if token.dep_ == "amod" or (token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB")):
            return
        if token.tag_ == "VBN" and token.dep_ == "advcl" and token.i and token.nbor(-1).like_num:
            return  # "950 came, among them 108 wounded": the number before it says who, not the subject of the clause
        lemma = token.lemma_.lower()
        yield from self._of_idiom(token, lemma)
        for verb in self._verbs(token, lemma):
            victims = clauses.agents(token) if verb.is_subject else clauses.patients(token)
            if verb.is_subject and not victims:
                victims = clauses.patients(token)
            if not verb.is_subject and not victims:
                victims = self._headline_victims(token)
            victims = [*victims, *(part for victim in victims for part in _listed(victim))]
            for victim in [*victims, *self._along(token, victims)]:
                yield from self.victims.of(token, victim, verb)

    def _headline_victims(self, verb: Token) -> list[Token]:
        """As in "Man killed in blast": a participle that the parser took for an active verb without an object.

        In a passive whose subject the parser lost, the people stand right before the auxiliary.
        """
        auxiliaries = [
            child for child in verb.children if child.dep_ in {"auxpass", "aux:pass"} and child.i > verb.sent.start
        ]
        if auxiliaries and not any(child.dep_ in clauses.PASSIVE_SUBJECT for child in verb.children):
            before = self.doc[min(child.i for child in verb.children if child.dep_ in {"aux", "auxpass"}) - 1]
            while before.pos_ == "ADV" and before.i > verb.sent.start:
                before = before.nbor(-1)
            is_subject = before.dep_ not in clauses.OBJECT and (
                before.pos_ in {"NOUN", "PROPN", "NUM"} or self.people.is_old(before)
            )
            return clauses.conjuncts(clauses.first_conjunct(before)) if is_subject else []
        if verb.tag_ not in {"VBN", "VBD"} or any(child.dep_ in {"aux", "auxpass", "prt"} for child in verb.children):
            return []
        following = self.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
        if following is not None and (
            following.pos_ in {"DET", "PRON", "NUM", "PROPN"} or following.lower_ in self.words.entries["at"]
        ):
            return []
        subjects = [child for child in verb.children if child.dep_ in clauses.SUBJECT]
        if verb.dep_ == "conj" and self.words.has("leaving", verb.head.lemma_.lower()):
            # "left a boy dead and a woman wounded"
            return [part for subject in subjects for part in clauses.conjuncts(subject)]
        if any(child.dep_ in {"det", "poss"} for subject in subjects for child in subject.children):
            return []
        return [part for subject in subjects for part in clauses.conjuncts(subject)]

    def _along(self, verb: Token, victims: Iterable[Token]) -> list[Token]:
        """People added without a conjunction: "detained the leader along with *two others*"."""
        found: list[Token] = []
        victims = list(victims)
        if not victims:
            return []
        places = [t for head in (verb, *victims) for t in head.subtree if t.dep_ in {"prep", "cc", "pcomp"}]
        for token in places:
            words = [t.lower_ for t in self.doc[max(token.i - 2, 0) : token.i + 1]]
            if any(words[-len(phrase) :] == list(phrase) for phrase in self.words.entries["along"]):
                found += [n for child in token.children if child.dep_ == "pobj" for n in clauses.conjuncts(child)]
        known = {victim.i for victim in victims}
        return [token for i, token in enumerate(found) if token.i not in known and token not in found[:i]]

    def _verbs(self, token: Token, lemma: str) -> Iterator[Verb]:
        for verb in self.words.phrases.get(lemma, ()):
            if any(self._follows(token, phrase) for phrase in verb.words):
                yield verb
                return
        for verb in self.words.verbs.get(lemma, ()):
            if verb.measure == "injured" and self._is_deadly(token):
                yield Verb("killed", is_subject=False, needs_people=False, is_weak=False)
            else:
                yield verb

    def _follows(self, verb: Token, phrase: tuple[str, ...]) -> bool:
        stop = min(verb.i + _NEAR, verb.sent.end)
        for i in range(verb.i + 1, stop - len(phrase) + 1):
            if tuple(t.lower_ for t in self.doc[i : i + len(phrase)]) == phrase:
                return self.doc[i].head.i <= i and any(a.i == verb.i for a in self.doc[i].ancestors)
        return False

    def _is_deadly(self, verb: Token) -> bool:
        """As in "Fatally shot", "shot dead", "stabbed to death"."""
        if any(child.lower_ in self.words.entries["deadly_adverbs"] for child in verb.children):
            return True
        if verb.i > 0 and self.doc[verb.i - 1].lower_ in self.words.entries["deadly_adverbs"]:
            return True
        rest = [t.lower_ for t in self.doc[verb.i + 1 : verb.i + 3]]
        return any(phrase.split() == rest[: len(phrase.split())] for phrase in self.words.entries["deadly_after"])

    def _of_idiom(self, verb: Token, lemma: str) -> Iterator[Harm]:
        """As in "Lost their lives", "claimed 40 lives", "suffered injuries"."""
        objects = [child for child in verb.children if child.dep_ in clauses.OBJECT]
        if self.words.has("lose", lemma) and any(o.lemma_.lower() in self.words.entries["life"] for o in objects):
            loses = Verb("killed", is_subject=True, needs_people=False, is_weak=False)
            for victim in clauses.agents(verb):
                yield from self.victims.of(verb, victim, loses)
        elif self._suffers(verb, lemma, objects):
            suffers = Verb("injured", is_subject=True, needs_people=True, is_weak=True)
            for victim in clauses.patients(verb) if clauses.is_passive(verb) else clauses.agents(verb):
                yield from self.victims.of(verb, victim, suffers)
        elif self.words.has("leaving", lemma) and any(self._signs(head) for head in (verb, *objects)):
            leaves = Verb("injured", is_subject=False, needs_people=True, is_weak=True)
            for victim in [p for o in objects for p in (*clauses.conjuncts(o), *_listed(o))]:
                yield from self.victims.of(verb, victim, leaves)
        elif self.words.has("take_lives", lemma):
            for lives in objects:
                quantity = self.by_token.get(lives.i)
                if lives.lemma_.lower() in self.words.entries["life"] and quantity is not None:
                    yield Harm(measure="killed", trigger=verb.i, head=None, quantity=quantity)
        yield from self._of_account(verb, lemma)

    def _suffers(self, verb: Token, lemma: str, objects: Sequence[Token]) -> bool:
        """As in "suffered wounds", "was taken to a hospital with a gunshot wound", "is in critical condition"."""
        entries = self.words.entries
        if lemma in entries["suffer"] or (lemma in entries["have"] and verb.dep_ not in {"aux", "auxpass"}):
            named = [*objects, *clauses.obliques(verb, entries["suffer_from"])]
            return any(o.lemma_.lower() in entries["injuries"] for o in named)
        if lemma not in entries["carried"] or (verb.dep_ in {"aux", "auxpass"}):
            return False
        return (self._signs(verb) or self._is_to_hospital(verb)) and not objects

    def _is_to_hospital(self, verb: Token) -> bool:
        """As in "were rushed to a hospital", but for "taken to the hospital for an evaluation"."""
        entries = self.words.entries
        if verb.lemma_.lower() not in entries["rushed"]:
            return False
        words = {t.lemma_.lower() for child in verb.children if child.dep_ == "prep" for t in child.subtree}
        return bool(words & entries["hospitals"]) and not words & entries["precautions"]

    def _signs(self, verb: Token) -> bool:
        """As in "with a gunshot wound", "in critical condition"."""
        signs = [t for child in verb.children if child.dep_ == "prep" for t in child.subtree if t.i < child.i + _NEAR]
        return any(t.lemma_.lower() in self.words.entries["signs"] for t in signs)

    def _of_account(self, verb: Token, lemma: str) -> Iterator[Harm]:
        """As in "Militias accounted for 110 of the dead": the militias are those counted."""
        particles = self.words.entries["accounts"].get(lemma)
        if particles is None:
            return
        figures = [child for child in verb.children if child.dep_ in clauses.OBJECT and not particles]
        figures += clauses.obliques(verb, particles)
        for figure in figures:
            quantity = self.by_token.get(figure.i)
            if quantity is None or not quantity.is_partitive or quantity.noun is None:
                continue
            measure = self.words.states.get(self.doc[quantity.noun].lower_)
            subjects = tuple(token.i for token in clauses.agents(verb))
            if measure is not None and subjects:
                yield Harm(
                    measure=measure, trigger=quantity.noun, head=subjects[0], quantity=quantity, subjects=subjects,
                    is_part=True,
                )  # fmt: skip


def _listed(noun: Token) -> list[Token]:
    """The rest of a list that the parser took to explain its first noun ("a leader, *his aide and two others*")."""
    rest = [child for child in noun.children if child.dep_ == "appos" and child.i > noun.i]
    return [part for first in rest if len(clauses.conjuncts(first)) > 1 for part in clauses.conjuncts(first)]
