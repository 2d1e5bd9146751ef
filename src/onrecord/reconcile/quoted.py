"""The primary sources that a report quotes, with what of it they said.

In: a report's claims and tolls. Out: `Quoted`, one for each source with a proper name or an id in the registry.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from onrecord.reconcile.origins import actor_of
from onrecord.reconcile.primary import primary_source


@dataclass(slots=True)
class Quoted:
    """A primary source and the parts of a report that rest on it."""

    origin: str
    spans: set[tuple[int, int]] = field(default_factory=set)

    def merged(self) -> list[tuple[int, int]]:
        """The parts in order, those that touch as one."""
        found: list[tuple[int, int]] = []
        for start, end in sorted(self.spans):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return found


def quoted_sources(connection: sqlite3.Connection, document: str, text: str) -> list[Quoted]:
    """Primary sources of a report's claims and tolls, in order of their keys."""
    found: dict[str, Quoted] = {}
    for source, spans in _said(connection, document):
        primary = primary_source(source, actor_of(connection, source), text)
        if primary is None or not primary.is_named:
            continue
        quoted = found.setdefault(primary.origin, Quoted(primary.origin))
        quoted.spans.update((span["start"], span["end"]) for span in spans)
    return [found[origin] for origin in sorted(found)]


def _said(connection: sqlite3.Connection, document: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    claims = connection.execute("select source, content, fragments from claim where document = ?", (document,))
    found = []
    for source, content, fragments in claims.fetchall():
        found.append((json.loads(source), json.loads(fragments) or [json.loads(content)]))
    tolls = connection.execute(
        "select counted_by, spans from toll where document = ? and counted_by is not null", (document,)
    )
    found += [(json.loads(source), json.loads(spans)) for source, spans in tolls.fetchall()]
    return found
