"""JSON lines: one report a line, in the form of the contract. Holds everything; `read_jsonl` gives it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.model import LISTS, Document, Rows, from_dict
from onrecord.publish.base import Written
from onrecord.report import Report


def export_jsonl(reports: Iterable[Report], target: Path) -> Written:
    """Write reports as JSON lines.

    Args:
        reports: Reports of a case.
        target: File to write; its folder is made if need be.
    """
    written = Written(paths=[target])
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for report in reports:
            file.write(report.to_json() + "\n")
            written.count("document")
            for name in LISTS:
                written.count(name, len(getattr(report.rows, name)))
    return written


def read_jsonl(path: Path) -> Iterator[Report]:
    """Reports of a file that `export_jsonl` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            rows = Rows()
            for name, kind in LISTS.items():
                getattr(rows, name).extend(from_dict(kind, row) for row in told[name])
            yield Report(from_dict(Document, told["document"]), rows)
