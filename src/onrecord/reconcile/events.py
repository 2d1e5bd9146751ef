"""Events across reports: which rows tell of one event, why, and what they agree on.

In: event rows, reports, `family`, people's judgements. Out: `pair` (what was compared and how it scored), `cluster` and
`cluster_member`. Every event row is in one cluster, alone if need be.

Method: reports worth comparing are found by look-ups (`blocking`); their events are compared two by two (`comparing`);
rows joined by a likely pair, directly or through others, are grouped anew by average linkage under people's judgements
(`clustering`). Only pairs that a changed report, or a word whose rank changed, concerns are compared again, and only
connected parts that such a pair touches are grouped again.

Known errors: as of the parts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from onrecord.reconcile.accounts import account_of
from onrecord.reconcile.base import working_tables
from onrecord.reconcile.bearings import Bearing, Report
from onrecord.reconcile.blocking import (
    TABLES,
    Shelf,
    are_near,
    make_temporary,
    take_in,
    touched,
    touched_pairs,
)
from onrecord.reconcile.clustering import Pair, cluster
from onrecord.reconcile.comparing import Comparison, are_comparable, compare
from onrecord.reconcile.rarity import likeness
from onrecord.reconcile.reasons import reason_of
from onrecord.reconcile.standing import Standing, standing_judgements

VERSION = "5"
READER = f"onrecord.reconcile.events {VERSION}"
LINK = 0.5
"""Pairs from this probability on connect rows."""
KEEP = 0.1
"""Pairs below this probability are not kept."""
UNLIKE = 0.03
"""Reports less alike than this, and without an event of one place and day, are not compared event by event."""
_SURE, _NO = 0.7, 0.3
Row = tuple[str, str, str, int, str]
"""A cluster: id, members, publishers, independent origins, summary."""
_DECISIONS = "create table work_events_decision (left text, right text, value text, primary key (left, right)) strict"


def cluster_events(connection: sqlite3.Connection) -> None:
    """Compare and group the events that changed reports can concern."""
    if working_tables(connection, "events", VERSION, f"{TABLES};{_DECISIONS}"):
        connection.execute("insert or ignore into changed_cluster select id from cluster where \"of\" = 'event'")
        for table in ("pair", "cluster", "cluster_member"):
            connection.execute(f"delete from {table} where \"of\" = 'event'")  # noqa: S608
    connection.execute(
        "insert or ignore into changed_document select r.document from work_events_report r "
        "left join family f on f.document = r.document where r.family <> coalesce(f.root, r.document)"
    )
    make_temporary(connection, "event_dirty", "event text primary key")
    _note_old(connection)
    take_in(connection)
    touched_pairs(connection)
    _compare_all(connection)
    judgements, _ = standing_judgements(connection, "event")
    _note_decisions(connection, judgements)
    connection.execute(
        "insert or ignore into temp.event_dirty select w.event from changed_document d "
        "join work_events_row w on w.document = d.document"
    )
    _regroup(connection, judgements)


def _note_old(connection: sqlite3.Connection) -> None:
    """Rows of changed reports, and rows joined with them: their groups are looked at again."""
    connection.execute(
        "insert or ignore into temp.event_dirty select w.event from changed_document d "
        "join work_events_row w on w.document = d.document"
    )
    connection.execute("drop table if exists temp.event_old")
    connection.execute("create temp table event_old as select event from temp.event_dirty")
    for own, other in (("left", "right"), ("right", "left")):
        rows = f"from temp.event_old o join pair p on p.\"of\" = 'event' and p.{own} = o.event"
        connection.execute(f"insert or ignore into temp.event_dirty select p.{other} {rows}")
        connection.execute(
            f"delete from pair where \"of\" = 'event' and {own} in (select event from temp.event_old)"  # noqa: S608
        )


def _note_decisions(connection: sqlite3.Connection, judgements: list[Standing]) -> None:
    """Rows whose judgements by people are new or gone."""
    now = {(one.left, one.right, one.value) for one in judgements}
    before = {tuple(row) for row in connection.execute("select left, right, value from work_events_decision")}
    if now != before:
        connection.executemany(
            "insert or ignore into temp.event_dirty values (?)",
            [(row,) for left, right, _ in sorted(now ^ before) for row in (left, right)],
        )
        connection.execute("delete from work_events_decision")
        connection.executemany("insert into work_events_decision values (?, ?, ?)", sorted(now))


def _compare_all(connection: sqlite3.Connection) -> None:
    """Compare the events of every touched pair of reports; keeps what scores at least `KEEP`."""
    shelf = Shelf(connection)
    changed = {document for (document,) in connection.execute("select document from changed_document")}
    known = {document for (document,) in connection.execute("select document from work_events_report")}
    for left, right in touched(connection):
        if left not in known or right not in known:
            connection.execute("delete from work_events_candidate where left = ? and right = ?", (left, right))
            continue
        (mine, my_keys), (other, other_keys) = shelf.report(left), shelf.report(right)
        near = left == right or are_near(mine, other, {left: my_keys, right: other_keys}, shelf.ranks)
        gone = connection.execute("delete from work_events_candidate where left = ? and right = ?", (left, right))
        if gone.rowcount and left not in changed and right not in changed:
            _forget(connection, mine, other)
        if near and left != right:
            connection.execute("insert into work_events_candidate values (?, ?)", (left, right))
        if near:
            scored = list(_scored(mine, other, shelf))
            connection.executemany("insert or replace into pair values ('event', ?, ?, ?, ?, ?, ?, ?)", scored)
            connection.executemany(
                "insert or ignore into temp.event_dirty values (?)", [(row,) for pair in scored for row in pair[:2]]
            )


def _forget(connection: sqlite3.Connection, mine: Report, other: Report) -> None:
    """Take away what was kept of a pair of reports; its rows are grouped again."""
    ids = [tuple(sorted((a.event, b.event))) for a in mine.events for b in other.events if a.event != b.event]
    for pair in ids:
        if connection.execute("delete from pair where \"of\" = 'event' and left = ? and right = ?", pair).rowcount:
            connection.executemany("insert or ignore into temp.event_dirty values (?)", [(row,) for row in pair])


def _scored(mine: Report, other: Report, shelf: Shelf) -> Iterator[tuple[object, ...]]:
    """Rows of `pair` for the events of two reports, or for those of one."""
    within = mine.document == other.document
    alike = (0.0, [""])
    if not within:
        alike = likeness(mine.words, other.words, mine.length * other.length, shelf.ranks)
        if alike[0] < UNLIKE and not shelf.report(mine.document)[1] & shelf.report(other.document)[1]:
            return
    for number, one in enumerate(mine.events):
        for another in mine.events[number + 1 :] if within else other.events:
            if not are_comparable(one, another):
                continue
            found = compare(one, another, (mine, other), alike, shelf.rarity)
            if found.score >= KEEP:
                yield _row(one, another, found)


def _row(one: Bearing, another: Bearing, found: Comparison) -> tuple[object, ...]:
    left, right = sorted((one.event, another.event))
    value = "same" if found.score >= _SURE else "different" if found.score <= _NO else "unsure"
    parts = json.dumps(found.parts, separators=(",", ":"))
    return left, right, found.score, parts, value, reason_of(one, another, found), READER


def _regroup(connection: sqlite3.Connection, judgements: list[Standing]) -> None:
    """Group again every connected part that holds a row noted as dirty."""
    connection.execute(
        """
        insert or ignore into temp.event_dirty select m."row" from temp.event_dirty d
        join cluster_member o on o."of" = 'event' and o."row" = d.event join cluster_member m on m.cluster = o.cluster
        """
    )
    bound: dict[str, set[str]] = {}
    for one in judgements:
        if one.value == "same":
            bound.setdefault(one.left, set()).add(one.right)
            bound.setdefault(one.right, set()).add(one.left)
    seeds = [event for (event,) in connection.execute("select event from temp.event_dirty order by event")]
    gone = [
        event
        for event in seeds
        if connection.execute("select 1 from work_events_row where event = ?", (event,)).fetchone() is None
    ]
    for name in _clusters_of(connection, gone):
        _take_away(connection, name)
    seen = set(gone)
    for seed in seeds:
        if seed in seen:
            continue
        part = _connected(connection, seed, bound)
        seen |= part
        written = {}
        for members in _grouped(connection, part, judgements):
            row = account_of(connection, members)
            written[row[0]] = row
        _write(connection, _clusters_of(connection, sorted(part)), written)


def _clusters_of(connection: sqlite3.Connection, rows: Sequence[str]) -> dict[str, Row]:
    """Clusters on record that hold any of some rows."""
    query = """
        select c.id, c.members, c.publishers, c.independent_origins, c.summary from cluster_member m
        join cluster c on c.id = m.cluster where m."of" = 'event' and m."row" = ?
        """
    return {found[0]: tuple(found) for row in rows for found in connection.execute(query, (row,))}


def _connected(connection: sqlite3.Connection, seed: str, bound: dict[str, set[str]]) -> set[str]:
    """Rows that likely pairs, or people's judgements, join with a row."""
    found, todo = {seed}, [seed]
    while todo:
        row = todo.pop()
        near = connection.execute(
            "select right from pair where \"of\" = 'event' and left = ?1 and score >= ?2 "
            "union select left from pair where \"of\" = 'event' and right = ?1 and score >= ?2",
            (row, LINK),
        )
        joined = {other for (other,) in near} | {
            other
            for other in bound.get(row, ())
            if connection.execute("select 1 from work_events_row where event = ?", (other,)).fetchone()
        }
        todo += sorted(joined - found)
        found |= joined
    return found


def _grouped(connection: sqlite3.Connection, part: set[str], judgements: list[Standing]) -> list[list[str]]:
    if len(part) == 1:
        return [sorted(part)]
    scores: dict[Pair, float] = {}
    for row in sorted(part):
        for other, score in connection.execute(
            "select right, score from pair where \"of\" = 'event' and left = ?", (row,)
        ):
            if other in part:
                scores[row, other] = score
    held = [one for one in judgements if one.left in part and one.right in part]
    same = [(one.left, one.right) for one in held if one.value == "same"]
    different = [(one.left, one.right) for one in held if one.value == "different"]
    return cluster(part, scores, same, different)


def _write(connection: sqlite3.Connection, before: dict[str, Row], written: dict[str, Row]) -> None:
    """Replace what differs."""
    for name in sorted(before.keys() | written.keys()):
        if before.get(name) != written.get(name):
            _take_away(connection, name)
    for name in sorted(written):
        if before.get(name) != written[name]:
            identifier, members, *rest = written[name]
            connection.execute("insert into cluster values (?, 'event', ?, ?, ?, ?)", (identifier, members, *rest))
            connection.execute(
                "insert into cluster_member select 'event', j.value, ?, w.document from json_each(?) j "
                "join work_events_row w on w.event = j.value",
                (identifier, members),
            )


def _take_away(connection: sqlite3.Connection, name: str) -> None:
    """Take a cluster away; `changed_cluster` gets its id."""
    connection.execute("insert or ignore into changed_cluster values (?)", (name,))
    connection.execute("delete from cluster where id = ?", (name,))
    connection.execute("delete from cluster_member where cluster = ?", (name,))
