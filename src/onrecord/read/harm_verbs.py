"""Harm told by verbs: active, passive, participles, idioms ("killed", "taken into custody", "lost their lives").

In: a verb of a document. Out: the statements of harm that it makes of its object or subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
        self.starting_at = {quantity.start: quantity for quantity in victims.quantities}
        self._own_words = self.words.entries["own"]
        self.deaths_of_groups: list[int] = []
        """Verbs of dying whose subject points back to people told of before ("they later died")."""

    def of_verb(self, token: Token) -> Iterator[Harm]:
        """As in "Killed 14 people", "14 people died", "were taken into custody"."""
        if token.dep_ == "amod" or (token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB")):
            return
        if token.tag_ == "VBN" and token.dep_ == "advcl" and token.i and token.nbor(-1).like_num:
            return  # "950 came, among them 108 wounded": the number before it says who, not the subject of the clause
        lemma = token.lemma_.lower()
        yield from self._of_idiom(token, lemma)
        for verb in self._verbs(token, lemma):
            if verb.is_subject and self._is_natural(token):
                continue
            victims = self._harmed(token, verb)
            if verb.measure == "killed" and any(self._is_group_pronoun(victim) for victim in victims):
                self.deaths_of_groups.append(token.i)
            victims = [*victims, *(part for victim in victims for part in _listed(victim))]
            for victim in [*victims, *self._along(token, victims)]:
                if not (verb.words and self._is_said_otherwise(token, victim, verb)) and not self._only_moves(
                    victim, verb
                ):
                    yield from self.victims.of(token, victim, self._as_done(token, victim, verb))

    def _right_after(self, verb: Token) -> list[Token]:
        """As in "Killed 12 people, residents said": people whom the parser gave to another verb."""
        quantity = self.starting_at.get(verb.i + 1)
        if quantity is None or quantity.noun is None or clauses.is_passive(verb) or verb.tag_ == "VB":
            return []
        noun = self.doc[quantity.noun]
        return [noun] if noun.dep_ in clauses.SUBJECT and self.people.is_people(noun) else []

    def _feared(self, verb: Token) -> list[Token]:
        """As in "Seven people were feared killed": those of whom another verb reports it."""
        is_bare = verb.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
        if not is_bare or verb.dep_ not in {"xcomp", "ccomp", "oprd", "acomp"}:
            return []
        return clauses.patients(verb.head) if self.words.has("copulas", verb.head.lemma_.lower()) else []

    def _inverted(self, verb: Token) -> list[Token]:
        """As in "Injured in the blast were a guard and his son": those who stand after the auxiliary."""
        named = [c for aux in verb.children if aux.dep_ == "auxpass" for c in aux.children if c.dep_ == "attr"]
        return [part for noun in named if noun.i > verb.i for part in clauses.conjuncts(noun)]

    def _found_so(self, verb: Token) -> list[Token]:
        """As in "Found *a man* dead": those whom the parser gave to the state, as its subject."""
        states = [c for c in verb.children if c.dep_ == "ccomp" and c.lower_ in self.words.states]
        subjects = [c for state in states for c in state.children if c.dep_ in clauses.SUBJECT and c.i > verb.i]
        return [part for subject in subjects for part in clauses.conjuncts(subject)]

    def _only_moves(self, victim: Token, verb: Verb) -> bool:
        """As in "Two gunmen fled": who moves under arms is not driven out."""
        if verb.measure != "displaced" or not verb.is_subject:
            return False
        return self.people.class_of(self.victims.counted(victim)) in self.words.entries["under_arms"]

    def _as_done(self, token: Token, victim: Token, verb: Verb) -> Verb:
        """What a verb says of people when its doers are under arms: "soldiers shot 40 men", "rebels hold 40 men"."""
        doers = clauses.agents(token)
        classes = {self.people.class_of(doer) for doer in doers if doer.lemma_ not in self.people.words.doers}
        lemma = token.lemma_.lower()
        if self.words.has("execute", lemma) and classes & self.words.entries["shooters"]:
            quantity = self.by_token.get(self.victims.counted(victim).i)
            is_many = quantity is not None and quantity.best != 1 and not quantity.is_none
            if is_many and any(doer.tag_ in {"NNS", "NNPS", "PRP"} for doer in doers):
                return replace(verb, measure="killed", is_weak=False)
        if verb.measure == "besieged":
            return replace(verb, needs_number=True)
        if self.words.has("hold", lemma) and classes & self.words.entries["captors"]:
            return replace(verb, measure="captured")
        return verb

    def _harmed(self, token: Token, verb: Verb) -> list[Token]:
        """Heads of those whom a verb of harm tells of."""
        if not verb.is_subject:
            return (
                self._inverted(token)
                or clauses.patients(token)
                or self._headline_victims(token)
                or self._right_after(token)
                or self._feared(token)
                or self._found_so(token)
            )
        victims = clauses.agents(token)
        if token.dep_ == "conj" and not any(self.people.is_people(victim) for victim in victims):
            victims = clauses.patients(token.head) or victims  # "was hit by a bullet and died"
        return victims or clauses.patients(token)

    def _is_group_pronoun(self, token: Token) -> bool:
        return token.lower_ in self.words.entries["group_pronouns"] and not any(
            child.lower_ in self.words.entries["of"] for child in token.children
        )

    def _is_natural(self, verb: Token) -> bool:
        """As in "Died of natural causes", "died of cancer": nobody did it, and no disaster."""
        entries = self.words.entries
        for cause in clauses.obliques(verb, entries["causes"]):
            words = {child.lower_ for child in cause.children}
            is_natural = cause.lemma_.lower() in entries["natural_nouns"] and words & entries["natural_words"]
            if is_natural or cause.lemma_.lower() in entries["natural_causes"]:
                return True
        return False

    def _is_said_otherwise(self, verb: Token, victim: Token, meant: Verb) -> bool:
        """As in "left *five people injured* and one person dead": right after these people stands another state."""
        place = victim.i + 1
        if victim.i <= verb.i or place >= verb.sent.end:
            return False
        return self.words.states.get(self.doc[place].lower_, meant.measure) != meant.measure

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
        known = self.words.verbs.get(lemma, ())
        if not known and self._is_to_death(token):
            yield Verb("killed", is_subject=False, needs_people=True, is_weak=False)
        for verb in known:
            if self.words.has("hold", lemma) and not self._is_held(token):
                continue
            if verb.measure == "injured" and self._is_deadly(token):
                yield Verb("killed", is_subject=False, needs_people=False, is_weak=False)
            else:
                yield verb

    def _is_held(self, verb: Token) -> bool:
        """True for people kept by people, not for a hall that holds a hundred or a meeting held."""
        doers = clauses.agents(verb)
        return clauses.is_passive(verb) or any(
            doer.pos_ == "PRON" or self.people.is_people(doer) or self.people.mention(doer) for doer in doers
        )

    def _follows(self, verb: Token, phrase: tuple[str, ...]) -> bool:
        stop = min(verb.i + _NEAR, verb.sent.end)
        for i in range(verb.i + 1, stop - len(phrase) + 1):
            if tuple(t.lower_ for t in self.doc[i : i + len(phrase)]) == phrase:
                return self.doc[i].head.i <= i and any(a.i == verb.i for a in self.doc[i].ancestors)
        return False

    def _is_deadly(self, verb: Token) -> bool:
        """As in "Fatally shot", "shot dead", "stabbed to death", but for "not fatally wounded"."""
        before = verb.nbor(-1) if verb.i > 0 else None
        adverbs = [child for child in verb.children if child.lower_ in self.words.entries["deadly_adverbs"]]
        if not adverbs and before is not None and before.lower_ in self.words.entries["deadly_adverbs"]:
            adverbs = [before]
        if adverbs:
            first = adverbs[0]
            is_denied = any(child.dep_ == "neg" for child in first.children) or (
                first.i > 0 and first.nbor(-1).dep_ == "neg"
            )
            return not is_denied
        rest = [t.lower_ for t in self.doc[verb.i + 1 : verb.i + 3]]
        return any(phrase.split() == rest[: len(phrase.split())] for phrase in self.words.entries["deadly_after"])

    def _is_to_death(self, verb: Token) -> bool:
        """As in "hacked to death", "beat a man to death": what the verb does to people is told by what follows it."""
        if self.words.has("not_to_death", verb.lemma_.lower()):
            return False
        if any((c.lower_, o.lower_) in self.words.entries["to_death"] for c in verb.children for o in c.children):
            return True
        rest = tuple(t.lower_ for t in self.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)])
        return rest in self.words.entries["to_death"]

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
                for harm in self.victims.of(verb, victim, suffers):
                    yield replace(harm, is_survived=self._survives(verb))
        elif self.words.has("take_lives", lemma):
            yield from self._of_lives(verb, objects)
        elif self._kills_self(verb, lemma, objects):
            dies = Verb("killed", is_subject=True, needs_people=True, is_weak=False)
            for victim in clauses.agents(verb):
                for harm in self.victims.of(verb, victim, dies):
                    yield replace(harm, is_self=True)
        else:
            yield from self._of_found(verb, lemma, objects)
            yield from self._of_losses(verb, lemma, objects)
        yield from self._of_account(verb, lemma)

    def _of_found(self, verb: Token, lemma: str, objects: Sequence[Token]) -> Iterator[Harm]:
        """As in "Left two men with burns", "found a woman with a stab wound", "recovered 11 bodies"."""
        heads = (verb, *(part for o in objects for part in clauses.conjuncts(o)))
        is_sent = bool(objects) and not clauses.is_passive(verb) and self._is_to_hospital(verb)
        if is_sent or (self.words.has("leaving", lemma) and any(self._signs(head) for head in heads)):
            leaves = Verb("injured", is_subject=False, needs_people=True, is_weak=True)
            for victim in [p for o in objects for p in (*clauses.conjuncts(o), *_listed(o))]:
                yield from self.victims.of(verb, victim, leaves)
        elif self.words.has("found", lemma):
            for body in clauses.patients(verb):
                quantity = self.by_token.get(body.i)
                of = clauses.obliques(body, self.words.entries["of"])
                is_corpse = self.words.has("corpses", body.lemma_.lower()) and all(map(self.people.is_people, of))
                if quantity is not None and quantity.noun == body.i and is_corpse:
                    yield Harm(measure="killed", trigger=verb.i, head=None, quantity=quantity)

    def _of_losses(self, verb: Token, lemma: str, objects: Sequence[Token]) -> Iterator[Harm]:
        """As in "The patrol lost four men": fighters lost, where the words give their number."""
        if not self.words.has("lose", lemma):
            return
        for noun in (part for o in objects for part in clauses.conjuncts(o)):
            quantity = self.by_token.get(noun.i)
            if quantity is None or quantity.is_none:
                continue
            if quantity.noun is None or self.doc[quantity.noun].lower_ in self.words.entries["owned"]:
                is_own = quantity.noun is not None
                losers = [loser for loser in clauses.agents(verb) if is_own or self._may_lose(loser)]
                if losers:
                    yield Harm(measure="killed", trigger=verb.i, head=losers[0].i, quantity=quantity)
                continue
            if quantity.noun != noun.i or not self.people.is_people(noun):
                continue
            is_fighter = self.people.class_of(noun) in self.words.entries["losers"]
            if is_fighter or noun.lemma_ in self.words.entries["fellows"]:
                yield Harm(measure="killed", trigger=verb.i, head=noun.i, quantity=quantity)

    def _may_lose(self, loser: Token) -> bool:
        """As in "We lost nine", "the militia lost 19 of its own": a side that loses people, not a team."""
        if loser.lower_ in self.words.entries["sides"]:
            return True
        return self.people.class_of(loser) in self.words.entries["losers"] and self.people.is_people(loser)

    def _of_lives(self, verb: Token, objects: Sequence[Token]) -> Iterator[Harm]:
        """As in "Claimed 40 lives", "claimed the lives of three people", "cost a farmer his life"."""
        for lives in objects:
            if lives.lemma_.lower() not in self.words.entries["life"]:
                continue
            quantity = self.by_token.get(lives.i)
            if quantity is not None:
                yield Harm(measure="killed", trigger=verb.i, head=None, quantity=quantity)
                continue
            takes = Verb("killed", is_subject=False, needs_people=True, is_weak=False)
            own = [child for child in lives.children if child.dep_ == "poss" and child.lower_ in self._own_words]
            if own:
                for victim in clauses.recipients(verb) or clauses.agents(verb):
                    yield from self.victims.of(verb, victim, takes)
            for victim in clauses.obliques(lives, self.words.entries["of"]):
                yield from self.victims.of(verb, victim, takes)

    def _kills_self(self, verb: Token, lemma: str, objects: Sequence[Token]) -> bool:
        """As in "Turned the gun on himself", "committed suicide"."""
        entries = self.words.entries
        if self.words.has("commit", lemma):
            return any(o.lemma_.lower() in entries["suicides"] for o in objects)
        if not self.words.has("turn", lemma) or not any(o.lemma_.lower() in entries["guns"] for o in objects):
            return False
        on = [t for t in verb.subtree if t.dep_ == "pobj" and t.lower_ in entries["reflexive"]]
        return bool(on)

    def _suffers(self, verb: Token, lemma: str, objects: Sequence[Token]) -> bool:
        """As in "suffered wounds", "was taken to a hospital with a gunshot wound", "is in critical condition"."""
        entries = self.words.entries
        if lemma in entries["suffer"] or (lemma in entries["have"] and verb.dep_ not in {"aux", "auxpass"}):
            named = [*objects, *clauses.obliques(verb, entries["suffer_from"])]
            return any(o.lemma_.lower() in entries["injuries"] for o in named)
        if lemma in entries["recovering"]:
            named = clauses.obliques(verb, entries["suffer_from"])
            return any(o.lemma_.lower() in entries["injuries"] for o in named)
        if lemma not in entries["carried"] or (verb.dep_ in {"aux", "auxpass"}):
            return False
        return (self._signs(verb) or self._is_to_hospital(verb)) and not objects

    def _survives(self, verb: Token) -> bool:
        """As in "with injuries that are not life-threatening", "in stable condition": hurt, and told to live."""
        words = [t.lower_ for t in verb.subtree if t.i < verb.i + _NEAR]
        text = f" {' '.join(words)} "
        return any(f" {phrase} " in text for phrase in self.words.entries["surviving"])

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
