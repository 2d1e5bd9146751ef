"""The case in a few sentences: how much was read, and what of it is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Failure
from onrecord.publish.dossier.entries import Book, Shown, when_words
from onrecord.publish.dossier.testimony import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A number with what it counts and the section that shows it."""

    number: int
    label: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Sentences of the summary, the numbers, and the standings of rows with how many have them."""

    opening: str
    doubts: tuple[str, ...]
    tiles: tuple[Tile, ...]


def summary_of(book: Book, statements: Sequence[Statement]) -> Summary:
    """Summary of the case."""
    counts = Counter(entry.list for entry in book.entries.values())
    events = [entry for entry in book.entries.values() if entry.list == "events"]
    places = {place.name for shown in book.reports for place in shown.report.places}
    against = sum(one.entry.row.stance in {"denies", "doubts"} for one in statements)
    standing = Counter(entry.tone for entry in book.entries.values() if entry.list != "claims")
    undated = sum(not entry.earliest and not entry.latest for entry in events)
    not_read = len(failures_of(book))
    doubts = [
        f"{_number(against, 'statement denies or doubts', 'statements deny or doubt')} something" if against else "",
        f"{_number(standing['denial'], 'row is', 'rows are')} told as denied or as not having happened"
        if standing["denial"] else "",
        f"{_number(standing['doubt'], 'row rests', 'rows rest')} on a claim that the report does not tell as a fact"
        if standing["doubt"] else "",
        f"{_number(standing['ahead'], 'row is', 'rows are')} planned, called for, threatened, predicted or supposed"
        if standing["ahead"] else "",
        f"{_number(undated, 'event has', 'events have')} no date in the text" if undated else "",
        f"{_number(counts['checks'], 'figure or date does', 'figures or dates do')} not add up"
        if counts["checks"] else "",
        f"{_number(not_read, 'document or part of one', 'documents or parts of one')} could not be read"
        if not_read else "",
    ]  # fmt: skip
    return Summary(
        opening=f"{_number(len(book.reports), 'report', 'reports')}{_published(book)}{_publishers(book)}.",
        doubts=tuple(doubt for doubt in doubts if doubt),
        tiles=(
            Tile(number=counts["events"], label="events", section="timeline"),
            Tile(number=len(places), label="places", section="places"),
            Tile(number=counts["tolls"], label="tolls", section="tolls"),
            Tile(number=counts["claims"], label="statements", section="statements"),
            Tile(number=against, label="denials and doubts", section="statements"),
        ),
    )


def failures_of(book: Book) -> list[tuple[Shown, Failure | None, str]]:
    """Documents and parts that could not be read, with the reason."""
    found: list[tuple[Shown, Failure | None, str]] = []
    for shown in book.reports:
        found += [(shown, failure, f"{failure.stage}: {failure.message}") for failure in shown.report.failures]
        if shown.document.state.startswith("not read") and not shown.report.failures:
            found.append((shown, None, shown.document.state))
    return found


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _published(book: Book) -> str:
    days = sorted(shown.document.published for shown in book.reports if shown.document.published)
    if not days:
        return ", none with a date of publication"
    undated = len(book.reports) - len(days)
    missing = f" ({undated:,} without a date)" if undated else ""
    return f" published {when_words(days[0], days[-1], '')}{missing}"


def _publishers(book: Book) -> str:
    named = {shown.document.publisher for shown in book.reports if shown.document.publisher}
    unnamed = sum(not shown.document.publisher for shown in book.reports)
    told = f" by {_number(len(named), 'publisher', 'publishers')}" if named else ""
    return told + (f", {unnamed:,} without a named publisher" if unnamed else "")
