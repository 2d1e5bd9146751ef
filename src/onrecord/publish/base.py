"""What every exporter takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.report import Report


@dataclass(slots=True)
class Written:
    """What an export wrote, and what its format could not hold.

    Attributes:
        paths: Files written.
        counts: Rows written, by list of the report.
        left_out: Why rows or fields were left out, with how many.
    """

    paths: list[Path] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, number: int = 1) -> None:
        """Add to the rows written of a list."""
        self.counts[name] = self.counts.get(name, 0) + number

    def leave_out(self, reason: str, number: int = 1) -> None:
        """Add to what was left out for a reason."""
        if number:
            self.left_out[reason] = self.left_out.get(reason, 0) + number


Exporter = Callable[[Iterable[Report], Path], Written]
"""Reports and the target (a file or a folder, by format) to what was written."""
