"""Which reports are compared at all: those that have rare words in common, a place and day, or one text.

In: changed reports. Out: pairs of reports worth comparing. Working tables keep the words, keys and bearings of every
report, so that a report that comes later meets all others by a few look-ups:

| table | holds |
|---|---|
| `work_events_report` | day of publication, words, family and keys of a report |
| `work_events_word` | uncommon words, each with the reports that have it |
| `work_events_frequency` | how many reports have a word, and its rank |
| `work_events_key` | place and day of events, family of the text |
| `work_events_row` | bearings of events |
| `work_events_candidate` | pairs of reports that are compared |

The rule (`are_near`) looks at two reports and the ranks of their words alone, so the order in which reports came does
not matter.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from onrecord.reconcile.bearings import Bearing, Report, as_json, bearings_of, from_json
from onrecord.reconcile.rarity import Rarity, common_words, length_of, rank_of, usual_from

TABLES = """
create table work_events_report (
    document text primary key, published integer, publisher text, words text not null, family text not null,
    keys text not null
) strict;
create table work_events_word (word text, document text, primary key (word, document)) strict, without rowid;
create table work_events_frequency (word text primary key, documents integer, rank integer) strict, without rowid;
create table work_events_key ("key" text, document text, primary key ("key", document)) strict, without rowid;
create table work_events_row (event text primary key, document text not null, bearing text not null) strict;
create index work_events_row_document on work_events_row (document);
create table work_events_candidate (
    left text, right text, primary key (left, right)
) strict, without rowid;
create index work_events_candidate_right on work_events_candidate (right)
"""
RARE_RANK = 2
"""Words up to this rank (in fewer than 64 reports) bring reports together."""
_ENOUGH_RARE, _ENOUGH_UNDATED, _ENOUGH_FAR = 2, 4, 6
"""So many of them do: for reports of the same weeks, where one has no date, and further apart."""
WINDOW_DAYS = 45
"""Reports further apart need more words in common."""
_DAYS_BEFORE = 2
_REPORTS_HELD = 4000
_WEEK = 7
_LEAST_LENGTH = 9.0
"""A report of a few words is taken to be so long: that short texts share a word tells little."""
_ADMIN_1, _ADMIN_2 = 4, 3


def keys_of(report: Report) -> set[str]:
    """Places with days at which a report tells events, and the family of its text."""
    keys = {f"family:{report.family}"}
    for event in report.events:
        if event.place is None or event.standing == "not":
            continue
        first, last = event.first, event.last
        if first is None or last is None:
            if report.published is None or event.is_recalled:
                continue
            first, last = report.published - _DAYS_BEFORE, report.published
        if last - first > _WEEK:
            continue
        for day in range(first, last + 1):
            if event.precision <= _ADMIN_1:
                keys.add(f"{event.place}:{day}")
            if event.area is not None and event.precision in (_ADMIN_2, _ADMIN_1):
                keys.add(f"{event.area}:{day}")
    return keys


def are_near(left: Report, right: Report, keys: Mapping[str, set[str]], ranks: Mapping[str, int]) -> bool:
    """True where two reports are worth comparing."""
    if keys[left.document] & keys[right.document]:
        return True
    enough = _ENOUGH_UNDATED
    if left.published is not None and right.published is not None:
        enough = _ENOUGH_FAR if abs(left.published - right.published) > WINDOW_DAYS else _ENOUGH_RARE
    small, large = sorted((left.words, right.words), key=len)
    common, found = common_words(), 0
    for word in small:
        if word in large and word not in common and ranks.get(word, 0) <= RARE_RANK:
            found += 1
            if found == enough:
                return True
    return False


class Shelf:
    """Reports as they are compared, from the working tables; the latest are held in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.ranks: dict[str, int] = dict(
            connection.execute("select word, rank from work_events_frequency where rank > 0").fetchall()
        )
        self.rarity = Rarity(self.ranks)
        self.report = lru_cache(maxsize=_REPORTS_HELD)(self._load)

    def _load(self, document: str) -> tuple[Report, set[str]]:
        published, publisher, words, family, keys = self._connection.execute(
            "select published, publisher, words, family, keys from work_events_report where document = ?", (document,)
        ).fetchone()
        weights = json.loads(words)
        events = self._connection.execute(
            "select bearing from work_events_row where document = ? order by event", (document,)
        ).fetchall()
        bearings = tuple(sorted((from_json(text) for (text,) in events), key=_in_text))
        return Report(
            document, published, publisher, weights, max(_LEAST_LENGTH, length_of(weights)), family, bearings
        ), set(json.loads(keys))


def _in_text(bearing: Bearing) -> tuple[int, str]:
    return bearing.position, bearing.event


def take_in(connection: sqlite3.Connection) -> None:
    """Bring the working tables up to date with `changed_document`; fills `temp.event_word` with words of a new rank."""
    make_temporary(connection, "event_word", "word text primary key, low integer, high integer")
    documents = [document for (document,) in connection.execute("select document from changed_document order by 1")]
    count: Counter[str] = Counter()
    before = _usual(connection)
    for document in documents:
        known = connection.execute("select words from work_events_report where document = ?", (document,)).fetchone()
        if known is not None:
            count.subtract(_uncommon(json.loads(known[0])))
            _forget(connection, document)
        family = connection.execute(
            "select d.publisher, f.root from document d left join family f on f.document = d.id "
            "where d.id = ? and d.state = 'read'",
            (document,),
        ).fetchone()
        if family is None:
            continue
        published, words, events = bearings_of(connection, document)
        report = Report(document, published, family[0], words, 1.0, family[1] or document, tuple(events))
        keys = sorted(keys_of(report))
        uncommon = _uncommon(words)
        count.update(uncommon)
        connection.execute(
            "insert into work_events_report values (?, ?, ?, ?, ?, ?)",
            (document, published, family[0], json.dumps(words, separators=(",", ":")), report.family, json.dumps(keys)),
        )
        connection.executemany("insert into work_events_word values (?, ?)", ((w, document) for w in uncommon))
        connection.executemany("insert into work_events_key values (?, ?)", ((key, document) for key in keys))
        connection.executemany(
            "insert into work_events_row values (?, ?, ?)", ((e.event, document, as_json(e)) for e in events)
        )
    _count_words(connection, count, before)


def _uncommon(words: Iterable[str]) -> list[str]:
    common = common_words()
    return [word for word in words if word not in common]


def _forget(connection: sqlite3.Connection, document: str) -> None:
    (words, keys) = connection.execute(
        "select words, keys from work_events_report where document = ?", (document,)
    ).fetchone()
    connection.executemany(
        "delete from work_events_word where word = ? and document = ?", ((w, document) for w in json.loads(words))
    )
    connection.executemany(
        'delete from work_events_key where "key" = ? and document = ?', ((key, document) for key in json.loads(keys))
    )
    connection.execute("delete from work_events_row where document = ?", (document,))
    connection.execute("delete from work_events_report where document = ?", (document,))


def _usual(connection: sqlite3.Connection) -> int:
    """So many reports must have a word for it to be usual in the case as it stands in the working tables."""
    return usual_from(connection.execute("select count(*) from work_events_report").fetchone()[0])


def _count_words(connection: sqlite3.Connection, count: Mapping[str, int], before: int) -> None:
    """Bring frequencies of words up to date, and the ranks that they, and the size of the case, give.

    Only words whose frequency changed are ranked anew, unless another frequency makes a word usual now.
    """
    usual = _usual(connection)
    connection.executemany(
        "insert into work_events_frequency values (:word, :more, 0) on conflict (word) "
        "do update set documents = documents + :more",
        [{"word": word, "more": more} for word, more in sorted(count.items()) if more],
    )
    connection.execute("delete from work_events_frequency where documents = 0")
    query = "select word, documents, rank from work_events_frequency"
    if usual == before:
        changed = json.dumps([word for word, more in count.items() if more])
        query += " where word in (select value from json_each(?))"
        ranked = connection.execute(query, (changed,)).fetchall()
    else:
        ranked = connection.execute(query).fetchall()
    moved = [(word, rank, now) for word, number, rank in ranked if (now := rank_of(number, usual)) != rank]
    connection.executemany(
        "insert or ignore into temp.event_word values (?, ?, ?)", [(word, *sorted(ranks)) for word, *ranks in moved]
    )
    connection.executemany(
        "update work_events_frequency set rank = ? where word = ?", [(now, word) for word, _, now in moved]
    )


def touched_pairs(connection: sqlite3.Connection) -> None:
    """Fill `temp.event_touched` with the pairs of reports that have to be looked at (again)."""
    make_temporary(connection, "event_touched", "left text, right text, primary key (left, right)")
    insert = "insert or ignore into temp.event_touched "
    for own in ("left", "right"):
        connection.execute(
            f"{insert} select c.left, c.right from changed_document d "  # noqa: S608
            f"join work_events_candidate c on c.{own} = d.document"
        )
    ordered = "min(a.document, b.document), max(a.document, b.document)"
    connection.execute(
        f"{insert} select {ordered} from changed_document d "  # noqa: S608
        "join work_events_report r on r.document = d.document, json_each(r.keys) k "
        'join work_events_key b on b."key" = k.value join work_events_report a on a.document = d.document '
        "where a.document <> b.document"
    )
    connection.execute(
        f"{insert} select {ordered} from changed_document d "  # noqa: S608
        "join work_events_report x on x.document = d.document, json_each(x.words) w "
        f"join work_events_frequency f on f.word = w.key and f.rank <= {RARE_RANK} and f.documents > 1 "
        "join work_events_word b on b.word = w.key join work_events_report a on a.document = d.document "
        "join work_events_report y on y.document = b.document where a.document <> b.document "
        "and (a.document < b.document or b.document not in (select document from changed_document)) "
        "group by 1, 2 having "
        f"count(*) >= case when a.published is null or y.published is null then {_ENOUGH_UNDATED} "
        f"when abs(a.published - y.published) <= {WINDOW_DAYS} then {_ENOUGH_RARE} else {_ENOUGH_FAR} end"
    )
    connection.execute(
        f"{insert} select a.document, b.document from temp.event_word w "  # noqa: S608
        "join work_events_word a on a.word = w.word join work_events_word b on b.word = w.word "
        f"where w.low <= {RARE_RANK} and w.high > {RARE_RANK} and a.document < b.document "
        "and a.document not in (select document from changed_document) "
        "and b.document not in (select document from changed_document)"
    )
    connection.execute(
        f"{insert} select c.left, c.right from temp.event_word w "  # noqa: S608
        "join work_events_word a on a.word = w.word join work_events_candidate c on c.left = a.document "
        "join work_events_word b on b.word = w.word and b.document = c.right"
    )
    connection.execute(
        f"{insert} select d.document, d.document from changed_document d"  # noqa: S608
    )


def touched(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The pairs of `temp.event_touched`, in order; a report is paired with itself for its own events."""
    last = ("", "")
    while rows := connection.execute(
        "select left, right from temp.event_touched where (left, right) > (?, ?) order by left, right limit 10000", last
    ).fetchall():
        yield from rows
        last = (rows[-1][0], rows[-1][1])


def make_temporary(connection: sqlite3.Connection, name: str, columns: str) -> None:
    """An empty temporary table in the place of one of that name."""
    connection.execute(f"drop table if exists temp.{name}")
    connection.execute(f"create temp table {name} ({columns}) without rowid")
