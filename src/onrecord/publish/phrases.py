"""Rows in words: the names behind a report's ids, and one line for each row, as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatchmethod

from onrecord.model import (
    Agreement,
    Check,
    Claim,
    Control,
    Event,
    Failure,
    Figure,
    Flow,
    Mention,
    Relation,
    Source,
    Span,
    Time,
    Toll,
    spans_of,
)
from onrecord.report import Report

STANCES: Mapping[str, str] = {
    "asserts": "says", "confirms": "confirms", "denies": "denies", "doubts": "doubts", "accuses": "accuses",
    "reports_unconfirmed": "reports, unconfirmed", "demands": "demands", "predicts": "predicts", "promises": "promises",
    "threatens": "threatens",
}  # fmt: skip
RELATIONS: Mapping[str, str] = {
    "supports": "supports", "allied_with": "is allied with", "opposes": "opposes", "fights": "fights",
    "member_of": "is a member of", "part_of": "is part of", "affiliated_with": "is affiliated with",
    "controls_group": "controls", "leads": "leads", "holds_office": "holds an office of", "designates": "designates",
    "same_as": "is the same as",
}  # fmt: skip
ROLES: Mapping[str, str] = {
    "initiator": "by", "target": "target", "victim": "harmed", "instrument": "with", "mediator": "through",
    "party": "between", "giver": "from", "recipient": "to", "origin": "from", "destination": "to",
}  # fmt: skip
NOBODY = "somebody not named"
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
"""TIMEX3 values that say no more than now, once, or some day."""


class Phrases:
    """Words for the rows of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.names: dict[str, str] = {
            **{actor.id: actor.name for actor in report.actors},
            **{place.id: place.name for place in report.places},
        }
        self.times: dict[str, Time] = {time.id: time for time in report.times}

    def name(self, identifier: str | None, otherwise: str = NOBODY) -> str:
        """Name of an actor or place."""
        return self.names.get(identifier or "", otherwise)

    def list_of(self, identifiers: Iterable[str]) -> str:
        """Names in a row: "A, B and C"."""
        names = [self.name(one) for one in identifiers]
        return names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), names[-1]]) if names else ""

    def when(self, identifier: str | None) -> str:
        """Day or period of a time row, as far as it is known; empty where the text tells none."""
        time = self.times.get(identifier or "")
        if time is None:
            return ""
        if time.earliest and time.earliest == time.latest:
            return time.earliest
        if time.earliest is None and (time.value is None or not time.value[:4].isdigit()):
            return "" if time.value in _VAGUE else f"“{flat(time.text)}”"
        return time.value or f"“{flat(time.text)}”"

    def source(self, source: Source | None) -> str:
        """Who says so."""
        if source is None or source.kind == "narrator":
            return self.report.document.publisher or "the report itself"
        return self.name(source.actor, flat(source.text or NOBODY))

    def details(self, event: Event) -> str:
        """Who took part in an event, in which role, and how many were harmed."""
        told: dict[str, list[str]] = {}
        for argument in event.arguments:
            if argument.role not in {"time", "place"}:
                told.setdefault(argument.role, []).append(self.name(argument.entity, flat(argument.text)))
        parts = [f"{ROLES.get(role, role)} {', '.join(dict.fromkeys(names))}" for role, names in told.items()]
        figures = [
            f"{measure} {figure_text(figure)}"
            for measure in ("killed", "injured", "captured")
            if (figure := getattr(event, measure)) is not None
        ]
        return "; ".join([*parts, *figures])

    @singledispatchmethod
    def line(self, row: object) -> str:
        """One line for a row, without its status and source span."""
        raise TypeError(f"no words for a {type(row).__name__}")

    @line.register
    def _(self, row: Event) -> str:
        where = f" in {self.name(row.place)}" if row.place in self.names else ""
        details = self.details(row)
        return f"{row.kind.replace('_', ' ')}{where}" + (f": {details}" if details else "")

    @line.register
    def _(self, row: Toll) -> str:
        who = row.population.text or row.population.class_
        by = f", counted by {self.source(row.counted_by)}" if row.counted_by else ""
        figure = figure_text(Figure(low=row.low, best=row.best, high=row.high))
        since = f" since {self.when(row.since)}" if row.since and self.when(row.since) else ""
        return f"{figure} {flat(who)} {row.measure}{since}{by}"

    @line.register
    def _(self, row: Claim) -> str:
        verb = STANCES[row.stance]
        mark = ("“", "”") if row.quotation == "direct" else ("", "")
        via = f" (through {self.name(row.via)})" if row.via in self.names else ""
        return f"{self.source(row.source)}{via} {verb}: {mark[0]}{flat(row.content.text)}{mark[1]}"

    @line.register
    def _(self, row: Relation) -> str:
        means = f" ({flat(row.means)})" if row.means else ""
        return f"{self.name(row.subject)} {RELATIONS[row.kind]} {self.name(row.object)}{means}"

    @line.register
    def _(self, row: Flow) -> str:
        amount = f" ({flat(row.amount_text)})" if row.amount_text else ""
        return f"{row.what.replace('_', ' ')}{amount} from {self.name(row.giver)} to {self.name(row.recipient)}"

    @line.register
    def _(self, row: Agreement) -> str:
        parties = f" between {self.list_of(row.parties)}" if row.parties else ""
        brokers = f", brokered by {self.list_of(row.mediators)}" if row.mediators else ""
        where = f" on {self.name(row.place)}" if row.place in self.names else ""
        return f"{row.kind.replace('_', ' ')} agreement{where}{parties}{brokers}"

    @line.register
    def _(self, row: Control) -> str:
        return f"{self.name(row.actor)} {row.change} {self.name(row.place)}"

    @line.register
    def _(self, row: Mention) -> str:
        means = f" = {self.names[row.entity]}" if row.entity in self.names else ""
        return f"{flat(row.text)}{means}: {row.kind}, {row.form}"

    @line.register
    def _(self, row: Time) -> str:
        days = f", {row.earliest or '?'} to {row.latest or '?'}" if row.earliest or row.latest else ""
        why = f" ({row.unresolved_because.replace('_', ' ')})" if row.unresolved_because else ""
        return f"{flat(row.text)}: {row.kind} {row.value or 'without value'}{days}{why}"

    @line.register
    def _(self, row: Check) -> str:
        return f"{row.kind.replace('_', ' ')}: {row.detail}"

    @line.register
    def _(self, row: Failure) -> str:
        return f"{row.stage}: {row.code}: {row.message}"


def figure_text(figure: Figure) -> str:
    """A count with its bounds, as people write it.

    >>> figure_text(Figure(low=54001)), figure_text(Figure(low=40, high=60)), figure_text(Figure(best=50))
    ('54,001 or more', '40-60', 'about 50')
    """
    low, best, high = figure.low, figure.best, figure.high
    if best is not None and low == high == best:
        return f"{best:,}"
    if best is not None:
        bounds = f" ({low if low is not None else '?'}-{high if high is not None else '?'})" if low or high else ""
        return f"about {best:,}{bounds}"
    if low is not None and high is not None:
        return f"{low:,}-{high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "an unknown number of"


def flat(text: str) -> str:
    """Words on one line.

    >>> flat("two  lines of it ")
    'two lines of it'
    """
    return " ".join(text.split())


def quote_of(row: object) -> Span | None:
    """The stretch of text that shows a row best: the first of its `spans`, else the longest span that it carries."""
    listed = getattr(row, "spans", None)
    if listed:
        return listed[0] if isinstance(listed[0], Span) else None
    content = getattr(row, "content", None)
    if isinstance(content, Span):
        return content
    return max(spans_of(row), key=lambda span: span.end - span.start, default=None)
