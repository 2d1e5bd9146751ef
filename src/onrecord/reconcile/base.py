"""What a step of reconciling is: a function over the record's tables that mends only what changed.

A step gets a connection inside a transaction. Two temporary tables say what it has to look at:

| table | column | holds |
|---|---|---|
| `changed_document` | `document` | reports added, read again, judged or removed since the last run |
| `changed_cluster` | `cluster` | clusters written or taken away in this run |

`reconcile` fills the first, and `lineage` adds reports whose origin is another now; steps that cluster fill the second,
and `ledgers` adds clusters with a changed report.

Whatever a step writes must be what it would write from scratch, in any order of documents. A step's working tables
(signatures, features) begin with `work_`; they are made by the step where they are missing, carry its version in
`meta`, and may be thrown away at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Step = Callable[[sqlite3.Connection], None]
"""Mends its tables for the changed documents."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a run did."""

    changed: int
    clusters: int
    copies: int
    disputes: int


def prepare_changes(connection: sqlite3.Connection) -> int:
    """Fill `changed_document` from the difference between `document` and `reconciled`; returns how many changed."""
    for name, column in (("changed_document", "document"), ("changed_cluster", "cluster")):
        connection.execute(f"create temp table if not exists {name} ({column} text primary key) without rowid")
    connection.execute("delete from changed_document")
    connection.execute("delete from changed_cluster")
    connection.execute(
        """
        insert into changed_document
        select id from document where state = 'read'
            and not exists (select 1 from reconciled r where r.document = document.id and r.read_by = document.read_by)
        union
        select document from reconciled r where not exists
            (select 1 from document d where d.id = r.document and d.state = 'read')
        """
    )
    return int(connection.execute("select count(*) from changed_document").fetchone()[0])


def note_reconciled(connection: sqlite3.Connection) -> None:
    """Remember what has been reconciled."""
    connection.execute("delete from reconciled where document in (select document from changed_document)")
    connection.execute(
        "insert into reconciled select id, coalesce(read_by, '') from document "
        "where state = 'read' and id in (select document from changed_document)"
    )


def working_tables(connection: sqlite3.Connection, name: str, version: str, script: str) -> bool:
    """Make a step's working tables where they are missing or of another version; everything counts as changed then.

    Args:
        connection: Connection inside a transaction.
        name: The step's name; its tables begin with `work_` and this name.
        version: Changes whenever the tables would hold something else.
        script: SQL statements that make the tables, split by semicolons.

    Returns:
        True where the tables were made anew.
    """
    key = f"work_{name}"
    found = connection.execute("select value from meta where key = ?", (key,)).fetchone()
    if found is not None and found[0] == version:
        return False
    tables = connection.execute(
        "select name from sqlite_master where type = 'table' and (name = ? or name like ? escape '!')",
        (key, f"{key.replace('_', '!_')}!_%"),
    ).fetchall()
    for (table,) in tables:
        connection.execute(f'drop table "{table}"')
    for statement in filter(None, map(str.strip, script.split(";"))):
        connection.execute(statement)
    connection.execute("insert or replace into meta values (?, ?)", (key, version))
    connection.execute("insert or ignore into changed_document select id from document where state = 'read'")
    return True


def rows_of(
    connection: sqlite3.Connection, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[dict[str, Any]]:
    """Rows of a query as mappings from column to value."""
    cursor = connection.execute(query, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, tuple(row), strict=True)) for row in cursor]


def as_json(value: object) -> str:
    """A structure as the JSON text of a column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
