"""What an event is compared by: its day or days, its place, its sides, its dead and hurt, its words.

In: rows of one report. Out: `Report` with its words, and a `Bearing` for each of its events. Where an event has no day
of its own, the report's day of publication is its last; where it has no place, none is made up. Both are for comparing
only and are never written.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from onrecord.reconcile.rarity import common_words, length_of, words_of
from onrecord.vocab.event_kinds import load_event_kinds

_DOERS, _DONE_TO = frozenset({"initiator", "party", "giver"}), frozenset({"target", "victim", "recipient"})
_PERSON_KINDS = frozenset({"person"})
_ACTOR_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?][\"'\u2019\u201d)]*\s|\n")
_REACH = 400
_MONTH = 31
_OPEN = frozenset({"planned", "called_for", "threatened", "predicted", "hypothetical"})
_MAY_HAVE_HAPPENED = frozenset({"happened", "ongoing", "claimed", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Bearing:
    """One event, as it is compared.

    Attributes:
        event: Id of the row.
        position: Offset of its trigger.
        kind: Kind of event.
        group: Kinds that it is like.
        merges: Kinds among which two mentions may be one event.
        standing: happened, open (planned, threatened, ...) or not (denied, did not happen).
        is_recalled: The report tells it as something that lies back.
        is_summary: Its figures count over a time (since May, in four weeks): a sum of many events.
        first, last: Days as ordinals; None where the event has none of its own.
        place: Key of the place: GeoNames number, else its name.
        place_name: Name of the place.
        area: Country and first-order division.
        country: Country.
        point: Latitude and longitude.
        precision: UCDP's where_precision, 1 to 7.
        doers, done_to: Actors by registry id, else by name.
        persons: Surnames of persons in any role.
        harm: Least and greatest number of killed and injured.
        means: Words of instruments.
        words: Words of its sentence and their weights.
        length: Length of these words.
    """

    event: str
    position: int
    kind: str
    group: str
    merges: str
    standing: str
    is_recalled: bool
    is_summary: bool
    first: int | None
    last: int | None
    place: str | None
    place_name: str | None
    area: str | None
    country: str | None
    point: tuple[float, float] | None
    precision: int
    doers: tuple[str, ...]
    done_to: tuple[str, ...]
    persons: tuple[str, ...]
    harm: Mapping[str, tuple[int, int | None]]
    means: tuple[str, ...]
    words: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True)
class Report:
    """One report, as it is compared: day of publication, publisher, words and events."""

    document: str
    published: int | None
    publisher: str | None
    words: Mapping[str, float]
    length: float
    family: str
    events: tuple[Bearing, ...] = field(default=())


def as_json(bearing: Bearing) -> str:
    """A bearing as JSON text."""
    return json.dumps(asdict(bearing), separators=(",", ":"), sort_keys=True)


def from_json(text: str) -> Bearing:
    """A bearing from JSON text."""
    values = json.loads(text)
    for name in ("doers", "done_to", "persons", "means"):
        values[name] = tuple(values[name])
    values["point"] = None if values["point"] is None else tuple(values["point"])
    values["harm"] = {measure: tuple(bounds) for measure, bounds in values["harm"].items()}
    return Bearing(**values)


def ordinal(day: str | None) -> int | None:
    """Ordinal of an ISO date; None where there is none, or it is none."""
    try:
        return None if day is None else date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def bearings_of(connection: sqlite3.Connection, document: str) -> tuple[int | None, dict[str, float], list[Bearing]]:
    """Day of publication, words and bearings of a report, from its rows."""
    title, text, published = connection.execute(
        "select title, text, published from document where id = ?", (document,)
    ).fetchone()
    day = ordinal(published)
    actors = {
        identifier: (registry or _name_key(name), kind, name)
        for identifier, name, kind, registry in connection.execute(
            "select id, name, kind, registry_id from actor where document = ?", (document,)
        )
    }
    rows = connection.execute(
        "select e.id, e.kind, e.trigger, e.arguments, e.status, e.is_recalled, e.killed, e.injured, p.name, "
        "p.geonames_id, p.latitude, p.longitude, p.country, p.admin1, p.where_precision, t.earliest, t.latest "
        "from event e left join place p on p.id = e.place left join time t on t.id = e.time "
        "where e.document = ? order by e.id",
        (document,),
    ).fetchall()
    words = words_of(f"{title or ''}\n{text}")
    summaries = _summaries(connection, document)
    found = [_bearing(row, text, words.keys(), day, actors) for row in rows]
    return day, words, [replace(bearing, is_summary=bearing.event in summaries) for bearing in found]


def _summaries(connection: sqlite3.Connection, document: str) -> frozenset[str]:
    """Events all whose figures count over a time."""
    found = connection.execute(
        "select event from toll where document = ? and event is not null "
        "group by event having min(is_cumulative or since is not null)",
        (document,),
    )
    return frozenset(event for (event,) in found)


def _name_key(name: str) -> str | None:
    """Words of a name; None for a mere description ("two gunmen")."""
    words = [word.lower() for word in _ACTOR_WORDS.findall(name) if word[0].isupper()]
    return " ".join(word for word in words if word not in common_words()) or None


def _bearing(
    row: Iterable[Any],
    text: str,
    known_words: Collection[str],
    published: int | None,
    actors: Mapping[str, tuple[str | None, str, str]],
) -> Bearing:
    event, kind, trigger_text, arguments, status, is_recalled, killed, injured, *where_and_when = row
    name, geonames_id, latitude, longitude, country, admin1, precision, earliest, latest = where_and_when
    known = load_event_kinds().get(kind)
    trigger = json.loads(trigger_text)
    doers: set[str] = set()
    done_to: set[str] = set()
    persons: set[str] = set()
    means: set[str] = set()
    for argument in json.loads(arguments):
        key, actor_kind, actor_name = actors.get(argument["entity"] or "", (None, "", ""))
        if argument["role"] == "instrument":
            means.update(_plain_words(argument["text"]))
        if key is None:
            continue
        if actor_kind in _PERSON_KINDS and (last := _surname(actor_name)) is not None:
            persons.add(last)
        elif argument["role"] in _DOERS:
            doers.add(key)
        elif argument["role"] in _DONE_TO:
            done_to.add(key)
    first, last_day = ordinal(earliest), ordinal(latest)
    if first is not None and last_day is not None and published is not None:
        last_day = max(first, min(last_day, published)) if status not in _OPEN else last_day
    if first is None or last_day is None or last_day - first > _MONTH:
        first = last_day = None
    words = words_of(_sentence(text, trigger["start"], trigger["end"]))
    words = {word: weight for word, weight in words.items() if word in known_words}
    return Bearing(
        event=event,
        position=trigger["start"],
        kind=kind,
        group=kind if known is None else known.group,
        merges=kind if known is None else known.merges,
        standing="happened" if status in _MAY_HAVE_HAPPENED else "open" if status in _OPEN else "not",
        is_recalled=bool(is_recalled),
        is_summary=False,
        first=first,
        last=last_day,
        place=None if name is None else str(geonames_id or name.casefold()),
        place_name=name,
        area=f"{country}:{admin1}" if country and admin1 else None,
        country=country,
        point=None if latitude is None or longitude is None else (latitude, longitude),
        precision=precision or 7,
        doers=tuple(sorted(doers)),
        done_to=tuple(sorted(done_to)),
        persons=tuple(sorted(persons)),
        harm=_harm(killed, injured),
        means=tuple(sorted(means)),
        words=words,
        length=length_of(words),
    )


def _harm(killed: str | None, injured: str | None) -> dict[str, tuple[int, int | None]]:
    found: dict[str, tuple[int, int | None]] = {}
    for measure, figure in (("killed", killed), ("injured", injured)):
        if figure is None:
            continue
        bounds = json.loads(figure)
        low = next((bounds[name] for name in ("low", "best") if bounds.get(name) is not None), 0)
        found[measure] = (low, bounds.get("high"))
    return found


def _plain_words(text: str) -> list[str]:
    return [word for word in map(str.lower, _ACTOR_WORDS.findall(text)) if common_words().get(word, 0) < 4]  # noqa: PLR2004


def _surname(name: str) -> str | None:
    words = _ACTOR_WORDS.findall(name)
    return words[-1].casefold() if words and words[-1][0].isupper() else None


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around some characters, as far as full stops and lines tell."""
    before = max(0, start - _REACH)
    opening = max((match.end() for match in _SENTENCE_END.finditer(text, before, start)), default=before)
    closing = _SENTENCE_END.search(text, end, min(len(text), end + _REACH))
    return text[opening : closing.start() if closing else min(len(text), end + _REACH)]
