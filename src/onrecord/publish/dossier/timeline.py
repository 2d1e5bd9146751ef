"""What happened, day by day: entries in order of time, those of one kind at one place on one day side by side.

Rows that stand side by side are not said to be the same event: whether they are is for the reader to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.publish.dossier.entries import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """Entries of one kind at one place: what they have in common, and how many reports tell of it."""

    heading: str
    where: str
    entries: tuple[Entry, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day or period and what is told of it. `iso` is None for what has no date."""

    heading: str
    iso: str | None
    told: tuple[Told, ...]


def days_of(entries: Iterable[Entry]) -> tuple[list[Day], list[Told]]:
    """Days in order, then what has no date in the text.

    Args:
        entries: Entries of events, agreements and control.
    """
    dated: dict[tuple[str, str], list[Entry]] = {}
    undated: list[Entry] = []
    for entry in entries:
        if entry.earliest or entry.latest:
            dated.setdefault((entry.earliest or entry.latest or "", entry.latest or ""), []).append(entry)
        else:
            undated.append(entry)
    days = [
        Day(found[0].when, first if first == last else None, tuple(_side_by_side(found)))
        for (first, last), found in sorted(dated.items())
    ]
    return days, _side_by_side(undated)


def _side_by_side(entries: Iterable[Entry]) -> list[Told]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((what(entry), where(entry)), []).append(entry)
    return [
        Told(heading, place, tuple(found), len({entry.report.number for entry in found}))
        for (heading, place), found in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


def what(entry: Entry) -> str:
    """Kind of the row in words."""
    if entry.list == "control":
        return f"control of a place: {entry.row.change}"
    if entry.list == "agreements":
        return f"agreement: {entry.row.kind.replace('_', ' ')}"
    return str(getattr(entry.row, "kind", entry.kind)).replace("_", " ")


def where(entry: Entry) -> str:
    """Name of its place; empty where the text gives none."""
    place = entry.report.place(getattr(entry.row, "place", None))
    return place.name if place else ""
