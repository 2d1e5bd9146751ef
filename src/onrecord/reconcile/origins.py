"""Whose word a row rests on: the key by which independent origins of a version are counted.

In: ids of rows (events, tolls, relations, flows, agreements, control, claims). Out: `{row: origin}`, where origin is
`source:KEY` for what a named source said, else `report:DOCUMENT` with the first report of the family. Copies of one
text share the second, reports that quote one source share the first; each counts once.

A row rests on a source if it is that source's claim, a toll that the source counted, or is stated in a claim by which
the source asserts, confirms or accuses; of several, the first in the text. What a source denies or doubts does not rest
on it. The step `lineage` must have run, since it finds the families.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.reconcile.primary import PrimarySource, primary_source

REPORT = "report:"
"""What the origin of a row begins with that the report tells on its own account."""
_VOUCHING = ("asserts", "confirms", "accuses")
_TABLES = ("event", "toll", "relation", "flow", "agreement", "control", "claim")
_CHUNK = 400
"""Rows asked for at once; well below SQLite's limit on parameters."""


def origins_of_rows(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[str, str]:
    """Origin of each row: `source:KEY` or `report:DOCUMENT`; ids that are on no list are left out.

    Args:
        connection: Connection to a record whose lineage is up to date.
        rows: Ids of rows.
    """
    found: dict[str, str] = {}
    for chunk in _chunks(sorted(set(rows))):
        document_of = _documents(connection, chunk)
        sources = _sources(connection, chunk)
        roots = _roots(connection, sorted(set(document_of.values())))
        for row, document in document_of.items():
            source = sources.get(row)
            found[row] = REPORT + roots.get(document, document) if source is None else source.origin
    return found


def _chunks(rows: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def _documents(connection: sqlite3.Connection, rows: list[str]) -> dict[str, str]:
    wanted = json.dumps(rows)
    query = " union all ".join(
        f"select id, document from {table} where id in (select value from json_each(:rows))"  # noqa: S608 - own names
        for table in _TABLES
    )
    return dict(connection.execute(query, {"rows": wanted}))


def _roots(connection: sqlite3.Connection, documents: list[str]) -> dict[str, str]:
    query = "select document, root from family where document in (select value from json_each(?))"
    return dict(connection.execute(query, (json.dumps(documents),)))


def _sources(connection: sqlite3.Connection, rows: list[str]) -> dict[str, PrimarySource]:
    """Primary source of each row that has one; a toll's own counter goes before the claims that state it."""
    found: dict[str, PrimarySource] = {}
    for row, source in _said(connection, rows):
        if row not in found and source is not None:
            found[row] = source
    return found


_COUNTED = """
select toll.id, toll.counted_by, toll.document from toll
where toll.id in (select value from json_each(?)) and toll.counted_by is not null order by toll.id
"""
_OWN = "select id, source, document from claim where id in (select value from json_each(?)) order by id"
_STATED = f"""
select about.value, claim.source, claim.document from claim, json_each(claim.about) as about
where claim.document in (
    select document from event where id in (select value from json_each(:rows))
    union select document from toll where id in (select value from json_each(:rows))
    union select document from relation where id in (select value from json_each(:rows))
    union select document from flow where id in (select value from json_each(:rows))
    union select document from agreement where id in (select value from json_each(:rows))
    union select document from control where id in (select value from json_each(:rows))
)
and claim.stance in ({", ".join(f"'{stance}'" for stance in _VOUCHING)})
and about.value in (select value from json_each(:rows))
order by claim.source ->> 'start' is null, claim.source ->> 'start', claim.id
"""  # noqa: S608 - stances are constants


def _said(connection: sqlite3.Connection, rows: list[str]) -> Iterator[tuple[str, PrimarySource | None]]:
    """Rows with the sources named for them, the closest kind of naming first."""
    wanted = json.dumps(rows)
    asked = (
        *connection.execute(_COUNTED, (wanted,)),
        *connection.execute(_OWN, (wanted,)),
        *connection.execute(_STATED, {"rows": wanted}),
    )
    text_of: dict[str, str] = {}
    for row, written, document in asked:
        source = json.loads(written)
        if document not in text_of:
            text_of[document] = connection.execute("select text from document where id = ?", (document,)).fetchone()[0]
        yield row, primary_source(source, actor_of(connection, source), text_of[document])


def actor_of(connection: sqlite3.Connection, source: dict[str, Any]) -> dict[str, Any] | None:
    """Name, kind and registry id of a source's actor."""
    if not source.get("actor"):
        return None
    query = "select name, kind, registry_id from actor where id = ?"
    found = connection.execute(query, (source["actor"],)).fetchone()
    return dict(zip(("name", "kind", "registry_id"), found, strict=True)) if found else None
