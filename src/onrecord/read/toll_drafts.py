"""Tolls while they are being read: drafts with what decides whether two of them count the same people.

A draft is a statement of harm with its figure, its people, its standing, source and event, and for a single person the
traits that tell persons apart (name, age, sex, noun, rank). Drafts are merged by `onrecord.read.toll_merging` and
become rows in `onrecord.read.tolls`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.model import Event, Figure, Measure, Population, Qualifier, Source, Span, Status
from onrecord.read.figures import Quantity
from onrecord.read.harm_people import Harm
from onrecord.read.populations import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGE_BEFORE = 8
_AGE_AFTER = 3
_OTHERS = ("others",)
HELD = frozenset({"detained", "captured"})
TOLD = frozenset({"happened", "ongoing", "claimed", "unconfirmed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the words tell of one person."""

    noun: str
    names: frozenset[str] = frozenset()
    is_young: bool | None = None
    age: int | None = None
    sex: str | None = None
    is_leader: bool = False
    is_doer: bool = False
    is_victim: bool = False
    is_plain: bool = False
    is_definite: bool = False
    is_pronoun: bool = False


@dataclass(slots=True, kw_only=True)
class Draft:
    """A toll in the making; `total` is the draft it is a part of, `day` the day of its event (ISO).

    `own_event` is the id of the event that the word of harm itself tells of. `is_lead` marks the first sentence of
    the body, which sums up what the rest tells again; `is_rest` people told of beside others of one statement;
    `is_nominal` harm told by a noun ("the death of"); `is_at_large` people of whom no more is told than that;
    `is_added_word` what only a loose word ("also", "meanwhile") makes one more; `is_relative` what such a word or
    "other" does; `is_of_record` an account of what somebody did before. `is_apart` marks one more than those of whom
    another harm is told ("a man died, another was hurt"); `sex` is that of all of a group; `ordinal` how many there
    are with "a third man". `is_survived`: they are told to live, though the word alone leaves it open.

    `is_title` marks what stands before the body of the report, in words cut short; `is_tabled` a row of a
    table, which tells of no incident by itself.
    """

    measure: Measure
    figure: Figure
    qualifier: Qualifier
    population: Population
    place_token: int
    sentence: int
    spans: list[Span]
    status: Status = "happened"
    is_title: bool = False
    is_tabled: bool = False
    is_recalled: bool = False
    is_weak: bool = False
    is_survived: bool = False
    is_described: bool = False
    is_additive: bool = False
    is_apart: bool = False
    ordinal: int | None = None
    is_self: bool = False
    is_definite: bool = False
    is_of_record: bool = False
    is_rest: bool = False
    is_nominal: bool = False
    is_lead: bool = False
    is_at_large: bool = False
    is_added_word: bool = False
    is_relative: bool = False
    is_cumulative: bool = False
    is_running: bool = False
    sex: str | None = None
    person: Person | None = None
    total: Draft | None = None
    source: Source | None = None
    event: Event | None = None
    own_event: str | None = None
    day: str | None = None
    place: str | None = None
    since: str | None = None
    as_of: str | None = None
    persons: list[Person] = field(default_factory=list)
    """Every description of a single person that was merged into this draft."""
    told_in: set[int] = field(default_factory=set)
    """Sentences that tell of the same people again."""
    told_by: Draft | None = None
    """The draft that this one was merged into."""

    @property
    def is_single(self) -> bool:
        """True for one person."""
        return self.person is not None

    @property
    def family(self) -> str:
        """Measure, with the two ways of being held as one."""
        return "held" if self.measure in HELD else self.measure

    @property
    def standing_total(self) -> Draft | None:
        """The total that this draft is a part of, after merging."""
        total = self.total
        while total is not None and total.told_by is not None:
            total = total.told_by
        return None if total is self else total

    @property
    def count(self) -> int:
        """The figure's best reading."""
        figure = self.figure
        return next((v for v in (figure.best, figure.low, figure.high) if v is not None), 0)

    @property
    def is_told(self) -> bool:
        """True for harm that some source says took place."""
        return self.status in TOLD


def mark_rests(drafts: Sequence[Draft], harms: Sequence[Harm]) -> None:
    """Mark people told of after others in one statement ("the leader and *three others*")."""
    seen: set[tuple[int, str]] = set()
    for draft, harm in zip(drafts, harms, strict=True):
        key = (harm.trigger, harm.measure)
        draft.is_rest = key in seen
        seen.add(key)


def share_classes(drafts: Sequence[Draft]) -> None:
    """Give bare figures the class of those counted before ("killed 40 soldiers and wounded *12*", "*12 others*").

    Parts give none ("nine people, among them two children, were killed and *21* wounded").
    """
    before: Draft | None = None
    for draft in (draft for draft in drafts if draft.total is None):
        is_bare = draft.is_at_large or draft.population.text is None
        text = (draft.population.text or "").lower()
        is_other = any(word in text.split() for word in _OTHERS)
        if draft.population.class_ not in {"people", "other"}:
            before = draft if not draft.is_single else None
        elif before is not None and before.sentence == draft.sentence and ((is_bare and not text) or is_other):
            draft.population = replace(draft.population, class_=before.population.class_)
        elif text and not is_bare:
            before = None


def sex_of(forms: Sequence[str], words: Words) -> str | None:
    """The sex that words for people tell."""
    return (
        "male" if any(f in words.male for f in forms) else "female" if any(f in words.female for f in forms) else None
    )


def _is_young(forms: list[str], words: Words) -> bool | None:
    if any(form in words.young for form in forms):
        return True
    return False if any(form in words.grown for form in forms) else None


def _may_be_leader(person: Person) -> bool:
    """True for words that can point back to a leader: a name, a pronoun, "the individual"."""
    return bool(person.names) or person.is_pronoun or (person.is_plain and person.is_definite)


def person_of(token: Token, ages: list[Quantity], words: Words) -> Person:
    """Traits of the person that a word names."""
    lemma = token.lemma_.lower()
    nearby = [token, *(c for c in token.children if c.dep_ in {"compound", "poss", "nmod", "amod", "appos"})]
    heads = [token, *(c for c in token.children if c.dep_ == "appos")]
    full = [t for head in heads if _is_name(head) for t in (head, *(c for c in head.children if c.dep_ == "compound"))]
    names = frozenset(
        t.lower_ for t in full if _is_name(t) and t.lower_ not in words.class_of and t.lower_ not in words.name_parts
    )
    forms = [t.lower_ for t in nearby if t.dep_ not in {"compound", "poss"}] + [lemma]
    sex = sex_of(forms, words)
    determiner = next((c for c in token.children if c.dep_ in {"det", "poss"}), None)
    is_definite = determiner is not None and (
        determiner.dep_ == "poss" or any(form in str(determiner.morph) for form in ("Definite=Def", "PronType=Dem"))
    )
    return Person(
        noun=lemma,
        names=names,
        is_young=_is_young(forms, words),
        age=_age(token, ages),
        sex=sex,
        is_leader=any(
            t.lemma_.lower() in words.leaders for t in nearby if t.i == token.i or t.dep_ in {"compound", "appos"}
        ),
        is_doer=lemma in words.doers,
        is_victim=lemma in words.victims or words.class_of.get(lemma) in {"state_forces", "women", "children"},
        is_plain=lemma in words.plain
        or token.lower_ in words.old
        or (is_definite and token.tag_ == "NN" and lemma not in words.class_of),
        is_definite=is_definite,
        is_pronoun=token.pos_ == "PRON",
    )  # fmt: skip


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", ""} and token.tag_ == "NNP"


def _age(token: Token, ages: list[Quantity]) -> int | None:
    """The age told right before or after a person's word."""
    for quantity in ages:
        if token.i - _AGE_BEFORE <= quantity.number_start <= token.i + _AGE_AFTER and quantity.best is not None:
            number = token.doc[quantity.number_start]
            between = token.doc[token.i + 1 : quantity.number_start]
            is_after = quantity.number_start > token.i and not any(t.pos_ == "CCONJ" for t in between)
            is_own = is_after or _is_below(number, token)
            if is_own and number.sent == token.sent:
                return quantity.best
    return None


def _is_below(number: Token, token: Token) -> bool:
    """True for a number that hangs on a word, but for one of what is coordinated with it."""
    while number.i not in {number.head.i, token.i}:
        if number.dep_ == "conj":
            return False
        number = number.head
    return number.i == token.i


def _contradict(left: Person, right: Person) -> bool:
    """True where names, ages or the parts that two persons play rule out that they are one."""
    return bool(
        (left.names and right.names and not left.names & right.names)
        or (left.is_doer and right.is_victim)
        or (left.is_victim and right.is_doer)
        or (left.is_young is not None and right.is_young is not None and left.is_young != right.is_young)
        or (left.age is not None and right.age is not None and left.age != right.age)
        or (left.sex and right.sex and left.sex != right.sex)
    )


def may_be_same(left: Person, right: Person) -> bool:
    """True where nothing told of two persons keeps them from being one."""
    if _contradict(left, right):
        return False
    if left.is_leader != right.is_leader and not any(_may_be_leader(p) for p in (left, right) if not p.is_leader):
        return False
    if left.is_leader and right.is_leader and (left.is_definite or right.is_definite):
        return True  # "the leader", told of before as a courier
    is_vague = left.is_plain or right.is_plain or left.is_pronoun or right.is_pronoun
    return is_vague or left.noun == right.noun or bool(left.names) or bool(right.names)
