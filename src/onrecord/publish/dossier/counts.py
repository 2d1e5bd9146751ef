"""Tolls with their parts, and whether the parts add up to the whole.

A part may overlap another ("500 civilians, 90 of them children"): parts of a part are set under it and not added again.
Sums are made of what the text gives: a part told as a lower bound makes the sum a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Figure, Toll
from onrecord.publish.dossier.entries import Book, Entry, Shown, when_words
from onrecord.publish.phrases import figure_text, flat

_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A toll: its figure, whom it counts, of what time, by whose count; `depth` is 0 for a whole, 1 for its part..."""

    entry: Entry
    depth: int
    figure: str
    who: str
    measure: str
    where: str
    period: str
    counted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of a whole, from 0 to 100, for drawing; `tint` numbers the parts."""

    x: float
    width: float
    tint: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A toll with all its parts in order, the sum in words, and bars where the figures allow drawing."""

    counts: tuple[Count, ...]
    check: str
    is_off: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The tolls of one report, and what its checks found."""

    report: Shown
    wholes: tuple[Whole, ...]
    checks: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Figures of several reports for one harm at one place; `marks` run from 0 to 100, `is_open` upwards."""

    heading: str
    counts: tuple[Count, ...]
    marks: tuple[tuple[float, bool], ...]


def compared_in(counted: Iterable[Counted]) -> list[Compared]:
    """Harms at places for which two reports or more give a figure; running counts and parts are left out."""
    together: dict[tuple[str, str], list[Count]] = {}
    for one in counted:
        for whole in one.wholes:
            count = whole.counts[0]
            toll: Toll = count.entry.row
            if count.where and _figure(toll) is not None and not toll.is_cumulative and toll.since is None:
                together.setdefault((count.measure, count.where), []).append(count)
    result = []
    for (measure, where), counts in together.items():
        if len({count.entry.report.number for count in counts}) > 1:
            ranked = sorted(counts, key=lambda count: _figure(count.entry.row) or 0)
            most = max(_figure(ranked[-1].entry.row) or 0, 1)
            marks = tuple(
                (round(96 * (_figure(count.entry.row) or 0) / most, 2), count.entry.row.best is None)
                for count in ranked
            )
            result.append(Compared(heading=f"{measure} in {where}", counts=tuple(ranked), marks=marks))
    return result


def _figure(toll: Toll) -> int | None:
    return toll.best if toll.best is not None else toll.low


def counted_in(book: Book) -> list[Counted]:
    """Reports that count people, with their tolls."""
    result = []
    for shown in book.reports:
        tolls = {entry.id: entry for entry in shown.entries if entry.list == "tolls"}
        checks = tuple(entry for entry in shown.entries if entry.list == "checks")
        if tolls or checks:
            result.append(Counted(report=shown, wholes=tuple(_wholes(tolls, shown)), checks=checks))
    return result


def _wholes(tolls: dict[str, Entry], shown: Shown) -> Iterable[Whole]:
    parts: dict[str, list[Entry]] = {}
    for entry in tolls.values():
        parts.setdefault(entry.row.part_of, []).append(entry)
    doubted = {row for check in shown.report.checks for row in check.rows}
    for entry in tolls.values():
        if entry.row.part_of not in tolls:
            own = parts.get(entry.id, [])
            yield Whole(
                counts=tuple(_tree(entry, parts, shown, 0)),
                check=sum_words(entry.row, [part.row for part in own]),
                is_off=entry.id in doubted,
                bars=tuple(_bars(entry.row, [part.row for part in own])),
            )


def _tree(entry: Entry, parts: dict[str, list[Entry]], shown: Shown, depth: int) -> Iterable[Count]:
    yield _count(entry, shown, depth)
    if depth < _DEEPEST:
        for part in parts.get(entry.id, []):
            yield from _tree(part, parts, shown, depth + 1)


def _count(entry: Entry, shown: Shown, depth: int) -> Count:
    toll: Toll = entry.row
    phrases, times = shown.phrases, shown.phrases.times
    since, as_of = times.get(toll.since or ""), times.get(toll.as_of or "")
    period = []
    if since:
        period.append(f"since {when_words(since.earliest, since.earliest, since.text)}")
    if as_of:
        period.append(f"as of {when_words(as_of.latest, as_of.latest, as_of.text)}")
    who = flat(toll.population.text or "") or toll.population.class_.replace("_", " ")
    place = shown.place(toll.place)
    return Count(
        entry=entry,
        depth=depth,
        figure=figure_text(Figure(low=toll.low, best=toll.best, high=toll.high)),
        who="people" if who.replace(",", "").replace(" ", "").isdigit() else who,
        measure=toll.measure,
        where=place.name if place else "",
        period=", ".join(period),
        counted_by=phrases.source(toll.counted_by) if toll.counted_by else "",
    )


def sum_words(whole: Toll, parts: list[Toll]) -> str:
    """What the parts of a toll add up to, in words; empty where there is nothing to add.

    Args:
        whole: The toll.
        parts: Its parts, none of which is a part of another.
    """
    alike = [part for part in parts if part.measure == whole.measure]
    figures = [_figure(part) for part in alike]
    known = [figure for figure in figures if figure is not None]
    total = _figure(whole)
    if not known or total is None:
        return ""
    added, is_bound = sum(known), any(part.best is None for part in alike)
    is_open = whole.best is None or whole.high is None
    of = f"{total:,}" + (" or more" if whole.best is None else "")
    told = f"parts add up to {added:,}{' or more' if is_bound else ''} of {of}" if len(known) > 1 else ""
    if not told:
        told = f"one part told: {added:,}{' or more' if is_bound else ''} of {of}"
    if added > total:
        run = _run_that_makes(total, [figure or 0 for figure in figures]) if not is_bound else ()
        if run:
            beside = len(known) - len(run)
            told = f"{' + '.join(f'{figure:,}' for figure in run)} make up the {total:,}"
            return f"{told}; {beside} more {'part overlaps' if beside == 1 else 'parts overlap'} with them"
        return told if is_open else f"{told}: more than the whole, so parts overlap or a figure is wrong"
    rest = total - added
    if rest == 0:
        return told if is_bound else f"{told}; nothing left over"
    return f"{told}; {'up to ' if is_bound else ''}{rest:,} in no part"


def _run_that_makes(total: int, figures: list[int]) -> tuple[int, ...]:
    """Neighbouring figures, two or more, whose sum is the total: one way of cutting the whole among several."""
    for start in range(len(figures)):
        for end in range(start + 2, len(figures) + 1):
            if sum(figures[start:end]) == total:
                return tuple(figures[start:end])
    return ()


def _bars(whole: Toll, parts: list[Toll]) -> Iterable[Bar]:
    total = _figure(whole)
    figures = [(_figure(part), part) for part in parts if part.measure == whole.measure]
    known = [(figure, part) for figure, part in figures if figure is not None]
    scale = total or 0
    if not known or sum(figure for figure, _ in known) > scale:
        return  # overlapping parts do not lie side by side
    x = 0.0
    for tint, (figure, part) in enumerate(known):
        width = 100 * figure / scale
        yield Bar(
            x=round(x, 3), width=round(width, 3), tint=tint % 4, label=f"{figure:,} {flat(part.population.text or '')}"
        )
        x += width
