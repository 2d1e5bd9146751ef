"""Judgements of people: two rows tell of the same thing, or of different ones. Kept apart from what the machine read.

A judgement names two rows by their ids as they were, and keeps where each row was read (digest of the text, offsets,
words). Rows that are read again may get other ids; `find_again` then leads each judgement to the row that stands where
the old one stood. Nothing is ever deleted: a judgement that is taken back keeps its line, with the time it was undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from onrecord.errors import RecordError
from onrecord.model import identify

Value = Literal["same", "different", "unsure"]

_LISTS = {"event": "trigger", "agreement": "spans", "actor": "mentions"}
"""Tables whose rows can be judged, and the column that says where a row was read."""
JUDGED = tuple(_LISTS)
"""Lists whose rows can be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's judgement of two rows; `undone_at` is the time it was taken back, or None."""

    id: str
    of: str
    left: str
    right: str
    value: Value
    reason: str | None
    by: str
    at: str
    undone_at: str | None


def judge(  # noqa: PLR0913 - what a judgement says, each by its name
    connection: sqlite3.Connection,
    left: str,
    right: str,
    value: Value,
    *,
    by: str,
    reason: str | None = None,
    at: str | None = None,
) -> Decision:
    """Record a person's judgement; an older one of the same person on the same rows counts as undone.

    Args:
        connection: Writing connection, inside a transaction.
        left: Id of a row (event, agreement, actor) or of a cluster, which stands for its first row.
        right: Id of another.
        value: Whether they tell of the same thing.
        by: Who judges.
        reason: Why.
        at: Time of the judgement, ISO 8601; now where None.

    Raises:
        RecordError: A row is not on record, both are one, or they are of different lists.
    """
    if value not in get_args(Value):
        raise RecordError(f"{value!r} is no judgement; expected one of: {', '.join(get_args(Value))}")
    if not by.strip():
        raise RecordError("a judgement needs the name of who makes it: --by NAME")
    (of, first), (other, second) = _row(connection, left), _row(connection, right)
    if of != other:
        raise RecordError(f"{first} is of the list {of}, {second} of {other}: only rows of one list can be the same")
    if first == second:
        raise RecordError(f"{left} and {right} are one row ({first}); give the ids of two")
    first, second = sorted((first, second))
    at = at or datetime.now(UTC).isoformat(timespec="seconds")
    undo(connection, first, second, by=by, at=at)
    anchors = json.dumps([_anchor(connection, of, row) for row in (first, second)], separators=(",", ":"))
    made = Decision(
        id=identify("de", first, second, value, by, at), of=of, left=first, right=second, value=value, reason=reason,
        by=by, at=at, undone_at=None,
    )  # fmt: skip
    connection.execute(
        "insert or replace into decision values (?, ?, ?, ?, ?, ?, ?, ?, null, ?)",
        (made.id, of, first, second, value, reason, by, at, anchors),
    )
    _look_again(connection, of, first, second)
    return made


def undo(connection: sqlite3.Connection, left: str, right: str, *, by: str | None = None, at: str | None = None) -> int:
    """Take judgements of two rows back; returns how many.

    Args:
        connection: Writing connection, inside a transaction.
        left: Id of a row, or of a cluster.
        right: Id of another.
        by: Only those of this person; everybody's where None.
        at: Time of taking back, ISO 8601; now where None.
    """
    (of, first), (_, second) = _judged(connection, left), _judged(connection, right)
    first, second = sorted((first, second))
    at = at or datetime.now(UTC).isoformat(timespec="seconds")
    undone = connection.execute(
        "update decision set undone_at = :at where left = :left and right = :right and undone_at is null "
        'and (:by is null or "by" = :by)',
        {"at": at, "left": first, "right": second, "by": by},
    ).rowcount
    if undone:
        _look_again(connection, of, first, second)
    return undone


def decisions(connection: sqlite3.Connection, *, of: str | None = None, every: bool = False) -> Iterator[Decision]:
    """Judgements of people, oldest first.

    Args:
        connection: Connection to a record.
        of: Only those about rows of this list.
        every: Also those that were taken back.
    """
    found = connection.execute(
        'select id, "of", left, right, value, reason, "by", at, undone_at from decision '
        'where (? is null or "of" = ?) and (? or undone_at is null) order by at, id',
        (of, of, every),
    )
    for values in found:
        yield Decision(**dict(zip(Decision.__slots__, tuple(values), strict=True)))


def find_again(connection: sqlite3.Connection) -> int:
    """Lead judgements whose rows were read again under other ids to the rows that stand there now; returns how many.

    A row that is not read any more keeps its judgement, without effect, until it comes back.
    """
    mended = 0
    for identifier, of, left, right, anchors in connection.execute(
        'select id, "of", left, right, anchors from decision'
    ).fetchall():
        first, second = (
            _standing(connection, of, row, place) for row, place in zip((left, right), json.loads(anchors), strict=True)
        )
        if first and second and first != second and {first, second} != {left, right}:
            ordered = json.loads(anchors) if first < second else json.loads(anchors)[::-1]
            connection.execute(
                "update decision set left = ?, right = ?, anchors = ? where id = ?",
                (*sorted((first, second)), json.dumps(ordered, separators=(",", ":")), identifier),
            )
            mended += 1
    return mended


def _row(connection: sqlite3.Connection, identifier: str) -> tuple[str, str]:
    """List and id of the row that an id stands for."""
    for of in _LISTS:
        if connection.execute(f"select 1 from {of} where id = ?", (identifier,)).fetchone():
            return of, identifier
    cluster = connection.execute('select "of", members from cluster where id = ?', (identifier,)).fetchone()
    if cluster is not None and cluster[0] in _LISTS:
        return cluster[0], json.loads(cluster[1])[0]
    raise RecordError(
        f"no event, agreement, actor or cluster has the id {identifier!r}; "
        "list ids with: onrecord show CASE events --merged"
    )


def _judged(connection: sqlite3.Connection, identifier: str) -> tuple[str, str]:
    """List and id of a row that was judged; it may not be on record any more, or not yet again."""
    found = connection.execute(
        'select "of" from decision where :id in (left, right) limit 1', {"id": identifier}
    ).fetchone()
    return (str(found[0]), identifier) if found else _row(connection, identifier)


def _anchor(connection: sqlite3.Connection, of: str, row: str) -> dict[str, object]:
    """Where a row was read."""
    digest, place = connection.execute(
        f"select document.text_sha256, {of}.{_LISTS[of]} from {of} join document on document.id = {of}.document "
        f"where {of}.id = ?",
        (row,),
    ).fetchone()
    start, end, text = _extent(connection, of, json.loads(place))
    return {"text_sha256": digest, "start": start, "end": end, "text": text}


def _extent(connection: sqlite3.Connection, of: str, place: object) -> tuple[int, int, str]:
    span = place[0] if isinstance(place, list) and place else place
    if of == "actor":
        span = connection.execute('select start, "end", text from mention where id = ?', (span,)).fetchone()
        return (0, 0, "") if span is None else (span[0], span[1], span[2])
    return (span["start"], span["end"], span["text"]) if isinstance(span, dict) else (0, 0, "")


def _standing(connection: sqlite3.Connection, of: str, row: str, anchor: dict[str, object]) -> str | None:
    """The row itself, or the one of its list that was read at the same place, most overlap first."""
    if connection.execute(f"select 1 from {of} where id = ?", (row,)).fetchone():
        return row
    best: tuple[int, str] | None = None
    for identifier, place in connection.execute(
        f"select {of}.id, {of}.{_LISTS[of]} from {of} join document on document.id = {of}.document "
        "where document.text_sha256 = ? order by 1",
        (anchor["text_sha256"],),
    ):
        start, end, _ = _extent(connection, of, json.loads(place))
        shared = min(end, _whole(anchor["end"])) - max(start, _whole(anchor["start"]))
        if shared > 0 and (best is None or shared > best[0]):
            best = shared, identifier
    return None if best is None else best[1]


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _look_again(connection: sqlite3.Connection, of: str, *rows: str) -> None:
    """Have the reports of all rows that judgements tie to these reconciled again."""
    tied, waiting = set(rows), list(rows)
    while waiting:
        row = waiting.pop()
        for left, right in connection.execute(
            "select left, right from decision where left = ? or right = ?", (row, row)
        ):
            for other in {left, right} - tied:
                tied.add(other)
                waiting.append(other)
    for row in sorted(tied):
        connection.execute(
            f"update reconciled set read_by = '' where document = (select document from {of} where id = ?)", (row,)
        )
