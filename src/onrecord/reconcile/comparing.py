"""How likely two event rows tell of one event: a sum of parts, each of which can be read.

In: two bearings with their reports. Out: a probability, what every part added (natural logarithm of odds) and a
sentence. Parts: the likeness of the reports and of the sentences, days, places, kinds, sides, persons, harm, means,
whether it happened, and one text passed on. A part without evidence on both sides adds nothing.

Known errors: parts are added as if they were independent, which makes sure pairs surer than they are.

Reference: linkage by log-odds as in Fellegi and Sunter (1969).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.reconcile.bearings import Bearing, Report
from onrecord.reconcile.distance import distance_km
from onrecord.reconcile.rarity import WITHIN, Rarity, likeness

_HARM = frozenset({"attack", "death", "injury", "destruction", "raid"})
"""Groups of kinds of which one event may be told under several: an attack, and the harm that it did."""
_EFFECTS = frozenset({"death", "killing", "injury", "attack"})
"""Kinds that say no more than that harm was done, or force used: of another group's event they may be the harm."""
_PRIOR = -2.5
_PRIOR_WITHIN, _PRIOR_EFFECT = -2.5, -0.5
"""Two rows of one report: what was read as two is two, but an attack and the harm that it did may be told apart."""
_REPORT = ((0.0, -2.0), (0.02, -1.0), (0.05, 1.0), (0.1, 3.0), (0.2, 4.5), (0.5, 5.5))
_ONE_HOUSE = -0.7
_SENTENCE = ((0.0, -0.5), (0.05, 0.3), (0.2, 1.0), (0.5, 2.0))
_GAP = ((0, 1.5), (1, -1.5), (2, -6.0), (3, -9.0), (31, -11.0))
"""Days between the days of two events."""
_AFTER = ((-2, -5.0), (-1, -1.5), (0, 0.6), (4, 0.2), (10, -0.4), (30, -1.2))
"""Days from the day of one event to the publication of a report that gives the other no day."""
_PUBLISHED = ((0, 0.5), (2, 0.2), (5, -0.3), (10, -1.0), (20, -1.4), (40, -1.8))
"""Days between publications where neither event has a day."""
_NEAR_KM, _FAR_KM = 30.0, 80.0
_SAME_TOWN = (2.5, 0.5)
"""What one town adds; and one that most reports of the case name."""
_TOWN, _AREA, _LAND = 3, 4, 6
_NOT_YET = 12.0
"""Against taking what is planned or threatened for what happened."""
_MANY = 3
_MOST_WORDS, _ONE_TEXT = 2.0, 3.0
"""Most that likeness of sentences adds; what one text passed on adds."""
_HOPELESS = -2.2
"""Log-odds below which no pair is kept: one that can't get above is not looked at further."""
_LEAD = 300
"""Characters from its beginning in which a report says what it leads with."""
_BELOW = 1.0
"""What likeness of reports adds at most to events further down, beside what they have in common themselves."""
_SAME_DAYS = 0.8
_OTHER_KIND = -2.0
_SPREAD = 5
"""A bound and a figure so many times as high are told of different things."""
_WIDE_DAYS = 7
_CLOSE_SENTENCES = 0.3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rows compared: probability that they tell of one event, parts of the score, the words that count most."""

    score: float
    parts: Mapping[str, float]
    words: Sequence[str]


def are_comparable(left: Bearing, right: Bearing) -> bool:
    """True where the kinds of two events let them be one."""
    return left.group == right.group or (left.group in _HARM and right.group in _HARM)


def compare(
    left: Bearing,
    right: Bearing,
    reports: tuple[Report, Report],
    alike: tuple[float, list[str]],
    rarity: Rarity,
) -> Comparison:
    """Compare two events of comparable kinds.

    Args:
        left: One event.
        right: The other.
        reports: Their reports, in the same order.
        alike: Likeness of the reports, with words.
        rarity: How rare words are in the case.
    """
    within = reports[0].document == reports[1].document
    rarity = WITHIN if within else rarity
    parts = {
        "prior": _PRIOR if not within else _PRIOR_WITHIN if left.group == right.group else _PRIOR_EFFECT,
        "time": _time(left, right, reports),
        "place": _place(left, right, rarity, reports),
        "kind": _kind(left, right),
        "actors": _actors(left, right),
        "persons": _persons(left, right),
        "harm": _harm(left, right),
        "means": 0.5 if set(left.means) & set(right.means) else 0.0,
        "standing": _standing(left, right),
    }
    if not within:
        parts["report"] = _report(left, right, reports, alike[0], parts)
    is_one_text = not within and reports[0].family == reports[1].family
    if math.fsum(parts.values()) + _MOST_WORDS + is_one_text * _ONE_TEXT < _HOPELESS:
        return Comparison(0.0, parts, [])
    sentences, words = likeness(left.words, right.words, left.length * right.length, rarity.ranks)
    parts["sentence"] = _along(_SENTENCE, sentences)
    if is_one_text and sentences > _CLOSE_SENTENCES:
        parts["text"] = _ONE_TEXT
    parts = {name: round(value, 2) for name, value in parts.items() if value}
    total = math.fsum(parts.values())
    score = round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)
    return Comparison(score, parts, (words if within else alike[1])[:3])


def _report(
    left: Bearing, right: Bearing, reports: tuple[Report, Report], alike: float, parts: Mapping[str, float]
) -> float:
    """What the likeness of two reports says of two of their events: all of it of those that both lead with.

    Reports of one war are alike without telling of one event; of events further down it says no more than what else the
    two have in common makes likely. Reports of one publisher share words that are the house's own.
    """
    value = _along(_REPORT, alike)
    if reports[0].publisher is not None and reports[0].publisher == reports[1].publisher:
        value += _ONE_HOUSE
    if _leads(left, reports[0]) and _leads(right, reports[1]):
        return value
    own = math.fsum(max(0.0, parts[name]) for name in ("place", "persons", "harm", "actors"))
    own += parts["time"] if parts["time"] >= _SAME_DAYS else 0.0
    return min(value, _BELOW + own)


def _leads(event: Bearing, report: Report) -> bool:
    """True for what a report begins with, or for the first harm that it tells as news."""
    if event.is_summary:
        return False
    if event.position < _LEAD:
        return True
    first = next((one for one in report.events if not one.is_recalled and not one.is_summary and one.harm), None)
    return first is not None and first.event == event.event


def _along(points: Sequence[tuple[float, float]], value: float) -> float:
    """Value on the line through some points, level beyond both ends."""
    number = bisect_right(points, (value, math.inf))
    if number == 0:
        return points[0][1]
    if number == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[number - 1], points[number]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def _time(left: Bearing, right: Bearing, reports: tuple[Report, Report]) -> float:
    if left.first is not None and right.first is not None and left.last is not None and right.last is not None:
        gap = max(left.first - right.last, right.first - left.last, 0)
        wide = max(left.last - left.first, right.last - right.first)
        if gap == 0:
            return 1.5 if wide == 0 else 0.8 if wide <= _WIDE_DAYS else 0.2
        return _along(_GAP, gap)
    published = (reports[0].published, reports[1].published)
    if reports[0].document == reports[1].document:
        return 0.0
    if left.first is not None or right.first is not None:
        day, other = (left.first, published[1]) if left.first is not None else (right.first, published[0])
        return 0.0 if day is None or other is None else _along(_AFTER, other - day)
    if published[0] is None or published[1] is None:
        return 0.0
    return _along(_PUBLISHED, abs(published[0] - published[1]))


def _place(left: Bearing, right: Bearing, rarity: Rarity, reports: tuple[Report, Report]) -> float:
    if left.place is None or right.place is None:
        return 0.0
    coarsest = max(left.precision, right.precision)
    if left.place == right.place:
        return (
            _SAME_TOWN[rarity.is_everywhere(left.place_name, reports[0].words, reports[1].words)]
            if coarsest <= _TOWN
            else 1.2
            if coarsest <= _AREA
            else 0.3
        )
    if left.country and right.country and left.country != right.country:
        return -3.0
    if coarsest >= _AREA:
        return 0.0 if not (left.area and right.area) else 0.7 if left.area == right.area else -2.0
    return _apart(left.point, right.point)


def _apart(left: tuple[float, float] | None, right: tuple[float, float] | None) -> float:
    if left is None or right is None:
        return -0.7
    kilometres = distance_km(left, right)
    return 0.7 if kilometres <= _NEAR_KM else -1.0 if kilometres <= _FAR_KM else -2.5


def _kind(left: Bearing, right: Bearing) -> float:
    if left.merges == right.merges:
        return 0.7
    if left.group == right.group:
        return 0.2 if left.group in (left.merges, right.merges) else _OTHER_KIND
    is_harm = {left.kind, right.kind} & _EFFECTS
    return 0.0 if is_harm else _OTHER_KIND


def _actors(left: Bearing, right: Bearing) -> float:
    added = 0.0
    for mine, theirs, other_mine, other_theirs in (
        (left.doers, right.doers, left.done_to, right.done_to),
        (left.done_to, right.done_to, left.doers, right.doers),
    ):
        if not mine or not theirs:
            continue
        if set(mine) & set(theirs):
            added += 1.0
        elif set(mine) & set(other_theirs) and set(theirs) & set(other_mine):
            added -= 1.0
        else:
            added -= 0.7
    return added


def _persons(left: Bearing, right: Bearing) -> float:
    if not left.persons or not right.persons:
        return 0.0
    return 2.5 if set(left.persons) & set(right.persons) else -0.7


def _harm(left: Bearing, right: Bearing) -> float:
    added = 0.0
    for measure, (low, high) in left.harm.items():
        if measure not in right.harm:
            continue
        other_low, other_high = right.harm[measure]
        if (high is None or other_low <= high) and (other_high is None or low <= other_high):
            is_far = max(low, other_low) > _SPREAD * max(1, min(low, other_low))
            added += -1.5 if is_far else 1.0 if min(low, other_low) >= _MANY else 0.3
        else:
            smaller, larger = sorted((max(1, low), max(1, other_low)))
            added -= 0.6 if larger <= 2 * smaller else 1.5
    return added


def _standing(left: Bearing, right: Bearing) -> float:
    added = 0.0
    if left.is_summary != right.is_summary:
        added -= _NOT_YET
    if left.standing != right.standing:
        added -= _NOT_YET if "open" in (left.standing, right.standing) else 0.5
    if left.is_recalled != right.is_recalled:
        recalled = left if left.is_recalled else right
        added -= 0.5 if recalled.first is not None else 1.5
    return added
