"""From every figure given of one event or total to low, best and high, by a rule that names the figures it used.

In: entries of one measure, each with who counts, when, and within what bounds. Out: `Settled`.

The rule (docs/decisions/0011): a *voice* is an independent origin, a named source or else a publisher's own account. Of
each voice only the latest whole figure is current; figures of part of the people, copies, denied and recalled figures
are kept and not used. A lower figure is overtaken where a higher one is more than three days younger: tolls rise. It is
not where somebody gave that higher figure at the time already: that is disagreement, and the younger one repeats it.
`low` and `high` span the current figures. `best` is the exact figure that fits most voices; where two fit equally many
and exclude each other, the younger by a day or more; where neither is, there is none (`irreconcilable`). Bounds alone
give no best (`bounds_only`), nor does silence (`not_stated`). After UCDP's low, best and high, and Every Casualty's
ways of settling a disputed figure: a range, the majority of sources, the latest state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Use = Literal["current", "earlier", "overtaken", "copy", "part", "not_counted"]
"""What became of a figure: used; given up by its voice; overtaken by a younger; a copy; of part of the people; of an
event that is denied, planned or recalled."""

OVERTAKEN_DAYS = 3
UPDATED_DAYS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One figure, as one report gives it.

    Attributes:
        row: Id of the toll, or of the event where the figure was put together from several statements of a report.
        document: Report.
        publisher: Who published it.
        moment: Day it speaks of: as of when, else the day of publication; ISO, or None where neither is known.
        counter: Who counts, in the report's words; None: the report itself.
        voice: Key of the independent origin.
        through: Publisher through which the figure came, where that is not the origin.
        low: Lower bound; None where there is none.
        best: Exact or approximate figure; None where only bounds are given.
        high: Upper bound, likewise.
        qualifier: Words of precision.
        population: Words for the people counted.
        population_class: Their class.
        status: Status of the row.
        use: What became of it.
    """

    row: str
    document: str
    publisher: str | None
    moment: str | None
    counter: str | None
    voice: str
    through: str | None
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    population: str | None
    population_class: str
    status: str
    use: Use = "current"

    @property
    def least(self) -> int:
        """Smallest number that the figure allows."""
        return self.low if self.low is not None else self.best or 0

    @property
    def most(self) -> int | None:
        """Largest number that it allows; None without an upper bound."""
        return self.high if self.high is not None else self.best

    def allows(self, number: int) -> bool:
        """True where the figure and a number can both be right."""
        return self.least <= number and (self.most is None or number <= self.most)

    def excludes(self, other: Entry) -> bool:
        """True where the two figures can't both be right."""
        return (self.most is not None and self.most < other.least) or (
            other.most is not None and other.most < self.least
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a ledger says of the whole."""

    low: int | None
    best: int | None
    high: int | None
    in_dispute: bool
    no_best_because: str | None
    rule: str
    entries: tuple[Entry, ...]
    used: tuple[str, ...] = ()
    says: tuple[Entry, ...] = field(default=())


def settle(entries: Iterable[Entry]) -> Settled:
    """Low, best and high of the whole, and what became of each figure.

    >>> base = dict(
    ...     document="d",
    ...     counter=None,
    ...     through=None,
    ...     population=None,
    ...     population_class="people",
    ...     status="happened",
    ...     qualifier="exactly",
    ... )
    >>> one = Entry(row="a", publisher="A", voice="A", moment="2019-03-01", low=3, best=3, high=3, **base)
    >>> two = Entry(row="b", publisher="B", voice="B", moment="2019-03-02", low=4, best=4, high=4, **base)
    >>> done = settle([one, two])
    >>> done.low, done.best, done.high, done.in_dispute
    (3, 4, 4, True)
    """
    marked = _mark(sorted(entries, key=_order))
    current = [_as_first_told(entry, marked) for entry in marked if entry.use == "current"]
    if not current:
        return Settled(
            low=0, best=None, high=None, in_dispute=False, no_best_because="not_stated", entries=tuple(marked),
            rule="no report gives a figure of the whole",
        )  # fmt: skip
    best, reason, rule = _best(current)
    used = tuple(entry.row for entry in current)
    mosts = [entry.most for entry in current]
    most = max((number for number in mosts if number is not None), default=None)
    least = max(entry.least for entry in current)
    apart = _apart(current)
    return Settled(
        low=min(entry.least for entry in current),
        best=best,
        high=most if most is not None and most >= least else None,
        in_dispute=bool(apart),
        no_best_because=reason,
        rule=rule,
        entries=tuple(marked),
        used=used,
        says=tuple(apart),
    )


def _order(entry: Entry) -> tuple[str, int, str]:
    return entry.moment or "", entry.least, entry.row


def _mark(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, oldest first, each with its use."""
    latest: dict[str, str] = {}
    for entry in entries:
        if entry.use == "current":
            latest[entry.voice] = entry.row
    kept = [
        entry if entry.use != "current" or latest[entry.voice] == entry.row else replace(entry, use="earlier")
        for entry in entries
    ]
    current = [entry for entry in kept if entry.use == "current"]
    return [
        replace(entry, use="overtaken")
        if entry.use == "current" and any(_is_overtaken(entry, other, current) for other in current)
        else entry
        for entry in kept
    ]


def _as_first_told(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """A figure with the day on which its voice first gave it: who passes it on later makes it no younger."""
    same = [
        other.moment
        for other in entries
        if other.voice == entry.voice and other.moment and (other.least, other.most) == (entry.least, entry.most)
    ]
    return replace(entry, moment=min(same)) if same else entry


def _is_overtaken(entry: Entry, other: Entry, current: Sequence[Entry]) -> bool:
    """True where another figure is higher and younger, and nobody gave one that fits it when this one was given."""
    is_higher = entry.most is not None and entry.most < other.least
    if not is_higher or _days(entry, other) <= OVERTAKEN_DAYS:
        return False
    return not any(
        _days(entry, third) <= OVERTAKEN_DAYS and third.excludes(entry) and not third.excludes(other)
        for third in current
    )


def _days(earlier: Entry, later: Entry) -> int:
    """Days between two figures; 0 where a day is not known."""
    if earlier.moment is None or later.moment is None:
        return 0
    return (date.fromisoformat(later.moment[:10]) - date.fromisoformat(earlier.moment[:10])).days


def _apart(current: Sequence[Entry]) -> list[Entry]:
    """Current figures that another one excludes."""
    return [entry for entry in current if any(entry.excludes(other) for other in current)]


def _best(current: Sequence[Entry]) -> tuple[int | None, str | None, str]:
    """The best figure, or why there is none; and the rule in words."""
    exact = [entry for entry in current if entry.best is not None]
    if not exact:
        return None, "bounds_only", "only bounds are given: no exact figure to choose"

    def support(entry: Entry) -> int:
        return sum(other.allows(entry.best or 0) for other in current)

    most = max(map(support, exact))
    leading = [entry for entry in exact if support(entry) == most]
    figures = {entry.best for entry in leading}
    origins = f"{most} of {len(current)} independent origins"
    if len(figures) == 1:
        return leading[0].best, None, f"the figure that fits {origins}"
    latest = max(leading, key=lambda entry: (entry.moment or "", entry.least))
    others = [entry for entry in leading if entry.best != latest.best]
    if all(not latest.excludes(entry) for entry in others):
        return latest.best, None, f"the latest of the figures that fit {origins}"
    if all(_days(entry, latest) >= UPDATED_DAYS for entry in others if latest.excludes(entry)):
        return latest.best, None, f"figures that fit {origins} exclude each other: the one younger by a day or more"
    return None, "irreconcilable", f"figures that fit {origins} exclude each other and none is younger"
