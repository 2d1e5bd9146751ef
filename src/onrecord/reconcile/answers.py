"""Accusations and the denials that answer them in other reports.

In: claims of the record. Out: for each accusation that somebody answers, its voices on both sides. A denial answers an
accusation where the denier is an actor whom the accusation names, both speak within `REACH_DAYS` days, and they share
rare words; a denial in the same report is linked by its reader (`about`) and need not be found here.

Known limits: an accused who is only described ("the army") is no key; a spokesman answers for his body only where the
reader made the body the source.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

from onrecord.reconcile.base import working_tables
from onrecord.reconcile.origins import origins_of_rows
from onrecord.reconcile.rarity import common_words, words_of
from onrecord.reconcile.sides import Voice, source_name
from onrecord.vocab.actor_names import fold_name

VERSION = "1"
REACH_DAYS = 14
_SHARED_WORDS = 2
_TABLES = """
create table work_disputes_claim (
    claim text primary key, document text not null, day integer, stance text not null
) strict;
create index work_disputes_claim_document on work_disputes_claim (document);
create table work_disputes_key (
    "key" text not null, claim text not null, stance text not null, primary key ("key", stance, claim)
) strict, without rowid;
create index work_disputes_key_claim on work_disputes_key (claim)
"""


def prepare(connection: sqlite3.Connection) -> None:
    """Bring keys of accusations and denials up to date; `answer_dirty` holds the accusations to look at again."""
    working_tables(connection, "disputes", VERSION, _TABLES)
    connection.execute("create temp table if not exists answer_dirty (claim text primary key) without rowid")
    connection.execute("delete from answer_dirty")
    _note_touched(connection)
    connection.execute(
        "delete from work_disputes_key where claim in (select c.claim from work_disputes_claim c "
        "join changed_document d on d.document = c.document)"
    )
    connection.execute("delete from work_disputes_claim where document in (select document from changed_document)")
    found = connection.execute(
        "select claim.id, claim.document, document.published, claim.stance, claim.source, claim.content from claim "
        "join changed_document on changed_document.document = claim.document "
        "join document on document.id = claim.document where claim.stance in ('accuses', 'denies') order by claim.id"
    ).fetchall()
    for claim, document, published, stance, source, content in found:
        day = date.fromisoformat(published[:10]).toordinal() if published else None
        connection.execute("insert into work_disputes_claim values (?, ?, ?, ?)", (claim, document, day, stance))
        keys = (
            _named_in(connection, document, json.loads(content))
            if stance == "accuses"
            else _keys_of(connection, json.loads(source)["actor"])
        )
        connection.executemany(
            "insert or ignore into work_disputes_key values (?, ?, ?)", [(key, claim, stance) for key in sorted(keys)]
        )
    _note_touched(connection)


def _note_touched(connection: sqlite3.Connection) -> None:
    """Accusations of changed reports, and those that a denial in a changed report may answer."""
    connection.execute(
        """
        insert or ignore into answer_dirty
        select c.claim from work_disputes_claim c join changed_document d on d.document = c.document
        where c.stance = 'accuses'
        union
        select other.claim from work_disputes_claim c join changed_document d on d.document = c.document
        join work_disputes_key own on own.claim = c.claim
        join work_disputes_key other on other."key" = own."key" and other.stance = 'accuses'
        where c.stance = 'denies'
        """
    )


def answered(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Voice]]]:
    """Every accusation that was looked at again, with its voices; none where nobody in another report answers it."""
    for (claim,) in connection.execute("select claim from answer_dirty order by claim").fetchall():
        denials = [
            row[0]
            for row in connection.execute(
                """
                select distinct d.claim from work_disputes_claim a
                join work_disputes_key k on k.claim = a.claim
                join work_disputes_key o on o."key" = k."key" and o.stance = 'denies'
                join work_disputes_claim d on d.claim = o.claim
                where a.claim = ? and d.document <> a.document and abs(d.day - a.day) <= ? order by 1
                """,
                (claim, REACH_DAYS),
            )
        ]
        said = _content(connection, claim) if denials else ""
        fitting = [one for one in denials if _share_words(said, _content(connection, one))]
        rows = [claim, *fitting] if fitting else []
        origins = origins_of_rows(connection, rows)
        yield claim, [_voice(connection, row, origins.get(row, row)) for row in rows]


def _content(connection: sqlite3.Connection, claim: str) -> str:
    found = connection.execute("select content ->> 'text' from claim where id = ?", (claim,)).fetchone()
    return str(found[0]) if found else ""


def _share_words(left: str, right: str) -> bool:
    shared = (words_of(left).keys() & words_of(right).keys()) - common_words().keys()
    return len(shared) >= _SHARED_WORDS


def _voice(connection: sqlite3.Connection, claim: str, origin: str) -> Voice:
    document, stance, source, content, publisher = connection.execute(
        "select claim.document, stance, source, content, publisher from claim "
        "join document on document.id = claim.document where claim.id = ?",
        (claim,),
    ).fetchone()
    return Voice(
        position=stance, row=claim, document=document, source=source_name(connection, json.loads(source)),
        publisher=publisher, origin=origin, words=json.loads(content),
    )  # fmt: skip


def _named_in(connection: sqlite3.Connection, document: str, content: dict[str, int]) -> set[str]:
    """Keys of the actors that a stretch of a report names."""
    entities = connection.execute(
        'select distinct entity from mention where document = ? and start >= ? and "end" <= ? and entity is not null '
        "and kind in ('actor', 'person')",
        (document, content["start"], content["end"]),
    )
    return {key for (entity,) in entities.fetchall() for key in _keys_of(connection, entity)}


def _keys_of(connection: sqlite3.Connection, actor: str | None) -> set[str]:
    """Key of a named actor: its id in the registry, else its folded name where it bears a proper one."""
    found = connection.execute("select name, registry_id from actor where id = ?", (actor,)).fetchone()
    if found is None:
        return set()
    name, registry_id = found
    if registry_id:
        return {registry_id}
    return {" ".join(fold_name(name).folded)} if name[:1].isupper() else set()
