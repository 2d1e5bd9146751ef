"""The texts of a case by their fingerprints: which report can have anything in common with which.

In: the tables of a record, and the reports that changed. Out: the working tables of the step `lineage`.

| table | holds |
|---|---|
| `work_lineage_text` | every report: its rank among possible origins, its prints, the agency it credits |
| `work_lineage_print` | every print of every different text, with the text's sketch |
| `work_lineage_common` | prints of more than a few texts: of a standing paragraph, or of a text often passed on |
| `work_lineage_centre` | for the latter, the few first holders, with whom all others are compared |

Reports of the same words are one text; the first of them stands for it. The first is the one published first; on one
day, the one that credits an agency, then the longest. A report without a date comes after all others.

A print that many texts have is either part of a text often passed on, or of a standing paragraph of an agency or a
site, which makes no copies. How its holders open tells which: copies of one text mostly have the same sketch of their
opening, unrelated texts never have. All of it depends only on the texts of the case, not on the order in which they
came.
"""

# ruff: noqa: S608 - names of tables and columns are constants, every value is a parameter
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

import numpy as np

from onrecord.reconcile.credits import Credit, credits_of
from onrecord.reconcile.fingerprints import SHINGLE, WINDOW, prints_of, sketch_of, words_of

VERSION = f"4:{SHINGLE}:{WINDOW}"
SCRIPT = """
create table work_lineage_text (
    document text primary key, digest text not null, rank text not null, is_first integer not null,
    words integer not null, sketch integer not null, prints blob not null, bounds blob not null, credits text not null,
    outlet text
) strict, without rowid;
create index work_lineage_text_digest on work_lineage_text (digest, rank);
create table work_lineage_print (
    hash integer not null, document text not null, sketch integer not null, primary key (hash, document)
) strict, without rowid;
create table work_lineage_common (hash integer primary key, is_standing integer not null, centres text not null) strict;
create table work_lineage_centre (hash integer, document text, primary key (hash, document)) strict, without rowid;
create table work_lineage_match (
    later text not null, earlier text not null, words integer not null, share real not null, all_share real not null,
    other_share real not null, opening real not null, in_order integer not null, has_rivals integer not null,
    is_of_one_outlet integer not null, opens integer not null, is_of_body integer not null, spans text not null,
    primary key (later, earlier)
) strict, without rowid;
create index work_lineage_match_earlier on work_lineage_match (earlier, later)
"""
"""The step's working tables; the last is filled by `matches`."""

_FEW = 40
"""So many texts with one print are compared pair by pair."""
_STANDING = 12
"""A print of a standing paragraph is in so many texts at least,"""
_UNRELATED = 0.34
"""and they have at least this many sketches for each of the first hundred texts,"""
_MANY = 100
_UNRELATED_OF_MANY = 0.1
"""and this many for each further one: of very many openings, some are alike by chance."""
_CENTRES = 6
"""With so many texts, the first in rank, are all others compared that share a print often passed on."""
_BATCH = 1_000
_NO_DATE = "9999-99-99"


def renew_texts(connection: sqlite3.Connection) -> None:
    """Bring the fingerprints up to date.

    Leaves in `temp.lineage_text` every report that has to be compared anew: those that changed or are gone, those of
    the same words, and those with a print that has become common, or has ceased to be.
    """
    _begin(connection)
    is_new = connection.execute("select 1 from work_lineage_print limit 1").fetchone() is None
    connection.execute(f"create temp table lineage_new as select * from work_lineage_text where {_CHANGED}")
    connection.execute("insert into temp.lineage_digest select distinct digest from temp.lineage_new")
    connection.execute("delete from temp.lineage_new")
    for batch in _changed_reports(connection):
        connection.executemany("insert into temp.lineage_new values (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)", batch)
    connection.execute("insert or ignore into temp.lineage_digest select digest from temp.lineage_new")
    _remove_prints(connection)
    connection.execute(f"delete from work_lineage_text where {_CHANGED}")
    connection.execute("insert into work_lineage_text select * from temp.lineage_new")
    connection.execute("drop table temp.lineage_new")
    connection.execute(_CHOOSE_FIRSTS)
    _add_prints(connection)
    connection.execute(
        f"insert or ignore into temp.lineage_text select document from work_lineage_text where {_TOUCHED}"
    )
    _renew_common(connection, is_new=is_new)


_CHANGED = "document in (select document from temp.changed_document)"
_TOUCHED = "digest in (select digest from temp.lineage_digest)"
_CHOOSE_FIRSTS = f"""
update work_lineage_text as text set is_first = words = 0 or not exists (
    select 1 from work_lineage_text other where other.digest = text.digest and other.rank < text.rank
)
where {_TOUCHED}
"""
"""Of the reports with the same words one is the first; a text without words is its own."""


def _begin(connection: sqlite3.Connection) -> None:
    for name, columns in (
        ("lineage_text", "document text primary key"),
        ("lineage_digest", "digest text primary key"),
        ("lineage_hash", "hash integer primary key"),
    ):
        connection.execute(f"create temp table if not exists {name} ({columns}) without rowid")
        connection.execute(f"delete from temp.{name}")
    connection.execute("insert into temp.lineage_text select document from temp.changed_document")


def _changed_reports(connection: sqlite3.Connection) -> Iterator[list[tuple[object, ...]]]:
    """Rows of `work_lineage_text` of the changed reports that are on record."""
    cursor = connection.execute(
        "select id, published, publisher, author, text from document where state = 'read' "
        "and id in (select document from temp.changed_document) order by id"
    )
    while found := cursor.fetchmany(_BATCH):
        batch: list[tuple[object, ...]] = []
        for document, published, publisher, author, text in found:
            words = words_of(text)
            prints = prints_of(text, words)
            credited = credits_of(text, publisher=publisher, author=author)
            rank = _rank(published, len(words), document, is_credited=any(credit.is_whole for credit in credited))
            written = json.dumps([[c.agency, c.start, c.end, c.basis] for c in credited], ensure_ascii=False)
            hashes = prints.hashes.astype("<u8").tobytes()
            bounds = np.stack((prints.starts, prints.ends)).astype("<u4").tobytes()
            batch.append(
                (document, words.digest, rank, len(words), sketch_of(words), hashes, bounds, written, publisher)
            )
        yield batch


def _rank(published: str | None, words: int, document: str, *, is_credited: bool) -> str:
    """A string that sorts before those of reports which may be copies of this one."""
    return f"{(published or _NO_DATE)[:10]} {int(not is_credited)} {99_999_999 - words:08d} {document}"


def _remove_prints(connection: sqlite3.Connection) -> None:
    """Take out the prints of the first reports of touched texts, and note them."""
    query = f"select document, prints from work_lineage_text where is_first and {_TOUCHED}"
    for document, prints in connection.execute(query).fetchall():
        hashes = sorted(set(hashes_in(prints)))
        connection.executemany(
            "delete from work_lineage_print where hash = ? and document = ?", [(value, document) for value in hashes]
        )
        connection.executemany("insert or ignore into temp.lineage_hash values (?)", [(value,) for value in hashes])


def _add_prints(connection: sqlite3.Connection) -> None:
    """Put in the prints of the first reports of touched texts, and note them."""
    query = f"select document, sketch, prints from work_lineage_text where is_first and words > 0 and {_TOUCHED}"
    cursor = connection.execute(query)
    while found := cursor.fetchmany(_BATCH):
        rows = sorted(
            (value, document, sketch) for document, sketch, prints in found for value in set(hashes_in(prints))
        )
        connection.executemany("insert into work_lineage_print values (?, ?, ?)", rows)
        connection.executemany("insert or ignore into temp.lineage_hash values (?)", [(row[0],) for row in rows])


def _renew_common(connection: sqlite3.Connection, *, is_new: bool) -> None:
    """Find the common prints among those noted; the holders of any that changed have to be compared anew."""
    noted = "" if is_new else "where hash in (select hash from temp.lineage_hash)"
    counted = connection.execute(
        "select hash, count(*), count(distinct sketch) from work_lineage_print "
        f"{noted} group by hash having count(*) >= {_STANDING} order by hash"
    ).fetchall()
    renewed: dict[int, tuple[int, str]] = {}
    for value, texts, sketches in counted:
        if sketches >= _UNRELATED * min(texts, _MANY) + _UNRELATED_OF_MANY * max(texts - _MANY, 0):
            renewed[value] = (1, "[]")
        elif texts > _FEW:
            renewed[value] = (0, json.dumps(_centres(connection, value)))
    query = f"select hash, is_standing, centres from work_lineage_common {noted}"
    known = {value: (is_standing, centres) for value, is_standing, centres in connection.execute(query)}
    changed = [(value,) for value in sorted(known.keys() | renewed.keys()) if known.get(value) != renewed.get(value)]
    for table in ("work_lineage_common", "work_lineage_centre"):
        connection.executemany(f"delete from {table} where hash = ?", changed)
    kept = [value for (value,) in changed if value in renewed]
    connection.executemany("insert into work_lineage_common values (?, ?, ?)", [(v, *renewed[v]) for v in kept])
    connection.executemany(
        "insert into work_lineage_centre select ?, value from json_each(?)", [(v, renewed[v][1]) for v in kept]
    )
    if not is_new:
        connection.executemany(
            "insert or ignore into temp.lineage_text select document from work_lineage_print where hash = ?", changed
        )


def _centres(connection: sqlite3.Connection, value: int) -> list[str]:
    query = """
        select text.document from work_lineage_print print join work_lineage_text text using (document)
        where print.hash = ? order by text.rank limit ?
    """
    return [row[0] for row in connection.execute(query, (value, _CENTRES))]


def hashes_in(prints: bytes) -> list[int]:
    """The hashes of a text's prints, as numbers that SQLite holds."""
    found: list[int] = np.frombuffer(prints, dtype="<i8").tolist()
    return found


def credits_in(written: str) -> list[Credit]:
    """The credits of a text, as `work_lineage_text` holds them."""
    return [Credit(*fields) for fields in json.loads(written)]
