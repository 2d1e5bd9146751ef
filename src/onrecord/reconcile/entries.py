"""Every figure that the reports of one event give of its dead, hurt and captured, ready to be settled.

In: ids of the events of one cluster. Out: entries by measure. A report's tolls are the figures; where a report's event
bears a figure that none of its tolls gives (put together from several statements), the event itself is one. A toll that
is smaller than what the same report counts for the whole, or that is told as a part, is a figure of part of the people.
Running totals, and figures of parts of one, are left out: they never belong to one incident. A figure counted since a
day at least `TOTAL_DAYS` before the day that it speaks of is one, whether or not its report says so.

What a report tells on its own account is its publisher's word, and the same voice as that publisher quoted elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from onrecord.reconcile.base import rows_of
from onrecord.reconcile.origins import REPORT, origins_of_rows
from onrecord.reconcile.primary import ORIGIN
from onrecord.reconcile.settling import Entry
from onrecord.reconcile.sides import named_source
from onrecord.vocab.actor_names import fold_name

MEASURES = ("killed", "injured", "captured")
_NOT_COUNTED = ("denied", "did_not_happen", "planned", "called_for", "threatened", "predicted", "hypothetical")
WHOLE = ("people", "other")
"""Classes of people that a whole is told of."""
TOTAL_DAYS = 7

_RUNNING = """
with running as (
    select toll.id, toll.event from toll join document on document.id = toll.document
    left join time as since on since.id = toll.since left join time on time.id = toll.as_of
    where toll.event in (select value from json_each(:events)) and (toll.is_cumulative or
        julianday(coalesce(time.latest, document.published)) - julianday(since.latest) >= :days)
)
"""
_TOLLS = """
select toll.id, toll.document, toll.measure, toll.low, toll.best, toll.high, toll.qualifier, toll.population,
    toll.counted_by, toll.part_of, toll.status, event.is_recalled, document.publisher,
    coalesce(time.latest, document.published) as moment, first.publisher as origin_publisher,
    counter.name as counter_name, counter.registry_id as counter_registry_id
from toll join event on event.id = toll.event join document on document.id = toll.document
left join time on time.id = toll.as_of left join family on family.document = toll.document
left join document as first on first.id = family.root
left join actor as counter on counter.id = toll.counted_by ->> 'actor'
where toll.event in (select value from json_each(:events)) and not toll.is_cumulative
    and toll.id not in (select id from running) and coalesce(toll.part_of, '') not in (select id from running)
order by toll.id
"""
_EVENTS = """
select event.id, event.document, event.killed, event.injured, event.captured, event.status, event.is_recalled,
    document.publisher, document.published as moment, first.publisher as origin_publisher
from event join document on document.id = event.document
left join family on family.document = event.document left join document as first on first.id = family.root
where event.id in (select value from json_each(:events)) and event.id not in (select event from running)
    and coalesce(event.killed, event.injured, event.captured) is not null
order by event.id
"""


def entries_of(connection: sqlite3.Connection, events: Sequence[str]) -> dict[str, list[Entry]]:
    """Figures of a cluster of events, by measure.

    Args:
        connection: Connection to a record whose lineage is up to date.
        events: Ids of the cluster's events.
    """
    wanted = {"events": json.dumps(list(events)), "days": TOTAL_DAYS}
    tolls, told = (rows_of(connection, _RUNNING + query, wanted) for query in (_TOLLS, _EVENTS))
    origins = origins_of_rows(connection, [row["id"] for row in (*tolls, *told)])
    found: dict[str, list[Entry]] = defaultdict(list)
    of_report: dict[tuple[str, str], list[tuple[Entry, bool]]] = defaultdict(list)
    for row in tolls:
        of_report[row["document"], row["measure"]].append(
            (entry_of_toll(row, origins[row["id"]]), bool(row["part_of"]))
        )
    for row in told:
        for measure in MEASURES:
            if row[measure]:
                own = _of_event(row, measure, origins[row["id"]])
                if not any(entry.best == own.best and entry.least == own.least and entry.use == own.use
                           for entry, is_part in of_report[row["document"], measure] if not is_part):  # fmt: skip
                    of_report[row["document"], measure].append((own, False))
    for (_, measure), entries in of_report.items():
        found[measure] += _parted(entries)
    return found


def entry_of_toll(row: dict[str, Any], origin: str) -> Entry:
    """The entry of a toll.

    Args:
        row: Columns of the toll, with is_recalled, the name and registry id of who counted, and its report's publisher,
            origin_publisher and moment.
        origin: Its origin.
    """
    population = json.loads(row["population"])
    counter = json.loads(row["counted_by"]) if row["counted_by"] else None
    return Entry(
        **_common(row, origin),
        counter=named_source(counter, row["counter_name"], row["counter_registry_id"]) if counter else None,
        low=row["low"],
        best=row["best"],
        high=row["high"],
        qualifier=row["qualifier"],
        population=population["text"],
        population_class=population["class"],
    )


def _of_event(row: dict[str, Any], measure: str, origin: str) -> Entry:
    figure = json.loads(row[measure])
    return Entry(
        **_common(row, origin),
        counter=None,
        low=figure["low"],
        best=figure["best"],
        high=figure["high"],
        qualifier="exactly" if figure["low"] == figure["high"] else "between",
        population=None,
        population_class="people",
    )


def _common(row: dict[str, Any], origin: str) -> dict[str, Any]:
    publisher = row["origin_publisher"] or row["publisher"]
    is_report = origin.startswith(REPORT)
    is_counted = row["status"] not in _NOT_COUNTED and not row["is_recalled"]
    return {
        "row": row["id"],
        "document": row["document"],
        "publisher": row["publisher"],
        "moment": row["moment"],
        "voice": _voice_of(publisher) if is_report and publisher else origin,
        "through": None if is_report and publisher == row["publisher"] else row["publisher"],
        "status": row["status"],
        "use": "current" if is_counted else "not_counted",
    }


def _voice_of(publisher: str) -> str:
    """Key of a publisher as a voice: that of the source by its name."""
    return ORIGIN + " ".join(fold_name(publisher).folded)


def _parted(entries: Iterable[tuple[Entry, bool]]) -> list[Entry]:
    """Figures of one report, those of part of the people marked as such."""
    entries = list(entries)
    counted = [entry for entry, is_part in entries if entry.use == "current" and not is_part]
    whole = max(counted, key=lambda entry: (entry.least, entry.population_class in WHOLE, entry.row), default=None)
    return [
        replace(entry, use="part") if entry.use == "current" and (is_part or _is_part(entry, whole)) else entry
        for entry, is_part in entries
    ]


def _is_part(entry: Entry, whole: Entry | None) -> bool:
    """True for a smaller figure that may be of some of those whom the whole counts.

    A smaller figure of the same people that another voice gives is no part but another version.
    """
    if whole is None or entry is whole or entry.least >= whole.least:
        return False
    is_other_version = entry.voice != whole.voice and entry.population_class == whole.population_class
    return not (is_other_version and entry.least > 1)
