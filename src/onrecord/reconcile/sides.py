"""The sides of a disagreement: who gives which version, in which words, in which reports.

A side is a mapping with `position` (the version, in words), `rows`, `sources` (who vouches for it), `documents`,
`words` (spans, each with its document) and `origins` (how many independent ones). Sides with more origins come first;
nothing says which is right.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One row that gives a version.

    Attributes:
        position: The version.
        row: Id of the row.
        document: Report.
        source: Who vouches for it; None: the report itself.
        publisher: Who published the report.
        origin: Key of the independent origin.
        words: Span the version stands in: start, end, text.
    """

    position: str
    row: str
    document: str
    source: str | None
    publisher: str | None
    origin: str
    words: Mapping[str, Any] | None


def source_name(connection: sqlite3.Connection, source: Mapping[str, Any]) -> str | None:
    """Who a row's source is: its name in the registry, else the words of the report; None for the report itself.

    Words alone may be a part of a name, or a pronoun. A source without a name keeps its words: they say what it is.

    Args:
        connection: Connection to a record.
        source: The source of a claim or a toll: text, kind, actor.
    """
    if source["kind"] == "narrator":
        return None
    known = connection.execute(
        "select name from actor where id = ? and registry_id is not null and ? = 'named'",
        (source["actor"], source["kind"]),
    ).fetchone()
    return str(known[0] if known else source["text"])


def sides_of(voices: Iterable[Voice]) -> list[dict[str, Any]]:
    """Voices by position; the position with most origins first, then in the order of the alphabet."""
    by_position: dict[str, list[Voice]] = defaultdict(list)
    for voice in sorted(voices, key=lambda one: (one.row, one.document, json.dumps(one.words, sort_keys=True))):
        by_position[voice.position].append(voice)
    sides = [_side(position, found) for position, found in by_position.items()]
    return sorted(sides, key=lambda side: (-side["origins"], side["position"]))


def _side(position: str, voices: list[Voice]) -> dict[str, Any]:
    return {
        "position": position,
        "rows": list(dict.fromkeys(voice.row for voice in voices)),
        "sources": sorted({voice.source or voice.publisher or "not named" for voice in voices}),
        "documents": list(dict.fromkeys(voice.document for voice in voices)),
        "words": [{"document": voice.document, **voice.words} for voice in voices if voice.words is not None],
        "origins": len({voice.origin for voice in voices}),
    }
