"""Agreements across reports, from proposal to end: the same kind, the same sides, near days.

Two rows tell of one agreement if they are of one kind, share an actor among parties and mediators, the parties of one
are among those of the other (a report may name fewer), and their days are no more than `NEAR_DAYS` apart: the day of
the row's time, else of its report. What is joined is listed step by step with the words; what names no actor stands
alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from onrecord.record.query import Filter, Query
from onrecord.record.vouched import COLUMNS, JOINS, key_of, moment, origins, vouched

NEAR_DAYS = 7
STEPS = ("proposed", "announced", "in_force", "violated", "collapsed", "ended")
"""What can become of an agreement, in the order in which it does."""

_ROWS = f"""
select {COLUMNS}, told.kind, told.parties, told.mediators, told.terms, place.name as place
from agreement as told {JOINS} left join place on place.id = told.place
where (:place is null or place.name like :place or place.admin1 like :place)
    and (:status is null or told.status = :status) and coalesce(told.confidence, 1) >= :least
order by document.published, document.rowid, told.id
"""


def merged_agreements(query: Query, wanted: Filter, *, least: float = 0.0) -> Iterator[dict[str, Any]]:
    """Agreements, each once, in the order of their first days.

    Args:
        query: The case.
        wanted: `actor`, `place`, `status`, `since` and `until` filter rows.
        least: Least confidence of rows.

    Yields:
        `kind`, `parties`, `mediators`, `place` names, `steps` (status with its rows in order), `reports`, `origins`.
    """
    rows = [
        row
        for row in _told(query, wanted, least)
        if (wanted.since or "") <= moment(row) <= (wanted.until or "9999")
        and (not wanted.actor or any(wanted.actor.casefold() in name.casefold() for name in row["names"].values()))
    ]
    rows.sort(key=lambda row: (moment(row), row["id"]))
    for together in _joined(rows):
        first = together[0]
        yield {
            "kind": first["kind"],
            **{part: _names(together, part) for part in ("parties", "mediators")},
            "places": sorted({row["place"] for row in together if row["place"]}),
            "steps": [
                {"status": step, "rows": found}
                for step in STEPS
                if (found := [row for row in together if row["status"] == step])
            ],
            "reports": len({row["document"] for row in together}),
            "origins": origins(together),
        }


def _told(query: Query, wanted: Filter, least: float) -> Iterator[dict[str, Any]]:
    place = f"%{wanted.place}%" if wanted.place else None
    for row in query.sql(_ROWS, {"place": place, "status": wanted.status, "least": least}):
        actors = {part: json.loads(row[part]) for part in ("parties", "mediators")}
        known = {
            one["id"]: one
            for one in query.sql(
                "select id, name, registry_id from actor where id in (select value from json_each(?))",
                (json.dumps([*actors["parties"], *actors["mediators"]]),),
            )
        }
        keys = {
            part: [key_of(known[one]["registry_id"], known[one]["name"]) for one in ids if one in known]
            for part, ids in actors.items()
        }
        yield vouched(row) | keys | {
            "kind": row["kind"],
            "place": row["place"],
            "names": {key_of(one["registry_id"], one["name"]): one["name"] for one in known.values()},
        }  # fmt: skip


def _joined(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows that tell of one agreement, whichever of them is looked at first."""
    groups: list[list[dict[str, Any]]] = []
    for row in rows:
        fitting = [group for group in groups if any(_is_same(row, other) for other in group)]
        joined = sorted((one for group in fitting for one in group), key=lambda one: (moment(one), one["id"]))
        groups = [group for group in groups if not any(group is one for one in fitting)]
        groups.append([*joined, row])
    yield from sorted(groups, key=lambda group: (moment(group[0]), group[0]["id"]))


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["kind"] != other["kind"]:
        return False
    mine, theirs = set(one["parties"]), set(other["parties"])
    if not ({*mine, *one["mediators"]} & {*theirs, *other["mediators"]}):
        return False
    return not (mine - theirs and theirs - mine) and _days_apart(moment(one), moment(other)) <= NEAR_DAYS


def _days_apart(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return 0 if one == other else NEAR_DAYS + 1


def _names(rows: list[dict[str, Any]], part: str) -> list[str]:
    found: dict[str, str] = {}
    for row in rows:
        for key in row[part]:
            found.setdefault(key, row["names"][key])
    return list(found.values())
