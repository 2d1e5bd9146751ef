"""Ties that other rows imply: who fought in an event fights, who gave a fighting group its means supports it.

Goes in: the events and flows of a document while its fields still hold mentions; come out: relations `fights` and
`supports`, with the words of the event or flow for their quote.

Method: an event of fighting that happened, by one armed actor on another, or between the two; a flow of means of war,
or of money, to an armed group. Not drawn: from what is planned, threatened or denied, from aid, from what a state
receives (trade), from two sides that only common nouns name unless the event is a clash.

Known errors: friendly fire makes foes. Vocabulary: relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from onrecord.model import Event, Flow, Mention, Relation, Rows, identify
from onrecord.read.relation_making import READER
from onrecord.read.tie_sides import Sides
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

_FIGHTING = frozenset(
    {"armed_clash", "attack", "offensive", "air_strike", "shelling", "shooting", "bombing", "killing"}
)
_TOLD = frozenset({"happened", "ongoing", "claimed", "unconfirmed"})
_DOERS, _AIMED_AT = frozenset({"initiator"}), frozenset({"target", "victim"})
_HELPERS = frozenset({"ngo", "intergovernmental"})
_MEANS = frozenset(
    {"money", "arms", "ammunition", "fighters", "troops", "training", "intelligence", "air_power", "sanctuary"}
)


def find_drawn(parsed: Parsed, rows: Rows) -> list[Relation]:
    """Relations that events and flows imply, but for those told in so many words."""
    finder = _Finder(parsed, rows)
    implied = [*(one for event in rows.events for one in finder.of_event(event)), *finder.of_flows()]
    found = [one for one in implied if (one.kind, frozenset((one.subject, one.object))) not in finder.told]
    return list({(one.kind, frozenset((one.subject, one.object))): one for one in reversed(found)}.values())[::-1]


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed, self.rows = parsed, rows
        self.sides = Sides(parsed, rows)
        self.mention = {mention.id: mention for mention in rows.mentions}
        self.forced = frozenset(load("relations", parsed.language)["forced"])
        self.told = {(row.kind, frozenset((row.subject, row.object))) for row in rows.relations}

    def of_event(self, event: Event) -> Iterator[Relation]:
        """Who fights whom in an event."""
        if event.kind not in _FIGHTING or event.status not in _TOLD or event.trigger is None:
            return
        doers, aimed_at = self._in_roles(event, _DOERS), self._in_roles(event, _AIMED_AT)
        sides = self._in_roles(event, frozenset({"party"}))
        pairs = [*product(doers, aimed_at), *((a, b) for i, a in enumerate(sides) for b in sides[i + 1 :])]
        for one, other in pairs:
            is_named = "name" in {one.form, other.form} or event.kind == "armed_clash"
            if is_named and self._may_fight(one, other):
                yield self._relation(event, "fights", one, other)

    def _in_roles(self, event: Event, roles: frozenset[str]) -> list[Mention]:
        found = [self.mention.get(a.entity or "") for a in event.arguments if a.role in roles]
        return list({m.id: m for m in found if m is not None and m.id in self.rows.clues}.values())

    def _may_fight(self, one: Mention, other: Mention) -> bool:
        is_apart = one.end <= other.start or other.end <= one.start
        return is_apart and self.sides.are_foes(one, other)

    def of_flows(self) -> Iterator[Relation]:
        """Who supports whom by a flow."""
        for flow in self.rows.flows:
            giver, taker = self.mention.get(flow.giver or ""), self.mention.get(flow.recipient or "")
            if giver is None or taker is None or flow.what not in _MEANS or flow.status not in _TOLD:
                continue
            is_helper = self.rows.clues[giver.id].actor_kind in _HELPERS
            if giver.kind != "person" and not is_helper and self.sides.is_group(taker) and not self._is_forced(flow):
                yield self._relation(flow, "supports", giver, taker)

    def _is_forced(self, flow: Flow) -> bool:
        """True for what is paid for other ends: a ransom, compensation."""
        return any(
            token.lemma_.lower() in self.forced
            for span in flow.spans
            for token in self.parsed.tokens(span.start, span.end)
        )

    def _relation(self, row: Event | Flow, kind: str, one: Mention, other: Mention) -> Relation:
        return Relation(
            id=identify("re", self.parsed.document.id, kind, one.id, other.id, row.spans[0].start),
            document=self.parsed.document.id,
            reader=READER,
            kind="fights" if kind == "fights" else "supports",
            subject=one.id,
            object=other.id,
            means=row.trigger.text
            if isinstance(row, Event) and row.trigger is not None
            else getattr(row, "what", None),
            time=row.time,
            status=row.status,
            spans=row.spans,
        )
