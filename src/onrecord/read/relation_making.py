"""One relation between two mentions as a row: its quote, time and status, and the pairs that can be none.

Goes in: kind, both ends, the token of the cue; comes out: a row, or none where the ends are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Mention, Relation, RelationKind, Rows, identify
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

    def relation(
        self, kind: RelationKind, subject: Mention, other: Mention, cue: Token, means: str | None
    ) -> Iterator[Relation]:
        """The row of a tie, if it is one.

        Args:
            kind: What ties the two.
            subject: The one end; for an office, its holder.
            other: The other end.
            cue: The word that tells the tie; its clause tells time and status.
            means: The words of the tie, or the office.
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
            status="happened" if kind == "holds_office" else status_of(self.parsed, self.rows, cue).status,
            spans=(quote,),
        )

    def _is_single(self, mention: Mention) -> bool:
        of = self.rows.clues[mention.id].actor_kind
        return mention.kind in {"person", "nationality"} or of in {"person", "state"}

    def _has_no_members(self, mention: Mention) -> bool:
        return mention.kind == "person" or self.rows.clues[mention.id].actor_kind in {"person", "state"}
