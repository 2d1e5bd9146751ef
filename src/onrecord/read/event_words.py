"""The vocabulary `event_arguments`: words that decide who acts, on whom, where and when in an event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.vocab import load


@dataclass(frozen=True, slots=True)
class ArgumentWords:
    """The entries of the vocabulary, as sets; what each holds is told there."""

    crewed: frozenset[str]
    visiting: frozenset[str]
    locative: frozenset[str]
    here: frozenset[str]
    about_events: frozenset[str]
    deciding_by: frozenset[str]
    undoers: frozenset[str]
    territory: frozenset[str]
    where: frozenset[str]
    parts_of_places: frozenset[str]
    from_afar: frozenset[str]
    destinations: frozenset[str]


@cache
def argument_words(language: str) -> ArgumentWords:
    """The words of a language that decide the arguments of events."""
    return ArgumentWords(**{name: frozenset(words) for name, words in load("event_arguments", language).items()})
