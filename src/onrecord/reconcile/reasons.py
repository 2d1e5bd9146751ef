"""Why two event rows were taken for one, or not: the parts of a comparison as a sentence.

In: two bearings and their comparison. Out: one sentence, the parts that counted most first.
"""

from __future__ import annotations

from datetime import date

from onrecord.reconcile.bearings import Bearing
from onrecord.reconcile.comparing import Comparison

_MOST_PARTS = 5
_LEAST = 0.25


def reason_of(left: Bearing, right: Bearing, found: Comparison) -> str:
    """A sentence that tells which parts spoke for and which against one event."""
    told = [(name, value) for name, value in found.parts.items() if name != "prior" and abs(value) >= _LEAST]
    told.sort(key=lambda part: (-abs(part[1]), part[0]))
    told = told[:_MOST_PARTS]
    speaking = [_phrase(name, left, right, found) for name, value in told if value > 0]
    against = [_phrase(name, left, right, found) for name, value in told if value < 0]
    parts = []
    if speaking:
        parts.append("for one event: " + ", ".join(speaking))
    if against:
        parts.append("against: " + ", ".join(against))
    return "; ".join(parts) or "nothing speaks for or against"


def _phrase(name: str, left: Bearing, right: Bearing, found: Comparison) -> str:
    value = found.parts[name]
    shown = f" ({value:+.1f})"
    if name == "report":
        words = ", ".join(found.words)
        return ("the reports share " + words if value > 0 and words else "the reports share little") + shown
    if name == "time":
        return f"{_day(left)} / {_day(right)}" + shown
    if name == "place":
        return f"{left.place_name} / {right.place_name}" + shown
    if name == "kind":
        return f"{left.kind} / {right.kind}" + shown
    if name == "harm":
        return f"{_harm(left)} / {_harm(right)}" + shown
    return _WORDS.get(name, name) + shown


_WORDS = {
    "sentence": "words of the sentences",
    "actors": "sides",
    "persons": "persons named",
    "means": "means",
    "standing": "whether it happened",
    "text": "one text passed on",
}


def _day(bearing: Bearing) -> str:
    if bearing.first is None or bearing.last is None:
        return "no day"
    first, last = (date.fromordinal(day).isoformat() for day in (bearing.first, bearing.last))
    return first if first == last else f"{first} to {last}"


def _harm(bearing: Bearing) -> str:
    figures = []
    for measure, (low, high) in sorted(bearing.harm.items()):
        bounds = f"{low}" if high == low else f"{low} or more" if high is None else f"{low} to {high}"
        figures.append(f"{bounds} {measure}")
    return ", ".join(figures) or "no figure"
