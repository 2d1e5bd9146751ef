"""What surrounds a row: its sentence, the claims it stands in, the entities it names and how they are named."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from onrecord.model import Actor, Claim, Event, Mention, Place, Rows, Span, Time
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token


class Scene:
    """One document's rows, arranged for looking things up. Built once a document."""

    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed = parsed
        self.rows = rows
        self.actors: dict[str, Actor] = {actor.id: actor for actor in rows.actors}
        self.places: dict[str, Place] = {place.id: place for place in rows.places}
        self.times: dict[str, Time] = {time.id: time for time in rows.times}
        self.events: dict[str, Event] = {event.id: event for event in rows.events}
        self.claims: list[Claim] = [claim for claim in rows.claims if claim.source.kind != "narrator"]
        self._mention_at: dict[tuple[int, int], Mention] = {(m.start, m.end): m for m in rows.mentions}
        self._mentions_of: dict[str, list[Mention]] = {}
        for mention in rows.mentions:
            if mention.entity is not None:
                self._mentions_of.setdefault(mention.entity, []).append(mention)
        self._starts = [parsed.span(s.start, s.end).start for s in parsed.sentences]
        self.countries = {p.country for p in rows.places if p.kind == "country"} | {a.country for a in rows.actors}
        self.events_in = Counter(self.sentence(event.trigger.start) for event in rows.events)
        self.tolls_in = Counter(self.sentence(toll.spans[0].start) for toll in rows.tolls if toll.spans)

    def sentence(self, start: int) -> int:
        """Number of the sentence that holds the character at `start`, from 0."""
        return max(bisect_right(self._starts, start) - 1, 0)

    def head(self, span: Span) -> Token | None:
        """Syntactic head of a span's words."""
        return self.parsed.head_of(span.start, span.end)

    def claim_around(self, span: Span) -> Claim | None:
        """The shortest statement in whose content a span stands."""
        around = [c for c in self.claims if c.content.start <= span.start and span.end <= c.content.end]
        return min(around, key=lambda c: c.content.end - c.content.start, default=None)

    def form_of(self, start: int | None, end: int | None, entity: str | None) -> str:
        """How an actor or place is named at some words: name, nominal, pronoun; known where a registry has it."""
        if entity is None:
            return "nobody"
        mention = self._mention_at.get((start or 0, end or 0))
        form = mention.form if mention is not None else self.best_form(entity)
        return f"known {form}" if self.is_known(entity) else form

    def best_form(self, entity: str | None) -> str:
        """The plainest way in which an entity is named anywhere in the text."""
        forms = {mention.form for mention in self._mentions_of.get(entity or "", [])}
        return next((form for form in ("name", "nominal", "pronoun") if form in forms), "unnamed")

    def is_known(self, entity: str | None) -> bool:
        """True for an actor that the registry has, or a place that the gazetteer has."""
        actor, place = self.actors.get(entity or ""), self.places.get(entity or "")
        return (actor is not None and actor.registry_id is not None) or (
            place is not None and place.latitude is not None
        )
