"""Who backs, fights, belongs to or leads whom on a day, according to whom: relations and support of all reports.

Actors are joined across reports by the registry, else by their folded names; each tie (subject, kind, object) comes
with every row that tells of it, in order, those that tell it beside those that deny it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from onrecord.record.query import Filter, Query
from onrecord.record.vouched import COLUMNS, HOLDS, JOINS, key_of, moment, origins, vouched

_TIES = f"""
with told as (
    select 'relations' as list, id, document, confidence, kind, subject, object, means as detail, time, status, spans
    from relation
    union all
    select 'flows', id, document, confidence, what, giver, recipient, amount_text, time, status, spans from flow
)
select {COLUMNS}, told.list, told.kind, told.detail, subject.name as subject, subject.registry_id as subject_registry,
    object.name as object, object.registry_id as object_registry
from told {JOINS}
left join actor as subject on subject.id = told.subject left join actor as object on object.id = told.object
where ({HOLDS}) and coalesce(told.confidence, 1) >= case told.list when 'flows' then :flows else :relations end
    and (:actor is null or subject.name like :actor or object.name like :actor)
    and (:status is null or told.status = :status) and (:text is null or told.spans like :text)
order by coalesce(subject.registry_id, lower(subject.name)), coalesce(object.registry_id, lower(object.name)),
    told.list desc, told.kind, document.published, document.rowid, told.id
"""


def ties(query: Query, day: str, wanted: Filter, *, least: dict[str, float] | None = None) -> Iterator[dict[str, Any]]:
    """Ties that hold on a day, each once.

    Args:
        query: The case.
        day: ISO date.
        wanted: `actor`, `status` and `text` filter rows; a tie has no place, so `place` keeps nothing.
        least: Least confidence of rows by list (`relations`, `flows`).

    Yields:
        `subject`, `object` (None: not named), `list`, `kind`, `rows` in order of time, `reports`, the numbers of
        independent `origins` that tell it and of those `denying` it, and `is_contested` where some deny what others
        tell.
    """
    if wanted.place:
        return
    floor = {"relations": 0.0, "flows": 0.0} | {
        name: least[name] for name in ("relations", "flows") if least and name in least
    }
    found = query.sql(
        _TIES,
        {
            "day": day,
            "actor": f"%{wanted.actor}%" if wanted.actor else None,
            "status": wanted.status,
            "text": "%" + "%".join(wanted.text.split()) + "%" if wanted.text else None,
            **floor,
        },
    )

    def tie(row: dict[str, Any]) -> tuple[str, ...]:
        ends = (key_of(row[f"{end}_registry"], row[end]) for end in ("subject", "object"))
        return (*ends, row["list"], row["kind"])

    for _, grouped in groupby(found, key=tie):
        together = list(grouped)
        rows = sorted((vouched(row) | {"detail": row["detail"]} for row in together), key=moment)
        telling = [row for row in rows if row["side"] == "told"]
        yield {
            "subject": together[0]["subject"],
            "list": together[0]["list"],
            "kind": together[0]["kind"],
            "object": together[0]["object"],
            "rows": rows,
            "reports": len({row["document"] for row in rows}),
            "origins": origins(telling),
            "denying": origins(row for row in rows if row["side"] == "denied"),
            "is_contested": bool(telling) and any(row["side"] == "denied" or row["denies"] for row in rows),
        }
