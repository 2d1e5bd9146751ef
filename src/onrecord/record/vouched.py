"""Rows with who vouches for them and of which days they hold: what the views across reports have in common.

A row holds from the first to the last day that its time can mean; one told as going on holds from its first day on, as
of its report's publication. A row with no time of its own holds as of its report's publication, and says so. Nothing is
filled in: a row of a report that gives no date has neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

Side = Literal["told", "denied", "open"]
"""Whether a row tells something as so, tells that it is denied or not so, or tells of what has not come about."""
_DENIED = frozenset({"denied", "did_not_happen"})
_OPEN = frozenset({"planned", "called_for", "threatened", "predicted", "hypothetical"})
_AGAINST = frozenset({"denies", "doubts"})

COLUMNS = """
told.id, told.status, told.confidence, told.spans, document.id as document, document.title, document.publisher,
document.published, coalesce(family.root, document.id) as root, time.earliest, time.latest,
(select json_group_array(json_object(
    'stance', claim.stance, 'kind', claim.source ->> 'kind', 'text', claim.source ->> 'text', 'name', voice.name,
    'registry_id', voice.registry_id))
 from claim join json_each(claim.about) as about on about.value = told.id
 left join actor as voice on voice.id = claim.source ->> 'actor' where claim.document = told.document) as claims
"""
"""Columns to select of a row named `told`."""
JOINS = """
join document on document.id = told.document left join family on family.document = told.document
left join time on time.id = told.time
"""
"""Tables that `COLUMNS` needs, joined to it."""
HOLDS = """
case when time.earliest is null and time.latest is null then document.published is null or document.published <= :day
    when told.status = 'ongoing' then coalesce(time.earliest, '0000') <= :day
    else coalesce(time.earliest, '0000') <= :day and coalesce(time.latest, '9999') >= :day end
"""
"""True of a row that holds on `:day`, as far as its report tells."""


def vouched(row: Mapping[str, Any]) -> dict[str, Any]:
    """One row as its teller gives it: words, days, side, and who says so or says that it is not so.

    Args:
        row: A row of a query with `COLUMNS`.
    """
    spans = json.loads(row["spans"])
    claims = json.loads(row["claims"])
    is_timed = row["earliest"] is not None or row["latest"] is not None
    is_ongoing = row["status"] == "ongoing"
    saying = [claim for claim in claims if claim["stance"] not in _AGAINST]
    return {
        "id": row["id"],
        "status": row["status"],
        "side": side_of(row["status"]),
        "since": row["earliest"],
        "until": None if is_ongoing else row["latest"],
        "as_of": row["published"] if is_ongoing or not is_timed else None,
        "says": sorted({_name(claim) for claim in saying} - {None}),
        "denies": sorted({_name(claim) or "not named" for claim in claims if claim["stance"] in _AGAINST}),
        "words": [" ".join(span["text"].split()) for span in spans],
        "document": row["document"],
        "title": row["title"],
        "publisher": row["publisher"],
        "published": row["published"],
        "root": row["root"],
        "origin": _origin(saying, row["root"]),
    }


def side_of(status: str) -> Side:
    """The side that a status takes.

    >>> side_of("ongoing"), side_of("did_not_happen"), side_of("planned")
    ('told', 'denied', 'open')
    """
    return "denied" if status in _DENIED else "open" if status in _OPEN else "told"


def origins(rows: Iterable[Mapping[str, Any]]) -> int:
    """How many independent origins rows have: copies of one text count once, as do reports that quote one source."""
    return len({row["origin"] for row in rows})


def moment(row: Mapping[str, Any]) -> str:
    """The day by which a row is put in order: that it tells of, else that of its report's publication."""
    return row["since"] or row["until"] or row["published"] or "9999"


def key_of(registry_id: str | None, name: str | None) -> str:
    """What tells an actor or place from others across reports: its registry id, else its folded name.

    >>> key_of(None, "Hill  Front"), key_of("group:hill", "the Front")
    ('hill front', 'group:hill')
    """
    return registry_id or " ".join((name or "").casefold().split())


def _name(claim: Mapping[str, Any]) -> str | None:
    """Who makes a claim; None for the report itself."""
    if claim["kind"] == "narrator":
        return None
    told = claim["name"] or claim["text"]
    return " ".join(told.split()) if told else None


def _origin(saying: Iterable[Mapping[str, Any]], root: str) -> str:
    """The one known source on which all of a row's claims rest, else the text that the report passes on."""
    sources = {claim["registry_id"] if claim["kind"] != "narrator" else None for claim in saying}
    (only,) = sources if len(sources) == 1 else (None,)
    return f"source:{only}" if only else f"report:{root}"
