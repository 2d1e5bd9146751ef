"""What `show`, `sql` and `export` list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigurationError
from onrecord.model import LISTS, Actor, Place
from onrecord.publish.phrases import Phrases
from onrecord.publish.plain import render_row
from onrecord.record import Filter, Query
from onrecord.report import Report
from onrecord.vocab.confidence import load_confidence

_TIMELINE = ("events", "agreements", "control")
_WIDEST_CELL = 60


def reports_in(case: Path) -> Iterator[Report]:
    """Every report of a case, one after another."""
    query = Query(case)
    for document in query.documents():
        yield Report(document, query.rows_of(document.id))


def rows_wanted(case: Path, what: str, wanted: Filter) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Rows of a list, or of the timeline, that pass a filter: list, row, and what is told of its document.

    Raises:
        ConfigurationError: There is nothing of that name to show.
    """
    names = _TIMELINE if what == "timeline" else (what,)
    if what != "timeline" and what not in LISTS:
        raise ConfigurationError(f"there are no {what!r} to show; expected one of: {', '.join(LISTS)}, timeline")
    query = Query(case)
    found = ((name, row, about) for name in names for row, about in query.select(name, wanted))
    if what != "timeline":
        yield from found
        return
    told = query.sql("select id, earliest from time where earliest is not null")
    days = {time["id"]: time["earliest"] for time in told}
    dated = ((days[row.time], name, row, about) for name, row, about in found if row.time in days)
    for _, name, row, about in sorted(dated, key=lambda item: item[0]):
        yield name, row, about


def held_back_of(case: Path, what: str, wanted: Filter) -> int:
    """How many of the rows the default view keeps back."""
    return sum(not _is_shown(name, row) for name, row, _ in rows_wanted(case, what, wanted))


def _is_shown(name: str, row: Any) -> bool:
    return load_confidence().is_shown(name, getattr(row, "confidence", None))


def rows_in_words(case: Path, what: str, wanted: Filter, *, width: int, every: bool = True) -> Iterator[str]:
    """The same rows as lines for people; of those that the default view keeps, unless `every` is asked for."""
    query = Query(case)

    @lru_cache(maxsize=32)
    def phrases_of(document: str) -> Phrases:
        return Phrases(Report(query.document(document), query.rows_of(document)))

    for name, row, about in rows_wanted(case, what, wanted):
        if not every and not _is_shown(name, row):
            continue
        where = ", ".join(part for part in (about["title"], about["publisher"]) if part)
        if isinstance(row, (Actor, Place)):
            yield f"{_named(row)}  ({where or about['id']})"
        elif row.document is None:
            yield f"{row.uri or ''}: {row.code}: {row.message}".strip()
        else:
            lines = list(render_row(row, phrases_of(row.document), width=width, about=where))
            yield lines[0].strip()
            yield from lines[1:]


def _named(row: Actor | Place) -> str:
    if isinstance(row, Actor):
        parts = [row.kind.replace("_", " "), row.country, row.office, f"{len(row.mentions)} mentions"]
        known = f" = {row.registry_id}" if row.registry_id else ""
        return f"{row.name}{known}: " + ", ".join(part for part in parts if part)
    point = (
        f"{row.latitude:.3f}, {row.longitude:.3f}"
        if row.latitude is not None and row.longitude is not None
        else "no point"
    )
    precision = f"precision {row.where_precision}" if row.where_precision else "precision unknown"
    return f"{row.name}: " + ", ".join(part for part in (row.kind, row.admin1, row.country, point, precision) if part)


def columns_of(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Rows of a query as aligned columns."""
    if not rows:
        return
    cells = [[_cell(value) for value in row.values()] for row in rows]
    heads = list(rows[0])
    widths = [max(len(head), *(len(row[i]) for row in cells)) for i, head in enumerate(heads)]
    yield "  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True)).rstrip()
    yield "  ".join("-" * width for width in widths)
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"
