"""Versions of the schema. A record of an older version is brought up to date when it is opened for writing.

`MIGRATIONS[n]` is the SQL that turns version n into n + 1. It runs in one transaction with the version's own change, so
a crash leaves the old version whole. Rows that a newer reader would write otherwise are not touched here: `onrecord
reread` reads again what an older version read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from importlib.resources import files

from onrecord.errors import RecordError

SCHEMA_VERSION = 2


def _script(name: str) -> str:
    return files("onrecord.record").joinpath(name).read_text(encoding="utf-8")


MIGRATIONS: Mapping[int, str] = {1: _script("reconciled.sql")}


def create(connection: sqlite3.Connection, version: str) -> None:
    """Make the tables in an empty database, in one transaction."""
    schema = _script("schema.sql") + _script("reconciled.sql")
    connection.executescript(
        f"begin immediate;\n{schema}\n"
        f"insert into meta values ('schema_version', '{SCHEMA_VERSION}'), ('created_by', '{version}');\ncommit;"
    )


def version_of(connection: sqlite3.Connection) -> int | None:
    """Version of a record's schema; None where the database has no tables yet.

    Raises:
        RecordError: The database is not a record of this product.
    """
    tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    if not tables:
        return None
    if "meta" not in tables or "document" not in tables:
        raise RecordError(
            "this database is no record of a case: expected the tables meta and document; choose another folder"
        )
    found = connection.execute("select value from meta where key = 'schema_version'").fetchone()
    return int(found[0])


def migrate(
    connection: sqlite3.Connection,
    *,
    migrations: Mapping[int, str] = MIGRATIONS,
    target: int = SCHEMA_VERSION,
) -> None:
    """Bring a record up to the current version, step by step.

    Raises:
        RecordError: The record was written by a newer version of the product.
    """
    version = version_of(connection)
    if version is None or version == target:
        return
    if version > target:
        raise RecordError(
            f"the record has schema version {version}, this program knows {target}: a newer onrecord wrote it; "
            "update the program (pip install --upgrade onrecord)"
        )
    for step in range(version, target):
        connection.executescript(
            f"begin immediate;\n{migrations[step]}\n"
            f"update meta set value = '{step + 1}' where key = 'schema_version';\ncommit;"
        )
