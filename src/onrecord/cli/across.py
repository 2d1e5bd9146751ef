"""What `show`, `why` and `judge` print of a case across reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.publish.across import dispute_lines, event_lines, ledger_lines, why_lines
from onrecord.record import Filter, Query
from onrecord.record.across import disputes, ledgers, merged_events, unreconciled, why
from onrecord.vocab.confidence import load_confidence

ACROSS = ("ledger", "disputes")


def found_across(case: Path, what: str, wanted: Filter, *, event: str | None, every: bool) -> Iterator[dict[str, Any]]:
    """Events across reports (`events`), ledgers or disputes, as mappings."""
    query = Query(case)
    if what == "ledger":
        yield from ledgers(query, event)
    elif what == "disputes":
        yield from disputes(query, wanted)
    else:
        least = 0.0 if every else load_confidence().thresholds.get("events", 0.0)
        yield from merged_events(query, wanted, least=least)


def across_of(case: Path) -> dict[str, list[dict[str, Any]]]:
    """All that stands across reports, for the dossier: events, ledgers, disputes."""
    query = Query(case)
    return {
        "events": list(merged_events(query, Filter())),
        "ledgers": list(ledgers(query)),
        "disputes": list(disputes(query, Filter())),
    }


def lines_across(what: str, row: dict[str, Any], *, width: int) -> Iterator[str]:
    """One of them as lines."""
    render = {"ledger": ledger_lines, "disputes": dispute_lines}.get(what, event_lines)
    return render(row, width=width)


def lines_of_why(case: Path, identifier: str, *, width: int) -> Iterator[str]:
    """Why a row stands where it stands, as lines."""
    return why_lines(why(Query(case), identifier), width=width)


def stale_line(case: Path) -> str | None:
    """A remark where reports have been read since the case was last reconciled."""
    number = unreconciled(Query(case))
    if not number:
        return None
    verb = "report has" if number == 1 else "reports have"
    return f"{number} {verb} changed since the case was reconciled; run: onrecord reconcile {case}"
