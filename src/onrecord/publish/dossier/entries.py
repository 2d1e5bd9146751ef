"""Rows made ready to be shown: each with its words, its standing, its day, and the way to its sentence.

In: reports. Out: a `Book` of numbered reports and of entries by row id, from which every section of the dossier draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from onrecord.model import Claim, Document, Event, Place, Span
from onrecord.publish.dossier.passages import Paragraph, Piece, cut
from onrecord.publish.phrases import Phrases, flat, quote_of
from onrecord.report import Report

LISTED: tuple[str, ...] = ("events", "tolls", "claims", "relations", "flows", "agreements", "control", "checks")
"""Lists of a report whose rows are shown one by one."""
KINDS: Mapping[str, str] = {
    "events": "event", "tolls": "toll", "claims": "claim", "relations": "relation", "flows": "support",
    "agreements": "agreement", "control": "control", "checks": "check",
}  # fmt: skip
TONES: Mapping[str, str] = {
    "happened": "told", "ongoing": "told", "claimed": "doubt", "unconfirmed": "doubt", "denied": "denial",
    "did_not_happen": "denial", "planned": "ahead", "called_for": "ahead", "threatened": "ahead", "predicted": "ahead",
    "hypothetical": "ahead", "recalled": "told", "denies": "denial", "doubts": "doubt", "accuses": "doubt",
    "reports_unconfirmed": "doubt", "proposed": "ahead", "violated": "doubt", "collapsed": "doubt", "ended": "told",
}  # fmt: skip
"""Standing of a row to the tone it is shown in: told as a fact, in doubt, denied, or not yet come about."""
MEANINGS: Mapping[str, str] = {
    "happened": "the report tells it as a fact", "ongoing": "told as going on",
    "claimed": "only a source, or one side, says so", "unconfirmed": "told as not confirmed",
    "denied": "somebody denies it", "did_not_happen": "told as not having happened", "planned": "is to happen",
    "called_for": "somebody asks for it", "threatened": "somebody threatens it", "predicted": "somebody foresees it",
    "hypothetical": "only supposed", "recalled": "told as background, from earlier",
}  # fmt: skip
"""Status to what it means, for the reader."""
_GRAVITY = ("denial", "doubt", "ahead")
_STRENGTH = ("tolls", "checks", "events", "control", "agreements", "flows", "relations", "claims")
_MOST_QUOTED, _SHORT, _LINE = 600, 36, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a row stands: the contract's word, the words shown, the tone."""

    key: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row as the reader sees it. `target` is the fragment of its sentence; None where the text is not shown.

    `before` and `after` are the rest of the sentence of a quote too short to stand alone.
    """

    id: str
    list: str
    kind: str
    line: str
    details: str
    standings: tuple[Standing, ...]
    when: str
    earliest: str | None
    latest: str | None
    before: str
    quote: str
    after: str
    report: Shown
    target: str | None
    row: Any

    @property
    def tone(self) -> str:
        """The gravest tone among its standings."""
        tones = [standing.tone for standing in self.standings]
        return next((tone for tone in _GRAVITY if tone in tones), "told")


@dataclass(slots=True)
class Shown:
    """A report of the dossier: its number, its words, its text in paragraphs (empty where not shown), its entries."""

    number: int
    report: Report
    phrases: Phrases
    paragraphs: list[Paragraph] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def document(self) -> Document:
        """The document."""
        return self.report.document

    @property
    def anchor(self) -> str:
        """Fragment of the report's place in the page."""
        return f"report-{self.number}"

    @property
    def title(self) -> str:
        """Title, or the first words of the text, or where it was found."""
        document = self.document
        return flat(document.title or "") or flat(document.text[:80]) or document.uri or document.id

    @property
    def publisher(self) -> str:
        """Who published it, or its title where the report does not say."""
        return flat(self.document.publisher or "") or self.title

    @property
    def published(self) -> str:
        """Day of publication in words, or that the report tells none."""
        return day_words(self.document.published) or "no date in the report"

    def sentence_anchor(self, start: int) -> str:
        """Fragment of the sentence that starts at an offset."""
        return f"{self.anchor}-at-{start}"

    def sentence_of(self, offset: int) -> str | None:
        """Fragment of the sentence that holds an offset; None where the page marks no row in it."""
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                if sentence.start <= offset < sentence.end:
                    return self.sentence_anchor(sentence.start) if sentence.rows else None
        return None

    def place(self, identifier: str | None) -> Place | None:
        """The place row of an id."""
        return next((place for place in self.report.places if place.id == identifier), None)


class Book:
    """All that is shown: reports in the order given, entries by id.

    Args:
        reports: Reports of a case; a document that comes twice is shown once.
        most_texts: Reports whose text is shown in full; later ones are counted and listed.
    """

    def __init__(self, reports: Sequence[Report], *, most_texts: int) -> None:
        once = {report.document.id: report for report in reports}
        self.reports = [Shown(n, report, Phrases(report)) for n, report in enumerate(once.values(), start=1)]
        self.entries: dict[str, Entry] = {}
        for shown in self.reports:
            self._enter(shown, has_text=shown.number <= most_texts)

    def of(self, name: str) -> Iterator[Entry]:
        """Entries of one list of the reports."""
        return (entry for shown in self.reports for entry in shown.entries if entry.list == name)

    def piece_class(self, piece: Piece) -> str:
        """Classes of a piece of text: the list shown strongest among its rows, and the gravest tone."""
        entries = [self.entries[row] for row in piece.rows]
        shown_as = next(name for name in _STRENGTH if any(entry.list == name for entry in entries))
        tones = {entry.tone for entry in entries}
        return f"of-{shown_as} tone-{next((tone for tone in _GRAVITY if tone in tones), 'told')}"

    def _enter(self, shown: Shown, *, has_text: bool) -> None:
        rows = [
            (name, row) for name in LISTED for row in getattr(shown.report.rows, name) if row.id not in self.entries
        ]
        if has_text:
            names = [(mention.start, mention.end) for mention in shown.report.mentions]
            shown.paragraphs = cut(shown.document.text, {row.id: _stretches(row) for _, row in rows}, names)
        starts = {
            row: shown.sentence_anchor(sentence.start)
            for paragraph in reversed(shown.paragraphs)
            for sentence in reversed(paragraph.sentences)
            for row in sentence.rows
        }
        for name, row in rows:
            self.entries[row.id] = entry = _entry(name, row, shown, starts.get(row.id))
            shown.entries.append(entry)


def _entry(name: str, row: Any, shown: Shown, target: str | None) -> Entry:
    quote = quote_of(row)
    words = flat(quote.text) if quote else ""
    before, after = around(quote, shown) if quote and len(words) < _SHORT else ("", "")
    time = shown.phrases.times.get(getattr(row, "time", None) or getattr(row, "as_of", None) or "")
    return Entry(
        id=row.id,
        list=name,
        kind=KINDS[name],
        line=shown.phrases.line(row),
        details=shown.phrases.details(row) if isinstance(row, Event) else "",
        standings=tuple(standings(row)),
        when=when_words(time.earliest, time.latest, time.text) if time else "",
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        before=before,
        quote=words if len(words) <= _MOST_QUOTED else words[:_MOST_QUOTED] + " …",
        after=after,
        report=shown,
        target=target,
        row=row,
    )


def around(quote: Span, shown: Shown) -> tuple[str, str]:
    """What the sentence says before and after a quote, a line of each at most."""
    for paragraph in shown.paragraphs:
        for sentence in paragraph.sentences:
            if sentence.start <= quote.start < sentence.end:
                before = flat(shown.document.text[sentence.start : quote.start])
                after = flat(shown.document.text[quote.end : max(sentence.end, quote.end)])
                return (
                    before if len(before) <= _LINE else "… " + before[-_LINE:].partition(" ")[2],
                    after if len(after) <= _LINE else after[:_LINE].rpartition(" ")[0] + " …",
                )
    return "", ""


def standings(row: Any) -> Iterator[Standing]:
    """How a row stands: its status (a claim: its stance), and whether it is recalled."""
    for key in (getattr(row, "status", None), getattr(row, "stance", None)):
        if key is not None:
            yield standing_of(key)
    if getattr(row, "is_recalled", False):
        yield standing_of("recalled")


def standing_of(key: str) -> Standing:
    """A status or stance in words, with its tone."""
    return Standing(key=key, label=key.replace("_", " "), tone=TONES.get(key, "told"))


def _stretches(row: Any) -> list[tuple[int, int]]:
    spans: Sequence[Span] = [span for span in getattr(row, "spans", ()) if isinstance(span, Span)]
    if isinstance(row, Claim):
        spans = row.fragments or (row.content,)
    if not spans:
        quote = quote_of(row)
        spans = (quote,) if quote else ()
    return [(span.start, span.end) for span in spans]


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_words(day: str | None) -> str:
    """An ISO date as people write it; what is no date stays as it is.

    >>> day_words("2016-12-03"), day_words(None), day_words("2016-07")
    ('3 December 2016', '', '2016-07')
    """
    if not day:
        return ""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"


def when_words(earliest: str | None, latest: str | None, otherwise: str) -> str:
    """The days that a time can mean, in words; its own words where it has none.

    >>> when_words("2016-12-01", "2016-12-31", "that month"), when_words("2016-12-03", "2016-12-05", "")
    ('December 2016', '3-5 December 2016')
    >>> when_words(None, None, "on the day after")
    '“on the day after”'
    """
    if not earliest and not latest:
        return f"“{flat(otherwise)}”" if otherwise else ""
    if not earliest or not latest:
        return f"from {day_words(earliest)}" if earliest else f"until {day_words(latest)}"
    try:
        first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    except ValueError:
        return f"{earliest} to {latest}"
    return _period(first, last)


def _period(first: date, last: date) -> str:
    if first == last:
        return day_words(first.isoformat())
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if first.year == last.year and first.month == last.month:
        is_month = first.day == 1 and (last + timedelta(days=1)).month != last.month
        month = f"{_MONTHS[first.month - 1]} {first.year}"
        return month if is_month else f"{first.day}-{last.day} {month}"
    return f"{day_words(first.isoformat())} to {day_words(last.isoformat())}"
