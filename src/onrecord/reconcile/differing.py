"""Where the rows of one event cluster give versions that can't both be right: who did it, on which day, at which place.

In: ids of the events of a cluster. Out: voices by kind of dispute. Only versions that exclude each other count: two
actors that the registry knows by different names or that bear different proper names, two days that are each told to
the day, two places told to the town that lie further apart than `APART_KM`. A missing version is no version.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.reconcile.base import rows_of
from onrecord.reconcile.distance import distance_km
from onrecord.reconcile.sides import Voice

APART_KM = 30.0
_TOLD = ("happened", "ongoing", "claimed", "unconfirmed")
_TO_THE_DAY = 1
_TO_THE_TOWN = 3

_ROWS = f"""
select event.id, event.document, event.trigger, event.arguments, document.publisher, document.published,
    time.value, time.earliest, time.latest, time.date_precision,
    place.name as place, place.latitude, place.longitude, place.where_precision, place.kind as place_kind
from event join document on document.id = event.document
left join time on time.id = event.time left join place on place.id = event.place
where event.id in (select value from json_each(?)) and event.status in ({", ".join(f"'{one}'" for one in _TOLD)})
order by event.id
"""  # noqa: S608 - statuses are constants


def differing(
    connection: sqlite3.Connection, events: Sequence[str], origins: dict[str, str]
) -> Iterator[tuple[str, list[Voice]]]:
    """Kinds of dispute (`actor`, `date`, `place`) on which rows exclude each other, with the voices of each version.

    Args:
        connection: Connection to a record.
        events: Ids of the events of one cluster.
        origins: Origin of each row.
    """
    rows = rows_of(connection, _ROWS, (json.dumps(list(events)),))
    for kind, found in (("actor", _by_actor(connection, rows)), ("date", _by_day(rows)), ("place", _by_place(rows))):
        if len({position for position, _ in found}) > 1:
            yield kind, [_voice(position, row, origins) for position, row in found]


def _voice(position: str, row: dict[str, Any], origins: dict[str, str]) -> Voice:
    return Voice(
        position=position, row=row["id"], document=row["document"], source=None, publisher=row["publisher"],
        origin=origins.get(row["id"], row["document"]), words=json.loads(row["trigger"]),
    )  # fmt: skip


def _by_actor(connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Rows by who did it, where more than one actor is named and no row names two of them."""
    found: list[tuple[str, dict[str, Any]]] = []
    together: set[frozenset[str]] = set()
    for row in rows:
        doers = [argument["entity"] for argument in json.loads(row["arguments"]) if argument["role"] == "initiator"]
        named = sorted({name for actor in doers if actor and (name := _proper_name(connection, actor))})
        found += [(name, row) for name in named]
        together |= {frozenset((one, other)) for one in named for other in named if one != other}
    names = {name for name, _ in found}
    excluding = {
        name for name in names if any(other != name and frozenset((name, other)) not in together for other in names)
    }
    return [(name, row) for name, row in found if name in excluding]


def _proper_name(connection: sqlite3.Connection, actor: str) -> str | None:
    """Name of an actor that the registry knows; others may be the same one by another name."""
    found = connection.execute(
        "select name from actor where id = ? and registry_id is not null and kind not in ('media', 'civilians')",
        (actor,),
    ).fetchone()
    return str(found[0]) if found else None


def _by_day(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (row["earliest"], row)
        for row in rows
        if row["date_precision"] == _TO_THE_DAY and row["earliest"] and row["earliest"] == row["latest"]
    ]


def _by_place(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Rows by place, those that lie near each other under one name."""
    told = [
        row for row in rows
        if row["latitude"] is not None and row["where_precision"] is not None and row["where_precision"] < _TO_THE_TOWN
    ]  # fmt: skip
    by_name: dict[str, dict[str, Any]] = {}
    for row in sorted(told, key=lambda one: (one["place"], one["id"])):
        by_name.setdefault(row["place"], row)
    stands_for: dict[str, str] = {}
    for name, row in by_name.items():
        near = (other for other in stands_for.values() if distance_km(_point(row), _point(by_name[other])) <= APART_KM)
        stands_for[name] = next(near, name)
    return [(stands_for[row["place"]], row) for row in told]


def _point(row: dict[str, Any]) -> tuple[float, float]:
    return row["latitude"], row["longitude"]
