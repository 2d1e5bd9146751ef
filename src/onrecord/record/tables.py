"""How rows stand in tables: a list of the report to its table, a row to the values of its columns, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from onrecord.model import LISTS, Document, from_dict, to_dict

TABLES: Mapping[str, str] = {name: name if name == "control" else name.removesuffix("s") for name in LISTS}
"""List of a report to the table that holds its rows: `tolls` to `toll`."""

Parameters = list[tuple[str, list[tuple[Any, ...]]]]
"""Rows of one document, ready to be written: table, then one tuple of column values a row."""


_KINDS: tuple[type[Any], ...] = (Document, *LISTS.values())
_COLUMNS: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(spec.name.rstrip("_") for spec in fields(kind)) for kind in _KINDS
}
_STRUCTURES: Mapping[type[Any], frozenset[str]] = {
    kind: frozenset(
        spec.name.rstrip("_")
        for spec in fields(kind)
        if any(word in str(spec.type) for word in ("Span", "tuple", "Figure", "Population", "Source", "Plover"))
    ) - {"kind"}
    for kind in _KINDS
}  # fmt: skip
_BOOLEANS: Mapping[type[Any], frozenset[str]] = {
    kind: frozenset(spec.name for spec in fields(kind) if spec.type in ("bool", bool)) for kind in _KINDS
}


def columns(kind: type[Any]) -> tuple[str, ...]:
    """Columns of a row type's table, in the order of its fields."""
    return _COLUMNS[kind]


def values(row: Any) -> tuple[Any, ...]:
    """Column values of a row: structures as JSON text, booleans as 0 or 1."""
    return tuple(_value(getattr(row, spec.name)) for spec in fields(row))


def row_of(kind: type[Any], record: Mapping[str, Any]) -> Any:
    """The typed row of a table's record."""
    booleans = _BOOLEANS[kind]
    plain = {
        key: bool(value) if key in booleans else json.loads(value) if key in _STRUCTURES[kind] and value else value
        for key, value in record.items()
    }
    return from_dict(kind, plain)


def insert_sql(name: str) -> str:
    """Statement that writes one row of a list (or a document)."""
    kind = Document if name == "document" else LISTS[name]
    table = name if name == "document" else TABLES[name]
    names = ", ".join(f'"{column}"' for column in columns(kind))
    marks = ", ".join("?" * len(columns(kind)))
    return f'insert or replace into "{table}" ({names}) values ({marks})'


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (int, float, str)):
        return value
    return json.dumps(to_dict(cast("object", value)), ensure_ascii=False, separators=(",", ":"))
