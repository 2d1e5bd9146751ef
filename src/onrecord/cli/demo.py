"""The bundled sample case, read and laid out: what a newcomer sees first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from onrecord.case import Case, Progress
from onrecord.cli.listing import reports_in
from onrecord.publish.default_view import default_view
from onrecord.publish.dossier import write_dossier
from onrecord.publish.phrases import Phrases, flat
from onrecord.record import Filter

TITLE = "Eastern Aleppo, December 2016 (composed for demonstration)"
_MOST_LINES = 6


def run_demo(folder: Path, *, workers: int, progress: Progress) -> Iterator[str]:
    """Put the sample case into a folder, read it, write its dossier; lines of a summary.

    Args:
        folder: Where the case (`case/`) and the dossier (`dossier.html`) go.
        workers: Processes that read.
        progress: Told of every step.
    """
    with as_file(files("onrecord.sample").joinpath("reports")) as reports, Case(folder / "case") as case:
        case.add(reports, progress=progress)
        summary = case.read(workers=workers, progress=progress)
        counted = case.sql(
            "select (select count(*) from document) as reports, (select count(*) from event) as events, "
            "(select count(*) from toll) as tolls, (select count(*) from claim) as claims, "
            "(select count(*) from claim where source ->> 'kind' != 'narrator' and stance = 'denies') as denials"
        )[0]
        yield "The sample case is on record (reports composed for demonstration):"
        yield "  " + ", ".join(f"{number} {name}" for name, number in counted.items())
        if summary.failed:
            yield f"  {summary.failed} reports could not be read; see: onrecord show {folder / 'case'} failures"
        yield ""
        yield "One strike, told differently:"
        strikes = {row["id"] for row in case.sql("select id from event where kind = 'air_strike'")}
        yield from _in_words(case, ((row, about) for row, about in case.select("tolls") if row.event in strikes))
        yield ""
        yield "Who denies what:"
        yield from _in_words(case, case.select("claims", Filter(status="denies")))
    dossier = folder / "dossier.html"
    write_dossier([default_view(report)[0] for report in reports_in(folder / "case")], dossier, title=TITLE)
    yield ""
    yield f"The dossier, to open in a browser: {dossier.resolve()}"
    yield f"Go on with: onrecord show {folder / 'case'} claims"


def _in_words(case: Case, rows: Iterable[tuple[Any, dict[str, Any]]]) -> Iterator[str]:
    reports = {report.document.id: Phrases(report) for report in case.reports()}
    for number, (row, about) in enumerate(rows):
        if number == _MOST_LINES:
            yield "  ..."
            return
        yield f"  {flat(reports[row.document].line(row))}  ({about['publisher'] or about['title']})"
