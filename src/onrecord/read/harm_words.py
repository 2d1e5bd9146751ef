"""The vocabulary of harm to people, as look-up tables (data: `harm.yml` of a language)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Measure
from onrecord.vocab import load


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of harm: who of its clause is harmed, and whether only people can be.

    `needs_people` asks for a word known to name people; `is_of_persons` makes a person of any one that it is done to.
    """

    measure: Measure
    is_subject: bool
    needs_people: bool
    is_weak: bool
    needs_number: bool = False
    is_of_persons: bool = False
    words: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class HarmWords:
    """The vocabulary of harm, as look-up tables.

    A noun has its measure, the prepositions before its victims, and whether it leaves the outcome open.
    """

    verbs: dict[str, tuple[Verb, ...]]
    phrases: dict[str, tuple[Verb, ...]]
    states: dict[str, Measure]
    nouns: dict[str, tuple[Measure, frozenset[str], bool]]
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
            is_of_persons=row.get("persons", False),
        )
        for lemma in row["lemmas"]:
            verbs.setdefault(lemma, []).append(verb)
    phrases: dict[str, list[Verb]] = {}
    for row in entries["phrases"]:
        words = tuple(tuple(phrase.split()) for phrase in row["words"])
        is_subject, is_weak = row["takes"] == "subject", row.get("weak", False)
        verb = Verb(row["measure"], is_subject=is_subject, needs_people=True, is_weak=is_weak,
            needs_number=row.get("many", False), words=words,
        )  # fmt: skip
        phrases.setdefault(row["verb"], []).append(verb)
    return HarmWords(
        verbs={lemma: tuple(found) for lemma, found in verbs.items()},
        phrases={lemma: tuple(found) for lemma, found in phrases.items()},
        states={word: row["measure"] for row in entries["states"] for word in row["words"]},
        nouns={
            lemma: (row["measure"], frozenset(row["victim_of"]), row.get("weak", False))
            for row in entries["nouns"]
            for lemma in row["lemmas"]
        },
        entries={
            **entries,
            "along": tuple(tuple(phrase.split()) for phrase in entries["along"]),
            "to_death": frozenset(tuple(phrase.split()) for phrase in entries["to_death"]),
        },
    )
