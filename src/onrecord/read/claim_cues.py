"""The words that give a statement to somebody, as readers ask for them (`vocab/<language>/claim_cues.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Stance
from onrecord.vocab import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One kind of reporting word: the stance it tells, and what it takes as content (see the vocabulary's `about`)."""

    stance: Stance
    takes: frozenset[str]
    after: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    particle: str | None = None
    is_addressee: bool = False
    is_thought: bool = False
    is_plain: bool = False
    is_figurative: bool = False
    needs_pair: bool = False
    needs_number: bool = False
    is_document_only: bool = False
    takes_any: bool = False
    complements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """All reporting words of a language."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    phrases: Mapping[tuple[str, ...], Stance]
    adverbs: Mapping[str, Stance]
    passives: Mapping[str, Stance]
    words: Mapping[str, frozenset[str]]
    """Word lists by name: `documents`, `anonymous_people`, `first_persons`, ..."""
    phrase_starts: frozenset[str]


@cache
def load_cues(language: str) -> Cues:
    """The reporting words of a language."""
    entries: Any = load("claim_cues", language)
    phrases = {tuple(phrase["words"]): phrase["stance"] for phrase in entries["according_to"]}
    return Cues(
        verbs=_by_lemma(entries["verbs"]),
        nouns=_by_lemma(entries["nouns"]),
        phrases=phrases,
        adverbs=entries["hearsay_adverbs"],
        passives=entries["hearsay_passives"],
        phrase_starts=frozenset(words[0] for words in phrases),
        words={name: frozenset(words) for name, words in entries["words"].items()},
    )


def _by_lemma(entries: list[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for entry in entries:
        cue = Cue(
            stance=entry["stance"],
            takes=frozenset(entry.get("takes", ())),
            after=frozenset(entry.get("after", ())),
            pair=frozenset(entry.get("pair", ())),
            particle=entry.get("particle"),
            is_addressee=entry.get("is_addressee", False),
            is_thought=entry.get("is_thought", False),
            is_plain=entry.get("is_plain", False),
            is_figurative=entry.get("is_figurative", False),
            needs_pair=entry.get("needs_pair", False),
            needs_number=entry.get("needs_number", False),
            is_document_only=entry.get("is_document_only", False),
            takes_any=entry.get("takes_any", False),
            complements=frozenset(entry.get("complements", ())),
        )
        for lemma in entry["lemmas"]:
            found.setdefault(lemma, []).append(cue)
    return {lemma: tuple(cues) for lemma, cues in found.items()}
