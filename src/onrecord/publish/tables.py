"""Tables: a folder with one CSV or Parquet file a list of the report, for spreadsheets, data frames and SQL engines.

Columns are the contract's fields; what holds a structure is JSON text. Three columns are added so that a row can be
read alone: `line` (the row in words), `quote` (the words it was read from) and `title` of its document. Parquet is
written by DuckDB from typed columns.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.model import LISTS, Document, to_dict
from onrecord.publish.base import Written
from onrecord.publish.phrases import Phrases, quote_of
from onrecord.report import Report

ADDED = ("line", "quote", "title")
_TYPES = {"int": "bigint", "int | None": "bigint", "float | None": "double", "bool": "boolean"}
_IN_WORDS = frozenset(
    {"events", "tolls", "relations", "flows", "agreements", "control", "claims", "checks", "failures"}
)


def export_csv(reports: Iterable[Report], target: Path) -> Written:
    """Write one CSV file a list (UTF-8 with a byte-order mark, so that spreadsheets show names right).

    Args:
        reports: Reports of a case.
        target: Folder to write to; made if need be.
    """
    written = Written()
    target.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for name, record in _records(reports):
            if name not in writers:
                path = target / f"{name}.csv"
                file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
                writers[name] = csv.DictWriter(file, fieldnames=list(record))
                writers[name].writeheader()
                written.paths.append(path)
            writers[name].writerow(record)
            written.count(name)
    return written


def export_parquet(reports: Iterable[Report], target: Path) -> Written:
    """Write one Parquet file a list.

    Args:
        reports: Reports of a case.
        target: Folder to write to; made if need be.
    """
    import duckdb

    written = Written()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        files: dict[str, Any] = {}
        for name, record in _records(reports):
            if name not in files:
                files[name] = stack.enter_context((Path(folder) / f"{name}.jsonl").open("w", encoding="utf-8"))
            files[name].write(json.dumps(record, ensure_ascii=False) + "\n")
            written.count(name)
        for file in files.values():
            file.flush()
        with duckdb.connect() as engine:
            for name in files:
                path = target / f"{name}.parquet"
                typed = ", ".join(f"{_quoted(column)}: {_quoted(kind)}" for column, kind in _column_types(name).items())
                source = _quoted(str(Path(folder) / f"{name}.jsonl"))
                engine.execute(
                    f"copy (select * from read_json({source}, format = 'newline_delimited', columns = {{{typed}}})) "  # noqa: S608 - own names and paths
                    f"to {_quoted(str(path))} (format parquet, compression zstd)"
                )
                written.paths.append(path)
    return written


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _records(reports: Iterable[Report]) -> Iterator[tuple[str, dict[str, Any]]]:
    for report in reports:
        phrases = Phrases(report)
        title = report.document.title
        yield "documents", {key: value for key, value in _flat(report.document).items() if key != "text"}
        for name, row in report.rows.all():
            quote = quote_of(row)
            line = phrases.line(row) if name in _IN_WORDS else None
            yield name, {**_flat(row), "line": line, "quote": quote.text if quote else None, "title": title}


def _flat(row: object) -> dict[str, Any]:
    return {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for key, value in to_dict(row).items()
    }


def _column_types(name: str) -> dict[str, str]:
    kind = Document if name == "documents" else LISTS[name]
    own = {
        spec.name.rstrip("_"): _TYPES.get(str(spec.type), "varchar")
        for spec in kind.__dataclass_fields__.values()
        if not (name == "documents" and spec.name == "text")
    }
    return own if name == "documents" else own | dict.fromkeys(ADDED, "varchar")
