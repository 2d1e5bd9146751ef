"""Families: reports that are one text passed on, each with its root.

A report has at most one text that it is a copy of, and that text is earlier in rank; so copies form trees, and the
root of a tree is the earliest of its reports. Only trees that a changed link can concern are walked.
"""

# ruff: noqa: S608 - names of tables and columns are constants, every value is a parameter
from __future__ import annotations

import sqlite3

from onrecord.reconcile.copies import COPIES

_LINK = f"""
kind in ({", ".join(repr(kind) for kind in COPIES)})
and exists (select 1 from work_lineage_text text where text.document = lineage.origin)
"""
_BELOW = f"""
with recursive below (document) as (
    select document from temp.lineage_touched
    union
    select lineage.document from lineage join below on lineage.origin = below.document where {_LINK}
)
select document from below where document in (select document from work_lineage_text)
"""
_ABOVE = f"select origin from lineage where document = ? and {_LINK}"


def renew_families(connection: sqlite3.Connection) -> None:
    """Write the roots of the reports in `temp.lineage_touched` and of all their copies."""
    connection.execute("delete from family where document in (select document from temp.lineage_touched)")
    roots: dict[str, str] = {}
    for (document,) in connection.execute(_BELOW).fetchall():
        roots[document] = _root(connection, document, roots)
    connection.executemany("insert or replace into family values (?, ?)", sorted(roots.items()))


def _root(connection: sqlite3.Connection, document: str, known: dict[str, str]) -> str:
    current = document
    while current not in known:
        above = connection.execute(_ABOVE, (current,)).fetchone()
        if above is None:
            return current
        current = above[0]
    return known[current]
