"""Who stands with whom, drawn: subjects on the left, objects on the right, an arrow for each relation.

The order on the right follows that on the left (barycentres, one pass: Sugiyama and others 1981), which keeps arrows
from crossing where they need not.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.publish.dossier.cast import Bond
from onrecord.publish.phrases import NOBODY

WIDTH = 400
_LEFT, _RIGHT, _LINE, _GAP, _LETTERS, _MOST_LINES = 152, 248, 17, 14, 19, 3
_MOST_DRAWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An actor's name in lines, at its height."""

    y: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Path data from a subject to an object, its head, its middle, and the tone of what is told."""

    path: str
    head: str
    x: float
    y: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawing of relations under one heading."""

    height: float
    left: tuple[Name, ...]
    right: tuple[Name, ...]
    arrows: tuple[Arrow, ...]


def diagram_of(bonds: Sequence[Bond]) -> Diagram | None:
    """Draw the relations between actors that have a name or a description; None where there is none.

    Args:
        bonds: Relations under one heading; beyond two dozen the rest is left to the list.
    """
    drawn = [bond for bond in bonds if NOBODY not in {bond.subject, bond.object}][:_MOST_DRAWN]
    if not drawn:
        return None
    left = list(dict.fromkeys(bond.subject for bond in drawn))
    weights = {
        name: [left.index(bond.subject) for bond in drawn if bond.object == name]
        for name in dict.fromkeys(bond.object for bond in drawn)
    }
    right = sorted(weights, key=lambda name: sum(weights[name]) / len(weights[name]))
    subjects, left_height = _column(left)
    objects, right_height = _column(right)
    height = max(left_height, right_height)
    subjects = _moved(subjects, (height - left_height) / 2)
    objects = _moved(objects, (height - right_height) / 2)
    return Diagram(
        height=height,
        left=tuple(subjects.values()),
        right=tuple(objects.values()),
        arrows=tuple(_arrow(subjects[bond.subject].y, objects[bond.object].y, bond.tone) for bond in drawn),
    )


def _column(names: Sequence[str]) -> tuple[dict[str, Name], float]:
    placed, y = {}, 0.0
    for name in names:
        lines = textwrap.wrap(name, _LETTERS, max_lines=_MOST_LINES, placeholder=" …") or [name]
        placed[name] = Name(
            y=y + (len(lines) * _LINE + _GAP) / 2,
            lines=tuple((y + _GAP / 2 + _LINE * (at + 0.75), line) for at, line in enumerate(lines)),
        )
        y += len(lines) * _LINE + _GAP
    return placed, y


def _moved(names: dict[str, Name], by: float) -> dict[str, Name]:
    return {
        key: Name(y=name.y + by, lines=tuple((y + by, line) for y, line in name.lines)) for key, name in names.items()
    }


def _arrow(start: float, end: float, tone: str) -> Arrow:
    middle = (_LEFT + _RIGHT) / 2
    tip = _RIGHT - 2
    return Arrow(
        path=f"M{_LEFT} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {tip - 6} {end:.1f}",
        head=f"M{tip} {end:.1f}l-8 -4.5v9z",
        x=middle,
        y=round((start + end) / 2, 1),
        tone=tone,
    )
