"""The vocabulary `event_triggers`, ready to look up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    impact: frozenset[str]
    refined: Mapping[str, str]
    refinable: frozenset[str]
    by_means: frozenset[str]
    not_means: frozenset[str]
    leaving: frozenset[str]
    states_of_harm: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    mediators: frozenset[str]
    definite: frozenset[str]
    control_words: frozenset[str]
    not_attributive: frozenset[str]
    participles: Mapping[str, str]
    patient_possessors: frozenset[str]
    agent_of: frozenset[str]
    strict_targets: frozenset[str]
    target_groups: frozenset[str]
    origin_objects: frozenset[str]
    undergoing: frozenset[str]
    of_instruments: frozenset[str]
    gives_people: frozenset[str]
    deciding: frozenset[str]
    announcing: frozenset[str]
    promising: frozenset[str]
    announced: frozenset[str]
    belonging: frozenset[str]
    reports: frozenset[str]
    turning: frozenset[str]
    turned_into: frozenset[str]
    nobody: frozenset[str]
    done_to_somebody: frozenset[str]
    patient_of: frozenset[str]
    no_side: frozenset[str]
    accidents: Mapping[str, Sequence[str]]
    lost: frozenset[str]
    figurative: Mapping[str, frozenset[str]]
    preventing: frozenset[str]
    subjecting: frozenset[str]
    in_state: frozenset[str]
    doing: frozenset[str]
    strikes: frozenset[str]
    each: frozenset[str]
    thing_pronouns: frozenset[str]
    bursting: frozenset[str]
    two_sided: frozenset[str]
    receiving: frozenset[str]
    acting: frozenset[str]
    reflexive: frozenset[str]
    negating: frozenset[str]
    accusing: frozenset[str]
    ending: frozenset[str]
    headline_breaks: frozenset[str]
    another: frozenset[str]
    resorting: frozenset[str]
    neither: frozenset[str]
    site_targets: Mapping[str, frozenset[str]]
    fronts: frozenset[str]
    answering: Mapping[str, frozenset[str]]
    blaming: frozenset[str]
    attributing: Mapping[str, frozenset[str]]
    including: frozenset[str]
    result: frozenset[str]
    causing: frozenset[str]
    harm_nouns: frozenset[str]

    @property
    def measures(self) -> frozenset[str]:
        """Words that count or measure what their phrase names ("dozens of *rifles*", "half of the *rice*")."""
        return self.classes["measure"] | self.classes["number"]

    @property
    def explosives(self) -> frozenset[str]:
        """Words for what explodes."""
        return self.classes["explosive"]


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
    given = dict[str, Any](
        verbs=verbs,
        nouns=nouns,
        phrases={last: sorted(found, key=lambda p: -len(p[0])) for last, found in phrases.items()},
        verb_senses=entries["senses"]["verbs"],
        noun_senses=entries["senses"]["nouns"],
        classes={name: frozenset(words) for name, words in entries["classes"].items()},
        active=frozenset(entries["light_verbs"]["active"]),
        passive=frozenset(entries["light_verbs"]["passive_sense"]),
        impact=frozenset(entries["light_verbs"]["impact"]),
        occurrence=frozenset(entries["light_verbs"]["occurrence"]),
        refined={word: kind for kind, words in entries["refine"]["words"].items() for word in words},
        by_means=frozenset(entries["refine"]["by_means"]),
        not_means=frozenset(entries["refine"]["not_means"]),
        refinable=frozenset(entries["refine"]["kinds"]),
        prepositions={name: frozenset(words) for name, words in entries["prepositions"].items()},
        participles=entries["participles"],
        accidents=entries["accidents"],
        figurative={name: frozenset(words) for name, words in entries["figurative"].items()},
        site_targets={kind: frozenset(words) for kind, words in entries["site_targets"].items()},
        answering={name: frozenset(words) for name, words in entries["answering"].items()},
        attributing={name: frozenset(words) for name, words in entries["attributing"].items()},
        undergoing=frozenset(entries["undergoing_verbs"]),
    )
    # a field of the same name as its list of words is that list
    given |= {spec.name: frozenset(entries[spec.name]) for spec in fields(Lexicon) if spec.name not in given}
    return Lexicon(**given)


def lemma(token: Token) -> str:
    """Lemma in lower case; for a plural that the parser took for a name, its singular by its ending."""
    name = token.lemma_.lower()
    return name.removesuffix("s") if token.tag_ == "NNPS" and not name.endswith("ss") else name
