"""Words that tell of an event: verbs, nominalisations, participles, fixed phrases, each in the sense that fits.

In: a parsed document and the mentions found so far. Out: `Trigger`s in text order.

Method: lemmas are looked up in the vocabulary `event_triggers`. A word in several senses has conditions on the classes
of its subject, object and modifiers, on prepositions and particles; the first sense whose conditions hold gives the
kind. A noun that only modifies another noun ("attack helicopter") tells of nothing, unless that noun carries it
("attack plan") ; what happens in a film, a novel or a drill did not happen. The kind of a plain attack is made exact by
the words beside it ("suicide", "mortar").

Known errors: metaphors outside the lists of abstract things; a class is looked up for the head word only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Rows
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASE_LINKS = frozenset({
    "dobj", "obj", "prt", "prep", "pobj", "advmod", "acomp", "oprd", "attr", "compound", "amod", "xcomp", "nmod", "nsubjpass",
    "dative", "ccomp", "pcomp", "nsubj",
})  # fmt: skip
_LONGEST_PHRASE = 5
_BETWEEN = frozenset({"DET", "ADJ", "PART", "ADV", "NUM", "PRON", "PUNCT"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an event.

    Attributes:
        head: Token whose syntax tells status, time and arguments.
        start: First token of the words.
        end: Token after the last.
        kind: Kind of event.
        is_weak: Tells of a new event only where an event verb takes it.
        carrier: Verb that carries a nominal event ("launched" an attack); None for verbs.
        is_passive_sense: The carrier's subject suffers the event ("came under attack").
        words: Tokens of the trigger; the others between `start` and `end` are none of its words.
        occurrence: Verb that says that a nominal event occurs ("clashes *broke out* between ...").
    """

    head: Token
    start: int
    end: int
    kind: str
    is_weak: bool = False
    carrier: Token | None = None
    is_passive_sense: bool = False
    words: frozenset[int] = frozenset()
    occurrence: Token | None = None

    @property
    def is_nominal(self) -> bool:
        return self.head.pos_ in _NOUNS


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary `event_triggers`, ready to look up."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    verb_senses: Mapping[str, Sequence[Mapping[str, Any]]]
    noun_senses: Mapping[str, Sequence[Mapping[str, Any]]]
    classes: Mapping[str, frozenset[str]]
    weak: frozenset[str]
    imaginary: frozenset[str]
    carriers: frozenset[str]
    active: frozenset[str]
    passive: frozenset[str]
    occurrence: frozenset[str]
    refined: Mapping[str, str]
    refinable: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    mediators: frozenset[str]
    definite: frozenset[str]
    control_words: frozenset[str]
    not_attributive: frozenset[str]
    patient_possessors: frozenset[str]
    agent_of: frozenset[str]
    strict_targets: frozenset[str]
    target_groups: frozenset[str]
    origin_objects: frozenset[str]


@cache
def load_lexicon(language: str) -> Lexicon:
    """The words of a language that tell of events."""
    entries = load("event_triggers", language)
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, words in entries["kinds"].items():
        verbs.update(dict.fromkeys(words.get("verbs") or (), kind))
        nouns.update(dict.fromkeys(words.get("nouns") or (), kind))
        for phrase in words.get("phrases") or ():
            parts = tuple(phrase.split())
            phrases.setdefault(parts[0] if len(parts) == 1 else parts[-1], []).append((parts, kind))
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        phrases={last: sorted(found, key=lambda p: -len(p[0])) for last, found in phrases.items()},
        verb_senses=entries["senses"]["verbs"],
        noun_senses=entries["senses"]["nouns"],
        classes={name: frozenset(words) for name, words in entries["classes"].items()},
        weak=frozenset(entries["weak"]),
        imaginary=frozenset(entries["imaginary"]),
        carriers=frozenset(entries["carriers"]),
        active=frozenset(entries["light_verbs"]["active"]),
        passive=frozenset(entries["light_verbs"]["passive_sense"]),
        occurrence=frozenset(entries["light_verbs"]["occurrence"]),
        refined={word: kind for kind, words in entries["refine"]["words"].items() for word in words},
        refinable=frozenset(entries["refine"]["kinds"]),
        prepositions={name: frozenset(words) for name, words in entries["prepositions"].items()},
        mediators=frozenset(entries["mediators"]),
        definite=frozenset(entries["definite"]),
        not_attributive=frozenset(entries["not_attributive"]),
        control_words=frozenset(entries["control_words"]),
        patient_possessors=frozenset(entries["patient_possessors"]),
        agent_of=frozenset(entries["agent_of"]),
        strict_targets=frozenset(entries["strict_targets"]),
        target_groups=frozenset(entries["target_groups"]),
        origin_objects=frozenset(entries["origin_objects"]),
    )


def find_triggers(parsed: Parsed, rows: Rows) -> list[Trigger]:
    """Triggers of a document in text order, no two over the same word."""
    lexicon = load_lexicon(parsed.language)
    taken: set[int] = set()
    found: list[Trigger] = []
    for token in parsed.doc:
        for trigger in _phrases(token, lexicon):
            if not taken & {*trigger.words, *range(trigger.start, trigger.end)}:
                found.append(trigger)
                taken |= {*trigger.words, *range(trigger.start, trigger.end)}
                break
    for token in parsed.doc:
        if token.i not in taken:
            trigger = _word(token, rows, lexicon)
            if trigger is not None:
                found.append(trigger)
                taken.add(token.i)
    kept = [_refined(trigger, lexicon) for trigger in found if not _is_imaginary(trigger.head, lexicon)]
    return sorted(kept, key=lambda trigger: trigger.start)


def patients(verb: Token, rows: Rows) -> list[Token]:
    """Logical objects of a verb; a place right after it that the parser took for an adverbial among them."""
    found = clauses.patients(verb)
    if found or verb.pos_ != "VERB":
        return found
    beside = (child for child in verb.rights if child.dep_ == "npadvmod" and child.pos_ in _NOUNS)
    return [child for child in beside if rows.mention_at_head(child.i, {"place"}) is not None][:1]


def lemma(token: Token) -> str:
    """Lemma in lower case; for words in capitals, which the lemmatiser leaves alone, an approximation."""
    return token.lemma_.lower()


def _phrases(token: Token, lexicon: Lexicon) -> Iterator[Trigger]:
    for parts, kind in (
        *lexicon.phrases.get(lemma(token), ()),
        *(lexicon.phrases.get(token.lower_, ()) if token.lower_ != lemma(token) else ()),
    ):
        chain = _chain(token, parts)
        if chain is None:
            continue
        top = chain[0]
        if top.pos_ in _NOUNS:
            top = next((part for part in chain if part.head.i not in {other.i for other in chain}), top)
        is_subject = token.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT
        head = token if is_subject and top.pos_ in {"VERB", "AUX"} else top
        start, end = _stretch(chain, head)
        carrier = _carrier(head, lexicon) if head.pos_ in _NOUNS else None
        passive = (lemma(top) in lexicon.passive and token.pos_ in _NOUNS) or (carrier is not None and lemma(carrier) in lexicon.passive)
        yield Trigger(
            head, start, end, kind, is_weak=" ".join(parts) in lexicon.weak, carrier=carrier, is_passive_sense=passive,
            words=frozenset(part.i for part in chain), occurrence=_occurrence(head, lexicon),
        )  # fmt: skip


def _stretch(chain: Sequence[Token], head: Token) -> tuple[int, int]:
    """Token range of a phrase; of its noun or its verb alone where other nouns or verbs stand in between."""
    indexes = [part.i for part in chain]
    start, end = min(indexes), max(indexes) + 1
    between = [token for token in chain[0].doc[start:end] if token.i not in indexes]
    if end - start <= _LONGEST_PHRASE and all(token.pos_ in _BETWEEN for token in between):
        return start, end
    alone = chain[-1] if chain[-1].pos_ in _NOUNS and head.pos_ not in _NOUNS else head
    return alone.i, alone.i + 1


def _chain(last: Token, parts: tuple[str, ...]) -> list[Token] | None:
    """Tokens of a phrase whose last word is given: each word governs the next, or stands right before it."""
    chain = [last]
    for part in reversed(parts[:-1]):
        token = chain[0]
        before = token.nbor(-1) if token.i > token.sent.start else None
        if (
            before is not None
            and part in {lemma(before), before.lower_}
            and (before.pos_ != "VERB" or token.head.i == before.i or before.dep_ == "amod")
        ):
            chain.insert(0, before)
            continue
        head = token.head if token.dep_ in _PHRASE_LINKS else None
        if head is not None and head.i != token.i and part in {lemma(head), head.lower_}:
            chain.insert(0, head)
            continue
        child = next(
            (c for c in token.children if c.dep_ in {"compound", "amod", "neg"} and part in {lemma(c), c.lower_}), None
        )
        if child is None:
            return None
        chain.insert(0, child)
    if (
        len(parts) > 1
        and chain[0].pos_ == "NOUN"
        and chain[0].dep_ not in {"compound", "amod", "nmod"}
        and chain[0].head.i == last.i
    ):
        return None
    return chain


def _word(token: Token, rows: Rows, lexicon: Lexicon) -> Trigger | None:
    name = lemma(token)
    if (
        token.pos_ == "VERB"
        or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"})
        or (token.pos_ == "ADJ" and name not in lexicon.nouns and token.lower_.endswith("ed"))
    ):
        if token.pos_ == "VERB" and name in lexicon.verb_senses:
            kind = _sense(token, lexicon.verb_senses[name], rows, lexicon)
        else:
            kind = lexicon.verbs.get(name) or lexicon.verbs.get(token.lower_)
        return Trigger(token, token.i, token.i + 1, kind, words=frozenset({token.i})) if kind else None
    if token.pos_ not in _NOUNS or not _stands_alone(token, lexicon):
        return None
    senses = lexicon.noun_senses.get(name)
    kind = _sense(token, senses, rows, lexicon) if senses is not None else lexicon.nouns.get(name)
    if kind is None:
        return None
    carrier = _carrier(token, lexicon)
    return Trigger(
        token, token.i, token.i + 1, kind, is_weak=name in lexicon.weak, carrier=carrier,
        is_passive_sense=carrier is not None and lemma(carrier) in lexicon.passive, words=frozenset({token.i}),
        occurrence=_occurrence(token, lexicon),
    )  # fmt: skip


def _stands_alone(noun: Token, lexicon: Lexicon) -> bool:
    """False for a noun that only modifies another ("attack helicopter") or is part of a name."""
    if noun.dep_ in {"compound", "nmod"} and noun.head.i > noun.i:
        return lemma(noun.head) in lexicon.carriers
    return noun.ent_type_ not in {"ORG", "PERSON", "WORK_OF_ART", "LAW", "FAC", "PRODUCT"} or noun.pos_ == "NOUN"


def _carrier(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that carries a nominal event: its governor where that is a light verb ("launched an attack")."""
    noun = clauses.first_conjunct(noun)
    head = noun.head
    if noun.dep_ in {"dobj", "obj", "nsubjpass", "nsubj"} and head.pos_ == "VERB":
        return head if lemma(head) in lexicon.active | lexicon.passive else None
    if noun.dep_ == "pobj" and head.head.pos_ == "VERB" and lemma(head.head) in lexicon.passive:
        return head.head
    return next(
        (child for child in noun.children if child.dep_ in {"acl", "relcl"} and lemma(child) in lexicon.active), None
    )


def _occurrence(noun: Token, lexicon: Lexicon) -> Token | None:
    noun = clauses.first_conjunct(noun)
    is_subject = noun.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT and noun.pos_ in _NOUNS
    return noun.head if is_subject and lemma(noun.head) in lexicon.occurrence else None


def _refined(trigger: Trigger, lexicon: Lexicon) -> Trigger:
    if trigger.kind not in lexicon.refinable:
        return trigger
    beside = [child for child in trigger.head.children if child.dep_ in {"compound", "amod", "nmod"}]
    beside += [part for child in beside for part in child.children if part.dep_ in {"compound", "amod"}]
    if trigger.head.pos_ == "VERB":
        beside += clauses.agents(trigger.head) + clauses.obliques(trigger.head, lexicon.prepositions["instrument"])
    names = [lemma(word) for word in beside]
    kind = next((lexicon.refined[name] for name in names if name in lexicon.refined), trigger.kind)
    return Trigger(
        trigger.head, trigger.start, trigger.end, kind, trigger.is_weak, trigger.carrier, trigger.is_passive_sense
    )


def _is_imaginary(token: Token, lexicon: Lexicon) -> bool:
    """True where it happens in a film, a novel, a drill ("a film about the massacre")."""
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in _NOUNS and ancestor.i != token.i and lemma(ancestor) in lexicon.imaginary:
            return True
        if ancestor.pos_ in {"VERB", "AUX"}:
            if ancestor.i != token.i or ancestor.dep_ not in {"relcl", "acl"}:
                objects = clauses.obliques(ancestor, lexicon.prepositions["place"])
                subjects = [child for child in ancestor.children if child.dep_ in clauses.SUBJECT]
                return any(lemma(word) in lexicon.imaginary for word in [*objects, *subjects])
    return False


def classes_of(token: Token, rows: Rows, lexicon: Lexicon) -> set[str]:
    """Classes of a noun: from its word, from the mention that it heads, from the parser's entity label."""
    name = lemma(token)
    found = {label for label, words in lexicon.classes.items() if name in words}
    mention = rows.mention_at_head(token.i)
    if token.pos_ == "PRON":
        found.add("pronoun")
        return found
    if token.pos_ == "NUM" or token.like_num:
        found.add("number")
    if mention is not None:
        found |= {
            "actor": {"actor", "armed"}, "person": {"person", "actor", "name"}, "place": {"place", "place_name"},
            "weapon": {"weapon"}, "vehicle": {"vehicle"}, "nationality": {"person", "armed"}, "money": {"money"},
        }.get(mention.kind, set())  # fmt: skip
    elif token.pos_ == "PROPN":
        found |= {
            "GPE": {"place", "place_name", "actor", "armed", "country"}, "LOC": {"place", "place_name"}, "FAC": {"facility"},
            "PERSON": {"person", "actor", "name"}, "ORG": {"actor", "armed"}, "NORP": {"person", "armed", "actor"},
        }.get(token.ent_type_, {"person", "actor"})  # fmt: skip
    if "settlement" in found:
        found.add("place")
    return found


def _sense(token: Token, senses: Sequence[Mapping[str, Any]], rows: Rows, lexicon: Lexicon) -> str | None:
    """Kind of the first sense whose conditions all hold."""
    facts = _Facts(token, rows, lexicon)
    for sense in senses:
        if all(facts.holds(name, value) for name, value in sense.items() if name != "kind"):
            return str(sense["kind"])
    return None


class _Facts:
    """What a sense's conditions ask of one token, looked up when asked."""

    def __init__(self, token: Token, rows: Rows, lexicon: Lexicon) -> None:
        self.token = token
        self.rows = rows
        self.lexicon = lexicon
        self.is_verb = token.pos_ == "VERB"

    def holds(self, name: str, value: Any) -> bool:
        if name.startswith("not_"):
            return not self.holds(name.removeprefix("not_"), value)
        return bool(getattr(self, f"_{name}")(value))

    def _any(self, tokens: Iterable[Token], wanted: Iterable[str]) -> bool:
        wanted = set(wanted)
        return any(classes_of(token, self.rows, self.lexicon) & wanted for token in tokens)

    def _object(self, wanted: Any) -> bool:
        return self._any(patients(self.token, self.rows), wanted)

    def _no_object(self, value: Any) -> bool:
        return not patients(self.token, self.rows) is value

    def _subject(self, wanted: Any) -> bool:
        subjects = clauses.agents(self.token) if not clauses.is_passive(self.token) else patients(self.token, self.rows)
        return self._any(subjects, wanted)

    def _subject_patient(self, wanted: Any) -> bool:
        return self._any(patients(self.token, self.rows), wanted)

    def _by(self, wanted: Any) -> bool:
        return self._any(clauses.agents(self.token), wanted)

    def _passive(self, value: Any) -> bool:
        return clauses.is_passive(self.token) is value

    def _preposition(self, wanted: Any) -> bool:
        return any(
            child.dep_ in {"prep", "prt", "agent", "dative"} and child.lower_ in wanted for child in self.token.children
        )

    def _preposition_object(self, wanted: Any) -> bool:
        objects = [
            obj for child in self.token.children if child.dep_ == "prep" for obj in child.children if obj.dep_ == "pobj"
        ]
        return self._any(objects, wanted)

    def _of(self, wanted: Any) -> bool:
        return self._any(clauses.obliques(self.token, self.lexicon.prepositions["patient"]), wanted)

    def _modifier(self, wanted: Any) -> bool:
        return any(
            child.dep_ in {"amod", "compound", "nmod", "poss", "nummod"} and {child.lower_, lemma(child)} & set(wanted)
            for child in self.token.children
        )

    def _modifier_adverb(self, wanted: Any) -> bool:
        return any(child.dep_ == "advmod" and child.lower_ in wanted for child in self.token.children)

    def _possessor(self, value: Any) -> bool:
        return any(child.dep_ == "poss" for child in self.token.children) is value

    def _plural(self, value: Any) -> bool:
        return (self.token.tag_ in {"NNS", "NNPS"}) is value

    def _clause(self, value: Any) -> bool:
        return any(child.dep_ in {"xcomp", "ccomp"} for child in self.token.children) is value

    def _clause_that(self, value: Any) -> bool:
        return any(child.dep_ == "ccomp" for child in self.token.children) is value

    def _modal(self, value: Any) -> bool:
        return any(child.tag_ == "MD" for child in self.token.children) is value

    def _verb(self, wanted: Any) -> bool:
        return lemma(self.token.head) in wanted

    def _preposition_or_verb(self, value: Any) -> bool:
        has = any(child.dep_ == "prep" for child in self.token.children) or self.token.dep_ in {
            "dobj",
            "nsubj",
            "nsubjpass",
            "pobj",
        }
        return has is value
