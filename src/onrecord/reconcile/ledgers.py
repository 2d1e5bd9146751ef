"""The step `ledgers`: for every event cluster, each figure ever given and what can be said of the whole.

Writes `ledger`. Where a cluster has a figure of its dead or its hurt, both measures have a row: the one that nobody
gives a figure of has 0 as its lower bound, no best, and says `not_stated`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from onrecord.reconcile.base import as_json
from onrecord.reconcile.entries import MEASURES, entries_of
from onrecord.reconcile.settling import Entry, Settled, settle

_HARM = ("killed", "injured")


def step(connection: sqlite3.Connection) -> None:
    """Write the ledgers of changed event clusters anew."""
    connection.execute(
        "insert or ignore into changed_cluster select cluster from cluster_member "
        "where \"of\" = 'event' and document in (select document from changed_document)"
    )
    connection.execute("delete from ledger where cluster in (select cluster from changed_cluster)")
    found = connection.execute(
        "select cluster.id, cluster.members from cluster join changed_cluster on changed_cluster.cluster = cluster.id "
        "where cluster.\"of\" = 'event' order by cluster.id"
    )
    for cluster, members in found.fetchall():
        connection.executemany(
            "insert into ledger values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(cluster, measure, *columns(settled)) for measure, settled in ledgers_of(connection, json.loads(members))],
        )


def ledgers_of(connection: sqlite3.Connection, events: Sequence[str]) -> Iterator[tuple[str, Settled]]:
    """Measures of which anybody gives a figure, and what can be said of each.

    Args:
        connection: Connection to a record whose lineage is up to date.
        events: Ids of the cluster's events.
    """
    entries = entries_of(connection, events)
    wanted = _HARM if any(entries.get(measure) for measure in _HARM) else ()
    for measure in MEASURES:
        if entries.get(measure) or measure in wanted:
            yield measure, settle(entries.get(measure, ()))


def columns(settled: Settled) -> tuple[object, ...]:
    """Values of the ledger's columns after cluster and measure."""
    return (
        settled.low,
        settled.best,
        settled.high,
        int(settled.in_dispute),
        settled.rule,
        settled.no_best_because,
        as_json([asdict(entry) for entry in settled.entries]),
        as_json([_said(entry) for entry in settled.says]),
    )


def _said(entry: Entry) -> Mapping[str, object]:
    """What one side says, in short."""
    return {
        "row": entry.row, "who": entry.counter or entry.publisher, "voice": entry.voice, "low": entry.low,
        "best": entry.best, "high": entry.high, "moment": entry.moment,
    }  # fmt: skip
