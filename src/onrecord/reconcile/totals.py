"""The step `totals`: running totals, each counted by one voice over time, kept apart from incidents.

Writes `cluster`, `cluster_member` (of `toll`), `ledger`. A running total is a toll that its report tells as a sum, or
that counts since a day at least `TOTAL_DAYS` before the day that it speaks of. Tolls are states of one total if one
voice counts the same harm of the same people at the same place since the same month; the latest is the total as it
stands, the others show how it grew. Totals of two voices are two totals: nothing is added, nothing enters an incident.

Known limits: a monitor that names another place for one total ("Syria", "the country") has two.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from onrecord.model import identify
from onrecord.reconcile.base import as_json, rows_of, working_tables
from onrecord.reconcile.entries import TOTAL_DAYS, WHOLE, entry_of_toll
from onrecord.reconcile.ledgers import columns
from onrecord.reconcile.origins import origins_of_rows
from onrecord.reconcile.settling import settle

VERSION = "1"
_TABLES = """
create table work_totals_toll (toll text primary key, document text not null, "key" text not null) strict;
create index work_totals_toll_document on work_totals_toll (document);
create index work_totals_toll_key on work_totals_toll ("key")
"""
_FOUND = """
select toll.id, toll.document, toll.measure, toll.low, toll.best, toll.high, toll.qualifier, toll.population,
    toll.counted_by, toll.status, coalesce(event.is_recalled, 0) as is_recalled, document.publisher,
    coalesce(time.latest, document.published) as moment, first.publisher as origin_publisher,
    since.earliest as since, place.name as place, place.geonames_id, counter.name as counter_name,
    counter.registry_id as counter_registry_id
from toll join document on document.id = toll.document
left join event on event.id = toll.event
left join time on time.id = toll.as_of left join time as since on since.id = toll.since
left join place on place.id = toll.place
left join family on family.document = toll.document left join document as first on first.id = family.root
left join actor as counter on counter.id = toll.counted_by ->> 'actor'
"""
_CHANGED = """
join changed_document on changed_document.document = toll.document
where toll.part_of is null and (toll.is_cumulative
    or julianday(coalesce(time.latest, document.published)) - julianday(since.latest) >= :days)
order by toll.id
"""
_OF_KEY = 'join work_totals_toll w on w.toll = toll.id where w."key" = :key order by toll.id'


def step(connection: sqlite3.Connection) -> None:
    """Write the running totals that changed reports give a state of anew."""
    working_tables(connection, "totals", VERSION, _TABLES)
    touched = {
        key
        for (key,) in connection.execute(
            'select distinct w."key" from work_totals_toll w join changed_document c on c.document = w.document'
        )
    }
    connection.execute("delete from work_totals_toll where document in (select document from changed_document)")
    found = rows_of(connection, _FOUND + _CHANGED, {"days": TOTAL_DAYS})
    origins = origins_of_rows(connection, [row["id"] for row in found])
    for row in found:
        key = _key(row, entry_of_toll(row, origins[row["id"]]).voice)
        connection.execute("insert into work_totals_toll values (?, ?, ?)", (row["id"], row["document"], key))
        touched.add(key)
    for key in sorted(touched):
        _write(connection, key)


def _key(row: dict[str, Any], voice: str) -> str:
    """What states of one total have in common."""
    people = json.loads(row["population"])["class"]
    where = row["geonames_id"] or (row["place"] or "").casefold()
    return json.dumps([voice, row["measure"], "people" if people in WHOLE else people, where, (row["since"] or "")[:7]])


def _write(connection: sqlite3.Connection, key: str) -> None:
    """Write the cluster and the ledger of one total; its id depends on what it counts, not on its states."""
    cluster = identify("et", "toll", key)
    for table, column in (("ledger", "cluster"), ("cluster_member", "cluster"), ("cluster", "id")):
        connection.execute(f"delete from {table} where {column} = ?", (cluster,))  # noqa: S608 - own names
    rows = rows_of(connection, _FOUND + _OF_KEY, {"key": key})
    if not rows:
        return
    origins = origins_of_rows(connection, [row["id"] for row in rows])
    settled = settle(entry_of_toll(row, origins[row["id"]]) for row in rows)
    ordered = [entry.row for entry in settled.entries]
    first = rows[0]
    summary = {
        "kind": "running_total", "day": settled.entries[-1].moment, "place": first["place"], "since": first["since"],
        "doers": [], "done_to": [], "status": "happened", "differs": {},
        "counted_by": settled.entries[-1].counter or settled.entries[-1].publisher,
    }  # fmt: skip
    publishers = list(dict.fromkeys(entry.publisher for entry in settled.entries if entry.publisher))
    connection.execute(
        "insert into cluster values (?, 'toll', ?, ?, 1, ?)",
        (cluster, as_json(ordered), as_json(publishers), as_json(summary)),
    )
    connection.executemany(
        "insert into cluster_member values ('toll', ?, ?, ?)", [(row["id"], cluster, row["document"]) for row in rows]
    )
    connection.execute(
        "insert into ledger values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (cluster, first["measure"], *columns(settled))
    )
