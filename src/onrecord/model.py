"""The rows of the record. No input or output here, and nothing that depends on a language.

Field names are the public contract (docs/reference/record.md): the dictionary's keys and the SQL columns bear the same
names. A
trailing underscore, needed where a field is a Python keyword (`class_`), is dropped in both. Offsets count Unicode code
points of the document's `text`, half-open, from 0.

While a document is being read, fields that name an actor or a place hold the id of a *mention*; `resolve` replaces
them by ids of actors and places (`Rows.linked`). Fields that name a time hold the id of a time row from the start.
"""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

Status = Literal[
    "happened", "ongoing", "claimed", "unconfirmed", "denied", "did_not_happen", "planned", "called_for", "threatened",
    "predicted", "hypothetical",
]  # fmt: skip
"""How a row stands: told as a fact, only claimed, denied, or yet to come (docs/reference/record.md)."""

MentionKind = Literal[
    "actor", "person", "place", "time", "quantity", "weapon", "vehicle", "money", "nationality", "document"
]
MentionForm = Literal["name", "nominal", "pronoun"]
ActorKind = Literal[
    "state", "government", "state_forces", "rebel_group", "militia", "intergovernmental", "ngo", "media", "company",
    "party", "community", "civilians", "person", "unknown",
]  # fmt: skip
TimeKind = Literal["date", "time", "duration", "set"]
Role = Literal[
    "initiator", "target", "victim", "instrument", "place", "time", "mediator", "party", "giver", "recipient", "origin",
    "destination",
]  # fmt: skip
Measure = Literal["killed", "injured", "missing", "detained", "captured", "displaced", "besieged", "affected"]
Qualifier = Literal["exactly", "about", "at least", "more than", "at most", "less than", "between", "vague"]
PopulationClass = Literal[
    "civilians", "combatants", "state_forces", "armed_group", "children", "women", "aid_workers", "journalists",
    "people", "other",
]  # fmt: skip
RelationKind = Literal[
    "supports", "allied_with", "opposes", "fights", "member_of", "part_of", "affiliated_with", "controls_group",
    "leads", "holds_office", "designates", "same_as",
]  # fmt: skip
FlowWhat = Literal[
    "money", "arms", "ammunition", "fighters", "troops", "training", "intelligence", "air_power", "sanctuary",
    "logistics", "aid",
]  # fmt: skip
AgreementKind = Literal[
    "ceasefire", "evacuation", "peace", "prisoner_exchange", "withdrawal", "humanitarian_access", "alliance", "other"
]
AgreementStatus = Literal["announced", "in_force", "violated", "collapsed", "ended", "proposed"]
ControlChange = Literal["takes", "holds", "loses", "contests", "besieges"]
SourceKind = Literal["named", "anonymous", "document", "narrator"]
Stance = Literal[
    "asserts", "confirms", "denies", "doubts", "accuses", "reports_unconfirmed", "demands", "predicts", "promises",
    "threatens",
]  # fmt: skip
Quotation = Literal["direct", "indirect", "mixed"]
CheckKind = Literal[
    "parts_exceed_total", "parts_below_total", "low_above_high", "date_in_future", "figure_out_of_range"
]

R = TypeVar("R")


def identify(prefix: str, *parts: object) -> str:
    """Identifier derived from content: the same parts give the same id, on any machine, in any order of work.

    Args:
        prefix: Row type, in a few letters, so that a reader sees what an id names.
        parts: What makes the row this row (document id, offsets, kind, ...).

    Returns:
        `prefix`, a hyphen, and 16 hexadecimal digits of a SHA-256.

    >>> identify("ev", "doc-1", 10, 15) == identify("ev", "doc-1", 10, 15)
    True
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a document's text, with the text they cover."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its bounds; None where the text gives none. "over 54,000" is low 54001, best None, high None."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One received report. `published` is an ISO date or None; `text` is what was extracted and is never altered.

    `published_from` says where the date was found (`given`, `metadata`, `url`, `dateline`, `text`), `state` whether it
    was read: `pending`, `read`, or `not read: REASON`. `encoding` is that of plain text.
    """

    id: str
    sha256: str
    text_sha256: str
    text: str
    uri: str | None = None
    media_type: str = "text/plain"
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    encoding: str | None = None
    state: str = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row but a document has: its id, its document, who read it, and how sure (None until calibrated)."""

    id: str
    document: str
    reader: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Row):
    """Words that name something. `entity` is the actor or place that they name, once resolved."""

    start: int
    end: int
    text: str
    kind: MentionKind
    form: MentionForm
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What reading learned of a mention, for resolving it; not a row of the record.

    `head` is the index of the head token in the parsed text. `known_as` is an id of the actor registry or the
    gazetteer candidates' key, `actor_kind`, `country` (alpha-3), `office` and `affiliation` (id of the mention of the
    body that a person speaks for) what the words themselves say.
    """

    head: int
    known_as: str | None = None
    actor_kind: ActorKind | None = None
    country: str | None = None
    office: str | None = None
    affiliation: str | None = None
    population: PopulationClass | None = None
    is_plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Row):
    """Somebody who acts. `registry_id` joins the same known actor across documents; `mentions` are mention ids."""

    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    office: str | None = None
    mentions: tuple[str, ...] = ()
    registry_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Row):
    """A place, with the gazetteer's answer beside its own name; `where_precision` 1-7 as in UCDP GED."""

    name: str
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    kind: str | None = None
    where_precision: int | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Row):
    """An expression of time: `value` as in TIMEX3, and the days it can mean; `date_precision` 1-5 as in UCDP GED.

    `unresolved_because` says why an expression has no day: `no_document_date`, `no_anchor` (nothing in the text to
    count from), `ambiguous`, `told_by_event` ("the day after the battle").
    """

    start: int
    end: int
    text: str
    value: str | None
    kind: TimeKind
    earliest: str | None = None
    latest: str | None = None
    is_relative: bool = False
    date_precision: int | None = None
    unresolved_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A role of an event, filled by words of the text."""

    role: Role
    start: int
    end: int
    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """PLOVER event type and mode (2024 manual)."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Row):
    """Something that happens, or is said, denied, planned or feared to. `place` is a place, `time` a time id."""

    kind: str
    trigger: Span
    arguments: tuple[Argument, ...] = ()
    place: str | None = None
    time: str | None = None
    status: Status = "happened"
    is_recalled: bool = False
    plover: Plover | None = None
    killed: Figure | None = None
    injured: Figure | None = None
    captured: Figure | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Who is counted: their words, their class, and their side (an actor) where the text tells it."""

    text: str | None = None
    class_: PopulationClass = "people"
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says something: the words that name them, the actor, and the kind of source."""

    start: int | None = None
    end: int | None = None
    text: str | None = None
    actor: str | None = None
    kind: SourceKind = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll(Row):
    """A count of people harmed, held or driven out; `part_of` is the toll it is a part of, `event` what it counts."""

    measure: Measure
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    population: Population
    place: str | None = None
    since: str | None = None
    as_of: str | None = None
    counted_by: Source | None = None
    part_of: str | None = None
    event: str | None = None
    is_cumulative: bool = False
    status: Status = "happened"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Row):
    """Who backs, fights, belongs to, leads or designates whom; `means` in the text's words."""

    kind: RelationKind
    subject: str
    object: str | None
    means: str | None = None
    time: str | None = None
    status: Status = "happened"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Row):
    """Money, arms, fighters or other support that goes from someone to someone."""

    giver: str | None
    recipient: str | None
    what: FlowWhat
    low: int | None = None
    best: int | None = None
    high: int | None = None
    unit: str | None = None
    amount_text: str | None = None
    time: str | None = None
    status: Status = "happened"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Row):
    """An agreement between parties, with those who brokered it."""

    kind: AgreementKind
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    place: str | None = None
    terms: Span | None = None
    time: str | None = None
    status: AgreementStatus = "announced"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Control(Row):
    """An actor takes, holds, loses, contests or besieges a place."""

    actor: str
    place: str
    change: ControlChange
    time: str | None = None
    status: Status = "happened"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """Somebody's statement: source, cue, content, stance; `about` lists the rows that it states or answers.

    `via` is the actor (a mention id while reading) through whom the statement reached this report.
    """

    source: Source
    content: Span
    stance: Stance
    quotation: Quotation
    cue: Span | None = None
    via: str | None = None
    fragments: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Row):
    """Something in the figures or dates that does not add up, with the rows concerned."""

    kind: CheckKind
    rows: tuple[str, ...]
    detail: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document, or a part of one, that could not be taken in or read."""

    stage: str
    document: str | None
    code: str
    message: str
    uri: str | None = None
    span: Span | None = None


LISTS: Mapping[str, type[Any]] = types.MappingProxyType({
    "mentions": Mention, "actors": Actor, "places": Place, "times": Time, "events": Event, "tolls": Toll,
    "relations": Relation, "flows": Flow, "agreements": Agreement, "control": Control, "claims": Claim, "checks": Check,
    "failures": Failure,
})  # fmt: skip
"""List of a report to the type of its rows, in the order of the contract."""


@dataclass(slots=True)
class Rows:
    """The rows of one document, as far as they have been found."""

    mentions: list[Mention] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    control: list[Control] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    clues: dict[str, Clue] = field(default_factory=dict)
    """Mention id to what reading learned of it."""
    _by_head: dict[int, list[Mention]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_head_key: tuple[int, int] = field(default=(-1, -1), init=False, repr=False, compare=False)

    def all(self) -> Iterator[tuple[str, Any]]:
        """Every row with the name of its list."""
        for name in LISTS:
            for row in getattr(self, name):
                yield name, row

    def mention_at_head(self, token_index: int, kinds: Collection[str] | None = None) -> Mention | None:
        """The mention whose head is the token of that index (the longest, where mentions share a head).

        Args:
            token_index: Index of a token in the parsed text.
            kinds: Kinds of mention to look among; all where None.
        """
        key = (len(self.mentions), len(self.clues))
        if self._by_head_key != key:
            self._by_head_key, self._by_head = key, {}
            for mention in self.mentions:
                if mention.id in self.clues:
                    self._by_head.setdefault(self.clues[mention.id].head, []).append(mention)
        found = [m for m in self._by_head.get(token_index, []) if kinds is None or m.kind in kinds]
        return max(found, key=lambda m: m.end - m.start, default=None)

    def linked(self, entity_of: Mapping[str, str]) -> Rows:
        """The same rows with mention ids replaced by entity ids in every field that names an actor or a place.

        Args:
            entity_of: Mention id to actor or place id. An actor or place field whose mention has no entity becomes
                None; where the field may not be None the row is dropped, since it would name nobody.
        """
        result = Rows(clues=self.clues, actors=self.actors, places=self.places, times=self.times, checks=self.checks)
        result.failures = self.failures
        for name in ("mentions", "events", "tolls", "relations", "flows", "agreements", "control", "claims"):
            linked = [_linked(row, entity_of) for row in getattr(self, name)]
            setattr(result, name, [row for row in linked if row is not None])
        return result


_ENTITY_FIELDS: Mapping[type, tuple[str, ...]] = {
    Event: ("place",), Toll: ("place",), Relation: ("subject", "object"), Flow: ("giver", "recipient"),
    Agreement: ("parties", "mediators", "place"), Control: ("actor", "place"), Claim: ("via",), Population: ("actor",),
    Source: ("actor",), Argument: ("entity",),
}  # fmt: skip
_REQUIRED = {(Relation, "subject"), (Control, "actor"), (Control, "place")}


def _linked(row: R, entity_of: Mapping[str, str]) -> R | None:
    changes: dict[str, Any] = {}
    if isinstance(row, Mention):
        return cast("R", replace(row, entity=entity_of.get(row.id)))
    for name in _ENTITY_FIELDS.get(type(row), ()):
        value = getattr(row, name)
        if isinstance(value, tuple):
            changes[name] = tuple(dict.fromkeys(entity_of[v] for v in value if v in entity_of))
        else:
            changes[name] = entity_of.get(value) if value is not None else None
            if changes[name] is None and (type(row), name) in _REQUIRED:
                return None
    for spec in fields(cast("Any", row)):
        value = getattr(row, spec.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Argument):
            changes[spec.name] = tuple(_linked(argument, entity_of) for argument in value)
        elif isinstance(value, (Population, Source)):
            changes[spec.name] = _linked(value, entity_of)
    return cast("R", replace(cast("Any", row), **changes))


def to_dict(row: object) -> Any:
    """A row, or a structure in one, as plain dictionaries, lists and values with the contract's keys.

    >>> to_dict(Population(text="children", class_="children"))
    {'text': 'children', 'class': 'children', 'actor': None}
    """
    if is_dataclass(row) and not isinstance(row, type):
        return {spec.name.rstrip("_"): to_dict(getattr(row, spec.name)) for spec in fields(row)}
    if isinstance(row, (tuple, list)):
        return [to_dict(item) for item in row]
    return row


def from_dict(kind: type[R], value: Mapping[str, Any]) -> R:
    """The row of a type from its dictionary: the reverse of `to_dict`. Unknown keys are ignored (newer writers).

    Raises:
        KeyError: A field without a default is missing.
    """
    hints = _hints(cast("Any", kind))
    arguments = {}
    for spec in fields(cast("Any", kind)):
        key = spec.name.rstrip("_")
        if key in value:
            arguments[spec.name] = _value(hints[spec.name], value[key])
        elif spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING:
            raise KeyError(f"{kind.__name__}.{key} is missing")
    return kind(**arguments)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (typing.Union, types.UnionType):
        return _value(next(option for option in get_args(hint) if option is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return from_dict(cast("type[Any]", hint), value)
    return value


def spans_of(row: object) -> Iterable[Span]:
    """Every span that a row carries, its own offsets included."""
    if isinstance(row, Span):
        yield row
    elif is_dataclass(row) and not isinstance(row, type):
        start, end, text = (getattr(row, name, None) for name in ("start", "end", "text"))
        if isinstance(start, int) and isinstance(end, int) and isinstance(text, str):
            yield Span(start, end, text)
        for spec in fields(row):
            yield from spans_of(getattr(row, spec.name))
    elif isinstance(row, (tuple, list)):
        for item in row:
            yield from spans_of(item)
