"""What `show`, `why` and `judge` print of a case across reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigurationError, RecordError
from onrecord.publish.across import dispute_lines, event_lines, ledger_lines, why_lines
from onrecord.publish.across_ties import agreement_lines, control_lines, tie_lines
from onrecord.reconcile.standing import Contradiction, standing_judgements
from onrecord.record import Filter, Query
from onrecord.record.across import disputes, has_across, ledgers, merged_events, unreconciled, why
from onrecord.record.across_actors import ties
from onrecord.record.across_agreements import merged_agreements
from onrecord.record.across_control import control_of_places
from onrecord.record.decisions import JUDGED
from onrecord.vocab.confidence import load_confidence

ACROSS = ("ledger", "disputes")
_MERGED = ("events", "agreements", "control")
_ON_A_DAY = ("actors", "control")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


_RENDERERS = {
    "events": event_lines, "ledger": ledger_lines, "disputes": dispute_lines, "actors": tie_lines,
    "control": control_lines, "agreements": agreement_lines,
}  # fmt: skip


def is_across(what: str, *, merged: bool, at: str | None) -> bool:
    """True where what is asked for stands across reports.

    Raises:
        ConfigurationError: It can't be told merged, or of a day.
    """
    for option, is_given, known in (("--merged", merged, _MERGED), ("--at", at is not None, _ON_A_DAY)):
        if is_given and what not in known:
            raise ConfigurationError(f"{option} goes with {' or '.join(known)}, not with {what!r}")
    if at is not None:
        _check_day(at, "--at")
    return what in ACROSS or merged or at is not None


def check_filters(what: str, wanted: Filter, *, event: str | None) -> None:
    """See that filters can be meant.

    Raises:
        ConfigurationError: A day is none, or a filter says nothing of what is asked for.
    """
    for option, day in (("--from", wanted.since), ("--to", wanted.until)):
        if day is not None:
            _check_day(day, option)
    if event is not None and what != "ledger":
        raise ConfigurationError(f"--event goes with ledger, not with {what!r}")
    if wanted.status is not None and what in ACROSS:
        raise ConfigurationError(f"--status does not go with {what!r}, which has no one status")


def found_across(  # noqa: PLR0913 - one parameter for each option of `show`
    case: Path, what: str, wanted: Filter, *, event: str | None, at: str | None, every: bool
) -> Iterator[dict[str, Any]]:
    """Events across reports (`events`), ledgers, disputes, ties, control or agreements, as mappings.

    Raises:
        RecordError: The case is of an earlier version and has not been reconciled.
    """
    query = Query(case)
    if not has_across(query):
        raise RecordError(f"nothing across reports is on record yet; run: onrecord reconcile {case}")
    least = {} if every else load_confidence().thresholds
    if what == "ledger":
        # an event asked for by its id is told of in full: also that nobody gives a figure
        yield from (row for row in ledgers(query, event, wanted) if event is not None or row["entries"])
    elif what == "disputes":
        yield from disputes(query, wanted)
    elif what == "actors":
        yield from ties(query, at or "", wanted, least=dict(least))
    elif what == "control":
        yield from control_of_places(query, wanted, day=at, least=least.get("control", 0.0))
    elif what == "agreements":
        yield from merged_agreements(query, wanted, least=least.get("agreements", 0.0))
    else:
        yield from merged_events(query, wanted, least=least.get("events", 0.0))


def _check_day(day: str, option: str) -> None:
    if not _DAY.fullmatch(day) or not _is_day(day):
        raise ConfigurationError(f"{option} takes a day (2016-12-14), not {day!r}")


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def across_of(case: Path) -> dict[str, list[dict[str, Any]]]:
    """All that stands across reports, for the dossier: events, ledgers, disputes."""
    query = Query(case)
    if not has_across(query):
        return {}
    return {
        "events": list(merged_events(query, Filter())),
        "ledgers": list(ledgers(query)),
        "disputes": list(disputes(query, Filter())),
    }


def lines_across(what: str, row: dict[str, Any], *, width: int) -> Iterator[str]:
    """One of them as lines."""
    return _RENDERERS[what](row, width=width)


def lines_of_why(case: Path, identifier: str, *, width: int) -> Iterator[str]:
    """Why a row stands where it stands, as lines."""
    return why_lines(why(Query(case), identifier), width=width)


def contradictions_about(case: Path, identifier: str) -> list[Contradiction]:
    """Judgements of people that can't all hold, where one is of a row of the event that an id stands for."""
    query = Query(case)
    rows = {row["id"] for row in why(query, identifier)["rows"]}
    found = [one for of in JUDGED for one in standing_judgements(query.connection, of)[1]]
    return [one for one in found if any(row in one.detail for row in rows)]


def stale_line(case: Path) -> str | None:
    """A remark where reports have been read since the case was last reconciled."""
    number = unreconciled(Query(case))
    if not number:
        return None
    verb = "report has" if number == 1 else "reports have"
    return f"{number} {verb} changed since the case was reconciled; run: onrecord reconcile {case}"
