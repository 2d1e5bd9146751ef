"""Figures of one event on a line: every figure, who gives it, through whom, as of when, and what became of it.

In: a ledger as a plain mapping. Out: a `Gauge`: low, best and high in words with the rule, and lines with marks from 0
to `SCALE`, so that figures under one another can be compared at a glance. A figure with no upper bound is drawn to the
end of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.publish.dossier.entries import Entry, Shown, day_words
from onrecord.publish.phrases import flat

Json = Mapping[str, Any]
USES: Mapping[str, str] = {
    "current": "counted", "earlier": "replaced since by the same voice", "overtaken": "overtaken by a later one",
    "copy": "a copy: not counted again", "part": "of part of the people",
    "not_counted": "not counted: denied, planned or recalled",
}  # fmt: skip
_OF_THE_WHOLE = ("current", "earlier", "overtaken")
SCALE = 94.0
_LEAST_WIDTH = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: in words, by whom, where, as of when, its use, and its mark on the line."""

    told: str
    people: str
    who: str
    shown: Shown | None
    entry: Entry | None
    moment: str
    use: str
    is_used: bool
    x: float
    width: float
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A ledger: the whole in words, its rule, the versions in short, figures.

    `of_the_whole` are those of all people, in the order in which they changed; `others` are copies, parts and what is
    not counted.

    `band` is the stretch from low to high on the line, `best` the place of the best figure.
    """

    measure: str
    whole: str
    rule: str
    versions: str
    is_in_dispute: bool
    band: tuple[float, float] | None
    best: float | None
    of_the_whole: tuple[Figure, ...]
    others: tuple[Figure, ...]


def gauge_of(
    ledger: Json,
    reports: Mapping[str, Shown],
    entries: Mapping[str, Entry],
    whole: str,
    in_words: Callable[[Json], str],
) -> Gauge:
    """A ledger, drawn.

    Args:
        ledger: Measure, low, best, high, rule, entries and says.
        reports: Reports of the page by document id.
        entries: Rows of the page by id.
        whole: Low, best and high in words.
        in_words: Gives a figure in words.
    """
    listed = sorted(ledger["entries"], key=lambda one: (one["moment"] or "9999", one["row"]))
    most = max((_end(one) for one in listed), default=1) or 1
    figures = [_figure(one, reports, entries, most, in_words) for one in listed]
    low, high, best = ledger["low"], ledger["high"], ledger["best"]
    is_stated = ledger["no_best_because"] != "not_stated" and low is not None
    start = _at(low, most) if is_stated else 0.0
    return Gauge(
        measure=ledger["measure"],
        whole=whole,
        rule=flat(ledger["rule"]),
        versions=" or ".join(dict.fromkeys(in_words(one) for one in sorted(ledger["says"], key=_end))),
        is_in_dispute=bool(ledger["in_dispute"]),
        band=(start, round((_at(high, most) if high is not None else 100.0) - start, 2)) if is_stated else None,
        best=_at(best, most) if best is not None else None,
        of_the_whole=tuple(figure for figure, one in zip(figures, listed, strict=True) if one["use"] in _OF_THE_WHOLE),
        others=tuple(figure for figure, one in zip(figures, listed, strict=True) if one["use"] not in _OF_THE_WHOLE),
    )


def _end(figure: Json) -> int:
    return max(number for number in (figure["high"], figure["best"], figure["low"], 0) if number is not None)


def _at(number: int, most: int) -> float:
    return round(SCALE * min(number, most) / most, 2)


def _figure(
    one: Json, reports: Mapping[str, Shown], entries: Mapping[str, Entry], most: int, in_words: Callable[[Json], str]
) -> Figure:
    low = one["low"] if one["low"] is not None else one["best"] or 0
    high = one["high"] if one["high"] is not None else one["best"]
    start = _at(low, most)
    end = 100.0 if high is None else _at(high, most)
    shown = reports.get(one["document"])
    publisher = shown.publisher if shown is not None else flat(one["publisher"] or one["document"])
    return Figure(
        told=in_words(one),
        people=flat(one["population"] or ""),
        who=flat(one["counter"]) if one["counter"] else publisher,
        shown=shown,
        entry=entries.get(one["row"]),
        moment=day_words(one["moment"]) or "no date",
        use=USES.get(one["use"], one["use"].replace("_", " ")),
        is_used=one["use"] == "current",
        x=max(start - _LEAST_WIDTH / 2, 0.0) if end - start < _LEAST_WIDTH else start,
        width=round(max(end - start, _LEAST_WIDTH), 2),
        is_open=high is None,
    )
