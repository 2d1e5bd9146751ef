"""What the rows of an event cluster agree on, and where they differ.

In: rows of one cluster. Out: its row of `cluster`: members in order of publication, publishers, how many origins stand
behind it, and a summary (kind, days, place, sides, each with the versions that differ and how many rows give them).
A version that most rows give is not called true: it stands first, and all others stand beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from onrecord.model import identify
from onrecord.reconcile.bearings import Bearing, from_json

_VAGUE = ("attack", "death", "injury")


def account_of(connection: sqlite3.Connection, members: Sequence[str]) -> tuple[str, str, str, int, str]:
    """Id, members, publishers, independent origins and summary of a cluster.

    Args:
        connection: Connection to a record with working tables up to date.
        members: Ids of the event rows.
    """
    marks = ",".join("?" * len(members))
    rows = connection.execute(
        "select w.bearing, w.document, r.published, d.publisher, r.family from work_events_row w "  # noqa: S608
        "join work_events_report r on r.document = w.document join document d on d.id = w.document "
        f"where w.event in ({marks})",
        list(members),
    ).fetchall()
    found = sorted(
        (published is None, published or 0, document, from_json(bearing).position, from_json(bearing), publisher)
        for bearing, document, published, publisher, _ in rows
    )
    bearings = [row[4] for row in found]
    publishers = list(dict.fromkeys(publisher for *_, publisher in found if publisher))
    return (
        identify("ec", "event", *sorted(members)),
        json.dumps([bearing.event for bearing in bearings]),
        json.dumps(publishers, ensure_ascii=False),
        _origins(connection, {(document, family) for _, document, _, _, family in rows}),
        json.dumps(_summary(bearings), ensure_ascii=False),
    )


def _origins(connection: sqlite3.Connection, reports: set[tuple[str, str]]) -> int:
    """Reports that don't go back to one text or one source, each such set counted once."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        root.setdefault(name, name)
        while root[name] != name:
            name = root[name]
        return name

    def join(one: str, other: str) -> None:
        low, high = sorted((find(one), find(other)))
        root[high] = low

    for document, family in sorted(reports):
        join(f"report {document}", f"report {family}")
        for (origin,) in connection.execute(
            "select origin from lineage where document = ? and kind in ('quotes', 'same', 'copy', 'edited_copy') "
            "order by origin",
            (document,),
        ):
            join(f"report {document}", origin if ":" in origin else f"report {origin}")
    return len({find(f"report {document}") for document, _ in reports})


def _summary(bearings: Sequence[Bearing]) -> dict[str, Any]:
    kinds = Counter(bearing.kind for bearing in bearings)
    told = {kind: number for kind, number in kinds.items() if kind not in _VAGUE} or kinds
    days = Counter(
        (date.fromordinal(b.first).isoformat(), date.fromordinal(b.last).isoformat())
        for b in bearings
        if b.first is not None and b.last is not None
    )
    places = Counter((b.place_name, b.place) for b in bearings if b.place is not None)
    summary: dict[str, Any] = {
        "kind": _first(told),
        "day": None,
        "place": None,
        "doers": _agreed([b.doers for b in bearings if b.doers]),
        "done_to": _agreed([b.done_to for b in bearings if b.done_to]),
        "status": _first(Counter(b.standing for b in bearings)),
        "differs": {},
    }
    if days:
        first, last = min(days, key=lambda day: (-days[day], day))
        summary["day"] = first if first == last else f"{first}/{last}"
    if places:
        summary["place"] = min(places, key=lambda place: (-places[place], place))[0]
    for name, versions in (
        ("kind", kinds),
        ("day", Counter({first if first == last else f"{first}/{last}": n for (first, last), n in days.items()})),
        ("place", Counter(b.place_name for b in bearings if b.place is not None)),
        ("doers", Counter(", ".join(b.doers) for b in bearings if b.doers)),
        ("done_to", Counter(", ".join(b.done_to) for b in bearings if b.done_to)),
        ("status", Counter(b.standing for b in bearings)),
    ):
        if len(versions) > 1:
            summary["differs"][name] = dict(sorted(versions.items(), key=lambda item: (-item[1], str(item[0]))))
    return summary


def _first(counted: Any) -> str:
    """The version that most give; of equals the least."""
    return str(min(counted, key=lambda version: (-counted[version], version)))


def _agreed(sides: Iterable[tuple[str, ...]]) -> list[str]:
    """Actors that every row names which names any."""
    named = [set(side) for side in sides]
    return sorted(set.intersection(*named)) if named else []
