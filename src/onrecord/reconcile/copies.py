"""Which texts a report was made from: judging the passages that it shares with earlier ones.

In: `Match`es of one report with earlier ones. Out: the one text it is a copy of, if any, with the kind of copy, and the
texts from which it only has passages.

A copy *opens* with the other text's opening and has a fair share of its words from there; or it has another opening
but most of its words from there. Of a report put together from two texts the one that it opens with is the origin, and
the other is quoted. A text that itself opens with a third one is no origin of what stands further down in it. What is
cut off or put in, moved or changed makes an edited copy. Of equally good origins the earliest is taken.

Passages that stand in many unrelated reports (a site's footer, an agency's standing paragraph) are left out of account
before a match is made, by `Match.share` and its fellows.

Known errors: two independent reports that both print one long statement and little else count as copies; a report
that opens with a wire lead and goes on with a third of a page of its own counts as a copy if it is short.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "copy", "edited_copy", "quotes", "independent"]
COPIES = ("same", "copy", "edited_copy")
"""Kinds of lineage that put two reports into one family."""

OPENING = 50
"""Words of an opening."""
OPENING_OF_OTHER = 100
"""They stand among so many first words of the other text: a byline, a place or a picture's caption may come before."""
_OPENING_SHARE = 0.5
_COPY_OPENING = 0.25
"""Least share of a copy's words where it opens with the other text's opening."""
_COPY_WORDS = 25
"""Least words of a copy, unless nearly all its words stand in the other text, with those of standing paragraphs."""
_COPY_BODY = 0.5
"""Least share of both texts' words where it does not."""
_COPY_OF_OUTLET = 0.7
"""Least share of a copy's words where both are of one outlet."""
_WHOLE = 0.8
"""From this share of its words, a report is a copy though most of the other text is not in it."""
_NEARLY_ALL = 0.95
_NEAR = 0.02
"""Shares this close are equally good."""
_QUOTED_WORDS = 15
"""Words of the shortest quotation worth a row."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a report has in common with an earlier one.

    Attributes:
        document: The report.
        other: The earlier one.
        words: Its words that stand in the other text.
        share: The same as a share of its words.
        all_share: Share of all its words, those of standing paragraphs too.
        other_share: Share of the other text's words that stand in it.
        opening: Share of its opening that stands in the other's opening.
        in_order: True where the passages stand in the same order in both texts.
        has_rivals: True where each credits an agency with all of it, and not the same.
        is_of_one_outlet: True where one outlet published both: its pages are alike in much that is no report.
        spans: Offsets of the passages in the report's text.
    """

    document: str
    other: str
    words: int
    share: float
    all_share: float
    other_share: float
    opening: float
    in_order: bool
    has_rivals: bool
    is_of_one_outlet: bool
    spans: tuple[tuple[int, int], ...]

    @property
    def opens(self) -> bool:
        """True where the report opens with the other text's opening and goes on with it."""
        is_long = self.words >= _COPY_WORDS or self.all_share >= _WHOLE
        is_enough = self.share >= _COPY_OPENING and is_long and not self.has_rivals
        return self.opening >= _OPENING_SHARE and (is_enough or self.share >= _WHOLE) and self._is_not_the_page

    @property
    def is_of_body(self) -> bool:
        """True where most of the report stands in the other text, whatever it opens with."""
        is_most = min(self.share, self.other_share) >= _COPY_BODY and self.words >= _COPY_WORDS
        return self.share >= _WHOLE or (is_most and not self.has_rivals and self._is_not_the_page)

    @property
    def _is_not_the_page(self) -> bool:
        """True where more is alike than two pages of one outlet have in common around their reports."""
        return not self.is_of_one_outlet or self.share >= _COPY_OF_OUTLET

    @property
    def is_worth_a_row(self) -> bool:
        """True where the words in common are more than a phrase."""
        return self.words >= _QUOTED_WORDS or self.opens or self.is_of_body

    @property
    def copy_kind(self) -> Kind:
        """What kind of copy it is, if it is one."""
        nearly_all = self.share >= _NEARLY_ALL and self.other_share >= _NEARLY_ALL
        return "copy" if nearly_all and self.in_order else "edited_copy"


def origin_of(matches: Sequence[Match], opening_with_others: Collection[str]) -> Match | None:
    """The match with the text that a report is a copy of; None where it is no copy.

    Args:
        matches: Its matches, those with the earliest texts first.
        opening_with_others: Those of the other texts that themselves open with an earlier text's opening.
    """
    candidates = [match for match in matches if match.opens] or [
        match for match in matches if match.is_of_body and match.other not in opening_with_others
    ]
    best = max((match.share for match in candidates), default=0.0)
    return next((match for match in candidates if match.share >= best - _NEAR), None)
