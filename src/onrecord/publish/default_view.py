"""What people are shown unless they ask for all: the rows that are sure enough.

The thresholds come with the calibration (`onrecord.vocab.confidence`). Programs get every row with its confidence.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import LISTS, Rows
from onrecord.report import Report
from onrecord.vocab.confidence import load_confidence


def default_view(report: Report) -> tuple[Report, int]:
    """The report with the rows that the default view keeps, and how many it holds back."""
    calibration = load_confidence()
    kept = Rows(clues=report.rows.clues)
    held_back = 0
    for name in LISTS:
        rows = getattr(report.rows, name)
        shown = [row for row in rows if calibration.is_shown(name, getattr(row, "confidence", None))]
        held_back += len(rows) - len(shown)
        setattr(kept, name, shown)
    return replace(report, rows=kept), held_back


def held_back_line(number: int) -> str:
    """How many rows were held back, and how to see them."""
    rows = "1 row of less confidence is" if number == 1 else f"{number} rows of less confidence are"
    return f"{rows} kept back; --all shows them"
