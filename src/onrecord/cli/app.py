"""The commands and their help, written for an analyst."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.screen import Progress, echo, note, prepare, screen_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.case import Added, ReadSummary
    from onrecord.reconcile.standing import Contradiction
    from onrecord.record import Filter

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Read conflict reporting and put it on the record: who says what happened, how many died, who backs whom. "
    "Every row leads back to the exact words it was read from. Nothing leaves your machine.",
)

CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.", show_default=False)]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES...", help="Files, folders, http(s) addresses, - (standard input).", show_default=False
    ),
]
CaseSources = Annotated[
    list[str],
    typer.Argument(metavar="FILES...", help="Files, folders, http(s) addresses.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead, one object a line.")]
Every = Annotated[bool, typer.Option("--all", help="Rows of less confidence, too.")]
Workers = Annotated[
    int,
    typer.Option("--workers", "-w", min=1, help="Processes that read; each takes 200 to 500 MB."),
]
Fast = Annotated[bool, typer.Option("--fast", help="Read without the trained encoder: sooner, and less surely.")]
SHOWN = (
    "tolls, claims, events, actors, relations, flows, agreements, control, places, timeline, checks, failures, "
    "ledger, disputes"
)


@app.command()
def read(  # noqa: PLR0913, PLR0917 - one parameter for each argument and option of the command
    files: Sources,
    as_json: AsJson = False,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2016-12-14), if the file tells none.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    fast: Fast = False,
    every: Every = False,
) -> None:
    """Read reports and print what they put on the record, without keeping a case.

    Example: onrecord read report.pdf
    Example: onrecord read --json reports/ > reports.jsonl
    Example: curl -s https://example.org/news | onrecord read -
    """
    from onrecord.errors import InputError
    from onrecord.pipeline import read as read_one
    from onrecord.pipeline import sources_in
    from onrecord.publish.default_view import default_view, held_back_line
    from onrecord.publish.plain import render_report

    prepare()
    failed = 0
    for number, source in enumerate(sources_in(files)):
        try:
            report = read_one(source, published=published, publisher=publisher, fast=fast or None)
        except InputError as error:
            name = str(source) if isinstance(source, (str, Path)) else "standard input"
            note(error.message if name in error.message else f"{name}: {error.message}")
            failed += 1
            continue
        failed += bool(report.failures)
        if as_json:
            echo(report.to_json())
            continue
        if number:
            echo("")
        shown, held_back = (report, 0) if every else default_view(report)
        for line in render_report(shown, width=screen_width()):
            echo(line)
        if held_back:
            note(held_back_line(held_back))
    raise typer.Exit(1 if failed else 0)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File or http(s) address.", show_default=False)],
    at: Annotated[int, typer.Option("--at", min=0, help="Offset of a character, as printed beside rows.")],
    published: Annotated[str | None, typer.Option(help="Day of publication (2016-12-14).")] = None,
) -> None:
    """Tell why a sentence gave its rows, how sure each is, and why a likely row was not made.

    Example: onrecord explain report.txt --at 120
    """
    from onrecord.explain import explain as explained
    from onrecord.pipeline import take_in
    from onrecord.publish.explanation import render_explanation

    prepare()
    document = take_in(file, published=published).document
    for line in render_explanation(explained(document, at), width=screen_width()):
        echo(line)


@app.command()
def add(case: CaseArgument, files: CaseSources, workers: Workers = 1, fast: Fast = False) -> None:
    """Take reports into a case and read them. May be interrupted and repeated: it goes on where it stopped.

    Example: onrecord add aleppo/ reports/
    Example: onrecord add aleppo/ reports/ --workers 2
    """
    from onrecord.case import Case

    prepare()
    with Case(case) as opened:
        with Progress("taking in") as progress:
            added = opened.add(*files, progress=progress.tell)
        with Progress("reading") as progress:
            summary = opened.read(workers=workers, progress=progress.tell, fast=fast or None)
    _say_added(added)
    _say_read(summary)
    raise typer.Exit(1 if added.refused or summary.failed else 0)


@app.command()
def reread(case: CaseArgument, workers: Workers = 1) -> None:
    """Read again what another version of onrecord read; the new rows take the place of the old ones.

    Example: onrecord reread aleppo/
    """
    from onrecord.case import Case

    _need_case(case)
    prepare()
    with Case(case) as opened, Progress("reading") as progress:
        summary = opened.read(workers=workers, again=True, progress=progress.tell)
    _say_read(summary)
    raise typer.Exit(1 if summary.failed else 0)


@app.command()
def show(  # noqa: PLR0913, PLR0917 - one parameter for each argument and option of the command
    case: CaseArgument,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of: {SHOWN}.", show_default=False)],
    actor: Annotated[str | None, typer.Option(help="Rows that concern this actor (part of a name).")] = None,
    place: Annotated[str | None, typer.Option(help="Rows at this place or in this province (part of a name).")] = None,
    since: Annotated[str | None, typer.Option("--from", help="From this day on (2016-12-01).")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Up to this day, included.")] = None,
    status: Annotated[str | None, typer.Option(help="Status (happened, denied, ...); of claims: the stance.")] = None,
    text: Annotated[str | None, typer.Option(help="Rows read from words like these.")] = None,
    merged: Annotated[
        bool,
        typer.Option("--merged", help="Across reports: events, agreements or control, each once with its reports."),
    ] = False,
    at: Annotated[
        str | None, typer.Option("--at", help="On this day, across reports: actors (who backs whom), control.")
    ] = None,
    event: Annotated[str | None, typer.Option(help="Of this event only (ledger).")] = None,
    as_json: AsJson = False,
    every: Every = False,
) -> None:
    """Show rows of a case, each with the words it was read from and its report; or what stands across reports.

    Example: onrecord show aleppo/ tolls --place Aleppo --from 2016-12-01
    Example: onrecord show aleppo/ claims --actor Russia --status denies
    Example: onrecord show aleppo/ events --merged --place Aleppo
    Example: onrecord show aleppo/ ledger --event ev-0123456789abcdef
    Example: onrecord show aleppo/ actors --at 2016-12-14
    """
    from onrecord.cli.across import check_filters, is_across
    from onrecord.cli.listing import held_back_of, rows_in_words, rows_wanted
    from onrecord.publish.default_view import held_back_line
    from onrecord.record import Filter

    wanted = Filter(actor=actor, place=place, since=since, until=until, status=status, text=text)
    check_filters(what, wanted, event=event)
    if is_across(what, merged=merged, at=at):
        _show_across(case, what, wanted, event=event, at=at, as_json=as_json, every=every)
        return
    count = 0
    held_back = 0 if every or as_json else held_back_of(case, what, wanted)
    if as_json:
        for name, row, about in rows_wanted(case, what, wanted):
            count += 1
            echo(json.dumps({"list": name, "report": about, "row": row}, ensure_ascii=False, default=_plain))
    else:
        for line in rows_in_words(case, what, wanted, width=screen_width(), every=every):
            count += not line.startswith(" ")
            echo(line)
    if held_back:
        note(held_back_line(held_back))
    elif not count:
        note(f"no {what} on record that fit; try fewer filters, or: onrecord show {case} failures")


def _show_across(  # noqa: PLR0913 - options of `show`
    case: Path, what: str, wanted: Filter, *, event: str | None, at: str | None, as_json: bool, every: bool
) -> None:
    from onrecord.cli.across import found_across, lines_across, stale_line

    is_empty = True
    for row in found_across(case, what, wanted, event=event, at=at, every=every):
        is_empty = False
        if as_json:
            echo(json.dumps(row, ensure_ascii=False))
            continue
        for line in lines_across(what, row, width=screen_width()):
            echo(line)
    if is_empty:
        note(f"nothing across reports that fits; try fewer filters, or --all, or: onrecord reconcile {case}")
    if stale := stale_line(case):
        note(stale)


@app.command()
def reconcile(case: CaseArgument) -> None:
    """Find copies, the same event in many reports, every figure given of it, and what is disputed.

    Only what new or changed reports concern is done again; people's judgements hold.

    Example: onrecord reconcile aleppo/
    """
    from onrecord.case import Case

    _need_case(case)
    with Case(case) as opened, Progress("reconciling") as progress:
        done = opened.reconcile(progress=progress.tell)
        contradictions = opened.contradictions()
    reports = "1 report" if done.changed == 1 else f"{done.changed} reports"
    note(
        f"{reports} looked at: {done.clusters} events, {done.copies} copies, "
        f"{done.disputes} open disputes are on record"
    )
    _say_contradictions(contradictions)


@app.command()
def why(
    case: CaseArgument,
    row: Annotated[str, typer.Argument(metavar="ROW", help="Id of an event, a toll or a report.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Tell why reports were taken as telling of one event, what was nearest and kept apart, and who copied whom.

    Example: onrecord why aleppo/ ev-0123456789abcdef
    """
    from onrecord.cli.across import contradictions_about, lines_of_why, stale_line
    from onrecord.record import Query
    from onrecord.record.across import why as told_why

    if as_json:
        echo(json.dumps(told_why(Query(case), row), ensure_ascii=False))
    else:
        for line in lines_of_why(case, row, width=screen_width()):
            echo(line)
    _say_contradictions(contradictions_about(case, row))
    if stale := stale_line(case):
        note(stale)


@app.command()
def judge(  # noqa: PLR0913, PLR0917 - one parameter for each argument and option of the command
    case: CaseArgument,
    left: Annotated[str, typer.Argument(metavar="A", help="Id of a row, or of an event across reports.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Id of another.")],
    same: Annotated[bool, typer.Option("--same", help="Both tell of the same thing.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They tell of different things.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="It can't be told; binds nobody.")] = False,
    take_back: Annotated[bool, typer.Option("--undo", help="Take judgements of these rows back.")] = False,
    by: Annotated[str | None, typer.Option(help="Name of who judges.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
) -> None:
    """Say that two rows tell of the same event or of different ones. It beats the machine and survives every re-read.

    Example: onrecord judge aleppo/ ev-0123456789abcdef ev-fedcba9876543210 --same --by Ada --reason "same market"
    Example: onrecord judge aleppo/ ev-0123456789abcdef ev-fedcba9876543210 --undo
    """
    from onrecord.case import Case
    from onrecord.errors import ConfigurationError

    asked = {"same": same, "different": different, "unsure": unsure, "undo": take_back}
    chosen = [name for name, is_asked in asked.items() if is_asked]
    if len(chosen) != 1:
        raise ConfigurationError("say one of --same, --different, --unsure or --undo")
    _need_case(case)
    with Case(case) as opened:
        if take_back:
            undone = opened.undo(left, right, by=by)
            note(f"{undone} taken back" if undone else "no judgement of these rows stands")
        else:
            made = opened.judge(left, right, chosen[0], by=by or "", reason=reason)  # type: ignore[arg-type]
            counts = f"it counts from the next: onrecord reconcile {case}"
            note(f"recorded; {counts if made.of == 'event' else 'only judgements of events change what is merged'}")
        _say_contradictions(opened.contradictions())


def _need_case(case: Path) -> None:
    """A case is only made by taking reports in: a folder misspelt elsewhere is an error."""
    from onrecord.record import Query

    Query(case).close()


def _say_contradictions(contradictions: Sequence[Contradiction]) -> None:
    for found in contradictions:
        note(f"judgements contradict one another and are set aside until one is taken back: {found.detail}")


@app.command()
def sql(
    case: CaseArgument,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A select statement.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Ask the record in SQL (SQLite); nothing can be changed this way. Tables bear the rows' names.

    Example: onrecord sql aleppo/ "select kind, status, count(*) from event group by 1, 2 order by 3 desc"
    """
    from onrecord.cli.listing import columns_of
    from onrecord.record import Query

    rows = Query(case).sql(query)
    for line in (json.dumps(row, ensure_ascii=False) for row in rows) if as_json else columns_of(rows):
        echo(line)


@app.command()
def export(
    case: CaseArgument,
    to: Annotated[str, typer.Option("--to", help="jsonl, csv, parquet or geojson.", show_default=False)],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File or folder to write to.")] = None,
) -> None:
    """Write a case for other programs; says what the format could not hold.

    Example: onrecord export aleppo/ --to csv -o tables/
    Example: onrecord export aleppo/ --to geojson -o aleppo.geojson
    """
    from onrecord.cli.listing import reports_in
    from onrecord.publish import EXPORTERS

    target = output or Path(
        f"{case.resolve().name}.{to}" if to in {"jsonl", "geojson"} else f"{case.resolve().name}-{to}"
    )
    written = EXPORTERS[to](reports_in(case), target)
    for path in written.paths:
        echo(str(path))
    note("wrote " + (", ".join(f"{number} {name}" for name, number in written.counts.items()) or "nothing"))
    for reason, number in written.left_out.items():
        note(f"left out {number}: {reason}")


@app.command()
def dossier(
    case: CaseArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML file to write.")] = Path("dossier.html"),
    title: Annotated[str | None, typer.Option(help="Heading; the case folder's name otherwise.")] = None,
    every: Every = False,
) -> None:
    """Write one self-contained HTML page: where reports differ, timeline, map, actors, tolls, claims, marked reports.

    Example: onrecord dossier aleppo/ -o aleppo.html
    """
    from onrecord.cli.across import across_of, stale_line
    from onrecord.cli.listing import reports_in
    from onrecord.publish.default_view import default_view, held_back_line
    from onrecord.publish.dossier import write_dossier

    viewed = [(report, 0) if every else default_view(report) for report in reports_in(case)]
    shown = [report for report, _ in viewed]
    write_dossier(shown, output, title=title or case.resolve().name, across=across_of(case))
    echo(str(output))
    if stale := stale_line(case):
        note(stale)
    if held_back := sum(number for _, number in viewed):
        note(held_back_line(held_back))


@app.command()
def doctor() -> None:
    """Check the installation: versions, the digest of the parser's model, the actors, the gazetteer, free space.

    Example: onrecord doctor
    """
    from onrecord.cli.doctor import examine

    prepare()
    is_well = True
    for name, is_right, detail in examine():
        is_well &= is_right
        echo(f"{'ok ' if is_right else 'BAD'}  {name:<12} {detail}")
    raise typer.Exit(0 if is_well else 2)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the sample case is put.")] = Path(
        "onrecord-demo"
    ),
    workers: Workers = 1,
) -> None:
    """Read the bundled sample case (composed for demonstration) and write its dossier.

    Example: onrecord demo
    """
    from onrecord.cli.demo import run_demo

    prepare()
    with Progress("reading") as progress:
        lines = list(run_demo(folder, workers=workers, progress=progress.tell))
    for line in lines:
        echo(line)


def _say_added(added: Added) -> None:
    note(f"{len(added.added)} taken in, {len(added.known)} known already, {len(added.refused)} refused")
    for failure in added.refused:
        note(f"  {failure.message if (failure.uri or '') in failure.message else f'{failure.uri}: {failure.message}'}")


def _say_read(summary: ReadSummary) -> None:
    rows = ", ".join(f"{number} {name}" for name, number in summary.rows.items() if number and name != "mentions")
    note(f"{summary.read} read, {summary.not_read} not read, {summary.failed} failed" + (f": {rows}" if rows else ""))


def _plain(value: Any) -> Any:
    from onrecord.model import to_dict

    return to_dict(value)
