"""A record made by hand for tests across reports: documents and rows without reading anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.model import (
    Actor,
    Agreement,
    Argument,
    Claim,
    Control,
    Document,
    Event,
    Figure,
    Flow,
    Mention,
    Place,
    Population,
    Relation,
    Rows,
    Source,
    Span,
    Time,
    Toll,
    identify,
)
from onrecord.reconcile import Reconciled, reconcile
from onrecord.record import Store, serialise

RESULTS = {
    "lineage": "document, origin, kind", "family": "document", "pair": '"of", left, right', "cluster": "id",
    "cluster_member": '"of", "row"', "ledger": "cluster, measure", "dispute": "id",
}  # fmt: skip
"""Tables that reconciling writes, and the columns that order their rows."""


@dataclass
class Sheet:
    """One report and its rows; every `add_*` returns the id of the row it adds."""

    document: Document
    rows: Rows = field(default_factory=Rows)

    def _common(self) -> dict[str, str]:
        return {"document": self.document.id, "reader": "test 1"}

    def span(self, words: str) -> Span:
        """The first place of words in the text."""
        start = self.document.text.index(words)
        return Span(start, start + len(words), words)

    def add_actor(self, name: str, kind: Any = "unknown", **more: Any) -> str:
        """An actor; one of the same name is the same row."""
        actor = Actor(id=identify("ac", self.document.id, name), name=name, kind=kind, **more, **self._common())
        if actor.id not in {known.id for known in self.rows.actors}:
            self.rows.actors.append(actor)
        return actor.id

    def add_mention(self, words: str, entity: str) -> str:
        """Every place of words in the text as a mention of an actor."""
        text, start = self.document.text, -1
        while (start := text.find(words, start + 1)) >= 0:
            identifier = identify("mn", self.document.id, start, words)
            row = Mention(
                id=identifier, start=start, end=start + len(words), text=words, kind="actor", form="name",
                entity=entity, **self._common(),
            )  # fmt: skip
            self.rows.mentions.append(row)
        return entity

    def add_place(self, name: str, latitude: float | None = None, longitude: float | None = None, **more: Any) -> str:
        """A place, a town unless said otherwise."""
        more = {"where_precision": 1, "kind": "town"} | more
        row = Place(
            id=identify("pl", self.document.id, name), name=name, latitude=latitude, longitude=longitude, **more,
            **self._common(),
        )  # fmt: skip
        self.rows.places.append(row)
        return row.id

    def add_time(self, day: str, latest: str | None = None) -> str:
        """A day, or the days from one to another."""
        row = Time(
            id=identify("ti", self.document.id, day, latest), start=0, end=0, text="", value=day, kind="date",
            earliest=day, latest=latest or day, date_precision=1 if latest in (None, day) else 2, **self._common(),
        )  # fmt: skip
        self.rows.times.append(row)
        return row.id

    def add_event(self, words: str, kind: str, *, actors: Mapping[str, str] | None = None, **more: Any) -> str:
        """An event told by words of the text.

        Args:
            words: The trigger.
            kind: Kind of event.
            actors: Role to name of an actor.
            more: Further fields; figures may be given as whole numbers.
        """
        arguments = tuple(
            Argument(role=role, start=0, end=0, text=name, entity=self.add_actor(name))  # type: ignore[arg-type]
            for role, name in (actors or {}).items()
        )
        for measure in ("killed", "injured", "captured"):
            if isinstance(more.get(measure), int):
                more[measure] = Figure(more[measure], more[measure], more[measure])
        trigger = self.span(words)
        row = Event(
            id=identify("ev", self.document.id, kind, trigger.start), kind=kind, trigger=trigger, arguments=arguments,
            spans=(trigger,), **more, **self._common(),
        )  # fmt: skip
        self.rows.events.append(row)
        return row.id

    def add_toll(self, measure: Any, best: int | None, *, by: str | None = None, **more: Any) -> str:
        """A figure; `by` names who counts."""
        population = Population(text=None, class_=more.pop("population", "people"))
        more = {"low": best, "high": best, "qualifier": "exactly"} | more
        row = Toll(
            id=identify("to", self.document.id, measure, len(self.rows.tolls)), measure=measure, best=best,
            population=population, counted_by=self._source(by), **more, **self._common(),
        )  # fmt: skip
        self.rows.tolls.append(row)
        return row.id

    def add_claim(self, words: str, stance: Any, *, by: str | None = None, about: tuple[str, ...] = ()) -> str:
        """What a source (the report itself where None) says in words of the text."""
        content, source = self.span(words), self._source(by) or Source(kind="narrator")
        row = Claim(
            id=identify("cl", self.document.id, content.start, stance), source=source, content=content, stance=stance,
            quotation="indirect", about=about, **self._common(),
        )  # fmt: skip
        self.rows.claims.append(row)
        return row.id

    def add_relation(self, words: str, kind: Any, subject: str, other: str, **more: Any) -> str:
        """A tie between two actors, told by words of the text."""
        row = Relation(
            id=identify("re", self.document.id, kind, subject, other), kind=kind, subject=self.add_actor(subject),
            object=self.add_actor(other), spans=(self.span(words),), **more, **self._common(),
        )  # fmt: skip
        self.rows.relations.append(row)
        return row.id

    def add_flow(self, words: str, what: Any, giver: str, recipient: str, **more: Any) -> str:
        """Support that one actor gives another."""
        row = Flow(
            id=identify("fl", self.document.id, what, giver, recipient), what=what, giver=self.add_actor(giver),
            recipient=self.add_actor(recipient), spans=(self.span(words),), **more, **self._common(),
        )  # fmt: skip
        self.rows.flows.append(row)
        return row.id

    def add_control(self, words: str, actor: str, change: Any, place: str, **more: Any) -> str:
        """What an actor does to the control of a place, given by its id."""
        row = Control(
            id=identify("co", self.document.id, actor, change, place), actor=self.add_actor(actor), change=change,
            place=place, spans=(self.span(words),), **more, **self._common(),
        )  # fmt: skip
        self.rows.control.append(row)
        return row.id

    def add_agreement(self, words: str, kind: Any, *parties: str, mediators: tuple[str, ...] = (), **more: Any) -> str:
        """An agreement between actors."""
        row = Agreement(
            id=identify("ag", self.document.id, kind, words), kind=kind,
            parties=tuple(self.add_actor(name) for name in parties),
            mediators=tuple(self.add_actor(name) for name in mediators), spans=(self.span(words),), **more,
            **self._common(),
        )  # fmt: skip
        self.rows.agreements.append(row)
        return row.id

    def _source(self, name: str | None) -> Source | None:
        return None if name is None else Source(text=name, actor=self.add_actor(name), kind="named")


class Desk:
    """A record in a folder, filled report by report and reconciled at will."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder, version="test")

    def write(self, *sheets: Sheet) -> None:
        """Put reports and their rows on record."""
        for sheet in sheets:
            self.store.add(sheet.document, original=sheet.document.text.encode(), alignment=[])
            self.store.write_rows([(sheet.document.id, serialise(sheet.rows))])

    def reconcile(self) -> Reconciled:
        """Run every step."""
        with self.store.transaction() as connection:
            return reconcile(connection)

    def sql(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with self.store.transaction() as connection:
            return [tuple(row) for row in connection.execute(query, parameters)]

    def results(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that reconciling wrote, in a fixed order."""
        queries = {table: f"select * from {table} order by {order}" for table, order in RESULTS.items()}  # noqa: S608
        return {table: self.sql(query) for table, query in queries.items()}

    def clusters(self, of: str = "event") -> set[frozenset[str]]:
        """Rows that were taken as the same."""
        found: dict[str, set[str]] = {}
        for row, cluster in self.sql('select "row", cluster from cluster_member where "of" = ?', of):
            found.setdefault(cluster, set()).add(row)
        return set(map(frozenset, found.values()))


def sheet(text: str, published: str | None = "2019-03-12", publisher: str | None = "Tarsk Post", **more: Any) -> Sheet:
    """A report without rows."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Sheet(
        Document(
            id=identify("doc", digest), sha256=digest, text_sha256=digest, text=text, published=published,
            publisher=publisher, **more,
        )
    )  # fmt: skip


def orders(sheets: list[Sheet]) -> Iterator[list[list[Sheet]]]:
    """The same reports in other orders and portions: all at once, backwards, one by one, in two halves."""
    yield [sheets]
    yield [sheets[::-1]]
    yield [[one] for one in sheets]
    half = len(sheets) // 2
    yield [sheets[half:], sheets[:half]]
