"""The bundled sample case, read, reconciled and laid out: what a newcomer sees first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from onrecord.case import Case, Progress
from onrecord.cli.across import across_of
from onrecord.cli.listing import reports_in
from onrecord.publish.across import about, bounds, figure_words, headline
from onrecord.publish.default_view import default_view
from onrecord.publish.dossier import write_dossier
from onrecord.record import Filter, Query
from onrecord.record.across import disputes, ledgers, merged_events

TITLE = "Eastern Aleppo, November and December 2016 (composed for demonstration)"
_MOST_QUOTED = 70
_DENYING = ("denies", "doubts", "told as not having happened")
_NOT_THE_WHOLE = ("part", "not_counted")
_REPORTS = """
select id, title, publisher, uri, coalesce(root, id) <> id as is_copy from document
left join family on family.document = document.id
"""
_WORDS = """
select document, source ->> 'text' as who, content ->> 'text' as words, document.published from claim
join document on document.id = claim.document where claim.id in (select value from json_each(:rows))
union all
select document, null, "trigger" ->> 'text', document.published from event
join document on document.id = event.document where event.id in (select value from json_each(:rows))
order by 4, 1, 3
"""


def run_demo(folder: Path, *, workers: int, progress: Progress) -> Iterator[str]:
    """Put the sample case into a folder, read and reconcile it, write its dossier; lines of a summary.

    Args:
        folder: Where the case (`case/`) and the dossier (`dossier.html`) go.
        workers: Processes that read.
        progress: Told of every step.
    """
    at = folder / "case"
    with as_file(files("onrecord.sample").joinpath("reports")) as reports, Case(at) as case:
        case.add(reports, progress=progress)
        summary = case.read(workers=workers, progress=progress)
        case.reconcile(progress=progress)
        counted = case.sql(
            "select (select count(*) from document) as reports, (select count(*) from family where document <> root) "
            'as "of them copies of another", (select count(*) from cluster where "of" = \'event\') as events, '
            "(select count(*) from claim) as claims, (select count(*) from dispute where is_open) as disputes"
        )[0]
    yield "The sample case is on record (reports composed for demonstration):"
    yield "  " + ", ".join(f"{number} {name}" for name, number in counted.items())
    if summary.failed:
        yield f"  {summary.failed} reports could not be read; see: onrecord show {at} failures"
    yield ""
    event = told_by_most(Query(at))
    if event is not None:
        yield from told_differently(Query(at), event)
        yield ""
    dossier = folder / "dossier.html"
    shown = [default_view(report)[0] for report in reports_in(at)]
    write_dossier(shown, dossier, title=TITLE, across=across_of(at))
    yield f"The dossier, to open in a browser: {dossier.resolve()}"
    yield f"Go on with: onrecord show {at} disputes"
    if event is not None:
        yield f"            onrecord show {at} ledger --event {event['id']}"


def told_by_most(query: Query) -> dict[str, Any] | None:
    """The event with a toll that most reports tell, of those that somebody denies where there are such."""

    def weight(event: dict[str, Any]) -> tuple[bool, int, str]:
        return "denial" in event["disputes"], len({row["document"] for row in event["rows"]}), event["id"]

    counted = (event for event in merged_events(query, Filter()) if event["figures"].get("killed", {}).get("low"))
    return max(counted, key=weight, default=None)


def told_differently(query: Query, event: dict[str, Any]) -> Iterator[str]:
    """An event with every figure of its dead by whom, copies counted once, and who denies it."""
    reports = {row["document"] for row in event["rows"]}
    yield "One event, told differently:"
    yield f"  {headline(event['summary'])}"
    yield f"  {len(reports)} reports, {event['independent_origins']} independent origins"
    yield f"  killed: {figure_words(event['figures']['killed'])}"
    yield ""
    yield "Who counts how many (copies, and reports that quote one source, are one voice):"
    names = {row["id"]: _name(row) for row in query.sql(_REPORTS)}
    for ledger in ledgers(query, event["id"]):
        if ledger["measure"] == "killed":
            yield from _voices(ledger["entries"], names)
    yield ""
    yield "Who denies it or doubts it:"
    for dispute in disputes(query, Filter()):
        if dispute["cluster"] == event["id"] and dispute["kind"] == "denial":
            yield from _denials(query, dispute["sides"], names)


def _voices(entries: Sequence[dict[str, Any]], names: dict[str, str]) -> Iterator[str]:
    """Figures of the whole, by voice, in the order of time."""
    by_voice: dict[str, list[dict[str, Any]]] = {}
    for entry in sorted(entries, key=lambda one: (one["moment"] or "", one["row"])):
        if entry["use"] not in _NOT_THE_WHOLE:
            by_voice.setdefault(entry["voice"], []).append(entry)
    for told in by_voice.values():
        who = next((one["counter"] for one in told if one["counter"]), None) or names[told[0]["document"]]
        figures = " → ".join(dict.fromkeys(bounds(one) for one in told))
        through = dict.fromkeys(names[one["document"]] for one in told)
        yield f"  {figures}: {who}"
        yield from (f"      in {report}" for report in through)


def _denials(query: Query, sides: Sequence[dict[str, Any]], names: dict[str, str]) -> Iterator[str]:
    """Who denies or doubts, in which words, in which reports."""
    rows = [row for side in sides if side["position"] in _DENYING for row in side["rows"]]
    told: dict[tuple[str, str], list[str]] = {}
    for row in query.sql(_WORDS, {"rows": json.dumps(rows)}):
        name = names[row["document"]]
        told.setdefault((row["who"] or name, _short(row["words"])), []).append(name)
    for (who, words), reports in told.items():
        yield f"  {who}: “{words}”"
        yield from (f"      in {report}" for report in reports if report != who)


def _name(report: dict[str, Any]) -> str:
    """A report by its publisher and title, or by the name of its file."""
    name = about(report) if report["publisher"] or report["title"] else Path(report["uri"]).name
    return f"{name} (a copy)" if report["is_copy"] else name


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST_QUOTED else flat[: _MOST_QUOTED - 1] + "…"
