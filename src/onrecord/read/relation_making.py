"""One relation between two mentions as a row: its quote, time and status, and the pairs that can be none.

Goes in: kind, both ends, the token of the cue; comes out: a row, or none where the ends are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, Relation, RelationKind, Rows, identify
from onrecord.read.parties import Parties
from onrecord.read.status import status_of, time_of_clause
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "relations 2"


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the rows of one document's relations."""

    parsed: Parsed
    rows: Rows
    parties: Parties

    def relation(  # noqa: PLR0913 - what ties, both ends, and the words of it
        self,
        kind: RelationKind,
        subject: Mention,
        other: Mention,
        cue: Token,
        means: str | None,
        *,
        is_under_way: bool = False,
    ) -> Iterator[Relation]:
        """The row of a tie, if it is one.

        Args:
            kind: What ties the two.
            subject: The one end; for an office, its holder.
            other: The other end.
            cue: The word that tells the tie; its clause tells time and status.
            means: The words of the tie, or the office.
            is_under_way: Whether what is aimed at is being done ("is working to defeat the Front").
        """
        if subject.id == other.id:
            return
        if kind == "part_of" and self._is_single(subject):
            kind = "member_of"  # a state, or a person, in an alliance
        if kind == "member_of" and self._has_no_members(other):
            return  # "he joined the envoy in Lenna", "its forces will join Belland in an exercise"
        is_office = kind in {"holds_office", "leads"}
        # the day of the sentence is not the day since when somebody holds an office
        time = None if is_office else time_of_clause(self.parsed, self.rows, cue)
        status = "happened" if kind == "holds_office" else status_of(self.parsed, self.rows, cue).status
        if status == "planned" and is_under_way:
            status = "ongoing"
        quote = self.parties.quote(subject, other, cue)
        yield Relation(
            id=identify("re", self.parsed.document.id, kind, subject.id, other.id, quote.start),
            document=self.parsed.document.id,
            reader=READER,
            kind=kind,
            subject=subject.id,
            object=other.id,
            means=means,
            time=time.id if time else None,
            status=status,
            spans=(quote,),
        )

    def body(self, start: int, head: Token, clue: Clue, *, is_name: bool) -> Mention:
        """The mention of a body that only the tie tells to be one, from the token `start` to its head."""
        span = self.parsed.span(start, head.i + 1)
        same = next(
            (m for m in self.rows.mentions if (m.start, m.end, m.kind) == (span.start, span.end, "actor")), None
        )
        if same is not None:
            return same
        document = self.parsed.document.id
        made = Mention(
            id=identify("mn", document, "actor", span.start, span.end), document=document, reader=READER,
            start=span.start, end=span.end, text=span.text, kind="actor", form="name" if is_name else "nominal",
        )  # fmt: skip
        self.rows.mentions.append(made)
        self.rows.clues[made.id] = clue
        return made

    def _is_single(self, mention: Mention) -> bool:
        of = self.rows.clues[mention.id].actor_kind
        return mention.kind in {"person", "nationality"} or of in {"person", "state"}

    def _has_no_members(self, mention: Mention) -> bool:
        return mention.kind == "person" or self.rows.clues[mention.id].actor_kind in {"person", "state"}
