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

from onrecord.reconcile.primary import pronouns
from onrecord.vocab.actor_names import fold_name


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
    """Who a claim's source is; None for the report itself.

    Args:
        connection: Connection to a record.
        source: The source: text, kind, actor.
    """
    known = connection.execute("select name, registry_id from actor where id = ?", (source["actor"],)).fetchone()
    return named_source(source, *(known or (None, None)))


def named_source(source: Mapping[str, Any], name: str | None, registry_id: str | None) -> str | None:
    """Who a source is: its actor's name where the registry knows it or the words are a pronoun, else the words.

    Words alone may be a part of a name. A source that gives no name keeps its words: they say what it is.

    Args:
        source: The source of a claim or a toll: text, kind.
        name: Name of its actor; None where it has none.
        registry_id: The actor's id in the registry.

    >>> named_source({"text": "He", "kind": "named"}, "Tomas Varn", None)
    'Tomas Varn'
    """
    if source["kind"] == "narrator":
        return None
    words = str(source["text"])
    if name is None or source["kind"] != "named":
        return words
    return name if registry_id or words.casefold() in pronouns() else words


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
        "sources": _each_once(voice.source or voice.publisher or "not named" for voice in voices),
        "documents": list(dict.fromkeys(voice.document for voice in voices)),
        "words": [{"document": voice.document, **voice.words} for voice in voices if voice.words is not None],
        "origins": len({voice.origin for voice in voices}),
    }


def _each_once(names: Iterable[str]) -> list[str]:
    """Names in the order of the alphabet; of those that differ in capitals and articles alone, the shortest.

    >>> _each_once(["the Hill Watch", "a nurse", "Hill Watch"])
    ['Hill Watch', 'a nurse']
    """
    shortest: dict[tuple[str, ...], str] = {}
    for name in sorted(set(names), key=lambda one: (len(one), one)):
        shortest.setdefault(fold_name(name).folded or (name,), name)
    return sorted(shortest.values())
