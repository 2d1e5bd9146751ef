"""The step `disputes`: who says one thing and who another, side by side, in their words.

Writes `dispute`: for an event cluster, figures that exclude each other (from its ledgers), denials and doubts of what
others tell as having happened, and different doers, days and places; and accusations that somebody answers in another
report. A dispute takes no side. It is open until a person's judgement parts its rows, which takes it away.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.model import identify
from onrecord.reconcile.answers import answered, prepare
from onrecord.reconcile.base import as_json
from onrecord.reconcile.differing import differing
from onrecord.reconcile.origins import origins_of_rows
from onrecord.reconcile.sides import Voice, sides_of, source_name

_TOLD = ("happened", "ongoing", "claimed")
_VOUCHING = ("asserts", "confirms", "accuses")
_DOUBTING = ("denies", "doubts")
_HAPPENED = "it happened"
_ANSWERS = "da-"
"""Ids of disputes about accusations that are answered in another report begin so."""


def step(connection: sqlite3.Connection) -> None:
    """Write the disputes of changed clusters and of accusations that changed reports concern anew."""
    _of_clusters(connection)
    _of_accusations(connection)


def _of_clusters(connection: sqlite3.Connection) -> None:
    connection.execute(
        "delete from dispute where cluster in (select cluster from changed_cluster) and id not like :answers",
        {"answers": f"{_ANSWERS}%"},
    )
    found = connection.execute(
        "select cluster.id, cluster.members from cluster join changed_cluster on changed_cluster.cluster = cluster.id "
        "where cluster.\"of\" = 'event' order by cluster.id"
    )
    for cluster, members in found.fetchall():
        for kind, voices in disputes_of(connection, cluster, json.loads(members)):
            _write(connection, "di", cluster, kind, voices)


def _write(
    connection: sqlite3.Connection, prefix: str, cluster: str | None, kind: str, voices: Sequence[Voice]
) -> None:
    sides = sides_of(voices)
    connection.execute(
        "insert or replace into dispute values (?, ?, ?, ?, 1, null)",
        (
            identify(prefix, kind, *sorted(voice.row + voice.position for voice in voices)),
            cluster,
            kind,
            as_json(sides),
        ),
    )


def disputes_of(
    connection: sqlite3.Connection, cluster: str, events: Sequence[str]
) -> Iterator[tuple[str, list[Voice]]]:
    """Kinds of dispute about the events of a cluster, each with its voices.

    Args:
        connection: Connection to a record whose ledgers are up to date.
        cluster: Id of the cluster.
        events: Ids of its events.
    """
    for measure, entries, says in connection.execute(
        "select measure, entries, says from ledger where cluster = ? and in_dispute order by measure", (cluster,)
    ).fetchall():
        yield "figure", list(_figures(connection, measure, json.loads(entries), json.loads(says)))
    denial = list(_denials(connection, events))
    if len({voice.position == _HAPPENED for voice in denial}) > 1:
        yield "denial", denial
    if len(events) > 1:
        yield from differing(connection, events, origins_of_rows(connection, events))


def _figures(
    connection: sqlite3.Connection, measure: str, entries: list[dict[str, Any]], says: list[dict[str, Any]]
) -> Iterator[Voice]:
    publisher_of = {entry["row"]: (entry["document"], entry["publisher"], entry["counter"]) for entry in entries}
    for said in says:
        document, publisher, counter = publisher_of[said["row"]]
        yield Voice(
            position=f"{_bounds(said)} {measure}", row=said["row"], document=document, source=counter,
            publisher=publisher, origin=said["voice"], words=_words(connection, said["row"]),
        )  # fmt: skip


def _bounds(said: dict[str, Any]) -> str:
    """A figure in signs: `12`, `12-15`, `14+`.

    >>> _bounds({"low": 14, "best": None, "high": None}), _bounds({"low": 3, "best": 3, "high": 3})
    ('14+', '3')
    """
    if said["best"] is not None:
        return str(said["best"])
    if said["high"] is None:
        return f"{said['low']}+"
    return f"{said['low'] if said['low'] is not None else 0}-{said['high']}"


def _words(connection: sqlite3.Connection, row: str) -> dict[str, Any] | None:
    """First span of a toll or trigger of an event."""
    found = connection.execute(
        "select spans ->> '$[0]' from toll where id = :row union all select trigger from event where id = :row",
        {"row": row},
    ).fetchone()
    span: dict[str, Any] | None = json.loads(found[0]) if found and found[0] else None
    return span


def _denials(connection: sqlite3.Connection, events: Sequence[str]) -> Iterator[Voice]:
    """Who tells the events of a cluster as having happened, and who denies or doubts them."""
    wanted = json.dumps(list(events))
    claims = connection.execute(
        f"""
        select distinct claim.id, claim.document, claim.stance, claim.source, claim.content, document.publisher
        from event join claim on claim.document = event.document join document on document.id = claim.document,
            json_each(claim.about) as about
        where event.id in (select value from json_each(?)) and not event.is_recalled
            and claim.stance in ({", ".join(f"'{one}'" for one in _VOUCHING + _DOUBTING)})
            and (about.value = event.id or about.value in (select id from toll where toll.event = event.id))
        order by claim.id
        """,  # noqa: S608 - stances are constants
        (wanted,),
    ).fetchall()
    told = connection.execute(
        "select event.id, event.document, event.status, event.trigger, document.publisher from event "
        "join document on document.id = event.document where event.id in (select value from json_each(?)) "
        "and not event.is_recalled order by event.id",
        (wanted,),
    ).fetchall()
    origins = origins_of_rows(connection, [row[0] for row in (*claims, *told)])
    for claim, document, stance, source, content, publisher in claims:
        yield Voice(
            position=_HAPPENED if stance in _VOUCHING else stance, row=claim, document=document, origin=origins[claim],
            source=source_name(connection, json.loads(source)), publisher=publisher,
            words=json.loads(content),
        )  # fmt: skip
    for event, document, status, trigger, publisher in told:
        if status in (*_TOLD, "did_not_happen"):
            yield Voice(
                position=_HAPPENED if status in _TOLD else "told as not having happened", row=event, document=document,
                source=None, publisher=publisher, origin=origins[event], words=json.loads(trigger),
            )  # fmt: skip


def _of_accusations(connection: sqlite3.Connection) -> None:
    """Accusations answered across reports; the event that an accusation is about leads to its cluster."""
    prepare(connection)
    connection.execute(
        "insert or ignore into answer_dirty select claim.id from changed_cluster "
        "join cluster_member m on m.cluster = changed_cluster.cluster "
        "join claim on claim.document = m.document and claim.stance = 'accuses', json_each(claim.about) about "
        'where about.value = m."row"'
    )
    connection.execute(
        "delete from dispute where id like :answers and exists (select 1 from json_each(sides) side, "
        "json_each(side.value -> 'rows') row where row.value in (select claim from answer_dirty) "
        "or row.value not in (select id from claim))",
        {"answers": f"{_ANSWERS}%"},
    )
    for claim, voices in answered(connection):
        if voices:
            _write(connection, "da", _cluster_of(connection, claim), "denial", voices)


def _cluster_of(connection: sqlite3.Connection, claim: str) -> str | None:
    found = connection.execute(
        "select m.cluster from claim, json_each(claim.about) about join cluster_member m "
        'on m."of" = \'event\' and m."row" = about.value where claim.id = ? order by m.cluster limit 1',
        (claim,),
    ).fetchone()
    return str(found[0]) if found else None
