"""What a case says across reports, read from the tables that `reconcile` wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import RecordError
from onrecord.record.query import Filter, Query

_CLUSTER = "select id, members, publishers, independent_origins, summary from cluster"
_WORD = re.compile(r"\w+")
REJECTED = 3
"""So many of the nearest rejected alternatives are told."""


def merged_events(query: Query, wanted: Filter, *, least: float = 0.0) -> Iterator[dict[str, Any]]:
    """Events across reports, each once, in the order of their days.

    Args:
        query: The case.
        wanted: An event is listed if one of its rows passes.
        least: Rows of less confidence don't count (0 to 1).

    Yields:
        The cluster's id, summary, publishers, independent_origins; `rows` (each row with its report), `figures`
        (ledgers by measure) and `disputes` (kinds).
    """
    passing = {row.id for row, _ in query.select("events", wanted) if row.confidence is None or row.confidence >= least}
    clusters = query.sql(f"{_CLUSTER} where \"of\" = 'event'")
    found = [_told(query, cluster) for cluster in clusters if not passing.isdisjoint(json.loads(cluster["members"]))]
    for cluster in sorted(found, key=lambda one: (one["summary"].get("day") or "9999", one["id"])):
        yield cluster | {
            "rows": _rows(query, cluster["members"]),
            "figures": {
                row["measure"]: row
                for row in query.sql(
                    "select measure, low, best, high, in_dispute, no_best_because, rule from ledger "
                    "where cluster = ? order by measure",
                    (cluster["id"],),
                )
            },
            "disputes": [
                row["kind"]
                for row in query.sql(
                    "select distinct kind from dispute where cluster = ? and is_open order by kind", (cluster["id"],)
                )
            ],
        }


def _rows(query: Query, members: list[str]) -> list[dict[str, Any]]:
    found = query.sql(
        'select event.id, event.kind, event.status, event.is_recalled, event.confidence, event."trigger", event.spans, '
        "document.id as document, document.title, document.publisher, document.published, family.root, "
        "time.value as time, place.name as place from event join document on document.id = event.document "
        "left join family on family.document = document.id left join time on time.id = event.time "
        "left join place on place.id = event.place where event.id in (select value from json_each(?))",
        (json.dumps(members),),
    )
    order = {row: number for number, row in enumerate(members)}
    return sorted(map(_decoded, found), key=lambda row: order[row["id"]])


def ledgers(query: Query, identifier: str | None = None, wanted: Filter | None = None) -> Iterator[dict[str, Any]]:
    """Ledgers of an event, given by its own id or by that of one of its rows; of all events where None.

    Args:
        query: The case.
        identifier: Id of an event across reports, of one of its rows or of a toll of one.
        wanted: `actor`, `place`, `since`, `until` and `text` are looked for in what the ledger says of its event.

    Raises:
        RecordError: No event has that id, or the case has not been reconciled since it was read.
    """
    condition = ""
    parameters: tuple[str, ...] = ()
    if identifier is not None:
        condition, parameters = "where ledger.cluster = ?", (cluster_of(query, identifier),)
    found = query.sql(
        'select ledger.*, cluster.summary, cluster."of", cluster.independent_origins from ledger '
        f"join cluster on cluster.id = ledger.cluster {condition} "
        "order by cluster.summary ->> 'day' is null, cluster.summary ->> 'day', ledger.cluster, ledger.measure desc",
        parameters,
    )
    told = (_told(query, row) for row in found)
    yield from (row for row in told if wanted is None or _fits(row, wanted))


def disputes(query: Query, wanted: Filter) -> Iterator[dict[str, Any]]:
    """Open disputes, those about events in the order of their days, each with its sides and their reports.

    Args:
        query: The case.
        wanted: `actor`, `place`, `since`, `until` and `text` are looked for in what the dispute says.
    """
    found = query.sql(
        "select dispute.id, dispute.cluster, dispute.kind, dispute.sides, cluster.summary from dispute "
        "left join cluster on cluster.id = dispute.cluster where dispute.is_open "
        "order by cluster.summary ->> 'day' is null, cluster.summary ->> 'day', dispute.cluster, dispute.kind, "
        "dispute.id"
    )
    reports = {row["id"]: row for row in query.sql("select id, title, publisher, published from document")}
    for row in (_told(query, one) for one in found):
        if _fits(row, wanted):
            yield row | {"reports": {one: reports[one] for side in row["sides"] for one in side["documents"]}}


def _fits(row: Mapping[str, Any], wanted: Filter) -> bool:
    day = (row["summary"] or {}).get("day") or ""
    if (wanted.since and day[:10] < wanted.since) or (wanted.until and day[:10] > wanted.until):
        return False
    told = json.dumps([row["summary"], row.get("sides"), row.get("entries")], ensure_ascii=False).casefold()
    return all(words.casefold() in told for words in (wanted.actor, wanted.place, wanted.text) if words)


def why(query: Query, identifier: str) -> dict[str, Any]:
    """Why an event row stands where it stands: its event, the pairs that joined it, what was nearest and rejected.

    Args:
        query: The case.
        identifier: Id of an event row, of an event across reports, of a toll (its event is told) or of a report.

    Returns:
        `cluster` and `rows`; `joined` and `rejected` (pairs with score, parts and reason, best first); `judgements` of
        people; `lineage` of the reports; of a report asked for, of those made from it, too.

    Raises:
        RecordError: Nothing has that id.
    """
    if not has_across(query):
        raise RecordError("nothing across reports is on record yet; run: onrecord reconcile CASE")
    if query.sql("select 1 from document where id = ?", (identifier,)):
        nothing: dict[str, Any] = {name: [] for name in ("rows", "others", "joined", "rejected", "judgements")}
        made_from_it = query.sql("select distinct document from lineage where origin = ? order by 1", (identifier,))
        documents = [identifier, *(row["document"] for row in made_from_it)]
        return nothing | {"cluster": None, "lineage": _lineage(query, documents)}
    cluster = cluster_of(query, identifier)
    told = _told(query, query.sql(f"{_CLUSTER} where id = ?", (cluster,))[0])
    members = json.dumps([identifier] if identifier in told["members"] else told["members"])
    pairs = [
        _decoded(pair)
        for pair in query.sql(
            "select left, right, score, parts, value, reason from pair where \"of\" = 'event' and "
            "(left in (select value from json_each(:rows)) or right in (select value from json_each(:rows))) "
            "order by score desc, left, right",
            {"rows": members},
        )
    ]
    own = set(told["members"])
    inside = [pair for pair in pairs if {pair["left"], pair["right"]} <= own]
    outside = [pair for pair in pairs if not {pair["left"], pair["right"]} <= own][:REJECTED]
    rows = _rows(query, told["members"])
    others = sorted({row for pair in outside for row in (pair["left"], pair["right"])} - own)
    return {
        "cluster": told,
        "rows": rows,
        "others": _rows(query, others),
        "joined": inside,
        "rejected": outside,
        "judgements": query.sql(
            'select left, right, value, reason, "by", at, undone_at from decision where left in '
            "(select value from json_each(:rows)) or right in (select value from json_each(:rows)) order by at",
            {"rows": members},
        ),
        "lineage": _lineage(query, list(dict.fromkeys(row["document"] for row in rows))),
    }


def _lineage(query: Query, documents: list[str]) -> list[dict[str, Any]]:
    return [
        _decoded(row)
        for row in query.sql(
            "select lineage.document, document.title, document.publisher, document.published, lineage.kind, "
            "lineage.origin, origin.title as origin_title, origin.publisher as origin_publisher, lineage.score, "
            "lineage.basis, lineage.spans from lineage join document on document.id = lineage.document "
            "left join document as origin on origin.id = lineage.origin "
            "where lineage.document in (select value from json_each(?)) "
            "order by document.published, lineage.document, lineage.kind, lineage.origin",
            (json.dumps(documents),),
        )
    ]


def cluster_of(query: Query, identifier: str) -> str:
    """Id of the event across reports that an id stands for: its own, or that of one of its rows or of their tolls.

    Raises:
        RecordError: Nothing has that id, or the case has not been reconciled since it was read.
    """
    found = query.sql(
        "select id as cluster from cluster where id = :id "
        'union all select cluster from cluster_member where "row" = :id '
        'union all select cluster from toll join cluster_member on "row" = toll.event where toll.id = :id',
        {"id": identifier},
    )
    if found:
        return str(found[0]["cluster"])
    if query.sql("select 1 from event where id = :id union all select 1 from toll where id = :id", {"id": identifier}):
        raise RecordError(
            f"{identifier} has not been reconciled yet, or tells of no event; run: onrecord reconcile CASE"
        )
    raise RecordError(
        f"no event, toll of an event or event across reports has the id {identifier!r}; "
        "list ids with: onrecord show CASE events --merged"
    )


def has_across(query: Query) -> bool:
    """False for a case of an earlier version that nothing has written to since: it has no tables for this yet."""
    return "cluster" in query.tables()


def unreconciled(query: Query) -> int:
    """How many reports have been read, judged or removed since the case was last reconciled."""
    if not has_across(query):
        return int(query.sql("select count(*) as n from document where state = 'read'")[0]["n"])
    return int(
        query.sql(
            "select count(*) as n from (select id from document where state = 'read' and not exists "
            "(select 1 from reconciled r where r.document = document.id and r.read_by = document.read_by) "
            "union all select document from reconciled r where not exists "
            "(select 1 from document d where d.id = r.document and d.state = 'read'))"
        )[0]["n"]
    )


_STRUCTURES = ("members", "publishers", "summary", "sides", "entries", "says", "parts", "spans", "trigger")


def _told(query: Query, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its structures, and in its summary the `names` of the actors that it bears by key."""
    told = _decoded(row)
    summary = told.get("summary")
    if summary:
        differing = (", ".join(summary.get("differs", {}).get(side, {})).split(", ") for side in ("doers", "done_to"))
        keys = {*summary.get("doers", ()), *summary.get("done_to", ()), *(one for side in differing for one in side)}
        told["summary"] = summary | {"names": _names(query, keys - {""}, told.get("cluster") or told["id"])}
    return told


def _names(query: Query, keys: set[str], cluster: str) -> dict[str, str]:
    """Names by key: a registry id, or the words of a name that count, which a name of the event's rows must have."""
    if not keys:
        return {}
    found = query.sql(
        "select distinct actor.registry_id, actor.name from cluster_member as member "
        'join event on event.id = member."row" join json_each(event.arguments) as argument '
        "join actor on actor.id = argument.value ->> 'entity' where member.cluster = ? order by length(actor.name), 2",
        (cluster,),
    )
    names: dict[str, str] = {}
    for key in keys:
        words = set(key.split())
        fitting = (
            one["name"]
            for one in found
            if one["registry_id"] == key or (":" not in key and words <= set(_WORD.findall(one["name"].casefold())))
        )
        name = next(fitting, None)
        if name is not None:
            names[key] = " ".join(name.split())
    return names


def _decoded(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its structures read from JSON text."""
    return {
        key: json.loads(value) if key in _STRUCTURES and isinstance(value, str) else value for key, value in row.items()
    }
