"""Which judgements of people hold: those that contradict no other.

Two persons may judge the same rows differently, and A = B, B = C, A ≠ C can't all hold. Such judgements are set aside
together, the machine decides as if they had not been made, and every contradiction is reported until somebody takes a
judgement back. A judgement of a row that is not on record now waits, without effect.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement of people that holds: `left` and `right` are `same` or `different`; `decision` is its id."""

    left: str
    right: str
    value: str
    decision: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Judgements that can't all hold: ids of the decisions, and what they say."""

    decisions: tuple[str, ...]
    detail: str


def standing_judgements(connection: sqlite3.Connection, of: str) -> tuple[list[Standing], list[Contradiction]]:
    """Judgements of people about rows of a list that hold, and those that contradict each other.

    Args:
        connection: Connection to a record.
        of: List of the rows: event, actor, agreement.

    Returns:
        Those that hold (`unsure` ones bind nobody and are left out), by their rows; contradictions, likewise.
    """
    made = connection.execute(
        'select left, right, value, id, "by" from decision where "of" = ? and undone_at is null and value <> ? '  # noqa: S608 - a table's name
        f"and 2 = (select count(*) from {of} where id in (left, right)) order by left, right, id",
        (of, "unsure"),
    ).fetchall()
    group_of = _groups((left, right) for left, right, value, _, _ in made if value == "same")
    broken = {
        group_of[left]
        for left, right, value, _, _ in made
        if value == "different" and left in group_of and group_of[left] == group_of.get(right)
    }
    holding: list[Standing] = []
    apart: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for left, right, value, identifier, by in made:
        group = group_of.get(left)
        if group in broken and group == group_of.get(right):
            sign = "=" if value == "same" else "≠"
            apart[str(group)].append((identifier, f"{left} {sign} {right} ({by})"))
        else:
            holding.append(Standing(left, right, value, identifier))
    contradictions = [
        Contradiction(tuple(identifier for identifier, _ in said), "; ".join(words for _, words in said))
        for _, said in sorted(apart.items())
    ]
    return holding, contradictions


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Row to the least id of the rows that are joined with it."""
    root: dict[str, str] = {}

    def find(row: str) -> str:
        root.setdefault(row, row)
        while root[row] != row:
            root[row] = root[root[row]]
            row = root[row]
        return row

    for left, right in pairs:
        first, second = sorted((find(left), find(right)))
        root[second] = first
    return {row: find(row) for row in list(root)}
