"""Control of places over time, across reports: who takes, holds, loses, contests or besieges them, and who is denied.

Places are joined by their GeoNames id, else by their folded names. Who is left standing on the last day follows one
rule: an actor stands at a place from a row that tells it takes or holds it until a later day on which it loses it or
another takes it; more than one may stand (they may be one side under two names). A place is contested where a row
says so or somebody denies what another tells; nothing says who is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.record.query import Filter, Query
from onrecord.record.vouched import COLUMNS, JOINS, key_of, moment, origins, vouched

_ROWS = f"""
select {COLUMNS}, told.change, actor.name as actor, actor.registry_id, place.name as place, place.geonames_id,
    place.admin1
from control as told {JOINS} join actor on actor.id = told.actor join place on place.id = told.place
where (:actor is null or actor.name like :actor) and (:place is null or place.name like :place or
    place.admin1 like :place)
    and (:status is null or told.status = :status) and coalesce(told.confidence, 1) >= :least
order by document.published, document.rowid, told.id
"""
_STANDS = ("takes", "holds")


def control_of_places(
    query: Query, wanted: Filter, *, day: str | None = None, least: float = 0.0
) -> Iterator[dict[str, Any]]:
    """Places with their rows in order of days, and who stands there on the last.

    Args:
        query: The case.
        wanted: `actor`, `place`, `status`, `since` and `until` filter rows.
        day: Only what is told of days up to this one (ISO).
        least: Least confidence of rows.

    Yields:
        `place`, `rows` in order, `standing` (who holds it, with rows and origins), `is_contested`.
    """
    found = query.sql(
        _ROWS,
        {
            "actor": f"%{wanted.actor}%" if wanted.actor else None,
            "place": f"%{wanted.place}%" if wanted.place else None,
            "status": wanted.status,
            "least": least,
        },
    )
    places: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        told = vouched(row) | {name: row[name] for name in ("change", "actor", "place")}
        told["actor_key"] = key_of(row["registry_id"], row["actor"])
        if (wanted.since or "") <= moment(told) <= min(wanted.until or "9999", day or "9999"):
            key = str(row["geonames_id"] or key_of(None, row["place"]))
            places.setdefault(key, []).append(told)
    for rows in sorted(places.values(), key=lambda one: (str(one[0]["place"]).casefold(), one[0]["id"])):
        rows.sort(key=lambda row: (moment(row), row["published"] or "9999", row["id"]))
        standing = _standing(rows)
        is_denied = any(row["side"] == "denied" or row["denies"] for row in rows)
        yield {
            "place": rows[0]["place"],
            "rows": rows,
            "standing": standing,
            "is_contested": (is_denied and bool(standing))
            or any(row["change"] == "contests" and row["side"] == "told" for row in rows),
        }


def _standing(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who stands after rows in order: the rows of each actor that tell it takes or holds the place."""
    stands: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["side"] != "told":
            continue
        who, when = row["actor_key"], moment(row)
        if row["change"] == "loses":
            stands.pop(who, None)
        elif row["change"] in _STANDS:
            if row["change"] == "takes":
                stands = {key: held for key, held in stands.items() if key == who or moment(held[-1]) >= when}
            stands.setdefault(who, []).append(row)
    return [
        {"actor": held[0]["actor"], "rows": [row["id"] for row in held], "origins": origins(held)}
        for held in stands.values()
    ]
