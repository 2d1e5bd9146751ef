"""One row for what a report tells twice: relations, flows and control of the same actors and places.

Two rows are one where everything but their place in the text agrees, once mentions have become actors. The row first
told stays, with the spans of the others; a time or means that only a later one tells is taken over. Rows of an actor
with itself, which coreference brings about, are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from onrecord.model import Control, Flow, Relation, Rows

T = TypeVar("T", Relation, Flow, Control)

_MAY_STAND_ALONE = frozenset({"designates"})
"""Relations that say something without their object: a label of nobody knows whom."""
_SYMMETRIC = frozenset({"allied_with", "fights", "same_as"})
_TOLD = frozenset({"happened", "ongoing", "claimed", "unconfirmed"})
"""Of a tie told twice, the author's word and a source's are one row; a denial is another."""


def merge_rows(rows: Rows) -> Rows:
    """Rows of a resolved document, each told once; what pointed at a row that gave way points at the other."""
    moved: dict[str, str] = {}
    relations = [
        row for row in rows.relations if row.subject != row.object and (row.object or row.kind in _MAY_STAND_ALONE)
    ]
    rows.relations = _merged(relations, _relation_key, moved)
    rows.flows = _merged(
        [row for row in rows.flows if row.giver != row.recipient],
        lambda row: (row.giver, row.recipient, row.what, row.status, row.amount_text),
        moved,
    )
    rows.control = _merged(rows.control, lambda row: (row.actor, row.place, row.change, row.status, row.time), moved)
    rows.claims = [
        replace(claim, about=tuple(dict.fromkeys(moved.get(one, one) for one in claim.about))) for claim in rows.claims
    ]
    return rows


def _relation_key(row: Relation) -> Hashable:
    ends: Hashable = frozenset((row.subject, row.object)) if row.kind in _SYMMETRIC else (row.subject, row.object)
    office = row.means if row.kind == "designates" else None
    if row.kind == "holds_office" and row.means:
        office = row.means.casefold().split()[-1]  # "the foreign minister", later "the minister"
    return row.kind, ends, "told" if row.status in _TOLD else row.status, office


def _merged(rows: Iterable[T], key: Callable[[T], Hashable], moved: dict[str, str]) -> list[T]:
    kept: dict[Hashable, T] = {}
    for row in rows:
        name = key(row)
        home = kept.get(name)
        if home is None:
            kept[name] = row
            continue
        moved[row.id] = home.id
        kept[name] = _joined(home, row)
    return list(kept.values())


def _joined(home: T, row: Relation | Flow | Control) -> T:
    spans = tuple(dict.fromkeys([*home.spans, *row.spans]))
    return replace(home, spans=spans, time=home.time or row.time)
