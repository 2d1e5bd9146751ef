"""Checks: what does not add up in the figures and dates of one report.

In: the rows of a document (tolls, events, times). Out: `Check` rows, each naming the rows concerned and the sum.

Checks: the parts of a total against the total (`parts_exceed_total`, `parts_below_total`); bounds in the wrong order
(`low_above_high`); something told as having happened that is dated after the report (`date_in_future`); a figure no
conflict can have (`figure_out_of_range`). A check judges nothing: it shows where a reader should look. Parts that say
they are only some ("including three women") are not summed against their total unless they exceed it; a list of parts
is, once it has two or more classes of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Check, Event, Rows, Span, Toll, identify
from onrecord.syntax import Parsed

READER = "checks 1"
MOST_PEOPLE = 8_500_000_000
"""More people than live on Earth: no count of people can be larger."""
_FEWEST_PARTS = 2
_SOME = frozenset({"women", "children", "aid_workers", "journalists"})
"""Classes that a report picks out of the people of a total: a list of these alone leaves the others unnamed."""
_HAPPENED = frozenset({"happened", "ongoing"})


def find_checks(parsed: Parsed, rows: Rows) -> list[Check]:
    """Every check that a document's rows fail."""
    document = parsed.document.id
    found = [*_of_parts(parsed, rows.tolls), *_of_bounds(document, rows.tolls), *_of_ranges(document, rows.tolls)]
    if parsed.document.published is not None:
        found.extend(_of_dates(document, rows, parsed.document.published))
    return found


def _check(document: str, kind: str, rows: Sequence[str], detail: str, spans: Sequence[Span]) -> Check:
    return Check(
        id=identify("ch", document, kind, *rows),
        document=document,
        reader=READER,
        kind=kind,  # type: ignore[arg-type]
        rows=tuple(rows),
        detail=detail,
        spans=tuple(spans),
    )


def _of_parts(parsed: Parsed, tolls: Sequence[Toll]) -> Iterable[Check]:
    for total in tolls:
        of_total = [toll for toll in tolls if toll.part_of == total.id and toll.measure == total.measure]
        in_table = [part for part in of_total if _is_in_table(parsed, part)]
        if in_table:
            yield from _of_breakdown(parsed.document.id, total, in_table, is_table=True)
        for parts in _breakdowns([part for part in of_total if part not in in_table]):
            yield from _of_breakdown(parsed.document.id, total, parts, is_table=False)


def _is_in_table(parsed: Parsed, toll: Toll) -> bool:
    tokens = parsed.tokens(toll.spans[0].start, toll.spans[0].end)
    return len(tokens) > 0 and parsed.in_table(tokens[0])


def _breakdowns(parts: Sequence[Toll]) -> Iterable[list[Toll]]:
    """Parts that divide a total along one line.

    Women and children may be among the other classes, unless people at large ("men") are told beside them.
    """
    some = [part for part in parts if part.population.class_ in _SOME]
    others = [part for part in parts if part not in some]
    if any(part.population.class_ == "people" for part in others):
        some, others = [], list(parts)
    yield from (line for line in (some, others) if line)


def _of_breakdown(document: str, total: Toll, parts: Sequence[Toll], *, is_table: bool) -> Iterable[Check]:
    low, high = _sum(_low(part) for part in parts), _sum(_high(part) for part in parts)
    whole_low, whole_high = _low(total), _high(total)
    shown = " + ".join(_told(part) for part in parts)
    is_open = any(_high(part) is None for part in parts)
    said = f"parts {shown} = {_amount(low, is_open=is_open)}; total {_told(total)}"
    ids = [total.id, *(part.id for part in parts)]
    spans = [span for row in (total, *parts) for span in row.spans[:1]]
    if low is not None and whole_high is not None and low > whole_high:
        yield _check(document, "parts_exceed_total", ids, f"{said}; {low - whole_high:,} too many", spans)
    elif (is_table or _is_breakdown(parts)) and low is not None and whole_low is not None and low < whole_low:
        if high is not None and high >= whole_low:
            return
        left = whole_low - low
        rest = f"under {left + 1:,}" if is_open else f"{left:,}"
        yield _check(document, "parts_below_total", ids, f"{said}; {rest} in no part", spans)


def _is_breakdown(parts: Sequence[Toll]) -> bool:
    """True for a list of classes that means to cover the total, not for some of its members."""
    return (
        len(parts) >= _FEWEST_PARTS
        and len({_who(part) for part in parts}) == len(parts)
        and all((_low(part) or 0) > 1 for part in parts)
        and any(part.population.class_ not in _SOME for part in parts)
    )


def _who(toll: Toll) -> tuple[str, str | None, str | None]:
    return toll.population.class_, toll.population.actor, toll.population.text


def _low(toll: Toll) -> int | None:
    return toll.low if toll.low is not None else toll.best


def _high(toll: Toll) -> int | None:
    return toll.high if toll.high is not None else (toll.best if toll.low is None else None)


def _sum(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return None if any(value is None for value in known) else sum(value for value in known if value is not None)


def _told(toll: Toll) -> str:
    """A figure as the text bounds it."""
    if toll.qualifier == "more than" and toll.low is not None:
        return f"over {toll.low - 1:,}"
    if toll.qualifier == "less than" and toll.high is not None:
        return f"under {toll.high + 1:,}"
    words = {"at least": "at least ", "at most": "at most ", "about": "about ", "vague": "at least "}.get(
        toll.qualifier, ""
    )
    if toll.qualifier == "between":
        return f"{toll.low:,} to {toll.high:,}"
    value = next((v for v in (toll.best, toll.low, toll.high) if v is not None), 0)
    return f"{words}{value:,}"


def _amount(value: int | None, *, is_open: bool) -> str:
    if value is None:
        return "unknown"
    return f"over {value - 1:,}" if is_open else f"{value:,}"


def _of_bounds(document: str, tolls: Sequence[Toll]) -> Iterable[Check]:
    for toll in tolls:
        bounds = [value for value in (toll.low, toll.best, toll.high) if value is not None]
        if bounds != sorted(bounds):
            detail = f"low {toll.low}, best {toll.best}, high {toll.high} are not in order"
            yield _check(document, "low_above_high", [toll.id], detail, toll.spans[:1])


def _of_ranges(document: str, tolls: Sequence[Toll]) -> Iterable[Check]:
    for toll in tolls:
        largest = max((v for v in (toll.low, toll.best, toll.high) if v is not None), default=0)
        if largest > MOST_PEOPLE:
            detail = f"{largest:,} {toll.measure}: more people than there are"
            yield _check(document, "figure_out_of_range", [toll.id], detail, toll.spans[:1])


def _of_dates(document: str, rows: Rows, published: str) -> Iterable[Check]:
    times = {time.id: time for time in rows.times}
    dated: list[Event] = [event for event in rows.events if event.status in _HAPPENED and event.time is not None]
    for event in dated:
        time = times.get(event.time or "")
        if time is not None and time.earliest is not None and time.earliest > published:
            detail = f"told as {event.status} on {time.earliest}, after the report's date {published}"
            yield _check(document, "date_in_future", [event.id, time.id], detail, [event.trigger])
