"""An explanation of a sentence as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import Span
from onrecord.publish.phrases import Phrases, flat
from onrecord.publish.plain import render_row
from onrecord.report import Report
from onrecord.syntax import PassedOver

REASONS: Mapping[str, str] = {
    "age": "it is an age",
    "cannot tell whom": "nothing tells who is meant",
    "clock": "it is a time of day",
    "counts nobody harmed": "it counts no people harmed, held or driven out",
    "date": "it is a date",
    "denied": "it is said not to have happened: no harm came to anybody, nothing was refused",
    "general": "it speaks of such things in general, not of one that took place",
    "in a table": "it stands in a table's row, which is no sentence",
    "imaginary": "it happens in a film, a book, a game or a drill",
    "label": "the number is a name or a size, not a count",
    "measure": "it is a measure of distance, weight or time",
    "money": "it is an amount of money",
    "no sense fits": "no sense of the word in the vocabulary fits the words around it",
    "no violence": "it is weather, an accident, sport, trade or a figure of speech, not violence by people",
    "nobody is quoted": "nobody is named as saying these words: scare quotes, a title or a name",
    "only ended": "it is only said to be over",
    "only modifies": "it only describes another noun",
    "part of another": "it is harm done in an attack told elsewhere in the report: a toll, no event of its own",
    "percent": "it is a share",
    "recalled person": "one person harmed in background to the news is no count of this report",
    "speaker": "it is who speaks, not who was harmed",
    "taken up": "it takes up what the report told before",
    "two places": "two places are named and neither is nearer",
    "weak": "the word alone tells of no event: no verb or side makes it one",
}  # fmt: skip
"""Reason keys that readers note, in words."""

SINGULAR: Mapping[str, str] = {
    "times": "time", "events": "event", "tolls": "toll", "claims": "claim", "relations": "relation", "flows": "flow",
    "agreements": "agreement", "control": "control", "places": "place",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one row stands as it does.

    Attributes:
        name: List of the row.
        row: The row.
        parts: Probability of each part of its confidence (found, attributed, resolved).
        signals: The signals that move the confidence most, with their weights in log odds, strongest first.
        is_shown: Whether the default view shows it.
        threshold: The confidence that the default view asks of its list.
    """

    name: str
    row: Any
    parts: dict[str, float]
    signals: tuple[tuple[str, float], ...]
    is_shown: bool
    threshold: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence of a report: the rows read from it, and what was passed over."""

    report: Report
    sentence: Span
    reasons: tuple[Reason, ...]
    passed: tuple[PassedOver, ...]


def render_explanation(explanation: Explanation, *, width: int = 100) -> Iterator[str]:
    """Lines of an explanation: the sentence, its rows with what makes them sure or doubtful, what was passed over.

    Args:
        explanation: What `onrecord.explain.explain` returned.
        width: Columns of the terminal.
    """
    sentence = explanation.sentence
    yield from textwrap.wrap(f"“{flat(sentence.text)}” ({sentence.start}-{sentence.end})", width)
    phrases = Phrases(explanation.report)
    yield ""
    yield f"Rows ({len(explanation.reasons)})"
    for reason in explanation.reasons:
        yield from _row(reason, phrases, width)
    yield ""
    yield f"Passed over ({len(explanation.passed)})"
    for note in explanation.passed:
        line = (
            f"“{flat(note.text)}” ({note.start}-{note.end}): no {SINGULAR[note.name]}, because {REASONS[note.reason]}"
        )
        yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="      ")


def _row(reason: Reason, phrases: Phrases, width: int) -> Iterator[str]:
    lines = list(render_row(reason.row, phrases, width=width))
    yield f"  {SINGULAR[reason.name]}: {lines[0].strip()}"
    yield from lines[1:]
    if reason.row.confidence is None:
        return
    parts = ", ".join(f"{part} {value:.2f}" for part, value in reason.parts.items())
    view = "shown" if reason.is_shown else "kept back"
    told = f"confidence {reason.row.confidence:.2f} ({parts}); {view} by default, from {reason.threshold:.2f} on"
    yield from textwrap.wrap(told, width, initial_indent="      ", subsequent_indent="        ")
    signals = ", ".join(f"{signal} {value:+.2f}" for signal, value in reason.signals)
    if signals:
        told = f"counts most: {signals}; read by {reason.row.reader}"
        yield from textwrap.wrap(told, width, initial_indent="      ", subsequent_indent="        ")
