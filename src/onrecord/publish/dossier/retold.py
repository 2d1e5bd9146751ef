"""Events that several reports tell, each once: its reports in order, what they agree on, where they differ.

In: a `Book` and what stands across reports, as plain mappings (events, ledgers, disputes). Out: `Retold` for the page.
An event of one report is left out unless something about it is in dispute. Rows that the page does not show are still
told, without a link. Copies are named with what they are copies of; nothing is left out because it was not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Span
from onrecord.publish.across import bounds, figure_words, is_denied, named, source_words
from onrecord.publish.dossier.entries import Book, Entry, Shown, Standing, around, day_words, standing_of, when_words
from onrecord.publish.dossier.gauge import Gauge, gauge_of
from onrecord.publish.phrases import flat

Json = Mapping[str, Any]
QUESTIONS: Mapping[str, str] = {
    "denial": "Did it happen?", "figure": "How many?", "actor": "Who did it?", "date": "On which day?",
    "place": "Where?", "answer": "An accusation and its answer",
}  # fmt: skip
"""Kinds of dispute, as the question on which the sides differ; in the order shown."""
ASPECTS: Mapping[str, str] = {
    "kind": "What it was", "day": "When", "place": "Where", "doers": "Named as doing it",
    "done_to": "Named as concerned", "status": "Whether it happened",
}  # fmt: skip
POSITIONS: Mapping[str, str] = {"denies": "denied", "doubts": "doubted"}
"""Positions that a dispute tells by the stance of its sources."""
_STANDINGS = {"happened": "it happened", "not": "denied, or did not happen", "open": "not come about yet"}
_AGAINST = (*POSITIONS, "told as not having happened")
_SHORT, _MOST_WORDS = 36, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report with what stands before and after them; `href` leads to their sentence."""

    shown: Shown | None
    before: str
    words: str
    after: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report that tells of the event: its rows on the page, and what it is a copy of."""

    shown: Shown
    copy_of: Shown | None
    entries: tuple[Entry, ...]
    others: tuple[tuple[str, tuple[Standing, ...]], ...]
    """Words and standings of rows that the page does not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a dispute: what it says, who says so, in which words."""

    position: str
    sources: tuple[str, ...]
    origins: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A dispute: the question, and its sides."""

    kind: str
    question: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """An event across reports, as the page shows it."""

    anchor: str
    heading: str
    when: str
    reports: int
    copies: int
    origins: int
    agreed: tuple[tuple[str, str], ...]
    differs: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    tellings: tuple[Telling, ...]
    gauges: tuple[Gauge, ...]
    contests: tuple[Contest, ...]

    @property
    def gist(self) -> str:
        """On what the reports disagree, in one line."""
        counted = [f"{gauge.measure}: {gauge.versions}" for gauge in self.gauges if gauge.is_in_dispute]
        asked = [one.question for one in self.contests if one.kind != "figure"]
        return " · ".join(dict.fromkeys([*asked, *counted]))


def retold_in(book: Book, across: Mapping[str, Sequence[Json]]) -> list[Retold]:
    """Events that two reports or more tell, and those in dispute.

    The disputed come first, those of most reports before others; then the rest in the order of days.

    Args:
        book: What the page shows.
        across: `events`, `ledgers` and `disputes` across reports.
    """
    teller = _Teller(book, across)
    told = [teller.event(event) for event in across.get("events", ())]
    wanted = [one for one in told if one is not None and (one.reports > 1 or one.contests)]
    return sorted(wanted, key=lambda one: (not one.contests, -one.reports if one.contests else 0))


def answers_in(book: Book, across: Mapping[str, Sequence[Json]]) -> list[Contest]:
    """Accusations that somebody answers, about no event on record."""
    teller = _Teller(book, across)
    return [teller.contest(dispute) for dispute in across.get("disputes", ()) if not dispute["cluster"]]


class _Teller:
    """Puts what stands across reports into words, with links to the page's sentences."""

    def __init__(self, book: Book, across: Mapping[str, Sequence[Json]]) -> None:
        self.book = book
        self.shown = {shown.document.id: shown for shown in book.reports}
        self.ledgers = _by_cluster(across.get("ledgers", ()))
        self.disputes = _by_cluster(across.get("disputes", ()))

    def event(self, event: Json) -> Retold | None:
        """An event; None where the page shows none of its reports."""
        tellings = tuple(self._tellings(event["rows"]))
        if not tellings:
            return None
        summary = event["summary"]
        differs: Json = summary.get("differs", {})
        contests = [self.contest(dispute) for dispute in self.disputes.get(event["id"], ())]
        contests.sort(key=lambda one: one.question, reverse=True)  # the killed before the injured and the captured
        order = list(QUESTIONS)
        return Retold(
            anchor=f"retold-{event['id']}",
            heading=_heading(summary, is_contested=any(one.kind in {"denial", "actor"} for one in contests)),
            when=_period(summary.get("day")),
            reports=len(tellings),
            copies=sum(telling.copy_of is not None for telling in tellings),
            origins=event["independent_origins"],
            agreed=tuple(
                (label, _version(summary, key, summary[key]))
                for key, label in ASPECTS.items()
                if summary.get(key) and key not in differs
            ),
            differs=tuple(
                (
                    ASPECTS.get(key, key.replace("_", " ")),
                    tuple((_version(summary, key, one), n) for one, n in versions.items()),
                )
                for key, versions in differs.items()
            ),
            tellings=tellings,
            gauges=tuple(
                gauge_of(ledger, self.shown, self.book.entries, figure_words(ledger), bounds)
                for ledger in self.ledgers.get(event["id"], ())
                if ledger["entries"]
            ),
            contests=tuple(sorted(contests, key=lambda one: order.index(one.kind))),
        )

    def contest(self, dispute: Json) -> Contest:
        """A dispute with its sides."""
        kind = dispute["kind"] if dispute["cluster"] else "answer"
        measure = dispute["sides"][0]["position"].rpartition(" ")[2] if kind == "figure" and dispute["sides"] else ""
        return Contest(
            kind=kind,
            question=QUESTIONS.get(kind, QUESTIONS["answer"]).replace("many?", f"many {measure}?"),
            sides=tuple(
                Side(
                    position=_position(side["position"]),
                    sources=tuple(flat(source_words(source)) for source in side["sources"]),
                    origins=side["origins"],
                    quotes=tuple(self._quotes(side)),
                )
                for side in dispute["sides"]
            ),
        )

    def _quotes(self, side: Json) -> Iterable[Quote]:
        """Words of a side, the longest of each report; those of a denial with what makes them one."""
        longest: dict[str, Json] = {}
        for words in side["words"]:
            known = longest.get(words["document"])
            if known is None or len(words["text"]) > len(known["text"]):
                longest[words["document"]] = words
        for document, words in longest.items():
            yield self._quote(self.shown.get(document), words, is_whole=side["position"] in _AGAINST)

    def _quote(self, shown: Shown | None, words: Json, *, is_whole: bool) -> Quote:
        told = flat(words["text"])
        span = Span(words["start"], words["end"], words["text"])
        before, after = around(span, shown) if shown is not None and (is_whole or len(told) < _SHORT) else ("", "")
        is_apart = shown is not None and shown.document.text[span.end : span.end + 1].isspace()
        return Quote(
            shown=shown,
            before=f"{before} " if before else "",
            words=told if len(told) <= _MOST_WORDS else told[:_MOST_WORDS] + " …",
            after=f" {after}" if after and is_apart else after,
            href=(shown.sentence_of(span.start) or shown.anchor) if shown is not None else "",
        )

    def _tellings(self, rows: Iterable[Json]) -> Iterable[Telling]:
        of_report: dict[str, list[Json]] = {}
        for row in rows:
            if row["document"] in self.shown:
                of_report.setdefault(row["document"], []).append(row)
        for document, told in of_report.items():
            root = told[0]["root"]
            entries = [self.book.entries[row["id"]] for row in told if row["id"] in self.book.entries]
            others = [row for row in told if row["id"] not in self.book.entries]
            yield Telling(
                shown=self.shown[document],
                copy_of=self.shown.get(root) if root not in {None, document} else None,
                entries=tuple(entries),
                others=tuple((_words_of(row), tuple(_standings(row))) for row in others),
            )


def _heading(summary: Json, *, is_contested: bool) -> str:
    """What it is, where, by whom, to whom; the day stands beside it."""
    what = str(summary.get("kind") or "event").replace("_", " ")
    where = f" in {flat(summary['place'])}" if summary.get("place") else ""
    by = "allegedly by" if is_contested or is_denied(summary) else "by"
    by = f" {by} {_version(summary, 'doers', summary['doers'])}" if summary.get("doers") else ""
    to = f", concerning {_version(summary, 'done_to', summary['done_to'])}" if summary.get("done_to") else ""
    return f"{what}{where}{by}{to}"


def _version(summary: Json, key: str, value: Any) -> str:
    if key in {"doers", "done_to"}:
        keys = value if isinstance(value, list) else str(value).split(", ")
        return named(summary, keys)
    if key == "day":
        return _period(value)
    if key == "status":
        return _STANDINGS.get(value, str(value))
    return flat(str(value)).replace("_", " ")


def _by_cluster(rows: Iterable[Json]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in rows:
        if row["cluster"]:
            found.setdefault(row["cluster"], []).append(row)
    return found


def _period(day: str | None) -> str:
    first, _, last = (day or "").partition("/")
    return when_words(first or None, last or first or None, "") if day else "no date in the reports"


def _position(position: str) -> str:
    """A version in words, days as people write them."""
    return POSITIONS.get(position) or (day_words(position) if position[4:5] == "-" else flat(position))


def _words_of(row: Json) -> str:
    return flat(row["spans"][0]["text"] if row["spans"] else row["trigger"]["text"])


def _standings(row: Json) -> Iterable[Standing]:
    yield standing_of(row["status"])
    if row["is_recalled"]:
        yield standing_of("recalled")
