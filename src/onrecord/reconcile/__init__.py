"""Across reports: which are copies of one another, which rows tell of the same thing, and where reports disagree.

`reconcile` runs the steps in order over the tables of a record. Nothing it writes is a fact: every merge is a
judgement with a score, and a person's judgement beats it (`decision`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from onrecord.reconcile.base import Reconciled, Step, note_reconciled, prepare_changes
from onrecord.reconcile.disputes import step as settle_disputes
from onrecord.reconcile.events import cluster_events
from onrecord.reconcile.ledgers import step as keep_ledgers
from onrecord.reconcile.lineage import lineage
from onrecord.reconcile.totals import step as keep_totals

__all__ = ["STEPS", "Reconciled", "reconcile"]

STEPS: dict[str, Step] = {
    "lineage": lineage,
    "events": cluster_events,
    "ledgers": keep_ledgers,
    "totals": keep_totals,
    "disputes": settle_disputes,
}
"""Steps by name, in the order they run."""


def reconcile(connection: sqlite3.Connection, *, tell: Callable[[str], object] | None = None) -> Reconciled:
    """Bring everything across reports up to date with the rows on record.

    Args:
        connection: Writing connection to a record, inside a transaction.
        tell: Told the name of every step before it runs.
    """
    changed = prepare_changes(connection)
    for name, step in STEPS.items():
        if tell is not None:
            tell(name)
        step(connection)
    note_reconciled(connection)

    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    return Reconciled(
        changed=changed,
        clusters=count("select count(*) from cluster where \"of\" = 'event'"),
        copies=count("select count(*) from family where document <> root"),
        disputes=count("select count(*) from dispute where is_open"),
    )
