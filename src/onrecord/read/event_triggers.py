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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Rows
from onrecord.read.event_lexicon import Lexicon, lemma, load_lexicon
from onrecord.read.event_senses import sense_of
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASE_LINKS = frozenset({
    "dobj", "obj", "prt", "prep", "pobj", "advmod", "acomp", "oprd", "attr", "compound", "amod", "xcomp", "nmod",
    "nsubjpass", "dative", "ccomp", "pcomp", "nsubj",
})  # fmt: skip
_LONGEST_PHRASE = 5
_BETWEEN = frozenset({"DET", "ADJ", "PART", "ADV", "NUM", "PRON", "PUNCT"})
_OPEN_KINDS = frozenset({"attack"})
_AGENTS = frozenset({"chemical_attack"})
"""Kinds that "gas" beside an explosion does not tell."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_JOINED = frozenset({"ccomp", "xcomp", "conj", "advcl"})
"""Ties by which a verb stands in the same film or drill as the one that it hangs on."""


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
        """True where a noun tells of the event; one with an object is a verb that the parser mistook."""
        return self.head.pos_ in _NOUNS and not any(child.dep_ in clauses.OBJECT for child in self.head.children)


def find_triggers(parsed: Parsed, rows: Rows) -> list[Trigger]:
    """Triggers of a document in text order, no two over the same word."""
    lexicon = load_lexicon(parsed.language)
    taken: set[int] = set()
    found: list[Trigger] = []
    for find in (_phrases, _words):
        for token in parsed.doc:
            if token.i in taken:
                continue
            for trigger in find(token, rows, lexicon):
                touched = {*trigger.words, *range(trigger.start, trigger.end)}
                if not taken & touched:
                    found.append(trigger)
                    taken |= touched
                    break
    kept: list[Trigger] = []
    for trigger in found:
        reason = "imaginary" if _is_imaginary(trigger.head, lexicon) else None
        reason = "in a table" if parsed.in_table(trigger.head) else reason
        if reason is None:
            kept.append(_refined(trigger, lexicon))
        else:
            parsed.pass_over("events", reason, trigger.start, trigger.end)
    return sorted(kept, key=lambda trigger: trigger.start)


def _phrases(token: Token, _rows: Rows, lexicon: Lexicon) -> Iterator[Trigger]:
    for parts, kind in (
        *lexicon.phrases.get(lemma(token), ()),
        *(lexicon.phrases.get(token.lower_, ()) if token.lower_ != lemma(token) else ()),
    ):
        chain = _chain(token, parts)
        is_month = chain is not None and any(part.ent_type_ == "DATE" and part.tag_ == "NNP" for part in chain)
        if chain is None or is_month or _is_other_part(token, chain):
            continue
        top = chain[0]
        if top.pos_ in _NOUNS:
            top = next((part for part in chain if part.head.i not in {other.i for other in chain}), top)
        is_subject = token.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT
        head = token if is_subject and top.pos_ in {"VERB", "AUX"} else top
        start, end = _stretch(chain, head)
        carrier = _carrier(head, lexicon) if head.pos_ in _NOUNS else None
        passive = (lemma(top) in lexicon.passive and token.pos_ in _NOUNS) or (
            carrier is not None and lemma(carrier) in lexicon.passive
        )
        yield Trigger(
            head, start, end, kind, is_weak=" ".join(parts) in lexicon.weak, carrier=carrier, is_passive_sense=passive,
            words=frozenset(part.i for part in chain), occurrence=_occurrence(head, lexicon),
        )  # fmt: skip


def _is_other_part(last: Token, chain: Sequence[Token]) -> bool:
    """True where the last word plays another part than in the phrase ("was *dead* tired", "a *deal* struck him")."""
    head = last.head
    if last.dep_ == "advmod" and head.pos_ == "ADJ" and head.i > last.i:
        return True
    is_subject = last.dep_ in clauses.SUBJECT and last.pos_ in _NOUNS and head.i == chain[0].i
    return is_subject and len(chain) > 1 and bool(clauses.patients(head))


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
            and (before.pos_ != "VERB" or before.i in {token.head.i, token.head.head.i} or before.dep_ == "amod")
        ):
            chain.insert(0, before)
            continue
        is_modifier = token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i
        head = token.head if token.dep_ in _PHRASE_LINKS and not is_modifier else None
        if head is not None and head.i != token.i and part in {lemma(head), head.lower_}:
            chain.insert(0, head)
            continue
        particle = next((c for c in head.children if c.dep_ == "prt" and c.lower_ == part), None) if head else None
        if particle is not None and particle.i < token.i:
            chain.insert(0, particle)
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


def _words(token: Token, rows: Rows, lexicon: Lexicon) -> Iterator[Trigger]:
    trigger = _word(token, rows, lexicon)
    if trigger is not None:
        yield trigger


def _word(token: Token, rows: Rows, lexicon: Lexicon) -> Trigger | None:
    is_mistaken = (
        token.pos_ in _NOUNS
        and token.lower_ in lexicon.verbs
        and any(child.dep_ in clauses.OBJECT for child in token.children)
    )
    if token.pos_ == "VERB" and token.tag_ == "VB" and token.dep_ in clauses.SUBJECT and token.lower_ in lexicon.nouns:
        return Trigger(token, token.i, token.i + 1, lexicon.nouns[token.lower_], words=frozenset({token.i}))
    if is_mistaken or token.pos_ == "VERB" or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}):
        kind = _kind_of_verb(token, rows, lexicon)
        return Trigger(token, token.i, token.i + 1, kind, words=frozenset({token.i})) if kind else None
    if token.pos_ == "ADJ" and token.dep_ == "amod" and token.lower_ in lexicon.participles:
        kind = lexicon.participles[token.lower_]
        return Trigger(token, token.i, token.i + 1, kind, words=frozenset({token.i}))
    if token.pos_ not in _NOUNS or not _stands_alone(token, lexicon):
        return None
    name = lemma(token)
    senses = lexicon.noun_senses.get(name)
    kind = sense_of(token, senses, rows, lexicon) if senses is not None else lexicon.nouns.get(name)
    if kind is None:
        return None
    carrier = _carrier(token, lexicon)
    return Trigger(
        token, token.i, token.i + 1, kind, is_weak=name in lexicon.weak, carrier=carrier,
        is_passive_sense=carrier is not None and lemma(carrier) in lexicon.passive, words=frozenset({token.i}),
        occurrence=_occurrence(token, lexicon),
    )  # fmt: skip


def _kind_of_verb(verb: Token, rows: Rows, lexicon: Lexicon) -> str | None:
    name = lemma(verb)
    is_attributive = verb.dep_ == "amod" and name in lexicon.not_attributive
    is_noun_like = any(child.dep_ == "det" for child in verb.children)
    if is_attributive or is_noun_like or (name in lexicon.mediators and verb.dep_ == "acl"):
        return None
    if name in lexicon.verb_senses:
        return sense_of(verb, lexicon.verb_senses[name], rows, lexicon)
    return lexicon.verbs.get(name) or lexicon.verbs.get(verb.lower_)


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
    if noun.dep_ == "pobj" and head.head.pos_ == "VERB" and lemma(head.head) in lexicon.passive | lexicon.resorting:
        return head.head
    return next(
        (child for child in noun.children if child.dep_ in {"acl", "relcl"} and lemma(child) in lexicon.active), None
    )


def _occurrence(noun: Token, lexicon: Lexicon) -> Token | None:
    noun = clauses.first_conjunct(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in lexicon.turned_into and lemma(noun.head.head) in lexicon.turning:
        return noun.head.head
    is_subject = noun.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT and noun.pos_ in _NOUNS
    return noun.head if is_subject and lemma(noun.head) in lexicon.occurrence | lexicon.impact else None


def _refined(trigger: Trigger, lexicon: Lexicon) -> Trigger:
    if trigger.kind in lexicon.by_means and not trigger.is_nominal:
        agents = [agent for agent in clauses.agents(trigger.head) if agent.lower_ not in lexicon.nouns]
        agents = [agent for agent in agents if lemma(agent) not in lexicon.not_means]
        agents += [part for agent in agents for part in agent.children if part.dep_ == "compound"]
        means = (lexicon.refined.get(lemma(agent)) for agent in agents)
        return replace(trigger, kind=next((kind for kind in means if kind is not None), trigger.kind))
    if trigger.kind not in lexicon.refinable:
        return trigger
    is_blast = trigger.kind != lexicon.refined.get(lemma(trigger.head)) and trigger.kind not in _OPEN_KINDS
    beside = [child for child in trigger.head.children if child.dep_ in {"compound", "amod", "nmod"}]
    beside += [part for child in beside for part in child.children if part.dep_ in {"compound", "amod"}]
    if trigger.head.pos_ != "VERB":
        of_what = lexicon.prepositions["patient"] if is_blast else frozenset()
        beside += clauses.obliques(trigger.head, lexicon.prepositions["agent"] | of_what)
    else:
        agents = clauses.agents(trigger.head)
        beside += [part for agent in agents for part in agent.children if part.dep_ == "compound"]
        beside += agents + clauses.obliques(trigger.head, lexicon.prepositions["instrument"])
    names = [lemma(word) for word in beside]
    kinds = (lexicon.refined[name] for name in names if name in lexicon.refined)
    kind = next((kind for kind in kinds if not is_blast or kind not in _AGENTS), trigger.kind)
    return replace(trigger, kind=kind)


def _is_imaginary(token: Token, lexicon: Lexicon) -> bool:
    """True where it happens in a film, a novel, a drill ("a film about the massacre", "the film shows a massacre")."""
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in _NOUNS and ancestor.i != token.i and lemma(ancestor) in lexicon.imaginary:
            return True
        if ancestor.pos_ in {"VERB", "AUX"} and (ancestor.i != token.i or ancestor.dep_ not in {"relcl", "acl"}):
            if ancestor.i != token.i and lemma(ancestor) in lexicon.acting and token.dep_ in clauses.OBJECT:
                return True
            objects = clauses.obliques(ancestor, lexicon.prepositions["place"] | lexicon.prepositions["cause"])
            subjects = [c for c in ancestor.children if c.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT]
            if any(lemma(word) in lexicon.imaginary for word in [*objects, *subjects]):
                return True
            if ancestor.dep_ not in _JOINED:
                return False
    return False
