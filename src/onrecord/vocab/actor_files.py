"""Actors read from data files: the registry's CSV files and the user's own CSV or YAML.

In: rows with the columns of `COLUMNS`; in CSV a header line names them, in YAML a list of mappings does (bare or under
`entries`). Lists are separated by semicolons in CSV; in YAML they may be lists. Out: `KnownActor` rows. A value that
held for some years only bears them after an `@`: `group:al-qaeda@2013-2016`, `Assad government@2000-2024`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from onrecord.errors import VocabularyError
from onrecord.model import ActorKind

COLUMNS = (
    "id", "name", "kind", "country", "aliases", "exact", "adjectives", "capitals", "metonyms", "office", "parents",
    "active_from", "active_to",
)  # fmt: skip
"""Columns of a file of actors; only `id`, `name` and `kind` must be there."""

_REQUIRED = ("id", "name", "kind")
_KINDS = frozenset(get_args(ActorKind))
_ID = re.compile(r"[a-z_]+:[\w.-]+")
_COUNTRY = re.compile(r"[A-Z]{3}")
_YEARS = re.compile(r"(.+?)(?:@(\d{4})?-(\d{4})?)?")
_YEAR_BOUNDS = (1000, 2100)


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with the years, both included, in which it held; None where open or not known."""

    value: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor of the registry.

    Attributes:
        id: Such as `state:SYR`, `group:ahrar-al-sham`, `person:kofi-annan`.
        name: Neutral name.
        kind: Kind of actor, as in the rows of the record.
        country: ISO 3166-1 alpha-3 of the country it belongs to, or mainly acts in; None where there is no one country.
        aliases: Other names, acronyms and spellings.
        exact: Aliases that count in exactly this case only, as they are ordinary words in another.
        adjectives: Words for "of that state" and for its people: Syrian, Syrians.
        capitals: The capital's name, which may stand for the government.
        metonyms: Seats and labels that stand for it (the Kremlin), with the years in which they did.
        office: Office of a person, the last that matters where there were several.
        parents: Ids of what it belongs to, reports to or is affiliated with, with years.
        active_from: First year; None where not known.
        active_to: Last year; None where it still acts, or where not known.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[Dated, ...] = ()
    office: str | None = None
    parents: tuple[Dated, ...] = ()
    active_from: int | None = None
    active_to: int | None = None

    @property
    def parent(self) -> str | None:
        """Id of the first of its parents; None where it has none."""
        return self.parents[0].value if self.parents else None

    def is_active(self, year: int) -> bool:
        """False where the registry knows that the actor was not there yet, or no more, in a year."""
        return (self.active_from or year) <= year <= (self.active_to or year)


def read_registry() -> Iterator[KnownActor]:
    """Actors of the product's own files, file by file in the order of their names."""
    folder = files("onrecord.vocab").joinpath("actors")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".csv"):
            yield from _from_csv(path.read_text(encoding="utf-8"), path.name)


def read_actors(path: Path) -> Iterator[KnownActor]:
    """Actors of a user's file, CSV or YAML by its ending.

    Raises:
        VocabularyError: The file can't be read, is of another type, or has a row that does not hold.
    """
    endings = {".csv": _from_csv, ".yml": _from_yaml, ".yaml": _from_yaml}
    reader = endings.get(path.suffix.lower())
    if reader is None:
        raise VocabularyError(f"{path}: a file of actors ends in {', '.join(endings)}, not in {path.suffix!r}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: can't be read as UTF-8 text ({error}); give an existing CSV or YAML") from error
    return reader(text, str(path))


def _from_csv(text: str, source: str) -> Iterator[KnownActor]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header: list[str] | None = None
    for cells in reader:
        if not any(cells) or cells[0].startswith("#"):
            continue
        where = f"{source}, line {reader.line_num}"
        if header is None:
            header = [cell.strip() for cell in cells]
            _check_columns(header, where)
            continue
        if len(cells) != len(header):
            raise VocabularyError(f"{where}: {len(cells)} cells, expected {len(header)}: {', '.join(header)}")
        yield _actor({column: cell for column, cell in zip(header, cells, strict=True) if cell}, where)


def _from_yaml(text: str, source: str) -> Iterator[KnownActor]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise VocabularyError(f"{source}: not YAML: {error}") from error
    if isinstance(content, dict) and isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == "entries"), None)
        content = content.get("entries")
    if not isinstance(content, list) or not isinstance(node, yaml.SequenceNode):
        raise VocabularyError(f"{source}, line 1: expected a list of actors, or a mapping with a list `entries`")
    for row, item in zip(content, node.value, strict=True):
        where = f"{source}, line {item.start_mark.line + 1}"
        if not isinstance(row, dict):
            raise VocabularyError(f"{where}: {row!r}, expected a mapping with {', '.join(_REQUIRED)}")
        _check_columns([str(key) for key in row], where)
        yield _actor({str(key): value for key, value in row.items()}, where)


def _check_columns(columns: list[str], where: str) -> None:
    missing = [name for name in _REQUIRED if name not in columns]
    unknown = [name for name in columns if name not in COLUMNS]
    if missing or unknown:
        fault = f"lacks {', '.join(missing)}" if missing else f"has unknown columns {', '.join(unknown)}"
        raise VocabularyError(f"{where}: {fault}; columns are {', '.join(COLUMNS)}")


def _actor(row: Mapping[str, Any], where: str) -> KnownActor:
    key, name, kind = (_cell(row, column) for column in _REQUIRED)
    if key is None or not _ID.fullmatch(key):
        raise VocabularyError(f"{where}: id {key!r}, expected letters, a colon and a name, such as group:red-brigade")
    if name is None:
        raise VocabularyError(f"{where}: {key} has no name; expected a neutral name")
    if kind not in _KINDS:
        raise VocabularyError(f"{where}: kind {kind!r} of {key}, expected one of {', '.join(sorted(_KINDS))}")
    country = _cell(row, "country")
    if country is not None and not _COUNTRY.fullmatch(country):
        raise VocabularyError(f"{where}: country {country!r} of {key}, expected ISO 3166-1 alpha-3 such as SYR")
    since, until = _year(row, "active_from", where), _year(row, "active_to", where)
    if since is not None and until is not None and since > until:
        raise VocabularyError(f"{where}: {key} is active from {since} to {until}; expected the earlier year first")
    return KnownActor(
        id=key, name=name, kind=cast("ActorKind", kind), country=country, aliases=_list(row, "aliases"),
        exact=_list(row, "exact"),
        adjectives=_list(row, "adjectives"), capitals=_list(row, "capitals"), metonyms=_dated(row, "metonyms"),
        office=_cell(row, "office"), parents=_dated(row, "parents"), active_from=since, active_to=until,
    )  # fmt: skip


def _cell(row: Mapping[str, Any], column: str) -> str | None:
    value = row.get(column)
    return (str(value).strip() or None) if value is not None else None


def _list(row: Mapping[str, Any], column: str) -> tuple[str, ...]:
    value = row.get(column)
    if not value:
        return ()
    items = value if isinstance(value, list) else str(value).split(";")
    return tuple(item for item in (str(item).strip() for item in items) if item)


def _dated(row: Mapping[str, Any], column: str) -> tuple[Dated, ...]:
    return tuple(_with_years(item) if "@" in item else Dated(item) for item in _list(row, column))


def _with_years(item: str) -> Dated:
    match = _YEARS.fullmatch(item)
    if match is None:
        return Dated(item)
    value, since, until = match.groups()
    return Dated(value, int(since) if since else None, int(until) if until else None)


def _year(row: Mapping[str, Any], column: str, where: str) -> int | None:
    told = _cell(row, column)
    if told is None:
        return None
    if not told.isdecimal() or not _YEAR_BOUNDS[0] <= int(told) <= _YEAR_BOUNDS[1]:
        raise VocabularyError(f"{where}: {column} is {told!r}, expected a year such as 1998 or nothing")
    return int(told)
