"""What times are relative to: the document's date, the last date that was told, and the tense of the verb.

News tells its times from the day of publication; a history, whose dates lie far from that day or that has none, tells
them from the last date in the narrative. A document's date is never put where a date is missing: without anchor, a
relative time stays without value.

Known errors: flashbacks in a history move the last date told; a document that mixes news and a long chronology is
taken for whichever has more dates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import TimeKind
from onrecord.read.time_values import DAYS_OF_WEEK, MONTHS_OF_YEAR, Days, days_of
from onrecord.syntax.clauses import clause_head
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_DOCUMENT_DATE = "no_document_date"
NO_ANCHOR = "no_anchor"
AMBIGUOUS = "ambiguous"
TOLD_BY_EVENT = "told_by_event"
_YEAR_LENGTH = 4
_FEWEST_DATES = 6
_NEAR_MONTHS = 8
_SURELY_NEAR = 45
"""Days within which a day of a month without year is meant, whatever the tense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a phrase means: the fields of a time, `days` where they are not simply those of the value.

    `moves` is True where the narrative goes on from this date; `words` cuts the phrase to its first so many words.
    """

    value: str | None
    kind: TimeKind = "date"
    days: Days | None = None
    first: date | None = None
    last: date | None = None
    is_relative: bool = False
    unresolved: str | None = None
    moves: bool = False
    words: int | None = None


@dataclass(slots=True)
class Narrative:
    """Where a text stands in time.

    Attributes:
        published: The document's date.
        is_history: True where times are told from the last date, not from publication.
        told: Value of the last date told; None before the first.
        told_in: Index of the sentence that told it.
        has_year: True where that date's own words named its year.
        sentence: Index of the sentence that is being read.
        is_ancient: True where the text's years are mostly before Christ.
        shared_year: Year and month of the second date of a range, for a first date that names no year.
        moves: Asks whether the narrative goes on from the words that are being read (not from a modifier or a limit).
        direction: Asks for the tense around the words that are being read: -1 past, 1 future, 0 open.
    """

    published: date | None
    is_history: bool
    told: str | None = None
    told_in: int = -1
    has_year: bool = False
    sentence: int = 0
    is_ancient: bool = False
    shared_year: tuple[int, int] | None = None
    moves: Callable[[], bool] = field(default=lambda: True)
    direction: Callable[[], int] = field(default=lambda: 0)

    @property
    def told_days(self) -> Days | None:
        """Days of the last date told."""
        return days_of(self.told)

    @property
    def told_year(self) -> int | None:
        """Year of the last date told (0 and less: before Christ)."""
        if self.told is None:
            return None
        digits = self.told[:5] if self.told.startswith("-") else self.told[:4]
        return int(digits) if digits.lstrip("-").isdigit() else None

    @property
    def missing(self) -> str:
        """Why nothing can be anchored."""
        return NO_DOCUMENT_DATE if self.published is None else NO_ANCHOR

    def tell(self, value: str, *, has_year: bool) -> None:
        """The narrative goes on from this date."""
        if self.told is None or self.moves():
            has_year = has_year or (self.has_year and value[:_YEAR_LENGTH] == (self.told or "")[:_YEAR_LENGTH])
            self.told, self.told_in, self.has_year = value, self.sentence, has_year

    def now(self) -> Days | None:
        """What "this" and "last" count from."""
        if self.published is None or self.is_history:
            return None if self.published is None else self.told_days
        return self.published, self.published

    def then(self) -> Days | None:
        """What "the next" and "later" count from."""
        if self.told is not None or self.is_history or self.published is None:
            return self.told_days
        return self.published, self.published

    def year_for(self, month: int, day: int | None) -> int | None:
        """The year of a month, or of a day in it, whose words name none."""
        if self.shared_year is not None:
            year, other = self.shared_year
            return year - 1 if month > other else year
        if self.is_history or self.published is None:
            return self._year_in_history(month)
        near = _nearest_year(self.published, month, day, 0)
        if day is not None and abs((date(near, month, 1) - self.published).days + day) <= _SURELY_NEAR:
            return near
        is_far = abs((self.told_year or 0) - self.published.year) > 1
        if self.has_year and self.told_in >= self.sentence - is_far and self.direction() <= 0:
            return self._year_in_history(month)
        return _nearest_year(self.published, month, day, self.direction())

    def _year_in_history(self, month: int) -> int | None:
        year = self.told_year
        if year is None:
            return None
        told_month = int(self.told[5:7]) if self.told and self.told[5:7].isdigit() and self.told[4] == "-" else None
        if told_month is None:
            return year
        return year + 1 if told_month - month > _NEAR_MONTHS else year

    def weekday(self, number: int) -> date | None:
        """The day that a weekday alone names; None where nothing tells."""
        if self.published is None or self.is_history:
            return None
        back = (self.published.isoweekday() - number) % DAYS_OF_WEEK
        if back and self.direction() > 0:
            return self.published + timedelta(DAYS_OF_WEEK - back)
        return self.published - timedelta(back)


def _nearest_year(published: date, month: int, day: int | None, direction: int) -> int:
    distance = (month - published.month) * 31 + ((day or published.day) - published.day)
    if distance == 0:
        return published.year
    if day is not None and abs(distance) <= _SURELY_NEAR:
        return published.year
    if direction < 0:
        return published.year if distance < 0 else published.year - 1
    if direction > 0:
        return published.year if distance > 0 else published.year + 1
    half = MONTHS_OF_YEAR * 31 // 2
    if distance > half:
        return published.year - 1
    return published.year + 1 if distance < -half else published.year


def is_history(published: date | None, years: list[int], n_deictic: int) -> bool:
    """True where a text's times are told from one another, not from the day of publication.

    Args:
        published: The document's date.
        years: The years that the text names.
        n_deictic: Number of weekdays, and words such as "yesterday", that need a day of publication.
    """
    if published is None:
        return True
    far = sum(abs(year - published.year) > 1 for year in years)
    if n_deictic == 0:
        return far >= _FEWEST_DATES and 2 * far > len(years)
    return far >= 2 * _FEWEST_DATES and far > 3 * n_deictic and 2 * far > len(years)


def direction_of(token: Token, language: str) -> int:
    """Whether the clause of a word tells of the past (-1), the future (1), or leaves it open (0)."""
    verbs = load("time_words", language)["verbs"]
    if token.dep_ in {"poss", "compound", "nmod", "nmod:poss"}:
        return 0
    limit = load("time_words", language)["limits"].get(token.head.lower_)
    if limit is not None:
        return int(limit)
    head = clause_head(token)
    for _ in range(4):
        found = _tense(head, verbs)
        if found is not None:
            return found
        if head.head.i == head.i:
            return 0
        head = clause_head(head.head)
    return 0


def moves_narrative(token: Token, before: str, language: str) -> bool:
    """True where a text goes on from a date: it is no modifier of a noun, no limit, and is not yet to come.

    Args:
        token: Head of the date's words.
        before: The word before them, in lower case.
        language: ISO 639-1 code of the text.
    """
    if before in load("time_words", language)["not_moving"] or token.dep_ in {"nummod", "compound", "nmod", "poss"}:
        return False
    clause = clause_head(token)
    if clause.dep_ in {"relcl", "acl:relcl", "acl"}:
        return False
    return direction_of(token, language) <= 0


def _tense(verb: Token, verbs: dict[str, list[str]]) -> int | None:
    """Tense of a verb; None where it has none of its own."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass", "aux:pass"}]
    if any(child.lower_ in verbs["future"] for child in helpers):
        return 1
    if verb.tag_ in {"VB", "VBG"} and verb.head.i != verb.i and verb.head.lemma_ in verbs["future"]:
        return 1
    if verb.lemma_ in verbs["plans"] and verb.tag_ in {"VBN", "VBD"}:
        return 1
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers):
        return -1
    if any(child.lemma_ in verbs["perfect"] for child in helpers):
        return -1
    finite = {verb.tag_, *(child.tag_ for child in helpers)} & {"VBZ", "VBP"}
    return 0 if finite else None
