"""Why a report's rows at some words were made, how sure the record is of them, and why likely ones were not made.

In: a document and a character of its text. Out: an `Explanation` of the sentence that holds it: its rows, each with the
parts of its confidence and the signals that count most, and the words that were passed over, each with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.confidence import SIGNALS, Scene, parts_of, signals_of, weigh
from onrecord.errors import ConfigurationError
from onrecord.model import Document, Span, spans_of
from onrecord.pipeline import unread_because
from onrecord.publish.explanation import Explanation, Reason
from onrecord.read import find_rows
from onrecord.read.passed_over import passed_over
from onrecord.report import Report
from onrecord.resolve import resolve
from onrecord.syntax import Parsed, load_parser
from onrecord.vocab.confidence import load_confidence

__all__ = ["Explanation", "Reason", "explain"]

_MOST_SIGNALS = 5
_NAMING = frozenset({"mentions", "places"})
"""Lists of what the rows of a sentence name, not of what it tells."""


def explain(document: Document, at: int) -> Explanation:
    """Read a document and explain the sentence that holds a character.

    Args:
        document: The document.
        at: Offset of a character of its text.

    Raises:
        ConfigurationError: The text has no such character, or is in a language that is not read.
    """
    unread = unread_because(document)
    if unread is not None:
        raise ConfigurationError(f"{document.uri or document.id} was {unread}: there is nothing to explain")
    if not 0 <= at < len(document.text):
        raise ConfigurationError(
            f"offset {at} lies outside the text, which has characters 0 to {len(document.text) - 1}; "
            "offsets are those that `onrecord read` prints beside a row's words"
        )
    parsed = load_parser(document.language or "en").parse(document)
    rows = weigh(parsed, resolve(parsed, find_rows(parsed)))
    sentence = _sentence_at(parsed, at)
    scene = Scene(parsed, rows)
    reasons = [
        _reason(name, row, scene)
        for name in SIGNALS
        if name not in _NAMING
        for row in getattr(rows, name)
        if any(span.start < sentence.end and sentence.start < span.end for span in _own_spans(name, row))
    ]
    passed = passed_over(parsed, rows, sentence.start, sentence.end)
    return Explanation(Report(document, rows), sentence, tuple(reasons), tuple(passed))


def _own_spans(name: str, row: Any) -> Sequence[Span]:
    """The words that a row was read from; a claim's are those of its content and its cue."""
    return list(spans_of(row)) if name != "claims" else [row.content, *([row.cue] if row.cue else [])]


def _sentence_at(parsed: Parsed, at: int) -> Span:
    spans = [parsed.span(sentence.start, sentence.end) for sentence in parsed.sentences]
    before = [span for span in spans if span.start <= at]
    if not spans:
        return Span(0, len(parsed.document.text), parsed.document.text)
    return before[-1] if before else spans[0]


def _reason(name: str, row: Any, scene: Scene) -> Reason:
    calibration = load_confidence()
    judge = calibration.judges.get(name)
    weight: dict[str, float] = {}
    for question in judge.questions.values() if judge is not None else ():
        for signal in signals_of(name, row, scene):
            weight[signal] = weight.get(signal, 0.0) + question.weights.get(signal, 0.0)
    strongest = sorted(weight.items(), key=lambda item: (-abs(item[1]), item[0]))[:_MOST_SIGNALS]
    return Reason(
        name=name,
        row=row,
        parts=parts_of(name, row, scene),
        signals=tuple((signal, round(value, 2)) for signal, value in strongest if round(value, 2)),
        is_shown=calibration.is_shown(name, row.confidence),
        threshold=calibration.thresholds.get(name, 0.0),
    )
