"""Statements that people were harmed, held or driven out, each with the number that its words give.

In: a parsed document and the quantities found in it. Out: `Harm`: a measure, the word that tells it (trigger), the word
for the people (head), and their number: a quantity, one for a single person, none for "no one" and "not any".

Constructions: verbs in the active, the passive and as participles ("killing 14", "12 killed"), with the victims as
object or as subject ("died"); phrases ("taken into custody", "lost their lives"); states ("left 12 dead", "are
missing", "30 wounded"); nouns ("the deaths of 12", "ten insurgent deaths"); counts ("the death toll rose to 30", "the
number of civilians killed is 90"); "accounted for 110 of the dead", where those counted are the subject; labels
("Killed: 14"). Parts of a total are found by `onrecord.read.toll_parts`.

Does not find: people harmed without a number ("the rebels were killed"), numbers in another sentence than the harm.
Known errors: metaphors outside sport ("killed by kindness"); "hit" and "struck" said of people who were not hurt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Measure
from onrecord.read.figures import Quantity
from onrecord.read.populations import People
from onrecord.syntax import Parsed, clauses
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PREDICATES = frozenset({"attr", "dobj", "acomp", "npadvmod"})
_NEAR = 12
"""Tokens between a verb and the rest of its phrase ("took the two men into custody")."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of harm: who of its clause is harmed, and whether only people can be."""

    measure: Measure
    is_subject: bool
    needs_people: bool
    is_weak: bool
    needs_number: bool = False
    words: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class HarmWords:
    """The vocabulary of harm, as look-up tables."""

    verbs: dict[str, tuple[Verb, ...]]
    phrases: dict[str, tuple[Verb, ...]]
    states: dict[str, Measure]
    nouns: dict[str, tuple[Measure, frozenset[str]]]
    entries: dict[str, Any]

    def has(self, name: str, word: str) -> bool:
        """True where a list of the vocabulary has a word."""
        return word in self.entries[name]


@cache
def words_of_harm(language: str) -> HarmWords:
    """The tables for a language."""
    entries = {
        name: frozenset(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
        for name, value in load("harm", language).items()
    }
    verbs: dict[str, list[Verb]] = {}
    for row in entries["verbs"]:
        verb = Verb(
            row["measure"],
            is_subject=row["takes"] == "subject",
            needs_people=row.get("people", False),
            is_weak=row.get("weak", False),
            needs_number=row.get("many", False),
        )
        for lemma in row["lemmas"]:
            verbs.setdefault(lemma, []).append(verb)
    phrases: dict[str, list[Verb]] = {}
    for row in entries["phrases"]:
        words = tuple(tuple(phrase.split()) for phrase in row["words"])
        is_subject, is_weak = row["takes"] == "subject", row.get("weak", False)
        verb = Verb(row["measure"], is_subject=is_subject, needs_people=True, is_weak=is_weak, words=words)
        phrases.setdefault(row["verb"], []).append(verb)
    return HarmWords(
        verbs={lemma: tuple(found) for lemma, found in verbs.items()},
        phrases={lemma: tuple(found) for lemma, found in phrases.items()},
        states={word: row["measure"] for row in entries["states"] for word in row["words"]},
        nouns={
            lemma: (row["measure"], frozenset(row["victim_of"])) for row in entries["nouns"] for lemma in row["lemmas"]
        },
        entries={**entries, "along": tuple(tuple(phrase.split()) for phrase in entries["along"])},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One statement of harm to people.

    Attributes:
        measure: What happened to them.
        trigger: Index of the word that says so.
        head: Index of the word for the people; None where the figure stands alone ("the toll rose to 30").
        quantity: Their number; None for a single person or for none.
        is_none: "Not any": nobody was harmed.
        is_weak: The outcome is open ("was shot").
        is_described: The word only describes those of whom something else is told ("30 wounded soldiers were treated").
        is_total: The words name a total ("the death toll").
        subjects: Words that name who is counted where the head does not ("militias accounted for 110 of the dead").
        is_part: The words say that this is a part of a total told before.
        is_self: Those harmed did it themselves.
    """

    measure: Measure
    trigger: int
    head: int | None
    quantity: Quantity | None = None
    is_none: bool = False
    is_weak: bool = False
    is_described: bool = False
    is_total: bool = False
    subjects: tuple[int, ...] = ()
    is_part: bool = False
    is_self: bool = False

    @property
    def is_single(self) -> bool:
        """True for one person told without a number."""
        return self.quantity is None and not self.is_none


class HarmFinder:
    """Finds the statements of harm of one document."""

    def __init__(self, parsed: Parsed, people: People, quantities: Iterable[Quantity]) -> None:
        self.doc = parsed.doc
        self.people = people
        self.words = words_of_harm(parsed.language)
        self.quantities = [q for q in quantities if q.is_count and not _is_presupposed(self.doc, q)]
        self.by_token: dict[int, Quantity] = {}
        for quantity in self.quantities:
            for i in range(quantity.number_start, quantity.number_end):
                self.by_token[i] = quantity
            if quantity.noun is not None and not quantity.is_partitive:
                self.by_token.setdefault(quantity.noun, quantity)

    def find(self) -> list[Harm]:
        """Every statement, in text order; of two for the same people and measure the stronger one."""
        found: list[Harm] = []
        for sentence in self.doc.sents:
            if sum(token.lemma_.lower() in self.words.entries["metaphors"] for token in sentence) > 1:
                continue
            for token in sentence:
                found.extend(self._of_verb(token))
                found.extend(self._of_state(token))
                found.extend(self._of_noun(token))
                found.extend(self._of_victims(token))
                found.extend(self._of_count_noun(token))
        for quantity in self.quantities:
            found.extend(self._beside(quantity))
        return _strongest(found)

    # ---- verbs ------------------------------------------------------------------------------------------------------

    def _of_verb(self, token: Token) -> Iterator[Harm]:
        if token.dep_ == "amod" or (token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB")):
            return
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
                yield from self._victims(token, victim, verb)

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
                yield from self._victims(verb, victim, loses)
        elif self._suffers(verb, lemma, objects):
            suffers = Verb("injured", is_subject=True, needs_people=True, is_weak=True)
            for victim in clauses.patients(verb) if clauses.is_passive(verb) else clauses.agents(verb):
                yield from self._victims(verb, victim, suffers)
        elif self.words.has("leaving", lemma) and self._signs(verb):
            leaves = Verb("injured", is_subject=False, needs_people=True, is_weak=True)
            for victim in [p for o in objects for p in (*clauses.conjuncts(o), *_listed(o))]:
                yield from self._victims(verb, victim, leaves)
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

    # ---- the people -------------------------------------------------------------------------------------------------

    def _victims(self, trigger: Token, victim: Token, verb: Verb) -> Iterator[Harm]:
        """The harm of one victim phrase: its number, one for a single person, or none."""
        counted = self._counted(self._self(trigger, victim))
        quantity = self.by_token.get(counted.i)
        noun = counted if quantity is None else self._noun_of(quantity)
        if noun is not None and self.people.is_excluded(noun):
            return
        if verb.needs_people and not self._may_be_people(noun, trigger):
            return
        if quantity is None and self._is_denied_any(trigger, counted):
            yield Harm(measure=verb.measure, trigger=trigger.i, head=counted.i, is_none=True)
            return
        if quantity is None and (verb.needs_number or not self._is_one(counted)):
            return
        if (quantity is None or not quantity.is_none) and clauses.is_negated(trigger):
            return
        yield Harm(
            measure=verb.measure,
            trigger=trigger.i,
            head=counted.i if noun is None else noun.i,
            quantity=quantity,
            is_weak=verb.is_weak,
            is_self=victim.lower_ in self.words.entries["reflexive"],
        )

    def _self(self, trigger: Token, victim: Token) -> Token:
        """Who "himself" is: the verb's subject."""
        if victim.lower_ not in self.words.entries["reflexive"]:
            return victim
        doers = clauses.agents(trigger)
        return doers[0] if doers and doers[0].i != victim.i else victim

    def _counted(self, victim: Token) -> Token:
        """The word that carries the number: "a group of *three insurgents*", "a total of *12* people"."""
        if victim.i in self.by_token:
            return victim
        lemma = victim.lemma_.lower()
        if victim.pos_ == "PROPN" and not self.people.is_single(victim):
            victim = self._last_of_name(victim)
        if lemma in self.people.words.bodies or lemma in self.words.entries["number_nouns"]:
            for child in victim.children:
                if child.lower_ in self.words.entries["of"]:
                    for noun in child.children:
                        if noun.dep_ == "pobj" and noun.i in self.by_token:
                            return noun
        return victim

    def _last_of_name(self, victim: Token) -> Token:
        """As in "a Lake Brigade of Oster courier": the courier, whom the parser hung on a name beside him."""
        for child in victim.children:
            if child.lower_ in self.words.entries["of"]:
                for noun in child.children:
                    has_own = any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
                    if noun.dep_ == "pobj" and noun.tag_ == "NN" and not has_own and self.people.is_single(noun):
                        return noun
        return victim

    def _noun_of(self, quantity: Quantity) -> Token | None:
        return None if quantity.noun is None else self.doc[quantity.noun]

    def _may_be_people(self, noun: Token | None, trigger: Token) -> bool:
        if noun is None:
            beside = trigger.head if trigger.dep_ in {"conj", "advcl"} else trigger
            is_beside = beside.i != trigger.i and (
                beside.lemma_.lower() in self.words.verbs or beside.i in self.by_token
            )
            return clauses.is_passive(trigger) or trigger.dep_ == "ROOT" or is_beside
        return self.people.is_people(noun)

    def _is_one(self, token: Token) -> bool:
        if any(child.lower_ in self.words.entries["each"] for child in token.children):
            return False
        reflexive = token.lower_ in self.words.entries["reflexive"]
        return reflexive or token.lower_ in self.words.entries["single_pronouns"] or self.people.is_single(token)

    def _is_denied_any(self, trigger: Token, victim: Token) -> bool:
        """As in "Did not injure any civilians", "no civilian was hurt" without a number of its own."""
        has_any = victim.lower_ in self.words.entries["any"] or any(
            child.lower_ in self.words.entries["any"] for child in victim.children
        )
        return has_any and clauses.is_negated(trigger) and self.people.is_people(victim)

    # ---- states -----------------------------------------------------------------------------------------------------

    def _of_state(self, token: Token) -> Iterator[Harm]:
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
            yield from self._victims(token, victim, state)

    def _bearers(self, state: Token) -> list[Token]:
        """Those of whom a state is said: "*12 people* are missing", "left *12* dead"."""
        copulas = self.words.entries["copulas"]
        first = clauses.first_conjunct(state)
        if state.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_.lower() in copulas for c in state.children):
            # the parser took "are missing" for a progressive
            return [] if any(child.dep_ in clauses.OBJECT for child in state.children) else clauses.agents(state)
        if first.dep_ not in {"acomp", "attr", "oprd"} or first.head.lemma_.lower() not in copulas:
            return []
        own = [child for child in first.children if child.dep_ in clauses.SUBJECT | {"nummod"}]
        objects = [child for child in first.head.children if child.dep_ in clauses.OBJECT]
        subjects = own or objects or clauses.agents(first.head) or clauses.patients(first.head)
        return [part for subject in subjects for part in clauses.conjuncts(subject)]

    def _beside(self, quantity: Quantity) -> Iterator[Harm]:
        """A number and, right after it or its noun, a word of harm: "12 killed", "five people injured", "30 dead"."""
        if quantity.is_none or quantity.is_partitive:
            return
        for place in self._places_beside(quantity):
            if not 0 <= place < len(self.doc):
                continue
            token = self.doc[place]
            measure = self.words.states.get(token.lower_)
            if token.lower_ in self.words.entries["deadly_adverbs"] and token.dep_ == "advmod":
                measure = "killed"
            if measure is None and token.tag_ == "VBN":
                measure = next(
                    (v.measure for v in self.words.verbs.get(token.lemma_.lower(), ()) if not v.is_weak), None
                )
            if measure is None or token.sent.start != self.doc[quantity.start].sent.start:
                continue
            noun = self._noun_of(quantity)
            if noun is not None and noun.i != token.i and not self.people.is_people(noun):
                continue
            if any(child.dep_ in {"dobj", "obj"} and child.i > token.i for child in token.children):
                continue
            head = None if noun is None or noun.i == token.i else noun.i
            if place < quantity.start:
                head = self._labelled_people(token)
            yield Harm(
                measure=measure, trigger=place, head=head if head is not None else quantity.head, quantity=quantity
            )
            return

    def _labelled_people(self, token: Token) -> int | None:
        """As in "Civilians killed: 14"."""
        before = self.doc[token.i - 1] if token.i > token.sent.start else None
        return before.i if before is not None and self.people.is_people(before) else None

    def _places_beside(self, quantity: Quantity) -> list[int]:
        """Where a word of harm may stand: after the number or its noun; before it and a colon or in a heading."""
        places = [quantity.end]
        if quantity.noun is not None:
            places = [quantity.noun + 1, quantity.noun] if quantity.noun >= quantity.end else places
        label = quantity.start - 1
        if label > 0 and self.doc[label].is_punct and self.doc[label].lower_ in {":", "-", "–", "|"}:
            places.append(label - 1)
        return places

    # ---- nouns ------------------------------------------------------------------------------------------------------

    def _of_noun(self, token: Token) -> Iterator[Harm]:
        """As in "Ten insurgent deaths", "the deaths of 12 people", "the loss of 40 lives"."""
        lemma = token.lemma_.lower()
        if token.pos_ not in {"NOUN", "PROPN"}:
            return
        if self.words.has("loss", lemma):
            for lives in clauses.obliques(token, self.words.entries["of"]):
                quantity = self.by_token.get(lives.i)
                if quantity is not None and lives.lemma_.lower() in self.words.entries["life"]:
                    yield Harm(measure="killed", trigger=token.i, head=None, quantity=quantity)
        if lemma not in self.words.nouns:
            return
        measure, prepositions = self.words.nouns[lemma]
        quantity = self.by_token.get(token.i)
        if (
            quantity is not None
            and self.words.has("counted_nouns", lemma)
            and not (quantity.qualifier == "vague" and self.words.has("acts", lemma))
            and not self._is_of_body(token)
            and not any(child.lower_ in self.words.entries["earlier"] for child in token.children)
        ):
            yield Harm(measure=measure, trigger=token.i, head=token.i, quantity=quantity)
            return
        for victim in clauses.obliques(token, prepositions):
            quantity = self.by_token.get(self._counted(victim).i)
            is_single = quantity is None and self.words.has("of_one", lemma) and token.tag_ == "NN"
            if is_single or (quantity is not None and not quantity.is_none):
                yield from self._victims(
                    token, victim, Verb(measure, is_subject=False, needs_people=True, is_weak=False)
                )

    def _of_victims(self, token: Token) -> Iterator[Harm]:
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

    def _is_of_body(self, token: Token) -> bool:
        """As in "Several injuries to the leg": parts of a body, not people."""
        if token.lemma_.lower() not in self.words.entries["injuries"]:
            return False
        governor = token.head
        return self.words.has("suffer", governor.lemma_.lower())

    def _of_count_noun(self, token: Token) -> Iterator[Harm]:
        """As in "The death toll rose to 30", "a toll of 30", "the number of civilians killed is 90"."""
        lemma = token.lemma_.lower()
        if not (self.words.has("toll_nouns", lemma) or self.words.has("number_nouns", lemma)):
            return
        measure = self._measure_counted(token)
        if measure is None:
            return
        people = next((p for p in clauses.obliques(token, self.words.entries["of"]) if self.people.is_people(p)), None)
        for quantity in self._values(token):
            if quantity.noun is not None and not self._fits(quantity, people):
                continue
            head = people.i if people is not None else quantity.noun
            now = self._risen_to(quantity)
            yield Harm(measure=measure, trigger=token.i, head=head, quantity=now, is_total=True)
            return

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
            if verbs:
                return verbs[0].measure
        if (
            noun.lemma_.lower() in self.words.entries["victims"]
            and noun.lemma_.lower() in self.words.entries["toll_nouns"]
        ):
            return "killed" if not any(child.dep_ == "compound" for child in noun.children) else None
        return None

    def _fits(self, quantity: Quantity, people: Token | None) -> bool:
        noun = self._noun_of(quantity)
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

    def _is_rise(self, place: int) -> bool:
        """True for a token of a number phrase that tells both ends of a rise ("from 12 to 30")."""
        quantity = self.by_token.get(place)
        return quantity is not None and quantity.qualifier == "between"


def _listed(noun: Token) -> list[Token]:
    """The rest of a list that the parser took for an explanation of its first noun ("a leader, his aide and two others")."""
    rest = [child for child in noun.children if child.dep_ == "appos" and child.i > noun.i]
    return [part for first in rest if len(clauses.conjuncts(first)) > 1 for part in clauses.conjuncts(first)]


def _is_presupposed(doc: Doc, quantity: Quantity) -> bool:
    """As in "The dozens killed", "these hundreds of dead": words that take a toll for granted and count nothing."""
    if quantity.qualifier != "vague" or quantity.start == 0:
        return False
    before = doc[quantity.start - 1]
    form = str(before.morph)
    return before.dep_ == "poss" or (
        before.pos_ in {"DET", "PRON"} and ("Definite=Def" in form or "PronType=Dem" in form)
    )


def _strongest(found: Iterable[Harm]) -> list[Harm]:
    """One statement for each number or person: a total first, then strong words, then weak ones."""
    best: dict[tuple[str, int | None], Harm] = {}
    for harm in sorted(found, key=lambda h: (h.is_weak or h.is_described, not h.is_part, not h.is_total, h.trigger)):
        key = ("quantity", harm.quantity.start) if harm.quantity is not None else ("head", harm.head)
        known = best.get(key)
        if known is None or (
            known.measure != harm.measure and not (harm.is_weak or harm.is_described or known.is_part)
        ):
            best[key if known is None else (harm.measure, key[1])] = harm
    return sorted(best.values(), key=lambda h: (h.quantity.start if h.quantity else h.head or h.trigger, h.trigger))
